/* SPDX-License-Identifier: MIT */
#include "rules/image.h"

#include "rules/load_int.h"
#include "rules/regex.h"

bool
rules_image_fits(const struct gj_file *files, size_t nfiles)
{
    size_t n;
    const struct gj_file *builtin = gj_builtin_rules(&n);

    if (!rules_builtin_image() || n != nfiles)
        return false;
    for (size_t i = 0; i < n; i++)
        if (files[i].bytes != builtin[i].bytes ||
            files[i].name != builtin[i].name || files[i].len != builtin[i].len)
            return false;
    return true;
}

/* The library of regular expressions is not the one of the build. */
static bool
regexes_compile(struct gj_rules *rules)
{
    char message[REGEX_MESSAGE];

    rules->regexes = regex_set_new(&rules->code, rules->npatterns);
    for (size_t i = 0; rules->regexes && i < rules->npatterns; i++)
        if (!regex_compile(rules->regexes, i, rules->patterns[i].regex,
                           message))
            return false;
    return rules->regexes != NULL;
}

enum gj_status
rules_image_load(struct gj_rules *rules, struct gj_error *err)
{
    const struct rules_image *image = rules_builtin_image();
    struct arena arena = rules->arena;

    *rules = *(const struct gj_rules *)image->rules;
    rules->arena = arena;
    arena_init(&rules->code, arena.limit);
    rules->regexes =
        regex_set_decode(&rules->code, image->regexes, rules->npatterns);
    if (!rules->regexes && !regexes_compile(rules))
        return err_set(err, GJ_NOMEM, "out of memory");
    return GJ_OK;
}
