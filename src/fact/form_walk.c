/* SPDX-License-Identifier: MIT */
/*
 * Score tables are a sequence of atoms; the head gives the order of the
 * columns.  The cheapest walk through the columns (Viterbi: one step an atom,
 * forward in the row, or on to the next row) says which atom stands in which
 * column.  It does not need row ends or empty cells, and a row that fits badly
 * costs only itself.
 */
#include "fact/form_walk.h"

#define NO 200 /* impossible */

static const uint8_t emit_cost[K_COUNT][ATOM_TYPES] = {
    /*         -  NUM PCT TGT QTY DSH SGN TXT LNG MRK FML TOT L1  L2  FND */
    [K_N1] = { 0, NO, NO, NO, NO, 6, NO, 4, 9, 12, NO, NO, 0, 8, 6 },
    [K_N2] = { 0, NO, NO, NO, NO, 6, NO, 3, 9, 12, NO, NO, 5, 0, 6 },
    [K_N3] = { 0, NO, NO, 12, 12, 6, NO, 1, 2, 0, NO, NO, 3, 3, 3 },
    [K_W1] = { 0, 0, 6, NO, NO, 4, NO, NO, NO, NO, 1, NO, NO, NO, NO },
    [K_W2] = { 0, 0, 6, NO, NO, 4, NO, NO, NO, NO, 1, NO, NO, NO, NO },
    [K_W3] = { 0, 0, 6, NO, NO, 4, NO, NO, NO, NO, 1, NO, NO, NO, NO },
    [K_V1] = { 0, 2, NO, NO, NO, NO, NO, NO, NO, NO, 3, NO, NO, NO, NO },
    [K_V2] = { 0, 2, NO, NO, NO, NO, NO, NO, NO, NO, 3, NO, NO, NO, NO },
    [K_T] = { 0, 2, 1, 0, 1, 3, 3, 2, 3, 12, NO, NO, NO, NO, NO },
    [K_A] = { 0, 2, 1, 2, 1, 3, 9, 2, 3, 12, NO, NO, NO, NO, NO },
    [K_S] = { 0, 0, 9, NO, NO, 4, NO, NO, NO, NO, NO, NO, NO, NO, NO },
    [K_R] = { 0, 12, 9, 12, 9, 4, NO, 2, 1, 12, NO, NO, NO, NO, NO },
    [K_X] = { 0, 12, 9, 9, 6, 3, 0, 2, 1, 9, 3, NO, NO, NO, NO },
    [K_Y] = { 0, 0, 0, 9, 1, 3, NO, 4, 9, NO, NO, NO, NO, NO, NO },
};

static const uint8_t skip_cost[K_COUNT] = {
    [K_N1] = 1, [K_N2] = 1, [K_N3] = 3, [K_W3] = 4,
    [K_T] = 2,  [K_A] = 2,  [K_S] = 5,  [K_Y] = 2,
};

/* An atom that belongs to no column. */
static const uint8_t junk_cost[ATOM_TYPES] = {
    [ATOM_NUM] = 10, [ATOM_PCT] = 8,     [ATOM_TARGET] = 10, [ATOM_QTY] = 5,
    [ATOM_DASH] = 2, [ATOM_SIGN] = 2,    [ATOM_TEXT] = 5,    [ATOM_LONG] = 2,
    [ATOM_MARK] = 8, [ATOM_FORMULA] = 2, [ATOM_LEVEL1] = 8,  [ATOM_LEVEL2] = 4,
    [ATOM_FUND] = 5,
};

/* One more line of the cell before it. */
static const uint8_t stay_cost[ATOM_TYPES] = {
    [ATOM_NUM] = NO,  [ATOM_PCT] = 3,     [ATOM_TARGET] = 6, [ATOM_QTY] = 2,
    [ATOM_DASH] = NO, [ATOM_SIGN] = NO,   [ATOM_TEXT] = 1,   [ATOM_LONG] = 1,
    [ATOM_MARK] = 12, [ATOM_FORMULA] = 1, [ATOM_LEVEL1] = 9, [ATOM_LEVEL2] = 9,
    [ATOM_FUND] = 9,
};

