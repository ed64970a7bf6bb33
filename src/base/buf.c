/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define BUF_START 64
#define VEC_START 16

void
buf_init(struct buf *b, struct arena *arena)
{
    *b = (struct buf){ .arena = arena };
}

/* Room for more bytes and the NUL behind them. */
static bool
buf_reserve(struct buf *b, size_t more)
{
    size_t cap = b->cap ? b->cap : BUF_START;
    char *ptr;

    if (b->failed)
        return false;
    if (more < b->cap - b->len)
        return true;
    if (more > SIZE_MAX / 4 || b->len > SIZE_MAX / 4) {
        b->failed = true;
        return false;
    }
    while (cap <= b->len + more)
        cap *= 2;
    ptr = arena_alloc(b->arena, cap);
    if (!ptr) {
        b->failed = true;
        return false;
    }
    if (b->len)
        memcpy(ptr, b->ptr, b->len);
    b->ptr = ptr;
    b->cap = cap;
    return true;
}

void
buf_put(struct buf *b, const char *bytes, size_t len)
{
    if (len == 0 || !buf_reserve(b, len))
        return;
    memcpy(b->ptr + b->len, bytes, len);
    b->len += len;
    b->ptr[b->len] = '\0';
}

void
buf_str(struct buf *b, struct str s)
{
    buf_put(b, s.ptr, s.len);
}

void
buf_puts(struct buf *b, const char *cstring)
{
    buf_str(b, str_of(cstring));
}

void
buf_char(struct buf *b, char c)
{
    buf_put(b, &c, 1);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap, again;
    int len;

    va_start(ap, fmt);
    va_copy(again, ap);
    len = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (len < 0)
        b->failed = true;
    else if (buf_reserve(b, (size_t)len)) {
        vsnprintf(b->ptr + b->len, (size_t)len + 1, fmt, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

const char *
buf_cstr(struct buf *b)
{
    return b->failed || !b->ptr ? "" : b->ptr;
}

void *
vec_guess(struct arena *arena, size_t n, size_t *cap, size_t size)
{
    *cap = n + VEC_START;
    return arena_array(arena, *cap, size);
}

void *
vec_grow(struct arena *arena, void *items, size_t n, size_t *cap, size_t size)
{
    size_t more = *cap ? *cap : VEC_START;
    void *moved;

    if (items && n < *cap)
        return items;
    while (more <= n) {
        if (more > SIZE_MAX / 2)
            return NULL;
        more *= 2;
    }
    moved = arena_array(arena, more, size);
    if (!moved)
        return NULL;
    if (items && n)
        memcpy(moved, items, n * size);
    *cap = more;
    return moved;
}
