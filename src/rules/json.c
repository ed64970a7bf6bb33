/* SPDX-License-Identifier: MIT */
#include "rules/json.h"

#include <cjson/cJSON.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define INT_LIMIT 9999

bool
json_fail(struct json_in *in, const char *fmt, ...)
{
    char message[400];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(message, sizeof(message), fmt, ap);
    va_end(ap);
    if (in->status == GJ_OK)
        in->status = err_set(in->err, GJ_RULE, "%s: %.*s%s%s", in->file,
                             (int)in->path_len, in->path,
                             in->path_len ? ": " : "", message);
    return false;
}

bool
json_no_memory(struct json_in *in)
{
    if (in->status == GJ_OK)
        in->status = err_memory(in->err, in->arena);
    return false;
}

/* The path is a stack: push returns where to cut it off again. */
static size_t
path_push(struct json_in *in, const char *name)
{
    size_t mark = in->path_len, i = mark;

    if (i < sizeof(in->path))
        in->path[i++] = '/';
    for (; *name && i + 2 < sizeof(in->path); name++) {
        if (*name == '~' || *name == '/') {
            in->path[i++] = '~';
            in->path[i++] = *name == '~' ? '0' : '1';
        } else {
            in->path[i++] = *name;
        }
    }
    in->path_len = i;
    return mark;
}

static size_t
path_push_index(struct json_in *in, size_t index)
{
    char name[24];

    snprintf(name, sizeof(name), "%zu", index);
    return path_push(in, name);
}

/* cJSON stops at the first thing it does not understand. */
static void
fail_at(struct json_in *in, struct str text, const char *end)
{
    size_t line = 1;

    for (const char *p = text.ptr; end && p < end; p++)
        line += *p == '\n';
    json_fail(in, "not JSON, near line %zu", line);
}

/* cJSON would cut a string at a NUL, and would take any bytes. */
static bool
text_check(struct json_in *in, struct str text)
{
    size_t bad = utf8_check(text.ptr, text.len);

    if (bad < text.len)
        return json_fail(in, "not UTF-8 at byte %zu", bad);
    if (memchr(text.ptr, '\0', text.len) ||
        str_find(text, STR("\\u0000"), 0) != SIZE_MAX)
        return json_fail(in, "has a NUL character");
    return true;
}

static const char *
skip_space(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
        p++;
    return p;
}

struct cJSON *
json_parse(struct json_in *in, struct str text)
{
    const char *end = NULL;
    cJSON *json;

    if (text.len == 0) {
        json_fail(in, "empty file");
        return NULL;
    }
    if (!text_check(in, text))
        return NULL;
    json = cJSON_ParseWithLengthOpts(text.ptr, text.len, &end, 0);
    if (json)
        end = skip_space(end, text.ptr + text.len);
    if (json && end == text.ptr + text.len)
        return json;
    cJSON_Delete(json);
    fail_at(in, text, end);
    return NULL;
}

void
json_free(struct cJSON *json)
{
    cJSON_Delete(json);
}

static bool
given_before(const cJSON *first, const cJSON *member)
{
    for (; first != member; first = first->next)
        if (strcmp(first->string, member->string) == 0)
            return true;
    return false;
}

static bool
member_read(struct json_in *in, const cJSON *member,
            const struct json_member *table, size_t n, void *out)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(table[i].name, member->string) == 0)
            return table[i].read(in, member, (char *)out + table[i].offset);
    if (strcmp(member->string, "about") == 0)
        return cJSON_IsString(member) || json_fail(in, "must be a string");
    return json_fail(in, "unknown member");
}

static bool
members_required(struct json_in *in, const cJSON *value,
                 const struct json_member *table, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (table[i].required &&
            !cJSON_GetObjectItemCaseSensitive(value, table[i].name)) {
            path_push(in, table[i].name);
            return json_fail(in, "missing");
        }
    }
    return true;
}

bool
json_object(struct json_in *in, const cJSON *value,
            const struct json_member *members, size_t n, void *out)
{
    const cJSON *member;

    if (!cJSON_IsObject(value))
        return json_fail(in, "must be an object");
    cJSON_ArrayForEach(member, value) {
        size_t mark = path_push(in, member->string);

        if (given_before(value->child, member))
            return json_fail(in, "given twice");
        if (!member_read(in, member, members, n, out))
            return false;
        in->path_len = mark;
    }
    return members_required(in, value, members, n);
}

