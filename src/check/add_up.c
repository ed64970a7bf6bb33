/* SPDX-License-Identifier: MIT */
/*
 * add-up: "receipts are 50. Plus transfers of 30, carried over 4, loans of
 *     6, receipts in all 90": what stands before the word of adding, and
 *     every amount behind it, make the total.
 */
#include <string.h>

#include "check/list.h"
#include "check/prose.h"

#define BASES_MAX 6

/* Is figure f introduced by a word of total and nothing else? */
static bool
is_flow_total(const struct document *doc, uint32_t f)
{
    const struct wordlist *is = rules_words(doc->rules, "is");
    struct str left = str_trim(text_left(doc, f));
    size_t n;

    if (!is_amount(doc, f) || fact_of(doc, f)->in_form)
        return false;
    if (has_word(doc, "flow_total", left))
        return left.len <= 42;
    while ((n = words_before(is, left, left.len)) > 0)
        left = str_trim(str_sub(left, 0, left.len - n));
    return words_has(rules_words(doc->rules, "tail_total"), left);
}

/* Does a word of adding stand right before the figure's own words, at the
 * head of its clause or of one without a figure before it? */
static bool
adds(const struct document *doc, uint32_t f)
{
    const struct clause *clause = clause_of(doc, f);

    return clause && clause->first_figure <= f &&
           words_at(rules_words(doc->rules, "plus_word"),
                    str_trim(text_left(doc, f)), 0) > 0;
}

/* The items before the total, back to the word of adding. */
static bool
addends_collect(const struct document *doc, uint32_t total, struct list *list)
{
    uint32_t sentence = sentence_of(doc, total);
    uint8_t depth = doc->facts.context[total].depth;

    for (uint32_t f = total;
         f-- > 0 && total - f < LIST_MAX && sentence_of(doc, f) == sentence;) {
        const struct figure *figure = &doc->figures.items[f];

        if (figure->kind != FIGURE_MONEY ||
            doc->facts.context[f].depth > depth)
            continue;
        if (!is_amount(doc, f) || figure->approximate ||
            is_flow_total(doc, f) || list->n + 1 == LIST_MAX ||
            has_word(doc, "of_which", text_left(doc, f)) ||
            has_word(doc, "minus_word", text_left(doc, f)))
            return false;
        list->items[list->n++] = f;
        if (adds(doc, f))
            return true;
    }
    return false;
}

/* What the items are added to: amounts before them in the sentence and in the
 * two before it.  *only: the nearest sentence has one, and it is no part of
 * another. */
static size_t
bases_collect(const struct document *doc, uint32_t first, uint32_t *bases,
              bool *only)
{
    uint32_t sentence = sentence_of(doc, first);
    uint32_t block = doc->figures.items[first].block;
    size_t n = 0, near = 0;

    *only = true;
    for (uint32_t f = first; f-- > 0 && n < BASES_MAX && first - f < 16;) {
        uint32_t s = sentence_of(doc, f);

        if (s == UINT32_MAX || s + 2 < sentence ||
            doc->figures.items[f].block + 1 < block)
            break;
        if (doc->figures.items[f].kind != FIGURE_MONEY || !fact_of(doc, f) ||
            !strcmp(doc->rules->roles[fact_of(doc, f)->role].group, "change"))
            continue;
        near += n == 0 || sentence_of(doc, bases[0]) == s;
        bases[n++] = f;
    }
    *only = near == 1 && is_amount(doc, bases[0]) &&
            doc->facts.context[bases[0]].depth == 0 &&
            !has_word(doc, "of_which", text_before(doc, bases[0]));
    return n;
}

static struct outcome
sum_with(const struct document *doc, struct list *list, uint32_t base)
{
    struct quantity q[LIST_MAX];

    list->items[list->n] = base;
    for (size_t i = 0; i <= list->n; i++)
        q[i] = figure_quantity(doc, list->items[i]);
    return kind_sum(q, list->n + 1, figure_quantity(doc, list->head));
}

static void
list_reverse(struct list *list)
{
    for (size_t i = 0, k = list->n; i + 1 < k; i++) {
        uint32_t swap = list->items[i];

        list->items[i] = list->items[--k];
        list->items[k] = swap;
    }
}

/* "receipts of the year 50, carried over 4, receipts in all 54": every amount
 * of the sentence is a flow or a stock by name, at least one of them a stock
 * and one the year's own, and none is part of another. */
static bool
flows_collect(const struct document *doc, uint32_t total, struct list *list)
{
    uint32_t sentence = sentence_of(doc, total);
    bool stock = false, own = false;

    list->n = 0;
    for (uint32_t f = sentence_first(doc, total); f < total; f++) {
        struct str left = text_left(doc, f);

        if (doc->figures.items[f].kind != FIGURE_MONEY)
            continue;
        if (!is_amount(doc, f) || doc->figures.items[f].approximate ||
            doc->facts.context[f].depth || list->n + 1 == LIST_MAX ||
            !has_word(doc, "flow_item", left) ||
            has_word(doc, "of_which", left) ||
            has_word(doc, "minus_word", left) ||
            (has_word(doc, "last_period", left) &&
             !has_word(doc, "flow_stock", left)) ||
            fact_of(doc, f)->year != fact_of(doc, total)->year)
            return false;
        stock = stock || has_word(doc, "flow_stock", left);
        own = own || has_word(doc, "flow_own", left);
        list->items[list->n++] = f;
    }
    for (uint32_t f = total + 1; f < doc->figures.n && f < total + LIST_MAX &&
                                 sentence_of(doc, f) == sentence;
         f++)
        if (is_amount(doc, f) &&
            clause_of(doc, f)->segment == clause_of(doc, total)->segment)
            return false; /* the other side of the account stands here too */
    return stock && own && list->n >= 2;
}

static void
flows_bind(struct check *check, const struct relation_rule *rule,
           uint32_t total)
{
    const struct document *doc = check->doc;
    struct list list = { .head = total, .tail = total, .kind = FIGURE_MONEY };
    struct outcome outcome;

    if (!has_word(doc, "flow_grand", text_left(doc, total)) ||
        !flows_collect(doc, total, &list))
        return;
    outcome = list_total(doc, &list, list.n);
    list_report(check, rule, &list, &outcome, true);
}

static void
total_bind(struct check *check, const struct relation_rule *rule,
           uint32_t total)
{
    const struct document *doc = check->doc;
    struct list list = { .head = total, .tail = total, .kind = FIGURE_MONEY };
    struct outcome outcome = { .verdict = GJ_UNDECIDED };
    uint32_t bases[BASES_MAX];
    size_t n, i = 0;
    bool only;

    if (!addends_collect(doc, total, &list) || list.n == 0) {
        flows_bind(check, rule, total);
        return;
    }
    n = bases_collect(doc, list.items[list.n - 1], bases, &only);
    for (i = 0; i < n; i++) {
        outcome = sum_with(doc, &list, bases[i]);
        if (outcome.verdict == GJ_HOLDS)
            break;
    }
    if (n == 0 || (i == n && !only))
        return;
    list.n++;
    list_reverse(&list);
    list_report(check, rule, &list, &outcome, true);
}

static void
add_up_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 1; f < doc->figures.n && !check->failed; f++)
        if (clause_of(doc, f) && fact_of(doc, f) && is_flow_total(doc, f))
            total_bind(check, rule, f);
}

const struct binder binder_add_up = { "add-up", add_up_run };
