/* SPDX-License-Identifier: MIT */
/*
 * Lists in prose: a head amount and its items.
 *
 * Floor 7, private to check/.
 */
#ifndef GJ_CHECK_LIST_H
#define GJ_CHECK_LIST_H

#include "check/check.h"

#define LIST_MAX 32 /* more items are a table, not a sentence */

#define HEADS_MAX 4

struct list {
    uint32_t head;
    uint32_t heads[HEADS_MAX]; /* all that may be meant, nearest first */
    size_t nheads;
    uint32_t items[LIST_MAX], shares[LIST_MAX];
    size_t n, nshares;
    uint32_t tail;         /* total that ends the items, or FACT_NONE */
    enum figure_kind kind; /* money, or count for people */
    bool bracket;          /* all items stand in one bracket behind the head */
    bool nested; /* a list in the list: what belongs where is a guess */
};

/* All lists, by first item; found once for all binders.  NULL and *n = 0 if
 * there are none or memory is out (check->failed is set). */
const struct list *lists_find(struct check *check, size_t *n);

/* Is figure f the total of the amounts before it in its sentence? */
bool list_tail(const struct document *doc, uint32_t f, struct list *list);

/* ---- list_complete.c ---- */

/* The text from the head to the first item, within the sentence of the item:
 * where words of completeness or of openness stand. */
struct str list_opening(const struct document *doc, const struct list *list);
/* Does the sentence of the items end like one? */
bool list_ends(const struct document *doc, const struct list *list);
/* Are the items one of the sets that the rule names ("set-*"), and is every
 * member there? */
bool list_set_closed(const struct document *doc,
                     const struct relation_rule *rule,
                     const struct list *list);
/* Do no words say that items are missing? */
bool list_may_close(const struct document *doc, const struct list *list);
/* Is there evidence that no item is missing? */
bool list_complete(const struct document *doc,
                   const struct relation_rule *rule, const struct list *list);

/* ---- list_sum.c ---- */

/* The sum of the first n items against the head. */
struct outcome list_total(const struct document *doc, const struct list *list,
                          size_t n);

/* One result for a sum; without complete only a holding one counts. */
void list_report(struct check *check, const struct relation_rule *rule,
                 const struct list *list, const struct outcome *outcome,
                 bool complete);

/* ---- list_slip.c ---- */

/* A list that has been reported, and the index of its result. */
struct list_case {
    struct list list;
    size_t result;
    bool open; /* undecided: nothing proves that no item is missing */
};

/* Decide the open ones of n cases where a typing slip, with other lists of
 * the sentence as witnesses, explains the gap better than a missing item. */
void list_slips(struct check *check, const struct list_case *cases, size_t n);

#endif
