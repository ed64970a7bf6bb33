/* SPDX-License-Identifier: MIT */
/*
 * Fund tables: totals down the columns.
 */
#include <string.h>

#include "check/form.h"
#include "check/prose.h"
#include "check/same.h"

#define PARTS_MAX 24

struct fund_sum {
    struct check *check;
    const struct relation_rule *rule;
    const struct form *form;
    uint32_t total, end; /* records: the total and behind its last part */
    size_t col;
    bool witness; /* another column closes with the same rows */
};

static bool
is_nested(const struct fund_sum *fs, const struct record *record)
{
    return words_has(rules_words(fs->check->doc->rules, "form_fund_nested"),
                     record->name);
}

/* Parts of one reading: all rows, or those that are no parts of parts. */
static size_t
collect_parts(const struct fund_sum *fs, bool outer, uint32_t *parts)
{
    const struct document *doc = fs->check->doc;
    size_t n = 0;

    for (uint32_t i = fs->total + 1; i < fs->end && n < PARTS_MAX; i++) {
        const struct record *record = &doc->facts.records[i];
        uint32_t f = value_at(doc, record, fs->col);

        if (f != FACT_NONE && !(outer && is_nested(fs, record)))
            parts[n++] = f;
    }
    return n;
}

static struct outcome
sum_outcome(const struct document *doc, uint32_t total, const uint32_t *parts,
            size_t n)
{
    struct quantity addends[PARTS_MAX];

    for (size_t i = 0; i < n; i++)
        addends[i] = figure_quantity(doc, parts[i]);
    return kind_sum(addends, n, figure_quantity(doc, total));
}

/* The parts are all there: the list ends with "other funds", every row was
 * read surely, and a cell without a number is a dash or an empty cell. */
static bool
parts_closed(const struct fund_sum *fs)
{
    const struct document *doc = fs->check->doc;
    const struct wordlist *other = rules_words(doc->rules, "form_fund_other");
    bool closed = fs->witness;

    for (uint32_t i = fs->total; i < fs->end; i++) {
        const struct record *record = &doc->facts.records[i];

        if (!record->complete && record->nseq)
            return false;
        if (record->nseq && record->vals &&
            record->vals[fs->col].cell == LAYOUT_NONE)
            return false; /* the row broke off before this column */
        closed |= words_has(other, record->name);
    }
    return closed;
}

/* Does the only part equal the total in all other columns? */
static bool
part_is_whole(const struct fund_sum *fs)
{
    const struct document *doc = fs->check->doc;
    const struct record *total = &doc->facts.records[fs->total];
    size_t same = 0;

    for (size_t c = 0; c < fs->form->ncols; c++) {
        uint32_t a = value_at(doc, total, c), b = value_at(doc, total + 1, c);

        if (c == fs->col || a == FACT_NONE || b == FACT_NONE ||
            !role_listed(fs->rule, "total", fs->form->cols[c].role))
            continue;
        if (!base_equal(doc, a, b) || dec_is_zero(doc->figures.items[a].value))
            return false;
        same++;
    }
    return same > 0;
}

/* A single part that is greater than the whole, or a slip of it. */
static bool
single_wrong(const struct fund_sum *fs, uint32_t total, uint32_t part,
             int sign)
{
    const struct record *r = &fs->check->doc->facts.records[fs->total];

    if (!r[0].complete || !r[1].complete || fs->end != fs->total + 2 ||
        !part_is_whole(fs))
        return false;
    return sign > 0 || slip_apart(fs->check->doc, total, part);
}

