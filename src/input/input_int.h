/* SPDX-License-Identifier: MIT */
/* Private to input/. */
#ifndef GJ_INPUT_INPUT_INT_H
#define GJ_INPUT_INPUT_INT_H

#include "input/input.h"

/* The language of messages; options may be NULL. */
static inline enum gj_lang
input_lang(const struct input_options *options)
{
    return options && options->lang == GJ_EN ? GJ_EN : GJ_ZH;
}

/* One message in both languages; a macro, so that the compiler still checks
 * the arguments of a format. */
#define input_say(lang, zh, en) ((lang) == GJ_EN ? (en) : (zh))

/* One encoding that is understood. */
struct encoding {
    const char *name;  /* as reported */
    const char *alias; /* another name that is understood, or NULL */
    const char *iconv; /* NULL: UTF-8, checked here */
};
/* By name or alias, in any case; NULL: unknown. */
const struct encoding *encoding_find(const char *name);
/* The encoding to take: the named one if that is not NULL, else by byte order
 * mark and pattern; *from is the length of the mark.  NULL: unknown name. */
const struct encoding *encoding_choose(const char *bytes, size_t len,
                                       const char *named, size_t *from);

/* Is the text UTF-16 without byte order mark?  "UTF-16LE", "UTF-16BE" or
 * NULL. */
const char *input_utf16_pattern(const char *bytes, size_t len);

/* Control characters where no text has them.  Only for bytes with NULs: a
 * text may be full of others. */
bool input_binary(const char *bytes, size_t len);

/* Of the multi-byte characters, are most of them valid UTF-8? */
bool input_mostly_utf8(const char *bytes, size_t len);

#endif
