/* SPDX-License-Identifier: MIT */
#include "diagnose/diagnose.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "diagnose/group.h"
#include "diagnose/suspect.h"

#define HABIT_MIN 3 /* so many truncated values are a habit */

/* Does the document cut off instead of rounding, throughout? */
static bool
truncates(const struct result *results, size_t n)
{
    size_t truncated = 0, others = 0;

    for (size_t i = 0; i < n; i++) {
        truncated += results[i].verdict == GJ_TRUNCATED;
        others += results[i].verdict == GJ_LAST_DIGIT;
    }
    return truncated >= HABIT_MIN && others == 0;
}

static bool
becomes_finding(const struct result *r, bool habit)
{
    if (r->verdict == GJ_VIOLATED)
        return r->message != NULL;
    if (r->verdict == GJ_TRUNCATED)
        return r->message != NULL && !habit;
    return r->verdict == GJ_LAST_DIGIT && r->message != NULL;
}

/* The severity that the options give to the rule, else its own; what a
 * binder has lowered is never raised again. */
static enum gj_severity
rule_level(const struct result *r, const struct gj_options *options)
{
    const struct gj_rule *rule = &r->rule->pub;

    for (size_t i = options ? options->nlevels : 0; i > 0; i--) {
        const struct gj_level *level = &options->levels[i - 1];

        if (strcmp(level->rule, rule->code) != 0 &&
            strcmp(level->rule, rule->id) != 0)
            continue;
        return r->severity < rule->severity && r->severity < level->severity
                   ? r->severity
                   : level->severity;
    }
    return r->severity;
}

static enum gj_severity
severity_of(const struct result *r, const struct gj_options *options)
{
    if (r->verdict == GJ_VIOLATED)
        return rule_level(r, options);
    return options && options->strict ? GJ_WARNING : GJ_NOTICE;
}

/* ---- order of findings: place of the first term, then rule ---- */

struct keyed {
    uint32_t at;
    size_t result;
    const char *code;
};

static int
keyed_cmp(const void *pa, const void *pb)
{
    const struct keyed *a = pa, *b = pb;
    int by_code;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    by_code = strcmp(a->code, b->code);
    if (by_code)
        return by_code;
    return a->result < b->result ? -1 : a->result > b->result;
}

static struct keyed *
findings_sorted(struct document *doc, const struct result *results, size_t n,
                size_t *count)
{
    bool habit = truncates(results, n);
    struct keyed *keys = arena_array(doc->arena, n + 1, sizeof(*keys));

    *count = 0;
    if (!keys)
        return NULL;
    for (size_t i = 0; i < n; i++)
        if (becomes_finding(&results[i], habit))
            keys[(*count)++] = (struct keyed){
                results[i].nterms ? results[i].terms[0].flow_begin : 0, i,
                results[i].rule->pub.code
            };
    qsort(keys, *count, sizeof(*keys), keyed_cmp);
    return keys;
}

enum gj_status
diagnose(struct document *doc, const struct gj_options *options,
         const struct result *results, size_t nresults,
         struct explanations *out, struct gj_error *err)
{
    size_t count;
    struct keyed *keys = findings_sorted(doc, results, nresults, &count);
    struct explanation *items;
    struct suspects *suspects = suspects_new(doc, options, results, nresults);

    if (count > LIMIT_FINDINGS) {
        count = LIMIT_FINDINGS;
        if (!fact_notice(doc, "too-many-findings", 0, STR_NONE))
            return err_set(err, GJ_NOMEM, "out of memory");
    }
    items = arena_array(doc->arena, count + 1, sizeof(*items));
    if (!keys || !items || !suspects)
        return err_set(err, GJ_NOMEM, "out of memory");
    for (size_t i = 0; i < count; i++) {
        items[i].result = (uint32_t)keys[i].result;
        items[i].severity = severity_of(&results[keys[i].result], options);
        if (!suspects_explain(suspects, &items[i]))
            return err_set(err, GJ_NOMEM, "out of memory");
    }
    if (suspects_web(suspects)->limited &&
        !fact_notice(doc, "web-limit", 0, STR_NONE))
        return err_set(err, GJ_NOMEM, "out of memory");
    if (!groups_form(suspects_web(suspects), items, count))
        return err_set(err, GJ_NOMEM, "out of memory");
    *out = (struct explanations){ items, count };
    return GJ_OK;
}
