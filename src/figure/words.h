/* SPDX-License-Identifier: MIT */
/*
 * The word lists of the lexicon, indexed so that looking for a word at, or
 * before, a place costs a step or two whatever the length of the list.
 *
 * Floor 3, private.
 */
#ifndef GJ_FIGURE_WORDS_H
#define GJ_FIGURE_WORDS_H

#include "base/utf8.h"
#include "figure/figure.h"

/* The lists of rules/words/figure.json that this floor reads, by name. */
enum word_list {
    W_GE_BEFORE,
    W_LE_BEFORE,
    W_GT_BEFORE,
    W_LT_BEFORE,
    W_APPROX_BEFORE,
    W_BEFORE_STOP,
    W_GE_AFTER,
    W_LE_AFTER,
    W_APPROX_AFTER,
    W_GT_AFTER,
    W_GT_MIDDLE,
    W_AFTER_STOP,
    W_INCLUDED,
    W_RANGE,
    W_RANGE_NOT_AFTER,
    W_LIST,
    W_SIGN_AFTER,
    W_SIGN,
    W_PER,
    W_UNIT_STOP,
    W_UNIT_STOP_NOT,
    W_UNIT_STOP_BLANK,
    W_COUNTER,
    W_CLOCK,
    W_YEAR_WORDS,
    W_CURRENCY,
    W_ORDINAL_LABEL,
    W_CODE_LABEL,
    W_ADDRESS,
    W_DENOMINATOR,
    W_FRACTION_BEFORE,
    W_FRACTION_AFTER,
    W_DOUBLED_ONCE,
    W_DOUBLED_TWICE,
    W_NUMERAL_STOP,
    W_NUMERAL_BEFORE_STOP,
    W_NUMERAL_ONE_ONLY,
    W_NUMERAL_NOT_UNIT,
    W_RULE_SENTENCE,
    W_RULE_POINTS,
    W_RULE_IF,
    W_RULE_AFTER,
    W_RULE_DEDUCT,
    W_RULE_DEDUCT_NOT,
    W_RULE_FORMULA,
    W_GRADE,
    W_UNIT_NOTE,
    W_LISTS
};

/* Words by a hash of their first and of their last code point. */
#define WORD_BUCKETS 128
struct word_index {
    const struct str *words;
    size_t n;
    uint32_t first[WORD_BUCKETS], last[WORD_BUCKETS]; /* 1 + index */
    uint32_t *next_first, *next_last;
};

#define LEX_MONEY 13
struct lex {
    const struct figure_lexicon *lexicon;
    struct word_index lists[W_LISTS];
    struct word_index units; /* index i is lexicon->units[i] */
    struct str *unit_names;
    const struct unit *money[LEX_MONEY]; /* by power; NULL: no such unit */
    /* Bit per code point below 0x10000: may a figure start with it, a word
     * or border that rule.c looks for, a unit?  All others are skipped. */
    uint64_t figures[1024], rules[1024], unit_starts[1024];
};

static inline bool
start_has(const uint64_t starts[1024], uint32_t cp)
{
    return cp > 0xFFFF || (starts[cp / 64] >> cp % 64 & 1);
}

/* Behind the characters from s[at] on, of three bytes each and not below
 * first, that no bit is set for. */
static inline size_t
starts_skip(const uint64_t starts[1024], struct str s, size_t at,
            uint32_t first)
{
    const unsigned char *p = (const unsigned char *)s.ptr;

    while (at < s.len && p[at] >= 0xE0 && p[at] < 0xF0) {
        uint32_t cp = (p[at] & 0x0Fu) << 12 | (p[at + 1] & 0x3Fu) << 6 |
                      (p[at + 2] & 0x3Fu);

        if (cp < first || start_has(starts, cp))
            break;
        at += 3;
    }
    return at;
}

/* Hash of the code point of w bytes at p: its last two bytes differ most. */
static inline unsigned
word_bucket(const char *p, size_t w)
{
    unsigned last = (unsigned char)p[w - 1];
    unsigned before = w > 1 ? (unsigned char)p[w - 2] : 0;

    return (last * 5 + before) % WORD_BUCKETS;
}

static inline unsigned
word_bucket_at(struct str s, size_t at)
{
    size_t w;

    utf8_get(s.ptr + at, &w);
    return word_bucket(s.ptr + at, w);
}

static inline unsigned
word_bucket_before(struct str s, size_t end)
{
    size_t from = utf8_back(s.ptr, end);

    return word_bucket(s.ptr + from, end - from);
}

/* The longest word of chain i, which is not empty. */
size_t lex_chain_at(const struct word_index *index, uint32_t i, struct str s,
                    size_t at);
size_t lex_chain_before(const struct word_index *index, uint32_t i,
                        struct str s, size_t end);

/* Length of the longest word at s[at] / that ends before s[end]; 0: none.
 * Nearly always there is none, which is seen without a call. */
static inline size_t
lex_at(const struct lex *lex, enum word_list list, struct str s, size_t at)
{
    const struct word_index *index = &lex->lists[list];
    uint32_t i = at < s.len ? index->first[word_bucket_at(s, at)] : 0;

    return i ? lex_chain_at(index, i, s, at) : 0;
}

static inline size_t
lex_before(const struct lex *lex, enum word_list list, struct str s,
           size_t end)
{
    const struct word_index *index = &lex->lists[list];
    uint32_t i = end ? index->last[word_bucket_before(s, end)] : 0;

    return i ? lex_chain_before(index, i, s, end) : 0;
}

const struct unit *lex_chain_unit(const struct lex *lex, struct str s,
                                  size_t at, size_t *end);

/* The unit with the longest name at s[at], blanks inside allowed. */
static inline const struct unit *
lex_unit(const struct lex *lex, struct str s, size_t at, size_t *end)
{
    size_t w;

    return at < s.len && start_has(lex->unit_starts, utf8_get(s.ptr + at, &w))
               ? lex_chain_unit(lex, s, at, end)
               : NULL;
}
/* The unit of that exact name, or NULL. */
const struct unit *lex_unit_named(const struct lex *lex, struct str name);

#endif
