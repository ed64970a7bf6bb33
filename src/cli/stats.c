/* SPDX-License-Identifier: MIT */
#include "cli/stats.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static const char *const step_names[STEPS] = {
    [GJ_STAGE_TEXT] = "text",       [GJ_STAGE_LAYOUT] = "layout",
    [GJ_STAGE_FIGURE] = "figure",   [GJ_STAGE_FACT] = "fact",
    [GJ_STAGE_CHECK] = "check",     [GJ_STAGE_DIAGNOSE] = "diagnose",
    [GJ_STAGE_PUBLISH] = "publish", [STEP_READ] = "read",
    [STEP_DECODE] = "decode",       [STEP_REPORT] = "report",
};

/* In the order of a run. */
static const int order[STEPS] = {
    STEP_READ,        STEP_DECODE,   GJ_STAGE_TEXT,  GJ_STAGE_LAYOUT,
    GJ_STAGE_FIGURE,  GJ_STAGE_FACT, GJ_STAGE_CHECK, GJ_STAGE_DIAGNOSE,
    GJ_STAGE_PUBLISH, STEP_REPORT,
};

static unsigned long long
now(void)
{
    struct timespec t = { 0 };

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (unsigned long long)t.tv_sec * 1000000000ULL +
           (unsigned long long)t.tv_nsec;
}

void
stats_start(struct stats *stats)
{
    if (stats->on)
        stats->last = now();
}

void
stats_done(struct stats *stats, enum step step)
{
    unsigned long long at;

    if (!stats->on)
        return;
    at = now();
    stats->ns[step] += at - stats->last;
    stats->last = at;
}

void
stats_stage(void *user, enum gj_stage stage)
{
    stats_done(user, (enum step)(STEP_AUDIT + (int)stage));
}

void
stats_add(struct stats *all, const struct stats *one, size_t bytes)
{
    for (int i = 0; i < STEPS; i++)
        all->ns[i] += one->ns[i];
    all->documents++;
    all->bytes += bytes;
}

/* Highest memory of this program: the usage of the system would count what
 * the program had that started it. */
static unsigned long long
peak_memory(void)
{
    unsigned long long kb = 0;
    struct rusage usage = { 0 };
    char line[128];
    FILE *f = fopen("/proc/self/status", "r");

    while (f && kb == 0 && fgets(line, sizeof(line), f))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kb = strtoull(line + 6, NULL, 10);
    if (f)
        fclose(f);
    if (kb == 0 && getrusage(RUSAGE_SELF, &usage) == 0)
        kb = (unsigned long long)usage.ru_maxrss;
    return kb * 1024;
}

void
stats_print(const struct stats *all, unsigned jobs, FILE *out)
{
    fprintf(out,
            "{\"documents\": %llu, \"bytes\": %llu, \"jobs\": %u, "
            "\"peak_memory_bytes\": %llu, \"cpu_seconds\": {",
            all->documents, all->bytes, jobs, peak_memory());
    for (int i = 0; i < STEPS; i++)
        fprintf(out, "%s\"%s\": %llu.%06llu", i ? ", " : "",
                step_names[order[i]], all->ns[order[i]] / 1000000000ULL,
                all->ns[order[i]] / 1000 % 1000000);
    fprintf(out, "}}\n");
}
