/* SPDX-License-Identifier: MIT */
/*
 * "What if": figures read as other values, and what that silences.
 *
 * Floor 9, private to audit/.
 */
#ifndef GJ_AUDIT_ASSUME_H
#define GJ_AUDIT_ASSUME_H

#include "audit/audit.h"

/* Give the figures of the options' assumptions their values, before anything
 * was made of them.  GJ_INPUT if one fits no figure or cannot be read. */
enum gj_status assume_apply(struct gj_audit *a, struct gj_error *err);
/* What was assumed, and how the findings differ from those before.  False when
 * out of memory. */
bool assume_publish(struct gj_audit *a, const struct gj_audit *before);

#endif
