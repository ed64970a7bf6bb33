/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

struct reach
reach_quotient(struct span part, struct span whole)
{
    struct reach r = { .no_lo = part.no_lo, .no_hi = part.no_hi };
    int exp = part.exp - whole.exp + 2;

    if (whole.hi <= 0 && !whole.no_hi) {
        part = span_neg(part);
        whole = span_neg(whole);
        r.no_lo = part.no_lo;
        r.no_hi = part.no_hi;
    }
    if (whole.lo < 0 || whole.no_lo || (whole.lo == 0 && whole.hi == 0)) {
        r.failed = true;
        return r;
    }
    /* of a positive part the least first and the greatest last: they are
     * asked for from there */
    if (whole.no_hi)
        reach_add(&r, 0, 1, 0);
    else
        reach_add(&r, part.lo, whole.hi, exp);
    if (whole.lo > 0)
        reach_add(&r, part.lo, whole.lo, exp);
    if (!whole.no_hi)
        reach_add(&r, part.hi, whole.hi, exp);
    if (whole.lo > 0) {
        reach_add(&r, part.hi, whole.lo, exp);
    } else {
        r.no_hi = r.no_hi || part.hi > 0;
        r.no_lo = r.no_lo || part.lo < 0;
    }
    return r;
}

struct outcome
kind_ratio(struct quantity part, struct quantity whole, struct quantity rate)
{
    struct reach reach = reach_quotient(span_of(part), span_of(whole));
    struct reach point = reach_quotient(span_point(part), span_point(whole));

    if (whole.printed.coef == 0)
        return outcome_undecided();
    return judge(&reach, &point, rate, STATED_ROUNDED);
}
