/* SPDX-License-Identifier: MIT */
/*
 * The digits of a number: thousands separators, point, blanks inside.
 */
#include "figure/scan.h"

/* A comma and exactly three digits at p. */
static bool
group_at(const struct scan *scan, size_t p)
{
    return p < scan->s.len && scan->s.ptr[p] == ',' &&
           skip_digits(scan, p + 1) == p + 4;
}

static bool
point_at(const struct scan *scan, size_t p)
{
    return p < scan->s.len && scan->s.ptr[p] == '.';
}

/* Money or percent right behind p: the number before it is no list mark. */
static bool
quantity_follows(const struct scan *scan, size_t p)
{
    size_t end = 0;
    const struct unit *u =
        lex_unit(scan->lex, scan->s, skip_blanks(scan, p), &end);

    return u && (u->kind == FIGURE_MONEY || u->kind == FIGURE_PERCENT ||
                 u->kind == FIGURE_POINTS);
}

/* "2. 3" is the number 2.3 unless 2. may be a list mark: a mark is small,
 * starts a clause or follows a word, and what follows has its own unit. */
static bool
blank_point_joins(const struct scan *scan, size_t begin, size_t point,
                  size_t digits, bool alone)
{
    size_t end = skip_digits(scan, digits), from, next;
    uint32_t before = cp_before(scan, begin, &from);
    uint32_t after = cp_at(scan, end, &next);

    if (end - digits > 4 || after == '.' || after == CP_LIST_COMMA ||
        after == CP_YEAR || group_at(scan, end))
        return false;
    if (alone || scan->s.ptr[begin] == '0')
        return true;
    if (is_border(before) || clause_starts(scan, begin))
        return digits_value(scan, begin, point) > 20 &&
               quantity_follows(scan, end);
    int32_t v = digits_value(scan, begin, point);
    if (is_han(before) && v >= 0 && v <= 20)
        return quantity_follows(scan, end);
    if (before == ' ')
        return v > 20 && (v > 99 || quantity_follows(scan, end));
    return before != '.';
}

/* "1.2023 nian", "2.3 yue": a list mark and a date, no decimal. */
static bool
date_follows(const struct scan *scan, size_t digits)
{
    size_t end = skip_digits(scan, digits), next;
    uint32_t after = cp_at(scan, end, &next);
    int32_t v = digits_value(scan, digits, end);

    return (after == CP_YEAR && end - digits == 4 && v > 1900 && v < 2100) ||
           (after == CP_MONTH && end - digits <= 2 && v >= 1 && v <= 12);
}

/* Where the digits behind the decimal point start, 0 if there is none. */
static size_t
fraction_start(const struct scan *scan, size_t begin, size_t p, bool alone)
{
    if (point_at(scan, p)) {
        if (is_digit(scan, p + 1))
            return date_follows(scan, p + 1) ? 0 : p + 1;
        size_t q = skip_blanks(scan, p + 1);
        if (is_digit(scan, q) && blank_point_joins(scan, begin, p, q, alone))
            return q;
        return 0;
    }
    size_t q = skip_blanks(scan, p);
    if (q > p && point_at(scan, q) && is_digit(scan, q + 1) &&
        !point_at(scan, skip_digits(scan, q + 1)))
        return q + 1;
    return 0;
}

/* Digits of [from, to) as a decimal; everything else in it is skipped. */
static bool
collect(const struct scan *scan, size_t from, size_t to, struct dec *out)
{
    char text[DEC_TEXT_MAX];
    size_t n = 0;

    for (size_t i = from; i < to; i++) {
        char c = scan->s.ptr[i];
        if (c != '.' && (c < '0' || c > '9'))
            continue;
        if (n + 1 >= sizeof(text))
            return false;
        text[n++] = c;
    }
    return dec_parse(text, n, out);
}

/* More points: numbering like 4.5.1, or damage like 12.345.67. */
static void
read_more_points(const struct scan *scan, struct number *out)
{
    bool small = out->end - out->begin <= 5 && !out->grouped;

    while (out->points && point_at(scan, out->end) &&
           is_digit(scan, out->end + 1)) {
        size_t end = skip_digits(scan, out->end + 1);
        small = small && end - out->end <= 3;
        out->end = end;
        out->points++;
    }
    if (out->points < 2)
        return;
    out->has_value = false;
    out->numbering = small;
    out->suspicious = !small;
}

void
number_read(const struct scan *scan, size_t p, bool alone, struct number *out)
{
    size_t e = skip_digits(scan, p);

    *out = (struct number){ .begin = p };
    if (e - p <= 3 && scan->s.ptr[p] != '0') {
        while (group_at(scan, e)) {
            e += 4;
            out->grouped = true;
        }
    }
    out->digits = (unsigned)(e - p);
    out->end = e;
    size_t f = fraction_start(scan, p, e, alone);
    if (f) {
        out->end = skip_digits(scan, f);
        out->points = 1;
    }
    out->has_value = collect(scan, p, out->end, &out->value);
    read_more_points(scan, out);
    if (alone && out->end < scan->s.len && scan->s.ptr[out->end] == ',' &&
        is_digit(scan, out->end + 1)) {
        while (is_digit(scan, out->end) ||
               (out->end < scan->s.len && (scan->s.ptr[out->end] == ',' ||
                                           scan->s.ptr[out->end] == '.')))
            out->end++;
        out->has_value = false;
        out->suspicious = true;
    }
}
