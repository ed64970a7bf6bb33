/* SPDX-License-Identifier: MIT */
/*
 * A cell that was merged over two printed rows may be printed in both.  Such
 * a copy is only believed in where leaving it out makes the weights close.
 */
#include "fact/form.h"

static bool
weight_of(const struct form_reader *r, const struct record *record,
          struct dec *out)
{
    uint32_t f = record->value[COL_WEIGHT].figure;

    if (f == FACT_NONE || !r->doc->figures.items[f].has_value)
        return false;
    *out = r->doc->figures.items[f].value;
    return true;
}

static bool
score_of(const struct form_reader *r, const struct record *record,
         struct dec *out)
{
    uint32_t f = record->value[COL_SCORE].figure;

    if (f == FACT_NONE || !r->doc->figures.items[f].has_value)
        return false;
    *out = r->doc->figures.items[f].value;
    return true;
}

/* Weight of the execution rate in the fund table just before, or 0. */
static struct dec
fund_weight(const struct form_reader *r)
{
    const struct facts *facts = &r->doc->facts;
    struct dec weight = { 0, 0 };

    if (facts->nforms == 0 ||
        facts->forms[facts->nforms - 1].kind != FORM_FUND)
        return weight;
    for (uint32_t i = 0; i < facts->forms[facts->nforms - 1].nrecords; i++) {
        uint32_t at = facts->forms[facts->nforms - 1].first_record + i;

        if (weight_of(r, &facts->records[at], &weight))
            return weight;
    }
    return weight;
}

struct dedupe {
    struct form_reader *r;
    uint32_t first, end;
    struct dec sum, total, fund;
};

static bool
closes(const struct dedupe *d, struct dec sum)
{
    struct dec with;

    return dec_cmp(sum, d->total) == 0 ||
           (dec_add(sum, d->fund, &with) && dec_cmp(with, d->total) == 0);
}

static bool
measure(struct dedupe *d)
{
    const struct record *records = d->r->doc->facts.records;

    d->sum = (struct dec){ 0, 0 };
    d->total = (struct dec){ 100, 0 };
    for (uint32_t i = d->first; i < d->end; i++) {
        struct dec w;

        if (!weight_of(d->r, &records[i], &w))
            continue;
        if (records[i].kind == RECORD_TOTAL)
            d->total = w;
        if (records[i].kind == RECORD_LEAF && !records[i].duplicate &&
            !dec_add(d->sum, w, &d->sum))
            return false;
    }
    return true;
}

static uint32_t
next_leaf(const struct dedupe *d, uint32_t i)
{
    const struct record *records = d->r->doc->facts.records;

    while (i < d->end && (records[i].kind != RECORD_LEAF ||
                          records[i].value[COL_WEIGHT].figure == FACT_NONE))
        i++;
    return i;
}

/* Leave out the copies that have no score of their own. */
static void
drop_blank_copies(struct dedupe *d, bool drop)
{
    struct record *records = d->r->doc->facts.records;
    uint32_t a = next_leaf(d, d->first);

    for (uint32_t b; a < d->end; a = b) {
        struct dec wa, wb, s;
        bool sa, sb;

        b = next_leaf(d, a + 1);
        if (b >= d->end)
            return;
        sa = score_of(d->r, &records[a], &s);
        sb = score_of(d->r, &records[b], &s);
        if (sa == sb || !weight_of(d->r, &records[a], &wa) ||
            !weight_of(d->r, &records[b], &wb) || dec_cmp(wa, wb) != 0)
            continue;
        records[sa ? b : a].duplicate = drop;
    }
}

/* Do the scores add up to their total, all rows taken, with the score of the
 * execution rate or without? */
static bool
scores_add_up(const struct dedupe *d)
{
    const struct facts *facts = &d->r->doc->facts;
    struct dec sum = { 0 }, with, s, fund = { 0 };
    bool total = false, fits;

    for (uint32_t i = d->first; i < d->end; i++) {
        const struct record *record = &facts->records[i];

        if (!score_of(d->r, record, &s))
            continue;
        if (record->kind == RECORD_TOTAL) {
            total = true;
            with = s;
        } else if (record->kind == RECORD_LEAF && !dec_add(sum, s, &sum)) {
            return false;
        }
    }
    if (!total)
        return false;
    fits = dec_cmp(sum, with) == 0;
    if (facts->nforms && facts->forms[facts->nforms - 1].kind == FORM_FUND &&
        score_of(d->r,
                 &facts->records[facts->forms[facts->nforms - 1].first_record],
                 &fund) &&
        dec_add(sum, fund, &sum))
        fits |= dec_cmp(sum, with) == 0;
    return fits;
}

/* Leave out one copy with weight and score of its neighbour. */
static bool
drop_full_copy(struct dedupe *d)
{
    struct record *records = d->r->doc->facts.records;
    uint32_t a = next_leaf(d, d->first);

    for (uint32_t b; a < d->end; a = b) {
        struct dec wa, wb, sa, sb, rest;

        b = next_leaf(d, a + 1);
        if (b >= d->end)
            return false;
        if (records[a].duplicate || records[b].duplicate ||
            !weight_of(d->r, &records[a], &wa) ||
            !weight_of(d->r, &records[b], &wb) || dec_cmp(wa, wb) != 0 ||
            !score_of(d->r, &records[a], &sa) ||
            !score_of(d->r, &records[b], &sb) || dec_cmp(sa, sb) != 0)
            continue;
        if (dec_sub(d->sum, wa, &rest) && closes(d, rest)) {
            records[a].duplicate = true;
            return true;
        }
    }
    return false;
}

/* A parent repeated after a page break: same name, same weight, and no other
 * parent of its level between. */
static void
mark_parents(struct dedupe *d)
{
    struct record *records = d->r->doc->facts.records;
    uint32_t last[3] = { FACT_NONE, FACT_NONE, FACT_NONE };

    for (uint32_t i = d->first; i < d->end; i++) {
        struct record *p = &records[i];
        struct dec wa, wb;

        if (p->kind != RECORD_PARENT || p->level > 2)
            continue;
        if (last[p->level] != FACT_NONE) {
            const struct record *q = &records[last[p->level]];

            p->duplicate = str_eq(p->name, q->name) &&
                           weight_of(d->r, p, &wa) &&
                           weight_of(d->r, q, &wb) && dec_cmp(wa, wb) == 0;
        }
        if (!p->duplicate)
            last[p->level] = i;
    }
}

void
form_dedupe(struct form_reader *r)
{
    struct dedupe d = { .r = r,
                        .first = r->form->first_record,
                        .end = (uint32_t)r->doc->facts.nrecords };

    mark_parents(&d);
    d.fund = fund_weight(r);
    if (!measure(&d) || closes(&d, d.sum) || scores_add_up(&d))
        return;
    drop_blank_copies(&d, true);
    if (measure(&d) && !closes(&d, d.sum) && !drop_full_copy(&d)) {
        drop_blank_copies(&d, false);
        if (measure(&d))
            drop_full_copy(&d);
    }
}
