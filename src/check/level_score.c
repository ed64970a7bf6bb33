/* SPDX-License-Identifier: MIT */
/*
 * level-score: "output indicators: full mark 50, score 47" told in the text,
 *     against itself (score within full mark) and against the level of that
 *     name in the form (its weight, the sum of its scores).
 * same-score: the total score of the text against the total row of the form.
 */
#include <string.h>

#include "check/form.h"
#include "check/prose.h"

#define SUM_SIGN "Σ"

#define LEAVES_MAX 80

static uint32_t
column_of(const struct record *r, enum column c)
{
    return r->value[c].figure;
}

/* A figure that tells where a level stands: its weight, or that of a leaf. */
static uint32_t
level_figure(const struct document *doc, size_t level)
{
    const struct record *records = doc->facts.records;

    for (size_t i = level; i < doc->facts.nrecords && i < level + 8; i++) {
        if (column_of(&records[i], COL_WEIGHT) != FACT_NONE)
            return column_of(&records[i], COL_WEIGHT);
    }
    return FACT_NONE;
}

/* The level-1 record whose name, without its general ending, stands in the
 * text; NULL if none or several do. */
static const struct record *
level_named(const struct document *doc, uint32_t near, struct str text)
{
    const struct record *found = NULL;
    const struct wordlist *tail = rules_words(doc->rules, "level_tail");

    for (size_t i = 0; i < doc->facts.nrecords && i < 2000; i++) {
        const struct record *r = &doc->facts.records[i];
        struct str name = r->name;
        uint32_t figure;
        size_t n;

        if (r->kind != RECORD_PARENT || r->level != 1 || r->duplicate ||
            (figure = level_figure(doc, i)) == FACT_NONE ||
            !same_report(doc, near, figure))
            continue;
        while ((n = words_before(tail, name, name.len)) > 0)
            name = str_sub(name, 0, name.len - n);
        if (name.len < 6 || str_find(text, name, 0) == SIZE_MAX)
            continue;
        if (found && (found->form != r->form || !str_eq(found->name, r->name)))
            return NULL;
        found = found ? found : r;
    }
    return found;
}

struct leaves {
    uint32_t weights[LEAVES_MAX], scores[LEAVES_MAX];
    size_t n;
    struct dec weight, score; /* sums */
};

/* The leaves below a level, if each has a weight and a score. */
static bool
level_leaves(const struct document *doc, const struct record *level,
             struct leaves *out)
{
    const struct record *at = NULL; /* level-1 record last met */

    *out = (struct leaves){ .n = 0 };
    for (size_t i = 0; i < doc->facts.nrecords; i++) {
        const struct record *r = &doc->facts.records[i];
        uint32_t w = column_of(r, COL_WEIGHT), s = column_of(r, COL_SCORE);

        /* a merged cell may be printed in every row */
        if (r->kind == RECORD_PARENT && r->level == 1 && !r->duplicate)
            at = r->form == level->form && str_eq(r->name, level->name) ? level
                                                                        : r;
        if (r->kind != RECORD_LEAF || r->duplicate || at != level ||
            r->form != level->form)
            continue;
        if (w == FACT_NONE || s == FACT_NONE || out->n == LEAVES_MAX ||
            r->name.len == 0 || doc->figures.items[w].kind == FIGURE_PERCENT ||
            dec_cmp(doc->figures.items[w].value, (struct dec){ 100, 0 }) > 0 ||
            !dec_add(out->weight, doc->figures.items[w].value, &out->weight) ||
            !dec_add(out->score, doc->figures.items[s].value, &out->score))
            return false;
        out->weights[out->n] = w;
        out->scores[out->n++] = s;
    }
    return out->n > 0;
}

static void
exact_report(struct check *check, const struct relation_rule *rule,
             uint32_t stated, const uint32_t *others, size_t n,
             struct str level)
{
    const struct document *doc = check->doc;
    const char *what;
    struct quantity q[LEAVES_MAX], total = figure_quantity(doc, stated);
    struct outcome outcome;
    struct result *r = check_result(check, rule, n + 1, 0);

