/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/profile.h"
#include "cli/record.h"

struct gj_options
audit_options(const struct profile *p, enum gj_lang lang)
{
    return (struct gj_options){
        .lang = lang,
        .strict = p->strict,
        .select = p->select.items,
        .nselect = p->select.n,
        .ignore = p->ignore.items,
        .nignore = p->ignore.n,
        .levels = p->levels,
        .nlevels = p->nlevels,
    };
}

struct gj_notice
remark(const char *code, const char *message)
{
    return (struct gj_notice){
        .code = code,
        .message = message,
        .place = { .line = 1, .column = 1, .end_line = 1, .end_column = 1 }
    };
}

struct gj_notice
remark_no_text(bool no_reports, enum gj_lang lang)
{
    return remark("no-text",
                  no_reports
                      ? SAY(lang, "文件夹中没有可以检查的文件",
                            "no file to check in this folder")
                      : SAY(lang, "没有可以检查的文字", "no text to check"));
}

/* Nothing but blanks (U+3000 and U+00A0 among them) is no text. */
bool
is_blank(const char *bytes, size_t len)
{
    size_t i = 0;

    while (i < len) {
        if (bytes[i] && strchr(" \t\r\n\f\v", bytes[i]))
            i++;
        else if (len - i >= 3 && memcmp(bytes + i, "\xe3\x80\x80", 3) == 0)
            i += 3;
        else if (len - i >= 2 && memcmp(bytes + i, "\xc2\xa0", 2) == 0)
            i += 2;
        else
            return false;
    }
    return true;
}

/* Both steps fail again in the same way, so that a failure can be told in
 * the other language, too. */
static bool
load(struct document *doc, const struct work *work, const char *name,
     enum gj_lang lang, struct input_text *text)
{
    struct input_options options = { work->settings->encoding, lang };
    char *bytes;
    size_t len;
    bool ok =
        input_read(name, &options, &bytes, &len, &doc->error[lang]) == GJ_OK;

    if (!ok)
        return false;
    input_sha256(bytes, len, doc->sha256);
    ok = input_decode(bytes, len, &options, text, &doc->error[lang]) == GJ_OK;
    if (!ok && strcmp(name, "-") == 0) { /* it cannot be read again */
        enum gj_lang other = lang == GJ_EN ? GJ_ZH : GJ_EN;

        options.lang = other;
        (void)input_decode(bytes, len, &options, text, &doc->error[other]);
    }
    free(bytes);
    return ok;
}

static bool
load_failed(struct document *doc, const struct work *work, const char *name,
            enum gj_lang lang)
{
    enum gj_lang other = lang == GJ_EN ? GJ_ZH : GJ_EN;
    struct input_text text = { 0 };

    doc->failed = true;
    if (work->lang[other] && strcmp(name, "-") != 0)
        (void)load(doc, work, name, other, &text);
    input_text_free(&text);
    if (!doc->error[other].status)
        doc->error[other] = doc->error[lang];
    return false;
}

/* The core's messages are English; people get the gist in their language. */
void
error_localize(struct gj_error *err, enum gj_lang lang)
{
    char core[sizeof(err->message)];

    if (lang != GJ_ZH || err->status == GJ_OK)
        return;
    memcpy(core, err->message, sizeof(core));
    snprintf(err->message, sizeof(err->message), "%s（%.400s）",
             err->status == GJ_LIMIT   ? "文档超出限度，未作核对"
             : err->status == GJ_NOMEM ? "内存不足"
                                       : "无法核对",
             core);
}

static void
audit(struct document *doc, enum gj_lang lang, const struct input_text *text)
{
    struct gj_options options = audit_options(doc->profile, lang);

    if (gj_audit_run(doc->profile->rules, text->bytes, text->len, &options,
                     &doc->audit[lang], &doc->error[lang]) == GJ_OK)
        return;
    error_localize(&doc->error[lang], lang);
    doc->audit[lang] = NULL;
    doc->failed = true;
}

/* An audit that failed in one language is an error in each. */
static void
settle(struct document *doc)
{
    for (int lang = GJ_ZH; doc->failed && lang <= GJ_EN; lang++) {
        gj_audit_free(doc->audit[lang]);
        doc->audit[lang] = NULL;
        if (!doc->error[lang].status)
            doc->error[lang] = doc->error[lang == GJ_EN ? GJ_ZH : GJ_EN];
    }
}

void
document_run(struct document *doc, const struct work *work, size_t i)
{
    const struct settings *s = work->settings;
    const struct input_path *path = &work->list->paths[i];
    struct input_text text = { 0 };

    doc->path = strdup(path->shown ? path->shown : path->name);
    doc->profile = work->profiles ? work->profiles[i] : work->base;
    doc->no_reports = path->no_reports;
    if (!doc->path) {
        doc->failed = true;
        return;
    }
    if (doc->no_reports)
        return;
    if (!load(doc, work, path->name, s->lang, &text)) {
        load_failed(doc, work, path->name, s->lang);
        return;
    }
    doc->encoding = text.encoding;
    doc->empty = is_blank(text.bytes, text.len);
    for (int lang = GJ_ZH; !doc->empty && lang <= GJ_EN; lang++)
        if (work->lang[lang] && !doc->failed)
            audit(doc, (enum gj_lang)lang, &text);
    settle(doc);
    input_text_free(&text);
}

void
document_free(struct document *doc)
{
    free(doc->path);
    for (int lang = GJ_ZH; lang <= GJ_EN; lang++) {
        gj_audit_free(doc->audit[lang]);
        record_free(doc->record[lang]);
    }
    *doc = (struct document){ 0 };
}
