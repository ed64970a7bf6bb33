/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "layout/layout_int.h"

enum gj_status
layout_build(struct arena *arena, const struct text *text,
             const struct layout_words *words, struct layout *out,
             struct gj_error *err)
{
    struct layout_work w = {
        .arena = arena, .text = text, .words = words, .out = out
    };

    *out = (struct layout){ 0 };
    if (text->len >= UINT32_MAX)
        return limit_reached(arena, LIMIT_IS_DOCUMENT, err);
    for (size_t rank = 0; rank < 8; rank++)
        w.stack[rank] = LAYOUT_NONE;
    w.failed = !words_index(&w) || !lines_split(&w);
    if (!w.failed) {
        furniture_mark(&w);
        lines_classify(&w);
        regions_write(&w);
    }
    flow_byte(&w, '\0', (uint32_t)text->len); /* and src[len] */
    if (out->ncells > LIMIT_CELLS)
        return limit_reached(arena, LIMIT_IS_CELLS, err);
    if (w.failed)
        return err_memory(err, arena);
    out->len--;
    out->flow = w.flow;
    out->src = w.src;
    return GJ_OK;
}

uint32_t
layout_block_at(const struct layout *layout, uint32_t off)
{
    size_t low = 0, high = layout->nblocks;

    /* the last block that begins at or before off and is not empty */
    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (layout->blocks[mid].end <= off)
            low = mid + 1;
        else
            high = mid;
    }
    return low < layout->nblocks ? (uint32_t)low : LAYOUT_NONE;
}

uint32_t
layout_cell_at(const struct layout *layout, uint32_t off)
{
    size_t low = 0, high = layout->ncells;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (layout->cells[mid].end <= off)
            low = mid + 1;
        else
            high = mid;
    }
    if (low >= layout->ncells || layout->cells[low].begin > off)
        return LAYOUT_NONE;
    return (uint32_t)low;
}
