/* SPDX-License-Identifier: MIT */
/* check, figures and ledger: the same run, shown in three ways. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

struct view {
    struct settings *settings;
    struct output *outputs;
    size_t n;
    struct verdicts verdicts;
    bool found; /* a document fails */
    size_t index;
    /* Inputs that failed, for the end of each format; by language. */
    struct report_input *failed[2];
    size_t nfailed, cap;
};

/* ---- outputs ---- */

static const struct reporter *
format_find(const struct settings *s, enum report_view view, const char *name)
{
    const struct reporter *reporter = reporter_find(view, name);

    if (reporter)
        return reporter;
    complain(
        SAY(s->lang, "没有输出格式 %s；可用：", "no format %s; there are:"),
        name);
    for (size_t i = 0; reporter_at(i); i++)
        if (reporter_at(i)->view == view)
            fprintf(stderr, " %s", reporter_at(i)->name);
    fputc('\n', stderr);
    return NULL;
}

static bool
output_add(struct view *v, const struct reporter *reporter, const char *name,
           const struct gj_rules *rules)
{
    const struct settings *s = v->settings;
    struct output *o = &v->outputs[v->n];
    bool text = strcmp(reporter->name, "text") == 0;

    o->reporter = reporter;
    o->file = output_open(name);
    if (!o->file) {
        complain_write(s, name);
        return false;
    }
    o->sink = (struct sink){ .write = output_write, .user = o->file };
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

/* False if any output could not be written whole. */
static bool
outputs_close(struct view *v)
{
    bool ok = true;

    for (size_t i = 0; i < v->n; i++) {
        struct output *o = &v->outputs[i];

        o->reporter->end(&o->sink, &o->options, v->failed[o->options.lang],
                         v->nfailed);
        if (!output_close(o->file, true)) {
            complain_write(v->settings, output_name(v->settings, i));
            ok = false;
        }
    }
    return ok;
}

/* ---- one document ---- */

static struct gj_notice
remark(const char *code, const char *message)
{
    return (struct gj_notice){
        .code = code,
        .message = message,
        .place = { .line = 1, .column = 1, .end_line = 1, .end_column = 1 }
    };
}

static struct gj_notice
no_text(const struct document *doc, enum gj_lang lang)
{
    return remark("no-text",
                  doc->no_reports
                      ? SAY(lang, "文件夹中没有可以检查的文件",
                            "no file to check in this folder")
                      : SAY(lang, "没有可以检查的文字", "no text to check"));
}

static bool
low_coverage(const struct settings *s, const struct gj_audit *audit)
{
    const struct gj_coverage *c = &gj_audit_document(audit)->coverage;

    return c->checked < c->figures &&
           c->checked * 100 < c->figures * s->min_coverage;
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
    };

    if (!doc->failed && (doc->empty || doc->no_reports || low)) {
        notice = low ? remark("low-coverage",
                              SAY(lang, "核对到的数字少于 --min-coverage",
                                  "fewer figures checked than "
                                  "--min-coverage asks for"))
                     : no_text(doc, lang);
        input.notices = &notice;
        input.nnotices = 1;
    }
    o->reporter->input(&o->sink, &o->options, &input, v->index);
    /* Results are there as soon as they are known, also in a pipe. */
    output_flush(o->file);
}

static bool
keep_failed(struct view *v, const struct document *doc)
{
    if (v->nfailed == v->cap) {
        size_t cap = v->cap ? v->cap * 2 : 16;

        for (int lang = GJ_ZH; lang <= GJ_EN; lang++) {
            struct report_input *items =
                realloc(v->failed[lang], cap * sizeof(*items));

            if (!items)
                return false;
            v->failed[lang] = items;
        }
        v->cap = cap;
    }
    for (int lang = GJ_ZH; lang <= GJ_EN; lang++)
        v->failed[lang][v->nfailed] = (struct report_input){
            .path = strdup(doc->path ? doc->path : "?"),
            .error = strdup(doc->error[lang].message),
        };
    v->nfailed++;
    return v->failed[GJ_ZH][v->nfailed - 1].path &&
           v->failed[GJ_ZH][v->nfailed - 1].error &&
           v->failed[GJ_EN][v->nfailed - 1].path &&
           v->failed[GJ_EN][v->nfailed - 1].error;
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

    if (doc->failed && !keep_failed(v, doc))
        return complain_memory(v->settings) == STATUS_OK;
    if (audit) {
        if (!marks_make(&v->verdicts, doc->path, audit, &marks))
            return complain_memory(v->settings) == STATUS_OK;
        low = low_coverage(v->settings, audit);
        v->found = v->found || low || marks_fail(&v->verdicts, audit, &marks);
    }
    for (size_t i = 0; i < v->n; i++)
        show(v, &v->outputs[i], doc, &marks, low);
    marks_free(&marks);
    v->index++;
    return writable(v);
}

/* ---- the command ---- */

static void
view_free(struct view *v)
{
    for (int lang = GJ_ZH; lang <= GJ_EN; lang++) {
        for (size_t i = 0; i < v->nfailed; i++) {
            free((char *)(uintptr_t)v->failed[lang][i].path);
            free((char *)(uintptr_t)v->failed[lang][i].error);
        }
        free(v->failed[lang]);
    }
    free(v->outputs);
}

static int
view_run(struct view *v, enum report_view view, struct work *work)
{
    int status;
    bool written;

    if (!outputs_open(v, view, work->rules))
        return STATUS_ERROR;
    for (size_t i = 0; i < v->n; i++)
        work->lang[v->outputs[i].options.lang] = true;
    status = run_documents(work, take, v);
    written = outputs_close(v);
    if (status == STATUS_INT)
        _exit(STATUS_INT); /* threads may still read what we would free */
    if (!written)
        return STATUS_ERROR;
    if (status == STATUS_OK && view == VIEW_CHECK && v->found)
        status = STATUS_FOUND;
    return status;
}

static int
view_known(struct view *v, enum report_view view, struct work *work)
{
    const struct settings *s = v->settings;
    struct known baseline = { 0 }, review = { 0 };
    int status = STATUS_ERROR;

    v->verdicts.settings = s;
    v->verdicts.baseline = s->baseline ? &baseline : NULL;
    v->verdicts.review = s->review ? &review : NULL;
    if ((!s->baseline || baseline_read(s, &baseline)) &&
        (!s->review || review_read(s, &review)))
        status = view_run(v, view, work);
    known_free(&baseline);
    known_free(&review);
    return status;
}

int
cmd_view(struct settings *s, enum report_view view)
{
    struct view v = { .settings = s };
    struct input_list list = { 0 };
    struct gj_rules *rules = rules_open(s);
    struct work work = { .settings = s, .rules = rules, .list = &list };
    int status = STATUS_ERROR;

    if (rules && rules_choose(s, rules) && inputs_collect(s, &s->paths, &list))
        status = view_known(&v, view, &work);
    view_free(&v);
    input_list_free(&list);
    gj_rules_free(rules);
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
