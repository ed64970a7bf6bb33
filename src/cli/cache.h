/* SPDX-License-Identifier: MIT */
/*
 * The cache: results of documents that were audited before, by what they are
 * made of.
 *
 * A result is kept as the record of report_json_record(), under the digest of
 * the document's bytes, the rules, the version and the settings that can
 * change it, with a digest of its own: what was damaged is not there.  Any
 * trouble is told once and turns the cache off; the run goes on without.
 */
#ifndef GJ_CLI_CACHE_H
#define GJ_CLI_CACHE_H

#include "cli/cli.h"
#include "cli/store.h"

/* The tables, for store_open(). */
extern const char *const cache_schema;

struct cache;

/* Borrows the store.  NULL when out of memory. */
struct cache *cache_new(const struct settings *s, struct store *store);
/* Writes what is not written yet.  For good: calls of threads that are still
 * at work do nothing afterwards; the memory stays until cache_free(). */
void cache_end(struct cache *cache);
void cache_free(struct cache *cache);

/* What identifies one result. */
struct cache_key {
    char digest[65];
};
struct cache_key cache_key(const struct cache *cache,
                           const struct document *doc, enum gj_lang lang,
                           bool whole);
/* The record, malloc()ed, or NULL. */
char *cache_get(struct cache *cache, const struct cache_key *key, size_t *len);
void cache_put(struct cache *cache, const struct cache_key *key,
               const char *record, size_t len);

#endif
