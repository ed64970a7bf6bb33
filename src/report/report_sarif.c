/* SPDX-License-Identifier: MIT */
/*
 * check as SARIF 2.1.0, with what GitHub code scanning requires.  Columns are
 * code points; operands are related locations, linked from the message.
 */
#include <string.h>

#include "report/words.h"

#define RELATED 100 /* as many as code scanning shows */

static const char *
level_of(enum gj_severity severity)
{
    return severity == GJ_NOTICE ? "note" : severity_id(severity);
}

/* Code scanning refuses empty strings. */
static const char *
filled(const char *text, const char *otherwise)
{
    return text != NULL && text[0] != '\0' ? text : otherwise;
}

static void
emit_text(struct emit *e, const char *key, const char *text)
{
    emit_open(e, key, '{', false);
    emit_string(e, "text", text);
    emit_close(e);
}

static void
emit_help(struct emit *e, const struct gj_rule *rule, enum gj_lang lang)
{
    emit_open(e, "help", '{', false);
    emit_text_begin(e, "text");
    emit_text_part(e, filled(rule->why[lang == GJ_EN], rule->id));
    if (filled(rule->formula, NULL) != NULL) {
        emit_text_part(e, "\n");
        emit_text_part(e, word(lang, W_FORMULA));
        emit_text_part(e, ": ");
        emit_text_part(e, rule->formula);
    }
    emit_text_part(e, "\n");
    emit_text_part(e, "gouji explain ");
    emit_text_part(e, rule->code);
    emit_text_end(e);
    emit_close(e);
}

static void
emit_rule(struct emit *e, const struct gj_rule *rule, enum gj_lang lang)
{
    const char *title = filled(rule->title[lang == GJ_EN], rule->id);

    emit_open(e, NULL, '{', true);
    emit_string(e, "id", rule->code);
    emit_string(e, "name", rule->id);
    emit_text(e, "shortDescription", title);
    emit_text(e, "fullDescription", filled(rule->why[lang == GJ_EN], title));
    emit_help(e, rule, lang);
    emit_open(e, "defaultConfiguration", '{', false);
    emit_string(e, "level", level_of(rule->severity));
    emit_close(e);
    emit_open(e, "properties", '{', false);
    emit_open(e, "tags", '[', false);
    emit_string(e, NULL, "consistency");
    emit_string(e, NULL, rule->kind);
    emit_close(e);
    emit_string(e, "precision", "high");
    emit_string(e, "problem.severity",
                rule->severity == GJ_NOTICE ? "recommendation"
                                            : severity_id(rule->severity));
    emit_close(e);
    emit_close(e);
}

static void
sarif_begin(struct sink *sink, const struct report_options *options)
{
    struct emit e;
    size_t n = options->rules != NULL ? gj_rules_count(options->rules) : 0;

    emit_resume(&e, sink, "", false);
    emit_open(&e, NULL, '{', true);
    emit_string(&e, "$schema",
                "https://json.schemastore.org/sarif-2.1.0.json");
    emit_string(&e, "version", "2.1.0");
    emit_open(&e, "runs", '[', true);
    emit_open(&e, NULL, '{', true);
    emit_open(&e, "tool", '{', true);
    emit_open(&e, "driver", '{', true);
    emit_string(&e, "name", "gouji");
    emit_string(&e, "version", GJ_VERSION);
    emit_string(&e, "semanticVersion", GJ_VERSION);
    emit_open(&e, "rules", '[', true);
    for (size_t i = 0; i < n; i++)
        emit_rule(&e, gj_rules_at(options->rules, i), options->lang);
    emit_close(&e);
    emit_close(&e);
    emit_close(&e);
    emit_string(&e, "columnKind", "unicodeCodePoints");
    emit_open(&e, "results", '[', true);
}

/* A path as the reference of a URI. */
static void
emit_uri(struct emit *e, const char *path)
{
    static const char hex[] = "0123456789ABCDEF";
    static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    struct sink *sink = e->sink;

    emit_text_begin(e, "uri");

    if (path[0] == '/')
        sink_puts(sink, "file://");
    for (; *path != '\0'; path++) {
        unsigned char c = (unsigned char)(*path == '\\' ? '/' : *path);

        if (strchr(safe, c) != NULL)
            sink_printf(sink, "%c", c);
        else
            sink_printf(sink, "%%%c%c", hex[c >> 4], hex[c & 15]);
    }
    emit_text_end(e);
}

static void
emit_region(struct emit *e, const struct gj_figure *figure)
{
    const struct gj_place *p = &figure->place;

    emit_open(e, "region", '{', false);
    emit_count(e, "startLine", p->line);
    emit_count(e, "startColumn", p->column);
    emit_count(e, "endLine", p->end_line);
    emit_count(e, "endColumn", p->end_column);
    emit_text(e, "snippet", figure->text);
    emit_close(e);
}

static void
emit_location(struct emit *e, const struct report_input *input,
              const struct gj_figure *figure)
{
    emit_open(e, "physicalLocation", '{', false);
    emit_open(e, "artifactLocation", '{', false);
    emit_uri(e, input->path);
    emit_close(e);
    if (figure != NULL && figure->place.line > 0) {
        emit_region(e, figure);
    } else {
        emit_open(e, "region", '{', false);
        emit_count(e, "startLine", 1);
        emit_close(e);
    }
    emit_close(e);
}

