/* SPDX-License-Identifier: MIT */
/*
 * gouji: consistency audit of the figures in public-finance reports.
 *
 * The only public header; what it does not declare is private.
 *
 * Text in, findings out: the library opens no file, starts no thread and
 * keeps no state outside the objects below.
 *
 * Ownership: what a function hands out through a pointer to a pointer is the
 * caller's, to be freed with the matching _free().  Everything else that is
 * returned belongs to the object it was asked from and dies with it.
 * A gj_rules is read-only once loaded and may be shared between threads; a
 * gj_audit belongs to one thread at a time.
 *
 * All strings are UTF-8.  A string that does not apply is NULL.
 */
#ifndef GJ_H
#define GJ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GJ_VERSION "0.1.0"

#if defined(__GNUC__)
#define GJ_API __attribute__((visibility("default")))
#else
#define GJ_API
#endif

enum gj_status {
    GJ_OK = 0,
    GJ_NOMEM,  /* out of memory */
    GJ_LIMIT,  /* larger than the limits allow; the message names the limit */
    GJ_INPUT,  /* the document or the file cannot be read */
    GJ_RULE,   /* a rule file is wrong */
    GJ_OUTPUT, /* writing failed */
};

struct gj_error {
    enum gj_status status;
    char message[512]; /* one line, no full stop, no newline */
};

/* ---- rules ---- */

enum gj_severity { GJ_NOTICE, GJ_WARNING, GJ_ERROR };
enum gj_lang { GJ_ZH, GJ_EN };

struct gj_rules;

/* One rule file, as bytes.  name is its path below rules/. */
struct gj_file {
    const char *name;
    const char *bytes;
    size_t len;
};

/* What is known of one relation rule; strings by enum gj_lang. */
struct gj_rule {
    const char *code; /* "GJ014": permanent, never reused */
    const char *id;   /* "spend-rate" */
    const char *kind; /* "ratio" */
    enum gj_severity severity;
    const char *since; /* version */
    bool preview;      /* off unless selected */
    const char *title[2], *why[2];
    const char *formula[2], *tolerance[2]; /* "" if there is none */
    const char *source;                    /* document, form or observation */
    const char *verified; /* "A", "B", "S" or "M", see rules/README.md */
    const char *const *bad, *const *good; /* example documents */
    size_t nbad, ngood;
    const char *file; /* rule file it stands in */
};

/* Load rules from files (any order).  On failure the message carries the file
 * and the path of the member: "relations/x.json: /terms/rate: ...". */
GJ_API enum gj_status gj_rules_load(const struct gj_file *files, size_t nfiles,
                                    struct gj_rules **out,
                                    struct gj_error *err);
GJ_API void gj_rules_free(struct gj_rules *rules);
/* Turn their patterns into machine code, where the platform can: takes some
 * milliseconds, and pays from about 30 reports on.  Call it before, never
 * beside, audits with these rules.  Results are the same. */
GJ_API void gj_rules_hurry(struct gj_rules *rules);
GJ_API size_t gj_rules_count(const struct gj_rules *rules);
GJ_API const struct gj_rule *gj_rules_at(const struct gj_rules *rules,
                                         size_t i); /* by code */
/* By code or id; NULL if there is none. */
GJ_API const struct gj_rule *gj_rules_find(const struct gj_rules *rules,
                                           const char *code_or_id);
GJ_API const char *gj_rules_version(const struct gj_rules *rules);
GJ_API const char *gj_rules_sha256(const struct gj_rules *rules); /* hex */

/* The rule files built into the program; *nfiles of them. */
GJ_API const struct gj_file *gj_builtin_rules(size_t *nfiles);

/* ---- audit ---- */

/* A stretch of the original document, as README.md counts: lines and columns
 * from 1, offset and length in code points from 0. */
struct gj_place {
    size_t offset, length;
    size_t line, column, end_line, end_column;
};

