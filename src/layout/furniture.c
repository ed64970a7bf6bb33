/* SPDX-License-Identifier: MIT */
/* Page numbers, dotted contents lines and running heads. */
#include "layout/layout_int.h"

#include "base/utf8.h"

#include <string.h>

/* What stands for a character in the shape of a line; 0: nothing. */
static uint32_t
shape_cp(uint32_t cp)
{
    if (cp == ' ' || cp == '\t' || cp == ',' || cp == 0xff0c)
        return 0;
    if (cp_is_digit(cp))
        return '#';
    return cp_is_dash(cp) ? '-' : cp;
}

/* The line without blanks, a number being '#'; false if it is too long. */
static bool
shape_of(const struct layout_work *w, const struct line *line, char out[64],
         size_t *len)
{
    uint32_t width, cp;

    *len = 0;
    for (uint32_t at = line->begin; at < line->end; at += width) {
        cp = shape_cp(text_cp(w, at, line->end, &width));
        if (!cp ||
            ((cp == '#' || cp == '-') && *len && out[*len - 1] == (char)cp))
            continue;
        if (*len + 4 > 64)
            return false;
        *len += utf8_put(cp, out + *len);
    }
    return *len > 0;
}

static bool
is_footer(const struct layout_work *w, const struct line *line)
{
    char shape[64];
    size_t len;

    if (line->width > 40 || !shape_of(w, line, shape, &len))
        return false;
    if (len == 3 && memcmp(shape, "-#-", 3) == 0)
        return true;
    for (size_t i = 0; i < w->words->nfooter; i++) {
        if (str_eq(w->words->footer[i], (struct str){ shape, len }))
            return true;
    }
    return false;
}

/* "Chapter ........ 12": a line of the contents. */
static bool
is_contents(const struct layout_work *w, const struct line *line)
{
    uint32_t at = line->end, dots = 0, cp;

    if (line->width > 200)
        return false;
    while (at > line->begin) {
        cp = text_cp_before(w, line->begin, at);
        if (cp != ' ' && !cp_is_digit(cp))
            break;
        at = (uint32_t)utf8_back(w->text->bytes, at);
    }
    if (at == line->end)
        return false;
    while (at > line->begin) {
        cp = text_cp_before(w, line->begin, at);
        if (cp != '.' && cp != 0x2026 && cp != 0xb7 && cp != ' ')
            break;
        dots += cp == 0x2026 ? 3 : cp != ' ';
        at = (uint32_t)utf8_back(w->text->bytes, at);
    }
    return dots >= 5;
}

/* A bare page number or "7/12" can also be a cell: prose must stand around
 * it, or the end of the document. */
static bool
is_bare_number(const struct layout_work *w, const struct line *line)
{
    uint32_t digits = 0, slashes = 0;

    for (uint32_t at = line->begin; at < line->end; at++) {
        char c = w->text->bytes[at];

        digits += cp_is_digit((unsigned char)c);
        slashes += c == '/';
        if (!cp_is_digit((unsigned char)c) && c != '/' && c != ' ')
            return false;
    }
    return digits && digits <= 6 && slashes <= 1 && line->width <= 9;
}

static bool
is_prose_like(const struct layout_work *w, uint32_t i)
{
    const struct line *line = &w->lines[i];

    return !line->npipes && !line->ntabs && line->width >= 50 &&
           (line->nvalues < 3 || line->stop || line->comma);
}

static bool
number_is_page(const struct layout_work *w, uint32_t i)
{
    bool first = i == 0, last = i + 1 == w->nlines;
    bool page =
        w->lines[i].page_before || (!last && w->lines[i + 1].page_before);
    bool before = first || is_prose_like(w, i - 1);
    bool after =
        last || is_prose_like(w, i + 1) || w->lines[i + 1].mark.end != 0;
    const struct line *prev = first ? NULL : &w->lines[i - 1];

    if (first && last)
        return false;
    /* in the middle of a sentence */
    if (prev && before && !prev->ends_stop && (prev->comma || prev->stop) &&
        !last && !w->lines[i + 1].nvalues)
        return true;
    return before && (page || after);
}

/* A running head stands beside a page number or break and was there before,
 * be it as the title of the document. */
static void
heads_mark(struct layout_work *w)
{
    uint64_t seen[64] = { 0 };

    for (uint32_t i = 0; i < w->nlines; i++) {
        struct line *line = &w->lines[i];
        bool beside =
            line->page_before ||
            (i > 0 && w->lines[i - 1].cls == LINE_FURNITURE) ||
            (i + 1 < w->nlines && (w->lines[i + 1].cls == LINE_FURNITURE ||
                                   w->lines[i + 1].page_before));
        struct str s = { w->text->bytes + line->begin,
                         line->end - line->begin };
        uint64_t hash;

        if ((!beside && !line->title) || line->cls == LINE_FURNITURE ||
            line->width > 80 || line->width < 8 || line->nvalues ||
            line->nheaders > 1 || line->npipes || line->ntabs || line->stop ||
            line->comma || line->mark.end)
            continue;
        hash = str_hash(s) | 1;
        if (beside && seen[hash % 64] == hash)
            line->cls = LINE_FURNITURE;
        seen[hash % 64] = hash;
    }
}

void
furniture_mark(struct layout_work *w)
{
    for (uint32_t i = 0; i < w->nlines; i++) {
        struct line *line = &w->lines[i];

        if (line->npipes)
            continue;
        if (is_footer(w, line) || is_contents(w, line) ||
            (is_bare_number(w, line) && number_is_page(w, i)))
            line->cls = LINE_FURNITURE;
    }
    heads_mark(w);
}
