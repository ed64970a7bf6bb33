/* SPDX-License-Identifier: MIT */
/* Baseline and review files, read and written; one row a member. */
#include "cli/known.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/json.h"

/* clang-format off */
static const struct problem not_string = { { "不是字符串", "not a string" } };
static const struct problem no_memory = { { "内存不足", "out of memory" } };
static const struct problem nul_inside = { { "字符串中有 NUL", "NUL in a string" } };
static const struct problem unknown_member = { { "未知的成员", "unknown member" } };
static const struct problem repeated = { { "重复的成员", "repeated member" } };
static const struct problem missing = { { "缺少或为空", "missing or empty" } };
static const struct problem bad_state = { { "须为 待核、属实、误报 或 已说明", "none of open, confirmed, false-alarm, explained" } };
static const struct problem bad_date = { { "须为 YYYY-MM-DD 的日期", "must be a date, YYYY-MM-DD" } };
static const struct problem not_utf8 = { { "不是有效的 UTF-8", "not valid UTF-8" } };
static const struct problem not_object = { { "不是对象", "not an object" } };
static const struct problem no_schema = { { "成员 schema 或 entries 缺少或有误", "member \"schema\" or \"entries\" is missing or wrong" } };
/* clang-format on */

struct member {
    const char *name;
    size_t offset; /* in struct known_entry */
    bool required;
};

struct format {
    const char *schema;
    const struct member *members;
    size_t n;
};

#define AT(member) offsetof(struct known_entry, member)

/* In the order in which they are written. */
static const struct member baseline_members[] = {
    { "path", AT(path), true },
    { "fingerprint", AT(fingerprint), true },
    { "rule", AT(rule), false },
    { "message", AT(message), false },
};
static const struct member review_members[] = {
    { "path", AT(path), false },
    { "fingerprint", AT(fingerprint), true },
    { "state", AT(state), true },
    { "reason", AT(reason), false },
    { "who", AT(who), false },
    { "date", AT(date), false },
    { "expires", AT(expires), false },
    { "rule", AT(rule), false },
    { "message", AT(message), false },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct format formats[] = {
    [KNOWN_BASELINE] = { "gouji.baseline/1", baseline_members,
                         COUNT(baseline_members) },
    [KNOWN_REVIEW] = { "gouji.review/1", review_members,
                       COUNT(review_members) },
};

/* ---- values ---- */

static const struct review_state states[] = {
    { "待核", "open", false },
    { "属实", "confirmed", false },
    { "误报", "false-alarm", true },
    { "已说明", "explained", true },
};

const struct review_state *
review_state_at(size_t i)
{
    return i < COUNT(states) ? &states[i] : NULL;
}

const struct review_state *
review_state_find(const char *name)
{
    for (size_t i = 0; i < COUNT(states); i++)
        if (strcmp(name, states[i].zh) == 0 || strcmp(name, states[i].en) == 0)
            return &states[i];
    return NULL;
}

/* A number of one or more digits, up to max; moves past it. */
static unsigned
digits(const char **p, unsigned max)
{
    unsigned n = 0;

    while (**p >= '0' && **p <= '9' && n <= max)
        n = n * 10 + (unsigned)(*(*p)++ - '0');
    return n;
}

bool
review_date(const char *text, char out[11])
{
    static const char *const marks[][3] = { { "-", "-", "" },
                                            { "/", "/", "" },
                                            { ".", ".", "" },
                                            { "年", "月", "日" } };

    for (size_t i = 0; i < COUNT(marks); i++) {
        const unsigned limits[] = { 9999, 12, 31 };
        unsigned part[3] = { 0 };
        const char *p = text;
        size_t k = 0;

        for (; k < 3; k++) {
            part[k] = digits(&p, limits[k]);
            if (part[k] == 0 || part[k] > limits[k] ||
                strncmp(p, marks[i][k], strlen(marks[i][k])) != 0)
                break;
            p += strlen(marks[i][k]);
        }
        if (k < 3 || *p || part[0] < 1000)
            continue;
        snprintf(out, 11, "%04u-%02u-%02u", part[0] % 10000, part[1] % 100,
                 part[2] % 100);
        return true;
    }
    return false;
}

void
today(char out[11])
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t t = epoch ? 0 : time(NULL);
    struct tm day;

    for (; epoch && *epoch >= '0' && *epoch <= '9' && t < 1000000000000LL;
         epoch++)
        t = t * 10 + (*epoch - '0');
    if (!gmtime_r(&t, &day) || strftime(out, 11, "%Y-%m-%d", &day) == 0)
        snprintf(out, 11, "0000-00-00");
}

bool
known_expired(const struct known_entry *entry, const char *day)
{
    return entry->expires && strcmp(entry->expires, day) < 0;
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
    at = (char **)(void *)((char *)entry + m->offset);
    if (*at) {
        t->what = &repeated;
        return false;
    }
    *at = decode(value, t);
    return *at != NULL;
}

/* The state in its one name, and whole dates. */
static bool
settle(struct known_entry *entry, struct trouble *t)
{
    const struct review_state *state =
        entry->state ? review_state_find(entry->state) : NULL;
    char **dates[] = { &entry->date, &entry->expires };
    static const char *const names[] = { "\"date\"", "\"expires\"" };
    char date[11];

    if (entry->state && !state) {
        snprintf(t->name, sizeof(t->name), "\"state\"");
        t->what = &bad_state;
        return false;
    }
    if (state && (!entry->reason || !*entry->reason)) {
        snprintf(t->name, sizeof(t->name), "\"reason\"");
        t->what = &missing;
        return false;
    }
    if (state && strcmp(entry->state, state->zh) != 0) {
        free(entry->state);
        entry->state = strdup(state->zh);
        if (!entry->state)
            t->what = &no_memory;
    }
    for (size_t i = 0; i < 2; i++)
        if (*dates[i] &&
            (!review_date(*dates[i], date) || strcmp(date, *dates[i]) != 0)) {
            snprintf(t->name, sizeof(t->name), "%s", names[i]);
            t->what = &bad_date;
        }
    return !t->what;
}

