/* SPDX-License-Identifier: MIT */
/*
 * check as one HTML page that needs nothing else and can do nothing: no
 * script, no image, no address; printable.
 */
#include "report/group.h"
#include "report/words.h"

static const char page_head[] =
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action "
    "'none'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<style>\n"
    ":root{color-scheme:light dark}\n"
    "body{font:16px/1.6 system-ui,\"Noto Sans CJK SC\",\"Microsoft YaHei\","
    "sans-serif;max-width:60rem;margin:0 auto;padding:1rem;"
    "overflow-wrap:anywhere}\n"
    "main{display:flex;flex-direction:column}\n"
    /* The totals are known last and wanted first. */
    "#total{order:-1}\n"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;border-bottom:2px solid;"
    "margin-top:2rem}h3{font-size:1rem;margin:0}\n"
    "article{border:1px solid #8888;border-left:.4rem solid #888;"
    "border-radius:.3rem;padding:.6rem 1rem;margin:.8rem 0;"
    "break-inside:avoid}\n"
    "article.error{border-left-color:#c62828}"
    "article.warning{border-left-color:#e68a00}"
    "article.notice{border-left-color:#1e6fb8}\n"
    "article.known{opacity:.65}article article{margin-left:1rem}\n"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8882;"
    "padding:.4rem .6rem;margin:.4rem 0}\n"
    "mark{background:#ffe08a;color:#000}mark.main{background:#f2a0a0;"
    "outline:2px solid #c62828}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9rem;"
    "margin:.4rem 0}th,td{border:1px solid #8888;padding:.2rem .5rem;"
    "text-align:left;vertical-align:top}\n"
    "dl{display:grid;grid-template-columns:max-content 1fr;"
    "gap:.1rem 1rem;margin:.4rem 0}dd{margin:0}\n"
    ".low{border:2px solid #e68a00;padding:.4rem .8rem}.dim{opacity:.75}\n"
    "@page{size:A4;margin:18mm}\n"
    "@media print{body{max-width:none;font-size:10.5pt}"
    "main{display:block}tr{break-inside:avoid}details::details-content"
    "{content-visibility:visible;display:block}}\n"
    "</style>\n";

static void
say_html(struct sink *sink, const char *text)
{
    markup_text(sink, text);
}

#define SAYH(sink, lang, id, ...) \
    SAY_WITH(sink, say_html, lang, id, __VA_ARGS__)

static void
put_word(struct sink *sink, enum gj_lang lang, enum word w)
{
    markup_text(sink, word(lang, w));
}

static void
html_begin(struct sink *sink, const struct report_options *options)
{
    enum gj_lang lang = options->lang;

    sink_printf(sink, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n",
                lang == GJ_EN ? "en" : "zh-CN");
    sink_puts(sink, page_head);
    sink_printf(sink, "<title>%s</title>\n</head>\n<body>\n<h1>%s</h1>\n",
                word(lang, W_TITLE), word(lang, W_TITLE));
    sink_printf(sink, "<p>%s</p>\n<main>\n", word(lang, W_DISCLAIMER));
}

/* ---- the source line ---- */

struct brush {
    struct sink *sink;
    const struct excerpt_mark *mark;
};

static void
brush_move(struct brush *brush, const struct excerpt_mark *mark)
{
    if (mark == brush->mark)
        return;
    if (brush->mark != NULL)
        sink_puts(brush->sink, "</mark>");
    if (mark != NULL)
        sink_puts(brush->sink,
                  mark->main ? "<mark class=\"main\">" : "<mark>");
    brush->mark = mark;
}

static void
brush_glyph(void *user, uint32_t c, bool kept, const struct excerpt_mark *mark)
{
    struct brush *brush = user;

    brush_move(brush, mark);
    if (!kept)
        sink_puts(brush->sink, "…");
    else if (c < 0x20 && c != '\t')
        markup_glyph(brush->sink, 0x2400 + c);
    else
        markup_glyph(brush->sink, c);
}

static void
put_excerpts(struct sink *sink, const struct report_input *input,
             const struct gj_finding *f)
{
    struct excerpt x;

    for (size_t i = 0; excerpt_take(&x, input, f->terms, f->nterms, i); i++) {
        struct brush brush = { .sink = sink };

        sink_printf(sink, "<pre><span class=\"dim\">%zu</span> ", x.number);
        excerpt_walk(&x, brush_glyph, &brush);
        brush_move(&brush, NULL);
        sink_puts(sink, "</pre>\n");
    }
}

