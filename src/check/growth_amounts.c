/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "check/growth.h"
#include "check/prose.h"

/* The change that belongs to a rate: the nearest change figure before it in
 * the sentence with no other rate between, else right behind it. */
uint32_t
growth_change(const struct document *doc, uint32_t rate)
{
    uint32_t sentence = sentence_of(doc, rate);

    for (uint32_t f = rate; f-- > 0 && rate - f < SENTENCE_WALK &&
                            sentence_of(doc, f) == sentence;) {
        if (role_is(doc, f, "change") && is_money(doc, f))
            return f;
        if (is_money(doc, f) || role_is(doc, f, "growth_rate"))
            break;
    }
    if (rate + 1 < doc->figures.n && sentence_of(doc, rate + 1) == sentence &&
        role_is(doc, rate + 1, "change") && is_money(doc, rate + 1) &&
        (rate + 2 >= doc->figures.n ||
         !role_is(doc, rate + 2, "growth_rate") ||
         sentence_of(doc, rate + 2) != sentence))
        return rate + 1;
    return FACT_NONE;
}

static bool
said_previous(const struct document *doc, uint32_t amount)
{
    const struct fact *fact = fact_of(doc, amount);

    if (!strcmp(role_name_of(doc, amount), "previous_amount"))
        return true;
    if (fact->year && doc->facts.year && fact->year < doc->facts.year)
        return true;
    return has_word(doc, "base_period", text_left(doc, amount));
}

static void
amounts_collect(struct growth *g, uint32_t from)
{
    const struct document *doc = g->check->doc;
    uint32_t block = doc->figures.items[from].block;
    uint32_t sentence = sentence_of(doc, from);
    unsigned steps = 0;

    for (uint32_t f = from; f-- > 0 && g->n < AMOUNTS_MAX && steps < 60;
         steps++) {
        uint32_t s = sentence_of(doc, f);

        if (doc->figures.items[f].block != block ||
            (s != UINT32_MAX && s + 2 < sentence))
            break;
        if (!is_amount(doc, f))
            continue;
        g->in_sentence[g->n] = s == sentence;
        g->previous[g->n] = said_previous(doc, f);
        g->amounts[g->n++] = f;
    }
}

/* "d less, down r%, to c": amounts behind the rate in its segment, if none
 * stands before. */
static void
amounts_behind(struct growth *g)
{
    const struct document *doc = g->check->doc;
    uint32_t sentence = sentence_of(doc, g->rate);
    uint32_t from = g->change > g->rate ? g->change : g->rate;
    const struct clause *own = clause_of(doc, g->rate);

    if (!own || (g->n && g->in_sentence[0]) ||
        has_word(doc, "saving_word", text_left(doc, g->change)))
        return; /* what was saved is told behind what it was saved of */
    for (uint32_t f = from + 1;
         f < doc->figures.n && f < from + 4 && sentence_of(doc, f) == sentence;
         f++) {
        if (clause_of(doc, f)->segment != own->segment)
            return;
        if (!is_amount(doc, f))
            continue;
        for (size_t i = g->n < AMOUNTS_MAX ? g->n : AMOUNTS_MAX - 1; i > 0;
             i--) {
            g->amounts[i] = g->amounts[i - 1];
            g->in_sentence[i] = g->in_sentence[i - 1];
            g->previous[i] = g->previous[i - 1];
        }
        g->n += g->n < AMOUNTS_MAX;
        g->amounts[0] = f;
        g->in_sentence[0] = true;
        g->previous[0] = false;
        return;
    }
}

/* "done 53218, of a budget of 51000, 6421 more": the budget is no year. */
static void
budget_last(struct growth *g)
{
    const struct document *doc = g->check->doc;
    uint32_t amount = g->n > 1 ? g->amounts[0] : 0;

    if (g->n < 2 || g->previous[0] || g->previous[1] || !g->in_sentence[1] ||
        strncmp(role_name_of(doc, g->amounts[0]), "budget", 6) != 0 ||
        !strncmp(role_name_of(doc, g->amounts[1]), "budget", 6) ||
        has_word(doc, "base_budget",
                 clause_text(doc, clause_of(doc, g->change))))
        return;
    g->amounts[0] = g->amounts[1];
    g->amounts[1] = amount;
}

