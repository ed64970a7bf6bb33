/* SPDX-License-Identifier: MIT */
/*
 * restated: the same quantity in several places.
 *
 * Equal values of one kind are noted as holding, so that the worksheet shows
 * what answers for what.  A flow of money (budget, allocated, arrived, spent)
 * that is told as a whole and differs by one typing slip from the total row
 * of the fund table, or from the same flow told elsewhere, is wrong.
 */
#include <stdlib.h>
#include <string.h>

#include "check/prose.h"
#include "check/same.h"

#define DIGITS_MIN   3 /* fewer digits are equal by chance */
#define NEAR_DIGITS  6 /* nor are numbers so long alike by chance */
#define NEAR_BLOCKS  2
#define NEAR_FIGURES 24
#define TOLD_OFTEN   3

struct valued {
    struct dec base;
    uint8_t kind;
    uint32_t figure;
};

static int
valued_cmp(const void *pa, const void *pb)
{
    const struct valued *a = pa, *b = pb;
    int order;

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    order = dec_cmp(a->base, b->base);
    if (order)
        return order;
    return a->figure < b->figure ? -1 : a->figure > b->figure;
}

static unsigned
digits_of(struct dec d)
{
    int64_t c = d.coef < 0 ? -d.coef : d.coef;
    unsigned n = 0;

    while (c && c % 10 == 0)
        c /= 10;
    for (; c; c /= 10)
        n++;
    return n;
}

static bool
stated(const struct document *doc, const struct term_rule *noted, uint32_t f)
{
    const struct figure *figure = &doc->figures.items[f];
    const struct fact *fact = fact_of(doc, f);

    return fact && role_in(doc, f, noted) && figure->has_value &&
           !figure->rule_text && !figure->approximate &&
           figure->range == RANGE_NONE && figure->fraction.coef == 0 &&
           !fact->target &&
           (figure->kind == FIGURE_MONEY || figure->kind == FIGURE_PERCENT ||
            figure->kind == FIGURE_SCORE || figure->kind == FIGURE_PLAIN);
}

/* Bare numbers of forms stand among the kind that their role names. */
static uint8_t
kind_of(const struct document *doc, uint32_t f)
{
    const struct figure *figure = &doc->figures.items[f];
    unsigned kinds = doc->rules->roles[fact_of(doc, f)->role].kinds;

    if (figure->kind != FIGURE_PLAIN)
        return (uint8_t)figure->kind;
    if (kinds & (1u << FIGURE_PERCENT))
        return FIGURE_PERCENT;
    return kinds & (1u << FIGURE_SCORE) ? FIGURE_SCORE : FIGURE_MONEY;
}

static struct valued *
valued_collect(struct check *check, const struct term_rule *noted, size_t *n)
{
    struct document *doc = check->doc;
    struct valued *list =
        arena_array(doc->arena, doc->facts.n + 1, sizeof(*list));

    *n = 0;
    for (uint32_t f = 0; list && f < doc->figures.n; f++) {
        struct quantity q;

        if (!stated(doc, noted, f))
            continue;
        q = meant_quantity(doc, f);
        list[*n].figure = f;
        list[*n].kind = kind_of(doc, f);
        if (dec_shift(q.printed, q.power, &list[*n].base))
            (*n)++;
    }
    if (list)
        qsort(list, *n, sizeof(*list), valued_cmp);
    return list;
}

static void
equal_note(struct check *check, const struct relation_rule *rule, uint32_t a,
           uint32_t b, enum gj_verdict verdict)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, 2, 0);

    if (!r)
        return;
    r->shape = SHAPE_EQUAL;
    r->terms[0] = bound_figure(doc, "stated", b);
    r->terms[1] = bound_figure(doc, "other", a);
    r->terms[0].q = meant_quantity(doc, b);
    r->terms[1].q = meant_quantity(doc, a);
    r->verdict = verdict;
    if (!check_tells(check, r))
        return;
    r->stated = meant_print(check, b);
    r->computed = meant_print(check, a);
    r->formula = check_printf(check, "%s = %s", r->stated, r->computed);
    r->message =
        check_message(check, rule, "name", figure_name(check, b), "stated",
                      r->stated, "computed", r->computed, (char *)NULL);
}

static void
equals_note(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    size_t n;
    struct valued *list = valued_collect(check, rule_term(rule, "noted"), &n);

    for (size_t i = 1; list && i < n && !check->failed; i++) {
        uint32_t a = list[i - 1].figure, b = list[i].figure;

        if (list[i].kind != list[i - 1].kind ||
            dec_cmp(list[i].base, list[i - 1].base) != 0 ||
            !same_report(doc, a, b))
            continue;
        if (digits_of(list[i].base) >= DIGITS_MIN ||
            fact_of(doc, a)->role == fact_of(doc, b)->role)
            equal_note(check, rule, a, b, GJ_HOLDS);
    }
}

