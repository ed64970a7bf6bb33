/* SPDX-License-Identifier: MIT */
#include "diagnose/need.h"

#define LONG_SUM  8 /* longer ones are turned around in closed form */
#define RANGE_MAX (DEC_MAX_COEF / 4)

/* ---- one relation ---- */

/* Exact terms and equal ones may need more places than are printed. */
static void
term_widen(struct web *web, const struct result *r, uint32_t term)
{
    struct quantity *q = &web->scratch[term];
    struct dec zero = { 0, 0 };
    int most = q->printed.scale;

    if (r->shape != SHAPE_EQUAL && r->shape != SHAPE_BOUND &&
        !(r->shape == SHAPE_SUM && q->exact))
        return;
    for (size_t i = 0; i < r->nterms; i++) {
        int scale =
            web->scratch[i].printed.scale + q->power - web->scratch[i].power;

        if (scale > most && scale <= DEC_MAX_SCALE)
            most = scale;
    }
    zero.scale = (uint8_t)most;
    (void)dec_add(q->printed, zero, &q->printed);
}

struct probe {
    struct web *web;
    const struct result *r;
    uint32_t term;
};

static bool
probe_holds(const struct probe *p, int64_t coef)
{
    enum gj_verdict verdict;

    if (coef <= -RANGE_MAX || coef >= RANGE_MAX)
        return false;
    p->web->scratch[p->term].printed.coef = coef;
    verdict = web_evaluate(p->web, p->r).verdict;
    return verdict == GJ_HOLDS || (p->web->loose && verdict == GJ_TRUNCATED);
}

/* The last value from m upwards (way 1) or downwards with which it holds. */
static int64_t
probe_end(const struct probe *p, int64_t m, int way)
{
    int64_t good = 0, step = 1;

    while (step < RANGE_MAX / 2 && probe_holds(p, m + way * (good + step))) {
        good += step;
        step *= 2;
    }
    for (; step > 0; step /= 2)
        if (probe_holds(p, m + way * (good + step)))
            good += step;
    return m + way * good;
}

/* A solution is rounded: the neighbours may be what holds. */
static bool
probe_start(const struct probe *p, int64_t *m)
{
    for (int64_t k = 0; k <= 1; k++)
        for (int way = -1; way <= 1; way += 2)
            if (probe_holds(p, *m + way * k)) {
                *m += way * k;
                return true;
            }
    return false;
}

/* Half of the last digit of all measured terms, in the unit of one. */
static bool
sum_slack(struct web *web, const struct result *r, uint32_t term,
          struct dec *out)
{
    struct dec sum = { 0, 0 };

    for (size_t i = 0; i < r->nterms; i++) {
        const struct quantity *q = &web->scratch[i];
        struct dec half = { 5, (uint8_t)(q->printed.scale + 1) };

        if (q->exact)
            continue;
        if (half.scale > DEC_MAX_SCALE ||
            !dec_shift(half, q->power - web->scratch[term].power, &half) ||
            !dec_add(sum, half, &sum))
            return false;
    }
    *out = dec_truncate(sum, web->scratch[term].printed.scale);
    return true;
}

static bool
range_long_sum(struct web *web, const struct result *r, uint32_t term,
               struct dec m, struct range *out)
{
    struct dec slack, zero = { 0, m.scale };

    return sum_slack(web, r, term, &slack) && dec_add(slack, zero, &slack) &&
           dec_sub(m, slack, &out->lo) && dec_add(m, slack, &out->hi);
}

/* Anything down to nothing, or up to no end. */
static bool
range_bound(struct probe *probe, struct dec m, struct range *out)
{
    int64_t at = m.coef;

    if (!probe_start(probe, &at))
        return false;
    out->lo = out->hi = m;
    if (probe->term == 0) {
        out->lo.coef = 0;
        out->hi.coef = probe_end(probe, at, 1);
    } else {
        out->lo.coef = probe_end(probe, at, -1);
        out->hi.coef = RANGE_MAX;
    }
    return true;
}

static bool
range_solve(struct web *web, const struct result *r, uint32_t term,
            struct range *out)
{
    struct probe probe = { web, r, term };
    struct dec m;
    int64_t at;

    term_widen(web, r, term);
    if (!equation_solve(r->shape == SHAPE_BOUND ? SHAPE_EQUAL : r->shape,
                        web->scratch, r->nterms, term, &m))
        return false;
    out->at = m;
    if (r->shape == SHAPE_SUM && r->nterms > LONG_SUM)
        return range_long_sum(web, r, term, m, out);
    web->scratch[term].printed = m;
    if (r->shape == SHAPE_BOUND)
        return range_bound(&probe, m, out);
    at = m.coef;
    if (!probe_start(&probe, &at))
        return false;
    out->lo = out->hi = m;
    out->lo.coef = probe_end(&probe, at, -1);
    out->hi.coef = probe_end(&probe, at, 1);
    return true;
}

