/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

/* Is part the n-th of total, rounded up or down in its last digit? */
static bool
is_nth(struct quantity part, struct quantity total, size_t n, bool *ok)
{
    struct frac nth = { total.printed.coef, (wide)n, last_digit_exp(total) };
    wide v = part.printed.coef;
    int exp = last_digit_exp(part);

    return frac_cmp(nth, v - 1, exp, ok) > 0 &&
           frac_cmp(nth, v + 1, exp, ok) < 0;
}

struct outcome
kind_equal_split(const struct quantity *parts, size_t n, struct quantity total)
{
    struct span sum = { 0 };
    struct outcome o = outcome_undecided();
    struct reach reach;
    bool ok = true, close = true;

    if (n == 0)
        return o;
    for (size_t i = 0; i < n; i++) {
        if (!span_add(sum, span_point(parts[i]), &sum))
            return o;
        close = is_nth(parts[i], total, n, &ok) && close;
    }
    reach = reach_of(sum);
    total.exact = true;
    o = judge(&reach, &reach, total, STATED_EXACT);
    if (!ok)
        o.verdict = GJ_UNDECIDED;
    else if (!close)
        o.verdict = GJ_VIOLATED;
    else if (o.verdict == GJ_VIOLATED)
        o.verdict = GJ_LAST_DIGIT; /* rounded alike, but not closed */
    return o;
}
