/* SPDX-License-Identifier: MIT */
#include "diagnose/suspect.h"

#include "diagnose/pair.h"
#include "diagnose/tell.h"

#define STORIES_MAX 6  /* explanations shown for one finding */
#define PAIR_TERMS  12 /* two figures are sought in short relations */

struct suspects {
    struct web *web;
    enum gj_lang lang;
};

struct suspects *
suspects_new(struct document *doc, const struct gj_options *options,
             const struct result *results, size_t n)
{
    struct suspects *s = ARENA_NEW(doc->arena, struct suspects);

    if (!s)
        return NULL;
    *s = (struct suspects){ .web = web_new(doc, results, n),
                            .lang = options ? options->lang : GJ_ZH };
    return s->web ? s : NULL;
}

struct web *
suspects_web(struct suspects *s)
{
    return s->web;
}

/* ---- all stories of a finding ---- */

static void
stories_insert(struct story *stories, size_t *n, struct story story)
{
    size_t at = *n;

    while (at > 0 && tell_cmp(&story, &stories[at - 1]) < 0)
        at--;
    if (at >= STORIES_MAX)
        return;
    if (*n < STORIES_MAX)
        (*n)++;
    for (size_t i = *n - 1; i > at; i--)
        stories[i] = stories[i - 1];
    stories[at] = story;
}

/* Two changes are named only where they explain more than any one. */
static void
pairs_collect(struct web *web, const struct result *r, struct story *stories,
              size_t *n)
{
    struct story story;

    for (uint32_t t = 0; t < r->nterms; t++) {
        if (!tell_suspectable(r, t) || !pair_tell(web, r, t, &story))
            continue;
        if (tell_cmp(&story, &stories[0]) < 0)
            stories_insert(stories, n, story);
        return;
    }
}

static void
stories_collect(struct web *web, const struct result *r, struct story *stories,
                size_t *n)
{
    struct story story;

    for (uint32_t t = 0; t < r->nterms; t++)
        if (tell_story(web, r, t, &story))
            stories_insert(stories, n, story);
    if (*n && stories[0].mended < 2 && r->nterms <= PAIR_TERMS)
        pairs_collect(web, r, stories, n);
}

/* Who is not suspected first has no slip told of him, and a slip that chance
 * would tell as well is none. */
static void
story_untell(struct story *story)
{
    if (story->n > 1)
        return;
    story->change[0].slip = NULL;
    story->change[0].needed = need_middle(&story->change[0].range);
    story->witness = FACT_NONE;
}

bool
suspects_explain(struct suspects *s, struct explanation *e)
{
    struct web *web = s->web;
    const struct result *r = &web->results[e->result];
    struct story stories[STORIES_MAX];
    size_t n = 0;

    e->items = NULL;
    e->n = 0;
    if (r->verdict != GJ_VIOLATED || !web_takes(r))
        return true;
    stories_collect(web, r, stories, &n);
    e->items = arena_array(web->doc->arena, n + 1, sizeof(*e->items));
    if (!e->items)
        return false;
    for (size_t i = 0; i < n; i++) {
        unsigned rank = i && tell_cmp(&stories[i - 1], &stories[i]) == 0
                            ? e->items[i - 1].rank
                            : (unsigned)i + 1;

        if (rank > 1 || stories[i].odds > stories[i].limit)
            story_untell(&stories[i]);
        e->items[i] = story_diagnosis(web->doc, s->lang, &stories[i]);
        if (!e->items[i].cause)
            return false;
        e->items[i].rank = rank;
    }
    e->n = n;
    return true;
}
