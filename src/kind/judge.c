/* SPDX-License-Identifier: MIT */
/*
 * One verdict for all relations that recompute a term.
 */
#include "kind/kind_int.h"

/* What the exact value may be: from lo to hi, times 10^exp; one end may not
 * belong to it. */
struct window {
    wide lo, hi;
    int exp;
    bool lo_out, hi_out;
};

int
last_digit_exp(struct quantity q)
{
    return q.power - q.printed.scale;
}

struct outcome
outcome_undecided(void)
{
    return (struct outcome){ .verdict = GJ_UNDECIDED };
}

static bool
meets(const struct reach *r, struct window w, bool *ok)
{
    return reach_below(r, w.hi, w.exp, w.hi_out, ok) &&
           reach_above(r, w.lo, w.exp, w.lo_out, ok);
}

static struct window
mirror(struct window w)
{
    return (struct window){ -w.hi, -w.lo, w.exp, w.hi_out, w.lo_out };
}

/* For values of a score's formula: half up, or half up over one more decimal
 * (7.445 -> 7.45 -> 7.5), in hundredths of the last digit. */
static struct window
window_rounded(struct quantity stated)
{
    wide v = stated.printed.coef;
    struct window w = { .exp = last_digit_exp(stated) - 2 };

    w.lo = (v < 0 ? -v : v) * 100 - 55;
    w.hi = w.lo + 105;
    w.hi_out = true;
    if (v == 0) { /* half up leaves zero in both directions */
        w.lo = -50;
        w.lo_out = true;
    }
    return v < 0 ? mirror(w) : w;
}

/* Cut off towards zero. */
static struct window
window_cut(struct quantity stated)
{
    wide v = stated.printed.coef;
    struct window w = { .exp = last_digit_exp(stated), .hi_out = true };

    w.lo = v < 0 ? -v : v;
    w.hi = w.lo + 1;
    if (v == 0) {
        w.lo = -1;
        w.lo_out = true;
    }
    return v < 0 ? mirror(w) : w;
}

static bool
holds(const struct reach *reach, struct quantity stated, enum stating stating,
      bool *ok)
{
    struct span s = span_of(stated);
    struct window w = { .lo = s.lo, .hi = s.hi, .exp = s.exp };

    if (stated.exact && !stated.approximate && stated.open == 0 &&
        stating == STATED_ROUNDED)
        return meets(reach, window_rounded(stated), ok);
    return (s.no_hi || reach_below(reach, w.hi, w.exp, false, ok)) &&
           (s.no_lo || reach_above(reach, w.lo, w.exp, false, ok));
}

static bool
one_off(const struct reach *reach, struct quantity stated, bool *ok)
{
    wide v = stated.printed.coef;
    struct window w = { .lo = v - 1,
                        .hi = v + 1,
                        .exp = last_digit_exp(stated) };

    return meets(reach, w, ok);
}

static enum gj_verdict
verdict_on(const struct reach *reach, struct quantity stated,
           enum stating stating)
{
    bool slack = !stated.approximate && stated.open == 0 &&
                 !(stated.exact && stating == STATED_EXACT);
    bool ok = true;
    enum gj_verdict verdict = GJ_VIOLATED;

    if (reach->failed)
        return GJ_UNDECIDED;
    if (holds(reach, stated, stating, &ok))
        verdict = GJ_HOLDS;
    else if (slack && meets(reach, window_cut(stated), &ok))
        verdict = GJ_TRUNCATED;
    else if (slack && one_off(reach, stated, &ok))
        verdict = GJ_LAST_DIGIT;
    return ok ? verdict : GJ_UNDECIDED;
}

void
judge_compute(const struct reach *point, struct quantity stated,
              struct outcome *o)
{
    int scale = stated.printed.scale;
    int more = scale + 4 < DEC_MAX_SCALE ? scale + 4 : DEC_MAX_SCALE;
    wide w;

    if (point->failed || point->n == 0 ||
        !frac_units(point->corners[0], stated.power - scale, &w) ||
        !dec_of_wide(w, scale, &o->computed))
        return;
    o->has_computed = true;
    o->exact_computed = o->computed;
    if (o->verdict == GJ_HOLDS)
        return;
    while (more > scale) {
        if (frac_units(point->corners[0], stated.power - more, &w) &&
            dec_of_wide(w, more, &o->exact_computed))
            break;
        more--;
    }
}

struct outcome
judge(const struct reach *reach, const struct reach *point,
      struct quantity stated, enum stating stating)
{
    struct outcome o = { .verdict = verdict_on(reach, stated, stating) };

    judge_compute(point, stated, &o);
    return o;
}