struct gj_figure {
    struct gj_place place;
    const char *text;       /* source verbatim */
    const char *value;      /* exact decimal or "2/3"; NULL: not a number */
    const char *unit;       /* printed or inherited */
    const char *base;       /* value in base_unit, where the unit scales */
    const char *base_unit;  /* "元" */
    const char *kind;       /* "money", "percent", ... */
    const char *comparator; /* "=", "<", "≤", ">", "≥", "≈" or NULL */
    const char *range;      /* "from", "to" or NULL */
    const char *role;       /* id of an indicator of rules/, or NULL */
    const char *label;      /* the words that name the quantity, or NULL */
    bool rule_text;         /* part of a scoring rule, not a statement */
};

/* One term of a relation: a figure and its place in the equation. */
struct gj_term {
    const char *term; /* "rate", "part", "whole", "addend" ... */
    const struct gj_figure *figure;
};

struct gj_candidate {
    const char *formula, *computed;
    bool fits;
};

struct gj_change {
    size_t figure; /* index into terms */
    const char *suggest, *from, *to;
};

struct gj_diagnosis {
    unsigned rank; /* 1 = best; equal ranks are equally good */
    struct gj_change changes[2];
    size_t nchanges;
    const char *slip;  /* one of the slips that README.md lists, or NULL */
    const char *cause; /* one sentence */
    size_t reconciles; /* relations that the change satisfies */
};

enum gj_verdict {
    GJ_HOLDS,
    GJ_TRUNCATED,
    GJ_LAST_DIGIT,
    GJ_VIOLATED,
    GJ_UNDECIDED,
};

/* One relation that was tried. */
struct gj_relation {
    const struct gj_rule *rule;
    enum gj_verdict verdict;
    const char *reason;  /* why undecided, or "" */
    const char *subject; /* what the stated figure quantifies, or "" */
    const char *section; /* heading above its first figure, or NULL */
    size_t section_line; /* where that heading stands; 0: none */
    const char *formula, *stated, *computed;
    const struct gj_candidate *candidates;
    size_t ncandidates;
    const struct gj_term *terms; /* [0] is the figure it is about */
    size_t nterms;
};

struct gj_finding {
    const struct gj_rule *rule;
    enum gj_severity severity;
    unsigned group;
    bool lead;
    const char *message;
    const char *stated, *computed, *formula;
    const struct gj_candidate *candidates;
    size_t ncandidates;
    const struct gj_term *terms; /* [0] is the figure it is about */
    size_t nterms;
    const struct gj_diagnosis *diagnosis;
    size_t ndiagnosis;
    const char *fingerprint;
};

struct gj_notice {
    const char *code; /* "unread-table" */
    const char *message;
    struct gj_place place;
};

struct gj_coverage {
    size_t figures, bound,
        checked; /* of money, percent, score outside rules */
    size_t relations, holding, violated, undecided;
};

/* A finding of the document as it stands, or of the one assumed. */
struct gj_told {
    const struct gj_rule *rule;
    enum gj_severity severity;
    const char *message;
    struct gj_place place; /* of the first term */
    const char *fingerprint;
};

/* A figure that was read as another value. */
struct gj_assumed {
    const struct gj_figure *figure; /* place and text as printed */
    const char *value;              /* as given */
};

struct gj_document {
    const char *title, *unit, *year;
    const char *form, *form_why; /* form pack and why it was chosen */
    struct gj_coverage coverage;
    size_t errors, warnings, notices; /* findings by severity */
    /* With assumptions: what was assumed, which findings of the document as it
     * stands fall silent, and which are new. */
    const struct gj_assumed *assumed;
    const struct gj_told *silenced, *raised;
    size_t nassumed, nsilenced, nraised;
};

/* Another severity for a rule. */
struct gj_level {
    const char *rule; /* code or id */
    enum gj_severity severity;
};

