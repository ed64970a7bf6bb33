/* SPDX-License-Identifier: MIT */
#include "figure/scan.h"

#include <string.h>

static const char *const list_names[W_LISTS] = {
    [W_GE_BEFORE] = "cmp_ge_before",
    [W_LE_BEFORE] = "cmp_le_before",
    [W_GT_BEFORE] = "cmp_gt_before",
    [W_LT_BEFORE] = "cmp_lt_before",
    [W_APPROX_BEFORE] = "cmp_approx_before",
    [W_BEFORE_STOP] = "cmp_before_stop",
    [W_GE_AFTER] = "cmp_ge_after",
    [W_LE_AFTER] = "cmp_le_after",
    [W_APPROX_AFTER] = "cmp_approx_after",
    [W_GT_AFTER] = "cmp_gt_after",
    [W_GT_MIDDLE] = "cmp_gt_middle",
    [W_AFTER_STOP] = "cmp_after_stop",
    [W_INCLUDED] = "included_mark",
    [W_RANGE] = "range_words",
    [W_RANGE_NOT_AFTER] = "range_not_after",
    [W_LIST] = "list_words",
    [W_SIGN_AFTER] = "sign_after_word",
    [W_SIGN] = "sign_word",
    [W_PER] = "per_units",
    [W_UNIT_STOP] = "unit_stop",
    [W_UNIT_STOP_NOT] = "unit_stop_not",
    [W_UNIT_STOP_BLANK] = "unit_stop_blank",
    [W_COUNTER] = "counter_words",
    [W_CLOCK] = "clock_before",
    [W_YEAR_WORDS] = "year_words",
    [W_CURRENCY] = "currency",
    [W_ORDINAL_LABEL] = "ordinal_label",
    [W_CODE_LABEL] = "code_label",
    [W_ADDRESS] = "address_before",
    [W_DENOMINATOR] = "denominator",
    [W_FRACTION_BEFORE] = "fraction_before",
    [W_FRACTION_AFTER] = "fraction_after",
    [W_DOUBLED_ONCE] = "doubled_once",
    [W_DOUBLED_TWICE] = "doubled_twice",
    [W_NUMERAL_STOP] = "numeral_stop",
    [W_NUMERAL_BEFORE_STOP] = "numeral_before_stop",
    [W_NUMERAL_ONE_ONLY] = "numeral_one_only",
    [W_NUMERAL_NOT_UNIT] = "numeral_not_unit",
    [W_RULE_SENTENCE] = "rule_sentence",
    [W_RULE_POINTS] = "rule_points",
    [W_RULE_IF] = "rule_if",
    [W_RULE_AFTER] = "rule_after_bound",
    [W_RULE_DEDUCT] = "rule_deduct",
    [W_RULE_DEDUCT_NOT] = "rule_deduct_not",
    [W_RULE_FORMULA] = "rule_formula",
    [W_GRADE] = "grade_words",
    [W_UNIT_NOTE] = "unit_note",
};

static bool
index_init(struct word_index *index, struct arena *arena,
           const struct str *words, size_t n)
{
    *index = (struct word_index){ .words = words, .n = n };
    if (n == 0)
        return true;
    index->next_first = arena_array(arena, n, sizeof(uint32_t));
    index->next_last = arena_array(arena, n, sizeof(uint32_t));
    if (!index->next_first || !index->next_last)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (words[i].len == 0)
            continue;
        unsigned first = word_bucket_at(words[i], 0);
        unsigned last = word_bucket_before(words[i], words[i].len);
        index->next_first[i] = index->first[first];
        index->first[first] = (uint32_t)i + 1;
        index->next_last[i] = index->last[last];
        index->last[last] = (uint32_t)i + 1;
    }
    return true;
}

static const struct figure_words *
find_list(const struct figure_lexicon *lexicon, const char *name)
{
    for (size_t i = 0; i < lexicon->nlists; i++) {
        if (strcmp(lexicon->lists[i].name, name) == 0)
            return &lexicon->lists[i];
    }
    return NULL;
}

/* Units of the currency whose unit is a single character: those are what a
 * bare multiplier (the figure without its last character) means. */
static void
money_init(struct lex *lex)
{
    const struct figure_lexicon *lexicon = lex->lexicon;
    struct str base = STR_NONE;

    for (size_t i = 0; i < lexicon->nunits; i++) {
        const struct unit *u = &lexicon->units[i];
        if (u->kind == FIGURE_MONEY && u->name.len == 3 && u->power == 0 &&
            str_eq(u->name, u->base))
            base = u->base;
    }
    for (size_t i = 0; i < lexicon->nunits && base.len; i++) {
        const struct unit *u = &lexicon->units[i];
        if (u->kind == FIGURE_MONEY && str_eq(u->base, base) &&
            str_ends(u->name, base) && u->power >= 0 && u->power < LEX_MONEY)
            lex->money[u->power] = u;
    }
}

static void
start_set(uint64_t starts[1024], uint32_t cp)
{
    if (cp <= 0xFFFF)
        starts[cp / 64] |= UINT64_C(1) << cp % 64;
}

