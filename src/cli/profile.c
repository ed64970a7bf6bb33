/* SPDX-License-Identifier: MIT */
/* realpath() is X/Open's. */
#define _XOPEN_SOURCE 700

#include "cli/profile.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CONFIG_NAME "gouji.json"

/* A folder and what is in force there. */
struct place {
    char *dir;
    const struct profile *profile;
};

struct profiles {
    const struct settings *settings;
    struct gj_rules *rules;
    struct profile **items; /* [0] is the base */
    size_t n, cap;
    struct place *places;
    size_t nplaces, places_cap;
};

/* ---- one profile ---- */

static void
profile_free(struct profile *p)
{
    if (!p)
        return;
    free(p->file);
    config_free(&p->config);
    gj_rules_free(p->own);
    free(p->select.items);
    free(p->ignore.items);
    free(p->levels);
    free(p);
}

static bool
config_read(const struct settings *s, const char *file, struct config *config)
{
    struct input_options options = { .lang = s->lang };
    struct gj_error err = { 0 };
    char *bytes;
    size_t len;
    bool ok = input_read(file, &options, &bytes, &len, &err) == GJ_OK &&
              config_parse(bytes, len, s->lang, config, &err);

    free(bytes);
    if (!ok)
        complain("%s: %s", file, err.message);
    return ok;
}

/* Codes of the names in a list of the file. */
static bool
choose(const struct settings *s, const struct profile *p, const char *member,
       const struct config_list *names, struct strings *codes)
{
    struct rule_names of = { s, p->rules, p->file, member };

    for (size_t i = 0; i < names->n; i++)
        if (!rules_choose(&of, names->items[i], codes))
            return false;
    return true;
}

static bool
add_level(struct profile *p, const char *code, enum gj_severity severity)
{
    struct gj_level *levels =
        realloc(p->levels, (p->nlevels + 1) * sizeof(*levels));

    if (!levels)
        return false;
    p->levels = levels;
    p->levels[p->nlevels++] = (struct gj_level){ code, severity };
    return true;
}

/* One member of "rules": off, on, or a severity. */
static bool
apply_rule(const struct settings *s, struct profile *p,
           const struct config_pair *pair, struct strings *on)
{
    static const char *const words[] = { "notice", "warning", "error" };
    struct rule_names of = { s, p->rules, p->file, "rules" };
    struct strings codes = { 0 };
    bool ok = rules_choose(&of, pair->name, &codes);

    for (size_t i = 0; ok && i < codes.n; i++) {
        if (strcmp(pair->value, "off") == 0)
            ok = strings_add(&p->ignore, codes.items[i]);
        else if (strcmp(pair->value, "on") == 0)
            ok = strings_add(on, codes.items[i]);
        for (int k = GJ_NOTICE; ok && k <= GJ_ERROR; k++)
            if (strcmp(pair->value, words[k]) == 0)
                ok = add_level(p, codes.items[i], (enum gj_severity)k);
    }
    free(codes.items);
    return ok;
}

/* Rules in preview that are on besides those that are on anyway. */
static bool
apply_on(const struct settings *s, struct profile *p, const struct strings *on)
{
    struct rule_names of = { s, p->rules, NULL, NULL };
    bool ok = true;

    if (on->n > 0 && p->select.n == 0)
        ok = rules_choose(&of, "*", &p->select);
    for (size_t i = 0; ok && i < on->n; i++)
        ok = strings_add(&p->select, on->items[i]);
    return ok;
}

static bool
choose_given(const struct settings *s, const struct profile *p,
             const struct strings *names, struct strings *codes)
{
    struct rule_names of = { s, p->rules, NULL, NULL };

    for (size_t i = 0; i < names->n; i++)
        if (!rules_choose(&of, names->items[i], codes))
            return false;
    return true;
}

/* --select says exactly which rules: then the file has no say but for their
 * severity.  --ignore leaves out more. */
static bool
apply_rules(const struct settings *s, struct profile *p)
{
    const struct config *c = &p->config;
    struct strings on = { 0 };
    bool ok = choose_given(s, p, &s->select, &p->select);

    if (ok && s->select.n == 0)
        ok = choose(s, p, "select", &c->select, &p->select) &&
             choose(s, p, "ignore", &c->ignore, &p->ignore);
    for (size_t i = 0; ok && i < c->rules.n; i++)
        ok = apply_rule(s, p, &c->rules.items[i], &on);
    if (ok && s->select.n == 0)
        ok = apply_on(s, p, &on);
    else
        p->ignore.n = 0;
    free(on.items);
    return ok && choose_given(s, p, &s->ignore, &p->ignore);
}

