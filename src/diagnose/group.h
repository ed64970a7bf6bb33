/* SPDX-License-Identifier: MIT */
/*
 * Findings of one cause get one number.
 *
 * Floor 8, private to diagnose/.
 */
#ifndef GJ_DIAGNOSE_GROUP_H
#define GJ_DIAGNOSE_GROUP_H

#include "diagnose/diagnose.h"
#include "diagnose/web.h"

/* Set group and lead of all items (in order of place).  False when out of
 * memory. */
bool groups_form(struct web *web, struct explanation *items, size_t n);

#endif
