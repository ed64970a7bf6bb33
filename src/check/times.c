/* SPDX-License-Identifier: MIT */
/*
 * times: "3.10 times last year's"; "from 0.78 to 3.12, up 3.00 times".  The
 * words leave open whether the growth or the ratio is meant: either holds.
 */
#include "check/prose.h"

static bool
amount_before(const struct document *doc, uint32_t from, uint32_t *out)
{
    uint32_t sentence = sentence_of(doc, from);

    for (uint32_t f = from; f-- > 0 && from - f < SENTENCE_WALK &&
                            sentence_of(doc, f) == sentence;)
        if (is_amount(doc, f)) {
            *out = f;
            return true;
        }
    return false;
}

/* "is 2.2 times the 7000 of last year" can only be the ratio. */
static bool
is_multiple(const struct document *doc, uint32_t stated, uint32_t base)
{
    return stated == base + 1 &&
           str_eqc(str_trim(text_between(doc, base, stated)), "\xE7\x9A\x84");
}

static void
times_bind(struct check *check, const struct relation_rule *rule,
           uint32_t stated)
{
    const struct document *doc = check->doc;
    uint32_t a, b;
    struct quantity times = figure_quantity(doc, stated);
    struct outcome ratio, growth;
    struct result *r;
    bool says_of;

    if (!amount_before(doc, stated, &a) || !amount_before(doc, a, &b))
        return;
    /* a is the nearer amount: the base in "times a", the present value in
     * "from b to a" */
    says_of = role_is(doc, a, "previous_amount");
    if (says_of == role_is(doc, b, "previous_amount"))
        return;
    times.power = 2;
    ratio = kind_ratio(figure_quantity(doc, says_of ? b : a),
                       figure_quantity(doc, says_of ? a : b), times);
    growth = kind_growth_of(figure_quantity(doc, says_of ? b : a),
                            figure_quantity(doc, says_of ? a : b), times);
    r = check_result(check, rule, 3, 0);
    if (!r)
        return;
    r->terms[0] = bound_figure(doc, "times", stated);
    r->terms[1] = bound_figure(doc, "current", says_of ? b : a);
    r->terms[2] = bound_figure(doc, "previous", says_of ? a : b);
    if (growth.verdict < ratio.verdict && !is_multiple(doc, stated, a))
        ratio = growth;
    if (!result_settle(check, r, &ratio, stated))
        return;
    r->formula =
        check_printf(check, "%s ÷ %s", figure_print(doc, says_of ? b : a),
                     figure_print(doc, says_of ? a : b));
    r->message =
        check_message(check, rule, "stated", r->stated, "computed",
                      r->computed, "formula", r->formula, (char *)NULL);
}

static void
times_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++)
        if (role_in(doc, f, rule_term(rule, "times")) &&
            !fact_of(doc, f)->in_form && clause_of(doc, f) &&
            doc->figures.items[f].fraction.coef == 0)
            times_bind(check, rule, f);
}

const struct binder binder_times = { "times", times_run };
