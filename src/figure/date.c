/* SPDX-License-Identifier: MIT */
/*
 * Dates and times of day.  The value of a date is its first number.
 */
#include "figure/scan.h"

static bool
cp_is(const struct scan *scan, size_t p, uint32_t cp, size_t *end)
{
    size_t next;

    p = skip_blanks(scan, p);
    if (cp_at(scan, p, &next) != cp)
        return false;
    *end = next;
    return true;
}

static bool
in_range(int32_t v, int32_t lo, int32_t hi)
{
    return v >= lo && v <= hi;
}

static bool
set_date(struct figure *out, size_t p, size_t digits_end, size_t end,
         int32_t value)
{
    out->kind = FIGURE_DATE;
    out->begin = out->digits_begin = (uint32_t)p;
    out->digits_end = (uint32_t)digits_end;
    out->end = (uint32_t)end;
    out->has_value = value >= 0;
    out->value = (struct dec){ value >= 0 ? value : 0, 0 };
    return true;
}

/* Digits followed by the sign at p: a part of a date; false if not. */
static bool
part(const struct scan *scan, size_t p, uint32_t sign, int32_t max,
     size_t *end)
{
    p = skip_blanks(scan, p);
    size_t e = skip_digits(scan, p);

    return in_range(digits_value(scan, p, e), 1, max) &&
           cp_is(scan, e, sign, end);
}

/* A month at p and, if it follows, the day. */
static bool
month_day(const struct scan *scan, size_t p, size_t *end)
{
    if (!part(scan, p, CP_MONTH, 12, end))
        return false;
    if (!part(scan, *end, CP_DAY, 31, end))
        part(scan, *end, CP_NO, 31, end);
    return true;
}

/* 2023-03-28, 2023/3/28, 2023.3.28 */
static bool
numeric_date(const struct scan *scan, size_t year_end, size_t *end)
{
    char sep = byte_at(scan, year_end);
    size_t m = year_end + 1, me = skip_digits(scan, m);

    if ((sep != '-' && sep != '/' && sep != '.') || me - m > 2 ||
        !in_range(digits_value(scan, m, me), 1, 12) || me >= scan->s.len ||
        scan->s.ptr[me] != sep)
        return false;
    size_t d = me + 1;
    *end = skip_digits(scan, d);
    return *end - d <= 2 && in_range(digits_value(scan, d, *end), 1, 31);
}

/* 2023.1-2023.12: only where two of them make a period, for 2023.12 may well
 * be an amount. */
static bool
year_month(const struct scan *scan, size_t year_end, size_t *end)
{
    size_t m = year_end + 1, next, y;

    if (year_end >= scan->s.len || scan->s.ptr[year_end] != '.')
        return false;
    *end = skip_digits(scan, m);
    if (*end - m > 2 || !in_range(digits_value(scan, m, *end), 1, 12))
        return false;
    if (scan->n && scan->items[scan->n - 1].kind == FIGURE_DATE &&
        scan->items[scan->n - 1].range == RANGE_NONE &&
        year_end - scan->items[scan->n - 1].end < 4 + 6)
        return true;
    uint32_t cp = cp_at(scan, *end, &next);
    if (!is_dash(cp) && !lex_at(scan->lex, W_RANGE, scan->s, *end))
        return false;
    while (is_dash(cp_at(scan, next, &y)))
        next = y;
    y = skip_digits(scan, next);
    return y - next == 4 &&
           in_range(digits_value(scan, next, y), 1900, 2100) &&
           y < scan->s.len && scan->s.ptr[y] == '.';
}

static bool
year_date(const struct scan *scan, size_t p, size_t e, struct figure *out)
{
    int32_t year = digits_value(scan, p, e);
    size_t end;

    if (!in_range(year, 1900, 2100))
        return false;
    if (numeric_date(scan, e, &end))
        return set_date(out, p, e, end, year);
    if (year_month(scan, e, &end))
        return set_date(out, p, e, end, year);
    if (!cp_is(scan, e, CP_YEAR, &end))
        return false;
    if (lex_at(scan->lex, W_YEAR_WORDS, scan->s, skip_blanks(scan, e)))
        return set_date(out, p, e, e, year);
    size_t after;
    if (month_day(scan, end, &after))
        end = after;
    return set_date(out, p, e, end, year);
}

/* 20230328, or what is left of a date when characters were eaten.  The value is
 * the whole number: in a column of amounts it is one. */
static bool
packed_date(const struct scan *scan, size_t p, size_t e, struct figure *out)
{
    size_t end;

    if (e - p < 6 || e - p > 8 ||
        !in_range(digits_value(scan, p, p + 4), 1990, 2099))
        return false;
    if (cp_is(scan, e, CP_DAY, &end)) {
        set_date(out, p, e, end, -1);
        out->suspicious = true;
        return true;
    }
    size_t next;
    return e - p == 8 && in_range(digits_value(scan, p + 4, p + 6), 1, 12) &&
           in_range(digits_value(scan, p + 6, e), 1, 31) &&
           !is_han(cp_at(scan, e, &next)) && cp_at(scan, e, &next) != '.' &&
           cp_at(scan, e, &next) != '%' &&
           set_date(out, p, e, e, digits_value(scan, p, e));
}

/* 8:30 and 8:30:00, but not the number of a label before a colon, nor a ratio
 * like 1:20: nobody works before six. */
static bool
time_of_day(const struct scan *scan, size_t p, size_t e, struct figure *out)
{
    size_t m = e + 1, end = 0, next;

    if (e >= scan->s.len || scan->s.ptr[e] != ':' ||
        !in_range(digits_value(scan, p, e), 6, 24) ||
        skip_digits(scan, m) != m + 2 ||
        !in_range(digits_value(scan, m, m + 2), 0, 59) ||
        lex_before(scan->lex, W_ORDINAL_LABEL, scan->s,
                   back_blanks(scan, p)) ||
        lex_unit(scan->lex, scan->s, m + 2, &end))
        return false;
    end = m + 2;
    if (cp_at(scan, end, &next) == ':' && skip_digits(scan, next) == next + 2)
        end = next + 2;
    uint32_t after = cp_at(scan, end, &next);
    if (after == '.' || after == '%')
        return false;
    return set_date(out, p, e, end, digits_value(scan, p, e));
}

bool
date_read(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p), end;

    if (e - p == 4)
        return year_date(scan, p, e, out);
    if (e - p > 4)
        return packed_date(scan, p, e, out);
    if (e - p > 2)
        return false;
    if (month_day(scan, p, &end))
        return set_date(out, p, e, end, digits_value(scan, p, e));
    return time_of_day(scan, p, e, out);
}
