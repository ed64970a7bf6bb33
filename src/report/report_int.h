/* SPDX-License-Identifier: MIT */
/*
 * What reporters share: one writer a format, one walk over glyphs, one way to
 * count.  Private to this folder.
 */
#ifndef GJ_REPORT_REPORT_INT_H
#define GJ_REPORT_REPORT_INT_H

#include "report/report.h"

/* ---- results (report.c) ---- */

/* The document of an input, with zeros where there is none. */
const struct gj_document *input_document(const struct report_input *input);
const struct gj_finding *input_findings(const struct report_input *input,
                                        size_t *n);
const struct gj_figure *input_figures(const struct report_input *input,
                                      size_t *n);
const struct gj_relation *input_relations(const struct report_input *input,
                                          size_t *n);
/* The notices of the reader, then those of the audit. */
size_t input_notice_count(const struct report_input *input);
const struct gj_notice *input_notice(const struct report_input *input,
                                     size_t i);

/* Does finding i count, being neither suppressed nor known? */
bool finding_active(const struct report_input *input, size_t i);
const char *finding_suppressed(const struct report_input *input, size_t i);
const char *finding_baseline(const struct report_input *input, size_t i);

/* Active findings by severity. */
struct tally {
    size_t errors, warnings, notices, known;
};
struct tally input_tally(const struct report_input *input);
/* Adds an audited input to the totals; every input() ends with it. */
void totals_add(struct sink *sink, const struct report_input *input);

/* Money, percent or score stated without a role: what no rule understood. */
bool figure_unbound(const struct gj_figure *figure);
/* The words that name a figure, or its role, or "". */
const char *figure_caption(const struct gj_figure *figure);
/* Checked figures in per cent of those found; 0 where there are none. */
unsigned coverage_percent(const struct gj_coverage *coverage);
/* Too little was checked for silence to mean anything. */
bool coverage_low(const struct gj_coverage *coverage);

const char *severity_id(enum gj_severity severity); /* "error" ... */
const char *verdict_id(enum gj_verdict verdict);    /* "holds" ... */

/* ---- glyphs (glyph.c) ---- */

/* The code point at *i, which moves past it; U+FFFD for a byte that is no
 * UTF-8. */
uint32_t glyph_next(const char *text, size_t len, size_t *i);
/* Columns on a terminal: 0, 1 or 2 (East Asian wide). */
unsigned glyph_width(uint32_t c);
void glyph_put(struct sink *sink, uint32_t c);
/* Writes c so that it can do no harm on a terminal: tabs as " | ", other
 * controls as control pictures.  Returns the columns taken. */
unsigned glyph_show(struct sink *sink, uint32_t c);
/* Same for a text; line ends become blanks.  NULL writes nothing. */
unsigned text_show(struct sink *sink, const char *text);
/* Same, padded with blanks to so many columns. */
void text_pad(struct sink *sink, const char *text, unsigned columns);

/* ---- JSON (emit.c) ---- */

#define EMIT_DEPTH 20

/* A JSON writer.  A spread container puts every member on its own line. */
struct emit {
    struct sink *sink;
    bool flat; /* spread nothing: the whole on one line */
    /* Records only: every member of a figure, and its index in the figures of
     * the document where those are in the record, too. */
    bool record;
    bool by_index; /* and nothing else of it, where it has one */
    const struct gj_figure *figures;
    size_t nfigures;
    unsigned depth;
    char close[EMIT_DEPTH];
    bool spread[EMIT_DEPTH];
    bool filled[EMIT_DEPTH];
};

/* Starts inside containers that are open already, outermost first ("{["),
 * all spread; filled: the innermost has a member. */
void emit_resume(struct emit *e, struct sink *sink, const char *open,
                 bool filled);
/* key is NULL in arrays. */
void emit_open(struct emit *e, const char *key, char bracket, bool spread);
void emit_close(struct emit *e);
/* A NULL text leaves the member out. */
void emit_string(struct emit *e, const char *key, const char *text);
/* A string written in parts. */
void emit_text_begin(struct emit *e, const char *key);
void emit_text_part(struct emit *e, const char *text);
/* With a backslash before each of the (ASCII) characters of special. */
void emit_text_escaped(struct emit *e, const char *text, const char *special);
void emit_text_bytes(struct emit *e, const char *bytes, size_t len);
void emit_text_end(struct emit *e);
void emit_count(struct emit *e, const char *key, size_t n);
void emit_bool(struct emit *e, const char *key, bool yes);

