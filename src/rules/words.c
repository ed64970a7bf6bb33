/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/utf8.h"
#include "rules/load_int.h"

/* Bit of a character in a filter of 128. */
static unsigned
filter_bit(struct str s, size_t from, size_t to)
{
    uint32_t hash = 0;

    for (size_t i = from; i < to; i++)
        hash = hash * 31 + (unsigned char)s.ptr[i];
    return (hash * UINT32_C(2654435761)) >> 25;
}

static bool
filter_has(const uint64_t filter[2], unsigned bit)
{
    if (!(filter[0] | filter[1]))
        return true; /* a list that was made by hand */
    return filter[bit / 64] >> (bit % 64) & 1;
}

static size_t
char_end(struct str s, size_t off)
{
    do
        off++;
    while (off < s.len && ((unsigned char)s.ptr[off] & 0xC0) == 0x80);
    return off;
}

static unsigned
first_bit(struct str s, size_t off)
{
    return filter_bit(s, off, char_end(s, off));
}

static unsigned
last_bit(struct str s, size_t end)
{
    return filter_bit(s, utf8_back(s.ptr, end), end);
}

void
wordlist_index(struct wordlist *list)
{
    for (size_t i = 0; i < list->n; i++) {
        unsigned first = first_bit(list->words[i], 0);
        unsigned last = last_bit(list->words[i], list->words[i].len);

        list->first[first / 64] |= UINT64_C(1) << (first % 64);
        list->last[last / 64] |= UINT64_C(1) << (last % 64);
    }
}

size_t
words_at(const struct wordlist *list, struct str s, size_t off)
{
    struct str rest;

    if (off >= s.len || list->n == 0 ||
        !filter_has(list->first, first_bit(s, off)))
        return 0;
    rest = str_sub(s, off, s.len);
    for (size_t i = 0; i < list->n; i++)
        if (str_starts(rest, list->words[i]))
            return list->words[i].len;
    return 0;
}

size_t
words_before(const struct wordlist *list, struct str s, size_t end)
{
    struct str head = str_sub(s, 0, end);

    if (head.len == 0 || list->n == 0 ||
        !filter_has(list->last, last_bit(s, head.len)))
        return 0;
    for (size_t i = 0; i < list->n; i++)
        if (str_ends(head, list->words[i]))
            return list->words[i].len;
    return 0;
}

size_t
words_find(const struct wordlist *list, struct str s, size_t from, size_t *len)
{
    while (list->n && from < s.len) {
        *len = words_at(list, s, from);
        if (*len)
            return from;
        from = char_end(s, from);
    }
    *len = 0;
    return SIZE_MAX;
}

bool
words_has(const struct wordlist *list, struct str s)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->words[i], s))
            return true;
    return false;
}

struct str
rules_text(const struct gj_rules *rules, const char *list, enum gj_lang lang,
           const char *key)
{
    const char *end = lang == GJ_EN ? "_en" : "_zh";
    size_t len = strlen(list), key_len = strlen(key);

    for (size_t i = 0; i < rules->nlists; i++) {
        const struct wordlist *texts = &rules->lists[i];

        if (strncmp(texts->name, list, len) != 0 ||
            strcmp(texts->name + len, end) != 0)
            continue;
        for (size_t k = 0; k < texts->n; k++) {
            struct str t = texts->words[k];

            if (t.len > key_len && t.ptr[key_len] == ':' &&
                memcmp(t.ptr, key, key_len) == 0)
                return str_trim(str_sub(t, key_len + 1, t.len));
        }
    }
    return STR_NONE;
}
