/* SPDX-License-Identifier: MIT */
/* Fields: what stands between blanks, a number and its unit being one. */
#include "layout/layout_int.h"

#include "base/utf8.h"

#include <string.h>

/* ---- words ---- */

static bool
set_fill(struct arena *arena, struct word_set *set, const struct str *words,
         size_t n)
{
    size_t size = 64;

    while (size < n * 2 + 1)
        size *= 2;
    set->words = words;
    set->slots = arena_array(arena, size, sizeof(uint32_t));
    if (!set->slots)
        return false;
    set->mask = size - 1;
    for (size_t i = 0; i < n; i++) {
        size_t slot = str_hash(words[i]) & set->mask;

        while (set->slots[slot])
            slot = (slot + 1) & set->mask;
        set->slots[slot] = (uint32_t)i + 1;
    }
    return true;
}

bool
words_index(struct layout_work *w)
{
    return set_fill(w->arena, &w->headers, w->words->header,
                    w->words->nheader) &&
           set_fill(w->arena, &w->units, w->words->unit, w->words->nunit);
}

static bool
set_has(const struct word_set *set, struct str s)
{
    size_t slot = str_hash(s) & set->mask;

    for (; set->slots[slot]; slot = (slot + 1) & set->mask) {
        if (str_eq(set->words[set->slots[slot] - 1], s))
            return true;
    }
    return false;
}

/* Copy without blanks, as much as fits; *cut: where its first bracket is that
 * does not begin it. */
static size_t
word_squeeze(const char *p, size_t len, char word[64], size_t *cut)
{
    size_t n = 0;

    *cut = SIZE_MAX;
    for (size_t i = 0; i < len && n < 64; i++) {
        if (p[i] == ' ' || p[i] == '\t')
            continue;
        if (p[i] == '(' && n && *cut == SIZE_MAX)
            *cut = n;
        word[n++] = p[i];
    }
    return n;
}

static bool
begins_with_year(struct str s)
{
    return s.len > 7 && cp_is_digit((unsigned char)s.ptr[0]) &&
           cp_is_digit((unsigned char)s.ptr[3]) &&
           memcmp(s.ptr + 4, "\xe5\xb9\xb4", 3) == 0;
}

/* Without blanks, a year in front and brackets behind: "2023 budget (A)". */
bool
bytes_are_header(const struct layout_work *w, const char *p, size_t len)
{
    char word[64];
    struct str s = { word, 0 };
    size_t cut;

    if (len > 120)
        return false;
    s.len = word_squeeze(p, len, word, &cut);
    if (set_has(&w->headers, s))
        return true;
    if (cut < s.len && s.ptr[s.len - 1] == ')')
        s.len = cut;
    if (begins_with_year(s))
        s = str_sub(s, 7, s.len);
    while (s.len && (s.ptr[s.len - 1] == ':' || s.ptr[s.len - 1] == '*'))
        s.len--;
    return s.len && set_has(&w->headers, s);
}

bool
parts_are_header(const struct layout_work *w, struct str a, struct str b)
{
    char bytes[64];

    if (a.len + b.len > sizeof(bytes))
        return false;
    memcpy(bytes, a.ptr, a.len);
    memcpy(bytes + a.len, b.ptr, b.len);
    return bytes_are_header(w, bytes, a.len + b.len);
}

struct str
text_str(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    return (struct str){ w->text->bytes + begin, end - begin };
}

bool
text_is_header(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    return bytes_are_header(w, w->text->bytes + begin, end - begin);
}

/* ---- values ---- */

static bool
cp_compares(uint32_t cp)
{
    return cp == '<' || cp == '>' || cp == '=' || cp == 0x2264 ||
           cp == 0x2265 || cp == '~' || cp == 0x2248 || cp == 0xb1;
}

/* A dash, a slash or (the dash as OCR reads it) U+4E00, alone. */
static bool
filler(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    uint32_t width, cp;

    if (end - begin > 12 || begin == end)
        return false;
    for (uint32_t at = begin; at < end; at += width) {
        cp = text_cp(w, at, end, &width);
        if (!cp_is_dash(cp) && cp != '/' && cp != 0x4e00 && cp != '*')
            return false;
    }
    return true;
}

bool
text_is_ordinal(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    const char *p = w->text->bytes;
    uint32_t at = begin + 1;

    if (end - begin < 3 || end - begin > 40 || p[begin] != '(')
        return false;
    while (at < end && cp_is_digit((unsigned char)p[at]))
        at++;
    return at > begin + 1 && at < end && p[at] == ')' &&
           (at + 1 == end || p[at + 1] == '=');
}

bool
unit_has(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    struct str s = { w->text->bytes + begin, end - begin };

    return s.len <= 24 && set_has(&w->units, s);
}

/* Part of a number: digits, their signs, range dashes. */
static bool
number_part(uint32_t cp)
{
    return cp_is_digit(cp) || cp == '.' || cp == ',' || cp == '%' ||
           cp == 0x2030 || cp == '+' || cp == '*' || cp_is_dash(cp) ||
           cp_compares(cp) || cp == '/' || cp == ' ' || cp == 0xff05;
}

/* A number with comparison signs, and at most a short unit behind it: two
 * characters, four behind a comparison, or one of the words. */
