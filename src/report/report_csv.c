/* SPDX-License-Identifier: MIT */
/* check as CSV: one finding a row, with room for the reviewer. */
#include "report/row.h"

static void
csv_check_begin(struct sink *sink, const struct report_options *options)
{
    struct csv csv = { .sink = sink };

    csv_begin(sink);
    for (size_t i = 0; i < FINDING_COLUMNS; i++)
        csv_text(&csv, word(options->lang, finding_columns[i]));
    csv_end(&csv);
}

static void
cell_text(void *user, const char *text)
{
    csv_text(user, text);
}

static void
cell_count(void *user, size_t n)
{
    csv_count(user, n);
}

static void
csv_check_input(struct sink *sink, const struct report_options *options,
                const struct report_input *input, size_t index)
{
    struct csv csv = { .sink = sink };
    const struct cells cells = { cell_text, cell_count, &csv };
    size_t n;

    (void)index;
    (void)input_findings(input, &n);
    for (size_t i = 0; i < n; i++) {
        finding_row(&cells, options->lang, input, i);
        csv_end(&csv);
    }
}

const struct reporter report_check_csv = {
    .name = "csv",
    .view = VIEW_CHECK,
    .begin = csv_check_begin,
    .input = csv_check_input,
    .end = view_end,
};
