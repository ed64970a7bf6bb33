/* SPDX-License-Identifier: MIT */
/*
 * The tables of commands and options, for those who print them: help and
 * completion.
 *
 * Floor 12.
 */
#ifndef GJ_CLI_OPTIONS_H
#define GJ_CLI_OPTIONS_H

#include "cli/cli.h"

enum option_type {
    OPTION_FLAG, /* bool */
    OPTION_TEXT, /* const char *; the last one counts */
    OPTION_LIST, /* struct strings; may be repeated */
};

struct option {
    const char *name;
    char letter; /* or '\0' */
    enum option_type type;
    size_t offset; /* in struct settings */
    unsigned commands;
    const char *argument; /* for help; NULL for a flag */
    const char *help[2];
};

/* The i-th option, command; NULL past the end. */
const struct option *option_at(size_t i);
const struct command *command_at(size_t i); /* main.c */
/* The k-th word that the option takes with this command, *len bytes of it;
 * NULL past the end, and where any word will do. */
const char *option_value(const struct option *option,
                         const struct command *command, size_t k, size_t *len);
/* The k-th word that may follow the command, as `rules list`. */
const char *command_word(const struct command *command, size_t k, size_t *len);

#endif
