/* SPDX-License-Identifier: MIT */
/*
 * All limits: what a document, a rule file or a folder can make the program
 * do, at most.
 *
 * Floor 0.
 *
 * They stand far above any report, and below what a machine has: beyond one
 * of them the work ends with GJ_LIMIT and a message that names it, or (the
 * second part) goes on without the rest and a notice says so.
 */
#ifndef GJ_BASE_LIMITS_H
#define GJ_BASE_LIMITS_H

#include <stddef.h>

#include "base/arena.h"
#include "gouji.h"

/* ---- the work ends ---- */

#define LIMIT_FILE_BYTES     ((size_t)512 << 20) /* as read, any encoding */
#define LIMIT_DOCUMENT_BYTES ((size_t)64 << 20)  /* as UTF-8 */
#define LIMIT_LINE_BYTES     ((size_t)32 << 20)
#define LIMIT_FIGURES        ((size_t)4 << 20)
#define LIMIT_CELLS          ((size_t)8 << 20) /* of all tables */
#define LIMIT_RELATIONS      ((size_t)4 << 20) /* tried, holding ones too */
#define LIMIT_MEMORY         ((size_t)6 << 30) /* of one document */

#define LIMIT_RULE_FILES      10000
#define LIMIT_RULE_FILE_BYTES ((size_t)8 << 20)
#define LIMIT_RULE_MEMORY     ((size_t)256 << 20)
#define LIMIT_ROLES           4096

/* A pattern that could need more is refused when it is loaded. */
#define LIMIT_PATTERN_DEPTH  16    /* groups in groups */
#define LIMIT_PATTERN_REPEAT 200   /* {n,m} */
#define LIMIT_PATTERN_WORK   60000 /* repeats and gaps, multiplied */

/* ---- it goes on, and a notice says so ---- */

#define LIMIT_FINDINGS      2000   /* too-many-findings */
#define LIMIT_PATTERN_STEPS 100000 /* of one match: pattern-limit */
#define LIMIT_PATTERN_KIB   8192   /* heap of one match: pattern-limit */

/* ---- it looks at no more than so many: an explanation fewer, and a notice
 * says so ---- */

#define LIMIT_WEB_USES  64  /* relations of one figure: web-limit */
#define LIMIT_WEB_TERMS 200 /* of a sum that is turned around: web-limit */
#define LIMIT_WEB_WORK  ((size_t)10000000) /* terms evaluated: web-limit */

enum limit {
    LIMIT_IS_NONE,
    LIMIT_IS_FILE,
    LIMIT_IS_DOCUMENT,
    LIMIT_IS_LINE,
    LIMIT_IS_FIGURES,
    LIMIT_IS_CELLS,
    LIMIT_IS_RELATIONS,
    LIMIT_IS_MEMORY,
    LIMIT_IS_RULE_FILES,
    LIMIT_IS_RULE_FILE,
    LIMIT_IS_RULE_MEMORY,
};

/* Set *err (may be NULL, the first error wins) to GJ_LIMIT and the message in
 * a language; returns GJ_LIMIT. */
enum gj_status limit_error(struct gj_error *err, enum limit which,
                           enum gj_lang lang);

/* The same for GJ_NOMEM. */
enum gj_status memory_error(struct gj_error *err, enum gj_lang lang);

/* As limit_error() in English; the arena remembers, so that whoever knows the
 * language of the user can say it again. */
enum gj_status limit_reached(struct arena *arena, enum limit which,
                             struct gj_error *err);

#endif
