/* SPDX-License-Identifier: MIT */
/*
 * list-sum: a head amount, an of-which word, items.
 * hundred: the shares of one list add up to 100%.
 *
 * Nothing here is claimed without evidence that the list is complete: its
 * shares close at 100, its words say so, its items are a closed set, or the
 * parts exceed the total.
 */
#include <string.h>

#include "check/list.h"
#include "check/prose.h"

static bool
item_ok(const struct document *doc, uint32_t f)
{
    return is_amount(doc, f) && !role_is(doc, f, "previous_amount");
}

/* Items from figure `from` while in the same sentence; brackets deeper than
 * the first item are no items; a second of-which word opens a list of its
 * own, which ends at the next semicolon. */
static void
items_collect(const struct document *doc, struct list *list, uint32_t from)
{
    uint32_t sentence = sentence_of(doc, from), nested = UINT32_MAX;
    uint8_t depth = doc->facts.context[from].depth;

    for (uint32_t f = from;
         f < doc->figures.n && sentence_of(doc, f) == sentence; f++) {
        const struct clause *clause = clause_of(doc, f);

        if (doc->facts.context[f].depth < depth)
            break;
        if (f > from && has_word(doc, "of_which", text_between(doc, f - 1, f))) {
            nested = clause->segment;
            list->nested = true;
        }
        if (clause->segment == nested || doc->facts.context[f].depth > depth)
            continue;
        if (item_ok(doc, f)) {
            if (list->n == LIST_MAX) {
                list->n = 0;
                return;
            }
            list->items[list->n++] = f;
        }
        if (role_is(doc, f, "share") && list->nshares < LIST_MAX)
            list->shares[list->nshares++] = f;
    }
}

/* Does the block of a figure begin with an of-which word? Then its head may
 * stand in the block before. */
static bool
block_opens_with(const struct document *doc, uint32_t figure)
{
    const struct block *block =
        &doc->layout.blocks[doc->figures.items[figure].block];
    struct str text = { doc->layout.flow + block->mark_end,
                        block->end - block->mark_end };

    return words_at(rules_words(doc->rules, "of_which"), text, 0) > 0;
}

/* Heads: the amounts before the of-which word, at most two sentences up. */
static void
heads_collect(const struct document *doc, uint32_t first, struct list *list)
{
    uint32_t sentence = sentence_of(doc, first);
    uint8_t depth = doc->facts.context[first].depth;

    list->nheads = 0;
    list->head = FACT_NONE;
    for (uint32_t f = first, steps = 0;
         f-- > 0 && steps < 12 && list->nheads < HEADS_MAX; steps++) {
        if (sentence_of(doc, f) + 2 < sentence ||
            doc->figures.items[f].block +
                    (block_opens_with(doc, first) ? 1 : 0) <
                doc->figures.items[first].block)
            break;
        if (list->nheads &&
            sentence_of(doc, f) != sentence_of(doc, list->heads[0]))
            break;
        if (item_ok(doc, f) && doc->facts.context[f].depth <= depth)
            list->heads[list->nheads++] = f;
    }
    if (list->nheads)
        list->head = list->heads[0];
}

/* From a figure to the end of its segment. */
static struct str
sentence_rest(const struct document *doc, uint32_t f)
{
    uint32_t at = doc->facts.context[f].clause, segment;
    uint32_t end = doc->facts.clauses[at].end;

    segment = doc->facts.clauses[at].segment;
    for (uint32_t c = at; c < doc->facts.nclauses && c < at + LIST_MAX &&
                          doc->facts.clauses[c].segment == segment;
         c++)
        end = doc->facts.clauses[c].end;
    return (struct str){ doc->figures.tokens + doc->figures.token_off[f],
                         end - doc->figures.token_off[f] };
}

/* Does an of-which word stand right before the figure? */
static bool
opens_list(const struct document *doc, uint32_t f)
{
    const struct figure_context *c = &doc->facts.context[f];
    struct str left = { doc->figures.tokens + c->left,
                        doc->figures.token_off[f] - c->left };
    const struct clause *clause = clause_of(doc, f);
    uint32_t at;

    if (!clause)
        return false;
    if (has_word(doc, "of_which", left) ||
        (has_word(doc, "made_of", left) &&
         has_word(doc, "made_up", sentence_rest(doc, f))))
        return true;
    at = c->clause;
    return at > 0 && clause->first_figure == f &&
           doc->facts.clauses[at - 1].nfigures == 0 &&
           doc->facts.clauses[at - 1].sentence == clause->sentence &&
           has_word(doc, "of_which",
                    clause_text(doc, &doc->facts.clauses[at - 1]));
}

bool
list_next(const struct document *doc, uint32_t *from, struct list *list)
{
    for (uint32_t f = *from; f < doc->figures.n; f++) {
        if (!item_ok(doc, f) || fact_of(doc, f)->in_form ||
            !opens_list(doc, f))
            continue;
        memset(list, 0, sizeof(*list));
        heads_collect(doc, f, list);
        items_collect(doc, list, f);
        *from = f + 1;
        if (list->head != FACT_NONE && list->n >= 1)
            return true;
    }
    return false;
}

/* The text from the head to the first item: where words of completeness or
 * of openness stand. */
static struct str
opening_text(const struct document *doc, const struct list *list)
{
    uint32_t from = clause_of(doc, list->head)->begin;
    uint32_t to = doc->figures.token_off[list->items[0]];

    return (struct str){ doc->figures.tokens + from, to - from };
}

