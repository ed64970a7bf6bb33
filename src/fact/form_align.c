/* SPDX-License-Identifier: MIT */
/*
 * Values of one printed row and the columns that they stand in.
 *
 * Where empty cells are lost, several assignments are possible; types rule
 * most of them out, the row's own arithmetic the others.
 */
#include <limits.h>
#include <string.h>

#include "fact/form.h"

struct align {
    const struct form_reader *r;
    struct row_values *row;
    int value_cols[HEAD_COLUMNS_MAX];
    size_t ncols;
    int pick[ROW_VALUES_MAX]; /* index into value_cols */
    int best[ROW_VALUES_MAX];
    int best_score, second_score;
    size_t fits, ties;
    bool has_percent;
    size_t tried;
    int shift, found; /* of the row before, and of this one */
};

#define TRIES_MAX 4000
#define RATE_MAX  200 /* a larger bare number is no rate in percent */
#define MARGIN    3   /* by which the best reading must beat the next */

static bool
is_money_column(enum column col)
{
    return col == COL_BUDGET_INITIAL || col == COL_BUDGET ||
           col == COL_ALLOCATED || col == COL_ARRIVED || col == COL_SPENT ||
           col == COL_BALANCE;
}

static bool
is_value_column(const struct form_column *col)
{
    return col->col != COL_NAME && col->col != COL_REASON &&
           (col->col != COL_COUNT || col->role != ROLE_NONE ||
            col->level == UNKNOWN_COLUMN || col->level == NUMBER_COLUMN);
}

static bool
is_rate_column(const struct form_reader *r, const struct form_column *col)
{
    const struct role *role;

    if (col->percent || col->col == COL_RATE)
        return true;
    if (col->role == ROLE_NONE)
        return false;
    role = &r->doc->rules->roles[col->role];
    return (role->kinds & 1u << FIGURE_PERCENT) &&
           !(role->kinds & 1u << FIGURE_MONEY);
}

static bool
fits(const struct align *al, const struct atom *a,
     const struct form_column *col)
{
    if (a->type == ATOM_DASH || a->type == ATOM_EMPTY)
        return true;
    if (col->role == ROLE_NONE && col->col == COL_COUNT)
        return true;
    if (is_rate_column(al->r, col) && col->col != COL_WEIGHT)
        return a->type == ATOM_PCT ||
               (a->type == ATOM_NUM && !al->has_percent &&
                dec_cmp(al->r->doc->figures.items[a->figure].value,
                        (struct dec){ RATE_MAX, 0 }) < 0);
    if (a->type == ATOM_QTY)
        return !is_money_column(col->col);
    return a->type == ATOM_NUM ||
           (a->type == ATOM_PCT && col->col == COL_WEIGHT &&
            !(al->r->form->columns & 1u << COL_RATE));
}

static const struct figure *
picked(const struct align *al, enum column col)
{
    const struct form_column *cols = al->r->form->cols;

    for (size_t i = 0; i < al->row->n; i++) {
        const struct atom *a = al->row->at[i];

        if (al->pick[i] >= 0 && cols[al->value_cols[al->pick[i]]].col == col &&
            a->nfigures && a->type != ATOM_DASH)
            return &al->r->doc->figures.items[a->figure];
    }
    return NULL;
}

/* rate = part / whole within one unit of their last digits? */
static bool
rate_fits(const struct figure *part, const struct figure *whole,
          const struct figure *rate)
{
    struct dec q, gap, slack, unit = { 1, rate->value.scale };
    struct dec last = { 1, whole->value.scale };

    if (dec_is_zero(whole->value))
        return true;
    return dec_div(part->value, whole->value, 2, rate->value.scale, &q) &&
           dec_div(last, whole->value, 2, rate->value.scale, &slack) &&
           dec_add(slack, unit, &slack) && dec_sub(q, rate->value, &gap) &&
           dec_cmp(dec_abs(gap), slack) <= 0;
}

