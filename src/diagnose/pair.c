/* SPDX-License-Identifier: MIT */
#include "diagnose/pair.h"

#include "diagnose/tell.h"

/* ---- two figures at once ---- */

/* The slip of one change of a pair must be plain. */
static bool
pair_slip(struct web *web, const struct result *r, struct story *story,
          size_t which)
{
    struct story_change *change = &story->change[which];
    struct slip_hit hit;

    change->needed = need_middle(&change->range);
    if (!tell_slip(web, change, tell_rivals(r, change->term), &hit) ||
        hit.odds > TELL_ODDS)
        return false;
    change->needed = hit.needed;
    change->slip = hit.slip;
    if (hit.odds > story->odds)
        story->odds = hit.odds;
    return true;
}

/* The second figure of a story whose first one is known. */
static bool
story_second(struct web *web, const struct result *r, uint32_t term,
             struct story *story)
{
    struct story_change *second = &story->change[1];
    struct web_change changes[2];
    size_t n;

    if (term == story->change[0].term || !tell_suspectable(r, term) ||
        r->terms[term].figure == story->change[0].figure)
        return false;
    story->n = 1;
    n = tell_changes(story, changes);
    *second =
        (struct story_change){ .term = term, .figure = r->terms[term].figure };
    if (!need_of_term(web, r, term, changes, n, &second->range) ||
        !pair_slip(web, r, story, 1))
        return false;
    story->n = 2;
    tell_weigh(web, story);
    return story->broken == 0 && story->mended > 1;
}

/* The first figure as another violated relation wants it. */
static bool
story_first(struct web *web, uint32_t use, struct story *story)
{
    struct story_change *change = &story->change[0];
    const struct result *other = &web->results[web->uses[use].result];
    uint32_t term = web->uses[use].term;

    return other->verdict == GJ_VIOLATED && tell_suspectable(other, term) &&
           need_of_term(web, other, term, NULL, 0, &change->range) &&
           pair_slip(web, other, story, 0);
}

bool
pair_tell(struct web *web, const struct result *r, uint32_t term,
          struct story *out)
{
    uint32_t figure = r->terms[term].figure;
    size_t looked = 0;

    for (uint32_t u = web->first[figure]; u != FACT_NONE && looked < WEB_USES;
         u = web->uses[u].next, looked++) {
        *out = (struct story){ .n = 1, .witness = FACT_NONE };
        out->change[0].term = term;
        out->change[0].figure = figure;
        if (&web->results[web->uses[u].result] == r ||
            !story_first(web, u, out))
            continue;
        for (uint32_t k = 0; k < r->nterms; k++)
            if (story_second(web, r, k, out))
                return true;
    }
    return false;
}
