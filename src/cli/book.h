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

/* For sink.book; NULL when out of memory or without a place for temporary
 * files ($TMPDIR, /tmp). */
struct report_book *book_new(void);
/* After the reporter's end(); NULL is fine. */
void book_free(struct report_book *book);

#endif