/* ---- findings ---- */

static void
put_pair(struct sink *sink, enum gj_lang lang, enum word w, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    sink_printf(sink, "<dt>%s</dt><dd>", word(lang, w));
    markup_text(sink, text);
    sink_puts(sink, "</dd>\n");
}

static void
put_candidates(struct sink *sink, enum gj_lang lang,
               const struct gj_candidate *candidates, size_t n)
{
    if (n < 2)
        return;
    sink_printf(sink, "<dt>%s</dt><dd>", word(lang, W_READINGS));
    for (size_t i = 0; i < n; i++) {
        sink_puts(sink, i > 0 ? "<br>" : "");
        markup_text(sink, candidates[i].formula);
        if (candidates[i].computed != NULL) {
            sink_puts(sink, " → ");
            markup_text(sink, candidates[i].computed);
        }
        sink_printf(sink, " (%s)",
                    word(lang, candidates[i].fits ? W_FITS : W_FITS_NOT));
    }
    sink_puts(sink, "</dd>\n");
}

static void
put_diagnosis(struct sink *sink, enum gj_lang lang, const struct gj_finding *f,
              const struct gj_diagnosis *d)
{
    const char *cause = d->cause;

    sink_printf(sink, "<dt>%s</dt><dd>", word(lang, W_SUSPECT));
    for (size_t k = 0; k < d->nchanges && k < 2; k++) {
        const struct gj_change *change = &d->changes[k];
        const struct gj_figure *figure;

        if (change->figure >= f->nterms)
            continue;
        figure = f->terms[change->figure].figure;
        sink_puts(sink, k > 0 ? word(lang, W_BOTH) : "");
        SAYH(sink, lang, W_CHANGE, STR(figure->text), NUM(figure->place.line),
             STR(change->suggest != NULL ? change->suggest : "?"));
    }
    if (d->cause == NULL || d->cause[0] == '\0')
        cause = slip_word(lang, d->slip);
    if (cause != NULL) {
        sink_puts(sink, lang == GJ_EN ? "; " : "；");
        markup_text(sink, cause);
    }
    sink_puts(sink, "</dd>\n");
}

static void
put_terms(struct sink *sink, enum gj_lang lang, const struct gj_term *terms,
          size_t n)
{
    sink_printf(sink, "<dt>%s</dt><dd>", word(lang, W_PLACES));
    for (size_t i = 0; i < n; i++) {
        const struct gj_figure *figure = terms[i].figure;

        sink_puts(sink, i > 0 ? ", " : "");
        markup_text(sink, figure_caption(figure));
        sink_puts(sink, " ");
        markup_text(sink, figure->text);
        sink_printf(sink, " <span class=\"dim\">%zu:%zu</span>",
                    figure->place.line, figure->place.column);
    }
    sink_puts(sink, "</dd>\n");
}

static void
open_finding(struct sink *sink, enum gj_lang lang,
             const struct report_input *input, size_t i)
{
    size_t n;
    const struct gj_finding *f = &input_findings(input, &n)[i];
    const char *reason = finding_suppressed(input, i);

    sink_printf(sink, "<article class=\"%s%s\">\n<h3>",
                severity_id(f->severity),
                finding_active(input, i) ? "" : " known");
    put_word(sink, lang, severity_word(f->severity));
    sink_puts(sink, " ");
    markup_text(sink, f->message);
    sink_puts(sink, "</h3>\n");
    if (!finding_active(input, i)) {
        sink_puts(sink, "<p>");
        put_word(sink, lang, reason != NULL ? W_SUPPRESSED : W_BASELINE);
        sink_puts(sink, " ");
        markup_text(sink, reason);
        sink_puts(sink, "</p>\n");
    }
    put_excerpts(sink, input, f);
    sink_puts(sink, "<dl>\n");
    put_pair(sink, lang, W_COL_STATED, f->stated);
    put_pair(sink, lang, W_COL_COMPUTED, f->computed);
    put_pair(sink, lang, W_FORMULA, f->formula);
    put_candidates(sink, lang, f->candidates, f->ncandidates);
    for (size_t k = 0; k < f->ndiagnosis && k < 4; k++)
        put_diagnosis(sink, lang, f, &f->diagnosis[k]);
    put_terms(sink, lang, f->terms, f->nterms);
    sink_printf(sink, "<dt>%s</dt><dd>", word(lang, W_RULE));
    markup_text(sink, f->rule->code);
    sink_puts(sink, " ");
    markup_text(sink, f->rule->title[lang == GJ_EN]);
    sink_puts(sink, "</dd>\n</dl>\n");
}