size_t
json_size(const cJSON *value)
{
    const cJSON *item;
    size_t n = 0;

    cJSON_ArrayForEach(item, value)
        n++;
    return n;
}

bool
json_elements(struct json_in *in, const cJSON *value, json_reader *read,
              void *out, size_t size)
{
    const cJSON *item;
    size_t i = 0;

    if (!cJSON_IsArray(value))
        return json_fail(in, "must be an array");
    cJSON_ArrayForEach(item, value) {
        size_t mark = path_push_index(in, i);

        if (!read(in, item, size ? (char *)out + i * size : out))
            return false;
        in->path_len = mark;
        i++;
    }
    return true;
}

bool
json_each(struct json_in *in, const cJSON *value, json_reader *read, void *out)
{
    return json_elements(in, value, read, out, 0);
}

bool
json_each_member(struct json_in *in, const cJSON *value, json_named *read,
                 void *out)
{
    const cJSON *member;

    if (!cJSON_IsObject(value))
        return json_fail(in, "must be an object");
    cJSON_ArrayForEach(member, value) {
        size_t mark = path_push(in, member->string);

        if (given_before(value->child, member))
            return json_fail(in, "given twice");
        if (!read(in, member->string, member, out))
            return false;
        in->path_len = mark;
    }
    return true;
}

bool
json_each_member_of(struct json_in *in, const char *name, const cJSON *value,
                    json_named *read, void *out)
{
    size_t mark = path_push(in, name);

    if (!json_each_member(in, value, read, out))
        return false;
    in->path_len = mark;
    return true;
}

bool
json_any_text(struct json_in *in, const cJSON *value, void *out)
{
    const char *text;

    if (!cJSON_IsString(value))
        return json_fail(in, "must be a string");
    text = str_dup(in->arena, str_of(value->valuestring));
    if (!text)
        return json_no_memory(in);
    *(const char **)out = text;
    return true;
}

bool
json_text(struct json_in *in, const cJSON *value, void *out)
{
    if (!cJSON_IsString(value))
        return json_fail(in, "must be a string");
    if (!*value->valuestring)
        return json_fail(in, "must not be empty");
    return json_any_text(in, value, out);
}

bool
json_str(struct json_in *in, const cJSON *value, void *out)
{
    const char *text = NULL;

    if (!json_text(in, value, &text))
        return false;
    *(struct str *)out = str_of(text);
    return true;
}

bool
json_bool(struct json_in *in, const cJSON *value, void *out)
{
    if (!cJSON_IsBool(value))
        return json_fail(in, "must be true or false");
    *(bool *)out = cJSON_IsTrue(value);
    return true;
}

/* valueint saturates, so the limit also catches what is no int; a fraction
 * shows where one unit more does not change the comparison. */
bool
json_int(struct json_in *in, const cJSON *value, void *out)
{
    if (!cJSON_IsNumber(value) || value->valueint > INT_LIMIT ||
        value->valueint < -INT_LIMIT ||
        !(value->valuedouble <= value->valueint &&
          value->valuedouble >= value->valueint))
        return json_fail(in, "must be a whole number up to %d", INT_LIMIT);
    *(int *)out = value->valueint;
    return true;
}

struct zh_en {
    const char *text[2];
};

static const struct json_member zh_en_members[] = {
    JSON_MUST("zh", json_text, struct zh_en, text[GJ_ZH]),
    JSON_MUST("en", json_text, struct zh_en, text[GJ_EN]),
};

bool
json_text_zh_en(struct json_in *in, const cJSON *value, void *out)
{
    return json_object(in, value, zh_en_members, 2, out);
}

bool
json_text_both(struct json_in *in, const cJSON *value, void *out)
{
    const char **text = out;

    if (cJSON_IsObject(value))
        return json_text_zh_en(in, value, out);
    if (!json_any_text(in, value, &text[GJ_ZH]))
        return false;
    text[GJ_EN] = text[GJ_ZH];
    return true;
}

bool
json_strs(struct json_in *in, const cJSON *value, void *out)
{
    struct json_strs *strs = out;

    strs->n = json_size(value);
    strs->items = arena_array(in->arena, strs->n, sizeof(*strs->items));
    if (!strs->items)
        return json_no_memory(in);
    return json_elements(in, value, json_str, strs->items,
                         sizeof(*strs->items));
}
