/* SPDX-License-Identifier: MIT */
/*
 * What the binders of forms share.
 */
#include "base/buf.h"
#include "check/form.h"
#include "check/prose.h"

uint32_t
record_figure(const struct document *doc, const struct record *record,
              enum column column)
{
    uint32_t f = record->value[column].figure;

    if (f == FACT_NONE || !doc->figures.items[f].has_value)
        return FACT_NONE;
    return f;
}

struct quantity
form_exact(const struct document *doc, uint32_t figure)
{
    struct quantity q = figure_quantity(doc, figure);

    q.exact = true;
    q.power = 0;
    q.open = 0;
    return q;
}

struct bound
form_bound(const struct document *doc, const char *term, uint32_t figure,
           bool exact)
{
    struct bound b = bound_figure(doc, term, figure);

    if (exact)
        b.q = form_exact(doc, figure);
    return b;
}

const char *
record_name(const struct check *check, const struct record *record)
{
    struct str name = record->name;

    if (name.len == 0)
        return "";
    if (name.len > 90) {
        name.len = 90;
        while (name.len && ((unsigned char)name.ptr[name.len] & 0xC0) == 0x80)
            name.len--;
    }
    return str_dup(check->doc->arena, name);
}

void
form_exact_sum(const struct quantity *q, size_t n, struct quantity total,
               struct outcome *out)
{
    struct dec sum = { 0 };

    for (size_t i = 0; i < n; i++)
        if (!dec_add(sum, q[i].printed, &sum))
            return;
    if (!out->has_computed)
        return;
    out->computed = sum;
    out->exact_computed = sum;
    if (dec_cmp(sum, total.printed) == 0)
        out->verdict = GJ_HOLDS;
    else if (dec_cmp(dec_round(sum, total.printed.scale), total.printed) == 0)
        out->verdict = GJ_LAST_DIGIT;
    else if (dec_cmp(dec_truncate(sum, total.printed.scale), total.printed) ==
             0)
        out->verdict = GJ_TRUNCATED;
    else
        out->verdict = GJ_VIOLATED;
}

struct result *
form_equation(struct check *check, const struct relation_rule *rule,
              enum shape shape, const uint32_t *figures,
              const char *const *names, size_t n)
{
    struct result *r = check_result(check, rule, n, 0);

    if (!r)
        return NULL;
    r->shape = shape;
    for (size_t i = 0; i < n; i++)
        r->terms[i] = bound_figure(check->doc, names[i], figures[i]);
    return r;
}

bool
form_keeps_columns(const struct form *form)
{
    return form->shape == TABLE_PIPE || form->shape == TABLE_TAB;
}

bool
form_rate_row(const struct document *doc, const struct record *record)
{
    const struct wordlist *ends = rules_words(doc->rules, "form_rate_end");

    return str_find(record->value[COL_NAME].text, STR("%"), 0) != SIZE_MAX ||
           words_before(ends, record->name, record->name.len) > 0;
}

const char *
terms_sum(struct check *check, const struct result *r)
{
    struct buf b;

    buf_init(&b, check->doc->arena);
    for (size_t i = 1; i < r->nterms; i++) {
        if (i > 1)
            buf_puts(&b, " + ");
        buf_puts(&b, figure_print(check->doc, r->terms[i].figure));
        if (i == 40 && r->nterms > 42) {
            buf_puts(&b, " + ...");
            break;
        }
    }
    if (b.failed)
        check->failed = true;
    return buf_cstr(&b);
}

bool
form_settle(struct check *check, struct result *r,
            const struct outcome *outcome)
{
    if (r->nterms && r->terms[0].figure != FACT_NONE)
        return result_settle(check, r, outcome, r->terms[0].figure);
    r->verdict = outcome->verdict;
    return check_tells(check, r);
}

void
form_tell(struct check *check, struct result *r, const char *formula,
          const char *name, const char *detail)
{
    r->formula = formula;
    r->message = check_message(check, r->rule, "name", name, "stated",
                               r->stated, "computed", r->computed, "formula",
                               formula, "detail", detail, (char *)NULL);
}

void
form_undecided(struct result *r, const char *reason)
{
    if (r->verdict != GJ_VIOLATED)
        return;
    r->verdict = GJ_UNDECIDED;
    r->reason = reason;
}

