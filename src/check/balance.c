/* SPDX-License-Identifier: MIT */
/*
 * balance: what came in minus what went out, within one sentence.  Any inflow
 * of the sentence, with or without what was carried over, may be meant.
 */
#include "check/prose.h"

#define MOVES_MAX 3 /* nearest ones of each kind that are tried */
#define LOOK_BACK 2 /* sentences */

struct balance_try {
    uint32_t in, out, over; /* over: carried over, or FACT_NONE */
    struct outcome outcome;
};

static struct balance_try
balance_of(const struct document *doc, uint32_t balance, uint32_t in,
           uint32_t out, uint32_t over)
{
    struct balance_try t = { in, out, over, { .verdict = GJ_UNDECIDED } };
    struct quantity q[3];
    size_t n = 2;

    q[0] = figure_quantity(doc, in);
    q[1] = figure_quantity(doc, out);
    q[1].printed = dec_neg(q[1].printed);
    if (over != FACT_NONE)
        q[n++] = figure_quantity(doc, over);
    t.outcome = kind_sum(q, n, figure_quantity(doc, balance));
    return t;
}

static void
balance_report(struct check *check, const struct relation_rule *rule,
               uint32_t balance, const struct balance_try *t, bool certain)
{
    const struct document *doc = check->doc;
    struct result *r =
        check_result(check, rule, t->over == FACT_NONE ? 3 : 4, 0);

    if (!r)
        return;
    if (t->over == FACT_NONE)
        r->shape = SHAPE_DIFFERENCE;
    r->terms[0] = bound_figure(doc, "balance", balance);
    r->terms[1] = bound_figure(doc, "in", t->in);
    r->terms[2] = bound_figure(doc, "out", t->out);
    if (t->over != FACT_NONE)
        r->terms[3] = bound_figure(doc, "carried", t->over);
    if (!result_settle(check, r, &t->outcome, balance))
        return;
    r->formula = check_printf(check, "%s − %s", figure_print(doc, t->in),
                              figure_print(doc, t->out));
    if (t->over != FACT_NONE)
        r->formula = check_printf(check, "%s + %s", r->formula,
                                  figure_print(doc, t->over));
    if (r->verdict == GJ_VIOLATED && !certain) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "other-movements";
    }
    r->message =
        check_message(check, rule, "stated", r->stated, "computed",
                      r->computed, "formula", r->formula, (char *)NULL);
}

/* An amount that does not enter this balance: a stock told behind it, the
 * balance of the year before a stock, the steps to an adjusted budget. */
static bool
beside_point(const struct document *doc, uint32_t f, uint32_t balance,
             const struct balance_try *t)
{
    if (doc->facts.context[f].depth > doc->facts.context[balance].depth)
        return true;
    if (f > balance)
        return has_word(doc, "balance_stock", text_left(doc, f)) ||
               role_is(doc, f, "carry_over");
    if (t->over != FACT_NONE && role_is(doc, f, "balance"))
        return has_word(doc, "balance_stock", text_left(doc, balance));
    return role_is(doc, t->in, "budget_adjusted") &&
           (role_is(doc, f, "budget_initial") || role_is(doc, f, "change"));
}

/* Are these all the amounts of the sentence? */
static bool
sentence_is(const struct document *doc, uint32_t balance,
            const struct balance_try *t)
{
    uint32_t sentence = sentence_of(doc, balance);

    if (t->in > balance || t->out > balance ||
        sentence_of(doc, t->in) != sentence ||
        sentence_of(doc, t->out) != sentence)
        return false;
    if (t->over == FACT_NONE &&
        has_word(doc, "balance_stock", text_left(doc, balance)))
        return false;
    for (uint32_t f = sentence_first(doc, balance);
         f < doc->figures.n && f < balance + SENTENCE_WALK &&
         sentence_of(doc, f) == sentence;
         f++)
        if (is_money(doc, f) && f != balance && f != t->in && f != t->out &&
            f != t->over && !beside_point(doc, f, balance, t))
            return false;
    return true;
}

/* Said of all that is left, this year: "left are 55". */
static bool
tells_all(const struct document *doc, uint32_t balance, uint32_t in)
{
    struct str before = text_before(doc, balance);
    int32_t year = fact_of(doc, balance)->year;

    return has_word(doc, "balance_name", text_left(doc, balance)) &&
           !has_word(doc, "balance_stock", before) &&
           !has_word(doc, "of_which", before) &&
           !has_word(doc, "of_which_open", before) &&
           !has_word(doc, "last_period", before) &&
           (year == 0 || year == fact_of(doc, in)->year);
}

