/* SPDX-License-Identifier: MIT */
/*
 * near-ratio: a rate, its numerator and every denominator that the text
 * offers.  One fitting reading makes it hold; only if all fail is it wrong.
 */
#include <string.h>

#include "check/prose.h"
#include "check/same.h"

#define LOOK_BACK   3    /* sentences */
#define RATE_ABSURD 1000 /* percent */

struct ratio {
    struct check *check;
    const struct relation_rule *rule;
    uint32_t rate;
    struct nearby parts, wholes;
    bool local; /* both were found in the block of the rate */
};

struct
try {
    uint32_t part, whole;
    struct outcome outcome;
};

static struct outcome
ratio_try(const struct document *doc, uint32_t rate, uint32_t part,
          uint32_t whole)
{
    struct quantity q = figure_quantity(doc, rate);

    return kind_ratio(figure_quantity(doc, part), figure_quantity(doc, whole),
                      q);
}

/* Both amounts carry a unit of the same base, or neither carries one. */
static bool
comparable(const struct document *doc, uint32_t a, uint32_t b)
{
    const struct unit *x = doc->figures.items[a].unit;
    const struct unit *y = doc->figures.items[b].unit;

    if (!x || !y)
        return x == y;
    return str_eq(x->base, y->base);
}

/* Better verdicts are smaller in enum gj_verdict, undecided last. */
static bool
better(enum gj_verdict a, enum gj_verdict b)
{
    return a < b;
}

/* A rate of a thousand percent comes of a wrong unit word: where the base is
 * written elsewhere in the right unit, that is what it is. */
static void
mend_unit(const struct document *doc, uint32_t rate, struct try *t)
{
    uint32_t twin;

    if (!t->outcome.has_computed ||
        dec_cmp(t->outcome.computed, (struct dec){ RATE_ABSURD, 0 }) < 0)
        return;
    twin = unit_twin(doc, t->whole);
    if (twin == UINT32_MAX || twin == t->part)
        return;
    t->whole = twin;
    t->outcome =
        kind_ratio(figure_quantity(doc, t->part), meant_quantity(doc, twin),
                   figure_quantity(doc, rate));
}

static size_t
tries_make(const struct ratio *ratio, struct try *tries, size_t *best)
{
    const struct document *doc = ratio->check->doc;
    size_t n = 0;

    *best = 0;
    for (size_t w = 0; w < ratio->wholes.n; w++)
        for (size_t p = 0; p < ratio->parts.n; p++) {
            struct try t = { ratio->parts.items[p],
                             ratio->wholes.items[w],
                             { .verdict = GJ_UNDECIDED } };

            if (t.part == t.whole || !comparable(doc, t.part, t.whole))
                continue;
            t.outcome = ratio_try(doc, ratio->rate, t.part, t.whole);
            mend_unit(doc, ratio->rate, &t);
            tries[n] = t;
            if (better(t.outcome.verdict, tries[*best].outcome.verdict))
                *best = n;
            n++;
        }
    return n;
}

static void
reading_fill(struct ratio *ratio, struct reading *reading, const struct try *t)
{
    struct check *check = ratio->check;

    reading->formula = formula_two(check, t->part, "÷", t->whole);
    reading->computed =
        t->outcome.has_computed
            ? value_print(check->doc, t->outcome.computed, ratio->rate)
            : NULL;
    reading->fits = t->outcome.verdict < GJ_VIOLATED;
}

/* The best reading first, then those with other denominators. */
static size_t
readings_pick(const struct try *tries, size_t n, size_t best, size_t *picked,
              size_t max)
{
    size_t count = 0;

    picked[count++] = best;
    for (size_t i = 0; i < n && count < max; i++) {
        bool seen = false;

        for (size_t k = 0; k < count; k++)
            if (tries[picked[k]].whole == tries[i].whole)
                seen = true;
        if (!seen)
            picked[count++] = i;
    }
    return count;
}

static void
ratio_message(struct ratio *ratio, struct result *r, const struct try *t)
{
    struct check *check = ratio->check;
    const struct document *doc = check->doc;

    r->message = check_message(
        check, ratio->rule, "name", figure_name(check, ratio->rate), "stated",
        r->stated, "computed", r->computed, "part_name",
        figure_name(check, t->part), "part", figure_print(doc, t->part),
        "whole_name", figure_name(check, t->whole), "whole",
        figure_print(doc, t->whole), "formula", r->formula, (char *)NULL);
}

/* The rate is of a budget, and the text offers amounts only; or amounts only
 * and more than two of them. */
static bool
base_missing(const struct ratio *ratio, const struct try *t)
{
    const struct document *doc = ratio->check->doc;

    if (role_is(doc, ratio->rate, "arrival_rate") &&
        !role_is(doc, t->part, "arrived"))
        return true;
    if (!role_is(doc, t->whole, "amount"))
        return false;
    return role_is(doc, ratio->rate, "completion_rate") ||
           (role_is(doc, t->part, "amount") && ratio->wholes.n > 2);
}

