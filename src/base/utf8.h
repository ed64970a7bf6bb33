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
uint32_t utf8_get(const char *p, size_t *width);

/* Encode into out[4]; returns the number of bytes. */
size_t utf8_put(uint32_t cp, char out[4]);

/* Start of the code point before offset i > 0 of valid text. */
size_t utf8_back(const char *bytes, size_t i);

/* Is it a Han character (unified, extension A, compatibility, 〇)? */
int utf8_is_han(uint32_t cp);

#endif
