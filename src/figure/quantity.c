/* SPDX-License-Identifier: MIT */
/*
 * Quantities: digits, tail and frame (sign, comparators, currency).
 */
#include "figure/scan.h"

bool
alone_in_cell(struct scan *scan, size_t p)
{
    const struct cell *c = cell_at(scan, p);

    if (!c || p - c->begin > 8)
        return false;
    for (size_t q = c->begin; q < p;) {
        size_t next;
        if (is_han(cp_at(scan, q, &next)) || is_digit(scan, q))
            return false;
        q = next;
    }
    size_t q = p;
    while (q < c->end && (is_digit(scan, q) || scan->s.ptr[q] == ',' ||
                          scan->s.ptr[q] == '.' || scan->s.ptr[q] == ' '))
        q++;
    for (; q < c->end; q++) {
        if (is_digit(scan, q))
            return false;
    }
    return true;
}

/* "100 million 20 ten-thousand": two numbers, the smaller unit counts. */
static bool
mixed_number(struct scan *scan, struct number *n, struct tail *tail)
{
    struct number low;
    struct tail last;
    struct dec high;

    if (!tail->power || tail->unit || !is_digit(scan, tail->end) ||
        !n->has_value)
        return false;
    number_read(scan, tail->end, false, &low);
    tail_read(scan, low.end, &last);
    int unit = last.unit ? last.unit->power : 0;
    if (!low.has_value || (!last.unit && !last.power))
        return false;
    if (last.unit && last.unit->kind != FIGURE_MONEY &&
        last.unit->kind != FIGURE_COUNT && last.unit->kind != FIGURE_MEASURE)
        return false;
    /* The lower part is smaller than one of the higher unit. */
    struct dec whole, one = { 1, 0 };
    if (!dec_shift(low.value, last.power + unit, &whole) ||
        !dec_shift(one, tail->power, &one) || dec_cmp(whole, one) >= 0)
        return false;
    if (!dec_shift(n->value, tail->power - unit, &high) ||
        !dec_shift(low.value, last.power, &low.value) ||
        !dec_add(high, low.value, &n->value))
        return false;
    n->value = low.points ? n->value : dec_strip(n->value);
    n->end = low.end;
    last.power = 0;
    *tail = last;
    return true;
}

/* ---- frame ---- */

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
        size_t w = lex_before(&scan->lex, words[i].list, scan->s, p);
        if (w > best) {
            best = w;
            cmp = words[i].cmp;
        }
    }
    *from = p - best;
    if (best && lex_before(&scan->lex, W_BEFORE_STOP, scan->s, p) > best)
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

    if (lex_at(&scan->lex, W_AFTER_STOP, scan->s, p))
        return CMP_NONE;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        size_t w = lex_at(&scan->lex, words[i].list, scan->s, p);
        if (w) {
            *end = p + w;
            return words[i].cmp;
        }
    }
    size_t w = lex_at(&scan->lex, W_GT_AFTER, scan->s, p);
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
               lex_before(&scan->lex, W_SIGN_AFTER, scan->s, dash);
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
    size_t w = lex_before(&scan->lex, W_SIGN, scan->s, p);
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

    w = lex_before(&scan->lex, W_CURRENCY, scan->s, back_blanks(scan, p));
    if (w && back_blanks(scan, p) - w >= scan->floor) {
        p = back_blanks(scan, p) - w;
        if (out->kind == FIGURE_PLAIN && scan->lex.money[0]) {
            out->unit = scan->lex.money[0];
            out->kind = FIGURE_MONEY;
        }
    }
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

/* ---- quantities ---- */

/* A lone amount in brackets in its cell is negative; the unit may follow. */
static bool
bracket_negative(struct scan *scan, const struct number *n)
{
    const struct cell *c = cell_at(scan, n->begin);
    size_t from, next;

    if (!c || cp_before(scan, n->begin, &from) != '(' || from != c->begin ||
        (!n->points && !n->grouped && n->digits < 3) || n->end >= c->end)
        return false;
    if (cp_at(scan, n->end, &next) == ')')
        return true;
    struct tail tail;
    tail_read(scan, n->end, &tail);
    return tail.unit && tail.unit->kind == FIGURE_MONEY &&
           tail.end + 1 == c->end && scan->s.ptr[tail.end] == ')';
}

