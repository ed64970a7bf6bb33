/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/utf8.h"
#include "input/input_int.h"

/* The bytes of a document; the first `from` are its byte order mark. */
struct source {
    const char *bytes;
    size_t len, from;
    const struct input_options *options;
};

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

enum gj_status
input_decode(const char *bytes, size_t len,
             const struct input_options *options, struct input_text *out,
             struct gj_error *err)
{
    const char *named = options ? options->encoding : NULL;
    const struct encoding *encoding;
    struct source source = { bytes, len, 0, options };
    enum gj_status status;

    *out = (struct input_text){ 0 };
    status = input_refused(bytes, len, options, err);
    if (status != GJ_OK)
        return status;
    encoding = encoding_choose(bytes, len, named, &source.from);
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
