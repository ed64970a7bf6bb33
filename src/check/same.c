/* SPDX-License-Identifier: MIT */
/*
 * One quantity, two values.
 *
 * unit-slip: the same four digits or more, in units that are 10^4 apart.
 * same-amount: the document's money has one value throughout, and one mention
 *     is larger than it; or a paragraph agrees with the fund table in one
 *     quantity and not in the other.
 * same-rate: the rate of the text against that of the fund table.
 */
#include <stdlib.h>
#include <string.h>

#include "check/prose.h"
#include "check/same.h"

#define SLIP_DIGITS 4

struct digits_key {
    int64_t digits; /* without trailing zeros */
    uint32_t figure;
};

static int
key_cmp(const void *pa, const void *pb)
{
    const struct digits_key *a = pa, *b = pb;

    if (a->digits != b->digits)
        return a->digits < b->digits ? -1 : 1;
    return a->figure < b->figure ? -1 : a->figure > b->figure;
}

struct quantity
meant_quantity(const struct document *doc, uint32_t f)
{
    struct quantity q = figure_quantity(doc, f);

    if (!doc->figures.items[f].unit && doc->facts.money_unit &&
        doc->facts.nreports == 0)
        q.power = doc->facts.money_unit->power;
    return q;
}

const char *
meant_print(struct check *check, uint32_t f)
{
    const struct document *doc = check->doc;
    const char *text = figure_print(doc, f);

    if (doc->figures.items[f].unit || !doc->facts.money_unit ||
        doc->facts.nreports)
        return text;
    return check_printf(check, "%s%.*s", text,
                        (int)doc->facts.money_unit->name.len,
                        doc->facts.money_unit->name.ptr);
}

static bool
base_value_of(const struct document *doc, uint32_t f, struct dec *out)
{
    struct quantity q = meant_quantity(doc, f);

    return dec_shift(q.printed, q.power, out);
}

bool
base_equal(const struct document *doc, uint32_t a, uint32_t b)
{
    struct dec x, y;

    return base_value_of(doc, a, &x) && base_value_of(doc, b, &y) &&
           dec_cmp(x, y) == 0;
}

/* An amount in a form may be a bare number. */
static bool
is_amount_or_bare(const struct document *doc, uint32_t f)
{
    const struct figure *figure = &doc->figures.items[f];

    return is_amount(doc, f) ||
           (figure->kind == FIGURE_PLAIN && figure->has_value &&
            fact_of(doc, f)->in_form && doc->facts.money_unit &&
            doc->facts.nreports == 0);
}

static struct digits_key *
keys_collect(struct check *check, const struct term_rule *term, size_t *n)
{
    struct document *doc = check->doc;
    struct digits_key *keys =
        arena_array(doc->arena, doc->facts.n + 1, sizeof(*keys));

    *n = 0;
    for (uint32_t f = 0; keys && f < doc->figures.n; f++) {
        int64_t digits;

        if (!role_in(doc, f, term) || !is_amount_or_bare(doc, f))
            continue;
        digits = doc->figures.items[f].value.coef;
        while (digits && digits % 10 == 0)
            digits /= 10;
        if (digits >= 1000 || digits <= -1000)
            keys[(*n)++] = (struct digits_key){ digits, f };
    }
    if (keys)
        qsort(keys, *n, sizeof(*keys), key_cmp);
    return keys;
}

/* A cell of a fund table's row that is part of the total row. */
static bool
row_of_part(const struct document *doc, uint32_t f)
{
    uint32_t record = fact_of(doc, f)->record;

    return record != FACT_NONE && (doc->facts.records[record].level > 0 ||
                                   doc->facts.records[record].part);
}

/* Power of ten between two figures of the same digits, if it is one that a
 * wrong unit word makes. */
static bool
unit_apart(const struct document *doc, uint32_t a, uint32_t b)
{
    int power;

    if (!same_report(doc, a, b))
        return false;
    /* cells of one row are parts and totals of each other, no mentions */
    if (fact_of(doc, a)->record != FACT_NONE &&
        fact_of(doc, a)->record == fact_of(doc, b)->record)
        return false;
    if (!kind_same_digits(meant_quantity(doc, a), meant_quantity(doc, b),
                          SLIP_DIGITS, &power))
        return false;
    /* a tenth or a hundredth may well be a part, a deposit, a month's share;
     * a thousandth, between figures of one role, is no such thing */
    return power % 4 == 0 || ((power == 3 || power == -3) &&
                              fact_of(doc, a)->role == fact_of(doc, b)->role &&
                              !row_of_part(doc, a) && !row_of_part(doc, b));
}

