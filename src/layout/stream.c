/* SPDX-License-Identifier: MIT */
/*
 * Tables whose cells came one a line, or wrapped over lines with blank lines
 * between, mixed with rows whose cells stand between blanks.
 *
 * The lines become pieces (cells) here; rows.c makes rows of them.
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
    const struct line *first = &w->lines[piece->first];
    char bytes[128];
    size_t len = 0;

    piece->label =
        piece->begin == first->begin &&
        (first->label || (first->mark.end && first->mark.level < 3));
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
    pieces_write(w, rows >= 2 * fragments ? TABLE_BLANK : TABLE_STREAM, false);
    for (i = from; i < to; i++) {
        if (w->lines[i].cls == LINE_FURNITURE)
            flow_furniture(w, &w->lines[i]);
    }
}
