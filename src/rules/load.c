/* SPDX-License-Identifier: MIT */
/* From rule files to compiled rules. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/sha256.h"
#include "rules/load_int.h"

/* Which files there are, and who reads them, in this order. */
enum stage { WORDS, INDICATORS, RELATIONS, STAGES };

static bool load_version(struct loader *l, struct str text);
static bool load_nothing(struct loader *l, struct str text);

static const struct file_kind {
    const char *folder; /* with its slash, or the whole name */
    const char *ending; /* NULL: the whole name is known */
    enum stage stage;
    bool (*load)(struct loader *l, struct str text);
} file_kinds[] = {
    { "version.json", NULL, WORDS, load_version },
    { "schema.json", NULL, WORDS, load_nothing }, /* for editors */
    { "units.json", NULL, WORDS, load_units },
    { "words/", ".json", WORDS, load_words },
    { "text/", ".tsv", WORDS, load_traditional },
    { "indicators/", ".json", INDICATORS, load_indicators },
    { "retired.json", NULL, INDICATORS, load_retired },
    { "relations/", ".json", RELATIONS, load_relation },
    { "packs/", ".json", RELATIONS, load_pack },
};

static const struct file_kind *
file_kind_of(const char *name)
{
    struct str s = str_of(name);

    for (size_t i = 0; i < sizeof(file_kinds) / sizeof(file_kinds[0]); i++) {
        const struct file_kind *kind = &file_kinds[i];

        if (kind->ending ? str_starts(s, str_of(kind->folder)) &&
                               str_ends(s, str_of(kind->ending))
                         : str_eqc(s, kind->folder))
            return kind;
    }
    return NULL;
}

struct version {
    const char *version;
};

static const struct json_member version_members[] = {
    JSON_MUST("version", json_text, struct version, version),
};

static bool
load_version(struct loader *l, struct str text)
{
    struct cJSON *json = json_parse(&l->in, text);
    struct version v = { NULL };
    bool ok = json && json_object(&l->in, json, version_members, 1, &v);

    json_free(json);
    if (ok)
        l->rules->version = v.version;
    return ok;
}

static bool
load_nothing(struct loader *l, struct str text)
{
    (void)l;
    (void)text;
    return true;
}

static bool
stage_load(struct loader *l, const struct gj_file *files, size_t n,
           enum stage stage)
{
    for (size_t i = 0; i < n; i++) {
        const struct file_kind *kind = file_kind_of(files[i].name);

        if (kind->stage != stage)
            continue;
        l->in.file = files[i].name;
        l->in.path_len = 0;
        if (!kind->load(l, (struct str){ files[i].bytes, files[i].len }))
            return false;
    }
    l->in.path_len = 0;
    switch (stage) {
    case WORDS:
        return load_words_done(l);
    case INDICATORS:
        return load_patterns(l);
    case RELATIONS:
        return load_relations_done(l);
    case STAGES:
        break;
    }
    return true;
}

/* The same rules give the same digest, in whatever order they came. */
static bool
digest(struct loader *l, const struct gj_file *files, size_t n)
{
    char *hex = arena_alloc(l->in.arena, SHA256_HEX);
    struct sha256 sha;
    char head[32];

    if (!hex)
        return json_no_memory(&l->in);
    sha256_init(&sha);
    for (size_t i = 0; i < n; i++) {
        int len = snprintf(head, sizeof(head), "%zu", files[i].len);

        sha256_update(&sha, files[i].name, strlen(files[i].name) + 1);
        sha256_update(&sha, head, (size_t)len + 1);
        sha256_update(&sha, files[i].bytes, files[i].len);
    }
    sha256_final(&sha, hex);
    l->rules->sha256 = hex;
    return true;
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct gj_file *)a)->name,
                  ((const struct gj_file *)b)->name);
}

/* Names are copied: the rules outlive the caller's files. */
static bool
file_take(struct loader *l, const struct gj_file *file, struct gj_file *out)
{
    *out = *file;
    out->name = str_dup(l->in.arena, str_of(file->name));
    if (!out->name)
        return json_no_memory(&l->in);
    l->in.file = out->name;
    if (!file_kind_of(out->name))
        return json_fail(&l->in, "no rule file has such a name");
    if (out->len > LIMIT_RULE_FILE_BYTES) {
        l->in.status = limit_error(l->in.err, LIMIT_IS_RULE_FILE, GJ_EN);
        return false;
    }
    return true;
}

static bool
files_sort(struct loader *l, const struct gj_file *files, size_t n,
           struct gj_file *sorted)
{
    for (size_t i = 0; i < n; i++)
        if (!file_take(l, &files[i], &sorted[i]))
            return false;
    if (n)
        qsort(sorted, n, sizeof(*sorted), by_name);
    for (size_t i = 1; i < n; i++) {
        l->in.file = sorted[i].name;
        if (strcmp(sorted[i - 1].name, sorted[i].name) == 0)
            return json_fail(&l->in, "there are two files of this name");
    }
    return true;
}

enum gj_status
rules_load(struct gj_rules *rules, const struct gj_file *files, size_t nfiles,
           struct gj_error *err)
{
    struct loader l = { .rules = rules,
                        .in = { .arena = &rules->arena, .err = err } };
    struct gj_file *sorted;

    if (nfiles > LIMIT_RULE_FILES)
        return limit_error(err, LIMIT_IS_RULE_FILES, GJ_EN);
    l.in.user = &l;
    rules->version = "";
    sorted = arena_array(l.in.arena, nfiles, sizeof(*sorted));
    if (!sorted)
        return err_memory(err, l.in.arena);
    if (files_sort(&l, files, nfiles, sorted) && digest(&l, sorted, nfiles))
        for (int stage = 0; stage < STAGES; stage++)
            if (!stage_load(&l, sorted, nfiles, (enum stage)stage))
                break;
    return l.in.status;
}