uint32_t
unit_twin(const struct document *doc, uint32_t figure)
{
    struct quantity q = meant_quantity(doc, figure);
    int power;

    for (uint32_t i = 0; i < doc->facts.n; i++) {
        uint32_t f = doc->facts.items[i].figure;

        if (f != figure && is_amount_or_bare(doc, f) &&
            same_report(doc, f, figure) &&
            kind_same_digits(meant_quantity(doc, f), q, SLIP_DIGITS, &power) &&
            power % 4 == 0)
            return f;
    }
    return UINT32_MAX;
}

static void
slip_report(struct check *check, const struct relation_rule *rule,
            uint32_t wrong, uint32_t right)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, 2, 0);

    if (!r)
        return;
    r->shape = SHAPE_EQUAL;
    r->terms[0] = bound_figure(doc, "stated", wrong);
    r->terms[1] = bound_figure(doc, "other", right);
    r->terms[1].suspectable = false;
    r->verdict = GJ_VIOLATED;
    r->terms[0].q = meant_quantity(doc, wrong);
    r->terms[1].q = meant_quantity(doc, right);
    r->stated = meant_print(check, wrong);
    r->computed = meant_print(check, right);
    r->formula = check_printf(check, "%s = %s", r->stated, r->computed);
    r->slip = "unit-scale";
    r->slip_term = 0;
    r->message =
        check_message(check, rule, "name", figure_name(check, wrong), "stated",
                      r->stated, "computed", r->computed, (char *)NULL);
}

/* Among figures of the same digits: each that is a unit apart from the value
 * that most of them have.  On a tie the smaller unit is the slip. */
static void
slip_group(struct check *check, const struct relation_rule *rule,
           const struct digits_key *keys, size_t n)
{
    const struct document *doc = check->doc;
    size_t best = 0, best_votes = 0;

    for (size_t i = 0; i < n && i < 64; i++) {
        size_t votes = 0;

        for (size_t k = 0; k < n && k < 64; k++)
            votes += base_equal(doc, keys[i].figure, keys[k].figure);
        if (votes > best_votes ||
            (votes == best_votes &&
             meant_quantity(doc, keys[i].figure).power >
                 meant_quantity(doc, keys[best].figure).power)) {
            best = i;
            best_votes = votes;
        }
    }
    for (size_t i = 0; i < n && i < 64; i++)
        if (unit_apart(doc, keys[i].figure, keys[best].figure))
            slip_report(check, rule, keys[i].figure, keys[best].figure);
}

static void
unit_slip_run(struct check *check, const struct relation_rule *rule)
{
    size_t n, from = 0;
    struct digits_key *keys =
        keys_collect(check, rule_term(rule, "amount"), &n);

    for (size_t i = 1; keys && i <= n && !check->failed; i++) {
        if (i < n && keys[i].digits == keys[from].digits)
            continue;
        if (i - from > 1)
            slip_group(check, rule, keys + from, i - from);
        from = i;
    }
}

const struct binder binder_unit_slip = { "unit-slip", unit_slip_run };

/* ---- same-amount ---- */

/* A mention of the whole money: no words of a part, alone in its clause. */
/* The clause behind the words that say who paid: levels of government named
 * there are no parts. */
static struct str
behind_payer(const struct document *doc, const struct clause *clause)
{
    struct str text = clause_text(doc, clause);
    size_t len,
        at = words_find(rules_words(doc->rules, "payer_word"), text, 0, &len);

    return at == SIZE_MAX ? text : str_sub(text, at + len, text.len);
}

#define NAME_BYTES 15 /* five characters in a row are no coincidence */

/* Does the label hold a piece of the document's title? */
static bool
names_project(const struct document *doc, struct str label)
{
    for (size_t i = 0; i + NAME_BYTES <= label.len; i += 3)
        if (str_find(doc->facts.title, str_sub(label, i, i + NAME_BYTES), 0) !=
            SIZE_MAX)
            return true;
    return false;
}

bool
whole_mention(const struct document *doc, uint32_t f)
{
    const struct clause *clause = clause_of(doc, f);
    const struct fact *fact = fact_of(doc, f);

    if (fact->in_form || !clause || !fact->by || fact->by->priority < 3)
        return false;
    return !has_word(doc, "part_word", behind_payer(doc, clause)) &&
           doc->facts.context[f].depth == 0 &&
           (speaks_of_whole(doc, f) || names_project(doc, fact->label));
}

