/* SPDX-License-Identifier: MIT */
/*
 * score-list: "(full mark a, self-score b)" told item by item in the text.
 * If the full marks add up to 100 the list is complete, and its scores must
 * add up to the total score that is stated.
 */
#include "check/form.h"
#include "check/prose.h"

#define PAIRS_MAX 60
#define GAP_MAX   24 /* blocks between two items of one list */

struct pairs {
    uint32_t full[PAIRS_MAX], score[PAIRS_MAX];
    size_t n;
};

/* A full mark and the score right behind it in the same bracket. */
static void
pairs_collect(const struct document *doc, const struct relation_rule *rule,
              struct pairs *pairs)
{
    pairs->n = 0;
    for (uint32_t f = 0; f + 1 < doc->figures.n; f++) {
        if (!role_in(doc, f, rule_term(rule, "full")) ||
            !role_in(doc, f + 1, rule_term(rule, "score")) ||
            fact_of(doc, f)->in_form || doc->facts.context[f].depth == 0 ||
            sentence_of(doc, f) != sentence_of(doc, f + 1))
            continue;
        if (pairs->n == PAIRS_MAX ||
            (pairs->n &&
             doc->figures.items[f].block >
                 doc->figures.items[pairs->full[pairs->n - 1]].block +
                     GAP_MAX)) {
            pairs->n = 0; /* too many, or of another report */
            return;
        }
        pairs->full[pairs->n] = f;
        pairs->score[pairs->n++] = f + 1;
    }
}

static bool
full_hundred(const struct document *doc, const struct pairs *pairs)
{
    struct dec sum = { 0 }, hundred = { 100, 0 };

    for (size_t i = 0; i < pairs->n; i++)
        if (!dec_add(sum, doc->figures.items[pairs->full[i]].value, &sum))
            return false;
    return dec_cmp(sum, hundred) == 0;
}

static void
total_report(struct check *check, const struct relation_rule *rule,
             const struct pairs *pairs, uint32_t total)
{
    const struct document *doc = check->doc;
    struct quantity q[PAIRS_MAX], t = figure_quantity(doc, total);
    struct result *r = check_result(check, rule, pairs->n + 1, 0);
    struct outcome outcome;

    if (!r)
        return;
    t.exact = true;
    r->shape = SHAPE_SUM;
    r->terms[0] = bound_figure(doc, "total", total);
    for (size_t i = 0; i < pairs->n; i++) {
        r->terms[i + 1] = bound_figure(doc, "addend", pairs->score[i]);
        r->terms[i + 1].q.exact = true;
        q[i] = r->terms[i + 1].q;
    }
    outcome = kind_sum(q, pairs->n, t);
    if (!result_settle(check, r, &outcome, total))
        return;
    r->formula = terms_sum(check, r);
    r->message = check_message(check, rule, "stated", r->stated, "computed",
                               r->computed, (char *)NULL);
}

/* One total score stated in the document, text or form. */
static uint32_t
total_find(const struct document *doc, const struct term_rule *term)
{
    struct nearby found;

    document_find(doc, term, false, &found);
    return found.n == 1 ? found.items[0] : FACT_NONE;
}

static void
score_list_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    struct pairs pairs;
    uint32_t total;

    pairs_collect(doc, rule, &pairs);
    if (pairs.n < 3 || !full_hundred(doc, &pairs))
        return;
    total = total_find(doc, rule_term(rule, "total"));
    if (total != FACT_NONE)
        total_report(check, rule, &pairs, total);
}

const struct binder binder_score_list = { "score-list", score_list_run };
