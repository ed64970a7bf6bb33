/* SPDX-License-Identifier: MIT */
/*
 * all-met: "all indicators have reached their targets", and the form has one
 *     whose result is on the other side of its target.
 *
 * Params: "all": words for all indicators; "done": words for reached, all of
 * them; "not": words that make an exception or speak of a part only.
 */
#include "check/form.h"
#include "check/prose.h"
#include "check/target.h"

/* The sentence that begins at clause c: its end, as a clause. */
static uint32_t
sentence_end(const struct document *doc, uint32_t c)
{
    const struct clause *clauses = doc->facts.clauses;
    uint32_t end = c;

    while (end + 1 < doc->facts.nclauses &&
           clauses[end + 1].sentence == clauses[c].sentence)
        end++;
    return end;
}

/* A clause that claims it, in a sentence without an exception. */
static const struct clause *
claim_find(const struct document *doc, const struct relation_rule *rule)
{
    const struct clause *clauses = doc->facts.clauses;

    for (uint32_t c = 0, end; c < doc->facts.nclauses; c = end + 1) {
        struct str text;

        end = sentence_end(doc, c);
        text = tokens_sub(doc, clauses[c].begin, clauses[end].end);
        if (clauses[c].cell != LAYOUT_NONE ||
            param_find(rule, "done", text) == SIZE_MAX ||
            param_find(rule, "not", text) != SIZE_MAX)
            continue;
        for (uint32_t k = c; k <= end; k++) {
            struct str own = clause_text(doc, &clauses[k]);
            size_t all = param_find(rule, "all", own);
            size_t done = param_find(rule, "done", own);

            /* with a number it may speak of so many only */
            if (all != SIZE_MAX && done != SIZE_MAX && all <= done &&
                clauses[k].nfigures == 0)
                return &clauses[k];
        }
    }
    return NULL;
}

static void
claim_row(struct check *check, const struct relation_rule *rule,
          const struct record *record, bool sure)
{
    const struct document *doc = check->doc;
    const struct clause *claim;
    const char *sign;
    struct target_pair p;
    struct outcome outcome;
    struct result *r;
    bool known;

    if (!sure || !(record->complete || doc->facts.forms[record->form].clean) ||
        record->name.len == 0 || record->duplicate ||
        words_has(rules_words(doc->rules, "form_execution"), record->name) ||
        !target_pair_read(doc, record, &p))
        return;
    outcome = target_pair_outcome(doc, &p, &known);
    if (!known || outcome.verdict == GJ_UNDECIDED ||
        !target_plain_cell(doc, &record->value[COL_ACTUAL]) ||
        !target_plain_cell(doc, &record->value[COL_TARGET]))
        return;
    claim = claim_find(doc, rule);
    r = check_result(check, rule, 3, 0);
    if (!r || !claim)
        return;
    sign = comparator_name(p.cmp);
    r->terms[0] = bound_figure(doc, "actual", p.actual);
    r->terms[1] = bound_figure(doc, "target", p.target);
    r->terms[2] = bound_text("claim", doc->figures.flow_of[claim->begin],
                             doc->figures.flow_of[claim->end]);
    r->verdict = outcome.verdict == GJ_VIOLATED ? GJ_VIOLATED : GJ_HOLDS;
    if (!check_tells(check, r))
        return;
    r->stated = figure_print(doc, p.actual);
    r->computed = figure_print(doc, p.target);
    r->formula = check_printf(check, "%s %s %s", r->stated, sign ? sign : "=",
                              r->computed);
    r->message = check_message(check, rule, "name", record_name(check, record),
                               "stated", r->stated, "target", r->computed,
                               (char *)NULL);
}

static void
all_met_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;

    if (doc->facts.nreports == 0 && doc->facts.nforms > 0 &&
        claim_find(doc, rule))
        target_each_leaf(check, rule, claim_row);
}

const struct binder binder_all_met = { "all-met", all_met_run };