#define END_COST_MAX   6 /* a row that breaks off costs no more than this */
#define END_PARENT     2 /* one that breaks off behind a parent */
#define START_TEXT     3 /* one that starts with a text column */
#define WRAPPED_ROW    5 /* a printed row that goes on in the next one */
#define TWO_IN_ROW     8 /* a new record inside a printed row */
#define GUESSED_WRAP   1 /* the same where row ends are a guess */
#define GUESSED_TWO    2
#define OFF_COLUMN     2
#define ON_COLUMN      2 /* costs no more where the column numbers agree */
#define NAMELESS       3 /* a parent's weight without its name before it */
#define OTHER_CELL     3 /* a second line that stands in another column */
#define BEHIND_NUMBER  4 /* a text as second line of a number */
#define TEXT_TO_NUMBER 5 /* a wording as target and a number as result */

static void
walk_column(struct walk *w, enum kind kind, uint32_t position)
{
    if (w->ncols < PATH_COLUMNS)
        w->cols[w->ncols++] = (struct path_column){ kind, position, 0 };
}

static void
walk_name(struct walk *w, const struct form_column *col, bool own_weights)
{
    if (col->level == 1) {
        if (!own_weights)
            walk_column(w, K_V1, LAYOUT_NONE);
        walk_column(w, K_N1, col->position);
        if (!own_weights)
            walk_column(w, K_V1, LAYOUT_NONE);
    } else if (col->level == 2) {
        walk_column(w, K_N2, col->position);
        if (!own_weights)
            walk_column(w, K_V2, LAYOUT_NONE);
    } else {
        walk_column(w, K_N3, col->position);
    }
}

static enum kind
kind_of(const struct form_column *col)
{
    if (col->col == COL_WEIGHT)
        return col->level == 1 ? K_W1 : col->level == 2 ? K_W2 : K_W3;
    if (col->col == COL_TARGET)
        return K_T;
    if (col->col == COL_ACTUAL)
        return K_A;
    if (col->col == COL_SCORE)
        return K_S;
    if (col->col == COL_REASON)
        return K_R;
    if (col->level == NUMBER_COLUMN || col->level == SERIAL_COLUMN)
        return K_Y;
    return col->role != ROLE_NONE ? K_Y : K_X;
}

static uint32_t
skip_of(const struct walk *w, size_t c)
{
    enum kind kind = w->cols[c].kind;

    return kind == K_W3 && w->split ? 1 : skip_cost[kind];
}

static uint32_t
end_limit(enum kind kind)
{
    return kind == K_N3 || kind == K_W3 || kind >= K_T ? END_COST_MAX
                                                       : END_PARENT;
}

/* Of several columns of scores (single, converted) the last one counts. */
static size_t
last_score(const struct head *head)
{
    size_t last = head->ncols;

    for (size_t i = 0; i < head->ncols; i++)
        if (head->cols[i].col == COL_SCORE)
            last = i;
    return last;
}

void
walk_columns(struct walk *w, const struct head *head)
{
    size_t weights = 0, names = 0, score = last_score(head);
    uint32_t end = 0;

    for (size_t i = 0; i < head->ncols; i++) {
        weights += head->cols[i].col == COL_WEIGHT;
        names += head->cols[i].col == COL_NAME;
    }
    if (names == 0)
        walk_column(w, K_N3, 0);
    for (size_t i = 0; i < head->ncols; i++)
        if (head->cols[i].col == COL_NAME)
            walk_name(w, &head->cols[i], weights > 1);
        else
            walk_column(w,
                        head->cols[i].col == COL_SCORE && i != score
                            ? K_Y
                            : kind_of(&head->cols[i]),
                        head->cols[i].position);
    for (size_t c = w->ncols; c-- > 0;) {
        uint32_t limit = end_limit(w->cols[c].kind);

        w->cols[c].end_cost = end < limit ? end : limit;
        end += skip_of(w, c);
    }
}

static bool
keeps_columns(const struct atom *a)
{
    return a->shape == TABLE_PIPE || a->shape == TABLE_TAB;
}

