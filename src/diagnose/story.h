/* SPDX-License-Identifier: MIT */
/*
 * One way in which a violated relation may have come about: one figure or two
 * that should have another value.
 *
 * Floor 8, private to diagnose/.
 */
#ifndef GJ_DIAGNOSE_STORY_H
#define GJ_DIAGNOSE_STORY_H

#include "check/check.h"

struct story {
    struct {
        uint32_t term, figure;
        struct dec needed; /* as it would be printed, without hidden sign */
        const char *slip;
    } change[2];
    size_t n;
    size_t broken, mended;
    uint32_t witness; /* figure that shows the slip, or FACT_NONE */
};

/* The story in words; its cause is NULL when out of memory. */
struct gj_diagnosis story_diagnosis(const struct document *doc,
                                    enum gj_lang lang,
                                    const struct story *story);

#endif
