/* SPDX-License-Identifier: MIT */
/* The source line of a finding, cut down to its figures. */
#include "report/report_int.h"

enum {
    WHOLE = 80,         /* code points: such lines are shown whole */
    BEFORE = 28,        /* shown before a figure */
    AFTER = 14,         /* shown after it */
    LONGEST = 60,       /* shown of one figure */
    LINES = 6,          /* looked at for one finding */
    TOO_LONG = 1 << 18, /* bytes: walking such lines for every finding
                            would take too long */
};

static void
mark_add(struct excerpt *x, struct excerpt_mark mark)
{
    size_t i = x->nmarks;

    if (x->nmarks == EXCERPT_MARKS)
        return;
    for (size_t k = 0; k < x->nmarks; k++)
        if (x->marks[k].start == mark.start)
            return;
    if (mark.end > mark.start + LONGEST)
        mark.end = mark.start + LONGEST;
    for (; i > 0 && x->marks[i - 1].start > mark.start; i--)
        x->marks[i] = x->marks[i - 1];
    x->marks[i] = mark;
    x->nmarks++;
}

/* Puts a line among those before it; false where it is already there. */
static bool
line_add(size_t *lines, size_t n, size_t line)
{
    for (size_t k = 0; k < n; k++)
        if (lines[k] == line)
            return false;
    for (; n > 0 && lines[n - 1] > line; n--)
        lines[n] = lines[n - 1];
    lines[n] = line;
    return true;
}

/* The i-th of the lines that the first terms touch; 0 past the end. */
static size_t
line_number(const struct gj_term *terms, size_t nterms, size_t i)
{
    size_t lines[LINES + 1];
    size_t n = 0;

    for (size_t t = 0; t < nterms && n < LINES; t++)
        n += line_add(lines, n, terms[t].figure->place.line);
    return i < n ? lines[i] : 0;
}

bool
excerpt_take(struct excerpt *x, const struct report_input *input,
             const struct gj_term *terms, size_t nterms, size_t i)
{
    x->nmarks = 0;
    x->number = line_number(terms, nterms, i);
    if (x->number == 0 || input->audit == NULL)
        return false;
    x->line = gj_audit_line(input->audit, x->number, &x->len);
    if (x->line == NULL || x->len > TOO_LONG)
        return false;
    for (size_t t = 0; t < nterms; t++) {
        const struct gj_place *p = &terms[t].figure->place;

        if (p->line == x->number)
            mark_add(x, (struct excerpt_mark){
                            .start = p->column,
                            .end = p->end_line == p->line ? p->end_column
                                                          : SIZE_MAX,
                            .main = t == 0,
                        });
    }
    return true;
}

static size_t
code_points(const char *line, size_t len, size_t enough)
{
    size_t n = 0;

    for (size_t i = 0; i < len && n <= enough; i++)
        n += ((unsigned char)line[i] & 0xC0) != 0x80;
    return n;
}

static bool
near_mark(const struct excerpt_mark *m, size_t column)
{
    return column + BEFORE >= m->start &&
           (column < m->end || column - m->end < AFTER);
}

/* The mark that the column is in or near, from *m on; marks are sorted, so
 * *m only moves forward. */
static const struct excerpt_mark *
mark_near(const struct excerpt *x, size_t *m, size_t column)
{
    const struct excerpt_mark *found = NULL;

    while (*m < x->nmarks && column >= x->marks[*m].end &&
           column - x->marks[*m].end >= AFTER)
        ++*m;
    for (size_t k = *m; k < x->nmarks && near_mark(&x->marks[k], column); k++)
        if (found == NULL || column >= x->marks[k].start)
            found = &x->marks[k];
    return found;
}

static bool
in_mark(const struct excerpt_mark *m, size_t column)
{
    return column >= m->start && column < m->end;
}

void
excerpt_walk(const struct excerpt *x, excerpt_show *show, void *user)
{
    bool all = code_points(x->line, x->len, WHOLE) <= WHOLE;
    bool cut = false;
    size_t column = 1, m = 0;

    for (size_t i = 0; i < x->len; column++) {
        uint32_t c = glyph_next(x->line, x->len, &i);
        const struct excerpt_mark *mark = mark_near(x, &m, column);

        if (all || mark != NULL) {
            bool inside = mark != NULL && in_mark(mark, column);

            show(user, c, true, inside ? mark : NULL);
            cut = false;
        } else if (!cut) {
            show(user, 0, false, NULL);
            cut = true;
        }
        if (!all && m == x->nmarks && cut)
            return;
    }
}