static uint32_t
emission(const struct walk *w, const struct atom *a, size_t c)
{
    const struct path_column *col = &w->cols[c];
    uint32_t cost = emit_cost[col->kind][a->type];

    if (cost >= NO || !keeps_columns(a))
        return cost;
    if (col->position != a->column)
        return cost + OFF_COLUMN;
    return cost < ON_COLUMN ? cost : ON_COLUMN;
}

/* How well the atoms of a row fit the columns that stand shift further. */
static int
shift_fit(const struct walk *w, size_t first, size_t end, uint32_t shift)
{
    int fit = 0, cost;

    for (size_t i = first; i < end; i++) {
        const struct atom *a = &w->r->atoms[w->body[i]];

        for (size_t c = 0; c < w->ncols; c++) {
            if (w->cols[c].position != a->column + shift)
                continue;
            cost = emit_cost[w->cols[c].kind][a->type];
            fit += cost < 6 ? 8 - cost : -8;
        }
    }
    return fit;
}

#define SHIFT_MAX  3
#define SHIFT_GAIN 2 /* a shift must fit clearly better */

static uint32_t
row_width(const struct walk *w, const struct atom *a)
{
    return w->r->doc->layout.rows[a->row].ncells;
}

static uint32_t
head_width(const struct walk *w)
{
    uint32_t width = 0;

    for (size_t c = 0; c < w->ncols; c++)
        if (w->cols[c].position != LAYOUT_NONE && w->cols[c].position >= width)
            width = w->cols[c].position + 1;
    return width;
}

/* How far the row's cells must move to fit the head best. */
static uint32_t
best_shift(const struct walk *w, size_t first, size_t end, uint32_t width)
{
    uint32_t own = row_width(w, &w->r->atoms[w->body[first]]), best = 0;
    int best_fit = shift_fit(w, first, end, 0);

    for (uint32_t s = 1; s <= SHIFT_MAX && own + s <= width; s++) {
        int fit = shift_fit(w, first, end, s);

        if (fit > best_fit + SHIFT_GAIN) {
            best_fit = fit;
            best = s;
        }
    }
    return best;
}

/* Rows lose their first cells where those span several rows: the others move
 * to the left. */
static void
shift_rows(struct walk *w)
{
    uint32_t width = head_width(w), shift;
    size_t end;

    for (size_t first = 0; first < w->n; first = end) {
        struct atom *a = &w->r->atoms[w->body[first]];

        for (end = first + 1; end < w->n; end++)
            if (w->r->atoms[w->body[end]].row != a->row)
                break;
        shift = keeps_columns(a) ? best_shift(w, first, end, width) : 0;
        for (size_t i = first; i < end && shift; i++)
            w->r->atoms[w->body[i]].column += shift;
    }
}

struct state {
    uint32_t cost[PATH_COLUMNS];
};

/* Cheapest way into column c of a new record. */
static uint32_t
best_row_end(const struct walk *w, const struct state *from, size_t *col)
{
    uint32_t best = UINT32_MAX / 2;

    for (size_t p = 0; p < w->ncols; p++) {
        uint32_t cost = from->cost[p] + w->cols[p].end_cost;

        if (cost < best) {
            best = cost;
            *col = p;
        }
    }
    return best;
}

static uint32_t
start_cost(const struct walk *w, size_t c, uint32_t skipped)
{
    bool text = w->cols[c].kind == K_R || w->cols[c].kind == K_X;

    return text && skipped > START_TEXT ? START_TEXT : skipped;
}

/* One more line of the same cell. */
static uint32_t
line_cost(const struct path_column *col, const struct atom *prev,
          const struct atom *a)
{
    uint32_t cost = stay_cost[a->type];

    if (a->shape == TABLE_PIPE && col->position != a->column)
        cost += OTHER_CELL;
    return prev && prev->type == ATOM_NUM ? cost + BEHIND_NUMBER : cost;
}

/* A step forward from column p to c that skips some. */
static uint32_t
forward_cost(const struct walk *w, size_t p, size_t c, uint32_t skipped)
{
    enum kind kind = w->cols[c].kind;

    if ((kind == K_W1 || kind == K_W2) && p + 1 != c)
        return skipped + NAMELESS;
    return start_cost(w, c, skipped);
}

