/* SPDX-License-Identifier: MIT */
/*
 * Targets against results and scores.
 */
#include "base/utf8.h"
#include "check/form.h"
#include "check/prose.h"
#include "check/target.h"

static bool
same_unit(const struct figure *t, const struct figure *a)
{
    if (t->kind == a->kind && t->kind == FIGURE_PERCENT)
        return true;
    if (a->kind == FIGURE_PLAIN || t->kind == FIGURE_PLAIN)
        return (t->kind == FIGURE_COUNT || t->kind == FIGURE_PLAIN) &&
               (a->kind == FIGURE_COUNT || a->kind == FIGURE_PLAIN);
    if (!t->unit || !a->unit)
        return false;
    return t->kind == a->kind &&
           (str_eq(t->unit->name, a->unit->name) ||
            (t->unit->base.len && str_eq(t->unit->base, a->unit->base)));
}

bool
target_pair_read(const struct document *doc, const struct record *record,
                 struct target_pair *p)
{
    const struct figure *t, *a;

    p->record = record;
    p->target = record_figure(doc, record, COL_TARGET);
    p->actual = record_figure(doc, record, COL_ACTUAL);
    p->weight = record_figure(doc, record, COL_WEIGHT);
    p->score = record_figure(doc, record, COL_SCORE);
    if (record->kind != RECORD_LEAF || p->target == FACT_NONE ||
        p->actual == FACT_NONE)
        return false;
    t = &doc->figures.items[p->target];
    a = &doc->figures.items[p->actual];
    if (t->range != RANGE_NONE || a->range != RANGE_NONE || t->approximate ||
        a->approximate || t->fraction.coef || a->fraction.coef ||
        t->suspicious || a->suspicious || !same_unit(t, a))
        return false;
    p->cmp = t->comparator;
    if (p->cmp == CMP_NONE && record->sign)
        p->cmp = (enum comparator)record->sign;
    p->t = figure_quantity(doc, p->target);
    p->a = figure_quantity(doc, p->actual);
    p->t.open = 0;
    p->t.exact = true;
    return true;
}

struct outcome
target_pair_outcome(const struct document *doc, struct target_pair *p,
                    bool *known)
{
    enum comparator a = doc->figures.items[p->actual].comparator;

    *known = p->cmp != CMP_NONE && p->cmp != CMP_APPROX;
    p->a.open = 0;
    switch (p->cmp) {
    case CMP_GE:
    case CMP_GT:
    case CMP_EQ:
        if (a == CMP_LE || a == CMP_LT)
            *known = false;
        return kind_order(p->t, p->a);
    case CMP_LE:
    case CMP_LT:
        if (a == CMP_GE || a == CMP_GT)
            *known = false;
        return kind_order(p->a, p->t);
    case CMP_NONE:
    case CMP_APPROX:
    default: /* no direction is printed: only the same value is met surely */
        *known = dec_cmp(doc->figures.items[p->target].value,
                         doc->figures.items[p->actual].value) == 0;
        return kind_equal(p->t, p->a);
    }
}

static bool
full_score(const struct document *doc, const struct target_pair *p)
{
    return p->weight != FACT_NONE && p->score != FACT_NONE &&
           dec_cmp(doc->figures.items[p->score].value,
                   doc->figures.items[p->weight].value) >= 0;
}

bool
target_plain_cell(const struct document *doc, const struct record_value *v)
{
    const struct figure *f = &doc->figures.items[v->figure];
    size_t used = f->end - f->begin;

    return v->text.len <= used + 8;
}

static void
target_row(struct check *check, const struct relation_rule *rule,
           const struct record *record, bool sure)
{
    const struct document *doc = check->doc;
    static const char *const names[] = { "actual", "target", "score",
                                         "weight" };
    struct outcome outcome;
    struct result *r;
    const char *sign;
    struct target_pair p;
    bool known;

    if (!target_pair_read(doc, record, &p))
        return;
    outcome = target_pair_outcome(doc, &p, &known);
    if (!known || outcome.verdict == GJ_UNDECIDED)
        return;
    if (outcome.verdict == GJ_VIOLATED && !full_score(doc, &p))
        return;
    {
        uint32_t figures[4] = { p.actual, p.target, p.score, p.weight };
        size_t n = full_score(doc, &p) ? 4 : 2;

        r = form_equation(check, rule, SHAPE_NONE, figures, names, n);
    }
    if (!r)
        return;
    outcome.has_computed = false;
    if (!form_settle(check, r, &outcome))
        return;
    sign = comparator_name(p.cmp);
    form_tell(check, r,
              check_printf(check, "%s %s %s", figure_print(doc, p.actual),
                           sign ? sign : "=", figure_print(doc, p.target)),
              record_name(check, record),
              str_dup(doc->arena, record->value[COL_TARGET].text));
    if (!sure || !record->complete || record->name.len == 0)
        form_undecided(r, "row-columns");
    if (!target_plain_cell(doc, &record->value[COL_ACTUAL]) ||
        !target_plain_cell(doc, &record->value[COL_TARGET]))
        form_undecided(r, "cell-more");
}

