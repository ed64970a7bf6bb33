/* SPDX-License-Identifier: MIT */
/* The whole audit under the built-in rules, and every reporter: any bytes end
 * in a status, and every figure of a finding is the source at its place. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gouji.h"
#include "report/report.h"

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

/* Loaded once: what is fuzzed is the document. */
static const struct gj_rules *
rules_once(void)
{
    static struct gj_rules *rules;
    struct gj_error err;
    size_t n;
    const struct gj_file *files = gj_builtin_rules(&n);

    if (!rules && gj_rules_load(files, n, &rules, &err) != GJ_OK)
        abort();
    return rules;
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

/* A workbook that swallows its cells. */
static bool
book_sheet(void *book, const char *name, const struct report_column *columns,
           size_t n)
{
    assert(n > 0 && columns[0].name);
    return swallow(book, name, strlen(name));
}

static bool
book_cell(void *book, size_t sheet, const char *text)
{
    assert(sheet < 64);
    return !text || swallow(book, text, strlen(text));
}

static bool
book_count(void *book, size_t sheet, size_t n)
{
    (void)n;
    return book_cell(book, sheet, "0");
}

static bool
book_link(void *book, size_t sheet, const char *text, size_t to, size_t row)
{
    assert(to < 64 && row > 0);
    return book_cell(book, sheet, text);
}

static bool
book_row(void *book, size_t sheet)
{
    return book_cell(book, sheet, NULL);
}

static bool
book_close(void *book, gj_write *write, void *user)
{
    (void)book;
    return write(user, "end", 3);
}

static void
report_all(const struct gj_audit *audit, size_t *written)
{
    struct report_options options = { .lang = GJ_ZH, .rules = rules_once() };
    struct report_input input = {
        .path = "-", .sha256 = "0", .encoding = "UTF-8", .audit = audit
    };
    const struct report_book book = { book_sheet, book_cell, book_count,
                                      book_link,  book_row,  book_close,
                                      written };
    const struct reporter *reporter;

    for (size_t i = 0; (reporter = reporter_at(i)); i++) {
        struct sink sink = { .write = swallow,
                             .book = &book,
                             .user = written };

        reporter->begin(&sink, &options);
        reporter->input(&sink, &options, &input, 0);
        reporter->end(&sink, &options, NULL, 0);
        assert(!sink.failed);
    }
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

    if (gj_audit_run(rules_once(), text, size, &options, &audit, &err) !=
        GJ_OK) {
        gj_audit_free(audit);
        return 0;
    }
    places_hold(audit, text, size);
    for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
        gj_audit_dump(audit, stages[i], swallow, &written, &err);
    report_all(audit, &written);
    gj_audit_free(audit);
    return 0;
}