static int
arithmetic(const struct align *al)
{
    static const enum column wholes[] = { COL_BUDGET, COL_BUDGET_INITIAL,
                                          COL_ALLOCATED, COL_ARRIVED };
    const struct figure *rate = picked(al, COL_RATE);
    const struct figure *spent = picked(al, COL_SPENT);
    int tried = 0;

    for (size_t i = 0; rate && spent && i < 4; i++) {
        const struct figure *whole = picked(al, wholes[i]);

        if (!whole)
            continue;
        tried++;
        if (rate_fits(spent, whole, rate))
            return 8;
    }
    return tried ? -4 : 0;
}

static int
rate_pick(const struct align *al)
{
    const struct figure *weight = picked(al, COL_WEIGHT);
    const struct figure *score = picked(al, COL_SCORE);
    int points = arithmetic(al), last = -1;

    if (weight && score && dec_cmp(score->value, weight->value) > 0)
        points -= 6;
    if (weight && dec_cmp(weight->value, (struct dec){ 100, 0 }) > 0)
        points -= 20;
    for (size_t i = 0; i < al->row->n; i++) {
        points -= al->pick[i] - last - 1;
        last = al->pick[i];
    }
    return points;
}

static void
consider(struct align *al)
{
    int points = rate_pick(al);

    al->fits++;
    if (al->fits > 1 && points <= al->best_score) {
        al->ties += points == al->best_score;
        if (al->fits == 2 || points > al->second_score)
            al->second_score = points;
        return;
    }
    al->second_score = al->fits > 1 ? al->best_score : points - 2 * MARGIN;
    al->ties = 0;
    al->best_score = points;
    memcpy(al->best, al->pick, sizeof(al->best));
}

static void
enumerate(struct align *al)
{
    size_t i = 0;
    int col = 0;

    /* Depth first without recursion: pick[i] grows from left to right. */
    for (;;) {
        int room = (int)al->ncols - (int)(al->row->n - i);

        if (++al->tried > TRIES_MAX)
            return;
        while (col <= room && !fits(al, al->row->at[i],
                                    &al->r->form->cols[al->value_cols[col]]))
            col++;
        if (col > room) {
            if (i == 0)
                return;
            col = al->pick[--i] + 1;
            continue;
        }
        al->pick[i] = col;
        if (i + 1 == al->row->n) {
            consider(al);
            col++;
            continue;
        }
        i++;
        col = al->pick[i - 1] + 1;
    }
}

/* Columns by position, moved by so many; false if one does not fit. */
static bool
pick_shifted(struct align *al, int shift)
{
    const struct form_column *cols = al->r->form->cols;

    for (size_t i = 0; i < al->row->n; i++) {
        const struct atom *a = al->row->at[i];

        al->pick[i] = -1;
        for (size_t c = 0; c < al->ncols; c++)
            if (cols[al->value_cols[c]].position ==
                (uint32_t)((int)a->column + shift))
                al->pick[i] = (int)c;
        if (a->type != ATOM_EMPTY &&
            (al->pick[i] < 0 ||
             !fits(al, a, &cols[al->value_cols[al->pick[i]]])))
            return false;
    }
    return true;
}

/* Columns by position, shifted as the row before, or by the merged cells that
 * later rows lack; or the head may lack its corner.  The first shift that
 * fits counts, if the row's own arithmetic does not speak for another. */
static bool
align_positions(struct align *al)
{
    int best = INT_MIN;

    for (int k = 0; k <= 5; k++) {
        int shift = k == 0 ? al->shift : k < 5 ? k - 1 : -1;
        int points;

        if (!pick_shifted(al, shift))
            continue;
        points = arithmetic(al) > 0;
        if (points <= best)
            continue;
        best = points;
        al->found = shift;
        memcpy(al->best, al->pick, sizeof(al->best));
    }
    return best != INT_MIN;
}

static size_t
leading_money(const struct align *al)
{
    size_t n = 0;

    while (n < al->ncols &&
           is_money_column(al->r->form->cols[al->value_cols[n]].col))
        n++;
    return n;
}

static void
drop_empty(struct row_values *row)
{
    size_t n = 0;

    for (size_t i = 0; i < row->n; i++)
        if (row->at[i]->type != ATOM_EMPTY)
            row->at[n++] = row->at[i];
    row->n = n;
}

