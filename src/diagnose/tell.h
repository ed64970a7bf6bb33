/* SPDX-License-Identifier: MIT */
/*
 * The story of one figure: what it would have to be, what that mends and
 * breaks, and which slip made it what is printed.
 *
 * Floor 8, private to diagnose/.
 */
#ifndef GJ_DIAGNOSE_TELL_H
#define GJ_DIAGNOSE_TELL_H

#include "diagnose/slip.h"
#include "diagnose/story.h"

#define TELL_ODDS 30000 /* a slip that chance tells more often is none */

/* May the term be the wrong one? */
bool tell_suspectable(const struct result *r, uint32_t term);
/* The story of one term of a violated relation; false if nothing speaks
 * against it. */
bool tell_story(struct web *web, const struct result *r, uint32_t term,
                struct story *out);
/* Which of two stories of one relation is the better one: below zero if a. */
int tell_cmp(const struct story *a, const struct story *b);

/* ---- for stories of two figures ---- */

/* The changes of a story; how many. */
size_t tell_changes(const struct story *story, struct web_change out[2]);
/* Count what the changes mend and break in the whole web. */
void tell_weigh(struct web *web, struct story *story);
/* The best slip of one change; rivals of the term in its relation. */
bool tell_slip(struct web *web, const struct story_change *change,
               unsigned rivals, struct slip_hit *out);
unsigned tell_rivals(const struct result *r, uint32_t term);

#endif
