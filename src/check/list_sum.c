/* SPDX-License-Identifier: MIT */
/*
 * list-sum: a head amount, an of-which word, items; or items and their total
 *     behind them.  What is complete: list_complete.c.
 */
#include <string.h>

#include "check/form.h"
#include "check/list.h"
#include "check/prose.h"

struct outcome
list_total(const struct document *doc, const struct list *list, size_t n)
{
    struct quantity q[LIST_MAX];

    for (size_t i = 0; i < n; i++)
        q[i] = figure_quantity(doc, list->items[i]);
    return kind_sum(q, n, figure_quantity(doc, list->head));
}

/* "a 3, 1 less; b 4, 2 less", in words of change that are not known: every
 * second amount is an item. */
static bool
every_second(const struct document *doc, struct list *list,
             struct outcome *outcome)
{
    struct list half = *list;

    half.n = 0;
    for (size_t i = 0; i < list->n; i += 2)
        half.items[half.n++] = list->items[i];
    for (size_t h = 0; list->n >= 4 && h < list->nheads; h++) {
        half.head = list->heads[h];
        *outcome = list_total(doc, &half, half.n);
        if (outcome->verdict == GJ_HOLDS) {
            *list = half;
            return true;
        }
    }
    return false;
}

/* Items beyond the list may follow in the sentence: if the first k items
 * (k >= 2) close, the list is those. */
static struct outcome
list_evaluate(const struct document *doc, struct list *list)
{
    struct outcome all, some;

    for (size_t h = 1; h < list->nheads; h++) {
        list->head = list->heads[h];
        all = list_total(doc, list, list->n);
        if (all.verdict == GJ_HOLDS)
            return all;
    }
    list->head = list->heads[0];
    all = list_total(doc, list, list->n);

    for (size_t k = list->n; all.verdict >= GJ_VIOLATED && k-- > 2;) {
        some = list_total(doc, list, k);
        if (some.verdict == GJ_HOLDS) {
            list->n = k;
            return some;
        }
    }
    if (all.verdict >= GJ_VIOLATED && every_second(doc, list, &some))
        return some;
    return all;
}

/* "300, of which a 200; second lot 150": behind the semicolon there may be
 * anything, unless a colon opened the list. */
static bool
runs_on(const struct document *doc, const struct list *list)
{
    uint32_t first = list->items[0], last = list->items[list->n - 1];

    return clause_of(doc, first)->segment != clause_of(doc, last)->segment &&
           str_find(text_left(doc, first), STR(":"), 0) == SIZE_MAX;
}

/* Parts of one kind that are named as parts cannot exceed their total, unless
 * they may overlap. */
static bool
cannot_overlap(const struct document *doc, const struct list *list)
{
    struct str opening = list_opening(doc, list);
    role_id role = fact_of(doc, list->items[0])->role;

    if (list->nheads > 1 &&
        sentence_of(doc, list->heads[1]) == sentence_of(doc, list->items[0]))
        return false; /* parts of both heads, perhaps */
    if (list->nested || list->n < 2 || list->kind == FIGURE_COUNT ||
        !list_ends(doc, list) || has_word(doc, "of_which_open", opening) ||
        runs_on(doc, list))
        return false;
    for (size_t i = 0; i < list->n; i++) {
        const struct fact *fact = fact_of(doc, list->items[i]);

        if (fact->role != role || fact->label.len < 6 || fact->year ||
            has_word(doc, "overlap_word", fact->label))
            return false;
    }
    return true;
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
    if (!result_settle(check, r, outcome, list->head))
        return;
    r->formula = terms_sum(check, r);
    exceeds =
        outcome->has_computed &&
        dec_cmp(outcome->computed, doc->figures.items[list->head].value) > 0;
    if (r->verdict != GJ_HOLDS && !complete &&
        !(exceeds && cannot_overlap(doc, list))) {
        r->verdict = GJ_UNDECIDED;
        r->reason = exceeds ? "parts-exceed" : "not-exhaustive";
    }
    r->message =
        check_message(check, rule, "name", figure_name(check, list->head),
                      "stated", r->stated, "computed", r->computed, "formula",
                      r->formula, (char *)NULL);
}

/* Lists behind an of-which word. */
static struct list_case *
lists_report(struct check *check, const struct relation_rule *rule, size_t *n)
{
    const struct document *doc = check->doc;
    size_t nlists, cap = 0;
    const struct list *lists = lists_find(check, &nlists);
    struct list_case *cases = NULL;
    struct list list;

    for (size_t i = 0; i < nlists && !check->failed; i++) {
        struct outcome outcome;

        if (lists[i].n < 2)
            continue;
        list = lists[i];
        cases = vec_grow(doc->arena, cases, *n, &cap, sizeof(*cases));
        outcome = list_evaluate(doc, &list);
        list_report(check, rule, &list, &outcome,
                    list_complete(doc, rule, &list));
        if (!cases || check->failed) {
            check->failed = true;
            return NULL;
        }
        cases[(*n)++] = (struct list_case){
            .list = list,
            .result = check->n - 1,
            .open = check->items[check->n - 1].verdict == GJ_UNDECIDED &&
                    list_may_close(doc, &list),
        };
    }
    return cases;
}

static void
list_sum_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    size_t n = 0;
    const struct list_case *cases = lists_report(check, rule, &n);

    if (cases)
        list_slips(check, cases, n);
    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++) {
        struct list list;
        struct outcome outcome;

        if (!clause_of(doc, f) || !list_tail(doc, f, &list))
            continue;
        outcome = list_total(doc, &list, list.n);
        list_report(check, rule, &list, &outcome, true);
    }
}

const struct binder binder_list_sum = { "list-sum", list_sum_run };
