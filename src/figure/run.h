/* SPDX-License-Identifier: MIT */
/*
 * A run of numeral characters and what it is worth.
 *
 * Floor 3, private.
 */
#ifndef GJ_FIGURE_RUN_H
#define GJ_FIGURE_RUN_H

#include "figure/scan.h"

#define NUMERAL_MAX 24 /* characters */

struct run {
    int v[NUMERAL_MAX];
    size_t n;
    size_t end;
    bool formal;
};

void run_read(const struct scan *scan, size_t p, struct run *run);
/* Value of the first n characters, -1 if they are no well-formed numeral. */
int64_t run_value(const struct run *run, size_t n);
/* Digit by digit, as in years; -1 if there are others than digits. */
int64_t run_digits(const struct run *run);
/* Is there a multiplier of four or more digits among the first n? */
bool has_myriad(const struct run *run, size_t n);
int64_t ten_to(int power);

#endif
