/* SPDX-License-Identifier: MIT */
/*
 * parallel-parts: a sentence states several quantities of a whole (budget,
 * allocated, spent ...), and numbered items state the same quantities of its
 * parts.  Where at least one quantity closes, the items are all there, and
 * another one that does not close is wrong.
 */
#include "check/form.h"
#include "check/prose.h"

#define ITEMS_MAX   20
#define TERMS_MAX   6
#define CLAUSES_MAX 400 /* looked at for one enumeration */
#define WITNESS_MIN 10  /* of the digits of a total that bears witness */

struct parts {
    uint32_t whole[TERMS_MAX]; /* figure by term of the rule, or NONE */
    uint32_t item[ITEMS_MAX][TERMS_MAX];
    size_t nitems;
};

/* Number of the enumeration item that a clause opens: words of the rule's
 * "enumerators" in order; 0 if none. */
static unsigned
item_number(const struct document *doc, const struct relation_rule *rule,
            uint32_t c)
{
    const struct clause *clause = &doc->facts.clauses[c];
    const struct block *block = &doc->layout.blocks[clause->block];
    const struct param *words = rule_param(rule, "enumerators");
    struct str text = str_trim(clause_text(doc, clause));

    for (size_t i = 0; words && i < words->nvalues; i++)
        if (str_starts(text, words->values[i]))
            return (unsigned)i + 1;
    if (block->number && block->level >= 3 &&
        (c == 0 || doc->facts.clauses[c - 1].block != clause->block))
        return block->number;
    return 0;
}

/* First figure of each term among the figures of a clause. */
static void
terms_take(const struct document *doc, const struct relation_rule *rule,
           const struct clause *clause, uint32_t *slots)
{
    for (uint32_t k = 0; k < clause->nfigures; k++) {
        uint32_t f = clause->first_figure + k;

        if (!is_amount(doc, f) || fact_of(doc, f)->in_form)
            continue;
        for (size_t t = 0; t < rule->nterms && t < TERMS_MAX; t++)
            if (slots[t] == FACT_NONE && role_in(doc, f, &rule->terms[t]))
                slots[t] = f;
    }
}

static void
slots_clear(uint32_t *slots)
{
    for (size_t t = 0; t < TERMS_MAX; t++)
        slots[t] = FACT_NONE;
}

static size_t
slots_used(const uint32_t *slots)
{
    size_t n = 0;

    for (size_t t = 0; t < TERMS_MAX; t++)
        n += slots[t] != FACT_NONE;
    return n;
}

/* The sentence before clause c, at most two blocks up, with two quantities
 * or more. */
static bool
whole_find(const struct document *doc, const struct relation_rule *rule,
           uint32_t c, uint32_t *slots)
{
    const struct clause *clauses = doc->facts.clauses;
    uint32_t block = clauses[c].block;
    unsigned looked = 0;

    while (c > 0 && looked < 40) {
        uint32_t sentence = clauses[c - 1].sentence;
        uint32_t first = c - 1;

        while (first > 0 && clauses[first - 1].sentence == sentence &&
               c - first < CLAUSE_WALK)
            first--;
        if (clauses[first].block + 2 < block)
            return false;
        slots_clear(slots);
        for (uint32_t k = first; k < c; k++, looked++)
            terms_take(doc, rule, &clauses[k], slots);
        if (slots_used(slots) >= 2)
            return true;
        c = first;
    }
    return false;
}

/* Items 1, 2, 3 ... from clause c on; returns the clause behind them. */
static uint32_t
items_take(const struct document *doc, const struct relation_rule *rule,
           uint32_t c, struct parts *parts)
{
    const struct facts *facts = &doc->facts;
    uint32_t last = c + CLAUSES_MAX;
    uint32_t section = doc->layout.blocks[facts->clauses[c].block].section;

    parts->nitems = 0;
    for (; c < facts->nclauses && c < last; c++) {
        unsigned number = item_number(doc, rule, c);

        if (doc->layout.blocks[facts->clauses[c].block].section != section)
            break;
        if (number == parts->nitems + 1 && number <= ITEMS_MAX) {
            slots_clear(parts->item[parts->nitems]);
            parts->nitems++;
        } else if (number) {
            break;
        }
        if (parts->nitems)
            terms_take(doc, rule, &facts->clauses[c],
                       parts->item[parts->nitems - 1]);
    }
    return c;
}

static bool
term_everywhere(const struct parts *parts, size_t t)
{
    if (parts->whole[t] == FACT_NONE)
        return false;
    for (size_t i = 0; i < parts->nitems; i++)
        if (parts->item[i][t] == FACT_NONE)
            return false;
    return true;
}

static struct outcome
term_sum(const struct document *doc, const struct parts *parts, size_t t)
{
    struct quantity q[ITEMS_MAX];

    for (size_t i = 0; i < parts->nitems; i++)
        q[i] = figure_quantity(doc, parts->item[i][t]);
    return kind_sum(q, parts->nitems, figure_quantity(doc, parts->whole[t]));
}

static void
term_report(struct check *check, const struct relation_rule *rule,
            const struct parts *parts, size_t t, bool witness)
{
    const struct document *doc = check->doc;
    struct outcome outcome = term_sum(doc, parts, t);
    struct result *r = check_result(check, rule, parts->nitems + 1, 0);

    if (!r)
        return;
    r->shape = SHAPE_SUM;
    r->terms[0] = bound_figure(doc, "total", parts->whole[t]);
    for (size_t i = 0; i < parts->nitems; i++)
        r->terms[i + 1] = bound_figure(doc, "addend", parts->item[i][t]);
    if (!result_settle(check, r, &outcome, parts->whole[t]))
        return;
    r->formula = terms_sum(check, r);
    if (r->verdict == GJ_VIOLATED && !witness) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "none-closes";
    }
    r->message =
        check_message(check, rule, "name", figure_name(check, parts->whole[t]),
                      "stated", r->stated, "computed", r->computed, "formula",
                      r->formula, (char *)NULL);
}

/* "1 hundred million": nearly any sum fits. */
static bool
coarse(const struct document *doc, uint32_t f)
{
    return doc->figures.items[f].value.coef < WITNESS_MIN;
}

static void
parts_check(struct check *check, const struct relation_rule *rule,
            const struct parts *parts)
{
    bool witness = false;

    for (size_t t = 0; t < rule->nterms && t < TERMS_MAX; t++)
        if (term_everywhere(parts, t) &&
            !coarse(check->doc, parts->whole[t]) &&
            term_sum(check->doc, parts, t).verdict == GJ_HOLDS)
            witness = true;
    for (size_t t = 0; t < rule->nterms && t < TERMS_MAX; t++)
        if (term_everywhere(parts, t))
            term_report(check, rule, parts, t, witness);
}

static void
parallel_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    struct parts parts;

    for (uint32_t c = 1; c < doc->facts.nclauses && !check->failed; c++) {
        if (item_number(doc, rule, c) != 1 ||
            !whole_find(doc, rule, c, parts.whole))
            continue;
        items_take(doc, rule, c, &parts);
        if (parts.nitems >= 2)
            parts_check(check, rule, &parts);
    }
}

const struct binder binder_parallel_parts = { "parallel-parts", parallel_run };
