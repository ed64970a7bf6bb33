/* SPDX-License-Identifier: MIT */
/*
 * reduce: what `gouji map` wrote, in any number of parts and in any order,
 * becomes one report.
 *
 * The lines stay where they are: what is kept of each is its id, its digest
 * and its place, sorted, so that an archive need not fit into memory and the
 * order of lines and parts leaves no trace.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/profile.h"
#include "cli/progress.h"
#include "cli/record.h"

struct part {
    const char *name;
    FILE *file;
};

struct entry {
    char *id;
    size_t part;
    long at; /* where the line begins */
    bool error;
    char digest[65];
};

struct reducer {
    struct settings *settings;
    struct part *parts;
    size_t nparts;
    struct entry *entries;
    size_t n, cap;
    char *line; /* grows */
    size_t line_cap;
    bool bad; /* something could not be read */
};

/* ---- the index ---- */

static bool
add_entry(struct reducer *r, struct entry entry)
{
    if (entry.id && r->n == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : 256;
        struct entry *entries = realloc(r->entries, cap * sizeof(*entries));

        if (!entries) {
            free(entry.id);
            return false;
        }
        r->entries = entries;
        r->cap = cap;
    }
    if (!entry.id)
        return false;
    r->entries[r->n++] = entry;
    return true;
}

static void
complain_line(struct reducer *r, const struct part *part, size_t number,
              const char *what)
{
    complain(SAY(r->settings->lang, "%s：第 %zu 行：%s", "%s: line %zu: %s"),
             part->name, number, what);
    r->bad = true;
}

/* Who made it must be who reports it: the rules say what a code means. */
static const char *
strange(const struct record_head *head, const struct work *work,
        enum gj_lang lang)
{
    if (head->error)
        return NULL;
    if (!head->rules || !head->version)
        return SAY(lang, "没有注明规则", "does not name its rules");
    if (strcmp(head->version, GJ_VERSION) != 0)
        return SAY(lang, "由另一版本的 gouji 产生",
                   "made by another version of gouji");
    if (strcmp(head->rules, gj_rules_sha256(work->rules)) != 0)
        return SAY(lang, "由另一套规则产生", "made with other rules");
    return NULL;
}

/* The id of the line in r->line; NULL with what is wrong, or with NULL when
 * out of memory. */
static char *
line_id(const struct reducer *r, const struct work *work, bool *error,
        const char **what)
{
    enum gj_lang lang = r->settings->lang;
    size_t len = strlen(r->line);
    const struct problem *problem;
    struct record *record = record_read(r->line, len, NULL, &problem);
    const struct record_head *head;
    char *id = NULL;

    *what = NULL;
    if (!record) {
        *what = problem->text[lang];
        return NULL;
    }
    head = record_head(record);
    *error = head->error != NULL;
    *what = input_utf8_check(r->line, len) < len
                ? SAY(lang, "不是有效的 UTF-8", "not valid UTF-8")
                : strange(head, work, lang);
    if (!*what)
        id = strdup(head->id ? head->id : "null");
    record_free(record);
    return id;
}

static bool
index_line(struct reducer *r, const struct work *work, size_t part,
           size_t number, long at)
{
    struct entry entry = { .part = part, .at = at };
    const char *what;

    entry.id = line_id(r, work, &entry.error, &what);
    if (what) {
        complain_line(r, &r->parts[part], number, what);
        return true;
    }
    input_sha256(r->line, strlen(r->line), entry.digest);
    return add_entry(r, entry);
}

/* The line at the place of the file, without its end; false at the end. */
static bool
next_line(struct reducer *r, FILE *file)
{
    ssize_t len = getline(&r->line, &r->line_cap, file);

    while (len > 0 && (r->line[len - 1] == '\n' || r->line[len - 1] == '\r'))
        r->line[--len] = '\0';
    return len >= 0;
}

static bool
index_part(struct reducer *r, const struct work *work, size_t part)
{
    FILE *file = r->parts[part].file;
    long at = 0;

    for (size_t number = 1; next_line(r, file); number++) {
        if (r->line[0] && !index_line(r, work, part, number, at))
            return complain_memory(r->settings) == STATUS_OK;
        at = ftell(file);
    }
    if (!ferror(file))
        return true;
    complain("%s: %s", r->parts[part].name, strerror(errno));
    r->bad = true;
    return true;
}

/* By id; results before errors; then in an order that is no accident. */
static int
entry_cmp(const void *pa, const void *pb)
{
    const struct entry *a = pa, *b = pb;
    int order = strcmp(a->id, b->id);

    if (order)
        return order;
    if (a->error != b->error)
        return a->error ? 1 : -1;
    return strcmp(a->digest, b->digest);
}

/* One document once.  An engine may run a task twice: the same line twice is
 * one, and a result stands for the failures before it. */
static void
sort_entries(struct reducer *r)
{
    size_t n = 0;

    if (r->n == 0)
        return;
    qsort(r->entries, r->n, sizeof(*r->entries), entry_cmp);
    for (size_t i = 0; i < r->n; i++) {
        const struct entry *last = n ? &r->entries[n - 1] : NULL;
        struct entry *e = &r->entries[i];

        if (!last || strcmp(last->id, e->id) != 0) {
            r->entries[n++] = *e;
            continue;
        }
        if (!e->error && strcmp(last->digest, e->digest) != 0) {
            complain(SAY(r->settings->lang, "%s 有两个不同的结果，只用一个",
                         "%s has two results that differ; one is used"),
                     e->id);
            r->bad = true;
        }
        free(e->id);
    }
    r->n = n;
}

