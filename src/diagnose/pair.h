/* SPDX-License-Identifier: MIT */
/*
 * Two figures that must both be wrong.
 *
 * Floor 8, private to diagnose/.
 */
#ifndef GJ_DIAGNOSE_PAIR_H
#define GJ_DIAGNOSE_PAIR_H

#include "diagnose/story.h"

/* A term of a violated relation, corrected as another violated relation wants
 * it, and a second term that the first then needs; both by a plain slip, and
 * nothing broken.  False if there is no such pair. */
bool pair_tell(struct web *web, const struct result *r, uint32_t term,
               struct story *out);

#endif