/* ---- slips against the tables ---- */

/* Figures of flows in forms, at most so many. */
#define FLOWS_MAX 200

struct flows {
    uint32_t items[FLOWS_MAX];
    size_t n;
};

static void
flows_collect(const struct document *doc, const struct term_rule *flow,
              struct flows *out)
{
    out->n = 0;
    for (size_t i = 0; i < doc->facts.n && out->n < FLOWS_MAX; i++) {
        uint32_t f = doc->facts.items[i].figure;
        uint32_t at = doc->facts.items[i].record;

        if (at < doc->facts.nrecords && !doc->facts.records[at].complete)
            continue; /* which row is it of? */
        if (doc->facts.items[i].in_form && role_in(doc, f, flow) &&
            doc->figures.items[f].has_value)
            out->items[out->n++] = f;
    }
}

/* "780.5, cut by 60 to 720.5": the sentence of f tells the value of g as
 * another amount of its kind. */
static bool
told_beside(const struct document *doc, uint32_t f, uint32_t g)
{
    uint32_t sentence = sentence_of(doc, f);

    for (uint32_t k = sentence_first(doc, f);
         k < doc->figures.n && k < f + SENTENCE_WALK &&
         sentence_of(doc, k) == sentence;
         k++)
        if (k != f && is_amount(doc, k) && base_equal(doc, k, g) &&
            role_class(doc, k) == role_class(doc, f))
            return true;
    return false;
}

/* Told in the text, it equals no flow of the tables, but is one slip from one
 * of its own class. */
static void
against_tables(struct check *check, const struct relation_rule *rule,
               const struct flows *flows, uint32_t f)
{
    const struct document *doc = check->doc;
    uint32_t slip = FACT_NONE;

    for (size_t i = 0; i < flows->n; i++) {
        uint32_t g = flows->items[i];

        if (kind_equal(meant_quantity(doc, f), meant_quantity(doc, g))
                .verdict < GJ_VIOLATED)
            return; /* the same, perhaps with fewer decimals */
        if (slip == FACT_NONE && role_class(doc, f) == role_class(doc, g) &&
            slip_apart(doc, f, g) && !told_beside(doc, f, g))
            slip = g;
    }
    /* a wrong unit has been told already */
    if (slip != FACT_NONE && !in_violated(check, f))
        equal_note(check, rule, slip, f, GJ_VIOLATED);
}

/* ---- one paragraph against another ---- */

/* How often does the document state this amount? */
static size_t
told_times(const struct document *doc, uint32_t f)
{
    size_t n = 0;

    for (size_t i = 0; i < doc->facts.n; i++)
        n += is_amount(doc, doc->facts.items[i].figure) &&
             base_equal(doc, doc->facts.items[i].figure, f);
    return n;
}

/* All amounts of one role; none if one of them is no whole mention, for then
 * the document tells several budgets. */
static void
mentions_collect(const struct document *doc, role_id role, struct flows *out)
{
    out->n = 0;
    for (uint32_t f = 0; f < doc->figures.n; f++) {
        const struct fact *fact = fact_of(doc, f);

        if (!fact || fact->role != role || !is_amount(doc, f))
            continue;
        if (!clause_of(doc, f) || !whole_mention(doc, f) ||
            doc->figures.items[f].approximate || out->n == FLOWS_MAX) {
            out->n = 0;
            return;
        }
        out->items[out->n++] = f;
    }
}

/* The only mention with another value than all others, one slip away from it,
 * in a paragraph of its own; FACT_NONE if there is no such one. */
static uint32_t
odd_mention(const struct document *doc, const struct flows *told,
            uint32_t *right)
{
    uint32_t first = told->n ? told->items[0] : FACT_NONE, other = FACT_NONE;

    for (size_t i = 1; i < told->n; i++) {
        uint32_t f = told->items[i];

        if (fact_of(doc, f)->year != fact_of(doc, first)->year)
            return FACT_NONE;
        if (base_equal(doc, f, first))
            continue;
        if (other != FACT_NONE && !base_equal(doc, f, other))
            return FACT_NONE; /* several budgets are told */
        other = f;
    }
    if (other == FACT_NONE || told_times(doc, first) == told_times(doc, other))
        return FACT_NONE;
    if (told_times(doc, first) < told_times(doc, other)) {
        *right = other;
        return first;
    }
    *right = first;
    return other;
}

