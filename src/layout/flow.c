/* SPDX-License-Identifier: MIT */
/* The writer: every byte of the flow gets the source place it stands for. */
#include "base/limits.h"
#include "layout/layout_int.h"

#include <string.h>

static bool
flow_room(struct layout_work *w, size_t more)
{
    size_t cap = w->flow_cap ? w->flow_cap : w->text->len + 256;
    char *flow;
    uint32_t *src;

    if (w->failed || w->out->len + more + 1 <= w->flow_cap)
        return !w->failed;
    while (cap < w->out->len + more + 1)
        cap *= 2;
    flow = arena_alloc(w->arena, cap);
    src = arena_array(w->arena, cap, sizeof(*src));
    if (!flow || !src) {
        w->failed = true;
        return false;
    }
    if (w->out->len) {
        memcpy(flow, w->flow, w->out->len);
        memcpy(src, w->src, w->out->len * sizeof(*src));
    }
    w->flow = flow;
    w->src = src;
    w->flow_cap = cap;
    return true;
}

void
flow_byte(struct layout_work *w, char byte, uint32_t at)
{
    if (!flow_room(w, 1))
        return;
    w->flow[w->out->len] = byte;
    w->src[w->out->len++] = w->text->src[at];
}

void
flow_text(struct layout_work *w, uint32_t begin, uint32_t end)
{
    size_t len = w->out->len;

    if (begin >= end || !flow_room(w, end - begin))
        return;
    for (uint32_t at = begin; at < end; at++) {
        char c = w->text->bytes[at];
        bool control = (unsigned char)c < 0x20 || c == 0x7f;

        w->flow[len] = c;
        if (control)
            w->flow[len] = ' ';
        w->src[len++] = w->text->src[at];
    }
    w->out->len = len;
}

/* Append a line to what the flow ends with.  Two Latin words need a blank; a
 * number that was broken does not. */
void
flow_join(struct layout_work *w, uint32_t begin, uint32_t end)
{
    bool letters;

    if (begin >= end)
        return;
    letters = w->out->len > 0 &&
              cp_is_letter((unsigned char)w->flow[w->out->len - 1]) &&
              cp_is_letter((unsigned char)w->text->bytes[begin]);
    if (letters && begin > 0)
        flow_byte(w, ' ', begin - 1);
    flow_text(w, begin, end);
}

struct block *
flow_block(struct layout_work *w, enum block_kind kind, uint32_t line)
{
    struct layout *out = w->out;
    struct block *blocks = vec_grow(w->arena, out->blocks, out->nblocks,
                                    &w->blocks_cap, sizeof(*blocks));
    struct block *block;

    if (!blocks) {
        w->failed = true;
        return NULL;
    }
    out->blocks = blocks;
    block = &blocks[out->nblocks++];
    *block = (struct block){ .kind = kind, .section = LAYOUT_NONE };
    block->begin = block->end = block->mark_end = (uint32_t)out->len;
    block->first_row = (uint32_t)out->nrows;
    block->line = line;
    for (size_t rank = 0; rank < 8; rank++) {
        if (w->stack[rank] != LAYOUT_NONE)
            block->section = w->stack[rank];
    }
    return block;
}

void
flow_block_end(struct layout_work *w)
{
    if (!w->failed && w->out->nblocks)
        w->out->blocks[w->out->nblocks - 1].end = (uint32_t)w->out->len;
}

void
flow_furniture(struct layout_work *w, const struct line *line)
{
    flow_block(w, BLOCK_FURNITURE, line->number);
}

void
flow_row(struct layout_work *w)
{
    struct layout *out = w->out;
    struct row *rows =
        vec_grow(w->arena, out->rows, out->nrows, &w->rows_cap, sizeof(*rows));

    if (!rows) {
        w->failed = true;
        return;
    }
    out->rows = rows;
    rows[out->nrows++] = (struct row){
        .block = (uint32_t)out->nblocks - 1,
        .first_cell = (uint32_t)out->ncells,
    };
    out->blocks[out->nblocks - 1].nrows++;
    w->in_row = true;
}

void
flow_row_end(struct layout_work *w, uint32_t at)
{
    if (w->in_row)
        flow_byte(w, FLOW_ROW, at);
    w->in_row = false;
}

