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
#include "cli/config.h"
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

/* ---- what a configuration file changes ---- */

/* path, from the folder of the file; malloc()ed. */
static char *
beside(const char *file, const char *path)
{
    const char *slash = strrchr(file, '/');
    size_t dir = slash && path[0] != '/' ? (size_t)(slash - file) + 1 : 0;
    size_t size = dir + strlen(path) + 1;
    char *joined = malloc(size);

    if (joined)
        snprintf(joined, size, "%.*s%s", (int)dir, file, path);
    return joined;
}

static bool
no_memory(struct gj_error *err)
{
    err->status = GJ_NOMEM;
    snprintf(err->message, sizeof(err->message), "out of memory");
    return false;
}

/* Take one pack out; what is wrong is told by the names there are. */
static bool
pack_off(struct rule_files *rf, const char *id, enum gj_lang lang,
         struct gj_error *err)
{
    char name[128];

    snprintf(name, sizeof(name), "packs/%.100s.json", id);
    for (size_t i = 0; i < rf->n; i++)
        if (strcmp(rf->files[i].name, name) == 0) {
            rf->files[i] = rf->files[--rf->n];
            return true;
        }
    err->status = GJ_RULE;
    snprintf(err->message, sizeof(err->message),
             SAY(lang, "/packs/%.100s: 没有这个表式",
                 "/packs/%.100s: there is no such pack"),
             id);
    return false;
}

struct text {
    char *bytes;
    size_t len;
};

static bool
put(void *user, const char *bytes, size_t len)
{
    struct text *t = user;
    char *grown = realloc(t->bytes, t->len + len + 1);

    if (!grown)
        return false;
    memcpy(grown + t->len, bytes, len);
    t->bytes = grown;
    t->len += len;
    t->bytes[t->len] = '\0';
    return true;
}

/* A word as a pattern: what has a meaning there loses it. */
static void
put_pattern(struct sink *sink, const char *word, const char *id)
{
    sink_puts(sink, "{\"priority\": 6, \"match\": \"");
    for (const char *p = word; *p; p++) {
        char c = *p;

        if (strchr("\\\"", c))
            sink_puts(sink, c == '"' ? "\\\"" : "\\\\\\\\");
        else if (strchr("(){}[]?*+.|^$", c))
            sink_printf(sink, "\\\\%c", c);
        else
            sink_put(sink, &c, 1);
    }
    sink_puts(sink, "{is}(?<");
    sink_puts(sink, id);
    sink_puts(sink, ">{any})\"}");
}

enum term_part { TERM_HEADERS, TERM_LABELS, TERM_PATTERNS };

static void
put_words(struct sink *sink, const struct config_pairs *terms, size_t from,
          size_t to, enum term_part part)
{
    static const char *const names[] = { "headers", "labels", "patterns" };

    sink_printf(sink, ", \"%s\": [", names[part]);
    for (size_t i = from; i < to; i++) {
        const struct config_pair *term = &terms->items[i];

        sink_puts(sink, i > from ? ", " : "");
        if (part == TERM_PATTERNS)
            put_pattern(sink, term->value, term->name);
        else
            report_json_string(sink, term->value, strlen(term->value));
    }
    sink_puts(sink, "]");
}

/* The house's words as a rule file: heads, labels and wordings of indicators
 * that there are. */
static bool
put_terms(struct sink *sink, const struct config_pairs *terms)
{
    size_t to;

    sink_puts(sink, "{\"indicators\": [");
    for (size_t from = 0; from < terms->n; from = to) {
        to = from + 1;
        while (to < terms->n &&
               strcmp(terms->items[to].name, terms->items[from].name) == 0)
            to++;
        sink_puts(sink, from ? ", {\"id\": " : "{\"id\": ");
        report_json_string(sink, terms->items[from].name,
                           strlen(terms->items[from].name));
        for (int part = TERM_HEADERS; part <= TERM_PATTERNS; part++)
            put_words(sink, terms, from, to, (enum term_part)part);
        sink_puts(sink, "}");
    }
    sink_puts(sink, "]}");
    return !sink->failed;
}

/* The last file of its folder, so that all it adds to is there. */
#define TERMS_FILE "indicators/~terms.json"

static bool
add_terms(struct rule_files *rf, const struct config_pairs *terms,
          struct gj_error *err)
{
    struct text t = { 0 };
    struct sink sink = { .write = put, .user = &t };
    bool ok = put_terms(&sink, terms);
    struct owned owned = { strdup(TERMS_FILE), t.bytes };
    struct gj_file file = { owned.name, owned.bytes, t.len };

    if (files_own(rf, owned) && ok && file.name && files_add(rf, &file))
        return true;
    return no_memory(err);
}

static bool
files_change(const struct settings *s, struct rule_files *rf, const char *from,
             const struct config *c, struct gj_error *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < c->add_rules.n; i++) {
        char *dir = beside(from, c->add_rules.items[i]);

        ok = dir ? files_walk(rf, dir, s->lang, err) : no_memory(err);
        free(dir);
    }
    for (size_t i = 0; ok && i < c->packs.n; i++)
        if (strcmp(c->packs.items[i].value, "off") == 0)
            ok = pack_off(rf, c->packs.items[i].name, s->lang, err);
    if (ok && c->terms.n > 0)
        ok = add_terms(rf, &c->terms, err);
    return ok;
}

/* What the loader says of the house's words is for the member that they stand
 * in. */
static void
blame_term(const struct config_pairs *terms, enum gj_lang lang,
           struct gj_error *err)
{
    static const char head[] = TERMS_FILE ": /indicators/";
    char why[sizeof(err->message)];
    const char *p = err->message + sizeof(head) - 1;
    size_t index = 0, at = 0;

    if (strncmp(err->message, head, sizeof(head) - 1) != 0)
        return;
    for (; *p >= '0' && *p <= '9' && index < 100000; p++)
        index = index * 10 + (size_t)(*p - '0');
    for (; at + 1 < terms->n && index > 0; at++)
        index -= strcmp(terms->items[at + 1].name, terms->items[at].name) != 0;
    snprintf(why, sizeof(why), "%s", p + strspn(p, ": "));
    snprintf(err->message, sizeof(err->message),
             SAY(lang, "/terms/%.100s: 没有这个指标，或词语不能用（%.300s）",
                 "/terms/%.100s: no such indicator, or a word that cannot be "
                 "used (%.300s)"),
             terms->items[at].name, why);
}

struct gj_rules *
rules_open_for(const struct settings *s, const char *file,
               const struct config *config)
{
    struct rule_files rf = { 0 };
    struct gj_error err = { 0 };
    struct gj_rules *rules = NULL;

    if (!files_in_force(s, &rf, &err) ||
        (config && !files_change(s, &rf, file, config, &err)) ||
        gj_rules_load(rf.files, rf.n, &rules, &err) != GJ_OK) {
        if (config) {
            blame_term(&config->terms, s->lang, &err);
            complain("%s: %s", file, err.message);
        } else {
            complain("%s%s", SAY(s->lang, "规则有误：", "bad rules: "),
                     err.message);
        }
        rules = NULL;
    }
    files_free(&rf);
    return rules;
}

struct gj_rules *
rules_open(const struct settings *s)
{
    return rules_open_for(s, NULL, NULL);
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
