/* SPDX-License-Identifier: MIT */
/* check for people: each finding with its evidence, then what was seen. */
#include <string.h>

#include "report/group.h"
#include "report/words.h"

#define REMARKS    20
#define CANDIDATES 8

enum color { RED, YELLOW, CYAN, BOLD, DIM };

static void
color_on(struct sink *sink, const struct report_options *options,
         enum color color)
{
    static const char *const codes[] = {
        [RED] = "\033[1;31m", [YELLOW] = "\033[1;33m", [CYAN] = "\033[1;36m",
        [BOLD] = "\033[1m",   [DIM] = "\033[2m",
    };

    if (options->color)
        sink_puts(sink, codes[color]);
}

static void
color_off(struct sink *sink, const struct report_options *options)
{
    if (options->color)
        sink_puts(sink, "\033[0m");
}

static enum color
severity_color(enum gj_severity severity)
{
    return severity == GJ_ERROR ? RED : severity == GJ_WARNING ? YELLOW : CYAN;
}

static const char *
colon(const struct report_options *options)
{
    return options->lang == GJ_EN ? ": " : "：";
}

/* ---- the source lines ---- */

struct pen {
    struct sink *sink;
    const struct report_options *options;
    const struct excerpt_mark *mark; /* where the pen is */
    unsigned blanks;                 /* owed before the next mark */
};

/* The walk for the upper line: what is written. */
static void
draw_glyph(void *user, uint32_t c, bool kept, const struct excerpt_mark *mark)
{
    struct pen *pen = user;

    if (mark != pen->mark && pen->mark != NULL)
        color_off(pen->sink, pen->options);
    if (mark != pen->mark && mark != NULL)
        color_on(pen->sink, pen->options, mark->main ? RED : BOLD);
    pen->mark = mark;
    if (kept)
        (void)glyph_show(pen->sink, c);
    else
        sink_puts(pen->sink, "…");
}

static unsigned
shown_width(uint32_t c, bool kept)
{
    if (!kept)
        return 1;
    return c == '\t' ? 3 : c < 0x80 ? 1 : glyph_width(c);
}

/* The walk for the lower line: blanks, or marks under the figures. */
static void
draw_mark(void *user, uint32_t c, bool kept, const struct excerpt_mark *mark)
{
    struct pen *pen = user;

    if (mark == NULL) {
        pen->blanks += shown_width(c, kept);
        return;
    }
    for (; pen->blanks > 0; pen->blanks--)
        sink_puts(pen->sink, " ");
    for (unsigned n = shown_width(c, kept); n > 0; n--)
        sink_puts(pen->sink, mark->main ? "^" : "~");
}

static unsigned
digits_of(size_t n)
{
    unsigned digits = 1;

    for (; n >= 10; n /= 10)
        digits++;
    return digits;
}

static void
draw_gutter(struct sink *sink, size_t number)
{
    for (unsigned n = digits_of(number); n < 6; n++)
        sink_puts(sink, " ");
    sink_printf(sink, "%zu | ", number);
}

static void
draw_excerpt(struct sink *sink, const struct report_options *options,
             const struct excerpt *x)
{
    struct pen pen = { .sink = sink, .options = options };

    draw_gutter(sink, x->number);
    excerpt_walk(x, draw_glyph, &pen);
    if (pen.mark != NULL)
        color_off(sink, options);
    sink_puts(sink, "\n");
    for (unsigned n = digits_of(x->number); n > 6; n--)
        sink_puts(sink, " ");
    sink_puts(sink, "       | ");
    excerpt_walk(x, draw_mark, &pen);
    sink_puts(sink, "\n");
}

/* Lines that cannot be shown: at least the figures. */
static void
draw_texts(struct sink *sink, const struct report_options *options,
           const struct gj_finding *f)
{
    sink_printf(sink, "       %s%s", word(options->lang, W_MORE_FIGURES),
                colon(options));
    for (size_t i = 0; i < f->nterms && i < 8; i++) {
        sink_puts(sink, i > 0 ? ", " : "");
        (void)text_show(sink, f->terms[i].figure->text);
    }
    sink_puts(sink, "\n");
}

