/* SPDX-License-Identifier: MIT */
/*
 * Tables as spreadsheets save them: RFC 4180, separated by comma, semicolon
 * or tab, whichever the first row has.
 */
#ifndef GJ_CLI_CSV_H
#define GJ_CLI_CSV_H

#include <stdbool.h>
#include <stddef.h>

struct csv_cell {
    char *text; /* ends with NUL; inside of the buffer */
    size_t len;
};

struct csv_reader {
    char *p, *end;
    char separator;
    size_t row; /* number of the row read last, from 1 */
    struct csv_cell *cells;
    size_t n, cap;
    bool failed; /* out of memory */
};

/* Reads, and writes over, len bytes of buffer and the NUL behind them. */
struct csv_reader csv_of(char *buffer, size_t len);
/* The next row: r->cells[0 .. r->n).  False at the end and without memory.
 * The apostrophe that keeps a cell from being a formula is taken off. */
bool csv_row(struct csv_reader *r);
void csv_free(struct csv_reader *r);

#endif
