/* SPDX-License-Identifier: MIT */
/*
 * set-sum: items of one closed set that is known by name, wherever they stand
 * behind their total: in one sentence, or one in each numbered paragraph.
 *
 * Params: "whole": words of the total; "one", "two", "three": words of the
 * items, in order; "not": words of other items that share those words.
 */
#include "check/form.h"
#include "check/prose.h"

#define ITEMS     3
#define ITEM_WALK 14 /* figures between two items */
#define HEAD_WALK 60 /* figures between the total and the first item */

struct set {
    uint32_t head, items[ITEMS];
};

/* Spent money and amounts without a role are one kind, budgets another. */
static int
class_of(const struct document *doc, uint32_t f)
{
    const char *role = role_name_of(doc, f);

    if (str_eqc(str_of(role), "spent") || str_eqc(str_of(role), "amount"))
        return 1;
    return str_starts(str_of(role), STR("budget")) ? 2 : 0;
}

static bool
usable(const struct document *doc, uint32_t f)
{
    return clause_of(doc, f) && is_amount(doc, f) && !fact_of(doc, f)->in_form;
}

/* Names of how many items stand in the text?  Two: it speaks of both. */
static unsigned
names_in(const struct relation_rule *rule, struct str text)
{
    return (unsigned)has_param(rule, "one", text) +
           (unsigned)has_param(rule, "two", text) +
           (unsigned)has_param(rule, "three", text);
}

/* The next figure behind `from` whose own words name the item. */
static uint32_t
item_find(const struct document *doc, const struct relation_rule *rule,
          const char *name, uint32_t from)
{
    for (uint32_t f = from; f < doc->figures.n && f < from + ITEM_WALK; f++) {
        struct str left = text_left(doc, f);

        if (usable(doc, f) && has_param(rule, name, left) &&
            names_in(rule, left) == 1 && !has_param(rule, "not", left))
            return f;
    }
    return FACT_NONE;
}

static struct outcome
set_sum(const struct document *doc, const struct set *set)
{
    struct quantity q[ITEMS];

    for (size_t i = 0; i < ITEMS; i++)
        q[i] = figure_quantity(doc, set->items[i]);
    return kind_sum(q, ITEMS, figure_quantity(doc, set->head));
}

static bool
is_item(const struct document *doc, const struct relation_rule *rule,
        uint32_t f)
{
    struct str left = text_left(doc, f);

    return has_param(rule, "one", left) || has_param(rule, "two", left) ||
           has_param(rule, "three", left);
}

/* The sentence of a figure up to it. */
static struct str
sentence_before(const struct document *doc, uint32_t f)
{
    return tokens_sub(doc, clause_of(doc, sentence_first(doc, f))->begin,
                      doc->figures.token_off[f]);
}

/* Before the items: any amount that is their sum, else the nearest one in
 * whose clause the whole is named. */
static uint32_t
head_find(const struct document *doc, const struct relation_rule *rule,
          const struct set *items)
{
    uint32_t first = items->items[0], named = FACT_NONE;
    struct set set = *items;

    for (uint32_t f = first; f-- > 0 && first - f < HEAD_WALK;) {
        if (!usable(doc, f) || is_item(doc, rule, f) ||
            !same_report(doc, f, first))
            continue;
        set.head = f;
        if (set_sum(doc, &set).verdict == GJ_HOLDS)
            return f;
        if (named == FACT_NONE && class_of(doc, f) == class_of(doc, first) &&
            fact_of(doc, f)->year == fact_of(doc, first)->year &&
            !role_is(doc, f, "previous_amount") &&
            has_param(rule, "whole", sentence_before(doc, f)))
            named = f;
    }
    return named;
}

/* "..., the three add up to T": the total right behind the items. */
static uint32_t
head_behind(const struct document *doc, const struct relation_rule *rule,
            uint32_t last)
{
    for (uint32_t f = last + 1; f < doc->figures.n && f < last + 4; f++)
        if (usable(doc, f) && class_of(doc, f) == class_of(doc, last) &&
            has_param(rule, "whole", text_left(doc, f)) &&
            has_word(doc, "total_word", text_left(doc, f)))
            return f;
    return FACT_NONE;
}

