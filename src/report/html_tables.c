/* SPDX-License-Identifier: MIT */
/* The worksheet of a document, and what nobody understood. */
#include "report/html.h"

static void
part_open(const struct html *h, enum word title, size_t n)
{
    sink_printf(h->sink,
                "<details class=\"part\"><summary>%s: %zu</summary>\n",
                word(h->lang, title), n);
}

static void
table_open(const struct html *h, const char *id, const enum word *columns,
           size_t ncolumns, size_t number)
{
    sink_puts(h->sink, "<div class=\"scroll\"><table");
    if (id != NULL)
        sink_printf(h->sink, " id=\"d%zu%s\"", h->number, id);
    sink_puts(h->sink, "><thead><tr>");
    for (size_t i = 0; i < ncolumns; i++)
        html_head(h->sink, h->lang, columns[i], i == number);
    sink_puts(h->sink, "</tr></thead>\n<tbody>\n");
}

static void
part_close(const struct html *h)
{
    sink_puts(h->sink, "</tbody></table></div></details>\n");
}

static void
ledger_row(const struct html *h, size_t i)
{
    const struct gj_relation *r = &h->relations[i];
    bool violated = r->verdict == GJ_VIOLATED;

    sink_puts(h->sink, "<tr");
    html_id(h, 'r', i + 1);
    sink_printf(h->sink,
                " data-has=\"%s\"><td class=\"num\">%zu</td>"
                "<td class=\"tight\"><span class=\"verdict %s\">%s %s</span>"
                "</td>",
                verdict_id(r->verdict), i + 1, violated ? "v" : "h",
                violated                     ? "✗"
                : r->verdict == GJ_UNDECIDED ? "?"
                                             : "✓",
                word(h->lang, verdict_word(r->verdict)));
    html_cell(h->sink, "tight", r->rule->code);
    html_cell(h->sink, "wide", r->formula);
    html_cell(h->sink, "tight", r->stated);
    html_cell(h->sink, "tight", r->computed);
    sink_puts(h->sink, "<td class=\"wide\">");
    for (size_t k = 0; k < r->nterms && k < 12; k++) {
        sink_puts(h->sink, k > 0 ? " · " : "");
        html_figure_link(h, r->terms[k].figure);
    }
    sink_puts(h->sink, r->nterms > 12 ? " …</td>" : "</td>");
    html_cell(h->sink, NULL, r->reason);
    sink_puts(h->sink, "</tr>\n");
}

void
html_ledger(const struct html *h)
{
    static const enum word columns[] = { W_COL_GROUP_NO, W_COL_VERDICT,
                                         W_COL_RULE,     W_COL_FORMULA,
                                         W_COL_STATED,   W_COL_COMPUTED,
                                         W_COL_PLACES,   W_COL_REASON };
    struct sink *sink = h->sink;

    if (h->nrelations == 0)
        return;
    part_open(h, W_LEDGER, h->nrelations);
    html_tools_open(sink, h->lang, h->number);
    for (unsigned v = GJ_HOLDS; v <= GJ_UNDECIDED; v++)
        html_box(sink, h->lang, verdict_word((enum gj_verdict)v),
                 verdict_id((enum gj_verdict)v));
    html_tools_close(sink);
    table_open(h, "w", columns, sizeof(columns) / sizeof(columns[0]), 0);
    for (size_t i = 0; i < h->nrelations; i++)
        ledger_row(h, i);
    part_close(h);
}

void
html_unbound(const struct html *h)
{
    static const enum word columns[] = { W_COL_LINE, W_COL_TEXT, W_COL_KIND,
                                         W_COL_LABEL };
    size_t found = 0;

    for (size_t i = 0; i < h->nfigures; i++)
        found += figure_unbound(&h->figures[i]);
    if (found == 0)
        return;
    part_open(h, W_UNBOUND, found);
    table_open(h, NULL, columns, 4, 0);
    for (size_t i = 0; i < h->nfigures; i++) {
        const struct gj_figure *figure = &h->figures[i];

        if (!figure_unbound(figure))
            continue;
        sink_printf(h->sink, "<tr><td class=\"num\">%zu</td><td>",
                    figure->place.line);
        html_link(h, 'g', i + 1);
        markup_text(h->sink, figure->text);
        sink_puts(h->sink, "</a></td>");
        html_cell(h->sink, NULL, kind_word(h->lang, figure->kind));
        html_cell(h->sink, NULL, figure->label);
        sink_puts(h->sink, "</tr>\n");
    }
    part_close(h);
}

void
html_notices(const struct html *h)
{
    size_t n = input_notice_count(h->input);

    if (n == 0)
        return;
    sink_printf(h->sink,
                "<details class=\"part\" open><summary>%s: %zu"
                "</summary>\n<ul>\n",
                word(h->lang, W_REMARK), n);
    for (size_t i = 0; i < n; i++) {
        const struct gj_notice *notice = input_notice(h->input, i);
        bool linked = notice->place.line > 0 && h->input->audit != NULL;

        sink_puts(h->sink, "<li>");
        if (linked)
            html_link(h, 'l', notice->place.line);
        if (notice->place.line > 0)
            SAYH(h->sink, h->lang, W_AT_LINE, NUM(notice->place.line));
        sink_puts(h->sink, linked ? "</a> " : " ");
        markup_text(h->sink, notice->message);
        sink_puts(h->sink, "</li>\n");
    }
    sink_puts(h->sink, "</ul></details>\n");
}