static void
starts_of(uint64_t starts[1024], const struct str *words, size_t n)
{
    size_t w;

    for (size_t i = 0; i < n; i++)
        if (words[i].len)
            start_set(starts, utf8_get(words[i].ptr, &w));
}

static void
starts_init(struct lex *lex)
{
    static const enum word_list rules[] = { W_RULE_SENTENCE, W_RULE_POINTS,
                                            W_RULE_IF, W_RULE_FORMULA,
                                            W_GRADE };
    static const enum word_list figures[] = { W_DOUBLED_ONCE,
                                              W_DOUBLED_TWICE };

    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
        starts_of(lex->rules, lex->lists[rules[i]].words,
                  lex->lists[rules[i]].n);
    start_set(lex->rules, CP_STOP);
    start_set(lex->rules, CP_SEMICOLON);
    for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
        starts_of(lex->figures, lex->lists[figures[i]].words,
                  lex->lists[figures[i]].n);
    for (uint32_t cp = CP_FIRST_MARK; cp <= 0xFFFF; cp++)
        if (cp < 0x3300 || numeral_digit(cp) >= 0) /* marks are below */
            start_set(lex->figures, cp);
    starts_of(lex->unit_starts, lex->unit_names, lex->units.n);
}

/* A list that the rules lack is empty. */
static bool
lex_init(struct lex *lex, struct arena *arena,
         const struct figure_lexicon *lexicon)
{
    static const struct figure_words none = { "", NULL, 0 };

    lex->lexicon = lexicon;
    for (size_t i = 0; i < W_LISTS; i++) {
        const struct figure_words *list = find_list(lexicon, list_names[i]);
        if (!list)
            list = &none;
        if (!index_init(&lex->lists[i], arena, list->words, list->nwords))
            return false;
    }
    lex->unit_names =
        arena_array(arena, lexicon->nunits + 1, sizeof(struct str));
    if (!lex->unit_names)
        return false;
    for (size_t i = 0; i < lexicon->nunits; i++)
        lex->unit_names[i] = lexicon->units[i].name;
    money_init(lex);
    if (!index_init(&lex->units, arena, lex->unit_names, lexicon->nunits))
        return false;
    starts_init(lex);
    return true;
}

bool
lexicon_index(struct arena *arena, struct figure_lexicon *lexicon)
{
    struct lex *lex = ARENA_NEW(arena, struct lex);

    if (!lex || !lex_init(lex, arena, lexicon))
        return false;
    lexicon->index = lex;
    return true;
}

size_t
lex_chain_at(const struct word_index *index, uint32_t i, struct str s,
             size_t at)
{
    size_t best = 0;

    for (; i; i = index->next_first[i - 1]) {
        struct str w = index->words[i - 1];
        if (w.len > best && w.len <= s.len - at &&
            str_same(w.ptr, s.ptr + at, w.len))
            best = w.len;
    }
    return best;
}

size_t
lex_chain_before(const struct word_index *index, uint32_t i, struct str s,
                 size_t end)
{
    size_t best = 0;

    for (; i; i = index->next_last[i - 1]) {
        struct str w = index->words[i - 1];
        if (w.len > best && w.len <= end &&
            str_same(w.ptr, s.ptr + end - w.len, w.len))
            best = w.len;
    }
    return best;
}

/* End of word at s[at], up to two blanks before each of its code points but
 * the first; 0 if it is not there. */
static size_t
match_spaced(struct str word, struct str s, size_t at)
{
    size_t p = at;

    for (size_t i = 0; i < word.len; i++) {
        bool starts = ((unsigned char)word.ptr[i] & 0xC0) != 0x80;
        for (int k = 0; k < 2 && starts && i && p < s.len; k++)
            p += s.ptr[p] == ' ';
        if (p >= s.len || s.ptr[p] != word.ptr[i])
            return 0;
        p++;
    }
    return p;
}

/* Could the word stand at s[at]?  Looks at its first two characters, if they
 * have three bytes, which nearly all words that share their first one do not
 * share. */
static bool
begins_alike(struct str word, struct str s, size_t at)
{
    const char *p = s.ptr + at;

    if (word.len < 6 || (unsigned char)word.ptr[0] < 0xE0 || s.len - at < 6)
        return true;
    return p[3] == ' ' ||
           (p[3] == word.ptr[3] && p[4] == word.ptr[4] && p[5] == word.ptr[5]);
}

const struct unit *
lex_chain_unit(const struct lex *lex, struct str s, size_t at, size_t *end)
{
    const struct word_index *index = &lex->units;
    const struct unit *best = NULL;

    for (uint32_t i = index->first[word_bucket_at(s, at)]; i;
         i = index->next_first[i - 1]) {
        const struct unit *u = &lex->lexicon->units[i - 1];
        if (best && best->name.len >= u->name.len)
            continue;
        if (!begins_alike(u->name, s, at))
            continue;
        size_t e = match_spaced(u->name, s, at);
        if (e) {
            best = u;
            *end = e;
        }
    }
    return best;
}

const struct unit *
lex_unit_named(const struct lex *lex, struct str name)
{
    size_t end = 0;
    const struct unit *u = name.len ? lex_unit(lex, name, 0, &end) : NULL;

    return u && str_eq(u->name, name) ? u : NULL;
}