static void
against_mentions(struct check *check, const struct relation_rule *rule,
                 role_id role)
{
    const struct document *doc = check->doc;
    struct flows told;
    uint32_t odd, right;

    mentions_collect(doc, role, &told);
    odd = odd_mention(doc, &told, &right);
    if (odd == FACT_NONE || told_times(doc, odd) > 1 ||
        doc->figures.items[odd].block == doc->figures.items[right].block ||
        kind_equal(figure_quantity(doc, odd), figure_quantity(doc, right))
                .verdict < GJ_VIOLATED ||
        !slip_apart(doc, odd, right) || told_beside(doc, odd, right) ||
        told_beside(doc, right, odd) || in_violated(check, odd))
        return;
    equal_note(check, rule, right, odd, GJ_VIOLATED);
}

/* ---- next to each other ---- */

/* Do two figures speak of the same thing?  Both of the whole; or by the same
 * words; or one of the whole, without words that say more, and the other is
 * what the rest of the document says too. */
static bool
of_one_thing(const struct document *doc, uint32_t f, uint32_t g)
{
    struct str a = fact_of(doc, f)->label, b = fact_of(doc, g)->label;

    if (whole_mention(doc, f) && whole_mention(doc, g))
        return true;
    if (a.len && str_eq(a, b))
        return !has_word(doc, "part_word", text_left(doc, f)) &&
               !has_word(doc, "part_word", text_left(doc, g));
    return speaks_of_whole(doc, f) && speaks_of_whole(doc, g) &&
           !has_word(doc, "part_word", clause_text(doc, clause_of(doc, f))) &&
           !has_word(doc, "part_word", clause_text(doc, clause_of(doc, g))) &&
           (told_times(doc, f) >= TOLD_OFTEN ||
            told_times(doc, g) >= TOLD_OFTEN);
}

/* A long number that stands for money told in running text. */
static bool
long_number(const struct document *doc, uint32_t f)
{
    return clause_of(doc, f) && fact_of(doc, f) && is_amount(doc, f) &&
           !fact_of(doc, f)->in_form && doc->facts.context[f].depth == 0 &&
           digits_of(doc->figures.items[f].value) >= NEAR_DIGITS;
}

static bool
slip_beside(struct check *check, uint32_t f, uint32_t g)
{
    const struct document *doc = check->doc;

    return fact_of(doc, g)->role == fact_of(doc, f)->role &&
           fact_of(doc, g)->year == fact_of(doc, f)->year &&
           same_report(doc, f, g) &&
           sentence_of(doc, f) != sentence_of(doc, g) &&
           slip_apart(doc, f, g) && of_one_thing(doc, f, g) &&
           !in_violated(check, f) && !in_violated(check, g) &&
           !told_beside(doc, f, g) && !told_beside(doc, g, f);
}

/* The money told twice within a few lines, with a slip in a long number: the
 * value that is told less often is the wrong one. */
static void
against_near(struct check *check, const struct relation_rule *rule, uint32_t f)
{
    const struct document *doc = check->doc;
    uint32_t block = doc->figures.items[f].block;

    for (uint32_t g = f; g-- > 0 && f - g < NEAR_FIGURES &&
                         doc->figures.items[g].block + NEAR_BLOCKS >= block;) {
        size_t here, there;

        if (!long_number(doc, g) || base_equal(doc, f, g) ||
            !slip_beside(check, f, g))
            continue;
        here = told_times(doc, f);
        there = told_times(doc, g);
        if (here > 1 && there > 1)
            continue; /* neither is a slip */
        equal_note(check, rule, here > there ? f : g, here > there ? g : f,
                   GJ_VIOLATED);
        return;
    }
}

static void
restated_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    struct flows flows;

    equals_note(check, rule);
    flows_collect(doc, rule_term(rule, "flow"), &flows);
    for (uint32_t f = 0; flows.n && f < doc->figures.n && !check->failed; f++)
        if (role_in(doc, f, rule_term(rule, "flow")) && is_amount(doc, f) &&
            whole_mention(doc, f) && doc->facts.nreports == 0)
            against_tables(check, rule, &flows, f);
    for (size_t i = 0; flows.n == 0 && doc->facts.nreports == 0 &&
                       i < rule_term(rule, "whole")->nroles && !check->failed;
         i++)
        against_mentions(check, rule, rule_term(rule, "whole")->roles[i]);
    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++)
        if (role_in(doc, f, rule_term(rule, "near")) && long_number(doc, f))
            against_near(check, rule, f);
}

const struct binder binder_restated = { "restated", restated_run };
