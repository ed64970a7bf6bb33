/* SPDX-License-Identifier: MIT */
#include "diagnose/tell.h"

#include <string.h>

#include "diagnose/proof.h"

#define FEW_TERMS  4      /* of which all are named */
#define SEEN_ODDS  150000 /* the same with a second witness */
#define HINT_ODDS  500000 /* not told, but it orders the suspects */
#define GIVEN_ODDS 1000   /* a slip that the binder has seen */
#define ROW_ODDS   1000   /* the full mark of the row is what is needed */
#define NEARBY     40     /* figures before and after */
#define WITNESSES  3      /* more make no difference */

/* ---- what a story mends and breaks ---- */

size_t
tell_changes(const struct story *story, struct web_change out[2])
{
    for (size_t c = 0; c < story->n; c++)
        out[c] = (struct web_change){ story->change[c].figure,
                                      story->change[c].needed };
    return story->n;
}

static void
weigh_one(struct web *web, const struct result *r,
          const struct web_change *changes, size_t n, struct story *story)
{
    bool violated = r->verdict == GJ_VIOLATED;
    enum gj_verdict verdict =
        web_takes(r) ? web_verdict(web, r, changes, n) : GJ_VIOLATED;

    if (violated)
        story->mended += verdict < GJ_VIOLATED;
    else if (verdict == GJ_VIOLATED)
        story->broken++;
    else
        story->witnesses += r->shape != SHAPE_BOUND;
}

void
tell_weigh(struct web *web, struct story *story)
{
    struct web_change changes[2];
    size_t n = tell_changes(story, changes);

    story->mended = story->broken = story->witnesses = 0;
    for (size_t c = 0; c < n; c++) {
        size_t looked = 0;

        for (uint32_t u = web->first[changes[c].figure];
             u != FACT_NONE && looked < WEB_USES;
             u = web->uses[u].next, looked++) {
            const struct result *r = &web->results[web->uses[u].result];
            bool counted = c && web_uses_figure(r, changes[0].figure);

            if (!counted && (r->verdict == GJ_VIOLATED || web_witness(web, r)))
                weigh_one(web, r, changes, n, story);
        }
    }
}

/* ---- which slip ---- */

/* One- and two-digit integers tell no story without a second witness. */
static bool
too_short(const struct figure *f, const struct story *story)
{
    return f->value.scale == 0 && f->value.coef < 100 &&
           f->value.coef > -100 && story->mended < 2;
}

/* Whole points go wrong by whole points: the decimals agree anyway. */
static unsigned
idle_digits(const struct figure *f, struct dec needed)
{
    struct dec gap;

    if (f->kind != FIGURE_SCORE && f->kind != FIGURE_PLAIN)
        return 0;
    if (!dec_sub(f->value, needed, &gap))
        return 0;
    gap = dec_strip(gap);
    return gap.scale < f->value.scale ? (unsigned)(f->value.scale - gap.scale)
                                      : 0U;
}

/* The decimals that most figures of a kind and unit print nearby. */
static unsigned
usual_decimals(const struct figures *figures, uint32_t figure)
{
    const struct figure *own = &figures->items[figure];
    uint32_t from = figure > NEARBY ? figure - NEARBY : 0;
    unsigned count[DEC_MAX_SCALE + 1] = { 0 }, best = own->value.scale;

    for (uint32_t i = from; i < figures->n && i < figure + NEARBY; i++) {
        const struct figure *f = &figures->items[i];

        if (i != figure && f->has_value && !f->rule_text &&
            f->kind == own->kind && f->unit == own->unit)
            count[f->value.scale]++;
    }
    for (unsigned k = 0; k <= DEC_MAX_SCALE; k++)
        if (count[k] > count[best])
            best = k;
    return best;
}

