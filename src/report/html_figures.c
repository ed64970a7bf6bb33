/* SPDX-License-Identifier: MIT */
/* What becomes of each figure of a document. */
#include <stdlib.h>
#include <string.h>

#include "report/html.h"

static bool
inside(const struct html *h, const struct gj_figure *figure)
{
    return h->nfigures > 0 && figure >= h->figures &&
           figure < h->figures + h->nfigures;
}

static int
place_cmp(const struct gj_place *a, const struct gj_place *b)
{
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    if (a->length != b->length) /* the longer one holds the other */
        return a->length > b->length ? -1 : 1;
    return 0;
}

static int
extra_cmp(const void *a, const void *b)
{
    const struct extra *ea = a, *eb = b;

    return place_cmp(&ea->figure->place, &eb->figure->place);
}

static bool
extras_find(struct html *h)
{
    size_t n = 0, room = 1;

    for (size_t i = 0; i < h->nfindings; i++)
        room += h->findings[i].nterms;
    h->extras = calloc(room, sizeof(*h->extras));
    if (h->extras == NULL)
        return false;
    for (size_t i = 0; i < h->nfindings; i++)
        for (size_t k = 0; k < h->findings[i].nterms; k++)
            if (!inside(h, h->findings[i].terms[k].figure))
                h->extras[n++].figure = h->findings[i].terms[k].figure;
    qsort(h->extras, n, sizeof(*h->extras), extra_cmp);
    for (size_t i = 0; i < n; i++)
        if (h->nextras == 0 ||
            extra_cmp(&h->extras[h->nextras - 1], &h->extras[i]) != 0)
            h->extras[h->nextras++] = h->extras[i];
    return true;
}

size_t
html_number(const struct html *h, const struct gj_figure *figure)
{
    const struct extra wanted = { figure };
    const struct extra *found;

    if (inside(h, figure))
        return (size_t)(figure - h->figures) + 1;
    found =
        bsearch(&wanted, h->extras, h->nextras, sizeof(*h->extras), extra_cmp);
    return found != NULL ? h->nfigures + (size_t)(found - h->extras) + 1 : 0;
}

const struct gj_figure *
html_figure(const struct html *h, size_t number)
{
    return number <= h->nfigures ? &h->figures[number - 1]
                                 : h->extras[number - h->nfigures - 1].figure;
}

static enum figure_state
verdict_state(enum gj_verdict verdict)
{
    switch (verdict) {
    case GJ_VIOLATED:
        return FIGURE_VIOLATED;
    case GJ_HOLDS:
    case GJ_TRUNCATED:
    case GJ_LAST_DIGIT:
        return FIGURE_HOLDS;
    case GJ_UNDECIDED:
        break;
    }
    return FIGURE_OTHER;
}

/* Violated relations push the others out. */
static void
use_relation(struct html *h, struct figure_use *use, size_t i)
{
    bool violated = h->relations[i].verdict == GJ_VIOLATED;
    size_t n = use->nrelations < USES ? use->nrelations : USES;
    size_t at = n;

    while (violated && at > 0 &&
           h->relations[use->relations[at - 1]].verdict != GJ_VIOLATED)
        at--;
    use->nrelations++;
    if (at == USES)
        return;
    for (size_t k = n < USES ? n : USES - 1; k > at; k--)
        use->relations[k] = use->relations[k - 1];
    use->relations[at] = i;
}

static void
relations_walk(struct html *h)
{
    for (size_t i = 0; i < h->nrelations; i++) {
        const struct gj_relation *r = &h->relations[i];
        enum figure_state state = verdict_state(r->verdict);

        for (size_t k = 0; k < r->nterms; k++) {
            size_t number = html_number(h, r->terms[k].figure);
            struct figure_use *use = number > 0 ? &h->uses[number - 1] : NULL;

            if (use == NULL || (use->nrelations > 0 &&
                                use->relations[0] == i)) /* a term twice */
                continue;
            use_relation(h, use, i);
            if (state > use->state)
                use->state = state;
        }
    }
}

static void
findings_walk(struct html *h)
{
    for (size_t i = 0; i < h->nfindings; i++)
        for (size_t k = 0; k < h->findings[i].nterms; k++) {
            size_t number = html_number(h, h->findings[i].terms[k].figure);
            struct figure_use *use = &h->uses[number - 1];

            if (number == 0)
                continue;
            if (use->nfindings < USES)
                use->findings[use->nfindings] = i;
            use->nfindings++;
            if (use->state < FIGURE_SOFT)
                use->state = FIGURE_SOFT;
            if (h->findings[i].severity != GJ_NOTICE)
                use->state = FIGURE_VIOLATED;
        }
}

/* qsort() takes no argument for the comparison: sort what it needs. */
struct placed {
    const struct gj_figure *figure;
    size_t number;
};

static int
placed_cmp(const void *a, const void *b)
{
    const struct placed *pa = a, *pb = b;
    int order = place_cmp(&pa->figure->place, &pb->figure->place);

    return order != 0 ? order : pa->number < pb->number ? -1 : 1;
}

static bool
order_find(struct html *h)
{
    size_t n = h->nfigures + h->nextras;
    struct placed *all = calloc(n + 1, sizeof(*all));

    h->order = calloc(n + 1, sizeof(*h->order));
    if (all == NULL || h->order == NULL) {
        free(all);
        return false;
    }
    for (size_t i = 0; i < n; i++)
        all[i] = (struct placed){ html_figure(h, i + 1), i + 1 };
    qsort(all, n, sizeof(*all), placed_cmp);
    for (size_t i = 0; i < n; i++)
        h->order[i] = all[i].number;
    free(all);
    return true;
}

bool
html_open(struct html *h)
{
    h->figures = input_figures(h->input, &h->nfigures);
    h->relations = input_relations(h->input, &h->nrelations);
    h->findings = input_findings(h->input, &h->nfindings);
    if (!extras_find(h))
        return false;
    h->uses = calloc(h->nfigures + h->nextras + 1, sizeof(*h->uses));
    if (h->uses == NULL || !order_find(h))
        return false;
    for (size_t i = 0; i < h->nfigures; i++)
        h->uses[i].state = figure_unbound(&h->figures[i]) ? FIGURE_UNBOUND
                           : h->figures[i].role != NULL   ? FIGURE_UNCHECKED
                                                          : FIGURE_OTHER;
    relations_walk(h);
    findings_walk(h);
    return true;
}

void
html_close(struct html *h)
{
    free(h->extras);
    free(h->uses);
    free(h->order);
}

enum word
state_word(enum figure_state state)
{
    static const enum word words[FIGURE_STATES] = {
        [FIGURE_OTHER] = W_STATE_OTHER,
        [FIGURE_UNBOUND] = W_STATE_UNBOUND,
        [FIGURE_UNCHECKED] = W_STATE_UNCHECKED,
        [FIGURE_HOLDS] = W_HOLDS,
        [FIGURE_SOFT] = W_STATE_SOFT,
        [FIGURE_VIOLATED] = W_VIOLATED,
    };

    return words[state];
}

const char *
state_class(enum figure_state state)
{
    static const char *const classes[FIGURE_STATES] = {
        [FIGURE_OTHER] = "o", [FIGURE_UNBOUND] = "n", [FIGURE_UNCHECKED] = "u",
        [FIGURE_HOLDS] = "h", [FIGURE_SOFT] = "s",    [FIGURE_VIOLATED] = "v",
    };

    return classes[state];
}