/* "planned 1200 persons, trained 1356, rate 113%": the rate is of what its
 * own segment counts, and no money stands there. */
static bool
of_counts(const struct document *doc, uint32_t rate)
{
    uint32_t segment = clause_of(doc, rate)->segment;
    bool counts = false;

    for (uint32_t f = rate; f-- > 0 && rate - f < SENTENCE_WALK;) {
        enum figure_kind kind = doc->figures.items[f].kind;

        if (!clause_of(doc, f) || clause_of(doc, f)->segment != segment ||
            kind == FIGURE_PERCENT)
            break;
        if (kind == FIGURE_MONEY)
            return false;
        counts = counts || kind == FIGURE_COUNT || kind == FIGURE_MEASURE;
    }
    return counts;
}

/* The part stands behind the rate, and another rate between: whose it is
 * cannot be told. */
static bool
other_rate_between(const struct document *doc, const struct try *t,
                   uint32_t rate)
{
    for (uint32_t f = rate + 1; f < t->part && f < rate + SENTENCE_WALK; f++)
        if (fact_of(doc, f) &&
            !strcmp(doc->rules->roles[fact_of(doc, f)->role].group, "rate"))
            return true;
    return false;
}

static void
ratio_report(struct ratio *ratio, const struct try *tries, size_t n,
             size_t best)
{
    struct check *check = ratio->check;
    const struct document *doc = check->doc;
    const struct try *t = &tries[best];
    size_t picked[NEAR_MAX];
    size_t count = readings_pick(tries, n, best, picked, NEAR_MAX);
    struct result *r = check_result(check, ratio->rule, 3, count);

    if (!r)
        return;
    r->shape = SHAPE_RATIO;
    r->terms[0] = bound_figure(doc, "rate", ratio->rate);
    r->terms[1] = bound_figure(doc, "part", t->part);
    r->terms[2] = bound_figure(doc, "whole", t->whole);
    if (!comparable(doc, t->part, t->whole))
        r->terms[2].q = meant_quantity(doc, t->whole); /* mended */
    if (!result_settle(check, r, &t->outcome, ratio->rate))
        return;
    for (size_t i = 0; i < count; i++)
        reading_fill(ratio, &r->readings[i], &tries[picked[i]]);
    r->formula = r->readings[0].formula;
    if (r->verdict == GJ_VIOLATED && !ratio->local &&
        (ratio->parts.n > 1 || ratio->wholes.n > 2)) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "several-bases";
    }
    if (r->verdict == GJ_VIOLATED &&
        (base_missing(ratio, t) || other_rate_between(doc, t, ratio->rate))) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "no-base";
    }
    ratio_message(ratio, r, t);
}

/* Does the rate name something of its own ("政府采购" before the rate word)
 * that none of the amounts names? Then its base is elsewhere. */
static bool
foreign_rate(const struct ratio *ratio)
{
    const struct document *doc = ratio->check->doc;
    const struct wordlist *generic = rules_words(doc->rules, "rate_generic");
    struct str label = fact_of(doc, ratio->rate)->label;
    uint32_t first = sentence_first(doc, ratio->rate);
    struct str own = label, before;
    size_t n;

    while ((n = words_before(generic, own, own.len)) > 0)
        own = str_sub(own, 0, own.len - n);
    while ((n = words_at(generic, own, 0)) > 0)
        own = str_sub(own, n, own.len);
    if (own.len < 6)
        return false;
    if (first == ratio->rate)
        return true;
    before = tokens_sub(doc, clause_of(doc, first)->begin,
                        doc->facts.context[ratio->rate].left);
    return str_find(before, own, 0) == SIZE_MAX;
}

/* Does the sentence of the rate hold figures of its own that the rate may
 * speak of (heads counted, another rate to compare with)?  Then its amounts
 * are not to be looked for elsewhere. */
static bool
self_contained(const struct document *doc, uint32_t rate)
{
    uint32_t sentence = sentence_of(doc, rate);

    for (uint32_t f = sentence_first(doc, rate);
         f < doc->figures.n && f < rate + SENTENCE_WALK &&
         sentence_of(doc, f) == sentence;
         f++) {
        enum figure_kind kind = doc->figures.items[f].kind;

        if (f != rate && (kind == FIGURE_COUNT || kind == FIGURE_PERCENT ||
                          kind == FIGURE_POINTS || kind == FIGURE_MONEY))
            return true;
    }
    return false;
}

/* What the whole document offers, found once for all rates. */
struct offers {
    struct nearby parts, wholes;
};

/* Amounts without a role of their own in the sentence of the rate, before
 * it: "matching funds 500, paid 456, rate 91%". */
