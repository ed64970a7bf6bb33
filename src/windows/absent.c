/* SPDX-License-Identifier: MIT */
/*
 * What this program does not have: the libraries of the database, of workbooks
 * and of HTTP.  The options that need them say so.
 */
#include "base/err.h"
#include "cli/book.h"
#include "cli/cli.h"
#include "cli/store.h"

/* ---- cli/store.h: nothing is ever opened ---- */

struct store *
store_open(const char *path, const char *schema, enum gj_lang lang,
           struct gj_error *err)
{
    (void)path, (void)schema;
    (void)err_set(err, GJ_INPUT, "%s",
                  SAY(lang, "Windows 版没有数据库功能",
                      "there are no databases in the program for Windows"));
    return NULL;
}

void
store_close(struct store *store)
{
    (void)store;
}

void
store_lock(struct store *store)
{
    (void)store;
}

void
store_unlock(struct store *store)
{
    (void)store;
}

const char *
store_trouble(const struct store *store)
{
    (void)store;
    return NULL;
}

bool
store_in_transaction(const struct store *store)
{
    (void)store;
    return false;
}

void
store_begin(struct store *store)
{
    (void)store;
}

void
store_commit(struct store *store)
{
    (void)store;
}

void
store_run(struct store *store, const char *sql)
{
    (void)store, (void)sql;
}

size_t
store_number(struct store *store, const char *sql)
{
    (void)store, (void)sql;
    return 0;
}

struct query *
query_new(struct store *store, const char *sql)
{
    (void)store, (void)sql;
    return NULL;
}

void
query_free(struct query *query)
{
    (void)query;
}

void
query_text(struct query *query, int i, const char *text)
{
    (void)query, (void)i, (void)text;
}

void
query_bytes(struct query *query, int i, const char *text, size_t len)
{
    (void)query, (void)i, (void)text, (void)len;
}

void
query_count(struct query *query, int i, size_t n)
{
    (void)query, (void)i, (void)n;
}

void
query_null(struct query *query, int i)
{
    (void)query, (void)i;
}

bool
query_step(struct query *query)
{
    (void)query;
    return false;
}

void
query_done(struct query *query)
{
    (void)query;
}

const char *
query_column(struct query *query, int i, size_t *len)
{
    (void)query, (void)i;
    *len = 0;
    return NULL;
}

size_t
query_number(struct query *query, int i)
{
    (void)query, (void)i;
    return 0;
}

/* ---- cli/book.h ---- */

struct report_book *
book_new(const char **why)
{
    *why = "there are no workbooks in the program for Windows";
    return NULL;
}

void
book_free(struct report_book *book)
{
    (void)book;
}

/* ---- gouji serve ---- */

int
cmd_serve(struct settings *s)
{
    complain(
        "%s",
        SAY(s->lang, "Windows 版没有 gouji serve；请直接打开 gouji.html",
            "there is no gouji serve on Windows; open gouji.html itself"));
    return STATUS_ERROR;
}
