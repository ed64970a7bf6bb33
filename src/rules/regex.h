/* SPDX-License-Identifier: MIT */
/*
 * Regular expressions, anchored: does it match right here?
 *
 * Floor 5.  regex.c is the only file that knows PCRE2.
 *
 * A set of compiled expressions lives in the arena it was made in, is
 * read-only and may be shared by threads.  What a match writes to is a
 * matcher, one for each call that matches.
 */
#ifndef GJ_RULES_REGEX_H
#define GJ_RULES_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct regex_set;
struct regex_matcher;

/* Longest message of regex_compile() with its NUL. */
#define REGEX_MESSAGE 160

/* A set of n expressions, none of them compiled; NULL: no memory. */
struct regex_set *regex_set_new(struct arena *arena, size_t n);
/* Compile expression i.  False: see message, which is empty if the arena is
 * exhausted. */
bool regex_compile(struct regex_set *set, size_t i, struct str pattern,
                   char message[REGEX_MESSAGE]);
/* The compiled set as bytes (from malloc(), or NULL), and a set from them:
 * NULL where the library has another version, or memory is out. */
void *regex_set_encode(const struct regex_set *set, size_t *len);
struct regex_set *regex_set_decode(struct arena *arena, const void *bytes,
                                   size_t n);
/* Turn all into machine code, which pays from some hundred KB of text on; not
 * while others match.  What cannot be turned stays as it is. */
void regex_set_hurry(struct regex_set *set);
/* Frees machine code only; NULL is fine.  Before the arena goes. */
void regex_set_free(struct regex_set *set);

/* NULL when out of memory.  ngroups: highest capture group wanted. */
struct regex_matcher *regex_matcher_new(size_t ngroups);
void regex_matcher_free(struct regex_matcher *matcher);

enum regex_result {
    REGEX_NO,
    REGEX_YES,
    REGEX_GAVE_UP, /* match limit, or out of memory */
};

/* Match at byte off of valid UTF-8. */
enum regex_result regex_match(const struct regex_set *set, size_t i,
                              struct regex_matcher *matcher,
                              struct str subject, size_t off);
/* After REGEX_YES: bounds of a capture group, 0 the whole match; false if the
 * group took no part. */
bool regex_group(const struct regex_matcher *matcher, size_t group,
                 size_t *begin, size_t *end);

#endif
