/* SPDX-License-Identifier: MIT */
/* check as workflow commands, which GitHub turns into annotations. */
#include <string.h>

#include "report/report_int.h"
#include "report/words.h"

/* Commands end with the line; properties end at a comma or colon. */
static void
put_escaped(struct sink *sink, const char *text, const char *special)
{
    static const char hex[] = "0123456789ABCDEF";

    size_t len = text != NULL ? strlen(text) : 0, i = 0;

    while (i < len) {
        uint32_t c = glyph_next(text, len, &i);

        if (c < 0x80 && strchr(special, (int)c) != NULL)
            sink_printf(sink, "%%%c%c", hex[c >> 4], hex[c & 15]);
        else
            glyph_put(sink, (c < ' ' && c != '\t') || c == 0x7F ? 0xFFFD : c);
    }
}

static void
put_data(struct sink *sink, const char *text)
{
    put_escaped(sink, text, "%\r\n");
}

static void
put_property(struct sink *sink, const char *text)
{
    put_escaped(sink, text, "%\r\n:,");
}

static void
put_place(struct sink *sink, const struct gj_place *p)
{
    sink_printf(sink, ",line=%zu,endLine=%zu", p->line, p->end_line);
    if (p->line == p->end_line)
        sink_printf(sink, ",col=%zu,endColumn=%zu", p->column, p->end_column);
}

static void
put_finding(struct sink *sink, const struct report_options *options,
            const struct report_input *input, const struct gj_finding *f)
{
    sink_printf(sink, "::%s file=", severity_id(f->severity));
    put_property(sink, input->path);
    if (f->nterms > 0 && f->terms[0].figure->place.line > 0)
        put_place(sink, &f->terms[0].figure->place);
    sink_puts(sink, ",title=");
    put_property(sink, f->rule->code);
    sink_puts(sink, " ");
    put_property(sink, f->rule->title[options->lang == GJ_EN]);
    sink_puts(sink, "::");
    put_data(sink, f->message);
    if (f->formula != NULL) {
        sink_printf(sink, "%%0A%s: ", word(options->lang, W_FORMULA));
        put_data(sink, f->formula);
    }
    sink_puts(sink, "\n");
}

static void
github_begin(struct sink *sink, const struct report_options *options)
{
    (void)sink, (void)options;
}

static void
github_input(struct sink *sink, const struct report_options *options,
             const struct report_input *input, size_t index)
{
    size_t n;
    const struct gj_finding *findings = input_findings(input, &n);

    (void)index;
    if (input->error != NULL) {
        sink_puts(sink, "::error file=");
        put_property(sink, input->path);
        sink_puts(sink, "::");
        put_data(sink, input->error);
        sink_puts(sink, "\n");
    }
    for (size_t i = 0; i < n; i++)
        if (finding_active(input, i))
            put_finding(sink, options, input, &findings[i]);
}

const struct reporter report_check_github = {
    .name = "github",
    .view = VIEW_CHECK,
    .begin = github_begin,
    .input = github_input,
    .end = view_end,
};