bool
text_is_value(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    uint32_t at = begin, width, cp, unit = 0, limit = 2;
    bool digit = false;

    if (end - begin > 64)
        return false;
    if (filler(w, begin, end))
        return true;
    for (; at < end; at += width) {
        cp = text_cp(w, at, end, &width);
        if (!number_part(cp))
            break;
        digit = digit || cp_is_digit(cp);
        limit = cp_compares(cp) ? 4 : limit;
    }
    if (!digit)
        return false;
    if (at >= end || unit_has(w, at, end))
        return true;
    for (; at < end && unit < limit; at += width, unit++) {
        cp = text_cp(w, at, end, &width);
        if (!utf8_is_han(cp) && cp != '/' && cp != 0x33a1 && cp != ' ')
            return false;
    }
    return at >= end;
}

/* ---- fields ---- */

static bool
blank(char c)
{
    return c == ' ' || c == '\t';
}

static uint32_t
word_end(const struct layout_work *w, uint32_t at, uint32_t end)
{
    const char *p = w->text->bytes;

    while (at < end && !blank(p[at]))
        at++;
    return at;
}

static bool
only_signs(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    uint32_t width;

    if (end - begin > 8)
        return false;
    for (uint32_t at = begin; at < end; at += width) {
        if (!cp_compares(text_cp(w, at, end, &width)))
            return false;
    }
    return true;
}

/* One character of Chinese text? */
static bool
is_single(const struct layout_work *w, uint32_t begin, uint32_t end)
{
    uint32_t width;

    return begin < end && utf8_is_han(text_cp(w, begin, end, &width)) &&
           begin + width == end;
}

/* Does the blank between a field and the next word split no cells? */
static bool
blank_inside(const struct layout_work *w, const struct field *field,
             uint32_t next, uint32_t next_end)
{
    uint32_t width;
    uint32_t last = text_cp_before(w, field->begin, field->end);
    uint32_t first = text_cp(w, next, next_end, &width);

    if (cp_is_letter(last) && cp_is_letter(first))
        return true;
    if (is_single(w, field->begin, field->end) && is_single(w, next, next_end))
        return !filler(w, field->begin, field->end) &&
               !unit_has(w, next, next_end);
    if (cp_closes(first) && first != '%' && first != ']' && first != ')')
        return true;
    if (only_signs(w, field->begin, field->end))
        return cp_is_digit(first);
    if (!field->value || filler(w, field->begin, field->end))
        return false;
    if (last == '.')
        return cp_is_digit(first);
    if (first == '%' || first == 0x2030)
        return cp_is_digit(last);
    return unit_has(w, next, next_end);
}

bool
field_next(const struct layout_work *w, uint32_t *at, uint32_t end,
           struct field *out)
{
    const char *p = w->text->bytes;
    uint32_t next, next_end;

    while (*at < end && blank(p[*at]))
        (*at)++;
    if (*at >= end)
        return false;
    *out = (struct field){ .begin = *at, .end = word_end(w, *at, end) };
    out->value = text_is_value(w, out->begin, out->end);
    for (;;) {
        next = out->end;
        while (next < end && p[next] == ' ')
            next++;
        if (next >= end || blank(p[next]))
            break;
        next_end = word_end(w, next, end);
        if (!blank_inside(w, out, next, next_end))
            break;
        out->end = next_end;
        out->value = text_is_value(w, out->begin, out->end);
    }
    *at = out->end;
    return true;
}

/* Columns of a field, and whether a sentence pauses in it. */
static uint32_t
columns_of(const struct layout_work *w, const struct field *f, bool *pauses)
{
    uint32_t columns = 0, width, cp;

    *pauses = false;
    for (uint32_t at = f->begin; at < f->end; at += width) {
        cp = text_cp(w, at, f->end, &width);
        columns += cp_columns(cp);
        *pauses = *pauses || cp_pauses(cp);
    }
    return columns;
}

static bool
is_bare(const struct layout_work *w, const struct field *f)
{
    uint32_t last = text_cp_before(w, f->begin, f->end);

    return !utf8_is_han(last) && !cp_is_dash(last);
}

/* Returns whether it heads a column. */
static bool
text_note(const struct layout_work *w, struct line *line,
          const struct field *f, bool behind_value)
{
    bool header = text_is_header(w, f->begin, f->end);
    bool pauses;
    uint32_t columns = columns_of(w, f, &pauses);

    line->nturns += behind_value;
    line->npauses += pauses;
    if (header)
        line->nheaders++;
    if (columns > line->widest)
        line->widest = (uint16_t)(columns < 60000 ? columns : 60000);
    return header;
}

void
line_fields(const struct layout_work *w, struct line *line)
{
    uint32_t at = line->mark.end ? line->mark.end : line->begin;
    bool value = false, bare = false, was_bare;
    uint16_t heads = 0;
    struct field f, last = { 0 };

    line->nfields = line->nvalues = line->nheaders = line->nturns = 0;
    line->nbare = line->npairs = line->npauses = line->widest = 0;
    line->headrun = 0;
    while (line->nfields < UINT16_MAX && field_next(w, &at, line->end, &f)) {
        line->nfields++;
        was_bare = bare;
        bare = f.value && is_bare(w, &f);
        if (f.value) {
            line->nvalues++;
            heads = 0;
            line->nbare += bare;
            if (bare && was_bare)
                line->npairs++;
        } else if (text_note(w, line, &f, value)) {
            if (!str_eq(text_str(w, f.begin, f.end),
                        text_str(w, last.begin, last.end)))
                heads++;
        } else {
            heads = 0;
        }
        line->headrun = heads > line->headrun ? heads : line->headrun;
        value = f.value;
        last = f;
    }
    line->ends_value = value;
}
