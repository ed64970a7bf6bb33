/* SPDX-License-Identifier: MIT */
/*
 * What a growth rate may refer to: its change and the amounts around it.
 *
 * Floor 7, private to check/.
 */
#ifndef GJ_CHECK_GROWTH_H
#define GJ_CHECK_GROWTH_H

#include "check/check.h"

#define AMOUNTS_MAX 10

struct growth {
    struct check *check;
    const struct relation_rule *rule;
    uint32_t rate, change;         /* change: FACT_NONE if not printed */
    int direction;                 /* of the change, else of the rate */
    uint32_t amounts[AMOUNTS_MAX]; /* nearest first */
    bool in_sentence[AMOUNTS_MAX];
    bool previous[AMOUNTS_MAX]; /* said to be last year's */
    size_t n;
    bool carried;  /* the first amount heads the sentence before */
    bool parallel; /* bound by position in three lists */
};

/* The change that belongs to a rate, or FACT_NONE. */
uint32_t growth_change(const struct document *doc, uint32_t rate);
/* Amounts that the rate may refer to, the likeliest first. */
void growth_amounts(struct growth *g);
/* "A and B are a and b, c and d less, down e% and f%": by position. Fills
 * change and the only amount of g; false if it is no such list. */
bool growth_parallel(struct growth *g);

#endif
