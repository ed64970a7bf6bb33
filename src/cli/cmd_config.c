/* SPDX-License-Identifier: MIT */
/* config: what is in force for a path, and who says so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/profile.h"

/* One line: member, value, where it is from. */
static void
row(const char *name, const char *value, const char *origin)
{
    printf("  %-24s %-20s %s\n", name, value, origin);
}

/* The command line before the file before the default. */
static const char *
origin(const struct settings *s, const struct profile *p, bool given,
       bool in_file)
{
    if (given)
        return SAY(s->lang, "命令行", "command line");
    if (in_file)
        return p->file;
    return SAY(s->lang, "默认", "default");
}

static void
print_scalars(const struct settings *s, const struct profile *p)
{
    static const char *const words[] = { "notice", "warning", "error",
                                         "never" };
    const struct config *c = &p->config;
    char percent[16];

    row("strict", p->strict ? "true" : "false",
        origin(s, p, s->strict, c->has_strict));
    row("fail_on", words[p->fail_on],
        origin(s, p, s->fail_on_name != NULL, c->fail_on != NULL));
    snprintf(percent, sizeof(percent), "%u", p->min_coverage);
    row("min_coverage", percent,
        origin(s, p, s->coverage_text != NULL, c->has_coverage));
}

/* Of several values one line each; of none a line that says so. */
static void
print_list(const struct settings *s, const struct profile *p,
           const char *member, const struct config_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        row(member, list->items[i], p->file);
    if (list->n == 0)
        row(member, "-", origin(s, p, false, false));
}

static void
print_given(const struct settings *s, const char *member,
            const struct strings *list)
{
    for (size_t i = 0; i < list->n; i++)
        row(member, list->items[i], SAY(s->lang, "命令行", "command line"));
}

static void
print_pairs(const struct profile *p, const char *member,
            const struct config_pairs *pairs)
{
    for (size_t i = 0; i < pairs->n; i++) {
        char name[128];

        snprintf(name, sizeof(name), "%s.%s", member, pairs->items[i].name);
        row(name, pairs->items[i].value, p->file);
    }
}

/* --select leaves the file no say in which rules are on. */
static void
print_rules(const struct settings *s, const struct profile *p)
{
    const struct config *c = &p->config;

    print_given(s, "select", &s->select);
    if (s->select.n == 0)
        print_list(s, p, "select", &c->select);
    print_given(s, "ignore", &s->ignore);
    if (s->select.n == 0)
        for (size_t i = 0; i < c->ignore.n; i++)
            row("ignore", c->ignore.items[i], p->file);
    if (s->ignore.n == 0 && (c->ignore.n == 0 || s->select.n > 0))
        row("ignore", "-", origin(s, p, false, false));
    print_pairs(p, "rules", &c->rules);
    print_pairs(p, "packs", &c->packs);
    print_pairs(p, "terms", &c->terms);
}

static void
print_sources(const struct settings *s, const struct profile *p)
{
    const char *variable = getenv("GOUJI_RULES");
    bool by_variable = !s->rules_dir && variable && *variable;

    row("rule files",
        s->rules_dir  ? s->rules_dir
        : by_variable ? variable
                      : SAY(s->lang, "内置", "built in"),
        by_variable ? "$GOUJI_RULES"
                    : origin(s, p, s->rules_dir != NULL, false));
    print_given(s, "add_rules", &s->add_rules);
    print_list(s, p, "add_rules", &p->config.add_rules);
    print_list(s, p, "exclude", &p->config.exclude);
    row("rules sha256", gj_rules_sha256(p->rules), "");
}

/* A folder stands for what lies in it. */
static const struct profile *
profile_at(struct profiles *profiles, const char *path)
{
    struct stat st;
    size_t size = strlen(path) + 3;
    char *inside;
    const struct profile *p;

    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return profile_for(profiles, path);
    inside = malloc(size);
    if (!inside)
        return NULL;
    snprintf(inside, size, "%s/-", path);
    p = profile_for(profiles, inside);
    free(inside);
    return p;
}

static bool
print_path(const struct settings *s, struct profiles *profiles,
           const char *path)
{
    const struct profile *p = profile_at(profiles, path);

    if (!p)
        return false;
    printf("%s\n", path);
    row("gouji.json",
        p->file        ? p->file
        : s->no_config ? SAY(s->lang, "不用", "none")
                       : SAY(s->lang, "上层没有", "none above"),
        s->no_config || s->config ? SAY(s->lang, "命令行", "command line")
                                  : "");
    print_scalars(s, p);
    print_rules(s, p);
    print_sources(s, p);
    return true;
}

int
cmd_config(struct settings *s)
{
    struct profiles *profiles = profiles_new(s);
    bool ok = profiles != NULL;

    if (ok && s->paths.n == 0)
        ok = print_path(s, profiles, ".");
    for (size_t i = 0; ok && i < s->paths.n; i++)
        ok = print_path(s, profiles, s->paths.items[i]);
    profiles_free(profiles);
    return ok ? STATUS_OK : STATUS_ERROR;
}
