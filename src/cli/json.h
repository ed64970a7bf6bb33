/* SPDX-License-Identifier: MIT */
/*
 * A strict JSON scanner that copies nothing: values are stretches of the
 * input, so that they can be echoed byte for byte.
 *
 *     json_enter(&j, '{');
 *     while (json_member(&j, &key, &value))
 *         ...
 *     if (!json_finish(&j)) ... j.error says why
 */
#ifndef GJ_CLI_JSON_H
#define GJ_CLI_JSON_H

#include <stdbool.h>
#include <stddef.h>

/* What is wrong, by enum gj_lang. */
struct problem {
    const char *text[2];
};

#define JSON_DEPTH 200

struct json {
    const char *start, *p, *end;
    bool first;                  /* no member or item read yet */
    const struct problem *error; /* NULL: none; the first one sticks */
};

struct json_token {
    const char *ptr;
    size_t len;
};

struct json json_of(const char *bytes, size_t len);
/* Consume the opening bracket. */
bool json_enter(struct json *j, char bracket);
/* Next member of an object or item of an array.  False at the end, which is
 * consumed, and on error. */
bool json_member(struct json *j, struct json_token *key,
                 struct json_token *value);
bool json_item(struct json *j, struct json_token *value);
/* True if nothing but blanks follows and nothing was wrong. */
bool json_finish(struct json *j);

bool json_is_string(struct json_token token);
/* Decode a string token into out (token.len bytes are enough); *len its
 * length.  NULL, or what is wrong (a lone surrogate). */
const struct problem *json_decode(struct json_token token, char *out,
                                  size_t *len);
/* Is the string token this text, escapes resolved? */
bool json_equal(struct json_token token, const char *text);

#endif
