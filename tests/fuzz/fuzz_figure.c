/* SPDX-License-Identifier: MIT */
/* Any text through layout and figures: spans in order, inside the flow, on
 * character borders; the token text and its maps agree. */
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "figure/figure.h"
#include "fuzz/reports.h"
#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_figure(const struct layout *layout, const struct figures *figures,
             uint32_t i)
{
    const struct figure *f = &figures->items[i];
    uint32_t off = figures->token_off[i];
    size_t w;

    assert(f->begin <= f->digits_begin && f->digits_begin < f->digits_end);
    assert(f->digits_end <= f->end && f->end <= layout->len);
    assert(i == 0 || figures->items[i - 1].end <= f->begin);
    assert(((unsigned char)layout->flow[f->begin] & 0xC0) != 0x80);
    assert(((unsigned char)layout->flow[f->end] & 0xC0) != 0x80);
    for (uint32_t p = f->begin; p < f->end; p++)
        assert((unsigned char)layout->flow[p] >= ' ');
    assert(f->src_from < f->src_to);
    assert(utf8_get(figures->tokens + off, &w) == 0xE000 + (uint32_t)f->kind);
    assert(figures->flow_of[off] == f->begin);
    assert(figures_at_token(figures, off) == i);
    assert(figures_token_of(figures, f->begin) == off);
    assert(figures_from(figures, f->begin) == i);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct gj_rules *rules = rules_once();
    struct str in = { (const char *)data, size };
    struct arena arena;
    struct text text;
    struct layout layout;
    struct figures figures;

    arena_init(&arena, (size_t)256 << 20);
    if (text_normalize(&arena, in, &rules->folds, &text, NULL) == GJ_OK &&
        layout_build(&arena, &text, &rules->layout, &layout, NULL) == GJ_OK &&
        figures_scan(&arena, &layout, &rules->lexicon, &figures, NULL) ==
            GJ_OK) {
        for (uint32_t i = 0; i < figures.n; i++)
            check_figure(&layout, &figures, i);
        for (size_t i = 0; i < figures.tokens_len; i++)
            assert(figures.flow_of[i] <= figures.flow_of[i + 1]);
    }
    arena_release(&arena);
    return 0;
}
