/* SPDX-License-Identifier: MIT */
/*
 * Slips that the figures of the document prove: the stated value is what
 * another computation gives, or another figure.
 *
 * Floor 8, private to diagnose/.
 */
#ifndef GJ_DIAGNOSE_PROOF_H
#define GJ_DIAGNOSE_PROOF_H

#include "diagnose/slip.h"

struct proof {
    const char *slip; /* as in README.md, or NULL */
    uint32_t witness; /* the figure that shows it, or FACT_NONE */
    uint32_t odds;    /* by chance, as in slip.h */
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
/* The score or weight of the same row is what is needed: no slip, but it speaks
 * for the figure. */
bool proof_row(const struct document *doc, uint32_t figure, struct dec needed);
/* A figure repeats one beside it, or that of the year before.  In tables, where
 * one source often is the total, only if it is certain that it is wrong. */
struct proof proof_copied(const struct document *doc, uint32_t figure,
                          bool certain);

#endif
