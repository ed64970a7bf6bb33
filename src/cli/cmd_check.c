/* SPDX-License-Identifier: MIT */
/* check, figures and ledger: the same run, shown in three ways. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/book.h"
#include "cli/db.h"
#include "cli/known.h"
#include "cli/profile.h"

/* An input that failed, kept for the end of each format. */
struct failure {
    char *path, *message[2]; /* by enum gj_lang */
};

struct view {
    struct settings *settings;
    struct output *outputs;
    size_t n;
    struct verdicts verdicts;
    bool check; /* a document can fail */
    bool found; /* and one does */
    size_t index;
    struct failure *failures;
    size_t nfailures, cap;
    struct known baseline, review;
    const struct work *work;
    struct stats stats;
};

/* ---- outputs ---- */

static const struct reporter *
format_find(const struct settings *s, enum report_view view, const char *name)
{
    const struct reporter *reporter = reporter_find(view, name);
    const char *names[32];
    size_t n = 0;

    if (reporter)
        return reporter;
    for (size_t i = 0; reporter_at(i) && n < 32; i++)
        if (reporter_at(i)->view == view)
            names[n++] = reporter_at(i)->name;
    complain_names(s->lang, SAY(s->lang, "没有输出格式", "no format"), name,
                   names, n);
    return NULL;
}

static bool
output_add(struct view *v, const struct reporter *reporter, const char *name,
           const struct gj_rules *rules)
{
    const struct settings *s = v->settings;
    struct output *o = &v->outputs[v->n];
    bool text = strcmp(reporter->name, "text") == 0;
    bool folder = reporter->pages && output_is_folder(name);
    const char *why;

    o->reporter = reporter;
    o->file = folder ? output_open_folder(name) : output_open(name);
    if (!o->file) {
        complain_write(s, name);
        return false;
    }
    o->book = reporter->book ? book_new(&why) : NULL;
    if (reporter->book && !o->book) {
        output_close(o->file, false);
        complain_output(s, name, why);
        return false;
    }
    o->sink = (struct sink){ .write = output_write,
                             .book = o->book,
                             .page = folder ? output_page : NULL,
                             .user = o->file };
    o->options = (struct report_options){
        .lang = text ? s->lang : s->machine_lang,
        .color = text && (s->color == COLOR_ALWAYS ||
                          (s->color == COLOR_AUTO && output_is_tty(o->file))),
        .quiet = s->quiet,
        .rules = rules,
    };
    v->n++;
    return true;
}

/* FORMAT:FILE of --out. */
static bool
output_extra(struct view *v, enum report_view view, const char *arg,
             const struct gj_rules *rules)
{
    const char *colon = strchr(arg, ':');
    const struct reporter *reporter;
    char name[32];

    if (!colon || !colon[1] || colon - arg >= (int)sizeof(name)) {
        complain(SAY(v->settings->lang, "选项 --out 须为 格式:文件，不是 %s",
                     "option --out is FORMAT:FILE, not %s"),
                 arg);
        return false;
    }
    snprintf(name, sizeof(name), "%.*s", (int)(colon - arg), arg);
    reporter = format_find(v->settings, view, name);
    return reporter && output_add(v, reporter, colon + 1, rules);
}

static bool
outputs_open(struct view *v, enum report_view view,
             const struct gj_rules *rules)
{
    const struct settings *s = v->settings;
    const struct reporter *first =
        format_find(s, view, s->format ? s->format : "text");
    bool ok = first != NULL;

    v->outputs = calloc(s->out.n + 1, sizeof(*v->outputs));
    if (!v->outputs)
        return complain_memory(s) == STATUS_OK;
    ok = ok && output_add(v, first, s->output, rules);
    for (size_t i = 0; ok && i < s->out.n; i++)
        ok = output_extra(v, view, s->out.items[i], rules);
    for (size_t i = 0; ok && i < v->n; i++)
        v->outputs[i].reporter->begin(&v->outputs[i].sink,
                                      &v->outputs[i].options);
    if (!ok)
        for (size_t i = 0; i < v->n; i++)
            output_close(v->outputs[i].file, false);
    return ok;
}

