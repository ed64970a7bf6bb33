/* SPDX-License-Identifier: MIT */
/*
 * Binders that read forms, and what they share.
 *
 * Floor 7, private to check/.
 */
#ifndef GJ_CHECK_FORM_H
#define GJ_CHECK_FORM_H

#include "check/check.h"

extern const struct binder binder_fund_rate;       /* form_fund.c */
extern const struct binder binder_fund_total;      /* form_parts.c */
extern const struct binder binder_execution_score; /* form_exec.c */
extern const struct binder binder_weight_sum;      /* form_weight.c */
extern const struct binder binder_score_bound;     /* form_score.c */
extern const struct binder binder_score_sum;       /* form_score.c */
extern const struct binder binder_missing_score;   /* form_score.c */
extern const struct binder binder_equal_split;     /* form_split.c */
extern const struct binder binder_target_met;      /* form_target.c */
extern const struct binder binder_target_blank;    /* form_target.c */
extern const struct binder binder_over_completion; /* form_target.c */
extern const struct binder binder_row_formula;     /* form_formula.c */
extern const struct binder binder_score_rule;      /* form_rule.c */
extern const struct binder binder_table_total;     /* form_amount.c */
extern const struct binder binder_table_share;     /* form_amount.c */
extern const struct binder binder_table_change;    /* form_amount.c */
extern const struct binder binder_column_habit;    /* form_habit.c */
extern const struct binder binder_pack_weights;    /* pack.c */

#define FORM_BINDERS                    \
    FORM_BINDER(binder_fund_rate)       \
    FORM_BINDER(binder_fund_total)      \
    FORM_BINDER(binder_execution_score) \
    FORM_BINDER(binder_weight_sum)      \
    FORM_BINDER(binder_score_bound)     \
    FORM_BINDER(binder_score_sum)       \
    FORM_BINDER(binder_missing_score)   \
    FORM_BINDER(binder_equal_split)     \
    FORM_BINDER(binder_target_met)      \
    FORM_BINDER(binder_target_blank)    \
    FORM_BINDER(binder_over_completion) \
    FORM_BINDER(binder_row_formula)     \
    FORM_BINDER(binder_score_rule)      \
    FORM_BINDER(binder_table_total)     \
    FORM_BINDER(binder_table_share)     \
    FORM_BINDER(binder_table_change)    \
    FORM_BINDER(binder_column_habit)    \
    FORM_BINDER(binder_pack_weights)

/* ---- form_util.c ---- */

/* Figure of a column that has a value, or FACT_NONE. */
uint32_t record_figure(const struct document *doc, const struct record *record,
                       enum column column);
/* A weight or score: exact as printed. */
struct quantity form_exact(const struct document *doc, uint32_t figure);
struct bound form_bound(const struct document *doc, const char *term,
                        uint32_t figure, bool exact);
const char *record_name(const struct check *check,
                        const struct record *record);
/* A result about terms that are already in place: verdict and printed values.
 * Are its other texts wanted? */
bool form_settle(struct check *check, struct result *r,
                 const struct outcome *outcome);
/* Then these; name and detail are those of the message, NULL for none. */
void form_tell(struct check *check, struct result *r, const char *formula,
               const char *name, const char *detail);
/* Scores and weights add up exactly, or to a total that is rounded; all places
 * of the sum are told. */
void form_exact_sum(const struct quantity *q, size_t n, struct quantity total,
                    struct outcome *out);
/* A result of an equation whose terms are figures, terms[0] the stated one;
 * names are static. */
struct result *form_equation(struct check *check,
                             const struct relation_rule *rule,
                             enum shape shape, const uint32_t *figures,
                             const char *const *names, size_t n);
bool form_keeps_columns(const struct form *form);
/* A row of rates: they do not add up. */
bool form_rate_row(const struct document *doc, const struct record *record);
/* "a + b + c" of the figures of terms [1, n). */
const char *terms_sum(struct check *check, const struct result *r);
/* An undecided result that says why. */
void form_undecided(struct result *r, const char *reason);

/* The score table as a whole, as far as it closes. */
struct score_form {
    const struct form *form;
    uint32_t first, end;        /* records */
    const struct record *total; /* or NULL */
    const struct record *fund;  /* row with weight and score of the execution
                                 * rate in the fund table before; or NULL */
    struct dec leaf_sum;        /* weights of the leaves, copies left out */
    struct dec level1_sum;
    struct dec full; /* the printed total weight, else 100 */
    size_t nleaves, nweighted, nscored, nnumbered, nlevel1;
    bool execution;     /* the execution rate is one of the leaves */
    bool percent;       /* the weights are percentages */
    bool fund_counts;   /* the fund row's weight is part of the total */
    bool weights_close; /* leaves (and fund row) add up to full */
    bool numbers_close; /* leaves without weight are numbered 1 to n, and the
                         * level-1 weights add up to full */
    bool scores_close;  /* every leaf has a score, and they add up to the
                        * printed total: no row is missing */
    bool blocks_close;  /* each level-1 weight is the sum of its leaves */
};
bool score_form_read(const struct document *doc, uint32_t form,
                     struct score_form *out);
/* Leaves that count, in order: next at or after i, or end. */
uint32_t score_form_leaf(const struct document *doc,
                         const struct score_form *sf, uint32_t i);
/* Were all rows of the table read, as far as its own weights can tell? */
bool score_form_complete(const struct score_form *sf);

/* ---- form_level.c ---- */

/* Note the parents whose leaves close, each by itself. */
void form_levels_note(struct check *check, const struct relation_rule *rule,
                      const struct score_form *sf);
/* Level-1 weights that are the sum of their level-2 weights. */
void form_children_note(struct check *check, const struct relation_rule *rule,
                        const struct score_form *sf);

/* The cell of a row in a column: its figure if it has a value, else FACT_NONE. */
uint32_t value_at(const struct document *doc, const struct record *record,
                  size_t col);
/* Is the role one of those that the named term of the rule takes? */
bool role_listed(const struct relation_rule *rule, const char *name,
                 role_id role);

/* ---- form_sure.c ---- */

/* Was each leaf read with all its columns, and has it a name? */
bool score_form_all_complete(const struct document *doc,
                             const struct score_form *sf);
/* Do the level-1 weights add up to the full mark? */
bool score_form_level1_full(const struct document *doc,
                            const struct score_form *sf);
/* 90 with the other 10 printed elsewhere, 80 with 20. */
bool score_form_execution_apart(const struct score_form *sf);
/* Is it sure that every row was read? */
bool score_form_rows_certain(const struct document *doc,
                             const struct score_form *sf);

#endif
