/* SPDX-License-Identifier: MIT */
/* Text inside XML and HTML. */
#include <string.h>

#include "report/report_int.h"

/* Char of XML 1.0, less the controls that HTML forbids too, less those that
 * turn the direction of what follows. */
bool
markup_allows(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n';
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        return false;
    return (c < 0x7F || c > 0x9F) && c != 0xFFFE && c != 0xFFFF;
}

void
markup_glyph(struct sink *sink, uint32_t c)
{
    switch (c) {
    case '&':
        sink_puts(sink, "&amp;");
        return;
    case '<':
        sink_puts(sink, "&lt;");
        return;
    case '>':
        sink_puts(sink, "&gt;");
        return;
    case '"':
        sink_puts(sink, "&quot;");
        return;
    case '\'':
        sink_puts(sink, "&#39;");
        return;
    case '\r':
        return;
    default:
        glyph_put(sink, markup_allows(c) ? c : 0xFFFD);
    }
}

void
markup_text(struct sink *sink, const char *text)
{
    size_t len, i = 0;

    if (text == NULL)
        return;
    len = strlen(text);
    while (i < len)
        markup_glyph(sink, glyph_next(text, len, &i));
}

void
markup_attr(struct sink *sink, const char *name, const char *value)
{
    if (value == NULL)
        return;
    sink_printf(sink, " %s=\"", name);
    markup_text(sink, value);
    sink_puts(sink, "\"");
}

void
markup_count(struct sink *sink, const char *name, size_t n)
{
    sink_printf(sink, " %s=\"%zu\"", name, n);
}
