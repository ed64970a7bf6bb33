/* SPDX-License-Identifier: MIT */
/*
 * Fund tables: rates along the rows, totals down the columns.
 */
#include <string.h>

#include "check/form.h"
#include "check/prose.h"

#define PARTS_MAX 24

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

static uint32_t
value_at(const struct document *doc, const struct record *record, size_t col)
{
    uint32_t f = record->vals ? record->vals[col].figure : FACT_NONE;

    return f != FACT_NONE && doc->figures.items[f].has_value ? f : FACT_NONE;
}

static bool
role_listed(const struct relation_rule *rule, const char *name, role_id role)
{
    const struct term_rule *term = rule_term(rule, name);

    for (size_t i = 0; term && i < term->nroles; i++)
        if (term->roles[i] == role)
            return true;
    return false;
}

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

static void
rate_report(struct row_rate *rr)
{
    struct check *check = rr->check;
    const struct document *doc = check->doc;
    const struct rate_try *best = rate_best(rr);
    struct result *r = check_result(check, rr->rule, 3, rr->n);
    size_t k = 0;

    if (!r)
        return;
    r->shape = SHAPE_RATIO;
    r->terms[0] = bound_figure(doc, "rate", rr->rate);
    r->terms[1] = bound_figure(doc, "part", best->part);
    r->terms[2] = bound_figure(doc, "whole", best->whole);
    for (size_t i = 0; i < rr->n; i++) {
        const struct rate_try *t = i == 0 ? best : &rr->tries[k++];

        if (i > 0 && t == best)
            t = &rr->tries[k++];
        r->readings[i].formula = formula_two(check, t->part, "÷", t->whole);
        r->readings[i].computed =
            t->outcome.has_computed
                ? value_print(doc, t->outcome.computed, rr->rate)
                : NULL;
        r->readings[i].fits = t->outcome.verdict < GJ_VIOLATED;
    }
    r->formula = r->readings[0].formula;
    form_settle(check, r, &best->outcome, record_name(check, rr->record),
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

/* ---- total = sum of its parts ---- */

struct fund_sum {
    struct check *check;
    const struct relation_rule *rule;
    const struct form *form;
    uint32_t total, end; /* records: the total and behind its last part */
    size_t col;
    bool witness; /* another column closes with the same rows */
};

static bool
is_nested(const struct fund_sum *fs, const struct record *record)
{
    return words_has(rules_words(fs->check->doc->rules, "form_fund_nested"),
                     record->name);
}

/* Parts of one reading: all rows, or those that are no parts of parts. */
static size_t
collect_parts(const struct fund_sum *fs, bool outer, uint32_t *parts)
{
    const struct document *doc = fs->check->doc;
    size_t n = 0;

    for (uint32_t i = fs->total + 1; i < fs->end && n < PARTS_MAX; i++) {
        const struct record *record = &doc->facts.records[i];
        uint32_t f = value_at(doc, record, fs->col);

        if (f != FACT_NONE && !(outer && is_nested(fs, record)))
            parts[n++] = f;
    }
    return n;
}

static struct outcome
sum_outcome(const struct document *doc, uint32_t total, const uint32_t *parts,
            size_t n)
{
    struct quantity addends[PARTS_MAX];

    for (size_t i = 0; i < n; i++)
        addends[i] = figure_quantity(doc, parts[i]);
    return kind_sum(addends, n, figure_quantity(doc, total));
}

/* The parts are all there: the list ends with "other funds", every row was
 * read surely, and a cell without a number is a dash or an empty cell. */
static bool
parts_closed(const struct fund_sum *fs)
{
    const struct document *doc = fs->check->doc;
    const struct wordlist *other = rules_words(doc->rules, "form_fund_other");
    bool closed = fs->witness;

    for (uint32_t i = fs->total; i < fs->end; i++) {
        const struct record *record = &doc->facts.records[i];

        if (!record->complete && record->nseq)
            return false;
        closed |= words_has(other, record->name);
    }
    return closed;
}

static void
sum_report(struct fund_sum *fs, uint32_t total, const uint32_t *parts,
           size_t n, const struct outcome *outcome)
{
    struct check *check = fs->check;
    struct result *r = check_result(check, fs->rule, n + 1, 0);
    int sign = 0;

    if (!r)
        return;
    r->shape = SHAPE_SUM;
    r->terms[0] = bound_figure(check->doc, "total", total);
    for (size_t i = 0; i < n; i++)
        r->terms[i + 1] = bound_figure(check->doc, "addend", parts[i]);
    r->formula = terms_sum(check, r);
    if (outcome->has_computed)
        sign =
            dec_cmp(outcome->computed, check->doc->figures.items[total].value);
    form_settle(check, r, outcome,
                record_name(check, &check->doc->facts.records[fs->total]),
                NULL);
    if (!parts_closed(fs))
        form_undecided(r, sign > 0 ? "rows-uncertain" : "parts-incomplete");
}

/* Of two readings that both fail, which misses by less? */
static bool
nearer(const struct document *doc, uint32_t total, const struct outcome *a,
       const struct outcome *b)
{
    struct dec stated = doc->figures.items[total].value, x, y;

    return dec_sub(a->computed, stated, &x) &&
           dec_sub(b->computed, stated, &y) &&
           dec_cmp(dec_abs(x), dec_abs(y)) < 0;
}

static void
sum_column(struct fund_sum *fs)
{
    const struct document *doc = fs->check->doc;
    uint32_t total = value_at(doc, &doc->facts.records[fs->total], fs->col);
    uint32_t parts[PARTS_MAX], outer[PARTS_MAX];
    size_t n, m;
    struct outcome all, top;

    if (total == FACT_NONE)
        return;
    n = collect_parts(fs, false, parts);
    m = collect_parts(fs, true, outer);
    if (n == 0)
        return;
    all = sum_outcome(doc, total, parts, n);
    if (m > 0 && m < n) {
        top = sum_outcome(doc, total, outer, m);
        if (top.verdict < all.verdict ||
            (all.verdict == GJ_VIOLATED && nearer(doc, total, &top, &all))) {
            sum_report(fs, total, outer, m, &top);
            return;
        }
    }
    sum_report(fs, total, parts, n, &all);
}

/* Does a column other than this one close, with several parts at work? */
static bool
other_closes(struct fund_sum fs, const struct relation_rule *rule)
{
    const struct document *doc = fs.check->doc;
    size_t own = fs.col;

    for (fs.col = 0; fs.col < fs.form->ncols; fs.col++) {
        uint32_t total = value_at(doc, &doc->facts.records[fs.total], fs.col);
        uint32_t parts[PARTS_MAX];
        size_t n, busy = 0;

        if (fs.col == own || total == FACT_NONE ||
            !role_listed(rule, "total", fs.form->cols[fs.col].role))
            continue;
        n = collect_parts(&fs, false, parts);
        for (size_t i = 0; i < n; i++)
            busy += !dec_is_zero(doc->figures.items[parts[i]].value);
        if (busy > 1 && sum_outcome(doc, total, parts, n).verdict == GJ_HOLDS)
            return true;
    }
    return false;
}

static void
fund_total_run(struct check *check, const struct relation_rule *rule)
{
    const struct facts *facts = &check->doc->facts;

    for (size_t f = 0; f < facts->nforms; f++) {
        const struct form *form = &facts->forms[f];
        struct fund_sum fs = { .check = check, .rule = rule, .form = form };
        uint32_t end = form->first_record + form->nrecords;

        if (form->kind != FORM_FUND || form->nrecords < 2)
            continue;
        fs.total = form->first_record;
        if (facts->records[fs.total].level != 0)
            continue;
        for (fs.end = fs.total + 1; fs.end < end; fs.end++)
            if (facts->records[fs.end].level == 0)
                break;
        for (fs.col = 0; fs.col < form->ncols; fs.col++)
            if (role_listed(rule, "total", form->cols[fs.col].role)) {
                fs.witness = other_closes(fs, rule);
                sum_column(&fs);
            }
    }
}

const struct binder binder_fund_total = { "fund-total", fund_total_run };