static const char *
output_name(const struct settings *s, size_t i)
{
    return i == 0 ? s->output : strchr(s->out.items[i - 1], ':') + 1;
}

/* The end of one format; without memory for them, without the failures. */
static void
output_end(const struct view *v, struct output *o)
{
    struct report_input *failed = calloc(v->nfailures + 1, sizeof(*failed));
    size_t n = failed ? v->nfailures : 0;

    for (size_t i = 0; i < n; i++) {
        failed[i].path = v->failures[i].path;
        failed[i].error = v->failures[i].message[o->options.lang];
    }
    o->reporter->end(&o->sink, &o->options, failed, n);
    free(failed);
}

/* False if any output could not be written whole. */
static bool
outputs_close(struct view *v)
{
    bool ok = true;

    for (size_t i = 0; i < v->n; i++) {
        struct output *o = &v->outputs[i];

        output_end(v, o);
        book_free(o->book);
        o->book = NULL;
        if (!output_close(o->file, !o->sink.failed) || o->sink.failed) {
            complain_write(v->settings, output_name(v->settings, i));
            ok = false;
        }
    }
    return ok;
}

/* ---- one document ---- */

static bool
low_coverage(unsigned percent, const struct gj_audit *audit)
{
    const struct gj_coverage *c = &gj_audit_document(audit)->coverage;

    return c->checked < c->figures && c->checked * 100 < c->figures * percent;
}

static void
show(struct view *v, struct output *o, const struct document *doc,
     const struct marks *marks, bool low)
{
    enum gj_lang lang = o->options.lang;
    struct gj_notice notice = { 0 };
    struct report_input input = {
        .path = doc->path,
        .sha256 = *doc->sha256 ? doc->sha256 : NULL,
        .encoding = doc->encoding,
        .audit = doc->audit[lang],
        .error = doc->failed ? doc->error[lang].message : NULL,
        .suppressed = marks->suppressed,
        .baseline = marks->baseline,
        .review = marks->review,
    };

    if (!doc->failed && (doc->empty || doc->no_reports || low)) {
        notice =
            low ? input_remark("low-coverage",
                               SAY(lang, "核对到的数字少于 --min-coverage",
                                   "fewer figures checked than "
                                   "--min-coverage asks for"))
                : input_no_text(doc->no_reports, lang);
        input.notices = &notice;
        input.nnotices = 1;
    }
    o->reporter->input(&o->sink, &o->options, &input, v->index);
    /* Results are there as soon as they are known, also in a pipe. */
    output_flush(o->file);
}

static bool
keep_failure(struct view *v, const struct document *doc)
{
    struct failure *f;

    if (v->nfailures == v->cap) {
        size_t cap = v->cap ? v->cap * 2 : 16;
        struct failure *items = realloc(v->failures, cap * sizeof(*items));

        if (!items)
            return false;
        v->failures = items;
        v->cap = cap;
    }
    f = &v->failures[v->nfailures++];
    f->path = strdup(doc->path ? doc->path : "?");
    f->message[GJ_ZH] = strdup(doc->error[GJ_ZH].message);
    f->message[GJ_EN] = strdup(doc->error[GJ_EN].message);
    return f->path && f->message[GJ_ZH] && f->message[GJ_EN];
}

static bool
writable(const struct view *v)
{
    for (size_t i = 0; i < v->n; i++)
        if (!v->outputs[i].sink.failed)
            return true;
    return false;
}

static bool
take(void *user, const struct document *doc)
{
    struct view *v = user;
    const struct gj_audit *audit =
        doc->audit[GJ_ZH] ? doc->audit[GJ_ZH] : doc->audit[GJ_EN];
    struct marks marks = { 0 };
    bool low = false;

    stats_start(&v->stats);
    if (doc->failed && !keep_failure(v, doc))
        return complain_memory(v->settings) == STATUS_OK;
    if (audit) {
        if (!marks_make(&v->verdicts, doc->path, audit, &marks))
            return complain_memory(v->settings) == STATUS_OK;
        low = v->check && low_coverage(doc->profile->min_coverage, audit);
        v->found = v->found || low ||
                   marks_fail(doc->profile->fail_on, audit, &marks);
    }
    for (size_t i = 0; i < v->n; i++)
        show(v, &v->outputs[i], doc, &marks, low);
    if (v->work->db)
        db_put(v->work->db, doc, v->settings->machine_lang, &marks);
    marks_free(&marks);
    v->index++;
    stats_done(&v->stats, STEP_REPORT);
    stats_add(&v->stats, &doc->stats, doc->size);
    return writable(v);
}

