/* SPDX-License-Identifier: MIT */
/*
 * Relations between the columns of a table that it keeps in all its rows but
 * one: total = a + b, balance = a - b.
 *
 * Nobody has to know what the columns mean: where a sum of columns holds, with
 * all its terms at work, in several rows and fails in a single one, that row
 * is wrong.
 */
#include <string.h>

#include "check/form.h"
#include "check/prose.h"

#define COLUMNS_MAX 8
#define ROWS_MAX    400
#define WITNESSES   3 /* rows in which the relation is seen to hold */

struct habit {
    struct check *check;
    const struct relation_rule *rule;
    const struct form *form;
    size_t cols[COLUMNS_MAX]; /* columns of amounts */
    size_t ncols;
    /* The relation being tried: cols[parts[0]] = sum of the others. */
    size_t parts[COLUMNS_MAX];
    size_t nparts;
};

struct habit_row {
    uint32_t figures[COLUMNS_MAX];
    struct outcome outcome;
    bool busy; /* all terms are other than zero */
};

/* False if the row does not have all the terms. */
static bool
row_read(const struct habit *h, const struct record *record,
         struct habit_row *row)
{
    const struct document *doc = h->check->doc;
    struct quantity q[COLUMNS_MAX] = { 0 };

    if (!record->vals || !record->complete || form_rate_row(doc, record))
        return false;
    row->busy = true;
    for (size_t i = 0; i < h->nparts; i++) {
        uint32_t f = record->vals[h->cols[h->parts[i]]].figure;

        if (f == FACT_NONE || !doc->figures.items[f].has_value ||
            doc->figures.items[f].kind == FIGURE_PERCENT)
            return false;
        row->figures[i] = f;
        q[i] = figure_quantity(doc, f);
        row->busy &= !dec_is_zero(q[i].printed);
    }
    row->outcome = kind_sum(q + 1, h->nparts - 1, q[0]);
    return true;
}

static const struct record *
row_at(const struct habit *h, uint32_t i)
{
    return &h->check->doc->facts.records[h->form->first_record + i];
}

/* A column that says to be the total, of all others: parts may be zero. */
static bool
is_named_total(const struct habit *h)
{
    const struct wordlist *total =
        rules_words(h->check->doc->rules, "form_total");

    return h->nparts == h->ncols && total &&
           words_has(total, h->form->cols[h->cols[h->parts[0]]].head);
}

/* Does the table keep the relation?  *odd is the row that does not. */
static bool
is_habit(const struct habit *h, uint32_t *odd)
{
    size_t held = 0, failed = 0;
    bool named = is_named_total(h);
    struct habit_row row;

    *odd = FACT_NONE;
    for (uint32_t i = 0; i < h->form->nrecords; i++) {
        if (!row_read(h, row_at(h, i), &row) ||
            row.outcome.verdict == GJ_UNDECIDED)
            continue;
        if (row.outcome.verdict == GJ_VIOLATED) {
            if (++failed > 1)
                return false;
            *odd = i;
        } else if (row.busy || named) {
            held++;
        }
    }
    return held >= WITNESSES;
}

static void
row_report(const struct habit *h, uint32_t i)
{
    struct check *check = h->check;
    struct habit_row row;
    struct result *r;

    if (!row_read(h, row_at(h, i), &row))
        return;
    r = check_result(check, h->rule, h->nparts, 0);
    if (!r)
        return;
    r->shape = SHAPE_SUM;
    for (size_t k = 0; k < h->nparts; k++)
        r->terms[k] =
            bound_figure(check->doc, k ? "addend" : "total", row.figures[k]);
    if (!form_settle(check, r, &row.outcome))
        return;
    form_tell(
        check, r, terms_sum(check, r), record_name(check, row_at(h, i)),
        str_dup(check->doc->arena, h->form->cols[h->cols[h->parts[0]]].head));
}

static bool
try_relation(const struct habit *h)
{
    uint32_t odd;

    if (!is_habit(h, &odd))
        return false;
    for (uint32_t i = 0; i < h->form->nrecords; i++)
        row_report(h, i);
    return true;
}

/* One column as the sum of all others. */
static bool
try_all(struct habit *h)
{
    for (size_t t = 0; t < h->ncols && h->ncols > 3; t++) {
        h->parts[0] = t;
        h->nparts = 1;
        for (size_t k = 0; k < h->ncols; k++)
            if (k != t)
                h->parts[h->nparts++] = k;
        if (try_relation(h))
            return true;
    }
    return false;
}

/* Column t as the sum of any two others. */
static bool
try_pairs(struct habit *h, size_t t)
{
    h->nparts = 3;
    h->parts[0] = t;
    for (size_t a = 0; a < h->ncols; a++)
        for (size_t b = a + 1; b < h->ncols; b++) {
            h->parts[1] = a;
            h->parts[2] = b;
            if (a != t && b != t && try_relation(h))
                return true;
        }
    return false;
}

static void
try_columns(struct habit *h)
{
    bool done = try_all(h);

    for (size_t t = 0; t < h->ncols && !done; t++)
        done = try_pairs(h, t);
}

static bool
is_amount_column(const struct habit *h, size_t col)
{
    const struct term_rule *term = rule_term(h->rule, "amount");

    for (size_t i = 0; term && i < term->nroles; i++)
        if (term->roles[i] == h->form->cols[col].role)
            return true;
    return false;
}

static void
column_habit_run(struct check *check, const struct relation_rule *rule)
{
    const struct facts *facts = &check->doc->facts;

    for (size_t f = 0; f < facts->nforms; f++) {
        struct habit h = { .check = check,
                           .rule = rule,
                           .form = &facts->forms[f] };

        if (h.form->kind == FORM_SCORE || h.form->nrecords <= WITNESSES ||
            h.form->nrecords > ROWS_MAX)
            continue;
        for (size_t c = 0; c < h.form->ncols && h.ncols < COLUMNS_MAX; c++)
            if (is_amount_column(&h, c))
                h.cols[h.ncols++] = c;
        if (h.ncols > 2)
            try_columns(&h);
    }
}

const struct binder binder_column_habit = { "column-habit", column_habit_run };
