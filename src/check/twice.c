/* SPDX-License-Identifier: MIT */
/*
 * indicator-twice: an achieved value told in the text against the one in the
 * form, for the same indicator.
 *
 * Only where the text gives itself marks (so that it speaks of results, not
 * of plans), and only for one record that is like the name beyond doubt.
 */
#include "check/leaf.h"
#include "check/prose.h"

#define ALIKE  60 /* similarity of one indicator under two names */
#define MARGIN 15 /* by which it must beat the next record */

/* Does the block of the figure give itself marks? */
static bool
gives_marks(const struct document *doc, uint32_t figure)
{
    const struct block *block =
        &doc->layout.blocks[doc->figures.items[figure].block];
    struct str text = { doc->layout.flow + block->begin,
                        block->end - block->begin };

    return has_word(doc, "self_mark", text);
}

static const struct record *
record_alike(const struct document *doc, struct str label,
             const struct figure *figure, unsigned *how)
{
    const struct record *best = NULL;
    unsigned first = 0, second = 0;

    for (size_t i = 0; i < doc->facts.nrecords && i < 2000; i++) {
        const struct record *r = &doc->facts.records[i];
        uint32_t a = r->value[COL_ACTUAL].figure;
        unsigned s;

        if (r->kind != RECORD_LEAF || a == FACT_NONE ||
            doc->figures.items[a].kind != figure->kind)
            continue;
        s = name_similarity(label, r->name);
        if (s > first) {
            second = first;
            first = s;
            best = r;
        } else if (s > second) {
            second = s;
        }
    }
    *how = first;
    return first >= second + MARGIN ? best : NULL;
}

/* The stem of a name: without verbs in front and measure words behind. */
static struct str
stem_of(const struct document *doc, struct str name)
{
    const struct wordlist *front = rules_words(doc->rules, "stem_front");
    const struct wordlist *tail = rules_words(doc->rules, "stem_tail");
    size_t n;

    while ((n = words_at(front, name, 0)) > 0)
        name = str_sub(name, n, name.len);
    while ((n = words_before(tail, name, name.len)) > 0)
        name = str_sub(name, 0, name.len - n);
    return name;
}

/* The only record whose stem ends with the stem of the label. */
static const struct record *
record_by_stem(const struct document *doc, struct str label,
               const struct figure *figure)
{
    struct str stem = stem_of(doc, label);
    const struct record *found = NULL;

    if (stem.len < 6)
        return NULL;
    for (size_t i = 0; i < doc->facts.nrecords && i < 2000; i++) {
        const struct record *r = &doc->facts.records[i];
        uint32_t a = r->value[COL_ACTUAL].figure;

        if (r->kind != RECORD_LEAF || a == FACT_NONE ||
            doc->figures.items[a].kind != figure->kind ||
            !str_ends(stem_of(doc, r->name), stem))
            continue;
        if (found)
            return NULL;
        found = r;
    }
    return found;
}

static void
twice_report(struct check *check, const struct relation_rule *rule,
             uint32_t told, const struct record *record)
{
    const struct document *doc = check->doc;
    uint32_t actual = record->value[COL_ACTUAL].figure;
    struct quantity a = figure_quantity(doc, told);
    struct quantity b = figure_quantity(doc, actual);
    struct outcome outcome;
    struct result *r;

    a.open = 0; /* results are printed with the sign of their target */
    b.open = 0;
    outcome = kind_equal(a, b);
    r = check_result(check, rule, 2, 0);
    if (!r)
        return;
    r->shape = SHAPE_EQUAL;
    r->terms[0] = bound_figure(doc, "told", told);
    r->terms[1] = bound_figure(doc, "actual", actual);
    if (!result_settle(check, r, &outcome, told))
        return;
    r->formula = check_printf(check, "%s = %s", figure_print(doc, told),
                              figure_print(doc, actual));
    r->computed = figure_print(doc, actual);
    r->message = check_message(
        check, rule, "name", str_dup(doc->arena, record->name), "stated",
        r->stated, "computed", r->computed, (char *)NULL);
}

static bool
equals_target(const struct document *doc, uint32_t told,
              const struct record *record)
{
    uint32_t t = record->value[COL_TARGET].figure;

    return t != FACT_NONE && dec_cmp(doc->figures.items[t].value,
                                     doc->figures.items[told].value) == 0;
}

static void
twice_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    bool by_stem = rule_param(rule, "by-stem") != NULL;

    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++) {
        const struct fact *fact = fact_of(doc, f);
        const struct record *record;
        unsigned how = 0;

        if (!fact || fact->in_form || fact->label.len < 6 ||
            doc->facts.nrecords == 0 ||
            doc->figures.items[f].kind != FIGURE_PERCENT ||
            !role_in(doc, f, rule_term(rule, "told")) || !gives_marks(doc, f))
            continue;
        record = record_alike(doc, fact->label, &doc->figures.items[f], &how);
        if (by_stem)
            record = how >= ALIKE ? NULL
                                  : record_by_stem(doc, fact->label,
                                                   &doc->figures.items[f]);
        else if (how < ALIKE)
            record = NULL;
        if (record && !equals_target(doc, f, record) &&
            same_report(doc, f, record->value[COL_ACTUAL].figure))
            twice_report(check, rule, f, record);
    }
}

const struct binder binder_indicator_twice = { "indicator-twice", twice_run };
