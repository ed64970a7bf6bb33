/* SPDX-License-Identifier: MIT */
/*
 * The writer of workbooks that the xlsx reporter uses.
 *
 * Floor 12, for cmd_check.c.  The core has none: it runs where there are no
 * files.
 */
#ifndef GJ_CLI_BOOK_H
#define GJ_CLI_BOOK_H

#include "report/report.h"

/* For sink.book; NULL and *why when out of memory, without a place for
 * temporary files, or without the library. */
struct report_book *book_new(const char **why);
/* After the reporter's end(); NULL is fine. */
void book_free(struct report_book *book);

#endif
