/* SPDX-License-Identifier: MIT */
/*
 * One pass over the source.  A code point is folded by itself (fold.c), by
 * the table of traditional characters, or by the Unicode library where it is
 * a double of an ordinary ideograph; a few are folded with their neighbours.
 */
#include <string.h>

#include <utf8proc.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "text/text_int.h"

#define REPLACEMENT 0xFFFD
#define MAX_PINYIN  7 /* letters; combining marks do not count */

struct normalizer {
    const struct text_folds *folds;
    struct str in;
    size_t at;   /* byte of the source */
    uint32_t cp; /* its code point index */
    char *out;
    uint32_t *src;
    size_t len;
    uint32_t before;         /* the last code point written */
    bool before_traditional; /* it was folded by the table */
    struct text *text;       /* for the remarks */
};

static void
put_bytes(struct normalizer *n, uint32_t c, uint32_t cp)
{
    size_t width = utf8_put(c, n->out + n->len);

    for (size_t i = 0; i < width; i++)
        n->src[n->len++] = cp;
    n->before = c;
    n->before_traditional = false;
}

static void
remark(struct text *text, int kind, uint32_t cp)
{
    size_t i = 0;

    while (i < text->nremarks && (int)text->remarks[i].kind != kind)
        i++;
    if (i == text->nremarks) {
        text->remarks[i].cp = cp;
        text->remarks[i].kind = (unsigned)kind;
        text->nremarks++;
    }
    text->remarks[i].count++;
}

/* The plain form of a double, which is always a single character. */
static uint32_t
plain_ideograph(uint32_t cp)
{
    utf8proc_int32_t to[4];
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)cp, to, 4,
                                UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, NULL);

    return n == 1 ? (uint32_t)to[0] : cp;
}

static uint32_t
simplified(const struct text_folds *folds, uint32_t c)
{
    uint16_t to = folds && folds->fold && c < 0x10000 ? folds->fold[c] : 0;

    return to ? to : c;
}

/* What stands at byte i, folded by itself. */
static uint32_t
fold_at(const struct normalizer *n, size_t i, size_t *width)
{
    uint32_t cp;

    *width = 1;
    if (i >= n->in.len)
        return 0;
    cp = utf8_get(n->in.ptr + i, width);
    return cp < 0x80 ? cp : fold_char(cp);
}

/* Bytes of a bracket with pinyin whose opening bracket ends at byte i, up to
 * and with the closing one; 0 if it is none.  Without a tone mark it might be
 * a unit or the letter of a column, unless the character before is a
 * traditional one, which only annotated text spells out. */
static size_t
pinyin_at(const struct normalizer *n, size_t i, uint32_t *ncps)
{
    size_t start = i, letters = 0, marks = 0;
    bool tone = n->before_traditional;

    *ncps = 0;
    while (letters <= MAX_PINYIN && marks <= MAX_PINYIN) {
        size_t width;
        uint32_t c = fold_at(n, i, &width);
        bool mark = c >= 0x300 && c < 0x370;

        if (i >= n->in.len)
            return 0;
        i += width;
        ++*ncps;
        if (c == ')')
            return letters > 0 && tone ? i - start : 0;
        if (!fold_is_pinyin(c, &tone))
            return 0;
        letters += !mark;
        marks += mark;
    }
    return 0;
}

static void
put_newline(struct normalizer *n, uint32_t cp, bool was_cr)
{
    put_bytes(n, '\n', cp);
    if (was_cr && n->at < n->in.len && n->in.ptr[n->at] == '\n') {
        n->at++;
        n->cp++;
    }
}

/* A page break gets a line of its own. */
static void
put_page_break(struct normalizer *n, uint32_t cp)
{
    bool last = n->at == n->in.len;

    if (n->len > 0 && n->out[n->len - 1] != '\n')
        put_bytes(n, '\n', cp);
    put_bytes(n, '\f', cp);
    if (!last && n->in.ptr[n->at] != '\n' && n->in.ptr[n->at] != '\r')
        put_bytes(n, '\n', cp);
}

/* A sign that may be the first of two; the bytes of the one that stands for
 * both are shared out between them, so that the last byte leads to the last
 * of them. */
static void
put_comparison(struct normalizer *n, uint32_t c, uint32_t cp)
{
    size_t width;
    uint32_t both = fold_pair(c, fold_at(n, n->at, &width));

    if (both == 0) {
        put_bytes(n, c, cp);
        return;
    }
    put_bytes(n, both, cp);
    n->src[n->len - 1] = cp + 1;
    n->at += width;
    n->cp++;
}

static void
put_bracket(struct normalizer *n, uint32_t cp)
{
    uint32_t ncps;
    size_t pinyin = utf8_is_han(n->before) ? pinyin_at(n, n->at, &ncps) : 0;

    if (pinyin == 0) {
        put_bytes(n, '(', cp);
        return;
    }
    n->at += pinyin;
    n->cp += ncps;
}

static void
put_other(struct normalizer *n, uint32_t c, uint32_t cp)
{
    uint32_t plain = c;

    if (c >= 0x80)
        plain = simplified(n->folds, c);
    put_bytes(n, plain, cp);
    n->before_traditional = plain != c;
}

