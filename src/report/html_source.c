/* SPDX-License-Identifier: MIT */
/*
 * The source text, line by line: every figure is an element of its own, and
 * the findings stand before the line of the figure that they are about.
 */
#include "report/html.h"

#define FORMULA 160 /* code points of a formula shown at a figure */

/* The walk: which figure comes next, which is open, which finding is next. */
struct walk {
    const struct html *h;
    size_t next;    /* in h->order */
    size_t finding; /* next to stand in the margin */
    size_t open;    /* number of the figure that the pen is in, or 0 */
};

/* ---- what is shown over a figure ---- */

static void
put_relation(const struct html *h, const struct gj_relation *r, size_t i)
{
    struct sink *sink = h->sink;
    bool violated = r->verdict == GJ_VIOLATED;

    sink_printf(sink, "<span><span class=\"verdict %s\">%s %s</span> ",
                violated                     ? "v"
                : r->verdict == GJ_UNDECIDED ? "u"
                                             : "h",
                violated                     ? "✗"
                : r->verdict == GJ_UNDECIDED ? "?"
                                             : "✓",
                word(h->lang, verdict_word(r->verdict)));
    html_cut(sink, r->formula, FORMULA);
    if (r->stated != NULL && r->computed != NULL) {
        sink_puts(sink, h->lang == GJ_EN ? "; " : "；");
        SAYH(sink, h->lang, stands_word(r->rule), STR(r->stated),
             STR(r->computed));
    }
    sink_puts(sink, " ");
    html_link(h, 'r', i + 1);
    SAYH(sink, h->lang, W_LEDGER_N, NUM(i + 1));
    sink_puts(sink, "</a></span>");
}

static void
put_finding_links(const struct html *h, const struct figure_use *use)
{
    if (use->nfindings == 0)
        return;
    sink_puts(h->sink, "<span>");
    for (size_t k = 0; k < use->nfindings && k < USES; k++) {
        sink_puts(h->sink, k > 0 ? " · " : "");
        html_link(h, 'f', use->findings[k] + 1);
        SAYH(h->sink, h->lang, W_FINDING_N, NUM(use->findings[k] + 1));
        sink_puts(h->sink, "</a>");
    }
    sink_puts(h->sink, "</span>");
}

static void
put_tip(const struct html *h, const struct gj_figure *figure,
        const struct figure_use *use)
{
    struct sink *sink = h->sink;

    if (use->nrelations + use->nfindings == 0)
        return;
    sink_puts(sink, "<span class=\"tip\"><span><b>");
    html_cut(sink, figure_caption(figure), 40);
    sink_puts(sink, figure_caption(figure)[0] != '\0' ? " " : "");
    html_cut(sink, figure->text, 60);
    sink_puts(sink, "</b></span>");
    put_finding_links(h, use);
    for (size_t k = 0; k < use->nrelations && k < USES; k++)
        put_relation(h, &h->relations[use->relations[k]], use->relations[k]);
    if (use->nrelations > USES) {
        sink_puts(sink, "<span>");
        SAYH(sink, h->lang, W_MORE_RELATIONS, NUM(use->nrelations - USES));
        sink_puts(sink, "</span>");
    }
    sink_puts(sink, "</span>");
}

/* ---- figures ---- */

/* first: with its id; what runs over a line end is opened again on the next
 * line. */
static void
figure_begin(struct walk *w, size_t number, bool first)
{
    const struct html *h = w->h;
    const struct gj_figure *figure = html_figure(h, number);
    const struct figure_use *use = &h->uses[number - 1];

    sink_printf(h->sink, "<span class=\"f %s%s\"", state_class(use->state),
                figure->place.length == 0 ? " void" : "");
    if (first)
        html_id(h, 'g', number);
    if (use->nrelations + use->nfindings > 0) {
        if (first)
            sink_puts(h->sink, " tabindex=\"0\"");
    } else {
        sink_printf(h->sink, " title=\"%s %s\"",
                    kind_word(h->lang, figure->kind),
                    word(h->lang, state_word(use->state)));
    }
    sink_puts(h->sink, ">");
    w->open = number;
}

