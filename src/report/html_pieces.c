/* SPDX-License-Identifier: MIT */
/* Small pieces of HTML that come more than once. */
#include <string.h>

#include "report/html.h"

void
html_cut(struct sink *sink, const char *text, size_t most)
{
    size_t len = text != NULL ? strlen(text) : 0, i = 0;

    for (size_t n = 0; i < len && n < most; n++)
        markup_glyph(sink, glyph_next(text, len, &i));
    if (i < len)
        sink_puts(sink, "…");
}

void
html_id(const struct html *h, char kind, size_t number)
{
    sink_printf(h->sink, " id=\"d%zu%c%zu\"", h->number, kind, number);
}

void
html_link(const struct html *h, char kind, size_t number)
{
    sink_printf(h->sink, "<a href=\"#d%zu%c%zu\">", h->number, kind, number);
}

void
html_figure_link(const struct html *h, const struct gj_figure *figure)
{
    size_t number = html_number(h, figure);

    if (number > 0)
        html_link(h, 'g', number);
    else
        html_link(h, 'l', figure->place.line);
    html_cut(h->sink, figure_caption(figure), 24);
    sink_puts(h->sink, figure_caption(figure)[0] != '\0' ? " " : "");
    html_cut(h->sink, figure->text, 40);
    sink_puts(h->sink, "</a>");
}

void
html_bar(struct sink *sink, const struct bar_part *parts, size_t nparts,
         size_t whole)
{
    size_t before = 0;

    if (whole == 0)
        whole = 1;
    sink_puts(sink, "<svg class=\"bar\" viewBox=\"0 0 1000 10\" "
                    "preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for (size_t i = 0; i < nparts; i++) {
        size_t from = before * 1000 / whole;

        before += parts[i].n;
        if (parts[i].n > 0)
            sink_printf(sink,
                        "<rect class=\"%s\" x=\"%zu\" width=\"%zu\" "
                        "height=\"10\"/>",
                        parts[i].name, from, before * 1000 / whole - from);
    }
    sink_puts(sink, "</svg>");
}

void
html_cell(struct sink *sink, const char *name, const char *text)
{
    sink_puts(sink, "<td");
    markup_attr(sink, "class", name);
    sink_puts(sink, ">");
    markup_text(sink, text);
    sink_puts(sink, "</td>");
}

void
html_count(struct sink *sink, size_t n)
{
    sink_printf(sink, "<td class=\"num\">%zu</td>", n);
}

void
html_head(struct sink *sink, enum gj_lang lang, enum word column, bool number)
{
    sink_printf(sink, "<th%s>%s</th>", number ? " class=\"num\"" : "",
                word(lang, column));
}

void
html_tools_open(struct sink *sink, enum gj_lang lang, size_t document)
{
    sink_puts(sink, "<div class=\"tools\" data-for=\"");
    if (document > 0)
        sink_printf(sink, "d%zuw", document);
    else
        sink_puts(sink, "documents");
    sink_printf(sink, "\" hidden><label>%s <input type=\"search\"></label>\n",
                word(lang, W_FILTER));
}

void
html_box(struct sink *sink, enum gj_lang lang, enum word label,
         const char *value)
{
    sink_printf(sink,
                "<label><input type=\"checkbox\" value=\"%s\">%s</label>\n",
                value, word(lang, label));
}

void
html_tools_close(struct sink *sink)
{
    sink_puts(sink, "<output class=\"dim\"></output></div>\n");
}

void
html_tile(struct sink *sink, enum gj_lang lang, enum word label,
          const char *name, size_t n)
{
    sink_printf(sink, "<li class=\"%s%s\"><b>%zu</b>%s</li>\n", name,
                n > 0 ? " some" : "", n, word(lang, label));
}

const char *
severity_mark(enum gj_severity severity)
{
    return severity == GJ_ERROR ? "✖" : severity == GJ_WARNING ? "▲" : "●";
}

static void
measure(struct sink *sink, enum gj_lang lang, const struct gj_coverage *c)
{
    const struct bar_part figures[] = {
        { "g", c->checked },
        { "i", c->bound > c->checked ? c->bound - c->checked : 0 },
        { "d", c->figures > c->bound ? c->figures - c->bound : 0 },
    };
    const struct bar_part relations[] = { { "g", c->holding },
                                          { "e", c->violated },
                                          { "d", c->undecided } };

    sink_puts(sink, "<div class=\"measure\">\n<p>");
    html_bar(sink, figures, 3, c->figures);
    SAYH(sink, lang, W_COVERAGE, NUM(c->figures), NUM(c->bound),
         NUM(c->checked), NUM(coverage_percent(c)));
    sink_puts(sink, "</p>\n<p>");
    html_bar(sink, relations, 3, c->relations);
    SAYH(sink, lang, W_RELATIONS, NUM(c->relations), NUM(c->holding),
         NUM(c->violated), NUM(c->undecided));
    sink_puts(sink, "</p>\n</div>\n");
}

void
html_coverage(struct sink *sink, enum gj_lang lang,
              const struct gj_coverage *c, bool clean)
{
    measure(sink, lang, c);
    if (coverage_low(c))
        sink_printf(sink, "<p class=\"low\">%s</p>\n",
                    word(lang, c->relations == c->undecided ? W_NOTHING_CHECKED
                               : clean                      ? W_LOW_CLEAN
                                                            : W_LOW));
    else if (clean)
        sink_printf(sink, "<p class=\"clean\">✓ %s</p>\n",
                    word(lang, W_CLEAN));
}
