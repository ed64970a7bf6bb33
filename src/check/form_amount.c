/* SPDX-License-Identifier: MIT */
/*
 * Tables of amounts: totals down the columns, shares and changes along the
 * rows.
 */
#include <string.h>

#include "base/utf8.h"
#include "check/form.h"
#include "check/prose.h"

#define ROWS_MAX         300
#define HEAD_AMOUNTS_MAX 6
#define SWAP_DIGITS      6 /* bytes of a value with its point */

static const struct record *
total_row(const struct document *doc, const struct form *form)
{
    const struct record *found = NULL;

    for (uint32_t i = 0; i < form->nrecords; i++) {
        const struct record *r = &doc->facts.records[form->first_record + i];

        if (r->kind != RECORD_TOTAL)
            continue;
        if (found)
            return NULL; /* two totals: which rows belong to which? */
        found = r;
    }
    return found;
}

/* ---- total = sum of the rows ---- */

struct column_sum {
    uint32_t figures[ROWS_MAX];
    struct quantity q[ROWS_MAX];
    size_t n;
    bool gap; /* a row without a number in this column */
};

/* Rows with marks, codes or "of which" may be sums of other rows. */
static bool
looks_nested(const struct document *doc, const struct record *record)
{
    const struct wordlist *marks = rules_words(doc->rules, "form_nested_mark");
    struct str name = record->name;

    if (record->part || name.len == 0)
        return true;
    if (name.ptr[0] >= '0' && name.ptr[0] <= '9')
        return true;
    return name.ptr[0] == '(' || words_at(marks, name, 0) > 0;
}

static void
column_collect(const struct document *doc, const struct form *form, size_t col,
               struct column_sum *s)
{
    s->n = 0;
    s->gap = false;
    for (uint32_t i = 0; i < form->nrecords; i++) {
        const struct record *r = &doc->facts.records[form->first_record + i];
        uint32_t f = value_at(doc, r, col);

        if (r->kind == RECORD_TOTAL || r->part || r->level > 1 ||
            form_rate_row(doc, r))
            continue;
        if (f == FACT_NONE) {
            s->gap |= !form_keeps_columns(form);
            continue;
        }
        if (s->n == ROWS_MAX) {
            s->gap = true;
            return;
        }
        s->figures[s->n] = f;
        s->q[s->n++] = figure_quantity(doc, f);
    }
}

static bool
flat(const struct document *doc, const struct form *form)
{
    for (uint32_t i = 0; i < form->nrecords; i++) {
        const struct record *r = &doc->facts.records[form->first_record + i];

        if (!r->complete || (r->kind != RECORD_TOTAL && looks_nested(doc, r)))
            return false;
    }
    return form->clean;
}

/* Is one value the other with two neighbouring digits swapped?  Five digits
 * at least: shorter ones meet by chance. */
static bool
swapped(struct dec a, struct dec b)
{
    char x[DEC_TEXT_MAX], y[DEC_TEXT_MAX];
    size_t n = dec_format(a, x), i = 0;

    if (n < SWAP_DIGITS || dec_format(b, y) != n)
        return false;
    while (i < n && x[i] == y[i])
        i++;
    return i + 1 < n && x[i] == y[i + 1] && x[i + 1] == y[i] &&
           !memcmp(x + i + 2, y + i + 2, n - i - 2);
}

/* Does the column close to the last digit once two neighbouring digits of one
 * of its values change places? */
static bool
swap_closes(const struct document *doc, const struct column_sum *s,
            uint32_t stated)
{
    const struct figure *total = &doc->figures.items[stated];
    struct dec gap = total->value, part;

    for (size_t i = 0; i < s->n; i++) {
        const struct figure *f = &doc->figures.items[s->figures[i]];

        if (f->unit != total->unit || !dec_sub(gap, f->value, &gap))
            return false;
    }
    for (size_t i = 0; i < s->n; i++) {
        struct dec value = doc->figures.items[s->figures[i]].value;

        if (dec_add(value, gap, &part) && swapped(value, part))
            return true;
    }
    return dec_sub(total->value, gap, &part) && swapped(total->value, part);
}