static void
draw_source(struct sink *sink, const struct report_options *options,
            const struct report_input *input, const struct gj_finding *f)
{
    struct excerpt x;
    size_t lines = 0, shown = 0;

    while (excerpt_take(&x, input, f->terms, f->nterms, lines)) {
        draw_excerpt(sink, options, &x);
        shown += x.nmarks;
        lines++;
    }
    if (lines == 0 && f->nterms > 0) {
        draw_texts(sink, options, f);
    } else if (shown < f->nterms) {
        sink_puts(sink, "       | ");
        SAY(sink, options->lang, W_MORE_PLACES, NUM(f->nterms - shown));
        sink_puts(sink, "\n");
    }
}

/* ---- one finding ---- */

static void
put_head(struct sink *sink, const struct report_options *options,
         const struct report_input *input, const struct gj_finding *f)
{
    color_on(sink, options, BOLD);
    (void)text_show(sink, input->path);
    if (f->nterms > 0)
        sink_printf(sink, ":%zu:%zu", f->terms[0].figure->place.line,
                    f->terms[0].figure->place.column);
    color_off(sink, options);
    sink_puts(sink, ": ");
    color_on(sink, options, severity_color(f->severity));
    sink_puts(sink, word(options->lang, severity_word(f->severity)));
    color_off(sink, options);
    sink_printf(sink, " %s ", f->rule->code);
    (void)text_show(sink, f->message);
    sink_puts(sink, "\n");
}

static void
put_label(struct sink *sink, const struct report_options *options, enum word w)
{
    sink_printf(sink, "    %s%s", word(options->lang, w), colon(options));
}

static void
put_values(struct sink *sink, const struct report_options *options,
           const struct gj_finding *f, const char *margin)
{
    if (f->stated != NULL) {
        sink_puts(sink, margin);
        if (f->stated[0] == '\0' && f->computed != NULL)
            SAY(sink, options->lang, W_BLANK, STR(f->computed));
        else if (f->computed != NULL)
            SAY(sink, options->lang, stands_word(f->rule), STR(f->stated),
                STR(f->computed));
        else
            SAY(sink, options->lang, W_STATED_ONLY, STR(f->stated));
        sink_puts(sink, "\n");
    }
    if (f->formula != NULL && f->formula[0] != '\0') {
        sink_printf(sink, "%s%s%s", margin, word(options->lang, W_FORMULA),
                    colon(options));
        (void)text_show(sink, f->formula);
        sink_puts(sink, "\n");
    }
}

static void
put_candidates(struct sink *sink, const struct report_options *options,
               const struct gj_finding *f)
{
    if (f->ncandidates < 2)
        return;
    put_label(sink, options, W_READINGS);
    sink_puts(sink, "\n");
    for (size_t i = 0; i < f->ncandidates && i < CANDIDATES; i++) {
        const struct gj_candidate *c = &f->candidates[i];

        sink_puts(sink, "      - ");
        (void)text_show(sink, c->formula);
        if (c->computed != NULL) {
            sink_puts(sink, " → ");
            (void)text_show(sink, c->computed);
        }
        sink_printf(sink, " (%s)\n",
                    word(options->lang, c->fits ? W_FITS : W_FITS_NOT));
    }
}

static void
put_change(struct sink *sink, const struct report_options *options,
           const struct gj_finding *f, const struct gj_change *change)
{
    const struct gj_figure *figure;

    if (change->figure >= f->nterms)
        return;
    figure = f->terms[change->figure].figure;
    SAY(sink, options->lang, W_CHANGE, STR(figure->text),
        NUM(figure->place.line),
        STR(change->suggest != NULL ? change->suggest : "?"));
}

/* One more part of a sentence, behind a mark; nothing for NULL and "". */
static void
put_part(struct sink *sink, const struct report_options *options,
         const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    sink_puts(sink, options->lang == GJ_EN ? "; " : "；");
    (void)text_show(sink, text);
}

