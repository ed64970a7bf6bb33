/* SPDX-License-Identifier: MIT */
/*
 * rate-gap: "a gap of g%" against 100% minus spent over each denominator.
 */
#include "check/prose.h"

#define LOOK_BACK 4 /* sentences */

struct gap_try {
    uint32_t part, whole;
    struct outcome outcome;
};

/* over: the part exceeds the whole by that share. */
static struct gap_try
gap_of(const struct document *doc, uint32_t gap, uint32_t part, uint32_t whole,
       bool over)
{
    struct quantity p = figure_quantity(doc, part);
    struct quantity w = figure_quantity(doc, whole), rest = w;
    struct gap_try t = { part, whole, { .verdict = GJ_UNDECIDED } };

    if (p.power != w.power)
        return t;
    if (over ? dec_sub(p.printed, w.printed, &rest.printed)
             : dec_sub(w.printed, p.printed, &rest.printed))
        t.outcome = kind_ratio(rest, w, figure_quantity(doc, gap));
    return t;
}

static void
readings_fill(struct check *check, const struct relation_rule *rule,
              uint32_t gap, const struct gap_try *tries, size_t best,
              struct result *r)
{
    const struct document *doc = check->doc;
    bool over = rule_param(rule, "over") != NULL;

    for (size_t i = 0; i < r->nreadings; i++) {
        const struct gap_try *t = &tries[i == 0      ? best
                                         : i <= best ? i - 1
                                                     : i];

        r->readings[i].formula =
            over ? check_printf(check, "%s ÷ %s − 100%%",
                                figure_print(doc, t->part),
                                figure_print(doc, t->whole))
                 : check_printf(check, "100%% − %s ÷ %s",
                                figure_print(doc, t->part),
                                figure_print(doc, t->whole));
        r->readings[i].computed =
            t->outcome.has_computed
                ? value_print(doc, t->outcome.computed, gap)
                : NULL;
        r->readings[i].fits = t->outcome.verdict < GJ_VIOLATED;
    }
    r->formula = r->readings[0].formula;
}

static void
gap_report(struct check *check, const struct relation_rule *rule, uint32_t gap,
           const struct gap_try *tries, size_t n, size_t best)
{
    const struct document *doc = check->doc;
    size_t shown = n > 6 ? 6 : n;
    struct result *r = check_result(check, rule, 3, shown);

    if (!r)
        return;
    r->terms[0] = bound_figure(doc, "gap", gap);
    r->terms[1] = bound_figure(doc, "part", tries[best].part);
    r->terms[2] = bound_figure(doc, "whole", tries[best].whole);
    if (!result_settle(check, r, &tries[best].outcome, gap))
        return;
    readings_fill(check, rule, gap, tries, best, r);
    r->message =
        check_message(check, rule, "stated", r->stated, "computed",
                      r->computed, "formula", r->formula, (char *)NULL);
}

static void
gap_bind(struct check *check, const struct relation_rule *rule, uint32_t gap)
{
    const struct document *doc = check->doc;
    struct gap_try tries[NEAR_MAX * NEAR_MAX];
    struct nearby parts, wholes;
    size_t n = 0, best = 0;
    bool over = rule_param(rule, "over") != NULL;

    nearby_find(doc, gap, rule_term(rule, "part"), LOOK_BACK, &parts);
    nearby_find(doc, gap, rule_term(rule, "whole"), LOOK_BACK, &wholes);
    for (size_t p = 0; p < parts.n; p++)
        for (size_t w = 0; w < wholes.n; w++) {
            struct gap_try t =
                gap_of(doc, gap, parts.items[p], wholes.items[w], over);

            if (t.outcome.verdict == GJ_UNDECIDED)
                continue;
            tries[n] = t;
            if (t.outcome.verdict < tries[best].outcome.verdict)
                best = n;
            n++;
        }
    if (n)
        gap_report(check, rule, gap, tries, n, best);
}

static void
rate_gap_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++)
        if (role_in(doc, f, rule_term(rule, "gap")) &&
            !fact_of(doc, f)->in_form)
            gap_bind(check, rule, f);
}

const struct binder binder_rate_gap = { "rate-gap", rate_gap_run };
