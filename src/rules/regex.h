/* SPDX-License-Identifier: MIT */
/*
 * Regular expressions, anchored: does it match right here?
 *
 * Floor 5.  regex.c is the only file that knows PCRE2.
 *
 * A compiled regex lives in the arena it was compiled into, is read-only and
 * may be shared by threads.  What a match writes to is a matcher, one for
 * each call that matches.
 */
#ifndef GJ_RULES_REGEX_H
#define GJ_RULES_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct regex;
struct regex_matcher;

/* Longest message of regex_compile() with its NUL. */
#define REGEX_MESSAGE 160

/* NULL: see message, which is empty if the arena is exhausted. */
struct regex *regex_compile(struct arena *arena, struct str pattern,
                            char message[REGEX_MESSAGE]);

/* NULL when out of memory.  ngroups: highest capture group wanted. */
struct regex_matcher *regex_matcher_new(size_t ngroups);
void regex_matcher_free(struct regex_matcher *matcher);

enum regex_result {
    REGEX_NO,
    REGEX_YES,
    REGEX_GAVE_UP, /* match limit, or out of memory */
};

/* Match at byte off of valid UTF-8. */
enum regex_result regex_match(const struct regex *regex,
                              struct regex_matcher *matcher,
                              struct str subject, size_t off);
/* After REGEX_YES: bounds of a capture group, 0 the whole match; false if the
 * group took no part. */
bool regex_group(const struct regex_matcher *matcher, size_t group,
                 size_t *begin, size_t *end);

#endif
