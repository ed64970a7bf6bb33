/* SPDX-License-Identifier: MIT */
/*
 * What one figure would have to be.
 *
 * Floor 8, private to diagnose/.
 *
 * The printed values with which a relation holds, all other terms as they
 * are, make up a range; the ranges of all relations of a figure are
 * intersected as far as they meet.
 */
#ifndef GJ_DIAGNOSE_NEED_H
#define GJ_DIAGNOSE_NEED_H

#include "diagnose/web.h"

/* Closed, in the unit of the figure and in the sign that is printed; both ends
 * have the same number of decimals, those of the print or more. */
struct range {
    struct dec lo, hi;
    struct dec at; /* what the printed values of the others give, rounded */
};

/* The range of one term, the others as in the relation with these changes.
 * False if it cannot be told or is empty. */
bool need_of_term(struct web *web, const struct result *r, uint32_t term,
                  const struct web_change *changes, size_t n,
                  struct range *out);
/* The range of a term of a violated relation, narrowed by the other relations
 * of the figure so that as many as possible hold. */
bool need_in_web(struct web *web, const struct result *r, uint32_t term,
                 struct range *out);
/* What the others give, or, where that is outside, the value in the middle. */
struct dec need_middle(const struct range *range);
/* How many values of so many decimals lie in the range. */
uint64_t need_width(const struct range *range, unsigned scale);

#endif