/* Budget and spending in the sentences before, and nothing else there and in
 * the balance's own: "Budget 212.14. Spent 156.98, 74%. Left are 55.16." */
static bool
window_is(const struct document *doc, uint32_t balance,
          const struct balance_try *t)
{
    uint32_t first = t->in < t->out ? t->in : t->out;
    uint32_t block = doc->figures.items[balance].block;

    if (t->over != FACT_NONE || t->in > balance || t->out > balance ||
        doc->figures.items[first].block != block ||
        sentence_of(doc, first) + 2 < sentence_of(doc, balance) ||
        !tells_all(doc, balance, t->in))
        return false;
    for (uint32_t f = sentence_first(doc, first);
         f < doc->figures.n && f < first + SENTENCE_WALK &&
         sentence_of(doc, f) <= sentence_of(doc, balance);
         f++)
        if (doc->figures.items[f].kind == FIGURE_MONEY && f != balance &&
            f != t->in && f != t->out)
            return false;
    return !has_word(doc, "balance_other", text_between(doc, first, balance));
}

/* What was left before is told before what came in. */
static bool
carried_before(const struct document *doc, uint32_t over, uint32_t balance,
               uint32_t in)
{
    return over < balance && !(role_is(doc, over, "balance") && over > in);
}

/* Among failing readings, the one with all movements. */
static bool
better(const struct balance_try *t, const struct balance_try *best,
       bool nearest)
{
    return t->outcome.verdict < best->outcome.verdict ||
           (t->outcome.verdict == GJ_VIOLATED &&
            best->outcome.verdict == GJ_VIOLATED && best->over == FACT_NONE &&
            nearest);
}

/* The best reading of one income and one outgo: alone, and with what was
 * carried over. */
static void
carried_try(const struct document *doc, uint32_t balance,
            const struct balance_try *moves, const struct nearby *over,
            bool nearest, struct balance_try *best)
{
    uint32_t in = moves->in, out = moves->out;

    for (size_t o = 0; o <= over->n && o <= MOVES_MAX; o++) {
        uint32_t carried = o ? over->items[o - 1] : FACT_NONE;
        struct balance_try t;

        if (o && !carried_before(doc, carried, balance, in))
            continue;
        t = balance_of(doc, balance, in, out, carried);
        if (better(&t, best, nearest))
            *best = t;
    }
}

/* Nothing else moved, as far as the words say. */
static bool
balance_certain(const struct document *doc, uint32_t balance,
                const struct balance_try *best)
{
    const struct block *block =
        &doc->layout.blocks[doc->figures.items[balance].block];
    struct str text = { doc->layout.flow + block->begin,
                        block->end - block->begin };
    bool adjusted = role_is(doc, best->in, "budget_adjusted");

    return (sentence_is(doc, balance, best) &&
            !has_word(doc, adjusted ? "balance_returned" : "balance_other",
                      text)) ||
           window_is(doc, balance, best);
}

static void
balance_bind(struct check *check, const struct relation_rule *rule,
             uint32_t balance)
{
    const struct document *doc = check->doc;
    struct nearby in, out, over;
    struct balance_try best = { .over = FACT_NONE,
                                .outcome = { .verdict = GJ_UNDECIDED } };

    nearby_find(doc, balance, rule_term(rule, "in"), LOOK_BACK, &in);
    nearby_find(doc, balance, rule_term(rule, "out"), LOOK_BACK, &out);
    nearby_find(doc, balance, rule_term(rule, "over"), 1, &over);
    for (size_t i = 0; i < in.n && i < MOVES_MAX; i++)
        for (size_t k = 0; k < out.n && k < MOVES_MAX; k++)
            carried_try(doc, balance,
                        &(struct balance_try){ .in = in.items[i],
                                               .out = out.items[k] },
                        &over, i == 0 && k == 0, &best);
    if (best.outcome.verdict != GJ_UNDECIDED)
        balance_report(check, rule, balance, &best,
                       out.n == 1 && balance_certain(doc, balance, &best));
}

static void
balance_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++)
        if (role_in(doc, f, rule_term(rule, "balance")) &&
            !fact_of(doc, f)->in_form && is_money(doc, f))
            balance_bind(check, rule, f);
}

const struct binder binder_balance = { "balance", balance_run };
