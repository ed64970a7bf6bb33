/* SPDX-License-Identifier: MIT */
/*
 * Facts: figures with a meaning.
 *
 * Floor 6.
 *
 * Prose: patterns of rules/indicators/ give figures their role; clauses give
 * them a label (the words that name the quantity), a direction, a period.
 * Forms: table heads give columns their role; rows become records.
 */
#ifndef GJ_FACT_FACT_H
#define GJ_FACT_FACT_H

#include "base/arena.h"
#include "base/err.h"
#include "figure/figure.h"
#include "layout/layout.h"
#include "rules/hits.h"
#include "rules/rules.h"
#include "text/text.h"

#define FACT_NONE UINT32_MAX

/* A stretch between two clause borders (，；。 cell and row borders). */
struct clause {
    uint32_t begin, end; /* token bytes, border excluded */
    uint32_t sentence;   /* ends at 。!? and at borders; document-wide */
    uint32_t segment;    /* ends at ； too; document-wide */
    uint32_t block, cell;
    char border; /* what ends it: ',' ';' '.' or '\n' */
    uint32_t first_figure, nfigures;
};

/* What prose says of a figure beside its role; one per figure. */
struct figure_context {
    uint32_t clause;      /* FACT_NONE outside the flow */
    uint8_t depth;        /* brackets open before it in its sentence */
    uint32_t left, right; /* token bytes: text to the previous and to the
                           * next figure or clause border */
};

struct fact {
    uint32_t figure;
    role_id role;
    int8_t direction; /* +1 increase, -1 decrease, 0 none: changes, rates */
    bool in_form;     /* from a table column; else from prose */
    bool target;      /* planned, not achieved */
    uint32_t clause;  /* prose: index of its clause; FACT_NONE in forms */
    uint32_t record;  /* forms: index of its record; FACT_NONE in prose */
    struct str label; /* what is quantified, normalized; may be empty */
    struct str scope; /* qualifying words before the label (中央, 本级, 一是
                       * item name ...); may be empty */
    int32_t year;     /* 2023; 0: not said */
    const struct pattern *by; /* the pattern that said so, or NULL */
};

/* One row of a form, whatever the layout was. */
enum record_kind {
    RECORD_FUND,   /* row of a fund table: amounts by column */
    RECORD_PARENT, /* level-1 or level-2 indicator with a weight */
    RECORD_LEAF,   /* indicator with target, actual, score */
    RECORD_TOTAL,  /* total row */
    RECORD_AMOUNT, /* row of any other table of amounts */
};

/* Columns a record may have. FACT_NONE or empty: not printed. */
enum column {
    COL_WEIGHT,         /* 分值, 权重 */
    COL_TARGET,         /* 指标值 */
    COL_ACTUAL,         /* 完成值 */
    COL_SCORE,          /* 得分 */
    COL_BUDGET_INITIAL, /* 年初预算数 */
    COL_BUDGET,         /* 全年预算数, 预算数, 调整后预算数 */
    COL_ALLOCATED,      /* 下达 */
    COL_ARRIVED,        /* 到位 */
    COL_SPENT,          /* 执行数, 实际支出 */
    COL_RATE,           /* 执行率 */
    COL_BALANCE,        /* 结余 */
    COL_REASON,         /* 偏差原因 */
    COL_NAME,
    COL_COUNT
};

struct record_value {
    uint32_t figure; /* FACT_NONE: the cell holds no figure */
    struct str text; /* cell text, normalized; flow bytes */
    uint32_t cell;   /* LAYOUT_NONE: no such column or cell */
};

/* A column of a form, as its head prints it, in the order of the head. */
struct form_column {
    enum column col;    /* COL_COUNT: none of those above */
    role_id role;       /* ROLE_NONE: not known */
    uint32_t level;     /* names and weights: 1 to 3; 0: the only one */
    struct str head;    /* the words, blanks and brackets removed */
    struct str formula; /* "B/A", "(3)-(4)", "20分*执行率"; may be empty */
    char letter;        /* (A); 0: none */
    uint8_t number;     /* (1); 0: none */
    uint32_t position;  /* column number in the head row */
    bool percent;       /* (%) in the head: its bare numbers are percent */
    const struct unit *unit; /* money unit in the head, or NULL */
    uint32_t figure; /* in the head: "(20分*执行率)"; or FACT_NONE */
};

struct record {
    enum record_kind kind;
    uint32_t form;   /* index of its form */
    uint32_t row;    /* layout row it starts in */
    uint32_t level;  /* parents: 1, 2; leaves: 3; fund rows: 0 total, 1 part */
    uint32_t parent; /* index of the parent record, FACT_NONE */
    struct str name; /* normalized label */
    struct record_value value[COL_COUNT];
    const struct record_value *vals; /* [form.ncols], or NULL: by column of
                                      * the head (fund and amount forms) */
    const struct record_value *seq;  /* [nseq]: the values in the order of
                                     * printing (fund and amount forms) */
    size_t nseq;
    struct str formula; /* of the row: "(3)-(4)"; may be empty */
    uint8_t number;     /* of the row: (5), or indicator 5; 0: none */
    int8_t sign;        /* target sign in a column of its own: enum
                         * comparator */
    bool part;          /* fund, amount: said to be part of the row before */
    bool complete;      /* all columns of the head were found for this row */
    bool duplicate;     /* repeats a merged cell: not to be counted twice */
};

