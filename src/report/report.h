/* SPDX-License-Identifier: MIT */
/*
 * Reporters turn results into bytes.
 *
 * Floor 10.  A reporter includes gouji.h and this header, nothing else of
 * ours: it is the first client of the public API and the proof that it is
 * enough.
 */
#ifndef GJ_REPORT_REPORT_H
#define GJ_REPORT_REPORT_H

#include <stdbool.h>

#include "gouji.h"

#if defined(__MINGW32__) && !defined(__clang__)
#define REPORT_PRINTF(fmt, args) __attribute__((format(gnu_printf, fmt, args)))
#elif defined(__GNUC__)
#define REPORT_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define REPORT_PRINTF(fmt, args)
#endif

/* What a reporter has seen so far.  Findings that are suppressed or known
 * from the baseline are in `known` only. */
struct report_totals {
    size_t documents; /* audited */
    size_t flawed;    /* documents with an error or a warning */
    size_t errors, warnings, notices, known;
    struct gj_coverage coverage;
};

/* A column of a workbook: its head, its width in characters, and what is
 * offered to choose from (NULL ends; or NULL). */
struct report_column {
    const char *name;
    unsigned width;
    const char *const *choices;
};

/* A writer of workbooks, the caller's: the core has none.  All methods take
 * book and return false on failure, after which nothing follows.  Sheets have
 * numbers from 0, in the order in which they are added; rows of several may
 * grow in turn.  columns outlive the book. */
struct report_book {
    bool (*sheet)(void *book, const char *name,
                  const struct report_column *columns, size_t n);
    bool (*cell)(void *book, size_t sheet, const char *text); /* or NULL */
    bool (*count)(void *book, size_t sheet, size_t n);
    /* Leads to a row (from 1, the heads) of a sheet. */
    bool (*link)(void *book, size_t sheet, const char *text, size_t to,
                 size_t row);
    bool (*row_end)(void *book, size_t sheet);
    bool (*close)(void *book, gj_write *write, void *user); /* the bytes */
    void *book;
};

/* Where the bytes go.  The first failure sticks; later writes do nothing, so
 * a reporter never checks and the caller checks once, at the end.  The caller
 * sets write and user and leaves the rest zero:
 *     struct sink sink = { .write = to_file, .user = file };
 * One sink serves one reporter from begin to end; end() must be called even
 * after a failure, for it frees state. */
struct sink {
    gj_write *write;
    /* What follows goes to another file, of this name (ASCII, no slash); the
     * one before it is complete.  NULL: there is one file only. */
    bool (*page)(void *user, const char *name);
    const struct report_book *book; /* of reporters that ask for one */
    void *user;
    bool failed;
    struct report_totals totals; /* the reporters' own */
    void *state;                 /* the reporter's own */
};

void sink_put(struct sink *sink, const char *bytes, size_t len);
void sink_puts(struct sink *sink, const char *text);
/* %s %.*s %zu %u %d %c %%, without flags and widths: any length, no locale. */
void sink_printf(struct sink *sink, const char *fmt, ...) REPORT_PRINTF(2, 3);

/* What a reviewer said of a finding; all NULL: nothing. */
struct report_review {
    const char *state; /* in the language of the format */
    const char *reason, *who, *date, *expires;
};

/* One input and what became of it. */
struct report_input {
    const char *path;             /* as given; "-" for standard input */
    const char *sha256;           /* hex of the bytes; NULL for error */
    const char *encoding;         /* "UTF-8" */
    const struct gj_audit *audit; /* NULL: it could not be audited */
    /* Message if it could not be audited.  Both NULL: nothing to audit (an
     * empty file, a folder without reports); notices say so. */
    const char *error;
    const struct gj_notice *notices; /* of the reader (no-text ...) */
    size_t nnotices;
    /* Per finding (same order): NULL, or why it does not count. */
    const char *const *suppressed;      /* reason, or NULL array */
    const char *const *baseline;        /* "new", "unchanged", or NULL array */
    const struct report_review *review; /* or NULL array */
};

struct report_options {
    enum gj_lang lang;
    bool color;
    bool quiet;
    const struct gj_rules *rules;
};

enum report_view { VIEW_CHECK, VIEW_FIGURES, VIEW_LEDGER };

struct reporter {
    const char *name; /* --format NAME */
    enum report_view view;
    /* Shows more than findings and the lines that they touch: figures,
     * relations, other lines. */
    bool whole;
    bool pages; /* makes use of sink->page */
    bool book;  /* cannot do without sink->book */
    void (*begin)(struct sink *sink, const struct report_options *options);
    /* Called for each input in output order; inputs with an error too. */
    void (*input)(struct sink *sink, const struct report_options *options,
                  const struct report_input *input, size_t index);
    /* failed: the inputs that had an error, in output order. */
    void (*end)(struct sink *sink, const struct report_options *options,
                const struct report_input *failed, size_t nfailed);
};

/* The members `"coverage": …, "counts": …, "findings": […], "notices": […]`
 * of a JSON object, on one line, without braces: for `gouji map`. */
void report_json_members(struct sink *sink, const struct report_input *input);
/* A record: all that a reporter can ask of an audit, as one line of JSON
 * without braces and line end, to be read again by cli/record.h.  The members
 * of report_json_members() come first, then `"document"`, `"rules"` (who made
 * it), `"lines"`: those of the source that the findings touch; whole: with
 * `"figures"`, `"relations"` and all lines, for the formats that show them. */
void report_json_record(struct sink *sink, const struct report_input *input,
                        const struct gj_rules *rules, bool whole);
/* A JSON string with its quotes; bytes that are no UTF-8 become U+FFFD. */
void report_json_string(struct sink *sink, const char *text, size_t len);

/* NULL if the view has no such format. */
const struct reporter *reporter_find(enum report_view view, const char *name);
/* i-th reporter, NULL past the end: for --help and error messages. */
const struct reporter *reporter_at(size_t i);

#endif