bool
tell_slip(struct web *web, const struct story_change *change, unsigned rivals,
          struct slip_hit *out)
{
    const struct figure *f = &web->doc->figures.items[change->figure];
    struct slip_query query = {
        .printed = f->value,
        .range = change->range,
        .percent = f->kind == FIGURE_PERCENT,
        .money = f->unit && f->unit->base.len,
        .exact = f->kind == FIGURE_SCORE || f->kind == FIGURE_COUNT ||
                 f->kind == FIGURE_PLAIN,
        .rivals = rivals,
        .usual = usual_decimals(&web->doc->figures, change->figure)
    };

    query.idle = f->value.scale ? idle_digits(f, change->needed) : 0;

    return slip_search(&query, out);
}

/* Of a long relation any term might be the wrong one. */
unsigned
tell_rivals(const struct result *r, uint32_t term)
{
    return term && r->nterms > FEW_TERMS ? (unsigned)r->nterms - 1 : 1;
}

/* The best proof that the figure was computed in another way, over all
 * relations that state it. */
static struct proof
computed_otherwise(struct web *web, uint32_t figure)
{
    struct proof best = { NULL, FACT_NONE, SLIP_CERTAIN }, proof;
    size_t looked = 0;

    for (uint32_t u = web->first[figure]; u != FACT_NONE && looked < WEB_USES;
         u = web->uses[u].next, looked++) {
        const struct result *r = &web->results[web->uses[u].result];

        if (web->uses[u].term || r->verdict != GJ_VIOLATED)
            continue;
        proof = proof_computed(web->doc, r, web->scratch);
        if (proof.odds < best.odds)
            best = proof;
    }
    return best;
}

static struct proof
story_proof(struct web *web, const struct result *r, const struct story *story)
{
    const struct story_change *change = &story->change[0];
    struct proof best = computed_otherwise(web, change->figure), proof;

    if (change->term == r->slip_term && r->slip)
        return (struct proof){ r->slip, FACT_NONE, GIVEN_ODDS };
    proof = proof_copied(web->doc, change->figure, story->mended > 1);
    if (proof.odds < best.odds &&
        (change->term == 0 || story->mended > 1 ||
         (r->nterms <= FEW_TERMS && web_uses_figure(r, proof.witness))))
        best = proof;
    proof = proof_weight(web->doc, change->figure, change->needed);
    return proof.odds < best.odds ? proof : best;
}

/* The best slip of the digits, if nothing that the change mended is lost with
 * what it means. */
static bool
story_digits(struct web *web, struct story *story, unsigned rivals,
             struct slip_hit *hit)
{
    struct story_change *change = &story->change[0];
    struct story meant = *story;

    if (!tell_slip(web, change, rivals, hit))
        return false;
    meant.change[0].needed = hit->needed;
    tell_weigh(web, &meant);
    if (meant.mended + story->broken < story->mended + meant.broken)
        return false;
    *story = meant;
    return true;
}

/* Odds of the story and its slip. */
static void
story_slip(struct web *web, const struct result *r, struct story *story)
{
    struct story_change *change = &story->change[0];
    struct proof proof = story_proof(web, r, story);
    bool row = proof_row(web->doc, change->figure, change->needed);
    unsigned rivals =
        story->mended > 1 || row ? 1 : tell_rivals(r, change->term);
    struct story meant = *story;
    struct slip_hit hit;

    if (story_digits(web, &meant, rivals, &hit) && hit.odds <= proof.odds) {
        proof = (struct proof){ hit.slip, FACT_NONE, hit.odds };
        *story = meant;
    }
    change->slip = proof.slip;
    story->witness = proof.witness;
    story->odds = row && proof.odds > ROW_ODDS ? ROW_ODDS : proof.odds;
    story->limit = story->mended > 1 ? SEEN_ODDS : TELL_ODDS;
    if (proof.odds > story->limit ||
        too_short(&web->doc->figures.items[change->figure], story))
        story->limit = 0;
}

/* ---- order ---- */

/* How bad a story is: chances that differ by less than a factor of four are
 * alike, and so are a chance of four and one more relation that holds with
 * what is printed. */
