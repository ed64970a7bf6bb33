/* SPDX-License-Identifier: MIT */
/*
 * unit-price: "480 yuan each, 767 persons, 368160 yuan": one price, one
 * number, one amount in a sentence, and no other multiplier.
 */
#include "check/prose.h"

struct priced {
    uint32_t price, count, amount;
    size_t prices, counts, amounts;
};

static bool
is_price(const struct document *doc, uint32_t f)
{
    uint32_t left = doc->facts.context[f].left;
    struct str near = tokens_sub(doc, left, doc->figures.token_off[f]);

    return has_word(doc, "each_word", near);
}

static void
priced_take(const struct document *doc, uint32_t f, struct priced *p)
{
    const struct figure *figure = &doc->figures.items[f];

    if (!figure->has_value || figure->rule_text)
        return;
    if (figure->kind == FIGURE_COUNT || figure->kind == FIGURE_MEASURE) {
        p->count = f;
        p->counts++;
    } else if (figure->kind == FIGURE_MONEY && is_price(doc, f)) {
        p->price = f;
        p->prices++;
    } else if (figure->kind == FIGURE_MONEY) {
        p->amount = f;
        p->amounts++;
    }
}

static void
priced_report(struct check *check, const struct relation_rule *rule,
              const struct priced *p)
{
    const struct document *doc = check->doc;
    struct quantity price = figure_quantity(doc, p->price);
    struct quantity count = figure_quantity(doc, p->count);
    struct quantity amount = figure_quantity(doc, p->amount), product = price;
    struct dec computed;
    struct outcome outcome;
    struct result *r;

    if (!dec_mul(price.printed, count.printed, &product.printed))
        return;
    product.exact = true;
    outcome = kind_equal(amount, product);
    r = check_result(check, rule, 3, 0);
    if (!r)
        return;
    r->terms[0] = bound_figure(doc, "amount", p->amount);
    r->terms[1] = bound_figure(doc, "price", p->price);
    r->terms[2] = bound_figure(doc, "count", p->count);
    if (!result_settle(check, r, &outcome, p->amount))
        return;
    r->formula = check_printf(check, "%s × %s", figure_print(doc, p->price),
                              figure_print(doc, p->count));
    if (r->verdict == GJ_LAST_DIGIT || r->verdict == GJ_TRUNCATED)
        r->verdict = GJ_HOLDS;
    if (dec_shift(product.printed, product.power - amount.power, &computed))
        r->computed = value_print(doc, dec_strip(computed), p->amount);
    r->message =
        check_message(check, rule, "stated", r->stated, "computed",
                      r->computed, "formula", r->formula, (char *)NULL);
}

static void
unit_price_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    size_t n = doc->figures.n;

    for (uint32_t f = 0; f < n && !check->failed;) {
        uint32_t sentence = sentence_of(doc, f), first = f;
        struct priced p = { FACT_NONE, FACT_NONE, FACT_NONE, 0, 0, 0 };
        struct str text;

        for (; f < n && sentence_of(doc, f) == sentence; f++)
            priced_take(doc, f, &p);
        if (sentence == UINT32_MAX || p.prices != 1 || p.counts != 1 ||
            p.amounts != 1 || p.amount < p.price)
            continue;
        text =
            (struct str){ doc->figures.tokens + clause_of(doc, first)->begin,
                          clause_of(doc, f - 1)->end -
                              clause_of(doc, first)->begin };
        if (!has_word(doc, "multiplier_word", text))
            priced_report(check, rule, &p);
    }
}

const struct binder binder_unit_price = { "unit-price", unit_price_run };
