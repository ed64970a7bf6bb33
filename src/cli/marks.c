/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* "confirmed" is a verdict too: the finding stands. */
static const char *
suppression(const struct known *review, const char *path,
            const char *fingerprint)
{
    const struct known_entry *entry = known_find(review, path, fingerprint);

    if (!entry)
        entry = known_find(review, NULL, fingerprint);
    if (!entry || strcmp(entry->state, "confirmed") == 0)
        return NULL;
    return entry->reason;
}

bool
marks_make(const struct verdicts *v, const char *path,
           const struct gj_audit *audit, struct marks *marks)
{
    size_t n;
    const struct gj_finding *f = gj_audit_findings(audit, &n);

    *marks = (struct marks){ 0 };
    if (v->review)
        marks->suppressed = calloc(n + 1, sizeof(*marks->suppressed));
    if (v->baseline)
        marks->baseline = calloc(n + 1, sizeof(*marks->baseline));
    if ((v->review && !marks->suppressed) ||
        (v->baseline && !marks->baseline)) {
        marks_free(marks);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (v->review)
            marks->suppressed[i] =
                suppression(v->review, path, f[i].fingerprint);
        if (v->baseline)
            marks->baseline[i] =
                known_find(v->baseline, path, f[i].fingerprint) ? "unchanged"
                                                                : "new";
    }
    return true;
}

void
marks_free(struct marks *marks)
{
    free(marks->suppressed);
    free(marks->baseline);
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
