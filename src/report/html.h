/* SPDX-License-Identifier: MIT */
/*
 * The HTML report: one document as a section, all of them as an overview.
 *
 * Floor 10, private to this folder.  Every element that a link can lead to
 * has an id: d1 the document, d1l12 a line of it, d1g5 a figure, d1f3 a
 * finding, d1r7 a row of the worksheet; numbers count from 1.
 */
#ifndef GJ_REPORT_HTML_H
#define GJ_REPORT_HTML_H

#include "report/words.h"

/* page.css and page.js, and their digests for the content-security policy;
 * written by embed. */
extern const char report_page_css[], report_page_css_hash[];
extern const char report_page_js[], report_page_js_hash[];

/* ---- one document (html_figures.c) ---- */

enum figure_state {
    FIGURE_OTHER,     /* a date, an ordinal, a count without a meaning */
    FIGURE_UNBOUND,   /* money, per cent or score without a meaning */
    FIGURE_UNCHECKED, /* with a meaning, in no relation that was decided */
    FIGURE_HOLDS,     /* in relations that hold */
    FIGURE_SOFT,      /* holds, and something is to be said about it */
    FIGURE_VIOLATED,
};
#define FIGURE_STATES 6

#define USES 3 /* relations and findings shown at one figure */

/* What a figure takes part in: the worst first, as far as there is room. */
struct figure_use {
    enum figure_state state;
    size_t relations[USES], findings[USES];
    size_t nrelations, nfindings; /* all of them */
};

/* A stretch of text that findings are about and that is no figure. */
struct extra {
    const struct gj_figure *figure;
};

/* A document, with what stands where. */
struct html {
    struct sink *sink;
    enum gj_lang lang;
    const struct report_input *input;
    size_t number; /* of the document, from 1 */
    const struct gj_figure *figures;
    const struct gj_relation *relations;
    const struct gj_finding *findings;
    size_t nfigures, nrelations, nfindings;
    struct extra *extras; /* by place */
    size_t nextras;
    struct figure_use *uses; /* by number of the figure, less 1 */
    size_t *order;           /* numbers of figures, by place */
};

/* False if there is no memory; html_close() either way. */
bool html_open(struct html *h);
void html_close(struct html *h);
/* The number of a figure of this document (extras follow the figures); 0 if
 * it is none. */
size_t html_number(const struct html *h, const struct gj_figure *figure);
const struct gj_figure *html_figure(const struct html *h, size_t number);
enum word state_word(enum figure_state state);
const char *state_class(enum figure_state state); /* one letter */

/* ---- pieces (html_pieces.c) ---- */

#define SAYH(sink, lang, id, ...) \
    SAY_WITH(sink, markup_text, lang, id, __VA_ARGS__)

/* At most so many code points, then an ellipsis. */
void html_cut(struct sink *sink, const char *text, size_t most);
/* " id=\"d1f3\"", and "<a href=\"#d1f3\">". */
void html_id(const struct html *h, char kind, size_t number);
void html_link(const struct html *h, char kind, size_t number);
/* A link around what stands for the figure, or only that. */
void html_figure_link(const struct html *h, const struct gj_figure *figure);
/* A part of a bar, and the bar: widths are shares of the whole. */
struct bar_part {
    const char *name; /* class */
    size_t n;
};
void html_bar(struct sink *sink, const struct bar_part *parts, size_t nparts,
              size_t whole);
/* A cell; NULL gives an empty one. */
void html_cell(struct sink *sink, const char *name, const char *text);
void html_count(struct sink *sink, size_t n);
void html_head(struct sink *sink, enum gj_lang lang, enum word column,
               bool number);
/* Filter for the worksheet of a document, or for the table of documents (0);
 * select and boxes stand between. */
void html_tools_open(struct sink *sink, enum gj_lang lang, size_t document);
void html_box(struct sink *sink, enum gj_lang lang, enum word label,
              const char *value);
void html_tools_close(struct sink *sink);
void html_tile(struct sink *sink, enum gj_lang lang, enum word label,
               const char *name, size_t n);
const char *severity_mark(enum gj_severity severity);

/* ---- parts of a document ---- */

void html_finding(const struct html *h, size_t i); /* html_finding.c */
void html_index(const struct html *h);             /* html_finding.c */
void html_source(const struct html *h);            /* html_source.c */
void html_coverage(struct sink *sink, enum gj_lang lang,
                   const struct gj_coverage *c, bool clean);
void html_ledger(const struct html *h);  /* html_tables.c */
void html_unbound(const struct html *h); /* html_tables.c */
void html_notices(const struct html *h); /* html_tables.c */

/* ---- all documents (html_overview.c) ---- */

struct overview;

struct overview *overview_new(void); /* NULL: no memory */
void overview_free(struct overview *o);
/* False: no memory. */
bool overview_add(struct overview *o, const struct report_input *input);
/* apart: documents are on pages of their own. */
void overview_write(const struct overview *o, struct sink *sink,
                    enum gj_lang lang, bool apart);

#endif