/* ---- the command ---- */

static void
view_free(struct view *v)
{
    for (size_t i = 0; i < v->nfailures; i++) {
        free(v->failures[i].path);
        free(v->failures[i].message[GJ_ZH]);
        free(v->failures[i].message[GJ_EN]);
    }
    free(v->failures);
    known_free(&v->baseline);
    known_free(&v->review);
    free(v->outputs);
}

static int
view_run(struct view *v, enum report_view view, struct work *work,
         document_source *source, void *user)
{
    int status;
    bool written;

    if (!outputs_open(v, view, work->rules))
        return STATUS_ERROR;
    for (size_t i = 0; i < v->n; i++) {
        work->lang[v->outputs[i].options.lang] = true;
        work->whole = work->whole || v->outputs[i].reporter->whole;
    }
    if (work->db)
        work->lang[v->settings->machine_lang] = true;
    v->work = work;
    v->stats.on = v->settings->stats;
    status = source(user, work, take, v);
    stats_start(&v->stats);
    written = work_end(work);
    written = outputs_close(v) && written;
    stats_done(&v->stats, STEP_REPORT);
    if (v->stats.on)
        stats_print(&v->stats, v->settings->jobs, stderr);
    if (status == STATUS_INT)
        _exit(STATUS_INT); /* threads may still read what we would free */
    if (!written)
        return STATUS_ERROR;
    if (status == STATUS_OK && v->check && v->found)
        status = STATUS_FOUND;
    return status;
}

static bool
view_known(struct view *v)
{
    const struct settings *s = v->settings;

    v->verdicts.settings = s;
    v->verdicts.baseline = s->baseline ? &v->baseline : NULL;
    v->verdicts.review = s->review ? &v->review : NULL;
    today(v->verdicts.today);
    return (!s->baseline ||
            known_read(s, s->baseline, KNOWN_BASELINE, &v->baseline)) &&
           (!s->review || known_read(s, s->review, KNOWN_REVIEW, &v->review));
}

/* What baseline and review hold in vain; each for `baseline check`. */
static void
view_tell(const struct view *v)
{
    const struct settings *s = v->settings;

    if (s->baseline)
        known_tell(s, s->baseline, KNOWN_BASELINE, &v->baseline,
                   s->baseline_check);
    if (s->review)
        known_tell(s, s->review, KNOWN_REVIEW, &v->review, false);
}

int
view_of(struct settings *s, enum report_view view, struct work *work,
        document_source *source, void *user)
{
    struct view v = { .settings = s, .check = view == VIEW_CHECK };
    int status = STATUS_ERROR;

    if (view_known(&v)) {
        status = view_run(&v, view, work, source, user);
        view_tell(&v);
    }
    view_free(&v);
    return status;
}

static int
from_paths(void *user, const struct work *work, document_taker *taker,
           void *taker_user)
{
    (void)user;
    return run_documents(work, taker, taker_user);
}

int
cmd_view(struct settings *s, enum report_view view)
{
    struct input_list list = { 0 };
    struct work work = { 0 };
    struct profiles *profiles = work_open(s, &s->paths, &list, &work);
    int status = STATUS_ERROR;

    if (profiles)
        status = view_of(s, view, &work, from_paths, NULL);
    work_close(&work, profiles, &list);
    return status;
}

int
cmd_check(struct settings *s)
{
    return cmd_view(s, VIEW_CHECK);
}

int
cmd_figures(struct settings *s)
{
    return cmd_view(s, VIEW_FIGURES);
}

int
cmd_ledger(struct settings *s)
{
    return cmd_view(s, VIEW_LEDGER);
}
