/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include <string.h>

/* Bytes of the sequence at p if it is valid and ends before end, else 0.
 * The bounds on the second byte shut out overlong forms, surrogates and what
 * lies beyond U+10FFFF. */
static size_t
sequence(const unsigned char *p, const unsigned char *end)
{
    size_t width = p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    unsigned char low = 0x80, high = 0xBF;

    if (p[0] < 0x80)
        return 1;
    if (width == 0 || p[0] > 0xF4 || (size_t)(end - p) < width)
        return 0;
    if (p[0] == 0xE0)
        low = 0xA0;
    else if (p[0] == 0xED)
        high = 0x9F;
    else if (p[0] == 0xF0)
        low = 0x90;
    else if (p[0] == 0xF4)
        high = 0x8F;
    if (p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < width; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return width;
}

size_t
utf8_check(const char *bytes, size_t len)
{
    const unsigned char *start = (const unsigned char *)bytes;
    const unsigned char *p = start, *end = start + len;

    while (p < end) {
        uint64_t eight;
        size_t width;

        while (end - p >= 8) { /* most machine text is ASCII in stretches */
            memcpy(&eight, p, sizeof(eight));
            if (eight & UINT64_C(0x8080808080808080))
                break;
            p += 8;
        }
        /* Three bytes whose lead needs no look at the second one's bounds. */
        while (end - p >= 4 && p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED &&
               (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80)
            p += 3;
        if (p == end)
            break;
        width = sequence(p, end);
        if (width == 0)
            return (size_t)(p - start);
        p += width;
    }
    return len;
}

size_t
utf8_put(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}