/* "What if": the figure at a place read as another value.  value is a number
 * as it may be printed ("143", "1,250.5万元"), with a unit of the figure's own
 * kind or without one. */
struct gj_assumption {
    size_t line, column; /* of any of its characters */
    const char *value;
};

/* What an audit does, in this order. */
enum gj_stage {
    GJ_STAGE_TEXT,
    GJ_STAGE_LAYOUT,
    GJ_STAGE_FIGURE,
    GJ_STAGE_FACT,
    GJ_STAGE_CHECK,
    GJ_STAGE_DIAGNOSE,
    GJ_STAGE_PUBLISH,
    GJ_STAGES
};

struct gj_options {
    enum gj_lang lang;
    bool strict;               /* rounding notices become warnings */
    const char *const *select; /* codes or ids; only these rules */
    const char *const *ignore; /* codes or ids; not these rules */
    size_t nselect, nignore;
    const struct gj_level *levels; /* a finding the rule itself lowers stays
                                      lower */
    size_t nlevels;
    const struct gj_assumption *assume;
    size_t nassume;
    /* Called when a stage of an audit is done, or NULL: the library knows no
     * clock, its caller may. */
    void (*stage_done)(void *user, enum gj_stage stage);
    void *stage_user;
    /* For who writes findings alone, which is far less work:
     * gj_audit_figures() and gj_audit_relations() answer with none. */
    bool findings_only;
};

struct gj_audit;

/* Audit one document of len bytes of valid UTF-8 without byte order mark.
 * options may be NULL.  GJ_INPUT names the byte offset of invalid UTF-8, or
 * the assumption that fits no figure. */
GJ_API enum gj_status gj_audit_run(const struct gj_rules *rules,
                                   const char *text, size_t len,
                                   const struct gj_options *options,
                                   struct gj_audit **out,
                                   struct gj_error *err);
GJ_API void gj_audit_free(struct gj_audit *audit);

GJ_API const struct gj_document *gj_audit_document(const struct gj_audit *a);
GJ_API const struct gj_figure *gj_audit_figures(const struct gj_audit *a,
                                                size_t *n);
GJ_API const struct gj_relation *gj_audit_relations(const struct gj_audit *a,
                                                    size_t *n);
/* Sorted by place of the first term, then rule. */
GJ_API const struct gj_finding *gj_audit_findings(const struct gj_audit *a,
                                                  size_t *n);
GJ_API const struct gj_notice *gj_audit_notices(const struct gj_audit *a,
                                                size_t *n);
/* The source line (1-based) without its end; *len bytes. NULL past the end. */
GJ_API const char *gj_audit_line(const struct gj_audit *a, size_t line,
                                 size_t *len);

/* ---- results kept elsewhere ---- */

struct gj_line {
    size_t number; /* from 1 */
    const char *text;
    size_t len;
};

/* What an audit answers with: as it came from gj_audit_*(), perhaps by way of
 * a file.  Arrays that were not kept are empty. */
struct gj_results {
    struct gj_document document;
    const struct gj_figure *figures;
    const struct gj_relation *relations;
    const struct gj_finding *findings;
    const struct gj_notice *notices;
    const struct gj_line *lines; /* by number */
    size_t nfigures, nrelations, nfindings, nnotices, nlines;
};
/* An audit that answers with these results, which must outlive it; it has no
 * stages to dump.  NULL when out of memory. */
GJ_API struct gj_audit *gj_audit_of(const struct gj_results *results);

/* Receives bytes; returns false on failure, after which nothing follows. */
typedef bool gj_write(void *user, const char *bytes, size_t len);

/* The result of one stage ("text", "layout", "figures", "facts", "relations",
 * "findings"), for people.  GJ_INPUT if there is no such stage. */
GJ_API enum gj_status gj_audit_dump(const struct gj_audit *a,
                                    const char *stage, gj_write *write,
                                    void *user, struct gj_error *err);

#ifdef __cplusplus
}
#endif

#endif
