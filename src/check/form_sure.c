/* SPDX-License-Identifier: MIT */
/*
 * How sure it is that every row of a score table was read, and what its
 * weights say about that.
 */
#include "check/form.h"

bool
score_form_all_complete(const struct document *doc,
                        const struct score_form *sf)
{
    for (uint32_t i = score_form_leaf(doc, sf, sf->first); i < sf->end;
         i = score_form_leaf(doc, sf, i + 1))
        if (!doc->facts.records[i].complete ||
            doc->facts.records[i].name.len == 0)
            return false;
    for (uint32_t i = sf->first; i < sf->end; i++)
        if (doc->facts.records[i].kind == RECORD_PARENT &&
            doc->facts.records[i].name.len == 0)
            return false; /* a number that found no row */
    return true;
}

bool
score_form_level1_full(const struct document *doc, const struct score_form *sf)
{
    uint32_t f =
        sf->fund_counts ? record_figure(doc, sf->fund, COL_WEIGHT) : FACT_NONE;
    struct dec with;

    if (sf->nlevel1 == 0)
        return false;
    if (!sf->fund_counts)
        return dec_cmp(sf->level1_sum, sf->full) == 0;
    return f != FACT_NONE &&
           dec_add(sf->level1_sum, doc->figures.items[f].value, &with) &&
           dec_cmp(with, sf->full) == 0;
}

/* 90 with the other 10 printed elsewhere, 80 with 20. */
bool
score_form_execution_apart(const struct score_form *sf)
{
    struct dec gap;

    return !sf->fund_counts && !sf->execution &&
           dec_sub(sf->full, sf->leaf_sum, &gap) &&
           (dec_cmp(gap, (struct dec){ 10, 0 }) == 0 ||
            dec_cmp(gap, (struct dec){ 20, 0 }) == 0);
}

/* Full mark less the weights that were read. */
static bool
weight_gap(const struct document *doc, const struct score_form *sf,
           struct dec *out)
{
    uint32_t fund =
        sf->fund_counts ? record_figure(doc, sf->fund, COL_WEIGHT) : FACT_NONE;

    if (!dec_sub(sf->full, sf->leaf_sum, out))
        return false;
    return fund == FACT_NONE ||
           dec_sub(*out, doc->figures.items[fund].value, out);
}

/* Do scores and weights lack what one more row could have? */
static bool
gap_of_a_row(const struct document *doc, const struct score_form *sf)
{
    uint32_t total =
        sf->total ? record_figure(doc, sf->total, COL_SCORE) : FACT_NONE;
    uint32_t fund =
        sf->fund_counts ? record_figure(doc, sf->fund, COL_SCORE) : FACT_NONE;
    struct dec weights, scores, sum = { 0 };

    if (total == FACT_NONE || !weight_gap(doc, sf, &weights))
        return false;
    if (fund != FACT_NONE)
        sum = doc->figures.items[fund].value;
    for (uint32_t i = score_form_leaf(doc, sf, sf->first); i < sf->end;
         i = score_form_leaf(doc, sf, i + 1)) {
        uint32_t f = record_figure(doc, &doc->facts.records[i], COL_SCORE);

        if (f == FACT_NONE || !dec_add(sum, doc->figures.items[f].value, &sum))
            return false;
    }
    return dec_sub(doc->figures.items[total].value, sum, &scores) &&
           scores.coef >= 0 && dec_cmp(scores, weights) <= 0;
}

/* No text stands between the rows that could have been a row as well. */
static bool
in_one_block(const struct document *doc, const struct score_form *sf)
{
    const struct row *rows = doc->layout.rows;
    const struct record *records = doc->facts.records;

    return rows[records[sf->first].row].block ==
           rows[records[sf->end - 1].row].block;
}

/* Is it sure that every row was read? */
bool
score_form_rows_certain(const struct document *doc,
                        const struct score_form *sf)
{
    bool rows = sf->form->shape != TABLE_LINE;
    struct dec gap;

    if (sf->scores_close)
        return true;
    if (!sf->form->clean || !rows || !score_form_all_complete(doc, sf))
        return false;
    if (weight_gap(doc, sf, &gap) && gap.coef < 0)
        return true;
    return sf->nleaves > 2 && in_one_block(doc, sf) && gap_of_a_row(doc, sf);
}
