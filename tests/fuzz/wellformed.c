/* SPDX-License-Identifier: MIT */
#include "fuzz/wellformed.h"

#include <stdbool.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/utf8.h"

static bool
begins(const char *bytes, size_t len, const char *text)
{
    size_t n = strlen(text);

    return len >= n && memcmp(bytes, text, n) == 0;
}

/* ---- text ---- */

const char *
wellformed_text(const char *bytes, size_t len)
{
    if (utf8_check(bytes, len) < len)
        return "not UTF-8";
    for (size_t i = 0; i < len; i++)
        if (((unsigned char)bytes[i] < ' ' && bytes[i] != '\n' &&
             bytes[i] != '\t') ||
            bytes[i] == '\x7f')
            return "control character";
    return len && bytes[len - 1] != '\n' ? "last line without end" : NULL;
}

/* ---- JSON: a scanner of its own, for cJSON takes more than JSON ---- */

struct scan {
    const char *p, *end;
    int depth;
};

static void
skip_blanks(struct scan *s)
{
    while (s->p < s->end && *s->p && strchr(" \t\r\n", *s->p))
        s->p++;
}

static bool
take(struct scan *s, char c)
{
    if (s->p == s->end || *s->p != c)
        return false;
    s->p++;
    return true;
}

static size_t
take_any(struct scan *s, const char *set)
{
    const char *from = s->p;

    while (s->p < s->end && *s->p && strchr(set, *s->p))
        s->p++;
    return (size_t)(s->p - from);
}

static bool
json_escape(struct scan *s)
{
    if (s->p == s->end)
        return false;
    if (*s->p != 'u')
        return strchr("\"\\/bfnrt", *s->p) && *s->p++;
    for (int i = 0; i < 4; i++)
        if (++s->p == s->end || !*s->p ||
            !strchr("0123456789abcdefABCDEF", *s->p))
            return false;
    s->p++;
    return true;
}

static bool
json_string(struct scan *s)
{
    if (!take(s, '"'))
        return false;
    while (s->p < s->end && *s->p != '"') {
        if ((unsigned char)*s->p < ' ')
            return false;
        if (*s->p++ == '\\' && !json_escape(s))
            return false;
    }
    return take(s, '"');
}

static bool
json_number(struct scan *s)
{
    static const char digits[] = "0123456789";

    take(s, '-');
    if (!take(s, '0') && !take_any(s, digits))
        return false;
    if (take(s, '.') && !take_any(s, digits))
        return false;
    if (take(s, 'e') || take(s, 'E')) {
        if (!take(s, '+'))
            take(s, '-');
        return take_any(s, digits) > 0;
    }
    return true;
}

static bool
json_word(struct scan *s, const char *word)
{
    if (!begins(s->p, (size_t)(s->end - s->p), word))
        return false;
    s->p += strlen(word);
    return true;
}

static bool json_value(struct scan *s);

/* Members of an object, or items of an array, up to the bracket. */
static bool
json_list(struct scan *s, char close, bool members)
{
    if (++s->depth > 64)
        return false;
    skip_blanks(s);
    if (!take(s, close))
        for (;;) {
            skip_blanks(s);
            if (members) {
                if (!json_string(s))
                    return false;
                skip_blanks(s);
                if (!take(s, ':'))
                    return false;
            }
            if (!json_value(s))
                return false;
            skip_blanks(s);
            if (take(s, close))
                break;
            if (!take(s, ','))
                return false;
        }
    s->depth--;
    return true;
}

static bool
json_value(struct scan *s)
{
    skip_blanks(s);
    if (s->p == s->end)
        return false;
    if (take(s, '{'))
        return json_list(s, '}', true);
    if (take(s, '['))
        return json_list(s, ']', false);
    if (*s->p == '"')
        return json_string(s);
    if (*s->p == '-' || (*s->p >= '0' && *s->p <= '9'))
        return json_number(s);
    return json_word(s, "true") || json_word(s, "false") ||
           json_word(s, "null");
}

const char *
wellformed_json(const char *bytes, size_t len)
{
    struct scan s = { bytes, bytes + len, 0 };

    if (utf8_check(bytes, len) < len)
        return "not UTF-8";
    if (!json_value(&s))
        return "not JSON";
    skip_blanks(&s);
    return s.p < s.end ? "something behind the JSON" : NULL;
}

const char *
wellformed_jsonl(const char *bytes, size_t len)
{
    while (len > 0) {
        const char *lf = memchr(bytes, '\n', len);
        size_t line = lf ? (size_t)(lf - bytes) : len;
        const char *wrong = wellformed_json(bytes, line);

        if (wrong || !lf)
            return wrong ? wrong : "last line without end";
        bytes += line + 1;
        len -= line + 1;
    }
    return NULL;
}

/* ---- SARIF ---- */

static bool
is_text(const cJSON *object, const char *member)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, member);

    return cJSON_IsString(value) && value->valuestring[0] != '\0';
}

/* A member that counts from 1, if it is there. */
static bool
counts(const cJSON *object, const char *member)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, member);

    return !value || (cJSON_IsNumber(value) && value->valueint >= 1);
}

