/* SPDX-License-Identifier: MIT */
/*
 * The core as a WebAssembly module: what worker.js calls.
 *
 * Strings go in as a pointer into memory of web_take() and a length, and come
 * out in one buffer, web_out() and web_out_len(), good until the next call.
 * The module keeps the rules, the last audit and one report in the making.
 */
#include <stdlib.h>
#include <string.h>

#include "gouji.h"
#include "input/input.h"
#include "report/report.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

void *EXPORT(web_take)(size_t len);
void EXPORT(web_leave)(void *memory);
const char *EXPORT(web_out)(void);
size_t EXPORT(web_out_len)(void);
int EXPORT(web_start)(void);
void EXPORT(web_about)(void);
int EXPORT(web_choose)(const char *bytes, size_t len, int lang);
int EXPORT(web_valid)(const char *bytes, size_t len);
void EXPORT(web_sha256)(const char *bytes, size_t len);
int EXPORT(web_audit)(const char *text, size_t len, int lang, int strict);
int EXPORT(web_report_begin)(int view, const char *format, int lang);
int EXPORT(web_report_input)(const char *fields, size_t len);
int EXPORT(web_report_end)(void);

/* Members of the fields of an input, each ended by NUL; then, where there is
 * a review, those of each finding: why it does not count (empty: it does) and
 * what the reviewer said. */
enum field { FIELD_PATH, FIELD_SHA256, FIELD_ENCODING, FIELD_ERROR, FIELDS };
enum said {
    SAID_SUPPRESSED,
    SAID_STATE,
    SAID_REASON,
    SAID_WHO,
    SAID_DATE,
    SAID_EXPIRES,
    SAID
};

struct failure {
    char *path, *error;
};

static struct {
    struct gj_rules *rules;
    struct gj_audit *audit;
    /* the report in the making */
    const struct reporter *reporter;
    struct report_options options;
    struct sink sink;
    size_t index;
    struct failure *failures;
    size_t nfailures;
    /* what the last call had to say */
    char *out;
    size_t len, cap;
} page;

/* ---- the buffer ---- */

static bool
out_write(void *user, const char *bytes, size_t len)
{
    (void)user;
    if (page.cap - page.len <= len) {
        size_t cap = (page.len + len + 1) * 2;
        char *out = realloc(page.out, cap);

        if (!out)
            return false;
        page.out = out;
        page.cap = cap;
    }
    memcpy(page.out + page.len, bytes, len);
    page.len += len;
    page.out[page.len] = '\0';
    return true;
}

static struct sink
out_begin(void)
{
    page.len = 0;
    return (struct sink){ .write = out_write };
}

static void
out_text(const char *text)
{
    struct sink sink = out_begin();

    sink_puts(&sink, text);
}

void *
web_take(size_t len)
{
    return malloc(len ? len : 1);
}

void
web_leave(void *memory)
{
    free(memory);
}

const char *
web_out(void)
{
    return page.out;
}

size_t
web_out_len(void)
{
    return page.len;
}

/* ---- rules ---- */

int
web_start(void)
{
    struct gj_error err = { 0 };
    size_t n;
    const struct gj_file *files = gj_builtin_rules(&n);

    if (gj_rules_load(files, n, &page.rules, &err) == GJ_OK)
        return 1;
    out_text(err.message);
    return 0;
}

static void
put_string(struct sink *sink, const char *text)
{
    text = text ? text : "";
    report_json_string(sink, text, strlen(text));
}

static void
put_rule(struct sink *sink, const struct gj_rule *rule)
{
    const struct {
        const char *name, *text;
    } members[] = {
        { "code", rule->code },
        { "id", rule->id },
        { "formula_zh", rule->formula[GJ_ZH] },
        { "formula_en", rule->formula[GJ_EN] },
        { "tolerance_zh", rule->tolerance[GJ_ZH] },
        { "tolerance_en", rule->tolerance[GJ_EN] },
        { "source", rule->source },
        { "zh", rule->title[GJ_ZH] },
        { "en", rule->title[GJ_EN] },
        { "why_zh", rule->why[GJ_ZH] },
        { "why_en", rule->why[GJ_EN] },
    };

    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        sink_puts(sink, i ? ", " : "{");
        put_string(sink, members[i].name);
        sink_puts(sink, ": ");
        put_string(sink, members[i].text);
    }
    sink_puts(sink, "}");
}

/* The program and its rules, as JSON. */
void
web_about(void)
{
    struct sink sink = out_begin();
    size_t n = gj_rules_count(page.rules);

    sink_puts(&sink, "{\"version\": \"" GJ_VERSION "\", \"rules\": ");
    put_string(&sink, gj_rules_version(page.rules));
    sink_puts(&sink, ", \"sha256\": ");
    put_string(&sink, gj_rules_sha256(page.rules));
    sink_puts(&sink, ", \"list\": [");
    for (size_t i = 0; i < n; i++) {
        sink_puts(&sink, i ? ", " : "");
        put_rule(&sink, gj_rules_at(page.rules, i));
    }
    sink_puts(&sink, "]}");
}

/* ---- bytes ---- */

/* The encoding of a file goes to the buffer; returns the length of its byte
 * order mark, or -1 where the file holds no text, and the buffer says why. */
