/* SPDX-License-Identifier: MIT */
/*
 * Are the items of a list all there?  Nothing is claimed of a list without
 * evidence: its shares close at 100, its words say so, its items are a closed
 * set or reach down to the lowest level of government.
 */
#include <string.h>

#include "base/utf8.h"
#include "check/list.h"
#include "check/prose.h"

#define STAGES_MAX 600 /* bytes of an opening that are read for numbers */
#define ITEM_WORDS 90  /* bytes before an amount that may name it */
#define VALUE_GAP  7 /* bytes between values that have no names of their own */

/* The text from the head to the first item, within the sentence of the item:
 * where words of completeness or of openness stand. */
struct str
list_opening(const struct document *doc, const struct list *list)
{
    uint32_t first = list->items[0], at = doc->facts.context[first].clause;
    uint32_t sentence = doc->facts.clauses[at].sentence;
    uint32_t from, to = doc->figures.token_off[first];

    if (list->head < first && sentence_of(doc, list->head) == sentence)
        at = doc->facts.context[list->head].clause;
    else
        while (at > 0 && doc->facts.clauses[at - 1].sentence == sentence &&
               doc->facts.context[first].clause - at < CLAUSE_WALK)
            at--;
    from = doc->facts.clauses[at].begin;

    return tokens_sub(doc, from, to);
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

/* The words right before an amount, those included that a label loses. */
static struct str
item_words(const struct document *doc, uint32_t f)
{
    struct str left = text_left(doc, f);

    return left.len > ITEM_WORDS
               ? str_sub(left, left.len - ITEM_WORDS, left.len)
               : left;
}

/* Every item's label has a word of one closed set, and each word of the set
 * is used: params "set-*" of the rule. */
bool
list_set_closed(const struct document *doc, const struct relation_rule *rule,
                const struct list *list)
{
    for (size_t p = 0; p < rule->nparams; p++) {
        const struct param *set = &rule->params[p];
        size_t used = 0;

        if (strncmp(set->name, "set-", 4) != 0 || set->nvalues != list->n ||
            (strstr(set->name, "levels") &&
             !has_word(doc, "fund_word", text_before(doc, list->head))))
            continue;
        for (size_t v = 0; v < set->nvalues; v++)
            for (size_t i = 0; i < list->n; i++)
                if (str_find(item_words(doc, list->items[i]), set->values[v],
                             0) != SIZE_MAX) {
                    used++;
                    break;
                }
        if (used == set->nvalues)
            return true;
    }
    return false;
}

/* Does a label name a level of government, and no place: "county funds",
 * "funds of the county level", not "A county"? */
static bool
names_level(const struct document *doc, struct str label)
{
    size_t len,
        at = words_find(rules_words(doc->rules, "level_word"), label, 0, &len);

    return at != SIZE_MAX && (at == 0 || len > 3 ||
                              str_starts(str_sub(label, at + len, label.len),
                                         STR("\xE7\xBA\xA7")));
}

/* Every label has a word of a level of government, one of them the lowest:
 * the sources of a fund are all there. */
static bool
levels_closed(const struct document *doc, const struct list *list)
{
    bool lowest = false, opposites = false;

    for (size_t i = 0; i < list->n; i++) {
        struct str label = fact_of(doc, list->items[i])->label;

        if (!names_level(doc, label))
            return false;
        opposites = opposites || has_word(doc, "level_opposite", label);
        lowest = lowest || has_word(doc, "level_lowest", label);
    }
    if (!has_word(doc, "fund_word", text_before(doc, list->head)))
        return false; /* premiums, say, are not paid by governments only */
    return lowest && (list->n >= 3 || (list->n == 2 && opposites));
}

/* Heads of people by what excludes each other: kind of post, not party
 * members and women. */
static bool
people_closed(const struct document *doc, const struct list *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (!has_word(doc, "people_exclusive",
                      fact_of(doc, list->items[i])->label))
            return false;
    return list->n >= 2;
}

/* "centre and province gave 84, of which centre 30, province 18": the levels
 * of the items are those that the words before the total name. */
static bool
levels_named(const struct document *doc, const struct list *list)
{
    const struct wordlist *levels = rules_words(doc->rules, "level_word");
    struct str head = text_before(doc, list->head), before = STR_NONE;

    for (size_t i = 0; i < list->n; i++) {
        struct str label = fact_of(doc, list->items[i])->label;
        size_t len, at = words_find(levels, label, 0, &len);

        /* at the front: a place has its name before the word */
        if (at != 0 || str_eq(before, str_sub(label, 0, len)) ||
            str_find(head, str_sub(label, 0, len), 0) == SIZE_MAX)
            return false;
        before = str_sub(label, 0, len);
    }
    return list->n >= 2;
}

/* Is the next block running text that might be the rest of this one? */
static bool
prose_follows(const struct document *doc, uint32_t block)
{
    const struct block *next = &doc->layout.blocks[block] + 1;

    return block + 1 < doc->layout.nblocks && next->kind == BLOCK_PARAGRAPH &&
           next->number == 0;
}

/* Does the sentence of the items end like one?  A list that stops at a
 * semicolon and a line end goes on somewhere else. */
bool
list_ends(const struct document *doc, const struct list *list)
{
    uint32_t at = doc->facts.context[list->items[list->n - 1]].clause;
    uint32_t sentence = doc->facts.clauses[at].sentence;
    const struct clause *last = &doc->facts.clauses[at];
    uint32_t first = at;
    const struct wordlist *joins = rules_words(doc->rules, "list_separator");

    for (; at < doc->facts.nclauses &&
           doc->facts.clauses[at].sentence == sentence &&
           at < first + CLAUSE_WALK;
         at++)
        if (doc->facts.clauses[at].end > doc->facts.clauses[at].begin)
            last = &doc->facts.clauses[at];
    if (last->border == '.')
        return true;
    return last->border == '\n' && !prose_follows(doc, last->block) &&
           words_before(joins, clause_text(doc, last),
                        last->end - last->begin) == 0;
}

/* "... and c, three parts": right behind the last item, in words or as a
 * number of their own. */
static bool
parts_counted(const struct document *doc, const struct list *list)
{
    const struct wordlist *words = rules_words(doc->rules, "parts_counted");
    uint32_t last = list->items[list->n - 1];
    struct str rest = tokens_sub(doc, doc->figures.token_off[last] + 3,
                                 doc->facts.context[last].right);
    const struct figure *next = &doc->figures.items[last] + 1;
    struct dec n = { (int64_t)list->n, 0 };

    if (words_at(words, str_trim(rest), 0) > 0)
        return true;
    if (last + 1 >= doc->figures.n || next->kind != FIGURE_COUNT ||
        !next->has_value || dec_cmp(next->value, n) != 0 || !next->unit ||
        !words_has(rules_words(doc->rules, "parts_unit"), next->unit->name))
        return false;
    rest = str_trim(text_between(doc, last, last + 1));
    return rest.len == 0 ||
           words_has(rules_words(doc->rules, "parts_before"), rest);
}

/* "in two lots: a and b": the number right before the first item. */
static bool
parts_announced(const struct document *doc, const struct list *list)
{
    uint32_t first = list->items[0];
    const struct figure *number = &doc->figures.items[first ? first - 1 : 0];
    struct dec n = { (int64_t)list->n, 0 };

    return first && list->head < first - 1 && number->kind == FIGURE_COUNT &&
           number->has_value &&
           sentence_of(doc, first - 1) == sentence_of(doc, first) &&
           dec_cmp(number->value, n) == 0 &&
           str_find(text_between(doc, first - 1, first), STR(":"), 0) !=
               SIZE_MAX;
}

/* "... and so on", "the rest": behind the last item. */
static bool
left_open(const struct document *doc, const struct list *list)
{
    uint32_t last = list->items[list->n - 1];
    uint32_t at = doc->facts.context[last].clause, end = at;
    struct str rest = tokens_sub(doc, doc->figures.token_off[last] + 3,
                                 doc->facts.clauses[at].end);

    while (end + 1 < doc->facts.nclauses && end < at + LIST_MAX / 4 &&
           doc->facts.clauses[end + 1].sentence ==
               doc->facts.clauses[at].sentence)
        end++;
    if (words_at(rules_words(doc->rules, "and_so_on"), str_trim(rest), 0) >
            0 &&
        !parts_counted(doc, list)) /* "and so on, three in all" */
        return true;
    for (size_t i = 0; i < list->n; i++)
        if (has_word(doc, "inner_word", item_words(doc, list->items[i])))
            return true; /* part of an item, no item */
    return has_word(doc, "rest_word",
                    tokens_sub(doc, doc->figures.token_off[last] + 3,
                               doc->facts.clauses[end].end));
}

/* "in three stages", in words: 3; 0 where no number is said. */
static size_t
stages_said(struct str text)
{
    static const uint32_t numeral[] = { 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                        0x516D, 0x4E03, 0x516B };
    uint32_t last = 0;
    size_t width;

    if (text.len > STAGES_MAX)
        return 0;
    for (size_t i = 0; i < text.len; i += width) {
        uint32_t cp = utf8_get(text.ptr + i, &width);

        /* stage, lot, kind, part */
        if (cp == 0x671F || cp == 0x6279 || cp == 0x7C7B || cp == 0x90E8)
            for (size_t k = 0; k < 7; k++)
                if (last == numeral[k] || (k == 0 && last == 0x4E24))
                    return k + 2;
        last = cp;
    }
    return 0;
}

/* "in three stages": another number of parts than was read. */
static bool
counted_otherwise(const struct document *doc, const struct list *list)
{
    struct dec n = { (int64_t)list->n, 0 }, most = { LIST_MAX, 0 };
    size_t said = stages_said(list_opening(doc, list));

    if (said && said != list->n && list->kind == FIGURE_MONEY)
        return true;
    for (uint32_t f = list->head + 1;
         f < list->items[0] && f < list->head + LIST_MAX; f++)
        if ((doc->figures.items[f].kind == FIGURE_COUNT ||
             doc->figures.items[f].kind == FIGURE_MEASURE ||
             doc->figures.items[f].kind == FIGURE_ORDINAL) &&
            doc->figures.items[f].has_value && list->kind == FIGURE_MONEY &&
            dec_cmp(doc->figures.items[f].value, most) < 0 &&
            dec_cmp(doc->figures.items[f].value, n) != 0)
            return true;
    return false;
}

/* "kinds a, b and c, three in all, cost 150: 60, 50 and 40": as many values
 * without a name as kinds were named with the total. */
static bool
values_of_kinds(const struct document *doc, const struct list *list)
{
    if (list->head > list->items[0] || list->kind != FIGURE_MONEY ||
        stages_said(text_left(doc, list->head)) != list->n)
        return false;
    for (size_t i = 1; i < list->n; i++)
        if (text_between(doc, list->items[i - 1], list->items[i]).len >
            VALUE_GAP)
            return false;
    return true;
}

/* "repaid 3.6, interest 1.2, up 12% and 8% respectively; of which ...": the
 * list may be of both. */
static bool
heads_joint(const struct document *doc, const struct list *list)
{
    return list->nheads > 1 && list->head < list->items[0] &&
           sentence_of(doc, list->heads[1]) ==
               sentence_of(doc, list->items[0]) &&
           has_word(doc, "joint_word",
                    text_between(doc, list->heads[0], list->items[0]));
}

/* "made of a, b and c": the two words stand around the items. */
static bool
made_of(const struct document *doc, const struct list *list,
        struct str opening)
{
    uint32_t last = list->items[list->n - 1];

    return has_word(doc, "made_of", opening) &&
           has_word(doc, "made_up",
                    tokens_sub(doc, doc->figures.token_off[last] + 3,
                               doc->facts.context[last].right));
}

bool
list_may_close(const struct document *doc, const struct list *list)
{
    return !has_word(doc, "of_which_open", list_opening(doc, list)) &&
           list_ends(doc, list) && !left_open(doc, list) &&
           !counted_otherwise(doc, list) && !heads_joint(doc, list);
}

bool
list_complete(const struct document *doc, const struct relation_rule *rule,
              const struct list *list)
{
    struct str opening = list_opening(doc, list);

    if (!list_may_close(doc, list))
        return false;
    if (list_set_closed(doc, rule, list))
        return true; /* inner lists do not matter */
    if (list->nested)
        return false;
    if (list->tail != FACT_NONE || (list->bracket && list->n >= 2))
        return true;
    if (list->kind == FIGURE_COUNT)
        return people_closed(doc, list);
    if (shares_close(doc, list) || list_set_closed(doc, rule, list) ||
        levels_closed(doc, list) || levels_named(doc, list))
        return true;
    return list->n >= 2 &&
           (has_word(doc, "exhaustive", opening) ||
            made_of(doc, list, opening) || parts_counted(doc, list) ||
            parts_announced(doc, list) || values_of_kinds(doc, list));
}
