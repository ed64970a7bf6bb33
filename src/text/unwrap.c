/* SPDX-License-Identifier: MIT */
/*
 * Cells that were printed over several lines and come back as one, with a
 * blank for each line end: "...the bu dget is...".  Only where tabs separate
 * the cells, so that a blank is none of the separators, and only in cells that
 * are sentences, for a row of headings may hide in one cell.
 */
#include <string.h>

#include "base/utf8.h"
#include "text/text_int.h"

#define MIN_HAN 12

/* Comma, enumeration comma, semicolon and full stop. */
static bool
is_stop(uint32_t cp)
{
    return cp == 0xFF0C || cp == 0x3002 || cp == 0xFF1B || cp == ',' ||
           cp == ';';
}

static bool
is_sentence(const char *bytes, size_t from, size_t to)
{
    size_t han = 0, stops = 0;

    for (size_t i = from, width; i < to; i += width) {
        uint32_t cp = utf8_get(bytes + i, &width);

        han += utf8_is_han(cp) != 0;
        stops += is_stop(cp);
    }
    return stops > 0 && han >= MIN_HAN;
}

static size_t
mark_cell(char *bytes, size_t from, size_t to)
{
    size_t marked = 0;
    uint32_t before = 0;

    if (!memchr(bytes + from, ' ', to - from) || !is_sentence(bytes, from, to))
        return 0;
    for (size_t i = from, width, next; i < to; i += width) {
        uint32_t cp = utf8_get(bytes + i, &width);

        if (cp == ' ' && utf8_is_han(before) && i + 1 < to &&
            utf8_is_han(utf8_get(bytes + i + 1, &next))) {
            bytes[i] = TEXT_MARK;
            marked++;
        }
        if (cp != TEXT_MARK)
            before = cp;
    }
    return marked;
}

static size_t
mark_line(char *bytes, size_t from, size_t to)
{
    size_t marked = 0;

    while (from < to) {
        const char *tab = memchr(bytes + from, '\t', to - from);
        size_t end = tab ? (size_t)(tab - bytes) : to;

        marked += mark_cell(bytes, from, end);
        from = end + 1;
    }
    return marked;
}

size_t
unwrap_mark(char *bytes, size_t len)
{
    size_t from = 0, marked = 0;

    while (from < len) {
        const char *end = memchr(bytes + from, '\n', len - from);
        size_t to = end ? (size_t)(end - bytes) : len;

        if (memchr(bytes + from, '\t', to - from))
            marked += mark_line(bytes, from, to);
        from = to + 1;
    }
    return marked;
}
