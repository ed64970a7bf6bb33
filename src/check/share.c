/* SPDX-License-Identifier: MIT */
/*
 * share: "part, r% of the total".  The total is what the words between name,
 * else the head of the list, else any larger amount before; the share is
 * wrong only if none fits and the total is beyond doubt.
 */
#include <string.h>

#include "base/buf.h"
#include "check/list.h"
#include "check/prose.h"
#include "check/share.h"

#define NAMED_MIN    9 /* bytes of a name that is worth looking for */
#define WHOLES_MAX   10
#define PARALLEL_MAX 12
#define SHOWN_MAX    5 /* readings */

struct share {
    struct check *check;
    const struct relation_rule *rule;
    uint32_t rate, part;
    uint32_t wholes[WHOLES_MAX]; /* nearest first */
    size_t n;
    uint32_t head;  /* head of the list that part is an item of, or NONE */
    bool lone;      /* the sentence holds one amount beside the part */
    bool said;      /* the total is printed with its share: "of the total
                    * of 500, r%" */
    uint32_t named; /* an amount that the words between name, or NONE */
};

/* Heads of the list that a share belongs to. */
struct heads {
    uint32_t share, items[HEADS_MAX];
    size_t n;
};

/* Is the share one of several in its clause? */
static bool
in_series(const struct document *doc, uint32_t rate)
{
    return (rate > 0 && role_is(doc, rate - 1, "share") &&
            clause_of(doc, rate - 1) == clause_of(doc, rate)) ||
           (rate + 1 < doc->figures.n && role_is(doc, rate + 1, "share") &&
            clause_of(doc, rate + 1) == clause_of(doc, rate));
}

/* The nearest amount before a figure in its sentence, if nothing else that
 * could have a share stands between. */
static uint32_t
part_before(const struct document *doc, uint32_t rate)
{
    uint32_t sentence = sentence_of(doc, rate);

    for (uint32_t f = rate; f-- > 0 && rate - f < SENTENCE_WALK &&
                            sentence_of(doc, f) == sentence;) {
        if (is_amount(doc, f))
            return f;
        if (role_is(doc, f, "share") || role_is(doc, f, "completion_rate") ||
            doc->figures.items[f].kind == FIGURE_COUNT)
            return FACT_NONE;
    }
    return FACT_NONE;
}

static bool
larger(const struct document *doc, uint32_t a, uint32_t b)
{
    struct dec x, y;

    return figure_base(&doc->figures.items[a], &x) &&
           figure_base(&doc->figures.items[b], &y) && dec_cmp(x, y) >= 0;
}

static void
whole_add(struct share *s, uint32_t f)
{
    if (s->n < WHOLES_MAX && f != s->part)
        s->wholes[s->n++] = f;
}

/* Amounts before the part, nearest first: same block, then blocks before. */
static void
wholes_collect(struct share *s)
{
    const struct document *doc = s->check->doc;
    uint32_t block = doc->figures.items[s->part].block;
    unsigned steps = 0;

    for (uint32_t f = s->part; f-- > 0 && steps < 80; steps++) {
        uint32_t b = doc->figures.items[f].block;

        if (b + 3 < block)
            break;
        if (is_amount(doc, f) && larger(doc, f, s->part))
            whole_add(s, f);
    }
    for (uint32_t f = s->part + 1;
         f < doc->figures.n && f < s->part + 12 &&
         sentence_of(doc, f) == sentence_of(doc, s->part);
         f++)
        if (is_amount(doc, f) && larger(doc, f, s->part))
            whole_add(s, f);
}

/* "revenue 82.4, of it non-tax 17.3, r%": the only other amount of the
 * sentence is the total, even if it is the smaller one. */
static void
lone_find(struct share *s)
{
    const struct document *doc = s->check->doc;
    uint32_t sentence = sentence_of(doc, s->part), other = FACT_NONE;

    for (uint32_t f = sentence_first(doc, s->part);
         f < doc->figures.n && f < s->part + 8 &&
         sentence_of(doc, f) == sentence;
         f++) {
        if (f == s->part || !is_money(doc, f))
            continue;
        if (other != FACT_NONE || !is_amount(doc, f) || f > s->part)
            return;
        other = f;
    }
    if (other == FACT_NONE || s->head != FACT_NONE)
        return;
    s->lone = true;
    for (size_t i = 0; i < s->n; i++)
        if (s->wholes[i] == other)
            return;
    whole_add(s, other);
}

/* Amounts a, b and c, then shares x, y and z: bind by position.  *whole: "of
 * the total of 500, x, y and z", or NONE. */
