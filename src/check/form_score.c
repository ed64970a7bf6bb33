/* SPDX-License-Identifier: MIT */
/*
 * Scores: not above their weights, and together the total.
 *
 * A sum of scores is claimed only where the weights of the rows that were read
 * prove that no row is missing.
 */
#include <string.h>

#include "base/buf.h"
#include "check/form.h"
#include "check/prose.h"

#define SCORES_MAX 400

/* ---- score <= weight ---- */

static void
bound_row(struct check *check, const struct relation_rule *rule,
          const struct score_form *sf, const struct record *record)
{
    const struct document *doc = check->doc;
    uint32_t w = record_figure(doc, record, COL_WEIGHT);
    uint32_t s = record_figure(doc, record, COL_SCORE);
    struct outcome outcome;
    struct result *r;

    if (w == FACT_NONE || s == FACT_NONE)
        return;
    r = check_result(check, rule, 2, 0);
    if (!r)
        return;
    r->terms[0] = form_bound(doc, "score", s, true);
    r->terms[1] = form_bound(doc, "weight", w, true);
    r->shape = SHAPE_BOUND;
    outcome = kind_order(r->terms[0].q, r->terms[1].q);
    if (!form_settle(check, r, &outcome))
        return;
    form_tell(check, r,
              check_printf(check, "%s \xE2\x89\xA4 %s", figure_print(doc, s),
                           figure_print(doc, w)),
              record_name(check, record), figure_print(doc, w));
    r->computed = figure_print(doc, w);
    if ((!score_form_complete(sf) && !sf->blocks_close) ||
        (record->name.len == 0 && !sf->form->clean))
        form_undecided(r, "weights-open");
}

static void
score_bound_run(struct check *check, const struct relation_rule *rule)
{
    for (uint32_t f = 0; f < check->doc->facts.nforms; f++) {
        struct score_form sf;

        if (!score_form_read(check->doc, f, &sf))
            continue;
        for (uint32_t i = score_form_leaf(check->doc, &sf, sf.first);
             i < sf.end; i = score_form_leaf(check->doc, &sf, i + 1))
            bound_row(check, rule, &sf, &check->doc->facts.records[i]);
    }
}

const struct binder binder_score_bound = { "score-bound", score_bound_run };

/* ---- total = sum of scores ---- */

struct scores {
    const struct record *rows[SCORES_MAX];
    struct quantity q[SCORES_MAX];
    size_t n;
    uint32_t total;
    struct outcome outcome;
};

static void
scores_add(const struct document *doc, struct scores *s,
           const struct record *row)
{
    uint32_t f = record_figure(doc, row, COL_SCORE);

    if (f == FACT_NONE || s->n == SCORES_MAX)
        return;
    s->rows[s->n] = row;
    s->q[s->n++] = form_exact(doc, f);
}

static bool
scores_collect(const struct document *doc, const struct score_form *sf,
               bool with_fund, struct scores *s)
{
    s->n = 0;
    s->total =
        sf->total ? record_figure(doc, sf->total, COL_SCORE) : FACT_NONE;
    if (s->total == FACT_NONE)
        return false;
    if (with_fund && sf->fund)
        scores_add(doc, s, sf->fund);
    for (uint32_t i = score_form_leaf(doc, sf, sf->first); i < sf->end;
         i = score_form_leaf(doc, sf, i + 1))
        scores_add(doc, s, &doc->facts.records[i]);
    s->outcome = kind_sum(s->q, s->n, form_exact(doc, s->total));
    form_exact_sum(s->q, s->n, form_exact(doc, s->total), &s->outcome);
    return s->n > 0;
}

/* Could one be read as the other by a machine? */
static bool
ocr_alike(char a, char b)
{
    static const char *const groups[] = { "0689", "38", "17", "27",
                                          "35",   "49", "56" };

    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
        if (strchr(groups[i], a) && strchr(groups[i], b))
            return true;
    return a == b;
}

