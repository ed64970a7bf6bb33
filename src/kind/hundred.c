/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

/* 100 at the precision of the coarsest share. */
static bool
hundred_like(struct quantity coarsest, struct quantity *total)
{
    struct dec d;

    if (!dec_shift((struct dec){ 100, 0 }, -coarsest.power, &d))
        return false;
    while (d.scale < coarsest.printed.scale) {
        d.coef *= 10;
        d.scale++;
    }
    *total = (struct quantity){ .printed = d,
                                .power = coarsest.power,
                                .exact = true };
    return true;
}

static bool
shares_total(const struct quantity *shares, size_t n, struct span *all,
             struct span *printed)
{
    *all = *printed = (struct span){ 0 };
    for (size_t i = 0; i < n; i++)
        if (!span_add(*all, span_of(shares[i]), all) ||
            !span_add(*printed, span_point(shares[i]), printed))
            return false;
    return true;
}

/* Shares that had to close may be one unit of their last digit off what their
 * own rounding explains; weights, which are exact, may not. */
struct outcome
kind_hundred(const struct quantity *shares, size_t n)
{
    struct quantity total, coarsest = { .power = -2 * DEC_MAX_SCALE };
    struct span all, printed;
    struct reach reach, point;
    struct outcome o;
    bool ok = true, exact = true;

    for (size_t i = 0; i < n; i++) {
        exact = exact && shares[i].exact;
        if (last_digit_exp(shares[i]) > last_digit_exp(coarsest))
            coarsest = shares[i];
    }
    if (n == 0 || !hundred_like(coarsest, &total) ||
        !shares_total(shares, n, &all, &printed))
        return outcome_undecided();
    reach = reach_of(all);
    point = reach_of(printed);
    o = judge(&reach, &point, total, STATED_EXACT);
    if (o.verdict == GJ_VIOLATED && !exact &&
        reach_above(&reach, total.printed.coef - 1, last_digit_exp(total),
                    false, &ok) &&
        reach_below(&reach, total.printed.coef + 1, last_digit_exp(total),
                    false, &ok) &&
        ok)
        o.verdict = GJ_LAST_DIGIT;
    return o;
}
