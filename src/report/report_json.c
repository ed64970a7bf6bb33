/* SPDX-License-Identifier: MIT */
/* check as one JSON object, and as JSON Lines. */
#include "report/report_int.h"

#define SCHEMA "gouji.findings/1"

static void
json_begin(struct sink *sink, const struct report_options *options)
{
    json_view_begin(sink, SCHEMA, options);
}

static void
json_input(struct sink *sink, const struct report_options *options,
           const struct report_input *input, size_t index)
{
    (void)options, (void)index;
    json_view_input(sink, input, emit_document);
}

static void
json_end(struct sink *sink, const struct report_options *options,
         const struct report_input *failed, size_t nfailed)
{
    (void)options;
    json_view_end(sink, failed, nfailed, true);
}

const struct reporter report_check_json = {
    .name = "json",
    .view = VIEW_CHECK,
    .begin = json_begin,
    .input = json_input,
    .end = json_end,
};

static void
jsonl_begin(struct sink *sink, const struct report_options *options)
{
    (void)sink, (void)options;
}

static void
jsonl_input(struct sink *sink, const struct report_options *options,
            const struct report_input *input, size_t index)
{
    struct emit e;

    (void)options, (void)index;
    emit_resume(&e, sink, "", false);
    e.flat = true;
    emit_open(&e, NULL, '{', false);
    emit_string(&e, "schema", SCHEMA);
    if (input->error != NULL) {
        emit_string(&e, "path", input->path);
        emit_open(&e, "error", '{', false);
        emit_string(&e, "message", input->error);
        emit_close(&e);
    } else {
        emit_document(&e, input);
    }
    emit_close(&e);
    sink_puts(sink, "\n");
}

const struct reporter report_check_jsonl = {
    .name = "jsonl",
    .view = VIEW_CHECK,
    .begin = jsonl_begin,
    .input = jsonl_input,
    .end = view_end,
};