static void
sum_report(struct fund_sum *fs, uint32_t total, const uint32_t *parts,
           size_t n, const struct outcome *outcome)
{
    struct check *check = fs->check;
    struct result *r = check_result(check, fs->rule, n + 1, 0);
    int sign = 0;

    if (!r)
        return;
    r->shape = SHAPE_SUM;
    r->terms[0] = bound_figure(check->doc, "total", total);
    for (size_t i = 0; i < n; i++)
        r->terms[i + 1] = bound_figure(check->doc, "addend", parts[i]);
    if (outcome->has_computed)
        sign =
            dec_cmp(outcome->computed, check->doc->figures.items[total].value);
    if (!form_settle(check, r, outcome))
        return;
    form_tell(check, r, terms_sum(check, r),
              record_name(check, &check->doc->facts.records[fs->total]), NULL);
    if (!parts_closed(fs) &&
        !(n == 1 && single_wrong(fs, total, parts[0], sign)))
        form_undecided(r, sign > 0 ? "rows-uncertain" : "parts-incomplete");
}

/* Of two readings that both fail, which misses by less? */
static bool
nearer(const struct document *doc, uint32_t total, const struct outcome *a,
       const struct outcome *b)
{
    struct dec stated = doc->figures.items[total].value, x, y;

    return dec_sub(a->computed, stated, &x) &&
           dec_sub(b->computed, stated, &y) &&
           dec_cmp(dec_abs(x), dec_abs(y)) < 0;
}

static void
sum_column(struct fund_sum *fs)
{
    const struct document *doc = fs->check->doc;
    uint32_t total = value_at(doc, &doc->facts.records[fs->total], fs->col);
    uint32_t parts[PARTS_MAX], outer[PARTS_MAX];
    size_t n, m;
    struct outcome all, top;

    if (total == FACT_NONE)
        return;
    n = collect_parts(fs, false, parts);
    m = collect_parts(fs, true, outer);
    if (n == 0)
        return;
    all = sum_outcome(doc, total, parts, n);
    if (m > 0 && m < n) {
        top = sum_outcome(doc, total, outer, m);
        if (top.verdict < all.verdict ||
            (all.verdict == GJ_VIOLATED && nearer(doc, total, &top, &all))) {
            sum_report(fs, total, outer, m, &top);
            return;
        }
    }
    sum_report(fs, total, parts, n, &all);
}

/* Does a column other than this one close, with several parts at work? */
static bool
other_closes(struct fund_sum fs, const struct relation_rule *rule)
{
    const struct document *doc = fs.check->doc;
    size_t own = fs.col;

    for (fs.col = 0; fs.col < fs.form->ncols; fs.col++) {
        uint32_t total = value_at(doc, &doc->facts.records[fs.total], fs.col);
        uint32_t parts[PARTS_MAX];
        size_t n, busy = 0;

        if (fs.col == own || total == FACT_NONE ||
            !role_listed(rule, "total", fs.form->cols[fs.col].role))
            continue;
        n = collect_parts(&fs, false, parts);
        for (size_t i = 0; i < n; i++)
            busy += !dec_is_zero(doc->figures.items[parts[i]].value);
        if (busy > 1 && sum_outcome(doc, total, parts, n).verdict == GJ_HOLDS)
            return true;
    }
    return false;
}

static void
fund_total_run(struct check *check, const struct relation_rule *rule)
{
    const struct facts *facts = &check->doc->facts;

    for (size_t f = 0; f < facts->nforms; f++) {
        const struct form *form = &facts->forms[f];
        struct fund_sum fs = { .check = check, .rule = rule, .form = form };
        uint32_t end = form->first_record + form->nrecords;

        if (form->kind != FORM_FUND || form->nrecords < 2)
            continue;
        fs.total = form->first_record;
        if (facts->records[fs.total].level != 0)
            continue;
        for (fs.end = fs.total + 1; fs.end < end; fs.end++)
            if (facts->records[fs.end].level == 0)
                break;
        for (fs.col = 0; fs.col < form->ncols; fs.col++)
            if (role_listed(rule, "total", form->cols[fs.col].role)) {
                fs.witness = other_closes(fs, rule);
                sum_column(&fs);
            }
    }
}

const struct binder binder_fund_total = { "fund-total", fund_total_run };
