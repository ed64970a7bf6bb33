/* SPDX-License-Identifier: MIT */
/*
 * budget-order: more allocated than budgeted, in one sentence.  That alone
 * may be right (funds were added), so it speaks only where another relation
 * of the same amount is already violated.
 */
#include "check/prose.h"

static bool
result_uses(const struct result *r, uint32_t figure)
{
    for (size_t k = 0; k < r->nterms; k++)
        if (r->terms[k].figure == figure)
            return true;
    return false;
}

static void
terms_mark(uint64_t *bits, const struct result *r)
{
    for (size_t k = 0; k < r->nterms; k++)
        if (r->terms[k].figure != FACT_NONE)
            bits[r->terms[k].figure / 64] |= UINT64_C(1)
                                             << r->terms[k].figure % 64;
}

/* Results are many: each is looked at once, but for the last, whose verdict
 * may still be to come. */
bool
in_violated(struct check *check, uint32_t figure)
{
    const struct result *last;

    if (check->n == 0 || figure >= check->doc->figures.n)
        return false;
    if (!check->violated)
        check->violated =
            arena_array(check->doc->arena, check->doc->figures.n / 64 + 1,
                        sizeof(*check->violated));
    if (!check->violated) {
        check_fail(check);
        return false;
    }
    for (; check->nmarked + 1 < check->n; check->nmarked++)
        if (check->items[check->nmarked].verdict == GJ_VIOLATED)
            terms_mark(check->violated, &check->items[check->nmarked]);
    last = &check->items[check->n - 1];
    return (last->verdict == GJ_VIOLATED && result_uses(last, figure)) ||
           (check->violated[figure / 64] >> figure % 64 & 1);
}

static void
order_report(struct check *check, const struct relation_rule *rule,
             uint32_t low, uint32_t high)
{
    const struct document *doc = check->doc;
    struct outcome outcome =
        kind_order(figure_quantity(doc, low), figure_quantity(doc, high));
    struct result *r;

    if (outcome.verdict == GJ_VIOLATED && !in_violated(check, low) &&
        !in_violated(check, high))
        return;
    r = check_result(check, rule, 2, 0);
    if (!r)
        return;
    r->terms[0] = bound_figure(doc, "low", low);
    r->terms[1] = bound_figure(doc, "high", high);
    r->shape = SHAPE_BOUND;
    if (!result_settle(check, r, &outcome, low))
        return;
    r->formula = check_printf(check, "%s ≤ %s", figure_print(doc, low),
                              figure_print(doc, high));
    r->message = check_message(check, rule, "stated", r->stated, "high",
                               figure_print(doc, high), (char *)NULL);
}

static void
order_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++) {
        struct nearby high;

        if (!role_in(doc, f, rule_term(rule, "low")) ||
            fact_of(doc, f)->in_form || !is_amount(doc, f))
            continue;
        nearby_find(doc, f, rule_term(rule, "high"), 0, &high);
        if (high.n == 1)
            order_report(check, rule, f, high.items[0]);
    }
}

const struct binder binder_budget_order = { "budget-order", order_run };
