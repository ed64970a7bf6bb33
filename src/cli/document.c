/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cache.h"
#include "cli/profile.h"
#include "cli/record.h"

struct gj_options
audit_options(const struct profile *p, enum gj_lang lang)
{
    return (struct gj_options){
        .lang = lang,
        .strict = p->strict,
        .select = p->select.items,
        .nselect = p->select.n,
        .ignore = p->ignore.items,
        .nignore = p->ignore.n,
        .levels = p->levels,
        .nlevels = p->nlevels,
    };
}

/* The bytes of an input. */
struct bytes {
    char *ptr;
    size_t len;
};

static bool
read_bytes(struct document *doc, const char *name, enum gj_lang lang,
           struct bytes *bytes)
{
    struct input_options options = { .lang = lang };

    if (input_read(name, &options, &bytes->ptr, &bytes->len,
                   &doc->error[lang]) != GJ_OK)
        return false;
    input_sha256(bytes->ptr, bytes->len, doc->sha256);
    stats_done(&doc->stats, STEP_READ);
    return true;
}

static bool
decode(struct document *doc, const struct work *work,
       const struct bytes *bytes, enum gj_lang lang, struct input_text *text)
{
    struct input_options options = { work->settings->encoding, lang };
    bool ok = input_decode(bytes->ptr, bytes->len, &options, text,
                           &doc->error[lang]) == GJ_OK;

    stats_done(&doc->stats, STEP_DECODE);
    return ok;
}

/* What failed fails again in the same way, and is told in the other language,
 * too.  Standard input cannot be read twice: bytes that were read stay. */
static void
load_failed(struct document *doc, const struct work *work, const char *name,
            struct bytes *bytes)
{
    enum gj_lang lang = work->settings->lang;
    enum gj_lang other = lang == GJ_EN ? GJ_ZH : GJ_EN;
    struct input_text text = { 0 };

    doc->failed = true;
    if (work->lang[other] &&
        (bytes->ptr ||
         (strcmp(name, "-") != 0 && read_bytes(doc, name, other, bytes))))
        (void)decode(doc, work, bytes, other, &text);
    input_text_free(&text);
    if (!doc->error[other].status)
        doc->error[other] = doc->error[lang];
}

static void
audit(struct document *doc, const struct work *work, enum gj_lang lang,
      const struct input_text *text)
{
    struct gj_options options = audit_options(doc->profile, lang);

    options.assume = work->settings->assumptions;
    options.nassume = work->settings->assume.n;
    options.findings_only = !work->whole;
    if (doc->stats.on) {
        options.stage_done = stats_stage;
        options.stage_user = &doc->stats;
    }
    if (gj_audit_run(doc->profile->rules, text->bytes, text->len, &options,
                     &doc->audit[lang], &doc->error[lang]) == GJ_OK)
        return;
    input_localize(&doc->error[lang], lang);
    doc->audit[lang] = NULL;
    doc->failed = true;
}

/* An audit that failed in one language is an error in each. */
static void
settle(struct document *doc)
{
    for (int lang = GJ_ZH; doc->failed && lang <= GJ_EN; lang++) {
        gj_audit_free(doc->audit[lang]);
        doc->audit[lang] = NULL;
        if (!doc->error[lang].status)
            doc->error[lang] = doc->error[lang == GJ_EN ? GJ_ZH : GJ_EN];
    }
}

/* ---- the cache ---- */

/* Is a result in this language still missing? */
static bool
missing(const struct document *doc, const struct work *work, int lang)
{
    return work->lang[lang] && !doc->audit[lang];
}

static void
recall(struct document *doc, const struct work *work, enum gj_lang lang)
{
    struct cache_key key = cache_key(work->cache, doc, lang, work->whole);
    const struct problem *problem;
    struct record *record;
    size_t len;
    char *bytes = cache_get(work->cache, &key, &len);

    if (!bytes)
        return;
    record = record_read(bytes, len, doc->profile->rules, &problem);
    free(bytes);
    if (!record)
        return;
    doc->audit[lang] = gj_audit_of(record_results(record));
    doc->record[lang] = record;
    doc->encoding = record_head(record)->encoding;
}

