/* SPDX-License-Identifier: MIT */
/*
 * Finding facts around a figure.
 */
#include <string.h>

#include "check/prose.h"

#define BEFORE_MAX 600 /* bytes looked at before a figure */
#define WORDS_MAX  900 /* bytes in which a word is looked for */
#define WALK_MAX   SENTENCE_WALK

const struct fact *
fact_of(const struct document *doc, uint32_t figure)
{
    uint32_t at = doc->facts.of_figure[figure];

    return at == FACT_NONE ? NULL : &doc->facts.items[at];
}

const struct clause *
clause_of(const struct document *doc, uint32_t figure)
{
    uint32_t at = doc->facts.context[figure].clause;

    return at == FACT_NONE ? NULL : &doc->facts.clauses[at];
}

const char *
role_name_of(const struct document *doc, uint32_t figure)
{
    const struct fact *fact = fact_of(doc, figure);

    return fact && fact->role != ROLE_NONE ? doc->rules->roles[fact->role].id
                                           : "";
}

bool
role_is(const struct document *doc, uint32_t figure, const char *role)
{
    const char *name = role_name_of(doc, figure);

    return name[0] == role[0] && !strcmp(name, role);
}

/* The cells of a row without anything between: 10, 100% and 91.28% read as
 * 10100% and 91.28%.  A rate that is printed twice is none of these. */
static bool
is_glued(const struct document *doc, uint32_t f)
{
    const struct figure *a = &doc->figures.items[f], *b = a + 1;

    return a->suspicious && a->kind == FIGURE_PERCENT &&
           (dec_cmp(a->value, (struct dec){ 1000, 0 }) >= 0 ||
            (f + 1 < doc->figures.n && b->digits_begin == a->end &&
             dec_cmp(a->value, b->value) != 0));
}

bool
role_in(const struct document *doc, uint32_t figure,
        const struct term_rule *term)
{
    const struct fact *fact = fact_of(doc, figure);

    if (!fact || !term || is_glued(doc, figure))
        return false;
    for (size_t i = 0; i < term->nroles; i++)
        if (term->roles[i] == fact->role)
            return true;
    return false;
}

bool
is_money(const struct document *doc, uint32_t figure)
{
    const struct figure *f = &doc->figures.items[figure];

    return f->kind == FIGURE_MONEY && f->has_value && !f->rule_text &&
           f->range == RANGE_NONE;
}

bool
is_amount(const struct document *doc, uint32_t figure)
{
    const struct fact *fact = fact_of(doc, figure);

    if (!fact || !is_money(doc, figure) || fact->target)
        return false;
    return strcmp(doc->rules->roles[fact->role].group, "change") != 0;
}

struct str
tokens_sub(const struct document *doc, uint32_t from, uint32_t to)
{
    return from < to ? (struct str){ doc->figures.tokens + from, to - from }
                     : STR_NONE;
}

struct str
text_before(const struct document *doc, uint32_t figure)
{
    const struct clause *clause = clause_of(doc, figure);
    struct str before;

    if (!clause)
        return STR_NONE;
    before = tokens_sub(doc, clause->begin, doc->figures.token_off[figure]);
    return before.len > BEFORE_MAX
               ? str_sub(before, before.len - BEFORE_MAX, before.len)
               : before;
}

struct str
clause_text(const struct document *doc, const struct clause *c)
{
    return c ? tokens_sub(doc, c->begin, c->end) : STR_NONE;
}

struct str
text_left(const struct document *doc, uint32_t figure)
{
    return tokens_sub(doc, doc->facts.context[figure].left,
                      doc->figures.token_off[figure]);
}

struct str
text_between(const struct document *doc, uint32_t a, uint32_t b)
{
    return tokens_sub(doc, doc->figures.token_off[a] + 3,
                      doc->figures.token_off[b]);
}

struct quantity
signed_quantity(const struct document *doc, uint32_t figure, int direction)
{
    struct quantity q = figure_quantity(doc, figure);

    if (direction < 0) {
        q.printed = dec_neg(q.printed);
        q.open = -q.open;
    }
    return q;
}

size_t
param_find(const struct relation_rule *rule, const char *name, struct str text)
{
    const struct param *param = rule_param(rule, name);

    for (size_t i = 0; param && i < param->nvalues; i++) {
        size_t at = str_find(text, param->values[i], 0);

        if (at != SIZE_MAX)
            return at;
    }
    return SIZE_MAX;
}

bool
has_param(const struct relation_rule *rule, const char *name, struct str text)
{
    return param_find(rule, name, text) != SIZE_MAX;
}

bool
has_word(const struct document *doc, const char *list, struct str text)
{
    size_t len;

    if (text.len > WORDS_MAX)
        text = str_sub(text, text.len - WORDS_MAX, text.len);
    return document_words_find(doc, rules_words(doc->rules, list), text, 0,
                               &len) != SIZE_MAX;
}

bool
same_report(const struct document *doc, uint32_t a, uint32_t b)
{
    return report_of(doc, doc->figures.items[a].begin) ==
           report_of(doc, doc->figures.items[b].begin);
}

