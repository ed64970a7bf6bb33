/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/regex.h"

#include <pcre2.h>
#include <stdlib.h>

/* Far above what a bounded pattern needs on a report, and far below what a
 * hostile text could make it burn. */
#define MATCH_LIMIT 100000
#define HEAP_LIMIT  8192 /* KiB */

struct regex {
    pcre2_code *code;
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

struct regex *
regex_compile(struct arena *arena, struct str pattern,
              char message[REGEX_MESSAGE])
{
    struct regex *regex = ARENA_NEW(arena, struct regex);
    pcre2_general_context *general =
        pcre2_general_context_create(arena_take, arena_leave, arena);
    pcre2_compile_context *context =
        general ? pcre2_compile_context_create(general) : NULL;

    message[0] = '\0';
    if (!regex || !context)
        return NULL;
    regex->code = compile(pattern, context, message);
    return regex->code ? regex : NULL;
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
    pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
    pcre2_set_heap_limit(matcher->context, HEAP_LIMIT);
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
regex_match(const struct regex *regex, struct regex_matcher *matcher,
            struct str subject, size_t off)
{
    int rc =
        pcre2_match(regex->code, (PCRE2_SPTR)subject.ptr, subject.len, off,
                    PCRE2_NO_UTF_CHECK, matcher->data, matcher->context);

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
