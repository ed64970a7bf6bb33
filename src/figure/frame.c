/* SPDX-License-Identifier: MIT */
/*
 * What frames a quantity: currency, sign, comparators on both sides.
 */
#include "figure/scan.h"

static enum comparator
symbol_before(const struct scan *scan, size_t p, size_t *from)
{
    size_t two;
    uint32_t cp = cp_before(scan, p, from);

    switch (cp) {
    case CP_GE:
        return CMP_GE;
    case CP_LE:
        return CMP_LE;
    case '>':
        return CMP_GT;
    case '<':
        return CMP_LT;
    default:
        break;
    }
    if (cp != '=')
        return CMP_NONE;
    uint32_t before = cp_before(scan, *from, &two);
    if (before == '>' || before == '<') {
        *from = two;
        return before == '>' ? CMP_GE : CMP_LE;
    }
    return is_border(before) || before == ' ' || before == CP_COLON ||
                   before == ':'
               ? CMP_EQ
               : CMP_NONE;
}

static enum comparator
word_before(const struct scan *scan, size_t p, size_t *from)
{
    static const struct {
        enum word_list list;
        enum comparator cmp;
    } words[] = {
        { W_GE_BEFORE, CMP_GE },         { W_LE_BEFORE, CMP_LE },
        { W_GT_BEFORE, CMP_GT },         { W_LT_BEFORE, CMP_LT },
        { W_APPROX_BEFORE, CMP_APPROX },
    };
    enum comparator cmp = CMP_NONE;
    size_t best = 0;

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        size_t w = lex_before(scan->lex, words[i].list, scan->s, p);
        if (w > best) {
            best = w;
            cmp = words[i].cmp;
        }
    }
    *from = p - best;
    if (best && lex_before(scan->lex, W_BEFORE_STOP, scan->s, p) > best)
        return CMP_NONE;
    return cmp;
}

static enum comparator
word_after(const struct scan *scan, size_t p, size_t *end)
{
    static const struct {
        enum word_list list;
        enum comparator cmp;
    } words[] = {
        { W_GE_AFTER, CMP_GE },
        { W_LE_AFTER, CMP_LE },
        { W_APPROX_AFTER, CMP_APPROX },
    };
    size_t next;

    if (lex_at(scan->lex, W_AFTER_STOP, scan->s, p))
        return CMP_NONE;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        size_t w = lex_at(scan->lex, words[i].list, scan->s, p);
        if (w) {
            *end = p + w;
            return words[i].cmp;
        }
    }
    size_t w = lex_at(scan->lex, W_GT_AFTER, scan->s, p);
    if (!w || is_han(cp_at(scan, p + w, &next)))
        return CMP_NONE;
    *end = p + w;
    return CMP_GT;
}

static bool
dash_is_sign(const struct scan *scan, size_t dash, const struct figure *f)
{
    size_t from, q = back_blanks(scan, dash);
    uint32_t cp = cp_before(scan, dash, &from);

    if (scan->n && scan->items[scan->n - 1].end == q)
        return false;
    if (is_han(cp))
        return f->kind == FIGURE_PERCENT || f->kind == FIGURE_MONEY ||
               lex_before(scan->lex, W_SIGN_AFTER, scan->s, dash);
    return is_border(cp) || cp == ' ' || cp == '(' || cp == ':' ||
           cp == CP_COLON || cp == '=' || cp == CP_COMMA || cp == ',' ||
           cp == CP_LIST_COMMA || cp == '>' || cp == '<' || cp == CP_GE ||
           cp == CP_LE;
}

/* Begin of the sign before p, p if there is none. */
static size_t
sign_begin(const struct scan *scan, size_t p, const struct figure *f)
{
    size_t from, before;
    uint32_t cp = cp_before(scan, p, &from);

    if (from < scan->floor)
        return p;
    if (cp == 0x25B3 || cp == 0x25B2)
        return from;
    if (cp == '-' || cp == CP_MINUS)
        return dash_is_sign(scan, from, f) ? from : p;
    size_t w = lex_before(scan->lex, W_SIGN, scan->s, p);
    /* plus-or-minus is no sign */
    if (w && p - w >= scan->floor && cp_before(scan, p - w, &before) != 0x6B63)
        return p - w;
    return p;
}

/* Comparators that stand before p; their begin. */
static size_t
comparators_before(const struct scan *scan, size_t p, struct figure *out)
{
    for (int i = 0; i < 2; i++) {
        size_t from, q = back_blanks(scan, p);
        enum comparator cmp = symbol_before(scan, q, &from);
        if (cmp == CMP_NONE)
            cmp = word_before(scan, q, &from);
        if (cmp == CMP_NONE || from < scan->floor)
            break;
        p = from;
        if (out->comparator == CMP_NONE || out->comparator == CMP_EQ)
            out->comparator = cmp;
    }
    return p;
}

void
frame_read(struct scan *scan, struct figure *out)
{
    size_t p = out->begin, w, end;

    w = lex_before(scan->lex, W_CURRENCY, scan->s, back_blanks(scan, p));
    if (w && back_blanks(scan, p) - w >= scan->floor) {
        p = back_blanks(scan, p) - w;
        if (out->kind == FIGURE_PLAIN && scan->lex->money[0]) {
            out->unit = scan->lex->money[0];
            out->kind = FIGURE_MONEY;
        }
    }
    if (cp_before(scan, p, &end) == 0xB1 && end >= scan->floor)
        p = end; /* plus or minus */
    size_t sign = sign_begin(scan, p, out);
    if (sign < p)
        out->value = dec_neg(out->value);
    p = comparators_before(scan, sign, out);
    out->begin = (uint32_t)p;
    enum comparator after =
        word_after(scan, skip_blanks(scan, out->end), &end);
    if (after != CMP_NONE) {
        out->end = (uint32_t)end;
        if (out->comparator == CMP_NONE || out->comparator == CMP_EQ)
            out->comparator = after;
    }
    if (out->comparator == CMP_APPROX || after == CMP_APPROX ||
        after == CMP_GT)
        out->approximate = true;
}
