/* SPDX-License-Identifier: MIT */
#include "base/wide.h"

wide
wide_pow10(unsigned n)
{
    wide r = 1;

    while (n--)
        r *= 10;
    return r;
}

bool
wide_mul(wide a, wide b, wide *out)
{
    wide limit = wide_pow10(WIDE_MAX_POWER);
    wide size_a = a < 0 ? -a : a;
    wide size_b = b < 0 ? -b : b;

    if (size_a && size_b > limit / size_a)
        return false;
    *out = a * b;
    return true;
}

bool
wide_scale(wide a, unsigned n, wide *out)
{
    if (a == 0) {
        *out = 0;
        return true;
    }
    return n <= WIDE_MAX_POWER && wide_mul(a, wide_pow10(n), out);
}

wide
wide_div_round(wide a, wide b)
{
    wide size = a < 0 ? -a : a;
    wide rest = size % b;
    wide q = size / b;

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
