/* SPDX-License-Identifier: MIT */
/*
 * The command line: a client of gouji.h, report/report.h and input/input.h.
 *
 * Floor 12.  Each command is one file cmd_NAME.c with one function here and
 * one record in main.c; each option is one record in options.c.
 */
#ifndef GJ_CLI_CLI_H
#define GJ_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/stats.h"
#include "gouji.h"
#include "input/input.h"
#include "report/report.h"

enum { STATUS_OK = 0, STATUS_FOUND = 1, STATUS_ERROR = 2, STATUS_INT = 130 };

enum command_bit {
    CMD_CHECK = 1 << 0,
    CMD_FIGURES = 1 << 1,
    CMD_LEDGER = 1 << 2,
    CMD_RULES = 1 << 3,
    CMD_EXPLAIN = 1 << 4,
    CMD_BASELINE = 1 << 5,
    CMD_MAP = 1 << 6,
    CMD_DUMP = 1 << 7,
    CMD_REDUCE = 1 << 8,
    CMD_CONFIG = 1 << 9,
    CMD_REVIEW = 1 << 10,
    CMD_COMPLETION = 1 << 11,
    CMD_SERVE = 1 << 12,
};
#define CMD_VIEWS (CMD_CHECK | CMD_FIGURES | CMD_LEDGER)
#define CMD_ALL   0x1fffu

#define FAIL_NEVER ((int)GJ_ERROR + 1)

/* One message in two languages; a macro, so that the compiler still checks
 * the arguments of a format. */
#define SAY(lang, zh, en) ((lang) == GJ_EN ? (en) : (zh))

/* A growing list of borrowed strings. */
struct strings {
    const char **items;
    size_t n, cap;
};
bool strings_add(struct strings *list, const char *text);

struct settings {
    /* as given */
    const char *format, *output, *lang_name, *fail_on_name, *coverage_text;
    const char *baseline, *review, *stdin_filename, *encoding, *jobs_text;
    const char *color_name, *stage, *rules_dir, *config;
    const char *cache, *db;
    const char *listen, *page, *seconds_text;
    struct strings out, select, ignore, files_from, include, add_rules;
    struct strings assume;
    struct strings paths; /* positional arguments */
    bool strict, quiet, help, version, fail_on_bad_line, full, no_config;
    bool stats, force_exclude;
    bool baseline_check; /* `baseline check`, not `check --baseline` */

    /* as understood */
    enum gj_lang lang;                 /* of text and diagnostics */
    enum gj_lang machine_lang;         /* of machine formats */
    int fail_on;                       /* enum gj_severity, or FAIL_NEVER */
    unsigned min_coverage;             /* percent; 0: none */
    struct gj_assumption *assumptions; /* [assume.n] */
    unsigned jobs;
    unsigned seconds; /* of serve; 0: as usual */
    enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;
};

struct cache;
struct config;
struct db;
struct store;
struct profile;
struct profiles;

/* ---- options.c ---- */

struct command {
    const char *name;
    unsigned bit;
    int (*run)(struct settings *s);
    const char *arguments;
    const char *help[2];
};

/* Parse argv behind the command's name.  False after a complaint. */
bool options_parse(const struct command *command, int argc, char **argv,
                   struct settings *s);
/* Print the options of a command. */
void options_help(const struct command *command, enum gj_lang lang);

/* ---- settings.c ---- */

/* Language of text and diagnostics: --lang anywhere in argv, else locale. */
enum gj_lang lang_early(int argc, char **argv);
/* Give the options their meaning.  False after a complaint. */
bool settings_finish(struct settings *s);
void settings_free(struct settings *s);
/* The nearest of the names (NULL ends) to a mistyped one, or NULL. */
const char *nearest(const char *typed, const char *const *names, size_t n);

/* "gouji: " and the message to standard error. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void
complain(const char *fmt, ...);
/* The same about a name that is none of these: the nearest one, or all. */
void complain_names(enum gj_lang lang, const char *what, const char *typed,
                    const char *const *names, size_t n);
/* complain() about memory; returns STATUS_ERROR. */
int complain_memory(const struct settings *s);

/* ---- rulefiles.c ---- */

/* Load the rules in force; NULL after a complaint. */
struct gj_rules *rules_open(const struct settings *s);
/* And with what a configuration file adds or takes away. */
struct gj_rules *rules_open_for(const struct settings *s, const char *file,
                                const struct config *config);
/* Load the rules in force with these files added; false with *err. */
bool rules_try(const struct settings *s, const char *const *paths, size_t n,
               struct gj_error *err);

/* Names of rules, and where they were given: in a member of a file, or on the
 * command line (file NULL). */
struct rule_names {
    const struct settings *settings;
    const struct gj_rules *rules;
    const char *file, *member;
};
/* Add the codes that a comma list of codes, ids and globs names.  False after
 * a complaint about a name that fits no rule. */
bool rules_choose(const struct rule_names *of, const char *list,
                  struct strings *codes);
/* Complain that there is no such rule, with the nearest one. */
void rules_unknown(const struct rule_names *of, const char *name);

/* ---- output.c ---- */

struct output {
    const struct reporter *reporter;
    struct report_options options;
    struct sink sink;
    struct output_file *file;
    struct report_book *book; /* or NULL */
};

/* Open FILE ("-" or NULL: standard output); a file appears under its name
 * only when it is complete.  NULL with errno. */
