/* SPDX-License-Identifier: MIT */
/*
 * difference: "A, last year B, D more": both amounts are printed, so the
 * change, its direction and a rate without a change can be recomputed.
 *
 * One binder, three terms: "change" (money), "points" (percentages),
 * "rate" or "times" without a change of its own.
 */
#include <string.h>

#include "check/prose.h"
#include "check/same.h"

#define SIDES_MAX 10

/* Amounts or percentages around a change in its sentence, in print order. */
struct sides {
    uint32_t items[SIDES_MAX];
    bool previous[SIDES_MAX];
    size_t n;
};

struct pair {
    uint32_t now, before;
    bool known; /* which is which is said */
};

static bool
side_ok(const struct document *doc, uint32_t f, enum figure_kind kind)
{
    const struct figure *figure = &doc->figures.items[f];
    const struct fact *fact = fact_of(doc, f);

    if (!fact || figure->kind != kind || !figure->has_value ||
        figure->rule_text || figure->range != RANGE_NONE || fact->target)
        return false;
    return kind == FIGURE_MONEY
               ? is_amount(doc, f)
               : strcmp(doc->rules->roles[fact->role].group, "change") != 0;
}

/* What a change is measured from, by the words of its clause. */
enum base { BASE_OPEN, BASE_BUDGET, BASE_PERIOD };

static enum base
base_of(const struct document *doc, uint32_t change)
{
    struct str before = text_before(doc, change);
    uint32_t at = doc->facts.context[change].clause;

    if (text_left(doc, change).len < 18 && at > 0 &&
        doc->facts.clauses[at - 1].nfigures == 0 &&
        doc->facts.clauses[at - 1].sentence == sentence_of(doc, change))
        before = tokens_sub(doc, doc->facts.clauses[at - 1].begin,
                            doc->figures.token_off[change]);
    if (has_word(doc, "base_budget", before))
        return BASE_BUDGET;
    return has_word(doc, "last_period", before) ||
                   has_word(doc, "year_on_year", before)
               ? BASE_PERIOD
               : BASE_OPEN;
}

/* "in 2020 a budget of 45": the words say that it is an earlier year's. */
static bool
earlier_year(const struct document *doc, uint32_t f)
{
    const struct fact *fact = fact_of(doc, f);

    return fact->year && doc->facts.year && fact->year < doc->facts.year;
}

static bool
said_before(const struct document *doc, uint32_t f, enum base base)
{
    const struct fact *fact = fact_of(doc, f);
    uint32_t left = doc->facts.context[f].left;
    struct str near = tokens_sub(doc, left, doc->figures.token_off[f]);

    if (role_is(doc, f, "previous_amount") || earlier_year(doc, f))
        return true;
    if (!strncmp(doc->rules->roles[fact->role].id, "budget", 6) &&
        !has_word(doc, "from_word", near))
        return base == BASE_BUDGET;
    if (fact->year && doc->facts.year)
        return fact->year < doc->facts.year;
    return has_word(doc, "base_period", near) ||
           has_word(doc, "from_word", near);
}

/* "r% of the total of 21.35": the total is no side. */
static bool
share_base(const struct document *doc, uint32_t f)
{
    return f + 1 < doc->figures.n && role_is(doc, f + 1, "share") &&
           clause_of(doc, f + 1) == clause_of(doc, f) &&
           has_word(doc, "share_of", text_left(doc, f));
}

/* A budget is no year's amount; unless its year is said, or no other amount is
 * told that could have grown. */
static bool
budget_out(const struct document *doc, uint32_t f, enum base base,
           bool budgets)
{
    return base == BASE_PERIOD && !budgets &&
           !strncmp(role_name_of(doc, f), "budget", 6) &&
           !earlier_year(doc, f) &&
           !has_word(doc, "last_period", text_left(doc, f));
}

/* A comma after the last side ends the search backwards when another change
 * stands between: that one has sides of its own. */
static void
sides_collect(const struct document *doc, uint32_t change, enum base base,
              enum figure_kind kind, bool budgets, struct sides *sides)
{
    uint32_t sentence = sentence_of(doc, change), first = change;
    unsigned steps = 0;

    sides->n = 0;
    while (first > 0 && steps++ < 12 &&
           sentence_of(doc, first - 1) == sentence)
        first--;
    for (uint32_t f = first; f < doc->figures.n && f < first + 24 &&
                             sentence_of(doc, f) == sentence;
         f++) {
        if (f == change || !side_ok(doc, f, kind))
            continue;
        if (f > change &&
            has_word(doc, "reason_word", text_between(doc, change, f)))
            break;
        if (share_base(doc, f) || budget_out(doc, f, base, budgets))
            continue;
        if (sides->n == SIDES_MAX)
            return;
        sides->previous[sides->n] = said_before(doc, f, base);
        sides->items[sides->n++] = f;
    }
}

