/* SPDX-License-Identifier: MIT */
/* Headings and paragraphs. */
#include "layout/layout_int.h"

/* Numbered and short, or worded like a title; a line with figures or commas
 * says something and is a paragraph. */
bool
line_is_heading(const struct line *line)
{
    if (line->stop || line->comma || line->ends_open || line->width > 90)
        return false;
    if (line->mark.end)
        return !line->digits && line->width <= 80;
    return line->title;
}

static void
section_open(struct layout_work *w, unsigned rank)
{
    for (size_t i = rank; i < 8; i++)
        w->stack[i] = LAYOUT_NONE;
}

static void
block_open(struct layout_work *w, const struct line *line)
{
    bool heading = line_is_heading(line);
    uint32_t text = line->mark.end ? line->mark.end : line->begin;
    struct block *block;

    if (heading)
        section_open(w, line->mark.rank);
    block =
        flow_block(w, heading ? BLOCK_HEADING : BLOCK_PARAGRAPH, line->number);
    if (!block)
        return;
    block->level = line->mark.level;
    block->number = line->mark.number;
    flow_text(w, line->begin, text);
    block->mark_end = (uint32_t)w->out->len;
    flow_text(w, text, line->end);
    if (heading)
        w->stack[line->mark.rank] = (uint32_t)w->out->nblocks - 1;
}

static void
block_close(struct layout_work *w, uint32_t first, uint32_t to, uint32_t at)
{
    flow_byte(w, '\n', at);
    flow_block_end(w);
    /* page numbers that stood inside of it come behind it */
    for (uint32_t i = first + 1; i < to; i++) {
        if (w->lines[i].cls == LINE_FURNITURE)
            flow_furniture(w, &w->lines[i]);
    }
}

void
prose_write(struct layout_work *w, uint32_t from, uint32_t to)
{
    uint32_t i = from;

    while (i < to && !w->failed) {
        uint32_t first = i, last = i, next;
        int open = w->lines[i].open;

        if (w->lines[i].cls == LINE_FURNITURE) {
            flow_furniture(w, &w->lines[i++]);
            continue;
        }
        block_open(w, &w->lines[i]);
        for (next = i + 1; next < to; next++) {
            if (w->lines[next].cls == LINE_FURNITURE)
                continue;
            if (!prose_joins(w, last, next, open))
                break;
            flow_join(w, w->lines[next].begin, w->lines[next].end);
            open += w->lines[next].open;
            last = next;
        }
        if (w->out->nblocks &&
            w->out->blocks[w->out->nblocks - 1].kind == BLOCK_PARAGRAPH)
            flow_squeeze(w, w->out->blocks[w->out->nblocks - 1].mark_end);
        block_close(w, first, last, w->lines[last].end);
        i = last + 1;
    }
}
