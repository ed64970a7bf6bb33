/* SPDX-License-Identifier: MIT */
/*
 * The walk of the atoms of a score table through the columns of its head.
 * Private to src/fact/form*.c.
 */
#ifndef GJ_FACT_FORM_WALK_H
#define GJ_FACT_FORM_WALK_H

#include "fact/form.h"

enum kind {
    K_N1,
    K_N2,
    K_N3,
    K_W1,
    K_W2,
    K_W3,
    K_V1, /* a parent's weight that has no column of its own */
    K_V2,
    K_T,
    K_A,
    K_S,
    K_R,
    K_X,
    K_Y, /* numbers that have no place in records */
    K_COUNT
};

#define PATH_COLUMNS 40

struct path_column {
    enum kind kind;
    uint32_t position;
    uint32_t end_cost; /* of leaving the row behind this column */
};

#define STEP_NEW  0x80u
#define STEP_JUNK 0x40u
#define STEP_COL  0x3Fu

struct walk {
    struct form_reader *r;
    struct path_column cols[PATH_COLUMNS];
    size_t ncols;
    uint32_t *body; /* atoms */
    size_t n;
    uint8_t *steps; /* [n * ncols]: column before, and how */
    bool split;     /* weights are printed as a formula */
};

/* The columns of the path, from the head. */
void walk_columns(struct walk *w, const struct head *head);
/* Column of every atom of the body, with STEP_NEW and STEP_JUNK; false when
 * out of memory. */
bool walk_run(struct walk *w, uint8_t *out);

#endif