/* ---- parts ---- */

/* Standard input cannot be read twice: a copy can. */
static FILE *
spool(FILE *from)
{
    FILE *to = tmpfile();
    char bytes[1 << 16];
    size_t n;

    while (to && (n = fread(bytes, 1, sizeof(bytes), from)) > 0)
        if (fwrite(bytes, 1, n, to) != n) {
            fclose(to);
            return NULL;
        }
    if (to && (ferror(from) || fseek(to, 0, SEEK_SET) != 0)) {
        fclose(to);
        return NULL;
    }
    return to;
}

static bool
open_part(struct reducer *r, const char *name)
{
    struct part *part = &r->parts[r->nparts];
    bool standard = strcmp(name, "-") == 0;
    FILE *file = standard ? stdin : fopen(name, "rb");

    part->name =
        standard ? SAY(r->settings->lang, "标准输入", "standard input") : name;
    if (file && (standard || fseek(file, 0, SEEK_END) != 0)) {
        part->file = spool(file);
        if (!standard)
            fclose(file);
    } else if (file) {
        rewind(file);
        part->file = file;
    }
    r->nparts += part->file != NULL;
    if (!part->file)
        complain("%s: %s", part->name, strerror(errno));
    return part->file != NULL;
}

static bool
open_parts(struct reducer *r)
{
    const struct strings *paths = &r->settings->paths;
    size_t n = paths->n ? paths->n : 1;

    r->parts = calloc(n, sizeof(*r->parts));
    if (!r->parts)
        return complain_memory(r->settings) == STATUS_OK;
    for (size_t i = 0; i < n; i++)
        if (!open_part(r, paths->n ? paths->items[i] : "-"))
            return false;
    return true;
}

static void
reducer_free(struct reducer *r)
{
    for (size_t i = 0; i < r->nparts; i++)
        fclose(r->parts[i].file);
    for (size_t i = 0; i < r->n; i++)
        free(r->entries[i].id);
    free(r->parts);
    free(r->entries);
    free(r->line);
}

/* ---- documents ---- */

static void
document_fails(struct document *doc, const char *message)
{
    doc->failed = true;
    for (int lang = GJ_ZH; lang <= GJ_EN; lang++) {
        doc->error[lang].status = GJ_INPUT;
        snprintf(doc->error[lang].message, sizeof(doc->error[lang].message),
                 "%s", message);
    }
}

/* The record of an entry as a document; false when out of memory. */
static bool
document_of(struct reducer *r, const struct work *work,
            const struct entry *entry, struct document *doc)
{
    FILE *file = r->parts[entry->part].file;
    const struct problem *problem;
    const struct record_head *head;

    if (fseek(file, entry->at, SEEK_SET) != 0 || !next_line(r, file)) {
        document_fails(doc, strerror(errno));
        return true;
    }
    doc->record[0] =
        record_read(r->line, strlen(r->line), work->rules, &problem);
    if (!doc->record[0]) {
        document_fails(doc, problem->text[r->settings->machine_lang]);
        return true;
    }
    head = record_head(doc->record[0]);
    if (head->error || (work->whole && !head->whole)) {
        document_fails(doc, head->error
                                ? head->error
                                : SAY(r->settings->machine_lang,
                                      "这种格式需要 gouji map --full 的记录",
                                      "this format needs records of gouji map "
                                      "--full"));
        return true;
    }
    snprintf(doc->sha256, sizeof(doc->sha256), "%s",
             head->sha256 ? head->sha256 : "");
    doc->encoding = head->encoding;
    doc->empty = head->no_text;
    for (int lang = GJ_ZH; !doc->empty && lang <= GJ_EN; lang++) {
        doc->audit[lang] = gj_audit_of(record_results(doc->record[0]));
        if (!doc->audit[lang])
            return false;
    }
    return true;
}

static int
from_records(void *user, const struct work *work, document_taker *take,
             void *taker)
{
    struct reducer *r = user;
    struct progress progress;
    bool go = true;

    for (size_t i = 0; i < r->nparts; i++)
        if (!index_part(r, work, i))
            return STATUS_ERROR;
    sort_entries(r);
    progress = progress_start(r->settings, r->n);
    for (size_t i = 0; go && i < r->n && !interrupted(); i++) {
        struct document doc = { .path = strdup(r->entries[i].id),
                                .profile = work->base };

        if (!doc.path || !document_of(r, work, &r->entries[i], &doc)) {
            document_free(&doc);
            return complain_memory(r->settings);
        }
        progress_clear(&progress);
        if (doc.failed) {
            complain("%s: %s", doc.path, doc.error[r->settings->lang].message);
            r->bad = true;
        }
        go = take(taker, &doc);
        progress_step(&progress, &doc);
        document_free(&doc);
    }
    progress_clear(&progress);
    if (interrupted()) {
        progress_interrupted(&progress);
        return STATUS_INT;
    }
    return r->bad ? STATUS_ERROR : STATUS_OK;
}

int
cmd_reduce(struct settings *s)
{
    struct reducer r = { .settings = s };
    struct profiles *profiles = profiles_new(s);
    struct work work = { .settings = s };
    int status = STATUS_ERROR;

    if (profiles) {
        work.base = profile_base(profiles);
        work.rules = work.base->rules;
        if (open_parts(&r) && stores_open(s, &work))
            status = view_of(s, VIEW_CHECK, &work, from_records, &r);
    }
    reducer_free(&r);
    stores_close(&work);
    profiles_free(profiles);
    return status;
}
