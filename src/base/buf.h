/* SPDX-License-Identifier: MIT */
/*
 * Growing bytes and growing arrays in an arena.  The first failure sticks, so
 * that writers check once, at the end.
 *
 * Floor 0.
 */
#ifndef GJ_BASE_BUF_H
#define GJ_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct buf {
    struct arena *arena;
    char *ptr;
    size_t len, cap;
    bool failed; /* out of memory or limit */
};

void buf_init(struct buf *b, struct arena *arena);
void buf_put(struct buf *b, const char *bytes, size_t len);
void buf_str(struct buf *b, struct str s);
void buf_puts(struct buf *b, const char *cstring);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* NUL-terminated; "" if it failed. The buffer may go on growing. */
const char *buf_cstr(struct buf *b);

/* Room for one more element: returns the (possibly moved) array of at least
 * n + 1 elements, or NULL.  *cap is the number of elements it holds now.
 *     items = vec_grow(arena, items, n, &cap, sizeof(*items)); */
void *vec_grow(struct arena *arena, void *items, size_t n, size_t *cap,
               size_t size);
/* A first array for about n elements, so that it need not grow.  What it grows
 * out of stays in the arena.  NULL: out of memory. */
void *vec_guess(struct arena *arena, size_t n, size_t *cap, size_t size);

#endif
