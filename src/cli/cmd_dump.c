/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "cli/cli.h"

static int
dump(const struct settings *s, const struct gj_rules *rules,
     const struct input_text *text, struct output_file *file)
{
    struct gj_options options = audit_options(s, s->lang);
    struct gj_audit *audit = NULL;
    struct gj_error err = { 0 };
    bool ok = gj_audit_run(rules, text->bytes, text->len, &options, &audit,
                           &err) == GJ_OK &&
              gj_audit_dump(audit, s->stage ? s->stage : "findings",
                            output_write, file, &err) == GJ_OK;

    gj_audit_free(audit);
    if (ok)
        return STATUS_OK;
    if (err.status != GJ_OUTPUT)
        complain("%s", err.message);
    return STATUS_ERROR;
}

static int
dump_path(const struct settings *s, const struct gj_rules *rules,
          const char *path)
{
    struct input_options options = { s->encoding, s->lang };
    struct input_text text = { 0 };
    struct gj_error err = { 0 };
    struct output_file *file;
    char *bytes;
    size_t len;
    int status = STATUS_ERROR;
    bool ok = input_read(path, &options, &bytes, &len, &err) == GJ_OK &&
              input_decode(bytes, len, &options, &text, &err) == GJ_OK;

    free(bytes);
    if (!ok) {
        complain("%s: %s", path, err.message);
        return STATUS_ERROR;
    }
    file = output_open(NULL);
    if (file) {
        status = dump(s, rules, &text, file);
        if (!output_close(file, true)) {
            complain_write(s, NULL);
            status = STATUS_ERROR;
        }
    }
    input_text_free(&text);
    return status;
}

int
cmd_dump(struct settings *s)
{
    struct gj_rules *rules;
    int status = STATUS_ERROR;

    if (!s->stage || s->paths.n > 1) {
        complain("%s", SAY(s->lang, "用法：gouji dump --stage 步骤 [路径]",
                           "usage: gouji dump --stage STAGE [PATH]"));
        return STATUS_ERROR;
    }
    rules = rules_open(s);
    if (rules && rules_choose(s, rules))
        status = dump_path(s, rules, s->paths.n ? s->paths.items[0] : "-");
    gj_rules_free(rules);
    return status;
}