static bool
sarif_location(const cJSON *location)
{
    const cJSON *physical =
        cJSON_GetObjectItemCaseSensitive(location, "physicalLocation");
    const cJSON *region = cJSON_GetObjectItemCaseSensitive(physical, "region");
    const cJSON *artifact =
        cJSON_GetObjectItemCaseSensitive(physical, "artifactLocation");

    return physical && artifact &&
           (!region ||
            (counts(region, "startLine") && counts(region, "startColumn") &&
             counts(region, "endLine") && counts(region, "endColumn")));
}

static const char *
sarif_result(const cJSON *result)
{
    const cJSON *item;

    if (!is_text(cJSON_GetObjectItemCaseSensitive(result, "message"), "text"))
        return "SARIF: a result without message";
    if (!is_text(result, "ruleId"))
        return "SARIF: a result without rule";
    cJSON_ArrayForEach(item,
                       cJSON_GetObjectItemCaseSensitive(result, "locations")) {
        if (!sarif_location(item))
            return "SARIF: a bad location";
    }
    return NULL;
}

static const char *
sarif_log(const cJSON *log)
{
    const cJSON *run =
        cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(log, "runs"), 0);
    const cJSON *driver = cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(run, "tool"), "driver");
    const cJSON *results = cJSON_GetObjectItemCaseSensitive(run, "results");
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(log, "version");
    const cJSON *item;
    const char *wrong = NULL;

    if (!cJSON_IsString(version) ||
        strcmp(version->valuestring, "2.1.0") != 0 || !is_text(driver, "name"))
        return "SARIF: no version or driver";
    if (!cJSON_IsArray(results))
        return "SARIF: no results";
    cJSON_ArrayForEach(item, results) {
        if (!wrong)
            wrong = sarif_result(item);
    }
    return wrong;
}

const char *
wellformed_sarif(const char *bytes, size_t len)
{
    const char *wrong = wellformed_json(bytes, len);
    cJSON *log = wrong ? NULL : cJSON_ParseWithLength(bytes, len);

    if (!wrong)
        wrong = log ? sarif_log(log) : "SARIF: no memory";
    cJSON_Delete(log);
    return wrong;
}

/* ---- markup ---- */

#define ELEMENTS_MAX 64

struct name {
    const char *ptr;
    size_t len;
};

struct markup {
    const char *p, *end;
    bool html;
    struct name open[ELEMENTS_MAX];
    size_t depth;
};

static bool
name_is(struct name name, const char *text)
{
    return name.len == strlen(text) && memcmp(name.ptr, text, name.len) == 0;
}

static bool
void_element(struct name name)
{
    static const char *const names[] = { "meta", "link", "br",  "hr",
                                         "img",  "col",  "wbr", "input" };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (name_is(name, names[i]))
            return true;
    return false;
}

static struct name
take_name(struct markup *m)
{
    struct name name = { m->p, 0 };

    while (m->p < m->end &&
           ((*m->p >= 'a' && *m->p <= 'z') || (*m->p >= 'A' && *m->p <= 'Z') ||
            (*m->p >= '0' && *m->p <= '9') || *m->p == ':' || *m->p == '-' ||
            *m->p == '_'))
        m->p++;
    name.len = (size_t)(m->p - name.ptr);
    return name;
}

/* Behind the '&'. */
static bool
take_reference(struct markup *m)
{
    static const char *const known[] = { "amp;", "lt;", "gt;", "quot;",
                                         "apos;" };
    size_t left = (size_t)(m->end - m->p);

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (begins(m->p, left, known[i])) {
            m->p += strlen(known[i]);
            return true;
        }
    if (left < 3 || *m->p != '#')
        return false;
    for (m->p++; m->p < m->end && *m->p != ';'; m->p++)
        if (!strchr("x0123456789abcdefABCDEF", *m->p))
            return false;
    return m->p < m->end && *m->p++ == ';';
}

/* Text up to one of the ends, or the end of all. */
static bool
take_text(struct markup *m, const char *ends)
{
    while (m->p < m->end && !(*m->p && strchr(ends, *m->p))) {
        if (*m->p == '<' ||
            (!m->html && begins(m->p, 3, "]]>") && m->end - m->p >= 3))
            return false;
        if (*m->p++ == '&' && !take_reference(m))
            return false;
    }
    return true;
}

static bool
name_seen(const struct name *names, size_t n, struct name name)
{
    for (size_t i = 0; i < n; i++)
        if (names[i].len == name.len &&
            memcmp(names[i].ptr, name.ptr, name.len) == 0)
            return true;
    return false;
}

static bool
take_attributes(struct markup *m)
{
    struct name seen[16];
    size_t n = 0;

    for (;;) {
        size_t blanks = 0;
        struct name name;

        while (m->p < m->end && strchr(" \n", *m->p) && *m->p)
            m->p++, blanks++;
        if (m->p == m->end || *m->p == '>' || *m->p == '/' || *m->p == '?')
            return m->p < m->end;
        name = take_name(m);
        if (!blanks || !name.len || n == 16 || name_seen(seen, n, name))
            return false;
        seen[n++] = name;
        if (m->p == m->end || *m->p != '=') {
            if (!m->html)
                return false;
            continue; /* <details open> */
        }
        if (++m->p == m->end || *m->p++ != '"' || !take_text(m, "\"") ||
            m->p == m->end)
            return false;
        m->p++;
    }
}

