/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

/* A value beyond this could not be doubled or added to. */
static bool
in_range(wide w)
{
    wide limit = wide_pow10(WIDE_MAX_POWER);

    return w <= limit && w >= -limit;
}

struct span
span_point(struct quantity q)
{
    return (struct span){ .lo = q.printed.coef,
                          .hi = q.printed.coef,
                          .exp = q.power - q.printed.scale };
}

/* In tenths of the last digit: half of it, or for a rounded-off value one
 * unit of the digit before the last one that is not zero. */
static wide
radius(struct quantity q)
{
    int64_t rest = q.printed.coef;
    wide r = 100;

    if (!q.approximate)
        return q.exact ? 0 : 5;
    while (rest != 0 && rest % 10 == 0) {
        rest /= 10;
        r *= 10;
    }
    return r;
}

struct span
span_of(struct quantity q)
{
    struct span s = span_point(q);
    wide r = radius(q);

    s.exp--;
    s.lo = s.lo * 10 - r;
    s.hi = s.hi * 10 + r;
    if (q.printed.coef > 0 && (s.lo < 0 || q.open < 0))
        s.lo = 0; /* nobody rounds an amount off to a negative one */
    else
        s.no_lo = q.open < 0;
    if (q.printed.coef < 0 && s.hi > 0)
        s.hi = 0;
    s.no_hi = q.open > 0;
    return s;
}

struct span
span_neg(struct span s)
{
    return (struct span){ .lo = -s.hi,
                          .hi = -s.lo,
                          .exp = s.exp,
                          .no_lo = s.no_hi,
                          .no_hi = s.no_lo };
}

bool
span_is_open(struct span s)
{
    return s.no_lo || s.no_hi;
}

/* The same at a smaller exponent. */
static bool
span_align(struct span *s, int exp)
{
    unsigned n = (unsigned)(s->exp - exp);

    s->exp = exp;
    return wide_scale(s->lo, n, &s->lo) && wide_scale(s->hi, n, &s->hi);
}

bool
span_add(struct span a, struct span b, struct span *out)
{
    int exp = a.exp < b.exp ? a.exp : b.exp;

    if (!span_align(&a, exp) || !span_align(&b, exp))
        return false;
    a.lo += b.lo;
    a.hi += b.hi;
    a.no_lo = a.no_lo || b.no_lo;
    a.no_hi = a.no_hi || b.no_hi;
    *out = a;
    return in_range(a.lo) && in_range(a.hi);
}