static bool
complete(const struct format *format, struct known_entry *entry,
         struct trouble *t)
{
    for (size_t i = 0; i < format->n; i++) {
        const struct member *m = &format->members[i];
        const char *const *at =
            (const char *const *)(const void *)((const char *)entry +
                                                m->offset);

        if (m->required && (!*at || !**at)) {
            snprintf(t->name, sizeof(t->name), "\"%s\"", m->name);
            t->what = &missing;
            return false;
        }
    }
    return settle(entry, t);
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

bool
known_parse(const char *bytes, size_t len, enum known_kind kind,
            enum gj_lang lang, struct known *known, struct gj_error *err)
{
    const struct format *format = &formats[kind];
    struct trouble t = { 0 };

    if (read_file(format, bytes, len, known, &t) && known_sort(known))
        return true;
    if (!t.what)
        t.what = &no_memory;
    err->status = t.what == &no_memory ? GJ_NOMEM : GJ_INPUT;
    snprintf(
        err->message, sizeof(err->message),
        SAY(lang, "不是有效的 %s 文件：%s%s%s", "not a valid %s file: %s%s%s"),
        format->schema, t.name, *t.name ? ": " : "", t.what->text[lang]);
    return false;
}

bool
known_read(const struct settings *s, const char *name, enum known_kind kind,
           struct known *known)
{
    struct input_options options = { .lang = s->lang };
    struct gj_error err = { 0 };
    char *bytes;
    size_t len;
    bool ok = input_read(name, &options, &bytes, &len, &err) == GJ_OK &&
              known_parse(bytes, len, kind, s->lang, known, &err);

    free(bytes);
    if (!ok)
        complain("%s: %s", name, err.message);
    return ok;
}

/* ---- writing ---- */

static void
put_entry(struct sink *sink, const struct format *format,
          const struct known_entry *entry)
{
    bool filled = false;

    for (size_t i = 0; i < format->n; i++) {
        const struct member *m = &format->members[i];
        const char *text =
            *(const char *const *)(const void *)((const char *)entry +
                                                 m->offset);

        if (!text)
            continue;
        sink_printf(sink, "%s\"%s\": ", filled ? ", " : "", m->name);
        report_json_string(sink, text, strlen(text));
        filled = true;
    }
}

/* One entry a line, so that a change reads well in a diff. */
bool
known_write(const struct settings *s, const char *name, enum known_kind kind,
            const struct known *known)
{
    struct output_file *file = output_open(name);
    struct sink sink = { .write = output_write, .user = file };

    if (file) {
        sink_printf(&sink, "{\"schema\": \"%s\",\n", formats[kind].schema);
        sink_puts(&sink, " \"entries\": [");
        for (size_t i = 0; i < known->n; i++) {
            sink_puts(&sink, i ? ",\n  {" : "\n  {");
            put_entry(&sink, &formats[kind], &known->entries[i]);
            sink_puts(&sink, "}");
        }
        sink_puts(&sink, known->n ? "\n ]}\n" : "]}\n");
        if (output_close(file, !sink.failed))
            return true;
    }
    complain_write(s, name);
    return false;
}

/* ---- telling ---- */

/* Each entry that the test is true of, and how many there are. */
static size_t
tell_each(const struct settings *s, const struct known *known, bool all,
          bool (*test)(const struct known_entry *entry, const char *day))
{
    size_t n = 0;
    char day[11];

    today(day);
    for (size_t i = 0; i < known->n; i++) {
        const struct known_entry *e = &known->entries[i];

        if (!test(e, day))
            continue;
        n++;
        if (all && !s->quiet)
            fprintf(stderr, "  %s  %s  %s  %s\n", e->path ? e->path : "*",
                    e->rule ? e->rule : "-", e->fingerprint,
                    e->message ? e->message : "");
    }
    return n;
}

static bool
is_stale(const struct known_entry *entry, const char *day)
{
    (void)day;
    return entry->seen && !entry->used;
}

static bool
is_expired(const struct known_entry *entry, const char *day)
{
    return entry->used && known_expired(entry, day);
}

void
known_tell(const struct settings *s, const char *name, enum known_kind kind,
           const struct known *known, bool all)
{
    size_t stale = tell_each(s, known, all, is_stale);
    size_t expired = tell_each(s, known, false, is_expired);

    if (stale > 0 && !s->quiet)
        complain(kind == KNOWN_BASELINE
                     ? SAY(s->lang,
                           "%s：%zu 条已不再出现（gouji baseline prune "
                           "可删去）",
                           "%s: %zu entries are stale (gouji baseline prune "
                           "takes them out)")
                     : SAY(s->lang, "%s：%zu 条结论所指的问题已不再出现",
                           "%s: %zu verdicts are on findings that are gone"),
                 name, stale);
    if (expired > 0)
        complain(SAY(s->lang, "%s：%zu 条结论已过有效期，不再起作用",
                     "%s: %zu verdicts have expired and do not act"),
                 name, expired);
}