/* style and script: raw up to their end. */
static bool
take_raw(struct markup *m, struct name name)
{
    while (m->end - m->p > 2 && !(m->p[0] == '<' && m->p[1] == '/'))
        m->p++;
    if ((size_t)(m->end - m->p) < name.len + 3 ||
        memcmp(m->p + 2, name.ptr, name.len) != 0)
        return false;
    m->p += 2 + name.len;
    return *m->p++ == '>';
}

static bool
open_element(struct markup *m)
{
    struct name name = take_name(m);

    if (!name.len || !take_attributes(m))
        return false;
    if (*m->p == '/')
        return ++m->p < m->end && *m->p++ == '>';
    if (*m->p++ != '>')
        return false;
    if (m->html && void_element(name))
        return true;
    if (m->html && (name_is(name, "style") || name_is(name, "script")))
        return take_raw(m, name);
    if (m->depth == ELEMENTS_MAX)
        return false;
    m->open[m->depth++] = name;
    return true;
}

static bool
close_element(struct markup *m)
{
    struct name name = take_name(m);

    if (m->depth == 0 || m->p == m->end || *m->p++ != '>')
        return false;
    return name_seen(&m->open[--m->depth], 1, name);
}

static const char *
markup_body(struct markup *m)
{
    size_t roots = 0;

    while (m->p < m->end) {
        if (*m->p != '<') {
            const char *from = m->p;

            if (!take_text(m, "<"))
                return "markup: bad text or reference";
            if (m->depth == 0)
                for (; from < m->p; from++)
                    if (*from != '\n')
                        return "markup: text outside";
            continue;
        }
        if (m->depth == 0 && m->p[1] != '/')
            roots++;
        m->p++;
        if (m->p < m->end && *m->p == '/' ? (m->p++, !close_element(m))
                                          : !open_element(m))
            return "markup: bad tag";
    }
    return m->depth || roots != 1 ? "markup: not one element" : NULL;
}

static const char *
markup(const char *bytes, size_t len, bool html)
{
    struct markup m = { .p = bytes, .end = bytes + len, .html = html };
    const char *wrong = wellformed_text(bytes, len);

    if (wrong && strcmp(wrong, "last line without end") != 0)
        return wrong;
    /* U+FFFE and U+FFFF are no characters of XML. */
    for (size_t i = 0; !html && i + 2 < len; i++)
        if (begins(bytes + i, 3, "\xEF\xBF\xBE") ||
            begins(bytes + i, 3, "\xEF\xBF\xBF"))
            return "markup: not a character";
    if (html ? !begins(bytes, len, "<!DOCTYPE html>")
             : !begins(bytes, len, "<?xml "))
        return "markup: bad beginning";
    m.p = memchr(bytes, '>', len);
    m.p++;
    return markup_body(&m);
}

const char *
wellformed_xml(const char *bytes, size_t len)
{
    return markup(bytes, len, false);
}

const char *
wellformed_html(const char *bytes, size_t len)
{
    return markup(bytes, len, true);
}

/* ---- CSV ---- */

/* One field; false if it is broken. */
static bool
csv_field(struct scan *s)
{
    if (!take(s, '"')) {
        while (s->p < s->end && !strchr(",\r\n\"", *s->p))
            s->p++;
        return s->p == s->end || *s->p != '"';
    }
    for (;;) {
        const char *quote = memchr(s->p, '"', (size_t)(s->end - s->p));

        if (!quote)
            return false;
        s->p = quote + 1;
        if (!take(s, '"'))
            return true;
    }
}

const char *
wellformed_csv(const char *bytes, size_t len)
{
    struct scan s = { bytes, bytes + len, 0 };
    size_t width = 0;

    if (utf8_check(bytes, len) < len || memchr(bytes, 0, len))
        return "not UTF-8, or NUL";
    while (s.p < s.end) {
        size_t n = 0;

        do {
            if (!csv_field(&s))
                return "CSV: broken field";
            n++;
        } while (take(&s, ','));
        if (!take(&s, '\r') || !take(&s, '\n'))
            return "CSV: record without end";
        if (width && n != width)
            return "CSV: records of different width";
        width = n;
    }
    return NULL;
}

const char *
wellformed(const char *format, const char *bytes, size_t len)
{
    static const struct {
        const char *format;
        const char *(*check)(const char *, size_t);
    } checks[] = {
        { "json", wellformed_json },   { "jsonl", wellformed_jsonl },
        { "sarif", wellformed_sarif }, { "html", wellformed_html },
        { "junit", wellformed_xml },   { "csv", wellformed_csv },
    };

    for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
        if (strcmp(format, checks[i].format) == 0)
            return checks[i].check(bytes, len);
    return wellformed_text(bytes, len);
}
