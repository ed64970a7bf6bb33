/* SPDX-License-Identifier: MIT */
/* Fields: what stands between blanks, a number and its unit being one. */
#include "layout/layout_int.h"

#include "base/utf8.h"

#include <string.h>

/* ---- values ---- */

static bool
cp_compares(uint32_t cp)
{
    return cp == '<' || cp == '>' || cp == '=' || cp == 0x2264 ||
           cp == 0x2265 || cp == '~' || cp == 0x2248 || cp == 0xb1;
}

/* A dash, a slash or (the dash as OCR reads it) U+4E00, alone. */
static bool
filler(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    uint32_t width, cp;

    if (end - begin > 12 || begin == end)
        return false;
    for (uint32_t at = begin; at < end; at += width) {
        cp = text_cp(w, at, end, &width);
        if (!cp_is_dash(cp) && cp != '/' && cp != 0x4e00 && cp != '*')
            return false;
    }
    return true;
}

/* Part of a number: digits, their signs, range dashes. */
static bool
number_part(uint32_t cp)
{
    return cp_is_digit(cp) || cp == '.' || cp == ',' || cp == '%' ||
           cp == 0x2030 || cp == '+' || cp == '*' || cp_is_dash(cp) ||
           cp_compares(cp) || cp == '/' || cp == ' ' || cp == 0xff05;
}

/* A number with comparison signs, and at most a short unit behind it: two
 * characters, four behind a comparison, or one of the words. */
bool
text_is_value(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    uint32_t at = begin, width, cp, unit = 0, limit = 2;
    bool digit = false;

    if (end - begin > 64)
        return false;
    if (filler(w, begin, end))
        return true;
    for (; at < end; at += width) {
        cp = text_cp(w, at, end, &width);
        if (!number_part(cp))
            break;
        digit = digit || cp_is_digit(cp);
        limit = cp_compares(cp) ? 4 : limit;
    }
    if (!digit)
        return false;
    if (at >= end || unit_has(w, at, end))
        return true;
    for (; at < end && unit < limit; at += width, unit++) {
        cp = text_cp(w, at, end, &width);
        if (!utf8_is_han(cp) && cp != '/' && cp != 0x33a1 && cp != ' ')
            return false;
    }
    return at >= end;
}

/* ---- fields ---- */

static bool
blank(char c)
{
    return c == ' ' || c == '\t';
}

static uint32_t
word_end(const struct layout_work *w, uint32_t at, uint32_t end)
{
    const char *p = w->text->bytes;

    while (at < end && !blank(p[at]))
        at++;
    return at;
}

static bool
only_signs(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    uint32_t width;

    if (end - begin > 8)
        return false;
    for (uint32_t at = begin; at < end; at += width) {
        if (!cp_compares(text_cp(w, at, end, &width)))
            return false;
    }
    return true;
}

/* Characters of Chinese text, each alone between blanks? */
static bool
is_spaced(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    uint32_t width = 0;

    if (end - begin > 48)
        return false;
    for (uint32_t at = begin; at < end; at += width) {
        if (!utf8_is_han(text_cp(w, at, end, &width)))
            return false;
        for (; at + width < end; width++) {
            if (!blank(w->text->bytes[at + width]))
                break;
        }
        if (at + width < end && !blank(w->text->bytes[at + width - 1]))
            return false;
    }
    return begin < end;
}

/* Does text up to end make a head of a column that blanks stand in? */
static bool
is_spaced_header(const struct layout_work *w, const struct field *field,
                 uint32_t next, uint32_t end)
{
    const char *p = w->text->bytes;

    if (text_is_header(w, field->begin, field->end))
        return false;
    for (unsigned i = 0; i < 3 && next < end; i++) {
        uint32_t stop = word_end(w, next, end);

        if (stop - field->begin > 48)
            return false;
        if (text_is_header(w, field->begin, stop))
            return true;
        for (next = stop; next < end && p[next] == ' ';)
            next++;
    }
    return false;
}

