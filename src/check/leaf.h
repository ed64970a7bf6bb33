/* SPDX-License-Identifier: MIT */
/*
 * Names of indicators, compared; leaf records, judged.
 *
 * Floor 7, private to check/.
 */
#ifndef GJ_CHECK_LEAF_H
#define GJ_CHECK_LEAF_H

#include "check/check.h"

/* Similarity of two names by shared pairs of characters, 0..100. */
unsigned name_similarity(struct str a, struct str b);

/* Does the record's achieved value meet its target?  +1 yes, -1 no, 0 cannot
 * be told (text, other units, no direction). */
int leaf_meets(const struct document *doc, const struct record *record);

#endif
