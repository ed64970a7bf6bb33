/* SPDX-License-Identifier: MIT */
/* check as one JSON object, and as JSON Lines. */
#include "report/report_int.h"

#define SCHEMA "gouji.findings/1"

static void
json_begin(struct sink *sink, const struct report_options *options)
{
    struct emit e;

    emit_resume(&e, sink, "", false);
    emit_open(&e, NULL, '{', true);
    emit_string(&e, "schema", SCHEMA);
    emit_open(&e, "tool", '{', false);
    emit_string(&e, "name", "gouji");
    emit_string(&e, "version", GJ_VERSION);
    if (options->rules != NULL) {
        emit_open(&e, "rules", '{', false);
        emit_string(&e, "version", gj_rules_version(options->rules));
        emit_string(&e, "sha256", gj_rules_sha256(options->rules));
        emit_close(&e);
    }
    emit_close(&e);
    emit_open(&e, "documents", '[', true);
}

static void
json_input(struct sink *sink, const struct report_options *options,
           const struct report_input *input, size_t index)
{
    struct emit e;

    (void)options, (void)index;
    if (input->error != NULL)
        return;
    emit_resume(&e, sink, "{[", sink->totals.documents > 0);
    emit_open(&e, NULL, '{', true);
    emit_document(&e, input);
    emit_close(&e);
    totals_add(sink, input);
}

static void
json_end(struct sink *sink, const struct report_options *options,
         const struct report_input *failed, size_t nfailed)
{
    struct emit e;

    (void)options;
    emit_resume(&e, sink, "{[", sink->totals.documents > 0);
    emit_close(&e);
    emit_errors(&e, failed, nfailed);
    emit_close(&e);
    sink_puts(sink, "\n");
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

static void
jsonl_end(struct sink *sink, const struct report_options *options,
          const struct report_input *failed, size_t nfailed)
{
    (void)sink, (void)options, (void)failed, (void)nfailed;
}

const struct reporter report_check_jsonl = {
    .name = "jsonl",
    .view = VIEW_CHECK,
    .begin = jsonl_begin,
    .input = jsonl_input,
    .end = jsonl_end,
};
