/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/utf8.h"
#include "input/input_int.h"

struct encoding {
    const char *name;  /* as reported */
    const char *alias; /* another name that is understood, or NULL */
    const char *iconv; /* NULL: UTF-8, checked here */
};

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

/* The bytes of a document; the first `from` are its byte order mark. */
struct source {
    const char *bytes;
    size_t len, from;
    const struct input_options *options;
};

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

static const struct encoding *
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

static enum gj_status
undecodable(struct gj_error *err, const struct input_options *options,
            const char *encoding, size_t offset)
{
    enum gj_lang lang = input_lang(options);

    if (lang == GJ_EN)
        return err_set(err, GJ_INPUT, "not valid %s at byte %zu", encoding,
                       offset);
    return err_set(err, GJ_INPUT, "第 %zu 字节处不是有效的 %s", offset,
                   encoding);
}

static enum gj_status
no_memory(struct gj_error *err, const struct input_options *options)
{
    return err_set(
        err, GJ_NOMEM, "%s",
        input_say(input_lang(options), "内存不足", "out of memory"));
}

static enum gj_status
decode_utf8(const struct source *source, struct input_text *out,
            struct gj_error *err)
{
    const char *bytes = source->bytes + source->from;
    size_t len = source->len - source->from, valid = utf8_check(bytes, len);

    if (valid < len)
        return undecodable(err, source->options, "UTF-8",
                           source->from + valid);
    out->len = len;
    out->bytes = malloc(len + 1);
    if (!out->bytes)
        return no_memory(err, source->options);
    memcpy(out->bytes, bytes, len);
    out->bytes[len] = '\0';
    return GJ_OK;
}

/* Room for more output; the old buffer stays valid on failure. */
static bool
text_grow(struct input_text *out, size_t *cap)
{
    char *bytes = realloc(out->bytes, *cap * 2 + 1);

    if (!bytes)
        return false;
    out->bytes = bytes;
    *cap *= 2;
    return true;
}

/* Offset at which it stopped; len: all was decoded; SIZE_MAX: no memory. */
static size_t
convert(iconv_t cd, const char *bytes, size_t len, struct input_text *out)
{
    /* iconv() takes a char ** but changes only the pointer. */
    union {
        const char *in;
        char *arg;
    } p = { .in = bytes };
    size_t left = len, cap = len + len / 2 + 16;

    out->bytes = malloc(cap + 1);
    if (!out->bytes)
        return SIZE_MAX;
    for (;;) {
        char *to = out->bytes + out->len;
        size_t room = cap - out->len;
        size_t done = iconv(cd, &p.arg, &left, &to, &room);

        out->len = (size_t)(to - out->bytes);
        if (done != (size_t)-1 || errno != E2BIG)
            break;
        if (!text_grow(out, &cap))
            return SIZE_MAX;
    }
    out->bytes[out->len] = '\0';
    return len - left;
}

/* iconv_open() says no with -1, not NULL. */
static bool
opened(iconv_t cd)
{
    return (intptr_t)cd != -1;
}

static enum gj_status
decode_as(const struct encoding *encoding, const struct source *source,
          struct input_text *out, struct gj_error *err)
{
    size_t len = source->len - source->from, done;
    iconv_t cd;

    out->encoding = encoding->name;
    if (!encoding->iconv)
        return decode_utf8(source, out, err);
    cd = iconv_open("UTF-8", encoding->iconv);
    if (!opened(cd))
        return err_set(err, GJ_INPUT,
                       input_say(input_lang(source->options),
                                 "本机不支持编码 %s",
                                 "this machine cannot decode %s"),
                       encoding->name);
    done = convert(cd, source->bytes + source->from, len, out);
    iconv_close(cd);
    if (done == SIZE_MAX)
        return no_memory(err, source->options);
    if (done < len)
        return undecodable(err, source->options, encoding->name,
                           source->from + done);
    return GJ_OK;
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

/* The mark is skipped only where it agrees with the encoding that is named:
 * in any other those bytes are text. */
static const struct encoding *
choose(const char *bytes, size_t len, const char *named, size_t *from)
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

enum gj_status
input_decode(const char *bytes, size_t len,
             const struct input_options *options, struct input_text *out,
             struct gj_error *err)
{
    const struct input_kind *kind = input_sniff(bytes, len);
    const char *named = options ? options->encoding : NULL;
    const struct encoding *encoding;
    struct source source = { bytes, len, 0, options };
    enum gj_status status;

    *out = (struct input_text){ 0 };
    if (kind && (*kind->name || !named))
        return refuse(kind, options, err);
    encoding = choose(bytes, len, named, &source.from);
    if (!encoding)
        return err_set(err, GJ_INPUT,
                       input_say(input_lang(options), "不认识的编码 %s",
                                 "unknown encoding %s"),
                       named);
    status = decode_as(encoding, &source, out, err);
    if (status != GJ_OK)
        input_text_free(out);
    return status;
}

void
input_text_free(struct input_text *text)
{
    free(text->bytes);
    *text = (struct input_text){ 0 };
}

size_t
input_utf8_check(const char *bytes, size_t len)
{
    return utf8_check(bytes, len);
}
