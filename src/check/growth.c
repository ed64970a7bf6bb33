/* SPDX-License-Identifier: MIT */
/*
 * growth: "A, D more than last year, up r%".  The rate may refer to any
 * amount of the sentence as current or previous value; it is wrong only if
 * none fits and the subject stands right before the change.
 */
#include <string.h>

#include "check/prose.h"

#define AMOUNTS_MAX 10

struct growth {
    struct check *check;
    const struct relation_rule *rule;
    uint32_t rate, change;         /* change: FACT_NONE if not printed */
    int direction;                 /* of the change, else of the rate */
    uint32_t amounts[AMOUNTS_MAX]; /* nearest first */
    bool in_sentence[AMOUNTS_MAX];
    bool previous[AMOUNTS_MAX]; /* said to be last year's */
    size_t n;
    bool parallel; /* bound by position in three lists */
};

struct reading_of {
    uint32_t amount;
    enum shape shape;
    struct outcome outcome;
};

/* The change that belongs to a rate: the nearest change figure before it in
 * the sentence with no other rate between, else right behind it. */
static uint32_t
change_find(const struct document *doc, uint32_t rate)
{
    uint32_t sentence = sentence_of(doc, rate);

    for (uint32_t f = rate; f-- > 0 && rate - f < SENTENCE_WALK &&
                            sentence_of(doc, f) == sentence;) {
        if (role_is(doc, f, "change") && is_money(doc, f))
            return f;
        if (is_money(doc, f) || role_is(doc, f, "growth_rate"))
            break;
    }
    if (rate + 1 < doc->figures.n && sentence_of(doc, rate + 1) == sentence &&
        role_is(doc, rate + 1, "change") && is_money(doc, rate + 1) &&
        (rate + 2 >= doc->figures.n ||
         !role_is(doc, rate + 2, "growth_rate") ||
         sentence_of(doc, rate + 2) != sentence))
        return rate + 1;
    return FACT_NONE;
}

static bool
said_previous(const struct document *doc, uint32_t amount)
{
    const struct fact *fact = fact_of(doc, amount);

    if (!strcmp(role_name_of(doc, amount), "previous_amount"))
        return true;
    if (fact->year && doc->facts.year && fact->year < doc->facts.year)
        return true;
    return has_word(doc, "base_period", text_left(doc, amount));
}

static void
amounts_collect(struct growth *g, uint32_t from)
{
    const struct document *doc = g->check->doc;
    uint32_t block = doc->figures.items[from].block;
    uint32_t sentence = sentence_of(doc, from);
    unsigned steps = 0;

    for (uint32_t f = from; f-- > 0 && g->n < AMOUNTS_MAX && steps < 60;
         steps++) {
        uint32_t s = sentence_of(doc, f);

        if (doc->figures.items[f].block != block ||
            (s != UINT32_MAX && s + 2 < sentence))
            break;
        if (!is_amount(doc, f))
            continue;
        g->in_sentence[g->n] = s == sentence;
        g->previous[g->n] = said_previous(doc, f);
        g->amounts[g->n++] = f;
    }
}

/* "d less, down r%, to c": amounts behind the rate in its segment, if none
 * stands before. */
static void
amounts_behind(struct growth *g)
{
    const struct document *doc = g->check->doc;
    uint32_t sentence = sentence_of(doc, g->rate);
    uint32_t from = g->change > g->rate ? g->change : g->rate;

    if (g->n && g->in_sentence[0])
        return;
    for (uint32_t f = from + 1;
         f < doc->figures.n && f < from + 4 && sentence_of(doc, f) == sentence;
         f++) {
        if (!is_amount(doc, f))
            continue;
        for (size_t i = g->n < AMOUNTS_MAX ? g->n : AMOUNTS_MAX - 1; i > 0;
             i--) {
            g->amounts[i] = g->amounts[i - 1];
            g->in_sentence[i] = g->in_sentence[i - 1];
            g->previous[i] = g->previous[i - 1];
        }
        g->n += g->n < AMOUNTS_MAX;
        g->amounts[0] = f;
        g->in_sentence[0] = true;
        g->previous[0] = false;
        return;
    }
}

