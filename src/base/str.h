/* SPDX-License-Identifier: MIT */
/*
 * Views: a pointer and a length.  They borrow; never NUL-terminated unless a
 * function says so.
 *
 * Floor 0.
 */
#ifndef GJ_BASE_STR_H
#define GJ_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

struct str {
    const char *ptr;
    size_t len;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_NONE     ((struct str){ NULL, 0 })

/* The first ones are called for every few bytes of a document: inline. */

/* NULL gives an empty view. */
static inline struct str
str_of(const char *cstring)
{
    return (struct str){ cstring, cstring ? strlen(cstring) : 0 };
}

/* Clamped to s. */
static inline struct str
str_sub(struct str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    /* NULL + 0 is undefined. */
    return (struct str){ from ? s.ptr + from : s.ptr, to - from };
}

/* Most bytes that are compared differ at once: no call for those. */
static inline bool
str_same(const char *a, const char *b, size_t len)
{
    return len == 0 || (a[0] == b[0] && a[len - 1] == b[len - 1] &&
                        memcmp(a, b, len) == 0);
}

static inline bool
str_eq(struct str a, struct str b)
{
    return a.len == b.len && str_same(a.ptr, b.ptr, a.len);
}

static inline bool
str_eqc(struct str a, const char *cstring)
{
    return str_eq(a, str_of(cstring));
}

static inline bool
str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_same(s.ptr, prefix.ptr, prefix.len);
}

static inline bool
str_ends(struct str s, struct str suffix)
{
    return suffix.len == 0 ||
           (s.len >= suffix.len &&
            str_same(s.ptr + (s.len - suffix.len), suffix.ptr, suffix.len));
}

int str_cmp(struct str a, struct str b); /* bytewise */
/* Byte offset of the first needle at or after from, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
struct str str_trim(struct str s); /* ASCII blanks and tabs, both ends */
/* NUL-terminated copy, or NULL when the arena is exhausted. */
char *str_dup(struct arena *arena, struct str s);
uint64_t str_hash(struct str s);

#endif
