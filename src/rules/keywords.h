/* SPDX-License-Identifier: MIT */
/*
 * Many words, found in one pass over a text.
 *
 * Floor 5.  At each place the first character, then the first two are looked
 * up in bit fields, which turn most places away, then in a hash table of the
 * words that begin with them.  The number of words hardly matters.
 */
#ifndef GJ_RULES_KEYWORDS_H
#define GJ_RULES_KEYWORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct keyword_slot {
    uint64_t key;      /* the two characters; one: the second is 0 */
    uint32_t first, n; /* words; n == 0: the slot is free */
};

struct keywords {
    const struct str *words; /* bytewise sorted, no two the same */
    uint32_t n;
    uint64_t starts[1024];  /* first characters of words, by 16 bits */
    uint64_t singles[1024]; /* those that are a word alone */
    uint64_t pairs[1024];   /* how words begin, by a hash of two characters */
    const struct keyword_slot *slots;
    uint32_t mask;
};

struct keyword_hit {
    uint32_t begin; /* byte of the text */
    uint32_t word;  /* index of keywords.words */
};

struct keyword_hits {
    struct keyword_hit *items; /* by begin, then shorter words first */
    size_t n, cap;
};

/* Words of at least one byte of valid UTF-8, in any order and as often as they
 * come; the array is sorted and kept, as the strings are.  False: the arena is
 * exhausted. */
bool keywords_build(struct arena *arena, struct str *words, size_t n,
                    struct keywords *out);

/* Index of a word, or UINT32_MAX. */
uint32_t keywords_index(const struct keywords *keywords, struct str word);

/* Every word at every place of a text of valid UTF-8 below 4 GB.  The hits lie
 * in the arena; false if it is exhausted. */
bool keywords_scan(const struct keywords *keywords, struct arena *arena,
                   struct str text, struct keyword_hits *out);

#endif