/* All results that are wanted are in the cache. */
static bool
recall_all(struct document *doc, const struct work *work)
{
    if (!work->cache)
        return false;
    for (int lang = GJ_ZH; lang <= GJ_EN; lang++)
        if (work->lang[lang])
            recall(doc, work, (enum gj_lang)lang);
    return !missing(doc, work, GJ_ZH) && !missing(doc, work, GJ_EN);
}

struct text {
    char *bytes;
    size_t len, cap;
};

static bool
append(void *user, const char *bytes, size_t len)
{
    struct text *t = user;

    if (t->len + len > t->cap) {
        size_t cap = (t->len + len) * 2;
        char *grown = realloc(t->bytes, cap);

        if (!grown)
            return false;
        t->bytes = grown;
        t->cap = cap;
    }
    memcpy(t->bytes + t->len, bytes, len);
    t->len += len;
    return true;
}

/* Without memory for it, a result is not kept. */
static void
keep(const struct document *doc, const struct work *work, enum gj_lang lang)
{
    struct cache_key key = cache_key(work->cache, doc, lang, work->whole);
    struct report_input input = { .path = doc->path,
                                  .sha256 = doc->sha256,
                                  .encoding = doc->encoding,
                                  .audit = doc->audit[lang] };
    struct text text = { 0 };
    struct sink sink = { .write = append, .user = &text };

    sink_puts(&sink, "{");
    report_json_record(&sink, &input, doc->profile->rules, work->whole);
    sink_puts(&sink, "}");
    if (!sink.failed)
        cache_put(work->cache, &key, text.bytes, text.len);
    free(text.bytes);
}

/* ---- the run ---- */

/* Audit in each language that is wanted and not there yet. */
static void
audit_text(struct document *doc, const struct work *work,
           const struct input_text *text)
{
    bool fresh[2] = { missing(doc, work, GJ_ZH), missing(doc, work, GJ_EN) };

    doc->encoding = text->encoding;
    doc->empty = input_blank(text->bytes, text->len);
    for (int lang = GJ_ZH; !doc->empty && lang <= GJ_EN; lang++)
        if (fresh[lang] && !doc->failed)
            audit(doc, work, (enum gj_lang)lang, text);
    settle(doc);
    for (int lang = GJ_ZH; work->cache && lang <= GJ_EN; lang++)
        if (fresh[lang] && doc->audit[lang])
            keep(doc, work, (enum gj_lang)lang);
}

void
document_run(struct document *doc, const struct work *work, size_t i)
{
    enum gj_lang lang = work->settings->lang;
    const struct input_path *path = &work->list->paths[i];
    struct input_text text = { 0 };
    struct bytes bytes = { 0 };

    doc->path = strdup(path->shown ? path->shown : path->name);
    doc->profile = work->profiles ? work->profiles[i] : work->base;
    doc->no_reports = path->no_reports;
    doc->stats.on = work->settings->stats;
    stats_start(&doc->stats);
    if (!doc->path) {
        doc->failed = true;
        return;
    }
    if (doc->no_reports)
        return;
    if (!read_bytes(doc, path->name, lang, &bytes)) {
        load_failed(doc, work, path->name, &bytes);
    } else if (!recall_all(doc, work)) {
        if (decode(doc, work, &bytes, lang, &text))
            audit_text(doc, work, &text);
        else
            load_failed(doc, work, path->name, &bytes);
    }
    doc->size = bytes.len;
    free(bytes.ptr);
    input_text_free(&text);
}

void
document_free(struct document *doc)
{
    free(doc->path);
    for (int lang = GJ_ZH; lang <= GJ_EN; lang++) {
        gj_audit_free(doc->audit[lang]);
        record_free(doc->record[lang]);
    }
    *doc = (struct document){ 0 };
}