/* Begin a cell of the row that is open; at: where its separator stood. */
void
flow_cell(struct layout_work *w, enum cell_gap gap, uint32_t line, uint32_t at)
{
    struct layout *out = w->out;
    struct cell *cells = vec_grow(w->arena, out->cells, out->ncells,
                                  &w->cells_cap, sizeof(*cells));
    struct row *row;

    if (!cells || w->failed || out->ncells > LIMIT_CELLS) {
        w->failed = true;
        return;
    }
    out->cells = cells;
    row = &out->rows[out->nrows - 1];
    if (row->ncells)
        flow_byte(w, FLOW_CELL, at);
    cells[out->ncells++] = (struct cell){
        .begin = (uint32_t)out->len,
        .end = (uint32_t)out->len,
        .row = (uint32_t)out->nrows - 1,
        .column = row->ncells,
        .gap = row->ncells ? gap : GAP_ROW,
        .line = line,
    };
    row->ncells++;
}

void
flow_cell_end(struct layout_work *w)
{
    struct cell *cell;

    if (w->failed || !w->out->ncells)
        return;
    cell = &w->out->cells[w->out->ncells - 1];
    while (w->out->len > cell->begin && w->flow[w->out->len - 1] == ' ')
        w->out->len--;
    cell->end = (uint32_t)w->out->len;
}

/* Cells of a row without empty ones at its end. */
static uint32_t
cells_used(const struct layout_work *w, const struct row *row)
{
    uint32_t n = row->ncells;

    while (n && w->out->cells[row->first_cell + n - 1].begin ==
                    w->out->cells[row->first_cell + n - 1].end)
        n--;
    return n;
}

/* The same words in the same cells? */
static bool
rows_equal(const struct layout_work *w, const struct row *a,
           const struct row *b)
{
    const struct cell *ca = &w->out->cells[a->first_cell];
    const struct cell *cb = &w->out->cells[b->first_cell];
    uint32_t n = cells_used(w, a);

    if (n != cells_used(w, b))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t len = ca[i].end - ca[i].begin;

        if (len != cb[i].end - cb[i].begin ||
            memcmp(w->flow + ca[i].begin, w->flow + cb[i].begin, len) != 0)
            return false;
    }
    return true;
}

static bool
row_is_head(const struct layout_work *w, const struct row *row)
{
    const struct cell *cell = &w->out->cells[row->first_cell];
    uint32_t hits = 0;

    for (uint32_t i = 0; i < row->ncells && i < 64; i++) {
        hits += bytes_are_header(w, w->flow + cell[i].begin,
                                 cell[i].end - cell[i].begin);
    }
    return hits >= 2;
}

/* Close the table: mark heads that a page break printed again.  Only the last
 * few heads are compared, so that the time stays linear. */
void
flow_table_end(struct layout_work *w)
{
    struct block *block;
    uint32_t heads[8], n = 0;

    if (w->failed)
        return;
    flow_block_end(w);
    block = &w->out->blocks[w->out->nblocks - 1];
    for (uint32_t r = 0; r < block->nrows; r++) {
        uint32_t index = block->first_row + r;
        struct row *row = &w->out->rows[index];

        if (!row_is_head(w, row))
            continue;
        for (uint32_t h = 0; h < n && !row->repeated; h++)
            row->repeated = rows_equal(w, row, &w->out->rows[heads[h]]);
        if (!row->repeated && n < 8)
            heads[n++] = index;
    }
}

/* Is there a sign of a sentence in the flow from here on? */
static bool
flow_has_sentence(const struct layout_work *w, size_t from)
{
    static const char *const signs[] = { "\xe3\x80\x82", "\xef\xbc\x8c",
                                         "\xef\xbc\x9b", "," };
    struct str s = { w->flow + from, w->out->len - from };

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
        if (str_find(s, str_of(signs[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* Chinese sentences hold no blanks: one between two of their characters is
 * left over from justified or wrapped text. */
void
flow_squeeze(struct layout_work *w, size_t from)
{
    size_t to = from;

    if (w->failed || !flow_has_sentence(w, from))
        return;
    for (size_t i = from; i < w->out->len; i++) {
        size_t next = i;

        while (next < w->out->len && w->flow[next] == ' ')
            next++;
        if (next > i && to > from && next < w->out->len &&
            (unsigned char)w->flow[to - 1] >= 0x80 &&
            (unsigned char)w->flow[next] >= 0x80) {
            i = next - 1;
            continue;
        }
        w->flow[to] = w->flow[i];
        w->src[to++] = w->src[i];
    }
    w->out->len = to;
}