/* Take one code point, or the few that belong together. */
static void
step(struct normalizer *n)
{
    size_t width;
    uint32_t raw = utf8_get(n->in.ptr + n->at, &width);
    uint32_t cp = n->cp++, c;
    int kind;

    n->at += width;
    if (fold_is_foreign(raw, &kind)) {
        remark(n->text, kind, cp);
        put_bytes(n, REPLACEMENT, cp);
        return;
    }
    c = raw < 0x80 ? raw : fold_char(raw);
    if (c == FOLD_COMPAT)
        c = plain_ideograph(raw);
    if (c == FOLD_DROP)
        return;
    if (c == '\n' || c == '\r' || c == '\v')
        put_newline(n, cp, c == '\r');
    else if (c == '\f')
        put_page_break(n, cp);
    else if (c == '<' || c == '>' || c == '=')
        put_comparison(n, c, cp);
    else if (c == '(')
        put_bracket(n, cp);
    else
        put_other(n, c, cp);
}

/* ASCII that stays what it is, whatever stands beside it. */
static bool
is_plain(unsigned char c)
{
    return (c >= ' ' && c < 0x7F && c != '(' && (c < '<' || c > '>')) ||
           c == '\n' || c == '\t';
}

/* Most of a document: plain ASCII, and ideographs of the six blocks of lead
 * bytes in which fold.c changes nothing.  Stops at anything else. */
static void
take_plain(struct normalizer *n)
{
    const uint16_t *fold = n->folds ? n->folds->fold : NULL;
    const unsigned char *in = (const unsigned char *)n->in.ptr;
    size_t at = n->at, len = n->len;
    uint32_t cp = n->cp, c = n->before;

    while (at < n->in.len) {
        if (in[at] < 0x80) {
            if (!is_plain(in[at]))
                break;
            c = in[at++];
            n->out[len] = (char)c;
            n->src[len++] = cp++;
            continue;
        }
        if (in[at] < 0xE4 || in[at] > 0xE9)
            break;
        uint32_t han = (in[at] & 0x0Fu) << 12 | (in[at + 1] & 0x3Fu) << 6 |
                       (in[at + 2] & 0x3Fu);
        if (fold && fold[han])
            break;
        c = han;
        memcpy(n->out + len, in + at, 3);
        n->src[len] = n->src[len + 1] = n->src[len + 2] = cp++;
        len += 3;
        at += 3;
    }
    if (at == n->at)
        return;
    n->at = at;
    n->len = len;
    n->cp = cp;
    n->before = c;
    n->before_traditional = false;
}

/* Take out the blanks that are none. */
static void
join_words(struct normalizer *n)
{
    size_t to = 0;
    size_t marked = letterspace_mark(n->out, n->len);

    marked += unwrap_mark(n->out, n->len);
    if (marked == 0)
        return;
    for (size_t from = 0; from < n->len; from++) {
        if (n->out[from] == TEXT_MARK)
            continue;
        n->out[to] = n->out[from];
        n->src[to++] = n->src[from];
    }
    n->len = to;
}

/* Bytes that the result can have at most: only what is shorter than U+FFFD,
 * a page break, or an ideograph that moves to a higher plane can grow. */
static size_t
bound(struct str in)
{
    size_t n = in.len;

    for (size_t i = 0; i < in.len; i++) {
        unsigned char c = (unsigned char)in.ptr[i];

        if (c < 0x20 || (c >= '<' && c <= '>') || c == 0x7F)
            n += 2;
        else if (c == 0xC2 || c == 0xEF)
            n++;
    }
    return n;
}

static bool
line_too_long(struct str bytes)
{
    const char *p = bytes.ptr, *end = bytes.ptr + bytes.len;

    while ((size_t)(end - p) > LIMIT_LINE_BYTES) {
        const char *lf = memchr(p, '\n', LIMIT_LINE_BYTES + 1);

        if (!lf)
            return true;
        p = lf + 1;
    }
    return false;
}

enum gj_status
text_normalize(struct arena *arena, struct str bytes,
               const struct text_folds *folds, struct text *out,
               struct gj_error *err)
{
    size_t bad, room;
    enum gj_status status;
    struct normalizer n = { .folds = folds, .in = bytes, .text = out };

    *out = (struct text){ 0 };
    if (bytes.len == 0)
        n.in = bytes = STR("");
    if (bytes.len > LIMIT_DOCUMENT_BYTES)
        return limit_reached(arena, LIMIT_IS_DOCUMENT, err);
    if (line_too_long(bytes))
        return limit_reached(arena, LIMIT_IS_LINE, err);
    bad = utf8_check(bytes.ptr, bytes.len);
    if (bad < bytes.len)
        return err_set(err, GJ_INPUT, "invalid UTF-8 at byte %zu", bad);
    status = source_index(arena, bytes, &out->source, err);
    if (status)
        return status;
    room = bound(bytes);
    n.out = arena_alloc(arena, room + 1);
    n.src = arena_array(arena, room + 1, sizeof(*n.src));
    if (!n.out || !n.src)
        return err_memory(err, arena);
    for (;;) {
        take_plain(&n);
        if (n.at >= bytes.len)
            break;
        step(&n);
    }
    join_words(&n);
    n.out[n.len] = '\0';
    n.src[n.len] = (uint32_t)out->source.ncps;
    out->bytes = n.out;
    out->len = n.len;
    out->src = n.src;
    return GJ_OK;
}
