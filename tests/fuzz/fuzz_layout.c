/* SPDX-License-Identifier: MIT */
/* Any text through normalization and layout: blocks, rows and cells lie in
 * order inside the flow, borders stand where they should and nowhere else. */
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "fuzz/reports.h"
#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_flow(const struct layout *l, const struct text *text)
{
    assert(utf8_check(l->flow, l->len) == l->len);
    for (size_t i = 0; i < l->len; i++) {
        unsigned char c = (unsigned char)l->flow[i];

        assert(c >= ' ' || c == '\n' || c == FLOW_CELL || c == FLOW_ROW);
        assert(l->src[i] <= text->source.ncps);
    }
    assert(l->src[l->len] <= text->source.ncps);
}

static void
check_row(const struct layout *l, uint32_t r)
{
    const struct row *row = &l->rows[r];

    assert(row->block < l->nblocks);
    assert(l->blocks[row->block].kind == BLOCK_TABLE);
    assert(row->first_cell <= l->ncells &&
           row->ncells <= l->ncells - row->first_cell);
    for (uint32_t c = row->first_cell; c < row->first_cell + row->ncells;
         c++) {
        const struct cell *cell = &l->cells[c];

        assert(cell->row == r && cell->begin <= cell->end);
        assert(cell->begin >= l->blocks[row->block].begin);
        assert(cell->end <= l->blocks[row->block].end);
        for (uint32_t i = cell->begin; i < cell->end; i++)
            assert((unsigned char)l->flow[i] >= ' ');
        if (cell->begin < cell->end)
            assert(layout_cell_at(l, cell->begin) == c);
    }
}

static void
check_block(const struct layout *l, uint32_t b)
{
    const struct block *block = &l->blocks[b];

    assert(block->begin <= block->end && block->end <= l->len);
    assert(b == 0 || l->blocks[b - 1].end <= block->begin);
    assert(block->begin <= block->mark_end && block->mark_end <= block->end);
    assert(block->section == LAYOUT_NONE || block->section < b ||
           (block->section == b && block->kind == BLOCK_HEADING));
    if (block->begin < block->end)
        assert(layout_block_at(l, block->begin) == b);
    if (block->kind == BLOCK_TABLE)
        for (uint32_t r = 0; r < block->nrows; r++)
            assert(l->rows[block->first_row + r].block == b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct gj_rules *rules = rules_once();
    struct str in = { (const char *)data, size };
    struct arena arena;
    struct text text;
    struct layout layout;
    struct buf dump;

    arena_init(&arena, (size_t)256 << 20);
    if (text_normalize(&arena, in, &rules->folds, &text, NULL) == GJ_OK &&
        layout_build(&arena, &text, &rules->layout, &layout, NULL) == GJ_OK) {
        check_flow(&layout, &text);
        for (uint32_t b = 0; b < layout.nblocks; b++)
            check_block(&layout, b);
        for (uint32_t r = 0; r < layout.nrows; r++)
            check_row(&layout, r);
        buf_init(&dump, &arena);
        layout_dump(&layout, &dump);
        assert(!dump.failed);
    }
    arena_release(&arena);
    return 0;
}
