/* SPDX-License-Identifier: MIT */
/*
 * Faults, by the thousand and in one process: each damaged document goes
 * through decoding, the audit and every reporter, and every output must be
 * what its format wants.
 *
 *     faults truncate STEP FILE...      cut off at every STEP-th byte
 *     faults mutate COUNT SEED FILE...  COUNT documents, damaged at random
 *     faults alloc STEP FILE...         every STEP-th allocation fails, once
 *                                       and for good
 *
 * $GJ_SECONDS_PER_MB: CPU time that a document may take (2), and a tenth of a
 * second besides.  Prints one line of totals; status 1 if anything was wrong,
 * the document is then in $GJ_FAULTS_DIR (.) as fault-N.txt.
 */
#include "faults/faults.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "input/input.h"

static double
seconds_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
fault_found(struct run *run, const char *bytes, size_t len, const char *what)
{
    const char *dir = getenv("GJ_FAULTS_DIR");
    char name[4096];
    FILE *f;

    run->wrong++;
    snprintf(name, sizeof(name), "%s/fault-%zu.txt", dir ? dir : ".",
             run->wrong);
    printf("faults: %s (%s)\n", what, name);
    f = fopen(name, "wb");
    if (!f)
        return;
    fwrite(bytes, 1, len, f);
    fclose(f);
}

static void
count_findings(struct run *run, const struct gj_audit *audit)
{
    size_t n;

    (void)gj_audit_findings(audit, &n);
    run->findings += n;
}

static const char *
audit_text(struct run *run, const struct input_text *text)
{
    enum gj_lang lang = run->documents % 2 ? GJ_ZH : GJ_EN;
    struct gj_options options = { .lang = lang,
                                  .strict = run->documents % 3 == 0 };
    struct report_options shown = { .lang = lang, .rules = run->rules };
    struct report_input input = { .path = "a.txt",
                                  .sha256 = "0",
                                  .encoding = text->encoding };
    const struct reporter *which;
    struct gj_audit *audit = NULL;
    struct gj_error err = { 0 };
    const char *wrong;
    enum gj_status status = gj_audit_run(run->rules, text->bytes, text->len,
                                         &options, &audit, &err);

    if (status != GJ_OK)
        return status == GJ_LIMIT ? NULL : "the audit failed";
    count_findings(run, audit);
    input.audit = audit;
    wrong = report_all(&shown, &input, &run->out, &which);
    gj_audit_free(audit);
    if (wrong)
        printf("faults: %s\n", which ? which->name : "");
    return wrong;
}

void
fault_try(struct run *run, const char *bytes, size_t len)
{
    struct input_text text = { 0 };
    double from = seconds_now(), took, allowed;
    const char *wrong = NULL;

    run->documents++;
    run->bytes += len;
    if (input_decode(bytes, len, NULL, &text, NULL) != GJ_OK)
        run->refused++;
    else
        wrong = audit_text(run, &text);
    input_text_free(&text);
    took = seconds_now() - from;
    allowed = 0.1 + run->per_mb * (double)len / 1e6;
    if (took > run->worst)
        run->worst = took;
    if (!wrong && took > allowed)
        wrong = "too slow";
    if (wrong)
        fault_found(run, bytes, len, wrong);
}

/* ---- documents ---- */

static bool
load(struct run *run, int argc, char **argv)
{
    run->docs = calloc((size_t)argc + 1, sizeof(*run->docs));
    for (int i = 0; run->docs && i < argc; i++) {
        struct gj_error err = { 0 };

        if (input_read(argv[i], NULL, &run->docs[i].bytes, &run->docs[i].len,
                       &err) != GJ_OK) {
            fprintf(stderr, "%s: %s\n", argv[i], err.message);
            return false;
        }
        run->ndocs++;
    }
    return run->ndocs > 0;
}

static void
truncate_all(struct run *run, size_t step)
{
    for (size_t d = 0; d < run->ndocs; d++)
        for (size_t cut = d % step; cut < run->docs[d].len; cut += step) {
            /* a copy of its own, so that reading too far is seen */
            char *bytes = malloc(cut + 1);

            memcpy(bytes, run->docs[d].bytes, cut);
            bytes[cut] = '\0';
            fault_try(run, bytes, cut);
            free(bytes);
        }
}

static void
totals(const struct run *run)
{
    printf("faults: %zu documents, %.1f MB, %zu refused, %zu findings, "
           "slowest %.3f s; %zu wrong\n",
           run->documents, (double)run->bytes / 1e6, run->refused,
           run->findings, run->worst, run->wrong);
}

int
main(int argc, char **argv)
{
    const char *per_mb = getenv("GJ_SECONDS_PER_MB");
    struct run run = { .per_mb = per_mb ? atof(per_mb) : 2 };
    const struct gj_file *files;
    size_t nfiles, number = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
    bool mutate = argc > 1 && strcmp(argv[1], "mutate") == 0;
    int first = mutate ? 4 : 3;

    if (argc <= first || number == 0 ||
        !load(&run, argc - first, argv + first))
        return fprintf(stderr, "usage: faults truncate|alloc STEP FILE... | "
                               "mutate COUNT SEED FILE...\n"),
               2;
    files = gj_builtin_rules(&nfiles);
    if (gj_rules_load(files, nfiles, &run.rules, NULL) != GJ_OK)
        return 2;
    if (mutate)
        mutate_all(&run, number, strtoul(argv[3], NULL, 10));
    else if (strcmp(argv[1], "truncate") == 0)
        truncate_all(&run, number);
    else
        alloc_all(&run, number);
    totals(&run);
    for (size_t d = 0; d < run.ndocs; d++)
        free(run.docs[d].bytes);
    free(run.docs);
    free(run.out.bytes);
    gj_rules_free(run.rules);
    return run.wrong > 0;
}