    if (!r)
        return;
    total.exact = true;
    r->shape = SHAPE_SUM;
    r->terms[0] = bound_figure(doc, "stated", stated);
    r->terms[0].q = total;
    for (size_t i = 0; i < n; i++) {
        r->terms[i + 1] = bound_figure(doc, "addend", others[i]);
        r->terms[i + 1].q.exact = true;
        q[i] = r->terms[i + 1].q;
    }
    outcome = kind_sum(q, n, total);
    if (!result_settle(check, r, &outcome, stated))
        return;
    what = n == 1 ? figure_print(doc, others[0]) : SUM_SIGN;
    r->formula = n > 1 ? terms_sum(check, r)
                       : check_printf(check, "%s = %s", r->stated, what);
    r->message = check_message(check, rule, "stated", r->stated, "computed",
                               r->computed, "what", what, "name",
                               check_printf(check, "%.*s%s", (int)level.len,
                                            level.len ? level.ptr : "",
                                            figure_name(check, stated)),
                               (char *)NULL);
}

static void
bound_report(struct check *check, const struct relation_rule *rule,
             uint32_t full, uint32_t score)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, 2, 0);
    bool fits = dec_cmp(doc->figures.items[score].value,
                        doc->figures.items[full].value) <= 0;

    if (!r)
        return;
    r->terms[0] = bound_figure(doc, "score", score);
    r->terms[1] = bound_figure(doc, "full", full);
    r->verdict = fits ? GJ_HOLDS : GJ_VIOLATED;
    if (!check_tells(check, r))
        return;
    r->stated = figure_print(doc, score);
    r->computed = figure_print(doc, full);
    r->formula = check_printf(check, "%s ≤ %s", r->stated, r->computed);
    r->message = check_message(check, rule, "stated", r->stated, "computed",
                               r->computed, "what", r->formula, "name",
                               figure_name(check, score), (char *)NULL);
}

/* Is what the levels lack the weight of the execution rate in its row? */
static bool
execution_closes(const struct document *doc, const struct record *level,
                 struct dec sum)
{
    const struct wordlist *words = rules_words(doc->rules, "form_execution");
    struct dec gap;

    if (!dec_sub((struct dec){ 100, 0 }, sum, &gap))
        return false;
    for (size_t i = 0; i < doc->facts.nrecords; i++) {
        const struct record *r = &doc->facts.records[i];
        uint32_t w = column_of(r, COL_WEIGHT);

        if (r->kind == RECORD_LEAF && r->form == level->form &&
            w != FACT_NONE && words_has(words, r->name) &&
            dec_cmp(doc->figures.items[w].value, gap) == 0)
            return true;
    }
    return false;
}

/* Do the levels of the form close, with or without the execution score that
 * stands in the fund table? */
static bool
levels_close(const struct document *doc, const struct record *level)
{
    struct dec sum = { 0 };

    for (size_t i = 0; i < doc->facts.nrecords; i++) {
        const struct record *r = &doc->facts.records[i];
        uint32_t w = column_of(r, COL_WEIGHT);

        if (r->kind == RECORD_PARENT && r->level == 1 && !r->duplicate &&
            r->form == level->form && w != FACT_NONE &&
            !dec_add(sum, doc->figures.items[w].value, &sum))
            return false;
    }
    return dec_cmp(sum, (struct dec){ 100, 0 }) == 0 ||
           dec_cmp(sum, (struct dec){ 90, 0 }) == 0 ||
           dec_cmp(sum, (struct dec){ 80, 0 }) == 0 ||
           execution_closes(doc, level, sum);
}

/* Are these all leaves of the level?  The printed weight of the level says
 * so, or one of the two told figures. */
static bool
leaves_certain(const struct document *doc, const struct leaves *leaves,
               uint32_t weight, uint32_t full, uint32_t score)
{
    const struct figure *f = doc->figures.items;

    if (weight != FACT_NONE)
        return dec_cmp(leaves->weight, f[weight].value) == 0;
    return dec_cmp(leaves->weight, f[full].value) == 0 ||
           (score != full && dec_cmp(leaves->score, f[score].value) == 0);
}

static void
level_bind(struct check *check, const struct relation_rule *rule,
           uint32_t full, uint32_t score)
{
    const struct document *doc = check->doc;
    const struct clause *clause = clause_of(doc, sentence_first(doc, full));
    struct str before =
        tokens_sub(doc, clause->begin, doc->figures.token_off[full]);
    const struct record *level = level_named(doc, full, before);
    struct leaves leaves;
    uint32_t weight;
    bool clean;

    bound_report(check, rule, full, score);
    if (!level)
        return;
    clean = doc->facts.forms[level->form].clean;
    weight = column_of(level, COL_WEIGHT);
    if (weight != FACT_NONE && (!clean || !levels_close(doc, level)))
        return;
    if (weight != FACT_NONE)
        exact_report(check, rule, full, &weight, 1, level->name);
    if (!level_leaves(doc, level, &leaves) ||
        !leaves_certain(doc, &leaves, weight, full, clean ? score : full))
        return;
    exact_report(check, rule, full, leaves.weights, leaves.n, level->name);
    exact_report(check, rule, score, leaves.scores, leaves.n, level->name);
}

