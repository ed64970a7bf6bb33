/* SPDX-License-Identifier: MIT */
/* The CSV writer (RFC 4180, as spreadsheets want it). */
#include <string.h>

#include "report/report_int.h"

void
csv_begin(struct sink *sink)
{
    /* Without it spreadsheets read Chinese text in the system's code page. */
    sink_puts(sink, "\xEF\xBB\xBF");
}

static bool
number_like(const char *text)
{
    size_t digits;

    text += *text == '-' || *text == '+';
    digits = strspn(text, "0123456789");
    if (digits == 0)
        return false;
    text += digits;
    if (*text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    text += *text == '%';
    return *text == '\0';
}

bool
cell_unsafe(const char *text)
{
    return *text != '\0' && strchr("=+-@\t\r\n|", *text) != NULL &&
           !number_like(text);
}

void
csv_open(struct csv *csv)
{
    sink_puts(csv->sink, csv->filled ? ",\"" : "\"");
    csv->filled = true;
}

void
csv_close(struct csv *csv)
{
    sink_puts(csv->sink, "\"");
}

static bool
control(uint32_t c)
{
    return (c < ' ' && c != '\n' && c != '\r' && c != '\t') ||
           (c >= 0x7F && c < 0xA0);
}

void
csv_part(struct csv *csv, const char *text)
{
    size_t len = text != NULL ? strlen(text) : 0, i = 0;

    while (i < len) {
        uint32_t c = glyph_next(text, len, &i);

        if (c == '"')
            sink_puts(csv->sink, "\"");
        /* of the controls, spreadsheets know those that break lines */
        glyph_put(csv->sink, control(c) ? 0xFFFD : c);
    }
}

void
csv_text(struct csv *csv, const char *text)
{
    if (text == NULL)
        text = "";
    if (text[strcspn(text, ",\"\r\n\t ;")] == '\0' && !cell_unsafe(text)) {
        sink_puts(csv->sink, csv->filled ? "," : "");
        csv_part(csv, text);
        csv->filled = true;
        return;
    }
    csv_open(csv);
    if (cell_unsafe(text))
        sink_puts(csv->sink, "'");
    csv_part(csv, text);
    csv_close(csv);
}

void
csv_count(struct csv *csv, size_t n)
{
    sink_printf(csv->sink, "%s%zu", csv->filled ? "," : "", n);
    csv->filled = true;
}

void
csv_end(struct csv *csv)
{
    sink_puts(csv->sink, "\r\n");
    csv->filled = false;
}
