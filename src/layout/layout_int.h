/* SPDX-License-Identifier: MIT */
/*
 * What the files of layout/ share.
 *
 * Lines get features (line.c, field.c, word.c, mark.c), features decide a
 * class (classify.c) and classes decide regions (region.c); each kind of
 * region is then written to the flow by its own files (prose.c; border.c,
 * grid.c; stream.c, rows.c; inline.c) through the writer in flow.c.  join.c
 * knows which lines belong together.  Offsets into the text are called "at",
 * into the flow "off".
 */
#ifndef GJ_LAYOUT_INT_H
#define GJ_LAYOUT_INT_H

#include "base/utf8.h"
#include "layout/layout.h"

enum line_class {
    LINE_FRAGMENT,  /* short: a cell, a part of one, or a short paragraph */
    LINE_FURNITURE, /* page number, running head */
    LINE_PIPE,      /* has | */
    LINE_TAB,       /* has tabs between or before cells */
    LINE_INLINE,    /* a whole table on one line */
    LINE_HEAD,      /* heading for sure: ends a table */
    LINE_PROSE,     /* too wide for a cell, or a sentence */
    LINE_ROW,       /* several cells between blanks, for sure */
    LINE_WEAK,      /* several cells, if a table is around */
};

struct mark {
    uint32_t end; /* text offset behind it and its blanks; 0: no mark */
    uint16_t number;
    uint8_t level; /* as struct block */
    uint8_t rank;  /* finer than level, for nesting */
};

/* One line that is not blank.  Widths are in columns: Han 2, ASCII 1. */
struct line {
    uint32_t begin, end; /* text bytes without blanks at the ends */
    uint32_t number;     /* source line, from 1 */
    uint32_t width;
    struct mark mark;
    uint16_t indent; /* columns of blanks in front */
    uint16_t gap;    /* blank lines before */
    uint16_t npipes, ntabs;
    uint16_t nfields, nvalues, nheaders;
    uint16_t nturns;       /* fields of text that follow a value */
    uint16_t headrun;      /* most heads of columns beside each other */
    uint16_t nbare;        /* values without a unit of Han characters */
    uint16_t npairs;       /* of these, beside each other */
    uint16_t npauses;      /* fields with a comma or a sentence end */
    uint16_t widest;       /* widest field that is no value */
    uint16_t chunk_widest; /* columns, over the fragments around it that no
                            * blank line parts from it */
    uint16_t chunk_lines;
    bool chunk_wraps;    /* two of them are as wide as the widest */
    bool chunk_cells;    /* several of them are cells of their own */
    bool chunk_sentence; /* one of them has a comma or a sentence end */
    bool table;          /* belongs to a table */
    uint8_t cls;         /* enum line_class */
    bool page_before;    /* a form feed stood before */
    bool stop;           /* has a sentence end inside or at its end */
    bool comma;
    bool listing;      /* has U+3001, the comma of lists */
    bool ends_stop;    /* ends a sentence */
    bool ends_semi;    /* ends with ; or : */
    bool ends_open;    /* ends with a comma, an open bracket ... */
    bool starts_close; /* begins with what only continues: , . ) % */
    bool ends_value;   /* last field is a value */
    bool digits;       /* has a number behind its mark, years aside */
    bool title;        /* ends like a title */
    bool label;        /* begins like "word 12:" */
    int16_t open;      /* brackets opened minus closed */
};

/* A cell before it is written: whole lines, or a field of one line. */
struct piece {
    uint32_t begin, end;  /* text bytes; of the first line, if several */
    uint32_t first, last; /* lines */
    uint32_t tail;        /* if several: end of its text in the last */
    enum cell_gap gap;
    bool row_line;  /* a field of a line with several */
    bool new_row;   /* first field of such a line */
    bool short_row; /* the line has two fields */
    bool value, header, sentence, label;
    bool row_end; /* the layout says that the row ends here */
    enum { FORCE_NONE, FORCE_START, FORCE_STAY } force;
};

struct layout_work {
    struct arena *arena;
    const struct text *text;
    const struct layout_words *words;
    struct line *lines;
    uint32_t nlines;
    size_t lines_cap;
    struct word_set {
        const struct str *words;
        uint32_t *slots; /* index + 1; open addressing, by hash */
        size_t mask, longest;
        uint64_t starts[4]; /* bits of the hashes of first characters */
        bool ascii[128];    /* the same, where they are ASCII */
    } headers, units;
    /* the flow so far */
    struct layout *out;
    char *flow;
    uint32_t *src;
    size_t flow_cap, src_cap, blocks_cap, rows_cap, cells_cap;
    bool failed;
    bool in_row;       /* a row has been begun and not ended */
    uint32_t stack[8]; /* heading block by rank, LAYOUT_NONE */
    struct piece *pieces;
    size_t npieces, pieces_cap;
};

/* ---- line.c ---- */
bool lines_split(struct layout_work *w);
/* Code point at text offset at (valid UTF-8), 0 at the end of the range. */
static inline uint32_t
text_cp(const struct layout_work *w, uint32_t at, uint32_t end,
        uint32_t *width)
{
    size_t n = 0;
    uint32_t cp;

    *width = 0;
    if (at >= end)
        return 0;
    cp = utf8_get(w->text->bytes + at, &n);
    *width = (uint32_t)n;
    return cp;
}

static inline uint32_t
text_cp_before(const struct layout_work *w, uint32_t begin, uint32_t at)
{
    size_t n;

    if (at <= begin)
        return 0;
    return utf8_get(w->text->bytes + utf8_back(w->text->bytes, at), &n);
}

static inline unsigned
cp_columns(uint32_t cp)
{
    return cp < 0x1100 || (cp >= 0x2010 && cp < 0x2014) ? 1 : 2;
}