/* What the atom before says about a step from target to result. */
static uint32_t
pair_cost(const struct atom *prev, const struct atom *a, uint32_t e)
{
    if (prev && prev->type == ATOM_TEXT &&
        (a->type == ATOM_NUM || a->type == ATOM_QTY))
        return e + TEXT_TO_NUMBER;
    if (prev && prev->type == a->type && a->type != ATOM_NUM &&
        str_eq(prev->key, a->key))
        return 0;
    return e;
}

/* The cheapest of best and of the ways forward in the row into column c,
 * where such a way costs `on` more. */
static uint32_t
best_from_left(struct walk *w, size_t i, const struct state *from, size_t c,
               uint32_t best, uint32_t on)
{
    const struct atom *a = &w->r->atoms[w->body[i]];
    const struct atom *prev = i ? &w->r->atoms[w->body[i - 1]] : NULL;
    uint32_t e = emission(w, a, c), skipped = 0;

    for (size_t p = c; p-- > 0;) {
        bool pair = w->cols[p].kind == K_T && w->cols[c].kind == K_A;
        uint32_t way = from->cost[p] + forward_cost(w, p, c, skipped) + on +
                       (pair ? pair_cost(prev, a, e) : e);

        if (way < best) {
            best = way;
            w->steps[i * w->ncols + c] = (uint8_t)p;
        }
        skipped += skip_of(w, p);
    }
    return best;
}

static void
walk_step(struct walk *w, size_t i, const struct state *from, struct state *to)
{
    const struct atom *a = &w->r->atoms[w->body[i]];
    uint8_t *steps = w->steps + i * w->ncols;
    const struct atom *prev = i ? &w->r->atoms[w->body[i - 1]] : NULL;
    bool rows = atom_keeps_rows(a), row_start = !prev || prev->row != a->row;
    uint32_t on = row_start ? (rows ? WRAPPED_ROW : GUESSED_WRAP) : 0;
    uint32_t next = row_start ? 0 : rows ? TWO_IN_ROW : GUESSED_TWO;
    uint32_t start = 0;
    size_t end_col = 0;
    uint32_t row_end = best_row_end(w, from, &end_col) + next;

    for (size_t c = 0; c < w->ncols; c++) {
        uint32_t e = emission(w, a, c);
        uint32_t best = from->cost[c] + junk_cost[a->type];
        uint32_t fresh = row_end + e + forward_cost(w, w->ncols, c, start);

        steps[c] = (uint8_t)(c | STEP_JUNK);
        if (from->cost[c] + line_cost(&w->cols[c], prev, a) + on < best) {
            best = from->cost[c] + line_cost(&w->cols[c], prev, a) + on;
            steps[c] = (uint8_t)c;
        }
        if (fresh < best) {
            best = fresh;
            steps[c] = (uint8_t)(end_col | STEP_NEW);
        }
        to->cost[c] = best_from_left(w, i, from, c, best, on);
        start += skip_of(w, c);
    }
}

bool
walk_run(struct walk *w, uint8_t *out)
{
    struct state a = { { 0 } }, b = { { 0 } };
    uint32_t best = UINT32_MAX;
    size_t c = 0;

    shift_rows(w);
    w->steps = arena_array(w->r->doc->arena, w->n * w->ncols + 1, 1);
    if (!w->steps)
        return false;
    for (size_t k = 0; k < w->ncols; k++)
        a.cost[k] = k + 1 == w->ncols ? 0 : 1000;
    for (size_t i = 0; i < w->n; i++) {
        walk_step(w, i, &a, &b);
        a = b;
    }
    for (size_t k = 0; k < w->ncols; k++)
        if (a.cost[k] + w->cols[k].end_cost < best) {
            best = a.cost[k] + w->cols[k].end_cost;
            c = k;
        }
    for (size_t i = w->n; i-- > 0;) {
        uint8_t step = w->steps[i * w->ncols + c];

        out[i] = (uint8_t)(c | (step & ~STEP_COL));
        c = step & STEP_COL;
    }
    return true;
}