/* A row of zeros is the same in every reading. */
static bool
all_zero(const struct align *al)
{
    for (size_t i = 0; i < al->row->n; i++) {
        const struct atom *a = al->row->at[i];

        if (a->type == ATOM_DASH)
            continue;
        if (a->figure == FACT_NONE ||
            !dec_is_zero(al->r->doc->figures.items[a->figure].value))
            return false;
    }
    return true;
}

/* A weight is at most the full mark. */
static bool
is_no_weight(const struct form_reader *r, const struct row_values *row,
             size_t i)
{
    const struct atom *a = row->at[i];

    return row->column[i] >= 0 && a->type == ATOM_NUM && a->nfigures &&
           r->form->cols[row->column[i]].col == COL_WEIGHT &&
           dec_cmp(r->doc->figures.items[a->figure].value,
                   (struct dec){ 100, 0 }) > 0;
}

/* A head that begins with a column of values: the names have none. */
static bool
lacks_corner(const struct form *form)
{
    return form->ncols && form->cols[0].position == 0 &&
           is_value_column(&form->cols[0]);
}

void
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one cell after the other */
row_align(struct form_reader *r, struct row_values *row)
{
    struct align al = { .r = r, .row = row };
    bool kept = row->n && (row->at[0]->shape == TABLE_PIPE ||
                           row->at[0]->shape == TABLE_TAB);

    for (size_t i = 0; i < r->form->ncols; i++)
        if (is_value_column(&r->form->cols[i]))
            al.value_cols[al.ncols++] = (int)i;
    for (size_t i = 0; i < row->n; i++) {
        row->column[i] = -1;
        al.has_percent |= row->at[i]->type == ATOM_PCT;
    }
    al.shift = r->shifted == r->form   ? r->shift
               : lacks_corner(r->form) ? -1
                                       : 0;
    row->sure = kept && align_positions(&al);
    if (row->sure) {
        r->shifted = r->form;
        r->shift = al.found;
    }
    if (!row->sure) {
        drop_empty(row);
        if (row->n == 0 || row->n > al.ncols)
            return;
        enumerate(&al);
        if (al.fits == 0)
            return;
        row->sure =
            al.fits == 1 || all_zero(&al) ||
            (al.best_score > 0 && al.ties == 0) ||
            (row->n == leading_money(&al) && al.ties == 0) ||
            (al.ties == 0 && al.best_score - al.second_score >= MARGIN);
    }
    for (size_t i = 0; i < row->n; i++) {
        row->column[i] = al.best[i] < 0 ? -1 : al.value_cols[al.best[i]];
        if (is_no_weight(r, row, i)) {
            row->column[i] = -1;
            row->sure = false;
        }
    }
}

void
row_store(struct form_reader *r, struct record *record,
          const struct row_values *row)
{
    struct arena *arena = r->doc->arena;
    struct record_value *vals, *seq;
    const struct form *form = r->form;
    bool aligned = false;

    vals = arena_array(arena, form->ncols + 1, sizeof(*vals));
    seq = arena_array(arena, row->n + 1, sizeof(*seq));
    if (!vals || !seq) {
        r->failed = true;
        return;
    }
    for (size_t i = 0; i < form->ncols; i++)
        vals[i] = (struct record_value){ FACT_NONE, STR_NONE, LAYOUT_NONE };
    for (size_t i = 0; i < row->n; i++) {
        const struct atom *a = row->at[i];

        seq[i] = form_value(r, a);
        if (row->column[i] < 0)
            continue;
        aligned = true;
        vals[row->column[i]] = seq[i];
        record_set(r, record, form->cols[row->column[i]].col, a);
    }
    record->vals = aligned ? vals : NULL;
    record->seq = seq;
    record->nseq = row->n;
    record->complete = row->sure;
}

role_id
label_role(const struct form_reader *r, struct str label)
{
    const struct gj_rules *rules = r->doc->rules;

    for (size_t i = 0; i < rules->nroles && label.len; i++)
        for (size_t k = 0; k < rules->roles[i].nlabels; k++)
            if (str_eq(rules->roles[i].labels[k], label))
                return (role_id)i;
    return ROLE_NONE;
}
