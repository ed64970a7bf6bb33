/* SPDX-License-Identifier: MIT */
/*
 * implied: "52.3, up 6.0%, of which a 37.4, up 5.1%; b 14.9, up 8.2%".  Amount
 *     and rate imply a previous value, and those of the parts make the
 *     total's.  Only where the amounts themselves add up, so that the parts
 *     are all there, and every amount has a rate right behind it.
 */
#include "base/buf.h"
#include "check/list.h"
#include "check/prose.h"

struct implied {
    uint32_t rate;            /* of the head */
    uint32_t rates[LIST_MAX]; /* of the items */
};

/* The growth rate right behind an amount, a change between them; FACT_NONE if
 * there is none or if it is of another base than the year before. */
static uint32_t
rate_behind(const struct document *doc, uint32_t f)
{
    const struct clause *own = clause_of(doc, f);

    for (uint32_t r = f + 1; r < doc->figures.n && r < f + 3; r++) {
        const struct figure *figure = &doc->figures.items[r];
        const struct clause *clause = clause_of(doc, r);

        if (!clause || clause->segment != own->segment ||
            clause->sentence != own->sentence)
            break;
        if (role_is(doc, r, "change"))
            continue;
        if (!role_is(doc, r, "growth_rate") || !figure->has_value ||
            figure->kind != FIGURE_PERCENT || figure->approximate ||
            fact_of(doc, r)->direction == 0 || fact_of(doc, r)->target ||
            has_word(doc, "comparable", text_between(doc, f, r)) ||
            has_word(doc, "base_budget", text_between(doc, f, r)))
            break;
        return r;
    }
    return FACT_NONE;
}

/* The head whose items add up to it, and all rates. */
static bool
rates_find(const struct document *doc, struct list *list, struct implied *out)
{
    size_t h = 0;

    for (; h < list->nheads; h++) {
        list->head = list->heads[h];
        if (list_total(doc, list, list->n).verdict == GJ_HOLDS)
            break;
    }
    if (h == list->nheads || list->n < 2 ||
        has_word(doc, "comparable", text_of_sentence(doc, list->items[0])) ||
        has_word(doc, "comparable", rest_of_sentence(doc, list->items[0])))
        return false;
    out->rate = rate_behind(doc, list->head);
    if (out->rate == FACT_NONE)
        return false;
    for (size_t i = 0; i < list->n; i++) {
        out->rates[i] = rate_behind(doc, list->items[i]);
        if (out->rates[i] == FACT_NONE || fact_of(doc, list->items[i])->year !=
                                              fact_of(doc, list->head)->year)
            return false;
    }
    return true;
}

static struct outcome
implied_evaluate(const struct document *doc, const struct list *list,
                 const struct implied *found)
{
    struct quantity amounts[LIST_MAX], rates[LIST_MAX];

    for (size_t i = 0; i < list->n; i++) {
        amounts[i] = figure_quantity(doc, list->items[i]);
        rates[i] = signed_quantity(doc, found->rates[i],
                                   fact_of(doc, found->rates[i])->direction);
    }
    return kind_implied(amounts, rates, list->n,
                        figure_quantity(doc, list->head),
                        signed_quantity(doc, found->rate,
                                        fact_of(doc, found->rate)->direction));
}

/* "52.3 ÷ (37.4 ÷ (1 + 5.1%) + 14.9 ÷ (1 − 8.2%)) − 1" */
static const char *
implied_formula(struct check *check, const struct list *list,
                const struct implied *found)
{
    const struct document *doc = check->doc;
    struct buf out;

    buf_init(&out, doc->arena);
    buf_puts(&out, figure_print(doc, list->head));
    buf_puts(&out, " ÷ (");
    for (size_t i = 0; i < list->n; i++) {
        buf_puts(&out, i ? " + " : "");
        buf_puts(&out, figure_print(doc, list->items[i]));
        buf_puts(&out, fact_of(doc, found->rates[i])->direction < 0
                           ? " ÷ (1 − "
                           : " ÷ (1 + ");
        buf_puts(&out, figure_print(doc, found->rates[i]));
        buf_puts(&out, ")");
    }
    buf_puts(&out, ") − 1");
    return buf_cstr(&out);
}

static void
implied_report(struct check *check, const struct relation_rule *rule,
               const struct list *list, const struct implied *found)
{
    const struct document *doc = check->doc;
    struct outcome outcome = implied_evaluate(doc, list, found);
    bool lower = dec_cmp(signed_quantity(doc, found->rate,
                                         fact_of(doc, found->rate)->direction)
                             .printed,
                         outcome.computed) < 0;
    struct result *r = check_result(check, rule, 2 * list->n + 2, 0);

    if (!r)
        return;
    r->terms[0] = bound_figure(doc, "rate", found->rate);
    r->terms[1] = bound_figure(doc, "total", list->head);
    for (size_t i = 0; i < list->n; i++) {
        r->terms[2 + 2 * i] = bound_figure(doc, "part", list->items[i]);
        r->terms[3 + 2 * i] = bound_figure(doc, "part-rate", found->rates[i]);
    }
    if (fact_of(doc, found->rate)->direction < 0)
        outcome.computed = dec_neg(outcome.computed);
    if (!result_settle(check, r, &outcome, found->rate))
        return;
    r->formula = implied_formula(check, list, found);
    if (r->verdict == GJ_TRUNCATED || r->verdict == GJ_LAST_DIGIT)
        r->verdict = GJ_UNDECIDED; /* so many roundings may well add up */
    if (r->verdict == GJ_VIOLATED && lower &&
        !list_set_closed(doc, rule, list)) {
        r->verdict = GJ_UNDECIDED; /* a part may have gone since last year */
        r->reason = "not-exhaustive";
    }
    r->message =
        check_message(check, rule, "name", figure_name(check, list->head),
                      "stated", r->stated, "computed", r->computed, "formula",
                      r->formula, (char *)NULL);
}

static void
implied_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    size_t n;
    const struct list *lists = lists_find(check, &n);
    struct implied found;

    for (size_t i = 0; i < n && !check->failed; i++) {
        struct list list = lists[i];

        if (!list.nested && list.kind == FIGURE_MONEY &&
            rates_find(doc, &list, &found))
            implied_report(check, rule, &list, &found);
    }
}

const struct binder binder_implied = { "implied", implied_run };
