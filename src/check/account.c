/* SPDX-License-Identifier: MIT */
/*
 * account: a section of what came in, one of what went out, and "on balance
 *     there remain 238.53".  The words say that the balance is all that came
 *     in less all that went out; any choice of the incomes that fits will do.
 *
 * Params: "net": words of the balance; "in", "out": words of the headings.
 */
#include "base/buf.h"
#include "check/prose.h"

#define INCOMES_MAX 6

struct account {
    uint32_t balance, out, in[INCOMES_MAX];
    size_t n;
};

/* The last heading before block `before` that has one of the words. */
static uint32_t
heading_find(const struct document *doc, const struct relation_rule *rule,
             const char *name, uint32_t before)
{
    for (uint32_t b = before; b-- > 0;) {
        const struct block *block = &doc->layout.blocks[b];

        if (block->kind == BLOCK_HEADING && block->level == 1 &&
            has_param(rule, name,
                      (struct str){ doc->layout.flow + block->begin,
                                    block->end - block->begin }))
            return b;
    }
    return UINT32_MAX;
}

static bool
counts(const struct document *doc, uint32_t f)
{
    return is_amount(doc, f) && clause_of(doc, f) &&
           !fact_of(doc, f)->in_form && doc->facts.context[f].depth == 0 &&
           !doc->figures.items[f].approximate;
}

/* The amounts of the first sentence behind a heading that has any; false if
 * one of them is part of another, or there are too many. */
static bool
incomes_take(const struct document *doc, uint32_t heading, struct account *a)
{
    uint32_t first =
        figures_from(&doc->figures, doc->layout.blocks[heading].end);
    uint32_t sentence = UINT32_MAX;

    a->n = 0;
    for (uint32_t f = first; f < a->out && f < first + SENTENCE_WALK; f++) {
        if (!counts(doc, f))
            continue;
        if (sentence == UINT32_MAX)
            sentence = sentence_of(doc, f);
        if (sentence_of(doc, f) != sentence)
            break;
        if (a->n == INCOMES_MAX ||
            has_word(doc, "of_which", text_before(doc, f)))
            return false;
        a->in[a->n++] = f;
    }
    return a->n >= 2;
}

/* The first amount behind a heading, if it was spent. */
static uint32_t
outgo_find(const struct document *doc, uint32_t heading)
{
    uint32_t first =
        figures_from(&doc->figures, doc->layout.blocks[heading].end);

    for (uint32_t f = first; f < doc->figures.n && f < first + SENTENCE_WALK;
         f++)
        if (counts(doc, f))
            return role_is(doc, f, "spent") ? f : FACT_NONE;
    return FACT_NONE;
}

static struct outcome
chosen_evaluate(const struct document *doc, const struct account *a,
                unsigned chosen)
{
    struct quantity q[INCOMES_MAX + 1];
    size_t n = 0;

    q[n] = figure_quantity(doc, a->out);
    q[n].printed = dec_neg(q[n].printed);
    n++;
    for (size_t i = 0; i < a->n; i++)
        if (chosen & 1u << i)
            q[n++] = figure_quantity(doc, a->in[i]);
    return kind_sum(q, n, figure_quantity(doc, a->balance));
}

/* All incomes, or those that fit. */
static unsigned
incomes_choose(const struct document *doc, const struct account *a)
{
    unsigned all = (1u << a->n) - 1;

    for (unsigned chosen = all; chosen > 0; chosen--)
        if (chosen_evaluate(doc, a, chosen).verdict < GJ_VIOLATED)
            return chosen;
    return all;
}

/* "a + b − out" */
static const char *
account_formula(const struct document *doc, const struct result *r)
{
    struct buf out;

    buf_init(&out, doc->arena);
    for (size_t i = 1; i < r->nterms; i++) {
        if (i > 1)
            buf_puts(&out, i + 1 < r->nterms ? " + " : " − ");
        buf_puts(&out, figure_print(doc, r->terms[i].figure));
    }
    return buf_cstr(&out);
}

static void
account_report(struct check *check, const struct relation_rule *rule,
               const struct account *a)
{
    const struct document *doc = check->doc;
    unsigned chosen = incomes_choose(doc, a);
    struct outcome outcome = chosen_evaluate(doc, a, chosen);
    struct result *r = check_result(check, rule, a->n + 2, 0);
    size_t n = 0;

    if (!r)
        return;
    r->terms[n++] = bound_figure(doc, "balance", a->balance);
    for (size_t i = 0; i < a->n; i++)
        if (chosen & 1u << i)
            r->terms[n++] = bound_figure(doc, "in", a->in[i]);
    r->terms[n++] = bound_figure(doc, "out", a->out);
    r->nterms = n;
    if (!result_settle(check, r, &outcome, a->balance))
        return;
    r->formula = account_formula(doc, r);
    r->message =
        check_message(check, rule, "stated", r->stated, "computed",
                      r->computed, "formula", r->formula, (char *)NULL);
}

static void
account_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++) {
        struct account a = { .balance = f };
        uint32_t out, in;

        if (!role_is(doc, f, "balance") || !counts(doc, f) ||
            !has_param(rule, "net", text_of_sentence(doc, f)))
            continue;
        out = heading_find(doc, rule, "out", doc->figures.items[f].block);
        in = out == UINT32_MAX ? out : heading_find(doc, rule, "in", out);
        if (in == UINT32_MAX)
            continue;
        a.out = outgo_find(doc, out);
        if (a.out != FACT_NONE && incomes_take(doc, in, &a))
            account_report(check, rule, &a);
    }
}

const struct binder binder_account = { "account", account_run };