static const struct record *
fund_row(const struct document *doc, uint32_t form)
{
    const struct facts *facts = &doc->facts;
    const struct form *fund;

    if (form == 0 || facts->forms[form - 1].kind != FORM_FUND)
        return NULL;
    fund = &facts->forms[form - 1];
    for (uint32_t i = 0; i < fund->nrecords; i++) {
        const struct record *r = &facts->records[fund->first_record + i];

        if (record_figure(doc, r, COL_WEIGHT) != FACT_NONE &&
            (r->complete || record_figure(doc, r, COL_SCORE) != FACT_NONE ||
             r->value[COL_SCORE].cell != LAYOUT_NONE))
            return r;
    }
    return NULL;
}

static bool
add_weight(const struct document *doc, const struct record *record,
           struct dec *sum)
{
    uint32_t f = record_figure(doc, record, COL_WEIGHT);

    return f != FACT_NONE && dec_add(*sum, doc->figures.items[f].value, sum);
}

/* Weights are all percentages or none is. */
static bool
same_weight_kind(const struct document *doc, const struct score_form *sf,
                 const struct record *record)
{
    uint32_t f = record_figure(doc, record, COL_WEIGHT);
    bool percent =
        f != FACT_NONE && doc->figures.items[f].kind == FIGURE_PERCENT;

    return f == FACT_NONE || sf->nweighted == 0 || percent == sf->percent;
}

uint32_t
score_form_leaf(const struct document *doc, const struct score_form *sf,
                uint32_t i)
{
    const struct record *records = doc->facts.records;

    while (i < sf->end &&
           (records[i].kind != RECORD_LEAF || records[i].duplicate))
        i++;
    return i;
}

static bool
sums_to(struct dec sum, const struct record *extra, const struct document *doc,
        struct dec full)
{
    uint32_t f = extra ? record_figure(doc, extra, COL_WEIGHT) : FACT_NONE;

    if (f != FACT_NONE && !dec_add(sum, doc->figures.items[f].value, &sum))
        return false;
    return dec_cmp(sum, full) == 0;
}

/* Walk the leaves in reading order and cut them where the level-1 weights
 * say: each prefix sum of the parents must be one of the leaves. A parent may
 * stand anywhere in its block, so only the order of the parents counts. */
static bool
blocks_close(const struct document *doc, const struct score_form *sf)
{
    const struct record *records = doc->facts.records;
    struct dec parents = { 0 }, leaves = { 0 };
    uint32_t leaf = score_form_leaf(doc, sf, sf->first);

    for (uint32_t i = sf->first; i < sf->end; i++) {
        if (records[i].kind != RECORD_PARENT || records[i].level != 1 ||
            records[i].duplicate)
            continue;
        if (!add_weight(doc, &records[i], &parents))
            return false;
        while (leaf < sf->end && dec_cmp(leaves, parents) < 0) {
            if (!add_weight(doc, &records[leaf], &leaves))
                return false;
            leaf = score_form_leaf(doc, sf, leaf + 1);
        }
        if (dec_cmp(leaves, parents) != 0)
            return false;
    }
    return leaf >= sf->end && sf->nlevel1 > 0;
}

static void
count_record(const struct document *doc, struct score_form *sf,
             const struct record *record, uint32_t *last_number)
{
    if (record->kind == RECORD_TOTAL) {
        uint32_t f = record_figure(doc, record, COL_WEIGHT);

        sf->total = record;
        if (f != FACT_NONE)
            sf->full = doc->figures.items[f].value;
    } else if (record->kind == RECORD_PARENT && record->level == 1 &&
               !record->duplicate) {
        sf->nlevel1 += add_weight(doc, record, &sf->level1_sum);
    } else if (record->kind == RECORD_LEAF && !record->duplicate) {
        sf->nleaves++;
        if (same_weight_kind(doc, sf, record)) {
            uint32_t f = record_figure(doc, record, COL_WEIGHT);

            sf->percent =
                f != FACT_NONE && doc->figures.items[f].kind == FIGURE_PERCENT;
            sf->nweighted += add_weight(doc, record, &sf->leaf_sum);
        }
        sf->nscored += record_figure(doc, record, COL_SCORE) != FACT_NONE;
        if (record->number && record->number == *last_number + 1) {
            *last_number = record->number;
            sf->nnumbered++;
        }
    }
}

