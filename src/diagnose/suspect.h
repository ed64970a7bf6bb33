/* SPDX-License-Identifier: MIT */
/*
 * Which figure of a violated relation is probably wrong.
 *
 * Floor 8, private to diagnose/.
 *
 * For every suspectable figure: the value it would need, how many other
 * relations that value would break or mend, and the slip that leads from it
 * to what is printed.
 */
#ifndef GJ_DIAGNOSE_SUSPECT_H
#define GJ_DIAGNOSE_SUSPECT_H

#include "diagnose/diagnose.h"
#include "diagnose/web.h"

struct suspects;

/* NULL when out of memory. */
struct suspects *suspects_new(struct document *doc,
                              const struct gj_options *options,
                              const struct result *results, size_t n);
/* Fill items and n of an explanation; false when out of memory. */
bool suspects_explain(struct suspects *suspects, struct explanation *e);

/* The web that the suspects are sought in. */
struct web *suspects_web(struct suspects *suspects);

#endif
