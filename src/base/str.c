/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <string.h>

struct str
str_of(const char *cstring)
{
    return (struct str){ cstring, cstring ? strlen(cstring) : 0 };
}

bool
str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool
str_eqc(struct str a, const char *cstring)
{
    return str_eq(a, str_of(cstring));
}

int
str_cmp(struct str a, struct str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool
str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool
str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len &&
           str_eq(str_sub(s, s.len - suffix.len, s.len), suffix);
}

size_t
str_find(struct str s, struct str needle, size_t from)
{
    size_t last;

    if (from > s.len || needle.len > s.len - from)
        return SIZE_MAX;
    if (needle.len == 0)
        return from;
    last = s.len - needle.len;
    while (from <= last) {
        const char *hit = memchr(s.ptr + from, needle.ptr[0], last - from + 1);

        if (!hit)
            return SIZE_MAX;
        if (memcmp(hit, needle.ptr, needle.len) == 0)
            return (size_t)(hit - s.ptr);
        from = (size_t)(hit - s.ptr) + 1;
    }
    return SIZE_MAX;
}

struct str
str_sub(struct str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    /* NULL + 0 is undefined. */
    return (struct str){ from ? s.ptr + from : s.ptr, to - from };
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

struct str
str_trim(struct str s)
{
    while (s.len && is_blank(s.ptr[s.len - 1]))
        s.len--;
    while (s.len && is_blank(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    return s;
}

char *
str_dup(struct arena *arena, struct str s)
{
    char *copy = s.len < SIZE_MAX ? arena_alloc(arena, s.len + 1) : NULL;

    if (copy && s.len)
        memcpy(copy, s.ptr, s.len);
    return copy; /* the arena hands out zeroed memory: NUL included */
}

/* FNV-1a: short words, no attacker gains anything from a collision. */
uint64_t
str_hash(struct str s)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < s.len; i++) {
        hash ^= (unsigned char)s.ptr[i];
        hash *= UINT64_C(0x100000001b3);
    }
    return hash;
}
