/* SPDX-License-Identifier: MIT */
/*
 * Tables whose cells came one a line, or wrapped over lines with blank lines
 * between, mixed with rows whose cells stand between blanks.
 *
 * First the lines become pieces (cells), then rows are guessed: a row is text
 * followed by values; heads and sentences have rows of their own.
 */
#include "layout/layout_int.h"

struct piece *
piece_add(struct layout_work *w)
{
    struct piece *pieces = vec_grow(w->arena, w->pieces, w->npieces,
                                    &w->pieces_cap, sizeof(*pieces));

    if (!pieces) {
        w->failed = true;
        return NULL;
    }
    w->pieces = pieces;
    pieces[w->npieces] = (struct piece){ 0 };
    return &pieces[w->npieces++];
}

static enum cell_gap
gap_of(const struct line *line)
{
    return line->gap ? GAP_EMPTY : GAP_LINE;
}

static void
row_line_add(struct layout_work *w, uint32_t index)
{
    const struct line *line = &w->lines[index];
    uint32_t at = line->mark.end ? line->mark.end : line->begin;
    struct field f;
    bool first = true;

    while (field_next(w, &at, line->end, &f)) {
        struct piece *piece = piece_add(w);

        if (!piece)
            return;
        *piece = (struct piece){
            .begin = first ? line->begin : f.begin,
            .end = f.end,
            .first = index,
            .last = index,
            .gap = first ? gap_of(line) : GAP_BLANK,
            .row_line = true,
            .new_row = first,
            .value = f.value && (!first || !line->mark.end),
        };
        piece->header = text_is_header(w, piece->begin, piece->end);
        piece->short_row = line->nfields <= 2;
        first = false;
    }
}

void
piece_look(const struct layout_work *w, struct piece *piece)
{
    char bytes[128];
    size_t len = 0;

    piece->value = piece->first == piece->last &&
                   text_is_value(w, piece->begin, piece->end);
    for (uint32_t i = piece->first; i <= piece->last; i++) {
        const struct line *line = &w->lines[i];
        uint32_t at = i == piece->first ? piece->begin : line->begin;
        uint32_t end = i == piece->first  ? piece->end
                       : i == piece->last ? piece->tail
                                          : line->end;

        if (line->cls == LINE_FURNITURE)
            continue;
        if (len + (end - at) > sizeof(bytes))
            return;
        for (; at < end; at++)
            bytes[len++] = w->text->bytes[at];
    }
    piece->header = bytes_are_header(w, bytes, len);
}

/* Is the line a row in spite of standing in the text of a cell? */
static bool
row_in_context(const struct layout_work *w, uint32_t prev, uint32_t at)
{
    const struct line *a = &w->lines[prev], *b = &w->lines[at];

    if (b->cls != LINE_ROW && b->cls != LINE_WEAK)
        return false;
    if (prev == at || b->gap || b->nvalues >= 3 || b->nheaders >= 2)
        return true;
    if (fills_column(a) && fills_column(b) && b->chunk_lines > 2 &&
        b->chunk_sentence)
        return false;
    /* a running sentence whose blanks are no borders */
    return !(a->cls == LINE_FRAGMENT && a->chunk_sentence && a->comma &&
             !a->ends_stop) &&
           !(a->comma && a->ends_open);
}

static uint32_t
fragment_add(struct layout_work *w, uint32_t from, uint32_t to)
{
    const struct line *line = &w->lines[from];
    struct piece *piece = piece_add(w);
    uint32_t last = from;
    int open = line->open;
    bool sentence = line->stop || line->comma || line->width >= 50;

    if (!piece)
        return to;
    for (uint32_t i = from + 1; i < to; i++) {
        const struct line *next = &w->lines[i];

        if (next->cls == LINE_FURNITURE)
            continue;
        if (row_in_context(w, last, i) && !next->starts_close &&
            (open <= 0 || next->nvalues >= 2))
            break;
        if (next->cls == LINE_PROSE || w->lines[last].cls == LINE_PROSE) {
            if (!prose_joins(w, last, i, open))
                break;
        } else if (!fragment_joins(w, &w->lines[last], next, true, open)) {
            break;
        }
        open += next->open;
        sentence = sentence || next->stop || next->comma;
        last = i;
    }
    *piece = (struct piece){
        .begin = line->begin,
        .end = line->end,
        .first = from,
        .last = last,
        .tail = w->lines[last].end,
        .gap = gap_of(line),
        .sentence = sentence,
    };
    piece_look(w, piece);
    if (from != last && !sentence) /* ">=200 a / year" */
        piece->value = line_is_value(line) && line->ends_open;
    return last + 1;
}

