/* SPDX-License-Identifier: MIT */
/* The whole audit under the built-in rules, and every reporter: any bytes end
 * in a status, every figure of a finding is the source at its place, every
 * output is what its format wants, and a record of it that is read again
 * gives the same output. */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/record.h"
#include "fuzz/reports.h"
#include "fuzz/wellformed.h"
#include "gouji.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const stages[] = { "text",  "layout",    "figures",
                                      "facts", "relations", "findings" };

static bool
swallow(void *user, const char *bytes, size_t len)
{
    (void)bytes;
    *(size_t *)user += len;
    return true;
}

/* The byte at which the code point number `offset` begins. */
static const char *
at(const char *text, const char *end, size_t offset)
{
    for (; text < end; text++)
        if (((unsigned char)*text & 0xC0) != 0x80 && offset-- == 0)
            break;
    return text;
}

static void
places_hold(const struct gj_audit *audit, const char *text, size_t size)
{
    size_t n;
    const struct gj_finding *findings = gj_audit_findings(audit, &n);

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < findings[i].nterms; k++) {
            const struct gj_figure *f = findings[i].terms[k].figure;
            const char *begin = at(text, text + size, f->place.offset);
            const char *end = at(begin, text + size, f->place.length);

            assert(strlen(f->text) == (size_t)(end - begin));
            assert(memcmp(f->text, begin, (size_t)(end - begin)) == 0);
            assert(f->place.line >= 1 && f->place.column >= 1);
            assert(f->place.line <= f->place.end_line);
        }
}

static void
must(const char *wrong, const char *what)
{
    if (!wrong)
        return;
    fprintf(stderr, "%s: %s\n", what, wrong);
    abort();
}

/* The formats that show the most, from a record of the audit. */
static void
record_agrees(const struct report_options *options,
              const struct report_input *input)
{
    static const size_t shown[] = { 0, 1, 4, 10, 13 };
    struct bytes line = { 0 }, direct = { 0 }, again = { 0 };
    struct sink sink = { .write = bytes_write, .user = &line };
    struct report_input kept = *input;
    const struct problem *problem;
    struct record *record;
    struct gj_audit *audit;

    sink_puts(&sink, "{");
    report_json_record(&sink, input, rules_once(), true);
    sink_puts(&sink, "}");
    must(wellformed_json(line.bytes, line.len), "record");
    record = record_read(line.bytes, line.len, rules_once(), &problem);
    must(record ? NULL : problem->text[GJ_EN], "record_read");
    kept.audit = audit = gj_audit_of(record_results(record));
    for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
        const struct reporter *r = reporter_at(shown[i]);

        report_one(r, options, input, &direct);
        report_one(r, options, &kept, &again);
        if (direct.len != again.len ||
            memcmp(direct.bytes, again.bytes, direct.len) != 0)
            must("differs from the audit itself", r->name);
    }
    gj_audit_free(audit);
    record_free(record);
    free(line.bytes);
    free(direct.bytes);
    free(again.bytes);
}

static void
reports_hold(const struct gj_audit *audit, enum gj_lang lang, const char *path)
{
    struct report_options options = { .lang = lang, .rules = rules_once() };
    struct report_input input = {
        .path = path, .sha256 = "0", .encoding = "UTF-8", .audit = audit
    };
    const struct reporter *which;
    struct bytes out = { 0 };
    const char *wrong = report_all(&options, &input, &out, &which);

    must(wrong, which ? which->name : "");
    record_agrees(&options, &input);
    free(out.bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct gj_options options = { .lang = size % 2 ? GJ_ZH : GJ_EN,
                                  .strict = size % 3 == 0 };
    const char *text = (const char *)data;
    struct gj_audit *audit = NULL;
    struct gj_error err;
    size_t written = 0;
    char path[41] = "";

    if (gj_audit_run(rules_once(), text, size, &options, &audit, &err) !=
        GJ_OK) {
        gj_audit_free(audit);
        return 0;
    }
    places_hold(audit, text, size);
    for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
        gj_audit_dump(audit, stages[i], swallow, &written, &err);
    if (size % 5 == 0) /* a file may have any name */
        memcpy(path, data, size < 40 ? size : 40);
    reports_hold(audit, options.lang, path[0] ? path : "-");
    gj_audit_free(audit);
    return 0;
}