static void
equal_report(struct check *check, const struct relation_rule *rule,
             uint32_t wrong, uint32_t right)
{
    const struct document *doc = check->doc;
    struct outcome outcome =
        kind_equal(figure_quantity(doc, wrong), figure_quantity(doc, right));
    struct result *r = check_result(check, rule, 2, 0);

    if (!r)
        return;
    r->shape = SHAPE_EQUAL;
    r->terms[0] = bound_figure(doc, "stated", wrong);
    r->terms[1] = bound_figure(doc, "other", right);
    if (!result_settle(check, r, &outcome, wrong))
        return;
    r->formula = check_printf(check, "%s = %s", figure_name(check, wrong),
                              figure_name(check, right));
    r->computed = figure_print(doc, right);
    r->message =
        check_message(check, rule, "name", figure_name(check, wrong), "stated",
                      r->stated, "computed", r->computed, (char *)NULL);
}

static bool
base_larger(const struct document *doc, uint32_t a, uint32_t b)
{
    struct dec x, y;

    return figure_base(&doc->figures.items[a], &x) &&
           figure_base(&doc->figures.items[b], &y) && dec_cmp(x, y) > 0;
}

/* A mention of the whole money, in prose or in the total row of a form. */
static bool
tells_whole(const struct document *doc, uint32_t f)
{
    const struct fact *fact = fact_of(doc, f);

    if (!fact->in_form)
        return whole_mention(doc, f);
    return fact->record == FACT_NONE ||
           doc->facts.records[fact->record].kind != RECORD_FUND ||
           doc->facts.records[fact->record].level == 0;
}

/* The value that all money of the document has, if all mentions but at most
 * one agree (three or more, two roles or more): a figure that has it. */
static uint32_t
unanimous(const struct document *doc, const struct relation_rule *rule,
          uint32_t *odd)
{
    uint32_t first = FACT_NONE;
    role_id first_role = ROLE_NONE;
    size_t agree = 0, roles = 0, caps = 0;
    const struct term_rule *cap = rule_term(rule, "cap");

    *odd = FACT_NONE;
    for (uint32_t i = 0; i < doc->facts.n; i++) {
        uint32_t f = doc->facts.items[i].figure;

        if (!role_in(doc, f, rule_term(rule, "amount")) ||
            !is_amount(doc, f) || !tells_whole(doc, f) ||
            dec_is_zero(doc->figures.items[f].value))
            continue;
        if (role_in(doc, f, rule_term(rule, "out")) && first != FACT_NONE &&
            base_larger(doc, first, f))
            continue; /* less was spent than there was: no other value */
        if (first == FACT_NONE) {
            first = f;
            first_role = doc->facts.items[i].role;
        }
        if (!base_equal(doc, first, f)) {
            if (*odd != FACT_NONE)
                return FACT_NONE;
            *odd = f;
            continue;
        }
        agree++;
        caps += role_in(doc, f, cap);
        roles += doc->facts.items[i].role != first_role;
    }
    return agree >= 3 && roles >= 1 && caps ? first : FACT_NONE;
}

static void
same_amount_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    uint32_t odd, value = unanimous(doc, rule, &odd);

    if (value == FACT_NONE || doc->facts.nreports)
        return;
    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++)
        if (f != value && f != odd &&
            role_in(doc, f, rule_term(rule, "amount")) && is_amount(doc, f) &&
            base_equal(doc, f, value))
            equal_report(check, rule, f, value);
    if (odd != FACT_NONE && role_in(doc, odd, rule_term(rule, "odd")) &&
        whole_mention(doc, odd) && base_larger(doc, odd, value))
        equal_report(check, rule, odd, value);
}

const struct binder binder_same_amount = { "same-amount", same_amount_run };

/* ---- same-rate ---- */

static uint32_t
table_rate(const struct document *doc)
{
    uint32_t found = FACT_NONE;

    for (size_t i = 0; i < doc->facts.nrecords; i++) {
        const struct record *r = &doc->facts.records[i];

        if (r->kind != RECORD_FUND || r->level != 0 ||
            r->value[COL_RATE].figure == FACT_NONE)
            continue;
        if (found != FACT_NONE)
            return FACT_NONE; /* several projects */
        found = r->value[COL_RATE].figure;
    }
    return found;
}

static void
same_rate_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    uint32_t table = table_rate(doc);

    if (table == FACT_NONE || doc->facts.nreports ||
        doc->figures.items[table].kind != FIGURE_PERCENT)
        return;
    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++) {
        struct nearby parts;

        if (!role_in(doc, f, rule_term(rule, "rate")) ||
            fact_of(doc, f)->in_form || fact_of(doc, f)->target)
            continue;
        nearby_find(doc, f, rule_term(rule, "part"), 3, &parts);
        if (parts.n == 0 &&
            !has_word(doc, "part_word", clause_text(doc, clause_of(doc, f))))
            equal_report(check, rule, f, table);
    }
}

const struct binder binder_same_rate = { "same-rate", same_rate_run };
