/* SPDX-License-Identifier: MIT */
/* Findings: the card beside the text, and the list at its head. */
#include "report/group.h"
#include "report/html.h"

#define FIGURES 40 /* linked from one finding */

static const char *
class_of(const struct html *h, size_t i)
{
    return finding_active(h->input, i) ? "" : " known";
}

static void
put_severity(const struct html *h, size_t i)
{
    const struct gj_finding *f = &h->findings[i];

    sink_printf(h->sink, "<span class=\"sev\">%s %s</span>",
                severity_mark(f->severity),
                word(h->lang, severity_word(f->severity)));
}

/* What a reviewer said of it: the verdict, why, who, when, until when. */
static bool
put_review(const struct html *h, size_t i)
{
    const struct report_review *r =
        h->input->review != NULL ? &h->input->review[i] : NULL;
    const char *rest[3];

    if (r == NULL || r->state == NULL)
        return false;
    rest[0] = r->who;
    rest[1] = r->date;
    rest[2] = r->expires;
    sink_printf(h->sink, "<p class=\"review\"><b>%s ",
                word(h->lang, W_COL_REVIEW));
    markup_text(h->sink, r->state);
    sink_puts(h->sink, "</b> ");
    markup_text(h->sink, r->reason);
    for (size_t k = 0; k < 3; k++) {
        if (rest[k] == NULL || rest[k][0] == '\0')
            continue;
        sink_puts(h->sink, k == 2 ? " – " : " · ");
        markup_text(h->sink, rest[k]);
    }
    sink_puts(h->sink, "</p>\n");
    return true;
}

static void
put_standing(const struct html *h, size_t i)
{
    const char *reason = finding_suppressed(h->input, i);

    if (put_review(h, i) || finding_active(h->input, i))
        return;
    sink_printf(h->sink, "<p><b>%s</b> ",
                word(h->lang, reason != NULL ? W_SUPPRESSED : W_BASELINE));
    markup_text(h->sink, reason);
    sink_puts(h->sink, "</p>\n");
}

static void
put_values(const struct html *h, const struct gj_finding *f)
{
    bool against = stands_word(f->rule) == W_AGAINST;

    if (f->stated != NULL && f->computed != NULL) {
        sink_printf(h->sink, "<div class=\"versus\"><div>%s <b>",
                    word(h->lang, W_COL_STATED));
        markup_text(h->sink, f->stated[0] != '\0' ? f->stated : "—");
        sink_printf(h->sink, "</b></div><div>%s <b>",
                    word(h->lang, against ? W_COL_AGAINST : W_COL_COMPUTED));
        markup_text(h->sink, f->computed);
        sink_puts(h->sink, "</b></div></div>\n");
    }
    if (f->formula != NULL && f->formula[0] != '\0') {
        sink_printf(h->sink, "<p><span class=\"dim\">%s</span> ",
                    word(h->lang, W_FORMULA));
        markup_text(h->sink, f->formula);
        sink_puts(h->sink, "</p>\n");
    }
}

static void
put_candidates(const struct html *h, const struct gj_finding *f)
{
    if (f->ncandidates < 2)
        return;
    sink_printf(h->sink, "<details><summary>%s: %zu</summary>\n<ul>\n",
                word(h->lang, W_READINGS), f->ncandidates);
    for (size_t i = 0; i < f->ncandidates; i++) {
        const struct gj_candidate *c = &f->candidates[i];

        sink_puts(h->sink, "<li>");
        markup_text(h->sink, c->formula);
        if (c->computed != NULL) {
            sink_puts(h->sink, " → ");
            markup_text(h->sink, c->computed);
        }
        sink_printf(h->sink, " (%s)</li>\n",
                    word(h->lang, c->fits ? W_FITS : W_FITS_NOT));
    }
    sink_puts(h->sink, "</ul></details>\n");
}

/* One figure that might be wrong, with a link to it. */
static void
put_change(const struct html *h, const struct gj_figure *figure,
           const char *suggest)
{
    size_t number = html_number(h, figure);

    if (number > 0)
        html_link(h, 'g', number);
    SAYH(h->sink, h->lang, W_CHANGE, STR(figure->text),
         NUM(figure->place.line), STR(suggest != NULL ? suggest : "?"));
    sink_puts(h->sink, number > 0 ? "</a>" : "");
}

