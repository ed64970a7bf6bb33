/* SPDX-License-Identifier: MIT */
/* The findings that are known, kept in a file. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/known.h"
#include "cli/profile.h"

struct collector {
    struct settings *settings;
    struct known now; /* findings of this run */
    /* audited without error; sorted, for they come so */
    char **paths;
    size_t npaths, cap;
    bool failed;
};

static char *
copy(const char *text)
{
    return strdup(text ? text : "");
}

static bool
collect_finding(struct collector *c, const char *path,
                const struct gj_finding *finding)
{
    struct known_entry e = {
        .path = copy(path),
        .fingerprint = copy(finding->fingerprint),
        .rule = copy(finding->rule->code),
        .message = copy(finding->message),
    };

    if (e.path && e.fingerprint && e.rule && e.message)
        return known_add(&c->now, &e);
    known_entry_free(&e);
    return false;
}

static bool
collect_path(struct collector *c, const char *path)
{
    if (c->npaths == c->cap) {
        size_t cap = c->cap ? c->cap * 2 : 64;
        char **paths = realloc(c->paths, cap * sizeof(*paths));

        if (!paths)
            return false;
        c->paths = paths;
        c->cap = cap;
    }
    c->paths[c->npaths] = copy(path);
    return c->paths[c->npaths++] != NULL;
}

static bool
take(void *user, const struct document *doc)
{
    struct collector *c = user;
    const struct gj_audit *audit = doc->audit[GJ_ZH];
    const struct gj_finding *f = NULL;
    size_t n = 0;
    bool ok = true;

    if (doc->failed)
        return true;
    if (audit)
        f = gj_audit_findings(audit, &n);
    for (size_t i = 0; ok && i < n; i++)
        ok = collect_finding(c, doc->path, &f[i]);
    ok = ok && collect_path(c, doc->path);
    c->failed = !ok;
    return ok;
}

static int
by_path(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
audited(const struct collector *c, const char *path)
{
    return c->npaths > 0 && bsearch(&path, c->paths, c->npaths,
                                    sizeof(*c->paths), by_path) != NULL;
}

/* ---- what becomes of the entries ---- */

struct action {
    const char *name;
    bool reads;     /* needs the old file */
    bool adds;      /* findings that are not known yet */
    bool drops;     /* entries of audited documents that are gone */
    bool drops_all; /* and of documents that are gone */
};

static const struct action actions[] = {
    { "create", false, true, false, false },
    { "update", true, true, true, false },
    { "prune", true, false, true, true },
};

static bool
stays(const struct action *a, const struct collector *c,
      const struct known_entry *e)
{
    if (audited(c, e->path))
        return !a->drops || known_find(&c->now, e->path, e->fingerprint);
    return !a->drops_all || access(e->path, F_OK) == 0;
}

/* Moves entries into *result; *kept counts the old ones. */
static bool
merge(const struct action *a, struct collector *c, struct known *old,
      struct known *result, size_t *kept)
{
    *kept = 0;
    for (size_t i = 0; i < old->n; i++)
        if (stays(a, c, &old->entries[i])) {
            if (!known_add(result, &old->entries[i]))
                return false;
            ++*kept;
        }
    for (size_t i = 0; a->adds && i < c->now.n; i++)
        if (!known_add(result, &c->now.entries[i]))
            return false;
    return known_sort(result);
}

static int
write_result(const struct action *a, struct collector *c, struct known *old)
{
    const struct settings *s = c->settings;
    struct known result = { 0 };
    int status = STATUS_ERROR;
    size_t kept;

    if (!known_sort(&c->now) || !merge(a, c, old, &result, &kept))
        complain_memory(s);
    else if (known_write(s, s->baseline, KNOWN_BASELINE, &result))
        status = STATUS_OK;
    if (status == STATUS_OK && !s->quiet)
        complain(SAY(s->lang, "%s：共 %zu 条，新增 %zu 条，删去 %zu 条",
                     "%s: %zu entries, %zu added, %zu taken out"),
                 s->baseline, result.n, result.n - kept, old->n - kept);
    known_free(&result);
    return status;
}

/* ---- the command ---- */

static int
run_action(struct settings *s, const struct action *a, struct known *old)
{
    struct strings paths = { s->paths.items + 1, s->paths.n - 1, 0 };
    struct collector c = { .settings = s };
    struct input_list list = { 0 };
    struct work work = { .lang = { true, false } };
    struct profiles *profiles = work_open(s, &paths, &list, &work);
    int status = STATUS_ERROR, run;

    if (profiles) {
        run = run_documents(&work, take, &c);
        (void)work_end(&work);
        if (run == STATUS_INT)
            _exit(STATUS_INT); /* the old baseline stays as it was */
        if (c.failed)
            status = complain_memory(s);
        else
            status = write_result(a, &c, old);
        status = run > status ? run : status;
    }
    for (size_t i = 0; i < c.npaths; i++)
        free(c.paths[i]);
    free(c.paths);
    known_free(&c.now);
    work_close(&work, profiles, &list);
    return status;
}

static const struct action *
action_find(const char *name)
{
    for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    return NULL;
}

static int
baseline_check(struct settings *s)
{
    s->paths.n--;
    memmove(s->paths.items, s->paths.items + 1,
            s->paths.n * sizeof(*s->paths.items));
    s->baseline_check = true;
    return cmd_view(s, VIEW_CHECK);
}

int
cmd_baseline(struct settings *s)
{
    const char *name = s->paths.n ? s->paths.items[0] : "";
    const struct action *a = action_find(name);
    bool check = strcmp(name, "check") == 0;
    struct known old = { 0 };
    int status;

    if (!a && !check && *name) {
        static const char *const names[] = { "create", "update", "prune",
                                             "check" };

        complain_names(
            s->lang, SAY(s->lang, "baseline 不接受", "baseline does not take"),
            name, names, 4);
        return STATUS_ERROR;
    }
    if (!*name || !s->baseline) {
        complain("%s", SAY(s->lang,
                           "用法：gouji baseline create|update|prune|check "
                           "--baseline 文件 [路径...]",
                           "usage: gouji baseline create|update|prune|check "
                           "--baseline FILE [PATH...]"));
        return STATUS_ERROR;
    }
    if (check)
        return baseline_check(s);
    if (!a->reads && access(s->baseline, F_OK) == 0) {
        complain(SAY(s->lang, "%s 已存在；请用 gouji baseline update",
                     "%s exists; use gouji baseline update"),
                 s->baseline);
        return STATUS_ERROR;
    }
    if (a->reads && !known_read(s, s->baseline, KNOWN_BASELINE, &old)) {
        known_free(&old);
        return STATUS_ERROR;
    }
    status = run_action(s, a, &old);
    known_free(&old);
    return status;
}
