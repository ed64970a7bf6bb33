/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/regex.h"

#include "base/limits.h"

#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct regex_set {
    pcre2_compile_context *context; /* of the arena; NULL: decoded */
    size_t n;
    bool hurried;
    pcre2_code *codes[];
};

struct regex_matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
};

/* PCRE2 takes its memory from the arena, so that nothing has to be freed. */
static void *
arena_take(PCRE2_SIZE size, void *arena)
{
    return arena_alloc(arena, size);
}

static void
arena_leave(void *block, void *arena)
{
    (void)block;
    (void)arena;
}

static pcre2_code *
compile(struct str pattern, pcre2_compile_context *context,
        char message[REGEX_MESSAGE])
{
    int error;
    PCRE2_SIZE at;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len,
                      PCRE2_UTF | PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE |
                          PCRE2_NEVER_BACKSLASH_C,
                      &error, &at, context);

    if (!code && error != PCRE2_ERROR_HEAP_FAILED)
        pcre2_get_error_message(error, (PCRE2_UCHAR *)message, REGEX_MESSAGE);
    return code;
}

static struct regex_set *
set_new(struct arena *arena, size_t n)
{
    struct regex_set *set =
        n < SIZE_MAX / 2 / sizeof(pcre2_code *)
            ? arena_alloc(arena, sizeof(*set) + n * sizeof(pcre2_code *))
            : NULL;

    if (set)
        set->n = n;
    return set;
}

struct regex_set *
regex_set_new(struct arena *arena, size_t n)
{
    struct regex_set *set = set_new(arena, n);
    pcre2_general_context *general =
        pcre2_general_context_create(arena_take, arena_leave, arena);

    if (!set || !general)
        return NULL;
    set->context = pcre2_compile_context_create(general);
    return set->context ? set : NULL;
}

bool
regex_compile(struct regex_set *set, size_t i, struct str pattern,
              char message[REGEX_MESSAGE])
{
    message[0] = '\0';
    set->codes[i] = compile(pattern, set->context, message);
    return set->codes[i] != NULL;
}

void *
regex_set_encode(const struct regex_set *set, size_t *len)
{
    const pcre2_code **codes = calloc(set->n + 1, sizeof(pcre2_code *));
    uint8_t *bytes = NULL;
    void *copy = NULL;

    for (size_t i = 0; codes && i < set->n; i++)
        codes[i] = set->codes[i];
    if (codes &&
        pcre2_serialize_encode(codes, (int32_t)set->n, &bytes, len, NULL) > 0)
        copy = malloc(*len);
    if (copy)
        memcpy(copy, bytes, *len);
    pcre2_serialize_free(bytes);
    free(codes);
    return copy;
}

struct regex_set *
regex_set_decode(struct arena *arena, const void *bytes, size_t n)
{
    struct regex_set *set = set_new(arena, n);
    pcre2_general_context *general =
        pcre2_general_context_create(arena_take, arena_leave, arena);

    if (!set || !general || n == 0 ||
        pcre2_serialize_decode(set->codes, (int32_t)n, bytes, general) !=
            (int32_t)n)
        return NULL;
    return set;
}

void
regex_set_hurry(struct regex_set *set)
{
    for (size_t i = 0; i < set->n; i++)
        (void)pcre2_jit_compile(set->codes[i], PCRE2_JIT_COMPLETE);
    set->hurried = true;
}

void
regex_set_free(struct regex_set *set)
{
    for (size_t i = 0; set && set->hurried && i < set->n; i++)
        pcre2_code_free(set->codes[i]);
}

struct regex_matcher *
regex_matcher_new(size_t ngroups)
{
    struct regex_matcher *matcher = calloc(1, sizeof(*matcher));

    if (!matcher)
        return NULL;
    matcher->data = pcre2_match_data_create((uint32_t)ngroups + 1, NULL);
    matcher->context = pcre2_match_context_create(NULL);
    if (!matcher->data || !matcher->context) {
        regex_matcher_free(matcher);
        return NULL;
    }
    pcre2_set_match_limit(matcher->context, LIMIT_PATTERN_STEPS);
    pcre2_set_heap_limit(matcher->context, LIMIT_PATTERN_KIB);
    return matcher;
}

void
regex_matcher_free(struct regex_matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    free(matcher);
}

enum regex_result
regex_match(const struct regex_set *set, size_t i,
            struct regex_matcher *matcher, struct str subject, size_t off)
{
    int rc =
        pcre2_match(set->codes[i], (PCRE2_SPTR)subject.ptr, subject.len, off,
                    PCRE2_NO_UTF_CHECK, matcher->data, matcher->context);

    if (rc == PCRE2_ERROR_JIT_STACKLIMIT)
        rc = pcre2_match(set->codes[i], (PCRE2_SPTR)subject.ptr, subject.len,
                         off, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, matcher->data,
                         matcher->context);
    if (rc >= 0)
        return REGEX_YES;
    return rc == PCRE2_ERROR_NOMATCH ? REGEX_NO : REGEX_GAVE_UP;
}

bool
regex_group(const struct regex_matcher *matcher, size_t group, size_t *begin,
            size_t *end)
{
    PCRE2_SIZE *bounds = pcre2_get_ovector_pointer(matcher->data);

    if (group >= pcre2_get_ovector_count(matcher->data) ||
        bounds[2 * group] == PCRE2_UNSET)
        return false;
    *begin = bounds[2 * group];
    *end = bounds[2 * group + 1];
    return true;
}