static bool
digits_alike(struct dec a, struct dec b)
{
    char x[DEC_TEXT_MAX], y[DEC_TEXT_MAX];
    size_t n = dec_format(a, x), m = dec_format(b, y);

    if (n != m)
        return false;
    for (size_t i = 0; i < n; i++)
        if (x[i] != y[i] &&
            (x[i] == '.' || y[i] == '.' || !ocr_alike(x[i], y[i])))
            return false;
    return true;
}

struct repair {
    const struct record *row; /* the only row that could take it, or NULL */
    struct dec value;
    bool misread;
};

/* Which single item, within its weight, would close the sum? */
static struct repair
repair_find(const struct document *doc, const struct scores *s)
{
    struct repair only = { .row = NULL };
    struct dec gap, sum = { 0 };
    size_t found = 0;

    for (size_t i = 0; i < s->n; i++)
        if (!dec_add(sum, s->q[i].printed, &sum))
            return only;
    if (!dec_sub(doc->figures.items[s->total].value, sum, &gap))
        return only;
    for (size_t i = 0; i < s->n; i++) {
        uint32_t w = record_figure(doc, s->rows[i], COL_WEIGHT);
        struct dec need;

        if (!dec_add(s->q[i].printed, gap, &need) || need.coef < 0)
            continue;
        if (w != FACT_NONE && dec_cmp(need, doc->figures.items[w].value) > 0)
            continue;
        found++;
        only.row = s->rows[i];
        only.value = need;
        only.misread = digits_alike(s->q[i].printed, need);
    }
    if (found != 1)
        only.row = NULL;
    return only;
}

/* Message text from the rule's params: name is the param, with {name} and
 * {value}. */
static const char *
param_text(struct check *check, const struct relation_rule *rule,
           const char *param, const char *name, const char *value)
{
    const struct param *p = rule_param(rule, param);
    struct buf b;
    const char *t;

    if (!p || p->nvalues <= (size_t)check->lang)
        return "";
    buf_init(&b, check->doc->arena);
    t = str_dup(check->doc->arena, p->values[check->lang]);
    for (; t && *t; t++) {
        if (*t == '@')
            buf_puts(&b, name);
        else if (*t == '#')
            buf_puts(&b, value);
        else
            buf_char(&b, *t);
    }
    return buf_cstr(&b);
}

static void
repair_apply(struct check *check, struct result *r, const struct scores *s,
             const char **detail)
{
    const struct document *doc = check->doc;
    struct repair fix = repair_find(doc, s);
    char digits[DEC_TEXT_MAX];

    *detail = "";
    if (!fix.row)
        return;
    digits[dec_format(dec_strip(fix.value), digits)] = '\0';
    *detail = param_text(check, r->rule, fix.misread ? "misread" : "repair",
                         record_name(check, fix.row),
                         str_dup(doc->arena, str_of(digits)));
    if (!fix.misread)
        return;
    r->slip = "ocr";
    r->slip_suggest = str_dup(doc->arena, str_of(digits));
    for (size_t i = 1; i < r->nterms; i++)
        if (r->terms[i].figure == record_figure(doc, fix.row, COL_SCORE))
            r->slip_term = (uint32_t)i;
}

static void
score_sum_report(struct check *check, const struct relation_rule *rule,
                 const struct score_form *sf, const struct scores *s)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, s->n + 1, 0);
    const char *detail = "";

    if (!r)
        return;
    r->shape = SHAPE_SUM;
    r->terms[0] = form_bound(doc, "total", s->total, true);
    for (size_t i = 0; i < s->n; i++)
        r->terms[i + 1] = form_bound(
            doc, "addend", record_figure(doc, s->rows[i], COL_SCORE), true);
    if (!form_settle(check, r, &s->outcome))
        return;
    if (r->verdict == GJ_VIOLATED && score_form_complete(sf))
        repair_apply(check, r, s, &detail);
    form_tell(check, r, terms_sum(check, r), "", detail);
    if (!score_form_complete(sf))
        form_undecided(r, "rows-unread");
    else if (sf->nscored < sf->nleaves ||
             (sf->fund_counts &&
              record_figure(doc, sf->fund, COL_SCORE) == FACT_NONE))
        form_undecided(r, "score-blank");
}

