/* SPDX-License-Identifier: MIT */
/* The tree of a pattern; between pattern_*.c only. */
#ifndef GJ_RULES_PATTERN_INT_H
#define GJ_RULES_PATTERN_INT_H

#include "base/buf.h"
#include "rules/load_int.h"
#include "rules/pattern.h"

enum node_kind {
    NODE_TEXT,   /* text, literally */
    NODE_CLASS,  /* text between [ and ], as PCRE2 reads it */
    NODE_FIGURE, /* one figure token; kinds */
    NODE_SEQ,    /* children one after the other */
    NODE_ALT,    /* one of the children */
    NODE_REPEAT, /* first child, min to max times */
    NODE_GROUP,  /* first child; text is the name of its group, or empty */
    NODE_ATOMIC, /* first child, without going back into it */
    NODE_LOOK,   /* first child, without taking it; text is (?= (?! ... */
};

struct node {
    enum node_kind kind;
    struct str text;
    unsigned kinds; /* bit per enum figure_kind */
    unsigned min, max;
    char mode;                 /* of a repeat: 0, '?' lazy or '+' possessive */
    struct node *first, *next; /* children, siblings */
};

struct pattern_tree {
    struct arena *scratch; /* owns the nodes */
    struct node *root;
    struct str groups[PATTERN_GROUPS_MAX];
    size_t ngroups;
};

/* pattern_parse.c: text -> tree */
bool pattern_tree_parse(struct json_in *in, const struct gj_rules *rules,
                        struct str match, struct pattern_tree *tree);

/* pattern_start.c: the literal texts that the tree can start with, sorted,
 * none a prefix of another; in in->arena. */
bool pattern_starts(struct json_in *in, const struct pattern_tree *tree,
                    const struct str **out, size_t *nout);

/* pattern_emit.c: tree -> expression */
void pattern_emit_regex(struct buf *out, const struct node *node);

#endif
