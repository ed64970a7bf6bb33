/* SPDX-License-Identifier: MIT */
/* What the JSON of all views has in common. */
#include "report/report_int.h"

void
json_view_begin(struct sink *sink, const char *schema,
                const struct report_options *tool)
{
    struct emit e;

    emit_resume(&e, sink, "", false);
    emit_open(&e, NULL, '{', true);
    emit_string(&e, "schema", schema);
    if (tool != NULL) {
        emit_open(&e, "tool", '{', false);
        emit_string(&e, "name", "gouji");
        emit_string(&e, "version", GJ_VERSION);
        if (tool->rules != NULL) {
            emit_open(&e, "rules", '{', false);
            emit_string(&e, "version", gj_rules_version(tool->rules));
            emit_string(&e, "sha256", gj_rules_sha256(tool->rules));
            emit_close(&e);
        }
        emit_close(&e);
    }
    emit_open(&e, "documents", '[', true);
}

void
json_view_input(struct sink *sink, const struct report_input *input,
                void (*body)(struct emit *e, const struct report_input *input))
{
    struct emit e;

    if (input->error != NULL)
        return;
    emit_resume(&e, sink, "{[", sink->totals.documents > 0);
    emit_open(&e, NULL, '{', true);
    body(&e, input);
    emit_close(&e);
    totals_add(sink, input);
}

void
json_view_end(struct sink *sink, const struct report_input *failed,
              size_t nfailed, bool errors)
{
    struct emit e;

    emit_resume(&e, sink, "{[", sink->totals.documents > 0);
    emit_close(&e);
    if (errors || nfailed > 0)
        emit_errors(&e, failed, nfailed);
    emit_close(&e);
    sink_puts(sink, "\n");
}

void
view_end(struct sink *sink, const struct report_options *options,
         const struct report_input *failed, size_t nfailed)
{
    (void)sink, (void)options, (void)failed, (void)nfailed;
}
