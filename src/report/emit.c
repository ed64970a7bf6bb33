/* SPDX-License-Identifier: MIT */
/* The JSON writer. */
#include <string.h>

#include "report/report_int.h"

static void
put_escape(struct sink *sink, uint32_t c)
{
    static const char hex[] = "0123456789abcdef";
    static const char plain[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
    const char *at = c < 0x80 && c != 0 ? strchr(plain, (int)c) : NULL;
    char out[6] = { '\\', 'u', 0, 0, 0, 0 };

    if (at != NULL) {
        out[1] = letter[at - plain];
        sink_put(sink, out, 2);
        return;
    }
    for (unsigned k = 0; k < 4; k++)
        out[2 + k] = hex[c >> (12 - 4 * k) & 15];
    sink_put(sink, out, 6);
}

/* U+2028 and U+2029 end a line in JavaScript, U+007F and the C1 controls act
 * on terminals: legal in JSON, safer escaped. */
static bool
needs_escape(uint32_t c)
{
    return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7F && c < 0xA0) ||
           c == 0x2028 || c == 0x2029;
}

static void
string_part(struct sink *sink, const char *text, size_t len)
{
    size_t done = 0, i = 0;

    while (i < len) {
        size_t at = i;
        uint32_t c = glyph_next(text, len, &i);
        bool broken = c == 0xFFFD && i == at + 1;

        if (!broken && !needs_escape(c))
            continue;
        sink_put(sink, text + done, at - done);
        if (broken)
            glyph_put(sink, c);
        else
            put_escape(sink, c);
        done = i;
    }
    sink_put(sink, text + done, len - done);
}

void
report_json_string(struct sink *sink, const char *text, size_t len)
{
    sink_puts(sink, "\"");
    string_part(sink, text, len);
    sink_puts(sink, "\"");
}

void
emit_resume(struct emit *e, struct sink *sink, const char *open, bool filled)
{
    memset(e, 0, sizeof(*e));
    e->sink = sink;
    for (; open[e->depth] != '\0'; e->depth++) {
        e->close[e->depth] = open[e->depth] == '{' ? '}' : ']';
        e->spread[e->depth] = true;
        e->filled[e->depth] = true;
    }
    if (e->depth > 0)
        e->filled[e->depth - 1] = filled;
}

static void
new_line(struct emit *e)
{
    sink_puts(e->sink, "\n");
    for (unsigned i = 0; i < e->depth; i++)
        sink_puts(e->sink, "  ");
}

/* Everything before a value: comma, line, key. */
static void
before(struct emit *e, const char *key)
{
    if (e->depth > 0) {
        bool spread = e->spread[e->depth - 1] && !e->flat;

        if (e->filled[e->depth - 1])
            sink_puts(e->sink, spread ? "," : ", ");
        if (spread)
            new_line(e);
        e->filled[e->depth - 1] = true;
    }
    if (key != NULL)
        sink_printf(e->sink, "\"%s\": ", key);
}

void
emit_open(struct emit *e, const char *key, char bracket, bool spread)
{
    before(e, key);
    sink_put(e->sink, &bracket, 1);
    e->close[e->depth] = bracket == '{' ? '}' : ']';
    e->spread[e->depth] = spread;
    e->filled[e->depth] = false;
    e->depth++;
}

void
emit_close(struct emit *e)
{
    e->depth--;
    if (e->spread[e->depth] && e->filled[e->depth] && !e->flat)
        new_line(e);
    sink_put(e->sink, &e->close[e->depth], 1);
}

void
emit_string(struct emit *e, const char *key, const char *text)
{
    if (text == NULL)
        return;
    before(e, key);
    report_json_string(e->sink, text, strlen(text));
}

void
emit_text_begin(struct emit *e, const char *key)
{
    before(e, key);
    sink_puts(e->sink, "\"");
}

void
emit_text_bytes(struct emit *e, const char *bytes, size_t len)
{
    string_part(e->sink, bytes, len);
}

void
emit_text_part(struct emit *e, const char *text)
{
    if (text != NULL)
        string_part(e->sink, text, strlen(text));
}

void
emit_text_escaped(struct emit *e, const char *text, const char *special)
{
    while (text != NULL && *text != '\0') {
        size_t plain = strcspn(text, special);

        emit_text_bytes(e, text, plain);
        text += plain;
        if (*text == '\0')
            return;
        emit_text_part(e, "\\");
        emit_text_bytes(e, text++, 1);
    }
}

void
emit_text_end(struct emit *e)
{
    sink_puts(e->sink, "\"");
}

void
emit_count(struct emit *e, const char *key, size_t n)
{
    before(e, key);
    sink_printf(e->sink, "%zu", n);
}

void
emit_bool(struct emit *e, const char *key, bool yes)
{
    before(e, key);
    sink_puts(e->sink, yes ? "true" : "false");
}
