/* SPDX-License-Identifier: MIT */
/*
 * Arithmetic expressions of printed scoring rules: numbers, percent signs,
 * brackets, + - x / and names.
 *
 * Floor 7, private to check/.
 */
#ifndef GJ_CHECK_FORM_EXPR_H
#define GJ_CHECK_FORM_EXPR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/dec.h"
#include "base/str.h"

#define EXPR_NAMES_MAX  6
#define EXPR_TOKENS_MAX 48

struct expr_token {
    char kind; /* '0' number, 'x' name, + - * / ( ) */
    struct dec value;
    size_t name; /* index into names */
};

struct expr {
    struct expr_token tokens[EXPR_TOKENS_MAX];
    size_t ntokens;
    struct str names[EXPR_NAMES_MAX];
    size_t nnames;
    bool hundred; /* multiplies by 100 */
};

/* Read an expression; false if text is none (another character, more than the
 * limits, brackets that do not match, no operator). */
bool expr_read(struct str text, struct expr *out);

/* Evaluate with these values of the names, rounded to eight decimals a step;
 * false on overflow or division by zero. */
bool expr_value(const struct expr *e, const struct dec *values,
                struct dec *out);

#endif
