/* SPDX-License-Identifier: MIT */
/*
 * Ranges: two figures with a dash or a word between them.
 */
#include <string.h>

#include "figure/scan.h"

bool
is_dash(uint32_t cp)
{
    return cp == '-' || cp == '~' || cp == 0x2013 || cp == 0x2014 ||
           cp == 0x2015 || cp == CP_MINUS || cp == 0xFF5E || cp == 0x301C;
}

/* Is what stands between two figures a range sign?  A word is one only
 * without a word like "from" before the first figure. */
static bool
separator(const struct scan *scan, const struct figure *a, size_t end)
{
    size_t p = a->end, next;

    p += lex_at(scan->lex, W_INCLUDED, scan->s, p);
    bool blank = skip_blanks(scan, p) > p;
    p = skip_blanks(scan, p);
    uint32_t cp = cp_at(scan, p, &next);
    if (p < end && is_dash(cp)) {
        while (next < end && cp_at(scan, next, &p) == cp)
            next = p;
        return skip_blanks(scan, next) == end && !(blank && next < end);
    }
    size_t w = lex_at(scan->lex, W_RANGE, scan->s, p);
    if (!w || skip_blanks(scan, p + w) != end)
        return false;
    return a->kind == FIGURE_DATE ||
           !lex_before(scan->lex, W_RANGE_NOT_AFTER, scan->s, a->begin);
}

static bool
may_range(const struct figure *a, const struct figure *b)
{
    if (a->range == RANGE_TO || a->kind == FIGURE_CODE ||
        b->kind == FIGURE_CODE || b->comparator == CMP_GE ||
        b->fraction.coef || a->fraction.coef)
        return false;
    if (a->kind == FIGURE_ORDINAL)
        return b->kind == FIGURE_PLAIN || b->kind == FIGURE_ORDINAL;
    if (a->kind == b->kind)
        return a->kind != FIGURE_PLAIN || dec_cmp(a->value, b->value) <= 0;
    return a->kind == FIGURE_PLAIN && b->kind != FIGURE_ORDINAL;
}

/* Does a list go on between the figures?  A comma may end a clause, so that
 * it counts only between amounts with decimals. */
static bool
listed(const struct scan *scan, const struct figure *a, const struct figure *b,
       const struct figure *last)
{
    size_t p = skip_blanks(scan, a->end), next;
    uint32_t cp = cp_at(scan, p, &next);

    if (a->block != b->block || a->cell != b->cell || b->begin < a->end)
        return false;
    if (cp == ',' || cp == CP_COMMA)
        return last->kind == FIGURE_MONEY && a->value.scale &&
               skip_blanks(scan, next) == b->begin;
    size_t w = lex_at(scan->lex, W_LIST, scan->s, p);
    return w && skip_blanks(scan, p + w) == b->begin;
}

/* "12.5, 8.3 and 4.2 million": the unit of the last holds for all, in prose;
 * the years before "and 2023 nian" are years. */
static void
list_join(struct scan *scan)
{
    const struct figure *last = &scan->items[scan->n - 1];

    if (last->cell != LAYOUT_NONE ||
        (last->kind != FIGURE_DATE && last->kind != FIGURE_MONEY &&
         last->kind != FIGURE_PERCENT))
        return;
    for (size_t i = scan->n - 1; i > 0; i--) {
        struct figure *a = &scan->items[i - 1];
        bool year = a->value.coef >= 1990 && a->value.coef <= 2100 &&
                    a->value.scale == 0;
        if (a->kind != FIGURE_PLAIN || !listed(scan, a, a + 1, last) ||
            (last->kind == FIGURE_DATE && !year))
            break;
        a->kind = last->kind;
        a->unit = last->unit;
        a->unit_inherited = last->unit != NULL;
    }
}

/* The same printed text twice without anything between: an extraction fault
 * that doubles text. */
static bool
doubled(const struct scan *scan, const struct figure *a,
        const struct figure *b)
{
    size_t n = a->end - a->begin;

    return a->end == b->begin && b->end - b->begin == n &&
           memcmp(scan->s.ptr + a->begin, scan->s.ptr + b->begin, n) == 0;
}

/* A percent sign glued to the digits of the next number. */
static bool
glued(const struct figure *a, const struct figure *b)
{
    return a->end == b->digits_begin && a->kind == FIGURE_PERCENT;
}

void
range_join(struct scan *scan)
{
    if (scan->n < 2)
        return;
    struct figure *a = &scan->items[scan->n - 2];
    struct figure *b = &scan->items[scan->n - 1];
    if (doubled(scan, a, b) || glued(a, b)) {
        a->suspicious = b->suspicious = true;
        return;
    }
    list_join(scan);
    if (a->block != b->block || a->cell != b->cell || a->end >= b->begin ||
        b->begin - a->end > 24 || !may_range(a, b) ||
        !separator(scan, a, b->begin))
        return;
    if (a->kind == FIGURE_PLAIN || b->kind == FIGURE_ORDINAL) {
        a->kind = b->kind;
        a->unit = b->unit;
    } else if (a->kind == FIGURE_ORDINAL) {
        b->kind = FIGURE_ORDINAL;
    }
    a->range = RANGE_FROM;
    b->range = RANGE_TO;
}
