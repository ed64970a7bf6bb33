/* SPDX-License-Identifier: MIT */
/*
 * In which encoding are these bytes?  Nothing here converts: in a browser the
 * browser does, and must be told the same as the command line.
 */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "input/input_int.h"

/* GBK and GB2312 are read as their superset: people name the three alike. */
static const struct encoding encodings[] = {
    { "UTF-8", "utf8", NULL },
    { "UTF-16LE", "utf16le", "UTF-16LE" },
    { "UTF-16BE", "utf16be", "UTF-16BE" },
    { "GB18030", "gb-18030", "GB18030" },
    { "GBK", "cp936", "GB18030" },
    { "GB2312", "euc-cn", "GB18030" },
    { "Big5", "cp950", "BIG5" },
};
/* "UTF-16" alone leaves the byte order to the mark or the pattern. */
#define UTF16 "UTF-16"

struct mark {
    const char *bytes;
    size_t len;
    const char *encoding;
};

static const struct mark marks[] = {
    { "\xef\xbb\xbf", 3, "UTF-8" },
    { "\xff\xfe", 2, "UTF-16LE" },
    { "\xfe\xff", 2, "UTF-16BE" },
    { "\x84\x31\x95\x33", 4, "GB18030" },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const struct encoding *
encoding_find(const char *name)
{
    for (size_t i = 0; i < COUNT(encodings); i++)
        if (strcasecmp(name, encodings[i].name) == 0 ||
            strcasecmp(name, encodings[i].alias) == 0)
            return &encodings[i];
    return NULL;
}

bool
input_encoding_known(const char *name)
{
    return strcasecmp(name, UTF16) == 0 || encoding_find(name);
}

const char *
input_encoding_at(size_t i)
{
    return i < COUNT(encodings) ? encodings[i].name : NULL;
}

static const struct mark *
mark_find(const char *bytes, size_t len)
{
    for (size_t i = 0; i < COUNT(marks); i++)
        if (len >= marks[i].len &&
            memcmp(bytes, marks[i].bytes, marks[i].len) == 0)
            return &marks[i];
    return NULL;
}

/* Neither mark nor name: strict UTF-8, the pattern of UTF-16, GB18030. */
static const char *
detect(const char *bytes, size_t len)
{
    bool utf8 = utf8_check(bytes, len) == len;
    const char *utf16;

    if (utf8 && !memchr(bytes, 0, len))
        return "UTF-8";
    utf16 = input_utf16_pattern(bytes, len);
    if (utf16)
        return utf16;
    return utf8 || input_mostly_utf8(bytes, len) ? "UTF-8" : "GB18030";
}

/* The mark is skipped only where it agrees with the encoding that is named:
 * in any other those bytes are text. */
const struct encoding *
encoding_choose(const char *bytes, size_t len, const char *named, size_t *from)
{
    const struct mark *mark = mark_find(bytes, len);
    const char *pattern;

    *from = 0;
    if (named && strcasecmp(named, UTF16) == 0) {
        pattern = input_utf16_pattern(bytes, len);
        named = mark && mark->len == 2 ? mark->encoding
                : pattern              ? pattern
                                       : "UTF-16LE";
    }
    if (!named)
        named = mark ? mark->encoding : detect(bytes, len);
    if (mark && encoding_find(named) &&
        encoding_find(named)->iconv == encoding_find(mark->encoding)->iconv)
        *from = mark->len;
    return encoding_find(named);
}

const char *
input_choose(const char *bytes, size_t len, const char *named, size_t *from)
{
    const struct encoding *encoding = encoding_choose(bytes, len, named, from);

    return encoding ? encoding->name : NULL;
}

static enum gj_status
refuse(const struct input_kind *kind, const struct input_options *options,
       struct gj_error *err)
{
    enum gj_lang lang = input_lang(options);

    if (!*kind->name)
        return err_set(err, GJ_INPUT, "%s", kind->hint[lang]);
    return err_set(err, GJ_INPUT,
                   input_say(lang, "这是 %s 文件，不能直接检查；%s",
                             "this is a %s file, which cannot be checked "
                             "as it is; %s"),
                   kind->name, kind->hint[lang]);
}

size_t
input_utf8_check(const char *bytes, size_t len)
{
    return utf8_check(bytes, len);
}

void
input_sha256(const char *bytes, size_t len, char out[65])
{
    sha256_hex(bytes, len, out);
}

enum gj_status
input_refused(const char *bytes, size_t len,
              const struct input_options *options, struct gj_error *err)
{
    const struct input_kind *kind = input_sniff(bytes, len);
    const char *named = options ? options->encoding : NULL;

    /* A named encoding speaks for text, but not against a known container. */
    if (!kind || (!*kind->name && named))
        return GJ_OK;
    return refuse(kind, options, err);
}
