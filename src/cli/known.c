/* SPDX-License-Identifier: MIT */
/*
 * Baseline and review files: findings that somebody knows already.  Read
 * strictly: a member with a typing error must not let a finding pass.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"

/* clang-format off */
static const struct problem not_string = { { "不是字符串", "not a string" } };
static const struct problem no_memory = { { "内存不足", "out of memory" } };
static const struct problem nul_inside = { { "字符串中有 NUL", "NUL in a string" } };
static const struct problem unknown_member = { { "未知的成员", "unknown member" } };
static const struct problem repeated = { { "重复的成员", "repeated member" } };
static const struct problem missing = { { "缺少或为空", "missing or empty" } };
static const struct problem bad_state = { { "须为 false-alarm、accepted 或 confirmed", "none of false-alarm, accepted, confirmed" } };
static const struct problem not_utf8 = { { "不是有效的 UTF-8", "not valid UTF-8" } };
static const struct problem not_object = { { "不是对象", "not an object" } };
static const struct problem no_schema = { { "成员 schema 或 entries 缺少或有误", "member \"schema\" or \"entries\" is missing or wrong" } };
/* clang-format on */

struct member {
    const char *name;
    size_t offset; /* in struct known_entry; SIZE_MAX: read and dropped */
    bool required;
};

struct format {
    const char *schema;
    const struct member *members;
    size_t n;
};

#define AT(member) offsetof(struct known_entry, member)

static const struct member baseline_members[] = {
    { "path", AT(path), true },
    { "fingerprint", AT(fingerprint), true },
    { "rule", AT(rule), false },
    { "message", AT(message), false },
};
static const struct member review_members[] = {
    { "fingerprint", AT(fingerprint), true },
    { "state", AT(state), true },
    { "reason", AT(reason), true },
    { "path", AT(path), false },
    { "rule", AT(rule), false },
    { "message", AT(message), false },
    { "by", SIZE_MAX, false },
    { "date", SIZE_MAX, false },
};

static const struct format baseline_format = { "gouji.baseline/1",
                                               baseline_members, 4 };
static const struct format review_format = { "gouji.review/1", review_members,
                                             8 };

/* ---- the set ---- */

bool
known_add(struct known *known, const struct known_entry *entry)
{
    if (known->n == known->cap) {
        size_t cap = known->cap ? known->cap * 2 : 64;
        struct known_entry *entries =
            realloc(known->entries, cap * sizeof(*entries));

        if (!entries)
            return false;
        known->entries = entries;
        known->cap = cap;
    }
    known->entries[known->n++] = *entry;
    return true;
}

void
known_entry_free(struct known_entry *entry)
{
    free(entry->path);
    free(entry->fingerprint);
    free(entry->rule);
    free(entry->message);
    free(entry->state);
    free(entry->reason);
}

void
known_free(struct known *known)
{
    for (size_t i = 0; i < known->n; i++)
        known_entry_free(&known->entries[i]);
    free(known->entries);
    *known = (struct known){ 0 };
}

/* An entry without path (review) comes before all paths. */
static int
compare(const char *path_a, const char *print_a, const char *path_b,
        const char *print_b)
{
    int order = strcmp(path_a ? path_a : "", path_b ? path_b : "");

    return order ? order : strcmp(print_a, print_b);
}

static int
entry_cmp(const void *a, const void *b)
{
    const struct known_entry *ea = a, *eb = b;

    return compare(ea->path, ea->fingerprint, eb->path, eb->fingerprint);
}

void
known_sort(struct known *known)
{
    size_t n = 0;

    if (known->n == 0)
        return;
    qsort(known->entries, known->n, sizeof(*known->entries), entry_cmp);
    for (size_t i = 0; i < known->n; i++)
        if (n > 0 &&
            entry_cmp(&known->entries[n - 1], &known->entries[i]) == 0)
            known_entry_free(&known->entries[i]);
        else
            known->entries[n++] = known->entries[i];
    known->n = n;
}

