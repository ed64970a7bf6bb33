/* SPDX-License-Identifier: MIT */
/*
 * Ordinals: list marks, numbers of columns, numbers of labels.
 */
#include "figure/scan.h"

static bool
set_ordinal(const struct scan *scan, struct figure *out, size_t begin,
            size_t p, size_t e)
{
    code_set(out, begin, p, e, e);
    out->kind = FIGURE_ORDINAL;
    int32_t v = digits_value(scan, p, e);
    out->has_value = v >= 0;
    out->value = (struct dec){ v >= 0 ? v : 0, 0 };
    return true;
}

/* In the mark that layout has found at the head of the block. */
static bool
in_block_mark(struct scan *scan, size_t e)
{
    const struct block *b = block_at(scan, e - 1);

    return b && b->kind != BLOCK_TABLE && b->mark_end > b->begin &&
           e <= b->mark_end;
}

/* "3.2 Scope": the number of a section, at the head of its block. */
static bool
section_number(struct scan *scan, const struct number *n)
{
    const struct block *b = block_at(scan, n->begin);
    size_t point = n->begin + n->digits, next;
    struct tail tail;

    if (!b || b->kind == BLOCK_TABLE || b->begin != n->begin ||
        n->points != 1 || n->digits > 2 || n->end - point > 3 ||
        scan->s.ptr[n->begin] == '0' ||
        !is_han(cp_at(scan, skip_blanks(scan, n->end), &next)))
        return false;
    tail_read(scan, n->end, &tail);
    return !tail.unit && !tail.power;
}

/* A small number before a list sign where a clause starts. */
static bool
list_mark(struct scan *scan, size_t p, size_t e)
{
    size_t next, from;
    uint32_t after = cp_at(scan, e, &next);
    uint32_t before = cp_before(scan, p, &from);

    if (e - p > 2)
        return false;
    if (after == ')' && before != '(' && clause_starts(scan, p))
        return true;
    if (!clause_starts(scan, p) && before != ' ')
        return false;
    if (after == CP_LIST_COMMA)
        return clause_starts(scan, p) && !is_digit(scan, next);
    if (after != '.')
        return false;
    return !is_border(cp_at(scan, next, &from)) || !clause_starts(scan, p);
}

/* "(3)": a mark or the number of a column.  Directly behind a word a number
 * of two digits is more likely its weight. */
static bool
bracketed(const struct scan *scan, size_t p, size_t e)
{
    size_t from, next, before;
    uint32_t open = cp_before(scan, back_blanks(scan, p), &from);
    uint32_t close = cp_at(scan, skip_blanks(scan, e), &next);
    size_t end = 0;

    if (e - p > 2 || open != '(' || close != ')')
        return false;
    if (lex_unit(scan->lex, scan->s, next, &end) &&
        !lex_at(scan->lex, W_UNIT_STOP, scan->s, next))
        return false;
    return e - p == 1 || !is_han(cp_before(scan, from, &before));
}

/* The number of a label: "table 2". */
static bool
label_number(struct scan *scan, size_t p, size_t e)
{
    size_t from, next, q = back_blanks(scan, p);
    uint32_t cp = cp_before(scan, q, &from);
    struct tail tail;

    if (e - p > 3 || cp_at(scan, e, &next) == '%')
        return false;
    if (cp == ':' || cp == CP_COLON) {
        uint32_t after = cp_at(scan, e, &next);
        if (after != ':' && after != CP_COLON)
            return false;
        q = back_blanks(scan, from);
    }
    size_t w = lex_before(scan->lex, W_ORDINAL_LABEL, scan->s, q);
    if (w == 0 || q - w < scan->floor)
        return false;
    tail_read(scan, e, &tail);
    return !tail.unit;
}

bool
ordinal_read(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), from, next;
    uint32_t before = cp_before(scan, back_blanks(scan, p), &from);
    struct number n;

    if (before == CP_ORDINAL && from >= scan->floor) {
        set_ordinal(scan, out, from, p, e);
        if (cp_at(scan, e, &next) == CP_NO) {
            out->kind = FIGURE_CODE;
            out->has_value = false;
            out->end = (uint32_t)next;
        }
        return true;
    }
    if (in_block_mark(scan, e))
        return set_ordinal(scan, out, p, p, e);
    number_read(scan, p, alone_in_cell(scan, p), &n);
    if (n.numbering || section_number(scan, &n)) {
        code_set(out, p, p, n.end, n.end);
        out->kind = FIGURE_ORDINAL;
        return true;
    }
    if (n.end > e)
        return false;
    return (list_mark(scan, p, e) || bracketed(scan, p, e) ||
            label_number(scan, p, e)) &&
           set_ordinal(scan, out, p, p, e);
}
