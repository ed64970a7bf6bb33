/* SPDX-License-Identifier: MIT */
/*
 * Finding lists in prose: an of-which word, what stands before it, and the
 * amounts (or heads of people) behind it.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "check/list.h"
#include "check/prose.h"

/* Heads of people are counted like money is. */
static bool
is_people(const struct document *doc, uint32_t f)
{
    const struct figure *figure = &doc->figures.items[f];

    return figure->kind == FIGURE_COUNT && figure->has_value &&
           !figure->rule_text && figure->unit && fact_of(doc, f) &&
           words_has(rules_words(doc->rules, "people_unit"),
                     figure->unit->name);
}

/* "those insured are 2.6 hundred million": a magnitude without the word
 * for money, right behind a word for persons. */
static bool
counts_people(const struct document *doc, uint32_t f)
{
    const struct figure *figure = &doc->figures.items[f];
    struct str print = { doc->layout.flow + figure->begin,
                         figure->end - figure->begin };
    struct str left = text_left(doc, f);

    if (figure->unit_inherited ||
        words_before(rules_words(doc->rules, "money_end"), print, print.len))
        return false;
    if (left.len > 12)
        left = str_sub(left, left.len - 12, left.len);
    return has_word(doc, "people_unit", left);
}

static bool
item_ok(const struct document *doc, uint32_t f, enum figure_kind kind)
{
    if (kind == FIGURE_COUNT)
        return is_people(doc, f);
    return is_amount(doc, f) && !role_is(doc, f, "previous_amount") &&
           !counts_people(doc, f) &&
           !has_word(doc, "average_word", text_left(doc, f));
}

/* What follows the last semicolon of a text. */
static struct str
last_segment(struct str s)
{
    size_t from = 0, at;

    while ((at = str_find(s, STR(";"), from)) < s.len)
        from = at + 1;
    while ((at = str_find(s, STR("\xEF\xBC\x9B"), from)) < s.len)
        from = at + 3;
    return str_sub(s, from, s.len);
}

/* "interest on a 3, interest on b 4, in all interest of 7": the words behind
 * the word of total stand before both amounts before it. */
static bool
tail_of_items(const struct document *doc, uint32_t f, struct str left)
{
    const struct wordlist *total = rules_words(doc->rules, "tail_total");
    size_t n = words_at(total, left, 0);

    if (n == 0 || f < 2 || left.len - n < 6 || left.len - n > 18 ||
        !item_ok(doc, f - 1, FIGURE_MONEY) ||
        !item_ok(doc, f - 2, FIGURE_MONEY) ||
        sentence_of(doc, f - 2) != sentence_of(doc, f))
        return false;
    left = str_sub(left, n, left.len);
    return str_find(text_left(doc, f - 1), left, 0) != SIZE_MAX &&
           str_find(text_left(doc, f - 2), left, 0) != SIZE_MAX;
}

/* A total behind its items: "a 3, b 4, 7 in all". */
static bool
is_tail(const struct document *doc, uint32_t f)
{
    struct str left = str_trim(text_left(doc, f));

    return item_ok(doc, f, FIGURE_MONEY) &&
           (has_word(doc, "tail_above", left) ||
            words_has(rules_words(doc->rules, "tail_total"), left) ||
            tail_of_items(doc, f, left));
}

/* "T, of which a, b; U, of which c": with two items before the semicolon, U
 * is no item but the head of a list of its own. */
static bool
new_head(const struct document *doc, const struct list *list, uint32_t segment)
{
    uint32_t first;

    if (list->n < 3)
        return false;
    first = clause_of(doc, list->items[0])->segment;
    return clause_of(doc, list->items[1])->segment == first &&
           clause_of(doc, list->items[list->n - 1])->segment == segment &&
           clause_of(doc, list->items[list->n - 2])->segment != segment;
}

/* Then the last item is given back. */
static bool
head_given_up(const struct document *doc, struct list *list, uint32_t segment)
{
    if (!new_head(doc, list, segment))
        return false;
    list->n--;
    return true;
}

/* "1. a 6, of which x 3; 2. b 4": a number that opens a part of the sentence
 * ends a list that stands inside the part before. */
static bool
number_opens(const struct document *doc, const struct list *list, uint32_t f)
{
    const struct clause *clause = clause_of(doc, f);

    if (doc->figures.items[f].kind != FIGURE_ORDINAL || list->n == 0 ||
        clause->first_figure != f ||
        clause->segment == clause_of(doc, list->items[0])->segment)
        return false;
    for (uint32_t k = list->head; k != FACT_NONE && k < list->items[0]; k++)
        if (doc->figures.items[k].kind == FIGURE_ORDINAL)
            return false;
    return str_trim(tokens_sub(doc, clause->begin, doc->figures.token_off[f]))
               .len == 0;
}