static bool
fraction(struct scan *scan, const struct number *n, struct figure *out)
{
    struct number d;
    size_t next;

    if (n->points || n->grouped || n->digits > 4 ||
        cp_at(scan, n->end, &next) != '/' || !is_digit(scan, next))
        return false;
    number_read(scan, next, false, &d);
    uint32_t after = cp_at(scan, d.end, &next);
    if (d.points || d.digits > 4 || dec_is_zero(d.value) || after == '/' ||
        is_letter(scan, d.end))
        return false;
    if (!lex_before(&scan->lex, W_FRACTION_BEFORE, scan->s,
                    back_blanks(scan, n->begin)) &&
        !lex_at(&scan->lex, W_FRACTION_AFTER, scan->s, d.end))
        return false;
    out->kind = FIGURE_RATIO;
    out->value = n->value;
    out->fraction = d.value;
    out->has_value = true;
    out->begin = out->digits_begin = (uint32_t)n->begin;
    out->end = out->digits_end = (uint32_t)d.end;
    frame_read(scan, out);
    return true;
}

/* Minutes, not points, behind hours. */
static bool
minutes(const struct scan *scan, size_t p, const struct tail *tail)
{
    size_t w = lex_before(&scan->lex, W_CLOCK, scan->s, p);
    size_t end = scan->n ? scan->items[scan->n - 1].end : p + 1;

    return tail->unit && tail->unit->kind == FIGURE_SCORE && w &&
           (end == p || end + w == p);
}

bool
quantity_read(struct scan *scan, size_t p, struct figure *out)
{
    struct number n;
    struct tail tail;
    size_t next, from;

    number_read(scan, p, alone_in_cell(scan, p), &n);
    if (fraction(scan, &n, out))
        return true;
    bool negative = bracket_negative(scan, &n);
    bool closed = negative && cp_at(scan, n.end, &next) == ')';
    /* "(20) points": the unit stands behind the bracket. */
    bool inside = !negative && cp_before(scan, p, &from) == '(' &&
                  cp_at(scan, n.end, &next) == ')';
    tail_read(scan, closed || inside ? n.end + 1 : n.end, &tail);
    if (inside && !tail.unit)
        tail = (struct tail){ .end = n.end };
    else if (inside)
        n.begin = from;
    if (!mixed_number(scan, &n, &tail))
        tail_money(scan, &tail);
    out->digits_begin = (uint32_t)p;
    out->digits_end = (uint32_t)n.end;
    out->begin = (uint32_t)n.begin;
    out->end = (uint32_t)tail.end;
    out->unit = tail.unit;
    out->kind = tail.unit ? tail.unit->kind : FIGURE_PLAIN;
    out->value = n.value;
    out->has_value =
        n.has_value && dec_shift(n.value, tail.power, &out->value);
    out->suspicious = n.suspicious;
    out->approximate = tail.more;
    if (minutes(scan, p, &tail)) {
        out->kind = FIGURE_MEASURE;
        out->unit = NULL;
    }
    if (negative) {
        out->value = dec_neg(out->value);
        out->begin = (uint32_t)(n.begin - 1);
        if (!closed)
            out->end++;
    }
    frame_read(scan, out);
    if (tail.more && out->comparator == CMP_NONE)
        out->comparator = CMP_GT;
    return true;
}

/* Characters that stand for a number nobody has filled in, before a unit. */
bool
placeholder_read(struct scan *scan, size_t p, struct figure *out)
{
    size_t q = p, next, n = 0;
    uint32_t cp, first = cp_at(scan, p, &next);
    struct tail tail;

    if (first != '*' && first != 'X' && first != 'x' && first != CP_TIMES)
        return false;
    while (cp_at(scan, q, &next) == first) {
        q = next;
        n++;
    }
    if (n < 2 || is_letter(scan, q) || is_digit(scan, q))
        return false;
    cp = cp_at(scan, q, &next);
    tail_read(scan, q, &tail);
    if (!tail.unit && cp != CP_YEAR && cp != CP_MONTH && cp != CP_DAY)
        return false;
    out->kind = FIGURE_DATE;
    if (cp != CP_YEAR && cp != CP_MONTH && cp != CP_DAY) {
        out->kind = tail.unit->kind;
        out->unit = tail.unit;
        next = tail.end;
    }
    out->begin = out->digits_begin = (uint32_t)p;
    out->digits_end = (uint32_t)q;
    out->end = (uint32_t)next;
    frame_read(scan, out);
    return true;
}
