/* SPDX-License-Identifier: MIT */
/*
 * Scoring rules printed beside an indicator: "paid/budget*100*weight",
 * "(1-rate)*weight*60%+...".  The names of the formula are looked up in the
 * words around it and in the amounts of the document; where one is not found
 * nothing is said.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "check/form.h"
#include "check/form_expr.h"
#include "check/prose.h"

#define REGION_MAX  4000 /* bytes of rule text behind a row */
#define FORMULA_MAX 240
#define OPTIONS_MAX 9
#define TRIES_MAX   400

struct option {
    struct dec value;
    uint32_t figure; /* FACT_NONE: said in words */
};

struct lookup {
    struct option options[OPTIONS_MAX];
    size_t n;
};

/* What the document offers, found once for all rows. */
struct offers {
    struct nearby parts, wholes;
};

struct rule_row {
    struct check *check;
    const struct offers *offers;
    const struct relation_rule *rule;
    const struct record *record;
    uint32_t weight, score;
    uint32_t begin, end; /* flow bytes of the row and its texts */
    unsigned places;     /* decimals of the column of scores */
    struct expr expr;
    struct lookup names[EXPR_NAMES_MAX];
    char text[FORMULA_MAX]; /* the formula without blanks */
    size_t text_len;
};

static struct str
flow_of(const struct rule_row *row)
{
    return (struct str){ row->check->doc->layout.flow + row->begin,
                         row->end - row->begin };
}

static const struct wordlist *
words(const struct rule_row *row, const char *list)
{
    return rules_words(row->check->doc->rules, list);
}

/* ---- the formula ---- */

static bool
is_formula_char(uint32_t cp)
{
    return utf8_is_han(cp) || cp == ' ' || cp == 0xD7 || cp == 0xF7 ||
           (cp < 0x80 && cp && strchr("+-*/().%0123456789", (int)cp));
}

/* The run of formula characters around [at, at + len), blanks dropped. */
static struct str
formula_around(struct rule_row *row, size_t at, size_t len)
{
    struct str s = flow_of(row);
    size_t from = at, to = at + len, n = 0, width;

    while (from > 0 && at - from < FORMULA_MAX) {
        size_t back = utf8_back(s.ptr, from);

        if (!is_formula_char(utf8_get(s.ptr + back, &width)))
            break;
        from = back;
    }
    while (to < s.len && to - at < FORMULA_MAX) {
        if (!is_formula_char(utf8_get(s.ptr + to, &width)))
            break;
        to += width;
    }
    for (size_t i = from; i < to && n < sizeof(row->text); i++)
        if (s.ptr[i] != ' ')
            row->text[n++] = s.ptr[i];
    row->text_len = n;
    return (struct str){ row->text, n };
}

static bool
formula_find(struct rule_row *row)
{
    const struct wordlist *weights = words(row, "rule_weight");
    struct str s = flow_of(row);
    size_t at = 0, len = 0;

    for (int tries = 0; tries < 12; tries++) {
        at = words_find(weights, s, at, &len);
        if (at == SIZE_MAX)
            return false;
        if (expr_read(formula_around(row, at, len), &row->expr) &&
            row->expr.nnames > 1)
            return true;
        at += len;
    }
    return false;
}

/* ---- the names ---- */

static void
option_add(struct lookup *l, struct dec value, uint32_t figure)
{
    for (size_t i = 0; i < l->n; i++)
        if (dec_cmp(l->options[i].value, value) == 0)
            return;
    if (l->n < OPTIONS_MAX)
        l->options[l->n++] = (struct option){ value, figure };
}

static void
amounts_of(const struct rule_row *row, const struct nearby *found,
           struct lookup *l)
{
    const struct document *doc = row->check->doc;

    for (size_t i = 0; found->n <= NEAR_MAX && i < found->n; i++) {
        struct quantity q = figure_quantity(doc, found->items[i]);
        struct dec v;

        if (dec_shift(q.printed, q.power, &v))
            option_add(l, v, found->items[i]);
    }
}

