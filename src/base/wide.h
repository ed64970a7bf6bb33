/* SPDX-License-Identifier: MIT */
/*
 * 128-bit integers for intermediate results, checked.
 *
 * Floor 0.  The compiler's own overflow builtins call a runtime function for
 * this type that not every toolchain links, so we compare by dividing.
 */
#ifndef GJ_BASE_WIDE_H
#define GJ_BASE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 wide;

/* 10^37; |results| stay at or below it, so that doubling one or adding two
 * of them needs no check. */
#define WIDE_MAX_POWER 37u

/* 10^n, n <= WIDE_MAX_POWER. */
wide wide_pow10(unsigned n);
bool wide_mul_far(wide a, wide b, wide *out); /* of wide_mul() */

/* False, and *out alone, if |a * b| is more than 10^37.  Nearly all factors
 * are below 2^61, and so the product below the limit. */
static inline bool
wide_mul(wide a, wide b, wide *out)
{
    const wide small = (wide)1 << 61;

    if (a > small || a < -small || b > small || b < -small)
        return wide_mul_far(a, b, out);
    *out = a * b;
    return true;
}

bool wide_scale_far(wide a, unsigned n, wide *out); /* of wide_scale() */
extern const uint64_t wide_powers[20];              /* 10^i */

/* a * 10^n under the same condition. */
static inline bool
wide_scale(wide a, unsigned n, wide *out)
{
    const wide small = (wide)1 << 61;

    if (n > 18 || a > small || a < -small)
        return wide_scale_far(a, n, out);
    *out = a * (wide)wide_powers[n];
    return true;
}
/* a / b rounded half up (away from zero), towards zero, down and up; b > 0. */
wide wide_div_round(wide a, wide b);
wide wide_div_floor(wide a, wide b);
wide wide_div_ceil(wide a, wide b);

#endif
