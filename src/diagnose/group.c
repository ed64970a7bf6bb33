/* SPDX-License-Identifier: MIT */
/*
 * Two findings have one cause if the figure that explains the first stands in
 * the second, and its correction, where that can be computed, mends the second
 * too; or if they were computed from the same two figures or more.
 */
#include "diagnose/group.h"

#include <string.h>

#define PARTNERS_MAX 64 /* findings that one figure links */
#define TERMS_MAX    200

static size_t
root_of(size_t *parent, size_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

/* The term that explains a finding best: the only one of the first rank,
 * else the stated one. */
static uint32_t
culprit_of(const struct explanation *e)
{
    if (e->n && (e->n == 1 || e->items[1].rank > e->items[0].rank))
        return (uint32_t)e->items[0].changes[0].figure;
    return 0;
}

static uint32_t
term_with(const struct result *r, uint32_t figure)
{
    for (uint32_t i = 0; i < r->nterms; i++)
        if (r->terms[i].figure == figure)
            return i;
    return FACT_NONE;
}

static bool
evaluable(const struct result *r)
{
    return r->shape != SHAPE_NONE && r->nterms <= TERMS_MAX;
}

/* Would the value that a needs for its culprit satisfy b as well?  True too
 * where that cannot be computed. */
static bool
mends(const struct result *a, uint32_t ta, const struct result *b, uint32_t tb,
      struct quantity *scratch)
{
    struct dec needed;
    bool flipped =
        (a->terms[ta].q.printed.coef < 0) != (b->terms[tb].q.printed.coef < 0);

    if (!evaluable(a) || !evaluable(b))
        return true;
    for (size_t i = 0; i < a->nterms; i++)
        scratch[i] = a->terms[i].q;
    if (!equation_solve(a->shape, scratch, a->nterms, ta, &needed))
        return true;
    for (size_t i = 0; i < b->nterms; i++)
        scratch[i] = b->terms[i].q;
    scratch[tb].printed = flipped ? dec_neg(needed) : needed;
    return equation_evaluate(b->shape, scratch, b->nterms).verdict <
           GJ_VIOLATED;
}

static size_t
shared(const struct result *a, const struct result *b)
{
    size_t n = 0;

    if (a->nterms > 6 || b->nterms > 6)
        return 0;
    for (size_t i = 0; i < a->nterms; i++)
        n += a->terms[i].figure != FACT_NONE &&
             term_with(b, a->terms[i].figure) != FACT_NONE;
    return n;
}

static bool
explains(const struct result *a, uint32_t culprit, const struct result *b,
         struct quantity *scratch)
{
    uint32_t figure = a->terms[culprit].figure, at;

    if (figure == FACT_NONE)
        return false;
    at = term_with(b, figure);
    return at != FACT_NONE && mends(a, culprit, b, at, scratch);
}

struct grouping {
    const struct result *results;
    const struct explanation *items;
    size_t *parent;
    struct quantity *scratch;
};

static void
pair_join(struct grouping *g, size_t i, size_t k)
{
    const struct result *a = &g->results[g->items[i].result];
    const struct result *b = &g->results[g->items[k].result];

    if (root_of(g->parent, i) == root_of(g->parent, k))
        return;
    if (shared(a, b) >= 2 ||
        explains(a, culprit_of(&g->items[i]), b, g->scratch) ||
        explains(b, culprit_of(&g->items[k]), a, g->scratch))
        g->parent[root_of(g->parent, i)] = root_of(g->parent, k);
}

/* Join finding i with those before it that use figure f. */
static void
partners_join(struct grouping *g, size_t i, uint32_t f, size_t *looked)
{
    for (size_t k = i; k-- > 0 && *looked < 100000; ++*looked) {
        const struct result *other = &g->results[g->items[k].result];

        if (i - k > PARTNERS_MAX)
            break;
        if (other->verdict == GJ_VIOLATED && term_with(other, f) != FACT_NONE)
            pair_join(g, i, k);
    }
}

/* Pairs of findings that have a figure in common: per figure the findings that
 * use it, a bounded number, in order of place. */
static bool
pairs_join(struct document *doc, struct grouping *g, size_t n)
{
    bool *used = arena_array(doc->arena, doc->figures.n + 1, sizeof(*used));
    size_t looked = 0;

    if (!used)
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct result *r = &g->results[g->items[i].result];

        if (r->verdict != GJ_VIOLATED)
            continue;
        for (size_t t = 0; t < r->nterms; t++) {
            uint32_t f = r->terms[t].figure;

            if (f == FACT_NONE)
                continue;
            if (used[f])
                partners_join(g, i, f, &looked);
            used[f] = true;
        }
    }
    return true;
}

/* Number groups in order of place; the gravest, then first, finding leads. */
static bool
groups_number(struct document *doc, struct grouping *g,
              struct explanation *items, size_t n)
{
    size_t *lead = arena_array(doc->arena, n + 1, sizeof(*lead));
    unsigned *number = arena_array(doc->arena, n + 1, sizeof(*number));
    unsigned next = 1;

    if (!lead || !number)
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t root = root_of(g->parent, i);

        if (!number[root]) {
            number[root] = next++;
            lead[root] = i;
        } else if (items[i].severity > items[lead[root]].severity) {
            lead[root] = i;
        }
        items[i].group = number[root];
    }
    for (size_t i = 0; i < n; i++)
        items[i].lead = lead[root_of(g->parent, i)] == i;
    return true;
}

bool
groups_form(struct document *doc, const struct result *results,
            struct explanation *items, size_t n)
{
    struct grouping g = { .results = results, .items = items };

    g.parent = arena_array(doc->arena, n + 1, sizeof(*g.parent));
    g.scratch = arena_array(doc->arena, TERMS_MAX, sizeof(*g.scratch));
    if (!g.parent || !g.scratch)
        return false;
    for (size_t i = 0; i < n; i++)
        g.parent[i] = i;
    return pairs_join(doc, &g, n) && groups_number(doc, &g, items, n);
}
