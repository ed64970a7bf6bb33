/* SPDX-License-Identifier: MIT */
/* A line that holds whole tables, and perhaps sentences between them. */
#include "layout/layout_int.h"

#define BATCH ((size_t)1 << 16) /* pieces looked at together */

static bool
field_is_sentence(const struct layout_work *w, const struct field *f)
{
    uint32_t columns = 0, width, cp;

    if (f->value)
        return false;
    for (uint32_t at = f->begin; at < f->end && columns <= 50; at += width) {
        cp = text_cp(w, at, f->end, &width);
        if (cp == 0x3002 || cp == 0xff0c || cp == 0xff1b || cp == ';' ||
            cp == ',')
            return true;
        columns += cp_columns(cp);
    }
    return columns > 50;
}

static void
paragraph_write(struct layout_work *w, size_t from, size_t to)
{
    const struct piece *first = &w->pieces[from], *last = &w->pieces[to - 1];
    struct mark mark = mark_read(w, first->begin, last->end);
    uint32_t text = mark.end ? mark.end : first->begin;
    struct block *block =
        flow_block(w, BLOCK_PARAGRAPH, w->lines[first->first].number);

    if (!block)
        return;
    block->level = mark.level;
    block->number = mark.number;
    flow_text(w, first->begin, text);
    block->mark_end = (uint32_t)w->out->len;
    flow_text(w, text, last->end);
    flow_byte(w, '\n', last->end);
    flow_block_end(w);
}

static void
part_write(struct layout_work *w, size_t from, size_t to)
{
    size_t marks = 0, all = w->npieces;
    struct piece *pieces = w->pieces;

    if (from >= to)
        return;
    for (size_t i = from; i < to; i++)
        marks += pieces[i].value || pieces[i].header;
    if (to - from < 6 || marks < 3) {
        paragraph_write(w, from, to);
        return;
    }
    w->pieces = pieces + from;
    w->npieces = to - from;
    pieces_write(w, TABLE_LINE, false);
    w->pieces = pieces;
    w->npieces = all;
}

/* One sentence alone between cells is a cell too. */
static bool
cells_around(const struct layout_work *w, size_t i)
{
    for (size_t k = 1; k <= 3; k++) {
        if (i < k || i + k >= w->npieces || w->pieces[i - k].sentence ||
            w->pieces[i + k].sentence)
            return false;
    }
    return true;
}

static void
batch_write(struct layout_work *w)
{
    size_t from = 0, i = 0;

    while (i < w->npieces && !w->failed) {
        if (!w->pieces[i].sentence || cells_around(w, i)) {
            i++;
            continue;
        }
        part_write(w, from, i);
        for (from = i; i < w->npieces && w->pieces[i].sentence;)
            i++;
        paragraph_write(w, from, i);
        from = i;
    }
    part_write(w, from, i);
    w->npieces = 0;
}

void
inline_write(struct layout_work *w, uint32_t index)
{
    const struct line *line = &w->lines[index];
    uint32_t at = line->begin;
    struct field f;

    w->npieces = 0;
    while (!w->failed && field_next(w, &at, line->end, &f)) {
        struct piece *piece = piece_add(w);

        if (!piece)
            return;
        *piece = (struct piece){
            .begin = f.begin,
            .end = f.end,
            .first = index,
            .last = index,
            .gap = GAP_BLANK,
            .value = f.value,
            .header = text_is_header(w, f.begin, f.end),
            .sentence = field_is_sentence(w, &f),
        };
        if (w->npieces == BATCH)
            batch_write(w);
    }
    batch_write(w);
}
