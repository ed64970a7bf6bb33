/* SPDX-License-Identifier: MIT */
/*
 * change-parts: "7.25 less, of which cars 4.1 less and hospitality 3.15 less".
 *     The changes of a closed set that is known by name ("set-*") make the
 *     change of the whole; of any other list a part may have vanished since
 *     last year, so nothing is said.
 *
 * Params: "set-*": the members; "flat": words for no change at all.
 */
#include <string.h>

#include "base/buf.h"
#include "check/list.h"
#include "check/prose.h"

#define MEMBERS_MAX 6

/* The changes of the members, in the order of the set. */
struct parts {
    uint32_t whole;
    uint32_t items[MEMBERS_MAX]; /* FACT_NONE: said not to have changed */
    size_t n;
};

static bool
is_change(const struct document *doc, uint32_t f)
{
    return role_is(doc, f, "change") && is_money(doc, f) &&
           clause_of(doc, f) && !fact_of(doc, f)->in_form &&
           !fact_of(doc, f)->target && fact_of(doc, f)->direction != 0 &&
           !doc->figures.items[f].approximate;
}

/* Token text behind a figure to the end of its sentence, and of the next one
 * if that opens with an of-which word. */
static struct str
text_behind(const struct document *doc, uint32_t f)
{
    const struct clause *clauses = doc->facts.clauses;
    uint32_t first = doc->facts.context[f].clause, at = first;
    uint32_t sentence = clauses[at].sentence;
    bool next = false;

    while (at + 1 < doc->facts.nclauses && at < first + CLAUSE_WALK / 2 &&
           clauses[at + 1].block == clauses[first].block) {
        if (clauses[at + 1].sentence != sentence) {
            if (next ||
                !words_at(rules_words(doc->rules, "of_which"),
                          str_trim(clause_text(doc, &clauses[at + 1])), 0))
                break;
            next = true;
            sentence = clauses[at + 1].sentence;
        }
        at++;
    }
    return tokens_sub(doc, doc->figures.token_off[f] + 3, clauses[at].end);
}

/* The part of the text that speaks of one member: from its name to the next
 * other member. */
static struct str
member_text(const struct param *set, struct str text, size_t member)
{
    size_t from = str_find(text, set->values[member], 0), to = text.len;

    for (size_t i = 0; from != SIZE_MAX && i < set->nvalues; i++) {
        size_t at = str_find(text, set->values[i], from);

        if (i != member && at < to)
            to = at;
    }
    return from == SIZE_MAX ? STR_NONE : str_sub(text, from, to);
}

/* The only change told in a text behind the whole one; false if there are several, or none and no
 * word that it stayed the same. */
static bool
member_change(const struct document *doc, const struct param *flat,
              struct str text, uint32_t whole, uint32_t *out)
{
    uint32_t from = (uint32_t)(text.ptr - doc->figures.tokens);

    *out = FACT_NONE;
    for (uint32_t f = whole + 1; f < doc->figures.n; f++) {
        uint32_t at = doc->figures.token_off[f];

        if (at < from)
            continue;
        if (at >= from + text.len)
            break;
        if (!role_is(doc, f, "change"))
            continue;
        if (*out != FACT_NONE || !is_change(doc, f))
            return false;
        *out = f;
    }
    for (size_t i = 0; *out == FACT_NONE && flat && i < flat->nvalues; i++)
        if (str_find(text, flat->values[i], 0) != SIZE_MAX)
            return true;
    return *out != FACT_NONE;
}

static bool
set_read(const struct document *doc, const struct relation_rule *rule,
         const struct param *set, struct str text, struct parts *parts)
{
    size_t told = 0;

    if (set->nvalues > MEMBERS_MAX)
        return false;
    for (size_t i = 0; i < set->nvalues; i++) {
        struct str own = member_text(set, text, i);

        if (own.len == 0 || !member_change(doc, rule_param(rule, "flat"), own,
                                           parts->whole, &parts->items[i]))
            return false;
        told += parts->items[i] != FACT_NONE;
    }
    parts->n = set->nvalues;
    return told > 0;
}

