/* SPDX-License-Identifier: MIT */
/*
 * claim: "the final account is above the budget" against the amounts, or
 * against the completion rate.
 *
 * Params: "greater", "less", "at-most", "equal": the wordings of the claim.
 */
#include <string.h>

#include "check/prose.h"

#define AT_MOST 2 /* an order: left is no larger than right */

struct claim_at {
    int order;           /* of left against right: +1, -1, 0, AT_MOST */
    uint32_t begin, end; /* token bytes */
    uint32_t figure;     /* last figure before the claim */
};

static int
order_of(const struct document *doc, uint32_t a, uint32_t b)
{
    struct dec x, y;

    if (!figure_base(&doc->figures.items[a], &x) ||
        !figure_base(&doc->figures.items[b], &y))
        return 0;
    return dec_cmp(x, y);
}

/* Could the true values stand in this order? */
static bool
order_possible(const struct document *doc, uint32_t a, uint32_t b, int order)
{
    struct quantity x = figure_quantity(doc, a), y = figure_quantity(doc, b);

    if (order == 0)
        return kind_equal(x, y).verdict < GJ_VIOLATED;
    if (order == 1)
        return kind_order(y, x).verdict != GJ_VIOLATED;
    return kind_order(x, y).verdict != GJ_VIOLATED;
}

static void
claim_report(struct check *check, const struct relation_rule *rule,
             const struct claim_at *claim, uint32_t left, uint32_t right,
             bool fits)
{
    const struct document *doc = check->doc;
    const struct figures *figures = &doc->figures;
    struct result *r = check_result(check, rule, 3, 0);
    struct str words = { figures->tokens + claim->begin,
                         claim->end - claim->begin };

    if (!r)
        return;
    r->terms[0] = bound_text("claim", figures->flow_of[claim->begin],
                             figures->flow_of[claim->end]);
    r->terms[1] = bound_figure(doc, "left", left);
    r->terms[2] = bound_figure(doc, "right", right);
    r->verdict = fits ? GJ_HOLDS : GJ_VIOLATED;
    if (!check_tells(check, r))
        return;
    r->stated = str_dup(doc->arena, words);
    r->formula = check_printf(check, "%s %s %s", figure_print(doc, left),
                              order_of(doc, left, right) > 0   ? ">"
                              : order_of(doc, left, right) < 0 ? "<"
                                                               : "=",
                              figure_print(doc, right));
    r->message = check_message(check, rule, "stated", r->stated, "left",
                               figure_print(doc, left), "right",
                               figure_print(doc, right), "formula", r->formula,
                               (char *)NULL);
}

/* Figures of a side before the claim, the last figure included. */
static void
sides_find(const struct document *doc, uint32_t last,
           const struct term_rule *term, struct nearby *out)
{
    struct nearby before;

    nearby_find(doc, last, term, 1, &before);
    out->n = 0;
    if (role_in(doc, last, term) && is_amount(doc, last))
        out->items[out->n++] = last;
    for (size_t i = 0; i < before.n && out->n < NEAR_MAX; i++)
        if (before.items[i] < last)
            out->items[out->n++] = before.items[i];
}

static void
claim_test(struct check *check, const struct relation_rule *rule,
           const struct claim_at *claim)
{
    const struct document *doc = check->doc;
    struct nearby left, right;
    bool fits = false;

    sides_find(doc, claim->figure, rule_term(rule, "left"), &left);
    sides_find(doc, claim->figure, rule_term(rule, "right"), &right);
    for (size_t i = 0; i < left.n; i++)
        for (size_t k = 0; k < right.n; k++)
            if (left.items[i] != right.items[k])
                fits = fits || order_possible(doc, left.items[i],
                                              right.items[k], claim->order);
    if (left.n && right.n && left.items[0] != right.items[0])
        claim_report(check, rule, claim, left.items[0], right.items[0], fits);
}

/* "not above the budget" is no claim to be above it. */
static bool
denied(const struct document *doc, size_t at)
{
    struct str before = { doc->figures.tokens + (at > 12 ? at - 12 : 0),
                          at > 12 ? 12 : at };

    return words_before(rules_words(doc->rules, "denial"), before,
                        before.len) > 0;
}

static void
param_run(struct check *check, const struct relation_rule *rule,
          const char *name, int order)
{
    const struct document *doc = check->doc;
    const struct param *param = rule_param(rule, name);
    struct str tokens = document_tokens(doc);

    for (size_t v = 0; param && v < param->nvalues; v++) {
        struct str word = param->values[v];
        unsigned found = 0;

        for (size_t at = str_find(tokens, word, 0);
             at < tokens.len && found < 200 && !check->failed;
             at = str_find(tokens, word, at + word.len), found++) {
            struct claim_at claim = { order, (uint32_t)at,
                                      (uint32_t)(at + word.len), 0 };

            claim.figure =
                figures_from(&doc->figures, doc->figures.flow_of[at]);
            if (claim.figure == 0 || denied(doc, at))
                continue;
            claim.figure--;
            claim_test(check, rule, &claim);
        }
    }
}

