/* SPDX-License-Identifier: MIT */
/*
 * Binders that read running text, and what they share.
 *
 * Floor 7, private to check/.
 */
#ifndef GJ_CHECK_PROSE_H
#define GJ_CHECK_PROSE_H

#include "check/check.h"

extern const struct binder binder_near_ratio;      /* ratio.c */
extern const struct binder binder_growth;          /* growth.c */
extern const struct binder binder_direction;       /* direction.c */
extern const struct binder binder_share;           /* share.c */
extern const struct binder binder_list_sum;        /* list_sum.c */
extern const struct binder binder_difference;      /* difference.c */
extern const struct binder binder_level_list;      /* level_list.c */
extern const struct binder binder_same_label;      /* same_label.c */
extern const struct binder binder_unit_price;      /* product.c */
extern const struct binder binder_hundred;         /* list_sum.c */
extern const struct binder binder_flow_order;      /* flow_order.c */
extern const struct binder binder_restated;        /* restated.c */
extern const struct binder binder_level_score;     /* level_score.c */
extern const struct binder binder_same_score;      /* level_score.c */
extern const struct binder binder_times;           /* times.c */
extern const struct binder binder_parallel_parts;  /* parallel.c */
extern const struct binder binder_unit_slip;       /* same.c */
extern const struct binder binder_same_rate;       /* same.c */
extern const struct binder binder_same_amount;     /* same.c */
extern const struct binder binder_rate_gap;        /* rate_gap.c */
extern const struct binder binder_grade;           /* grade.c */
extern const struct binder binder_completed_list;  /* membership.c */
extern const struct binder binder_indicator_twice; /* twice.c */
extern const struct binder binder_claim;           /* claim.c */
extern const struct binder binder_balance;         /* balance.c */
extern const struct binder binder_budget_order;    /* order.c */
extern const struct binder binder_average;         /* average.c */
extern const struct binder binder_totals_equal;    /* average.c */
extern const struct binder binder_leftover;        /* leftover.c */
extern const struct binder binder_add_up;          /* add_up.c */
extern const struct binder binder_all_met;         /* all_met.c */
extern const struct binder binder_growth_count;    /* growth_count.c */
extern const struct binder binder_score_story;     /* score_story.c */
extern const struct binder binder_account;         /* account.c */
extern const struct binder binder_implied;         /* implied.c */
extern const struct binder binder_change_parts;    /* change_parts.c */
extern const struct binder binder_set_sum;         /* set_list.c */
extern const struct binder binder_score_list;      /* score_list.c */

/* Sentences are walked no further than this many figures or clauses: text
 * without a full stop must not take quadratic time. */
#define SENTENCE_WALK 48
#define CLAUSE_WALK   100

/* The main fact of a figure, or NULL. */
const struct fact *fact_of(const struct document *doc, uint32_t figure);
/* The clause of a figure in the flow, or NULL. */
const struct clause *clause_of(const struct document *doc, uint32_t figure);
const char *role_name_of(const struct document *doc, uint32_t figure);
bool role_is(const struct document *doc, uint32_t figure, const char *role);
bool role_in(const struct document *doc, uint32_t figure,
             const struct term_rule *term);
/* A money amount with a value that is stated as such: no change, no rule
 * text, no target, no unit price. */
bool is_amount(const struct document *doc, uint32_t figure);
bool is_money(const struct document *doc, uint32_t figure);

/* A name without words in front and behind that name nothing. */
struct str name_core(const struct document *doc, struct str name);
/* What a change says it is a change of; empty where its own words do not say
 * (subject.c). */
struct str subject_of(const struct document *doc, uint32_t change);
/* Do these words name the amount: one is the end of the other? */
bool names_same(const struct document *doc, struct str name, uint32_t amount);

/* A figure of a form, or one whose label has no words of its own: it can be
 * the whole document's. */
bool speaks_of_whole(const struct document *doc, uint32_t figure);
/* Does a violated result so far use this figure? */
bool in_violated(struct check *check, uint32_t figure);
/* Do two figures stand in one report of the text? */
bool same_report(const struct document *doc, uint32_t a, uint32_t b);

/* Token text [from, to); empty if from is not before to. */
struct str tokens_sub(const struct document *doc, uint32_t from, uint32_t to);
/* Token text of the clause up to the figure / of the whole clause. */
struct str text_before(const struct document *doc, uint32_t figure);
/* Token text between the figure before, in its clause, and the figure. */
struct str text_left(const struct document *doc, uint32_t figure);
struct str clause_text(const struct document *doc, const struct clause *c);
/* Token text between the ends of two figures' tokens (a before b). */
struct str text_between(const struct document *doc, uint32_t a, uint32_t b);
/* Token text of the sentence of a figure up to it. */
struct str text_of_sentence(const struct document *doc, uint32_t figure);
/* Token text behind a figure to the end of its sentence. */
struct str rest_of_sentence(const struct document *doc, uint32_t figure);
/* Does a word of the list stand in the text? */
bool has_word(const struct document *doc, const char *list, struct str text);
/* Where the first value of a rule's parameter that stands in the text begins,
 * in the order of the values, or SIZE_MAX; and whether one does.  A rule
 * without the parameter has no values. */
size_t param_find(const struct relation_rule *rule, const char *name,
                  struct str text);
bool has_param(const struct relation_rule *rule, const char *name,
               struct str text);

/* A change or a rate of change as a quantity: below zero where the direction
 * is, and "more than" then is "less than". */
struct quantity signed_quantity(const struct document *doc, uint32_t figure,
                                int direction);

/* Sentence number of a figure; UINT32_MAX outside prose. */
uint32_t sentence_of(const struct document *doc, uint32_t figure);
/* First figure of the sentence that holds figure. */
uint32_t sentence_first(const struct document *doc, uint32_t figure);

/* Figures of some roles near another one, nearest first. */
#define NEAR_MAX 8
struct nearby {
    uint32_t items[NEAR_MAX];
    size_t n;
};
/* Look back from figure over at most `sentences` sentences of its block, then
 * ahead to the end of its sentence. */
void nearby_find(const struct document *doc, uint32_t figure,
                 const struct term_rule *term, unsigned sentences,
                 struct nearby *out);
/* All figures of the roles in the whole document, prose and forms, one for
 * each distinct value; more than NEAR_MAX gives n = NEAR_MAX + 1.
 * whole_only: leave out those whose label has words of its own. */
void document_find(const struct document *doc, const struct term_rule *term,
                   bool whole_only, struct nearby *out);

/* "name ÷ name = 1.00万元 ÷ 2.00万元" and the like. */
const char *formula_two(struct check *check, uint32_t a, const char *sign,
                        uint32_t b);

/* Copy the outcome of an evaluation into the result: verdict, and if the
 * texts of the result are wanted (the answer), stated (the figure as printed)
 * and computed in its unit. */
bool result_settle(struct check *check, struct result *r,
                   const struct outcome *outcome, uint32_t stated);

#endif
