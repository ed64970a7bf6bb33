/* SPDX-License-Identifier: MIT */
/*
 * What the parts of the SARIF report share.
 *
 * Floor 10, private to this folder.
 */
#ifndef GJ_REPORT_SARIF_H
#define GJ_REPORT_SARIF_H

#include "report/words.h"

const char *sarif_level(enum gj_severity severity);
/* text, or otherwise where it is NULL or empty: code scanning refuses empty
 * strings. */
const char *sarif_filled(const char *text, const char *otherwise);
/* key: {"text": text} */
void sarif_text(struct emit *e, const char *key, const char *text);
/* A reportingDescriptor. */
void sarif_rule(struct emit *e, const struct gj_rule *rule, enum gj_lang lang);

#endif
