/* SPDX-License-Identifier: MIT */
/*
 * Weights: leaves add up to their parents, parents to the full mark.
 */
#include "check/form.h"
#include "check/prose.h"

#define TERMS_MAX 400

struct terms {
    uint32_t figures[TERMS_MAX];
    size_t n;
};

static bool
term_add(struct terms *t, uint32_t figure)
{
    if (figure == FACT_NONE || t->n == TERMS_MAX)
        return false;
    t->figures[t->n++] = figure;
    return true;
}

/* Weights are rounded only where equal shares have no end: each by half a
 * unit of its last digit. */
static enum gj_verdict
weights_verdict(const struct quantity *q, size_t n, struct quantity total,
                struct dec sum, enum gj_verdict verdict)
{
    struct dec gap, slack = { 0 };

    for (size_t i = 0; i < n; i++)
        if (q[i].printed.scale > 0 &&
            !dec_add(slack, (struct dec){ 5, q[i].printed.scale + 1 }, &slack))
            return verdict;
    if (!dec_sub(sum, total.printed, &gap))
        return verdict;
    return dec_cmp(dec_abs(gap), slack) <= 0 ? verdict : GJ_VIOLATED;
}

static struct result *
sum_result(struct check *check, const struct relation_rule *rule,
           uint32_t total, const struct terms *terms, const struct record *of)
{
    struct result *r = check_result(check, rule, terms->n + 1, 0);
    struct quantity *q;
    struct outcome outcome;

    q = arena_array(check->doc->arena, terms->n + 1, sizeof(*q));
    if (!r || !q) {
        check->failed = true;
        return NULL;
    }
    r->shape = SHAPE_SUM;
    r->terms[0] = form_bound(check->doc, "total", total, true);
    for (size_t i = 0; i < terms->n; i++) {
        r->terms[i + 1] =
            form_bound(check->doc, "addend", terms->figures[i], true);
        q[i] = r->terms[i + 1].q;
    }
    outcome = kind_sum(q, terms->n, r->terms[0].q);
    form_exact_sum(q, terms->n, r->terms[0].q, &outcome);
    if (outcome.verdict == GJ_LAST_DIGIT || outcome.verdict == GJ_TRUNCATED)
        outcome.verdict = weights_verdict(q, terms->n, r->terms[0].q,
                                          outcome.computed, outcome.verdict);
    if (form_settle(check, r, &outcome))
        form_tell(check, r, terms_sum(check, r),
                  of ? record_name(check, of) : "", NULL);
    return r;
}

static void
collect(const struct document *doc, const struct score_form *sf, bool leaves,
        struct terms *out)
{
    uint32_t fund =
        sf->fund ? record_figure(doc, sf->fund, COL_WEIGHT) : FACT_NONE;

    out->n = 0;
    if (sf->fund_counts)
        term_add(out, fund);
    for (uint32_t i = sf->first; i < sf->end; i++) {
        const struct record *record = &doc->facts.records[i];
        bool wanted =
            leaves ? record->kind == RECORD_LEAF
                   : record->kind == RECORD_PARENT && record->level == 1;

        if (wanted && !record->duplicate)
            term_add(out, record_figure(doc, record, COL_WEIGHT));
    }
}

/* The execution rate may stand among the levels, its weight in its row. */
static bool
is_execution(const struct document *doc, const struct record *record)
{
    return words_has(rules_words(doc->rules, "form_execution"), record->name);
}

/* The first leaf behind the block of a parent. */
static uint32_t
skip_block(const struct document *doc, const struct score_form *sf,
           uint32_t level, uint32_t parent, uint32_t leaf)
{
    const struct record *r = doc->facts.records;
    uint32_t next = parent + 1;

    while (next < sf->end &&
           (r[next].kind != RECORD_PARENT || r[next].level > level))
        next++;
    while (leaf < next)
        leaf = score_form_leaf(doc, sf, leaf + 1);
    return leaf;
}

/* One result for each parent of a level, if all of them close; false if one
 * does not. */
