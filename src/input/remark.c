/* SPDX-License-Identifier: MIT */
/* What is to be said of an input before it is audited. */
#include <stdio.h>
#include <string.h>

#include "input/input_int.h"

struct gj_notice
input_remark(const char *code, const char *message)
{
    return (struct gj_notice){
        .code = code,
        .message = message,
        .place = { .line = 1, .column = 1, .end_line = 1, .end_column = 1 }
    };
}

struct gj_notice
input_no_text(bool no_reports, enum gj_lang lang)
{
    return input_remark(
        "no-text", no_reports ? input_say(lang, "文件夹中没有可以检查的文件",
                                          "no file to check in this folder")
                              : input_say(lang, "没有可以检查的文字",
                                          "no text to check"));
}

/* Nothing but blanks (U+3000 and U+00A0 among them) is no text. */
bool
input_blank(const char *bytes, size_t len)
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

/* The core's messages are English; people get the gist in their language. */
void
input_localize(struct gj_error *err, enum gj_lang lang)
{
    char core[sizeof(err->message)];

    if (lang != GJ_ZH || err->status == GJ_OK || err->status == GJ_NOMEM ||
        err->status == GJ_LIMIT) /* these speak it */
        return;
    memcpy(core, err->message, sizeof(core));
    snprintf(err->message, sizeof(err->message), "无法核对（%.400s）", core);
}