static void
share_add(const struct document *doc, struct list *list, uint32_t f)
{
    if (role_is(doc, f, "share") && list->nshares < LIST_MAX)
        list->shares[list->nshares++] = f;
}

/* False: too many items, the list is none. */
static bool
item_add(const struct document *doc, struct list *list, uint32_t f)
{
    if (!item_ok(doc, f, list->kind))
        return true;
    if (list->n == LIST_MAX) {
        list->n = 0;
        return false;
    }
    list->items[list->n++] = f;
    return true;
}

/* Does an of-which word stand right before an item that may be no item? */
static bool
opens_inner(const struct document *doc, const struct list *list, uint32_t f)
{
    return item_ok(doc, f, list->kind) &&
           doc->facts.context[f - 1].depth == doc->facts.context[f].depth &&
           has_word(doc, "of_which",
                    last_segment(text_between(doc, f - 1, f)));
}

/* Items from figure `from` while in the same sentence; brackets deeper than
 * the first item are no items; a second of-which word opens a list of its
 * own, which ends at the next semicolon. */
static void
items_collect(const struct document *doc, struct list *list, uint32_t from)
{
    uint32_t sentence = sentence_of(doc, from), nested = UINT32_MAX;
    uint8_t depth = doc->facts.context[from].depth;

    for (uint32_t f = from; f < doc->figures.n && f < from + 2 * LIST_MAX &&
                            sentence_of(doc, f) == sentence;
         f++) {
        const struct clause *clause = clause_of(doc, f);

        if (doc->facts.context[f].depth < depth || number_opens(doc, list, f))
            break;
        if (doc->facts.context[f].depth > depth) {
            share_add(doc, list, f);
            continue;
        }
        if (list->n >= 2 && is_tail(doc, f)) {
            list->tail = f;
            return;
        }
        if (f > from && opens_inner(doc, list, f)) {
            if (head_given_up(doc, list, clause->segment))
                return;
            nested = clause->segment;
            list->nested = true;
        }
        if (clause->segment == nested)
            continue;
        if (!item_add(doc, list, f))
            return;
        share_add(doc, list, f);
    }
}

/* Does the last clause of a block, at clause c, end in an of-which word and a
 * colon? */
static bool
block_announces(const struct document *doc, uint32_t c)
{
    struct str text = str_trim(clause_text(doc, &doc->facts.clauses[c]));

    if (text.len == 0 || text.ptr[text.len - 1] != ':')
        return false;
    text = str_trim(str_sub(text, 0, text.len - 1));
    return words_before(rules_words(doc->rules, "of_which"), text, text.len) >
           0;
}

/* Does the sentence of a figure begin with an of-which word?  Then its head
 * stands in a sentence before, or in the block before. */
static bool
sentence_opens_with(const struct document *doc, uint32_t figure, bool *block)
{
    uint32_t at = doc->facts.context[figure].clause;
    uint32_t sentence = doc->facts.clauses[at].sentence;
    const struct clause *first;
    struct str text;

    while (at > 0 && doc->facts.clauses[at - 1].sentence == sentence &&
           doc->facts.context[figure].clause - at < CLAUSE_WALK)
        at--;
    first = &doc->facts.clauses[at];
    *block = at == 0 || doc->facts.clauses[at - 1].block != first->block;
    text = str_trim(clause_text(doc, first));
    return words_at(rules_words(doc->rules, "of_which"), text, 0) > 0 ||
           (*block && at > 0 && block_announces(doc, at - 1));
}

/* Spent items belong to spent money: a head of the items' own role first. */
static void
heads_sort(const struct document *doc, uint32_t first, struct list *list)
{
    for (size_t i = 1; i < list->nheads; i++) {
        uint32_t head = list->heads[i];

        if (fact_of(doc, list->heads[0])->role == fact_of(doc, first)->role ||
            fact_of(doc, head)->role != fact_of(doc, first)->role ||
            sentence_of(doc, head) != sentence_of(doc, list->heads[0]))
            continue;
        list->heads[i] = list->heads[0];
        list->heads[0] = head;
    }
}

/* "more than 4000, of which": the head is said, but not in full. */
static bool
vague_head(const struct document *doc, uint32_t f, uint8_t depth)
{
    const struct fact *fact = fact_of(doc, f);

    return doc->figures.items[f].kind == FIGURE_MONEY && fact &&
           doc->facts.context[f].depth <= depth &&
           (fact->target || doc->figures.items[f].range != RANGE_NONE) &&
           strcmp(doc->rules->roles[fact->role].group, "change") != 0;
}

