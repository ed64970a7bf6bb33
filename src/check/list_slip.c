/* SPDX-License-Identifier: MIT */
/*
 * A list that says nothing of its being complete, and does not add up: is an
 * item missing, or a number mistyped?  A missing item leaves a gap of any
 * size.  That the gap should turn one printed number into another by a single
 * slip of the pen is next to impossible for long numbers, and for shorter ones
 * where another list of the sentence bears the number out.
 */
#include <string.h>

#include "check/list.h"
#include "check/prose.h"
#include "check/same.h"

#define ALONE_DIGITS   7 /* of a number that nothing else bears out */
#define ALONE_SHIFTED  5 /* the same, only the point or unit is elsewhere */
#define WITNESS_DIGITS 4
#define UNIT_PLACES    4   /* a wrong unit moves the point so far */
#define SHARED_MIN     100 /* of the digits that two lists agree on */

/* What term `which` (0 is the head) should be for the list to add up, with
 * `more` decimals than it prints. */
static bool
needed(const struct document *doc, const struct list *list, size_t which,
       unsigned more, struct dec *out)
{
    struct quantity q[LIST_MAX + 1];
    struct dec zero = { 0, 0 };

    q[0] = figure_quantity(doc, list->head);
    for (size_t i = 0; i < list->n; i++)
        q[i + 1] = figure_quantity(doc, list->items[i]);
    if (q[which].printed.scale + more > DEC_MAX_SCALE)
        return false;
    zero.scale = (uint8_t)(q[which].printed.scale + more);
    return dec_add(q[which].printed, zero, &q[which].printed) &&
           equation_solve(SHAPE_SUM, q, list->n + 1, which, out) &&
           out->coef > 0;
}

static uint32_t
term_of(const struct list *list, size_t which)
{
    return which ? list->items[which - 1] : list->head;
}

/* Digits of the longest number of the list that a slip of the pen leads to;
 * *shifted: of one whose point was moved. */
static unsigned
slip_digits(const struct document *doc, const struct list *list,
            unsigned *shifted)
{
    static const unsigned more[] = { 0, 1, UNIT_PLACES };
    unsigned best = 0;

    *shifted = 0;
    for (size_t t = 0; t <= list->n; t++)
        for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
            struct dec printed = doc->figures.items[term_of(list, t)].value;
            struct dec meant;
            bool same;
            unsigned digits;

            if (!needed(doc, list, t, more[i], &meant))
                continue;
            if (more[i])
                meant = dec_strip(meant);
            digits = slip_from(printed, meant, &same);
            best = digits > best ? digits : best;
            *shifted = same && digits > *shifted ? digits : *shifted;
        }
    return best;
}

/* The figure that is a part here and a total there, or FACT_NONE. */
static uint32_t
shared(const struct list *a, const struct list *b)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->items[i] == b->head)
            return b->head;
    for (size_t i = 0; i < b->n; i++)
        if (b->items[i] == a->head)
            return a->head;
    return FACT_NONE;
}

static size_t
term_at(const struct list *list, uint32_t figure)
{
    size_t t = 0;

    while (t < list->n && term_of(list, t) != figure)
        t++;
    return t;
}

/* Both lists ask for the same other value of the figure they share. */
static bool
both_need(const struct document *doc, const struct list *a,
          const struct list *b, uint32_t figure)
{
    struct dec x, y;

    return needed(doc, a, term_at(a, figure), 0, &x) &&
           needed(doc, b, term_at(b, figure), 0, &y) && dec_cmp(x, y) == 0 &&
           x.coef >= SHARED_MIN;
}

/* Does another list of the sentence, which shares a figure, add up?  *agrees:
 * or does it ask for the same correction? */
static bool
has_witness(const struct check *check, const struct list_case *cases, size_t n,
            size_t at, bool *agrees)
{
    const struct list *own = &cases[at].list;
    bool holds = false;

    *agrees = false;
    for (size_t i = at > HEADS_MAX ? at - HEADS_MAX : 0;
         i < n && i < at + HEADS_MAX; i++) {
        uint32_t figure = shared(own, &cases[i].list);

        if (i == at || figure == FACT_NONE)
            continue;
        if (check->items[cases[i].result].verdict == GJ_HOLDS)
            holds = true;
        else if (both_need(check->doc, own, &cases[i].list, figure))
            *agrees = true;
    }
    return holds;
}

void
list_slips(struct check *check, const struct list_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct result *r = &check->items[cases[i].result];
        unsigned shifted, digits;
        bool agrees, holds;

        if (!cases[i].open || cases[i].list.kind != FIGURE_MONEY ||
            cases[i].list.nested)
            continue;
        holds = has_witness(check, cases, n, i, &agrees);
        digits = slip_digits(check->doc, &cases[i].list, &shifted);
        if (agrees || digits >= (holds ? WITNESS_DIGITS : ALONE_DIGITS) ||
            shifted >= (holds ? WITNESS_DIGITS - 1 : ALONE_SHIFTED)) {
            r->verdict = GJ_VIOLATED;
            r->reason = "";
        }
    }
}
