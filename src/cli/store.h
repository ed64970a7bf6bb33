/* SPDX-License-Identifier: MIT */
/*
 * A database file, for the cache and for those who ask it with SQL; store.c
 * is the only door to SQLite.
 *
 * One connection, one user at a time: lock around everything.  The first
 * failure sticks: what follows does nothing, and store_trouble() says why.
 */
#ifndef GJ_CLI_STORE_H
#define GJ_CLI_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "gouji.h"

struct store;
struct query;

/* Open or make the file and give it the tables of schema (statements that do
 * nothing where the tables are there).  NULL with a message in lang: no
 * database, one of another program, locked, not writable. */
struct store *store_open(const char *path, const char *schema,
                         enum gj_lang lang, struct gj_error *err);
void store_close(struct store *store);
void store_lock(struct store *store);
void store_unlock(struct store *store);
/* NULL: none. */
const char *store_trouble(const struct store *store);

/* Transactions do not nest: begin does nothing inside of one. */
bool store_in_transaction(const struct store *store);
void store_begin(struct store *store);
void store_commit(struct store *store);
/* One statement without results. */
void store_run(struct store *store, const char *sql);
/* The number that a statement gives; 0 if it gives none. */
size_t store_number(struct store *store, const char *sql);

/* A prepared statement; never NULL, closed by the caller. */
struct query *query_new(struct store *store, const char *sql);
void query_free(struct query *query);
/* Give the i-th parameter (from 1) a value; NULL text is NULL. */
void query_text(struct query *query, int i, const char *text);
void query_bytes(struct query *query, int i, const char *text, size_t len);
void query_count(struct query *query, int i, size_t n);
void query_null(struct query *query, int i);
/* The next row; false at the end and after trouble. */
bool query_step(struct query *query);
/* Run to the end and make it ready for other values. */
void query_done(struct query *query);
/* Columns of the row, from 0; valid until the next step. */
const char *query_column(struct query *query, int i, size_t *len);
size_t query_number(struct query *query, int i);

#endif
