/* SPDX-License-Identifier: MIT */
/* Which lines are a table, and of which make; the rest is prose. */
#include "layout/layout_int.h"

static bool
may_be_cells(const struct line *line)
{
    return line->cls == LINE_ROW || line->cls == LINE_WEAK ||
           line->cls == LINE_FRAGMENT || line->cls == LINE_FURNITURE;
}

static bool
is_evidence(const struct layout_work *w, const struct line *line)
{
    if (line->cls == LINE_ROW)
        return true;
    if (line->cls == LINE_WEAK)
        return !line->title;
    return line->cls == LINE_FRAGMENT &&
           (line_is_value(line) || text_is_header(w, line->begin, line->end));
}

/* Long text inside of a table: rows go on soon behind it, and it does not
 * announce them. */
static uint32_t
absorb(const struct layout_work *w, uint32_t i)
{
    uint32_t end = i;

    while (end < w->nlines && end < i + 12 &&
           (w->lines[end].cls == LINE_PROSE ||
            w->lines[end].cls == LINE_FURNITURE))
        end++;
    if (end >= w->nlines || w->lines[end - 1].ends_semi)
        return i;
    for (uint32_t k = 0; k < 5 && end + 1 < w->nlines; k++) {
        const struct line *line = &w->lines[end];

        /* several cells only where a blank line parts all of them */
        if (k >= 2 && (line->gap == 0 || line->width > 24))
            break;
        if (line->cls != LINE_FRAGMENT || line->stop || line->comma ||
            line->title || line_is_value(line))
            break;
        end++;
    }
    if (w->lines[end].cls == LINE_ROW && w->lines[end].nvalues >= 2 &&
        w->lines[end].nheaders < 2)
        return end;
    if (w->lines[end].cls == LINE_FRAGMENT && line_is_value(&w->lines[end]))
        return end;
    return i;
}

static bool
is_caption(const struct line *line)
{
    return line->cls == LINE_FRAGMENT && line->title &&
           (line->chunk_lines == 1 || line->gap) && line->width >= 10;
}

/* "(unit: yuan)" over a table */
static bool
is_note(const struct layout_work *w, const struct line *line)
{
    struct str s = text_str(w, line->begin, line->end);

    return s.ptr[0] == '(' ||
           (s.ptr[s.len - 1] != ':' && str_find(s, STR(":"), 0) != SIZE_MAX);
}

/* A border alone on its line closes the cell on the line before. */
static bool
closes_cell(const struct layout_work *w, uint32_t at)
{
    const struct line *line = &w->lines[at], *before = line - 1;
    bool alone = line->cls == LINE_PIPE && line->npipes == 1 &&
                 (line->width <= 2 || w->text->bytes[line->begin] == '(');

    return alone && at > 0 && !line->gap && before->cls == LINE_FRAGMENT &&
           !before->stop && !before->title && !before->mark.end &&
           !is_note(w, before);
}

/* End of the run of lines that could be one table. */
static uint32_t
run_end(const struct layout_work *w, uint32_t from)
{
    uint32_t i = from, next;
    bool seen = false;

    while (i < w->nlines) {
        const struct line *line = &w->lines[i];

        if (i > from && seen && is_caption(line))
            break;
        if (i > from && i + 1 < w->nlines && closes_cell(w, i + 1))
            break; /* the first cell of a table with borders */
        if (may_be_cells(line)) {
            seen = seen || is_evidence(w, line);
            i++;
            continue;
        }
        next = seen && line->cls == LINE_PROSE ? absorb(w, i) : i;
        if (next == i)
            break;
        i = next;
    }
    return i > from ? i : from + 1;
}

