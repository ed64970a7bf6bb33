/* SPDX-License-Identifier: MIT */
/*
 * The pattern language of rules/indicators: a small, safe part of regular
 * expressions with macros for figures, gaps and word lists.
 *
 * Floor 5.  rules/README.md is the manual.
 *
 * A pattern is parsed into a tree; the tree is checked, turned into a PCRE2
 * expression, and asked for the literal texts it can start with.  What could
 * make matching slow (unbounded or nested repeats, a start that is no word)
 * has no way through.
 */
#ifndef GJ_RULES_PATTERN_H
#define GJ_RULES_PATTERN_H

#include "rules/json.h"
#include "rules/rules.h"

/* What a pattern became, and what the loader needs to know about it. */
struct pattern_source {
    struct str regex;         /* for regex_compile() */
    const struct str *groups; /* names of the capture groups 1, 2 ... */
    size_t ngroups;
    const struct str *starts; /* literal texts, none a prefix of another */
    size_t nstarts;
    size_t reach;         /* a match has at most so many bytes */
    bool has_figure;      /* a match always holds a figure */
    unsigned first_kinds; /* that the first figure can have, as bits */
    bool has_border;      /* a match may hold 。 ； or a border */
};

/* {list:NAME} and {is} look into the word lists of rules.  Errors go to in.
 */
bool pattern_parse(struct json_in *in, const struct gj_rules *rules,
                   struct str match, struct pattern_source *out);

#endif
