/* SPDX-License-Identifier: MIT */
/*
 * The web of relations of a document: which relations use a figure, and what
 * becomes of them when figures have other values.
 *
 * Floor 8, private to diagnose/.
 */
#ifndef GJ_DIAGNOSE_WEB_H
#define GJ_DIAGNOSE_WEB_H

#include "base/limits.h"
#include "check/check.h"

#define WEB_TERMS LIMIT_WEB_TERMS
#define WEB_USES  LIMIT_WEB_USES

struct web {
    struct document *doc;
    const struct result *results;
    size_t n;
    /* Results that use a figure: first[figure], chained by next. */
    uint32_t *first; /* [nfigures]: a use or FACT_NONE */
    struct use {
        uint32_t result, term, next;
    } * uses;
    struct quantity *scratch; /* [WEB_TERMS] */
    bool loose;               /* a value that was cut off satisfies, too */
    bool limited;             /* a limit left something out */
    size_t work;              /* terms evaluated so far */
};

/* A figure with another value, in the sign that is printed. */
struct web_change {
    uint32_t figure;
    struct dec value;
};

/* NULL when out of memory. */
struct web *web_new(struct document *doc, const struct result *results,
                    size_t n);
/* Can the relation be evaluated and turned around? */
bool web_takes(const struct result *r);
/* The terms of a relation with these changes, in web->scratch. */
void web_load(struct web *web, const struct result *r,
              const struct web_change *changes, size_t n);
enum gj_verdict web_verdict(struct web *web, const struct result *r,
                            const struct web_change *changes, size_t n);
/* A falling change enters its equation with a minus sign that is not printed:
 * a value between the sign of the print and that of the equation. */
struct dec web_sign(const struct web *web, const struct bound *bound,
                    struct dec value);
/* Does the relation hold, and not only because two quantities of which one
 * bounds the other happen to be equal? */
bool web_witness(const struct web *web, const struct result *r);
/* Is all the work done that may be done for one document? */
bool web_exhausted(struct web *web);
/* Evaluate the relation with the values in web->scratch. */
struct outcome web_evaluate(struct web *web, const struct result *r);
bool web_uses_figure(const struct result *r, uint32_t figure);

#endif
