/* SPDX-License-Identifier: MIT */
/* One row a member, one reader a kind of value. */
#include "cli/config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"

/* clang-format off */
static const struct problem no_memory = { { "内存不足", "out of memory" } };
static const struct problem unknown = { { "未知的成员", "unknown member" } };
static const struct problem repeated = { { "重复的成员", "repeated member" } };
static const struct problem not_utf8 = { { "不是有效的 UTF-8", "not valid UTF-8" } };
static const struct problem bad_schema = { { "须为 \"gouji.config/1\"", "must be \"gouji.config/1\"" } };
static const struct problem not_string = { { "须为非空字符串", "must be a string that is not empty" } };
static const struct problem not_bool = { { "须为 true 或 false", "must be true or false" } };
static const struct problem not_percent = { { "须为 0 到 100 的整数", "must be a whole number from 0 to 100" } };
static const struct problem not_list = { { "须为字符串的数组", "must be an array of strings" } };
static const struct problem not_object = { { "须为对象", "must be an object" } };
static const struct problem not_level = { { "须为 off、on、notice、warning 或 error", "must be off, on, notice, warning or error" } };
static const struct problem not_switch = { { "须为 on 或 off", "must be on or off" } };
static const struct problem not_threshold = { { "须为 notice、warning、error 或 never", "must be notice, warning, error or never" } };
/* clang-format on */

struct reader {
    struct config *config;
    const struct problem *problem;
    char path[200];
    unsigned seen; /* a bit for each row of members */
};

static bool
fail(struct reader *r, const struct problem *problem)
{
    if (!r->problem)
        r->problem = problem;
    return false;
}

static void
step(struct reader *r, size_t at, const char *name)
{
    snprintf(r->path + at, sizeof(r->path) - at, "/%s", name);
}

/* A string of one character at least, without NUL; malloc()ed, or NULL. */
static char *
text_of(struct reader *r, struct json_token token)
{
    char *text = json_is_string(token) ? malloc(token.len) : NULL;
    size_t len;

    if (!json_is_string(token)) {
        fail(r, &not_string);
    } else if (!text) {
        fail(r, &no_memory);
    } else if (json_decode(token, text, &len) || len == 0 ||
               memchr(text, '\0', len)) {
        free(text);
        text = NULL;
        fail(r, &not_string);
    } else {
        text[len] = '\0';
    }
    return text;
}

static bool
one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

/* Room for one more item of a growing array. */
static void *
room(struct reader *r, void *items, size_t n, size_t *cap, size_t size)
{
    void *grown;

    if (n < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 8;
    grown = realloc(items, *cap * size);
    if (!grown) {
        fail(r, &no_memory);
        *cap = n;
    }
    return grown ? grown : items;
}

/* ---- kinds of values ---- */

static bool
read_schema(struct reader *r, struct json_token value, void *out)
{
    (void)out;
    return json_equal(value, "gouji.config/1") || fail(r, &bad_schema);
}

static bool
read_about(struct reader *r, struct json_token value, void *out)
{
    (void)out;
    return json_is_string(value) || fail(r, &not_string);
}

static bool
read_strict(struct reader *r, struct json_token value, void *out)
{
    (void)out;
    if (*value.ptr != 't' && *value.ptr != 'f')
        return fail(r, &not_bool);
    r->config->has_strict = true;
    r->config->strict = *value.ptr == 't';
    return true;
}

static bool
read_threshold(struct reader *r, struct json_token value, void *out)
{
    static const char *const words[] = { "notice", "warning", "error", "never",
                                         NULL };
    char **text = out;

    *text = text_of(r, value);
    if (!*text)
        return false;
    return one_of(*text, words) || fail(r, &not_threshold);
}

static bool
read_percent(struct reader *r, struct json_token value, void *out)
{
    unsigned n = 0;

    (void)out;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9' || n > 100)
            return fail(r, &not_percent);
        n = n * 10 + (unsigned)(value.ptr[i] - '0');
    }
    if (n > 100)
        return fail(r, &not_percent);
    r->config->has_coverage = true;
    r->config->min_coverage = n;
    return true;
}

static bool
read_list(struct reader *r, struct json_token value, void *out)
{
    struct config_list *list = out;
    struct json j = json_of(value.ptr, value.len);
    struct json_token item;
    size_t at = strlen(r->path);

    if (!json_enter(&j, '['))
        return fail(r, &not_list);
    while (json_item(&j, &item)) {
        char number[24];

        snprintf(number, sizeof(number), "%zu", list->n);
        step(r, at, number);
        list->items =
            room(r, list->items, list->n, &list->cap, sizeof(*list->items));
        if (r->problem)
            return false;
        list->items[list->n] = text_of(r, item);
        if (!list->items[list->n])
            return false;
        list->n++;
    }
    r->path[at] = '\0';
    return json_finish(&j) || fail(r, &not_list);
}

static bool
read_select(struct reader *r, struct json_token value, void *out)
{
    r->config->has_select = true;
    return read_list(r, value, out);
}

static bool
read_ignore(struct reader *r, struct json_token value, void *out)
{
    r->config->has_ignore = true;
    return read_list(r, value, out);
}

static bool
add_pair(struct reader *r, struct config_pairs *pairs, const char *name,
         struct json_token value)
{
    struct config_pair pair = { strdup(name), text_of(r, value) };

    if (!pair.name)
        fail(r, &no_memory);
    pairs->items =
        room(r, pairs->items, pairs->n, &pairs->cap, sizeof(*pairs->items));
    if (r->problem) {
        free(pair.name);
        free(pair.value);
        return false;
    }
    pairs->items[pairs->n++] = pair;
    return true;
}

