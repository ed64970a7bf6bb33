/* SPDX-License-Identifier: MIT */
/*
 * Formulas that a table prints about its own rows and columns:
 * (5)=(3)-(4), (6)=(3)/(1), B/A, C=A-B.
 */
#include <string.h>

#include "check/form.h"
#include "check/prose.h"

#define OPERANDS_MAX     6
#define FORMULA_ROWS_MAX 200 /* larger tables have no numbered rows */

struct formula {
    char op; /* '+' (also -), '/', 0: not understood */
    struct operand {
        uint8_t number;
        char letter;
        bool minus;
    } of[OPERANDS_MAX];
    size_t n;
};

/* "(3)-(4)", "A-B", "(3)/(1)*100%", "B÷A": one operator, operands that are
 * numbers in brackets or letters. */
static size_t
operand_read(struct str s, size_t i, struct operand *out)
{
    size_t start = i;

    memset(out, 0, sizeof(*out));
    if (i < s.len && s.ptr[i] == '(')
        i++;
    if (i < s.len && s.ptr[i] >= 'A' && s.ptr[i] <= 'Z') {
        out->letter = s.ptr[i++];
    } else {
        unsigned n = 0;

        while (i < s.len && i - start < 4 && s.ptr[i] >= '0' &&
               s.ptr[i] <= '9')
            n = n * 10 + (unsigned)(s.ptr[i++] - '0');
        if (n == 0 || n > 99)
            return 0;
        out->number = (uint8_t)n;
    }
    if (i < s.len && s.ptr[i] == ')')
        i++;
    return i - start;
}

static bool
ends_with_hundred(struct str s, size_t i)
{
    struct str rest = str_sub(s, i, s.len);

    return rest.len == 0 || str_eqc(rest, "*100%") || str_eqc(rest, "*100") ||
           str_eqc(rest, "\xC3\x97"
                         "100%") ||
           str_eqc(rest, "\xC3\x97"
                         "100");
}

/* The operator at *i, '*' for one that is not understood. */
static char
operator_read(struct str s, size_t *i)
{
    char op = '*';

    if (*i < s.len)
        op = s.ptr[*i];
    if ((unsigned char)op == 0xC3 && *i + 1 < s.len &&
        (unsigned char)s.ptr[*i + 1] == 0xB7) {
        op = '/';
        ++*i;
    }
    ++*i;
    if (op != '+' && op != '-' && op != '/')
        return '*';
    return op;
}

static bool
formula_read(struct str s, struct formula *f)
{
    size_t i = 0, used;
    bool minus = false;

    memset(f, 0, sizeof(*f));
    while (f->n < OPERANDS_MAX) {
        char op, kind;

        used = operand_read(s, i, &f->of[f->n]);
        if (used == 0)
            return false;
        f->of[f->n++].minus = minus;
        i += used;
        if (ends_with_hundred(s, i))
            return f->n > 1;
        op = operator_read(s, &i);
        kind = op == '/' ? '/' : '+';
        if (op == '*' || (f->op && (f->op != kind || kind == '/')))
            return false;
        f->op = kind;
        minus = op == '-';
    }
    return false;
}

/* ---- evaluation ---- */

struct bound_formula {
    struct check *check;
    const struct relation_rule *rule;
    const struct formula *formula;
    uint32_t stated, of[OPERANDS_MAX];
    bool percent; /* a bare result of a division is percent */
    bool sure;
    const struct record *row;
};

static struct outcome
formula_outcome(const struct bound_formula *b, struct quantity *rate)
{
    const struct document *doc = b->check->doc;
    struct quantity q[OPERANDS_MAX] = { 0 };
    struct quantity stated = figure_quantity(doc, b->stated);
    struct outcome out;

    for (size_t i = 0; i < b->formula->n; i++) {
        q[i] = figure_quantity(doc, b->of[i]);
        if (b->formula->of[i].minus)
            q[i].printed = dec_neg(q[i].printed);
    }
    if (b->formula->op == '/' && doc->figures.items[b->stated].unit_inherited)
        stated.power = 0; /* a rate has no money unit */
    *rate = stated;
    if (b->formula->op == '+')
        return kind_sum(q, b->formula->n, stated);
    out = kind_ratio(q[0], q[1], stated);
    if (out.verdict == GJ_VIOLATED && !b->percent &&
        doc->figures.items[b->stated].kind == FIGURE_PLAIN) {
        struct quantity ratio = stated;
        struct outcome other;

        ratio.power = 2;
        other = kind_ratio(q[0], q[1], ratio);
        if (other.verdict < GJ_VIOLATED) {
            *rate = ratio;
            return other;
        }
    }
    return out;
}

static const char *
formula_print(const struct bound_formula *b)
{
    const struct document *doc = b->check->doc;
    const char *text = figure_print(doc, b->of[0]);

    for (size_t i = 1; i < b->formula->n; i++)
        text = check_printf(b->check, "%s %s %s", text,
                            b->formula->op == '/'     ? "\xC3\xB7"
                            : b->formula->of[i].minus ? "-"
                                                      : "+",
                            figure_print(doc, b->of[i]));
    return text;
}

static enum shape
formula_shape(const struct formula *f)
{
    if (f->op == '/')
        return SHAPE_RATIO;
    if (f->n == 2 && f->of[1].minus)
        return SHAPE_DIFFERENCE;
    for (size_t i = 0; i < f->n; i++)
        if (f->of[i].minus)
            return SHAPE_NONE;
    return SHAPE_SUM;
}

