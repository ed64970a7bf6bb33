/* SPDX-License-Identifier: MIT */
#include "diagnose/diagnose.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "diagnose/suspect.h"

#define FINDINGS_MAX 2000 /* a document with more is not a report */
#define HABIT_MIN    3    /* so many truncated values are a habit */

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

static enum gj_severity
severity_of(const struct result *r, const struct gj_options *options)
{
    if (r->verdict == GJ_VIOLATED)
        return r->severity;
    return options && options->strict ? GJ_WARNING : GJ_NOTICE;
}

/* ---- groups: findings that share a suspectable figure ---- */

static size_t
root_of(size_t *parent, size_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

/* owner[figure] is the first finding that uses it. */
static bool
groups_join(struct document *doc, const struct result *results,
            const struct explanation *items, size_t n, size_t *parent)
{
    size_t *owner =
        arena_array(doc->arena, doc->figures.n + 1, sizeof(*owner));

    if (!owner)
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct result *r = &results[items[i].result];

        for (size_t k = 0; k < r->nterms; k++) {
            uint32_t f = r->terms[k].figure;

            if (f == FACT_NONE || r->verdict != GJ_VIOLATED)
                continue;
            if (owner[f])
                parent[root_of(parent, i)] = root_of(parent, owner[f] - 1);
            else
                owner[f] = i + 1;
        }
    }
    return true;
}

/* Number groups in order of place; the gravest, then first, finding leads. */
static bool
groups_number(struct document *doc, const struct result *results,
              struct explanation *items, size_t n)
{
    size_t *parent = arena_array(doc->arena, n + 1, sizeof(*parent));
    size_t *lead = arena_array(doc->arena, n + 1, sizeof(*lead));
    unsigned *number = arena_array(doc->arena, n + 1, sizeof(*number));
    unsigned next = 1;

    if (!parent || !lead || !number)
        return false;
    for (size_t i = 0; i < n; i++)
        parent[i] = i;
    if (!groups_join(doc, results, items, n, parent))
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t root = root_of(parent, i);

        if (!number[root]) {
            number[root] = next++;
            lead[root] = i;
        } else if (items[i].severity > items[lead[root]].severity) {
            lead[root] = i;
        }
        items[i].group = number[root];
    }
    for (size_t i = 0; i < n; i++)
        items[i].lead = lead[root_of(parent, i)] == i;
    return true;
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

    if (count > FINDINGS_MAX) {
        count = FINDINGS_MAX;
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
    if (!groups_number(doc, results, items, count))
        return err_set(err, GJ_NOMEM, "out of memory");
    *out = (struct explanations){ items, count };
    return GJ_OK;
}
