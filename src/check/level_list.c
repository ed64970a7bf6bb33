/* SPDX-License-Identifier: MIT */
/*
 * level-list: a line with an amount, then numbered lines with one amount
 * each.  Complete when the numbers run without a gap and the line announces
 * the list or states nothing else.
 */
#include "check/list.h"
#include "check/prose.h"

#define ITEM_BLOCKS 60

static uint32_t
block_first_figure(const struct document *doc, const struct block *block)
{
    return figures_from(&doc->figures, block->begin);
}

/* First amount of a block, or FACT_NONE, and *count all of them; last: the
 * last one, and those of its sentence. */
static uint32_t
block_amount(const struct document *doc, uint32_t b, bool last, size_t *count)
{
    const struct block *block = &doc->layout.blocks[b];
    uint32_t found = FACT_NONE;

    *count = 0;
    for (uint32_t f = block_first_figure(doc, block);
         f < doc->figures.n && doc->figures.items[f].begin < block->end; f++) {
        if (!is_amount(doc, f) || fact_of(doc, f)->in_form ||
            role_is(doc, f, "previous_amount"))
            continue;
        if (last && found != FACT_NONE &&
            sentence_of(doc, f) != sentence_of(doc, found))
            *count = 0;
        *count += doc->facts.context[f].depth == 0;
        if (found == FACT_NONE || (last && doc->facts.context[f].depth == 0))
            found = f;
    }
    return found;
}

static struct str
block_text(const struct document *doc, uint32_t b)
{
    const struct block *block = &doc->layout.blocks[b];

    return str_trim((struct str){ doc->layout.flow + block->begin,
                                  block->end - block->begin });
}

/* Does the block announce what follows? */
static bool
announces(const struct document *doc, uint32_t b)
{
    struct str text = block_text(doc, b);

    while (text.len && (text.ptr[text.len - 1] == '\n'))
        text.len--;
    return words_before(rules_words(doc->rules, "announce"), text, text.len) >
           0;
}

/* Items 1..n behind block b; false if one has no amount, or if they must have
 * nothing else and one has. */
static bool
items_take(const struct document *doc, uint32_t b, bool single,
           struct list *list)
{
    const struct layout *layout = &doc->layout;
    uint32_t level = layout->blocks[b + 1].level, want = 1;

    for (uint32_t k = b + 1; k < layout->nblocks && k < b + ITEM_BLOCKS; k++) {
        const struct block *block = &layout->blocks[k];
        size_t count;
        uint32_t amount;

        if (block->kind == BLOCK_FURNITURE)
            continue;
        if (block->kind == BLOCK_TABLE || block->level < level)
            break;
        if (block->level > level || block->number == 0)
            continue; /* below an item, or its continuation */
        if (block->number != want)
            break;
        amount = block_amount(doc, k, false, &count);
        if (amount == FACT_NONE || list->n == LIST_MAX ||
            (single && count > 1))
            return false;
        list->items[list->n++] = amount;
        want++;
    }
    return list->n >= 2;
}

static struct outcome
items_sum(const struct document *doc, const struct list *list)
{
    struct quantity q[LIST_MAX];

    for (size_t i = 0; i < list->n; i++)
        q[i] = figure_quantity(doc, list->items[i]);
    return kind_sum(q, list->n, figure_quantity(doc, list->head));
}

/* Of several amounts in the line before the list, the one that the items add
 * up to is its head. */
static struct outcome
heads_try(const struct document *doc, uint32_t b, struct list *list)
{
    const struct block *block = &doc->layout.blocks[b];
    struct outcome outcome = { .verdict = GJ_UNDECIDED };
    unsigned steps = 0;

    for (uint32_t f = block_first_figure(doc, block);
         f < doc->figures.n && doc->figures.items[f].begin < block->end &&
         steps++ < ITEM_BLOCKS;
         f++) {
        if (!is_amount(doc, f) || fact_of(doc, f)->in_form)
            continue;
        list->head = f;
        outcome = items_sum(doc, list);
        if (outcome.verdict == GJ_HOLDS)
            break;
    }
    return outcome;
}

/* Does the text end inside the line of the last item? */
static bool
cut_off(const struct document *doc, uint32_t item)
{
    const struct layout *layout = &doc->layout;
    uint32_t b = doc->figures.items[item].block;
    struct str text = block_text(doc, b);

    while (text.len && text.ptr[text.len - 1] == '\n')
        text.len--;
    return b + 1 == layout->nblocks &&
           words_before(rules_words(doc->rules, "text_stop"), text,
                        text.len) == 0;
}

static void
level_list_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    const struct layout *layout = &doc->layout;

    for (uint32_t b = 0; b + 2 < layout->nblocks && !check->failed; b++) {
        const struct block *next = &layout->blocks[b + 1];
        struct list list = { .head = FACT_NONE };
        struct outcome outcome;
        size_t count;
        bool says;

        if (next->number != 1 || next->level == 0 ||
            next->kind == BLOCK_TABLE || layout->blocks[b].kind == BLOCK_TABLE)
            continue;
        says = announces(doc, b);
        list.head = block_amount(doc, b, true, &count);
        if (list.head == FACT_NONE || !items_take(doc, b, !says, &list))
            continue;
        if (!says && (count != 1 || layout->blocks[b].level == 0 ||
                      layout->blocks[b].level >= next->level))
            continue;
        outcome = count > 1 ? heads_try(doc, b, &list) : items_sum(doc, &list);
        if (outcome.verdict != GJ_HOLDS &&
            (count > 1 || cut_off(doc, list.items[list.n - 1])))
            continue;
        list_report(check, rule, &list, &outcome,
                    !has_word(doc, "of_which_open", block_text(doc, b)));
    }
}

const struct binder binder_level_list = { "level-list", level_list_run };
