/* SPDX-License-Identifier: MIT */
/*
 * The built-in rules as they lie in memory once they are loaded.
 *
 * Floor 5.  embed/image.c, a program of the build, loads the rule files and
 * writes the result as C: a table whose pointers the linker fills in.  A
 * program that has it starts without reading a rule; one that has not (other
 * platforms, tests with checked arenas) loads the files.
 */
#ifndef GJ_RULES_IMAGE_H
#define GJ_RULES_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "gouji.h"

struct rules_image {
    const void *rules;   /* a struct gj_rules, in read-only memory */
    const void *regexes; /* for regex_set_decode() */
};

/* The image of gj_builtin_rules(), or NULL; in the file that embed writes. */
const struct rules_image *rules_builtin_image(void);

/* Are these files the built-in ones, as gj_builtin_rules() gave them, and is
 * there an image of them? */
bool rules_image_fits(const struct gj_file *files, size_t nfiles);

/* Fill rules, whose arena is ready, from the image. */
enum gj_status rules_image_load(struct gj_rules *rules, struct gj_error *err);

#endif
