/* SPDX-License-Identifier: MIT */
/* Indicators and the patterns that find them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "rules/load_int.h"
#include "rules/pattern.h"
#include "rules/regex.h"

#define PRIORITY_MAX 100

static const struct json_member pattern_members[] = {
    JSON_MAY("words", json_words, struct pending, words),
    JSON_MUST("match", json_str, struct pending, match),
    JSON_MAY("priority", json_int, struct pending, priority),
};

static bool
pattern_read(struct json_in *in, const struct cJSON *value, void *out)
{
    struct loader *l = in->user;
    struct pending *p;

    (void)out;
    if (!LOADER_ADD(l, pending, &p))
        return false;
    p->file = in->file;
    p->path = str_dup(in->arena, (struct str){ in->path, in->path_len });
    if (!p->path)
        return json_no_memory(in);
    if (!json_object(in, value, pattern_members, 3, p))
        return false;
    if (p->priority < -PRIORITY_MAX || p->priority > PRIORITY_MAX)
        return json_fail(in, "the priority is beyond %d", PRIORITY_MAX);
    return true;
}

static bool
patterns_read(struct json_in *in, const struct cJSON *value, void *out)
{
    return json_each(in, value, pattern_read, out);
}

static bool
kinds_read(struct json_in *in, const struct cJSON *value, void *out)
{
    return json_each(in, value, json_kind, out);
}

struct role_in {
    struct role role;
    struct json_strs headers, labels;
    char none;
};

static const struct json_member role_members[] = {
    JSON_MUST("id", json_id, struct role_in, role.id),
    JSON_MAY("zh", json_text, struct role_in, role.names[GJ_ZH]),
    JSON_MAY("en", json_text, struct role_in, role.names[GJ_EN]),
    JSON_MAY("group", json_text, struct role_in, role.group),
    JSON_MAY("kinds", kinds_read, struct role_in, role.kinds),
    JSON_MAY("headers", json_tight_words, struct role_in, headers),
    JSON_MAY("labels", json_tight_words, struct role_in, labels),
    JSON_MAY("source", json_text, struct role_in, role.source),
    JSON_MAY("verified", json_verified, struct role_in, role.verified),
    JSON_MAY("patterns", patterns_read, struct role_in, none),
};

/* The list that is there already, and more words. */
static bool
strs_append(struct json_in *in, const struct str **items, size_t *n,
            const struct json_strs *more)
{
    struct str *all;

    if (more->n == 0)
        return true;
    all = arena_array(in->arena, *n + more->n, sizeof(*all));
    if (!all)
        return json_no_memory(in);
    if (*n)
        memcpy(all, *items, *n * sizeof(*all));
    memcpy(all + *n, more->items, more->n * sizeof(*all));
    *items = all;
    *n += more->n;
    return true;
}

/* A file may add to an indicator of a file before it (in order of names),
 * whose names and source then stay. */
static bool
role_merge(struct loader *l, const struct role_in *r, struct role *role)
{
    if (strcmp(role->file, l->in.file) == 0)
        return json_fail(&l->in, "the indicator \"%s\" is given twice",
                         role->id);
    role->kinds |= r->role.kinds;
    return strs_append(&l->in, &role->headers, &role->nheaders, &r->headers) &&
           strs_append(&l->in, &role->labels, &role->nlabels, &r->labels);
}

static bool
role_add(struct loader *l, const struct role_in *r)
{
    struct role *role;

    if (!r->role.names[GJ_ZH] || !r->role.names[GJ_EN] || !r->role.source ||
        !r->role.verified)
        return json_fail(&l->in, "needs zh, en, source and verified, for no "
                                 "file before this one has the indicator");
    if (l->nroles == LIMIT_ROLES)
        return json_fail(&l->in, "more than %d indicators", LIMIT_ROLES);
    if (!LOADER_ADD(l, roles, &role))
        return false;
    *role = r->role;
    role->file = l->in.file;
    role->headers = r->headers.items;
    role->nheaders = r->headers.n;
    role->labels = r->labels.items;
    role->nlabels = r->labels.n;
    return true;
}

