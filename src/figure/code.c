/* SPDX-License-Identifier: MIT */
/*
 * What is written with digits but is no quantity: document numbers, phone
 * numbers, addresses, account codes.
 */
#include "figure/scan.h"

bool
code_set(struct figure *out, size_t begin, size_t digits, size_t digits_end,
         size_t end)
{
    out->kind = FIGURE_CODE;
    out->begin = (uint32_t)begin;
    out->digits_begin = (uint32_t)digits;
    out->digits_end = (uint32_t)digits_end;
    out->end = (uint32_t)end;
    return true;
}

static bool
is_open(uint32_t cp)
{
    return cp == '[' || cp == '(' || cp == '{' || cp == 0x3014 ||
           cp == 0x3010 || cp == 0x3016;
}

static bool
is_close(uint32_t cp)
{
    return cp == ']' || cp == ')' || cp == '}' || cp == 0x3015 ||
           cp == 0x3011 || cp == 0x3017;
}

/* Optional ordinal sign, one to five digits and the number sign. */
static bool
issue_number(const struct scan *scan, size_t p, size_t *end)
{
    size_t next;

    p = skip_blanks(scan, p);
    if (cp_at(scan, p, &next) == CP_ORDINAL)
        p = skip_blanks(scan, next);
    size_t e = skip_digits(scan, p);
    if (e == p || e - p > 5)
        return false;
    *end = e;
    if (cp_at(scan, skip_blanks(scan, e), &next) != CP_NO)
        return false;
    *end = next;
    return true;
}

/* [2023]18, also with either bracket missing. */
static bool
document_number(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), from, next, end;
    uint32_t before = cp_before(scan, back_blanks(scan, p), &from);
    bool open = is_open(before) && from >= scan->floor;
    size_t begin = open ? from : p;

    if (open && e - p >= 5 && e - p <= 8 &&
        cp_at(scan, skip_blanks(scan, e), &next) == CP_NO)
        return code_set(out, begin, p, e, next);
    int32_t year = e - p == 4 ? digits_value(scan, p, e) : -1;
    uint32_t after = cp_at(scan, skip_blanks(scan, e), &next);
    if (year < 1949 || year > 2100 || !is_close(after))
        return false;
    if (issue_number(scan, next, &end))
        return code_set(out, begin, p, e, end);
    if (cp_at(scan, skip_blanks(scan, next), &end) == CP_NO)
        return code_set(out, begin, p, e, end);
    bool square = before == 0x3014 || after == 0x3015 || before == '[';
    return open && square && skip_digits(scan, next) > next &&
           code_set(out, begin, p, e, skip_digits(scan, next));
}

/* Area code and number, mobile number, number behind a telephone word. */
static bool
phone_number(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), n = e - p, next;
    uint32_t after = cp_at(scan, e, &next);

    if ((n == 3 || n == 4) && scan->s.ptr[p] == '0' &&
        (after == '-' || after == ')')) {
        size_t e2 = skip_digits(scan, next);
        if (e2 - next == 7 || e2 - next == 8)
            return code_set(out, p, p, e, e2);
    }
    if (after == '*' && n <= 11 && next < scan->s.len &&
        scan->s.ptr[next] == '*') {
        size_t q = next;
        while (q < scan->s.len && scan->s.ptr[q] == '*')
            q++;
        if (is_digit(scan, q))
            return code_set(out, p, p, e, skip_digits(scan, q));
    }
    return n == 11 && scan->s.ptr[p] == '1' && scan->s.ptr[p + 1] >= '3' &&
           after != '.' && !is_han(after) && code_set(out, p, p, e, e);
}

/* What is grouped, broken by a point or counted in money is an amount, even
 * behind the word for a heading: "heading 5,806.16 yuan". */
static bool
amount_at(const struct scan *scan, size_t p)
{
    size_t e = skip_digits(scan, p), end;
    const struct unit *unit;
    struct number n;

    number_read(scan, p, false, &n);
    if (n.numbering || !n.has_value)
        return false;
    if (n.end > e && (n.grouped || n.points == 1))
        return true;
    unit = lex_unit(scan->lex, scan->s, skip_blanks(scan, e), &end);
    return unit && unit->kind == FIGURE_MONEY;
}

static bool
labelled_code(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), q = back_blanks(scan, p), from, next;
    uint32_t cp = cp_before(scan, q, &from);

    if (cp == ':' || cp == CP_COLON || cp == '(' || cp == FLOW_CELL)
        q = back_blanks(scan, from);
    if (e - p < 3 || !lex_before(scan->lex, W_CODE_LABEL, scan->s, q) ||
        amount_at(scan, p))
        return false;
    while ((cp_at(scan, e, &next) == '-' || cp_at(scan, e, &next) == ' ') &&
           is_digit(scan, next))
        e = skip_digits(scan, next);
    return code_set(out, p, p, e, e);
}

/* Classification codes stand directly before their name: five or seven
 * digits that start with 2, nothing that could be a unit behind them. */
static bool
account_code(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), end = 0, next, from;
    uint32_t after = cp_at(scan, skip_blanks(scan, e), &next);
    int32_t head = e - p >= 3 ? digits_value(scan, p, p + 3) : -1;
    uint32_t before = cp_before(scan, p, &from);

    if ((e - p != 5 && e - p != 7 && e - p != 3) || head < 201 || head > 234 ||
        !is_han(after) || is_han(before) ||
        (e - p == 3 && !clause_starts(scan, p)))
        return false;
    if (lex_unit(scan->lex, scan->s, skip_blanks(scan, e), &end) &&
        !lex_at(scan->lex, W_UNIT_STOP, scan->s, skip_blanks(scan, e)))
        return false;
    return numeral_digit(after) < 100 &&
           !lex_at(scan->lex, W_GT_MIDDLE, scan->s, e) &&
           code_set(out, p, p, e, e);
}

/* "219001-Name" at the head of a cell or clause. */
static bool
named_code(const struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), next, han;

    return e - p >= 3 && cp_at(scan, e, &next) == '-' &&
           is_han(cp_at(scan, next, &han)) && clause_starts(scan, p) &&
           code_set(out, p, p, e, e);
}

/* "8 number 9 floor": what sticks to a code is part of an address. */
static bool
address(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), next;

    if (scan->n == 0 || scan->items[scan->n - 1].end != p ||
        scan->items[scan->n - 1].kind != FIGURE_CODE ||
        !is_han(cp_at(scan, e, &next)))
        return false;
    return code_set(out, p, p, e, next);
}

bool
code_read(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), next, end, from;
    uint32_t after = cp_at(scan, e, &next);

    if (document_number(scan, p, out) || phone_number(scan, p, out) ||
        labelled_code(scan, p, out) || account_code(scan, p, out) ||
        named_code(scan, p, out) || address(scan, p, out))
        return true;
    if (cp_before(scan, back_blanks(scan, p), &from) != CP_ORDINAL &&
        issue_number(scan, p, &end) && end > e)
        return code_set(out, p, p, e, end);
    if (e - p >= 13 && after != '.' && !is_han(after))
        return code_set(out, p, p, e, e);
    if (e - p > 18)
        return code_set(out, p, p, e, e);
    return e - p >= 3 && scan->s.ptr[p] == '0' && after != '.' &&
           after != ',' && code_set(out, p, p, e, e);
}
