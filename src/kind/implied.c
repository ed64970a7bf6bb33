/* SPDX-License-Identifier: MIT */
/*
 * The previous values that amounts and their growth rates imply.
 */
#include "kind/kind_int.h"

#define GUARD 6 /* decimals kept beyond the printed ones */

/* Ten times the last digit is the unit of spans: one digit and no half, for
 * a rate may be cut off as well as rounded. */
static struct span
rate_span(struct quantity rate, bool point)
{
    struct span s = point ? span_point(rate) : span_of(rate);

    if (!point && !rate.approximate && !rate.exact) {
        s.lo -= 5;
        s.hi += 5;
    }
    return s;
}

/* amount * 100 / (100 + rate) times 10^GUARD, rounded outwards. */
static bool
divide(wide amount, wide rate, int rate_exp, bool up, wide *out)
{
    wide hundred, num;
    unsigned places = rate_exp < 0 ? (unsigned)-rate_exp : 0;

    if (places > WIDE_MAX_POWER - 2 ||
        (rate_exp > 0 && !wide_scale(rate, (unsigned)rate_exp, &rate)))
        return false;
    hundred = wide_pow10(places + 2);
    if (hundred + rate <= 0 || !wide_mul(amount, hundred, &num) ||
        !wide_scale(num, GUARD, &num))
        return false;
    *out = up ? wide_div_ceil(num, hundred + rate)
              : wide_div_floor(num, hundred + rate);
    return true;
}

static bool
previous_of(struct quantity amount, struct quantity rate, bool point,
            struct span *out)
{
    struct span a = point ? span_point(amount) : span_of(amount);
    struct span r = rate_span(rate, point);

    *out = (struct span){ .exp = a.exp - GUARD };
    if (a.lo < 0) /* of 0.00: nothing is spent less than nothing */
        a.lo = 0;
    return !span_is_open(a) && !span_is_open(r) && amount.printed.coef >= 0 &&
           divide(a.lo, r.hi, r.exp, false, &out->lo) &&
           divide(a.hi, r.lo, r.exp, true, &out->hi);
}

static bool
previous_total(const struct quantity *amounts, const struct quantity *rates,
               size_t n, bool point, struct span *out)
{
    *out = (struct span){ 0 };
    for (size_t i = 0; i < n; i++) {
        struct span s;

        if (!previous_of(amounts[i], rates[i], point, &s) ||
            !span_add(*out, s, out))
            return false;
    }
    return true;
}

/* What overflows stays as it is: a bound that is out of the range. */
static void
add(struct dec *d, int64_t n)
{
    struct dec sum;

    if (dec_add(*d, (struct dec){ n, 0 }, &sum))
        *d = sum;
}

struct outcome
kind_implied(const struct quantity *amounts, const struct quantity *rates,
             size_t n, struct quantity total, struct quantity rate)
{
    struct span previous, printed;
    struct reach reach, point;
    struct outcome o;

    if (!previous_total(amounts, rates, n, false, &previous) ||
        !previous_total(amounts, rates, n, true, &printed))
        return outcome_undecided();
    add(&rate.printed, 100); /* current / previous is so much more */
    reach = reach_quotient(span_of(total), previous);
    point = reach_quotient(span_point(total), printed);
    o = judge(&reach, &point, rate, STATED_ROUNDED);
    add(&o.computed, -100);
    add(&o.exact_computed, -100);
    return o;
}
