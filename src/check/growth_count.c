/* SPDX-License-Identifier: MIT */
/*
 * growth-count: "1200 persons, 200 more than last year, up 20%".  Counts are
 *     exact, so the rate follows; only where count, change and rate stand in
 *     a row in one sentence, the two counts in one unit.
 */
#include "check/prose.h"

struct growth_count {
    uint32_t count, change, rate;
    bool previous; /* the count is last year's */
};

static bool
is_count(const struct document *doc, uint32_t f)
{
    const struct figure *figure = &doc->figures.items[f];

    return figure->kind == FIGURE_COUNT && figure->has_value &&
           !figure->approximate && !figure->rule_text &&
           figure->range == RANGE_NONE && figure->comparator == CMP_NONE &&
           figure->unit && fact_of(doc, f) && !fact_of(doc, f)->in_form &&
           !fact_of(doc, f)->target;
}

/* Whole numbers of one unit, without a magnitude that hides digits. */
static bool
exact_pair(const struct document *doc, uint32_t a, uint32_t b)
{
    const struct figure *x = &doc->figures.items[a];
    const struct figure *y = &doc->figures.items[b];

    return str_eq(x->unit->name, y->unit->name) && x->value.scale == 0 &&
           y->value.scale == 0 && x->unit->power == 0;
}

static bool
triple_find(const struct document *doc, uint32_t rate, struct growth_count *g)
{
    uint32_t sentence = sentence_of(doc, rate);

    *g = (struct growth_count){ rate - 2, rate - 1, rate, false };
    if (!role_is(doc, rate, "growth_rate") || !clause_of(doc, rate) ||
        doc->figures.items[rate].kind != FIGURE_PERCENT ||
        !role_is(doc, g->change, "change") || !is_count(doc, g->change) ||
        !is_count(doc, g->count) || role_is(doc, g->count, "change") ||
        sentence_of(doc, g->count) != sentence ||
        sentence_of(doc, g->change) != sentence ||
        clause_of(doc, g->count)->segment != clause_of(doc, rate)->segment ||
        !exact_pair(doc, g->count, g->change) ||
        fact_of(doc, g->change)->direction == 0 ||
        fact_of(doc, rate)->direction != fact_of(doc, g->change)->direction ||
        has_word(doc, "comparable", text_between(doc, g->count, rate)))
        return false;
    g->previous = has_word(doc, "last_period", text_left(doc, g->count)) ||
                  has_word(doc, "base_period", text_left(doc, g->count));
    return true;
}

static void
triple_report(struct check *check, const struct relation_rule *rule,
              const struct growth_count *g)
{
    const struct document *doc = check->doc;
    int direction = fact_of(doc, g->change)->direction;
    struct quantity rate = signed_quantity(doc, g->rate, direction);
    struct quantity change = signed_quantity(doc, g->change, direction);
    struct quantity count = figure_quantity(doc, g->count);
    struct outcome outcome = g->previous
                                 ? kind_growth_from(change, count, rate)
                                 : kind_growth_to(change, count, rate);
    struct result *r = check_result(check, rule, 3, 0);

    if (!r)
        return;
    r->shape = g->previous ? SHAPE_GROWTH_FROM : SHAPE_GROWTH_TO;
    r->terms[0] = bound_figure(doc, "rate", g->rate);
    r->terms[1] = bound_figure(doc, "change", g->change);
    r->terms[2] =
        bound_figure(doc, g->previous ? "previous" : "current", g->count);
    r->terms[0].q = rate;
    r->terms[1].q = change;
    outcome.computed = dec_abs(outcome.computed);
    if (!result_settle(check, r, &outcome, g->rate))
        return;
    r->formula = g->previous ? check_printf(check, "%s ÷ %s",
                                            figure_print(doc, g->change),
                                            figure_print(doc, g->count))
                             : check_printf(check, "%s ÷ (%s %s %s)",
                                            figure_print(doc, g->change),
                                            figure_print(doc, g->count),
                                            direction < 0 ? "+" : "−",
                                            figure_print(doc, g->change));
    r->message =
        check_message(check, rule, "stated", r->stated, "computed",
                      r->computed, "formula", r->formula, (char *)NULL);
}

static void
growth_count_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    struct growth_count g;

    for (uint32_t f = 2; f < doc->figures.n && !check->failed; f++)
        if (triple_find(doc, f, &g))
            triple_report(check, rule, &g);
}

const struct binder binder_growth_count = { "growth-count", growth_count_run };
