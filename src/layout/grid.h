/* SPDX-License-Identifier: MIT */
/* Tables with printed borders: shared by grid.c and border.c. */
#ifndef GJ_LAYOUT_GRID_H
#define GJ_LAYOUT_GRID_H

#include "layout/layout_int.h"

struct grid {
    struct layout_work *w;
    bool tabs;        /* else pipes */
    uint32_t columns; /* what most rows have */
    uint32_t cells;   /* of the open row */
    bool open_cell;   /* the last line did not end with a border */
    bool last_value;  /* the last cell is a number */
    bool led;         /* the row began with a border */
    uint32_t to;      /* end of the lines */
};

bool grid_is_border(const struct grid *grid, uint32_t cp);
/* Next cell of a line; a border at either end of a line of pipes is none.
 * *at moves behind its border; *closed: a border follows. */
bool grid_cell_next(const struct grid *grid, const struct line *line,
                    uint32_t *at, uint32_t *begin, uint32_t *end,
                    bool *closed);
uint32_t grid_cells(const struct grid *grid, const struct line *line);
/* Rows as printed. */
void grid_write(struct grid *grid, uint32_t from, uint32_t to);

#endif
