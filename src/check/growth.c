/* SPDX-License-Identifier: MIT */
/*
 * growth: "A, D more than last year, up r%".  The rate may refer to any
 * amount of the sentence as current or previous value; it is wrong only if
 * none fits and the subject stands right before the change.
 */
#include <string.h>

#include "check/growth.h"
#include "check/prose.h"

struct reading_of {
    uint32_t amount;
    enum shape shape;
    struct outcome outcome;
};

static struct reading_of
growth_try(const struct growth *g, uint32_t amount, bool previous)
{
    const struct document *doc = g->check->doc;
    struct quantity rate = signed_quantity(doc, g->rate, g->direction);
    struct quantity change = signed_quantity(doc, g->change, g->direction);
    struct quantity base = figure_quantity(doc, amount);

    if (previous)
        return (struct reading_of){ amount, SHAPE_GROWTH_FROM,
                                    kind_growth_from(change, base, rate) };
    return (struct reading_of){ amount, SHAPE_GROWTH_TO,
                                kind_growth_to(change, base, rate) };
}

static bool
same_value(const struct growth *g, size_t a, size_t b)
{
    const struct document *doc = g->check->doc;

    return kind_equal(figure_quantity(doc, g->amounts[a]),
                      figure_quantity(doc, g->amounts[b]))
               .verdict == GJ_HOLDS;
}

/* The sentence of the nearest amount has no amount of another value. */
static bool
only_amount(const struct growth *g)
{
    const struct document *doc = g->check->doc;

    if (g->carried)
        return true;
    for (size_t i = 1; i < g->n; i++)
        if (sentence_of(doc, g->amounts[i]) ==
                sentence_of(doc, g->amounts[0]) &&
            !same_value(g, i, 0))
            return false;
    return true;
}

/* "... 7.14. Compared with last year, ...": the sentence has no subject of its
 * own, and the one before it has one amount. */
static bool
carries_on(const struct growth *g)
{
    const struct document *doc = g->check->doc;
    uint32_t first = sentence_first(doc, g->change);
    const struct clause *clause = clause_of(doc, first);
    uint32_t at = (uint32_t)(clause - doc->facts.clauses);
    struct str text;

    while (at > 0 && doc->facts.clauses[at - 1].sentence == clause->sentence)
        at--;
    text = str_trim(clause_text(doc, &doc->facts.clauses[at]));
    return words_at(rules_words(doc->rules, "compare_start"), text, 0) > 0 &&
           only_amount(g) &&
           sentence_of(doc, g->amounts[0]) + 1 == clause->sentence;
}

/* The nearest amount, or one of its value, that can only be this year's. */
static bool
is_current(const struct growth *g, size_t i)
{
    return !g->previous[i] && !g->previous[0] &&
           (g->in_sentence[0] || carries_on(g)) &&
           (i == 0 || same_value(g, i, 0));
}

/* All readings, the best first; *wrong_base: only change / current fits. */
static size_t
readings_make(const struct growth *g, struct reading_of *out, bool *wrong_base)
{
    size_t n = 0, best = 0;

    *wrong_base = false;
    for (size_t i = 0; i < g->n; i++) {
        struct reading_of r = growth_try(g, g->amounts[i], g->previous[i]);
        struct reading_of other =
            growth_try(g, g->amounts[i], !g->previous[i]);

        out[n++] = r;
        if (r.outcome.verdict < out[best].outcome.verdict)
            best = n - 1;
        /* The nearest amount is this year's: dividing by it is the error
         * that is looked for.  Farther ones may be anything. */
        if (is_current(g, i)) {
            *wrong_base = *wrong_base || other.outcome.verdict == GJ_HOLDS;
            continue;
        }
        out[n++] = other;
        if (other.outcome.verdict < out[best].outcome.verdict)
            best = n - 1;
    }
    if (n && best) {
        struct reading_of swap = out[0];

        out[0] = out[best];
        out[best] = swap;
    }
    if (n && out[0].outcome.verdict < GJ_VIOLATED)
        *wrong_base = false;
    return n;
}

/* The change is the whole amount: it grew from nothing, and no rate but the
 * conventional 0 and 100 can be right. */
static bool
from_nothing(const struct growth *g)
{
    const struct document *doc = g->check->doc;
    struct dec hundred = { 100, 0 }, rate = doc->figures.items[g->rate].value;

    return g->n && is_current(g, 0) && g->direction > 0 &&
           kind_equal(figure_quantity(doc, g->amounts[0]),
                      figure_quantity(doc, g->change))
                   .verdict == GJ_HOLDS &&
           !dec_is_zero(rate) && dec_cmp(rate, hundred) != 0;
}

static const char *
growth_formula(struct growth *g, const struct reading_of *r)
{
    const struct document *doc = g->check->doc;
    const char *change = figure_print(doc, g->change);
    const char *amount = figure_print(doc, r->amount);

    if (r->shape == SHAPE_GROWTH_FROM)
        return check_printf(g->check, "%s ÷ %s", change, amount);
    return check_printf(g->check, "%s ÷ (%s %s %s)", change, amount,
                        g->direction < 0 ? "+" : "−", change);
}

/* The change names its subject and the amount is another one's. */
static bool
subject_differs(const struct growth *g)
{
    const struct document *doc = g->check->doc;
    struct str subject = subject_of(doc, g->change), before;
    uint32_t amount = g->amounts[0], first;

    if (subject.len == 0 || names_same(doc, subject, amount) ||
        (amount > g->change && name_core(doc, text_left(doc, amount)).len < 6))
        return false;
    first = sentence_first(doc, amount);
    before = tokens_sub(doc, clause_of(doc, first)->begin,
                        doc->figures.token_off[amount]);
    return str_find(before, subject, 0) == SIZE_MAX;
}