/* Does an amount stand in the text, which begins behind the whole change? It
 * is a part that is no member. */
static bool
money_in(const struct document *doc, uint32_t whole, struct str text)
{
    uint32_t next = whole + 1;

    while (next < doc->figures.n &&
           doc->figures.items[next].kind != FIGURE_MONEY)
        next++;
    return next < doc->figures.n &&
           doc->figures.token_off[next] <
               (uint32_t)(text.ptr - doc->figures.tokens) + text.len;
}

/* The set whose members tell how a change is made up. */
static bool
parts_find(const struct document *doc, const struct relation_rule *rule,
           uint32_t whole, struct parts *parts)
{
    struct str text = text_behind(doc, whole), opening;

    parts->whole = whole;
    for (size_t p = 0; p < rule->nparams; p++) {
        const struct param *set = &rule->params[p];
        size_t first = SIZE_MAX;

        if (strncmp(set->name, "set-", 4) != 0)
            continue;
        for (size_t i = 0; i < set->nvalues; i++) {
            size_t at = str_find(text, set->values[i], 0);

            first = at < first ? at : first;
        }
        opening = str_sub(text, 0, first < text.len ? first : 0);
        if (!money_in(doc, whole, opening) &&
            has_word(doc, "of_which", opening) &&
            !has_word(doc, "of_which_open", opening) &&
            !has_word(doc, "cause_word", opening) &&
            set_read(doc, rule, set, text, parts))
            return true;
    }
    return false;
}

static const char *
parts_formula(struct check *check, const struct parts *parts)
{
    const struct document *doc = check->doc;
    struct buf out;

    buf_init(&out, doc->arena);
    for (size_t i = 0, told = 0; i < parts->n; i++) {
        uint32_t f = parts->items[i];

        if (f == FACT_NONE)
            continue;
        if (fact_of(doc, f)->direction < 0)
            buf_puts(&out, told ? " − " : "−");
        else
            buf_puts(&out, told ? " + " : "");
        buf_puts(&out, figure_print(doc, f));
        told++;
    }
    return buf_cstr(&out);
}

static void
parts_report(struct check *check, const struct relation_rule *rule,
             const struct parts *parts)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, parts->n + 1, 0);
    struct quantity q[MEMBERS_MAX];
    struct outcome outcome;
    size_t n = 0;

    if (!r)
        return;
    r->shape = SHAPE_SUM;
    r->terms[0] = bound_figure(doc, "total", parts->whole);
    r->terms[0].q = signed_quantity(doc, parts->whole,
                                    fact_of(doc, parts->whole)->direction);
    for (size_t i = 0; i < parts->n; i++) {
        if (parts->items[i] == FACT_NONE)
            continue;
        q[n] = signed_quantity(doc, parts->items[i],
                               fact_of(doc, parts->items[i])->direction);
        r->terms[n + 1] = bound_figure(doc, "addend", parts->items[i]);
        r->terms[n + 1].q = q[n];
        n++;
    }
    r->nterms = n + 1;
    outcome = kind_sum(q, n, r->terms[0].q);
    if (!result_settle(check, r, &outcome, parts->whole))
        return;
    r->formula = parts_formula(check, parts);
    r->stated = check_printf(
        check, "%s%s", fact_of(doc, parts->whole)->direction < 0 ? "-" : "",
        figure_print(doc, parts->whole));
    r->message =
        check_message(check, rule, "name", figure_name(check, parts->whole),
                      "stated", r->stated, "computed", r->computed, "formula",
                      r->formula, (char *)NULL);
}

static void
change_parts_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    struct parts parts;

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++)
        if (is_change(doc, f) && parts_find(doc, rule, f, &parts))
            parts_report(check, rule, &parts);
}

const struct binder binder_change_parts = { "change-parts", change_parts_run };
