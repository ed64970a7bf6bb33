/* SPDX-License-Identifier: MIT */
/* What the kinds of faults share. */
#ifndef GJ_TESTS_FAULTS_H
#define GJ_TESTS_FAULTS_H

#include "fuzz/reports.h"

struct run {
    struct gj_rules *rules;
    struct {
        char *bytes;
        size_t len;
    } * docs;
    size_t ndocs;
    double per_mb; /* seconds of CPU time that a megabyte may take */

    size_t documents, bytes, refused, findings, wrong;
    double worst; /* seconds for one document */
    struct bytes out;
};

/* One document through everything. */
void fault_try(struct run *run, const char *bytes, size_t len);
/* Note that a document brought something to light. */
void fault_found(struct run *run, const char *bytes, size_t len,
                 const char *what);

void mutate_all(struct run *run, size_t count, unsigned long seed);
void alloc_all(struct run *run, size_t step);

#endif
