/* SPDX-License-Identifier: MIT */
/*
 * The scanner: readers that are tried at a place of the flow, each of which
 * knows one family of figures.
 *
 * Floor 3, private.
 *
 * A reader gets the place of a first digit (or sign character), fills *out
 * and returns true, or returns false and has done nothing.  It may look back
 * as far as scan->floor, the end of the figure before.
 */
#ifndef GJ_FIGURE_SCAN_H
#define GJ_FIGURE_SCAN_H

#include "base/utf8.h"
#include "figure/figure.h"
#include "figure/words.h"

/* Characters that the shape of figures is made of. */
enum {
    CP_YEAR = 0x5E74,
    CP_MONTH = 0x6708,
    CP_DAY = 0x65E5,
    CP_NO = 0x53F7,      /* number of a document, house ... */
    CP_ORDINAL = 0x7B2C, /* before ordinals */
    CP_COLON = 0xFF1A,
    CP_COMMA = 0xFF0C,
    CP_SEMICOLON = 0xFF1B,
    CP_STOP = 0x3002,
    CP_LIST_COMMA = 0x3001,
    CP_GE = 0x2265,
    CP_LE = 0x2264,
    CP_MINUS = 0x2212,
    CP_FIRST_MARK = 0x2460, /* circled 1: no other figure starts below */
    CP_TIMES = 0xD7,
    CP_DIVIDE = 0xF7,
    CP_ZERO_SIGN = 0x3007,
    CP_PARTS_OF = 0x5206, /* score unit; first half of the denominator */
    CP_YUAN = 0x5143,
};

struct scan {
    struct arena *arena;
    const struct layout *layout;
    const struct lex *lex;
    struct str s; /* the flow */
    struct figure *items;
    size_t n, cap;
    size_t floor;         /* end of the figure before, or of its border */
    uint32_t block, cell; /* cursors: first that may hold the next figure */
    const struct unit *composed; /* last unit that was put together */
    enum gj_status status;
};

/* ---- looking around (look.c) ---- */

bool is_digit(const struct scan *scan, size_t p);
bool is_letter(const struct scan *scan, size_t p);
/* Byte at p, NUL past the end. */
char byte_at(const struct scan *scan, size_t p);
/* Code point at p, 0 at the end; its end in *next. */
uint32_t cp_at(const struct scan *scan, size_t p, size_t *next);
/* Code point before p, 0 at the start; its begin in *from. */
uint32_t cp_before(const struct scan *scan, size_t p, size_t *from);
size_t skip_digits(const struct scan *scan, size_t p);
size_t skip_blanks(const struct scan *scan, size_t p);
size_t back_blanks(const struct scan *scan, size_t p);
/* Value of the digits in [from, to), at most nine of them; else -1. */
int32_t digits_value(const struct scan *scan, size_t from, size_t to);
/* Does a clause, cell or list item start at p (blanks skipped)? */
bool clause_starts(const struct scan *scan, size_t p);
bool is_border(uint32_t cp); /* 0, line, cell and row ends */
bool is_han(uint32_t cp);
bool is_dash(uint32_t cp); /* of a range, in all its widths */
/* The cell that holds p if p is in a table, else NULL. */
const struct cell *cell_at(struct scan *scan, size_t p);
const struct block *block_at(struct scan *scan, size_t p);

/* ---- numbers (number.c) ---- */

struct number {
    size_t begin, end;
    struct dec value;
    bool has_value;
    bool grouped;    /* thousands separators */
    bool suspicious; /* two points, separators that do not fit */
    unsigned digits; /* before the point */
    unsigned points;
    bool numbering; /* 4.5.1 */
};

/* Does the cell of p hold nothing but this number? */
bool alone_in_cell(struct scan *scan, size_t p);

/* The number that starts with the digit at p. alone: nothing else stands in
 * its cell, so that blanks inside are blanks of the number. */
void number_read(const struct scan *scan, size_t p, bool alone,
                 struct number *out);

/* ---- readers ---- */

/* Fill *out as a code; always true. */
bool code_set(struct figure *out, size_t begin, size_t digits,
              size_t digits_end, size_t end);
bool date_read(struct scan *scan, size_t p, struct figure *out);
bool code_read(struct scan *scan, size_t p, struct figure *out);
bool latin_read(struct scan *scan, size_t p, struct figure *out);
bool ordinal_read(struct scan *scan, size_t p, struct figure *out);
bool quantity_read(struct scan *scan, size_t p, struct figure *out);
bool numeral_read(struct scan *scan, size_t p, struct figure *out);
bool placeholder_read(struct scan *scan, size_t p, struct figure *out);
/* Where to go on if there is no figure in the letters at p. */
size_t latin_skip(const struct scan *scan, size_t p);
/* End of the run of Latin letters and digits at p. */
size_t latin_end(const struct scan *scan, size_t p);
/* Value 0-9 of a numeral character, 100 + power for a multiplier, -1. */
int numeral_digit(uint32_t cp);

/* What follows the digits: multipliers, unit, "more than". */
struct tail {
    size_t end;
    int power;               /* of multipliers: 2 thousand -> 3 */
    const struct unit *unit; /* or NULL */
    bool more;
    bool bare_money; /* the unit is implied by a multiplier alone */
};
void tail_read(struct scan *scan, size_t p, struct tail *out);
/* Multipliers without a unit are money, unless what is counted follows. */
void tail_money(const struct scan *scan, struct tail *out);
/* Spans sign, comparators and currency around out->digits and its unit. */
void frame_read(struct scan *scan, struct figure *out);

/* ---- after all figures are known ---- */

/* Pair figures of a range (called after each new figure). */
void range_join(struct scan *scan);
/* Set rule_text (rule.c). */
void rule_mark(struct scan *scan);
/* Token text and its maps (token.c). */
bool tokens_build(struct scan *scan, struct figures *out);

#endif
