/* SPDX-License-Identifier: MIT */
/*
 * Memory that runs out: the n-th allocation fails, once or for good, for
 * every n of a whole run.  Linked with --wrap, so that each malloc() of ours
 * comes by here; built with ARENA_MALLOC, so that each request to an arena is
 * one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "faults/faults.h"
#include "input/input.h"

static struct {
    size_t count;   /* allocations so far */
    size_t fail_at; /* 0: none */
    bool for_good;
} alloc;

static bool
fails(void)
{
    alloc.count++;
    return alloc.fail_at && (alloc.count == alloc.fail_at ||
                             (alloc.for_good && alloc.count > alloc.fail_at));
}

/* The names are the linker's. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t size);
char *__wrap_strdup(const char *text);

void *
__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *block, size_t size)
{
    return fails() ? NULL : __real_realloc(block, size);
}

char *
__wrap_strdup(const char *text)
{
    return fails() ? NULL : __real_strdup(text);
}

/* What a run gave: a number for each reporter, 0 where it said that it
 * failed. */
struct outcome {
    enum gj_status status;
    uint64_t prints[32];
};

static void
audit_once(struct run *run, const char *bytes, size_t len,
           struct outcome *result)
{
    struct report_options shown = { .lang = GJ_ZH, .rules = run->rules };
    struct report_input input = { .path = "a.txt", .sha256 = "0" };
    struct input_text text = { 0 };
    struct gj_audit *audit = NULL;
    const struct reporter *r;

    memset(result, 0, sizeof(*result));
    result->status = input_decode(bytes, len, NULL, &text, NULL);
    if (result->status == GJ_OK)
        result->status =
            gj_audit_run(run->rules, text.bytes, text.len, NULL, &audit, NULL);
    input.audit = audit;
    input.encoding = text.encoding;
    if (result->status == GJ_OK)
        for (size_t i = 0; (r = reporter_at(i)) && i < 32; i++)
            if (report_one(r, &shown, &input, &run->out))
                result->prints[i] =
                    str_hash((struct str){ run->out.bytes, run->out.len }) | 1;
    gj_audit_free(audit);
    input_text_free(&text);
}

/* Wrong: a status that is not about memory, or an output that is another
 * and does not say that it failed. */
static const char *
judge(const struct outcome *want, const struct outcome *got)
{
    if (got->status == GJ_NOMEM)
        return NULL;
    if (got->status != GJ_OK)
        return "memory ran out and the status says something else";
    for (size_t i = 0; i < 32; i++)
        if (got->prints[i] && got->prints[i] != want->prints[i])
            return "memory ran out and a report is short without saying so";
    return NULL;
}

static void
alloc_document(struct run *run, const char *bytes, size_t len, size_t step)
{
    struct outcome want, got;
    size_t total;

    alloc.fail_at = alloc.count = 0;
    audit_once(run, bytes, len, &want);
    total = alloc.count;
    for (size_t n = 1; n <= total; n += step)
        for (int for_good = 0; for_good < 2; for_good++) {
            const char *wrong;

            free(run->out.bytes);
            run->out = (struct bytes){ 0 };
            alloc.count = 0;
            alloc.for_good = for_good;
            alloc.fail_at = n;
            audit_once(run, bytes, len, &got);
            alloc.fail_at = 0;
            wrong = judge(&want, &got);
            run->documents++;
            run->bytes += len;
            run->refused += got.status == GJ_NOMEM;
            if (wrong) {
                printf("faults: allocation %zu of %zu\n", n, total);
                fault_found(run, bytes, len, wrong);
            }
        }
}

static void
alloc_rules(struct run *run, size_t step)
{
    struct gj_rules *rules = NULL;
    size_t nfiles, total;
    const struct gj_file *files = gj_builtin_rules(&nfiles);

    alloc.fail_at = alloc.count = 0;
    gj_rules_load(files, nfiles, &rules, NULL);
    gj_rules_free(rules);
    total = alloc.count;
    /* Loading takes a hundred times as many as an audit. */
    for (size_t n = 1; n <= total; n += step * 97 % total + 1) {
        enum gj_status status;

        alloc.count = 0;
        alloc.for_good = n % 2;
        alloc.fail_at = n;
        rules = NULL;
        status = gj_rules_load(files, nfiles, &rules, NULL);
        alloc.fail_at = 0;
        run->documents++;
        run->refused += status == GJ_NOMEM;
        if (status == GJ_OK)
            gj_rules_free(rules);
        else if (status != GJ_NOMEM)
            fault_found(run, "", 0, "loading rules: not said to be memory");
    }
}

void
alloc_all(struct run *run, size_t step)
{
    alloc_rules(run, step);
    for (size_t d = 0; d < run->ndocs; d++)
        alloc_document(run, run->docs[d].bytes, run->docs[d].len, step);
}
