/* SPDX-License-Identifier: MIT */
/*
 * average: "342 persons, 58.14 in all, 1700 a head": one number, one amount
 *     and the average behind them, alone in their sentence.
 * totals-equal: "receipts in all a, expenditure in all b": both sides of one
 *     account are equal by definition.
 */
#include "check/prose.h"

#define TOTALS_APART 9 /* figures between the two totals */

struct averaged {
    uint32_t count, amount, average;
    size_t counts, amounts, averages;
};

static void
averaged_take(const struct document *doc, uint32_t f, struct averaged *a)
{
    const struct figure *figure = &doc->figures.items[f];

    if (!figure->has_value || figure->rule_text)
        return;
    if (figure->kind == FIGURE_COUNT) {
        if (!figure->unit || words_has(rules_words(doc->rules, "group_unit"),
                                       figure->unit->name))
            return;
        a->counts++;
        a->count = f;
    } else if (is_money(doc, f) &&
               has_word(doc, "average_word", text_left(doc, f))) {
        a->average = f;
        a->averages++;
    } else if (figure->kind == FIGURE_MONEY) {
        a->amount = f;
        a->amounts++;
    }
}

/* The average speaks of what was counted: "a head" of persons, "a household"
 * of households. */
static bool
unit_fits(const struct document *doc, const struct averaged *a)
{
    const struct unit *unit = doc->figures.items[a->count].unit;
    struct str left = text_left(doc, a->average);

    if (has_word(doc, "average_persons", left))
        return words_has(rules_words(doc->rules, "person_unit"), unit->name);
    return str_find(left, unit->name, 0) != SIZE_MAX;
}

static void
averaged_report(struct check *check, const struct relation_rule *rule,
                const struct averaged *a)
{
    const struct document *doc = check->doc;
    struct quantity average = figure_quantity(doc, a->average);
    struct outcome outcome;
    struct result *r = check_result(check, rule, 3, 0);

    if (!r)
        return;
    r->terms[0] = bound_figure(doc, "average", a->average);
    r->terms[1] = bound_figure(doc, "amount", a->amount);
    r->terms[2] = bound_figure(doc, "count", a->count);
    average.power += 2; /* a ratio, not a percentage */
    outcome = kind_ratio(figure_quantity(doc, a->amount),
                         figure_quantity(doc, a->count), average);
    if (!result_settle(check, r, &outcome, a->average))
        return;
    r->formula = check_printf(check, "%s ÷ %s", figure_print(doc, a->amount),
                              figure_print(doc, a->count));
    r->message =
        check_message(check, rule, "stated", r->stated, "computed",
                      r->computed, "formula", r->formula, (char *)NULL);
}

static void
average_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    size_t n = doc->figures.n;

    for (uint32_t f = 0; f < n && !check->failed;) {
        uint32_t sentence = sentence_of(doc, f);
        struct averaged a = { FACT_NONE, FACT_NONE, FACT_NONE, 0, 0, 0 };

        for (; f < n && sentence_of(doc, f) == sentence; f++)
            averaged_take(doc, f, &a);
        if (sentence != UINT32_MAX && a.counts == 1 && a.amounts == 1 &&
            a.averages == 1 && a.count != FACT_NONE && a.average > a.amount &&
            a.average > a.count && unit_fits(doc, &a))
            averaged_report(check, rule, &a);
    }
}

const struct binder binder_average = { "average", average_run };

/* ---- totals-equal ---- */

/* Do the words right before the figure end in one of the list, up to words
 * like "is"? */
static bool
named_so(const struct document *doc, uint32_t f, const char *list)
{
    const struct wordlist *is = rules_words(doc->rules, "is");
    const struct wordlist *names = rules_words(doc->rules, list);
    struct str left = str_trim(text_left(doc, f));
    size_t n;

    while (!words_before(names, left, left.len) &&
           (n = words_before(is, left, left.len)) > 0)
        left = str_trim(str_sub(left, 0, left.len - n));
    return words_before(names, left, left.len) > 0;
}

/* A total with a change of its own behind it: receipts and spending that are
 * told one by one may leave out what was carried over. */
static bool
changes_alone(const struct document *doc, uint32_t f, uint32_t other)
{
    for (uint32_t k = f + 1; k < other; k++)
        if (role_is(doc, k, "change"))
            return true;
    return false;
}

static void
totals_report(struct check *check, const struct relation_rule *rule,
              uint32_t in, uint32_t out)
{
    const struct document *doc = check->doc;
    struct outcome outcome =
        kind_equal(figure_quantity(doc, in), figure_quantity(doc, out));
    struct result *r;

    if (outcome.verdict != GJ_HOLDS && in < out && changes_alone(doc, in, out))
        return;
    r = check_result(check, rule, 2, 0);
    if (!r)
        return;
    r->shape = SHAPE_EQUAL;
    r->terms[0] = bound_figure(doc, "out", out);
    r->terms[1] = bound_figure(doc, "in", in);
    if (!result_settle(check, r, &outcome, out))
        return;
    r->formula = check_printf(check, "%s = %s", figure_print(doc, in),
                              figure_print(doc, out));
    r->computed = figure_print(doc, in);
    r->message = check_message(check, rule, "stated", r->stated, "computed",
                               r->computed, (char *)NULL);
}

static bool
is_total(const struct document *doc, uint32_t f, const char *list)
{
    return clause_of(doc, f) && is_amount(doc, f) &&
           !fact_of(doc, f)->in_form && named_so(doc, f, list);
}

/* A year that is said once goes on in the sentence. */
static bool
same_year(const struct document *doc, uint32_t a, uint32_t b)
{
    int32_t x = fact_of(doc, a)->year, y = fact_of(doc, b)->year;

    return x == y || x == 0 || y == 0;
}

static void
totals_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f + 1 < doc->figures.n && !check->failed; f++) {
        if (!is_total(doc, f, "total_in"))
            continue;
        for (uint32_t g = f + 1; g < doc->figures.n && g < f + TOTALS_APART &&
                                 sentence_of(doc, g) == sentence_of(doc, f);
             g++)
            if (is_total(doc, g, "total_out") && same_year(doc, f, g)) {
                totals_report(check, rule, f, g);
                break;
            }
    }
}

const struct binder binder_totals_equal = { "totals-equal", totals_run };
