/* SPDX-License-Identifier: MIT */
/*
 * Relations: rules bound to facts and evaluated on intervals.
 *
 * Floor 7.
 *
 * Each binder is one file with one record; a rule names its binder in "bind".
 * A binder walks the facts of the document, finds the terms of its rule and
 * adds one result for every binding it tried: holding ones too, for they are
 * the audit worksheet and the witnesses of the diagnosis.
 */
#ifndef GJ_CHECK_CHECK_H
#define GJ_CHECK_CHECK_H

#include "base/arena.h"
#include "base/err.h"
#include "fact/fact.h"
#include "kind/kind.h"
#include "rules/rules.h"

/* One term of a bound relation. */
struct bound {
    const char *term; /* "rate", "part", "addend" ...; static or in rules */
    uint32_t figure;  /* FACT_NONE: no number; then flow_begin..end */
    uint32_t flow_begin, flow_end;
    struct quantity q; /* as it entered the arithmetic */
    bool suspectable;  /* may be the wrong one */
};

struct reading { /* a candidate: one way to recompute the stated term */
    const char *formula; /* in the document's words and numbers */
    const char *computed;
    bool fits;
};

/* The equations that diagnosis can turn around; term order in brackets. */
enum shape {
    SHAPE_NONE,
    SHAPE_RATIO,         /* [rate, part, whole] */
    SHAPE_GROWTH_TO,     /* [rate, change, current] */
    SHAPE_GROWTH_FROM,   /* [rate, change, previous] */
    SHAPE_GROWTH_OF,     /* [rate, current, previous] */
    SHAPE_SUM,           /* [total, addend...] */
    SHAPE_DIFFERENCE,    /* [difference, a, b] */
    SHAPE_PRODUCT,       /* [score, weight, rate] */
    SHAPE_PRODUCT_RATIO, /* [score, weight, part, whole] */
    SHAPE_EQUAL,         /* [a, b...] */
    SHAPE_BOUND,         /* [smaller, larger]: not turned around */
};

struct result {
    const struct relation_rule *rule;
    enum gj_verdict verdict;
    enum gj_severity severity; /* the rule's, or lower */
    const char *reason;        /* undecided: why; else "" */
    /* Texts; NULL, those of the readings too, where nobody asks for them:
     * check_tells(). */
    const char *formula, *stated, *computed;
    const char *message; /* violated: the finding's message */
    struct reading *readings;
    size_t nreadings;
    struct bound *terms; /* [0] is the stated figure, what it is about */
    size_t nterms;
    enum shape shape; /* how the terms hang together, for the diagnosis */
    bool recomputed;  /* the arithmetic gave a value for the stated term */
    /* A story known from the shape of the mismatch, or NULL: name of the slip,
     * and the value that the term should have. */
    const char *slip;
    uint32_t slip_term;
    const char *slip_suggest;
};

struct check {
    struct document *doc;
    enum gj_lang lang;
    struct result *items;
    size_t n, cap;
    const struct list *lists; /* of lists_find() */
    size_t nlists;
    bool lists_found;
    bool findings_only; /* what holds is not told: see check_tells() */
    uint64_t *violated; /* bit per figure: in_violated() of results so far */
    size_t nmarked;     /* results that are in it */
    struct gj_error *err;
    bool failed;
};

struct binder {
    const char *name; /* "bind" of a rule */
    void (*run)(struct check *check, const struct relation_rule *rule);
};

const struct binder *binder_find(const char *name);

/* Run all rules that are on.  Results in order of rule code, then place. */
enum gj_status relations_check(struct document *doc,
                               const struct gj_options *options,
                               struct result **out, size_t *n,
                               struct gj_error *err);

/* Evaluate an equation whose terms have these values (n of them). */
struct outcome equation_evaluate(enum shape shape,
                                 const struct quantity *terms, size_t n);
/* The value that terms[which] should have for the equation to hold, in its
 * own unit and at its own printed precision.  False if it cannot be told. */
bool equation_solve(enum shape shape, const struct quantity *terms, size_t n,
                    size_t which, struct dec *out);

/* ---- for binders (check/bind.c) ---- */

/* Out of memory: the run ends. */
void check_fail(struct check *check);

/* A new result with room for nterms terms and nreadings readings; NULL when
 * out of memory (check->failed is set). */
struct result *check_result(struct check *check,
                            const struct relation_rule *rule, size_t nterms,
                            size_t nreadings);
/* Are the texts of a result wanted, whose verdict is known?  Nearly all
 * results hold; those are told in the worksheet and nowhere else. */
static inline bool
check_tells(const struct check *check, const struct result *r)
{
    return r->verdict != GJ_HOLDS || !check->findings_only;
}

/* The figure as a quantity in base units (money in 元, percent in percent). */
struct quantity figure_quantity(const struct document *doc, uint32_t figure);
struct bound bound_figure(const struct document *doc, const char *term,
                          uint32_t figure);
struct bound bound_text(const char *term, uint32_t flow_begin,
                        uint32_t flow_end);
/* Figure as printed, without comparator: "693.30万元" (unit added where it is
 * inherited). */
const char *figure_print(const struct document *doc, uint32_t figure);
/* A computed quantity printed in the unit of a figure: "98.02%". */
const char *value_print(const struct document *doc, struct dec value,
                        uint32_t like_figure);
/* Name of a figure in messages: its label, else its role's name. */
const char *figure_name(const struct check *check, uint32_t figure);
/* Fill a message template of the rule: pairs of name and text, NULL ends. */
const char *check_message(struct check *check,
                          const struct relation_rule *rule, ...);
const char *check_printf(struct check *check, const char *fmt, ...)
    PRINTF_LIKE(2, 3);

#endif
