/* SPDX-License-Identifier: MIT */
/*
 * Slips: how a number turns into another one on its way to the print.
 *
 * Floor 8, private to diagnose/.
 *
 * Digit slips work on the decimal string: every string that one slip turns
 * into the printed one is tried against the range of what is needed.  How many
 * strings a slip could have made of one number, against how many there are,
 * is how easily chance alone tells the same story.
 */
#ifndef GJ_DIAGNOSE_SLIP_H
#define GJ_DIAGNOSE_SLIP_H

#include "diagnose/need.h"

#define SLIP_CERTAIN 1000000 /* parts per million: no story */

struct slip_query {
    struct dec printed;
    struct range range; /* what is needed */
    bool percent;       /* ratio and complement slips are possible */
    bool money;         /* unit slips are possible */
    bool exact;         /* a score or count: no interval around its print */
    unsigned rivals;    /* figures of which any might be the wrong one */
    unsigned idle;      /* last digits that nothing could have made wrong */
    unsigned usual;     /* decimals that figures of its kind print around it */
};

struct slip_hit {
    const char *slip;  /* as in README.md */
    struct dec needed; /* what was meant */
    /* How often chance would find as good a slip, in parts per million. */
    uint32_t odds;
};

/* The slip that chance explains least.  False if there is none. */
bool slip_search(const struct slip_query *query, struct slip_hit *out);

/* Significant digits of a print, without leading zeros. */
unsigned slip_digits(struct dec printed);
/* 10^digits as a chance: times / 10^digits in parts per million, at most
 * SLIP_CERTAIN. */
uint32_t slip_odds(uint64_t times, unsigned digits);

#endif
