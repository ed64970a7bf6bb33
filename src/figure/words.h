/* SPDX-License-Identifier: MIT */
/*
 * The word lists of the lexicon, indexed so that looking for a word at, or
 * before, a place costs a step or two whatever the length of the list.
 *
 * Floor 3, private.
 */
#ifndef GJ_FIGURE_WORDS_H
#define GJ_FIGURE_WORDS_H

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
#define WORD_BUCKETS 256
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
};

/* False when out of memory.  A list that the rules lack is empty. */
bool lex_init(struct lex *lex, struct arena *arena,
              const struct figure_lexicon *lexicon);

/* Length of the longest word at s[at] / that ends before s[end]; 0: none. */
size_t lex_at(const struct lex *lex, enum word_list list, struct str s,
              size_t at);
size_t lex_before(const struct lex *lex, enum word_list list, struct str s,
                  size_t end);
/* The unit with the longest name at s[at], blanks inside allowed. */
const struct unit *lex_unit(const struct lex *lex, struct str s, size_t at,
                            size_t *end);
/* The unit of that exact name, or NULL. */
const struct unit *lex_unit_named(const struct lex *lex, struct str name);

#endif
