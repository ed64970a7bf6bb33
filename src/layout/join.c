/* SPDX-License-Identifier: MIT */
/* Which lines belong together. */
#include "layout/layout_int.h"

bool
line_is_value(const struct line *line)
{
    return line->nfields == 1 && line->nvalues == 1 && !line->mark.end;
}

static bool
is_header(const struct layout_work *w, const struct line *line)
{
    return text_is_header(w, line->begin, line->end);
}

/* A line that is as long as the column is wide was broken by its border. */
bool
fills_column(const struct line *line)
{
    return line->chunk_lines > 1 && line->width + 3 >= line->chunk_widest;
}

static bool
ends_dash(const struct layout_work *w, const struct line *line)
{
    return line->width > 2 && !line_is_value(line) &&
           cp_is_dash(text_cp_before(w, line->begin, line->end));
}

/* Is it a head of a column that was wrapped?  Two heads may make a third:
 * then nothing else must stand with them. */
static bool
joined_is_header(const struct layout_work *w, const struct line *a,
                 const struct line *b)
{
    return parts_are_header(w, text_str(w, a->begin, a->end),
                            text_str(w, b->begin, b->end)) &&
           (!is_header(w, a) || (b->gap == 0 && b->chunk_lines == 2));
}

/* Across a blank line only what is clearly unfinished goes on. */
static bool
fragment_resumes(const struct layout_work *w, const struct line *a,
                 const struct line *b)
{
    uint32_t wide = a->chunk_widest > b->chunk_widest
                        ? (uint32_t)(a->chunk_widest - b->chunk_widest)
                        : (uint32_t)(b->chunk_widest - a->chunk_widest);
    bool same = wide <= 3, formula;

    if (a->ends_stop || a->ends_semi || b->gap > 2)
        return false;
    if (a->chunk_sentence && b->chunk_sentence && same)
        return true;
    if (a->chunk_sentence &&
        (fills_column(a) ||
         (a->comma && (a->chunk_lines > 1 || b->chunk_lines > 1))))
        return !is_header(w, b) && (same || b->chunk_lines == 1);
    if (b->chunk_sentence && same && a->width + 3 >= b->chunk_widest &&
        b->chunk_lines > 1)
        return true;
    formula = str_find(text_str(w, a->begin, a->end), STR("="), 0) != SIZE_MAX;
    return formula && b->chunk_lines == 1 && b->width <= 8 && !is_header(w, b);
}

/* Is the line behind b a head of a column too? */
static bool
heads_follow(const struct layout_work *w, const struct line *b)
{
    return b + 1 < w->lines + w->nlines && is_header(w, b + 1);
}

/* U+4E0D and a number: "not below 90%", a target of its own. */
static bool
is_bound(const struct layout_work *w, const struct line *line)
{
    uint32_t width;

    return line->digits && line->width <= 20 && line->nfields == 1 &&
           text_cp(w, line->begin, line->end, &width) == 0x4e0d;
}

/* Two lines of text that no blank line parts. */
static bool
fragment_goes_on(const struct layout_work *w, const struct line *a,
                 const struct line *b, bool cell)
{
    if (is_header(w, a) ||
        (is_header(w, b) && !b->comma && heads_follow(w, b)))
        return false;
    if (is_bound(w, b))
        return false;
    if (a->chunk_cells)
        return !a->ends_stop && fills_column(a) && a->chunk_wraps &&
               (a->width >= 20 || a->comma);
    if (a->ends_stop || a->ends_semi)
        return cell;
    if (a->chunk_sentence && (cell || a->comma || a->stop))
        return true;
    return fills_column(a) && (cell || a->chunk_sentence);
}

static bool
is_open(const struct layout_work *w, const struct line *a, int open)
{
    if (a->width <= 2 && line_is_value(a)) /* a slash for nothing */
        return false;
    return open > 0 || a->ends_open || ends_dash(w, a);
}

bool
fragment_joins(const struct layout_work *w, const struct line *a,
               const struct line *b, bool cell, int open)
{
    bool values = line_is_value(a) || line_is_value(b);

    if ((b->starts_close && b->gap <= 2) || joined_is_header(w, a, b))
        return true;
    if (b->label || b->title || (!cell && b->cls == LINE_ROW))
        return false;
    if (b->mark.end)
        return cell && b->gap == 0 && b->mark.level >= 3 && a->chunk_sentence;
    if (is_open(w, a, open) && b->gap <= 2)
        return !line_is_value(b) || !line_is_value(a) || a->ends_open;
    if (values)
        return a->comma && b->gap == 0;
    if (w->text->bytes[b->begin] == '(' && b->width <= 16 && !a->ends_stop)
        return b->gap <= 1 && !text_is_ordinal(w, b->begin, b->end);
    return b->gap > 0 ? fragment_resumes(w, a, b)
                      : fragment_goes_on(w, a, b, cell);
}

/* The short end of a sentence: "inside." */
static bool
is_tail(const struct line *a, const struct line *b)
{
    return b->gap == 0 && b->width <= 12 && b->ends_stop && !a->ends_stop &&
           !a->ends_semi;
}

/* A figure with its unit ends many an item of a list, and few lines of
 * running text. */
static bool
ends_figure(const struct layout_work *w, const struct line *line)
{
    uint32_t last = text_cp_before(w, line->begin, line->end);

    return last == '%' || last == 0x5143;
}

/* "97.5" and "points, ..." */
static bool
unit_awaited(const struct layout_work *w, const struct line *a,
             const struct line *b)
{
    uint32_t width;

    if (b->gap || !cp_is_digit((unsigned char)w->text->bytes[a->end - 1]))
        return false;
    text_cp(w, b->begin, b->end, &width);
    return unit_has(w, b->begin, b->begin + width);
}

