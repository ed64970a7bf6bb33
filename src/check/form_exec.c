/* SPDX-License-Identifier: MIT */
/*
 * Score of the execution rate: weight x rate, in the fund table and where the
 * rate is an indicator of its own.
 *
 * Some regions score the rate in steps or let a bureau adjust it, so only a
 * score with decimals, which somebody computed, or a printed formula, makes a
 * mismatch an error.
 */
#include "check/form.h"
#include "check/prose.h"

struct exec {
    struct check *check;
    const struct relation_rule *rule;
    const struct record *record;
    uint32_t weight, rate, score, part, whole;
    bool printed; /* the head prints the formula */
    bool in_fund;
};

static struct quantity
rate_quantity(const struct exec *e)
{
    const struct document *doc = e->check->doc;
    const struct figure *f = &doc->figures.items[e->rate];
    struct quantity q = figure_quantity(doc, e->rate);

    if (f->kind == FIGURE_PLAIN && dec_cmp(f->value, (struct dec){ 2, 0 }) < 0)
        q.power = 2;
    return q;
}

static struct outcome
exec_outcome(const struct exec *e)
{
    const struct document *doc = e->check->doc;
    struct quantity w = form_exact(doc, e->weight);
    struct quantity s = form_exact(doc, e->score);
    struct outcome out = kind_product(w, rate_quantity(e), true, s), other;

    if (out.verdict == GJ_HOLDS || e->part == FACT_NONE ||
        e->whole == FACT_NONE)
        return out;
    other = kind_product_ratio(w, figure_quantity(doc, e->part),
                               figure_quantity(doc, e->whole), true, s);
    return other.verdict < out.verdict ? other : out;
}

/* The rate may have been cut off or rounded before it was printed. */
static bool
within_last_digit(const struct exec *e, const struct outcome *outcome)
{
    const struct document *doc = e->check->doc;
    const struct figure *rate = &doc->figures.items[e->rate];
    struct dec gap, slack, unit = { 1, rate->value.scale };

    return rate->kind == FIGURE_PERCENT && outcome->has_computed &&
           dec_sub(outcome->exact_computed, doc->figures.items[e->score].value,
                   &gap) &&
           dec_mul(unit, doc->figures.items[e->weight].value, &slack) &&
           dec_shift(slack, -2, &slack) && dec_cmp(dec_abs(gap), slack) <= 0;
}

/* "0.91%" for 91%, or 91 for 0.91: with the point in its place the rate gives
 * the score. */
static bool
ratio_for_percent(const struct exec *e)
{
    const struct document *doc = e->check->doc;
    struct quantity w = form_exact(doc, e->weight);
    struct quantity s = form_exact(doc, e->score), rate = rate_quantity(e);
    struct outcome out;

    if (doc->figures.items[e->rate].kind != FIGURE_PERCENT)
        return false;
    rate.power += 2;
    out = kind_product(w, rate, true, s);
    return out.verdict < GJ_VIOLATED ||
           (out.has_computed && s.printed.scale == 0 &&
            dec_cmp(dec_round(out.exact_computed, 0), s.printed) == 0);
}

/* What else a score may be: given in whole points, in steps, reduced for
 * other reasons. */
static void
exec_excuse(const struct exec *e, struct result *r,
            const struct outcome *outcome)
{
    const struct document *doc = e->check->doc;
    struct dec score = doc->figures.items[e->score].value;
    bool whole = dec_strip(score).scale == 0;
    bool full = dec_cmp(score, doc->figures.items[e->weight].value) == 0;

    if (r->verdict == GJ_VIOLATED && within_last_digit(e, outcome))
        form_undecided(r, "rate-coarse");
    if (r->verdict != GJ_VIOLATED || e->printed || ratio_for_percent(e))
        return;
    if (whole && outcome->has_computed && !full &&
        dec_cmp(dec_round(outcome->exact_computed, 0), score) == 0) {
        r->verdict = GJ_HOLDS;
        return;
    }
    if (whole && !full)
        form_undecided(r, "stepped-score");
    else if (full || !e->in_fund || dec_strip(score).scale < 2)
        r->severity = GJ_WARNING;
    if (outcome->has_computed &&
        dec_cmp(outcome->computed, doc->figures.items[e->weight].value) == 0)
        form_undecided(r, "reduced-otherwise");
}

