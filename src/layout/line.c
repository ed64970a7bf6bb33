/* SPDX-License-Identifier: MIT */
/* Text to lines with features; blank lines are only counted. */
#include "layout/layout_int.h"

#include "base/utf8.h"

#include <string.h>

static int
cp_bracket(uint32_t cp)
{
    if (cp == '(' || cp == '[' || cp == 0x300a || cp == 0x3014 ||
        cp == 0x201c || cp == 0x3010 || cp == 0xff08)
        return 1;
    if (cp == ')' || cp == ']' || cp == 0x300b || cp == 0x3015 ||
        cp == 0x201d || cp == 0x3011 || cp == 0xff09)
        return -1;
    return 0;
}

bool
cp_opens(uint32_t cp)
{
    return cp_is_comma(cp) || cp_bracket(cp) > 0 || cp == 0x3001 ||
           cp == '/' || cp == '*' || cp == '+' || cp == '=' || cp == '<' ||
           cp == '>' || cp == 0x2264 || cp == 0x2265 || cp == 0xd7 ||
           cp == 0xf7;
}

bool
cp_closes(uint32_t cp)
{
    return cp_is_stop(cp) || cp_is_comma(cp) || cp_bracket(cp) < 0 ||
           cp == 0x3001 || cp == '%' || cp == ':' || cp == 0xff1a ||
           cp == 0x2030;
}

/* A thousands separator is no comma of a sentence. */
static bool
comma_in_number(const struct layout_work *w, const struct line *line,
                uint32_t at)
{
    const char *p = w->text->bytes;

    return p[at] == ',' && at > line->begin && at + 1 < line->end &&
           cp_is_digit((unsigned char)p[at - 1]) &&
           cp_is_digit((unsigned char)p[at + 1]);
}

/* Does a number begin at at that is no year?  (A heading may name a year.) */
static bool
figure_begins(const struct layout_work *w, const struct line *line,
              uint32_t at)
{
    const char *p = w->text->bytes;
    uint32_t end = at, n;

    if (at < line->mark.end || !cp_is_digit((unsigned char)p[at]) ||
        (at > line->begin && cp_is_digit((unsigned char)p[at - 1])))
        return false;
    while (end < line->end && end < at + 5 &&
           cp_is_digit((unsigned char)p[end]))
        end++;
    return end - at != 4 || text_cp(w, end, line->end, &n) != 0x5e74;
}

static void
line_note(const struct layout_work *w, struct line *line, uint32_t cp,
          uint32_t at)
{
    int open = line->open + cp_bracket(cp);

    line->stop = line->stop || cp_is_stop(cp);
    line->comma =
        line->comma || (cp_is_comma(cp) && !comma_in_number(w, line, at));
    line->listing = line->listing || (cp == 0x3001 && at >= line->mark.end);
    line->digits = line->digits || figure_begins(w, line, at);
    if (cp_is_pipe(cp) && line->npipes < UINT16_MAX)
        line->npipes++;
    if (cp == '\t' && line->ntabs < UINT16_MAX)
        line->ntabs++;
    if (open > -100 && open < 100)
        line->open = (int16_t)open;
    line->width += cp_columns(cp);
}

static bool
ends_like_title(const struct layout_work *w, const struct line *line)
{
    struct str s = { w->text->bytes + line->begin, line->end - line->begin };

    if (line->width < 8 || line->width > 90 || line->stop || line->comma)
        return false;
    if (str_ends(s, STR(")"))) { /* "... table (2024)" */
        const char *open = NULL;

        for (size_t i = 0; i < s.len; i++)
            open = s.ptr[i] == '(' ? s.ptr + i : open;
        if (open && open > s.ptr)
            s.len = (size_t)(open - s.ptr);
    }
    for (size_t i = 0; i < w->words->ntitle; i++) {
        if (str_ends(s, w->words->title[i]) &&
            s.len > w->words->title[i].len + 3)
            return true;
    }
    return false;
}

