/* SPDX-License-Identifier: MIT */
/*
 * check as SARIF 2.1.0, with what GitHub code scanning requires.  Columns are
 * code points; operands are related locations, linked from the message.
 */
#include <string.h>

#include "report/sarif.h"

/* Limits of code scanning: what it takes of results and shows of locations. */
#define RESULTS 25000
#define RELATED 100

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
        sarif_rule(&e, gj_rules_at(options->rules, i), options->lang);
    emit_close(&e);
    emit_close(&e);
    emit_close(&e);
    emit_string(&e, "columnKind", "unicodeCodePoints");
    emit_open(&e, "automationDetails", '{', false);
    emit_string(&e, "id", "gouji/");
    emit_close(&e);
    emit_open(&e, "originalUriBaseIds", '{', false);
    emit_open(&e, "SRCROOT", '{', false);
    sarif_text(&e, "description", word(options->lang, W_SRCROOT));
    emit_close(&e);
    emit_close(&e);
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
emit_artifact(struct emit *e, const struct report_input *input)
{
    emit_open(e, "artifactLocation", '{', false);
    emit_uri(e, input->path);
    if (input->path[0] != '/')
        emit_string(e, "uriBaseId", "SRCROOT");
    emit_close(e);
}

static void
emit_region(struct emit *e, const char *key, const struct gj_figure *figure)
{
    const struct gj_place *p = &figure->place;

    emit_open(e, key, '{', false);
    emit_count(e, "startLine", p->line);
    emit_count(e, "startColumn", p->column);
    emit_count(e, "endLine", p->end_line);
    emit_count(e, "endColumn", p->end_column);
    sarif_text(e, "snippet", figure->text);
    emit_close(e);
}

static void
emit_location(struct emit *e, const struct report_input *input,
              const struct gj_figure *figure)
{
    emit_open(e, "physicalLocation", '{', false);
    emit_artifact(e, input);
    if (figure != NULL && figure->place.line > 0) {
        emit_region(e, "region", figure);
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
        sarif_text(e, "message",
                   sarif_filled(figure_caption(figure), figure->text));
        emit_close(e);
    }
    emit_close(e);
}

/* Brackets make links in messages: those of the document are escaped. */
static void
message_part(struct emit *e, const char *text)
{
    emit_text_escaped(e, text, "[]\\");
}

