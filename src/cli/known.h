/* SPDX-License-Identifier: MIT */
/*
 * Findings that somebody knows already: a baseline (gouji.baseline/1) or what
 * reviewers have said (gouji.review/1).
 *
 *     {"schema": "gouji.review/1", "entries": [
 *       {"path": "a.txt", "fingerprint": "...", "state": "误报",
 *        "reason": "...", "who": "...", "date": "2024-05-06",
 *        "expires": "2025-05-06", "rule": "GJ101", "message": "..."}]}
 *
 * Files are read strictly: a member with a typing error must not let a
 * finding pass.
 */
#ifndef GJ_CLI_KNOWN_H
#define GJ_CLI_KNOWN_H

#include "cli/cli.h"

/* All strings malloc()ed, NULL where absent. */
struct known_entry {
    char *path; /* NULL (reviews only): wherever the fingerprint is */
    char *fingerprint, *rule, *message;
    char *state; /* in Chinese, as in the table of states */
    char *reason, *who, *date, *expires; /* dates: YYYY-MM-DD */
    bool seen;                           /* its document was audited */
    bool used;                           /* and has the finding */
};
struct known {
    struct known_entry *entries;
    size_t n, cap;
};

enum known_kind { KNOWN_BASELINE, KNOWN_REVIEW };

/* Takes the strings of the entry, also when it fails. */
bool known_add(struct known *known, struct known_entry *entry);
void known_entry_free(struct known_entry *entry);
/* By path and fingerprint; of equal ones the last that was added stays.
 * False when out of memory. */
bool known_sort(struct known *known);
/* The entry of a finding, or NULL.  Sorted known only. */
struct known_entry *known_find(const struct known *known, const char *path,
                               const char *fingerprint);
/* A document was audited: entries of it that are not used are stale. */
void known_see(struct known *known, const char *path);
void known_free(struct known *known);

/* ---- known_read.c ---- */

/* What a reviewer can say; NULL past the end. */
struct review_state {
    const char *zh, *en;
    bool suppresses; /* the finding does not count */
};
const struct review_state *review_state_at(size_t i);
/* By either name; NULL: there is no such state. */
const struct review_state *review_state_find(const char *name);
/* A date as people and spreadsheets write it (2024-5-6, 2024/05/06,
 * 2024年5月6日) as YYYY-MM-DD.  False: no date. */
bool review_date(const char *text, char out[11]);

/* Read the bytes of a file into *known, sorted.  False with *err in lang;
 * *known is to be freed either way. */
bool known_parse(const char *bytes, size_t len, enum known_kind kind,
                 enum gj_lang lang, struct known *known, struct gj_error *err);
/* Read the file; false after a complaint. */
bool known_read(const struct settings *s, const char *name,
                enum known_kind kind, struct known *known);
/* Write it, one entry a line; false after a complaint. */
bool known_write(const struct settings *s, const char *name,
                 enum known_kind kind, const struct known *known);
/* Tell of entries whose findings are gone, and of reviews that have expired:
 * how many, and which with all. */
void known_tell(const struct settings *s, const char *name,
                enum known_kind kind, const struct known *known, bool all);
/* Is it over by this day? */
bool known_expired(const struct known_entry *entry, const char *today);
/* YYYY-MM-DD in UTC; of $SOURCE_DATE_EPOCH where that is set. */
void today(char out[11]);

#endif