/* Records of one logical form (it may run over several tables). */
enum form_kind { FORM_FUND, FORM_SCORE, FORM_AMOUNT, FORM_FORMULA };
struct form {
    enum form_kind kind;
    uint32_t block;
    uint32_t first_record, nrecords;
    struct str title;
    const struct unit *unit; /* of its money columns, or NULL */
    unsigned columns;        /* bit per enum column that the head has */
    const struct form_column *cols;
    size_t ncols;
    enum table_shape shape;
    bool split; /* score: weights are printed as 40/number of indicators */
    bool clean; /* every row was read by the head alone, nothing was
                       * guessed: errors may be claimed */
};

/* The form of the field that the document is, and what speaks for it. */
struct pack_fit {
    const struct pack *pack; /* or NULL */
    struct str title;        /* the title word that is printed; may be empty */
    int titled;              /* 2: in the title, 1: as the head of a block */
    struct str flow;         /* the document without blanks and borders */
    size_t agree, differ;    /* level-1 weights of the pack that the document
                              * prints, with its value and with another */
};

struct facts {
    struct clause *clauses;
    size_t nclauses;
    struct fact *items; /* by figure; at most one main fact a figure */
    size_t n;
    uint32_t *of_figure;            /* [nfigures]: fact or FACT_NONE */
    struct figure_context *context; /* [nfigures] */
    size_t cap;
    struct form *forms;
    size_t nforms;
    struct record *records;
    size_t nrecords;
    struct str title;
    struct str unit_name; /* the reporting body, as far as it is printed */
    int32_t year;
    /* Several reports in one text: where the second and later ones begin
     * (flow bytes of their first section). */
    uint32_t *report_begin;
    size_t nreports;
    const struct unit *money_unit; /* page note 金额单位, or NULL */
    struct pack_fit pack;
    struct gj_notice_at { /* remarks: flow offset and code */
        const char *code;
        uint32_t flow;
        struct str detail;
    } * notices;
    size_t nnotices, notices_cap;
};

/* All of the stages so far; what fact and check work on. */
struct document {
    struct arena *arena;
    const struct gj_rules *rules;
    struct text text;
    struct layout layout;
    struct figures figures;
    struct word_hits token_hits, flow_hits; /* of the tokens, of the flow */
    struct facts facts;
};

/* The text that figures were read from, and that of the layout. */
static inline struct str
document_tokens(const struct document *doc)
{
    return (struct str){ doc->figures.tokens, doc->figures.tokens_len };
}

static inline struct str
document_flow(const struct document *doc)
{
    return (struct str){ doc->layout.flow, doc->layout.len };
}

/* As words_find(); quick where s is a part of the tokens or of the flow. */
size_t document_words_find(const struct document *doc,
                           const struct wordlist *list, struct str s,
                           size_t from, size_t *len);

enum gj_status facts_derive(struct document *doc, struct gj_error *err);

/* Parts of facts_derive(), one file each. */
enum gj_status fact_clauses(struct document *doc, struct gj_error *err);
enum gj_status fact_prose(struct document *doc, struct gj_error *err);
enum gj_status fact_forms(struct document *doc, struct gj_error *err);
enum gj_status fact_column_heads(struct document *doc, struct gj_error *err);
enum gj_status fact_header(struct document *doc, struct gj_error *err);
enum gj_status fact_pack(struct document *doc, struct gj_error *err);

/* ---- fact/pack.c, fact/pack_weight.c ---- */

/* Entry i of the level-1 weights of a pack, "A|B=40"; false behind the last
 * one. */
bool pack_weight(const struct pack *pack, size_t i, struct str *name,
                 struct dec *weight);
/* Does a name begin with one of "A|B"? */
bool pack_names(struct str any, struct str name);
/* Which of the labels "A|B" the document prints; empty if none. */
struct str pack_label_printed(const struct document *doc, struct str label);
/* The weight that the document gives to the level-1 indicator whose name
 * begins with one of "A|B": printed (*figure), or the sum of its leaves
 * (*figure is FACT_NONE). */
bool pack_weight_printed(const struct document *doc, struct str name,
                         struct dec *value, uint32_t *figure);

/* Add a fact; the first one of a figure is its main fact, later ones are
 * dropped unless they come from a form. */
bool fact_add(struct document *doc, const struct fact *fact);
/* Which report of the text holds a flow byte, from 0. */
uint32_t report_of(const struct document *doc, uint32_t flow);
bool fact_notice(struct document *doc, const char *code, uint32_t flow,
                 struct str detail);

void facts_dump(const struct document *doc, struct buf *out);

#endif