static inline bool
cp_is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* ASCII. */
static inline bool
cp_is_letter(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

static inline bool
cp_is_dash(uint32_t cp)
{
    return cp == '-' || cp == '_' || (cp >= 0x2010 && cp <= 0x2015) ||
           cp == 0x2212 || cp == 0x2500 || cp == 0xff0d || cp == 0x30fc;
}

static inline bool
cp_is_pipe(uint32_t cp)
{
    return cp == '|' || cp == 0x2502 || cp == 0x2503 || cp == 0xff5c ||
           cp == 0x4e28;
}

/* An ideograph that is no sign to anyone. */
static inline bool
cp_is_plain(uint32_t cp)
{
    return cp > 0x4e28 && cp <= 0x9fff;
}

static inline bool
cp_is_stop(uint32_t cp)
{
    return cp == 0x3002 || cp == 0xff1b || cp == ';' || cp == '!' ||
           cp == '?' || cp == 0xff01 || cp == 0xff1f;
}

static inline bool
cp_is_comma(uint32_t cp)
{
    return cp == 0xff0c || cp == ',';
}

/* Comma or sentence end. */
static inline bool
cp_pauses(uint32_t cp)
{
    return !cp_is_plain(cp) && (cp_is_stop(cp) || cp_is_comma(cp));
}

bool cp_opens(uint32_t cp);  /* nothing ends behind it: ( , + */
bool cp_closes(uint32_t cp); /* nothing begins with it: ) , % */
/* |---|:--:| of Markdown */
bool line_is_rule(const struct layout_work *w, const struct line *line);

/* ---- mark.c ---- */
struct mark mark_read(const struct layout_work *w, uint32_t at, uint32_t end);

/* ---- word.c ---- */
/* Is it a unit that may stand apart from its number? */
bool unit_has(const struct layout_work *w, uint32_t begin, uint32_t end);
bool words_index(struct layout_work *w);
/* "(1)" or "(5)=(3)-(4)": the number of a row, and how it is computed. */
bool text_is_ordinal(const struct layout_work *w, uint32_t begin,
                     uint32_t end);

/* ---- field.c ---- */
struct field {
    uint32_t begin, end;
    uint32_t width;
    bool value;  /* a number with its signs and unit, or a dash */
    bool header; /* one of the words that head columns */
};
/* Next field at or after *at; a number and its unit are one field. */
bool field_next(const struct layout_work *w, uint32_t *at, uint32_t end,
                struct field *out);
/* Look at a cell as a whole. */
bool text_is_value(const struct layout_work *w, uint32_t begin, uint32_t end);
bool text_is_header(const struct layout_work *w, uint32_t begin, uint32_t end);
bool bytes_are_header(const struct layout_work *w, const char *p, size_t len);
/* Is it one when what was broken is joined? */
bool parts_are_header(const struct layout_work *w, struct str a, struct str b);
struct str text_str(const struct layout_work *w, uint32_t begin, uint32_t end);
void line_fields(const struct layout_work *w, struct line *line);

/* ---- furniture.c ---- */
void furniture_mark(struct layout_work *w);

/* ---- flow.c ---- */
void flow_text(struct layout_work *w, uint32_t begin, uint32_t end);
void flow_byte(struct layout_work *w, char byte, uint32_t at);
/* Take blanks between Chinese characters out of the flow from here on. */
void flow_squeeze(struct layout_work *w, size_t from);
void flow_join(struct layout_work *w, uint32_t begin, uint32_t end);
struct block *flow_block(struct layout_work *w, enum block_kind kind,
                         uint32_t line);
void flow_block_end(struct layout_work *w);
void flow_row(struct layout_work *w);
void flow_row_end(struct layout_work *w, uint32_t at);
void flow_cell(struct layout_work *w, enum cell_gap gap, uint32_t line,
               uint32_t at);
void flow_cell_end(struct layout_work *w);
void flow_furniture(struct layout_work *w, const struct line *line);
void flow_table_end(struct layout_work *w);

/* ---- prose.c ---- */
void prose_write(struct layout_work *w, uint32_t from, uint32_t to);
bool line_is_heading(const struct line *line);

/* ---- join.c ---- */
/* Is the line one value and nothing else? */
bool line_is_value(const struct line *line);
/* Is the line as long as the column is wide, and so perhaps broken? */
bool fills_column(const struct line *line);
/* Do two short lines belong together: of one cell of a table, or of one
 * narrow paragraph?  open: brackets opened minus closed so far. */
bool fragment_joins(const struct layout_work *w, const struct line *a,
                    const struct line *b, bool cell, int open);
/* Does the paragraph that ends with line index a go on with line b? */
bool prose_joins(const struct layout_work *w, uint32_t a, uint32_t b,
                 int open);

/* ---- border.c ---- */
void pipe_write(struct layout_work *w, uint32_t from, uint32_t to);
void tab_write(struct layout_work *w, uint32_t from, uint32_t to);

/* ---- stream.c ---- */
void stream_write(struct layout_work *w, uint32_t from, uint32_t to);
struct piece *piece_add(struct layout_work *w);
/* Set value and header from its text. */
void piece_look(const struct layout_work *w, struct piece *piece);

/* ---- rows.c ---- */
/* Write w->pieces as one table, guessing where rows end; keeps: empty cells
 * are among them. */
void pieces_write(struct layout_work *w, enum table_shape shape, bool keeps);

/* ---- inline.c ---- */
void inline_write(struct layout_work *w, uint32_t index);

/* ---- classify.c ---- */
void lines_classify(struct layout_work *w);

/* ---- region.c ---- */
void regions_write(struct layout_work *w);

#endif