uint32_t
sentence_of(const struct document *doc, uint32_t figure)
{
    const struct clause *clause = clause_of(doc, figure);

    return clause ? clause->sentence : UINT32_MAX;
}

uint32_t
sentence_first(const struct document *doc, uint32_t figure)
{
    uint32_t sentence = sentence_of(doc, figure);

    for (unsigned i = 0; i < WALK_MAX && figure > 0 &&
                         sentence_of(doc, figure - 1) == sentence;
         i++)
        figure--;
    return figure;
}

struct str
text_of_sentence(const struct document *doc, uint32_t f)
{
    uint32_t first = doc->facts.context[f].clause, at = first;
    uint32_t sentence = doc->facts.clauses[at].sentence;

    while (at > 0 && first - at < CLAUSE_WALK &&
           doc->facts.clauses[at - 1].sentence == sentence)
        at--;
    return tokens_sub(doc, doc->facts.clauses[at].begin,
                      doc->figures.token_off[f]);
}

struct str
rest_of_sentence(const struct document *doc, uint32_t f)
{
    uint32_t first = doc->facts.context[f].clause, at = first;
    uint32_t sentence = doc->facts.clauses[at].sentence;

    while (at + 1 < doc->facts.nclauses && at - first < CLAUSE_WALK &&
           doc->facts.clauses[at + 1].sentence == sentence)
        at++;
    return tokens_sub(doc, doc->figures.token_off[f] + 3,
                      doc->facts.clauses[at].end);
}

static bool
usable(const struct document *doc, uint32_t figure,
       const struct term_rule *term)
{
    const struct figure *f = &doc->figures.items[figure];

    return f->has_value && !f->rule_text && f->range == RANGE_NONE &&
           role_in(doc, figure, term) && !fact_of(doc, figure)->target;
}

void
nearby_find(const struct document *doc, uint32_t figure,
            const struct term_rule *term, unsigned sentences,
            struct nearby *out)
{
    uint32_t block = doc->figures.items[figure].block;
    uint32_t own = sentence_of(doc, figure);
    uint32_t last = figure + WALK_MAX;

    out->n = 0;
    for (uint32_t f = figure;
         f-- > 0 && out->n < NEAR_MAX && figure - f < WALK_MAX;) {
        uint32_t s = sentence_of(doc, f);

        if (doc->figures.items[f].block != block ||
            (s != UINT32_MAX && own != UINT32_MAX && s + sentences < own))
            break;
        if (usable(doc, f, term))
            out->items[out->n++] = f;
    }
    for (uint32_t f = figure + 1;
         f < doc->figures.n && f < last && out->n < NEAR_MAX &&
         sentence_of(doc, f) == own;
         f++)
        if (usable(doc, f, term))
            out->items[out->n++] = f;
}

static bool
same_value(const struct document *doc, uint32_t a, uint32_t b)
{
    struct dec x, y;

    return figure_base(&doc->figures.items[a], &x) &&
           figure_base(&doc->figures.items[b], &y) && dec_cmp(x, y) == 0;
}

static bool
value_known(const struct document *doc, const struct nearby *list,
            uint32_t figure)
{
    for (size_t i = 0; i < list->n; i++)
        if (same_value(doc, list->items[i], figure))
            return true;
    return false;
}

bool
speaks_of_whole(const struct document *doc, uint32_t f)
{
    const struct wordlist *generic = rules_words(doc->rules, "rate_generic");
    struct str label = fact_of(doc, f)->label;
    size_t n;

    if (fact_of(doc, f)->in_form)
        return true;
    while ((n = words_before(generic, label, label.len)) > 0)
        label = str_sub(label, 0, label.len - n);
    while ((n = words_at(generic, label, 0)) > 0)
        label = str_sub(label, n, label.len);
    return label.len < 6;
}

void
document_find(const struct document *doc, const struct term_rule *term,
              bool whole_only, struct nearby *out)
{
    out->n = 0;
    for (uint32_t i = 0; i < doc->facts.n; i++) {
        uint32_t f = doc->facts.items[i].figure;

        if (!usable(doc, f, term) ||
            (whole_only && !speaks_of_whole(doc, f)) ||
            value_known(doc, out, f))
            continue;
        if (out->n == NEAR_MAX) {
            out->n = NEAR_MAX + 1;
            return;
        }
        out->items[out->n++] = f;
    }
}

const char *
formula_two(struct check *check, uint32_t a, const char *sign, uint32_t b)
{
    return check_printf(check, "%s %s %s = %s %s %s", figure_name(check, a),
                        sign, figure_name(check, b),
                        figure_print(check->doc, a), sign,
                        figure_print(check->doc, b));
}

bool
result_settle(struct check *check, struct result *r,
              const struct outcome *outcome, uint32_t stated)
{
    r->verdict = outcome->verdict;
    r->recomputed = outcome->has_computed;
    if (!check_tells(check, r))
        return false;
    r->stated = figure_print(check->doc, stated);
    if (outcome->has_computed)
        r->computed = value_print(check->doc, outcome->computed, stated);
    if (outcome->verdict == GJ_UNDECIDED && !r->reason[0])
        r->reason = "not-computable";
    return true;
}
