/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

void
reach_add(struct reach *reach, wide num, wide den, int exp)
{
    if (den <= 0 || reach->n == REACH_CORNERS) {
        reach->failed = true;
        return;
    }
    reach->corners[reach->n++] = (struct frac){ num, den, exp };
}

struct reach
reach_of(struct span s)
{
    struct reach r = { .no_lo = s.no_lo, .no_hi = s.no_hi };

    reach_add(&r, s.lo, 1, s.exp);
    reach_add(&r, s.hi, 1, s.exp);
    return r;
}

/*
 * num * 10^(f.exp - exp) against m * den.  A side that leaves the range is
 * the larger one, unless the other does too.
 */
int
frac_cmp(struct frac f, wide m, int exp, bool *ok)
{
    int sign_f = (f.num > 0) - (f.num < 0);
    int sign_m = (m > 0) - (m < 0);
    wide left = f.num, right = 0;
    int shift = f.exp - exp;
    bool fits;

    if (sign_f != sign_m || sign_f == 0)
        return (sign_f > sign_m) - (sign_f < sign_m);
    fits = wide_mul(m, f.den, &right);
    if (shift >= 0) {
        if (!wide_scale(left, (unsigned)shift, &left)) {
            *ok = *ok && fits;
            return sign_f;
        }
    } else {
        fits = fits && wide_scale(right, (unsigned)-shift, &right);
    }
    if (!fits)
        return -sign_m;
    return (left > right) - (left < right);
}

bool
reach_below(const struct reach *r, wide m, int exp, bool strict, bool *ok)
{
    bool found = r->no_lo;

    for (size_t i = 0; i < r->n && !found; i++)
        found = frac_cmp(r->corners[i], m, exp, ok) < !strict;
    return found;
}

bool
reach_above(const struct reach *r, wide m, int exp, bool strict, bool *ok)
{
    bool found = r->no_hi;

    for (size_t i = r->n; i > 0 && !found; i--)
        found = frac_cmp(r->corners[i - 1], m, exp, ok) > -!strict;
    return found;
}

bool
frac_units(struct frac f, int unit_exp, wide *out)
{
    int shift = f.exp - unit_exp;
    wide num = f.num, den = f.den;

    if (shift >= 0 ? !wide_scale(num, (unsigned)shift, &num)
                   : !wide_scale(den, (unsigned)-shift, &den))
        return false;
    *out = wide_div_round(num, den);
    return true;
}

bool
dec_of_wide(wide coef, int scale, struct dec *out)
{
    if (scale < 0 || scale > DEC_MAX_SCALE || coef >= DEC_MAX_COEF ||
        coef <= -DEC_MAX_COEF)
        return false;
    *out = (struct dec){ (int64_t)coef, (uint8_t)scale };
    return true;
}
