/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

/* Digits without trailing zeros, and the power of ten of the last one. */
static int64_t
significant(struct quantity q, int *exp, unsigned *digits)
{
    int64_t coef = q.printed.coef;

    *exp = last_digit_exp(q);
    while (coef != 0 && coef % 10 == 0) {
        coef /= 10;
        ++*exp;
    }
    *digits = 0;
    for (int64_t rest = coef; rest != 0; rest /= 10)
        ++*digits;
    return coef;
}

bool
kind_same_digits(struct quantity a, struct quantity b, unsigned min_digits,
                 int *power)
{
    int exp_a, exp_b;
    unsigned digits_a, digits_b;
    int64_t coef_a = significant(a, &exp_a, &digits_a);
    int64_t coef_b = significant(b, &exp_b, &digits_b);

    if (coef_a != coef_b || coef_a == 0 || digits_a < min_digits ||
        exp_a == exp_b)
        return false;
    *power = exp_a - exp_b;
    return true;
}
