/* SPDX-License-Identifier: MIT */
/*
 * Exact decimals.
 *
 * Floor 0.  No floating point anywhere: 0.1 is {1, 1}.  Operations that leave
 * the range return false and leave *out alone; nothing overflows in silence.
 */
#ifndef GJ_BASE_DEC_H
#define GJ_BASE_DEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEC_MAX_COEF  INT64_C(1000000000000000000) /* 18 digits */
#define DEC_MAX_SCALE 12

struct dec {
    int64_t coef;  /* |coef| < DEC_MAX_COEF */
    uint8_t scale; /* value is coef * 10^-scale; at most DEC_MAX_SCALE */
};

/* Parse "1234.50" (digits, at most one point, optional sign).  False if the
 * text is anything else or does not fit; *out is then unchanged. */
bool dec_parse(const char *text, size_t len, struct dec *out);

/* Longest output of dec_format() with its NUL. */
#define DEC_TEXT_MAX 24
/* Write "1234.50" (printed precision kept); returns the length. */
size_t dec_format(struct dec d, char out[DEC_TEXT_MAX]);

int dec_cmp_scales(struct dec a, struct dec b); /* of dec_cmp() */

/* By value: 1.0 equals 1.  Nearly all that are compared have one scale. */
static inline int
dec_cmp(struct dec a, struct dec b)
{
    return a.scale == b.scale ? (a.coef > b.coef) - (a.coef < b.coef)
                              : dec_cmp_scales(a, b);
}

static inline bool
dec_is_zero(struct dec d)
{
    return d.coef == 0;
}

struct dec dec_neg(struct dec d);
struct dec dec_abs(struct dec d);
bool dec_add(struct dec a, struct dec b, struct dec *out); /* larger scale */
bool dec_sub(struct dec a, struct dec b, struct dec *out);
bool dec_mul(struct dec a, struct dec b, struct dec *out); /* exact */
bool dec_shift(struct dec d, int power, struct dec *out);  /* d * 10^power */
/* a / b * 10^power, rounded half up (away from zero) to scale decimals. */
bool dec_div(struct dec a, struct dec b, int power, unsigned scale,
             struct dec *out);
/* Half-up (away from zero) and towards zero, to fewer decimals. */
struct dec dec_round(struct dec d, unsigned scale);
struct dec dec_truncate(struct dec d, unsigned scale);
struct dec dec_strip(struct dec d); /* no trailing zeros behind the point */

#endif
