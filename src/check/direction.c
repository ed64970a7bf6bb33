/* SPDX-License-Identifier: MIT */
/*
 * direction: what the words say (more, less) against the figures.
 *
 * Two readings: a change and its rate are said with opposite words; or both
 * amounts are printed and the change word or its size does not fit them.
 */
#include <string.h>

#include "check/prose.h"

static bool
is_rate_near(const struct document *doc, uint32_t f, uint32_t change)
{
    return f < doc->figures.n && role_is(doc, f, "growth_rate") &&
           clause_of(doc, f) &&
           sentence_of(doc, f) == sentence_of(doc, change) &&
           clause_of(doc, f)->segment == clause_of(doc, change)->segment;
}

/* The rate right behind the change, else right before it. */
static uint32_t
next_rate(const struct document *doc, uint32_t change)
{
    if (is_rate_near(doc, change + 1, change))
        return change + 1;
    if (change > 1 && is_rate_near(doc, change - 1, change) &&
        !role_is(doc, change - 2, "change"))
        return change - 1;
    return FACT_NONE;
}

/* The words between a figure and the one before it: where its direction is
 * said. */
static struct bound
words_left(const struct document *doc, uint32_t f)
{
    const struct figures *figures = &doc->figures;

    return bound_text("words", figures->flow_of[doc->facts.context[f].left],
                      figures->items[f].begin);
}

/* a change of one direction, a rate of the other */
static void
words_compare(struct check *check, const struct relation_rule *rule,
              uint32_t change)
{
    const struct document *doc = check->doc;
    uint32_t rate = next_rate(doc, change);
    const struct fact *a = fact_of(doc, change), *b;
    struct result *r;

    if (rate == FACT_NONE || a->direction == 0)
        return;
    b = fact_of(doc, rate);
    if (b->direction == 0 ||
        has_word(doc, "comparable", text_between(doc, change, rate)))
        return;
    r = check_result(check, rule, 4, 0);
    if (!r)
        return;
    r->terms[0] = bound_figure(doc, "rate", rate);
    r->terms[1] = bound_figure(doc, "change", change);
    r->terms[2] = words_left(doc, rate);
    r->terms[3] = words_left(doc, change);
    r->verdict = a->direction == b->direction ||
                         dec_is_zero(doc->figures.items[rate].value) ||
                         dec_is_zero(doc->figures.items[change].value)
                     ? GJ_HOLDS
                     : GJ_VIOLATED;
    if (!check_tells(check, r))
        return;
    r->formula = "";
    r->stated = figure_print(doc, rate);
    r->message =
        check_message(check, rule, "change", figure_print(doc, change), "rate",
                      figure_print(doc, rate), (char *)NULL);
}

static void
direction_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++)
        if (role_is(doc, f, "change") && !fact_of(doc, f)->in_form &&
            clause_of(doc, f))
            words_compare(check, rule, f);
}

const struct binder binder_direction = { "direction", direction_run };
