/* SPDX-License-Identifier: MIT */
/*
 * completed-list: an indicator whose achieved value misses its target and
 * whose score is below full marks stands in the list of completed ones.
 */
#include "check/leaf.h"
#include "check/prose.h"

/* Is this the heading of a list of completed indicators? */
static bool
completed_heading(const struct document *doc, const struct block *block)
{
    struct str text = { doc->layout.flow + block->begin,
                        block->end - block->begin };
    size_t len;
    const struct wordlist *yes = rules_words(doc->rules, "completed_heading");
    const struct wordlist *no = rules_words(doc->rules, "uncompleted_heading");

    return document_words_find(doc, yes, text, 0, &len) != SIZE_MAX &&
           document_words_find(doc, no, text, 0, &len) == SIZE_MAX;
}

/* Offset in the flow where the whole name stands between list separators in
 * [from, to), or UINT32_MAX. */
static uint32_t
name_listed(const struct document *doc, struct str name, uint32_t from,
            uint32_t to)
{
    const struct wordlist *joins = rules_words(doc->rules, "list_separator");
    struct str flow = { doc->layout.flow, to };

    for (size_t at = str_find(flow, name, from); at < to;
         at = str_find(flow, name, at + 1)) {
        size_t end = at + name.len;
        bool opens = at == from || words_before(joins, flow, at) > 0;
        bool closes = end >= to || words_at(joins, flow, end) > 0 ||
                      doc->layout.flow[end] == '\n';

        if (opens && closes)
            return (uint32_t)at;
    }
    return UINT32_MAX;
}

static void
member_report(struct check *check, const struct relation_rule *rule,
              const struct record *leaf, uint32_t at)
{
    const struct document *doc = check->doc;
    uint32_t actual = leaf->value[COL_ACTUAL].figure;
    uint32_t target = leaf->value[COL_TARGET].figure;
    struct result *r = check_result(check, rule, 3, 0);

    if (!r)
        return;
    r->terms[0] = bound_figure(doc, "actual", actual);
    r->terms[1] = bound_figure(doc, "target", target);
    r->terms[2] = bound_text("claim", at, at + (uint32_t)leaf->name.len);
    r->verdict = leaf_meets(doc, leaf) < 0 ? GJ_VIOLATED : GJ_HOLDS;
    if (!check_tells(check, r))
        return;
    r->stated = figure_print(doc, actual);
    r->computed = figure_print(doc, target);
    r->formula = check_printf(check, "%s ≥ %s", r->stated, r->computed);
    r->message = check_message(
        check, rule, "name", str_dup(doc->arena, leaf->name), "stated",
        r->stated, "computed", r->computed, (char *)NULL);
}

static void
list_compare(struct check *check, const struct relation_rule *rule,
             const struct block *block)
{
    const struct document *doc = check->doc;

    for (size_t i = 0; i < doc->facts.nrecords && i < 2000; i++) {
        const struct record *leaf = &doc->facts.records[i];
        uint32_t at;

        if (leaf->kind != RECORD_LEAF || leaf->name.len < 9 ||
            !(leaf->complete || doc->facts.forms[leaf->form].clean) ||
            leaf->duplicate || leaf_meets(doc, leaf) == 0 ||
            report_of(doc, block->begin) !=
                report_of(
                    doc,
                    doc->figures.items[leaf->value[COL_ACTUAL].figure].begin))
            continue;
        at = name_listed(doc, leaf->name, block->begin, block->end);
        if (at != UINT32_MAX)
            member_report(check, rule, leaf, at);
    }
}

static void
completed_run(struct check *check, const struct relation_rule *rule)
{
    const struct layout *layout = &check->doc->layout;
    unsigned lists = 0;

    for (size_t b = 0; b + 1 < layout->nblocks && lists < 10; b++) {
        if (!completed_heading(check->doc, &layout->blocks[b]))
            continue;
        for (size_t k = b + 1; k < layout->nblocks && k < b + 4; k++) {
            if (layout->blocks[k].kind == BLOCK_HEADING)
                break;
            list_compare(check, rule, &layout->blocks[k]);
        }
        lists++;
    }
}

const struct binder binder_completed_list = { "completed-list",
                                              completed_run };
