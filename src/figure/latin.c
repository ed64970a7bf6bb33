/* SPDX-License-Identifier: MIT */
/*
 * Latin letters and digits in one run: codes, addresses of the web, names.
 */
#include "figure/scan.h"

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
    char c = byte_at(scan, e);
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

/* "-2" behind a code is part of it, but not a year: "-2023 nian". */
static bool
part_follows(const struct scan *scan, size_t p, size_t *next)
{
    size_t after;
    uint32_t cp = cp_at(scan, p, next);

    if ((cp != '-' && cp != '/') || latin_end(scan, *next) == *next)
        return false;
    return cp_at(scan, skip_digits(scan, *next), &after) != CP_YEAR;
}

/* End of AB-19, given that of AB; without such a number the latter. */
static size_t
dashed_end(const struct scan *scan, size_t p, size_t e)
{
    size_t next, q = latin_end(scan, e + 1);

    if (e - p < 2 || is_digit(scan, e - 1) || cp_at(scan, e, &next) != '-' ||
        !is_digit(scan, e + 1))
        return e;
    uint32_t after = cp_at(scan, q, &next);
    return is_border(after) || is_han(after) ? q : e;
}

/* A run of letters and digits, one of each at least, that begins at p: a code
 * like DN80.  The words before GDP1234.5 and the misread W100% are not part
 * of a code: there the digits have a unit that only quantities have. */
bool
latin_read(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = latin_end(scan, p), digits = p, end = 0, next;
    size_t web = web_end(scan, e);

    if (web == e)
        e = web = dashed_end(scan, p, e);
    while (digits < web && !is_digit(scan, digits))
        digits++;
    if (digits == web)
        return false;
    size_t number_end = skip_digits(scan, digits);
    if (web == e && number_end == e && digits > p) {
        struct number n;
        number_read(scan, digits, false, &n);
        const struct unit *u =
            lex_unit(scan->lex, scan->s, skip_blanks(scan, n.end), &end);
        if (u && (u->kind == FIGURE_MONEY || u->kind == FIGURE_PERCENT))
            return false;
        web = n.points ? n.end : e;
    }
    while (web == e && part_follows(scan, web, &next))
        e = web = latin_end(scan, next);
    return code_set(out, p, digits, number_end, web);
}