static void
emit_related(struct emit *e, const struct report_input *input,
             const struct gj_finding *f)
{
    emit_open(e, "relatedLocations", '[', true);
    for (size_t i = 1; i < f->nterms && i <= RELATED; i++) {
        const struct gj_figure *figure = f->terms[i].figure;

        emit_open(e, NULL, '{', false);
        emit_count(e, "id", i);
        emit_location(e, input, figure);
        emit_text(e, "message", filled(figure_caption(figure), figure->text));
        emit_close(e);
    }
    emit_close(e);
}

/* Brackets make links in messages: those of the document are escaped. */
static void
message_part(struct emit *e, const char *text)
{
    while (text != NULL && *text != '\0') {
        size_t plain = strcspn(text, "[]\\");

        emit_text_bytes(e, text, plain);
        text += plain;
        if (*text == '\0')
            return;
        emit_text_part(e, "\\");
        emit_text_bytes(e, text++, 1);
    }
}

static void
emit_message(struct emit *e, const struct gj_finding *f, enum gj_lang lang)
{
    emit_open(e, "message", '{', false);
    emit_text_begin(e, "text");
    message_part(e, filled(f->message, f->rule->id));
    if (filled(f->formula, NULL) != NULL) {
        emit_text_part(e, "\n");
        emit_text_part(e, word(lang, W_FORMULA));
        emit_text_part(e, ": ");
        message_part(e, f->formula);
    }
    for (size_t i = 1; i < f->nterms && i <= 20; i++) {
        const struct gj_figure *figure = f->terms[i].figure;

        emit_text_part(e, i == 1 ? "\n[" : " [");
        message_part(e, figure_caption(figure));
        emit_text_part(e, " ");
        message_part(e, figure->text);
        emit_text_part(e, "]");
        sink_printf(e->sink, "(%zu)", i);
    }
    emit_text_end(e);
    emit_close(e);
}

static void
emit_standing(struct emit *e, const struct report_input *input, size_t i)
{
    const char *reason = finding_suppressed(input, i);

    if (reason != NULL) {
        emit_open(e, "suppressions", '[', false);
        emit_open(e, NULL, '{', false);
        emit_string(e, "kind", "external");
        emit_string(e, "justification", reason);
        emit_close(e);
        emit_close(e);
    }
    emit_string(e, "baselineState", finding_baseline(input, i));
}

static void
emit_result(struct emit *e, const struct report_options *options,
            const struct report_input *input, size_t i)
{
    size_t n;
    const struct gj_finding *f = &input_findings(input, &n)[i];

    emit_open(e, NULL, '{', true);
    emit_string(e, "ruleId", f->rule->code);
    emit_string(e, "level", level_of(f->severity));
    emit_message(e, f, options->lang);
    emit_open(e, "locations", '[', false);
    emit_open(e, NULL, '{', false);
    emit_location(e, input, f->nterms > 0 ? f->terms[0].figure : NULL);
    emit_close(e);
    emit_close(e);
    if (f->nterms > 1)
        emit_related(e, input, f);
    emit_open(e, "partialFingerprints", '{', false);
    emit_string(e, "primaryLocationLineHash", f->fingerprint);
    emit_string(e, "gouji/v1", f->fingerprint);
    emit_close(e);
    emit_standing(e, input, i);
    emit_close(e);
}

static void
sarif_input(struct sink *sink, const struct report_options *options,
            const struct report_input *input, size_t index)
{
    struct emit e;
    struct report_totals *t = &sink->totals;
    size_t n;

    (void)index;
    (void)input_findings(input, &n);
    emit_resume(&e, sink, "{[{[",
                t->errors + t->warnings + t->notices + t->known > 0);
    for (size_t i = 0; i < n; i++)
        emit_result(&e, options, input, i);
    totals_add(sink, input);
}

static void
emit_failure(struct emit *e, const struct report_input *input)
{
    emit_open(e, NULL, '{', false);
    emit_string(e, "level", "error");
    emit_text(e, "message", filled(input->error, "?"));
    emit_open(e, "locations", '[', false);
    emit_open(e, NULL, '{', false);
    emit_location(e, input, NULL);
    emit_close(e);
    emit_close(e);
    emit_close(e);
}

static void
sarif_end(struct sink *sink, const struct report_options *options,
          const struct report_input *failed, size_t nfailed)
{
    struct emit e;
    struct report_totals *t = &sink->totals;

    (void)options;
    emit_resume(&e, sink, "{[{[",
                t->errors + t->warnings + t->notices + t->known > 0);
    emit_close(&e);
    emit_open(&e, "invocations", '[', true);
    emit_open(&e, NULL, '{', true);
    emit_bool(&e, "executionSuccessful", nfailed == 0);
    emit_open(&e, "toolExecutionNotifications", '[', true);
    for (size_t i = 0; i < nfailed; i++)
        emit_failure(&e, &failed[i]);
    emit_close(&e);
    emit_close(&e);
    emit_close(&e);
    emit_close(&e);
    emit_close(&e);
    emit_close(&e);
    sink_puts(sink, "\n");
}

const struct reporter report_check_sarif = {
    .name = "sarif",
    .view = VIEW_CHECK,
    .begin = sarif_begin,
    .input = sarif_input,
    .end = sarif_end,
};