/* ---- JSON of results (json_parts.c) ---- */

void emit_document(struct emit *e, const struct report_input *input);
/* What is known of the document itself: digest, encoding, title to form. */
void emit_about(struct emit *e, const struct report_input *input);
/* Its coverage, counts, findings and notices. */
void emit_outcome(struct emit *e, const struct report_input *input);
/* Text, place, value, unit, kind, role: as `figures` lists them. */
void emit_figure(struct emit *e, const struct gj_figure *figure);
void emit_candidates(struct emit *e, const struct gj_candidate *candidates,
                     size_t n);
void emit_terms(struct emit *e, const struct gj_term *terms, size_t n);
void emit_notices(struct emit *e, const char *key,
                  const struct report_input *input);
/* What falls silent with an assumption; nothing without one (assumed.c). */
void emit_assumed(struct emit *e, const struct gj_document *doc);
/* The "errors" member: inputs that could not be audited. */
/* A view as one JSON object: head up to the open array of documents (tool:
 * name the program and its rules), one document (body writes its members),
 * tail.  errors: write them even if there are none. */
void json_view_begin(struct sink *sink, const char *schema,
                     const struct report_options *tool);
void json_view_input(struct sink *sink, const struct report_input *input,
                     void (*body)(struct emit *e,
                                  const struct report_input *input));
void json_view_end(struct sink *sink, const struct report_input *failed,
                   size_t nfailed, bool errors);
/* The end of a reporter that closes nothing. */
void view_end(struct sink *sink, const struct report_options *options,
              const struct report_input *failed, size_t nfailed);

void emit_errors(struct emit *e, const struct report_input *failed,
                 size_t nfailed);

/* ---- CSV (csv.c) ---- */

/* A row of cells: quoted where needed, CR LF at the end, and guarded against
 * being run as a formula by spreadsheets. */
struct csv {
    struct sink *sink;
    bool filled;
};
void csv_begin(struct sink *sink); /* byte order mark */
void csv_text(struct csv *csv, const char *text);
void csv_count(struct csv *csv, size_t n);
/* A cell written in parts: open, part ..., close; no guard. */
void csv_open(struct csv *csv);
void csv_part(struct csv *csv, const char *text);
void csv_close(struct csv *csv);
void csv_end(struct csv *csv);
/* Would a spreadsheet take the cell for a formula? */
bool cell_unsafe(const char *text);

/* ---- XML and HTML (markup.c) ---- */

/* May the character stand in XML and HTML, and do no harm there? */
bool markup_allows(uint32_t c);
/* Text or attribute value; characters that XML forbids become U+FFFD. */
void markup_text(struct sink *sink, const char *text);
void markup_glyph(struct sink *sink, uint32_t c);
/* ` name="value"`; nothing for NULL. */
void markup_attr(struct sink *sink, const char *name, const char *value);
void markup_count(struct sink *sink, const char *name, size_t n);

/* ---- the source line with its figures (excerpt.c) ---- */

#define EXCERPT_MARKS 16

struct excerpt_mark {
    size_t start, end; /* columns from 1, end exclusive */
    bool main;         /* the figure that the finding is about */
};

/* What of a line is shown: figures with what stands around them. */
struct excerpt {
    const char *line;
    size_t len, number;
    struct excerpt_mark marks[EXCERPT_MARKS];
    size_t nmarks;
};

/* The i-th of the lines that the first terms touch, from the top.  False past
 * the end, and where the line cannot be shown. */
bool excerpt_take(struct excerpt *x, const struct report_input *input,
                  const struct gj_term *terms, size_t nterms, size_t i);
/* Calls show for every shown code point; kept is false once for each stretch
 * that is left out; mark is NULL outside of figures. */
typedef void excerpt_show(void *user, uint32_t c, bool kept,
                          const struct excerpt_mark *mark);
void excerpt_walk(const struct excerpt *x, excerpt_show *show, void *user);

#endif
