/* SPDX-License-Identifier: MIT */
/*
 * Where the rules come from: built in, or a folder instead, and folders and
 * files added to them.
 */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"

/* Rule files, and the memory of those that are not built in. */
struct owned {
    char *name, *bytes;
};
struct rule_files {
    struct gj_file *files;
    size_t n, cap;
    struct owned *owned;
    size_t nowned, owned_cap;
};

/* A file of the same name takes the place of the one before it, so that a
 * changed copy of a built-in rule can be tried. */
static bool
files_add(struct rule_files *rf, const struct gj_file *file)
{
    size_t i = 0;

    while (i < rf->n && strcmp(rf->files[i].name, file->name) != 0)
        i++;
    if (i == rf->cap) {
        size_t cap = rf->cap ? rf->cap * 2 : 128;
        struct gj_file *files = realloc(rf->files, cap * sizeof(*files));

        if (!files)
            return false;
        rf->files = files;
        rf->cap = cap;
    }
    rf->n += i == rf->n;
    rf->files[i] = *file;
    return true;
}

/* From here on the list frees them; it does so at once when it fails. */
static bool
files_own(struct rule_files *rf, struct owned owned)
{
    if (rf->nowned == rf->owned_cap) {
        size_t cap = rf->owned_cap ? rf->owned_cap * 2 : 16;
        struct owned *items = realloc(rf->owned, cap * sizeof(*items));

        if (!items) {
            free(owned.name);
            free(owned.bytes);
            return false;
        }
        rf->owned = items;
        rf->owned_cap = cap;
    }
    rf->owned[rf->nowned++] = owned;
    return true;
}

static void
files_free(struct rule_files *rf)
{
    for (size_t i = 0; i < rf->nowned; i++) {
        free(rf->owned[i].name);
        free(rf->owned[i].bytes);
    }
    free(rf->owned);
    free(rf->files);
}

/* Read path as the rule file called name.  False with *err. */
static bool
files_read(struct rule_files *rf, const char *path, const char *name,
           enum gj_lang lang, struct gj_error *err)
{
    struct input_options options = { .lang = lang };
    struct gj_error why = { 0 };
    struct gj_file file = { 0 };
    struct owned owned = { 0 };

    if (input_read(path, &options, &owned.bytes, &file.len, &why) != GJ_OK) {
        err->status = why.status;
        snprintf(err->message, sizeof(err->message), "%.150s: %.300s", path,
                 why.message);
        return false;
    }
    owned.name = strdup(name);
    file.name = owned.name;
    file.bytes = owned.bytes;
    if (files_own(rf, owned) && file.name && files_add(rf, &file))
        return true;
    err->status = GJ_NOMEM;
    snprintf(err->message, sizeof(err->message), "out of memory");
    return false;
}

/* All rule files below dir, named by their path there. */
static bool
files_walk(struct rule_files *rf, const char *dir, enum gj_lang lang,
           struct gj_error *err)
{
    static const char *const globs[] = { "*.json", "*.tsv" };
    struct input_filter filter = { globs, 2, true };
    struct input_list list = { 0 };
    size_t skip = strlen(dir);
    bool ok = input_add(&list, dir, &filter, err) == GJ_OK;

    input_sort(&list);
    for (size_t i = 0; ok && i < list.n; i++) {
        const char *path = list.paths[i].name, *name = path + skip;

        if (list.paths[i].no_reports || strcmp(path, dir) == 0) {
            err->status = GJ_RULE;
            snprintf(err->message, sizeof(err->message),
                     SAY(lang, "%.300s：其中没有规则文件",
                         "%.300s: no folder with rule files"),
                     dir);
            ok = false;
            break;
        }
        while (*name == '/')
            name++;
        ok = files_read(rf, path, name, lang, err);
    }
    input_list_free(&list);
    return ok;
}

static bool
files_builtin(struct rule_files *rf)
{
    size_t n;
    const struct gj_file *files = gj_builtin_rules(&n);

    for (size_t i = 0; i < n; i++)
        if (!files_add(rf, &files[i]))
            return false;
    return true;
}

static bool
files_in_force(const struct settings *s, struct rule_files *rf,
               struct gj_error *err)
{
    const char *dir = s->rules_dir, *variable = getenv("GOUJI_RULES");
    bool ok = true;

    if (!dir && variable && *variable)
        dir = variable;
    if (dir) {
        ok = files_walk(rf, dir, s->lang, err);
    } else if (!files_builtin(rf)) {
        err->status = GJ_NOMEM;
        snprintf(err->message, sizeof(err->message), "out of memory");
        ok = false;
    }
    for (size_t i = 0; ok && i < s->add_rules.n; i++)
        ok = files_walk(rf, s->add_rules.items[i], s->lang, err);
    return ok;
}

struct gj_rules *
rules_open(const struct settings *s)
{
    struct rule_files rf = { 0 };
    struct gj_error err = { 0 };
    struct gj_rules *rules = NULL;

    if (!files_in_force(s, &rf, &err) ||
        gj_rules_load(rf.files, rf.n, &rules, &err) != GJ_OK) {
        complain("%s%s", SAY(s->lang, "规则有误：", "bad rules: "),
                 err.message);
        rules = NULL;
    }
    files_free(&rf);
    return rules;
}

