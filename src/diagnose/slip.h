/* SPDX-License-Identifier: MIT */
/*
 * Slips: how a printed number turns into another one.
 *
 * Floor 8, private to diagnose/.
 */
#ifndef GJ_DIAGNOSE_SLIP_H
#define GJ_DIAGNOSE_SLIP_H

#include "base/dec.h"

/* Name, as in README.md, of the slip that turns needed into stated, or NULL.
 * percent: the figure is a percentage, so that ratio and complement slips
 * are possible. */
const char *slip_find(struct dec stated, struct dec needed, bool percent);

#endif