static uint32_t
parallel_part(const struct document *doc, uint32_t rate, uint32_t *whole)
{
    uint32_t last = rate, amount, first_amount;
    size_t before = 0, amounts = 0;

    while (before < PARALLEL_MAX && last > 0 &&
           role_is(doc, last - 1, "share") &&
           clause_of(doc, last - 1) == clause_of(doc, rate)) {
        last--;
        before++;
    }
    *whole = share_whole_said(doc, last);
    amount = *whole == FACT_NONE ? last : *whole;
    if (amount == 0)
        return FACT_NONE;
    first_amount = --amount;
    while (amounts < PARALLEL_MAX && is_amount(doc, first_amount) &&
           clause_of(doc, first_amount) == clause_of(doc, amount)) {
        amounts++;
        if (first_amount == 0)
            break;
        first_amount--;
    }
    if (amounts < 2 || before >= amounts ||
        sentence_of(doc, amount) != sentence_of(doc, rate))
        return FACT_NONE;
    return amount + 1 - (uint32_t)amounts + (uint32_t)before;
}

/* The nearest amount that has the name that the base words say. */
static void
named_find(struct share *s)
{
    const struct document *doc = s->check->doc;
    struct str base = share_base(doc, s->rate);
    const struct wordlist *tail = rules_words(doc->rules, "share_tail");
    size_t n;

    while ((n = words_before(tail, base, base.len)) > 0)
        base = str_sub(base, 0, base.len - n);
    s->named = base.len || s->head != FACT_NONE
                   ? FACT_NONE
                   : share_whole_before(doc, s->rate);
    if (base.len == 0 && s->head == FACT_NONE && s->named == FACT_NONE)
        s->named = share_total_behind(doc, s->rate);
    if (s->named != FACT_NONE)
        whole_add(s, s->named);
    for (size_t i = 0; i < s->n && s->named == FACT_NONE; i++)
        if (name_core(doc, base).len >= NAMED_MIN &&
            names_same(doc, base, s->wholes[i]) &&
            fact_of(doc, s->wholes[i])->label.len >= NAMED_MIN)
            s->named = s->wholes[i];
}

/* "...; excess receipts are 5.6% of": the clause of the share says whose it
 * is, and the part has another name. */
static bool
other_subject(const struct share *s)
{
    const struct document *doc = s->check->doc;
    const struct clause *clause = clause_of(doc, s->rate);
    struct str text = text_before(doc, s->rate);
    size_t len, at;

    if (clause == clause_of(doc, s->part) || in_series(doc, s->rate))
        return false;
    at = words_find(rules_words(doc->rules, "share_of"), text, 0, &len);
    if (at == SIZE_MAX)
        return false;
    text = name_core(doc, str_sub(text, 0, at));
    return text.len >= 6 && !names_same(doc, text, s->part);
}

/* Several amounts together may be the part: "both together, r%"; not where
 * each of them has a share of its own. */
static bool
part_joint(const struct share *s)
{
    const struct document *doc = s->check->doc;

    struct str between = text_between(doc, s->part, s->rate);
    size_t len,
        at = words_find(rules_words(doc->rules, "share_of"), between, 0, &len);

    return !in_series(doc, s->rate) &&
           has_word(doc, "share_both",
                    at == SIZE_MAX ? between : str_sub(between, 0, at));
}

/* Does the label of the head stand in the base words, or the other way? */
static bool
base_names(const struct share *s, uint32_t head)
{
    const struct document *doc = s->check->doc;
    struct str base = share_base(doc, s->rate);
    struct str label = fact_of(doc, head)->label;

    return label.len >= 6 && base.len >= 6 &&
           (str_find(base, label, 0) != SIZE_MAX ||
            str_starts(label, str_sub(base, 0, label.len)));
}

/* Is the total beyond doubt? */
static bool
whole_certain(const struct share *s)
{
    bool plain = share_base_plain(s->check->doc, s->rate);

    if (part_joint(s) || other_subject(s))
        return false;
    return s->said || s->named != FACT_NONE || (s->lone && plain) ||
           (s->head != FACT_NONE && (plain || base_names(s, s->head)));
}

/* The total that a finding speaks of: the one that is named, else the head. */
static size_t
whole_meant(const struct share *s, size_t best)
{
    uint32_t meant = s->named != FACT_NONE ? s->named : s->head;

    for (size_t i = 0; i < s->n; i++)
        if (s->wholes[i] == meant)
            best = i;
    return best;
}