static bool
run_is_table(const struct layout_work *w, uint32_t from, uint32_t to)
{
    unsigned rows = 0, weak = 0, heads = 0, values = 0, full = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct line *line = &w->lines[i];

        if (line->cls == LINE_ROW) {
            rows++;
            full += line->nvalues >= 3 && line->nfields > line->nvalues;
            heads += line->nheaders;
        } else if (line->cls == LINE_WEAK) {
            weak++;
            heads += line->nheaders;
        } else if (line->cls == LINE_FRAGMENT) {
            values += line_is_value(line);
            heads += text_is_header(w, line->begin, line->end);
        }
    }
    if (rows + weak == 1 && to - from < 2)
        return full || heads >= 2;
    return rows >= 2 || full || (rows && (weak || heads)) || heads >= 3 ||
           (values >= 3 && to - from >= 6) || weak >= 3 ||
           (values && heads >= 2);
}

/* Short text behind the last row: a last cell, or what comes after. */
static uint32_t
tail_keep(const struct layout_work *w, uint32_t last, uint32_t to)
{
    uint32_t i = last;

    while (i < to && i < last + 3) {
        const struct line *line = &w->lines[i];

        if (line->cls != LINE_FRAGMENT || line->stop || line->comma ||
            line->ends_semi || line->title || line->mark.end ||
            line->width > 16 || line->gap > 1)
            break;
        i++;
    }
    return i < to && w->lines[i].cls == LINE_FRAGMENT ? last : i;
}

static uint32_t
run_write(struct layout_work *w, uint32_t from, uint32_t *prose)
{
    uint32_t end = run_end(w, from), first = from, last = end;

    while (first < end && !is_evidence(w, &w->lines[first]))
        first++;
    while (last > first && !is_evidence(w, &w->lines[last - 1]))
        last--;
    if (first >= last || !run_is_table(w, first, last))
        return end;
    last = tail_keep(w, last, end);
    prose_write(w, *prose, first);
    stream_write(w, first, last);
    *prose = last;
    return end;
}

/* ---- tables with borders ---- */

static bool
may_be_between(const struct line *line)
{
    return line->cls == LINE_FURNITURE ||
           (line->gap <= 1 && line->cls != LINE_HEAD &&
            line->cls != LINE_INLINE && !line->title);
}

/* Does a border alone on the next line make a cell of it? */
static bool
is_closed(const struct layout_work *w, uint32_t i, uint8_t cls)
{
    const struct line *line = &w->lines[i];

    return i + 1 < w->nlines && line[1].cls == cls && line[1].width <= 2 &&
           line[1].gap == 0 && line->gap <= 1 && line->width < 40;
}

/* End of the run of lines with borders; a few lines without may stand in
 * between, as parts of a cell. */
static uint32_t
grid_end(const struct layout_work *w, uint32_t from)
{
    uint8_t cls = w->lines[from].cls;
    uint32_t i = from + 1, end = i;

    while (i < w->nlines && i < end + 4) {
        const struct line *line = &w->lines[i];

        if (line->cls == cls ? line->gap > 4
                             : !may_be_between(line) && !is_closed(w, i, cls))
            break;
        i++;
        if (line->cls == cls)
            end = i;
    }
    return end;
}

void
regions_write(struct layout_work *w)
{
    uint32_t i = 0, prose = 0, from, end;

    while (i < w->nlines && !w->failed) {
        switch ((enum line_class)w->lines[i].cls) {
        case LINE_PIPE:
        case LINE_TAB:
            end = grid_end(w, i);
            from = i > prose && closes_cell(w, i) ? i - 1 : i;
            prose_write(w, prose, from);
            if (w->lines[i].cls == LINE_PIPE)
                pipe_write(w, from, end);
            else
                tab_write(w, from, end);
            prose = i = end;
            break;
        case LINE_INLINE:
            prose_write(w, prose, i);
            inline_write(w, i);
            prose = ++i;
            break;
        case LINE_ROW:
        case LINE_WEAK:
        case LINE_FRAGMENT:
            i = run_write(w, i, &prose);
            break;
        case LINE_FURNITURE:
        case LINE_HEAD:
        case LINE_PROSE:
            i++;
            break;
        }
    }
    prose_write(w, prose, w->nlines);
}
