/* SPDX-License-Identifier: MIT */
/* Lines that `gouji reduce` reads: each is a record or a reason, and what is
 * taken from a stranger's record passes every reporter. */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/record.h"
#include "fuzz/reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
reports_hold(const struct record *record)
{
    struct report_options options = { .rules = rules_once() };
    struct gj_audit *audit = gj_audit_of(record_results(record));
    struct report_input input = { .path = "-", .audit = audit };
    const struct reporter *which;
    struct bytes out = { 0 };
    const char *wrong = report_all(&options, &input, &out, &which);

    if (wrong) {
        fprintf(stderr, "%s: %s\n", which ? which->name : "", wrong);
        abort();
    }
    free(out.bytes);
    gj_audit_free(audit);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;

    while (size > 0) {
        const char *lf = memchr(bytes, '\n', size);
        size_t line = lf ? (size_t)(lf - bytes) : size;
        const struct problem *problem = NULL;
        struct record *record =
            record_read(bytes, line, rules_once(), &problem);

        assert(record || problem);
        if (record && !record_head(record)->error)
            reports_hold(record);
        record_free(record);
        bytes += line + (lf != NULL);
        size -= line + (lf != NULL);
    }
    return 0;
}