struct output_file *output_open(const char *name);
/* A gj_write for a sink, user = struct output_file *. */
bool output_write(void *file, const char *bytes, size_t len);
bool output_flush(struct output_file *file);
/* Close; keep: give it its name.  False if anything failed, with errno. */
bool output_close(struct output_file *file, bool keep);
bool output_is_tty(const struct output_file *file);
/* Is it a folder, or said to be one (by a slash at its end)? */
bool output_is_folder(const char *name);
/* The same for a folder, which is made if need be: files in it, one after the
 * other.  output_page() is the page() of a sink. */
struct output_file *output_open_folder(const char *name);
bool output_page(void *file, const char *name);
/* That a file cannot be written, and why. */
void complain_output(const struct settings *s, const char *name,
                     const char *why);
void complain_write(const struct settings *s, const char *name); /* errno */

/* ---- document.c ---- */

/* One document: read, decoded, audited in each language that is wanted. */
struct document {
    char *path;                    /* as reported */
    const struct profile *profile; /* what is in force for it */
    char sha256[65];               /* "" if it could not be read */
    const char *encoding;
    size_t size; /* of the file, in bytes */
    bool empty, no_reports, failed;
    struct gj_error error[2];  /* by enum gj_lang */
    struct gj_audit *audit[2]; /* by enum gj_lang */
    struct record *record[2];  /* what the audits answer from, or NULL */
    struct stats stats;
};

struct work {
    const struct settings *settings;
    const struct gj_rules *rules; /* for those who report */
    const struct profile *base;   /* of documents without a path */
    const struct input_list *list;
    const struct profile **profiles; /* of each input, or NULL */
    struct cache *cache;             /* or NULL */
    struct db *db;                   /* or NULL */
    struct store *cache_store, *db_store;
    bool lang[2]; /* languages of the outputs */
    bool whole;   /* an output shows figures, relations or the source */
};

/* Run input i of the work. */
void document_run(struct document *doc, const struct work *work, size_t i);
void document_free(struct document *doc);
/* The options of the audit in one language. */
struct gj_options audit_options(const struct profile *profile,
                                enum gj_lang lang);

/* ---- pool.c ---- */

struct pool;

/* Start to run all documents of the list, in order, a bounded number ahead of
 * the reader.  NULL when out of memory. */
struct pool *pool_start(const struct work *work);
/* The next document, in order; valid until the next call.  NULL at the end
 * or when interrupted. */
struct document *pool_next(struct pool *pool);
/* Not after an interruption: threads may still be at work. */
void pool_free(struct pool *pool);
/* SIGINT or SIGTERM came. */
bool interrupted(void);
void interrupts_catch(void);

/* ---- run.c ---- */

/* Receives each document in order; false: stop. */
typedef bool document_taker(void *user, const struct document *doc);

/* Load the rules, collect the inputs, find what is in force for each; inputs
 * that it excludes are left out.  NULL after a complaint; close either way. */
struct profiles *work_open(const struct settings *s,
                           const struct strings *paths,
                           struct input_list *list, struct work *work);
/* Open the cache and the database that the settings name; false after a
 * complaint.  Close either way. */
bool stores_open(const struct settings *s, struct work *work);
void stores_close(struct work *work);
/* Write what cache and database still hold back, before the process may end.
 * False after a complaint: the database is not whole. */
bool work_end(struct work *work);
void work_close(struct work *work, struct profiles *profiles,
                struct input_list *list);
/* Run all documents.  Complains about those that fail; STATUS_OK,
 * STATUS_ERROR or STATUS_INT. */
int run_documents(const struct work *work, document_taker *take, void *user);

/* ---- marks.c ---- */

/* What baseline and review say of each finding of one audit. */
struct known;
struct marks {
    const char **suppressed, **baseline; /* NULL: nothing said */
    struct report_review *review;        /* NULL: nothing said */
};
struct verdicts {
    const struct settings *settings;
    struct known *baseline, *review; /* or NULL */
    char today[11];
};

/* Marks the entries that were used as well. */
bool marks_make(const struct verdicts *v, const char *path,
                const struct gj_audit *audit, struct marks *marks);
void marks_free(struct marks *marks);
/* Does a finding that counts reach fail_on (a severity, or FAIL_NEVER)? */
bool marks_fail(int fail_on, const struct gj_audit *audit,
                const struct marks *marks);

/* ---- commands ---- */

/* Where the documents of a view come from: gives them to take in order;
 * STATUS_OK, STATUS_ERROR after complaints, or STATUS_INT. */
typedef int document_source(void *user, const struct work *work,
                            document_taker *take, void *taker);

/* Report what the source gives.  The work has base and rules. */
int view_of(struct settings *s, enum report_view view, struct work *work,
            document_source *source, void *user);
int cmd_view(struct settings *s, enum report_view view);
int cmd_reduce(struct settings *s);
int cmd_config(struct settings *s);
int cmd_review(struct settings *s);
int cmd_completion(struct settings *s);
int cmd_check(struct settings *s);
int cmd_figures(struct settings *s);
int cmd_ledger(struct settings *s);
int cmd_rules(struct settings *s);
int cmd_explain(struct settings *s);
int cmd_baseline(struct settings *s);
int cmd_map(struct settings *s);
int cmd_dump(struct settings *s);
int cmd_serve(struct settings *s);

#endif
