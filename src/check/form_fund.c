/* SPDX-License-Identifier: MIT */
/*
 * Fund tables: rates along the rows.
 */
#include <string.h>

#include "check/form.h"
#include "check/prose.h"

/* ---- rate = part / whole ---- */

struct rate_try {
    uint32_t part, whole;
    bool declared;
    struct outcome outcome;
};

#define TRIES_MAX 12

struct row_rate {
    struct check *check;
    const struct relation_rule *rule;
    const struct form *form;
    const struct record *record;
    uint32_t rate;
    bool percent; /* the column says %, a bare number is percent */
    struct rate_try tries[TRIES_MAX];
    size_t n;
};

static struct outcome
rate_outcome(const struct row_rate *rr, uint32_t part, uint32_t whole)
{
    const struct document *doc = rr->check->doc;
    struct quantity rate = figure_quantity(doc, rr->rate);
    struct quantity p = figure_quantity(doc, part);
    struct quantity w = figure_quantity(doc, whole);
    struct outcome out = kind_ratio(p, w, rate);

    if (out.verdict != GJ_VIOLATED || rr->percent ||
        doc->figures.items[rr->rate].kind == FIGURE_PERCENT)
        return out;
    rate.power = 2; /* 0.98 for 98% */
    if (kind_ratio(p, w, rate).verdict < GJ_VIOLATED)
        return kind_ratio(p, w, rate);
    return out;
}

static void
rate_add(struct row_rate *rr, uint32_t part, uint32_t whole, bool declared)
{
    struct rate_try *t;

    if (part == FACT_NONE || whole == FACT_NONE || part == whole ||
        rr->n == TRIES_MAX)
        return;
    t = &rr->tries[rr->n++];
    *t = (struct rate_try){ part, whole, declared,
                            rate_outcome(rr, part, whole) };
}

/* "B/A" in the head of the rate's column. */
static void
rate_declared(struct row_rate *rr, struct str formula)
{
    const struct document *doc = rr->check->doc;
    uint32_t part = FACT_NONE, whole = FACT_NONE;

    if (formula.len < 3 || formula.ptr[1] != '/')
        return;
    for (size_t c = 0; c < rr->form->ncols; c++) {
        if (rr->form->cols[c].letter == formula.ptr[0])
            part = value_at(doc, rr->record, c);
        if (rr->form->cols[c].letter == formula.ptr[2])
            whole = value_at(doc, rr->record, c);
    }
    rate_add(rr, part, whole, true);
}

static void
rate_all(struct row_rate *rr)
{
    const struct document *doc = rr->check->doc;
    const struct form *form = rr->form;

    for (size_t p = 0; p < form->ncols; p++) {
        if (!role_listed(rr->rule, "part", form->cols[p].role))
            continue;
        for (size_t w = 0; w < form->ncols; w++)
            if (w != p && role_listed(rr->rule, "whole", form->cols[w].role))
                rate_add(rr, value_at(doc, rr->record, p),
                         value_at(doc, rr->record, w), false);
    }
}

static const struct rate_try *
rate_best(const struct row_rate *rr)
{
    const struct rate_try *best = &rr->tries[0];

    for (size_t i = 1; i < rr->n; i++)
        if (rr->tries[i].outcome.verdict < best->outcome.verdict)
            best = &rr->tries[i];
    return best;
}

/* The best one first. */
static void
readings_fill(struct row_rate *rr, const struct rate_try *best,
              struct result *r)
{
    struct check *check = rr->check;
    size_t k = 0;

    for (size_t i = 0; i < rr->n; i++) {
        const struct rate_try *t = i == 0 ? best : &rr->tries[k++];

        if (i > 0 && t == best)
            t = &rr->tries[k++];
        r->readings[i].formula = formula_two(check, t->part, "÷", t->whole);
        r->readings[i].computed =
            t->outcome.has_computed
                ? value_print(check->doc, t->outcome.computed, rr->rate)
                : NULL;
        r->readings[i].fits = t->outcome.verdict < GJ_VIOLATED;
    }
}

static void
rate_report(struct row_rate *rr)
{
    struct check *check = rr->check;
    const struct document *doc = check->doc;
    const struct rate_try *best = rate_best(rr);
    struct result *r = check_result(check, rr->rule, 3, rr->n);

    if (!r)
        return;
    r->shape = SHAPE_RATIO;
    r->terms[0] = bound_figure(doc, "rate", rr->rate);
    r->terms[1] = bound_figure(doc, "part", best->part);
    r->terms[2] = bound_figure(doc, "whole", best->whole);
    if (!form_settle(check, r, &best->outcome))
        return;
    readings_fill(rr, best, r);
    form_tell(check, r, r->readings[0].formula, record_name(check, rr->record),
              NULL);
    if (!rr->record->complete)
        form_undecided(r, "row-columns");
}

static void
rate_row(struct row_rate rr, const struct form_column *col, size_t c)
{
    rr.rate = value_at(rr.check->doc, rr.record, c);
    if (rr.rate == FACT_NONE)
        return;
    rr.percent = col->percent;
    rate_declared(&rr, col->formula);
    rate_all(&rr);
    if (rr.n)
        rate_report(&rr);
}

static void
fund_rate_run(struct check *check, const struct relation_rule *rule)
{
    const struct facts *facts = &check->doc->facts;
    struct row_rate rr = { .check = check, .rule = rule };

    for (size_t f = 0; f < facts->nforms; f++) {
        rr.form = &facts->forms[f];
        for (uint32_t i = 0; i < rr.form->nrecords; i++) {
            rr.record = &facts->records[rr.form->first_record + i];
            for (size_t c = 0; rr.record->vals && c < rr.form->ncols; c++)
                if (role_listed(rule, "rate", rr.form->cols[c].role))
                    rate_row(rr, &rr.form->cols[c], c);
        }
    }
}

const struct binder binder_fund_rate = { "fund-rate", fund_rate_run };