static void
put_findings(struct sink *sink, enum gj_lang lang,
             const struct report_input *input)
{
    struct groups g;
    size_t n;

    (void)input_findings(input, &n);
    if (!groups_build(&g, input)) {
        sink->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (!g.starts[i])
            continue;
        open_finding(sink, lang, input, i);
        for (size_t k = g.next[i]; k != GROUP_END; k = g.next[k]) {
            open_finding(sink, lang, input, k);
            sink_puts(sink, "</article>\n");
        }
        sink_puts(sink, "</article>\n");
    }
    for (size_t i = 0; i < n; i++) {
        if (finding_active(input, i))
            continue;
        open_finding(sink, lang, input, i);
        sink_puts(sink, "</article>\n");
    }
    groups_free(&g);
}

/* ---- what was seen ---- */

static void
put_coverage(struct sink *sink, enum gj_lang lang, const struct gj_coverage *c,
             bool clean)
{
    sink_puts(sink, "<p>");
    SAYH(sink, lang, W_COVERAGE, NUM(c->figures), NUM(c->bound),
         NUM(c->checked), NUM(coverage_percent(c)));
    sink_puts(sink, "<br>");
    SAYH(sink, lang, W_RELATIONS, NUM(c->relations), NUM(c->holding),
         NUM(c->violated), NUM(c->undecided));
    sink_puts(sink, "</p>\n");
    if (coverage_low(c))
        sink_printf(sink, "<p class=\"low\">%s</p>\n",
                    word(lang, c->relations == c->undecided ? W_NOTHING_CHECKED
                               : clean                      ? W_LOW_CLEAN
                                                            : W_LOW));
    else if (clean)
        sink_printf(sink, "<p>%s</p>\n", word(lang, W_CLEAN));
}

static void
put_notices(struct sink *sink, enum gj_lang lang,
            const struct report_input *input)
{
    size_t n = input_notice_count(input);

    if (n == 0)
        return;
    sink_printf(sink, "<details open><summary>%s: %zu</summary>\n<ul>\n",
                word(lang, W_REMARK), n);
    for (size_t i = 0; i < n; i++) {
        const struct gj_notice *notice = input_notice(input, i);

        sink_puts(sink, "<li>");
        if (notice->place.line > 0) {
            SAYH(sink, lang, W_AT_LINE, NUM(notice->place.line));
            sink_puts(sink, " ");
        }
        markup_text(sink, notice->message);
        sink_puts(sink, "</li>\n");
    }
    sink_puts(sink, "</ul></details>\n");
}

static void
cell(struct sink *sink, const char *text)
{
    sink_puts(sink, "<td>");
    markup_text(sink, text);
    sink_puts(sink, "</td>");
}

static void
table_open(struct sink *sink, enum gj_lang lang, enum word title, size_t n,
           const enum word *columns, size_t ncolumns)
{
    sink_printf(sink, "<details><summary>%s: %zu</summary>\n<table>\n<tr>",
                word(lang, title), n);
    for (size_t i = 0; i < ncolumns; i++)
        sink_printf(sink, "<th>%s</th>", word(lang, columns[i]));
    sink_puts(sink, "</tr>\n");
}

static void
put_ledger(struct sink *sink, enum gj_lang lang,
           const struct report_input *input)
{
    static const enum word columns[] = { W_COL_VERDICT,  W_COL_RULE,
                                         W_COL_FORMULA,  W_COL_STATED,
                                         W_COL_COMPUTED, W_COL_LINE,
                                         W_COL_REASON };
    size_t n;
    const struct gj_relation *relations = input_relations(input, &n);

    if (n == 0)
        return;
    table_open(sink, lang, W_LEDGER, n, columns, 7);
    for (size_t i = 0; i < n; i++) {
        const struct gj_relation *r = &relations[i];

        sink_puts(sink, "<tr>");
        cell(sink, word(lang, verdict_word(r->verdict)));
        cell(sink, r->rule->code);
        cell(sink, r->formula);
        cell(sink, r->stated);
        cell(sink, r->computed);
        if (r->nterms > 0)
            sink_printf(sink, "<td>%zu</td>", r->terms[0].figure->place.line);
        else
            cell(sink, NULL);
        cell(sink, r->reason);
        sink_puts(sink, "</tr>\n");
    }
    sink_puts(sink, "</table></details>\n");
}