/* "806.99, level with 876.99 of 2022" */
static void
level_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    const struct param *words = rule_param(rule, "level");

    for (uint32_t f = 1; words && f < doc->figures.n && !check->failed; f++) {
        struct str rest = tokens_sub(doc, doc->figures.token_off[f] + 3,
                                     doc->facts.context[f].right);
        uint32_t now = f - 1;
        struct claim_at claim = { 0, doc->figures.token_off[f] + 3, 0, f };

        if (!role_is(doc, f, "previous_amount") || !clause_of(doc, f) ||
            !str_starts(rest, words->values[0]))
            continue;
        while (now > 0 && !is_amount(doc, now) &&
               sentence_of(doc, now) == sentence_of(doc, f))
            now--;
        claim.end = claim.begin + (uint32_t)words->values[0].len;
        if (is_amount(doc, now) &&
            sentence_of(doc, now) == sentence_of(doc, f))
            claim_report(check, rule, &claim, now, f,
                         order_possible(doc, now, f, 0));
    }
}

/* The only amount of this year and the only one of last year in the sentence
 * of a figure; false if there are others, or a change. */
static bool
two_years(const struct document *doc, uint32_t figure, uint32_t *now,
          uint32_t *before)
{
    uint32_t sentence = sentence_of(doc, figure);

    *now = *before = FACT_NONE;
    for (uint32_t f = sentence_first(doc, figure);
         f < doc->figures.n && f <= figure && sentence != UINT32_MAX; f++) {
        if (sentence_of(doc, f) != sentence || !is_money(doc, f))
            continue;
        if (role_is(doc, f, "previous_amount") && *before == FACT_NONE)
            *before = f;
        else if (is_amount(doc, f) && *now == FACT_NONE &&
                 !role_is(doc, f, "previous_amount"))
            *now = f;
        else
            return false;
    }
    return *now != FACT_NONE && *before != FACT_NONE;
}

/* "12, last year 15, level with last year" */
static void
level_bare_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    const struct param *words = rule_param(rule, "level-bare");

    for (size_t c = 1; words && c < doc->facts.nclauses && !check->failed;
         c++) {
        const struct clause *clause = &doc->facts.clauses[c];
        struct str text = str_trim(clause_text(doc, clause));
        struct claim_at claim = { 0, 0, 0, clause->first_figure };
        uint32_t now, before;

        if (clause->nfigures || clause->first_figure == 0 ||
            doc->facts.clauses[c - 1].sentence != clause->sentence)
            continue;
        claim.figure--;
        for (size_t v = 0; v < words->nvalues; v++) {
            if (!str_eq(text, words->values[v]) ||
                !two_years(doc, claim.figure, &now, &before))
                continue;
            claim.begin = (uint32_t)(text.ptr - doc->figures.tokens);
            claim.end = claim.begin + (uint32_t)text.len;
            claim_report(check, rule, &claim, now, before,
                         order_possible(doc, now, before, 0));
        }
    }
}

/* "from 50.80% up to 47.10%": the word against the two figures. */
static void
from_to_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 1; f < doc->figures.n && !check->failed; f++) {
        const struct fact *fact = fact_of(doc, f);
        const struct figure *now = &doc->figures.items[f];
        const struct figure *before = &doc->figures.items[f - 1];
        struct claim_at claim = { 0 };

        if (!fact || !fact->by || fact->direction == 0 || fact->in_form ||
            !strcmp(doc->rules->roles[fact->role].group, "change") ||
            !clause_of(doc, f) || clause_of(doc, f) != clause_of(doc, f - 1) ||
            now->kind != before->kind || !before->has_value ||
            now->range != RANGE_NONE || before->range != RANGE_NONE ||
            !has_word(doc, "from_start", text_left(doc, f - 1)) ||
            !has_word(doc, "to_word", text_left(doc, f)))
            continue;
        claim.order = fact->direction;
        claim.begin = doc->figures.token_off[f - 1] + 3;
        claim.end = doc->figures.token_off[f];
        claim_report(check, rule, &claim, f, f - 1,
                     order_possible(doc, f, f - 1, claim.order));
    }
}

static void
claim_run(struct check *check, const struct relation_rule *rule)
{
    param_run(check, rule, "greater", 1);
    param_run(check, rule, "less", -1);
    param_run(check, rule, "equal", 0);
    param_run(check, rule, "at-most", AT_MOST);
    level_run(check, rule);
    level_bare_run(check, rule);
    from_to_run(check, rule);
}

const struct binder binder_claim = { "claim", claim_run };
