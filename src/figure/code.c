/* SPDX-License-Identifier: MIT */
/*
 * What is written with digits but is no quantity: document numbers, phone
 * numbers, codes with letters, addresses, account codes; list marks and the
 * numbers of labels.
 */
#include "figure/scan.h"

static bool
set_code(struct figure *out, size_t begin, size_t digits, size_t digits_end,
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
        return set_code(out, begin, p, e, next);
    int32_t year = e - p == 4 ? digits_value(scan, p, e) : -1;
    uint32_t after = cp_at(scan, skip_blanks(scan, e), &next);
    if (year < 1949 || year > 2100 || !is_close(after))
        return false;
    if (issue_number(scan, next, &end))
        return set_code(out, begin, p, e, end);
    if (cp_at(scan, skip_blanks(scan, next), &end) == CP_NO)
        return set_code(out, begin, p, e, end);
    bool square = before == 0x3014 || after == 0x3015 || before == '[';
    return open && square && skip_digits(scan, next) > next &&
           set_code(out, begin, p, e, skip_digits(scan, next));
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
            return set_code(out, p, p, e, e2);
    }
    if (after == '*' && n <= 11 && next < scan->s.len &&
        scan->s.ptr[next] == '*') {
        size_t q = next;
        while (q < scan->s.len && scan->s.ptr[q] == '*')
            q++;
        if (is_digit(scan, q))
            return set_code(out, p, p, e, skip_digits(scan, q));
    }
    return n == 11 && scan->s.ptr[p] == '1' && scan->s.ptr[p + 1] >= '3' &&
           after != '.' && !is_han(after) && set_code(out, p, p, e, e);
}

static bool
labelled_code(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), q = back_blanks(scan, p), from, next;
    uint32_t cp = cp_before(scan, q, &from);

    if (cp == ':' || cp == CP_COLON || cp == '(')
        q = back_blanks(scan, from);
    if (e - p < 3 || !lex_before(&scan->lex, W_CODE_LABEL, scan->s, q))
        return false;
    while ((cp_at(scan, e, &next) == '-' || cp_at(scan, e, &next) == ' ') &&
           is_digit(scan, next))
        e = skip_digits(scan, next);
    return set_code(out, p, p, e, e);
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
    if (lex_unit(&scan->lex, scan->s, skip_blanks(scan, e), &end) &&
        !lex_at(&scan->lex, W_UNIT_STOP, scan->s, skip_blanks(scan, e)))
        return false;
    return numeral_digit(after) < 100 &&
           !lex_at(&scan->lex, W_GT_MIDDLE, scan->s, e) &&
           set_code(out, p, p, e, e);
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
    return set_code(out, p, p, e, next);
}

bool
code_read(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), next, end, from;
    uint32_t after = cp_at(scan, e, &next);

    if (document_number(scan, p, out) || phone_number(scan, p, out) ||
        labelled_code(scan, p, out) || account_code(scan, p, out) ||
        address(scan, p, out))
        return true;
    if (cp_before(scan, back_blanks(scan, p), &from) != CP_ORDINAL &&
        issue_number(scan, p, &end) && end > e)
        return set_code(out, p, p, e, end);
    if (e - p >= 13 && after != '.' && !is_han(after))
        return set_code(out, p, p, e, e);
    if (e - p > 18)
        return set_code(out, p, p, e, e);
    return e - p >= 3 && scan->s.ptr[p] == '0' && after != '.' &&
           after != ',' && set_code(out, p, p, e, e);
}

/* ---- Latin letters and digits in one run ---- */

size_t
latin_end(const struct scan *scan, size_t p)
{
    while (is_letter(scan, p) || is_digit(scan, p))
        p++;
    return p;
}

static bool
address_char(char c)
{
    return c == '@' || c == '.' || c == '_' || c == '/' || c == ':' ||
           c == '-' || c == '?' || c == '=' || c == '&' || c == '%' ||
           c == '#' || c == '~' || c == '+';
}