/* Heads: the amounts before the of-which word, at most two sentences up. */
static void
heads_collect(const struct document *doc, uint32_t first, struct list *list)
{
    uint32_t sentence = sentence_of(doc, first);
    uint8_t depth = doc->facts.context[first].depth;
    bool opens_block;
    bool before = sentence_opens_with(doc, first, &opens_block);

    list->nheads = 0;
    list->head = FACT_NONE;
    for (uint32_t f = first, steps = 0;
         f-- > 0 && steps < 12 && list->nheads < HEADS_MAX; steps++) {
        if (sentence_of(doc, f) + (before ? 2 : 0) < sentence ||
            doc->figures.items[f].block + (before && opens_block ? 1 : 0) <
                doc->figures.items[first].block)
            break;
        if (list->nheads &&
            sentence_of(doc, f) != sentence_of(doc, list->heads[0]))
            break;
        if (list->nheads == 0 && vague_head(doc, f, depth))
            break;
        if (item_ok(doc, f, list->kind) &&
            doc->facts.context[f].depth <= depth)
            list->heads[list->nheads++] = f;
    }
    heads_sort(doc, first, list);
    if (list->nheads)
        list->head = list->heads[0];
}

/* From a figure to the end of its sentence. */
static struct str
sentence_rest(const struct document *doc, uint32_t f)
{
    uint32_t at = doc->facts.context[f].clause, sentence;
    uint32_t end = doc->facts.clauses[at].end;

    sentence = doc->facts.clauses[at].sentence;
    for (uint32_t c = at; c < doc->facts.nclauses && c < at + LIST_MAX / 2 &&
                          doc->facts.clauses[c].sentence == sentence;
         c++)
        end = doc->facts.clauses[c].end;
    return tokens_sub(doc, doc->figures.token_off[f], end);
}

/* "2519 in all: basic 986, projects 1532" */
static bool
opens_colon(const struct document *doc, uint32_t f)
{
    struct str between;
    uint32_t head = f;

    if (f == 0 || clause_of(doc, f - 1) != clause_of(doc, f))
        return false;
    between = text_between(doc, f - 1, f);
    if (doc->figures.items[f - 1].kind == FIGURE_COUNT && f > 1) {
        size_t colon = str_find(between, STR(":"), 0); /* "in two lots: " */

        head = f - 1;
        between = colon < between.len ? str_sub(between, colon, between.len)
                                      : STR_NONE;
    }
    return item_ok(doc, head - 1, FIGURE_MONEY) &&
           clause_of(doc, head - 1) == clause_of(doc, f) && between.len > 1 &&
           between.ptr[0] == ':';
}

/* Does an of-which word stand right before the figure? */
static bool
opens_at(const struct document *doc, uint32_t f)
{
    const struct figure_context *c = &doc->facts.context[f];
    struct str left = tokens_sub(doc, c->left, doc->figures.token_off[f]);
    const struct clause *clause = clause_of(doc, f);
    uint32_t at;

    if (!clause)
        return false;
    if (has_word(doc, "of_which", left) ||
        (has_word(doc, "made_of", left) &&
         has_word(doc, "made_up", sentence_rest(doc, f))))
        return true;
    if (opens_colon(doc, f))
        return true;
    at = c->clause;
    return at > 0 && clause->first_figure == f &&
           doc->facts.clauses[at - 1].nfigures == 0 &&
           doc->facts.clauses[at - 1].segment == clause->segment &&
           has_word(doc, "of_which",
                    clause_text(doc, &doc->facts.clauses[at - 1]));
}

/* "of which 50 projects, amount 1006": a count may stand in between. */
static bool
opens_list(const struct document *doc, uint32_t f)
{
    return opens_at(doc, f) ||
           (f > 0 && doc->figures.items[f].kind == FIGURE_MONEY &&
            doc->figures.items[f - 1].kind == FIGURE_COUNT &&
            clause_of(doc, f) && clause_of(doc, f - 1) &&
            clause_of(doc, f)->segment == clause_of(doc, f - 1)->segment &&
            opens_at(doc, f - 1));
}

/* "192 (works 154, equipment 38)": the first amount in a bracket right behind
 * another amount. */
static bool
opens_bracket(const struct document *doc, uint32_t f, enum figure_kind kind)
{
    struct str between;

    if (f == 0 || kind != FIGURE_MONEY || !item_ok(doc, f - 1, kind) ||
        doc->facts.context[f].depth != doc->facts.context[f - 1].depth + 1 ||
        sentence_of(doc, f) != sentence_of(doc, f - 1))
        return false;
    between = str_trim(text_between(doc, f - 1, f));
    return between.len > 1 && between.ptr[0] == '(';
}

/* "a and b are x and y, z in all": without a head in front, the item that a
 * word of total introduces is the head. */
