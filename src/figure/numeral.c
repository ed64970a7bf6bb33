/* SPDX-License-Identifier: MIT */
/*
 * Chinese numerals.  They are also parts of a thousand words, so that one is
 * read only when it is well formed and a unit, a month or a denominator
 * follows.
 */
#include "figure/run.h"

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

/* The numerator at p, in numerals or digits. */
static bool
numerator(const struct scan *scan, size_t p, struct dec *value, size_t *end)
{
    struct run run;
    struct number n;

    if (is_digit(scan, p)) {
        number_read(scan, p, false, &n);
        *value = n.value;
        *end = n.end;
        return n.has_value;
    }
    run_read(scan, p, &run);
    int64_t v = run.n == 1 && run.v[0] == 102 ? 100 : run_value(&run, run.n);
    if (run.n == 0 || v < 0)
        return false;
    *value = (struct dec){ v, 0 };
    decimals(scan, &run, value);
    *end = run.end;
    return true;
}

/* "a of b parts": percent, permille or a fraction. */
static bool
numeral_fraction(struct scan *scan, size_t p, const struct run *below,
                 struct figure *out)
{
    size_t end, w = lex_at(scan->lex, W_DENOMINATOR, scan->s, below->end);
    int sole = below->n == 1 ? below->v[0] : 0; /* 102, 103: of a hundred */
    struct dec value;

    if (!w || !numerator(scan, below->end + w, &value, &end))
        return false;
    if (sole != 102 && sole != 103) {
        int64_t b = run_value(below, below->n);
        if (b < 2)
            return false;
        out->kind = FIGURE_RATIO;
        out->fraction = (struct dec){ b, 0 };
    } else {
        out->kind = sole == 102 ? FIGURE_PERCENT : FIGURE_PERMILLE;
        out->unit = lex_unit_named(
            scan->lex, sole == 102 ? STR("%") : STR("\xE2\x80\xB0"));
    }
    set_numeral(out, p, end, end, 0);
    out->value = value;
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

    if (lex_at(scan->lex, W_NUMERAL_STOP, scan->s, p))
        return true;
    if (cp_before(scan, p, &from) == CP_ORDINAL)
        return true;
    return (run->n == 1 || run->v[0] > 100) &&
           lex_before(scan->lex, W_NUMERAL_BEFORE_STOP, scan->s, p) &&
           from >= scan->floor;
}

static bool
unit_fits(const struct scan *scan, const struct run *run, size_t n, size_t end,
          const struct tail *tail)
{
    size_t w = tail->end - end;

    if (!tail->unit || tail->bare_money)
        return false;
    if (lex_at(scan->lex, W_NUMERAL_NOT_UNIT, scan->s, end) == w)
        return false;
    return n != 1 || run->v[0] != 1 ||
           lex_at(scan->lex, W_NUMERAL_ONE_ONLY, scan->s, end) >= w;
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