/* The amount that the change names as its subject comes first. */
static void
amounts_sort(struct growth *g)
{
    const struct document *doc = g->check->doc;
    struct str subject = subject_of(doc, g->change);
    uint32_t amount;
    bool inside, before;
    size_t i = 0;

    while (subject.len && i < g->n && !names_same(doc, subject, g->amounts[i]))
        i++;
    if (subject.len == 0 || i == 0 || i == g->n)
        return;
    amount = g->amounts[i];
    inside = g->in_sentence[i];
    before = g->previous[i];
    for (; i > 0; i--) {
        g->amounts[i] = g->amounts[i - 1];
        g->in_sentence[i] = g->in_sentence[i - 1];
        g->previous[i] = g->previous[i - 1];
    }
    g->amounts[0] = amount;
    g->in_sentence[0] = inside;
    g->previous[0] = before;
}

static struct quantity
signed_quantity(const struct document *doc, uint32_t figure, int direction)
{
    struct quantity q = figure_quantity(doc, figure);

    if (direction < 0)
        q.printed = dec_neg(q.printed);
    if (direction < 0)
        q.open = -q.open;
    return q;
}

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
            (!strcmp(role, "change") && f != g->change))
            return false;
    }
    return true;
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
    for (size_t i = 0; i < shown; i++) {
        struct dec computed = dec_abs(rs[i].outcome.computed);

        r->readings[i].formula = growth_formula(g, &rs[i]);
        r->readings[i].computed = rs[i].outcome.has_computed
                                      ? value_print(doc, computed, g->rate)
                                      : NULL;
        r->readings[i].fits = rs[i].outcome.verdict < GJ_VIOLATED;
    }
    r->formula = r->readings[0].formula;
    rs[0].outcome.computed = dec_abs(rs[0].outcome.computed);
    result_settle(check, r, &rs[0].outcome, g->rate);
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

/* Figures of one kind in a row within a clause that end at figure last:
 * returns the first, with their number in *n. */
static uint32_t
series_back(const struct document *doc, uint32_t last, const char *role,
            size_t *n)
{
    const struct clause *clause = clause_of(doc, last);

    *n = 0;
    while (*n < AMOUNTS_MAX && clause_of(doc, last) == clause &&
           (role ? role_is(doc, last, role) &&
                       is_money(doc, last) == (strcmp(role, "change") == 0)
                 : is_amount(doc, last))) {
        (*n)++;
        if (last == 0)
            return 0;
        last--;
    }
    return last + 1;
}

/* "A and B are a and b, c and d less, down e% and f%": by position. Fills
 * change and the only amount of g; false if it is no such list. */
static bool
growth_parallel(struct growth *g)
{
    const struct document *doc = g->check->doc;
    const struct clause *clause = clause_of(doc, g->rate);
    uint32_t last = g->rate, rates, changes, amounts;
    size_t n, m, k;

    while (last + 1 < doc->figures.n && clause_of(doc, last + 1) == clause &&
           role_is(doc, last + 1, "growth_rate"))
        last++;
    rates = series_back(doc, last, "growth_rate", &n);
    if (n < 2 || rates == 0)
        return false;
    changes = series_back(doc, rates - 1, "change", &m);
    if (m != n || changes == 0)
        return false;
    amounts = series_back(doc, changes - 1, NULL, &k);
    if (k != n || sentence_of(doc, amounts) != sentence_of(doc, g->rate))
        return false;
    g->change = changes + (g->rate - rates);
    g->amounts[0] = amounts + (g->rate - rates);
    g->in_sentence[0] = true;
    g->previous[0] = false;
    g->n = 1;
    g->parallel = true;
    return true;
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
        g.change = change_find(doc, rate);
    if (g.change == FACT_NONE ||
        dec_is_zero(doc->figures.items[g.change].value))
        return;
    g.direction = fact_of(doc, g.change)->direction;
    if (fact_of(doc, rate)->direction && g.direction &&
        fact_of(doc, rate)->direction != g.direction)
        return; /* binder direction speaks of it */
    if (!g.parallel) {
        amounts_collect(&g, g.change < rate ? g.change : rate);
        amounts_behind(&g);
        amounts_sort(&g);
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
