/* SPDX-License-Identifier: MIT */
/*
 * Rows of a table whose cells came as a stream.
 *
 * If all rows behind a head are as long as it, they are cut so.  Else rows
 * are guessed: a row is text followed by values; heads and sentences have
 * rows of their own.
 */
#include "layout/layout_int.h"

struct row_state {
    uint32_t cells, headers, empty;
    uint32_t run; /* values at its end */
    bool head;    /* began with two heads of columns */
    bool values;  /* has a value */
    bool last_value;
    bool sentence;
    bool label;    /* has a numbered name: "word 12:" */
    bool row_line; /* was a line of its own */
    bool closed;
    bool mixed;     /* some row of the table was such a line */
    bool tree;      /* a head of the table has the same word for each level */
    uint32_t width; /* cells of the last head */
};

/* May a line with several cells go on with the cells that stand before it? */
static bool
row_line_continues(const struct row_state *row, const struct piece *piece,
                   unsigned heads)
{
    bool head = heads >= 2;

    if (row->row_line || row->sentence || row->cells > 8)
        return false;
    if (row->values || row->cells == 0)
        return row->cells > 1 && piece->value;
    /* a label with its value behind a blank line begins something new */
    if (piece->gap == GAP_EMPTY && piece->short_row && !piece->value)
        return false;
    if (row->headers >= 2 || (row->headers && head))
        return head && row->headers == row->cells &&
               (heads < 4 || row->cells >= 2);
    return !head || piece->value;
}

/* Some words head columns and name rows.  This one names a row if values
 * follow, but not so many that they are a table whose rows were torn off. */
static bool
names_row(const struct layout_work *w, size_t at, uint32_t heads)
{
    uint32_t values = 0;

    if (at + 1 < w->npieces &&
        text_is_ordinal(w, w->pieces[at + 1].begin, w->pieces[at + 1].end))
        at++;
    while (values <= heads && at + values + 1 < w->npieces &&
           w->pieces[at + values + 1].value)
        values++;
    return values * 2 >= heads && values && values <= heads;
}

static bool
same_text(const struct layout_work *w, const struct piece *a,
          const struct piece *b)
{
    struct str sa = { w->text->bytes + a->begin, a->end - a->begin };
    struct str sb = { w->text->bytes + b->begin, b->end - b->begin };

    return a->first == a->last && b->first == b->last && sa.len &&
           str_eq(sa, sb);
}

/* A name printed once for each level of a form is no head either. */
static bool
is_doubled(const struct layout_work *w, size_t at)
{
    return at + 1 < w->npieces &&
           same_text(w, &w->pieces[at], &w->pieces[at + 1]);
}

/* An unknown word between heads of columns is one of them. */
static bool
head_follows(const struct layout_work *w, size_t at)
{
    for (size_t i = at + 1; i < w->npieces && i <= at + 2; i++) {
        if (w->pieces[i].value || w->pieces[i].sentence)
            return false;
        if (w->pieces[i].header)
            return !names_row(w, i, 6);
    }
    return false;
}

/* A word alone before two heads of columns heads one too. */
static bool
begins_head(const struct layout_work *w, const struct row_state *row,
            size_t at)
{
    return at == 1 && row->cells == 1 && !row->sentence && !row->label &&
           w->pieces[at].header && at + 1 < w->npieces &&
           w->pieces[at + 1].header && !names_row(w, at, 6);
}

/* "name 10 sound sound 10": the text is the target, and not the next name. */
static bool
is_text_target(const struct layout_work *w, const struct row_state *row,
               size_t at)
{
    const struct piece *p = &w->pieces[at];

    if (row->run != 1 || row->cells < 2 || at + 2 >= w->npieces || p->label ||
        p[1].value || p[1].header || p[1].sentence || !p[2].value ||
        (at + 3 < w->npieces && p[3].value))
        return false;
    return same_text(w, p, p + 1) ||
           (row->width >= 6 && row->cells + 3 <= row->width && !row->tree);
}

