/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/known.h"

static struct report_review
review_of(const struct settings *s, const struct known_entry *e)
{
    const struct review_state *state = review_state_find(e->state);

    return (struct report_review){
        .state = s->machine_lang == GJ_EN && state ? state->en : e->state,
        .reason = e->reason,
        .who = e->who,
        .date = e->date,
        .expires = e->expires,
    };
}

/* What the reviewers say of one finding; of this document before any. */
static void
apply_review(const struct verdicts *v, const char *path,
             const char *fingerprint, struct marks *marks, size_t i)
{
    struct known_entry *entry = known_find(v->review, path, fingerprint);
    const struct review_state *state;

    if (!entry)
        entry = known_find(v->review, NULL, fingerprint);
    if (!entry)
        return;
    entry->used = true;
    state = review_state_find(entry->state);
    marks->review[i] = review_of(v->settings, entry);
    if (state && state->suppresses && !known_expired(entry, v->today))
        marks->suppressed[i] = entry->reason;
}

static bool
marks_room(const struct verdicts *v, struct marks *marks, size_t n)
{
    *marks = (struct marks){ 0 };
    if (v->review) {
        marks->suppressed = calloc(n + 1, sizeof(char *));
        marks->review = calloc(n + 1, sizeof(*marks->review));
    }
    if (v->baseline)
        marks->baseline = calloc(n + 1, sizeof(char *));
    return (!v->review || (marks->suppressed && marks->review)) &&
           (!v->baseline || marks->baseline);
}

bool
marks_make(const struct verdicts *v, const char *path,
           const struct gj_audit *audit, struct marks *marks)
{
    size_t n;
    const struct gj_finding *f = gj_audit_findings(audit, &n);

    if (!marks_room(v, marks, n)) {
        marks_free(marks);
        return false;
    }
    if (v->review)
        known_see(v->review, path);
    if (v->baseline)
        known_see(v->baseline, path);
    for (size_t i = 0; i < n; i++) {
        struct known_entry *entry =
            v->baseline ? known_find(v->baseline, path, f[i].fingerprint)
                        : NULL;

        if (v->review)
            apply_review(v, path, f[i].fingerprint, marks, i);
        if (v->baseline)
            marks->baseline[i] = entry ? "unchanged" : "new";
        if (entry)
            entry->used = true;
    }
    return true;
}

void
marks_free(struct marks *marks)
{
    free(marks->suppressed);
    free(marks->baseline);
    free(marks->review);
    *marks = (struct marks){ 0 };
}

bool
marks_fail(int fail_on, const struct gj_audit *audit,
           const struct marks *marks)
{
    size_t n;
    const struct gj_finding *f = gj_audit_findings(audit, &n);

    for (size_t i = 0; i < n; i++) {
        if (marks->suppressed && marks->suppressed[i])
            continue;
        if (marks->baseline && strcmp(marks->baseline[i], "unchanged") == 0)
            continue;
        if ((int)f[i].severity >= fail_on)
            return true;
    }
    return false;
}
