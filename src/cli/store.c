/* SPDX-License-Identifier: MIT */
#include "cli/store.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/library.h"

/* "Goji": what the header of our files says, so that no other program's
 * database is taken for one, nor written to. */
#define APPLICATION 0x476f6a69
/* Raised when the tables change; files of another version are refused. */
#define SCHEMA 1
#define WAIT   5000 /* ms for another process */

#define FUNCTIONS(X)        \
    X(sqlite3_open_v2)      \
    X(sqlite3_close)        \
    X(sqlite3_busy_timeout) \
    X(sqlite3_errmsg)       \
    X(sqlite3_exec)         \
    X(sqlite3_prepare_v2)   \
    X(sqlite3_finalize)     \
    X(sqlite3_bind_text64)  \
    X(sqlite3_bind_int64)   \
    X(sqlite3_bind_null)    \
    X(sqlite3_step)         \
    X(sqlite3_reset)        \
    X(sqlite3_column_blob)  \
    X(sqlite3_column_bytes) \
    X(sqlite3_column_int64)

struct sqlite {
    FUNCTIONS(LIBRARY_MEMBER)
};

static const struct library sqlite = { LIBRARY_SQLITE3,
                                       { FUNCTIONS(LIBRARY_NAME) } };

struct store {
    struct sqlite lib;
    sqlite3 *db;
    pthread_mutex_t lock;
    bool open; /* a transaction */
    char trouble[256];
};

struct query {
    struct store *store;
    sqlite3_stmt *statement; /* NULL after trouble */
};

static bool
check(struct store *store, int code)
{
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
        return true;
    if (!*store->trouble)
        snprintf(store->trouble, sizeof(store->trouble), "%s",
                 store->lib.sqlite3_errmsg(store->db));
    return false;
}

const char *
store_trouble(const struct store *store)
{
    return *store->trouble ? store->trouble : NULL;
}

void
store_run(struct store *store, const char *sql)
{
    if (!*store->trouble)
        check(store,
              store->lib.sqlite3_exec(store->db, sql, NULL, NULL, NULL));
}

size_t
store_number(struct store *store, const char *sql)
{
    struct query *q = query_new(store, sql);
    size_t n = query_step(q) ? query_number(q, 0) : 0;

    query_free(q);
    return n;
}

/* What the file holds.  *why: it is not for us. */
static bool
is_empty(struct store *store, enum gj_lang lang, const char **why)
{
    size_t application = store_number(store, "PRAGMA application_id");
    size_t version = store_number(store, "PRAGMA user_version");
    size_t tables = store_number(store, "SELECT count(*) FROM sqlite_master");

    *why = store_trouble(store);
    if (*why || (tables == 0 && application == 0))
        return !*why;
    if (application != APPLICATION)
        *why = SAY(lang, "这是别的程序的数据库",
                   "the database of another program");
    else if (version != SCHEMA)
        *why = SAY(lang, "由另一版本的 gouji 建立",
                   "made by another version of gouji");
    return false;
}

static void
set_up(struct store *store, const char *schema)
{
    char sql[128];

    store_begin(store);
    snprintf(sql, sizeof(sql),
             "PRAGMA application_id = %d; PRAGMA user_version = %d",
             APPLICATION, SCHEMA);
    store_run(store, sql);
    store_run(store, schema);
    store_commit(store);
}

/* NULL, or what is wrong. */
static const char *
open_file(struct store *store, const char *path, const char *schema,
          enum gj_lang lang)
{
    const char *why = library_load(&sqlite, &store->lib);
    int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

    if (why)
        return why;
    if (!check(store,
               store->lib.sqlite3_open_v2(path, &store->db, flags, NULL)))
        return store_trouble(store);
    check(store, store->lib.sqlite3_busy_timeout(store->db, WAIT));
    if (is_empty(store, lang, &why))
        set_up(store, schema);
    return why ? why : store_trouble(store);
}

struct store *
store_open(const char *path, const char *schema, enum gj_lang lang,
           struct gj_error *err)
{
    struct store *store = calloc(1, sizeof(*store));
    const char *why = SAY(lang, "内存不足", "out of memory");

    err->status = store ? GJ_OUTPUT : GJ_NOMEM;
    if (store) {
        pthread_mutex_init(&store->lock, NULL);
        why = open_file(store, path, schema, lang);
        if (!why)
            return store;
    }
    snprintf(err->message, sizeof(err->message), "%s", why);
    store_close(store);
    return NULL;
}

void
store_close(struct store *store)
{
    if (!store)
        return;
    if (store->db)
        store->lib.sqlite3_close(store->db);
    pthread_mutex_destroy(&store->lock);
    free(store);
}

void
store_lock(struct store *store)
{
    pthread_mutex_lock(&store->lock);
}

void
store_unlock(struct store *store)
{
    pthread_mutex_unlock(&store->lock);
}

bool
store_in_transaction(const struct store *store)
{
    return store->open;
}

void
store_begin(struct store *store)
{
    if (store->open)
        return;
    store_run(store, "BEGIN IMMEDIATE");
    store->open = !*store->trouble;
}

void
store_commit(struct store *store)
{
    if (!store->open)
        return;
    store_run(store, "COMMIT");
    if (*store->trouble)
        store->lib.sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    store->open = false;
}

/* ---- statements ---- */

struct query *
query_new(struct store *store, const char *sql)
{
    struct query *q = calloc(1, sizeof(*q));

    if (!q) {
        snprintf(store->trouble, sizeof(store->trouble), "out of memory");
        return NULL;
    }
    q->store = store;
    if (!*store->trouble)
        check(store, store->lib.sqlite3_prepare_v2(store->db, sql, -1,
                                                   &q->statement, NULL));
    return q;
}

void
query_free(struct query *q)
{
    if (!q)
        return;
    if (q->statement)
        q->store->lib.sqlite3_finalize(q->statement);
    free(q);
}

static bool
works(const struct query *q)
{
    return q && q->statement && !*q->store->trouble;
}

void
query_bytes(struct query *q, int i, const char *text, size_t len)
{
    if (works(q))
        check(q->store,
              q->store->lib.sqlite3_bind_text64(
                  q->statement, i, text, len, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void
query_text(struct query *q, int i, const char *text)
{
    if (text)
        query_bytes(q, i, text, strlen(text));
    else
        query_null(q, i);
}

void
query_count(struct query *q, int i, size_t n)
{
    if (works(q))
        check(q->store, q->store->lib.sqlite3_bind_int64(q->statement, i,
                                                         (sqlite3_int64)n));
}

void
query_null(struct query *q, int i)
{
    if (works(q))
        check(q->store, q->store->lib.sqlite3_bind_null(q->statement, i));
}

bool
query_step(struct query *q)
{
    int code;

    if (!works(q))
        return false;
    code = q->store->lib.sqlite3_step(q->statement);
    return check(q->store, code) && code == SQLITE_ROW;
}

void
query_done(struct query *q)
{
    while (query_step(q))
        ;
    if (q && q->statement)
        q->store->lib.sqlite3_reset(q->statement);
}

const char *
query_column(struct query *q, int i, size_t *len)
{
    const void *text = q->store->lib.sqlite3_column_blob(q->statement, i);

    *len = (size_t)q->store->lib.sqlite3_column_bytes(q->statement, i);
    return text;
}

size_t
query_number(struct query *q, int i)
{
    return (size_t)q->store->lib.sqlite3_column_int64(q->statement, i);
}