static void
unread_notice(struct check *check, const struct score_form *sf)
{
    struct document *doc = check->doc;
    uint32_t block = sf->form->block;

    if (block < doc->layout.nblocks &&
        !fact_notice(doc, "unread-table", doc->layout.blocks[block].begin,
                     STR_NONE))
        check->failed = true;
}

static void
score_sum_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->facts.nforms; f++) {
        struct score_form sf;
        struct scores s, other;

        if (!score_form_read(doc, f, &sf) ||
            !scores_collect(doc, &sf, sf.fund_counts, &s))
            continue;
        if (s.outcome.verdict != GJ_HOLDS && sf.fund &&
            !score_form_complete(&sf) &&
            scores_collect(doc, &sf, !sf.fund_counts, &other) &&
            other.outcome.verdict == GJ_HOLDS)
            s = other;
        score_sum_report(check, rule, &sf, &s);
        if (s.outcome.verdict == GJ_VIOLATED && !score_form_complete(&sf) &&
            !sf.blocks_close)
            unread_notice(check, &sf);
    }
}

const struct binder binder_score_sum = { "score-sum", score_sum_run };

/* ---- a row without a score ---- */

static const struct record *
blank_row(const struct document *doc, const struct score_form *sf)
{
    for (uint32_t i = score_form_leaf(doc, sf, sf->first); i < sf->end;
         i = score_form_leaf(doc, sf, i + 1)) {
        const struct record *record = &doc->facts.records[i];

        if (record_figure(doc, record, COL_SCORE) == FACT_NONE)
            return record;
    }
    return NULL;
}

static void
missing_report(struct check *check, const struct relation_rule *rule,
               const struct score_form *sf, const struct scores *s,
               const struct record *row)
{
    const struct document *doc = check->doc;
    uint32_t w = record_figure(doc, row, COL_WEIGHT);
    uint32_t a = record_figure(doc, row, COL_ACTUAL);
    struct dec implied, sum = { 0 };
    struct result *r;
    int above;

    for (size_t i = 0; i < s->n; i++)
        if (!dec_add(sum, s->q[i].printed, &sum))
            return;
    if (!dec_sub(doc->figures.items[s->total].value, sum, &implied))
        return;
    above = dec_cmp(implied, doc->figures.items[w].value);
    r = check_result(check, rule, a == FACT_NONE ? 2 : 3, 0);
    if (!r)
        return;
    r->terms[0] = form_bound(doc, "weight", w, true);
    r->terms[1] = form_bound(doc, "total", s->total, true);
    if (a != FACT_NONE)
        r->terms[2] = bound_figure(doc, "actual", a);
    r->verdict = GJ_VIOLATED;
    r->stated = "";
    r->computed = value_print(doc, implied, w);
    r->formula = check_printf(check, "%s - %s", figure_print(doc, s->total),
                              value_print(doc, sum, s->total));
    r->message = check_message(check, rule, "name", record_name(check, row),
                               "weight", figure_print(doc, w), "total",
                               figure_print(doc, s->total), "sum",
                               value_print(doc, sum, s->total), "computed",
                               r->computed, (char *)NULL);
    if (above == 0 || (above < 0 && implied.coef >= 0 && !sf->blocks_close))
        r->severity = GJ_NOTICE;
}

static void
missing_score_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->facts.nforms; f++) {
        const struct record *row;
        struct score_form sf;
        struct scores s;

        if (!score_form_read(doc, f, &sf) || sf.nscored + 1 != sf.nleaves ||
            sf.nleaves < 3 || !(sf.weights_close || sf.blocks_close))
            continue;
        row = blank_row(doc, &sf);
        if (!row || row->value[COL_SCORE].cell != LAYOUT_NONE ||
            record_figure(doc, row, COL_WEIGHT) == FACT_NONE ||
            row->value[COL_ACTUAL].cell == LAYOUT_NONE ||
            !scores_collect(doc, &sf, sf.fund_counts, &s))
            continue;
        missing_report(check, rule, &sf, &s, row);
    }
}

const struct binder binder_missing_score = { "missing-score",
                                             missing_score_run };