static int
story_class(const struct story *story)
{
    uint32_t odds = story->odds > HINT_ODDS ? SLIP_CERTAIN : story->odds;
    int n = (int)(story->witnesses < WITNESSES ? story->witnesses : WITNESSES);

    for (; odds > 1; odds /= 4)
        n++;
    return n;
}

/* What a change mends less what it breaks; then the better story; then what
 * breaks less; then the figure that was computed from the others. */
int
tell_cmp(const struct story *a, const struct story *b)
{
    size_t left = a->mended + b->broken + b->n;
    size_t right = b->mended + a->broken + a->n;
    int by_class = story_class(a) - story_class(b);

    if (left != right)
        return left > right ? -1 : 1;
    if (by_class)
        return by_class;
    if (a->broken != b->broken)
        return a->broken < b->broken ? -1 : 1;
    return (a->change[0].term != 0) - (b->change[0].term != 0);
}

/* ---- one figure ---- */

bool
tell_suspectable(const struct result *r, uint32_t term)
{
    return r->terms[term].figure != FACT_NONE && r->terms[term].suspectable;
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

/* A figure that was not stated as a result is named if something speaks
 * against it, and if there are few of them. */
static bool
accused(const struct result *r, const struct story *story)
{
    if (story->broken > story->mended)
        return false;
    if (r->nterms <= FEW_TERMS)
        return true;
    if (story->broken && story->broken == story->mended)
        return false;
    if (story->mended > 1 || story->odds <= ROW_ODDS)
        return true;
    return story->odds <= HINT_ODDS && !repeated(r, story->change[0].term);
}

static bool
story_try(struct web *web, const struct result *r, uint32_t term,
          struct story *out)
{
    struct story_change *change = &out->change[0];

    *out = (struct story){ .n = 1, .witness = FACT_NONE };
    change->term = term;
    change->figure = r->terms[term].figure;
    if (!need_in_web(web, r, term, &change->range))
        return false;
    change->needed = need_middle(&change->range);
    tell_weigh(web, out);
    story_slip(web, r, out);
    if (r->shape == SHAPE_BOUND)
        return out->mended > 1 && out->broken == 0;
    return term == 0 || accused(r, out);
}

/* Is the figure in another violated relation? */
static bool
accused_elsewhere(const struct web *web, const struct result *r,
                  uint32_t figure)
{
    size_t looked = 0;

    for (uint32_t u = web->first[figure]; u != FACT_NONE && looked < WEB_USES;
         u = web->uses[u].next, looked++) {
        const struct result *other = &web->results[web->uses[u].result];

        if (other != r && other->verdict == GJ_VIOLATED)
            return true;
    }
    return false;
}

/* Of the many terms of a long sum those that nothing could speak against are
 * left out at once: no other relation is violated, no slip would be told of
 * one among so many, the row says nothing. */
static bool
hopeless(struct web *web, const struct result *r, uint32_t term)
{
    uint32_t figure = r->terms[term].figure;
    const struct figure *f = &web->doc->figures.items[figure];
    struct range range;

    if (term == 0 || r->nterms <= FEW_TERMS ||
        slip_odds(tell_rivals(r, term), slip_digits(f->value)) <= HINT_ODDS ||
        accused_elsewhere(web, r, figure))
        return false;
    return !need_of_term(web, r, term, NULL, 0, &range) ||
           !proof_row(web->doc, figure, need_middle(&range));
}

/* The figure with the others rounded, or with the others perhaps cut off. */
bool
tell_story(struct web *web, const struct result *r, uint32_t term,
           struct story *out)
{
    struct story loose;
    bool found, other;

    if (!tell_suspectable(r, term) || hopeless(web, r, term))
        return false;
    found = story_try(web, r, term, out);
    if (r->nterms > FEW_TERMS && !found)
        return false;
    web->loose = true;
    other = story_try(web, r, term, &loose);
    web->loose = false;
    if (other && (!found || tell_cmp(&loose, out) < 0))
        *out = loose;
    return found || other;
}
