/* SPDX-License-Identifier: MIT */
/*
 * The flow with one private-use character for each figure.
 */
#include <string.h>

#include "figure/scan.h"

static size_t
tokens_size(const struct scan *scan)
{
    size_t n = scan->s.len;

    for (size_t i = 0; i < scan->n; i++)
        n = n - (scan->items[i].end - scan->items[i].begin) + 3;
    return n;
}

struct writer {
    char *tokens;
    uint32_t *flow_of;
    size_t n;
};

static void
copy(struct writer *w, const char *flow, size_t from, size_t to)
{
    memcpy(w->tokens + w->n, flow + from, to - from);
    for (size_t i = from; i < to; i++)
        w->flow_of[w->n++] = (uint32_t)i;
}

bool
tokens_build(struct scan *scan, struct figures *out)
{
    size_t n = tokens_size(scan), p = 0;
    struct writer w = { 0 };
    uint32_t *off = arena_array(scan->arena, scan->n + 1, sizeof(*off));

    w.tokens = arena_alloc(scan->arena, n + 1);
    w.flow_of = arena_array(scan->arena, n + 1, sizeof(*w.flow_of));
    if (!w.tokens || !w.flow_of || !off)
        return false;
    for (size_t i = 0; i < scan->n; i++) {
        const struct figure *f = &scan->items[i];
        copy(&w, scan->s.ptr, p, f->begin);
        off[i] = (uint32_t)w.n;
        utf8_put(0xE000 + (uint32_t)f->kind, w.tokens + w.n);
        for (int k = 0; k < 3; k++)
            w.flow_of[w.n++] = f->begin;
        p = f->end;
    }
    copy(&w, scan->s.ptr, p, scan->s.len);
    w.flow_of[w.n] = (uint32_t)scan->s.len;
    *out = (struct figures){ .items = scan->items,
                             .n = scan->n,
                             .tokens = w.tokens,
                             .tokens_len = w.n,
                             .token_off = off,
                             .flow_of = w.flow_of };
    return true;
}