/* Is the execution rate scored again among the indicators, or do the
 * indicators make up the whole without it? */
static bool
fund_apart(const struct document *doc, struct score_form *sf)
{
    const struct record *records = doc->facts.records;
    const struct wordlist *words = rules_words(doc->rules, "form_execution");
    struct dec scores = { 0 };
    uint32_t total =
        sf->total ? record_figure(doc, sf->total, COL_SCORE) : FACT_NONE;
    bool all = sf->nscored == sf->nleaves;

    for (uint32_t i = score_form_leaf(doc, sf, sf->first); i < sf->end;
         i = score_form_leaf(doc, sf, i + 1)) {
        uint32_t s = record_figure(doc, &records[i], COL_SCORE);

        if (words_has(words, records[i].name))
            sf->execution = true;
        if (s == FACT_NONE ||
            !dec_add(scores, doc->figures.items[s].value, &scores))
            all = false;
    }
    if (sf->execution)
        return true;
    if (sf->nweighted < sf->nleaves)
        return dec_cmp(sf->level1_sum, sf->full) == 0;
    return dec_cmp(sf->leaf_sum, sf->full) == 0 && all &&
           (total == FACT_NONE ||
            dec_cmp(scores, doc->figures.items[total].value) == 0);
}

static bool
scores_close(const struct document *doc, const struct score_form *sf)
{
    uint32_t total =
        sf->total ? record_figure(doc, sf->total, COL_SCORE) : FACT_NONE;
    uint32_t fund =
        sf->fund_counts ? record_figure(doc, sf->fund, COL_SCORE) : FACT_NONE;
    struct dec sum = { 0 };

    if (total == FACT_NONE || sf->nscored != sf->nleaves)
        return false;
    if (fund != FACT_NONE &&
        !dec_add(sum, doc->figures.items[fund].value, &sum))
        return false;
    for (uint32_t i = score_form_leaf(doc, sf, sf->first); i < sf->end;
         i = score_form_leaf(doc, sf, i + 1)) {
        uint32_t s = record_figure(doc, &doc->facts.records[i], COL_SCORE);

        if (!dec_add(sum, doc->figures.items[s].value, &sum))
            return false;
    }
    return dec_cmp(sum, doc->figures.items[total].value) == 0;
}

bool
score_form_read(const struct document *doc, uint32_t form,
                struct score_form *sf)
{
    uint32_t last_number = 0;

    *sf = (struct score_form){ .form = &doc->facts.forms[form],
                               .full = { 100, 0 } };
    if (sf->form->kind != FORM_SCORE)
        return false;
    sf->first = sf->form->first_record;
    sf->end = sf->first + sf->form->nrecords;
    sf->fund = fund_row(doc, form);
    for (uint32_t i = sf->first; i < sf->end; i++)
        count_record(doc, sf, &doc->facts.records[i], &last_number);
    if (sf->nleaves == 0)
        return false;
    sf->fund_counts = !fund_apart(doc, sf) && sf->fund;
    sf->scores_close = scores_close(doc, sf);
    if (sf->nweighted == sf->nleaves) {
        sf->weights_close = sums_to(
            sf->leaf_sum, sf->fund_counts ? sf->fund : NULL, doc, sf->full);
        sf->blocks_close = blocks_close(doc, sf);
    } else {
        sf->numbers_close =
            sf->nweighted + sf->nnumbered == sf->nleaves &&
            sf->nnumbered > 0 && last_number == sf->nnumbered &&
            sums_to(sf->level1_sum, sf->fund_counts ? sf->fund : NULL, doc,
                    sf->full);
    }
    return true;
}

bool
score_form_complete(const struct score_form *sf)
{
    return sf->weights_close || sf->numbers_close;
}

uint32_t
value_at(const struct document *doc, const struct record *record, size_t col)
{
    uint32_t f = record->vals ? record->vals[col].figure : FACT_NONE;

    return f != FACT_NONE && doc->figures.items[f].has_value ? f : FACT_NONE;
}

bool
role_listed(const struct relation_rule *rule, const char *name, role_id role)
{
    const struct term_rule *term = rule_term(rule, name);

    for (size_t i = 0; term && i < term->nroles; i++)
        if (term->roles[i] == role)
            return true;
    return false;
}
