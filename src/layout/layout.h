/* SPDX-License-Identifier: MIT */
/*
 * Lines become blocks: headings, paragraphs (re-joined over soft line ends)
 * and tables with rows and cells.
 *
 * Floor 2.
 *
 * The result is one FLOW of bytes: the text of all blocks in reading order,
 * without what is not text (page footers, repeated heads are kept as rows and
 * marked).  Patterns run over the flow, so borders are bytes of it:
 *     '\n'         ends a heading or paragraph
 *     FLOW_CELL    stands between two cells of a row
 *     FLOW_ROW     ends a row
 * and no other control byte occurs in it.
 */
#ifndef GJ_LAYOUT_LAYOUT_H
#define GJ_LAYOUT_LAYOUT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "text/text.h"

#define FLOW_CELL '\x1f'
#define FLOW_ROW  '\x1e'

#define LAYOUT_NONE UINT32_MAX

enum block_kind {
    BLOCK_HEADING,   /* numbered or short line that opens a section */
    BLOCK_PARAGRAPH, /* prose, a list item included */
    BLOCK_TABLE,
    BLOCK_FURNITURE, /* page numbers and running heads: not in the flow */
};

/* How the line ends and separators of a table arrived; decides how far row
 * and column of a cell can be trusted. */
enum table_shape {
    TABLE_PIPE,   /* one row a line, cells between | : empty cells are kept */
    TABLE_TAB,    /* one row a line, cells between tabs: empty cells kept */
    TABLE_BLANK,  /* one row a line, cells between blanks: empty cells lost */
    TABLE_STREAM, /* one cell a line or wrapped cells: rows are a guess */
    TABLE_LINE,   /* a whole table on one line, cells between blanks */
};

struct block {
    enum block_kind kind;
    uint32_t begin, end; /* flow bytes, terminator included */
    uint32_t level;  /* heading and list mark: 1 一、 2 （一） 3 1. 4 (1)
                           * 5 ①; 0 none */
    uint32_t number; /* value of its mark; 0 none */
    uint32_t mark_end; /* flow offset behind the mark (= begin if none) */
    uint32_t section;  /* index of the heading block that it stands under,
                           * LAYOUT_NONE before the first */
    enum table_shape shape;
    uint32_t first_row, nrows; /* tables */
    uint32_t line; /* source line (from 1) of its first character */
};

enum cell_gap {
    GAP_ROW, /* first cell of its row */
    GAP_TAB,
    GAP_PIPE,
    GAP_BLANK,
    GAP_LINE,  /* a line end, no blank line */
    GAP_EMPTY, /* one or more blank lines */
};

struct cell {
    uint32_t begin, end; /* flow bytes, trimmed, borders excluded; an empty
                          * cell has begin == end */
    uint32_t row;
    uint32_t column;   /* position in the row as printed, from 0; empty
                          * cells count where the shape keeps them */
    enum cell_gap gap; /* what stood before it */
    uint32_t line;     /* source line (from 1) of its first character */
};

struct row {
    uint32_t block;
    uint32_t first_cell, ncells;
    bool repeated; /* the same row as an earlier header of this table */
};

struct layout {
    const char *flow;
    size_t len;
    const uint32_t *src; /* [len + 1]: source code point of each flow byte */
    struct block *blocks;
    size_t nblocks;
    struct row *rows;
    size_t nrows;
    struct cell *cells;
    size_t ncells;
};

/* Words that layout must know; lists layout_header, layout_footer,
 * layout_unit, layout_title and layout_broken of rules/words/. */
struct layout_words {
    const struct str *header; /* column heads: 指标值, 分值, 预算数 ... */
    size_t nheader;
    const struct str *footer; /* page footers with # for a number: 第#页 */
    size_t nfooter;
    const struct str *unit; /* 元, 次, 个月: may stand apart from its number */
    size_t nunit;
    const struct str *title; /* words that a title ends with: 表, 报告 */
    size_t ntitle;
    const struct str *broken; /* words that show a broken line: 增加, 减少 */
    size_t nbroken;
};

enum gj_status layout_build(struct arena *arena, const struct text *text,
                            const struct layout_words *words,
                            struct layout *out, struct gj_error *err);

/* Block that holds flow byte off. */
uint32_t layout_block_at(const struct layout *layout, uint32_t off);
/* Cell that holds flow byte off, or LAYOUT_NONE. */
uint32_t layout_cell_at(const struct layout *layout, uint32_t off);

void layout_dump(const struct layout *layout, struct buf *out);

#endif
