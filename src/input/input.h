/* SPDX-License-Identifier: MIT */
/*
 * Bytes of the outside world become UTF-8: files, folders, standard input;
 * detection of encoding and of file kinds that hold no text.
 *
 * Floor 11, outside the core: the only floor that opens files.
 */
#ifndef GJ_INPUT_INPUT_H
#define GJ_INPUT_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "gouji.h"

/* Decoded text: UTF-8 without byte order mark, malloc()ed. */
struct input_text {
    char *bytes;
    size_t len;
    const char *encoding; /* "UTF-8", "UTF-16LE", "GB18030", "Big5" */
};

/* Decode as CONTRACT says.  encoding NULL: detect.  GJ_INPUT names the kind
 * of a refused file with the way to text, or the byte offset of damage. */
enum gj_status input_decode(const char *bytes, size_t len,
                            const char *encoding, struct input_text *out,
                            struct gj_error *err);
void input_text_free(struct input_text *text);

/* Whole file ("-" = standard input) into *bytes, malloc()ed, NUL added. */
enum gj_status input_read(const char *path, char **bytes, size_t *len,
                          struct gj_error *err);

/* Paths to read, in output order. */
struct input_list {
    char **paths;
    size_t n, cap;
    size_t skipped; /* files in folders that no pattern names */
};
struct input_filter {
    const char *const *include; /* globs added to *.txt *.text *.md */
    size_t ninclude;
};
/* Add a file, a folder (walked in bytewise order, links not followed) or "-".
 * A path that cannot be read is added too and fails when it is read. */
enum gj_status input_add(struct input_list *list, const char *path,
                         const struct input_filter *filter,
                         struct gj_error *err);
void input_list_free(struct input_list *list);

/* Hex SHA-256 of bytes. */
void input_sha256(const char *bytes, size_t len, char out[65]);

#endif
