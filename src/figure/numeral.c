/* SPDX-License-Identifier: MIT */
/*
 * Chinese numerals.  They are also parts of a thousand words, so that one is
 * read only when it is well formed and a unit, a month or a denominator
 * follows.
 */
#include "figure/scan.h"

#define NUMERAL_MAX 24 /* characters */

int
numeral_digit(uint32_t cp)
{
    static const struct {
        uint16_t cp;
        int16_t value;
    } table[] = {
        { 0x3007, 0 },   { 0x4E00, 1 },   { 0x4E03, 7 },   { 0x4E07, 104 },
        { 0x4E09, 3 },   { 0x4E24, 2 },   { 0x4E5D, 9 },   { 0x4E8C, 2 },
        { 0x4E94, 5 },   { 0x4EBF, 108 }, { 0x4EDF, 103 }, { 0x4F0D, 5 },
        { 0x4F70, 102 }, { 0x516B, 8 },   { 0x516D, 6 },   { 0x5341, 101 },
        { 0x5343, 103 }, { 0x53C1, 3 },   { 0x56DB, 4 },   { 0x58F9, 1 },
        { 0x62FE, 101 }, { 0x634C, 8 },   { 0x67D2, 7 },   { 0x7396, 9 },
        { 0x767E, 102 }, { 0x8086, 4 },   { 0x8D30, 2 },   { 0x9646, 6 },
        { 0x96F6, 0 },
    };
    size_t lo = 0, hi = sizeof(table) / sizeof(table[0]);

    if (cp == 0x25CB)
        return 0;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (table[mid].cp == cp)
            return table[mid].value;
        if (table[mid].cp < cp)
            lo = mid + 1;
        else
            hi = mid;
    }
    return -1;
}

/* Characters of numerals for cheques. */
static bool
is_formal(uint32_t cp)
{
    return numeral_digit(cp) > 0 && cp != 0x4E00 && cp != 0x4E03 &&
           cp != 0x4E07 && cp != 0x4E09 && cp != 0x4E24 && cp != 0x4E5D &&
           cp != 0x4E8C && cp != 0x4E94 && cp != 0x4EBF && cp != 0x516B &&
           cp != 0x516D && cp != 0x5341 && cp != 0x5343 && cp != 0x56DB &&
           cp != 0x767E;
}

struct run {
    int v[NUMERAL_MAX];
    size_t n;
    size_t end;
    bool formal;
};

static void
run_read(const struct scan *scan, size_t p, struct run *run)
{
    size_t next;

    *run = (struct run){ .end = p };
    while (run->n < NUMERAL_MAX) {
        uint32_t cp = cp_at(scan, run->end, &next);
        int v = numeral_digit(cp);
        if (v < 0)
            break;
        run->formal = run->formal || is_formal(cp);
        run->v[run->n++] = v;
        run->end = next;
    }
}

static int64_t
ten_to(int power)
{
    int64_t v = 1;
    while (power-- > 0)
        v *= 10;
    return v;
}

/* Value of the first n characters, -1 if they are no well-formed numeral. */
static int64_t
run_value(const struct run *run, size_t n)
{
    int64_t total = 0, section = 0, digit = -1;
    int last = 9; /* power of the last multiplier inside the section */

    for (size_t i = 0; i < n; i++) {
        int v = run->v[i];
        if (v == 0 && i > 0 && digit < 0) {
            continue;
        } else if (v < 100) {
            if (digit >= 0)
                return -1;
            digit = v;
        } else if (v <= 103) {
            if (v - 100 >= last || (digit < 0 && (v != 101 || section)))
                return -1;
            last = v - 100;
            section += (digit < 0 ? 1 : digit) * ten_to(last);
            digit = -1;
        } else {
            section += digit < 0 ? 0 : digit;
            if (section == 0 || total > ten_to(9))
                return -1;
            total = v == 108 ? (total + section) * ten_to(8)
                             : total + section * ten_to(4);
            section = 0;
            digit = -1;
            last = 9;
        }
    }
    if (n > 1 && run->v[n - 1] == 0)
        return -1;
    return total + section + (digit < 0 ? 0 : digit);
}