/* The best total first. */
static void
readings_fill(const struct share *s, const struct outcome *outcomes,
              size_t best, struct result *r)
{
    struct check *check = s->check;
    const struct document *doc = check->doc;

    for (size_t i = 0; i < r->nreadings; i++) {
        size_t k = i == 0 ? best : i <= best ? i - 1 : i;

        r->readings[i].formula =
            check_printf(check, "%s ÷ %s", figure_print(doc, s->part),
                         figure_print(doc, s->wholes[k]));
        r->readings[i].computed =
            outcomes[k].has_computed
                ? value_print(doc, outcomes[k].computed, s->rate)
                : NULL;
        r->readings[i].fits = outcomes[k].verdict < GJ_VIOLATED;
    }
    r->formula = r->readings[0].formula;
}

static void
share_report(struct share *s, const struct outcome *outcomes, size_t best)
{
    struct check *check = s->check;
    const struct document *doc = check->doc;
    struct result *r =
        check_result(check, s->rule, 3, s->n > SHOWN_MAX ? SHOWN_MAX : s->n);
    uint32_t whole;

    if (!r)
        return;
    if (outcomes[best].verdict == GJ_VIOLATED)
        best = whole_meant(s, best);
    whole = s->wholes[best];
    r->shape = SHAPE_RATIO;
    r->terms[0] = bound_figure(doc, "rate", s->rate);
    r->terms[1] = bound_figure(doc, "part", s->part);
    r->terms[2] = bound_figure(doc, "whole", whole);
    if (!result_settle(check, r, &outcomes[best], s->rate))
        return;
    readings_fill(s, outcomes, best, r);
    if (r->verdict >= GJ_LAST_DIGIT && r->verdict <= GJ_VIOLATED &&
        !whole_certain(s)) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "total-uncertain";
    }
    r->message = check_message(
        check, s->rule, "stated", r->stated, "computed", r->computed, "part",
        figure_print(doc, s->part), "whole", figure_print(doc, whole), "name",
        figure_name(check, s->part), "formula", r->formula, (char *)NULL);
}

static void
share_bind(struct check *check, const struct relation_rule *rule,
           uint32_t rate, const struct heads *heads)
{
    const struct document *doc = check->doc;
    struct share s = {
        .check = check, .rule = rule, .rate = rate, .part = FACT_NONE
    };
    struct outcome outcomes[WHOLES_MAX];
    size_t best = 0;

    uint32_t whole = share_whole_said(doc, rate), common;

    if (in_series(doc, rate))
        s.part = parallel_part(doc, rate, &common);
    if (s.part != FACT_NONE)
        whole = common;
    else if (whole != FACT_NONE)
        s.part = part_before(doc, whole);
    else if (!in_series(doc, rate))
        s.part = part_before(doc, rate);
    if (s.part == FACT_NONE)
        return;
    s.head = s.named = FACT_NONE;
    s.said = whole != FACT_NONE;
    if (s.said) {
        whole_add(&s, whole);
    } else {
        s.head = heads ? heads->items[0] : FACT_NONE;
        for (size_t i = 0; heads && i < heads->n; i++)
            whole_add(&s, heads->items[i]);
        wholes_collect(&s);
        lone_find(&s);
        named_find(&s);
    }
    for (size_t i = 0; i < s.n; i++) {
        outcomes[i] = kind_ratio(figure_quantity(doc, s.part),
                                 figure_quantity(doc, s.wholes[i]),
                                 figure_quantity(doc, rate));
        if (outcomes[i].verdict < outcomes[best].verdict)
            best = i;
    }
    if (s.n)
        share_report(&s, outcomes, best);
}

/* All shares of lists with their heads, by figure. */
static struct heads *
heads_collect(struct check *check, size_t *n)
{
    struct heads *all = NULL;
    size_t cap = 0, nlists;
    const struct list *lists = lists_find(check, &nlists);

    *n = 0;
    for (size_t l = 0; l < nlists; l++)
        for (size_t i = 0; i < lists[l].nshares; i++) {
            const struct list *list = &lists[l];

            if (*n && all[*n - 1].share >= list->shares[i])
                continue; /* an inner list: the outer one came first */
            all = vec_grow(check->doc->arena, all, *n, &cap, sizeof(*all));
            if (!all)
                return NULL;
            all[*n].share = list->shares[i];
            all[*n].n = list->nheads;
            memcpy(all[*n].items, list->heads, sizeof(list->heads));
            (*n)++;
        }
    return all;
}

static void
share_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    size_t n, at = 0;
    struct heads *heads = heads_collect(check, &n);

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++) {
        while (heads && at < n && heads[at].share < f)
            at++;
        if (role_is(doc, f, "share") && !fact_of(doc, f)->in_form &&
            clause_of(doc, f))
            share_bind(check, rule, f,
                       heads && at < n && heads[at].share == f ? &heads[at]
                                                               : NULL);
    }
}

const struct binder binder_share = { "share", share_run };
