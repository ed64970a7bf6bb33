/* SPDX-License-Identifier: MIT */
#include "diagnose/web.h"

#include <string.h>

static size_t
uses_count(const struct result *results, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += results[i].nterms;
    return count;
}

bool
web_takes(const struct result *r)
{
    return r->shape != SHAPE_NONE && r->nterms <= WEB_TERMS;
}

/* A figure that was recomputed in a way that is not turned around, and held:
 * any other value breaks it. */
static bool
recomputed(const struct result *r)
{
    static const char *const kinds[] = { "declared-formula", "product",
                                         "equal-split" };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strcmp(r->rule->pub.kind, kinds[i]) == 0)
            return r->verdict == GJ_HOLDS && r->recomputed && r->nterms > 1;
    return false;
}

static void
uses_add(struct web *web, uint32_t result, uint32_t *used)
{
    const struct result *r = &web->results[result];

    uint32_t nterms = (uint32_t)r->nterms;

    if (!web_takes(r)) {
        web->limited |= r->nterms > WEB_TERMS && r->verdict == GJ_VIOLATED;
        nterms = recomputed(r) ? 1 : 0;
    }
    for (uint32_t k = 0; k < nterms; k++) {
        uint32_t f = r->terms[k].figure;

        if (f == FACT_NONE)
            continue;
        web->uses[*used] = (struct use){ result, k, web->first[f] };
        web->first[f] = (*used)++;
    }
}

struct web *
web_new(struct document *doc, const struct result *results, size_t n)
{
    struct arena *arena = doc->arena;
    struct web *web = ARENA_NEW(arena, struct web);
    uint32_t used = 0;

    if (!web)
        return NULL;
    *web = (struct web){ .doc = doc, .results = results, .n = n };
    web->first = arena_array(arena, doc->figures.n + 1, sizeof(*web->first));
    web->uses =
        arena_array(arena, uses_count(results, n) + 1, sizeof(*web->uses));
    web->scratch = arena_array(arena, WEB_TERMS, sizeof(*web->scratch));
    if (!web->first || !web->uses || !web->scratch)
        return NULL;
    for (size_t i = 0; i < doc->figures.n; i++)
        web->first[i] = FACT_NONE;
    for (uint32_t i = 0; i < n; i++)
        uses_add(web, i, &used);
    return web;
}

struct dec
web_sign(const struct web *web, const struct bound *bound, struct dec value)
{
    const struct figure *f = &web->doc->figures.items[bound->figure];

    return (bound->q.printed.coef < 0) != (f->value.coef < 0) ? dec_neg(value)
                                                              : value;
}

void
web_load(struct web *web, const struct result *r,
         const struct web_change *changes, size_t n)
{
    for (size_t i = 0; i < r->nterms; i++)
        web->scratch[i] = r->terms[i].q;
    for (size_t c = 0; c < n; c++)
        for (size_t i = 0; i < r->nterms; i++) {
            if (r->terms[i].figure != changes[c].figure)
                continue;
            web->scratch[i].printed =
                web_sign(web, &r->terms[i], changes[c].value);
            web->scratch[i].approximate = false;
        }
}

enum gj_verdict
web_verdict(struct web *web, const struct result *r,
            const struct web_change *changes, size_t n)
{
    web_load(web, r, changes, n);
    return web_evaluate(web, r).verdict;
}

bool
web_uses_figure(const struct result *r, uint32_t figure)
{
    for (size_t i = 0; i < r->nterms; i++)
        if (r->terms[i].figure == figure)
            return true;
    return false;
}

/* An equality between two figures of which one bounds the other. */
static bool
chance_equal(const struct web *web, const struct result *r)
{
    size_t looked = 0;

    if (r->shape != SHAPE_EQUAL || r->nterms != 2 ||
        r->terms[0].figure == FACT_NONE || r->terms[1].figure == FACT_NONE)
        return false;
    for (uint32_t u = web->first[r->terms[0].figure];
         u != FACT_NONE && looked < WEB_USES;
         u = web->uses[u].next, looked++) {
        const struct result *other = &web->results[web->uses[u].result];

        if (other->shape == SHAPE_BOUND &&
            web_uses_figure(other, r->terms[1].figure))
            return true;
    }
    return false;
}

bool
web_witness(const struct web *web, const struct result *r)
{
    return r->verdict < GJ_VIOLATED && !chance_equal(web, r);
}

bool
web_exhausted(struct web *web)
{
    web->limited |= web->work > LIMIT_WEB_WORK;
    return web->work > LIMIT_WEB_WORK;
}

struct outcome
web_evaluate(struct web *web, const struct result *r)
{
    web->work += r->nterms;
    return equation_evaluate(r->shape, web->scratch, r->nterms);
}