void
target_each_leaf(struct check *check, const struct relation_rule *rule,
                 target_row_fn *row)
{
    const struct facts *facts = &check->doc->facts;

    for (uint32_t f = 0; f < facts->nforms; f++) {
        struct score_form sf;
        bool sure;

        if (!score_form_read(check->doc, f, &sf))
            continue;
        sure = sf.form->clean || score_form_complete(&sf) || sf.blocks_close ||
               sf.scores_close;
        for (uint32_t i = score_form_leaf(check->doc, &sf, sf.first);
             i < sf.end; i = score_form_leaf(check->doc, &sf, i + 1))
            row(check, rule, &facts->records[i], sure);
    }
}

static void
target_met_run(struct check *check, const struct relation_rule *rule)
{
    target_each_leaf(check, rule, target_row);
}

const struct binder binder_target_met = { "target-met", target_met_run };

/* ---- "≥ 万人": a target without its number ---- */

static bool
blank_target(struct str text)
{
    size_t i = 0, width;
    bool sign = false, unit = false;

    while (i < text.len) {
        uint32_t cp = utf8_get(text.ptr + i, &width);

        if (cp == '<' || cp == '>' || cp == '=' || cp == 0x2264 ||
            cp == 0x2265 || cp == 0x2266 || cp == 0x2267) {
            if (unit)
                return false;
            sign = true;
        } else if (cp != ' ') {
            if ((cp >= '0' && cp <= '9') || cp == '*' || cp == 'X' ||
                cp == 'x')
                return false;
            unit = true;
        }
        i += width;
    }
    return sign && unit && text.len <= 24;
}

static void
blank_row(struct check *check, const struct relation_rule *rule,
          const struct record *record, bool sure)
{
    const struct document *doc = check->doc;
    const struct record_value *t = &record->value[COL_TARGET];
    uint32_t actual = record_figure(doc, record, COL_ACTUAL);
    uint32_t begin;
    struct result *r;

    (void)sure;
    if (t->cell == LAYOUT_NONE || t->figure != FACT_NONE ||
        !blank_target(t->text))
        return;
    r = check_result(check, rule, actual == FACT_NONE ? 1 : 2, 0);
    if (!r)
        return;
    begin = (uint32_t)(t->text.ptr - doc->layout.flow);
    r->terms[0] = bound_text("target", begin, begin + (uint32_t)t->text.len);
    if (actual != FACT_NONE)
        r->terms[1] = bound_figure(doc, "actual", actual);
    r->verdict = GJ_VIOLATED;
    r->stated = str_dup(doc->arena, t->text);
    r->formula = "";
    r->message = check_message(
        check, rule, "name", record_name(check, record), "stated", r->stated,
        "actual", actual == FACT_NONE ? "" : figure_print(doc, actual),
        (char *)NULL);
}

static void
target_blank_run(struct check *check, const struct relation_rule *rule)
{
    target_each_leaf(check, rule, blank_row);
}

const struct binder binder_target_blank = { "target-blank", target_blank_run };

/* ---- results far above a low target ---- */

static void
over_row(struct check *check, const struct relation_rule *rule,
         const struct record *record, bool sure)
{
    static const char *const names[] = { "actual", "target" };
    const struct document *doc = check->doc;
    struct dec rate, limit = { 300, 0 };
    struct dec t, a;
    struct target_pair p;
    struct result *r;

    if (!sure || !target_pair_read(doc, record, &p) ||
        (p.cmp != CMP_GE && p.cmp != CMP_GT) || p.t.printed.coef <= 0 ||
        doc->figures.items[p.target].kind == FIGURE_PERCENT)
        return;
    if (!dec_shift(p.t.printed, p.t.power, &t) ||
        !dec_shift(p.a.printed, p.a.power, &a) ||
        !dec_div(a, t, 2, 0, &rate) || dec_cmp(rate, limit) < 0)
        return;
    {
        uint32_t figures[2] = { p.actual, p.target };

        r = form_equation(check, rule, SHAPE_NONE, figures, names, 2);
    }
    if (!r)
        return;
    r->verdict = GJ_VIOLATED;
    r->stated = figure_print(doc, p.actual);
    r->formula = "";
    r->message = check_message(
        check, rule, "name", record_name(check, record), "stated", r->stated,
        "target", str_dup(doc->arena, record->value[COL_TARGET].text),
        (char *)NULL);
}

static void
over_completion_run(struct check *check, const struct relation_rule *rule)
{
    target_each_leaf(check, rule, over_row);
}

const struct binder binder_over_completion = { "over-completion",
                                               over_completion_run };