static bool
level_blocks(struct check *check, const struct relation_rule *rule,
             const struct score_form *sf, uint32_t level, bool report)
{
    const struct document *doc = check->doc;
    const struct record *records = doc->facts.records;
    uint32_t leaf = score_form_leaf(doc, sf, sf->first);

    for (uint32_t i = sf->first; i < sf->end; i++) {
        struct terms terms = { .n = 0 };
        struct dec sum = { 0 };
        uint32_t w;

        if (records[i].kind != RECORD_PARENT || records[i].level != level ||
            records[i].duplicate)
            continue;
        w = record_figure(doc, &records[i], COL_WEIGHT);
        if (w == FACT_NONE && is_execution(doc, &records[i])) {
            leaf = skip_block(doc, sf, level, i, leaf);
            continue;
        }
        if (w == FACT_NONE)
            return false;
        while (leaf < sf->end &&
               dec_cmp(sum, doc->figures.items[w].value) < 0) {
            uint32_t f = record_figure(doc, &records[leaf], COL_WEIGHT);

            if (!term_add(&terms, f) ||
                !dec_add(sum, doc->figures.items[f].value, &sum))
                return false;
            leaf = score_form_leaf(doc, sf, leaf + 1);
        }
        if (dec_cmp(sum, doc->figures.items[w].value) != 0)
            return false;
        if (report)
            sum_result(check, rule, w, &terms, &records[i]);
    }
    return true;
}

/* The block behind a parent, up to the next one of its level. */
static bool
block_terms(const struct document *doc, const struct score_form *sf,
            uint32_t level, uint32_t parent, struct terms *out,
            struct dec *sum)
{
    const struct record *records = doc->facts.records;

    out->n = 0;
    *sum = (struct dec){ 0, 0 };
    for (uint32_t i = parent + 1; i < sf->end; i++) {
        uint32_t f;

        if (records[i].kind == RECORD_TOTAL ||
            (records[i].kind == RECORD_PARENT && records[i].level <= level &&
             !records[i].duplicate &&
             (record_figure(doc, &records[i], COL_WEIGHT) != FACT_NONE ||
              is_execution(doc, &records[i]))))
            break;
        if (records[i].kind != RECORD_LEAF || records[i].duplicate)
            continue;
        f = record_figure(doc, &records[i], COL_WEIGHT);
        if (!term_add(out, f) ||
            !dec_add(*sum, doc->figures.items[f].value, sum))
            return false;
    }
    return true;
}

/* Would a parent that was not read, with the last leaves of the block as its
 * own, explain why the leaves exceed the parent? */
static bool
lost_parent(const struct document *doc, const struct terms *leaves,
            struct dec excess)
{
    struct dec sum = { 0 };

    for (size_t i = leaves->n; i-- > 1;) {
        if (!dec_add(sum, doc->figures.items[leaves->figures[i]].value, &sum))
            return true;
        if (dec_cmp(sum, excess) == 0)
            return true;
    }
    return false;
}

/* The only parent of a level that is not the sum of its leaves; FACT_NONE if
 * there is none, or more than one, or if the blocks cannot be told. */
static uint32_t
odd_parent(const struct document *doc, const struct score_form *sf,
           uint32_t level)
{
    const struct record *records = doc->facts.records;
    uint32_t odd = FACT_NONE;
    size_t bad = 0, good = 0;
    bool apart = false;
    struct terms terms;
    struct dec sum;

    for (uint32_t i = sf->first; i < sf->end; i++) {
        uint32_t w;

        if (records[i].kind == RECORD_LEAF && !good && !bad && !apart)
            return FACT_NONE; /* parents stand behind their first child */
        if (records[i].kind != RECORD_PARENT || records[i].level != level ||
            records[i].duplicate)
            continue;
        w = record_figure(doc, &records[i], COL_WEIGHT);
        apart = w == FACT_NONE && is_execution(doc, &records[i]);
        if (apart)
            continue;
        if (w == FACT_NONE) /* its leaves would go to the parent before */
            return FACT_NONE;
        if (!block_terms(doc, sf, level, i, &terms, &sum) || terms.n == 0)
            return FACT_NONE;
        if (dec_cmp(sum, doc->figures.items[w].value) == 0) {
            good++;
            continue;
        }
        bad++;
        odd = i;
    }
    return bad == 1 && good >= level ? odd : FACT_NONE;
}

