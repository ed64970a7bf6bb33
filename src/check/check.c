/* SPDX-License-Identifier: MIT */
#include "check/check.h"

#include <stdlib.h>
#include <string.h>

#include "check/form.h"
#include "check/prose.h"

/* One line a binder; a rule names it in "bind". */
static const struct binder *const binders[] = {
    &binder_near_ratio,   &binder_growth,          &binder_direction,
    &binder_share,        &binder_list_sum,        &binder_parallel_parts,
    &binder_unit_slip,    &binder_same_rate,       &binder_same_amount,
    &binder_rate_gap,     &binder_grade,           &binder_completed_list,
    &binder_claim,        &binder_balance,         &binder_budget_order,
    &binder_score_list,   &binder_indicator_twice, &binder_hundred,
    &binder_times,        &binder_level_score,     &binder_restated,
    &binder_flow_order,   &binder_same_score,      &binder_difference,
    &binder_level_list,   &binder_same_label,      &binder_unit_price,
    &binder_average,      &binder_totals_equal,    &binder_set_sum,
    &binder_leftover,     &binder_add_up,          &binder_implied,
    &binder_change_parts, &binder_all_met,         &binder_account,
    &binder_growth_count, &binder_score_story,
#define FORM_BINDER(name) &(name),
    FORM_BINDERS
#undef FORM_BINDER
};

const struct binder *
binder_find(const char *name)
{
    for (size_t i = 0; i < sizeof(binders) / sizeof(binders[0]); i++)
        if (!strcmp(binders[i]->name, name))
            return binders[i];
    return NULL;
}

static bool
listed(const char *const *list, size_t n, const struct gj_rule *rule)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(list[i], rule->code) || !strcmp(list[i], rule->id))
            return true;
    return false;
}

static bool
rule_on(const struct gj_rule *rule, const struct gj_options *options)
{
    if (!options)
        return !rule->preview;
    if (listed(options->ignore, options->nignore, rule))
        return false;
    if (options->nselect)
        return listed(options->select, options->nselect, rule);
    return !rule->preview;
}

enum gj_status
relations_check(struct document *doc, const struct gj_options *options,
                struct result **out, size_t *n, struct gj_error *err)
{
    struct check check = { .doc = doc,
                           .lang = options ? options->lang : GJ_ZH,
                           .findings_only = options && options->findings_only,
                           .err = err };

    check.items = vec_guess(doc->arena, doc->figures.n / 2, &check.cap,
                            sizeof(*check.items));
    if (!check.items)
        return err_set(err, GJ_NOMEM, "out of memory");
    for (size_t i = 0; i < doc->rules->nrelations && !check.failed; i++) {
        const struct relation_rule *rule = &doc->rules->relations[i];
        const struct binder *binder = binder_find(rule->bind);

        if (!binder)
            return err_set(err, GJ_RULE,
                           "%s: /bind: there is no binder "
                           "\"%s\"",
                           rule->pub.file, rule->bind);
        if (rule_on(&rule->pub, options))
            binder->run(&check, rule);
    }
    if (check.failed)
        return GJ_NOMEM;
    *out = check.items;
    *n = check.n;
    return GJ_OK;
}