void
stream_write(struct layout_work *w, uint32_t from, uint32_t to)
{
    uint32_t i = from, rows = 0, fragments = 0;

    w->npieces = 0;
    while (i < to && !w->failed) {
        const struct line *line = &w->lines[i];

        if (line->cls == LINE_FURNITURE) {
            i++;
        } else if (line->cls == LINE_ROW || line->cls == LINE_WEAK) {
            row_line_add(w, i++);
            rows++;
        } else {
            i = fragment_add(w, i, to);
            fragments++;
        }
    }
    pieces_write(w, rows >= 2 * fragments ? TABLE_BLANK : TABLE_STREAM);
    for (i = from; i < to; i++) {
        if (w->lines[i].cls == LINE_FURNITURE)
            flow_furniture(w, &w->lines[i]);
    }
}

/* ---- rows ---- */

struct row_state {
    uint32_t cells, headers;
    bool values;    /* has a value */
    bool last_value;
    bool sentence;
    bool row_line;  /* was a line of its own */
    bool closed;
};

/* May a line with several cells go on with the cells that stand before it? */
static bool
row_line_continues(const struct row_state *row, const struct piece *piece,
                   bool head)
{
    if (row->row_line || row->sentence || row->cells > 8)
        return false;
    if (row->values || row->cells == 0)
        return row->cells > 1 && piece->value;
    /* a label with its value behind a blank line begins something new */
    if (piece->gap == GAP_EMPTY && piece->short_row && !piece->value)
        return false;
    if (row->headers >= 2 || (row->headers && head))
        return head;
    return !head || piece->value;
}

static bool
row_starts(const struct row_state *row, const struct piece *piece, bool head)
{
    if (!row->cells || row->closed || row->cells >= 64)
        return true;
    if (piece->row_line)
        return piece->new_row && !row_line_continues(row, piece, head);
    if (piece->sentence || row->sentence)
        return true;
    if (row->row_line)
        return !piece->value || row->last_value;
    if (piece->value)
        return row->headers >= 3 && row->headers == row->cells;
    if (piece->header)
        return row->headers != row->cells || row->values;
    if (row->headers == row->cells)
        return row->headers >= 2;
    return row->last_value;
}

static void
row_note(struct row_state *row, const struct piece *piece, bool starts)
{
    if (starts)
        *row = (struct row_state){ 0 };
    row->cells++;
    row->headers += piece->header;
    row->values = row->values || piece->value;
    row->last_value = piece->value;
    row->sentence = row->sentence || piece->sentence;
    row->row_line = row->row_line || piece->row_line;
    row->closed = piece->row_end;
}

static void
piece_text(struct layout_work *w, const struct piece *piece)
{
    flow_text(w, piece->begin, piece->end);
    for (uint32_t i = piece->first + 1; i <= piece->last; i++) {
        const struct line *line = &w->lines[i];

        if (line->cls != LINE_FURNITURE)
            flow_join(w, line->begin,
                      i == piece->last ? piece->tail : line->end);
    }
}

/* Does a line with several cells hold two heads of columns? */
static bool
line_is_head(const struct layout_work *w, size_t piece)
{
    unsigned heads = 0;

    for (size_t i = piece; i < w->npieces; i++) {
        if (i > piece && (w->pieces[i].new_row || !w->pieces[i].row_line))
            break;
        heads += w->pieces[i].header;
    }
    return heads >= 2;
}

void
pieces_write(struct layout_work *w, enum table_shape shape)
{
    struct row_state row = { 0 };
    const struct piece *last;
    struct block *block;

    if (w->failed || !w->npieces)
        return;
    block = flow_block(w, BLOCK_TABLE, w->lines[w->pieces[0].first].number);
    if (!block)
        return;
    block->shape = shape;
    for (size_t i = 0; i < w->npieces && !w->failed; i++) {
        const struct piece *piece = &w->pieces[i];
        uint32_t before = piece->begin ? piece->begin - 1 : 0;
        bool head = piece->new_row && line_is_head(w, i);
        bool starts = row_starts(&row, piece, head);

        if (starts) {
            flow_row_end(w, before);
            flow_row(w);
        }
        row_note(&row, piece, starts);
        if (w->failed)
            return;
        flow_cell(w, piece->gap, w->lines[piece->first].number, before);
        piece_text(w, piece);
        flow_cell_end(w);
    }
    last = &w->pieces[w->npieces - 1];
    flow_row_end(w, last->first == last->last ? last->end : last->tail);
    flow_table_end(w);
}
