/* SPDX-License-Identifier: MIT */
/* The words that layout knows: heads of columns and units. */
#include "layout/layout_int.h"

#include <string.h>

/* ---- words ---- */

/* Hash of a first character of three bytes. */
static unsigned
start_of(const char *p)
{
    return ((unsigned char)p[1] * 7u + (unsigned char)p[2]) & 255u;
}

static bool
is_three(const char *p, size_t len)
{
    return len > 2 && (unsigned char)p[0] >= 0xE0 &&
           (unsigned char)p[0] < 0xF0;
}

/* Do no words start with the character that stands first in p? */
static bool
none_starts(const struct word_set *set, const char *p, size_t len)
{
    unsigned start;

    while (len && (*p == ' ' || *p == '\t')) {
        p++;
        len--;
    }
    if (len && (unsigned char)*p < 0x80) /* may go on with a year */
        return !set->ascii[(unsigned char)*p] &&
               !(cp_is_digit((unsigned char)*p) && len > 7);
    if (!is_three(p, len))
        return false;
    start = start_of(p);
    return !(set->starts[start / 64] >> start % 64 & 1);
}

static bool
set_fill(struct arena *arena, struct word_set *set, const struct str *words,
         size_t n)
{
    size_t size = 64;

    while (size < n * 2 + 1)
        size *= 2;
    set->words = words;
    set->longest = 0;
    set->slots = arena_array(arena, size, sizeof(uint32_t));
    if (!set->slots)
        return false;
    set->mask = size - 1;
    for (size_t i = 0; i < n; i++) {
        size_t slot = str_hash(words[i]) & set->mask;
        unsigned start =
            is_three(words[i].ptr, words[i].len) ? start_of(words[i].ptr) : 0;

        if (words[i].len > set->longest)
            set->longest = words[i].len;
        set->starts[start / 64] |= UINT64_C(1) << start % 64;
        if (words[i].len && (unsigned char)words[i].ptr[0] < 0x80)
            set->ascii[(unsigned char)words[i].ptr[0]] = true;

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
    size_t slot;

    if (s.len > set->longest)
        return false;
    slot = str_hash(s) & set->mask;
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

    if (len > 120 || none_starts(&w->headers, p, len))
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
