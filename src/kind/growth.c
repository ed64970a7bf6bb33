/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

/* change / previous * 100 where one of change, current and previous follows
 * from the other two; previous is current - change. */
static void
corner(struct reach *r, wide change, int change_exp, wide previous,
       int previous_exp)
{
    if (previous < 0) {
        change = -change;
        previous = -previous;
    }
    reach_add(r, change, previous, change_exp - previous_exp + 2);
}

/* The end of a span, as a span of its own. */
static struct span
end_of(struct span s, bool high)
{
    wide end = high ? s.hi : s.lo;

    return (struct span){ .lo = end, .hi = end, .exp = s.exp };
}

/* Does a span lie on one side of zero? */
static bool
keeps_sign(struct span s)
{
    return s.lo > 0 || s.hi < 0;
}

static struct reach
rate_to(struct span change, struct span current)
{
    struct reach r = { .failed = true };
    struct span previous;

    if (span_is_open(change) || span_is_open(current) ||
        !span_add(current, span_neg(change), &previous) ||
        !keeps_sign(previous))
        return r;
    r.failed = false;
    for (unsigned i = 0; i < 4; i++) {
        struct span c = end_of(change, i & 1);

        if (!span_add(end_of(current, i & 2), span_neg(c), &previous)) {
            r.failed = true;
            return r;
        }
        corner(&r, c.lo, c.exp, previous.lo, previous.exp);
    }
    return r;
}

static struct reach
rate_of(struct span current, struct span previous)
{
    struct reach r = { .failed = true };
    struct span change;

    if (span_is_open(current) || span_is_open(previous) ||
        !keeps_sign(previous))
        return r;
    r.failed = false;
    for (unsigned i = 0; i < 4; i++) {
        struct span p = end_of(previous, i & 1);

        if (!span_add(end_of(current, i & 2), span_neg(p), &change)) {
            r.failed = true;
            return r;
        }
        corner(&r, change.lo, change.exp, p.lo, p.exp);
    }
    return r;
}

struct outcome
kind_growth_from(struct quantity change, struct quantity previous,
                 struct quantity rate)
{
    return kind_ratio(change, previous, rate);
}

struct outcome
kind_growth_to(struct quantity change, struct quantity current,
               struct quantity rate)
{
    struct reach reach = rate_to(span_of(change), span_of(current));
    struct reach point = rate_to(span_point(change), span_point(current));

    return judge(&reach, &point, rate, STATED_ROUNDED);
}

struct outcome
kind_growth_of(struct quantity current, struct quantity previous,
               struct quantity rate)
{
    struct reach reach = rate_of(span_of(current), span_of(previous));
    struct reach point = rate_of(span_point(current), span_point(previous));

    return judge(&reach, &point, rate, STATED_ROUNDED);
}