static void
total_column(struct check *check, const struct relation_rule *rule,
             const struct form *form, const struct record *total, size_t col)
{
    const struct document *doc = check->doc;
    uint32_t stated = value_at(doc, total, col);
    struct column_sum s;
    struct outcome outcome;
    struct result *r;

    if (stated == FACT_NONE)
        return;
    column_collect(doc, form, col, &s);
    if (s.n < 2)
        return;
    outcome = kind_sum(s.q, s.n, figure_quantity(doc, stated));
    r = check_result(check, rule, s.n + 1, 0);
    if (!r)
        return;
    r->shape = SHAPE_SUM;
    r->terms[0] = bound_figure(doc, "total", stated);
    for (size_t i = 0; i < s.n; i++)
        r->terms[i + 1] = bound_figure(doc, "addend", s.figures[i]);
    if (!form_settle(check, r, &outcome))
        return;
    form_tell(check, r, terms_sum(check, r),
              str_dup(doc->arena, form->cols[col].head), NULL);
    if ((s.gap || !flat(doc, form)) && !swap_closes(doc, &s, stated))
        form_undecided(r, "rows-nested");
}

static void
table_total_run(struct check *check, const struct relation_rule *rule)
{
    const struct facts *facts = &check->doc->facts;

    for (size_t f = 0; f < facts->nforms; f++) {
        const struct form *form = &facts->forms[f];
        const struct record *total;

        if (form->kind != FORM_AMOUNT)
            continue;
        total = total_row(check->doc, form);
        for (size_t c = 0; total && c < form->ncols; c++)
            if (role_listed(rule, "total", form->cols[c].role))
                total_column(check, rule, form, total, c);
    }
}

const struct binder binder_table_total = { "table-total", table_total_run };

/* ---- share = part / total ---- */

struct tried {
    struct outcome outcome;
    uint32_t stated, a, b;
    size_t n; /* readings tried */
    enum shape shape;
    const char *sign; /* between a and b */
};

static void
try_ratio(const struct document *doc, uint32_t a, uint32_t b,
          struct tried *best)
{
    struct outcome out;

    if (a == FACT_NONE || b == FACT_NONE)
        return;
    out = kind_ratio(figure_quantity(doc, a), figure_quantity(doc, b),
                     figure_quantity(doc, best->stated));
    if (best->n++ == 0 || out.verdict < best->outcome.verdict) {
        best->outcome = out;
        best->a = a;
        best->b = b;
    }
}

static void
tried_report(struct check *check, const struct relation_rule *rule,
             const struct tried *best, const struct record *row, bool claim)
{
    static const char *const share[] = { "rate", "part", "whole" };
    static const char *const change[] = { "change", "current", "previous" };
    uint32_t figures[3] = { best->stated, best->a, best->b };
    struct result *r =
        form_equation(check, rule, best->shape, figures,
                      best->shape == SHAPE_RATIO ? share : change, 3);

    if (!r)
        return;
    if (!form_settle(check, r, &best->outcome))
        return;
    form_tell(check, r,
              check_printf(check, "%s %s %s",
                           figure_print(check->doc, best->a), best->sign,
                           figure_print(check->doc, best->b)),
              record_name(check, row), NULL);
    if (!claim)
        form_undecided(r, "columns-uncertain");
}

