/* SPDX-License-Identifier: MIT */
/* ledger, the audit worksheet, as text, JSON and CSV. */
#include <stdlib.h>
#include <string.h>

#include "report/words.h"

#define SUBJECT_MAX 60 /* bytes; longer labels are sentences */

static const char *
colon(enum gj_lang lang)
{
    return lang == GJ_EN ? ": " : "：";
}

static void
put_places(struct sink *sink, const struct gj_relation *r)
{
    for (size_t i = 0; i < r->nterms; i++) {
        const struct gj_place *p = &r->terms[i].figure->place;

        sink_printf(sink, "%s%zu:%zu", i > 0 ? " " : "", p->line, p->column);
        if (i == 11 && r->nterms > 12) {
            sink_puts(sink, " …");
            return;
        }
    }
}

static void
put_reading(struct sink *sink, enum gj_lang lang, const struct gj_candidate *c)
{
    sink_puts(sink, "            - ");
    (void)text_show(sink, c->formula);
    if (c->computed != NULL) {
        sink_puts(sink, " → ");
        (void)text_show(sink, c->computed);
    }
    sink_printf(sink, " (%s)\n", word(lang, c->fits ? W_FITS : W_FITS_NOT));
}

/* Whose figure it is, where the document names it. */
static void
put_subject(struct sink *sink, enum gj_lang lang, const struct gj_relation *r)
{
    const char *subject = r->subject;

    if (subject == NULL || subject[0] == '\0' || strlen(subject) > SUBJECT_MAX)
        return;
    (void)text_show(sink, subject);
    if (r->formula != NULL && r->formula[0] != '\0')
        sink_puts(sink, colon(lang));
}

static void
put_relation(struct sink *sink, enum gj_lang lang, const struct gj_relation *r)
{
    sink_puts(sink, "  ");
    text_pad(sink, word(lang, verdict_word(r->verdict)),
             lang == GJ_EN ? 11 : 5);
    sink_printf(sink, " %s %s", r->rule->code, r->rule->id);
    sink_puts(sink, "  ");
    put_subject(sink, lang, r);
    (void)text_show(sink, r->formula);
    sink_puts(sink, "\n          ");
    if (r->stated != NULL && r->stated[0] == '\0' && r->computed != NULL) {
        SAY(sink, lang, W_BLANK, STR(r->computed));
        sink_puts(sink, lang == GJ_EN ? "; " : "；");
    } else if (r->stated != NULL && r->computed != NULL) {
        SAY(sink, lang, stands_word(r->rule), STR(r->stated),
            STR(r->computed));
        sink_puts(sink, lang == GJ_EN ? "; " : "；");
    } else if (r->stated != NULL) {
        SAY(sink, lang, W_STATED_ONLY, STR(r->stated));
        sink_puts(sink, lang == GJ_EN ? "; " : "；");
    }
    sink_printf(sink, "%s ", word(lang, W_PLACES));
    put_places(sink, r);
    if (r->reason != NULL && r->reason[0] != '\0') {
        sink_printf(sink, "%s%s%s", lang == GJ_EN ? "; " : "；",
                    word(lang, W_REASON), colon(lang));
        (void)text_show(sink, r->reason);
    }
    sink_puts(sink, "\n");
    for (size_t i = 0; r->ncandidates > 1 && i < r->ncandidates; i++)
        put_reading(sink, lang, &r->candidates[i]);
}

struct placed {
    size_t line, index;
};

