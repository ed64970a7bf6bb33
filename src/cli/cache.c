/* SPDX-License-Identifier: MIT */
#include "cli/cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/profile.h"

/* What waits to be written; a transaction a document would be slow, and one
 * for all would be lost when the power fails, and lock others out. */
#define WAITING_MAX   256
#define WAITING_BYTES ((size_t)4 << 20)

const char *const cache_schema =
    "CREATE TABLE cache (\n"
    "  -- digest of the document, the rules, the version and the settings\n"
    "  key TEXT PRIMARY KEY,\n"
    "  check_sum TEXT NOT NULL, -- SHA-256 of the record\n"
    "  record TEXT NOT NULL     -- results, as `gouji map` writes them\n"
    ") WITHOUT ROWID;\n";

struct waiting {
    struct cache_key key;
    char *record;
    size_t len;
};

struct cache {
    const struct settings *settings;
    struct store *store;
    struct query *get, *put;
    struct waiting waiting[WAITING_MAX];
    size_t n, bytes;
    bool off;
    char program[65];
};

/* A program of the same version may have been built from other sources: what
 * runs is part of the key, where the system says what that is. */
static void
program_digest(char out[65])
{
    struct gj_error err = { 0 };
    char *bytes;
    size_t len;

    memcpy(out, GJ_VERSION, sizeof(GJ_VERSION));
    if (input_read("/proc/self/exe", NULL, &bytes, &len, &err) != GJ_OK)
        return;
    input_sha256(bytes, len, out);
    free(bytes);
}

struct cache *
cache_new(const struct settings *s, struct store *store)
{
    struct cache *c = calloc(1, sizeof(*c));

    if (!c)
        return NULL;
    c->settings = s;
    c->store = store;
    program_digest(c->program);
    store_lock(store);
    c->get =
        query_new(store, "SELECT record, check_sum FROM cache WHERE key = ?");
    c->put = query_new(store, "INSERT OR REPLACE INTO cache VALUES (?, ?, ?)");
    store_unlock(store);
    return c;
}

/* ---- with the lock held ---- */

static void
give_up(struct cache *c)
{
    const char *trouble = store_trouble(c->store);

    if (!trouble || c->off)
        return;
    complain(SAY(c->settings->lang, "缓存 %s 不能用，继续而不用它：%s",
                 "the cache %s cannot be used, going on without: %s"),
             c->settings->cache, trouble);
    c->off = true;
}

static void
write_waiting(struct cache *c)
{
    bool own = c->n > 0 && !c->off && !store_in_transaction(c->store);

    if (own)
        store_begin(c->store);
    for (size_t i = 0; i < c->n; i++) {
        struct waiting *w = &c->waiting[i];
        char sum[65];

        if (!c->off) {
            input_sha256(w->record, w->len, sum);
            query_text(c->put, 1, w->key.digest);
            query_text(c->put, 2, sum);
            query_bytes(c->put, 3, w->record, w->len);
            query_done(c->put);
        }
        free(w->record);
    }
    if (own)
        store_commit(c->store);
    c->n = c->bytes = 0;
    give_up(c);
}

/* ---- from any thread ---- */

void
cache_end(struct cache *c)
{
    if (!c)
        return;
    store_lock(c->store);
    write_waiting(c);
    c->off = true;
    query_free(c->get);
    query_free(c->put);
    c->get = c->put = NULL;
    store_unlock(c->store);
}

void
cache_free(struct cache *c)
{
    free(c);
}

struct cache_key
cache_key(const struct cache *c, const struct document *doc, enum gj_lang lang,
          bool whole)
{
    struct cache_key key;
    char text[320];
    int n = snprintf(text, sizeof(text), "%s %s %s %s %s", c->program,
                     doc->sha256, doc->profile->key,
                     lang == GJ_EN ? "en" : "zh", whole ? "whole" : "thin");

    input_sha256(text, (size_t)n, key.digest);
    return key;
}

/* The record of the row, if it is what was written; malloc()ed. */
static char *
row_record(struct query *q, size_t *len)
{
    size_t nsum;
    const char *record = query_column(q, 0, len);
    const char *told = query_column(q, 1, &nsum);
    char *copy, sum[65];

    if (!record || !told || nsum != 64)
        return NULL;
    input_sha256(record, *len, sum);
    if (memcmp(sum, told, 64) != 0)
        return NULL;
    copy = malloc(*len + 1);
    if (copy)
        memcpy(copy, record, *len);
    return copy;
}

char *
cache_get(struct cache *c, const struct cache_key *key, size_t *len)
{
    char *record = NULL;

    store_lock(c->store);
    if (!c->off) {
        query_text(c->get, 1, key->digest);
        if (query_step(c->get))
            record = row_record(c->get, len);
        query_done(c->get);
        give_up(c);
    }
    store_unlock(c->store);
    return record;
}

void
cache_put(struct cache *c, const struct cache_key *key, const char *record,
          size_t len)
{
    char *copy = malloc(len);

    if (!copy)
        return;
    memcpy(copy, record, len);
    store_lock(c->store);
    if (c->off) {
        free(copy);
    } else {
        c->waiting[c->n++] = (struct waiting){ *key, copy, len };
        c->bytes += len;
        if (c->n == WAITING_MAX || c->bytes > WAITING_BYTES)
            write_waiting(c);
    }
    store_unlock(c->store);
}
