/* SPDX-License-Identifier: MIT */
#include "base/dec.h"

#include "base/wide.h"

/* Keep a result only if it is in range. */
static bool
fit(wide coef, unsigned scale, struct dec *out)
{
    if (scale > DEC_MAX_SCALE || coef >= DEC_MAX_COEF || coef <= -DEC_MAX_COEF)
        return false;
    *out = (struct dec){ (int64_t)coef, (uint8_t)scale };
    return true;
}

/* A scale beyond the limit is no loss while there are zeros to drop. */
static bool
fit_stripped(wide coef, unsigned scale, struct dec *out)
{
    while (scale > DEC_MAX_SCALE && coef % 10 == 0) {
        coef /= 10;
        scale--;
    }
    return fit(coef, scale, out);
}

bool
dec_parse(const char *text, size_t len, struct dec *out)
{
    int64_t coef = 0;
    unsigned scale = 0;
    bool point = false, digit = false;
    size_t i = len > 0 && (text[0] == '-' || text[0] == '+');
    bool negative = i && text[0] == '-';

    for (; i < len; i++) {
        char c = text[i];

        if (c == '.' && digit && !point) {
            point = true;
            digit = false;
            continue;
        }
        if (c < '0' || c > '9' || coef >= DEC_MAX_COEF / 10 ||
            (point && scale == DEC_MAX_SCALE))
            return false;
        coef = coef * 10 + (c - '0');
        scale += point;
        digit = true;
    }
    return digit && fit(negative ? -coef : coef, scale, out);
}

size_t
dec_format(struct dec d, char out[DEC_TEXT_MAX])
{
    char reversed[DEC_TEXT_MAX];
    uint64_t rest =
        d.coef < 0 ? (uint64_t)0 - (uint64_t)d.coef : (uint64_t)d.coef;
    size_t n = 0, len = 0;

    do {
        if (n == d.scale && n > 0)
            reversed[n++] = '.';
        reversed[n++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest || n <= d.scale || reversed[n - 1] == '.');
    if (d.coef < 0)
        out[len++] = '-';
    while (n)
        out[len++] = reversed[--n];
    out[len] = '\0';
    return len;
}

/* Both coefficients at the larger of the two scales; < 2 * 10^30. */
static unsigned
align(struct dec a, struct dec b, wide *ca, wide *cb)
{
    unsigned scale = a.scale > b.scale ? a.scale : b.scale;

    *ca = (wide)a.coef * (wide)wide_powers[scale - a.scale];
    *cb = (wide)b.coef * (wide)wide_powers[scale - b.scale];
    return scale;
}

int
dec_cmp_scales(struct dec a, struct dec b)
{
    wide ca, cb;

    align(a, b, &ca, &cb);
    return (ca > cb) - (ca < cb);
}

struct dec
dec_neg(struct dec d)
{
    d.coef = -d.coef;
    return d;
}

struct dec
dec_abs(struct dec d)
{
    return d.coef < 0 ? dec_neg(d) : d;
}

bool
dec_add(struct dec a, struct dec b, struct dec *out)
{
    wide ca, cb;
    unsigned scale = align(a, b, &ca, &cb);

    return fit(ca + cb, scale, out);
}

bool
dec_sub(struct dec a, struct dec b, struct dec *out)
{
    return dec_add(a, dec_neg(b), out);
}

bool
dec_mul(struct dec a, struct dec b, struct dec *out)
{
    return fit_stripped((wide)a.coef * b.coef, (unsigned)a.scale + b.scale,
                        out);
}

bool
dec_shift(struct dec d, int power, struct dec *out)
{
    const int most = (int)WIDE_MAX_POWER;
    int scale = d.scale - power;
    wide coef;

    if (power > most || power < -most)
        return d.coef == 0 && fit(0, 0, out);
    if (scale >= 0)
        return fit_stripped(d.coef, (unsigned)scale, out);
    return wide_scale(d.coef, (unsigned)-scale, &coef) && fit(coef, 0, out);
}

bool
dec_div(struct dec a, struct dec b, int power, unsigned scale, struct dec *out)
{
    const int most = 2 * (int)WIDE_MAX_POWER;
    wide num = b.coef < 0 ? -(wide)a.coef : a.coef;
    wide den = b.coef < 0 ? -(wide)b.coef : b.coef;
    int shift;

    if (den == 0 || scale > DEC_MAX_SCALE || power > most || power < -most)
        return false;
    shift = b.scale - a.scale + power + (int)scale;
    if (shift >= 0 ? !wide_scale(num, (unsigned)shift, &num)
                   : !wide_scale(den, (unsigned)-shift, &den))
        return false;
    return fit(wide_div_round(num, den), scale, out);
}

struct dec
dec_round(struct dec d, unsigned scale)
{
    if (scale < d.scale) {
        d.coef = (int64_t)wide_div_round(d.coef, wide_pow10(d.scale - scale));
        d.scale = (uint8_t)scale;
    }
    return d;
}

struct dec
dec_truncate(struct dec d, unsigned scale)
{
    while (d.scale > scale) {
        d.coef /= 10;
        d.scale--;
    }
    return d;
}

struct dec
dec_strip(struct dec d)
{
    while (d.scale > 0 && d.coef % 10 == 0) {
        d.coef /= 10;
        d.scale--;
    }
    return d;
}
