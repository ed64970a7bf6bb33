/* SPDX-License-Identifier: MIT */
/*
 * Libraries that few runs need: loaded when one does.
 *
 * Floor 12.  A program that names a library as its own waits for it, and for
 * those that it needs in turn, at every start: with SQLite, libxlsxwriter and
 * libmicrohttpd these were nineteen, and most of the time of a small run.
 *
 * A door (store.c, book.c, http.c) lists the functions that it uses:
 *
 *     #define FUNCTIONS(X) X(sqlite3_open_v2) X(sqlite3_close)
 *     struct sqlite {
 *         FUNCTIONS(LIBRARY_MEMBER)
 *     };
 *     static const struct library sqlite = { LIBRARY_SQLITE3,
 *                                            { FUNCTIONS(LIBRARY_NAME) } };
 *
 * Members have the types of the library's header, so calls are checked as if
 * it were linked.  The Makefile finds out which file the linker would have
 * taken (LIBRARY_SQLITE3 ...): the same one is loaded.
 */
#ifndef GJ_CLI_LIBRARY_H
#define GJ_CLI_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* Without the Makefile: the names that packages for development have. */
#ifndef LIBRARY_SQLITE3
#define LIBRARY_SQLITE3    "libsqlite3.so"
#define LIBRARY_XLSXWRITER "libxlsxwriter.so"
#define LIBRARY_MICROHTTPD "libmicrohttpd.so"
#endif

#define LIBRARY_FUNCTIONS 32 /* of one library, at most */

/* A pointer to a function, as the member of its name. */
#define LIBRARY_MEMBER(function) __typeof__(function) *(function);
#define LIBRARY_NAME(function)   #function,

struct library {
    const char *soname;
    const char *names[LIBRARY_FUNCTIONS + 1]; /* NULL ends */
};

/* Load it, and fill the table with its functions in the order of the names:
 * it has a pointer for each.  NULL, or what is wrong, valid until the next
 * call in this thread.  What was loaded stays; loading it again is cheap. */
const char *library_load(const struct library *library, void *table);

#endif
