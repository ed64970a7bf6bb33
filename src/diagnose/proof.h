/* SPDX-License-Identifier: MIT */
/*
 * Slips that the figures of the document prove: the stated value is what
 * another computation gives, or another figure.
 *
 * Floor 8, private to diagnose/.
 */
#ifndef GJ_DIAGNOSE_PROOF_H
#define GJ_DIAGNOSE_PROOF_H

#include "check/check.h"

struct proof {
    const char *slip; /* as in README.md, or NULL */
    uint32_t witness; /* the figure that shows it, or FACT_NONE */
};

/* The stated term of a violated relation was computed in another way: an item
 * left out or subtracted, part and whole exchanged, another base.  scratch has
 * room for the terms. */
struct proof proof_computed(const struct document *doc, const struct result *r,
                            struct quantity *scratch);
/* A weight that another form of the field has, where that of the document's
 * own form is needed. */
struct proof proof_weight(const struct document *doc, uint32_t figure,
                          struct dec needed);
/* A figure repeats one beside it, or that of the year before. */
struct proof proof_copied(const struct document *doc, uint32_t figure);

#endif
