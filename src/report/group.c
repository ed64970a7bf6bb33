/* SPDX-License-Identifier: MIT */
/* Linking the findings of a group, in linear time. */
#include <stdlib.h>

#include "report/group.h"

#define SUSPECTS_SHOWN 4

/* A finding's slot: groups are numbered from 1 up; one that is out of range
 * stands alone. */
static bool
slot_of(const struct gj_finding *f, size_t n, size_t *slot)
{
    *slot = f->group;
    return f->group <= n;
}

/* The lead of each group, or its first active finding without one. */
static void
find_heads(size_t *head, const struct report_input *input)
{
    size_t n, slot;
    const struct gj_finding *findings = input_findings(input, &n);

    for (size_t s = 0; s <= n; s++)
        head[s] = GROUP_END;
    for (size_t i = 0; i < n; i++)
        if (finding_active(input, i) && slot_of(&findings[i], n, &slot) &&
            (head[slot] == GROUP_END ||
             (findings[i].lead && !findings[head[slot]].lead)))
            head[slot] = i;
}

static void
link_rest(struct groups *g, size_t *head, size_t *tail,
          const struct report_input *input)
{
    size_t n, slot;
    const struct gj_finding *findings = input_findings(input, &n);

    for (size_t s = 0; s <= n; s++)
        tail[s] = head[s];
    for (size_t i = 0; i < n; i++) {
        g->next[i] = GROUP_END;
        g->starts[i] = false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!finding_active(input, i))
            continue;
        if (!slot_of(&findings[i], n, &slot) || head[slot] == i) {
            g->starts[i] = true;
            continue;
        }
        g->next[tail[slot]] = i;
        tail[slot] = i;
    }
}

bool
groups_build(struct groups *g, const struct report_input *input)
{
    size_t n;
    size_t *head, *tail;

    (void)input_findings(input, &n);
    head = calloc(n + 1, sizeof(*head));
    tail = calloc(n + 1, sizeof(*tail));
    g->next = calloc(n + 1, sizeof(*g->next));
    g->starts = calloc(n + 1, sizeof(*g->starts));
    if (head == NULL || tail == NULL || g->next == NULL || g->starts == NULL) {
        free(head);
        free(tail);
        groups_free(g);
        return false;
    }
    find_heads(head, input);
    link_rest(g, head, tail, input);
    free(head);
    free(tail);
    return true;
}

void
groups_free(struct groups *g)
{
    free(g->next);
    free(g->starts);
}

size_t
suspects_shown(const struct gj_finding *f)
{
    const struct gj_diagnosis *d = f->diagnosis;
    size_t n = 0;

    while (n < f->ndiagnosis && n < SUSPECTS_SHOWN &&
           (d[n].rank == 1 || d[n].slip != NULL || d[n].reconciles > 1 ||
            (d[0].slip == NULL && d[0].reconciles < 2)))
        n++;
    return n;
}
