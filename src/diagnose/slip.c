/* SPDX-License-Identifier: MIT */
#include "diagnose/slip.h"

#include <string.h>

#define RARELY   8  /* how much rarer what is unusual is */
#define OCR_RARE 16 /* two digits misread are so much rarer than one slip */

/* The digits of a print and where its point stands. */
struct print {
    char digits[DEC_TEXT_MAX];
    size_t n;
    size_t whole; /* digits before the point */
};

struct search {
    const struct slip_query *query;
    struct print print;
    struct slip_hit *out;
    unsigned digits; /* that a number like this has */
    bool found;
};

static struct print
print_of(struct dec d)
{
    char text[DEC_TEXT_MAX];
    size_t len = dec_format(dec_abs(d), text);
    struct print p = { .n = 0 };

    p.whole = len;
    for (size_t i = 0; i < len; i++)
        if (text[i] == '.')
            p.whole = i;
        else
            p.digits[p.n++] = text[i];
    return p;
}

static bool
print_value(const struct print *p, bool negative, struct dec *out)
{
    struct dec d = { 0, (uint8_t)(p->n - p->whole) };

    if (p->n == 0 || p->n > 17 || d.scale > DEC_MAX_SCALE)
        return false;
    for (size_t i = 0; i < p->n; i++)
        d.coef = d.coef * 10 + (p->digits[i] - '0');
    *out = negative ? dec_neg(d) : d;
    return true;
}

unsigned
slip_digits(struct dec printed)
{
    struct print p = print_of(printed);
    size_t zeros = 0;

    while (zeros < p.n && p.digits[zeros] == '0')
        zeros++;
    return (unsigned)(p.n - zeros);
}

uint32_t
slip_odds(uint64_t times, unsigned digits)
{
    uint64_t all = 1;

    for (unsigned i = 0; i < digits && i < 18; i++)
        all *= 10;
    if (times >= all)
        return SLIP_CERTAIN;
    if (all >= SLIP_CERTAIN)
        return (uint32_t)(times / (all / SLIP_CERTAIN)) + 1;
    return (uint32_t)(times * (SLIP_CERTAIN / all));
}

/* Half of the last digit of a value, in the unit of the print. */
static struct dec
half_of(unsigned scale, int power)
{
    struct dec half = { 5, (uint8_t)(scale + 1) };

    (void)dec_shift(half, power, &half);
    return half;
}

/* A measured value of another precision than the print stands for more or
 * less.  power: its last digit is that many places higher. */
static bool
value_fits(const struct search *s, struct dec v, int power)
{
    struct range range = s->query->range;
    struct dec own = half_of(range.lo.scale, 0), half;

    if (dec_is_zero(v) || range.lo.coef <= 0)
        return range.hi.coef < 0; /* what is nothing has no digits */
    if (v.scale >= DEC_MAX_SCALE)
        return false;
    half = half_of(v.scale, power);
    if (!s->query->exact && dec_cmp(half, own) != 0) {
        if (dec_cmp(half, own) < 0)
            half = own;
        (void)dec_sub(range.lo, half, &range.lo);
        (void)dec_add(range.hi, half, &range.hi);
    }
    return dec_cmp(range.lo, v) <= 0 && dec_cmp(v, range.hi) <= 0;
}

/* Few mean other decimals than are usual, and few rates are above 100;
 * where the print has others than are usual, that speaks for the slip. */
static uint32_t
weighed(const struct search *s, struct dec needed, uint32_t odds)
{
    unsigned usual = s->query->usual, printed = s->query->printed.scale;
    struct dec hundred = { 100, 0 };

    if (s->query->percent && dec_cmp(needed, hundred) > 0 &&
        dec_cmp(s->query->printed, hundred) <= 0)
        odds *= RARELY;
    if (needed.scale != usual && printed == usual)
        odds *= RARELY;
    else if (needed.scale == usual && printed != usual)
        odds /= RARELY;
    return odds < SLIP_CERTAIN ? odds : SLIP_CERTAIN;
}

/* Nearer to what the others give than the slip found before? */
static bool
nearer(const struct search *s, struct dec needed)
{
    struct dec a, b, at = s->query->range.at;

    return dec_sub(needed, at, &a) && dec_sub(s->out->needed, at, &b) &&
           dec_cmp(dec_abs(a), dec_abs(b)) < 0;
}

/* A story: made says how many prints the slip makes of one number. */
static void
hit(struct search *s, const char *slip, struct dec needed, unsigned made)
{
    uint64_t width = need_width(&s->query->range, s->query->printed.scale);
    uint32_t odds;

    if (width > UINT32_MAX)
        width = UINT32_MAX;
    odds = slip_odds(width * made * s->query->rivals, s->digits);
    odds = weighed(s, needed, odds);
    if (s->found &&
        (odds > s->out->odds || (odds == s->out->odds && !nearer(s, needed))))
        return;
    s->found = true;
    *s->out = (struct slip_hit){ slip, needed, odds };
}

static void
try_print(struct search *s, const struct print *p, const char *slip,
          unsigned made)
{
    struct dec v;

    if (p->whole > 1 && p->digits[0] == '0')
        return; /* nobody prints it so */
    if (print_value(p, s->query->printed.coef < 0, &v) &&
        dec_cmp(v, s->query->printed) != 0 && value_fits(s, v, 0))
        hit(s, slip, v, made);
}

/* ---- digits ---- */

static void
try_swapped(struct search *s)
{
    for (size_t i = 0; i + 1 < s->print.n; i++) {
        struct print p = s->print;
        char c = p.digits[i];

        p.digits[i] = p.digits[i + 1];
        p.digits[i + 1] = c;
        try_print(s, &p, "digits-swapped", s->digits);
    }
}