static void
put_diagnosis(const struct html *h, const struct gj_finding *f,
              const struct gj_diagnosis *d)
{
    const char *cause = d->cause != NULL && d->cause[0] != '\0'
                            ? d->cause
                            : slip_word(h->lang, d->slip);

    sink_puts(h->sink, "<li>");
    for (size_t k = 0; k < d->nchanges && k < 2; k++) {
        if (d->changes[k].figure >= f->nterms)
            continue;
        sink_puts(h->sink, k > 0 ? word(h->lang, W_BOTH) : "");
        put_change(h, f->terms[d->changes[k].figure].figure,
                   d->changes[k].suggest);
    }
    if (d->reconciles > 1) {
        sink_puts(h->sink, h->lang == GJ_EN ? ", " : "，");
        SAYH(h->sink, h->lang, W_RECONCILES, NUM(d->reconciles));
    }
    if (cause != NULL) {
        sink_puts(h->sink, h->lang == GJ_EN ? "; " : "；");
        markup_text(h->sink, cause);
    }
    sink_puts(h->sink, "</li>\n");
}

static void
put_suspects(const struct html *h, const struct gj_finding *f)
{
    size_t n = suspects_shown(f);

    if (n == 0)
        return;
    sink_printf(h->sink, "<p class=\"dim\">%s</p>\n<ul>\n",
                word(h->lang, n > 1 ? W_SUSPECTS : W_SUSPECT));
    for (size_t i = 0; i < n; i++)
        put_diagnosis(h, f, &f->diagnosis[i]);
    sink_puts(h->sink, "</ul>\n");
}

static void
put_figures(const struct html *h, const struct gj_finding *f)
{
    if (f->nterms == 0)
        return;
    sink_printf(h->sink, "<p><span class=\"dim\">%s</span> ",
                word(h->lang, W_PLACES));
    for (size_t i = 0; i < f->nterms && i < FIGURES; i++) {
        sink_puts(h->sink, i > 0 ? " · " : "");
        html_figure_link(h, f->terms[i].figure);
    }
    sink_puts(h->sink, f->nterms > FIGURES ? " …</p>\n" : "</p>\n");
}

/* The first finding of the same cause, or n. */
static size_t
lead_of(const struct html *h, size_t i)
{
    for (size_t k = 0; k < h->nfindings && !h->findings[i].lead; k++)
        if (h->findings[k].lead &&
            h->findings[k].group == h->findings[i].group)
            return k;
    return h->nfindings;
}

static void
put_cause(const struct html *h, size_t i)
{
    size_t lead = lead_of(h, i);

    if (lead == h->nfindings)
        return;
    sink_printf(h->sink, "<p><span class=\"dim\">%s</span> ",
                word(h->lang, W_CONSEQUENCE));
    html_link(h, 'f', lead + 1);
    SAYH(h->sink, h->lang, W_FINDING_N, NUM(lead + 1));
    sink_puts(h->sink, "</a></p>\n");
}

void
html_finding(const struct html *h, size_t i)
{
    const struct gj_finding *f = &h->findings[i];

    sink_printf(h->sink, "<aside class=\"note %s%s\"",
                severity_id(f->severity), class_of(h, i));
    html_id(h, 'f', i + 1);
    sink_puts(h->sink, "><h4>");
    put_severity(h, i);
    html_link(h, 'f', i + 1);
    SAYH(h->sink, h->lang, W_FINDING_N, NUM(i + 1));
    sink_puts(h->sink, "</a></h4>\n<p class=\"msg\">");
    markup_text(h->sink, f->message);
    sink_puts(h->sink, "</p>\n");
    put_standing(h, i);
    put_values(h, f);
    put_suspects(h, f);
    put_candidates(h, f);
    put_figures(h, f);
    put_cause(h, i);
    sink_printf(h->sink, "<p class=\"dim\">%s %s ", word(h->lang, W_RULE),
                f->rule->code);
    markup_text(h->sink, f->rule->title[h->lang == GJ_EN]);
    sink_puts(h->sink, "</p></aside>\n");
}

static void
put_entry(const struct html *h, size_t i)
{
    const struct gj_finding *f = &h->findings[i];

    sink_printf(h->sink, "<li class=\"%s%s\">", severity_id(f->severity),
                class_of(h, i));
    html_link(h, 'f', i + 1);
    put_severity(h, i);
    if (f->nterms > 0) {
        sink_puts(h->sink, " <span class=\"dim\">");
        SAYH(h->sink, h->lang, W_AT_LINE, NUM(f->terms[0].figure->place.line));
        sink_puts(h->sink, "</span>");
    }
    sink_puts(h->sink, " ");
    markup_text(h->sink, f->message);
    sink_puts(h->sink, "</a></li>\n");
}

void
html_index(const struct html *h)
{
    if (h->nfindings == 0)
        return;
    sink_printf(h->sink, "<h3>%s: %zu</h3>\n<ol class=\"index\">\n",
                word(h->lang, W_FINDINGS), h->nfindings);
    for (size_t i = 0; i < h->nfindings; i++)
        if (finding_active(h->input, i))
            put_entry(h, i);
    for (size_t i = 0; i < h->nfindings; i++)
        if (!finding_active(h->input, i))
            put_entry(h, i);
    sink_puts(h->sink, "</ol>\n");
}
