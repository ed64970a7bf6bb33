/* SPDX-License-Identifier: MIT */
/*
 * Diagnosis: results become findings, findings of one cause become a group,
 * and the figure that is probably wrong is named with the slip that explains
 * it.
 *
 * Floor 8.
 */
#ifndef GJ_DIAGNOSE_DIAGNOSE_H
#define GJ_DIAGNOSE_DIAGNOSE_H

#include "check/check.h"

struct explanation {
    uint32_t result;
    enum gj_severity severity;
    unsigned group;
    bool lead;
    struct gj_diagnosis *items;
    size_t n;
};

struct explanations {
    struct explanation *items;
    size_t n;
};

/* One explanation for every violated, truncated or last-digit result that
 * becomes a finding, in order of place. */
enum gj_status diagnose(struct document *doc, const struct gj_options *options,
                        const struct result *results, size_t nresults,
                        struct explanations *out, struct gj_error *err);

#endif