static void
emit_message(struct emit *e, const struct gj_finding *f, enum gj_lang lang)
{
    emit_open(e, "message", '{', false);
    emit_text_begin(e, "text");
    message_part(e, sarif_filled(f->message, f->rule->id));
    if (sarif_filled(f->formula, NULL) != NULL) {
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

/* A step of the recomputation: a figure, and what it stands for. */
static void
emit_step(struct emit *e, const struct report_input *input,
          const struct gj_figure *figure, const char *what)
{
    emit_open(e, NULL, '{', false);
    emit_open(e, "location", '{', false);
    emit_location(e, input, figure);
    emit_open(e, "message", '{', false);
    emit_text_begin(e, "text");
    message_part(e, sarif_filled(what, "="));
    emit_text_part(e, " ");
    message_part(e, figure->text);
    emit_text_end(e);
    emit_close(e);
    emit_close(e);
    emit_close(e);
}

/* The operands one after the other, then the figure that is printed where
 * they lead. */
static void
emit_flow(struct emit *e, const struct report_input *input,
          const struct gj_finding *f, enum gj_lang lang)
{
    emit_open(e, "codeFlows", '[', false);
    emit_open(e, NULL, '{', false);
    emit_open(e, "message", '{', false);
    emit_text_begin(e, "text");
    emit_text_part(e, word(lang, W_RECOMPUTATION));
    emit_text_part(e, ": ");
    message_part(e, sarif_filled(f->formula, f->rule->id));
    if (sarif_filled(f->computed, NULL) != NULL) {
        emit_text_part(e, " → ");
        message_part(e, f->computed);
    }
    emit_text_end(e);
    emit_close(e);
    emit_open(e, "threadFlows", '[', false);
    emit_open(e, NULL, '{', false);
    emit_open(e, "locations", '[', true);
    for (size_t i = 1; i < f->nterms && i <= RELATED; i++)
        emit_step(e, input, f->terms[i].figure,
                  figure_caption(f->terms[i].figure));
    emit_step(e, input, f->terms[0].figure, word(lang, W_COL_STATED));
    for (unsigned i = 0; i < 5; i++)
        emit_close(e);
}

/* One explanation, one figure, and a text that can take its place as it is:
 * bare digits on one line, for what else is printed there would be lost. */
static const struct gj_change *
only_change(const struct gj_finding *f)
{
    const struct gj_change *change = &f->diagnosis[0].changes[0];
    const struct gj_figure *figure;

    if (f->ndiagnosis != 1 || f->diagnosis[0].nchanges != 1 ||
        change->figure >= f->nterms || change->suggest == NULL)
        return NULL;
    figure = f->terms[change->figure].figure;
    if (figure->comparator != NULL || figure->range != NULL ||
        figure->value == NULL ||
        figure->place.line != figure->place.end_line ||
        strchr("0123456789-", figure->text[0]) == NULL)
        return NULL;
    return change;
}

static void
emit_fix(struct emit *e, const struct report_input *input,
         const struct gj_finding *f, enum gj_lang lang)
{
    const struct gj_change *change = f->ndiagnosis > 0 ? only_change(f) : NULL;
    const struct gj_figure *figure;

    if (change == NULL)
        return;
    figure = f->terms[change->figure].figure;
    emit_open(e, "fixes", '[', false);
    emit_open(e, NULL, '{', false);
    emit_open(e, "description", '{', false);
    emit_text_begin(e, "text");
    message_part(e, figure->text);
    emit_text_part(e, " → ");
    message_part(e, change->suggest);
    emit_text_part(e, word(lang, W_FIX_CAVEAT));
    emit_text_end(e);
    emit_close(e);
    emit_open(e, "artifactChanges", '[', false);
    emit_open(e, NULL, '{', false);
    emit_artifact(e, input);
    emit_open(e, "replacements", '[', false);
    emit_open(e, NULL, '{', false);
    emit_region(e, "deletedRegion", figure);
    sarif_text(e, "insertedContent", change->suggest);
    for (unsigned i = 0; i < 6; i++)
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
        emit_string(e, "status", "accepted");
        emit_string(e, "justification", reason);
        emit_close(e);
        emit_close(e);
    }
    emit_string(e, "baselineState", finding_baseline(input, i));
}

static void
emit_rule_index(struct emit *e, const struct gj_rules *rules,
                const struct gj_rule *rule)
{
    size_t n = rules != NULL ? gj_rules_count(rules) : 0;

    for (size_t i = 0; i < n; i++)
        if (strcmp(gj_rules_at(rules, i)->code, rule->code) == 0)
            emit_count(e, "ruleIndex", i);
}

static void
emit_result(struct emit *e, const struct report_options *options,
            const struct report_input *input, size_t i)
{
    size_t n;
    const struct gj_finding *f = &input_findings(input, &n)[i];

    emit_open(e, NULL, '{', true);
    emit_string(e, "ruleId", f->rule->code);
    emit_rule_index(e, options->rules, f->rule);
    emit_string(e, "level", sarif_level(f->severity));
    emit_message(e, f, options->lang);
    emit_open(e, "locations", '[', false);
    emit_open(e, NULL, '{', false);
    emit_location(e, input, f->nterms > 0 ? f->terms[0].figure : NULL);
    emit_close(e);
    emit_close(e);
    if (f->nterms > 1) {
        emit_related(e, input, f);
        emit_flow(e, input, f, options->lang);
    }
    emit_open(e, "partialFingerprints", '{', false);
    emit_string(e, "primaryLocationLineHash", f->fingerprint);
    emit_string(e, "gouji/v1", f->fingerprint);
    emit_close(e);
    emit_fix(e, input, f, options->lang);
    emit_standing(e, input, i);
    emit_close(e);
}

/* Findings of the documents before this one. */
static size_t
results(const struct sink *sink)
{
    const struct report_totals *t = &sink->totals;

    return t->errors + t->warnings + t->notices + t->known;
}

static void
sarif_input(struct sink *sink, const struct report_options *options,
            const struct report_input *input, size_t index)
{
    struct emit e;
    size_t n, before = results(sink);

    (void)index;
    (void)input_findings(input, &n);
    emit_resume(&e, sink, "{[{[", before > 0);
    for (size_t i = 0; i < n && before + i < RESULTS; i++)
        emit_result(&e, options, input, i);
    totals_add(sink, input);
}

static void
emit_failure(struct emit *e, const struct report_input *input)
{
    emit_open(e, NULL, '{', false);
    emit_string(e, "level", "error");
    sarif_text(e, "message", sarif_filled(input->error, "?"));
    emit_open(e, "locations", '[', false);
    emit_open(e, NULL, '{', false);
    emit_location(e, input, NULL);
    emit_close(e);
    emit_close(e);
    emit_close(e);
}

/* More than code scanning takes: said, for what is not there looks right. */
static void
emit_overflow(struct emit *e, enum gj_lang lang, size_t n)
{
    if (n <= RESULTS)
        return;
    emit_open(e, NULL, '{', false);
    emit_string(e, "level", "warning");
    emit_open(e, "message", '{', false);
    emit_text_begin(e, "text");
    SAY(e->sink, lang, W_SARIF_FULL, NUM((size_t)RESULTS), NUM(n - RESULTS));
    emit_text_end(e);
    emit_close(e);
    emit_close(e);
}

static void
sarif_end(struct sink *sink, const struct report_options *options,
          const struct report_input *failed, size_t nfailed)
{
    struct emit e;

    emit_resume(&e, sink, "{[{[", results(sink) > 0);
    emit_close(&e);
    emit_open(&e, "invocations", '[', true);
    emit_open(&e, NULL, '{', true);
    emit_bool(&e, "executionSuccessful", nfailed == 0);
    emit_open(&e, "toolExecutionNotifications", '[', true);
    for (size_t i = 0; i < nfailed; i++)
        emit_failure(&e, &failed[i]);
    emit_overflow(&e, options->lang, results(sink));
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