/* Does the blank between a field and the next word split no cells? */
static bool
blank_inside(const struct layout_work *w, const struct field *field,
             uint32_t next, uint32_t next_end)
{
    uint32_t width;
    uint32_t last = text_cp_before(w, field->begin, field->end);
    uint32_t first = text_cp(w, next, next_end, &width);

    if (cp_is_letter(last) && cp_is_letter(first))
        return true;
    if (is_spaced(w, field->begin, field->end) && is_spaced(w, next, next_end))
        return !filler(w, field->begin, field->end);
    if (cp_closes(first) && first != '%' && first != ']' && first != ')')
        return true;
    if (only_signs(w, field->begin, field->end))
        return cp_is_digit(first);
    if (!field->value || filler(w, field->begin, field->end))
        return false;
    if (last == '.')
        return cp_is_digit(first);
    if (first == '%' || first == 0x2030)
        return cp_is_digit(last);
    return unit_has(w, next, next_end);
}

bool
field_next(const struct layout_work *w, uint32_t *at, uint32_t end,
           struct field *out)
{
    const char *p = w->text->bytes;
    uint32_t next, next_end;

    while (*at < end && blank(p[*at]))
        (*at)++;
    if (*at >= end)
        return false;
    *out = (struct field){ .begin = *at, .end = word_end(w, *at, end) };
    out->value = text_is_value(w, out->begin, out->end);
    for (;;) {
        next = out->end;
        while (next < end && p[next] == ' ')
            next++;
        if (next >= end || blank(p[next]))
            break;
        next_end = word_end(w, next, end);
        if (!blank_inside(w, out, next, next_end) &&
            (out->value || !is_spaced_header(w, out, next, end)))
            break;
        out->end = next_end;
        out->value = text_is_value(w, out->begin, out->end);
    }
    *at = out->end;
    return true;
}

/* Columns of a field, and whether a sentence pauses in it. */
static uint32_t
columns_of(const struct layout_work *w, const struct field *f, bool *pauses)
{
    uint32_t columns = 0, width, cp;

    *pauses = false;
    for (uint32_t at = f->begin; at < f->end; at += width) {
        cp = text_cp(w, at, f->end, &width);
        columns += cp_columns(cp);
        *pauses = *pauses || cp_pauses(cp);
    }
    return columns;
}

static bool
is_bare(const struct layout_work *w, const struct field *f)
{
    uint32_t last = text_cp_before(w, f->begin, f->end);

    return !utf8_is_han(last) && !cp_is_dash(last);
}

/* Returns whether it heads a column. */
static bool
text_note(const struct layout_work *w, struct line *line,
          const struct field *f, bool behind_value)
{
    bool header = text_is_header(w, f->begin, f->end);
    bool pauses;
    uint32_t columns = columns_of(w, f, &pauses);

    line->nturns += behind_value;
    line->npauses += pauses;
    if (header)
        line->nheaders++;
    if (columns > line->widest)
        line->widest = (uint16_t)(columns < 60000 ? columns : 60000);
    return header;
}

void
line_fields(const struct layout_work *w, struct line *line)
{
    uint32_t at = line->mark.end ? line->mark.end : line->begin;
    bool value = false, bare = false, was_bare;
    uint16_t heads = 0;
    struct field f, last = { 0 };

    line->nfields = line->nvalues = line->nheaders = line->nturns = 0;
    line->nbare = line->npairs = line->npauses = line->widest = 0;
    line->headrun = 0;
    while (line->nfields < UINT16_MAX && field_next(w, &at, line->end, &f)) {
        line->nfields++;
        was_bare = bare;
        bare = f.value && is_bare(w, &f);
        if (f.value) {
            line->nvalues++;
            heads = 0;
            line->nbare += bare;
            if (bare && was_bare)
                line->npairs++;
        } else if (text_note(w, line, &f, value)) {
            if (!str_eq(text_str(w, f.begin, f.end),
                        text_str(w, last.begin, last.end)))
                heads++;
        } else {
            heads = 0;
        }
        line->headrun = heads > line->headrun ? heads : line->headrun;
        value = f.value;
        last = f;
    }
    line->ends_value = value;
}
