/* SPDX-License-Identifier: MIT */
/*
 * How far a run has come, on standard error: a line that is written over, on
 * a terminal only and not with --quiet.
 */
#ifndef GJ_CLI_PROGRESS_H
#define GJ_CLI_PROGRESS_H

#include "cli/cli.h"

struct progress {
    const struct settings *settings;
    bool on, shown;         /* shown: the line is there */
    long long start, wrote; /* ms */
    size_t done, total, findings;
    unsigned long long bytes;
};

struct progress progress_start(const struct settings *s, size_t total);
/* Take the line away, before anything else is written. */
void progress_clear(struct progress *p);
/* One document more. */
void progress_step(struct progress *p, const struct document *doc);
/* What an interrupted run leaves. */
void progress_interrupted(const struct progress *p);

#endif