static void
put_explanation(struct sink *sink, const struct report_options *options,
                const struct gj_finding *f, const struct gj_diagnosis *d)
{
    bool told = d->cause != NULL && d->cause[0] != '\0';
    bool plain = d->slip == NULL && d->nchanges < 2; /* told by the change */

    for (size_t k = 0; k < d->nchanges && k < 2; k++) {
        sink_puts(sink, k > 0 ? word(options->lang, W_BOTH) : "");
        put_change(sink, options, f, &d->changes[k]);
    }
    if (d->reconciles > 1 || plain) {
        sink_puts(sink, options->lang == GJ_EN ? ", " : "，");
        SAY(sink, options->lang, W_RECONCILES, NUM(d->reconciles));
    }
    if (!plain)
        put_part(sink, options,
                 told ? d->cause : slip_word(options->lang, d->slip));
    sink_puts(sink, "\n");
}

/* Explanations that are equally good stand side by side: none is accused. */
static void
put_diagnosis(struct sink *sink, const struct report_options *options,
              const struct gj_finding *f)
{
    size_t n = suspects_shown(f);

    if (n == 0)
        return;
    put_label(sink, options, n > 1 ? W_SUSPECTS : W_SUSPECT);
    if (n > 1)
        sink_puts(sink, "\n");
    for (size_t i = 0; i < n; i++) {
        if (n > 1)
            sink_puts(sink, "      - ");
        put_explanation(sink, options, f, &f->diagnosis[i]);
    }
}

static void
put_rule(struct sink *sink, const struct report_options *options,
         const struct gj_rule *rule)
{
    color_on(sink, options, DIM);
    put_label(sink, options, W_RULE);
    sink_printf(sink, "%s %s", rule->code, rule->id);
    sink_puts(sink, options->lang == GJ_EN ? ", " : "，");
    SAY(sink, options->lang, W_EXPLAIN, STR(rule->code));
    color_off(sink, options);
    sink_puts(sink, "\n");
}

static void
put_finding(struct sink *sink, const struct report_options *options,
            const struct report_input *input, const struct gj_finding *f)
{
    put_head(sink, options, input, f);
    draw_source(sink, options, input, f);
    put_values(sink, options, f, "    ");
    put_candidates(sink, options, f);
    put_diagnosis(sink, options, f);
    put_rule(sink, options, f->rule);
}

/* A finding with the same cause as the one above it. */
static void
put_consequence(struct sink *sink, const struct report_options *options,
                const struct report_input *input, const struct gj_finding *f)
{
    put_label(sink, options, W_CONSEQUENCE);
    put_head(sink, options, input, f);
    put_values(sink, options, f, "        ");
}

static void
put_findings(struct sink *sink, const struct report_options *options,
             const struct report_input *input)
{
    struct groups g;
    size_t n;
    const struct gj_finding *findings = input_findings(input, &n);

    if (!groups_build(&g, input)) {
        sink->failed = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (!g.starts[i])
            continue;
        put_finding(sink, options, input, &findings[i]);
        for (size_t k = g.next[i]; k != GROUP_END; k = g.next[k])
            put_consequence(sink, options, input, &findings[k]);
        sink_puts(sink, "\n");
    }
    groups_free(&g);
}

/* ---- what was seen ---- */

static void
put_coverage(struct sink *sink, const struct report_options *options,
             const struct gj_coverage *c)
{
    sink_puts(sink, "  ");
    SAY(sink, options->lang, W_COVERAGE, NUM(c->figures), NUM(c->bound),
        NUM(c->checked), NUM(coverage_percent(c)));
    sink_puts(sink, options->lang == GJ_EN ? "; " : "；");
    SAY(sink, options->lang, W_RELATIONS, NUM(c->relations), NUM(c->holding),
        NUM(c->violated), NUM(c->undecided));
    sink_puts(sink, "\n");
}