/* The sides of a change; those of a budget only where there is no other. */
static void
sides_find(const struct document *doc, uint32_t change, enum shape shape,
           enum figure_kind kind, struct sides *sides)
{
    enum base base = base_of(doc, change);

    /* "up 4.6%" without more words is against the year before */
    if (shape == SHAPE_GROWTH_OF && base == BASE_OPEN)
        base = BASE_PERIOD;
    sides_collect(doc, change, base, kind, false, sides);
    if (sides->n == 1 && sides->previous[0])
        sides_collect(doc, change, base, kind, true, sides);
}

/* One initial and one adjusted amount among the sides: an adjustment leads
 * from one to the other. */
static bool
sides_adjusted(const struct document *doc, const struct sides *sides,
               struct pair *pair)
{
    size_t initial = 0, adjusted = 0;

    for (size_t i = 0; i < sides->n; i++) {
        if (role_is(doc, sides->items[i], "budget_initial")) {
            pair->before = sides->items[i];
            initial++;
        } else if (role_is(doc, sides->items[i], "budget_adjusted")) {
            pair->now = sides->items[i];
            adjusted++;
        }
    }
    pair->known = true;
    return initial == 1 && adjusted == 1;
}

/* The only earlier side, and the figure right before the change. */
static bool
sides_adjacent(const struct document *doc, const struct sides *sides,
               uint32_t change, struct pair *pair)
{
    size_t earlier = 0, now = SIDES_MAX;
    uint32_t segment = clause_of(doc, change)->segment;

    for (size_t i = 0; i < sides->n; i++) {
        if (clause_of(doc, sides->items[i])->segment != segment)
            continue;
        if (sides->previous[i]) {
            pair->before = sides->items[i];
            earlier++;
        } else if (sides->items[i] + 1 == change) {
            now = i;
        }
    }
    if (earlier != 1 || now == SIDES_MAX)
        return false;
    pair->now = sides->items[now];
    pair->known = true;
    return true;
}

/* Exactly two sides, one said to be the earlier one. */
static bool
sides_known(const struct sides *sides, struct pair *pair)
{
    if (sides->n != 2 || sides->previous[0] == sides->previous[1])
        return false;
    pair->before = sides->items[sides->previous[0] ? 0 : 1];
    pair->now = sides->items[sides->previous[0] ? 1 : 0];
    pair->known = true;
    return true;
}

/* The same within the segment of the change. */
static bool
sides_in_segment(const struct document *doc, const struct sides *sides,
                 uint32_t change, struct pair *pair)
{
    uint32_t segment = clause_of(doc, change)->segment;
    struct sides own = { .n = 0 };

    for (size_t i = 0; i < sides->n; i++)
        if (clause_of(doc, sides->items[i])->segment == segment &&
            sides->items[i] < change) {
            own.previous[own.n] = sides->previous[i];
            own.items[own.n++] = sides->items[i];
        }
    return sides_known(&own, pair);
}

static struct outcome
pair_evaluate(const struct document *doc, enum shape shape, uint32_t stated,
              const struct pair *pair)
{
    struct quantity q[3] = {
        signed_quantity(doc, stated, fact_of(doc, stated)->direction),
        figure_quantity(doc, pair->now), figure_quantity(doc, pair->before)
    };

    if (doc->figures.items[stated].kind == FIGURE_RATIO)
        q[0].power = 2;
    return equation_evaluate(shape, q, 3);
}

/* Any two sides that fit; else the pair that is said. */
static bool
pair_choose(const struct document *doc, enum shape shape, uint32_t stated,
            const struct sides *sides, struct pair *pair,
            struct outcome *outcome)
{
    for (size_t i = 0; i < sides->n; i++)
        for (size_t k = 0; k < sides->n; k++) {
            struct pair p = { sides->items[i], sides->items[k], false };

            if (i == k || (sides->previous[i] && !sides->previous[k]) ||
                (!dec_is_zero(doc->figures.items[stated].value) &&
                 base_equal(doc, p.now, p.before)))
                continue; /* two equal ones fit any change that is small */
            *outcome = pair_evaluate(doc, shape, stated, &p);
            if (outcome->verdict == GJ_HOLDS) {
                *pair = p;
                return true;
            }
        }
    if (!sides_known(sides, pair) &&
        !sides_in_segment(doc, sides, stated, pair) &&
        !sides_adjacent(doc, sides, stated, pair) &&
        !sides_adjusted(doc, sides, pair))
        return false;
    *outcome = pair_evaluate(doc, shape, stated, pair);
    return true;
}