bool
need_of_term(struct web *web, const struct result *r, uint32_t term,
             const struct web_change *changes, size_t n, struct range *out)
{
    const struct bound *bound = &r->terms[term];
    const struct figure *f = &web->doc->figures.items[bound->figure];
    struct dec zero = { 0, f->value.scale };

    if (!web_takes(r) || web_exhausted(web))
        return false;
    web_load(web, r, changes, n);
    for (size_t i = 0; i < r->nterms; i++)
        web->scratch[i].open = 0; /* "more than" bounds nothing */
    if (!range_solve(web, r, term, out))
        return false;
    out->lo = web_sign(web, bound, out->lo);
    out->hi = web_sign(web, bound, out->hi);
    out->at = web_sign(web, bound, out->at);
    if (dec_cmp(out->lo, out->hi) > 0) {
        struct dec lo = out->hi;

        out->hi = out->lo;
        out->lo = lo;
    }
    if (f->value.coef >= 0 && out->hi.coef < 0)
        return false; /* no minus sign is printed */
    if (f->value.coef >= 0 && out->lo.coef < 0)
        out->lo.coef = 0;
    return dec_add(out->lo, zero, &out->lo) &&
           dec_add(out->hi, zero, &out->hi);
}

/* ---- all relations of a figure ---- */

struct needs {
    struct need {
        struct range range;
        bool violated;
    } items[WEB_USES];
    size_t n;
};

static bool
inside(const struct range *range, struct dec value)
{
    return dec_cmp(range->lo, value) <= 0 && dec_cmp(value, range->hi) <= 0;
}

static void
needs_collect(struct web *web, const struct result *own, uint32_t figure,
              struct needs *needs)
{
    size_t looked = 0;

    needs->n = 0;
    for (uint32_t u = web->first[figure]; u != FACT_NONE;
         u = web->uses[u].next) {
        const struct result *r = &web->results[web->uses[u].result];
        struct need *need = &needs->items[needs->n];

        if (looked++ >= WEB_USES) {
            web->limited = true;
            return;
        }
        if (r == own || (r->verdict != GJ_VIOLATED && !web_witness(web, r)))
            continue;
        need->violated = r->verdict == GJ_VIOLATED;
        needs->n +=
            need_of_term(web, r, web->uses[u].term, NULL, 0, &need->range);
    }
}

/* How many relations a value mends less those that it breaks. */
static int
needs_gain(const struct needs *needs, struct dec value)
{
    int gain = 0;

    for (size_t i = 0; i < needs->n; i++) {
        bool fits = inside(&needs->items[i].range, value);

        gain += needs->items[i].violated ? fits : fits - 1;
    }
    return gain;
}

/* The best of the ends of all ranges, as far as they lie in the own one. */
static struct dec
needs_best(const struct needs *needs, const struct range *own)
{
    struct dec best = need_middle(own);
    int most = needs_gain(needs, best);

    for (size_t i = 0; i < 2 * needs->n; i++) {
        const struct range *range = &needs->items[i / 2].range;
        struct dec at = i % 2 ? range->hi : range->lo;
        int gain = inside(own, at) ? needs_gain(needs, at) : most;

        if (gain > most) {
            most = gain;
            best = at;
        }
    }
    return best;
}

static bool
narrower(const struct range *a, const struct range *b)
{
    struct dec x, y;

    return dec_sub(a->hi, a->lo, &x) && dec_sub(b->hi, b->lo, &y) &&
           dec_cmp(x, y) < 0;
}

bool
need_in_web(struct web *web, const struct result *r, uint32_t term,
            struct range *out)
{
    uint32_t figure = r->terms[term].figure;
    struct range closest;
    struct needs needs;
    struct dec best;

    if (!need_of_term(web, r, term, NULL, 0, out))
        return false;
    needs_collect(web, r, figure, &needs);
    best = needs_best(&needs, out);
    closest = *out;
    for (size_t i = 0; i < needs.n; i++) {
        const struct range *range = &needs.items[i].range;

        if (!inside(range, best))
            continue;
        if (narrower(range, &closest))
            closest = *range;
        if (dec_cmp(range->lo, out->lo) > 0)
            out->lo = range->lo;
        if (dec_cmp(range->hi, out->hi) < 0)
            out->hi = range->hi;
    }
    out->at = closest.at;
    return !inside(out, web->doc->figures.items[figure].value);
}

struct dec
need_middle(const struct range *range)
{
    struct dec sum, half, zero = { 0, 0 };

    zero.scale =
        range->lo.scale > range->hi.scale ? range->lo.scale : range->hi.scale;
    if (inside(range, range->at))
        return dec_add(range->at, zero, &half) ? half : range->at;
    if (!dec_add(range->lo, range->hi, &sum) ||
        !dec_div(sum, (struct dec){ 2, 0 }, 0, zero.scale, &half))
        return range->lo;
    return inside(range, half) && dec_add(half, zero, &half) ? half
                                                             : range->lo;
}

uint64_t
need_width(const struct range *range, unsigned scale)
{
    struct dec gap;

    if (!dec_sub(range->hi, range->lo, &gap) ||
        !dec_shift(gap, (int)scale, &gap))
        return UINT64_MAX;
    return (uint64_t)dec_truncate(gap, 0).coef + 1;
}