static int
placed_cmp(const void *pa, const void *pb)
{
    const struct placed *a = pa, *b = pb;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* The relations section by section, in the order of the document. */
static void
put_sections(struct sink *sink, enum gj_lang lang,
             const struct gj_relation *relations, size_t n)
{
    struct placed *order = calloc(n + 1, sizeof(*order));
    size_t line = 0;

    if (order == NULL) {
        sink->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++)
        order[i] = (struct placed){ relations[i].section_line, i };
    qsort(order, n, sizeof(*order), placed_cmp);
    for (size_t i = 0; i < n; i++) {
        const struct gj_relation *r = &relations[order[i].index];

        if (r->section_line != line) {
            line = r->section_line;
            sink_puts(sink, "  ");
            (void)text_show(sink, r->section);
            sink_puts(sink, "\n");
        }
        put_relation(sink, lang, r);
    }
    free(order);
}

static void
put_unbound(struct sink *sink, enum gj_lang lang,
            const struct report_input *input)
{
    size_t n, found = 0;
    const struct gj_figure *figures = input_figures(input, &n);

    for (size_t i = 0; i < n; i++)
        found += figure_unbound(&figures[i]);
    sink_printf(sink, "  %s%s", word(lang, W_UNBOUND), colon(lang));
    if (found == 0)
        sink_puts(sink, word(lang, W_NONE));
    else
        sink_printf(sink, "%zu", found);
    sink_puts(sink, "\n");
    for (size_t i = 0; i < n; i++) {
        const struct gj_figure *f = &figures[i];

        if (!figure_unbound(f))
            continue;
        sink_printf(sink, "    %zu:%zu  ", f->place.line, f->place.column);
        (void)text_show(sink, f->text);
        sink_printf(sink, "  %s%s", kind_word(lang, f->kind),
                    f->label != NULL ? "  " : "");
        (void)text_show(sink, f->label);
        sink_puts(sink, "\n");
    }
}

static void
put_unread(struct sink *sink, enum gj_lang lang,
           const struct report_input *input)
{
    size_t n = input_notice_count(input);

    sink_printf(sink, "  %s%s%s\n", word(lang, W_UNREAD), colon(lang),
                n == 0 ? word(lang, W_NONE) : "");
    for (size_t i = 0; i < n; i++) {
        const struct gj_notice *notice = input_notice(input, i);

        sink_puts(sink, "    ");
        if (notice->place.line > 0)
            sink_printf(sink, "%zu:%zu  ", notice->place.line,
                        notice->place.column);
        (void)text_show(sink, notice->message);
        sink_printf(sink, " [%s]\n", notice->code);
    }
}

static void
put_form(struct sink *sink, enum gj_lang lang, const struct gj_document *doc)
{
    if (doc->form == NULL)
        return;
    sink_printf(sink, "  %s%s%s", word(lang, W_FORM), colon(lang), doc->form);
    if (doc->form_why != NULL) {
        sink_puts(sink, lang == GJ_EN ? "; " : "；");
        (void)text_show(sink, doc->form_why);
    }
    sink_puts(sink, "\n");
}

static void
text_begin(struct sink *sink, const struct report_options *options)
{
    (void)sink, (void)options;
}

static void
text_input(struct sink *sink, const struct report_options *options,
           const struct report_input *input, size_t index)
{
    const struct gj_coverage *c = &input_document(input)->coverage;
    enum gj_lang lang = options->lang;
    size_t n;
    const struct gj_relation *relations = input_relations(input, &n);

    (void)index;
    if (input->error != NULL)
        return;
    if (sink->totals.documents > 0)
        sink_puts(sink, "\n");
    (void)text_show(sink, input->path);
    sink_puts(sink, colon(lang));
    SAY(sink, lang, W_RELATIONS, NUM(c->relations), NUM(c->holding),
        NUM(c->violated), NUM(c->undecided));
    sink_puts(sink, "\n");
    put_form(sink, lang, input_document(input));
    put_sections(sink, lang, relations, n);
    put_unbound(sink, lang, input);
    put_unread(sink, lang, input);
    totals_add(sink, input);
}

const struct reporter report_ledger_text = {
    .name = "text",
    .view = VIEW_LEDGER,
    .whole = true,
    .begin = text_begin,
    .input = text_input,
    .end = view_end,
};

static void
json_begin(struct sink *sink, const struct report_options *options)
{
    (void)options;
    json_view_begin(sink, "gouji.ledger/1", NULL);
}

static void
emit_relation(struct emit *e, const struct gj_relation *r)
{
    emit_open(e, NULL, '{', true);
    emit_string(e, "rule", r->rule->code);
    emit_string(e, "id", r->rule->id);
    emit_string(e, "verdict", verdict_id(r->verdict));
    emit_string(e, "section", r->section);
    emit_string(e, "subject", r->subject != NULL ? r->subject : "");
    emit_string(e, "reason", r->reason != NULL ? r->reason : "");
    emit_string(e, "formula", r->formula);
    emit_string(e, "stated", r->stated);
    emit_string(e, "computed", r->computed);
    emit_candidates(e, r->candidates, r->ncandidates);
    emit_terms(e, r->terms, r->nterms);
    emit_close(e);
}

static void
emit_worksheet(struct emit *e, const struct report_input *input)
{
    const struct gj_document *doc = input_document(input);
    size_t n;
    const struct gj_relation *relations = input_relations(input, &n);
    const struct gj_figure *figures;

    emit_string(e, "path", input->path);
    if (doc->form != NULL) {
        emit_open(e, "form", '{', false);
        emit_string(e, "pack", doc->form);
        emit_string(e, "why", doc->form_why != NULL ? doc->form_why : "");
        emit_close(e);
    }
    emit_open(e, "relations", '[', true);
    for (size_t i = 0; i < n; i++)
        emit_relation(e, &relations[i]);
    emit_close(e);
    figures = input_figures(input, &n);
    emit_open(e, "unbound", '[', true);
    for (size_t i = 0; i < n; i++)
        if (figure_unbound(&figures[i]))
            emit_figure(e, &figures[i]);
    emit_close(e);
    emit_notices(e, "unread", input);
}

static void
json_input(struct sink *sink, const struct report_options *options,
           const struct report_input *input, size_t index)
{
    (void)options, (void)index;
    json_view_input(sink, input, emit_worksheet);
}

static void
json_end(struct sink *sink, const struct report_options *options,
         const struct report_input *failed, size_t nfailed)
{
    (void)options;
    json_view_end(sink, failed, nfailed, false);
}

const struct reporter report_ledger_json = {
    .name = "json",
    .view = VIEW_LEDGER,
    .whole = true,
    .begin = json_begin,
    .input = json_input,
    .end = json_end,
};

static void
csv_header(struct sink *sink, const struct report_options *options)
{
    static const enum word columns[] = {
        W_COL_PATH,     W_COL_LINE,   W_COL_COLUMN,  W_COL_VERDICT,
        W_COL_RULE,     W_COL_ID,     W_COL_FORMULA, W_COL_STATED,
        W_COL_COMPUTED, W_COL_REASON, W_COL_PLACES,  W_COL_SECTION,
    };
    struct csv csv = { .sink = sink };

    csv_begin(sink);
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
        csv_text(&csv, word(options->lang, columns[i]));
    csv_end(&csv);
}

static void
csv_places(struct csv *csv, const struct gj_relation *r)
{
    csv_open(csv);
    put_places(csv->sink, r);
    csv_close(csv);
}

static void
csv_input(struct sink *sink, const struct report_options *options,
          const struct report_input *input, size_t index)
{
    struct csv csv = { .sink = sink };
    size_t n;
    const struct gj_relation *relations = input_relations(input, &n);

    (void)index;
    for (size_t i = 0; i < n; i++) {
        const struct gj_relation *r = &relations[i];
        static const struct gj_place nowhere;
        const struct gj_place *p =
            r->nterms > 0 ? &r->terms[0].figure->place : &nowhere;

        csv_text(&csv, input->path);
        csv_count(&csv, p->line);
        csv_count(&csv, p->column);
        csv_text(&csv, word(options->lang, verdict_word(r->verdict)));
        csv_text(&csv, r->rule->code);
        csv_text(&csv, r->rule->id);
        csv_text(&csv, r->formula);
        csv_text(&csv, r->stated);
        csv_text(&csv, r->computed);
        csv_text(&csv, r->reason);
        csv_places(&csv, r);
        csv_text(&csv, r->section != NULL ? r->section : "");
        csv_end(&csv);
    }
}

const struct reporter report_ledger_csv = {
    .name = "csv",
    .view = VIEW_LEDGER,
    .whole = true,
    .begin = csv_header,
    .input = csv_input,
    .end = view_end,
};