static void
plain_amounts(const struct document *doc, uint32_t rate, struct nearby *out)
{
    uint32_t sentence = sentence_of(doc, rate);

    out->n = 0;
    for (uint32_t f = rate; f-- > 0 && out->n < NEAR_MAX &&
                            rate - f < SENTENCE_WALK &&
                            sentence_of(doc, f) == sentence;)
        if (role_is(doc, f, "amount") && is_amount(doc, f) &&
            !has_word(doc, "denial", text_left(doc, f)))
            out->items[out->n++] = f;
}

static bool
any_in_sentence(const struct document *doc, uint32_t rate,
                const struct nearby *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (sentence_of(doc, list->items[i]) == sentence_of(doc, rate))
            return true;
    return false;
}

/* A base in the sentence itself beats any further away. */
static void
wholes_prefer(struct ratio *ratio)
{
    const struct document *doc = ratio->check->doc;
    struct nearby plain;

    plain_amounts(doc, ratio->rate, &plain);
    if (plain.n == 0)
        return;
    if (!any_in_sentence(doc, ratio->rate, &ratio->wholes))
        ratio->wholes = plain;
    else
        for (size_t i = 0; i < plain.n && ratio->wholes.n < NEAR_MAX; i++)
            ratio->wholes.items[ratio->wholes.n++] = plain.items[i];
    if (!any_in_sentence(doc, ratio->rate, &ratio->parts))
        ratio->parts = plain;
}

/* A change is part of a ratio only where the ratio is said of it: "90 more,
 * r% of the budget". */
static void
changes_drop(const struct document *doc, uint32_t rate, struct nearby *parts)
{
    size_t kept = 0;

    for (size_t i = 0; i < parts->n; i++) {
        const struct fact *fact = fact_of(doc, parts->items[i]);

        if (strcmp(doc->rules->roles[fact->role].group, "change") != 0 ||
            (parts->items[i] + 1 == rate &&
             has_word(doc, "share_of", text_left(doc, rate))))
            parts->items[kept++] = parts->items[i];
    }
    parts->n = kept;
}

/* "rate 92.4% (spent 213, budget 250)": its operands in its own bracket. */
static bool
bracket_operands(struct ratio *ratio)
{
    const struct document *doc = ratio->check->doc;
    uint32_t rate = ratio->rate, part = FACT_NONE, whole = FACT_NONE;
    uint8_t depth = doc->facts.context[rate].depth;

    for (uint32_t f = rate + 1;
         f < doc->figures.n && f < rate + 4 &&
         sentence_of(doc, f) == sentence_of(doc, rate) &&
         doc->facts.context[f].depth > depth;
         f++) {
        if (!is_amount(doc, f))
            return false;
        if (role_in(doc, f, rule_term(ratio->rule, "whole")))
            whole = whole == FACT_NONE ? f : rate;
        else if (role_in(doc, f, rule_term(ratio->rule, "part")))
            part = part == FACT_NONE ? f : rate;
    }
    if (part == FACT_NONE || whole == FACT_NONE || part == rate ||
        whole == rate)
        return false;
    ratio->parts = (struct nearby){ { part }, 1 };
    ratio->wholes = (struct nearby){ { whole }, 1 };
    ratio->local = true;
    return true;
}

/* "A, which is r% of the budget of B": rate, base and part side by side leave
 * nothing to look for. */
static bool
side_by_side(struct ratio *ratio, const struct term_rule *whole)
{
    const struct document *doc = ratio->check->doc;
    uint32_t rate = ratio->rate, segment;

    if (rate < 2 || !clause_of(doc, rate) || !role_in(doc, rate - 1, whole) ||
        !role_is(doc, rate, "completion_rate") || !is_money(doc, rate - 2) ||
        sentence_of(doc, rate - 2) != sentence_of(doc, rate) ||
        !is_amount(doc, rate - 2) ||
        clause_of(doc, rate - 1) != clause_of(doc, rate))
        return false;
    segment = clause_of(doc, rate)->segment;
    if (clause_of(doc, rate - 2)->segment != segment ||
        !(has_word(doc, "share_of", text_left(doc, rate - 1)) ||
          has_word(doc, "done_word", text_left(doc, rate - 1))))
        return false;
    ratio->wholes.items[0] = rate - 1;
    ratio->parts.items[0] = rate - 2;
    ratio->wholes.n = ratio->parts.n = 1;
    ratio->local = true;
    return true;
}