/* "word 12:" in front: the name of an item, a new cell. */
static bool
starts_like_label(const struct layout_work *w, const struct line *line)
{
    uint32_t at = line->begin, width, cp = 0;
    unsigned words = 0, digits = 0;

    for (; words < 5; words++) {
        cp = text_cp(w, at, line->end, &width);
        if (!utf8_is_han(cp))
            break;
        at += width;
    }
    while (words && digits < 3 && cp_is_digit(cp)) {
        at += width;
        digits++;
        cp = text_cp(w, at, line->end, &width);
    }
    return words > 1 && digits && (cp == ':' || cp == 0xff1a);
}

static void
line_features(const struct layout_work *w, struct line *line)
{
    uint32_t width, cp;

    line->mark = mark_read(w, line->begin, line->end);
    for (uint32_t at = line->begin; at < line->end; at += width) {
        cp = text_cp(w, at, line->end, &width);
        if (cp_is_plain(cp))
            line->width += 2;
        else
            line_note(w, line, cp, at);
    }
    cp = text_cp(w, line->begin, line->end, &width);
    line->starts_close = cp_closes(cp);
    cp = text_cp_before(w, line->begin, line->end);
    line->ends_open = cp_opens(cp);
    line->ends_semi = cp == 0xff1b || cp == ';' || cp == ':' || cp == 0xff1a;
    if (cp == 0x201d || cp == ')' || cp == 0xff09)
        cp = text_cp_before(w, line->begin,
                            (uint32_t)utf8_back(w->text->bytes, line->end));
    line->ends_stop = cp_is_stop(cp) && !line->ends_semi;
    line->title = !line->mark.end && ends_like_title(w, line);
    line->label = starts_like_label(w, line);
    line_fields(w, line);
}

static bool
line_add(struct layout_work *w, struct line *line)
{
    struct line *lines =
        vec_grow(w->arena, w->lines, w->nlines, &w->lines_cap, sizeof(*lines));

    if (!lines || w->nlines == UINT32_MAX)
        return false;
    w->lines = lines;
    line_features(w, line);
    w->lines[w->nlines++] = *line;
    return true;
}

/* Trim blanks; tabs too where nothing but blanks stands beside them would
 * change the number of cells, so they stay. */
static void
line_trim(const struct layout_work *w, struct line *line)
{
    const char *p = w->text->bytes;
    uint32_t columns = 0;

    while (line->begin < line->end && p[line->begin] == ' ') {
        line->begin++;
        columns++;
    }
    while (line->end > line->begin && p[line->end - 1] == ' ')
        line->end--;
    line->indent = (uint16_t)(columns < 1000 ? columns : 1000);
}

bool
lines_split(struct layout_work *w)
{
    const char *p = w->text->bytes;
    uint32_t len = (uint32_t)w->text->len, at = 0, number = 1;
    uint16_t gap = 0;
    bool page = false;
    size_t guess = w->text->source.nlines;

    if (guess > len / 4) /* most of them blank */
        guess = len / 4;
    w->lines = vec_guess(w->arena, guess, &w->lines_cap, sizeof(*w->lines));
    if (!w->lines)
        return false;
    while (at < len) {
        const char *nl = memchr(p + at, '\n', len - at);
        uint32_t end = nl ? (uint32_t)(nl - p) : len;
        struct line line = { .begin = at, .end = end, .number = number };

        number++;
        at = end + 1;
        line_trim(w, &line);
        if (line.end - line.begin == 1 && p[line.begin] == '\f') {
            page = true;
            continue;
        }
        if (line.begin == line.end) {
            if (gap < UINT16_MAX)
                gap++;
            continue;
        }
        line.gap = gap;
        line.page_before = page;
        if (!line_add(w, &line))
            return false;
        gap = 0;
        page = false;
    }
    return true;
}

/* |---|:--:| of Markdown */
bool
line_is_rule(const struct layout_work *w, const struct line *line)
{
    uint32_t width, dashes = 0;

    for (uint32_t at = line->begin; at < line->end; at += width) {
        uint32_t cp = text_cp(w, at, line->end, &width);

        dashes += cp == '-' || cp == '=';
        if (!cp_is_pipe(cp) && cp != '-' && cp != ':' && cp != ' ' &&
            cp != '=' && cp != '+')
            return false;
    }
    return dashes >= 2;
}