/* Is there a multiplier of four or more digits among the first n? */
static bool
has_myriad(const struct run *run, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (run->v[i] >= 104)
            return true;
    }
    return false;
}

/* Digit by digit, as in years. */
static int64_t
run_digits(const struct run *run)
{
    int64_t v = 0;

    for (size_t i = 0; i < run->n; i++) {
        if (run->v[i] > 9 || i > 8)
            return -1;
        v = v * 10 + run->v[i];
    }
    return v;
}

static bool
set_numeral(struct figure *out, size_t p, size_t digits_end, size_t end,
            int64_t value)
{
    out->begin = out->digits_begin = (uint32_t)p;
    out->digits_end = (uint32_t)digits_end;
    out->end = (uint32_t)end;
    out->has_value = true;
    out->value = (struct dec){ value, 0 };
    return true;
}

/* Numeral and sign at p. */
static bool
numeral_part(const struct scan *scan, size_t p, uint32_t sign, int64_t max,
             size_t *end)
{
    struct run run;
    size_t next;

    run_read(scan, p, &run);
    if (run.n == 0 || run.n > 3 || cp_at(scan, run.end, &next) != sign)
        return false;
    int64_t v = run_value(&run, run.n);
    if (v < 1 || v > max)
        return false;
    *end = next;
    return true;
}

static bool
numeral_date(const struct scan *scan, size_t p, const struct run *run,
             struct figure *out)
{
    size_t end, next;
    uint32_t after = cp_at(scan, run->end, &next);
    int64_t v = run->n == 4 ? run_digits(run) : -1;

    out->kind = FIGURE_DATE;
    if (after == CP_YEAR && v >= 1900 && v <= 2100) {
        end = next;
        if (numeral_part(scan, end, CP_MONTH, 12, &next)) {
            end = next;
            if (numeral_part(scan, end, CP_DAY, 31, &next))
                end = next;
        }
        return set_numeral(out, p, run->end, end, v);
    }
    v = run_value(run, run->n);
    if (after == CP_MONTH && v >= 1 && v <= 12 && run->n <= 2) {
        end = next;
        if (numeral_part(scan, end, CP_DAY, 31, &next))
            end = next;
        return set_numeral(out, p, run->end, end, v);
    }
    return false;
}

/* Digits behind the point sign after a numeral. */
static void
decimals(const struct scan *scan, struct run *run, struct dec *value)
{
    size_t p, next;

    if (cp_at(scan, run->end, &p) != 0x70B9)
        return;
    for (unsigned i = 0; i < 4; i++) {
        int v = numeral_digit(cp_at(scan, p, &next));
        if (v < 0 || v > 9)
            break;
        value->coef = value->coef * 10 + v;
        value->scale++;
        run->end = p = next;
    }
}

/* "a of b parts": percent, permille or a fraction. */
static bool
numeral_fraction(struct scan *scan, size_t p, const struct run *below,
                 struct figure *out)
{
    size_t w = lex_at(&scan->lex, W_DENOMINATOR, scan->s, below->end);
    bool hundred = below->n == 1 && below->v[0] == 102;
    bool thousand = below->n == 1 && below->v[0] == 103;
    int64_t b = hundred ? 100 : thousand ? 1000 : run_value(below, below->n);
    struct run above;
    struct number n = { 0 };

    if (!w || (b < 2 && !hundred))
        return false;
    run_read(scan, below->end + w, &above);
    int64_t a =
        above.n == 1 && above.v[0] == 102 ? 100 : run_value(&above, above.n);
    if (is_digit(scan, below->end + w)) {
        number_read(scan, below->end + w, false, &n);
        above.end = n.end;
    } else {
        if (above.n == 0 || a < 0)
            return false;
        n.value = (struct dec){ a, 0 };
        decimals(scan, &above, &n.value);
    }
    set_numeral(out, p, above.end, above.end, 0);
    out->value = n.value;
    out->kind = hundred    ? FIGURE_PERCENT
                : thousand ? FIGURE_PERMILLE
                           : FIGURE_RATIO;
    if (out->kind == FIGURE_RATIO)
        out->fraction = (struct dec){ b, 0 };
    else
        out->unit = lex_unit_named(&scan->lex,
                                   hundred ? STR("%") : STR("\xE2\x80\xB0"));
    frame_read(scan, out);
    return true;
}

