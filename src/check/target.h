/* SPDX-License-Identifier: MIT */
/*
 * Targets and results of the rows of score forms.
 *
 * Floor 7, private to check/.
 */
#ifndef GJ_CHECK_TARGET_H
#define GJ_CHECK_TARGET_H

#include "check/check.h"

struct target_pair {
    const struct record *record;
    uint32_t target, actual, weight, score; /* figures or FACT_NONE */
    enum comparator cmp;                    /* of the target */
    struct quantity t, a;
};

/* A target and a result that can be compared; false if there are none. */
bool target_pair_read(const struct document *doc, const struct record *record,
                      struct target_pair *p);
/* Is the result on the target's side?  The comparator of a copied target
 * ("≥95%" as result) keeps its direction; *known: there is one. */
struct outcome target_pair_outcome(const struct document *doc,
                                   struct target_pair *p, bool *known);
/* The whole cell is the number: nothing qualifies it. */
bool target_plain_cell(const struct document *doc,
                       const struct record_value *value);

/* sure: the form was read without guessing, or closes. */
typedef void target_row_fn(struct check *check,
                           const struct relation_rule *rule,
                           const struct record *record, bool sure);
/* Call row for each indicator of each score form. */
void target_each_leaf(struct check *check, const struct relation_rule *rule,
                      target_row_fn *row);

#endif