/* Is it the label of a value that stands on the next line? */
static bool
is_value_label(const struct layout_work *w, uint32_t at)
{
    const struct line *line = &w->lines[at];

    return line->cls == LINE_FRAGMENT && line->width <= 20 && !line->stop &&
           at + 1 < w->nlines && line_is_value(line + 1);
}

static bool
is_text(const struct line *line)
{
    return line->cls == LINE_PROSE || line->cls == LINE_HEAD ||
           (line->cls == LINE_FRAGMENT && line->width >= 30);
}

/* Widest line of running text near by: what the page width is.  like: lines
 * of about the same width. */
static uint32_t
page_width(const struct layout_work *w, uint32_t at, uint32_t reach,
           uint32_t *like)
{
    uint32_t from = at > reach ? at - reach : 0, widest = 0;
    uint32_t own = w->lines[at].width + w->lines[at].indent;

    *like = 0;
    for (uint32_t i = from; i < w->nlines && i <= at + reach; i++) {
        const struct line *line = &w->lines[i];
        uint32_t width = line->width + line->indent;

        if (!is_text(line))
            continue;
        if (width > widest)
            widest = width;
        *like += width + 5 >= own && width <= own + 5;
    }
    return widest;
}

/* Did the line end because the page ended, and not the thought? */
static bool
fills_page(const struct layout_work *w, uint32_t at, bool sure)
{
    const struct line *line = &w->lines[at];
    uint32_t like, widest = page_width(w, at, sure ? 8 : 2, &like);
    uint32_t width = line->width + line->indent;

    if (line->width < 40)
        return false;
    if (sure)
        return like >= 3 && width + 3 >= widest && widest < 400;
    return (uint64_t)width * 100 >= (uint64_t)widest * 82;
}

/* Does a sentence wait for the number that the next line begins with? */
static bool
number_awaited(const struct layout_work *w, const struct line *a,
               const struct line *b)
{
    const char *p = w->text->bytes;
    uint32_t at = b->begin, width;

    while (at < b->end && cp_is_digit((unsigned char)p[at]))
        at++;
    return b->gap == 0 && a->comma && at > b->begin && !b->mark.end &&
           (at - b->begin != 4 || text_cp(w, at, b->end, &width) != 0x5e74);
}

/* "1234." and "56" */
static bool
number_broken(const struct layout_work *w, const struct line *a,
              const struct line *b)
{
    const char *p = w->text->bytes;
    unsigned char last = (unsigned char)p[a->end - 1];
    unsigned char first = (unsigned char)p[b->begin];

    return b->gap == 0 && a->end - a->begin > 3 &&
           ((last == '.' && cp_is_digit((unsigned char)p[a->end - 2]) &&
             cp_is_digit(first)) ||
            (cp_is_digit(last) && first == '.'));
}

/* A line that is wide enough to have been broken by the page. */
static bool
wide_joins(const struct layout_work *w, uint32_t ia, uint32_t ib, int open)
{
    const struct line *a = &w->lines[ia], *b = &w->lines[ib];
    bool indented = b->indent >= 2 && b->indent > a->indent;

    if (a->ends_stop || a->ends_semi)
        return b->gap <= a->ends_semi && b->indent < 2 &&
               fills_page(w, ia, true);
    if (indented && !a->ends_open && open <= 0)
        return false;
    if (a->ends_open || open > 0 || number_awaited(w, a, b))
        return true;
    if (a->comma && b->gap == 0 && b->indent < 2 && !ends_figure(w, a))
        return true;
    return fills_page(w, ia, ends_figure(w, a));
}

/* Is the next line something of its own, whatever stands before? */
static bool
prose_ends(const struct layout_work *w, const struct line *a, uint32_t ib)
{
    const struct line *b = &w->lines[ib];

    return b->mark.end || b->gap > 2 || b->title || a->title ||
           is_value_label(w, ib) || (a->cls == LINE_ROW && !a->ends_open) ||
           b->cls == LINE_ROW;
}

/* A word with its first part at the end of a and the rest at the start of b. */
static bool
word_broken(const struct layout_work *w, const struct line *a,
            const struct line *b)
{
    struct str before = text_str(w, a->begin, a->end);
    struct str after = text_str(w, b->begin, b->end);

    for (size_t i = 0; b->gap == 0 && i < w->words->nbroken; i++) {
        struct str word = w->words->broken[i];

        for (size_t cut = 3; cut < word.len; cut += 3)
            if (str_ends(before, str_sub(word, 0, cut)) &&
                str_starts(after, str_sub(word, cut, word.len)))
                return true;
    }
    return false;
}

bool
prose_joins(const struct layout_work *w, uint32_t ia, uint32_t ib, int open)
{
    const struct line *a = &w->lines[ia], *b = &w->lines[ib];
    bool bracket = w->text->bytes[b->begin] == '(';

    if ((b->starts_close && b->gap <= 2) || number_broken(w, a, b))
        return true;
    if (!b->mark.end && word_broken(w, a, b))
        return true;
    if (prose_ends(w, a, ib))
        return false;
    if (is_tail(a, b) || unit_awaited(w, a, b))
        return !line_is_heading(a);
    if (bracket && b->gap == 0 && (a->comma || a->width >= 40) &&
        !a->ends_stop)
        return true;
    if (a->width >= 40)
        return wide_joins(w, ia, ib, open);
    return (!a->digits || a->ends_open) && a->cls != LINE_WEAK &&
           b->cls == LINE_FRAGMENT && !line_is_heading(a) &&
           fragment_joins(w, a, b, false, open);
}
