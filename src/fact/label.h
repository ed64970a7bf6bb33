/* SPDX-License-Identifier: MIT */
/*
 * The words that name a quantity, cut out of the text left of its figure.
 *
 * Floor 6, private to fact/.
 */
#ifndef GJ_FACT_LABEL_H
#define GJ_FACT_LABEL_H

#include "fact/fact.h"

/* Label of a figure in prose: the stretch of its clause behind the previous
 * figure, without connectors in front and verbs behind. May be empty. */
struct str label_of(const struct document *doc, uint32_t figure);

/* Year that the figure's clause names (2023), or 0; *last is set when the
 * clause speaks of the year before. */
int32_t year_of(const struct document *doc, uint32_t figure, bool *last);

/* First four-digit year in a text, or 0. */
int32_t year_in(struct str text);

#endif
