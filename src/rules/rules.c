/* SPDX-License-Identifier: MIT */
/* What the loaded rules answer. */
#include "rules/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "rules/image.h"
#include "rules/load_int.h"
#include "rules/regex.h"

enum gj_status
gj_rules_load(const struct gj_file *files, size_t nfiles,
              struct gj_rules **out, struct gj_error *err)
{
    struct gj_rules *rules = calloc(1, sizeof(*rules));
    enum gj_status status;

    if (err)
        *err = (struct gj_error){ 0 };
    if (!rules)
        return err_set(err, GJ_NOMEM, "out of memory");
    arena_init(&rules->arena, LIMIT_RULE_MEMORY);
    status = rules_image_fits(files, nfiles)
                 ? rules_image_load(rules, err)
                 : rules_load(rules, files, nfiles, err);
    if (status == GJ_OK && rules->arena.failed)
        status = err_memory(err, &rules->arena);
    if (status != GJ_OK) {
        gj_rules_free(rules);
        return status;
    }
    *out = rules;
    return GJ_OK;
}

void
gj_rules_free(struct gj_rules *rules)
{
    if (!rules)
        return;
    regex_set_free(rules->regexes);
    arena_release(&rules->code);
    arena_release(&rules->arena);
    free(rules);
}

void
gj_rules_hurry(struct gj_rules *rules)
{
    if (rules->regexes)
        regex_set_hurry(rules->regexes);
}

size_t
gj_rules_count(const struct gj_rules *rules)
{
    return rules->nrelations;
}

const struct gj_rule *
gj_rules_at(const struct gj_rules *rules, size_t i)
{
    return i < rules->nrelations ? &rules->relations[i].pub : NULL;
}

const struct gj_rule *
gj_rules_find(const struct gj_rules *rules, const char *code_or_id)
{
    const struct relation_rule *rule = rules_relation(rules, code_or_id);

    return rule ? &rule->pub : NULL;
}

const char *
gj_rules_version(const struct gj_rules *rules)
{
    return rules->version;
}

const char *
gj_rules_sha256(const struct gj_rules *rules)
{
    return rules->sha256;
}

role_id
rules_role(const struct gj_rules *rules, const char *id)
{
    for (size_t i = 0; i < rules->nroles; i++)
        if (rules->roles[i].id[0] == id[0] &&
            strcmp(rules->roles[i].id, id) == 0)
            return (role_id)i;
    return ROLE_NONE;
}

const struct wordlist *
rules_words_hashed(const struct gj_rules *rules, const char *name,
                   uint32_t hash)
{
    static const struct wordlist none = { .name = "" };
    uint32_t slot = hash & rules->list_mask, i;

    if (!rules->list_slots)
        return &none;
    for (; (i = rules->list_slots[slot]) != 0;
         slot = (slot + 1) & rules->list_mask)
        if (strcmp(rules->lists[i - 1].name, name) == 0)
            return &rules->lists[i - 1];
    return &none;
}

bool
names_index(struct gj_rules *rules, struct arena *arena)
{
    uint32_t size = 16;
    uint32_t *slots;

    while (size < 4 * rules->nlists)
        size *= 2;
    slots = arena_array(arena, size, sizeof(*slots));
    if (!slots)
        return false;
    for (uint32_t i = 0; i < rules->nlists; i++) {
        const char *name = rules->lists[i].name;
        uint32_t slot = name_hash(name, strlen(name)) & (size - 1);

        while (slots[slot])
            slot = (slot + 1) & (size - 1);
        slots[slot] = i + 1;
    }
    rules->list_slots = slots;
    rules->list_mask = size - 1;
    return true;
}

const struct relation_rule *
rules_relation(const struct gj_rules *rules, const char *code_or_id)
{
    for (size_t i = 0; i < rules->nrelations; i++) {
        const struct relation_rule *rule = &rules->relations[i];

        if (strcmp(rule->pub.code, code_or_id) == 0 ||
            strcmp(rule->pub.id, code_or_id) == 0)
            return rule;
    }
    return NULL;
}

const struct term_rule *
rule_term(const struct relation_rule *rule, const char *name)
{
    for (size_t i = 0; i < rule->nterms; i++)
        if (rule->terms[i].name[0] == name[0] &&
            strcmp(rule->terms[i].name, name) == 0)
            return &rule->terms[i];
    return NULL;
}

const struct param *
rule_param(const struct relation_rule *rule, const char *name)
{
    for (size_t i = 0; i < rule->nparams; i++)
        if (rule->params[i].name[0] == name[0] &&
            strcmp(rule->params[i].name, name) == 0)
            return &rule->params[i];
    return NULL;
}
