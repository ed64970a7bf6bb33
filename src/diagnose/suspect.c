/* SPDX-License-Identifier: MIT */
#include "diagnose/suspect.h"

#include <string.h>

#include "diagnose/proof.h"
#include "diagnose/slip.h"
#include "diagnose/story.h"

#define STORIES_MAX 4   /* explanations shown for one finding */
#define TERMS_MAX   200 /* a sum of more is not turned around */
#define USES_MAX    64  /* relations of one figure that are looked at */
#define PAIR_TERMS  12  /* two figures are sought in short relations */

struct suspects {
    struct document *doc;
    enum gj_lang lang;
    const struct result *results;
    size_t n;
    /* Results that use a figure: first[figure] .. chained by next. */
    uint32_t *first; /* [nfigures] use or FACT_NONE */
    struct use {
        uint32_t result, term, next;
    } * uses;
    struct quantity *scratch; /* [TERMS_MAX] */
};

static size_t
uses_count(const struct result *results, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += results[i].nterms;
    return count;
}

struct suspects *
suspects_new(struct document *doc, const struct gj_options *options,
             const struct result *results, size_t n)
{
    struct arena *arena = doc->arena;
    struct suspects *s = ARENA_NEW(arena, struct suspects);
    uint32_t used = 0;

    if (!s)
        return NULL;
    *s = (struct suspects){ .doc = doc,
                            .lang = options ? options->lang : GJ_ZH,
                            .results = results,
                            .n = n };
    s->first = arena_array(arena, doc->figures.n + 1, sizeof(*s->first));
    s->uses = arena_array(arena, uses_count(results, n) + 1, sizeof(*s->uses));
    s->scratch = arena_array(arena, TERMS_MAX, sizeof(*s->scratch));
    if (!s->first || !s->uses || !s->scratch)
        return NULL;
    for (size_t i = 0; i < doc->figures.n; i++)
        s->first[i] = FACT_NONE;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < results[i].nterms; k++) {
            uint32_t f = results[i].terms[k].figure;

            if (f == FACT_NONE || results[i].shape == SHAPE_NONE ||
                results[i].nterms > TERMS_MAX)
                continue;
            s->uses[used] = (struct use){ i, k, s->first[f] };
            s->first[f] = used++;
        }
    return s;
}

static void
quantities_load(struct suspects *s, const struct result *r)
{
    for (size_t i = 0; i < r->nterms; i++)
        s->scratch[i] = r->terms[i].q;
}

/* A falling change enters its equation with a minus sign that is not
 * printed. */
static struct dec
with_sign(const struct suspects *s, const struct bound *bound,
          struct dec value)
{
    const struct figure *f = &s->doc->figures.items[bound->figure];

    return (bound->q.printed.coef < 0) != (f->value.coef < 0) ? dec_neg(value)
                                                              : value;
}

/* Put the changed values in the place of the printed ones. */
static void
story_apply(struct suspects *s, const struct result *r,
            const struct story *story)
{
    quantities_load(s, r);
    for (size_t i = 0; i < r->nterms; i++)
        for (size_t c = 0; c < story->n; c++) {
            if (r->terms[i].figure != story->change[c].figure)
                continue;
            s->scratch[i].printed =
                with_sign(s, &r->terms[i], story->change[c].needed);
            s->scratch[i].approximate = false;
        }
}

static bool
uses_figure(const struct result *r, uint32_t figure)
{
    for (size_t i = 0; i < r->nterms; i++)
        if (r->terms[i].figure == figure)
            return true;
    return false;
}

/* Count what the changes break and mend everywhere. */
static void
story_weigh(struct suspects *s, struct story *story)
{
    for (size_t c = 0; c < story->n; c++) {
        size_t looked = 0;

        for (uint32_t u = s->first[story->change[c].figure];
             u != FACT_NONE && looked < USES_MAX;
             u = s->uses[u].next, looked++) {
            const struct result *r = &s->results[s->uses[u].result];
            enum gj_verdict verdict;

            if (r->verdict == GJ_UNDECIDED ||
                (c && uses_figure(r, story->change[0].figure)))
                continue;
            story_apply(s, r, story);
            verdict =
                equation_evaluate(r->shape, s->scratch, r->nterms).verdict;
            if (r->verdict == GJ_VIOLATED)
                story->mended +=
                    verdict != GJ_VIOLATED && verdict != GJ_UNDECIDED;
            else
                story->broken += verdict == GJ_VIOLATED;
        }
    }
}