static void
put_verdict(struct sink *sink, const struct report_options *options,
            const struct gj_coverage *c, bool clean)
{
    enum word w = W_CLEAN;

    if (c->relations == c->undecided)
        w = W_NOTHING_CHECKED;
    else if (coverage_low(c))
        w = clean ? W_LOW_CLEAN : W_LOW;
    else if (!clean)
        return;
    if (w != W_CLEAN)
        color_on(sink, options, YELLOW);
    sink_printf(sink, "  %s", word(options->lang, w));
    if (w != W_CLEAN)
        color_off(sink, options);
    sink_puts(sink, "\n");
}

static void
put_remarks(struct sink *sink, const struct report_options *options,
            const struct report_input *input)
{
    size_t n = input_notice_count(input);

    for (size_t i = 0; i < n && i < REMARKS; i++) {
        const struct gj_notice *notice = input_notice(input, i);

        sink_printf(sink, "  %s%s", word(options->lang, W_REMARK),
                    colon(options));
        if (notice->place.line > 0) {
            SAY(sink, options->lang, W_AT_LINE, NUM(notice->place.line));
            sink_puts(sink, " ");
        }
        (void)text_show(sink, notice->message);
        sink_printf(sink, " [%s]\n", notice->code);
    }
    if (n > REMARKS) {
        sink_puts(sink, "  ");
        SAY(sink, options->lang, W_MORE_REMARKS, NUM(n - REMARKS));
        sink_puts(sink, "\n");
    }
}

static void
put_summary(struct sink *sink, const struct report_options *options,
            const struct report_input *input)
{
    struct tally t = input_tally(input);
    bool clean = t.errors + t.warnings == 0;

    color_on(sink, options, BOLD);
    (void)text_show(sink, input->path);
    color_off(sink, options);
    sink_puts(sink, colon(options));
    SAY(sink, options->lang, W_COUNTS, NUM(t.errors), NUM(t.warnings),
        NUM(t.notices));
    if (t.known > 0)
        SAY(sink, options->lang, W_KNOWN, NUM(t.known));
    sink_puts(sink, "\n");
    if (input->audit != NULL) {
        const struct gj_coverage *c = &input_document(input)->coverage;

        put_coverage(sink, options, c);
        put_verdict(sink, options, c, clean);
        put_assumed(sink, options->lang, input_document(input));
    }
    put_remarks(sink, options, input);
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
    (void)index;
    if (input->error != NULL)
        return;
    if (sink->totals.documents > 0 && !options->quiet)
        sink_puts(sink, "\n");
    put_findings(sink, options, input);
    if (!options->quiet)
        put_summary(sink, options, input);
    totals_add(sink, input);
}

static void
text_end(struct sink *sink, const struct report_options *options,
         const struct report_input *failed, size_t nfailed)
{
    const struct report_totals *t = &sink->totals;

    if (options->quiet || t->documents + nfailed < 2)
        return;
    sink_puts(sink, "\n");
    SAY(sink, options->lang, W_TOTAL, NUM(t->documents), NUM(t->flawed));
    sink_puts(sink, colon(options));
    SAY(sink, options->lang, W_COUNTS, NUM(t->errors), NUM(t->warnings),
        NUM(t->notices));
    if (t->known > 0)
        SAY(sink, options->lang, W_KNOWN, NUM(t->known));
    sink_puts(sink, "\n");
    put_coverage(sink, options, &t->coverage);
    if (nfailed == 0)
        return;
    sink_puts(sink, "  ");
    SAY(sink, options->lang, W_TOTAL_FAILED, NUM(nfailed));
    for (size_t i = 0; i < nfailed && i < REMARKS; i++) {
        sink_puts(sink, i > 0 ? ", " : colon(options));
        (void)text_show(sink, failed[i].path);
    }
    sink_puts(sink, nfailed > REMARKS ? " …\n" : "\n");
}

const struct reporter report_check_text = {
    .name = "text",
    .view = VIEW_CHECK,
    .begin = text_begin,
    .input = text_input,
    .end = text_end,
};
