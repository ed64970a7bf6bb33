/* SPDX-License-Identifier: MIT */
/*
 * The pipeline: one document, all stages.
 *
 * Floor 9.  Implements gouji.h.
 */
#ifndef GJ_AUDIT_AUDIT_H
#define GJ_AUDIT_AUDIT_H

#include "check/check.h"
#include "diagnose/diagnose.h"
#include "fact/fact.h"

struct gj_audit {
    const struct gj_results *kept; /* answers instead of all below */
    struct arena arena;
    struct gj_options options;
    struct document doc;
    struct result *results;
    size_t nresults;
    struct explanations explanations;

    /* What gouji.h hands out. */
    struct gj_document document;
    struct gj_figure *figures; /* [doc.figures.n]; findings_only: those of
                                * findings are filled */
    size_t nfigures;
    struct gj_relation *relations;
    size_t nrelations;
    struct gj_finding *findings;
    size_t nfindings;
    struct gj_notice *notices;
    size_t nnotices;
};

/* Fill the public arrays from the stages' results. */
enum gj_status audit_publish(struct gj_audit *audit, struct gj_error *err);
/* The public form of a figure, filled when it is first asked for. */
const struct gj_figure *audit_figure(struct gj_audit *audit, uint32_t figure);
/* Fingerprints of all findings, by rule, roles, texts and names. */
bool audit_fingerprint(struct gj_audit *audit);

#endif
