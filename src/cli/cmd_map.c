/* SPDX-License-Identifier: MIT */
/*
 * map: one JSON object a line in, one a line out, for engines that pipe
 * records through a program.  A bad line is answered, never fatal.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/json.h"
#include "cli/profile.h"

/* clang-format off */
static const struct problem repeated = { { "重复的成员", "repeated member" } };
static const struct problem blank = { { "空行", "blank line" } };
static const struct problem no_text = { { "缺少成员 text", "member \"text\" is missing" } };
static const struct problem bad_text = { { "成员 text 不是字符串", "member \"text\" is not a string" } };
static const struct problem no_memory = { { "内存不足", "out of memory" } };
static const struct problem too_long = { { "超过行长上限", "line over the limit" } };
/* clang-format on */

struct mapper {
    const struct settings *settings;
    const struct profile *profile;
    struct output_file *file;
    struct sink sink;
    size_t line; /* 1-based number of the input line */
    bool bad;
    char *text; /* decoded text, reused */
    size_t cap;
};

/* What one line says. */
struct record {
    struct json_token id, text; /* ptr NULL: absent */
    size_t members;             /* further ones */
    const struct problem *error;
};

/* ---- reading ---- */

struct reader {
    char *buf;
    size_t from, n, cap; /* unread bytes are buf[from..n) */
    bool end, failed;
};

static bool
reader_fill(struct reader *r)
{
    ssize_t got;

    if (r->from > 0) {
        memmove(r->buf, r->buf + r->from, r->n - r->from);
        r->n -= r->from;
        r->from = 0;
    }
    if (r->n == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : (size_t)1 << 16;
        char *buf = realloc(r->buf, cap);

        if (!buf)
            return false;
        r->buf = buf;
        r->cap = cap;
    }
    do
        got = read(STDIN_FILENO, r->buf + r->n, r->cap - r->n);
    while (got < 0 && errno == EINTR && !interrupted());
    if (got < 0)
        return false;
    r->end = got == 0;
    r->n += (size_t)got;
    return true;
}

/* The next line without its end.  A line over the limit is cut to nothing
 * but its length, which tells the caller.  False at the end. */
static bool
reader_line(struct reader *r, const char **line, size_t *len)
{
    size_t seen = 0, dropped = 0;

    for (;;) {
        const char *start = r->buf + r->from;
        const char *lf = r->n > r->from + seen ? memchr(start + seen, '\n',
                                                        r->n - r->from - seen)
                                               : NULL;
        size_t have = r->n - r->from;

        if (lf || (r->end && (have > 0 || dropped > 0))) {
            *line = start;
            *len = dropped + (lf ? (size_t)(lf - start) : have);
            r->from += (lf ? (size_t)(lf - start) + 1 : have);
            return true;
        }
        if (r->end)
            return false;
        seen = have;
        if (have > INPUT_MAX) {
            dropped += have;
            r->from = r->n;
            seen = 0;
        }
        if (!reader_fill(r)) {
            r->failed = !interrupted();
            return false;
        }
    }
}

/* ---- one line ---- */

static void
record_member(struct record *record, struct json_token key,
              struct json_token value)
{
    struct json_token *at = json_equal(key, "id")     ? &record->id
                            : json_equal(key, "text") ? &record->text
                                                      : NULL;

    if (!at)
        record->members++;
    else if (at->ptr)
        record->error = &repeated;
    else
        *at = value;
}

static struct record
record_read(const char *line, size_t len)
{
    struct record record = { 0 };
    struct json j = json_of(line, len);
    struct json_token key, value;

    if (json_enter(&j, '{'))
        while (json_member(&j, &key, &value))
            record_member(&record, key, value);
    if (!json_finish(&j))
        record.error = len == 0 ? &blank : j.error;
    else if (!record.error && !record.text.ptr)
        record.error = &no_text;
    else if (!record.error && !json_is_string(record.text))
        record.error = &bad_text;
    /* An id that is not text cannot be echoed. */
    if (record.id.ptr &&
        input_utf8_check(record.id.ptr, record.id.len) < record.id.len)
        record.id.ptr = NULL;
    return record;
}

/* Byte for byte, but for a TAB between tokens: engines split lines at it. */
static void
echo(struct sink *sink, struct json_token token)
{
    const char *p = token.ptr, *end = token.ptr + token.len;

    while (p < end) {
        const char *tab = memchr(p, '\t', (size_t)(end - p));
        size_t len = (size_t)((tab ? tab : end) - p);

        sink_put(sink, p, len);
        if (tab)
            sink_puts(sink, " ");
        p += len + (tab != NULL);
    }
}

static void
put_id(struct mapper *m, const struct record *record)
{
    sink_puts(&m->sink, "{\"id\": ");
    if (record->id.ptr)
        echo(&m->sink, record->id);
    else
        sink_puts(&m->sink, "null");
}

static void
put_error(struct mapper *m, const struct record *record, const char *message)
{
    put_id(m, record);
    sink_printf(&m->sink,
                ", \"input_line\": %zu, \"error\": {\"message\": ", m->line);
    report_json_string(&m->sink, message, strlen(message));
    sink_puts(&m->sink, "}}\n");
    m->bad = true;
}

static void
put_problem(struct mapper *m, const struct record *record,
            const struct problem *problem)
{
    put_error(m, record, problem->text[m->settings->machine_lang]);
}

