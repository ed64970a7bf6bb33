/* SPDX-License-Identifier: MIT */
/* Tables with printed borders: pipes or tabs. */
#include "layout/layout_int.h"

#define COLUMNS_MAX 64

struct grid {
    struct layout_work *w;
    bool tabs;        /* else pipes */
    uint32_t columns; /* what most rows have */
    uint32_t cells;   /* of the open row */
    bool open_cell;   /* the last line did not end with a border */
    bool last_value;  /* the last cell is a number */
    uint32_t to;      /* end of the lines */
};

static bool
is_border(const struct grid *grid, uint32_t cp)
{
    return grid->tabs ? cp == '\t' : cp_is_pipe(cp);
}

/* Next cell of a line; a border at either end of a line of pipes is none.
 * *at moves behind its border; *closed: a border follows. */
static bool
cell_next(const struct grid *grid, const struct line *line, uint32_t *at,
          uint32_t *begin, uint32_t *end, bool *closed)
{
    const struct layout_work *w = grid->w;
    const char *p = w->text->bytes;
    uint32_t width = 0, cp = 0;

    if (*at > line->end || (*at == line->end && !grid->tabs))
        return false;
    if (*at == line->begin && !grid->tabs) {
        cp = text_cp(w, *at, line->end, &width);
        *at += cp_is_pipe(cp) ? width : 0;
    }
    *closed = false;
    for (*begin = *at; *at < line->end; *at += width) {
        cp = text_cp(w, *at, line->end, &width);
        *closed = is_border(grid, cp);
        if (*closed)
            break;
    }
    *end = *at;
    *at += *closed ? width : 1;
    while (*begin < *end && p[*begin] == ' ')
        (*begin)++;
    while (*end > *begin && p[*end - 1] == ' ')
        (*end)--;
    return true;
}

static uint32_t
cells_of(const struct grid *grid, const struct line *line)
{
    uint32_t at = line->begin, begin, end, n = 0;
    bool closed;

    while (cell_next(grid, line, &at, &begin, &end, &closed))
        n++;
    return n;
}

static bool
has_border(const struct grid *grid, const struct line *line)
{
    return grid->tabs ? line->ntabs > 0 : line->npipes > 0;
}

static void
columns_count(struct grid *grid, uint32_t from, uint32_t to)
{
    uint32_t counts[COLUMNS_MAX + 1] = { 0 };

    for (uint32_t i = from; i < to; i++) {
        uint32_t n;

        if (!has_border(grid, &grid->w->lines[i]))
            continue;
        n = cells_of(grid, &grid->w->lines[i]);
        counts[n < COLUMNS_MAX ? n : COLUMNS_MAX]++;
    }
    for (uint32_t n = 2; n <= COLUMNS_MAX; n++) {
        if (counts[n] > counts[grid->columns] || grid->columns < 2)
            grid->columns = n;
    }
}

/* Does a line begin with a head of a column, that what stands before it is
 * no part of? */
static bool
head_begins(const struct grid *grid, const struct line *line)
{
    const struct layout_work *w = grid->w;
    uint32_t at = line->begin, begin, end;
    bool closed;

    return cell_next(grid, line, &at, &begin, &end, &closed) &&
           text_is_header(w, begin, end);
}

/* Text without borders: the rest of a cell, or the name of the table whose
 * head follows. */
static bool
text_goes_on(const struct grid *grid, const struct line *line)
{
    const struct line *next = line + 1;

    if (line->gap ||
        (grid->last_value && grid->open_cell && !line->starts_close &&
         !unit_has(grid->w, line->begin, line->end)))
        return false;
    if (next < grid->w->lines + grid->to && next->nheaders >= 3 &&
        !line->starts_close)
        return false;
    return grid->cells < grid->columns || grid->open_cell;
}

/* Do the rows around have as many cells as this line alone? */
static bool
is_whole_row(const struct grid *grid, const struct line *line, uint32_t n)
{
    const struct line *next = line + 1;

    if (n < 3 || grid->w->text->bytes[line->begin] == '(')
        return false;
    return n == grid->cells ||
           (next < grid->w->lines + grid->to && has_border(grid, next) &&
            cells_of(grid, next) == n);
}

/* Was the row broken by a line end inside or behind a cell? */
static bool
row_goes_on(const struct grid *grid, const struct line *line)
{
    uint32_t n, width;

    if (!grid->cells || grid->cells > grid->columns)
        return false;
    if (!has_border(grid, line))
        return text_goes_on(grid, line);
    if (line->gap || grid->cells == grid->columns ||
        is_border(grid, text_cp(grid->w, line->begin, line->end, &width)))
        return false;
    if (grid->open_cell && head_begins(grid, line))
        return false;
    n = cells_of(grid, line);
    return !is_whole_row(grid, line, n) &&
           grid->cells + n - (grid->open_cell ? 1 : 0) == grid->columns;
}

static void
grid_line(struct grid *grid, const struct line *line)
{
    struct layout_work *w = grid->w;
    uint32_t at = line->begin, begin, end;
    bool closed = false, join = false;
    enum cell_gap gap = grid->tabs ? GAP_TAB : GAP_PIPE;

    if (row_goes_on(grid, line)) {
        join = grid->open_cell;
        gap = grid->cells && !join ? GAP_LINE : gap;
    } else {
        flow_row_end(w, line->begin ? line->begin - 1 : 0);
        flow_row(w);
        grid->cells = 0;
    }
    while (!w->failed && cell_next(grid, line, &at, &begin, &end, &closed)) {
        if (join) {
            flow_join(w, begin, end);
        } else {
            flow_cell(w, gap, line->number, begin ? begin - 1 : 0);
            flow_text(w, begin, end);
            grid->cells++;
        }
        flow_cell_end(w);
        grid->last_value = !join && text_is_value(w, begin, end);
        join = false;
        gap = grid->tabs ? GAP_TAB : GAP_PIPE;
    }
    grid->open_cell = !closed || grid->tabs;
}

static void
grid_write(struct grid *grid, uint32_t from, uint32_t to)
{
    struct layout_work *w = grid->w;
    struct block *block;

    grid->to = to;
    columns_count(grid, from, to);
    block = flow_block(w, BLOCK_TABLE, w->lines[from].number);
    if (!block)
        return;
    block->shape = grid->tabs ? TABLE_TAB : TABLE_PIPE;
    for (uint32_t i = from; i < to && !w->failed; i++) {
        const struct line *line = &w->lines[i];

        if (line->cls != LINE_FURNITURE && !line_is_rule(w, line))
            grid_line(grid, line);
    }
    flow_row_end(w, w->lines[to - 1].end);
    flow_table_end(w);
}

/* ---- one cell a line ---- */

/* Text up to the next border, or to the end of the line. */
static struct str
segment_next(const struct grid *grid, const struct line *line, uint32_t *at)
{
    const struct layout_work *w = grid->w;
    uint32_t begin = *at, width;

    while (*at < line->end &&
           !is_border(grid, text_cp(w, *at, line->end, &width)))
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
        if (line->npipes && cells_of(&grid, line) >= 2 && line->nfields)
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
        while (cell_next(&grid, line, &at, &begin, &end, &closed)) {
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
