/* SPDX-License-Identifier: MIT */
/*
 * Findings as rows of cells, for CSV and spreadsheets alike.
 *
 * Floor 10, private to this folder.
 */
#ifndef GJ_REPORT_ROW_H
#define GJ_REPORT_ROW_H

#include "report/words.h"

#define FINDING_COLUMNS 25

extern const enum word finding_columns[FINDING_COLUMNS];

/* Where cells go. */
struct cells {
    void (*text)(void *user, const char *text); /* NULL: an empty cell */
    void (*count)(void *user, size_t n);
    void *user;
};

/* The cells of finding i, in the order of finding_columns. */
void finding_row(const struct cells *cells, enum gj_lang lang,
                 const struct report_input *input, size_t i);

#endif
