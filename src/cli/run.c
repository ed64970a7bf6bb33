/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cache.h"
#include "cli/db.h"
#include "cli/profile.h"
#include "cli/progress.h"

/* ---- inputs ---- */

static bool
add_input(const struct settings *s, struct input_list *list, const char *path)
{
    struct input_filter filter = { s->include.items, s->include.n, false };
    struct gj_error err = { 0 };

    if (input_add(list, path, &filter, &err) == GJ_OK)
        return true;
    complain("%s: %s", path, err.message);
    return false;
}

/* Paths, one a line; blank lines are skipped. */
static bool
add_lines(const struct settings *s, struct input_list *list, char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\r\n");
        bool last = text[len] == '\0';

        text[len] = '\0';
        if (len > 0 && !add_input(s, list, text))
            return false;
        text += len + !last;
    }
    return true;
}

static bool
add_files_from(const struct settings *s, struct input_list *list,
               const char *name)
{
    struct input_options options = { .lang = s->lang };
    struct gj_error err = { 0 };
    char *text;
    size_t len;
    bool ok;

    if (input_read(name, &options, &text, &len, &err) != GJ_OK) {
        complain("%s: %s", name, err.message);
        return false;
    }
    ok = add_lines(s, list, text);
    free(text);
    return ok;
}

static bool
inputs_collect(const struct settings *s, const struct strings *paths,
               struct input_list *list)
{
    bool ok = true;

    for (size_t i = 0; ok && i < paths->n; i++)
        ok = add_input(s, list, paths->items[i]);
    for (size_t i = 0; ok && i < s->files_from.n; i++)
        ok = add_files_from(s, list, s->files_from.items[i]);
    if (ok && paths->n == 0 && s->files_from.n == 0)
        ok = add_input(s, list, "-");
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->paths[i].name, "-") == 0)
            list->paths[i].shown = s->stdin_filename;
    input_sort(list);
    if (ok && list->skipped > 0 && !s->quiet)
        complain(SAY(s->lang,
                     "跳过文件夹中的 %zu 个文件（可用 --include 增加）",
                     "%zu files in folders skipped (add them with "
                     "--include)"),
                 list->skipped);
    return ok;
}

/* NULL after a complaint. */
static const struct profile **
inputs_profiles(const struct settings *s, struct profiles *profiles,
                struct input_list *list)
{
    const struct profile **of = calloc(list->n + 1, sizeof(struct profile *));
    size_t n = 0;

    if (!of) {
        complain_memory(s);
        return NULL;
    }
    for (size_t i = 0; i < list->n; i++) {
        struct input_path *path = &list->paths[i];

        of[n] = profile_for(profiles, path->name);
        if (!of[n]) {
            free(of);
            return NULL;
        }
        if ((path->walked || s->force_exclude) &&
            profile_excludes(of[n], path->name))
            free(path->name);
        else
            list->paths[n++] = *path;
    }
    list->n = n;
    return of;
}

/* The rules that a report names: those of all documents, where all have the
 * same. */
static const struct gj_rules *
rules_of_all(const struct work *work)
{
    for (size_t i = 0; i < work->list->n; i++)
        if (work->profiles[i]->rules != work->profiles[0]->rules)
            return work->base->rules;
    return work->list->n ? work->profiles[0]->rules : work->base->rules;
}

/* One file may be both; the tables of both are in each. */
static struct store *
open_store(const struct settings *s, const char *path, struct gj_error *err)
{
    size_t size = strlen(cache_schema) + strlen(db_schema) + 1;
    char *schema = malloc(size);
    struct store *store = NULL;

    err->status = GJ_NOMEM;
    if (schema) {
        snprintf(schema, size, "%s%s", cache_schema, db_schema);
        store = store_open(path, schema, s->lang, err);
    }
    free(schema);
    return store;
}

/* Without a database there is no run; without a cache there is. */
bool
stores_open(const struct settings *s, struct work *work)
{
    bool one = s->db && s->cache && strcmp(s->db, s->cache) == 0;
    struct gj_error err = { 0 };

    if (s->db) {
        work->db_store = open_store(s, s->db, &err);
        work->db = work->db_store ? db_new(s, work->db_store) : NULL;
        if (!work->db) {
            complain("%s: %s", s->db, err.message);
            return false;
        }
    }
    if (s->cache && s->assume.n == 0) {
        work->cache_store =
            one ? work->db_store : open_store(s, s->cache, &err);
        if (work->cache_store)
            work->cache = cache_new(s, work->cache_store);
        if (!work->cache)
            complain(SAY(s->lang, "缓存 %s 不能用，继续而不用它：%s",
                         "the cache %s cannot be used, going on without: %s"),
                     s->cache, err.message);
    }
    work->whole = work->db != NULL;
    return true;
}

bool
work_end(struct work *work)
{
    bool ok = db_end(work->db);

    cache_end(work->cache);
    return ok;
}

/* Is there so much to read that machine code for the patterns repays? */
static bool
is_much(const struct input_list *list)
{
    const off_t much = 512 << 10;
    off_t size = 0;
    struct stat st;

    for (size_t i = 0; i < list->n && i < 32 && size < much; i++)
        if (stat(list->paths[i].name, &st) == 0)
            size += st.st_size;
    return list->n > 32 || size >= much;
}

/* A place is that of one document. */
static bool
assumes_one(const struct settings *s, const struct input_list *list)
{
    if (s->assume.n == 0 || list->n == 1)
        return true;
    complain(SAY(s->lang, "--assume 只用于一个文档，这里有 %zu 个",
                 "--assume is for one document, there are %zu"),
             list->n);
    return false;
}

struct profiles *
work_open(const struct settings *s, const struct strings *paths,
          struct input_list *list, struct work *work)
{
    struct profiles *profiles = profiles_new(s);

    work->settings = s;
    work->list = list;
    if (!profiles)
        return NULL;
    work->base = profile_base(profiles);
    if (inputs_collect(s, paths, list) && assumes_one(s, list) &&
        stores_open(s, work))
        work->profiles = inputs_profiles(s, profiles, list);
    if (!work->profiles) {
        profiles_free(profiles);
        return NULL;
    }
    work->rules = rules_of_all(work);
    if (is_much(list))
        profiles_hurry(profiles);
    return profiles;
}

void
stores_close(struct work *work)
{
    db_free(work->db);
    cache_end(work->cache);
    cache_free(work->cache);
    if (work->cache_store != work->db_store)
        store_close(work->cache_store);
    store_close(work->db_store);
}

void
work_close(struct work *work, struct profiles *profiles,
           struct input_list *list)
{
    free(work->profiles);
    stores_close(work);
    input_list_free(list);
    profiles_free(profiles);
}

/* ---- the run ---- */

int
run_documents(const struct work *work, document_taker *take, void *user)
{
    const struct settings *s = work->settings;
    struct progress progress = progress_start(s, work->list->n);
    struct pool *pool = pool_start(work);
    const struct document *doc;
    int status = STATUS_OK;

    if (!pool)
        return complain_memory(s);
    for (doc = pool_next(pool); doc; doc = pool_next(pool)) {
        progress_clear(&progress);
        if (doc->failed) {
            complain("%s: %s", doc->path ? doc->path : "?",
                     doc->error[s->lang].message);
            status = STATUS_ERROR;
        }
        if (!take(user, doc))
            break;
        progress_step(&progress, doc);
    }
    progress_clear(&progress);
    if (interrupted()) {
        progress_interrupted(&progress);
        return STATUS_INT; /* threads may be busy: the process ends soon */
    }
    pool_free(pool);
    return status;
}
