/* SPDX-License-Identifier: MIT */
/*
 * A fingerprint names a finding across edits elsewhere in the document: it
 * depends on the rule, the figures' texts and roles and the names around
 * them.  Equal ones get an ordinal.
 */
#include <string.h>

#include "audit/audit.h"
#include "base/buf.h"
#include "base/sha256.h"

#define FINGERPRINT_HEX 16

static bool
fingerprint_one(struct gj_audit *a, struct gj_finding *f)
{
    struct buf key, out;
    char hex[65];

    buf_init(&key, &a->arena);
    buf_puts(&key, f->rule->code);
    for (size_t i = 0; i < f->nterms; i++) {
        const struct gj_figure *figure = f->terms[i].figure;

        buf_char(&key, '\n');
        buf_puts(&key, f->terms[i].term);
        buf_char(&key, '\t');
        for (const char *p = figure->text; *p; p++)
            if (!strchr(" \t\r\n", *p))
                buf_char(&key, *p);
        buf_char(&key, '\t');
        buf_puts(&key, figure->role);
        buf_char(&key, '\t');
        buf_puts(&key, figure->label);
    }
    sha256_hex(key.ptr, key.len, hex);
    buf_init(&out, &a->arena);
    buf_put(&out, hex, FINGERPRINT_HEX);
    f->fingerprint = buf_cstr(&out);
    return !key.failed && !out.failed;
}

static const char *
with_ordinal(struct gj_audit *a, const char *fingerprint, unsigned n)
{
    struct buf out;

    buf_init(&out, &a->arena);
    buf_printf(&out, "%.*s-%u", FINGERPRINT_HEX, fingerprint, n);
    return buf_cstr(&out);
}

/* Findings are few (diagnose() caps them), so pairs are cheap. */
bool
audit_fingerprint(struct gj_audit *a)
{
    for (size_t i = 0; i < a->nfindings; i++) {
        unsigned same = 1;

        if (!fingerprint_one(a, &a->findings[i]))
            return false;
        for (size_t k = 0; k < i; k++)
            same += !strncmp(a->findings[k].fingerprint,
                             a->findings[i].fingerprint, FINGERPRINT_HEX);
        if (same > 1)
            a->findings[i].fingerprint =
                with_ordinal(a, a->findings[i].fingerprint, same);
    }
    return true;
}
