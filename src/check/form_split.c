/* SPDX-License-Identifier: MIT */
/*
 * Weights printed as 40/number of indicators: n equal parts in the last digit,
 * which show only as the full scores of the indicators.
 */
#include "check/form.h"
#include "check/prose.h"

#define PARTS_MAX 64

struct split {
    uint32_t figures[PARTS_MAX];
    struct quantity q[PARTS_MAX];
    size_t n;
};

/* Indicators without a weight of their own below a level-1 parent. */
static uint32_t
split_collect(const struct document *doc, const struct score_form *sf,
              uint32_t parent, struct split *out)
{
    const struct record *records = doc->facts.records;
    uint32_t i;

    out->n = 0;
    for (i = parent + 1; i < sf->end; i++) {
        uint32_t s = record_figure(doc, &records[i], COL_SCORE);

        if (records[i].kind == RECORD_TOTAL ||
            (records[i].kind == RECORD_PARENT && records[i].level == 1 &&
             !records[i].duplicate &&
             record_figure(doc, &records[i], COL_WEIGHT) != FACT_NONE))
            break;
        if (records[i].kind != RECORD_LEAF || records[i].duplicate)
            continue;
        if (record_figure(doc, &records[i], COL_WEIGHT) != FACT_NONE ||
            s == FACT_NONE || out->n == PARTS_MAX) {
            out->n = 0;
            return i + 1;
        }
        out->figures[out->n] = s;
        out->q[out->n++] = form_exact(doc, s);
    }
    return i;
}

static void
split_report(struct check *check, const struct relation_rule *rule,
             const struct record *parent, const struct split *split)
{
    const struct document *doc = check->doc;
    uint32_t w = record_figure(doc, parent, COL_WEIGHT);
    struct result *r = check_result(check, rule, split->n + 1, 0);
    struct outcome outcome;
    struct dec sum = { 0 };

    if (!r)
        return;
    r->terms[0] = form_bound(doc, "total", w, true);
    for (size_t i = 0; i < split->n; i++)
        r->terms[i + 1] = form_bound(doc, "part", split->figures[i], true);
    outcome = kind_equal_split(split->q, split->n, r->terms[0].q);
    if (!form_settle(check, r, &outcome))
        return;
    form_tell(check, r,
              check_printf(check, "%s / %zu", figure_print(doc, w), split->n),
              record_name(check, parent), NULL);
    for (size_t i = 0; i < split->n; i++)
        if (!dec_add(sum, split->q[i].printed, &sum))
            return;
    if (dec_cmp(sum, r->terms[0].q.printed) != 0)
        form_undecided(r, "not-full-scores");
}

static void
equal_split_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->facts.nforms; f++) {
        struct score_form sf;

        if (!score_form_read(doc, f, &sf) || !sf.form->split)
            continue;
        for (uint32_t i = sf.first; i < sf.end; i++) {
            const struct record *parent = &doc->facts.records[i];
            struct split split;

            if (parent->kind != RECORD_PARENT || parent->level != 1 ||
                parent->duplicate ||
                record_figure(doc, parent, COL_WEIGHT) == FACT_NONE)
                continue;
            split_collect(doc, &sf, i, &split);
            if (split.n > 1)
                split_report(check, rule, parent, &split);
        }
    }
}

const struct binder binder_equal_split = { "equal-split", equal_split_run };
