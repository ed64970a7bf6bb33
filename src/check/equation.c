/* SPDX-License-Identifier: MIT */
/*
 * Equations by shape: one place that knows which kind evaluates which, and
 * how to turn it around.
 */
#include "check/check.h"

struct outcome
equation_evaluate(enum shape shape, const struct quantity *t, size_t n)
{
    switch (shape) {
    case SHAPE_RATIO:
        return kind_ratio(t[1], t[2], t[0]);
    case SHAPE_GROWTH_TO:
        return kind_growth_to(t[1], t[2], t[0]);
    case SHAPE_GROWTH_FROM:
        return kind_growth_from(t[1], t[2], t[0]);
    case SHAPE_GROWTH_OF:
        return kind_growth_of(t[1], t[2], t[0]);
    case SHAPE_SUM:
        return kind_sum(t + 1, n - 1, t[0]);
    case SHAPE_DIFFERENCE:
        return kind_difference(t[1], t[2], t[0]);
    case SHAPE_PRODUCT:
        return kind_product(t[1], t[2], true, t[0]);
    case SHAPE_PRODUCT_RATIO:
        return kind_product_ratio(t[1], t[2], t[3], true, t[0]);
    case SHAPE_EQUAL:
        return kind_equal(t[0], t[1]);
    case SHAPE_BOUND:
        return kind_order(t[0], t[1]);
    case SHAPE_NONE:
        break;
    }
    return (struct outcome){ .verdict = GJ_UNDECIDED };
}

/* A quantity in base units, exactly. */
static bool
base_value(struct quantity q, struct dec *out)
{
    return dec_shift(q.printed, q.power, out);
}

/* Base units back into the unit and precision of a term. */
static bool
in_unit_of(struct dec base, struct quantity like, struct dec *out)
{
    struct dec d;

    if (!dec_shift(base, -like.power, &d))
        return false;
    *out = dec_round(d, like.printed.scale);
    if (out->scale < like.printed.scale) { /* keep the printed places */
        struct dec zero = { 0, like.printed.scale };

        return dec_add(*out, zero, out);
    }
    return true;
}

/* total minus all addends but one, or the sum of all. */
static bool
solve_sum(const struct quantity *t, size_t n, size_t which, struct dec *out)
{
    struct dec sum = { 0 }, v;

    for (size_t i = 1; i < n; i++) {
        if (i == which)
            continue;
        if (!base_value(t[i], &v) || !dec_add(sum, v, &sum))
            return false;
    }
    if (which && (!base_value(t[0], &v) || !dec_sub(v, sum, &sum)))
        return false;
    *out = sum;
    return true;
}

/* rate% = part / whole, each from the others. */
static bool
solve_ratio(struct dec rate, struct dec part, struct dec whole, size_t which,
            unsigned scale, struct dec *out)
{
    if (which == 0)
        return dec_div(part, whole, 2, scale, out);
    if (which == 1)
        return dec_mul(rate, whole, out) && dec_shift(*out, -2, out);
    return !dec_is_zero(rate) && dec_div(part, rate, 2, scale, out);
}

static bool
solve_growth(enum shape shape, const struct dec *v, size_t which,
             unsigned scale, struct dec *out)
{
    struct dec previous;

    if (shape == SHAPE_GROWTH_FROM)
        return solve_ratio(v[0], v[1], v[2], which, scale, out);
    if (shape == SHAPE_GROWTH_OF) {
        struct dec change;

        if (which == 2)
            return false;
        if (which == 0)
            return dec_sub(v[1], v[2], &change) &&
                   dec_div(change, v[2], 2, scale, out);
        return dec_mul(v[0], v[2], &change) &&
               dec_shift(change, -2, &change) && dec_add(v[2], change, out);
    }
    if (which == 0)
        return dec_sub(v[2], v[1], &previous) && !dec_is_zero(previous) &&
               dec_div(v[1], previous, 2, scale, out);
    if (which == 1) { /* change = current * rate / (100 + rate) */
        struct dec whole, hundred = { 100, 0 };

        return dec_add(hundred, v[0], &whole) && !dec_is_zero(whole) &&
               dec_mul(v[2], v[0], &previous) &&
               dec_div(previous, whole, 0, scale, out);
    }
    return !dec_is_zero(v[0]) && dec_div(v[1], v[0], 2, scale, &previous) &&
           dec_add(previous, v[1], out);
}

static bool
solve_product(enum shape shape, const struct dec *v, size_t which,
              unsigned scale, struct dec *out)
{
    struct dec rate;

    if (shape == SHAPE_PRODUCT) {
        if (which == 0)
            return dec_mul(v[1], v[2], out) && dec_shift(*out, -2, out);
        return dec_div(v[0], v[3 - which], 2, scale, out);
    }
    if (which != 0 || !dec_div(v[2], v[3], 0, 8, &rate))
        return false;
    return dec_mul(v[1], rate, out);
}

static bool
solve_difference(const struct dec *v, size_t which, struct dec *out)
{
    if (which == 1)
        return dec_add(v[0], v[2], out);
    return dec_sub(v[1], v[which ? 0 : 2], out);
}

bool
equation_solve(enum shape shape, const struct quantity *t, size_t n,
               size_t which, struct dec *out)
{
    struct dec v[4] = { { 0, 0 } }, base;
    unsigned scale = 6;
    bool ok = false;

    if (shape == SHAPE_SUM)
        return solve_sum(t, n, which, &base) &&
               in_unit_of(base, t[which], out);
    if (shape == SHAPE_EQUAL)
        return base_value(t[which ? 0 : 1], &base) &&
               in_unit_of(base, t[which], out);
    for (size_t i = 0; i < n && i < 4; i++)
        if (!base_value(t[i], &v[i]))
            return false;
    switch (shape) {
    case SHAPE_RATIO:
        ok = n == 3 && solve_ratio(v[0], v[1], v[2], which, scale, &base);
        break;
    case SHAPE_GROWTH_TO:
    case SHAPE_GROWTH_FROM:
    case SHAPE_GROWTH_OF:
        ok = n == 3 && solve_growth(shape, v, which, scale, &base);
        break;
    case SHAPE_DIFFERENCE:
        ok = n == 3 && solve_difference(v, which, &base);
        break;
    case SHAPE_PRODUCT:
    case SHAPE_PRODUCT_RATIO:
        ok = n >= 3 && solve_product(shape, v, which, scale, &base);
        break;
    case SHAPE_SUM:
    case SHAPE_EQUAL:
    case SHAPE_BOUND:
    case SHAPE_NONE:
        break;
    }
    return ok && in_unit_of(base, t[which], out);
}
