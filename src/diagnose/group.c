/* SPDX-License-Identifier: MIT */
/*
 * Two findings have one cause if the figure that explains the first, or another
 * mention of the same quantity, stands in the second, and its correction, where
 * that can be computed, mends the second too; if they were computed from the
 * same two figures or more; or if they are one slip that was copied.
 */
#include "diagnose/group.h"

#include <string.h>

#include "diagnose/need.h"

#define PARTNERS_MAX 64 /* findings that one figure links */

struct grouping {
    struct web *web;
    const struct explanation *items;
    size_t *parent;
    uint32_t *quantity; /* [nfigures]: the first mention of what it is */
};

static size_t
root_of(size_t *parent, size_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static uint32_t
quantity_of(struct grouping *g, uint32_t f)
{
    while (g->quantity[f] != f) {
        g->quantity[f] = g->quantity[g->quantity[f]];
        f = g->quantity[f];
    }
    return f;
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

/* Does the relation use the quantity? */
static bool
has_quantity(const struct grouping *g, const struct result *r,
             uint32_t quantity)
{
    for (uint32_t i = 0; i < r->nterms; i++)
        if (r->terms[i].figure != FACT_NONE &&
            g->quantity[r->terms[i].figure] == quantity)
            return true;
    return false;
}

/* Is one figure named before all others, with a slip or by two relations? */
static bool
plain_culprit(const struct explanation *e)
{
    return e->n && (e->n == 1 || e->items[1].rank > e->items[0].rank) &&
           (e->items[0].slip || e->items[0].reconciles > 1);
}

/* Would the value that a needs for its culprit satisfy b as well?  Where b
 * cannot be computed, that its cause stands in it is enough. */
static bool
mends(const struct grouping *g, const struct explanation *e, uint32_t term,
      const struct result *b, uint32_t at)
{
    const struct result *a = &g->web->results[e->result];
    struct web_change change = { b->terms[at].figure, { 0, 0 } };
    struct range need;

    if (!web_takes(a))
        return false;
    if (!web_takes(b))
        return plain_culprit(e);
    if (!need_of_term(g->web, a, term, NULL, 0, &need))
        return false;
    change.value = need_middle(&need);
    return web_verdict(g->web, b, &change, 1) < GJ_VIOLATED;
}

static size_t
shared(const struct result *a, const struct result *b)
{
    size_t n = 0;

    if (a->nterms > 6 || b->nterms > 6)
        return 0;
    for (size_t i = 0; i < a->nterms; i++)
        n += a->terms[i].figure != FACT_NONE &&
             web_uses_figure(b, a->terms[i].figure);
    return n;
}

static bool
explains(const struct grouping *g, const struct explanation *e,
         const struct result *b)
{
    uint32_t culprit = culprit_of(e);
    uint32_t figure = g->web->results[e->result].terms[culprit].figure;

    for (uint32_t t = 0; figure != FACT_NONE && t < b->nterms; t++) {
        uint32_t other = b->terms[t].figure;

        if (other != FACT_NONE && g->quantity[other] == g->quantity[figure] &&
            mends(g, e, culprit, b, t))
            return true;
    }
    return false;
}

/* One slip, copied: what is stated, against what, and the slip are alike. */
static bool
copied(const struct grouping *g, const struct explanation *a,
       const struct explanation *b)
{
    const struct result *x = &g->web->results[a->result];
    const struct result *y = &g->web->results[b->result];

    return x->rule == y->rule && a->n && b->n && a->items[0].slip &&
           b->items[0].slip && !strcmp(a->items[0].slip, b->items[0].slip) &&
           !strcmp(x->stated, y->stated) && !strcmp(x->computed, y->computed);
}

static void
pair_join(struct grouping *g, size_t i, size_t k)
{
    const struct result *a = &g->web->results[g->items[i].result];
    const struct result *b = &g->web->results[g->items[k].result];

    if (root_of(g->parent, i) == root_of(g->parent, k))
        return;
    if (shared(a, b) >= 2 || copied(g, &g->items[i], &g->items[k]) ||
        explains(g, &g->items[i], b) || explains(g, &g->items[k], a))
        g->parent[root_of(g->parent, i)] = root_of(g->parent, k);
}

/* Join finding i with those before it that use quantity f. */
static void
partners_join(struct grouping *g, size_t i, uint32_t f, size_t *looked)
{
    for (size_t k = i; k-- > 0 && *looked < 100000; ++*looked) {
        const struct result *other = &g->web->results[g->items[k].result];

        if (i - k > PARTNERS_MAX)
            break;
        if (other->verdict == GJ_VIOLATED && has_quantity(g, other, f))
            pair_join(g, i, k);
    }
}

/* Two figures that a relation of these two alone holds to be equal are one
 * quantity. */
static bool
quantities_form(struct grouping *g)
{
    const struct web *web = g->web;
    size_t n = web->doc->figures.n;

    g->quantity = arena_array(web->doc->arena, n + 1, sizeof(*g->quantity));
    if (!g->quantity)
        return false;
    for (uint32_t f = 0; f < n; f++)
        g->quantity[f] = f;
    for (size_t i = 0; i < web->n; i++) {
        const struct result *r = &web->results[i];
        uint32_t a, b;

        if (r->nterms != 2 || r->verdict != GJ_HOLDS ||
            (r->shape != SHAPE_EQUAL && r->shape != SHAPE_SUM) ||
            r->terms[0].figure == FACT_NONE ||
            r->terms[1].figure == FACT_NONE || !web_witness(web, r))
            continue;
        a = quantity_of(g, r->terms[0].figure);
        b = quantity_of(g, r->terms[1].figure);
        g->quantity[a < b ? b : a] = a < b ? a : b;
    }
    for (uint32_t f = 0; f < n; f++)
        g->quantity[f] = quantity_of(g, f);
    return true;
}

/* Pairs of findings that have a figure in common: per figure the findings that
 * use it, a bounded number, in order of place. */
static bool
pairs_join(struct grouping *g, size_t n)
{
    struct document *doc = g->web->doc;
    bool *used = arena_array(doc->arena, doc->figures.n + 1, sizeof(*used));
    size_t looked = 0;

    if (!used)
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct result *r = &g->web->results[g->items[i].result];

        if (r->verdict != GJ_VIOLATED)
            continue;
        for (size_t t = 0; t < r->nterms; t++) {
            uint32_t f = r->terms[t].figure;

            if (f == FACT_NONE)
                continue;
            f = g->quantity[f];
            if (used[f])
                partners_join(g, i, f, &looked);
            used[f] = true;
        }
    }
    return true;
}

static size_t
reconciled(const struct explanation *e)
{
    return e->n ? e->items[0].reconciles : 0;
}

/* The gravest finding leads; of those the one whose first suspect explains
 * most, then the first. */
static bool
leads(const struct explanation *e, const struct explanation *lead)
{
    if (e->severity != lead->severity)
        return e->severity > lead->severity;
    return reconciled(e) > reconciled(lead);
}

/* Number groups in order of place. */
static bool
groups_number(struct grouping *g, struct explanation *items, size_t n)
{
    struct document *doc = g->web->doc;
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
        } else if (leads(&items[i], &items[lead[root]])) {
            lead[root] = i;
        }
        items[i].group = number[root];
    }
    for (size_t i = 0; i < n; i++)
        items[i].lead = lead[root_of(g->parent, i)] == i;
    return true;
}

bool
groups_form(struct web *web, struct explanation *items, size_t n)
{
    struct grouping g = { .web = web, .items = items };

    g.parent = arena_array(web->doc->arena, n + 1, sizeof(*g.parent));
    if (!g.parent || !quantities_form(&g))
        return false;
    for (size_t i = 0; i < n; i++)
        g.parent[i] = i;
    return pairs_join(&g, n) && groups_number(&g, items, n);
}
