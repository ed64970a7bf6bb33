/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

struct outcome
kind_order(struct quantity low, struct quantity high)
{
    struct span l = span_of(low), h = span_of(high);
    struct reach room = reach_of(h), point = reach_of(span_point(high));
    struct outcome o = { .verdict = GJ_HOLDS };
    bool ok = true;

    judge_compute(&point, low, &o);
    if (!l.no_lo && !reach_above(&room, l.lo, l.exp, false, &ok))
        o.verdict = GJ_VIOLATED;
    if (!ok)
        o.verdict = GJ_UNDECIDED;
    return o;
}
