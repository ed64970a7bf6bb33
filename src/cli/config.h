/* SPDX-License-Identifier: MIT */
/*
 * gouji.json: what a house has settled for the documents below a folder.
 *
 *     {
 *       "schema": "gouji.config/1",
 *       "strict": true,
 *       "fail_on": "warning",
 *       "min_coverage": 60,
 *       "select": ["GJ1*"],
 *       "ignore": ["share"],
 *       "rules": {"GJ101": "warning", "balance": "off"},
 *       "packs": {"gd-project": "off"},
 *       "exclude": ["drafts", "old/2019"],
 *       "terms": {"spent": ["列支数"]},
 *       "add_rules": ["rules.d"]
 *     }
 *
 * All members may be left out.  Anything else is an error with its JSON path:
 * a setting with a typing error must not be a setting that is not made.
 */
#ifndef GJ_CLI_CONFIG_H
#define GJ_CLI_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "gouji.h"

/* One member of "rules", "packs" or "terms": each value a pair of its own. */
struct config_pair {
    char *name, *value;
};
struct config_pairs {
    struct config_pair *items;
    size_t n, cap;
};
struct config_list {
    char **items;
    size_t n, cap;
};

struct config {
    bool has_strict, strict;
    char *fail_on; /* "notice", "warning", "error", "never", or NULL */
    bool has_coverage;
    unsigned min_coverage; /* percent */
    bool has_select, has_ignore;
    struct config_list select, ignore; /* codes, ids, globs */
    struct config_list exclude;        /* globs */
    struct config_list add_rules;      /* folders, as written */
    struct config_pairs rules;         /* value: off, or a severity */
    struct config_pairs packs;         /* value: on, off */
    struct config_pairs terms;         /* name: id of an indicator */
};

/* Read the bytes of a file.  False with *err ("/rules/GJ101: ...") in lang;
 * *out is to be freed either way.  Names of rules, packs and indicators are
 * not looked up here. */
bool config_parse(const char *bytes, size_t len, enum gj_lang lang,
                  struct config *out, struct gj_error *err);
void config_free(struct config *config);

#endif
