/* SPDX-License-Identifier: MIT */
/*
 * One way in which a violated relation may have come about: one figure or two
 * that should have another value.
 *
 * Floor 8, private to diagnose/.
 */
#ifndef GJ_DIAGNOSE_STORY_H
#define GJ_DIAGNOSE_STORY_H

#include "diagnose/need.h"

struct story {
    struct story_change {
        uint32_t term, figure;
        struct dec needed; /* as it would be printed, without hidden sign */
        struct range range;
        const char *slip; /* NULL: none */
    } change[2];
    size_t n;
    size_t broken, mended;
    size_t witnesses; /* other relations that hold with the print as well */
    uint32_t odds;    /* of the slip by chance: slip.h */
    uint32_t limit;   /* odds up to which it is told */
    uint32_t witness; /* figure that shows the slip, or FACT_NONE */
};

/* The story in words; its cause is NULL when out of memory. */
struct gj_diagnosis story_diagnosis(const struct document *doc,
                                    enum gj_lang lang,
                                    const struct story *story);

#endif