/* One- and two-digit integers tell no story without a second witness. */
static bool
too_short(const struct figure *f, const struct story *story)
{
    return f->value.scale == 0 && f->value.coef < 100 &&
           f->value.coef > -100 && story->mended < 2;
}

/* Exact terms and equal ones may need more places than are printed. */
static void
term_widen(struct suspects *s, const struct result *r, uint32_t term)
{
    struct quantity *q = &s->scratch[term];
    struct dec zero = { 0, 0 };
    int most = q->printed.scale;

    if (r->shape != SHAPE_EQUAL && !(r->shape == SHAPE_SUM && q->exact))
        return;
    for (size_t i = 0; i < r->nterms; i++) {
        int scale =
            s->scratch[i].printed.scale + q->power - s->scratch[i].power;

        if (scale > most && scale <= DEC_MAX_SCALE)
            most = scale;
    }
    zero.scale = (uint8_t)most;
    (void)dec_add(q->printed, zero, &q->printed);
}

/* The value that a term needs, others as in scratch; places beyond the printed
 * ones only where they are not zero. */
static bool
term_solve(struct suspects *s, const struct result *r, uint32_t term,
           struct dec *out)
{
    const struct bound *bound = &r->terms[term];
    const struct figure *f = &s->doc->figures.items[bound->figure];
    struct dec zero = { 0, f->value.scale };

    term_widen(s, r, term);
    if (!equation_solve(r->shape, s->scratch, r->nterms, term, out))
        return false;
    *out = dec_strip(with_sign(s, bound, *out));
    if (!dec_add(*out, zero, out))
        return false;
    if (dec_cmp(*out, f->value) == 0)
        return false;
    return f->value.coef < 0 || out->coef >= 0; /* no minus sign is printed */
}

static bool
suspectable(const struct result *r, uint32_t term)
{
    return r->terms[term].figure != FACT_NONE && r->terms[term].suspectable;
}

static void
story_slip(struct suspects *s, const struct result *r, struct story *story)
{
    uint32_t term = story->change[0].term, figure = story->change[0].figure;
    const struct figure *f = &s->doc->figures.items[figure];
    struct proof proof = { NULL, FACT_NONE };
    const char *slip = term == r->slip_term ? r->slip : NULL;

    if (!slip && term == 0) {
        proof = proof_computed(s->doc, r, s->scratch);
        slip = proof.slip;
    }
    if (!slip) {
        proof = proof_weight(s->doc, figure, story->change[0].needed);
        slip = proof.slip;
    }
    if (!slip)
        slip = slip_find(f->value, story->change[0].needed,
                         f->kind == FIGURE_PERCENT);
    if (slip && !proof.slip && too_short(f, story))
        slip = NULL;
    if (!slip && term == 0) {
        proof = proof_copied(s->doc, figure);
        slip = proof.slip;
    }
    story->change[0].slip = slip;
    story->witness = proof.witness;
}

/* Does the same value stand in three terms or more?  Then it is no typing
 * slip in one of them. */
static bool
repeated(const struct result *r, uint32_t term)
{
    size_t n = 0;

    for (uint32_t i = 1; i < r->nterms; i++)
        n += dec_cmp(r->terms[i].q.printed, r->terms[term].q.printed) == 0;
    return n >= 3;
}

/* A figure that was not stated as a result is named only if something speaks
 * against it. */
static bool
accused(const struct result *r, const struct story *story)
{
    const char *slip = story->change[0].slip;

    if (story->broken && story->broken >= story->mended)
        return false;
    if (story->mended > 1)
        return true;
    return slip && strcmp(slip, "ocr") != 0 &&
           !repeated(r, story->change[0].term);
}

static bool
story_tell(struct suspects *s, const struct result *r, uint32_t term,
           struct story *out)
{
    if (!suspectable(r, term))
        return false;
    *out = (struct story){ .n = 1, .witness = FACT_NONE };
    out->change[0].term = term;
    out->change[0].figure = r->terms[term].figure;
    quantities_load(s, r);
    if (!term_solve(s, r, term, &out->change[0].needed))
        return false;
    story_weigh(s, out);
    story_slip(s, r, out);
    if (term == 0)
        return true;
    return accused(r, out);
}

/* ---- two figures at once ---- */

/* The second figure of a story whose first one is known. */
static bool
story_second(struct suspects *s, const struct result *r, uint32_t term,
             struct story *story)
{
    const struct figure *f;