static void
level_score_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f + 1 < doc->figures.n && !check->failed; f++)
        if (role_in(doc, f, rule_term(rule, "full")) &&
            role_in(doc, f + 1, rule_term(rule, "score")) &&
            !fact_of(doc, f)->in_form && !fact_of(doc, f + 1)->in_form &&
            !doc->figures.items[f + 1].rule_text && clause_of(doc, f) &&
            sentence_of(doc, f) == sentence_of(doc, f + 1) &&
            has_word(doc, "full_word", text_before(doc, f)) &&
            !has_word(doc, "column_words",
                      clause_text(doc, clause_of(doc, f))))
            level_bind(check, rule, f, f + 1);
}

const struct binder binder_level_score = { "level-score", level_score_run };

/* ---- same-score ---- */

/* A total row of a table that was read for sure, or one that names the full
 * mark. */
static bool
total_certain(const struct document *doc, const struct record *total)
{
    uint32_t w = column_of(total, COL_WEIGHT);

    return doc->facts.forms[total->form].clean ||
           (w != FACT_NONE &&
            dec_cmp(doc->figures.items[w].value, (struct dec){ 100, 0 }) == 0);
}

/* The score of the only total row of the report that holds a figure, or
 * FACT_NONE. */
static uint32_t
total_of_form(const struct document *doc, uint32_t near)
{
    uint32_t found = FACT_NONE;

    for (size_t i = 0; i < doc->facts.nrecords; i++) {
        const struct record *r = &doc->facts.records[i];
        uint32_t s = column_of(r, COL_SCORE);

        if (r->kind != RECORD_TOTAL || s == FACT_NONE ||
            doc->facts.forms[r->form].kind != FORM_SCORE ||
            !total_certain(doc, r) || !same_report(doc, near, s))
            continue;
        if (found != FACT_NONE)
            return FACT_NONE; /* several projects */
        found = s;
    }
    return found;
}

static struct str
sentence_text(const struct document *doc, uint32_t f)
{
    uint32_t at = doc->facts.context[f].clause, first = at;
    uint32_t sentence = doc->facts.clauses[at].sentence;

    while (first > 0 && at - first < CLAUSE_WALK &&
           doc->facts.clauses[first - 1].sentence == sentence)
        first--;
    for (unsigned i = 0; i < CLAUSE_WALK && at + 1 < doc->facts.nclauses &&
                         doc->facts.clauses[at + 1].sentence == sentence;
         i++)
        at++;
    return tokens_sub(doc, doc->facts.clauses[first].begin,
                      doc->facts.clauses[at].end);
}

/* A total score of the text: said to be total, or a self-score in a sentence
 * that also names a grade. */
static bool
tells_total(const struct document *doc, const struct relation_rule *rule,
            uint32_t f)
{
    const struct fact *fact = fact_of(doc, f);

    if (!fact || fact->in_form || doc->figures.items[f].rule_text ||
        !doc->figures.items[f].has_value || !clause_of(doc, f) ||
        doc->figures.items[f].comparator != CMP_NONE ||
        doc->figures.items[f].range != RANGE_NONE)
        return false;
    if (role_in(doc, f, rule_term(rule, "total")))
        return true;
    if (!role_in(doc, f, rule_term(rule, "score")))
        return false;
    /* a self-score beside a grade, and no full mark before it */
    for (uint32_t k = sentence_first(doc, f); k < f; k++)
        if (role_in(doc, k, rule_term(rule, "full")))
            return false;
    return has_word(doc, "grade_claim", sentence_text(doc, f));
}

static void
same_score_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    unsigned told = 0;

    for (uint32_t f = 0; f < doc->figures.n && told < 50 && !check->failed;
         f++) {
        uint32_t total;

        if (!tells_total(doc, rule, f))
            continue;
        told++;
        total = total_of_form(doc, f);
        if (total != FACT_NONE)
            exact_report(check, rule, f, &total, 1, STR_NONE);
    }
}

const struct binder binder_same_score = { "same-score", same_score_run };
