/* SPDX-License-Identifier: MIT */
/* Tables with printed borders: pipes or tabs. */
#include "layout/grid.h"

#define COLUMNS_MAX 64

bool
grid_is_border(const struct grid *grid, uint32_t cp)
{
    return grid->tabs ? cp == '\t' : cp_is_pipe(cp);
}

/* Next cell of a line; a border at either end of a line of pipes is none.
 * *at moves behind its border; *closed: a border follows. */
bool
grid_cell_next(const struct grid *grid, const struct line *line, uint32_t *at,
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
        *closed = grid_is_border(grid, cp);
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

uint32_t
grid_cells(const struct grid *grid, const struct line *line)
{
    uint32_t at = line->begin, begin, end, n = 0;
    bool closed;

    while (grid_cell_next(grid, line, &at, &begin, &end, &closed))
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
        n = grid_cells(grid, &grid->w->lines[i]);
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

    return grid_cell_next(grid, line, &at, &begin, &end, &closed) &&
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
            grid_cells(grid, next) == n);
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
    if (line->gap || grid->cells == grid->columns)
        return false;
    n = grid_cells(grid, line);
    if (grid_is_border(grid, text_cp(grid->w, line->begin, line->end, &width)))
        return !grid->tabs && !grid->led && !grid->open_cell &&
               grid->cells + n + 1 == grid->columns;
    if (grid->open_cell && head_begins(grid, line))
        return false;
    return !is_whole_row(grid, line, n) &&
           grid->cells + n - (grid->open_cell ? 1 : 0) == grid->columns;
}

/* Tables of several widths may follow each other: a head in one line tells
 * the width. */
static void
head_note(struct grid *grid, const struct line *line)
{
    const struct line *next = line + 1;
    bool wrapped = next < grid->w->lines + grid->to && next->nheaders >= 2;

    if (line->nheaders >= 3 && line->nvalues == 0 && !wrapped)
        grid->columns = grid_cells(grid, line);
}

static void
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one mark after the other */
grid_line(struct grid *grid, const struct line *line)
{
    struct layout_work *w = grid->w;
    uint32_t at = line->begin, begin, end, width;
    uint32_t first = text_cp(w, line->begin, line->end, &width);
    bool closed = false, join = false;
    enum cell_gap gap = grid->tabs ? GAP_TAB : GAP_PIPE;

    if (row_goes_on(grid, line)) {
        join = grid->open_cell;
        gap = grid->cells && !join ? GAP_LINE : gap;
        if (!grid->tabs && grid_is_border(grid, first)) {
            flow_cell(w, gap, line->number, line->begin);
            flow_cell_end(w);
            grid->cells++;
        }
    } else {
        grid->led = grid_is_border(grid, first);
        flow_row_end(w, line->begin ? line->begin - 1 : 0);
        flow_row(w);
        grid->cells = 0;
        head_note(grid, line);
    }
    while (!w->failed &&
           grid_cell_next(grid, line, &at, &begin, &end, &closed)) {
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

void
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
