/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <string.h>

int
str_cmp(struct str a, struct str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

size_t
str_find(struct str s, struct str needle, size_t from)
{
    /* The third byte of a Han character says more than the first, which is one
     * of six. */
    size_t last, key = needle.len > 2 ? 2 : 0;

    if (from > s.len || needle.len > s.len - from)
        return SIZE_MAX;
    if (needle.len == 0)
        return from;
    last = s.len - needle.len;
    while (from <= last) {
        const char *hit =
            memchr(s.ptr + from + key, needle.ptr[key], last - from + 1);

        if (!hit)
            return SIZE_MAX;
        from = (size_t)(hit - s.ptr) - key;
        if (str_same(hit - key, needle.ptr, needle.len))
            return from;
        from++;
    }
    return SIZE_MAX;
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
