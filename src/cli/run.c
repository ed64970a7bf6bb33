/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

/* ---- inputs ---- */

static bool
add_input(const struct settings *s, struct input_list *list, const char *path)
{
    struct input_filter filter = { s->include.items, s->include.n, false };
    struct gj_error err = { 0 };

    if (input_add(list, path, &filter, &err) == GJ_OK)
        return true;
    complain("%s: %s", path, err.message);
    return false;
}

/* Paths, one a line; blank lines are skipped. */
static bool
add_lines(const struct settings *s, struct input_list *list, char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\r\n");
        bool last = text[len] == '\0';

        text[len] = '\0';
        if (len > 0 && !add_input(s, list, text))
            return false;
        text += len + !last;
    }
    return true;
}

static bool
add_files_from(const struct settings *s, struct input_list *list,
               const char *name)
{
    struct input_options options = { .lang = s->lang };
    struct gj_error err = { 0 };
    char *text;
    size_t len;
    bool ok;

    if (input_read(name, &options, &text, &len, &err) != GJ_OK) {
        complain("%s: %s", name, err.message);
        return false;
    }
    ok = add_lines(s, list, text);
    free(text);
    return ok;
}

bool
inputs_collect(const struct settings *s, const struct strings *paths,
               struct input_list *list)
{
    bool ok = true;

    for (size_t i = 0; ok && i < paths->n; i++)
        ok = add_input(s, list, paths->items[i]);
    for (size_t i = 0; ok && i < s->files_from.n; i++)
        ok = add_files_from(s, list, s->files_from.items[i]);
    if (ok && paths->n == 0 && s->files_from.n == 0)
        ok = add_input(s, list, "-");
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->paths[i].name, "-") == 0)
            list->paths[i].shown = s->stdin_filename;
    input_sort(list);
    if (ok && list->skipped > 0 && !s->quiet)
        complain(SAY(s->lang,
                     "跳过文件夹中的 %zu 个文件（可用 --include 增加）",
                     "%zu files in folders skipped (add them with "
                     "--include)"),
                 list->skipped);
    return ok;
}

/* ---- progress ---- */

struct progress {
    bool on;
    time_t start, shown;
    size_t done, total;
};

static time_t
seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static struct progress
progress_start(const struct settings *s, size_t total)
{
    time_t now = seconds();

    return (struct progress){ .on = !s->quiet && isatty(STDERR_FILENO) == 1,
                              .start = now,
                              .shown = now,
                              .total = total };
}

static void
progress_clear(const struct progress *p)
{
    if (p->on && p->shown > p->start)
        fputs("\r\033[K", stderr);
}

static void
progress_step(struct progress *p)
{
    time_t now;

    p->done++;
    if (!p->on)
        return;
    now = seconds();
    if (now <= p->shown)
        return;
    p->shown = now;
    fprintf(stderr, "\r%zu/%zu", p->done, p->total);
}

/* ---- the run ---- */

int
run_documents(const struct work *work, document_taker *take, void *user)
{
    const struct settings *s = work->settings;
    struct progress progress = progress_start(s, work->list->n);
    struct pool *pool = pool_start(work);
    const struct document *doc;
    int status = STATUS_OK;

    if (!pool)
        return complain_memory(s);
    for (doc = pool_next(pool); doc; doc = pool_next(pool)) {
        progress_clear(&progress);
        if (doc->failed) {
            complain("%s: %s", doc->path ? doc->path : "?",
                     doc->error[s->lang].message);
            status = STATUS_ERROR;
        }
        if (!take(user, doc))
            break;
        progress_step(&progress);
    }
    progress_clear(&progress);
    if (interrupted())
        return STATUS_INT; /* threads may be busy: the process ends soon */
    pool_free(pool);
    return status;
}
