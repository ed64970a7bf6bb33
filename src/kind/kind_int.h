/* SPDX-License-Identifier: MIT */
/*
 * Intervals and their images.
 *
 * A relation recomputes its stated term from operands that are intervals.
 * All our functions are monotone in each operand while the others stand
 * still, so the image of a box of intervals is spanned by the values at its
 * corners: a reach is that bag of corner values, never divided out, and every
 * question to it is a comparison of a fraction with a decimal.
 */
#ifndef GJ_KIND_KIND_INT_H
#define GJ_KIND_KIND_INT_H

#include "base/wide.h"
#include "kind/kind.h"

/* [lo, hi] * 10^exp. */
struct span {
    wide lo, hi;
    int exp;
    bool no_lo, no_hi; /* unbounded */
};

/* num / den * 10^exp, den > 0. */
struct frac {
    wide num, den;
    int exp;
};

#define REACH_CORNERS 8

struct reach {
    struct frac corners[REACH_CORNERS];
    size_t n;
    bool no_lo, no_hi; /* unbounded */
    bool failed;       /* overflow, or division by zero */
};

/* ---- span.c ---- */

struct span span_of(struct quantity q);    /* what it stands for */
struct span span_point(struct quantity q); /* as printed */
struct span span_neg(struct span s);
bool span_add(struct span a, struct span b, struct span *out);
bool span_is_open(struct span s);

/* ---- reach.c ---- */

void reach_add(struct reach *reach, wide num, wide den, int exp);
struct reach reach_of(struct span s);
/* part / whole * 100 at all corners (ratio.c).  Where an approximate whole
 * reaches down to zero there is no bound. */
struct reach reach_quotient(struct span part, struct span whole);
/* Is there a reachable value <= (< if strict), >= (>) m * 10^exp?
 * *ok becomes false if the question overflows before one is found. */
bool reach_below(const struct reach *r, wide m, int exp, bool strict,
                 bool *ok);
bool reach_above(const struct reach *r, wide m, int exp, bool strict,
                 bool *ok);
/* Compare a fraction with m * 10^exp; *ok as above. */
int frac_cmp(struct frac f, wide m, int exp, bool *ok);
/* num / den * 10^(exp - unit_exp), rounded half up to an integer. */
bool frac_units(struct frac f, int unit_exp, wide *out);
bool dec_of_wide(wide coef, int scale, struct dec *out);

/* ---- judge.c ---- */

/* How a term that is exact as printed may differ from its formula. */
enum stating {
    STATED_EXACT,   /* not at all */
    STATED_ROUNDED, /* rounded half up to the decimals it prints, in one step
                     * or over one more decimal */
};

/* The verdict on stated, given what its term can reach and its value at the
 * printed operands. */
struct outcome judge(const struct reach *reach, const struct reach *point,
                     struct quantity stated, enum stating stating);
/* The value at the printed operands, in the stated term's own unit, into an
 * outcome whose verdict is known. */
void judge_compute(const struct reach *point, struct quantity stated,
                   struct outcome *o);
struct outcome outcome_undecided(void);
/* Exponent of the last printed digit. */
int last_digit_exp(struct quantity q);

#endif
