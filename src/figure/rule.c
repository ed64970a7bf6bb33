/* SPDX-License-Identifier: MIT */
/*
 * Which figures belong to a scoring rule rather than to a statement.
 *
 * Words decide, sentence by sentence: some words occur in rules only; points
 * that are given or taken are a rule if a condition stands in the sentence;
 * grades with their limits are one if there are two of them.  Rules fill cells
 * of their own: one sentence of a rule marks its cell.
 */
#include "figure/scan.h"

struct cues {
    bool sure;      /* a word that only rules have */
    bool condition; /* if, every, less than ... */
    bool points;    /* points given or taken */
    unsigned grades;
};

static bool
is_operator(uint32_t cp)
{
    return cp == CP_TIMES || cp == CP_DIVIDE || cp == '*' || cp == '/' ||
           cp == '+';
}

/* A sign of arithmetic between the figure and a word: part of a formula. */
static bool
in_formula(const struct scan *scan, const struct figure *f,
           const struct figure *prev)
{
    size_t from, next, other;
    uint32_t before = cp_before(scan, back_blanks(scan, f->begin), &from);
    uint32_t after = cp_at(scan, skip_blanks(scan, f->end), &next);

    if (is_operator(before)) {
        size_t q = back_blanks(scan, from);
        uint32_t cp = cp_before(scan, q, &other);
        if ((is_han(cp) || cp == ')') && (!prev || prev->end != q))
            return true;
    }
    /* "(1 - rate)" */
    bool minus = after == '-' && before == '(';
    return (is_operator(after) || minus) &&
           is_han(cp_at(scan, skip_blanks(scan, next), &other)) &&
           f->kind != FIGURE_ORDINAL;
}

/* A comparison sign behind the figure: "90% <= rate". */
static bool
bounds_word(const struct scan *scan, const struct figure *f)
{
    size_t next, other;
    uint32_t cp = cp_at(scan, skip_blanks(scan, f->end), &next);

    return (cp == CP_LE || cp == CP_GE || cp == '<' || cp == '>') &&
           is_han(cp_at(scan, skip_blanks(scan, next), &other));
}

/* "below 60% that ..." is a condition, "below 60%, so ..." a statement. */
static bool
bound_condition(const struct scan *scan, const struct figure *f)
{
    size_t next;

    if (f->comparator == CMP_NONE || f->comparator == CMP_EQ ||
        f->comparator == CMP_APPROX ||
        !lex_at(scan->lex, W_RULE_AFTER, scan->s, f->end))
        return false;
    uint32_t first = cp_at(scan, f->begin, &next);
    return first != 0x672A && first != 0x4E0D; /* not ... */
}

static bool
points_given(const struct scan *scan, const struct figure *f,
             const struct figure *prev, struct cues *cues)
{
    size_t q = back_blanks(scan, f->begin);
    size_t w = lex_before(scan->lex, W_RULE_DEDUCT, scan->s, q);

    if (f->kind != FIGURE_SCORE || !w ||
        lex_before(scan->lex, W_RULE_DEDUCT_NOT, scan->s, q))
        return false;
    /* "1 case: minus 2" */
    if (prev && prev->kind == FIGURE_COUNT && prev->end + w == q)
        cues->condition = true;
    return true;
}

/* Grade words next to a limit: grade(figure, grade=figure, figure is grade */
static bool
grade_limit(const struct scan *scan, size_t p, size_t w)
{
    size_t next, from;
    uint32_t after = cp_at(scan, p + w, &next);
    uint32_t before = cp_before(scan, p, &from);

    if ((after == '(' || after == '=' || after == CP_COLON) && next)
        return after != CP_COLON || is_digit(scan, next);
    return before == 0x4E3A && lex_at(scan->lex, W_GRADE, scan->s, p) == w &&
           is_border(after) + (after == CP_LIST_COMMA) + (after == CP_COMMA) +
               (after == ',') + (after == ';') + (after == CP_SEMICOLON) +
               (after == CP_STOP);
}

static void
word_cues(const struct scan *scan, size_t p, struct cues *cues)
{
    size_t w, next;

    if (lex_at(scan->lex, W_RULE_SENTENCE, scan->s, p))
        cues->sure = true;
    if (lex_at(scan->lex, W_RULE_POINTS, scan->s, p))
        cues->points = true;
    if (lex_at(scan->lex, W_RULE_IF, scan->s, p))
        cues->condition = true;
    w = lex_at(scan->lex, W_RULE_FORMULA, scan->s, p);
    if (w) {
        uint32_t cp = cp_at(scan, skip_blanks(scan, p + w), &next);
        cues->points |= cp == '(' || is_han(cp);
    }
    w = lex_at(scan->lex, W_GRADE, scan->s, p);
    if (w && grade_limit(scan, p, w))
        cues->grades++;
}

static bool
ends_sentence(uint32_t cp)
{
    return cp == CP_STOP || cp == ';' || cp == CP_SEMICOLON || is_border(cp);
}

static bool
is_rule(const struct cues *cues)
{
    return cues->sure || (cues->points && cues->condition) ||
           cues->grades >= 2;
}

/* Mark figures [first, last) of one sentence; was it a rule? */
static bool
mark_sentence(struct scan *scan, size_t first, size_t last, struct cues *cues)
{
    for (size_t i = first; i < last; i++) {
        struct figure *f = &scan->items[i];
        cues->points |= points_given(scan, f, i > first ? f - 1 : NULL, cues);
        cues->condition |= bounds_word(scan, f) || bound_condition(scan, f);
        cues->sure |= f->range == RANGE_FROM &&
                      lex_at(scan->lex, W_INCLUDED, scan->s, f->end) != 0;
    }
    bool rule = is_rule(cues);
    for (size_t i = first; i < last; i++) {
        struct figure *f = &scan->items[i];
        const struct figure *prev = i > 0 ? f - 1 : NULL;
        if (f->kind != FIGURE_ORDINAL || rule)
            f->rule_text = rule || in_formula(scan, f, prev);
    }
    return rule;
}

/* A cell with one sentence of a rule is rule text as a whole, unless amounts
 * stand in it: then it holds a statement as well. */
static void
mark_cell(struct scan *scan, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        if (scan->items[i].kind == FIGURE_MONEY)
            return;
    }
    for (size_t i = first; i < last; i++)
        scan->items[i].rule_text = true;
}

void
rule_mark(struct scan *scan)
{
    struct cues cues = { 0 };
    size_t sentence = 0, cell = 0, last = 0, next;
    bool rule = false; /* in this cell */

    for (size_t p = 0;; p = next) {
        p = starts_skip(scan->lex->rules, scan->s, p, 0);
        if (p >= scan->s.len)
            break;
        uint32_t cp = cp_at(scan, p, &next);
        if (cp >= 0x80 && start_has(scan->lex->rules, cp))
            word_cues(scan, p, &cues);
        if (!ends_sentence(cp))
            continue;
        while (last < scan->n && scan->items[last].begin <= p)
            last++;
        rule |= mark_sentence(scan, sentence, last, &cues);
        sentence = last;
        cues = (struct cues){ 0 };
        if (cp == FLOW_CELL || cp == FLOW_ROW) {
            if (rule)
                mark_cell(scan, cell, last);
            cell = last;
            rule = false;
        } else if (cp == '\n') {
            cell = last;
            rule = false;
        }
    }
    mark_sentence(scan, sentence, scan->n, &cues);
}
