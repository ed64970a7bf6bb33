/* SPDX-License-Identifier: MIT */
/*
 * Findings of one cause get one number.
 *
 * Floor 8, private to diagnose/.
 */
#ifndef GJ_DIAGNOSE_GROUP_H
#define GJ_DIAGNOSE_GROUP_H

#include "diagnose/diagnose.h"

/* Set group and lead of all items (in order of place).  False when out of
 * memory. */
bool groups_form(struct document *doc, const struct result *results,
                 struct explanation *items, size_t n);

#endif