static void
formula_report(struct bound_formula *b)
{
    struct check *check = b->check;
    struct quantity rate;
    struct outcome outcome = formula_outcome(b, &rate);
    struct result *r = check_result(check, b->rule, b->formula->n + 1, 0);

    if (!r)
        return;
    r->shape = formula_shape(b->formula);
    r->terms[0] = bound_figure(check->doc, "result", b->stated);
    r->terms[0].q = rate;
    for (size_t i = 0; i < b->formula->n; i++)
        r->terms[i + 1] = bound_figure(check->doc, "operand", b->of[i]);
    if (!form_settle(check, r, &outcome))
        return;
    form_tell(check, r, formula_print(b), record_name(check, b->row), NULL);
    if (!b->sure)
        form_undecided(r, "row-columns");
}

static uint32_t
readable(const struct document *doc, uint32_t f)
{
    return f != FACT_NONE && doc->figures.items[f].has_value ? f : FACT_NONE;
}

/* ---- rows: (5)=(3)-(4) ---- */

static const struct record *
row_numbered(const struct document *doc, const struct form *form,
             uint8_t number)
{
    for (uint32_t i = 0; i < form->nrecords; i++) {
        const struct record *r = &doc->facts.records[form->first_record + i];

        if (r->number == number && number)
            return r;
    }
    return NULL;
}

static bool
first_is_total(const struct document *doc, const struct form *form)
{
    const struct wordlist *total = rules_words(doc->rules, "form_total");

    for (size_t i = 0; i < form->ncols; i++)
        if (form->cols[i].col != COL_NAME)
            return words_has(total, form->cols[i].head);
    return false;
}

/* The values at one place of the rows.  Where empty cells are lost, only the
 * first place is the same column in all rows. */
static bool
bind_rows(struct bound_formula *b, const struct form *form,
          const struct record *row, size_t at)
{
    const struct document *doc = b->check->doc;
    bool same = true;

    b->stated = readable(doc, row->seq[at].figure);
    if (b->stated == FACT_NONE)
        return false;
    for (size_t i = 0; i < b->formula->n; i++) {
        const struct record *other =
            row_numbered(doc, form, b->formula->of[i].number);

        if (!other || other->nseq <= at)
            return false;
        if (other->nseq != row->nseq)
            same = false;
        b->of[i] = readable(doc, other->seq[at].figure);
        if (b->of[i] == FACT_NONE)
            return false;
    }
    if (!same && at > 0)
        return false;
    b->sure = same || first_is_total(doc, form);
    return true;
}

static bool
says_percent(const struct record *record)
{
    return str_find(record->value[COL_NAME].text, STR("%"), 0) != SIZE_MAX;
}

static void
rows_run(struct check *check, const struct relation_rule *rule,
         const struct form *form)
{
    const struct document *doc = check->doc;

    for (uint32_t i = 0; i < form->nrecords; i++) {
        const struct record *row = &doc->facts.records[form->first_record + i];
        struct formula formula;
        struct bound_formula b = { .check = check,
                                   .rule = rule,
                                   .formula = &formula };

        if (!row->formula.len || !formula_read(row->formula, &formula))
            continue;
        b.row = row;
        b.percent = says_percent(row);
        for (size_t at = 0; at < row->nseq; at++)
            if (bind_rows(&b, form, row, at))
                formula_report(&b);
    }
}

/* ---- columns: C=A-B ---- */

static uint32_t
column_value(const struct document *doc, const struct form *form,
             const struct record *row, const struct operand *of)
{
    for (size_t c = 0; c < form->ncols; c++)
        if ((of->letter && form->cols[c].letter == of->letter) ||
            (of->number && form->cols[c].number == of->number))
            return readable(doc, row->vals[c].figure);
    return FACT_NONE;
}

static void
column_row(struct bound_formula *b, const struct form *form,
           const struct record *row, size_t col)
{
    const struct document *doc = b->check->doc;

    b->stated = readable(doc, row->vals[col].figure);
    if (b->stated == FACT_NONE)
        return;
    for (size_t i = 0; i < b->formula->n; i++) {
        b->of[i] = column_value(doc, form, row, &b->formula->of[i]);
        if (b->of[i] == FACT_NONE)
            return;
    }
    b->sure = row->complete;
    b->row = row;
    formula_report(b);
}

static void
columns_run(struct check *check, const struct relation_rule *rule,
            const struct form *form)
{
    const struct document *doc = check->doc;

    for (size_t c = 0; c < form->ncols; c++) {
        struct formula formula;
        struct bound_formula b = { .check = check,
                                   .rule = rule,
                                   .formula = &formula,
                                   .percent = form->cols[c].percent };

        if (!form->cols[c].formula.len || form->cols[c].col == COL_RATE ||
            !formula_read(form->cols[c].formula, &formula))
            continue;
        for (uint32_t i = 0; i < form->nrecords; i++) {
            const struct record *row =
                &doc->facts.records[form->first_record + i];

            if (row->vals)
                column_row(&b, form, row, c);
        }
    }
}

static void
row_formula_run(struct check *check, const struct relation_rule *rule)
{
    const struct facts *facts = &check->doc->facts;

    for (size_t f = 0; f < facts->nforms; f++) {
        if (facts->forms[f].kind == FORM_SCORE)
            continue;
        if (facts->forms[f].nrecords <= FORMULA_ROWS_MAX)
            rows_run(check, rule, &facts->forms[f]);
        columns_run(check, rule, &facts->forms[f]);
    }
}

const struct binder binder_row_formula = { "row-formula", row_formula_run };