static void
apply_rest(const struct settings *s, struct profile *p)
{
    static const char *const words[] = { "notice", "warning", "error",
                                         "never" };
    const struct config *c = &p->config;

    p->strict = s->strict || c->strict;
    p->fail_on = s->fail_on;
    for (int i = 0; c->fail_on && !s->fail_on_name && i < 4; i++)
        if (strcmp(c->fail_on, words[i]) == 0)
            p->fail_on = i;
    p->min_coverage = s->coverage_text || !c->has_coverage ? s->min_coverage
                                                           : c->min_coverage;
}

/* ---- the key ---- */

struct text {
    char *bytes;
    size_t len, cap;
    bool failed;
};

static void
put(struct text *t, const char *word)
{
    size_t n = strlen(word) + 1;

    if (t->len + n > t->cap) {
        size_t cap = (t->len + n) * 2;
        char *bytes = realloc(t->bytes, cap);

        if (!bytes) {
            t->failed = true;
            return;
        }
        t->bytes = bytes;
        t->cap = cap;
    }
    memcpy(t->bytes + t->len, word, n);
    t->len += n;
}

static void
put_list(struct text *t, const char *name, const struct strings *list)
{
    put(t, name);
    for (size_t i = 0; i < list->n; i++)
        put(t, list->items[i]);
}

static bool
make_key(const struct settings *s, struct profile *p)
{
    static const char *const words[] = { "notice", "warning", "error" };
    struct text t = { 0 };

    put(&t, GJ_VERSION);
    put(&t, gj_rules_sha256(p->rules));
    put(&t, p->strict ? "strict" : "-");
    put(&t, s->encoding ? s->encoding : "-");
    put_list(&t, "select", &p->select);
    put_list(&t, "ignore", &p->ignore);
    put(&t, "levels");
    for (size_t i = 0; i < p->nlevels; i++) {
        put(&t, p->levels[i].rule);
        put(&t, words[p->levels[i].severity]);
    }
    if (!t.failed)
        input_sha256(t.bytes, t.len, p->key);
    free(t.bytes);
    return !t.failed;
}

/* ---- all ---- */

static bool
changes_rules(const struct config *c)
{
    return c->packs.n > 0 || c->terms.n > 0 || c->add_rules.n > 0;
}

static bool
profile_fill(struct profiles *all, struct profile *p)
{
    const struct settings *s = all->settings;

    if (p->file && !config_read(s, p->file, &p->config))
        return false;
    p->rules = all->rules;
    if (changes_rules(&p->config))
        p->rules = p->own = rules_open_for(s, p->file, &p->config);
    if (!p->rules || !apply_rules(s, p))
        return false;
    apply_rest(s, p);
    if (make_key(s, p))
        return true;
    complain_memory(s);
    return false;
}

/* Of a file that has one already, or a new one; takes file. */
static const struct profile *
profile_of_file(struct profiles *all, char *file)
{
    struct profile *p;

    for (size_t i = 0; file && i < all->n; i++)
        if (all->items[i]->file && strcmp(all->items[i]->file, file) == 0) {
            free(file);
            return all->items[i];
        }
    if (all->n == all->cap) {
        size_t cap = all->cap ? all->cap * 2 : 8;
        struct profile **items =
            realloc(all->items, cap * sizeof(struct profile *));

        if (!items) {
            free(file);
            complain_memory(all->settings);
            return NULL;
        }
        all->items = items;
        all->cap = cap;
    }
    p = calloc(1, sizeof(*p));
    if (!p) {
        free(file);
        complain_memory(all->settings);
        return NULL;
    }
    p->file = file;
    if (!profile_fill(all, p)) {
        profile_free(p);
        return NULL;
    }
    all->items[all->n++] = p;
    return p;
}

struct profiles *
profiles_new(const struct settings *s)
{
    struct profiles *all = calloc(1, sizeof(*all));
    char *file = s->config && !s->no_config ? strdup(s->config) : NULL;

    if (!all) {
        complain_memory(s);
        free(file);
        return NULL;
    }
    all->settings = s;
    all->rules = rules_open(s);
    if (!all->rules)
        free(file);
    else if (profile_of_file(all, file))
        return all;
    profiles_free(all);
    return NULL;
}