    if (term == story->change[0].term || !suspectable(r, term) ||
        r->terms[term].figure == story->change[0].figure)
        return false;
    story->n = 1;
    story_apply(s, r, story);
    story->change[1].term = term;
    story->change[1].figure = r->terms[term].figure;
    if (!term_solve(s, r, term, &story->change[1].needed))
        return false;
    story->n = 2;
    story->broken = story->mended = 0;
    story_weigh(s, story);
    f = &s->doc->figures.items[story->change[1].figure];
    story->change[1].slip = slip_find(f->value, story->change[1].needed,
                                      f->kind == FIGURE_PERCENT);
    return story->broken == 0 && story->mended > 1 && story->change[0].slip &&
           story->change[1].slip;
}

/* The first figure as another violated relation wants it. */
static bool
story_first(struct suspects *s, uint32_t use, struct story *story)
{
    const struct result *other = &s->results[s->uses[use].result];
    uint32_t term = s->uses[use].term;
    const struct figure *f = &s->doc->figures.items[story->change[0].figure];

    if (other->verdict != GJ_VIOLATED || !suspectable(other, term))
        return false;
    quantities_load(s, other);
    if (!term_solve(s, other, term, &story->change[0].needed))
        return false;
    story->change[0].slip = slip_find(f->value, story->change[0].needed,
                                      f->kind == FIGURE_PERCENT);
    return true;
}

static bool
pair_tell(struct suspects *s, const struct result *r, uint32_t term,
          struct story *out)
{
    uint32_t figure = r->terms[term].figure;
    size_t looked = 0;

    for (uint32_t u = s->first[figure]; u != FACT_NONE && looked < USES_MAX;
         u = s->uses[u].next, looked++) {
        *out = (struct story){ .n = 1, .witness = FACT_NONE };
        out->change[0].term = term;
        out->change[0].figure = figure;
        if (&s->results[s->uses[u].result] == r || !story_first(s, u, out))
            continue;
        for (uint32_t k = 0; k < r->nterms; k++)
            if (story_second(s, r, k, out))
                return true;
    }
    return false;
}

/* What a change mends less what it breaks; then the slip that is known; then
 * what breaks less. */
static int
story_cmp(const struct story *a, const struct story *b)
{
    size_t left = a->mended + b->broken, right = b->mended + a->broken;

    if (left != right)
        return left > right ? -1 : 1;
    if (!a->change[0].slip != !b->change[0].slip)
        return a->change[0].slip ? -1 : 1;
    if (a->broken != b->broken)
        return a->broken < b->broken ? -1 : 1;
    return 0;
}

static void
stories_insert(struct story *stories, size_t *n, struct story story)
{
    size_t at = *n;

    while (at > 0 && story_cmp(&story, &stories[at - 1]) < 0)
        at--;
    if (at >= STORIES_MAX)
        return;
    if (*n < STORIES_MAX)
        (*n)++;
    for (size_t i = *n - 1; i > at; i--)
        stories[i] = stories[i - 1];
    stories[at] = story;
}

static void
stories_collect(struct suspects *s, const struct result *r,
                struct story *stories, size_t *n)
{
    struct story story;

    for (uint32_t t = 0; t < r->nterms; t++)
        if (story_tell(s, r, t, &story))
            stories_insert(stories, n, story);
    if (*n == 0 || stories[0].mended > 1 || r->nterms > PAIR_TERMS)
        return;
    for (uint32_t t = 0; t < r->nterms; t++)
        if (suspectable(r, t) && pair_tell(s, r, t, &story)) {
            stories_insert(stories, n, story);
            return;
        }
}

bool
suspects_explain(struct suspects *s, struct explanation *e)
{
    const struct result *r = &s->results[e->result];
    struct story stories[STORIES_MAX];
    size_t n = 0;

    e->items = NULL;
    e->n = 0;
    if (r->verdict != GJ_VIOLATED || r->shape == SHAPE_NONE ||
        r->nterms > TERMS_MAX)
        return true;
    stories_collect(s, r, stories, &n);
    e->items = arena_array(s->doc->arena, n + 1, sizeof(*e->items));
    if (!e->items)
        return false;
    for (size_t i = 0; i < n; i++) {
        e->items[i] = story_diagnosis(s->doc, s->lang, &stories[i]);
        if (!e->items[i].cause)
            return false;
        e->items[i].rank = i && story_cmp(&stories[i - 1], &stories[i]) == 0
                               ? e->items[i - 1].rank
                               : (unsigned)i + 1;
    }
    e->n = n;
    return true;
}