static void
set_report(struct check *check, const struct relation_rule *rule,
           const struct set *set)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, ITEMS + 1, 0);
    struct outcome outcome = set_sum(doc, set);

    if (!r)
        return;
    r->shape = SHAPE_SUM;
    r->terms[0] = bound_figure(doc, "total", set->head);
    for (size_t i = 0; i < ITEMS; i++)
        r->terms[i + 1] = bound_figure(doc, "addend", set->items[i]);
    if (!result_settle(check, r, &outcome, set->head))
        return;
    r->formula = terms_sum(check, r);
    r->message =
        check_message(check, rule, "name", figure_name(check, set->head),
                      "stated", r->stated, "computed", r->computed, "formula",
                      r->formula, (char *)NULL);
}

/* The share right behind an item, against the total. */
static void
share_report(struct check *check, const struct relation_rule *rule,
             uint32_t whole, uint32_t part)
{
    const struct document *doc = check->doc;
    uint32_t rate = part + 1;
    struct outcome outcome;
    struct result *r;

    if (rate >= doc->figures.n || !role_is(doc, rate, "share") ||
        sentence_of(doc, rate) != sentence_of(doc, part))
        return;
    outcome =
        kind_ratio(figure_quantity(doc, part), figure_quantity(doc, whole),
                   figure_quantity(doc, rate));
    r = check_result(check, rule, 3, 0);
    if (!r)
        return;
    r->shape = SHAPE_RATIO;
    r->terms[0] = bound_figure(doc, "rate", rate);
    r->terms[1] = bound_figure(doc, "part", part);
    r->terms[2] = bound_figure(doc, "whole", whole);
    if (!result_settle(check, r, &outcome, rate))
        return;
    r->formula = check_printf(check, "%s ÷ %s", figure_print(doc, part),
                              figure_print(doc, whole));
    if (r->verdict == GJ_VIOLATED &&
        !has_word(doc, "share_of", text_left(doc, rate)))
        r->verdict = GJ_UNDECIDED;
    r->message = check_message(check, rule, "name", figure_name(check, rate),
                               "stated", r->stated, "computed", r->computed,
                               "formula", r->formula, (char *)NULL);
}

/* The three items from figure f on, and their total. */
static bool
set_find(const struct document *doc, const struct relation_rule *rule,
         uint32_t f, struct set *set)
{
    static const char *const names[ITEMS] = { "one", "two", "three" };

    if (!usable(doc, f) || !class_of(doc, f) ||
        item_find(doc, rule, names[0], f) != f)
        return false;
    set->items[0] = f;
    for (size_t i = 1; i < ITEMS; i++) {
        uint32_t item = item_find(doc, rule, names[i], set->items[i - 1] + 1);

        if (item == FACT_NONE || class_of(doc, item) != class_of(doc, f) ||
            fact_of(doc, item)->year != fact_of(doc, f)->year ||
            role_is(doc, item, "previous_amount"))
            return false;
        set->items[i] = item;
    }
    set->head = head_find(doc, rule, set);
    if (set->head == FACT_NONE)
        set->head = head_behind(doc, rule, set->items[ITEMS - 1]);
    return set->head != FACT_NONE;
}

static void
set_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    uint32_t settled = FACT_NONE; /* a total whose items have been seen */

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++) {
        struct set set;
        bool holds;

        if (!set_find(doc, rule, f, &set))
            continue;
        holds = set_sum(doc, &set).verdict < GJ_VIOLATED;
        if (!holds && set.head == settled)
            continue; /* told once more, item by item, with other figures */
        if (holds)
            settled = set.head;
        set_report(check, rule, &set);
        for (size_t i = 0; i < ITEMS; i++)
            share_report(check, rule, set.head, set.items[i]);
    }
}

const struct binder binder_set_sum = { "set-sum", set_run };
