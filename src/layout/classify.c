/* SPDX-License-Identifier: MIT */
/* What each line is, by its features and its neighbours. */
#include "layout/layout_int.h"

#define CELL_COLUMNS 50 /* wider than that is no cell, unless of a table */

static bool
is_row(const struct line *line)
{
    unsigned fields = line->nfields, values = line->nvalues;

    if (fields < 2)
        return false;
    if (line->nheaders >= 2 && !line->stop)
        return true;
    if (values >= 3 && line->ends_value && values * 2 >= fields &&
        (line->npauses <= 1 || values >= 5))
        return fields > values || line->width < 120;
    if (line->npairs && fields >= 3 && line->npauses <= 1)
        return true;
    if (line->npairs && line->npauses == 2 && fields >= 8)
        return true;
    if (line->stop || line->comma)
        return false;
    if (values >= 3 && values * 2 + 1 >= fields)
        return true;
    return values >= 1 && line->widest <= 60 && !line->ends_open;
}

static bool
is_weak_row(const struct line *line)
{
    if (line->nfields >= 4 && line->nbare && line->npauses == 1)
        return true;
    if (line->stop || line->comma || line->nfields < 2)
        return false;
    return line->widest <= (line->nfields == 2 ? 50 : 30);
}

static bool
is_inline(const struct line *line)
{
    if (line->headrun >= 3 && line->nvalues >= 3 && line->nfields >= 8 &&
        line->nfields > line->nvalues + line->nheaders)
        return true;
    if (line->nfields < 10 || line->nturns < 2)
        return false;
    return (line->nheaders >= 3 && line->nvalues >= 3) ||
           (line->nturns >= 3 && line->nvalues >= 6);
}

/* Do enough tabs stand around to make cells of them, and not indents? */
static bool
near_tabs(const struct layout_work *w, uint32_t at)
{
    uint32_t from = at > 6 ? at - 6 : 0, cells = 0, texts = 0;

    for (uint32_t i = from; i < w->nlines && i < at + 7; i++) {
        const struct line *line = &w->lines[i];

        if (!line->ntabs)
            continue;
        if (line->ntabs == 1 && line->width >= CELL_COLUMNS &&
            (line->stop || line->comma))
            texts++;
        else
            cells++;
    }
    return cells >= 2 + 2 * texts;
}

/* A tab that only indents, or stands between a mark and its text, is none. */
static bool
is_tab_row(const struct layout_work *w, uint32_t i)
{
    const struct line *line = &w->lines[i];
    bool front = w->text->bytes[line->begin] == '\t';

    if (line->ntabs == 1 && front) {
        if (line->width >= CELL_COLUMNS && (line->stop || line->comma))
            return i > 0 && w->lines[i - 1].cls == LINE_TAB && line->gap < 2 &&
                   i + 1 < w->nlines && w->lines[i + 1].ntabs &&
                   w->lines[i + 1].width < 50;
        return near_tabs(w, i) && !(line->mark.end && line->mark.level < 3);
    }
    if (line->nfields < 2 && line->ntabs < 2)
        return near_tabs(w, i);
    return line->nfields > 1 || near_tabs(w, i);
}

static void
tabs_strip(struct layout_work *w, struct line *line)
{
    while (line->begin < line->end && w->text->bytes[line->begin] == '\t') {
        line->begin++;
        line->indent = (uint16_t)(line->indent + 2);
    }
    while (line->end > line->begin && w->text->bytes[line->end - 1] == '\t')
        line->end--;
    line->mark = mark_read(w, line->begin, line->end);
}

static enum line_class
class_of(struct layout_work *w, uint32_t i)
{
    struct line *line = &w->lines[i];
    bool row;

    if (line->npipes)
        return LINE_PIPE;
    if (line->ntabs && is_tab_row(w, i))
        return LINE_TAB;
    if (line->ntabs)
        tabs_strip(w, line);
    if (line->begin == line->end)
        return LINE_FURNITURE;
    if (is_inline(line))
        return LINE_INLINE;
    row = is_row(line);
    if (line->mark.end && line->mark.level <= 2 && !row)
        return LINE_HEAD;
    if (row)
        return LINE_ROW;
    if (is_weak_row(line))
        return LINE_WEAK;
    return line->width >= CELL_COLUMNS ? LINE_PROSE : LINE_FRAGMENT;
}

/* ---- context ---- */

static bool
is_narrow(const struct line *line)
{
    return line->cls == LINE_FRAGMENT || line->cls == LINE_WEAK ||
           (line->cls == LINE_ROW && line->nvalues < 2 && line->nheaders < 2);
}

static bool
has_pause(const struct line *line)
{
    return line->stop || line->comma || line->listing;
}

struct chunk {
    uint32_t widest, cells;
    bool sentence;
};

static void
chunk_note(const struct layout_work *w, struct chunk *chunk,
           const struct line *line)
{
    chunk->widest = line->width > chunk->widest ? line->width : chunk->widest;
    chunk->sentence = chunk->sentence || has_pause(line);
    chunk->cells +=
        line_is_value(line) || text_is_header(w, line->begin, line->end);
}

/* Narrow lines that no blank line parts: a wrapped cell, most often; or one
 * cell a line. */