int
web_choose(const char *bytes, size_t len, int lang)
{
    struct input_options options = { .lang = lang ? GJ_EN : GJ_ZH };
    struct gj_error err = { 0 };
    size_t from;

    if (input_refused(bytes, len, &options, &err) != GJ_OK) {
        out_text(err.message);
        return -1;
    }
    out_text(input_choose(bytes, len, NULL, &from));
    return (int)from;
}

/* How many bytes are valid UTF-8. */
int
web_valid(const char *bytes, size_t len)
{
    return (int)input_utf8_check(bytes, len);
}

void
web_sha256(const char *bytes, size_t len)
{
    char hex[65];

    input_sha256(bytes, len, hex);
    out_text(hex);
}

/* ---- audit ---- */

/* Audits the text; on failure (0) the buffer has the message.  An empty text
 * is none: there is no audit, and the report says so. */
int
web_audit(const char *text, size_t len, int lang, int strict)
{
    struct gj_options options = { .lang = lang ? GJ_EN : GJ_ZH,
                                  .strict = strict != 0 };
    struct gj_error err = { 0 };

    gj_audit_free(page.audit);
    page.audit = NULL;
    if (input_blank(text, len) || gj_audit_run(page.rules, text, len, &options,
                                               &page.audit, &err) == GJ_OK)
        return 1;
    page.audit = NULL;
    input_localize(&err, options.lang);
    out_text(err.message);
    return 0;
}

/* ---- reports ---- */

/* Begins the report of a view (enum report_view) in the buffer; 0: there is
 * no such format. */
int
web_report_begin(int view, const char *format, int lang)
{
    page.reporter = reporter_find((enum report_view)view, format);
    if (!page.reporter)
        return 0;
    page.options = (struct report_options){ .lang = lang ? GJ_EN : GJ_ZH,
                                            .rules = page.rules };
    page.sink = out_begin();
    page.index = 0;
    page.reporter->begin(&page.sink, &page.options);
    return 1;
}

static bool
failure_add(const char *path, const char *error)
{
    size_t n = page.nfailures;
    struct failure *failures =
        realloc(page.failures, (n + 1) * sizeof(*failures));

    if (!failures)
        return false;
    page.failures = failures;
    failures[n].path = strdup(path);
    failures[n].error = strdup(error);
    if (!failures[n].path || !failures[n].error) {
        free(failures[n].path);
        free(failures[n].error);
        return false;
    }
    page.nfailures++;
    return true;
}

/* The review as the reporters want it. */
struct said_of {
    const char **suppressed;
    struct report_review *review;
};

/* n strings from what follows the fields; the rest is NULL. */
static const char *
take_strings(const char *at, const char *end, const char **out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        out[i] = at < end && *at ? at : NULL;
        if (at < end)
            at += strlen(at) + 1;
    }
    return at;
}

static bool
said_read(const char *at, const char *end, size_t n, struct said_of *out)
{
    out->suppressed = calloc(n + 1, sizeof(*out->suppressed));
    out->review = calloc(n + 1, sizeof(*out->review));
    if (!out->suppressed || !out->review)
        return false;
    for (size_t i = 0; i < n; i++) {
        const char *said[SAID];

        at = take_strings(at, end, said, SAID);
        out->suppressed[i] = said[SAID_SUPPRESSED];
        out->review[i] = (struct report_review){
            .state = said[SAID_STATE],
            .reason = said[SAID_REASON],
            .who = said[SAID_WHO],
            .date = said[SAID_DATE],
            .expires = said[SAID_EXPIRES],
        };
    }
    return true;
}

static void
said_free(struct said_of *said)
{
    free(said->suppressed);
    free(said->review);
}

/* Adds the last audit, or an error, to the report.  fields ends with NUL. */
int
web_report_input(const char *fields, size_t len)
{
    const char *field[FIELDS], *end = fields + len;
    const char *at = take_strings(fields, end, field, FIELDS);
    struct report_input input = { .path = field[FIELD_PATH],
                                  .error = field[FIELD_ERROR] };
    struct gj_notice empty = input_no_text(false, page.options.lang);
    struct said_of said = { 0 };
    size_t n = 0;
    bool ok = input.path != NULL;

    if (input.error) {
        ok = ok && failure_add(input.path, input.error);
    } else {
        input.sha256 = field[FIELD_SHA256];
        input.encoding = field[FIELD_ENCODING];
        input.audit = page.audit;
        input.notices = &empty;
        input.nnotices = page.audit ? 0 : 1;
        if (input.audit)
            (void)gj_audit_findings(input.audit, &n);
        ok = ok && said_read(at, end, n, &said);
        if (at < end) {
            input.suppressed = said.suppressed;
            input.review = said.review;
        }
    }
    if (ok)
        page.reporter->input(&page.sink, &page.options, &input, page.index++);
    said_free(&said);
    return ok && !page.sink.failed;
}

/* Ends the report, which is now in the buffer. */
int
web_report_end(void)
{
    struct report_input *failed = calloc(page.nfailures + 1, sizeof(*failed));

    for (size_t i = 0; i < page.nfailures; i++) {
        if (failed)
            failed[i] =
                (struct report_input){ .path = page.failures[i].path,
                                       .error = page.failures[i].error };
    }
    page.reporter->end(&page.sink, &page.options, failed,
                       failed ? page.nfailures : 0);
    for (size_t i = 0; i < page.nfailures; i++) {
        free(page.failures[i].path);
        free(page.failures[i].error);
    }
    free(page.failures);
    page.failures = NULL;
    page.nfailures = 0;
    free(failed);
    return !page.sink.failed;
}