static void
pair_report(struct check *check, const struct relation_rule *rule,
            enum shape shape, uint32_t stated, const struct pair *pair,
            struct outcome *outcome)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, 3, 0);
    const char *now, *before;

    if (!r)
        return;
    r->shape = shape;
    r->terms[0] = bound_figure(doc, "change", stated);
    r->terms[0].q =
        signed_quantity(doc, stated, fact_of(doc, stated)->direction);
    if (doc->figures.items[stated].kind == FIGURE_RATIO)
        r->terms[0].q.power = 2;
    r->terms[1] = bound_figure(doc, "current", pair->now);
    r->terms[2] = bound_figure(doc, "previous", pair->before);
    if (outcome->has_computed && fact_of(doc, stated)->direction < 0)
        outcome->computed = dec_neg(outcome->computed);
    if (!result_settle(check, r, outcome, stated))
        return;
    now = figure_print(doc, pair->now);
    before = figure_print(doc, pair->before);
    r->formula =
        shape == SHAPE_DIFFERENCE
            ? check_printf(check, "%s − %s", now, before)
            : check_printf(check, "(%s − %s) ÷ %s", now, before, before);
    r->message = check_message(check, rule, "stated", r->stated, "computed",
                               r->computed, "name", figure_name(check, stated),
                               "formula", r->formula, (char *)NULL);
}

/* The change is said of something else than the sides: it names a subject
 * that is neither's, or stands among the reasons for another change. */
static bool
subject_elsewhere(const struct document *doc, uint32_t stated,
                  const struct pair *pair)
{
    struct str subject = subject_of(doc, stated);
    uint32_t later = pair->now > pair->before ? pair->now : pair->before;

    if (later < stated &&
        has_word(doc, "cause_word", text_between(doc, later, stated)))
        return true;
    if (later > stated &&
        clause_of(doc, later)->segment != clause_of(doc, stated)->segment)
        return true;
    return subject.len && !names_same(doc, subject, pair->now) &&
           !names_same(doc, subject, pair->before) && later < stated &&
           clause_of(doc, later) != clause_of(doc, stated);
}

static void
stated_bind(struct check *check, const struct relation_rule *rule,
            enum shape shape, uint32_t stated, enum figure_kind kind)
{
    const struct document *doc = check->doc;
    struct sides sides;
    struct pair pair;
    struct outcome outcome;
    const struct clause *clause = clause_of(doc, stated);

    if (!clause || fact_of(doc, stated)->direction == 0 ||
        has_word(doc, "comparable", clause_text(doc, clause)))
        return;
    sides_find(doc, stated, shape, kind, &sides);
    if (sides.n >= 2 &&
        pair_choose(doc, shape, stated, &sides, &pair, &outcome) &&
        outcome.verdict != GJ_UNDECIDED &&
        (outcome.verdict == GJ_HOLDS ||
         !subject_elsewhere(doc, stated, &pair)))
        pair_report(check, rule, shape, stated, &pair, &outcome);
}

/* Has the rate a change beside it? Then growth has judged it. */
static bool
beside_change(const struct document *doc, uint32_t f)
{
    uint32_t s = sentence_of(doc, f);

    return (f > 0 && role_is(doc, f - 1, "change") &&
            sentence_of(doc, f - 1) == s) ||
           (f + 1 < doc->figures.n && role_is(doc, f + 1, "change") &&
            sentence_of(doc, f + 1) == s);
}

static void
difference_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    const struct term_rule *change = rule_term(rule, "change");
    const struct term_rule *points = rule_term(rule, "points");
    const struct term_rule *rate = rule_term(rule, "rate");

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++) {
        const struct fact *fact = fact_of(doc, f);

        if (!fact || fact->in_form || fact->target)
            continue;
        if (change && role_in(doc, f, change) && is_money(doc, f))
            stated_bind(check, rule, SHAPE_DIFFERENCE, f, FIGURE_MONEY);
        else if (points && role_in(doc, f, points))
            stated_bind(check, rule, SHAPE_DIFFERENCE, f, FIGURE_PERCENT);
        else if (rate && role_in(doc, f, rate) && !beside_change(doc, f))
            stated_bind(check, rule, SHAPE_GROWTH_OF, f, FIGURE_MONEY);
    }
}

const struct binder binder_difference = { "difference", difference_run };