/* The parents add up to the full mark and all but one of them to their
 * leaves: that one contradicts its leaves. */
static bool
odd_block(struct check *check, const struct relation_rule *rule,
          const struct score_form *sf, uint32_t level)
{
    const struct document *doc = check->doc;
    uint32_t odd = odd_parent(doc, sf, level), weight;
    struct terms terms;
    struct dec sum, excess;

    if (!sf->form->clean || odd == FACT_NONE ||
        !block_terms(doc, sf, level, odd, &terms, &sum))
        return false;
    weight = record_figure(doc, &doc->facts.records[odd], COL_WEIGHT);
    if (!dec_sub(sum, doc->figures.items[weight].value, &excess) ||
        (excess.coef > 0 && lost_parent(doc, &terms, excess)))
        return false;
    if (!sf->scores_close && !sf->weights_close &&
        (!score_form_all_complete(doc, sf) || excess.coef < 0))
        return false; /* a row may be missing or damaged */
    sum_result(check, rule, weight, &terms, &doc->facts.records[odd]);
    return true;
}

static void
leaves_open(struct check *check, const struct relation_rule *rule,
            const struct score_form *sf, uint32_t total)
{
    const struct document *doc = check->doc;
    struct terms terms;
    struct result *r;

    if (total != FACT_NONE && sf->blocks_close) {
        collect(doc, sf, false, &terms);
        r = terms.n > 1 ? sum_result(check, rule, total, &terms, NULL) : NULL;
        if (r && score_form_execution_apart(sf))
            form_undecided(r, "execution-elsewhere");
        return;
    }
    if (score_form_level1_full(doc, sf) && odd_block(check, rule, sf, 1))
        return;
    collect(doc, sf, true, &terms);
    if (total == FACT_NONE || terms.n == 0)
        return;
    r = sum_result(check, rule, total, &terms, NULL);
    if (r &&
        !(score_form_rows_certain(doc, sf) && !score_form_execution_apart(sf)))
        form_undecided(r, "rows-unread");
}

/* All levels if they close as a whole, else those that close by themselves. */
static void
levels_report(struct check *check, const struct relation_rule *rule,
              const struct score_form *sf)
{
    if (!level_blocks(check, rule, sf, 1, false) ||
        !level_blocks(check, rule, sf, 2, false)) {
        form_levels_note(check, rule, sf);
        return;
    }
    level_blocks(check, rule, sf, 1, true);
    level_blocks(check, rule, sf, 2, true);
}

static void
weight_form(struct check *check, const struct relation_rule *rule,
            uint32_t form)
{
    const struct document *doc = check->doc;
    struct score_form sf;
    struct terms terms;
    uint32_t total;

    if (!score_form_read(doc, form, &sf))
        return;
    total = sf.total ? record_figure(doc, sf.total, COL_WEIGHT) : FACT_NONE;
    if (sf.nweighted == sf.nleaves && !sf.weights_close) {
        leaves_open(check, rule, &sf, total);
        form_levels_note(check, rule, &sf);
        return;
    }
    if (total != FACT_NONE && sf.weights_close) {
        collect(doc, &sf, true, &terms);
        sum_result(check, rule, total, &terms, NULL);
    }
    if (total != FACT_NONE && score_form_level1_full(doc, &sf)) {
        collect(doc, &sf, false, &terms);
        if (terms.n > 1)
            sum_result(check, rule, total, &terms, NULL);
    }
    if (sf.weights_close && !sf.blocks_close)
        odd_block(check, rule, &sf, 1);
    if (sf.weights_close)
        odd_block(check, rule, &sf, 2);
    levels_report(check, rule, &sf);
    form_children_note(check, rule, &sf);
}

static void
weight_sum_run(struct check *check, const struct relation_rule *rule)
{
    for (uint32_t f = 0; f < check->doc->facts.nforms; f++)
        weight_form(check, rule, f);
}

const struct binder binder_weight_sum = { "weight-sum", weight_sum_run };
