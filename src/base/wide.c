/* SPDX-License-Identifier: MIT */
#include "base/wide.h"

#include <stdint.h>

const uint64_t wide_powers[20] = {
    UINT64_C(1),
    UINT64_C(10),
    UINT64_C(100),
    UINT64_C(1000),
    UINT64_C(10000),
    UINT64_C(100000),
    UINT64_C(1000000),
    UINT64_C(10000000),
    UINT64_C(100000000),
    UINT64_C(1000000000),
    UINT64_C(10000000000),
    UINT64_C(100000000000),
    UINT64_C(1000000000000),
    UINT64_C(10000000000000),
    UINT64_C(100000000000000),
    UINT64_C(1000000000000000),
    UINT64_C(10000000000000000),
    UINT64_C(100000000000000000),
    UINT64_C(1000000000000000000),
    UINT64_C(10000000000000000000),
};

wide
wide_pow10(unsigned n)
{
    return n < 20 ? (wide)wide_powers[n]
                  : (wide)wide_powers[19] * (wide)wide_powers[n - 19];
}

bool
wide_mul_far(wide a, wide b, wide *out)
{
    wide size_a = a < 0 ? -a : a;
    wide size_b = b < 0 ? -b : b;

    if (size_a != 0 && size_b > wide_pow10(WIDE_MAX_POWER) / size_a)
        return false;
    *out = a * b;
    return true;
}

bool
wide_scale_far(wide a, unsigned n, wide *out)
{
    if (a == 0) {
        *out = 0;
        return true;
    }
    return n <= WIDE_MAX_POWER && wide_mul(a, wide_pow10(n), out);
}

/* Of two that fit, the machine divides: the division of 128 bits is a call
 * that takes ten times as long. */
static wide
div_sizes(wide size, wide b, wide *rest)
{
    if (size <= INT64_MAX && b <= INT64_MAX) {
        *rest = (int64_t)size % (int64_t)b;
        return (int64_t)size / (int64_t)b;
    }
    *rest = size % b;
    return size / b;
}

wide
wide_div_round(wide a, wide b)
{
    wide rest, q = div_sizes(a < 0 ? -a : a, b, &rest);

    if (rest >= b - rest)
        q++;
    return a < 0 ? -q : q;
}

wide
wide_div_floor(wide a, wide b)
{
    wide q = a / b;

    return a % b < 0 ? q - 1 : q;
}

wide
wide_div_ceil(wide a, wide b)
{
    wide q = a / b;

    return a % b > 0 ? q + 1 : q;
}