static bool
shares_close(const struct document *doc, const struct list *list)
{
    struct quantity q[LIST_MAX];

    if (list->nshares < 2 || list->nshares != list->n)
        return false;
    for (size_t i = 0; i < list->nshares; i++)
        q[i] = figure_quantity(doc, list->shares[i]);
    return kind_hundred(q, list->nshares).verdict < GJ_VIOLATED;
}

/* Every item's label has a word of one closed set, and each word of the set
 * is used: params "set-*" of the rule. */
static bool
set_closed(const struct document *doc, const struct relation_rule *rule,
           const struct list *list)
{
    for (size_t p = 0; p < rule->nparams; p++) {
        const struct param *set = &rule->params[p];
        size_t used = 0;

        if (strncmp(set->name, "set-", 4) != 0 || set->nvalues != list->n)
            continue;
        for (size_t v = 0; v < set->nvalues; v++)
            for (size_t i = 0; i < list->n; i++)
                if (str_find(fact_of(doc, list->items[i])->label,
                             set->values[v], 0) != SIZE_MAX) {
                    used++;
                    break;
                }
        if (used == set->nvalues)
            return true;
    }
    return false;
}

static bool
list_complete(const struct document *doc, const struct relation_rule *rule,
              const struct list *list)
{
    struct str opening = opening_text(doc, list);

    if (has_word(doc, "of_which_open", opening) || list->nested)
        return false;
    if (shares_close(doc, list) || set_closed(doc, rule, list))
        return true;
    return list->n >= 2 && has_word(doc, "exhaustive", opening);
}

static struct outcome
list_sum(const struct document *doc, const struct list *list, size_t n,
         bool *overflow)
{
    struct quantity q[LIST_MAX];

    *overflow = n > LIST_MAX;
    for (size_t i = 0; i < n; i++)
        q[i] = figure_quantity(doc, list->items[i]);
    return kind_sum(q, n, figure_quantity(doc, list->head));
}

/* Items beyond the list may follow in the sentence: if the first k items
 * (k >= 2) close, the list is those. */
static struct outcome
list_evaluate(const struct document *doc, struct list *list)
{
    bool overflow;
    struct outcome all;

    for (size_t h = 1; h < list->nheads; h++) {
        list->head = list->heads[h];
        all = list_sum(doc, list, list->n, &overflow);
        if (all.verdict == GJ_HOLDS)
            return all;
    }
    list->head = list->heads[0];
    all = list_sum(doc, list, list->n, &overflow);

    for (size_t k = list->n; all.verdict >= GJ_VIOLATED && k-- > 2;) {
        struct outcome some = list_sum(doc, list, k, &overflow);

        if (some.verdict == GJ_HOLDS) {
            list->n = k;
            return some;
        }
    }
    return all;
}

static const char *
sum_formula(struct check *check, const struct list *list)
{
    const char *text = "";

    for (size_t i = 0; i < list->n; i++)
        text = check_printf(check, "%s%s%s", text, i ? " + " : "",
                            figure_print(check->doc, list->items[i]));
    return text;
}

void
list_report(struct check *check, const struct relation_rule *rule,
            const struct list *list, const struct outcome *outcome,
            bool complete)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, list->n + 1, 0);
    bool exceeds;

    if (!r)
        return;
    r->shape = SHAPE_SUM;
    r->terms[0] = bound_figure(doc, "total", list->head);
    for (size_t i = 0; i < list->n; i++)
        r->terms[i + 1] = bound_figure(doc, "addend", list->items[i]);
    r->formula = sum_formula(check, list);
    result_settle(check, r, outcome, list->head);
    exceeds = outcome->has_computed &&
              dec_cmp(outcome->computed,
                      doc->figures.items[list->head].value) > 0;
    if (r->verdict != GJ_HOLDS && !complete) {
        r->verdict = GJ_UNDECIDED;
        r->reason = exceeds ? "parts exceed the total"
                            : "no evidence of completeness";
    }
    r->message =
        check_message(check, rule, "name", figure_name(check, list->head),
                      "stated", r->stated, "computed", r->computed, "formula",
                      r->formula, (char *)NULL);
}

static void
list_sum_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    struct list list;

    for (uint32_t from = 0;
         !check->failed && list_next(doc, &from, &list);) {
        struct outcome outcome;

        if (list.n < 2)
            continue;
        outcome = list_evaluate(doc, &list);
        list_report(check, rule, &list, &outcome,
                    list_complete(doc, rule, &list));
    }
}

const struct binder binder_list_sum = { "list-sum", list_sum_run };

static void
hundred_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    struct list list;

    for (uint32_t from = 0;
         !check->failed && list_next(doc, &from, &list);) {
        struct quantity q[LIST_MAX];
        struct outcome outcome;
        struct result *r;
        bool overflow, sums;

        if (list.n < 2 || list.nshares != list.n || list.nested)
            continue;
        sums = list_sum(doc, &list, list.n, &overflow).verdict < GJ_VIOLATED;
        for (size_t i = 0; i < list.n; i++)
            q[i] = figure_quantity(doc, list.shares[i]);
        outcome = kind_hundred(q, list.n);
        r = check_result(check, rule, list.n, 0);
        if (!r)
            return;
        for (size_t i = 0; i < list.n; i++)
            r->terms[i] = bound_figure(doc, "share", list.shares[i]);
        r->verdict = outcome.verdict;
        r->stated = "100%";
        r->computed = outcome.has_computed
                          ? value_print(doc, outcome.computed, list.shares[0])
                          : NULL;
        if (r->verdict == GJ_VIOLATED && !sums) {
            r->verdict = GJ_UNDECIDED;
            r->reason = "no evidence of completeness";
        }
        r->message = check_message(check, rule, "computed", r->computed,
                                   (char *)NULL);
    }
}

const struct binder binder_hundred = { "hundred", hundred_run };
