/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

/* weight * rate / 100 at a corner.  The printed rate and every value that it
 * may have been rounded from lie in its span, so rounding before or after the
 * product makes no difference here. */
static void
product_corner(struct reach *r, wide weight, wide rate, int exp)
{
    wide n;

    if (!wide_mul(weight, rate, &n))
        r->failed = true;
    else
        reach_add(r, n, 1, exp - 2);
}

/* At most 100%. */
static struct span
capped(struct span rate)
{
    bool ok = true;
    struct frac lo = { rate.lo, 1, rate.exp }, hi = { rate.hi, 1, rate.exp };
    struct span full = { .lo = 100, .hi = 100 };

    if (!rate.no_lo && frac_cmp(lo, 100, 0, &ok) >= 0)
        return full;
    if (rate.no_hi || frac_cmp(hi, 100, 0, &ok) > 0) {
        /* lo < 100, so that 100 fits at its exponent or at 0 */
        wide end;

        if (rate.exp > 0 || !wide_scale(100, (unsigned)-rate.exp, &end))
            return rate;
        rate.hi = end;
        rate.no_hi = false;
    }
    return rate;
}

static struct reach
product(struct span weight, struct span rate, bool cap)
{
    struct reach r = { 0 };
    int exp;

    if (cap)
        rate = capped(rate);
    exp = weight.exp + rate.exp;
    r.failed = span_is_open(weight) || weight.lo < 0;
    r.no_lo = rate.no_lo;
    r.no_hi = rate.no_hi;
    product_corner(&r, weight.lo, rate.lo, exp);
    product_corner(&r, weight.lo, rate.hi, exp);
    product_corner(&r, weight.hi, rate.lo, exp);
    product_corner(&r, weight.hi, rate.hi, exp);
    return r;
}

struct outcome
kind_product(struct quantity weight, struct quantity rate, bool cap,
             struct quantity score)
{
    struct reach reach = product(span_of(weight), span_of(rate), cap);
    struct reach point = product(span_point(weight), span_point(rate), cap);

    return judge(&reach, &point, score, STATED_ROUNDED);
}

/* weight * part / whole at a corner, weight if that is less. */
static void
share_corner(struct reach *r, struct frac weight, struct frac share, bool cap)
{
    bool ok = true;
    wide n;

    if (cap && frac_cmp(share, 1, 0, &ok) > 0)
        share = (struct frac){ 1, 1, 0 };
    if (!ok || !wide_mul(weight.num, share.num, &n))
        r->failed = true;
    else
        reach_add(r, n, share.den, weight.exp + share.exp);
}

static struct reach
product_ratio(struct span weight, struct span part, struct span whole,
              bool cap)
{
    struct reach r = { 0 };

    if (span_is_open(weight) || span_is_open(part) || span_is_open(whole) ||
        weight.lo < 0 || whole.lo <= 0) {
        r.failed = true;
        return r;
    }
    for (unsigned i = 0; i < 8; i++) {
        struct frac w = { i & 1 ? weight.hi : weight.lo, 1, weight.exp };
        struct frac share = { i & 2 ? part.hi : part.lo,
                              i & 4 ? whole.hi : whole.lo,
                              part.exp - whole.exp };

        share_corner(&r, w, share, cap);
    }
    return r;
}

struct outcome
kind_product_ratio(struct quantity weight, struct quantity part,
                   struct quantity whole, bool cap, struct quantity score)
{
    struct reach reach =
        product_ratio(span_of(weight), span_of(part), span_of(whole), cap);
    struct reach point = product_ratio(span_point(weight), span_point(part),
                                       span_point(whole), cap);

    return judge(&reach, &point, score, STATED_ROUNDED);
}
