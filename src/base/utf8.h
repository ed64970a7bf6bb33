/* SPDX-License-Identifier: MIT */
/*
 * UTF-8, one code point at a time.
 *
 * Floor 0.
 */
#ifndef GJ_BASE_UTF8_H
#define GJ_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Offset of the first byte that is not part of valid UTF-8, or len. */
size_t utf8_check(const char *bytes, size_t len);

/* Decode one code point of VALID text at p (at least one byte); *width is its
 * number of bytes. */
static inline uint32_t
utf8_get(const char *p, size_t *width)
{
    const unsigned char *u = (const unsigned char *)p;

    if (u[0] < 0x80) {
        *width = 1;
        return u[0];
    }
    if (u[0] < 0xE0) {
        *width = 2;
        return (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
    }
    if (u[0] < 0xF0) {
        *width = 3;
        return (u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
    }
    *width = 4;
    return (u[0] & 0x07u) << 18 | (u[1] & 0x3Fu) << 12 | (u[2] & 0x3Fu) << 6 |
           (u[3] & 0x3Fu);
}

/* Encode into out[4]; returns the number of bytes. */
size_t utf8_put(uint32_t cp, char out[4]);

/* Start of the code point before offset i > 0 of valid text. */
static inline size_t
utf8_back(const char *bytes, size_t i)
{
    do
        i--;
    while (i > 0 && ((unsigned char)bytes[i] & 0xC0) == 0x80);
    return i;
}

/* Is it a Han character (unified, extension A, compatibility, 〇)? */
static inline int
utf8_is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) ||
           (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x20000 && cp <= 0x323AF) || cp == 0x3007;
}

#endif