static bool
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one list of reasons */
cell_starts_row(const struct layout_work *w, const struct row_state *row,
                size_t at)
{
    const struct piece *piece = &w->pieces[at];
    bool heads = row->head || row->headers + row->empty == row->cells;

    if (at > 0 && !piece->value && is_doubled(w, at - 1))
        return false;
    if (begins_head(w, row, at))
        return false;
    if (is_text_target(w, row, at))
        return false;
    if (piece->sentence || row->sentence || (piece->label && row->label))
        return true;
    if (row->row_line)
        return !piece->value || row->last_value;
    if (piece->value)
        return row->head && row->cells >= 3;
    if (piece->header)
        return !heads || row->values ||
               (row->head &&
                (names_row(w, at, row->cells) || is_doubled(w, at)));
    if (heads)
        return row->head && !head_follows(w, at);
    if (row->tree)
        return row->run >= 2;
    /* a value alone on the line above is the number of the row */
    return row->last_value &&
           (row->cells > 1 || row->mixed || piece->gap != GAP_LINE);
}

static bool
row_starts(const struct layout_work *w, const struct row_state *row, size_t at,
           unsigned heads)
{
    const struct piece *piece = &w->pieces[at];

    if (!row->cells || row->closed || piece->force == FORCE_START)
        return true;
    if (piece->force == FORCE_STAY)
        return false;
    if (row->cells >= 64)
        return true;
    if (piece->row_line)
        return piece->new_row && !row_line_continues(row, piece, heads);
    return cell_starts_row(w, row, at);
}

static void
row_note(struct row_state *row, const struct piece *piece, bool starts,
         bool doubled)
{
    if (starts)
        *row = (struct row_state){ .mixed = row->mixed,
                                   .tree = row->tree,
                                   .width = row->width };
    row->mixed = row->mixed || piece->row_line;
    row->cells++;
    row->empty += piece->begin == piece->end;
    row->run = piece->value ? row->run + 1 : 0;
    row->headers += piece->header;
    row->values = row->values || piece->value;
    row->last_value = piece->value;
    row->sentence = row->sentence || piece->sentence;
    row->row_line = row->row_line || piece->row_line;
    row->head =
        !doubled && (row->head || (row->headers >= 2 &&
                                   row->cells == row->headers + row->empty));
    if (doubled)
        row->headers = 0;
    row->label = row->label || piece->label;
    row->closed = piece->row_end;
}

static void
piece_text(struct layout_work *w, const struct piece *piece)
{
    flow_text(w, piece->begin, piece->end);
    for (uint32_t i = piece->first + 1; i <= piece->last; i++) {
        const struct line *line = &w->lines[i];

        if (line->cls != LINE_FURNITURE)
            flow_join(w, line->begin,
                      i == piece->last ? piece->tail : line->end);
    }
}

/* How many heads of columns does a line with several cells hold? */
static unsigned
line_heads(const struct layout_work *w, size_t piece)
{
    unsigned heads = 0;

    for (size_t i = piece; i < w->npieces; i++) {
        if (i > piece && (w->pieces[i].new_row || !w->pieces[i].row_line))
            break;
        heads += w->pieces[i].header;
    }
    return heads;
}

/* ---- rows of equal length ---- */

/* Pieces from at on to the next head of a table. */
static size_t
body_end(const struct layout_work *w, size_t at)
{
    size_t i = at;

    for (; i < w->npieces; i++) {
        const struct piece *piece = &w->pieces[i];

        if (piece->row_line)
            return at;
        if (piece->header && i + 1 < w->npieces && w->pieces[i + 1].header &&
            !is_doubled(w, i) && (i == at || !is_doubled(w, i - 1)))
            break;
    }
    return i;
}

/* What stands in one column if pieces [at, end) are cut into rows of n. */
struct column_look {
    size_t values, texts, empty;
};

static struct column_look
column_look(const struct layout_work *w, size_t at, size_t nrows, size_t n)
{
    struct column_look look = { 0 };

    for (size_t r = 0; r < nrows; r++) {
        const struct piece *piece = &w->pieces[at + r * n];

        if (piece->begin == piece->end)
            look.empty++;
        else if (piece->value)
            look.values++;
        else
            look.texts++;
    }
    return look;
}

/* Are the printed ends of rows the ends of these? */
static bool
ends_fit(const struct layout_work *w, size_t at, size_t nrows, size_t n)
{
    for (size_t i = 0; i < nrows * n; i++) {
        if (w->pieces[at + i].row_end && i % n != n - 1)
            return false;
    }
    return true;
}