static void
amount_first(struct growth *g, size_t i)
{
    uint32_t amount;
    bool inside, before;

    amount = g->amounts[i];
    inside = g->in_sentence[i];
    before = g->previous[i];
    for (; i > 0; i--) {
        g->amounts[i] = g->amounts[i - 1];
        g->in_sentence[i] = g->in_sentence[i - 1];
        g->previous[i] = g->previous[i - 1];
    }
    g->amounts[0] = amount;
    g->in_sentence[0] = inside;
    g->previous[0] = before;
}

/* The amount that the change names as its subject comes first. */
static void
amounts_sort(struct growth *g)
{
    const struct document *doc = g->check->doc;
    struct str subject = subject_of(doc, g->change);
    size_t i = 0;

    while (subject.len && i < g->n && !names_same(doc, subject, g->amounts[i]))
        i++;
    if (subject.len && i < g->n)
        amount_first(g, i);
}

/* "A 41, of which a 17 and b 24. Than last year ...": A is meant. */
static void
head_first(struct growth *g)
{
    const struct document *doc = g->check->doc;
    size_t last = 0;

    if (g->n < 3 || g->in_sentence[0])
        return;
    while (last + 1 < g->n && sentence_of(doc, g->amounts[last + 1]) ==
                                  sentence_of(doc, g->amounts[0]))
        last++;
    if (last < 2 || g->previous[last] ||
        !has_word(doc, "of_which",
                  text_between(doc, g->amounts[last], g->amounts[last - 1])))
        return;
    amount_first(g, last);
    g->carried = true;
}

void
growth_amounts(struct growth *g)
{
    amounts_collect(g, g->change < g->rate ? g->change : g->rate);
    amounts_behind(g);
    budget_last(g);
    head_first(g);
    amounts_sort(g);
}

/* Figures of one kind in a row within a clause that end at figure last:
 * returns the first, with their number in *n. */
static uint32_t
series_back(const struct document *doc, uint32_t last, const char *role,
            size_t *n)
{
    const struct clause *clause = clause_of(doc, last);

    *n = 0;
    while (*n < AMOUNTS_MAX && clause_of(doc, last) == clause &&
           (role ? role_is(doc, last, role) &&
                       is_money(doc, last) == (strcmp(role, "change") == 0)
                 : is_amount(doc, last))) {
        (*n)++;
        if (last == 0)
            return 0;
        last--;
    }
    return last + 1;
}

/* "A and B are a and b, c and d less, down e% and f%": by position. Fills
 * change and the only amount of g; false if it is no such list. */
bool
growth_parallel(struct growth *g)
{
    const struct document *doc = g->check->doc;
    const struct clause *clause = clause_of(doc, g->rate);
    uint32_t last = g->rate, rates, changes, amounts;
    size_t n, m, k;

    while (last + 1 < doc->figures.n && clause_of(doc, last + 1) == clause &&
           role_is(doc, last + 1, "growth_rate"))
        last++;
    rates = series_back(doc, last, "growth_rate", &n);
    if (n < 2 || rates == 0)
        return false;
    changes = series_back(doc, rates - 1, "change", &m);
    if (m != n || changes == 0)
        return false;
    amounts = series_back(doc, changes - 1, NULL, &k);
    if (k != n || sentence_of(doc, amounts) != sentence_of(doc, g->rate))
        return false;
    g->change = changes + (g->rate - rates);
    g->amounts[0] = amounts + (g->rate - rates);
    g->in_sentence[0] = true;
    g->previous[0] = false;
    g->n = 1;
    g->parallel = true;
    return true;
}