/* Do name and text share two characters that say something? */
static bool
speaks_of(const struct rule_row *row, struct str name, struct str text)
{
    const struct wordlist *generic = words(row, "rule_generic");

    for (size_t i = 0; i + 6 <= name.len; i += 3) {
        struct str two = str_sub(name, i, i + 6);

        if (!words_has(generic, two) && str_find(text, two, 0) != SIZE_MAX)
            return true;
    }
    return false;
}

/* The sentence around byte at of the region. */
static struct str
sentence_around(struct str s, size_t at)
{
    static const char stop[] = "\xE3\x80\x82";
    size_t from = at, to = at;

    while (from >= 3 && memcmp(s.ptr + from - 3, stop, 3) != 0 &&
           s.ptr[from - 1] != FLOW_CELL && s.ptr[from - 1] != FLOW_ROW)
        from--;
    if (from < 3)
        from = 0;
    while (to < s.len && s.ptr[to] != FLOW_CELL && s.ptr[to] != FLOW_ROW &&
           (to + 3 > s.len || memcmp(s.ptr + to, stop, 3) != 0))
        to++;
    return str_sub(s, from, to);
}

static void
rate_in_words(const struct rule_row *row, struct str name, struct lookup *l)
{
    const struct wordlist *none = words(row, "rule_none");
    struct str s = flow_of(row);
    size_t at = 0, len = 0;

    while ((at = words_find(none, s, at, &len)) != SIZE_MAX) {
        struct str sentence = sentence_around(s, at);

        if (sentence.len < 120 && speaks_of(row, name, sentence)) {
            option_add(l, (struct dec){ 0, 0 }, FACT_NONE);
            return;
        }
        at += len;
    }
}

/* "90万元，占全年总预算的0.01%": what the amount says, not the rate. */
static bool
rate_from_amount(const struct rule_row *row, uint32_t rate, struct lookup *l)
{
    const struct document *doc = row->check->doc;
    const struct nearby *wholes = &row->offers->wholes;
    struct quantity part;
    struct dec p, w, v;

    if (rate == 0 || !is_money(doc, rate - 1))
        return false;
    part = figure_quantity(doc, rate - 1);
    if (!dec_shift(part.printed, part.power, &p) || wholes->n > NEAR_MAX)
        return false;
    for (size_t i = 0; i < wholes->n; i++) {
        struct quantity q = figure_quantity(doc, wholes->items[i]);

        if (dec_shift(q.printed, q.power, &w) && dec_cmp(p, w) <= 0 &&
            dec_div(p, w, 0, 8, &v))
            option_add(l, v, rate);
    }
    return l->n > 0;
}

static void
rate_in_numbers(const struct rule_row *row, struct str name, struct lookup *l)
{
    const struct document *doc = row->check->doc;
    uint32_t f = figures_from(&doc->figures, row->begin);

    for (; f < doc->figures.n && doc->figures.items[f].begin < row->end; f++) {
        const struct figure *figure = &doc->figures.items[f];
        struct dec v;

        if (figure->kind != FIGURE_PERCENT || figure->rule_text ||
            !figure->has_value ||
            !role_in(doc, f, rule_term(row->rule, "rate")))
            continue;
        if (!speaks_of(
                row, name,
                sentence_around(flow_of(row), figure->begin - row->begin)))
            continue;
        if (!rate_from_amount(row, f, l) && dec_shift(figure->value, -2, &v))
            option_add(l, v, f);
        return;
    }
}