static bool
role_read(struct json_in *in, const struct cJSON *value, void *out)
{
    struct loader *l = in->user;
    struct role_in r = { .role = { .group = "" } };

    (void)out;
    if (!json_object(in, value, role_members,
                     sizeof(role_members) / sizeof(role_members[0]), &r))
        return false;
    for (size_t i = 0; i < l->nroles; i++)
        if (strcmp(l->roles[i].id, r.role.id) == 0)
            return role_merge(l, &r, &l->roles[i]);
    return role_add(l, &r);
}

static bool
roles_read(struct json_in *in, const struct cJSON *value, void *out)
{
    return json_each(in, value, role_read, out);
}

static const struct json_member file_members[] = {
    JSON_MAY("indicators", roles_read, struct role_in, none),
    JSON_MAY("patterns", patterns_read, struct role_in, none),
};

bool
load_indicators(struct loader *l, struct str text)
{
    struct cJSON *json = json_parse(&l->in, text);
    struct role_in unused;
    bool ok = json && json_object(&l->in, json, file_members, 2, &unused);

    json_free(json);
    return ok;
}

/* ---- patterns ---- */

/* The author names the words that a reader should see; the loader found all
 * beginnings. */
static bool
words_check(struct json_in *in, const struct json_strs *words,
            const struct pattern_source *source)
{
    for (size_t i = 0; i < source->nstarts; i++) {
        bool known = words->n == 0;

        for (size_t k = 0; !known && k < words->n; k++)
            known = str_starts(source->starts[i], words->items[k]);
        if (!known)
            return json_fail(in,
                             "can start with \"%s\", which is none of its "
                             "words",
                             source->starts[i].ptr);
    }
    return true;
}

static bool
groups_resolve(struct loader *l, const struct pattern_source *source,
               struct pattern *pattern)
{
    for (size_t i = 0; i < source->ngroups; i++) {
        role_id role = rules_role(l->rules, source->groups[i].ptr);

        if (role == ROLE_NONE)
            return json_fail(&l->in, "there is no indicator \"%s\"",
                             source->groups[i].ptr);
        pattern->groups[i].number = (unsigned)i + 1;
        pattern->groups[i].role = role;
    }
    pattern->ngroups = source->ngroups;
    if (pattern->ngroups == 0)
        return json_fail(&l->in, "names no indicator: (?<role>...)");
    return true;
}

static bool
pattern_compile(struct loader *l, const struct pending *p, size_t i,
                struct pattern *pattern)
{
    struct pattern_source source;
    char message[REGEX_MESSAGE], where[512];

    if (!pattern_parse(&l->in, l->rules, p->match, &source) ||
        !words_check(&l->in, &p->words, &source) ||
        !groups_resolve(l, &source, pattern))
        return false;
    pattern->regex = source.regex;
    if (!regex_compile(l->rules->regexes, i, source.regex, message))
        return *message ? json_fail(&l->in, "%s", message)
                        : json_no_memory(&l->in);
    pattern->words = source.starts;
    pattern->nwords = source.nstarts;
    pattern->reach = (uint32_t)source.reach;
    pattern->has_figure = source.has_figure;
    pattern->has_border = source.has_border;
    pattern->first_kinds = source.first_kinds;
    pattern->priority = p->priority;
    snprintf(where, sizeof(where), "%s: %s", p->file, p->path);
    pattern->where = str_dup(l->in.arena, str_of(where));
    return pattern->where || json_no_memory(&l->in);
}

static void
path_set(struct json_in *in, const struct pending *p)
{
    int len = snprintf(in->path, sizeof(in->path), "%s/match", p->path);

    in->file = p->file;
    in->path_len = len < 0 ? 0 : (size_t)len;
    if (in->path_len >= sizeof(in->path))
        in->path_len = sizeof(in->path) - 1;
}

bool
load_patterns(struct loader *l)
{
    struct pattern *patterns =
        arena_array(l->in.arena, l->npending, sizeof(*patterns));

    arena_init(&l->rules->code, l->in.arena->limit);
    l->rules->regexes = regex_set_new(&l->rules->code, l->npending);
    if (!patterns || !l->rules->regexes)
        return json_no_memory(&l->in);
    l->rules->roles = l->roles;
    l->rules->nroles = l->nroles;
    for (size_t i = 0; i < l->npending; i++) {
        path_set(&l->in, &l->pending[i]);
        if (!pattern_compile(l, &l->pending[i], i, &patterns[i]))
            return false;
    }
    l->rules->patterns = patterns;
    l->rules->npatterns = l->npending;
    return scan_build(l);
}
