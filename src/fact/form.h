/* SPDX-License-Identifier: MIT */
/*
 * Reading forms: private to src/fact/form*.c.
 *
 * Extraction keeps the order of the cells of a form and loses almost
 * everything else: empty cells, row ends, the cells that were merged.  So the
 * cells become ATOMS with a type (a number, a rate, a target, a dash, a
 * label ...), the head becomes a list of columns, and the body is the cheapest
 * alignment of atoms to columns.  What is read that way is claimed only when
 * the form's own sums confirm it (see check/form_*.c).
 */
#ifndef GJ_FACT_FORM_H
#define GJ_FACT_FORM_H

#include "fact/fact.h"

enum atom_type {
    ATOM_EMPTY,   /* only where the shape keeps empty cells */
    ATOM_NUM,     /* a bare number, or one with a score or money unit */
    ATOM_PCT,     /* 98.5% */
    ATOM_TARGET,  /* has a comparator: ≥95%, ≤3个月, "≥ 万人" */
    ATOM_QTY,     /* a number with another unit: 12场 */
    ATOM_DASH,    /* — - / and 一 where nothing else stands */
    ATOM_SIGN,    /* a comparator alone, in a column of its own */
    ATOM_TEXT,    /* a short text */
    ATOM_LONG,    /* a sentence */
    ATOM_MARK,    /* a text that starts with an indicator number */
    ATOM_FORMULA, /* a weight given as 40/number of indicators */
    ATOM_TOTAL,   /* total row */
    ATOM_LEVEL1,  /* known level-1 label */
    ATOM_LEVEL2,  /* known level-2 label */
    ATOM_FUND,    /* row label of a fund table */
    ATOM_TYPES
};

struct atom {
    enum atom_type type;
    enum table_shape shape;
    enum cell_gap gap;
    bool row_start;
    bool head;                         /* consumed by a head */
    bool used;                         /* consumed by a form */
    uint32_t block, row, column, cell; /* cell: LAYOUT_NONE for prose */
    uint32_t begin, end;               /* flow bytes */
    uint32_t figure;   /* the value, or the weight in a label */
    uint32_t nfigures; /* figures that begin in the atom */
    uint32_t number;   /* ATOM_MARK: of the indicator */
    struct str key;    /* text, blanks removed */
    struct str label;  /* key without colon, mark and bracket weight */
};

/* Level of a column of numbers that have no place in records. */
#define NUMBER_COLUMN 9
/* Level of a column whose head is no known word. */
#define UNKNOWN_COLUMN 8
/* Level of a column of serial numbers: before the name, no amount. */
#define SERIAL_COLUMN 7

/* What a word of a head means. */
struct head_word {
    struct str word;
    enum column col; /* COL_COUNT: a column without a place in records */
    role_id role;
    uint8_t level; /* names: 1..3; 0: any */
    bool group;    /* heads other heads: no column of its own */
    int32_t next;  /* same bucket, -1 ends */
};
#define HEAD_BUCKETS 256

struct form_words {
    const struct wordlist *total, *level1, *level2, *fund, *fund_total;
    const struct wordlist *of_which, *mark, *dash, *split, *split_lead, *stop,
        *money_head;
    struct head_word *heads;
    size_t nheads;
    int32_t bucket[HEAD_BUCKETS];
};

/* Columns of a head, bit per enum column. */
#define MONEY_COLUMNS                                                    \
    (1u << COL_BUDGET_INITIAL | 1u << COL_BUDGET | 1u << COL_ALLOCATED | \
     1u << COL_ARRIVED | 1u << COL_SPENT | 1u << COL_BALANCE)
#define SCORE_COLUMNS (1u << COL_TARGET | 1u << COL_ACTUAL)

/* A head found in the atoms. */
#define HEAD_COLUMNS_MAX 32
struct head {
    uint32_t first, end;      /* atoms */
    struct form_column *cols; /* at most HEAD_COLUMNS_MAX */
    size_t ncols;
    unsigned columns; /* bit per enum column */
    enum form_kind kind;
    struct str unit_text; /* of a group head: "资金情况(万元)" */
    bool repeated;        /* the same as the head before it */
};

struct form_reader {
    struct document *doc;
    struct gj_error *err;
    struct form_words words;
    struct atom *atoms;
    size_t natoms;
    struct head *heads;
    size_t nheads, heads_cap;
    size_t forms_cap, records_cap;
    struct form *form;          /* being read */
    const struct form *shifted; /* form whose last row was shifted by */
    int shift;                  /* so many columns */
    /* the first total at or behind atom total_from, once it was sought */
    size_t total_from, total_at;
    bool total_known, long_told;
    bool failed; /* out of memory */
};

/* form_words.c */
bool form_words_load(struct form_reader *r);
/* Longest head word at byte off of key, or NULL. */
const struct head_word *head_word_at(const struct form_reader *r,
                                     struct str key, size_t off);

/* form_atom.c */
bool form_atoms(struct form_reader *r);
bool atom_is_value(const struct atom *a);
/* Is the printed row that it stands in known, not guessed? */
bool atom_keeps_rows(const struct atom *a);

/* form_mend.c: atoms whose cells were cut or whose kind only the next tells. */
void atoms_mend(struct form_reader *r);

/* form_head.c */
bool form_heads(struct form_reader *r);

/* form_spec.c: what stands behind the word of a column: its length at off,
 * and what it says. */
size_t head_spec_len(struct str key, size_t off);
void head_spec_read(struct form_column *col, struct str spec);

/* form_kind.c: the kind of the form below a head, and what its columns mean
 * then. */
void head_classify(struct head *head);

/* form_score.c, form_fund.c, form_table.c: read the atoms [first, end) below
 * the head; return the first atom that does not belong to the form. */
size_t form_read_score(struct form_reader *r, const struct head *head,
                       size_t first, size_t end);
size_t form_read_fund(struct form_reader *r, const struct head *head,
                      size_t first, size_t end);
size_t form_read_table(struct form_reader *r, const struct head *head,
                       size_t first, size_t end);
/* form_pair.c: label and value side by side, without a head. */
void form_read_pairs(struct form_reader *r);

/* form_dup.c: mark leaves that print one merged cell twice. */
void form_dedupe(struct form_reader *r);

/* form_align.c: the values of a row and the columns of its head. */
#define ROW_VALUES_MAX 24
struct row_values {
    const struct atom *at[ROW_VALUES_MAX]; /* EMPTY only in shapes that keep */
    size_t n;
    int column[ROW_VALUES_MAX]; /* index into form.cols, -1: none */
    bool sure; /* the only reading, or the row's arithmetic confirms it */
};
void row_align(struct form_reader *r, struct row_values *row);
/* Store the values of the row in the record. */
void row_store(struct form_reader *r, struct record *record,
               const struct row_values *row);
/* Role whose label is the word; ROLE_NONE. */
role_id label_role(const struct form_reader *r, struct str label);

/* form.c */
struct form *form_open(struct form_reader *r, const struct head *head);
struct record *form_record(struct form_reader *r, enum record_kind kind,
                           const struct atom *at);
void record_set(struct form_reader *r, struct record *record,
                enum column column, const struct atom *a);
struct record_value form_value(const struct form_reader *r,
                               const struct atom *a);
/* The figure, of the record, has the role. */
void form_role(struct form_reader *r, uint32_t index, uint32_t figure,
               role_id role, bool target);
/* Give the figures of a record their roles. */
void form_close(struct form_reader *r);
/* The indicators' role of a column, ROLE_NONE if there is none. */
role_id column_role(const struct form_reader *r, enum column column);

#endif