/* ---- one file: rules check ---- */

/* Does the folder right above the file have this name? */
static bool
parent_is(const char *path, const char *base, const char *folder)
{
    size_t len = strlen(folder), at = (size_t)(base - path);

    return at > len && strncmp(base - 1 - len, folder, len) == 0 &&
           (at == len + 1 || base[-2 - (ptrdiff_t)len] == '/');
}

/* The name below rules/ decides what a file holds: taken from the path, else
 * from the members of the object. */
static const char *
folder_of(const char *path, const char *base, const char *bytes, size_t len)
{
    static const char *const folders[] = { "relations", "indicators", "words",
                                           "packs", "text" };
    static const struct {
        const char *member, *folder;
    } by_member[] = { { "indicators", "indicators" },
                      { "lists", "words" },
                      { "units", "" },
                      { "retired", "" },
                      { "version", "" },
                      { "code", "relations" },
                      { "titles", "packs" },
                      { "labels", "packs" } };
    struct json j = json_of(bytes, len);
    struct json_token key, value;

    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
        if (parent_is(path, base, folders[i]))
            return folders[i];
    json_enter(&j, '{');
    while (json_member(&j, &key, &value))
        for (size_t i = 0; i < sizeof(by_member) / sizeof(by_member[0]); i++)
            if (json_equal(key, by_member[i].member))
                return by_member[i].folder;
    return "relations";
}

static char *
name_below_rules(const char *path)
{
    struct gj_error err = { 0 };
    const char *base = strrchr(path, '/'), *folder;
    char *bytes, *name;
    size_t len, size;

    base = base ? base + 1 : path;
    if (input_read(path, NULL, &bytes, &len, &err) != GJ_OK)
        return strdup(base);
    folder = folder_of(path, base, bytes, len);
    free(bytes);
    size = strlen(folder) + strlen(base) + 2;
    name = malloc(size);
    if (name)
        snprintf(name, size, "%s%s%s", folder, *folder ? "/" : "", base);
    return name;
}

static bool
files_try(struct rule_files *rf, const struct settings *s, const char *path,
          struct gj_error *err)
{
    char *name = name_below_rules(path);
    bool ok = name && files_read(rf, path, name, s->lang, err);

    free(name);
    return ok;
}

bool
rules_try(const struct settings *s, const char *const *paths, size_t n,
          struct gj_error *err)
{
    struct rule_files rf = { 0 };
    struct gj_rules *rules = NULL;
    bool ok = files_in_force(s, &rf, err);

    for (size_t i = 0; ok && i < n; i++)
        ok = files_try(&rf, s, paths[i], err);
    ok = ok && gj_rules_load(rf.files, rf.n, &rules, err) == GJ_OK;
    gj_rules_free(rules);
    files_free(&rf);
    return ok;
}

/* ---- --select and --ignore ---- */

void
rules_unknown(const struct settings *s, const struct gj_rules *rules,
              const char *name)
{
    size_t n = gj_rules_count(rules);
    const char **names = calloc(2 * n + 1, sizeof(*names));
    const char *hint = NULL;

    for (size_t i = 0; names && i < n; i++) {
        names[2 * i] = gj_rules_at(rules, i)->code;
        names[2 * i + 1] = gj_rules_at(rules, i)->id;
    }
    if (names)
        hint = nearest(name, names, 2 * n);
    free(names);
    if (hint)
        complain(SAY(s->lang, "没有规则 %s；是否要用 %s？",
                     "no rule %s; did you mean %s?"),
                 name, hint);
    else
        complain(SAY(s->lang, "没有规则 %s；见 gouji rules list",
                     "no rule %s; see gouji rules list"),
                 name);
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
choose_one(const struct settings *s, const struct gj_rules *rules,
           const char *name, struct strings *codes)
{
    const struct gj_rule *rule = gj_rules_find(rules, name);
    size_t found = 0;
    bool ok = true;

    if (rule)
        ok = strings_add(codes, rule->code);
    else if (strpbrk(name, "*?["))
        ok = choose_glob(name, rules, codes, &found);
    if (!ok)
        return complain_memory(s) == STATUS_OK;
    if (!rule && !found)
        rules_unknown(s, rules, name);
    return rule || found;
}

/* Names separated by commas and blanks. */
static bool
choose_list(const struct settings *s, const struct gj_rules *rules,
            const char *list, struct strings *codes)
{
    for (const char *p = list; *p;) {
        size_t len = strcspn(p, ", ");
        char name[128];

        if (len > 0) {
            snprintf(name, sizeof(name), "%.*s", (int)(len < 127 ? len : 127),
                     p);
            if (!choose_one(s, rules, name, codes))
                return false;
        }
        p += len + (p[len] != '\0');
    }
    return true;
}

static bool
choose_all(const struct settings *s, const struct gj_rules *rules,
           struct strings *names)
{
    struct strings codes = { 0 };

    for (size_t i = 0; i < names->n; i++)
        if (!choose_list(s, rules, names->items[i], &codes)) {
            free(codes.items);
            return false;
        }
    free(names->items);
    *names = codes;
    return true;
}

bool
rules_choose(struct settings *s, const struct gj_rules *rules)
{
    return choose_all(s, rules, &s->select) &&
           choose_all(s, rules, &s->ignore);
}