void
profiles_free(struct profiles *all)
{
    if (!all)
        return;
    for (size_t i = 0; i < all->n; i++)
        profile_free(all->items[i]);
    for (size_t i = 0; i < all->nplaces; i++)
        free(all->places[i].dir);
    free(all->items);
    free(all->places);
    gj_rules_free(all->rules);
    free(all);
}

void
profiles_hurry(struct profiles *all)
{
    gj_rules_hurry(all->rules);
    for (size_t i = 0; i < all->n; i++)
        if (all->items[i]->own)
            gj_rules_hurry(all->items[i]->own);
}

const struct profile *
profile_base(const struct profiles *all)
{
    return all->items[0];
}

/* ---- the nearest file ---- */

/* The folder of a path, as it is written; malloc()ed. */
static char *
folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return strdup(".");
    return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* The nearest gouji.json in dir, an absolute path, or above; malloc()ed. */
static char *
config_above(const char *dir)
{
    size_t len = strlen(dir);
    char *file = malloc(len + sizeof("/" CONFIG_NAME));

    if (!file)
        return NULL;
    memcpy(file, dir, len + 1);
    while (len > 0) {
        if (file[len - 1] == '/')
            len--;
        memcpy(file + len, "/" CONFIG_NAME, sizeof("/" CONFIG_NAME));
        if (access(file, F_OK) == 0)
            return file;
        while (len > 0 && file[len - 1] != '/')
            len--;
    }
    free(file);
    return NULL;
}

static const struct profile *
profile_search(struct profiles *all, const char *dir)
{
    char *real = realpath(dir, NULL);
    char *file = real ? config_above(real) : NULL;

    free(real);
    return file ? profile_of_file(all, file) : all->items[0];
}

static const struct profile *
remember(struct profiles *all, char *dir, const struct profile *profile)
{
    if (all->nplaces == all->places_cap) {
        size_t cap = all->places_cap ? all->places_cap * 2 : 16;
        struct place *places = realloc(all->places, cap * sizeof(*places));

        if (!places) {
            free(dir);
            return profile;
        }
        all->places = places;
        all->places_cap = cap;
    }
    all->places[all->nplaces++] = (struct place){ dir, profile };
    return profile;
}

const struct profile *
profile_for(struct profiles *all, const char *path)
{
    const struct settings *s = all->settings;
    const struct profile *profile;
    char *dir;

    if (s->no_config || s->config)
        return all->items[0];
    if (strcmp(path, "-") == 0)
        path = s->stdin_filename ? s->stdin_filename : ".";
    dir = folder_of(path);
    if (!dir) {
        complain_memory(s);
        return NULL;
    }
    /* Paths are sorted: the last folder is the likely one. */
    for (size_t i = all->nplaces; i > 0; i--)
        if (strcmp(all->places[i - 1].dir, dir) == 0) {
            free(dir);
            return all->places[i - 1].profile;
        }
    profile = profile_search(all, dir);
    if (profile)
        return remember(all, dir, profile);
    free(dir);
    return NULL;
}

/* ---- what is left out ---- */

/* Does the glob name the path, or a folder that it lies in?  With a slash it
 * is for the path from the folder of the file, without for any name in it. */
static bool
excludes(const char *glob, char *path)
{
    bool whole = strchr(glob, '/') != NULL;
    char *name = path;

    for (char *p = path;; p++) {
        char c = *p;
        bool found;

        if (c != '/' && c != '\0')
            continue;
        *p = '\0';
        found = fnmatch(glob, whole ? path : name, 0) == 0;
        *p = c;
        if (found || c == '\0')
            return found;
        name = p + 1;
    }
}

bool
profile_excludes(const struct profile *profile, const char *path)
{
    const struct config_list *globs = &profile->config.exclude;
    char *here = NULL, *real;
    size_t dir;
    bool found = false;

    if (globs->n == 0)
        return false;
    real = realpath(path, NULL);
    here = realpath(profile->file, NULL);
    if (real && here) {
        dir = (size_t)(strrchr(here, '/') - here) + 1;
        for (size_t i = 0; !found && i < globs->n; i++)
            found = strncmp(real, here, dir) == 0 &&
                    excludes(globs->items[i], real + dir);
    }
    free(real);
    free(here);
    return found;
}
