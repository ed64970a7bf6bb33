/* SPDX-License-Identifier: MIT */
#include "audit/assume.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/limits.h"

static enum gj_status
figures_read(struct gj_audit *a, struct gj_error *err)
{
    enum gj_status status =
        figures_scan(&a->arena, &a->doc.layout, &a->doc.rules->lexicon,
                     &a->doc.figures, err);

    return status == GJ_OK ? assume_apply(a, err) : status;
}

/* The whole of gouji on one screen. */
static enum gj_status
audit_stage(struct gj_audit *a, struct str bytes, enum gj_stage stage,
            struct gj_error *err)
{
    struct document *doc = &a->doc;
    const struct gj_rules *rules = doc->rules;

    switch (stage) {
    case GJ_STAGE_TEXT:
        return text_normalize(&a->arena, bytes, &rules->folds, &doc->text,
                              err);
    case GJ_STAGE_LAYOUT:
        return layout_build(&a->arena, &doc->text, &rules->layout,
                            &doc->layout, err);
    case GJ_STAGE_FIGURE:
        return figures_read(a, err);
    case GJ_STAGE_FACT:
        return facts_derive(doc, err);
    case GJ_STAGE_CHECK:
        return relations_check(doc, &a->options, &a->results, &a->nresults,
                               err);
    case GJ_STAGE_DIAGNOSE:
        return diagnose(doc, &a->options, a->results, a->nresults,
                        &a->explanations, err);
    case GJ_STAGE_PUBLISH:
        return audit_publish(a, err);
    case GJ_STAGES:
        break;
    }
    return GJ_OK;
}

static enum gj_status
audit_stages(struct gj_audit *a, struct str bytes, struct gj_error *err)
{
    enum gj_status status = GJ_OK;

    for (int stage = 0; stage < GJ_STAGES && status == GJ_OK; stage++) {
        status = audit_stage(a, bytes, (enum gj_stage)stage, err);
        if (a->options.stage_done)
            a->options.stage_done(a->options.stage_user, (enum gj_stage)stage);
    }
    return status;
}

/* Memory is asked for in many places, and some of them can do without what
 * they did not get: but a result that lacks something is none. */
static enum gj_status
audit_status(const struct gj_audit *a, enum gj_status status,
             struct gj_error *err)
{
    enum gj_lang lang = a->options.lang;
    enum limit reached = (enum limit)a->arena.reached;

    if (!reached && a->arena.over_limit)
        reached = LIMIT_IS_MEMORY;
    if (!reached && !a->arena.failed)
        return status;
    if (err)
        *err = (struct gj_error){ 0 };
    if (reached)
        return limit_error(err, reached, lang);
    return memory_error(err, lang);
}

/* What the document as it stands would have been told. */
static enum gj_status
audit_compare(struct gj_audit *a, const char *text, size_t len,
              struct gj_error *err)
{
    struct gj_options options = a->options;
    struct gj_audit *before = NULL;
    enum gj_status status;
    bool ok;

    options.nassume = 0;
    status = gj_audit_run(a->doc.rules, text, len, &options, &before, err);
    if (status != GJ_OK)
        return status;
    ok = before && assume_publish(a, before);
    gj_audit_free(before);
    return ok ? GJ_OK : err_set(err, GJ_NOMEM, "out of memory");
}

enum gj_status
gj_audit_run(const struct gj_rules *rules, const char *text, size_t len,
             const struct gj_options *options, struct gj_audit **out,
             struct gj_error *err)
{
    struct gj_audit *a = calloc(1, sizeof(*a));
    enum gj_status status = GJ_OK;
    char *copy;

    if (!a)
        return err_set(err, GJ_NOMEM, "out of memory");
    arena_init(&a->arena, LIMIT_MEMORY);
    if (options)
        a->options = *options;
    a->doc.arena = &a->arena;
    a->doc.rules = rules;
    if (len > LIMIT_DOCUMENT_BYTES)
        status = limit_reached(&a->arena, LIMIT_IS_DOCUMENT, err);
    copy = status ? NULL : str_dup(&a->arena, (struct str){ text, len });
    if (copy)
        status = audit_stages(a, (struct str){ copy, len }, err);
    status = audit_status(a, status, err);
    if (status == GJ_OK && a->options.nassume)
        status = audit_compare(a, text, len, err);
    if (status != GJ_OK) {
        gj_audit_free(a);
        return status;
    }
    *out = a;
    return GJ_OK;
}

void
gj_audit_free(struct gj_audit *audit)
{
    if (!audit)
        return;
    arena_release(&audit->arena);
    free(audit);
}

const struct gj_document *
gj_audit_document(const struct gj_audit *a)
{
    return a->kept ? &a->kept->document : &a->document;
}

const struct gj_figure *
gj_audit_figures(const struct gj_audit *a, size_t *n)
{
    *n = a->kept ? a->kept->nfigures : a->nfigures;
    return a->kept ? a->kept->figures : a->figures;
}

const struct gj_relation *
gj_audit_relations(const struct gj_audit *a, size_t *n)
{
    *n = a->kept ? a->kept->nrelations : a->nrelations;
    return a->kept ? a->kept->relations : a->relations;
}

const struct gj_finding *
gj_audit_findings(const struct gj_audit *a, size_t *n)
{
    *n = a->kept ? a->kept->nfindings : a->nfindings;
    return a->kept ? a->kept->findings : a->findings;
}

const struct gj_notice *
gj_audit_notices(const struct gj_audit *a, size_t *n)
{
    *n = a->kept ? a->kept->nnotices : a->nnotices;
    return a->kept ? a->kept->notices : a->notices;
}

struct gj_audit *
gj_audit_of(const struct gj_results *results)
{
    struct gj_audit *a = calloc(1, sizeof(*a));

    if (!a)
        return NULL;
    arena_init(&a->arena, LIMIT_MEMORY);
    a->kept = results;
    return a;
}

static const char *
kept_line(const struct gj_results *kept, size_t line, size_t *len)
{
    size_t low = 0, high = kept->nlines;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (kept->lines[middle].number < line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == kept->nlines || kept->lines[low].number != line)
        return NULL;
    *len = kept->lines[low].len;
    return kept->lines[low].text;
}

const char *
gj_audit_line(const struct gj_audit *a, size_t line, size_t *len)
{
    const struct source *s = &a->doc.text.source;
    size_t from, to;

    if (a->kept)
        return kept_line(a->kept, line, len);
    if (line == 0 || line > s->nlines)
        return NULL;
    from = s->byte_of[s->line_start[line - 1]];
    to = line < s->nlines ? s->byte_of[s->line_start[line]] : s->bytes.len;
    while (to > from &&
           (s->bytes.ptr[to - 1] == '\n' || s->bytes.ptr[to - 1] == '\r'))
        to--;
    *len = to - from;
    return s->bytes.ptr + from;
}