/* The change names its subject, and of the amounts near only the first has
 * that name. */
static bool
subject_named(const struct growth *g)
{
    const struct document *doc = g->check->doc;
    struct str subject = subject_of(doc, g->change);
    uint32_t own = sentence_of(doc, g->change);

    if (subject.len == 0 || !names_same(doc, subject, g->amounts[0]) ||
        sentence_of(doc, g->amounts[0]) + 1 < own)
        return false;
    for (size_t i = 1; i < g->n; i++)
        if (names_same(doc, subject, g->amounts[i]))
            return false;
    return true;
}

/* "...; than last year 9.36 less": the clause has no subject of its own, the
 * one of the sentence goes on. */
static bool
compares(const struct document *doc, uint32_t figure)
{
    struct str text = str_trim(clause_text(doc, clause_of(doc, figure)));

    return words_at(rules_words(doc->rules, "compare_start"), text, 0) > 0;
}

/* Only a subject right before the change, in one sentence, without words of
 * another scope, is certain enough for an error. */
static bool
subject_certain(const struct growth *g)
{
    const struct document *doc = g->check->doc;
    uint32_t first = g->change < g->rate ? g->change : g->rate;
    struct str between;

    if (g->parallel)
        return true;
    if (g->n == 0 || subject_differs(g))
        return false;
    if (!g->in_sentence[0] && !carries_on(g) && !subject_named(g))
        return false;
    between = tokens_sub(doc, clause_of(doc, g->amounts[0])->begin,
                         doc->figures.token_off[g->rate]);
    if (has_word(doc, "comparable", between))
        return false;
    for (uint32_t f = g->amounts[0] + 1; f < first; f++) {
        const char *role = role_name_of(doc, f);

        if (doc->figures.items[f].kind == FIGURE_COUNT ||
            (!strcmp(role, "change") && f != g->change &&
             !compares(doc, first)))
            return false;
    }
    return true;
}

static void
readings_fill(struct growth *g, const struct reading_of *rs, struct result *r)
{
    for (size_t i = 0; i < r->nreadings; i++) {
        struct dec computed = dec_abs(rs[i].outcome.computed);

        r->readings[i].formula = growth_formula(g, &rs[i]);
        r->readings[i].computed =
            rs[i].outcome.has_computed
                ? value_print(g->check->doc, computed, g->rate)
                : NULL;
        r->readings[i].fits = rs[i].outcome.verdict < GJ_VIOLATED;
    }
    r->formula = r->readings[0].formula;
}

static void
growth_report(struct growth *g, struct reading_of *rs, size_t n,
              bool wrong_base)
{
    struct check *check = g->check;
    const struct document *doc = check->doc;
    size_t shown = n > 6 ? 6 : n;
    struct result *r = check_result(check, g->rule, 3, shown);

    if (!r)
        return;
    r->shape = rs[0].shape;
    r->terms[0] = bound_figure(doc, "rate", g->rate);
    r->terms[1] = bound_figure(doc, "change", g->change);
    r->terms[2] = bound_figure(
        doc, rs[0].shape == SHAPE_GROWTH_FROM ? "previous" : "current",
        rs[0].amount);
    r->terms[0].q = signed_quantity(doc, g->rate, g->direction);
    r->terms[1].q = signed_quantity(doc, g->change, g->direction);
    rs[0].outcome.computed = dec_abs(rs[0].outcome.computed);
    if (!result_settle(check, r, &rs[0].outcome, g->rate))
        return;
    readings_fill(g, rs, r);
    if (r->verdict == GJ_UNDECIDED && from_nothing(g))
        r->verdict = GJ_VIOLATED;
    if (r->verdict == GJ_VIOLATED && !subject_certain(g)) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "subject-uncertain";
    }
    if (wrong_base) {
        r->slip = "wrong-base";
        r->slip_term = 0;
    }
    r->message = check_message(
        check, g->rule, "stated", r->stated, "computed", r->computed, "change",
        figure_print(doc, g->change), "amount",
        figure_print(doc, rs[0].amount), "formula", r->formula, (char *)NULL);
}

static void
growth_bind(struct check *check, const struct relation_rule *rule,
            uint32_t rate)
{
    const struct document *doc = check->doc;
    struct growth g = { .check = check, .rule = rule, .rate = rate };
    struct reading_of readings[AMOUNTS_MAX * 2];
    bool wrong_base;
    size_t n;

    g.change = FACT_NONE;
    if (!growth_parallel(&g))
        g.change = growth_change(doc, rate);
    if (g.change == FACT_NONE ||
        dec_is_zero(doc->figures.items[g.change].value))
        return;
    g.direction = fact_of(doc, g.change)->direction;
    if (fact_of(doc, rate)->direction && g.direction &&
        fact_of(doc, rate)->direction != g.direction)
        return; /* binder direction speaks of it */
    if (!g.parallel) {
        growth_amounts(&g);
    }
    n = readings_make(&g, readings, &wrong_base);
    if (n)
        growth_report(&g, readings, n, wrong_base);
}

static void
growth_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++)
        if (role_is(doc, f, "growth_rate") && !fact_of(doc, f)->in_form &&
            doc->figures.items[f].kind == FIGURE_PERCENT)
            growth_bind(check, rule, f);
}

const struct binder binder_growth = { "growth", growth_run };