static void
try_replaced(struct search *s)
{
    for (size_t i = 0; i < s->print.n; i++)
        for (int c = '0'; c <= '9'; c++) {
            struct print p = s->print;

            p.digits[i] = (char)c;
            try_print(s, &p, "digit-replaced", 9 * s->digits);
        }
}

/* The number had one digit more; with a zero at the end it would hardly have
 * been printed. */
static void
try_dropped(struct search *s)
{
    struct print p = s->print;
    unsigned made = s->digits + 1;

    for (size_t i = 0; i <= s->print.n; i++)
        for (int c = '0'; c <= '9'; c++) {
            memcpy(p.digits, s->print.digits, i);
            p.digits[i] = (char)c;
            memcpy(p.digits + i + 1, s->print.digits + i, s->print.n - i);
            p.n = s->print.n + 1;
            p.whole = s->print.whole + 1;
            if (i <= s->print.whole)
                try_print(s, &p, "digit-dropped", made);
            p.whole = s->print.whole;
            if (i >= s->print.whole)
                try_print(s, &p, "digit-dropped",
                          p.digits[p.n - 1] == '0' ? 10 * made : made);
        }
}

/* The number had one digit less. */
static void
try_added(struct search *s)
{
    for (size_t i = 0; i < s->print.n; i++) {
        struct print p = s->print;
        bool twice = i > 0 && p.digits[i] == p.digits[i - 1];

        memmove(p.digits + i, p.digits + i + 1, p.n - i - 1);
        p.n--;
        if (i < s->print.whole)
            p.whole--;
        if (p.whole == 0)
            continue;
        if (twice)
            try_print(s, &p, "digit-doubled", s->digits);
        else
            try_print(s, &p, "digit-added", 10 * s->digits);
    }
}

/* Digits that look alike on paper. */
static const char *
alike(char c)
{
    static const char *const groups[] = { "689", "7",    "5", "8",    "",
                                          "628", "0895", "1", "0693", "068" };

    return groups[c - '0'];
}

/* Two digits misread; one is a replaced digit like any other. */
static void
try_misread(struct search *s)
{
    for (size_t i = 0; i < s->print.n; i++)
        for (const char *a = alike(s->print.digits[i]); *a; a++)
            for (size_t k = i + 1; k < s->print.n; k++)
                for (const char *b = alike(s->print.digits[k]); *b; b++) {
                    struct print p = s->print;

                    p.digits[i] = *a;
                    p.digits[k] = *b;
                    try_print(s, &p, "ocr", OCR_RARE * s->digits * s->digits);
                }
}

/* ---- point, unit, sign, percent ---- */

/* Are whole numbers what is needed? */
static bool
integer(const struct search *s)
{
    return s->query->printed.scale == 0 &&
           dec_strip(s->query->range.lo).scale == 0;
}

/* The name of a shift by so many places; NULL: it is none. */
static const char *
shift_name(const struct search *s, int power)
{
    if (s->query->money && power % 4 == 0)
        return "unit-scale";
    if (s->query->percent && power == 2)
        return "percent-ratio";
    return power <= 3 && power >= -3 ? "point-shifted" : NULL;
}

static void
try_shift(struct search *s, int power)
{
    const char *name = shift_name(s, power);
    bool unit = name && strcmp(name, "unit-scale") == 0;
    struct dec v;

    if (!name || !dec_shift(s->query->printed, power, &v) ||
        !value_fits(s, v, unit && power > 0 ? power : 0))
        return;
    if (!unit && v.scale > s->query->printed.scale && integer(s))
        return;
    if (!unit && s->query->printed.scale == 0 && v.scale == 0)
        return; /* a zero added or dropped */
    hit(s, name, v, unit || power == 1 || power == -1 ? 1 : 2);
}

static void
try_shifted(struct search *s)
{
    for (int power = -8; power <= 8; power++)
        if (power)
            try_shift(s, power);
}

/* 0.84% written as the ratio 0.0084 and rounded to 0.01, then "0.01%". */
static void
try_ratio(struct search *s)
{
    struct dec printed = s->query->printed, v = need_middle(&s->query->range);
    struct dec ratio;

    if (dec_is_zero(printed) || dec_is_zero(v) || !dec_shift(v, -2, &ratio) ||
        dec_cmp(dec_round(ratio, printed.scale), printed) != 0)
        return;
    hit(s, "percent-ratio", v, 1);
}

static void
try_percent(struct search *s)
{
    struct dec v, hundred = { 100, 0 };

    try_ratio(s);
    if (dec_sub(hundred, s->query->printed, &v) && value_fits(s, v, 0))
        hit(s, "complement", v, 1);
}

bool
slip_search(const struct slip_query *query, struct slip_hit *out)
{
    struct search s = { .query = query, .out = out };
    unsigned percent = 2U + query->printed.scale;

    s.print = print_of(query->printed);
    s.digits = slip_digits(query->printed);
    if (query->percent && s.digits < percent)
        s.digits = percent;
    s.digits = s.digits > query->idle ? s.digits - query->idle : 1;
    if (s.print.n > 16)
        return false;
    if (value_fits(&s, dec_neg(query->printed), 0))
        hit(&s, "sign", dec_neg(query->printed), 1);
    if (query->percent)
        try_percent(&s);
    try_shifted(&s);
    try_swapped(&s);
    try_dropped(&s);
    try_added(&s);
    try_replaced(&s);
    try_misread(&s);
    return s.found;
}