static bool
name_resolve(struct rule_row *row, size_t i)
{
    struct str name = row->expr.names[i];
    struct lookup *l = &row->names[i];
    const struct document *doc = row->check->doc;
    struct dec w = doc->figures.items[row->weight].value;

    l->n = 0;
    if (words_before(words(row, "rule_weight"), name, name.len)) {
        if (row->expr.hundred && !dec_shift(w, -2, &w))
            return false;
        option_add(l, w, row->weight);
    } else if (words_has(words(row, "rule_spent"), name)) {
        amounts_of(row, &row->offers->parts, l);
    } else if (words_has(words(row, "rule_budget"), name)) {
        amounts_of(row, &row->offers->wholes, l);
    } else if (words_before(words(row, "rule_rate_end"), name, name.len)) {
        rate_in_numbers(row, name, l);
        if (l->n == 0)
            rate_in_words(row, name, l);
    }
    return l->n > 0;
}

/* ---- the score ---- */

struct attempt {
    struct dec value;
    size_t pick[EXPR_NAMES_MAX];
    bool fits;
};

static bool
fits_score(const struct rule_row *row, struct dec value)
{
    const struct document *doc = row->check->doc;
    struct dec gap, unit = { 1, (uint8_t)row->places };

    return dec_sub(dec_round(value, row->places + 2),
                   doc->figures.items[row->score].value, &gap) &&
           dec_cmp(dec_abs(gap), unit) < 0;
}

static bool
next_pick(const struct rule_row *row, size_t *pick)
{
    for (size_t i = 0; i < row->expr.nnames; i++) {
        if (++pick[i] < row->names[i].n)
            return true;
        pick[i] = 0;
    }
    return false;
}

/* Parts above their wholes are no reading. */
static bool
try_pick(const struct rule_row *row, struct attempt *a)
{
    const struct document *doc = row->check->doc;
    struct dec values[EXPR_NAMES_MAX];
    struct dec w = doc->figures.items[row->weight].value;

    for (size_t i = 0; i < row->expr.nnames; i++)
        values[i] = row->names[i].options[a->pick[i]].value;
    if (!expr_value(&row->expr, values, &a->value) || a->value.coef < 0)
        return false;
    if (dec_cmp(a->value, w) > 0)
        a->value = w;
    a->fits = fits_score(row, a->value);
    return true;
}

#define READINGS_MAX 6

static size_t
collect_attempts(const struct rule_row *row, struct attempt *out)
{
    struct attempt a = { .fits = false };
    size_t n = 0, tries = 0;

    do {
        if (!try_pick(row, &a))
            continue;
        if (a.fits) {
            out[0] = a;
            return 1;
        }
        if (n < READINGS_MAX)
            out[n++] = a;
    } while (next_pick(row, a.pick) && ++tries < TRIES_MAX);
    return n;
}

static void
fill_terms(const struct rule_row *row, struct result *r,
           const struct attempt *a)
{
    const struct document *doc = row->check->doc;

    r->terms[0] = form_bound(doc, "score", row->score, true);
    r->nterms = 1;
    for (size_t i = 0; i < row->expr.nnames; i++) {
        uint32_t f = row->names[i].options[a->pick[i]].figure;

        if (f != FACT_NONE)
            r->terms[r->nterms++] = bound_figure(doc, "operand", f);
    }
}

/* The formula, and behind it what was put in for its names. */
static const char *
formula_print(const struct rule_row *row, const struct attempt *a)
{
    const struct document *doc = row->check->doc;
    struct buf out;
    bool any = false;

    buf_init(&out, doc->arena);
    buf_put(&out, row->text, row->text_len);
    for (size_t i = 0; i < row->expr.nnames; i++) {
        uint32_t f = row->names[i].options[a->pick[i]].figure;

        if (f == FACT_NONE)
            continue;
        buf_puts(&out, any ? ", " : " (");
        buf_str(&out, row->expr.names[i]);
        buf_puts(&out, " = ");
        buf_puts(&out, figure_print(doc, f));
        any = true;
    }
    buf_puts(&out, any ? ")" : "");
    return buf_cstr(&out);
}

