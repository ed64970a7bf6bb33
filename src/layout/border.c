/* SPDX-License-Identifier: MIT */
/* Tables with borders: rows as printed, or one cell a line. */
#include "layout/grid.h"

/* Text up to the next border, or to the end of the line. */
static struct str
segment_next(const struct grid *grid, const struct line *line, uint32_t *at)
{
    const struct layout_work *w = grid->w;
    uint32_t begin = *at, width;

    while (*at < line->end &&
           !grid_is_border(grid, text_cp(w, *at, line->end, &width)))
        *at += width;
    return str_trim(text_str(w, begin, *at));
}

static bool
segment_is_new(const struct layout_work *w, const struct piece *open,
               struct str s)
{
    struct str before = text_str(w, open->begin, open->end);

    return bytes_are_header(w, s.ptr, s.len) &&
           !parts_are_header(w, before, s);
}

static struct piece *
segment_add(struct layout_work *w, uint32_t index, struct str s)
{
    struct piece *piece = piece_add(w);
    uint32_t begin = (uint32_t)(s.ptr - w->text->bytes);
    uint32_t end = begin + (uint32_t)s.len;

    if (piece)
        *piece = (struct piece){ .begin = begin,
                                 .end = end,
                                 .first = index,
                                 .last = index,
                                 .tail = end,
                                 .gap = GAP_PIPE };
    return piece;
}

/* The cells of one line; *open is the cell that no border has closed yet. */
static void
pipe_line_pieces(const struct grid *grid, uint32_t index, struct piece **open)
{
    struct layout_work *w = grid->w;
    const struct line *line = &w->lines[index];
    uint32_t at = line->begin, width;
    bool text = false;

    while (at < line->end && !w->failed) {
        struct str s = segment_next(grid, line, &at);
        bool empty = s.len == 0;

        text = text || !empty;
        if (*open && !empty && segment_is_new(w, *open, s)) {
            (*open)->row_end = true; /* the name of the table */
            *open = NULL;
        }
        if (*open && !empty) {
            (*open)->last = index;
            (*open)->tail = (uint32_t)(s.ptr + s.len - w->text->bytes);
        } else if (!*open && (!empty || text || line->npipes <= 2)) {
            *open = segment_add(w, index, s);
        }
        if (at < line->end) {
            text_cp(w, at, line->end, &width);
            at += width;
            *open = NULL;
        }
    }
    if (!text && line->npipes > 2 && w->npieces)
        w->pieces[w->npieces - 1].row_end = true;
}

/* Cells that end at a border wherever it stands; lines without one go on. */
static void
pipe_pieces(struct layout_work *w, uint32_t from, uint32_t to)
{
    struct grid grid = { .w = w };
    struct piece *open = NULL;

    for (uint32_t i = from; i < to && !w->failed; i++) {
        if (w->lines[i].cls != LINE_FURNITURE &&
            !line_is_rule(w, &w->lines[i]))
            pipe_line_pieces(&grid, i, &open);
    }
}

void
pipe_write(struct layout_work *w, uint32_t from, uint32_t to)
{
    struct grid grid = { .w = w };
    uint32_t rows = 0, single = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct line *line = &w->lines[i];

        if (line->cls == LINE_FURNITURE || line_is_rule(w, line))
            continue;
        if (line->npipes && grid_cells(&grid, line) >= 2 && line->nfields)
            rows++;
        else
            single++;
    }
    if (rows * 2 >= single) {
        grid_write(&grid, from, to);
        return;
    }
    w->npieces = 0;
    pipe_pieces(w, from, to);
    for (size_t i = 0; i < w->npieces; i++)
        piece_look(w, &w->pieces[i]);
    pieces_write(w, TABLE_STREAM, true);
}

/* Lines that begin with a tab are cells, others go on with the cell before;
 * a blank line ends a row. */
static void
tab_pieces(struct layout_work *w, uint32_t from, uint32_t to, bool rows)
{
    struct grid grid = { .w = w, .tabs = true };

    for (uint32_t i = from; i < to && !w->failed; i++) {
        const struct line *line = &w->lines[i];
        uint32_t at = line->begin, begin, end;
        bool closed, led = w->text->bytes[line->begin] == '\t';
        struct piece *piece;

        if (line->cls == LINE_FURNITURE)
            continue;
        if (!line->ntabs && w->npieces) {
            piece = &w->pieces[w->npieces - 1];
            piece->last = i;
            piece->tail = line->end;
            continue;
        }
        /* a lone blank in front is what a page break left */
        if (rows && (line->gap || line->indent == 1) && w->npieces)
            w->pieces[w->npieces - 1].row_end = true;
        at += led;
        while (grid_cell_next(&grid, line, &at, &begin, &end, &closed)) {
            piece = piece_add(w);
            if (!piece)
                return;
            *piece = (struct piece){ .begin = begin,
                                     .end = end,
                                     .first = i,
                                     .last = i,
                                     .tail = end,
                                     .gap = GAP_TAB,
                                     .row_line = rows };
        }
    }
}

void
tab_write(struct layout_work *w, uint32_t from, uint32_t to)
{
    struct grid grid = { .w = w, .tabs = true };
    uint32_t led = 0, inner = 0, gaps = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct line *line = &w->lines[i];
        bool front = w->text->bytes[line->begin] == '\t';

        led += line->ntabs == 1 && front;
        inner += line->ntabs > 1 || (line->ntabs == 1 && !front);
        gaps += i > from && line->gap && line->ntabs;
    }
    if (inner >= led) {
        grid_write(&grid, from, to);
        return;
    }
    w->npieces = 0;
    /* blank lines between all cells end no rows */
    tab_pieces(w, from, to, gaps > 0 && gaps * 2 < led);
    for (size_t i = 0; i < w->npieces; i++)
        piece_look(w, &w->pieces[i]);
    pieces_write(w, TABLE_TAB, true);
}