/* If pieces [at, end) are cut into rows of n cells: are all but two columns
 * always or never values, two always, and one of the first two never?  Where
 * empty cells are kept they fit any column. */
static bool
rows_fit(const struct layout_work *w, size_t at, size_t end, size_t n,
         bool keeps)
{
    size_t nrows = (end - at) / n, full = 0, mixed = 0, names = 0;
    bool numbered = false; /* number, name, values */

    if (n < 3 || nrows < 1 || !ends_fit(w, at, nrows, n))
        return false;
    for (size_t col = 0; col < n; col++) {
        struct column_look look = column_look(w, at + col, nrows, n);

        full += col > 0 && !look.texts && look.values > look.empty;
        mixed += look.values && look.texts;
        names += col < 3 && !look.values && look.texts;
        numbered = (col == 0 && look.values == nrows) ||
                   (col == 1 && numbered && look.texts == nrows) ||
                   (col > 1 && numbered);
        if (look.empty && !keeps)
            return false;
    }
    if (nrows < (numbered && n > 3 ? 1 : keeps ? 2 : 3))
        return false;
    at += nrows * n; /* what is left may be a shorter row */
    return names && full >= 2 && mixed <= 2 &&
           (at == end || !w->pieces[at].value);
}

/* Behind a head of n cells: do all rows have as many, or one more (a head
 * without a word over the names)?  Then cut them so. */
static void
rows_force(struct layout_work *w, size_t at, size_t heads, bool keeps)
{
    size_t end = body_end(w, at), n = heads;

    if (!rows_fit(w, at, end, n, keeps) && !rows_fit(w, at, end, ++n, keeps))
        return;
    for (size_t i = at; i < end; i++) {
        bool start = (i - at) % n == 0;

        if ((end - at) / n == (i - at) / n && !start)
            break; /* the rest is a shorter row */
        w->pieces[i].force = start ? FORCE_START : FORCE_STAY;
    }
}

/* Do pieces [at, end), a head, have one word several times? */
static bool
is_tree_head(const struct layout_work *w, size_t at, size_t end)
{
    if (end - at > 24)
        return false;
    for (size_t i = at; i < end; i++) {
        for (size_t k = i + 2; k < end; k++) {
            if (w->pieces[i].begin < w->pieces[i].end &&
                same_text(w, &w->pieces[i], &w->pieces[k]))
                return true;
        }
    }
    return false;
}

/* A head ends before piece at: what does it say about the rows? */
static void
head_note(struct layout_work *w, struct row_state *row, size_t at, bool keeps)
{
    row->width = row->cells;
    row->tree = is_tree_head(w, at - row->cells, at);
    if (!row->row_line && !w->pieces[at].force)
        rows_force(w, at, row->cells, keeps);
}

void
pieces_write(struct layout_work *w, enum table_shape shape, bool keeps)
{
    struct row_state row = { 0 };
    const struct piece *last;
    struct block *block;

    if (w->failed || !w->npieces)
        return;
    block = flow_block(w, BLOCK_TABLE, w->lines[w->pieces[0].first].number);
    if (!block)
        return;
    block->shape = shape;
    for (size_t i = 0; i < w->npieces && !w->failed; i++) {
        const struct piece *piece = &w->pieces[i];
        uint32_t before = piece->begin ? piece->begin - 1 : 0;
        unsigned head = piece->new_row ? line_heads(w, i) : 0;
        bool starts = row_starts(w, &row, i, head);

        if (starts && row.head && row.headers >= 3)
            head_note(w, &row, i, keeps);
        if (starts) {
            flow_row_end(w, before);
            flow_row(w);
        }
        row_note(&row, piece, starts, i > 0 && is_doubled(w, i - 1));
        if (w->failed)
            return;
        flow_cell(w, piece->gap, w->lines[piece->first].number, before);
        piece_text(w, piece);
        flow_cell_end(w);
    }
    last = &w->pieces[w->npieces - 1];
    flow_row_end(w, last->first == last->last ? last->end : last->tail);
    flow_table_end(w);
}