static void
rule_report(struct rule_row *row, const struct attempt *tries, size_t n)
{
    struct check *check = row->check;
    struct result *r = check_result(check, row->rule, EXPR_NAMES_MAX + 1, n);
    struct outcome outcome = { .verdict = GJ_HOLDS, .has_computed = true };

    if (!r)
        return;
    fill_terms(row, r, &tries[0]);
    if (!tries[0].fits)
        outcome.verdict = GJ_VIOLATED;
    outcome.computed = dec_round(tries[0].value, row->places);
    if (!form_settle(check, r, &outcome))
        return;
    for (size_t i = 0; i < n; i++) {
        r->readings[i].computed = value_print(
            check->doc, dec_round(tries[i].value, row->places), row->score);
        r->readings[i].formula = formula_print(row, &tries[i]);
        r->readings[i].fits = tries[i].fits;
    }
    form_tell(check, r, r->readings[0].formula,
              record_name(check, row->record), NULL);
}

static unsigned
column_places(const struct document *doc, const struct score_form *sf)
{
    unsigned places = 0;

    for (uint32_t i = sf->first; i < sf->end; i++) {
        uint32_t s = record_figure(doc, &doc->facts.records[i], COL_SCORE);

        if (s != FACT_NONE && doc->figures.items[s].value.scale > places)
            places = doc->figures.items[s].value.scale;
    }
    return places;
}

/* The row and the texts behind it, up to the next record. */
static void
row_region(struct rule_row *row, const struct score_form *sf, uint32_t index)
{
    const struct document *doc = row->check->doc;
    const struct layout *layout = &doc->layout;
    uint32_t here = doc->facts.records[index].row, next = here + 1;
    uint32_t last = doc->layout.rows[here].block;

    for (uint32_t i = index + 1; i < sf->end; i++)
        if (doc->facts.records[i].row != here) {
            next = doc->facts.records[i].row;
            break;
        }
    if (next <= here)
        next = here + 1;
    row->begin = layout->cells[layout->rows[here].first_cell].begin;
    row->end = next < layout->nrows && layout->rows[next].block == last
                   ? layout->cells[layout->rows[next].first_cell].begin
                   : layout->blocks[last].end;
    if (row->end > row->begin + REGION_MAX) {
        row->end = row->begin + REGION_MAX;
        while (((unsigned char)layout->flow[row->end] & 0xC0) == 0x80)
            row->end--;
    }
}

static void
rule_leaf(struct check *check, const struct relation_rule *rule,
          const struct offers *offers, const struct score_form *sf,
          uint32_t index, unsigned places)
{
    const struct document *doc = check->doc;
    struct attempt tries[READINGS_MAX];
    struct rule_row row = { .check = check,
                            .offers = offers,
                            .rule = rule,
                            .record = &doc->facts.records[index],
                            .places = places };
    size_t n;

    row.weight = record_figure(doc, row.record, COL_WEIGHT);
    row.score = record_figure(doc, row.record, COL_SCORE);
    if (row.weight == FACT_NONE || row.score == FACT_NONE)
        return;
    row_region(&row, sf, index);
    if (!formula_find(&row))
        return;
    for (size_t i = 0; i < row.expr.nnames; i++)
        if (!name_resolve(&row, i))
            return;
    n = collect_attempts(&row, tries);
    if (n)
        rule_report(&row, tries, n);
}

static void
score_rule_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    struct offers offers;

    if (!rule_term(rule, "part") || !rule_term(rule, "whole"))
        return;
    document_find(doc, rule_term(rule, "part"), true, &offers.parts);
    document_find(doc, rule_term(rule, "whole"), true, &offers.wholes);
    for (uint32_t f = 0; f < doc->facts.nforms; f++) {
        struct score_form sf;
        unsigned places;

        if (!score_form_read(doc, f, &sf))
            continue;
        places = column_places(doc, &sf);
        for (uint32_t i = score_form_leaf(doc, &sf, sf.first); i < sf.end;
             i = score_form_leaf(doc, &sf, i + 1))
            rule_leaf(check, rule, &offers, &sf, i, places);
    }
}

const struct binder binder_score_rule = { "score-rule", score_rule_run };