static void
figure_end(struct walk *w, bool last)
{
    const struct html *h = w->h;

    if (w->open == 0)
        return;
    if (last)
        put_tip(h, html_figure(h, w->open), &h->uses[w->open - 1]);
    sink_puts(h->sink, "</span>");
    if (last)
        w->open = 0;
}

/* Places only grow: is column of line at the end of the open figure? */
static bool
past(const struct gj_place *p, size_t line, size_t column)
{
    return line > p->end_line ||
           (line == p->end_line && column >= p->end_column);
}

/* Figures that begin here.  One inside of another gets an anchor only. */
static void
figures_at(struct walk *w, size_t line, size_t column)
{
    const struct html *h = w->h;
    size_t n = h->nfigures + h->nextras;

    for (; w->next < n; w->next++) {
        size_t number = h->order[w->next];
        const struct gj_place *p = &html_figure(h, number)->place;

        if (p->line > line || (p->line == line && p->column > column))
            return;
        if (w->open != 0) {
            sink_puts(h->sink, "<a");
            html_id(h, 'g', number);
            sink_puts(h->sink, "></a>");
            continue;
        }
        figure_begin(w, number, true);
        if (past(p, line, column))
            figure_end(w, true);
    }
}

static void
put_glyph(struct sink *sink, uint32_t c)
{
    markup_glyph(sink, c < 0x20 && c != '\t' && c != '\r' ? 0x2400 + c : c);
}

static void
put_line(struct walk *w, const char *line, size_t len, size_t number)
{
    const struct html *h = w->h;
    size_t column = 1;

    sink_puts(h->sink, "<div class=\"l\"");
    html_id(h, 'l', number);
    sink_printf(h->sink, "><i>%zu</i>", number);
    if (w->open != 0)
        figure_begin(w, w->open, false);
    for (size_t i = 0;; column++) {
        if (w->open != 0 &&
            past(&html_figure(h, w->open)->place, number, column))
            figure_end(w, true);
        figures_at(w, number, column);
        if (i >= len)
            break;
        put_glyph(h->sink, glyph_next(line, len, &i));
    }
    figure_end(w, w->open != 0 &&
                      html_figure(h, w->open)->place.end_line <= number);
    sink_puts(h->sink, "</div>\n");
}

/* ---- lines ---- */

static size_t
finding_line(const struct html *h, size_t i)
{
    return h->findings[i].nterms > 0
               ? h->findings[i].terms[0].figure->place.line
               : 0;
}

/* Findings are sorted by place. */
static bool
findings_due(const struct walk *w, size_t line)
{
    return w->finding < w->h->nfindings &&
           finding_line(w->h, w->finding) <= line;
}

static void
put_findings(struct walk *w, size_t line)
{
    while (findings_due(w, line))
        html_finding(w->h, w->finding++);
}

static void
put_legend(const struct html *h)
{
    sink_puts(h->sink, "<p class=\"legend\">");
    for (unsigned s = FIGURE_STATES; s-- > 0;)
        sink_printf(h->sink,
                    "<span><span class=\"f %s\">123</span> %s</span>\n",
                    state_class((enum figure_state)s),
                    word(h->lang, state_word((enum figure_state)s)));
    sink_puts(h->sink, "</p>\n");
}

void
html_source(const struct html *h)
{
    struct walk w = { .h = h };
    const char *line = NULL;
    size_t len;

    if (h->input->audit == NULL)
        return;
    line = gj_audit_line(h->input->audit, 1, &len);
    sink_printf(h->sink, "<h3>%s</h3>\n", word(h->lang, W_SOURCE));
    if (line != NULL)
        put_legend(h);
    sink_puts(h->sink, "<div class=\"src\">\n");
    for (size_t n = 1; line != NULL; n++) {
        bool due = findings_due(&w, n);

        sink_puts(h->sink, due ? "<div class=\"at\">\n" : "");
        put_findings(&w, n);
        put_line(&w, line, len, n);
        sink_puts(h->sink, due ? "</div>\n" : "");
        line = gj_audit_line(h->input->audit, n + 1, &len);
    }
    put_findings(&w, SIZE_MAX);
    sink_puts(h->sink, "</div>\n");
}
