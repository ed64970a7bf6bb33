/* SPDX-License-Identifier: MIT */
#include "cli/csv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Of the marks outside of quotes in the first row, the first. */
static char
separator_of(const char *p, const char *end)
{
    bool quoted = false;

    for (; p < end && (quoted || (*p != '\n' && *p != '\r')); p++) {
        if (*p == '"')
            quoted = !quoted;
        else if (!quoted && (*p == ',' || *p == ';' || *p == '\t'))
            return *p;
    }
    return ',';
}

struct csv_reader
csv_of(char *buffer, size_t len)
{
    return (struct csv_reader){ .p = buffer,
                                .end = buffer + len,
                                .separator =
                                    separator_of(buffer, buffer + len) };
}

void
csv_free(struct csv_reader *r)
{
    free(r->cells);
    r->cells = NULL;
}

static bool
add_cell(struct csv_reader *r, struct csv_cell cell)
{
    if (r->n == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : 32;
        struct csv_cell *cells = cap > SIZE_MAX / sizeof(*cells)
                                     ? NULL
                                     : realloc(r->cells, cap * sizeof(*cells));

        if (!cells) {
            r->failed = true;
            return false;
        }
        r->cells = cells;
        r->cap = cap;
    }
    r->cells[r->n++] = cell;
    return true;
}

/* A quoted cell, its quotes resolved in place. */
static struct csv_cell
quoted_cell(struct csv_reader *r)
{
    char *out = ++r->p;
    struct csv_cell cell = { out, 0 };

    while (r->p < r->end) {
        if (*r->p == '"' && ++r->p < r->end && *r->p != '"')
            break;
        if (r->p < r->end)
            *out++ = *r->p++;
    }
    cell.len = (size_t)(out - cell.text);
    return cell;
}

static struct csv_cell
plain_cell(struct csv_reader *r)
{
    struct csv_cell cell = { r->p, 0 };

    while (r->p < r->end && *r->p != r->separator && *r->p != '\n' &&
           *r->p != '\r')
        r->p++;
    cell.len = (size_t)(r->p - cell.text);
    return cell;
}

static void
unguard(struct csv_cell *cell)
{
    if (cell->len > 1 && cell->text[0] == '\'' &&
        strchr("=+-@|", cell->text[1])) {
        cell->text++;
        cell->len--;
    }
}

bool
csv_row(struct csv_reader *r)
{
    char mark = r->separator;

    r->n = 0;
    if (r->p >= r->end)
        return false;
    r->row++;
    while (mark == r->separator) {
        struct csv_cell cell =
            r->p < r->end && *r->p == '"' ? quoted_cell(r) : plain_cell(r);

        /* What follows a closing quote is no part of the cell. */
        (void)plain_cell(r);
        mark = (char)(r->p < r->end ? *r->p : '\0');
        unguard(&cell);
        cell.text[cell.len] = '\0';
        if (!add_cell(r, cell))
            return false;
        r->p += r->p < r->end;
    }
    if (mark == '\r' && r->p < r->end && *r->p == '\n')
        r->p++;
    return true;
}
