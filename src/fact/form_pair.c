/* SPDX-License-Identifier: MIT */
/*
 * Labels with their value beside them, outside any table with a head.
 */
#include "fact/form.h"

/* The value of the label at i: next to it, or behind one more label. */
static const struct atom *
value_beside(const struct form_reader *r, size_t i, const struct atom **scope)
{
    size_t steps = 0;

    *scope = NULL;
    for (size_t k = i + 1; k < r->natoms && steps < 3; k++) {
        const struct atom *a = &r->atoms[k];

        if (a->head || a->block > r->atoms[i].block + 1)
            return NULL;
        if (a->type == ATOM_EMPTY)
            continue;
        steps++;
        if (a->type == ATOM_NUM || a->type == ATOM_PCT)
            return a->used ? NULL : a;
        if (a->type == ATOM_FUND && !*scope) {
            *scope = a;
            continue;
        }
        return NULL;
    }
    return NULL;
}

static bool
kind_may(const struct form_reader *r, role_id role, const struct atom *a)
{
    const struct figure *f = &r->doc->figures.items[a->figure];

    return (r->doc->rules->roles[role].kinds & 1u << f->kind) != 0;
}

void
form_read_pairs(struct form_reader *r)
{
    for (size_t i = 0; i + 1 < r->natoms && !r->failed; i++) {
        const struct atom *a = &r->atoms[i], *scope, *value;
        struct fact fact = { .in_form = true,
                             .clause = FACT_NONE,
                             .record = FACT_NONE };

        if (a->head || a->used || a->key.len == 0 || a->nfigures ||
            (a->type != ATOM_TEXT && a->type != ATOM_FUND &&
             a->type != ATOM_LEVEL1))
            continue;
        fact.role = label_role(r, a->label);
        if (fact.role == ROLE_NONE)
            continue;
        value = value_beside(r, i, &scope);
        if (!value || value->figure == FACT_NONE ||
            !kind_may(r, fact.role, value))
            continue;
        fact.figure = value->figure;
        fact.label = a->label;
        if (scope)
            fact.scope = scope->label;
        if (r->doc->facts.of_figure[fact.figure] == FACT_NONE &&
            !fact_add(r->doc, &fact))
            r->failed = true;
    }
}
