/* SPDX-License-Identifier: MIT */
/* figures as text, JSON and CSV. */
#include "report/words.h"

static void
put_place(struct sink *sink, const struct gj_place *place)
{
    sink_printf(sink, "%zu:%zu", place->line, place->column);
}

static unsigned
place_width(const struct gj_place *place)
{
    unsigned n = 3;

    for (size_t k = place->line; k >= 10; k /= 10)
        n++;
    for (size_t k = place->column; k >= 10; k /= 10)
        n++;
    return n;
}

static void
blanks(struct sink *sink, unsigned n)
{
    while (n-- > 0)
        sink_puts(sink, " ");
}

static void
put_value(struct sink *sink, const struct gj_figure *f)
{
    unsigned n = text_show(sink, f->comparator);

    n += text_show(sink, f->value != NULL ? f->value : "-");
    if (f->unit != NULL) {
        sink_puts(sink, " ");
        n += 1 + text_show(sink, f->unit);
    }
    if (n < 20)
        blanks(sink, 20 - n);
}

static void
put_figure(struct sink *sink, enum gj_lang lang, const struct gj_figure *f)
{
    unsigned n = place_width(&f->place);

    sink_puts(sink, "  ");
    put_place(sink, &f->place);
    blanks(sink, n < 10 ? 10 - n : 1);
    put_value(sink, f);
    sink_puts(sink, "  ");
    text_pad(sink, kind_word(lang, f->kind), 9);
    sink_puts(sink, " ");
    text_pad(sink, f->role != NULL ? f->role : "-", 24);
    sink_puts(sink, " ");
    (void)text_show(sink, f->text);
    if (f->rule_text)
        sink_printf(sink, " %s", word(lang, W_RULE_TEXT));
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
    size_t n;
    const struct gj_figure *figures = input_figures(input, &n);

    (void)index;
    if (input->error != NULL)
        return;
    (void)text_show(sink, input->path);
    sink_puts(sink, options->lang == GJ_EN ? ": " : "：");
    SAY(sink, options->lang, W_FIGURES_FOUND, NUM(n));
    sink_puts(sink, "\n");
    for (size_t i = 0; i < n; i++)
        put_figure(sink, options->lang, &figures[i]);
    totals_add(sink, input);
}

const struct reporter report_figures_text = {
    .name = "text",
    .view = VIEW_FIGURES,
    .whole = true,
    .begin = text_begin,
    .input = text_input,
    .end = view_end,
};

static void
json_begin(struct sink *sink, const struct report_options *options)
{
    (void)options;
    json_view_begin(sink, "gouji.figures/1", NULL);
}

static void
emit_list(struct emit *e, const struct report_input *input)
{
    size_t n;
    const struct gj_figure *figures = input_figures(input, &n);

    emit_string(e, "path", input->path);
    emit_open(e, "figures", '[', true);
    for (size_t i = 0; i < n; i++)
        emit_figure(e, &figures[i]);
    emit_close(e);
}

static void
json_input(struct sink *sink, const struct report_options *options,
           const struct report_input *input, size_t index)
{
    (void)options, (void)index;
    json_view_input(sink, input, emit_list);
}

static void
json_end(struct sink *sink, const struct report_options *options,
         const struct report_input *failed, size_t nfailed)
{
    (void)options;
    json_view_end(sink, failed, nfailed, false);
}

const struct reporter report_figures_json = {
    .name = "json",
    .view = VIEW_FIGURES,
    .whole = true,
    .begin = json_begin,
    .input = json_input,
    .end = json_end,
};

static void
csv_header(struct sink *sink, const struct report_options *options)
{
    static const enum word columns[] = {
        W_COL_PATH,  W_COL_LINE, W_COL_COLUMN,    W_COL_TEXT, W_COL_VALUE,
        W_COL_UNIT,  W_COL_BASE, W_COL_BASE_UNIT, W_COL_KIND, W_COL_COMPARATOR,
        W_COL_RANGE, W_COL_ROLE, W_COL_LABEL,
    };
    struct csv csv = { .sink = sink };

    csv_begin(sink);
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
        csv_text(&csv, word(options->lang, columns[i]));
    csv_end(&csv);
}

static void
csv_input(struct sink *sink, const struct report_options *options,
          const struct report_input *input, size_t index)
{
    struct csv csv = { .sink = sink };
    size_t n;
    const struct gj_figure *figures = input_figures(input, &n);

    (void)options, (void)index;
    for (size_t i = 0; i < n; i++) {
        const struct gj_figure *f = &figures[i];

        csv_text(&csv, input->path);
        csv_count(&csv, f->place.line);
        csv_count(&csv, f->place.column);
        csv_text(&csv, f->text);
        csv_text(&csv, f->value);
        csv_text(&csv, f->unit);
        csv_text(&csv, f->base);
        csv_text(&csv, f->base_unit);
        csv_text(&csv, f->kind);
        csv_text(&csv, f->comparator);
        csv_text(&csv, f->range);
        csv_text(&csv, f->role);
        csv_text(&csv, f->label);
        csv_end(&csv);
    }
}

const struct reporter report_figures_csv = {
    .name = "csv",
    .view = VIEW_FIGURES,
    .whole = true,
    .begin = csv_header,
    .input = csv_input,
    .end = view_end,
};
