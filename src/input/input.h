/* SPDX-License-Identifier: MIT */
/*
 * Bytes of the outside world become UTF-8: files, folders, standard input;
 * detection of encoding and of file kinds that hold no text.
 *
 * Floor 11, outside the core: the only floor that opens documents.
 *
 * Nothing is guessed in silence: what cannot be decoded is an error with its
 * byte offset, and a file that holds no text is refused by its kind, with the
 * way to get the text out of it.
 */
#ifndef GJ_INPUT_INPUT_H
#define GJ_INPUT_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"
#include "gouji.h"

/* Largest file that is read.  The core has a lower limit for documents; this
 * one keeps an endless device from eating the machine. */
#define INPUT_MAX LIMIT_FILE_BYTES

struct input_options {
    const char *encoding; /* NULL: detect */
    enum gj_lang lang;    /* of error messages */
};

/* Decoded text: UTF-8 without byte order mark, malloc()ed. */
struct input_text {
    char *bytes;
    size_t len;
    const char *encoding; /* "UTF-8", "UTF-16LE", "GB18030", "Big5" */
};

/* Decode by byte order mark, else as strict UTF-8, UTF-16 by its pattern, or
 * strict GB18030.  options may be NULL.  GJ_INPUT names the kind of a refused
 * file with the way to text, or the byte offset of damage. */
enum gj_status input_decode(const char *bytes, size_t len,
                            const struct input_options *options,
                            struct input_text *out, struct gj_error *err);
void input_text_free(struct input_text *text);

/* The name of the encoding that input_decode() would take for these bytes
 * (named: NULL to detect); *from is the length of the byte order mark that it
 * would skip.  NULL: no such encoding. */
const char *input_choose(const char *bytes, size_t len, const char *named,
                         size_t *from);

/* GJ_INPUT if the bytes hold no text: what they are, and the way to text. */
enum gj_status input_refused(const char *bytes, size_t len,
                             const struct input_options *options,
                             struct gj_error *err);

/* Is there such an encoding?  i-th name for help, NULL past the end. */
bool input_encoding_known(const char *name);
const char *input_encoding_at(size_t i);

/* What a file that holds no text is, by its first bytes. */
struct input_kind {
    const char *name;    /* "PDF", "Word (docx)" ... */
    const char *hint[2]; /* how to get the text, by enum gj_lang */
};
/* NULL: nothing speaks against text. */
const struct input_kind *input_sniff(const char *bytes, size_t len);

/* Whole file ("-" = standard input) into *bytes, malloc()ed, NUL added. */
enum gj_status input_read(const char *path,
                          const struct input_options *options, char **bytes,
                          size_t *len, struct gj_error *err);

struct input_path {
    char *name;
    const char *shown; /* name in results, where it is another; borrowed */
    bool no_reports;   /* a folder in which no file was wanted */
    bool walked;       /* found in a folder, not named */
};

/* Paths to read, in output order. */
struct input_list {
    struct input_path *paths;
    size_t n, cap;
    size_t skipped; /* files in folders that no pattern names */
};
struct input_filter {
    const char *const *include; /* globs added to *.txt *.text *.md */
    size_t ninclude;
    bool only; /* nothing but include */
};
/* Add a file, a folder (walked, links not followed) or "-".  A path that
 * cannot be read is added too and fails when it is read. */
enum gj_status input_add(struct input_list *list, const char *path,
                         const struct input_filter *filter,
                         struct gj_error *err);
/* Bytewise by path as shown, each path once. */
void input_sort(struct input_list *list);
void input_list_free(struct input_list *list);

/* Nothing but blanks (U+3000 and U+00A0 among them) is no text. */
bool input_blank(const char *bytes, size_t len);
/* A remark on an input as a whole, as if on its first character. */
struct gj_notice input_remark(const char *code, const char *message);
/* That there is no text, or in a folder no report. */
struct gj_notice input_no_text(bool no_reports, enum gj_lang lang);

/* Give a message of the core, which is English, in the language. */
void input_localize(struct gj_error *err, enum gj_lang lang);

/* Hex SHA-256 of bytes. */
void input_sha256(const char *bytes, size_t len, char out[65]);

/* Offset of the first byte that is not valid UTF-8, or len. */
size_t input_utf8_check(const char *bytes, size_t len);

#endif