static void
share_row(struct check *check, const struct relation_rule *rule,
          const struct form *form, const struct record *total,
          const struct record *row, size_t col)
{
    const struct document *doc = check->doc;
    struct tried best = { .stated = value_at(doc, row, col),
                          .shape = SHAPE_RATIO,
                          .sign = "\xC3\xB7" };

    if (best.stated == FACT_NONE)
        return;
    for (size_t c = 0; c < form->ncols; c++)
        if (role_listed(rule, "part", form->cols[c].role))
            try_ratio(doc, value_at(doc, row, c), value_at(doc, total, c),
                      &best);
    for (size_t a = 0; a < form->ncols; a++)
        for (size_t b = 0; b < form->ncols; b++)
            if (a != b && role_listed(rule, "part", form->cols[a].role) &&
                role_listed(rule, "part", form->cols[b].role))
                try_ratio(doc, value_at(doc, row, a), value_at(doc, row, b),
                          &best);
    if (best.n)
        tried_report(check, rule, &best, row,
                     form->clean && row->complete && !row->part);
}

static void
table_share_run(struct check *check, const struct relation_rule *rule)
{
    const struct facts *facts = &check->doc->facts;

    for (size_t f = 0; f < facts->nforms; f++) {
        const struct form *form = &facts->forms[f];
        const struct record *total = total_row(check->doc, form);

        if (form->kind != FORM_AMOUNT || !total)
            continue;
        for (size_t c = 0; c < form->ncols; c++) {
            if (!role_listed(rule, "rate", form->cols[c].role))
                continue;
            for (uint32_t i = 0; i < form->nrecords; i++)
                share_row(check, rule, form, total,
                          &facts->records[form->first_record + i], c);
        }
    }
}

const struct binder binder_table_share = { "table-share", table_share_run };

/* ---- change = this - last, growth = change / last ---- */

static void
try_change(const struct document *doc, uint32_t a, uint32_t b,
           struct tried *best)
{
    struct quantity qa = figure_quantity(doc, a), qb = figure_quantity(doc, b);
    struct quantity qs = figure_quantity(doc, best->stated);
    struct outcome out = best->shape == SHAPE_GROWTH_OF
                             ? kind_growth_of(qa, qb, qs)
                             : kind_difference(qa, qb, qs);

    if (out.verdict == GJ_UNDECIDED)
        return;
    if (best->n++ == 0 || out.verdict < best->outcome.verdict) {
        best->outcome = out;
        best->a = a;
        best->b = b;
    }
}

static void
change_row(struct check *check, const struct relation_rule *rule,
           const struct form *form, const struct record *row, size_t col,
           bool growth)
{
    const struct document *doc = check->doc;
    uint32_t amounts[HEAD_AMOUNTS_MAX];
    struct tried best = { .stated = value_at(doc, row, col),
                          .shape = growth ? SHAPE_GROWTH_OF : SHAPE_DIFFERENCE,
                          .sign = growth ? "\xE2\x86\x90" : "-" };
    size_t n = 0;

    for (size_t c = 0; c < form->ncols && n < HEAD_AMOUNTS_MAX; c++)
        if (role_listed(rule, "amount", form->cols[c].role) &&
            value_at(doc, row, c) != FACT_NONE)
            amounts[n++] = value_at(doc, row, c);
    if (best.stated == FACT_NONE || n < 2)
        return;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (i != k)
                try_change(doc, amounts[i], amounts[k], &best);
    if (best.n)
        tried_report(check, rule, &best, row,
                     form->clean && row->complete && n == 2);
}

static void
table_change_run(struct check *check, const struct relation_rule *rule)
{
    const struct facts *facts = &check->doc->facts;

    for (size_t f = 0; f < facts->nforms; f++) {
        const struct form *form = &facts->forms[f];

        if (form->kind != FORM_AMOUNT && form->kind != FORM_FUND)
            continue;
        for (size_t c = 0; c < form->ncols; c++) {
            bool growth = role_listed(rule, "rate", form->cols[c].role);

            if (!growth && !role_listed(rule, "change", form->cols[c].role))
                continue;
            for (uint32_t i = 0; i < form->nrecords; i++)
                change_row(check, rule, form,
                           &facts->records[form->first_record + i], c, growth);
        }
    }
}

const struct binder binder_table_change = { "table-change", table_change_run };
