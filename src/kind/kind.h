/* SPDX-License-Identifier: MIT */
/*
 * The arithmetic of relations: a closed list, on purpose.  New knowledge goes
 * into rules/, new arithmetic goes here.
 *
 * Floor 4.  Pure functions on printed values; nothing about documents.
 *
 * A printed measurement v with last digit u stands for the closed interval
 * [v - u/2, v + u/2], whatever the true value was; a count, weight, full mark
 * or score is exact as printed.  A relation is violated only if NO choice of
 * true values inside the intervals satisfies it.
 *
 * Verdicts, in this order:
 *   HOLDS       the stated interval meets what the operands can reach; a
 *               stated term that is exact as printed (a score) is what the
 *               formula gives rounded half up to its decimals, in one step
 *               or over one more decimal;
 *   TRUNCATED   a reachable value cut off at the stated precision is the
 *               stated one;
 *   LAST_DIGIT  a reachable value is at most one unit of the last stated
 *               digit away;
 *   VIOLATED    otherwise; UNDECIDED on overflow and division by zero.
 * Between exact figures of the same precision nothing is rounded, so that a
 * sum of counts or weights is right or VIOLATED.
 */
#ifndef GJ_KIND_KIND_H
#define GJ_KIND_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/dec.h"
#include "gouji.h"

/* A printed value in base units.  printed.scale is the printed precision
 * unless power says otherwise: 1.5万元 is {15, 1} with power 4. */
struct quantity {
    struct dec printed;
    int power;        /* base value = printed * 10^power */
    bool exact;       /* count, weight, score: no interval */
    bool approximate; /* no last digit: widened to one unit of the digit
                       * before the last significant one */
    int open;         /* +1: "more than" (no upper end), -1: "less than" */
};

struct outcome {
    enum gj_verdict verdict; /* UNDECIDED: overflow or division by zero */
    struct dec computed;     /* the stated term recomputed from the others, as
                              * precise as the stated term is printed */
    bool has_computed;
    struct dec exact_computed; /* with four more decimals, unless it holds */
};

/* rate% = part / whole * 100.  rate.power is 0 for percent (98.5 is 98.5%),
 * 2 for a bare ratio (0.985), 1 for 成, 2 for 倍. */
struct outcome kind_ratio(struct quantity part, struct quantity whole,
                          struct quantity rate);

/* rate% = change / previous * 100, previous given. */
struct outcome kind_growth_from(struct quantity change,
                                struct quantity previous,
                                struct quantity rate);
/* rate% = change / (current - change) * 100 when rising (change > 0);
 * falling changes are given as negative: current - change is the previous
 * value either way.  rate is signed like change. */
struct outcome kind_growth_to(struct quantity change, struct quantity current,
                              struct quantity rate);
/* rate% = (current - previous) / previous * 100. */
struct outcome kind_growth_of(struct quantity current,
                              struct quantity previous, struct quantity rate);

/* The n amounts grew by rates (percent, signed) to add up to total: rate% =
 * total / (sum of amount / (100% + rate)) - 100%.  A part's rate stands for one
 * whole unit of its last digit to both sides, as it may be cut off.  Undecided
 * where an amount is negative or a rate is -100% or less. */
struct outcome kind_implied(const struct quantity *amounts,
                            const struct quantity *rates, size_t n,
                            struct quantity total, struct quantity rate);

/* total = sum of n addends (each may be negative). */
struct outcome kind_sum(const struct quantity *addends, size_t n,
                        struct quantity total);

/* difference = a - b. */
struct outcome kind_difference(struct quantity a, struct quantity b,
                               struct quantity difference);

/* score = weight * rate (percent), capped at weight if cap.  Accepts rounding
 * of the rate before or after the product. */
struct outcome kind_product(struct quantity weight, struct quantity rate,
                            bool cap, struct quantity score);
/* score = weight * part / whole, capped at weight if cap. */
struct outcome kind_product_ratio(struct quantity weight, struct quantity part,
                                  struct quantity whole, bool cap,
                                  struct quantity score);

/* One quantity stated twice: the intervals meet.  The coarser print (b if
 * they are alike) is the stated term.  Neighbours of the same precision, which
 * meet in one point only, are LAST_DIGIT. */
struct outcome kind_equal(struct quantity a, struct quantity b);

/* low <= high for some choice of true values; low is the stated term. */
struct outcome kind_order(struct quantity low, struct quantity high);

/* Share of 100: n percentages that must add up to 100, each within half of
 * its last digit, plus one last digit for a forced closure. */
struct outcome kind_hundred(const struct quantity *shares, size_t n);

/* n parts, each total / n rounded up or down in its last digit, that add up
 * to total exactly (4.45 x 4 + 4.44 x 5 = 40). */
struct outcome kind_equal_split(const struct quantity *parts, size_t n,
                                struct quantity total);

/* a and b are the same digits up to a power of ten: returns true and the
 * power with value(a) = value(b) * 10^*power, power != 0.  At least
 * min_digits significant digits. */
bool kind_same_digits(struct quantity a, struct quantity b,
                      unsigned min_digits, int *power);

#endif
