/* SPDX-License-Identifier: MIT */
/*
 * Findings by group: the lead first, its consequences after it.
 *
 * Floor 10, private to this folder.
 */
#ifndef GJ_REPORT_GROUP_H
#define GJ_REPORT_GROUP_H

#include "report/report_int.h"

#define GROUP_END SIZE_MAX

/* next[i] is the finding to show after i in its group, GROUP_END at the end;
 * starts[i] tells whether i is the one to show first. */
struct groups {
    size_t *next;
    bool *starts;
};

/* Groups the active findings.  False if there is no memory; then nothing
 * needs freeing. */
bool groups_build(struct groups *g, const struct report_input *input);
void groups_free(struct groups *g);

/* How many suspects people are shown: those of the first rank, and later ones
 * of whom a slip is told or who would explain several relations.  Machine
 * formats have all of them. */
size_t suspects_shown(const struct gj_finding *f);

#endif
