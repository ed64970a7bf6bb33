/* SPDX-License-Identifier: MIT */
/*
 * Quantities: digits, tail and frame put together.
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
    if (!lex_before(scan->lex, W_FRACTION_BEFORE, scan->s,
                    back_blanks(scan, n->begin)) &&
        !lex_at(scan->lex, W_FRACTION_AFTER, scan->s, d.end))
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
    size_t w = lex_before(scan->lex, W_CLOCK, scan->s, p);
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
