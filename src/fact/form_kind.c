/* SPDX-License-Identifier: MIT */
/*
 * What kind of form stands below a head, and what its columns mean then.
 */
#include <string.h>

#include "fact/form.h"

/* "一级指标 二级指标 三级指标" over "名称 权重 名称 权重 名称 权重": the
 * second row names the columns, the first their levels. */
static void
fold_levels(struct head *head)
{
    size_t leveled = 0, generic = 0, n = 0;
    uint32_t level = 0;

    for (size_t i = 0; i < head->ncols; i++) {
        leveled += head->cols[i].col == COL_NAME && head->cols[i].level;
        generic += head->cols[i].col == COL_NAME && !head->cols[i].level;
    }
    if (leveled < 2 || generic != leveled)
        return;
    for (size_t i = 0; i < head->ncols; i++) {
        struct form_column col = head->cols[i];

        if (col.col == COL_NAME && col.level)
            continue;
        if (col.col == COL_NAME)
            col.level = ++level;
        head->cols[n++] = col;
    }
    head->ncols = n;
}

/* Names printed behind the score belong to the front. */
static void
rotate_names(struct head *head)
{
    struct form_column cols[HEAD_COLUMNS_MAX];
    size_t name = head->ncols, score = head->ncols;

    for (size_t i = head->ncols; i-- > 0;) {
        if (head->cols[i].col == COL_NAME)
            name = i;
        if (head->cols[i].col == COL_SCORE)
            score = i;
    }
    if (name >= head->ncols || score >= name)
        return;
    memcpy(cols, head->cols, head->ncols * sizeof(*cols));
    for (size_t i = 0; i < head->ncols; i++)
        head->cols[i] = cols[(name + i) % head->ncols];
}

static void
level_weights(struct head *head)
{
    uint32_t level = 0;
    size_t weights = 0;

    for (size_t i = 0; i < head->ncols; i++)
        weights += head->cols[i].col == COL_WEIGHT;
    for (size_t i = 0; i < head->ncols; i++) {
        struct form_column *col = &head->cols[i];

        if (col->col == COL_NAME && col->level)
            level = col->level;
        if (col->col == COL_WEIGHT)
            col->level = weights > 1 && level ? level : 3;
    }
}

/* "budget of the year (10k yuan) | initial | adjusted | spent": a word of
 * money over the names of the rows is a corner, not a column. */
static void
drop_corner(struct head *head)
{
    bool again = false;

    if (head->ncols < 4 || head->cols[0].col != COL_BUDGET ||
        head->cols[1].col != COL_BUDGET_INITIAL)
        return;
    for (size_t i = 2; i < head->ncols; i++)
        again |= head->cols[i].col == COL_BUDGET;
    if (!again)
        return;
    head->ncols--;
    memmove(head->cols, head->cols + 1, head->ncols * sizeof(*head->cols));
}

void
head_classify(struct head *head)
{
    unsigned money = head->columns & MONEY_COLUMNS;
    bool levels = false;

    for (size_t i = 0; i < head->ncols; i++)
        levels |= head->cols[i].col == COL_NAME && head->cols[i].level;
    if ((!money && (head->columns &
                    (SCORE_COLUMNS | 1u << COL_SCORE | 1u << COL_WEIGHT))) ||
        (levels && (head->columns & SCORE_COLUMNS)))
        head->kind = FORM_SCORE;
    else
        head->kind = money ? FORM_FUND : FORM_AMOUNT;
    if (head->kind == FORM_FUND)
        drop_corner(head);
    if (head->kind == FORM_SCORE) {
        fold_levels(head);
        rotate_names(head);
        level_weights(head);
    }
}
