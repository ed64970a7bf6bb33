/* SPDX-License-Identifier: MIT */
/*
 * What the targets share: the rules, and all reporters over one input with
 * what wellformed.h says of each output.
 */
#ifndef GJ_TESTS_REPORTS_H
#define GJ_TESTS_REPORTS_H

#include <stdbool.h>
#include <stddef.h>

#include "report/report.h"

/* The built-in rules, loaded once: what is fuzzed is the document. */
const struct gj_rules *rules_once(void);

/* Growing bytes; zeroed to begin with, free(bytes) at the end. */
struct bytes {
    char *bytes;
    size_t len, cap;
};

/* A gj_write that appends to a struct bytes. */
bool bytes_write(void *bytes, const char *text, size_t len);

/* One reporter from begin to end into *out (emptied first).  False: the sink
 * failed. */
bool report_one(const struct reporter *reporter,
                const struct report_options *options,
                const struct report_input *input, struct bytes *out);

/* Each reporter; NULL, or what is wrong with the output of *which. */
const char *report_all(const struct report_options *options,
                       const struct report_input *input, struct bytes *out,
                       const struct reporter **which);

#endif
