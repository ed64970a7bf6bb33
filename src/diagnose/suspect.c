/* SPDX-License-Identifier: MIT */
#include "diagnose/suspect.h"

#include <string.h>

#include "base/buf.h"
#include "diagnose/slip.h"

#define STORIES_MAX 4   /* explanations shown for one finding */
#define TERMS_MAX   200 /* a sum of more is not turned around */

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

/* Verdict of a result if one of its terms had another printed value. */
static enum gj_verdict
verdict_with(struct suspects *s, const struct result *r, uint32_t term,
             struct dec value)
{
    quantities_load(s, r);
    s->scratch[term].printed = with_sign(s, &r->terms[term], value);
    s->scratch[term].approximate = false;
    return equation_evaluate(r->shape, s->scratch, r->nterms).verdict;
}

struct story {
    uint32_t term;
    struct dec needed;
    size_t broken, mended;
    const char *slip;
};

/* Count what a new value of a figure breaks and mends elsewhere. */
static void
story_weigh(struct suspects *s, uint32_t figure, struct story *story)
{
    size_t looked = 0;

    for (uint32_t u = s->first[figure]; u != FACT_NONE && looked < 64;
         u = s->uses[u].next, looked++) {
        const struct result *r = &s->results[s->uses[u].result];
        enum gj_verdict verdict;

        if (r->verdict == GJ_UNDECIDED)
            continue;
        verdict = verdict_with(s, r, s->uses[u].term, story->needed);
        if (r->verdict == GJ_VIOLATED)
            story->mended += verdict != GJ_VIOLATED && verdict != GJ_UNDECIDED;
        else
            story->broken += verdict == GJ_VIOLATED;
    }
}

/* One- and two-digit integers tell no story without a second witness. */
static bool
too_short(const struct figure *f, const struct story *story)
{
    return f->value.scale == 0 && f->value.coef < 100 &&
           f->value.coef > -100 && story->mended < 2;
}

static bool
story_tell(struct suspects *s, const struct result *r, uint32_t term,
           struct story *out)
{
    const struct bound *bound = &r->terms[term];
    const struct figure *f;

    if (bound->figure == FACT_NONE || !bound->suspectable)
        return false;
    f = &s->doc->figures.items[bound->figure];
    quantities_load(s, r);
    *out = (struct story){ .term = term };
    if (!equation_solve(r->shape, s->scratch, r->nterms, term, &out->needed))
        return false;
    out->needed = with_sign(s, bound, out->needed);
    if (dec_cmp(out->needed, f->value) == 0)
        return false;
    if (f->value.coef >= 0 && out->needed.coef < 0)
        return false; /* no printed minus sign: not this figure */
    story_weigh(s, bound->figure, out);
    out->slip = slip_find(f->value, out->needed, f->kind == FIGURE_PERCENT);
    if (term == r->slip_term && r->slip)
        out->slip = r->slip;
    if (out->slip && too_short(f, out))
        out->slip = NULL;
    return true;
}

static int
story_cmp(const struct story *a, const struct story *b)
{
    if (a->broken != b->broken)
        return a->broken < b->broken ? -1 : 1;
    if (a->mended != b->mended)
        return a->mended > b->mended ? -1 : 1;
    if (!a->slip != !b->slip)
        return a->slip ? -1 : 1;
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

/* "digits-swapped: text with {stated} and {suggest}" of the word lists. */
static const char *
cause_print(struct suspects *s, const char *slip, const char *stated,
            const char *suggest)
{
    struct str text =
        rules_text(s->doc->rules, "slip", s->lang, slip ? slip : "other");
    struct buf out;
    size_t at, mark;

    buf_init(&out, s->doc->arena);
    for (at = 0; at < text.len; at = mark + 1) {
        mark = str_find(text, STR("$"), at);
        if (mark >= text.len || mark + 1 >= text.len) {
            buf_str(&out, str_sub(text, at, text.len));
            break;
        }
        buf_str(&out, str_sub(text, at, mark));
        mark++;
        buf_puts(&out, text.ptr[mark] == '1' ? stated : suggest);
    }
    return buf_cstr(&out);
}

static struct gj_diagnosis
diagnosis_of(struct suspects *s, const struct result *r,
             const struct story *story)
{
    uint32_t figure = r->terms[story->term].figure;
    const struct figure *f = &s->doc->figures.items[figure];
    const char *stated = value_print(s->doc, f->value, figure);
    const char *suggest = value_print(s->doc, story->needed, figure);
    struct gj_diagnosis d = { .nchanges = 1,
                              .slip = story->slip,
                              .reconciles = story->mended };
    struct dec half = { 5, 0 }, lo, hi;

    d.changes[0] =
        (struct gj_change){ .figure = story->term, .suggest = suggest };
    half.scale = (uint8_t)(story->needed.scale + 1);
    if (half.scale <= DEC_MAX_SCALE && dec_sub(story->needed, half, &lo) &&
        dec_add(story->needed, half, &hi)) {
        d.changes[0].from = value_print(s->doc, lo, figure);
        d.changes[0].to = value_print(s->doc, hi, figure);
    }
    d.cause = cause_print(s, story->slip, stated, suggest);
    return d;
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
    for (uint32_t t = 0; t < r->nterms; t++) {
        struct story story;

        if (story_tell(s, r, t, &story))
            stories_insert(stories, &n, story);
    }
    e->items = arena_array(s->doc->arena, n + 1, sizeof(*e->items));
    if (!e->items)
        return false;
    for (size_t i = 0; i < n; i++) {
        e->items[i] = diagnosis_of(s, r, &stories[i]);
        if (!e->items[i].cause)
            return false;
        e->items[i].rank = i && story_cmp(&stories[i - 1], &stories[i]) == 0
                               ? e->items[i - 1].rank
                               : (unsigned)i + 1;
    }
    e->n = n;
    return true;
}
