/* SPDX-License-Identifier: MIT */
/*
 * What the words around a share say of its total.
 *
 * Floor 7, private to check/.
 */
#ifndef GJ_CHECK_SHARE_H
#define GJ_CHECK_SHARE_H

#include "check/check.h"

/* The words between the word of share and the figure, which name the base. */
struct str share_base(const struct document *doc, uint32_t rate);
/* No words, or words that can only mean the total at hand. */
bool share_base_plain(const struct document *doc, uint32_t rate);
/* "r% of the total of 500": the amount between the word of share and the
 * share itself, or FACT_NONE. */
uint32_t share_whole_said(const struct document *doc, uint32_t rate);
/* "78% of the total of 2365; 456, 19%": the total that an earlier share of
 * the sentence is said to be of, or FACT_NONE. */
uint32_t share_whole_before(const struct document *doc, uint32_t rate);
/* "a 3, 30%; b 7, 70%; 10 in all": the total behind its parts, or
 * FACT_NONE. */
uint32_t share_total_behind(const struct document *doc, uint32_t rate);

#endif