const struct known_entry *
known_find(const struct known *known, const char *path,
           const char *fingerprint)
{
    size_t low = 0, high = known->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct known_entry *e = &known->entries[middle];
        int order = compare(e->path, e->fingerprint, path, fingerprint);

        if (order == 0)
            return e;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- reading ---- */

/* What is wrong, and with which member. */
struct trouble {
    const struct problem *what;
    char name[64];
};

static char *
decode(struct json_token token, struct trouble *t)
{
    char *text;
    size_t len;

    if (!json_is_string(token)) {
        t->what = &not_string;
        return NULL;
    }
    text = malloc(token.len + 1);
    if (!text) {
        t->what = &no_memory;
        return NULL;
    }
    t->what = json_decode(token, text, &len);
    if (!t->what && memchr(text, 0, len))
        t->what = &nul_inside;
    if (t->what) {
        free(text);
        return NULL;
    }
    text[len] = '\0';
    return text;
}

static const struct member *
member_find(const struct format *format, struct json_token key)
{
    for (size_t i = 0; i < format->n; i++)
        if (json_equal(key, format->members[i].name))
            return &format->members[i];
    return NULL;
}

static bool
read_member(const struct format *format, struct json_token key,
            struct json_token value, struct known_entry *entry,
            struct trouble *t)
{
    const struct member *m = member_find(format, key);
    char **at;

    snprintf(t->name, sizeof(t->name), "%.*s",
             (int)(key.len < 60 ? key.len : 60), key.ptr);
    if (!m) {
        t->what = &unknown_member;
        return false;
    }
    if (m->offset == SIZE_MAX)
        return true;
    at = (char **)(void *)((char *)entry + m->offset);
    if (*at) {
        t->what = &repeated;
        return false;
    }
    *at = decode(value, t);
    return *at != NULL;
}

static bool
complete(const struct format *format, const struct known_entry *entry,
         struct trouble *t)
{
    static const char *const states[] = { "false-alarm", "accepted",
                                          "confirmed" };
    bool known_state = !entry->state;

    for (size_t i = 0; i < format->n; i++) {
        const struct member *m = &format->members[i];
        const char *const *at =
            (const char *const *)(const void *)((const char *)entry +
                                                (m->required ? m->offset : 0));

        if (m->required && (!*at || !**at)) {
            snprintf(t->name, sizeof(t->name), "\"%s\"", m->name);
            t->what = &missing;
            return false;
        }
    }
    for (size_t i = 0; entry->state && i < 3; i++)
        known_state = known_state || strcmp(entry->state, states[i]) == 0;
    if (!known_state) {
        snprintf(t->name, sizeof(t->name), "\"state\"");
        t->what = &bad_state;
    }
    return known_state;
}

static bool
read_entry(const struct format *format, struct json_token object,
           struct known *known, struct trouble *t)
{
    struct known_entry entry = { 0 };
    struct json j = json_of(object.ptr, object.len);
    struct json_token key, value;
    bool ok = json_enter(&j, '{');

    while (ok && json_member(&j, &key, &value))
        ok = read_member(format, key, value, &entry, t);
    if (ok && !json_finish(&j)) {
        t->what = j.error;
        ok = false;
    }
    ok = ok && complete(format, &entry, t);
    if (ok && !known_add(known, &entry)) {
        t->what = &no_memory;
        ok = false;
    }
    if (!ok)
        known_entry_free(&entry);
    return ok;
}

static bool
read_entries(const struct format *format, struct json_token array,
             struct known *known, struct trouble *t)
{
    struct json j = json_of(array.ptr, array.len);
    struct json_token item;
    bool ok = json_enter(&j, '[');

    while (ok && json_item(&j, &item))
        ok = read_entry(format, item, known, t);
    if (ok && json_finish(&j))
        return true;
    if (!t->what)
        t->what = j.error ? j.error : &not_object;
    return false;
}

static bool
read_file(const struct format *format, const char *bytes, size_t len,
          struct known *known, struct trouble *t)
{
    struct json j = json_of(bytes, len);
    struct json_token key, value;
    bool schema = false, ok = json_enter(&j, '{');

    if (input_utf8_check(bytes, len) < len) {
        t->what = &not_utf8;
        return false;
    }
    while (ok && json_member(&j, &key, &value)) {
        snprintf(t->name, sizeof(t->name), "%.*s",
                 (int)(key.len < 60 ? key.len : 60), key.ptr);
        if (json_equal(key, "schema")) {
            schema =
                json_is_string(value) && json_equal(value, format->schema);
        } else if (json_equal(key, "entries")) {
            ok = read_entries(format, value, known, t);
        } else {
            t->what = &unknown_member;
            ok = false;
        }
    }
    if (ok && json_finish(&j) && schema)
        return true;
    if (!t->what) {
        t->name[0] = '\0';
        t->what = j.error ? j.error : &no_schema;
    }
    return false;
}

static bool
known_read(const struct settings *s, const char *name,
           const struct format *format, struct known *known)
{
    struct input_options options = { .lang = s->lang };
    struct gj_error err = { 0 };
    struct trouble t = { 0 };
    char *bytes;
    size_t len;
    bool ok;

    if (input_read(name, &options, &bytes, &len, &err) != GJ_OK) {
        complain("%s: %s", name, err.message);
        return false;
    }
    ok = read_file(format, bytes, len, known, &t);
    free(bytes);
    if (!ok)
        complain(SAY(s->lang, "%s: 不是有效的 %s 文件：%s%s%s",
                     "%s: not a valid %s file: %s%s%s"),
                 name, format->schema, t.name, *t.name ? ": " : "",
                 t.what->text[s->lang]);
    known_sort(known);
    return ok;
}

bool
baseline_read(const struct settings *s, struct known *known)
{
    return known_read(s, s->baseline, &baseline_format, known);
}

bool
review_read(const struct settings *s, struct known *known)
{
    return known_read(s, s->review, &review_format, known);
}

/* ---- writing ---- */

static void
put_member(struct sink *sink, const char *name, const char *text, bool last)
{
    text = text ? text : "";
    sink_puts(sink, "\"");
    sink_puts(sink, name);
    sink_puts(sink, "\": ");
    report_json_string(sink, text, strlen(text));
    if (!last)
        sink_puts(sink, ", ");
}

/* One entry a line, so that a change of the baseline reads well in a diff. */
bool
baseline_write(const struct settings *s, const struct known *known)
{
    struct output_file *file = output_open(s->baseline);
    struct sink sink = { .write = output_write, .user = file };

    if (file) {
        sink_puts(&sink, "{\"schema\": \"gouji.baseline/1\",\n");
        sink_puts(&sink, " \"entries\": [");
        for (size_t i = 0; i < known->n; i++) {
            const struct known_entry *e = &known->entries[i];

            sink_puts(&sink, i ? ",\n  {" : "\n  {");
            put_member(&sink, "path", e->path, false);
            put_member(&sink, "fingerprint", e->fingerprint, false);
            put_member(&sink, "rule", e->rule, false);
            put_member(&sink, "message", e->message, true);
            sink_puts(&sink, "}");
        }
        sink_puts(&sink, known->n ? "\n ]}\n" : "]}\n");
        if (output_close(file, !sink.failed))
            return true;
    }
    complain_write(s, s->baseline);
    return false;
}