/* Tenths and hundredths of a cheque amount and its closing word. */
static void
formal_rest(const struct scan *scan, struct figure *out)
{
    static const struct {
        uint32_t cp;
        int64_t hundredths;
    } parts[] = { { 0x89D2, 10 }, { CP_PARTS_OF, 1 } };
    size_t p = out->end, next, after;
    int64_t rest = 0;

    if (numeral_digit(cp_at(scan, p, &next)) == 0)
        p = next;
    for (size_t i = 0; i < 2; i++) {
        int v = numeral_digit(cp_at(scan, p, &next));
        if (v < 0 || v > 9 || cp_at(scan, next, &after) != parts[i].cp)
            continue;
        rest += v * parts[i].hundredths;
        p = after;
    }
    if (rest && out->value.coef < DEC_MAX_COEF / 1000) {
        out->value.coef = out->value.coef * 100 + rest;
        out->value.scale = 2;
        out->end = (uint32_t)p;
    }
    uint32_t cp = cp_at(scan, out->end, &next);
    if (cp == 0x6574 || cp == 0x6B63)
        out->end = (uint32_t)next;
}

/* Is the numeral part of a word? */
static bool
inside_word(const struct scan *scan, size_t p, const struct run *run)
{
    size_t from;

    if (lex_at(&scan->lex, W_NUMERAL_STOP, scan->s, p))
        return true;
    if (cp_before(scan, p, &from) == CP_ORDINAL)
        return true;
    return (run->n == 1 || run->v[0] > 100) &&
           lex_before(&scan->lex, W_NUMERAL_BEFORE_STOP, scan->s, p) &&
           from >= scan->floor;
}

static bool
unit_fits(const struct scan *scan, const struct run *run, size_t n, size_t end,
          const struct tail *tail)
{
    size_t w = tail->end - end;

    if (!tail->unit || tail->bare_money)
        return false;
    if (lex_at(&scan->lex, W_NUMERAL_NOT_UNIT, scan->s, end) == w)
        return false;
    return n != 1 || run->v[0] != 1 ||
           lex_at(&scan->lex, W_NUMERAL_ONE_ONLY, scan->s, end) >= w;
}

bool
numeral_read(struct scan *scan, size_t p, struct figure *out)
{
    struct run run;
    struct tail tail;

    run_read(scan, p, &run);
    if (run.n == 0 || inside_word(scan, p, &run))
        return false;
    if (numeral_date(scan, p, &run, out) ||
        numeral_fraction(scan, p, &run, out))
        return true;
    /* Multipliers of four and more digits belong to the unit. */
    size_t n = run.n, end = run.end;
    while (n > 1 && run.v[n - 1] >= 104 && !run.formal) {
        n--;
        end -= 3;
    }
    int64_t v = run_value(&run, n);
    if (n + 1 == run.n && has_myriad(&run, n) && run_value(&run, run.n) > 0)
        v = run_value(&run, run.n) / ten_to(run.v[n] - 100);
    tail_read(scan, end, &tail);
    if (v < 0 || v >= DEC_MAX_COEF || !unit_fits(scan, &run, n, end, &tail))
        return false;
    set_numeral(out, p, end, tail.end, v);
    out->has_value = dec_shift(out->value, tail.power, &out->value);
    out->unit = tail.unit;
    out->kind = tail.unit->kind;
    out->approximate = tail.more;
    if (run.formal)
        formal_rest(scan, out);
    frame_read(scan, out);
    if (tail.more && out->comparator == CMP_NONE)
        out->comparator = CMP_GT;
    return true;
}