static void
put_meta(struct mapper *m, const char *line, size_t len)
{
    struct json j = json_of(line, len);
    struct json_token key, value;
    bool first = true;

    sink_puts(&m->sink, ", \"meta\": {");
    json_enter(&j, '{');
    while (json_member(&j, &key, &value)) {
        if (json_equal(key, "id") || json_equal(key, "text"))
            continue;
        if (!first)
            sink_puts(&m->sink, ", ");
        first = false;
        echo(&m->sink, key);
        sink_puts(&m->sink, ": ");
        echo(&m->sink, value);
    }
    sink_puts(&m->sink, "}");
}

/* The decoded text in m->text; NULL or what is wrong. */
static const struct problem *
decode_text(struct mapper *m, struct json_token token, size_t *len)
{
    if (token.len > m->cap) {
        char *text = realloc(m->text, token.len);

        if (!text)
            return &no_memory;
        m->text = text;
        m->cap = token.len;
    }
    return json_decode(token, m->text, len);
}

/* What can be said of a text; the audit is for the caller to free. */
static bool
audit_text(const struct mapper *m, size_t len, struct gj_audit **audit,
           struct gj_error *err)
{
    struct gj_options options =
        audit_options(m->profile, m->settings->machine_lang);

    if (gj_audit_run(m->profile->rules, m->text, len, &options, audit, err) ==
        GJ_OK)
        return true;
    input_localize(err, options.lang);
    return false;
}

static void
put_record(struct mapper *m, const struct record *record, size_t len,
           const struct gj_audit *audit)
{
    struct gj_notice notice = input_no_text(false, m->settings->machine_lang);
    char sha256[65];
    struct report_input input = { .path = "-",
                                  .sha256 = sha256,
                                  .encoding = "UTF-8",
                                  .audit = audit,
                                  .notices = &notice,
                                  .nnotices = audit == NULL };

    input_sha256(m->text, len, sha256);
    put_id(m, record);
    sink_puts(&m->sink, ", ");
    report_json_record(&m->sink, &input, m->profile->rules, m->settings->full);
}

static void
audit_line(struct mapper *m, const struct record *record, const char *line,
           size_t len)
{
    enum gj_lang lang = m->settings->machine_lang;
    struct gj_audit *audit = NULL;
    struct gj_error err = { 0 };
    size_t ntext = 0;
    const struct problem *problem = decode_text(m, record->text, &ntext);

    if (problem) {
        put_error(m, record, problem->text[lang]);
    } else if (!input_blank(m->text, ntext) &&
               !audit_text(m, ntext, &audit, &err)) {
        put_error(m, record, err.message);
    } else {
        put_record(m, record, ntext, audit);
        if (record->members > 0)
            put_meta(m, line, len);
        sink_puts(&m->sink, "}\n");
    }
    gj_audit_free(audit);
}

static void
map_line(struct mapper *m, const char *line, size_t len)
{
    struct record record = { 0 };
    size_t valid;
    char message[64];

    m->line++;
    if (len > INPUT_MAX) {
        put_problem(m, &record, &too_long);
        return;
    }
    if (len > 0 && line[len - 1] == '\r')
        len--;
    record = record_read(line, len);
    valid = input_utf8_check(line, len);
    if (valid < len) {
        snprintf(message, sizeof(message),
                 SAY(m->settings->machine_lang,
                     "第 %zu 字节处不是有效的 UTF-8",
                     "not valid UTF-8 at byte %zu"),
                 valid);
        put_error(m, &record, message);
    } else if (record.error) {
        put_problem(m, &record, record.error);
    } else {
        audit_line(m, &record, line, len);
    }
}

/* ---- the command ---- */

static int
map_lines(struct mapper *m)
{
    struct reader reader = { 0 };
    const char *line;
    size_t len;
    int status = STATUS_OK;

    while (!interrupted() && reader_line(&reader, &line, &len)) {
        map_line(m, line, len);
        if (m->sink.failed || !output_flush(m->file))
            break;
    }
    if (reader.failed) {
        complain(SAY(m->settings->lang, "无法读取标准输入：%s",
                     "cannot read standard input: %s"),
                 strerror(errno));
        status = STATUS_ERROR;
    } else if (m->bad && m->settings->fail_on_bad_line) {
        status = STATUS_ERROR;
    }
    free(reader.buf);
    return interrupted() ? STATUS_INT : status;
}

int
cmd_map(struct settings *s)
{
    struct mapper m = { .settings = s, .sink.write = output_write };
    struct profiles *profiles;
    int status = STATUS_ERROR;

    if (s->paths.n > 0) {
        complain("%s", SAY(s->lang, "gouji map 只读标准输入",
                           "gouji map reads standard input only"));
        return STATUS_ERROR;
    }
    profiles = profiles_new(s);
    m.profile = profiles ? profile_base(profiles) : NULL;
    if (profiles)
        profiles_hurry(profiles); /* lines are many */
    m.file = profiles ? output_open(NULL) : NULL;
    m.sink.user = m.file;
    if (m.file) {
        status = map_lines(&m);
        if (!output_close(m.file, true)) {
            complain_write(s, NULL);
            status = STATUS_ERROR;
        } else if (m.sink.failed) {
            status = complain_memory(s);
        }
    }
    if (profiles && !m.file)
        complain_memory(s);
    free(m.text);
    profiles_free(profiles);
    return status;
}