/* Parts and totals around the rate, else those that the document offers. */
static bool
operands_find(struct ratio *ratio, const struct offers *offers)
{
    const struct document *doc = ratio->check->doc;
    const struct relation_rule *rule = ratio->rule;
    uint32_t rate = ratio->rate;
    const struct term_rule *part = rule_term(rule, "part");
    const struct term_rule *whole = rule_term(rule, "whole");

    if (side_by_side(ratio, whole))
        return true;
    nearby_find(doc, rate, part, LOOK_BACK, &ratio->parts);
    nearby_find(doc, rate, whole, LOOK_BACK, &ratio->wholes);
    changes_drop(doc, rate, &ratio->parts);
    wholes_prefer(ratio);
    ratio->local = ratio->parts.n && ratio->wholes.n;
    if (!any_in_sentence(doc, rate, &ratio->parts) &&
        !any_in_sentence(doc, rate, &ratio->wholes) &&
        self_contained(doc, rate))
        return false;
    if (ratio->parts.n == 0 && doc->facts.nreports == 0 &&
        !rule_param(rule, "local-part"))
        ratio->parts = offers->parts;
    if (ratio->wholes.n == 0 && doc->facts.nreports == 0)
        ratio->wholes = offers->wholes;
    if (ratio->parts.n == 0 || ratio->wholes.n == 0 ||
        ratio->parts.n > NEAR_MAX || ratio->wholes.n > NEAR_MAX ||
        foreign_rate(ratio))
        return false;
    return true;
}

/* Is the money a base by any name: any other amount around the rate? */
static bool
other_base(const struct ratio *ratio, struct try *found)
{
    const struct document *doc = ratio->check->doc;
    uint32_t rate = ratio->rate, own = sentence_of(doc, rate);

    for (uint32_t f = rate; f-- > 0 && rate - f < SENTENCE_WALK;) {
        if (doc->figures.items[f].block != doc->figures.items[rate].block ||
            sentence_of(doc, f) + LOOK_BACK < own)
            break;
        for (size_t p = 0; is_amount(doc, f) && p < ratio->parts.n; p++) {
            struct try t = { ratio->parts.items[p],
                             f,
                             { .verdict = GJ_UNDECIDED } };

            if (t.part == f || !comparable(doc, t.part, f))
                continue;
            t.outcome = ratio_try(doc, rate, t.part, f);
            *found = t;
            if (t.outcome.verdict < GJ_VIOLATED)
                return true;
        }
    }
    return false;
}

/* "budget 30, final account 26.4, 88% of the budget; ...": a rate of the
 * budget that its own segment states is of no other. */
static void
own_segment(struct ratio *ratio)
{
    const struct document *doc = ratio->check->doc;
    uint32_t segment = clause_of(doc, ratio->rate)->segment;
    struct nearby parts = { .n = 0 }, wholes = { .n = 0 };

    if (!role_is(doc, ratio->rate, "completion_rate"))
        return;
    for (size_t i = 0; i < ratio->parts.n; i++)
        if (clause_of(doc, ratio->parts.items[i]) &&
            clause_of(doc, ratio->parts.items[i])->segment == segment &&
            role_is(doc, ratio->parts.items[i], "spent"))
            parts.items[parts.n++] = ratio->parts.items[i];
    for (size_t i = 0; i < ratio->wholes.n; i++)
        if (clause_of(doc, ratio->wholes.items[i]) &&
            clause_of(doc, ratio->wholes.items[i])->segment == segment &&
            !role_is(doc, ratio->wholes.items[i], "amount"))
            wholes.items[wholes.n++] = ratio->wholes.items[i];
    if (parts.n != 1 || wholes.n != 1)
        return;
    ratio->parts = parts;
    ratio->wholes = wholes;
}

static void
ratio_bind(struct check *check, const struct relation_rule *rule,
           uint32_t rate, const struct offers *offers)
{
    struct try tries[NEAR_MAX * NEAR_MAX];
    struct ratio ratio = { .check = check, .rule = rule, .rate = rate };
    size_t n, best;

    if (of_counts(check->doc, rate) ||
        (!bracket_operands(&ratio) && !operands_find(&ratio, offers)))
        return;
    own_segment(&ratio);
    n = tries_make(&ratio, tries, &best);
    if (n && n < (size_t)NEAR_MAX * NEAR_MAX &&
        tries[best].outcome.verdict == GJ_VIOLATED &&
        other_base(&ratio, &tries[n]))
        best = n++;
    if (n)
        ratio_report(&ratio, tries, n, best);
}

static void
near_ratio_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    const struct term_rule *rate = rule_term(rule, "rate");
    struct offers offers;

    document_find(doc, rule_term(rule, "part"), true, &offers.parts);
    document_find(doc, rule_term(rule, "whole"), true, &offers.wholes);
    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++) {
        const struct fact *fact = fact_of(doc, f);

        if (fact && !fact->in_form && role_in(doc, f, rate) && !fact->target &&
            doc->figures.items[f].range == RANGE_NONE)
            ratio_bind(check, rule, f, &offers);
    }
}

const struct binder binder_near_ratio = { "near-ratio", near_ratio_run };
