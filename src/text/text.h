/* SPDX-License-Identifier: MIT */
/*
 * The document in two forms: the source as it was given, and the normalized
 * text that every later stage reads.
 *
 * Floor 1.
 *
 * Every byte of normalized text knows the code point of the source that it
 * came from; nobody computes a position again.  Normalization is a chosen
 * list of foldings, not NFKC (which turns a list mark before a number into a
 * digit of it).
 *
 * In normalized text: lines end with '\n' (CR, CR LF and other line ends
 * folded; a form feed becomes a line holding only "\f"); digits, Latin
 * letters, colon, brackets, percent, comparison and arithmetic signs are
 * half-width ASCII (all of U+FF01..FF5E), except that a full-width comma stays
 * U+FF0C (it is no thousands separator) and a full-width semicolon U+FF1B;
 * 。、“”《》〔〕【】 stay; an em dash is U+2014, a minus, hyphen or en dash '-';
 * comparison variants, "=>" and "<=" too, are one of < > = U+2264 U+2265;
 * no-break and ideographic blanks are ' ', zero-width ones are gone; Kangxi
 * radicals and compatibility ideographs are plain ideographs; traditional
 * characters are simplified by the table; bracketed pinyin is gone; blanks
 * between single Han characters (letter-spaced words) and those that line
 * ends left in the sentences of tab-separated cells are gone; tabs stay;
 * other control characters and private-use characters are U+FFFD.
 * Circled numbers and superscripts stay as they are.
 */
#ifndef GJ_TEXT_TEXT_H
#define GJ_TEXT_TEXT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "gouji.h"

/* The original: code point index -> byte offset, and line starts. */
struct source {
    struct str bytes;
    const uint32_t *byte_of; /* [ncps + 1] */
    size_t ncps;
    const uint32_t *line_start; /* [nlines + 1], code point index */
    size_t nlines;              /* ended by LF, or by the end; at least one */
};

struct text {
    struct source source;
    const char *bytes;
    size_t len;
    /* [len + 1]: code point of the source; src[len] is the number of code
     * points.  The stretch [a, b) of text came from the code points
     * [src[a], src[b - 1] + 1): what was dropped behind it is not in it. */
    const uint32_t *src;
    /* Places (code points) and kinds of characters that are remarks. */
    struct text_remark {
        uint32_t cp;
        enum { REMARK_CONTROL, REMARK_NUL, REMARK_PRIVATE } kind;
        uint32_t count; /* of this kind on from here; one remark a kind */
    } remarks[3];
    size_t nremarks;
};

/* What a code point of the source becomes; from rules/text/. */
struct text_folds {
    const uint16_t *fold; /* [65536] code point -> code point; 0 = itself */
};

/* GJ_INPUT with the byte offset if bytes are not valid UTF-8; GJ_LIMIT beyond
 * LIMIT_DOCUMENT_BYTES.  bytes must stay until the arena is released. */
enum gj_status text_normalize(struct arena *arena, struct str bytes,
                              const struct text_folds *folds, struct text *out,
                              struct gj_error *err);

/* Place of the code points [from, to) of the source. */
struct gj_place source_place(const struct source *source, size_t from,
                             size_t to);
/* Those code points, verbatim. */
struct str source_slice(const struct source *source, size_t from, size_t to);

#endif
