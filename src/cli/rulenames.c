/* SPDX-License-Identifier: MIT */
/* Names of rules, as people write them: codes, ids, globs. */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

void
rules_unknown(const struct rule_names *of, const char *name)
{
    size_t n = gj_rules_count(of->rules);
    const char **names = calloc(2 * n + 1, sizeof(*names));
    const char *hint = NULL, *file = of->file;
    enum gj_lang lang = of->settings->lang;

    for (size_t i = 0; names && i < n; i++) {
        names[2 * i] = gj_rules_at(of->rules, i)->code;
        names[2 * i + 1] = gj_rules_at(of->rules, i)->id;
    }
    if (names)
        hint = nearest(name, names, 2 * n);
    complain(
        "%s%s%s%s%s %s%s%s%s", file ? file : "", file ? ": /" : "",
        file ? of->member : "", file ? ": " : "",
        SAY(lang, "没有规则", "no rule"), name,
        hint ? SAY(lang, "；是否要用 ", "; did you mean ")
             : SAY(lang, "；见 gouji rules list", "; see gouji rules list"),
        hint ? hint : "", hint ? SAY(lang, "？", "?") : "");
    free(names);
}

/* A glob means the rules that are on anyway; a preview rule must be named. */
static bool
choose_glob(const char *glob, const struct gj_rules *rules,
            struct strings *codes, size_t *found)
{
    for (size_t i = 0; i < gj_rules_count(rules); i++) {
        const struct gj_rule *rule = gj_rules_at(rules, i);

        if (rule->preview || (fnmatch(glob, rule->code, 0) != 0 &&
                              fnmatch(glob, rule->id, 0) != 0))
            continue;
        if (!strings_add(codes, rule->code))
            return false;
        ++*found;
    }
    return true;
}

static bool
choose_one(const struct rule_names *of, const char *name,
           struct strings *codes)
{
    const struct gj_rule *rule = gj_rules_find(of->rules, name);
    size_t found = 0;
    bool ok = true;

    if (rule)
        ok = strings_add(codes, rule->code);
    else if (strpbrk(name, "*?["))
        ok = choose_glob(name, of->rules, codes, &found);
    if (!ok)
        return complain_memory(of->settings) == STATUS_OK;
    if (!rule && !found)
        rules_unknown(of, name);
    return rule || found;
}

bool
rules_choose(const struct rule_names *of, const char *list,
             struct strings *codes)
{
    for (const char *p = list; *p;) {
        size_t len = strcspn(p, ", ");
        char name[128];

        if (len > 0) {
            snprintf(name, sizeof(name), "%.*s", (int)(len < 127 ? len : 127),
                     p);
            if (!choose_one(of, name, codes))
                return false;
        }
        p += len + (p[len] != '\0');
    }
    return true;
}
