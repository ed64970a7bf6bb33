/* SPDX-License-Identifier: MIT */
/*
 * When two figures mean one quantity, and when one is a slip of the other.
 *
 * Floor 7, private to check/.
 */
#ifndef GJ_CHECK_SAME_H
#define GJ_CHECK_SAME_H

#include "check/check.h"

/* As the document means it: a bare number of a form is in the unit that the
 * page announces. */
struct quantity meant_quantity(const struct document *doc, uint32_t figure);
const char *meant_print(struct check *check, uint32_t figure);
/* Equal in base units. */
bool base_equal(const struct document *doc, uint32_t a, uint32_t b);
/* Another figure of the report with the digits of this one, 10^4 or 10^8 times
 * it in base units or the other way round; UINT32_MAX if there is none.  Then
 * one of the two unit words is wrong. */
uint32_t unit_twin(const struct document *doc, uint32_t figure);
/* One typing slip apart: a digit changed, dropped or added, two neighbours
 * swapped, the point shifted.  Three digits or more on both sides. */
bool slip_apart(const struct document *doc, uint32_t a, uint32_t b);
/* The same for a printed value and one that was computed; *same_digits: only
 * the point is elsewhere.  Returns the digits of the longer one, or 0. */
unsigned slip_from(struct dec printed, struct dec meant, bool *same_digits);
/* Budgets of all kinds are one class, so are amounts and amounts spent; every
 * other role is its own. */
role_id role_class(const struct document *doc, uint32_t figure);
/* A mention in prose of the whole money: no words of a part in its clause. */
bool whole_mention(const struct document *doc, uint32_t figure);

#endif
