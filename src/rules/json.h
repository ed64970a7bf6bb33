/* SPDX-License-Identifier: MIT */
/*
 * Strict reading of JSON into structs, driven by tables of members.
 *
 * Floor 5.  json.c is the only file that knows cJSON.
 *
 * A typo must never switch a rule off in silence: unknown, repeated and
 * missing members and wrong types are errors that name the file and the path
 * of the member ("relations/x.json: /terms/rate: unknown member").
 *
 * Functions return true on success; the first error stands in in->status and
 * in->err, and everything later may be skipped.
 */
#ifndef GJ_RULES_JSON_H
#define GJ_RULES_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct cJSON;

struct json_in {
    struct arena *arena; /* owns what is read */
    struct gj_error *err;
    const char *file;
    void *user; /* for the readers of members */
    enum gj_status status;
    char path[256]; /* of the value being read, as a JSON pointer */
    size_t path_len;
};

/* Parse a whole file; NULL after reporting that it is not JSON.  Freed with
 * json_free(). */
struct cJSON *json_parse(struct json_in *in, struct str text);
void json_free(struct cJSON *json);

/* Report an error of the value being read; returns false. */
bool json_fail(struct json_in *in, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The arena is exhausted; returns false. */
bool json_no_memory(struct json_in *in);

/* Reads a value into *out. */
typedef bool json_reader(struct json_in *in, const struct cJSON *value,
                         void *out);

struct json_member {
    const char *name;
    json_reader *read;
    size_t offset; /* of its destination in the struct */
    bool required;
};

/* clang-format off */
#define JSON_MUST(name, read, type, member) \
    { name, read, offsetof(type, member), true }
#define JSON_MAY(name, read, type, member) \
    { name, read, offsetof(type, member), false }
/* clang-format on */

/* Fill *out by the table; the value must be an object.  "about" is a comment
 * and may stand in each. */
bool json_object(struct json_in *in, const struct cJSON *value,
                 const struct json_member *members, size_t n, void *out);

/* The number of elements or members. */
size_t json_size(const struct cJSON *value);
/* Read every element of an array into out[], elements of size bytes. */
bool json_elements(struct json_in *in, const struct cJSON *value,
                   json_reader *read, void *out, size_t size);
/* Call read for every element, with the same out. */
bool json_each(struct json_in *in, const struct cJSON *value,
               json_reader *read, void *out);
/* The same for the members of an object with free names, which must differ.
 */
typedef bool json_named(struct json_in *in, const char *name,
                        const struct cJSON *value, void *out);
bool json_each_member(struct json_in *in, const struct cJSON *value,
                      json_named *read, void *out);
/* The same for a value that was kept, and stands at this name. */
bool json_each_member_of(struct json_in *in, const char *name,
                         const struct cJSON *value, json_named *read,
                         void *out);

/* Readers of plain values.  Text must not be empty. */
bool json_text(struct json_in *in, const struct cJSON *value,
               void *out); /* const char ** */
bool json_any_text(struct json_in *in, const struct cJSON *value,
                   void *out); /* const char **, may be empty */
bool json_str(struct json_in *in, const struct cJSON *value,
              void *out); /* struct str */
bool json_bool(struct json_in *in, const struct cJSON *value,
               void *out); /* bool */
bool json_int(struct json_in *in, const struct cJSON *value,
              void *out); /* int, up to 9999 either way */
bool json_text_zh_en(struct json_in *in, const struct cJSON *value,
                     void *out); /* const char *[2] from {"zh", "en"} */
/* The same, or one string for both, which may be empty. */
bool json_text_both(struct json_in *in, const struct cJSON *value, void *out);

struct json_strs { /* array of texts */
    struct str *items;
    size_t n;
};
bool json_strs(struct json_in *in, const struct cJSON *value,
               void *out); /* struct json_strs */

#endif
