/* SPDX-License-Identifier: MIT */
/*
 * score-story: how a sentence accounts for one score.
 *
 *     "full mark 10, 1 taken off, 9 given": the full mark less what was taken
 *     off is the score.
 *     "full mark 10, execution rate 90.5%, 9.05 given": their product is.
 *
 * Params: "rule": words before a deduction that make it a rule ("1 for each");
 * "part": words of deductions of which others are not told.
 */
#include "check/prose.h"

#define TAKEN_MAX 6

struct story {
    uint32_t full, score, rate; /* FACT_NONE: none, or more than one */
    uint32_t taken[TAKEN_MAX];
    size_t n;
    bool open; /* something in the sentence is not understood */
};

static void
one(uint32_t *slot, uint32_t f, bool *open)
{
    *open = *open || *slot != FACT_NONE;
    *slot = f;
}

/* All figures of the sentence that begins with figure `first`. */
static uint32_t
story_read(const struct document *doc, const struct relation_rule *rule,
           uint32_t first, struct story *s)
{
    uint32_t sentence = sentence_of(doc, first), f = first;

    *s = (struct story){ FACT_NONE, FACT_NONE, FACT_NONE, { 0 }, 0, false };
    for (; f < doc->figures.n && sentence_of(doc, f) == sentence; f++) {
        const struct figure *figure = &doc->figures.items[f];
        bool score = figure->kind == FIGURE_SCORE && figure->has_value &&
                     fact_of(doc, f) && !fact_of(doc, f)->in_form;

        if (score && role_is(doc, f, "full_mark"))
            one(&s->full, f, &s->open);
        else if (score && role_is(doc, f, "score"))
            one(&s->score, f, &s->open);
        else if (score && role_is(doc, f, "deduction") && s->n < TAKEN_MAX &&
                 !has_param(rule, "rule", text_left(doc, f)))
            s->taken[s->n++] = f;
        else if (role_is(doc, f, "execution_rate") &&
                 figure->kind == FIGURE_PERCENT && figure->has_value)
            one(&s->rate, f, &s->open);
        else if (figure->kind == FIGURE_SCORE || f - first >= SENTENCE_WALK)
            s->open = true;
    }
    return f;
}

static void
taken_report(struct check *check, const struct relation_rule *rule,
             const struct story *s)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, s->n + 2, 0);
    struct quantity q[TAKEN_MAX + 1];
    struct outcome outcome;

    if (!r)
        return;
    q[0] = figure_quantity(doc, s->full);
    r->shape = SHAPE_SUM;
    r->terms[0] = bound_figure(doc, "score", s->score);
    r->terms[1] = bound_figure(doc, "full", s->full);
    for (size_t i = 0; i < s->n; i++) {
        q[i + 1] = figure_quantity(doc, s->taken[i]);
        q[i + 1].printed = dec_neg(q[i + 1].printed);
        r->terms[i + 2] = bound_figure(doc, "deduction", s->taken[i]);
        r->terms[i + 2].q = q[i + 1];
    }
    outcome = kind_sum(q, s->n + 1, figure_quantity(doc, s->score));
    if (!result_settle(check, r, &outcome, s->score))
        return;
    r->formula = figure_print(doc, s->full);
    for (size_t i = 0; i < s->n; i++)
        r->formula = check_printf(check, "%s − %s", r->formula,
                                  figure_print(doc, s->taken[i]));
    /* what is missing may have been taken off for reasons not told */
    if (r->verdict != GJ_HOLDS && outcome.has_computed &&
        (has_param(rule, "part", text_of_sentence(doc, s->score)) ||
         has_param(rule, "part", rest_of_sentence(doc, s->score))) &&
        dec_cmp(outcome.computed, doc->figures.items[s->score].value) > 0) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "reduced-otherwise";
    }
    r->message = check_message(check, rule, "stated", r->stated, "formula",
                               r->formula, (char *)NULL);
}

static void
product_report(struct check *check, const struct relation_rule *rule,
               const struct story *s)
{
    const struct document *doc = check->doc;
    struct dec score = doc->figures.items[s->score].value;
    struct outcome outcome = kind_product(figure_quantity(doc, s->full),
                                          figure_quantity(doc, s->rate), true,
                                          figure_quantity(doc, s->score));
    struct result *r = check_result(check, rule, 3, 0);

    if (!r)
        return;
    r->shape = SHAPE_PRODUCT;
    r->terms[0] = bound_figure(doc, "score", s->score);
    r->terms[1] = bound_figure(doc, "weight", s->full);
    r->terms[2] = bound_figure(doc, "rate", s->rate);
    if (!result_settle(check, r, &outcome, s->score))
        return;
    r->formula = check_printf(check, "%s × %s", figure_print(doc, s->full),
                              figure_print(doc, s->rate));
    /* whole points and steps are given too; two decimals are computed */
    if (r->verdict == GJ_VIOLATED && score.scale < 2) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "stepped-score";
    }
    r->message = check_message(check, rule, "stated", r->stated, "formula",
                               r->formula, (char *)NULL);
}

static void
story_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0, next; f < doc->figures.n && !check->failed;
         f = next) {
        struct story s;

        next = f + 1;
        if (!clause_of(doc, f))
            continue;
        next = story_read(doc, rule, f, &s);
        next = next > f ? next : f + 1;
        if (s.open || s.full == FACT_NONE || s.score == FACT_NONE ||
            s.full > s.score)
            continue;
        if (s.n)
            taken_report(check, rule, &s);
        else if (s.rate != FACT_NONE)
            product_report(check, rule, &s);
    }
}

const struct binder binder_score_story = { "score-story", story_run };
