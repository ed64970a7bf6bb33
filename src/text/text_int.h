/* SPDX-License-Identifier: MIT */
/* What the files of this floor share. */
#ifndef GJ_TEXT_TEXT_INT_H
#define GJ_TEXT_TEXT_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "text/text.h"

/* Answers of fold_char() that are no code points. */
#define FOLD_DROP   UINT32_C(0x110000) /* zero width: nothing is left */
#define FOLD_COMPAT UINT32_C(0x110001) /* ask the Unicode library */

/* What a code point becomes, whatever stands beside it. */
uint32_t fold_char(uint32_t cp);
/* Does it become U+FFFD with a remark?  Sets *kind. */
bool fold_is_foreign(uint32_t cp, int *kind);
/* One sign for two ("=>", "<="), or 0. */
uint32_t fold_pair(uint32_t first, uint32_t second);
/* Digits and letters, half-width. */
bool fold_is_alnum(uint32_t cp);
/* A letter that pinyin is written with; *tone if it carries a tone mark. */
bool fold_is_pinyin(uint32_t cp, bool *tone);

/* Fill *out for valid UTF-8. */
enum gj_status source_index(struct arena *arena, struct str bytes,
                            struct source *out, struct gj_error *err);

/* Stands for a byte that is to be taken out: blanks are marked first and
 * dropped at the end, for the search for them looks back. */
#define TEXT_MARK '\x01'

/* Mark the blanks inside letter-spaced words, and those that line ends left in
 * the sentences of cells between tabs; return how many. */
size_t letterspace_mark(char *bytes, size_t len);
size_t unwrap_mark(char *bytes, size_t len);

#endif
