/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "cli/profile.h"

static int
dump(const struct settings *s, const struct profile *profile,
     const struct input_text *text, struct output_file *file)
{
    struct gj_options options = audit_options(profile, s->lang);
    struct gj_audit *audit = NULL;
    struct gj_error err = { 0 };
    bool ok = gj_audit_run(profile->rules, text->bytes, text->len, &options,
                           &audit, &err) == GJ_OK &&
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
dump_path(const struct settings *s, const struct profile *profile,
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
        status = dump(s, profile, &text, file);
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
    const char *path = s->paths.n ? s->paths.items[0] : "-";
    const struct profile *profile;
    struct profiles *profiles;
    int status = STATUS_ERROR;

    if (!s->stage || s->paths.n > 1) {
        complain("%s", SAY(s->lang, "用法：gouji dump --stage 步骤 [路径]",
                           "usage: gouji dump --stage STAGE [PATH]"));
        return STATUS_ERROR;
    }
    profiles = profiles_new(s);
    profile = profiles ? profile_for(profiles, path) : NULL;
    if (profile)
        status = dump_path(s, profile, path);
    profiles_free(profiles);
    return status;
}
