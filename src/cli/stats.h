/* SPDX-License-Identifier: MIT */
/*
 * --stats: how long each step of a run took, as one line of JSON on standard
 * error.  Times are CPU time of the thread that did the step.
 */
#ifndef GJ_CLI_STATS_H
#define GJ_CLI_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "gouji.h"

/* Steps of the program around those of the audit. */
enum step {
    STEP_AUDIT = 0, /* and the stages of an audit from here */
    STEP_READ = GJ_STAGES,
    STEP_DECODE,
    STEP_REPORT,
    STEPS
};

struct stats {
    bool on;
    unsigned long long last; /* ns, when the last step was done */
    unsigned long long ns[STEPS];
    unsigned long long documents, bytes;
};

/* The time from here on belongs to the step that is done next. */
void stats_start(struct stats *stats);
void stats_done(struct stats *stats, enum step step);
/* The same as a gj_options.stage_done; user is a struct stats. */
void stats_stage(void *user, enum gj_stage stage);
/* Add those of one document. */
void stats_add(struct stats *all, const struct stats *one, size_t bytes);
void stats_print(const struct stats *all, unsigned jobs, FILE *out);

#endif