static void
put_unbound(struct sink *sink, enum gj_lang lang,
            const struct report_input *input)
{
    static const enum word columns[] = { W_COL_LINE, W_COL_TEXT, W_COL_KIND,
                                         W_COL_LABEL };
    size_t n, found = 0;
    const struct gj_figure *figures = input_figures(input, &n);

    for (size_t i = 0; i < n; i++)
        found += figure_unbound(&figures[i]);
    if (found == 0)
        return;
    table_open(sink, lang, W_UNBOUND, found, columns, 4);
    for (size_t i = 0; i < n; i++) {
        if (!figure_unbound(&figures[i]))
            continue;
        sink_printf(sink, "<tr><td>%zu</td>", figures[i].place.line);
        cell(sink, figures[i].text);
        cell(sink, kind_word(lang, figures[i].kind));
        cell(sink, figures[i].label);
        sink_puts(sink, "</tr>\n");
    }
    sink_puts(sink, "</table></details>\n");
}

static void
put_about(struct sink *sink, enum gj_lang lang,
          const struct report_input *input)
{
    const struct gj_document *doc = input_document(input);

    sink_puts(sink, "<dl>\n");
    put_pair(sink, lang, W_DOCUMENT, doc->title);
    put_pair(sink, lang, W_ISSUER, doc->unit);
    put_pair(sink, lang, W_YEAR, doc->year);
    put_pair(sink, lang, W_FORM, doc->form);
    put_pair(sink, lang, W_COL_ENCODING, input->encoding);
    put_pair(sink, lang, W_SHA256, input->sha256);
    sink_puts(sink, "</dl>\n");
}

static void
html_input(struct sink *sink, const struct report_options *options,
           const struct report_input *input, size_t index)
{
    struct tally t = input_tally(input);
    enum gj_lang lang = options->lang;

    sink_printf(sink, "<section id=\"d%zu\">\n<h2>", index + 1);
    markup_text(sink, input->path);
    sink_puts(sink, "</h2>\n");
    if (input->error != NULL) {
        sink_printf(sink, "<p class=\"low\">%s: ", word(lang, W_FAILED));
        markup_text(sink, input->error);
        sink_puts(sink, "</p>\n</section>\n");
        return;
    }
    put_about(sink, lang, input);
    sink_puts(sink, "<p>");
    SAYH(sink, lang, W_COUNTS, NUM(t.errors), NUM(t.warnings), NUM(t.notices));
    if (t.known > 0)
        SAYH(sink, lang, W_KNOWN, NUM(t.known));
    sink_puts(sink, "</p>\n");
    if (input->audit != NULL)
        put_coverage(sink, lang, &input_document(input)->coverage,
                     t.errors + t.warnings == 0);
    put_findings(sink, lang, input);
    put_notices(sink, lang, input);
    put_ledger(sink, lang, input);
    put_unbound(sink, lang, input);
    sink_puts(sink, "</section>\n");
    totals_add(sink, input);
}

static void
html_end(struct sink *sink, const struct report_options *options,
         const struct report_input *failed, size_t nfailed)
{
    const struct report_totals *t = &sink->totals;
    enum gj_lang lang = options->lang;

    (void)failed;
    sink_printf(sink, "<section id=\"total\">\n<h2>%s</h2>\n<p>",
                word(lang, W_SUMMARY));
    SAYH(sink, lang, W_TOTAL, NUM(t->documents), NUM(t->flawed));
    sink_puts(sink, "<br>");
    SAYH(sink, lang, W_COUNTS, NUM(t->errors), NUM(t->warnings),
         NUM(t->notices));
    if (t->known > 0)
        SAYH(sink, lang, W_KNOWN, NUM(t->known));
    if (nfailed > 0) {
        sink_puts(sink, "<br>");
        SAYH(sink, lang, W_TOTAL_FAILED, NUM(nfailed));
    }
    sink_puts(sink, "</p>\n");
    put_coverage(sink, lang, &t->coverage, t->errors + t->warnings == 0);
    sink_puts(sink,
              "</section>\n</main>\n<footer class=\"dim\">gouji " GJ_VERSION);
    if (options->rules != NULL) {
        sink_printf(sink, ", %s ", word(lang, W_RULE));
        markup_text(sink, gj_rules_version(options->rules));
    }
    sink_puts(sink, "</footer>\n</body>\n</html>\n");
}

const struct reporter report_check_html = {
    .name = "html",
    .view = VIEW_CHECK,
    .whole = true,
    .begin = html_begin,
    .input = html_input,
    .end = html_end,
};