/* The words of one term: an array of strings. */
static bool
add_words(struct reader *r, struct config_pairs *pairs, const char *name,
          struct json_token value)
{
    struct json j = json_of(value.ptr, value.len);
    struct json_token item;

    if (!json_enter(&j, '['))
        return fail(r, &not_list);
    while (json_item(&j, &item))
        if (!add_pair(r, pairs, name, item))
            return false;
    return json_finish(&j) || fail(r, &not_list);
}

static bool
add_word_of(struct reader *r, struct config_pairs *pairs, const char *name,
            struct json_token value)
{
    static const char *const levels[] = { "off",     "on",    "notice",
                                          "warning", "error", NULL };
    const char *const switches[] = { "on", "off", NULL };
    bool rules = pairs == &r->config->rules;

    return add_pair(r, pairs, name, value) &&
           (one_of(pairs->items[pairs->n - 1].value,
                   rules ? levels : switches) ||
            fail(r, rules ? &not_level : &not_switch));
}

/* An object with free names; each name once. */
static bool
read_pairs(struct reader *r, struct json_token value, void *out)
{
    struct config_pairs *pairs = out;
    struct json j = json_of(value.ptr, value.len);
    struct json_token key, item;
    size_t at = strlen(r->path);
    bool words = pairs == &r->config->terms, ok = true;

    if (!json_enter(&j, '{'))
        return fail(r, &not_object);
    while (ok && json_member(&j, &key, &item)) {
        char *name = text_of(r, key);

        if (!name)
            return false;
        step(r, at, name);
        for (size_t i = 0; i < pairs->n; i++)
            if (strcmp(pairs->items[i].name, name) == 0)
                ok = fail(r, &repeated);
        ok = ok && (words ? add_words(r, pairs, name, item)
                          : add_word_of(r, pairs, name, item));
        free(name);
    }
    if (!ok)
        return false;
    r->path[at] = '\0';
    return json_finish(&j) || fail(r, j.error);
}

/* ---- the file ---- */

#define AT(member) offsetof(struct config, member)
static const struct member {
    const char *name;
    size_t offset;
    bool (*read)(struct reader *r, struct json_token value, void *out);
} members[] = {
    { "schema", 0, read_schema },
    { "about", 0, read_about },
    { "strict", 0, read_strict },
    { "fail_on", AT(fail_on), read_threshold },
    { "min_coverage", 0, read_percent },
    { "select", AT(select), read_select },
    { "ignore", AT(ignore), read_ignore },
    { "exclude", AT(exclude), read_list },
    { "add_rules", AT(add_rules), read_list },
    { "rules", AT(rules), read_pairs },
    { "packs", AT(packs), read_pairs },
    { "terms", AT(terms), read_pairs },
};

#define MEMBERS (sizeof(members) / sizeof(members[0]))

static bool
read_member(struct reader *r, struct json_token key, struct json_token value)
{
    char name[48];

    for (size_t i = 0; i < MEMBERS; i++) {
        if (!json_equal(key, members[i].name))
            continue;
        snprintf(r->path, sizeof(r->path), "/%s", members[i].name);
        if (r->seen & 1U << i)
            return fail(r, &repeated);
        r->seen |= 1U << i;
        return members[i].read(r, value,
                               (char *)r->config + members[i].offset);
    }
    snprintf(name, sizeof(name), "%.*s",
             (int)(key.len - 2 < 40 ? key.len - 2 : 40), key.ptr + 1);
    step(r, 0, name);
    return fail(r, &unknown);
}

/* The member that an unknown one was meant to be, or NULL. */
static const char *
meant(const struct reader *r)
{
    const char *names[MEMBERS];

    for (size_t i = 0; i < MEMBERS; i++)
        names[i] = members[i].name;
    return r->problem == &unknown ? nearest(r->path + 1, names, MEMBERS)
                                  : NULL;
}

static bool
report(const struct reader *r, enum gj_lang lang, struct gj_error *err)
{
    const char *hint = meant(r);

    err->status = r->problem == &no_memory ? GJ_NOMEM : GJ_RULE;
    snprintf(err->message, sizeof(err->message), "%s%s%s%s%s", r->path,
             *r->path ? ": " : "", r->problem->text[lang],
             hint ? SAY(lang, "；是否要用 ", "; did you mean ") : "",
             hint ? hint : "");
    return false;
}

bool
config_parse(const char *bytes, size_t len, enum gj_lang lang,
             struct config *out, struct gj_error *err)
{
    struct reader r = { .config = out };
    struct json j = json_of(bytes, len);
    struct json_token key, value;

    *out = (struct config){ 0 };
    if (input_utf8_check(bytes, len) < len)
        fail(&r, &not_utf8);
    else if (json_enter(&j, '{'))
        while (!r.problem && json_member(&j, &key, &value))
            read_member(&r, key, value);
    if (!r.problem && !json_finish(&j)) {
        r.path[0] = '\0';
        fail(&r, j.error);
    }
    return r.problem ? report(&r, lang, err) : true;
}

static void
list_free(struct config_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free(list->items[i]);
    free(list->items);
}

static void
pairs_free(struct config_pairs *pairs)
{
    for (size_t i = 0; i < pairs->n; i++) {
        free(pairs->items[i].name);
        free(pairs->items[i].value);
    }
    free(pairs->items);
}

void
config_free(struct config *config)
{
    free(config->fail_on);
    list_free(&config->select);
    list_free(&config->ignore);
    list_free(&config->exclude);
    list_free(&config->add_rules);
    pairs_free(&config->rules);
    pairs_free(&config->packs);
    pairs_free(&config->terms);
    *config = (struct config){ 0 };
}
