/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/utf8.h"
#include "rules/load_int.h"

#define HASHES 128

/* Hash of the character at p, which has that many bytes. */
static inline unsigned
char_hash(const char *p, size_t width)
{
    const unsigned char *u = (const unsigned char *)p;
    uint32_t c = 0;

    if (width == 3)
        c = (uint32_t)u[0] << 16 | (uint32_t)u[1] << 8 | u[2];
    else
        for (size_t i = 0; i < width; i++)
            c = c << 8 | u[i];
    return (c * UINT32_C(2654435761)) >> 25;
}

static inline size_t
char_width(struct str s, size_t off)
{
    unsigned char lead = (unsigned char)s.ptr[off];
    size_t width = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    return width <= s.len - off ? width : s.len - off;
}

static inline unsigned
hash_at(struct str s, size_t off)
{
    return char_hash(s.ptr + off, char_width(s, off));
}

static inline unsigned
hash_before(struct str s, size_t end)
{
    size_t from = utf8_back(s.ptr, end);

    return char_hash(s.ptr + from, end - from);
}

/* Bits of the filter below bit h: the bucket of h. */
static unsigned
bucket_of(const struct word_hash *hash, unsigned h)
{
    uint64_t below = (UINT64_C(1) << h % 64) - 1;
    int n = __builtin_popcountll(hash->filter[h / 64] & below);

    return (unsigned)(h < 64 ? n : n + __builtin_popcountll(hash->filter[0]));
}

static inline bool
filter_has(const struct word_hash *hash, unsigned h)
{
    return hash->filter[h / 64] >> h % 64 & 1;
}

/* Stable, so that the words of a bucket stay longest first. */
static bool
hash_build(struct arena *arena, const struct wordlist *list,
           unsigned (*hash_of)(struct str word), struct word_hash *out)
{
    uint32_t behind[HASHES] = { 0 }; /* end of each hash in order */
    uint32_t *start, *order, nbuckets = 0, n = 0;

    for (uint32_t i = 0; i < list->n; i++)
        behind[hash_of(list->words[i])]++;
    for (unsigned h = 0; h < HASHES; h++)
        nbuckets += behind[h] > 0;
    start = arena_array(arena, nbuckets + 1, sizeof(*start));
    order = arena_array(arena, list->n, sizeof(*order));
    if (!start || !order)
        return false;
    nbuckets = 0;
    for (unsigned h = 0; h < HASHES; h++) {
        if (behind[h]) {
            out->filter[h / 64] |= UINT64_C(1) << h % 64;
            start[nbuckets++] = n;
        }
        behind[h] = n += behind[h];
    }
    start[nbuckets] = n;
    for (uint32_t i = (uint32_t)list->n; i-- > 0;)
        order[--behind[hash_of(list->words[i])]] = i;
    out->start = start;
    out->order = order;
    return true;
}

static unsigned
first_hash(struct str word)
{
    return hash_at(word, 0);
}

static unsigned
last_hash(struct str word)
{
    return hash_before(word, word.len);
}

bool
wordlist_index(struct arena *arena, struct wordlist *list)
{
    return list->n == 0 ||
           (hash_build(arena, list, first_hash, &list->first) &&
            hash_build(arena, list, last_hash, &list->last));
}

/* Longest word of hash h that s starts with at off. */
static size_t
bucket_at(const struct wordlist *list, unsigned h, struct str s, size_t off)
{
    unsigned bucket = bucket_of(&list->first, h);
    struct str rest = str_sub(s, off, s.len);

    for (uint32_t i = list->first.start[bucket];
         i < list->first.start[bucket + 1]; i++) {
        struct str word = list->words[list->first.order[i]];

        if (str_starts(rest, word))
            return word.len;
    }
    return 0;
}

size_t
words_at(const struct wordlist *list, struct str s, size_t off)
{
    unsigned h;

    if (off >= s.len || list->n == 0)
        return 0;
    h = hash_at(s, off);
    return filter_has(&list->first, h) ? bucket_at(list, h, s, off) : 0;
}

size_t
words_before(const struct wordlist *list, struct str s, size_t end)
{
    struct str head = str_sub(s, 0, end);
    unsigned h, bucket;

    if (head.len == 0 || list->n == 0)
        return 0;
    h = hash_before(head, head.len);
    if (!filter_has(&list->last, h))
        return 0;
    bucket = bucket_of(&list->last, h);
    for (uint32_t i = list->last.start[bucket];
         i < list->last.start[bucket + 1]; i++) {
        struct str word = list->words[list->last.order[i]];

        if (str_ends(head, word))
            return word.len;
    }
    return 0;
}

size_t
words_find(const struct wordlist *list, struct str s, size_t from, size_t *len)
{
    const unsigned char *p = (const unsigned char *)s.ptr;

    while (list->n && from < s.len) {
        size_t width = 1;
        unsigned h;

        if (s.len - from >= 3 && p[from] >= 0xE0 && p[from] < 0xF0) {
            width = 3; /* nearly all of a text */
            h = char_hash(s.ptr + from, 3);
        } else {
            width = char_width(s, from);
            h = char_hash(s.ptr + from, width);
        }
        *len = filter_has(&list->first, h) ? bucket_at(list, h, s, from) : 0;
        if (*len)
            return from;
        from += width;
    }
    *len = 0;
    return SIZE_MAX;
}

bool
words_has(const struct wordlist *list, struct str s)
{
    unsigned h, bucket;

    if (list->n == 0 || s.len == 0)
        return false;
    h = hash_at(s, 0);
    if (!filter_has(&list->first, h))
        return false;
    bucket = bucket_of(&list->first, h);
    for (uint32_t i = list->first.start[bucket];
         i < list->first.start[bucket + 1]; i++)
        if (str_eq(list->words[list->first.order[i]], s))
            return true;
    return false;
}

struct str
rules_text(const struct gj_rules *rules, const char *list, enum gj_lang lang,
           const char *key)
{
    const char *end = lang == GJ_EN ? "_en" : "_zh";
    size_t len = strlen(list), key_len = strlen(key);
    const struct wordlist *texts;
    char name[64] = "";

    if (len + 4 > sizeof(name))
        return STR_NONE;
    for (size_t i = 0; i < len; i++)
        name[i] = list[i];
    for (size_t i = 0; end[i]; i++)
        name[len + i] = end[i];
    texts = rules_words(rules, name);
    for (size_t k = 0; k < texts->n; k++) {
        struct str t = texts->words[k];

        if (t.len > key_len && t.ptr[key_len] == ':' &&
            memcmp(t.ptr, key, key_len) == 0)
            return str_trim(str_sub(t, key_len + 1, t.len));
    }
    return STR_NONE;
}
