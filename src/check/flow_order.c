/* SPDX-License-Identifier: MIT */
/*
 * flow-order: spent within allocated or arrived, these within the budget.
 *
 * Money may be added or carried over, so a broken order is a notice at most;
 * spending beyond the budget is so common that nothing is decided there.
 */
#include "check/prose.h"

static void
order_note(struct check *check, const struct relation_rule *rule, uint32_t low,
           uint32_t high, bool decides)
{
    const struct document *doc = check->doc;
    struct outcome outcome =
        kind_order(figure_quantity(doc, low), figure_quantity(doc, high));
    struct result *r;

    if (outcome.verdict == GJ_UNDECIDED ||
        (outcome.verdict == GJ_VIOLATED &&
         (in_violated(check, low) || in_violated(check, high))))
        return;
    r = check_result(check, rule, 2, 0);
    if (!r)
        return;
    r->terms[0] = bound_figure(doc, "low", low);
    r->terms[1] = bound_figure(doc, "high", high);
    r->shape = SHAPE_BOUND;
    r->verdict = outcome.verdict;
    if (!check_tells(check, r))
        return;
    r->stated = figure_print(doc, low);
    r->computed = figure_print(doc, high);
    r->formula = check_printf(check, "%s ≤ %s", r->stated, r->computed);
    if (r->verdict == GJ_VIOLATED && !decides) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "money-added";
    }
    r->message =
        check_message(check, rule, "stated", r->stated, "high", r->computed,
                      "low_name", figure_name(check, low), "high_name",
                      figure_name(check, high), (char *)NULL);
}

/* Units must be printed alike: a bare number says nothing about its size. */
static bool
alike(const struct document *doc, uint32_t a, uint32_t b)
{
    return !doc->figures.items[a].unit == !doc->figures.items[b].unit;
}

/* "90 paid, of which 70 of central money arrived": the higher step is only
 * a part of the lower. */
static bool
is_part(const struct document *doc, uint32_t low, uint32_t high)
{
    return low < high && !fact_of(doc, low)->in_form &&
           has_word(doc, "of_which", text_between(doc, low, high));
}

static void
figure_order(struct check *check, const struct relation_rule *rule, uint32_t f)
{
    const struct document *doc = check->doc;
    const struct term_rule *steps[] = { rule_term(rule, "spent"),
                                        rule_term(rule, "received"),
                                        rule_term(rule, "budget") };

    for (size_t i = 0; i < 2; i++)
        for (size_t k = i + 1; role_in(doc, f, steps[i]) && k < 3; k++) {
            struct nearby high;

            nearby_find(doc, f, steps[k], fact_of(doc, f)->in_form ? 60 : 0,
                        &high);
            if (high.n && alike(doc, f, high.items[0]) &&
                !is_part(doc, f, high.items[0]) &&
                fact_of(doc, high.items[0])->in_form ==
                    fact_of(doc, f)->in_form)
                order_note(check, rule, f, high.items[0], k == i + 1);
        }
}

static void
flow_order_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++)
        if (fact_of(doc, f) && !fact_of(doc, f)->target &&
            doc->figures.items[f].has_value &&
            !doc->figures.items[f].rule_text)
            figure_order(check, rule, f);
}

const struct binder binder_flow_order = { "flow-order", flow_order_run };