static void
chunks_measure(struct layout_work *w)
{
    uint32_t i = 0;

    while (i < w->nlines) {
        struct chunk chunk = { 0 };
        uint32_t end = i + 1, lines, full = 0;

        chunk_note(w, &chunk, &w->lines[i]);
        while (is_narrow(&w->lines[i]) && end < w->nlines &&
               is_narrow(&w->lines[end]) && w->lines[end].gap == 0)
            chunk_note(w, &chunk, &w->lines[end++]);
        lines = end - i;
        for (uint32_t k = i; k < end; k++)
            full += w->lines[k].width + 3 >= chunk.widest;
        for (; i < end; i++) {
            struct line *line = &w->lines[i];

            line->chunk_widest =
                (uint16_t)(chunk.widest < 60000 ? chunk.widest : 60000);
            line->chunk_lines = (uint16_t)(lines < 60000 ? lines : 60000);
            line->chunk_wraps = full >= 2;
            line->chunk_cells = chunk.cells >= 2 && lines >= 4;
            line->chunk_sentence = chunk.sentence && !line->chunk_cells;
        }
    }
}

/* A line that looks like cells, yet goes on with a sentence, is none. */
static bool
continues_sentence(const struct layout_work *w, uint32_t i)
{
    const struct line *a = &w->lines[i - 1], *b = &w->lines[i];

    if (a->ends_stop || b->gap > 1 ||
        (a->cls != LINE_PROSE && (a->cls != LINE_FRAGMENT || a->width < 40)) ||
        b->nheaders >= 2 || b->nvalues > 2 || b->mark.end)
        return false;
    if (b->cls == LINE_FRAGMENT && !line_is_value(b))
        return false;
    if (b->gap == 1 && (line_is_value(b) || b->nvalues > 1))
        return false;
    return a->comma || a->stop || a->ends_open;
}

/* A line of prose whose only number stands between blanks. */
static bool
is_lone_row(const struct layout_work *w, uint32_t i)
{
    const struct line *line = &w->lines[i], *next = line + 1;
    uint8_t before = i ? w->lines[i - 1].cls : LINE_FRAGMENT;

    if (line->cls != LINE_ROW || line->nvalues > 2 || line->nheaders ||
        line->width < 40 || i + 1 >= w->nlines || next->gap ||
        before == LINE_ROW || before == LINE_WEAK)
        return false;
    return (next->cls == LINE_FRAGMENT || next->cls == LINE_PROSE) &&
           !next->mark.end && (next->stop || next->comma);
}

/* "3. Use of funds" between tables, against item 3 of a wrapped cell. */
static bool
is_subheading(const struct layout_work *w, uint32_t i)
{
    const struct line *line = &w->lines[i];
    const struct line *next = line + 1;

    if (line->cls != LINE_FRAGMENT || line->mark.level < 3 ||
        line->width > 60 || !line_is_heading(line))
        return false;
    while (next < w->lines + w->nlines && next->cls == LINE_FURNITURE)
        next++;
    if (next >= w->lines + w->nlines)
        return true;
    if (next->cls == LINE_FRAGMENT)
        return next->mark.end && next->gap && line->chunk_lines == 1;
    return line->gap || next->gap || line->chunk_lines == 1;
}

/* "1 General budget" over its amount: the name of a row, marked like a
 * heading.  The amount may be missing if one stood before. */
static bool
names_value(const struct layout_work *w, uint32_t at)
{
    const struct line *line = &w->lines[at];
    bool among = at > 0 && line[-1].cls == LINE_FRAGMENT &&
                 (line_is_value(line - 1) || line[-1].mark.level == 1);
    uint32_t reach = among ? 3 : 1;

    if (line->width >= 40)
        return false;
    for (uint32_t i = at + 1; i < w->nlines && i <= at + reach; i++) {
        const struct line *next = &w->lines[i];

        if (next->stop || next->comma || next->width >= 40)
            return false;
        if (next->cls == LINE_FRAGMENT && line_is_value(next))
            return among || next->gap;
    }
    return false;
}

/* Sentences in the last cells of a row, between two rows. */
static bool
is_row_between(const struct layout_work *w, uint32_t i)
{
    const struct line *line = &w->lines[i];

    return line->cls == LINE_PROSE && line->nfields >= 7 &&
           line->nvalues >= 2 && line->nbare && line->npauses <= 2 &&
           line->gap <= 1 && i > 0 && i + 1 < w->nlines &&
           line[-1].cls == LINE_ROW && line[1].cls == LINE_ROW &&
           line[1].gap <= 1;
}

void
lines_classify(struct layout_work *w)
{
    for (uint32_t i = 0; i < w->nlines; i++) {
        if (w->lines[i].cls != LINE_FURNITURE)
            w->lines[i].cls = (uint8_t)class_of(w, i);
    }
    for (uint32_t i = 0; i < w->nlines; i++) {
        struct line *line = &w->lines[i];
        bool fragment = line->cls == LINE_FRAGMENT || line->cls == LINE_ROW ||
                        line->cls == LINE_WEAK;

        if (fragment && ((i && continues_sentence(w, i)) || is_lone_row(w, i)))
            line->cls = LINE_PROSE;
        if (line->cls == LINE_HEAD && names_value(w, i))
            line->cls = LINE_FRAGMENT;
        if (is_row_between(w, i))
            line->cls = LINE_ROW;
    }
    chunks_measure(w);
    for (uint32_t i = 0; i < w->nlines; i++) {
        if (is_subheading(w, i))
            w->lines[i].cls = LINE_HEAD;
    }
}
