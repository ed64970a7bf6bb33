/* SPDX-License-Identifier: MIT */
/* The blocks for people to read: gouji dump --stage layout. */
#include "layout/layout_int.h"

static const char *
kind_name(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_HEADING:
        return "heading";
    case BLOCK_PARAGRAPH:
        return "paragraph";
    case BLOCK_TABLE:
        return "table";
    case BLOCK_FURNITURE:
        return "furniture";
    }
    return "";
}

static const char *
shape_name(enum table_shape shape)
{
    switch (shape) {
    case TABLE_PIPE:
        return "pipe";
    case TABLE_TAB:
        return "tab";
    case TABLE_BLANK:
        return "blank";
    case TABLE_STREAM:
        return "stream";
    case TABLE_LINE:
        return "line";
    }
    return "";
}

static void
table_dump(const struct layout *layout, const struct block *block,
           struct buf *out)
{
    buf_printf(out, " %s, %u rows\n", shape_name(block->shape), block->nrows);
    for (uint32_t r = 0; r < block->nrows; r++) {
        const struct row *row = &layout->rows[block->first_row + r];

        buf_puts(out, row->repeated ? "  again: " : "  row: ");
        for (uint32_t c = 0; c < row->ncells; c++) {
            const struct cell *cell = &layout->cells[row->first_cell + c];

            if (c)
                buf_puts(out, " | ");
            buf_put(out, layout->flow + cell->begin, cell->end - cell->begin);
        }
        buf_char(out, '\n');
    }
}

void
layout_dump(const struct layout *layout, struct buf *out)
{
    for (size_t i = 0; i < layout->nblocks; i++) {
        const struct block *block = &layout->blocks[i];

        buf_printf(out, "%u: %s", block->line, kind_name(block->kind));
        if (block->kind == BLOCK_TABLE) {
            table_dump(layout, block, out);
            continue;
        }
        if (block->level)
            buf_printf(out, " level %u number %u", block->level,
                       block->number);
        if (block->end > block->begin) {
            buf_puts(out, ": ");
            buf_put(out, layout->flow + block->begin,
                    block->end - block->begin - 1);
        }
        buf_char(out, '\n');
    }
}
