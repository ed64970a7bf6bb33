/* SPDX-License-Identifier: MIT */
/*
 * Profiles: what is in force for a document, from the command line, else from
 * the gouji.json nearest above it, else by default.
 */
#ifndef GJ_CLI_PROFILE_H
#define GJ_CLI_PROFILE_H

#include "cli/cli.h"
#include "cli/config.h"

struct profile {
    char *file; /* gouji.json, absolute, or as --config names it; NULL: none */
    struct config config;
    const struct gj_rules *rules;
    struct gj_rules *own; /* the same, where the file changes them */
    struct strings select, ignore;
    struct gj_level *levels;
    size_t nlevels;
    bool strict;
    int fail_on;
    unsigned min_coverage;
    char key[65]; /* digest of all that can change a result */
};

struct profiles;

/* Loads the rules, and the file of --config.  NULL after a complaint. */
struct profiles *profiles_new(const struct settings *s);
void profiles_free(struct profiles *all);
/* The rules of all that are known so far, for many documents. */
void profiles_hurry(struct profiles *all);
/* Of a document, by its path ("-": where we stand); NULL after a complaint.
 * Lives as long as the profiles. */
const struct profile *profile_for(struct profiles *all, const char *path);
/* Of no document: the command line and --config alone. */
const struct profile *profile_base(const struct profiles *all);
/* Does the file of the profile exclude this path? */
bool profile_excludes(const struct profile *profile, const char *path);

#endif