/* End of the mail or web address that p..e begins, e if it begins none. */
static size_t
web_end(const struct scan *scan, size_t e)
{
    char c = e < scan->s.len ? scan->s.ptr[e] : '\0';
    bool web = c == '@' || (c == '.' && is_letter(scan, e + 1)) ||
               (c == ':' && e + 2 < scan->s.len && scan->s.ptr[e + 1] == '/' &&
                scan->s.ptr[e + 2] == '/');

    if (!web)
        return e;
    for (size_t q = e; q < scan->s.len; q++) {
        if (is_letter(scan, q) || is_digit(scan, q))
            e = q + 1;
        else if (!address_char(scan->s.ptr[q]))
            break;
    }
    return e;
}

size_t
latin_skip(const struct scan *scan, size_t p)
{
    size_t e = latin_end(scan, p), web = web_end(scan, e);

    if (web > e)
        return web;
    while (is_letter(scan, p))
        p++;
    return p;
}

/* A run of letters and digits, one of each at least, that begins at p: a code
 * like DN80.  The words before GDP1234.5 and the misread W100% are not part
 * of a code: there the digits have a unit that only quantities have. */
bool
latin_read(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = latin_end(scan, p), digits = p, end = 0, next;
    size_t web = web_end(scan, e);

    while (digits < web && !is_digit(scan, digits))
        digits++;
    if (digits == web)
        return false;
    size_t number_end = skip_digits(scan, digits);
    if (web == e && number_end == e && digits > p) {
        struct number n;
        number_read(scan, digits, false, &n);
        const struct unit *u =
            lex_unit(&scan->lex, scan->s, skip_blanks(scan, n.end), &end);
        if (u && (u->kind == FIGURE_MONEY || u->kind == FIGURE_PERCENT))
            return false;
        web = n.points ? n.end : e;
    }
    while (
        (cp_at(scan, web, &next) == '-' || cp_at(scan, web, &next) == '/') &&
        (is_letter(scan, next) || is_digit(scan, next)) && web == e) {
        e = latin_end(scan, next);
        web = e;
    }
    return set_code(out, p, digits, number_end, web);
}

/* ---- ordinals ---- */

static bool
set_ordinal(const struct scan *scan, struct figure *out, size_t begin,
            size_t p, size_t e)
{
    set_code(out, begin, p, e, e);
    out->kind = FIGURE_ORDINAL;
    int32_t v = digits_value(scan, p, e);
    out->has_value = v >= 0;
    out->value = (struct dec){ v >= 0 ? v : 0, 0 };
    return true;
}

/* A small number before a list sign where a clause starts, or in the mark
 * that layout has found at the head of its block. */
static bool
list_mark(struct scan *scan, size_t p, size_t e)
{
    const struct block *b = block_at(scan, p);
    size_t next, from;
    uint32_t after = cp_at(scan, e, &next);
    uint32_t before = cp_before(scan, p, &from);

    if (e - p > 2)
        return false;
    if (b && b->kind != BLOCK_TABLE && b->mark_end > b->begin &&
        e <= b->mark_end)
        return true;
    if (after == ')' && before != '(' && clause_starts(scan, p))
        return true;
    if (!clause_starts(scan, p) && before != ' ')
        return false;
    if (after == CP_LIST_COMMA)
        return clause_starts(scan, p) && !is_digit(scan, next);
    if (after != '.' || is_digit(scan, next))
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
    if (lex_unit(&scan->lex, scan->s, next, &end) &&
        !lex_at(&scan->lex, W_UNIT_STOP, scan->s, next))
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
    size_t w = lex_before(&scan->lex, W_ORDINAL_LABEL, scan->s, q);
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
    number_read(scan, p, alone_in_cell(scan, p), &n);
    if (n.numbering)
        return set_code(out, p, p, n.end, n.end) &&
               (out->kind = FIGURE_ORDINAL, true);
    if (n.end > e)
        return false;
    return (list_mark(scan, p, e) || bracketed(scan, p, e) ||
            label_number(scan, p, e)) &&
           set_ordinal(scan, out, p, p, e);
}