static void
exec_check(struct exec *e)
{
    static const char *const names[] = { "score", "weight", "rate" };
    uint32_t figures[3] = { e->score, e->weight, e->rate };
    struct check *check = e->check;
    const struct document *doc = check->doc;
    struct outcome outcome;
    struct result *r;

    if (e->weight == FACT_NONE || e->rate == FACT_NONE ||
        e->score == FACT_NONE)
        return;
    outcome = exec_outcome(e);
    r = form_equation(check, e->rule, SHAPE_PRODUCT, figures, names, 3);
    if (!r)
        return;
    r->terms[0].q = form_exact(doc, e->score);
    r->terms[1].q = form_exact(doc, e->weight);
    r->terms[2].q = rate_quantity(e);
    if (!form_settle(check, r, &outcome))
        return;
    form_tell(check, r,
              check_printf(check, "%s \xC3\x97 %s",
                           figure_print(doc, e->weight),
                           figure_print(doc, e->rate)),
              record_name(check, e->record), NULL);
    if (!e->record->complete && e->in_fund)
        form_undecided(r, "row-columns");
    exec_excuse(e, r, &outcome);
}

static bool
head_has_formula(const struct form *form, enum column col)
{
    for (size_t i = 0; i < form->ncols; i++)
        if (form->cols[i].col == col && form->cols[i].formula.len)
            return true;
    return false;
}

static void
exec_fund(struct check *check, const struct relation_rule *rule,
          const struct form *form)
{
    const struct document *doc = check->doc;
    bool printed = head_has_formula(form, COL_SCORE);

    for (uint32_t i = 0; i < form->nrecords; i++) {
        const struct record *rec = &doc->facts.records[form->first_record + i];
        struct exec e = { .check = check,
                          .rule = rule,
                          .record = rec,
                          .weight = record_figure(doc, rec, COL_WEIGHT),
                          .rate = record_figure(doc, rec, COL_RATE),
                          .score = record_figure(doc, rec, COL_SCORE),
                          .part = record_figure(doc, rec, COL_SPENT),
                          .whole = record_figure(doc, rec, COL_BUDGET),
                          .printed = printed,
                          .in_fund = true };

        exec_check(&e);
    }
}

static void
exec_score(struct check *check, const struct relation_rule *rule,
           const struct form *form)
{
    const struct document *doc = check->doc;
    const struct wordlist *words = rules_words(doc->rules, "form_execution");

    for (uint32_t i = 0; i < form->nrecords; i++) {
        const struct record *rec = &doc->facts.records[form->first_record + i];
        uint32_t actual = record_figure(doc, rec, COL_ACTUAL);
        struct exec e = { .check = check,
                          .rule = rule,
                          .record = rec,
                          .weight = record_figure(doc, rec, COL_WEIGHT),
                          .rate = actual,
                          .score = record_figure(doc, rec, COL_SCORE),
                          .part = FACT_NONE,
                          .whole = FACT_NONE };

        if (rec->kind != RECORD_LEAF || !words_has(words, rec->name) ||
            actual == FACT_NONE ||
            doc->figures.items[actual].kind != FIGURE_PERCENT)
            continue;
        exec_check(&e);
    }
}

static void
execution_score_run(struct check *check, const struct relation_rule *rule)
{
    const struct facts *facts = &check->doc->facts;

    for (size_t f = 0; f < facts->nforms; f++) {
        if (facts->forms[f].kind == FORM_FUND)
            exec_fund(check, rule, &facts->forms[f]);
        else if (facts->forms[f].kind == FORM_SCORE)
            exec_score(check, rule, &facts->forms[f]);
    }
}

const struct binder binder_execution_score = { "execution-score",
                                               execution_score_run };
