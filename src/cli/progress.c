/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FIRST 1000 /* ms before the line is shown at all */
#define PAUSE 200  /* ms between two */
#define BAR   20

static long long
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct progress
progress_start(const struct settings *s, size_t total)
{
    long long start = now();

    return (struct progress){
        .settings = s,
        .on = !s->quiet && isatty(STDERR_FILENO) == 1,
        .start = start,
        .wrote = start + FIRST - PAUSE,
        .total = total,
    };
}

void
progress_clear(struct progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    p->shown = false;
}

/* [=====     ] done/total, MB, findings, documents a second, time left */
static void
show(const struct progress *p, long long ms)
{
    enum gj_lang lang = p->settings->lang;
    unsigned long long rate = p->done * 10000ULL / (unsigned long long)ms;
    unsigned long long left =
        (p->total - p->done) * (unsigned long long)ms / p->done / 1000;
    unsigned long long tenths = p->bytes / 100000;
    size_t full = p->done * BAR / p->total;
    char bar[BAR + 1];

    memset(bar, ' ', BAR);
    memset(bar, '=', full < BAR ? full : BAR);
    bar[BAR] = '\0';
    fprintf(stderr,
            SAY(lang,
                "\r[%s] %zu/%zu  %llu.%llu MB  问题 %zu  %llu.%llu 份/秒  "
                "剩余 %llu:%02llu\033[K",
                "\r[%s] %zu/%zu  %llu.%llu MB  findings %zu  %llu.%llu/s  "
                "%llu:%02llu left\033[K"),
            bar, p->done, p->total, tenths / 10, tenths % 10, p->findings,
            rate / 10, rate % 10, left / 60, left % 60);
}

void
progress_step(struct progress *p, const struct document *doc)
{
    const struct gj_audit *audit =
        doc->audit[GJ_ZH] ? doc->audit[GJ_ZH] : doc->audit[GJ_EN];
    long long at;
    size_t n = 0;

    if (audit)
        (void)gj_audit_findings(audit, &n);
    p->done++;
    p->findings += n;
    p->bytes += doc->size;
    if (!p->on || p->done == p->total)
        return;
    at = now();
    if (at - p->wrote < PAUSE)
        return;
    p->wrote = at;
    p->shown = true;
    show(p, at > p->start ? at - p->start : 1);
}

void
progress_interrupted(const struct progress *p)
{
    enum gj_lang lang = p->settings->lang;

    complain(SAY(lang, "已中断：完成 %zu/%zu 个文档；已经写出的结果有效%s",
                 "interrupted: %zu of %zu documents done; what has been "
                 "written is valid%s"),
             p->done, p->total,
             p->settings->cache
                 ? SAY(lang, "，再次运行会从缓存继续",
                       ", and the next run goes on from the cache")
                 : "");
}
