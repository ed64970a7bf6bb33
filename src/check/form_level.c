/* SPDX-License-Identifier: MIT */
/*
 * Levels that close, one by one, in forms that do not close as a whole: the
 * worksheet shows them, nothing is claimed.
 */
#include "check/form.h"

#define LEAVES_MAX 200

struct run {
    uint32_t figures[LEAVES_MAX];
    size_t n;
};

/* The leaves from record `from` on, as many as reach the weight; true if they
 * hit it. */
static bool
run_closes(const struct document *doc, const struct score_form *sf,
           uint32_t from, struct dec weight, struct run *run)
{
    struct dec sum = { 0 };

    run->n = 0;
    for (uint32_t i = from; i < sf->end && dec_cmp(sum, weight) < 0; i++) {
        const struct record *record = &doc->facts.records[i];
        uint32_t f = record_figure(doc, record, COL_WEIGHT);

        if (record->kind != RECORD_LEAF || record->duplicate)
            continue;
        if (f == FACT_NONE || run->n == LEAVES_MAX ||
            !dec_add(sum, doc->figures.items[f].value, &sum))
            return false;
        run->figures[run->n++] = f;
    }
    return run->n > 0 && dec_cmp(sum, weight) == 0;
}

/* A parent stands before its first leaf, or behind it where it was printed at
 * the middle of its block. */
static bool
parent_closes(const struct document *doc, const struct score_form *sf,
              uint32_t parent, struct dec weight, struct run *run)
{
    uint32_t before = parent;

    if (run_closes(doc, sf, parent + 1, weight, run))
        return true;
    for (unsigned back = 0; back < 2 && before > sf->first; back++) {
        do
            before--;
        while (before > sf->first &&
               (doc->facts.records[before].kind != RECORD_LEAF ||
                doc->facts.records[before].duplicate));
        if (run_closes(doc, sf, before, weight, run))
            return true;
    }
    return false;
}

static bool
run_report(struct check *check, const struct relation_rule *rule, uint32_t w,
           const struct run *run)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, run->n + 1, 0);

    if (!r)
        return false;
    r->shape = SHAPE_SUM;
    r->verdict = GJ_HOLDS;
    r->terms[0] = form_bound(doc, "total", w, true);
    for (size_t k = 0; k < run->n; k++)
        r->terms[k + 1] = form_bound(doc, "addend", run->figures[k], true);
    if (!check_tells(check, r))
        return true;
    r->formula = terms_sum(check, r);
    r->stated = figure_print(doc, w);
    r->computed = r->stated;
    return true;
}

void
form_levels_note(struct check *check, const struct relation_rule *rule,
                 const struct score_form *sf)
{
    const struct document *doc = check->doc;
    struct run run;

    for (uint32_t i = sf->first; i < sf->end && !check->failed; i++) {
        const struct record *parent = &doc->facts.records[i];
        uint32_t w = record_figure(doc, parent, COL_WEIGHT);

        if (parent->kind != RECORD_PARENT || parent->duplicate ||
            w == FACT_NONE ||
            !parent_closes(doc, sf, i, doc->figures.items[w].value, &run))
            continue;
        if (!run_report(check, rule, w, &run))
            return;
    }
}

/* The level-2 weights below a level-1 parent, if they add up to it. */
static bool
children_close(const struct document *doc, const struct score_form *sf,
               uint32_t parent, struct dec weight, struct run *run)
{
    const struct record *r = doc->facts.records;
    struct dec sum = { 0 };

    run->n = 0;
    for (uint32_t i = parent + 1; i < sf->end; i++) {
        uint32_t f = record_figure(doc, &r[i], COL_WEIGHT);

        if (r[i].kind != RECORD_PARENT || r[i].duplicate)
            continue;
        if (r[i].level == 1)
            break;
        if (f == FACT_NONE || run->n == LEAVES_MAX ||
            !dec_add(sum, doc->figures.items[f].value, &sum))
            return false;
        run->figures[run->n++] = f;
    }
    return run->n > 1 && dec_cmp(sum, weight) == 0;
}

void
form_children_note(struct check *check, const struct relation_rule *rule,
                   const struct score_form *sf)
{
    const struct document *doc = check->doc;
    struct run run;

    for (uint32_t i = sf->first; i < sf->end && !check->failed; i++) {
        const struct record *parent = &doc->facts.records[i];
        uint32_t w = record_figure(doc, parent, COL_WEIGHT);

        if (parent->kind == RECORD_PARENT && parent->level == 1 &&
            !parent->duplicate && w != FACT_NONE &&
            children_close(doc, sf, i, doc->figures.items[w].value, &run) &&
            !run_report(check, rule, w, &run))
            return;
    }
}
