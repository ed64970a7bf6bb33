/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

/*
 * The coarser print is the stated term, for it may have been cut off.  Two
 * neighbouring values of the same precision touch in a single point, which
 * would have to be rounded up here and down there: that is a last digit off,
 * not agreement.
 */
struct outcome
kind_equal(struct quantity a, struct quantity b)
{
    bool swap = last_digit_exp(a) > last_digit_exp(b);
    struct quantity fine = swap ? b : a, coarse = swap ? a : b;
    bool same_unit = last_digit_exp(a) == last_digit_exp(b);
    struct outcome o = kind_sum(&fine, 1, coarse);
    bool plain = !a.approximate && !b.approximate && !a.open && !b.open;

    if (o.verdict == GJ_HOLDS && same_unit && plain &&
        a.printed.coef != b.printed.coef)
        o.verdict = GJ_LAST_DIGIT;
    else if (same_unit && plain && o.verdict != GJ_HOLDS)
        o.verdict = o.verdict == GJ_UNDECIDED ? GJ_UNDECIDED : GJ_VIOLATED;
    return o;
}
