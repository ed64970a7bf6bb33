/* SPDX-License-Identifier: MIT */
/*
 * Records: audits read back from the JSON that report_json_record() writes,
 * for `gouji reduce` and the cache.
 *
 * Nothing in a record is believed: a member of the wrong type, a rule that
 * the rules in force do not have, an index out of range make it unreadable.
 */
#ifndef GJ_CLI_RECORD_H
#define GJ_CLI_RECORD_H

#include "cli/json.h"
#include "gouji.h"

struct record;

/* What a line of `gouji map` says besides its results.  Strings belong to the
 * record. */
struct record_head {
    const char *id;       /* text of "id"; another value as it is printed */
    const char *error;    /* message, or NULL */
    const char *rules;    /* digest of the rules that made it, or NULL */
    const char *version;  /* version of gouji that made it, or NULL */
    const char *sha256;   /* of the document, or NULL */
    const char *encoding; /* or NULL */
    bool whole;           /* has figures, relations and all lines */
    bool no_text;         /* there was nothing to check */
};

/* Read one object.  NULL: *problem says why.  rules must outlive the record;
 * NULL reads the head only. */
struct record *record_read(const char *bytes, size_t len,
                           const struct gj_rules *rules,
                           const struct problem **problem);
const struct record_head *record_head(const struct record *record);
/* Its results, which live as long as the record. */
const struct gj_results *record_results(const struct record *record);
void record_free(struct record *record);

#endif
