/* SPDX-License-Identifier: MIT */
/*
 * --db: results as tables, to be asked with SQL.  The schema, in db_schema.c,
 * says what each column holds; sqlite3 FILE .schema prints it.
 *
 * A document is known by its path: audited again it takes the place of what
 * was there, and is left alone if neither it nor anything that can change its
 * results has changed.  Documents that are gone stay until they are deleted.
 */
#ifndef GJ_CLI_DB_H
#define GJ_CLI_DB_H

#include "cli/cli.h"
#include "cli/store.h"

extern const char *const db_schema;

struct db;

/* Borrows the store.  NULL when out of memory. */
struct db *db_new(const struct settings *s, struct store *store);
/* Write one document, with what baseline and review say of its findings. */
void db_put(struct db *db, const struct document *doc, enum gj_lang lang,
            const struct marks *marks);
/* Write all of it.  False after a complaint, also about what came before. */
bool db_end(struct db *db);
void db_free(struct db *db);

#endif