static void
head_behind(const struct document *doc, struct list *list)
{
    for (size_t i = 1; i < list->n; i++) {
        if (!is_tail(doc, list->items[i]))
            continue;
        list->head = list->heads[0] = list->items[i];
        list->nheads = 1;
        list->n = i;
        return;
    }
}

/* "x 8, y 3; a 1, b 2, 3 in all": the total is of its own segment, if two or
 * more amounts stand there. */
static void
tail_trim(const struct document *doc, struct list *list)
{
    uint32_t segment = clause_of(doc, list->tail)->segment;
    size_t from = list->n;

    while (from > 0 &&
           clause_of(doc, list->items[from - 1])->segment == segment)
        from--;
    if (from == 0 || list->n - from < 2)
        return;
    for (size_t i = from; i < list->n; i++)
        list->items[i - from] = list->items[i];
    list->n -= from;
}

/* The next list whose first item is at figure *from or later. */
static bool
list_next(const struct document *doc, uint32_t *from, struct list *list)
{
    for (uint32_t f = *from; f < doc->figures.n; f++) {
        enum figure_kind kind = doc->figures.items[f].kind;

        bool bracket;

        if (!item_ok(doc, f, kind) || fact_of(doc, f)->in_form)
            continue;
        bracket = opens_bracket(doc, f, kind);
        if (!bracket && !opens_list(doc, f))
            continue;
        memset(list, 0, sizeof(*list));
        list->tail = FACT_NONE;
        list->kind = kind;
        list->bracket = bracket && !opens_list(doc, f);
        heads_collect(doc, f, list);
        items_collect(doc, list, f);
        if (list->tail != FACT_NONE) {
            tail_trim(doc, list);
            list->head = list->heads[0] = list->tail;
            list->nheads = 1;
        } else if (list->head == FACT_NONE ||
                   sentence_of(doc, list->head) != sentence_of(doc, f))
            head_behind(doc, list);
        *from = f + 1;
        if (list->head != FACT_NONE && list->n >= 1)
            return true;
    }
    return false;
}

const struct list *
lists_find(struct check *check, size_t *n)
{
    struct list list, *all = NULL;
    size_t cap = 0;

    *n = 0;
    for (uint32_t from = 0;
         !check->lists_found && list_next(check->doc, &from, &list);) {
        all = vec_grow(check->doc->arena, all, check->nlists, &cap,
                       sizeof(*all));
        if (!all) {
            check_fail(check);
            return NULL;
        }
        all[check->nlists++] = list;
        check->lists = all;
    }
    check->lists_found = true;
    *n = check->nlists;
    return check->lists;
}

/* "the three items above": 3; 0 where no number is said. */
static size_t
items_said(struct str left)
{
    static const uint32_t numeral[] = { 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                        0x516D, 0x4E03, 0x516B, 0x4E5D };
    uint32_t last = 0;
    size_t width;

    for (size_t i = 0; i < left.len; i += width) {
        uint32_t cp = utf8_get(left.ptr + i, &width);

        if (cp == 0x9879 && last == 0x4E24)
            return 2;
        for (size_t k = 0; cp == 0x9879 && k < 8; k++)
            if (last == numeral[k])
                return k + 2;
        last = cp;
    }
    return 0;
}

/* Amounts from figure k on before f; false if they are no plain items. */
static bool
tail_items(const struct document *doc, uint32_t k, uint32_t f,
           struct list *list)
{
    for (; k < f; k++) {
        if (role_is(doc, k, "change") || opens_list(doc, k))
            return false;
        if (!item_ok(doc, k, FIGURE_MONEY))
            continue;
        if (list->n == LIST_MAX)
            return false;
        list->items[list->n++] = k;
    }
    return list->n >= 2;
}

/* Amounts of the sentence before figure f, or of the one before that, which a
 * word of total introduces: "a 3; b 4; c 5; 12 in all". */
bool
list_tail(const struct document *doc, uint32_t f, struct list *list)
{
    struct str left = text_left(doc, f);
    uint32_t first = sentence_first(doc, f);
    bool above = has_word(doc, "tail_above", left);
    size_t said = above ? items_said(left) : 0;

    memset(list, 0, sizeof(*list));
    list->kind = FIGURE_MONEY;
    list->tail = list->head = list->heads[0] = f;
    list->nheads = 1;
    if (!is_tail(doc, f))
        return false;
    if (above && first == f && f > 0 && said &&
        sentence_of(doc, f - 1) + 1 == sentence_of(doc, f) &&
        doc->figures.items[f - 1].block == doc->figures.items[f].block)
        first = sentence_first(doc, f - 1);
    if (!tail_items(doc, first, f, list))
        return false;
    tail_trim(doc, list);
    return !said || said == list->n;
}
