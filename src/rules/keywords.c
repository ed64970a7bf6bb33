/* SPDX-License-Identifier: MIT */
#include "rules/keywords.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"

#define BYTES_PER_HIT 16 /* of a report; for room in advance */

static inline uint64_t
key_of(uint32_t first, uint32_t second)
{
    return (uint64_t)first << 32 | second;
}

static inline uint32_t
slot_of(uint64_t key)
{
    return (uint32_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}

/* Of two characters, 16 bits. */
static inline uint32_t
pair_hash(uint32_t first, uint32_t second)
{
    return (first * UINT32_C(0x9E3779B1) ^ second * UINT32_C(0x85EBCA6B)) >>
           16;
}

static inline bool
bit_has(const uint64_t bits[1024], uint32_t i)
{
    return bits[(i & 0xFFFF) / 64] >> i % 64 & 1;
}

static void
bit_set(uint64_t bits[1024], uint32_t i)
{
    bits[(i & 0xFFFF) / 64] |= UINT64_C(1) << i % 64;
}

static int
word_order(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static size_t
sort_once(struct str *words, size_t n)
{
    size_t kept = 0;

    if (n)
        qsort(words, n, sizeof(*words), word_order);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || !str_eq(words[kept - 1], words[i]))
            words[kept++] = words[i];
    return kept;
}

/* The slot of a key, or the free one where it belongs. */
static uint32_t
slot_find(const struct keyword_slot *slots, uint32_t mask, uint64_t key)
{
    uint32_t i = slot_of(key) & mask;

    while (slots[i].n && slots[i].key != key)
        i = (i + 1) & mask;
    return i;
}

static void
word_add(struct keywords *k, struct keyword_slot *slots, uint32_t i)
{
    struct str word = k->words[i];
    struct keyword_slot *slot;
    size_t width, more;
    uint32_t first = utf8_get(word.ptr, &width), second = 0;
    uint64_t key;

    bit_set(k->starts, first);
    if (width < word.len) {
        second = utf8_get(word.ptr + width, &more);
        bit_set(k->pairs, pair_hash(first, second));
    } else {
        bit_set(k->singles, first);
    }
    key = key_of(first, second);
    slot = &slots[slot_find(slots, k->mask, key)];
    if (slot->n++ == 0) {
        slot->key = key;
        slot->first = i;
    }
}

bool
keywords_build(struct arena *arena, struct str *words, size_t n,
               struct keywords *out)
{
    struct keyword_slot *slots;
    uint32_t size = 64;

    n = sort_once(words, n);
    while (size / 2 < n)
        size *= 2;
    slots = arena_array(arena, size, sizeof(*slots));
    if (!slots)
        return false;
    *out = (struct keywords){
        .words = words, .n = (uint32_t)n, .slots = slots, .mask = size - 1
    };
    for (uint32_t i = 0; i < n; i++)
        word_add(out, slots, i);
    return true;
}

uint32_t
keywords_index(const struct keywords *keywords, struct str word)
{
    const struct str *at = keywords->n
                               ? bsearch(&word, keywords->words, keywords->n,
                                         sizeof(word), word_order)
                               : NULL;

    return at ? (uint32_t)(at - keywords->words) : UINT32_MAX;
}

static bool
hit_add(struct arena *arena, struct keyword_hits *hits, size_t begin,
        uint32_t word)
{
    if (hits->n == hits->cap) { /* no call for each hit */
        struct keyword_hit *grown =
            vec_grow(arena, hits->items, hits->n, &hits->cap, sizeof(*grown));
        if (!grown)
            return false;
        hits->items = grown;
    }
    hits->items[hits->n++] = (struct keyword_hit){ (uint32_t)begin, word };
    return true;
}

/* The words at byte `at` that begin with the two characters of key. */
static bool
key_take(const struct keywords *k, struct arena *arena, struct str text,
         size_t at, uint64_t key, struct keyword_hits *hits)
{
    const struct keyword_slot *slot =
        &k->slots[slot_find(k->slots, k->mask, key)];

    for (uint32_t i = slot->first; i < slot->first + slot->n; i++) {
        struct str word = k->words[i];

        if (word.len <= text.len - at &&
            str_same(word.ptr, text.ptr + at, word.len) &&
            !hit_add(arena, hits, at, i))
            return false;
    }
    return true;
}

/* Behind the characters of three bytes, which are nearly all, that begin no
 * word. */
static inline size_t
skip(const struct keywords *k, struct str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.ptr;

    while (at < text.len && p[at] >= 0xE0 && p[at] < 0xF0) {
        uint32_t cp = (p[at] & 0x0Fu) << 12 | (p[at + 1] & 0x3Fu) << 6 |
                      (p[at + 2] & 0x3Fu);

        if (bit_has(k->starts, cp))
            break;
        at += 3;
    }
    return at;
}

bool
keywords_scan(const struct keywords *k, struct arena *arena, struct str text,
              struct keyword_hits *out)
{
    size_t width, more;

    out->n = out->cap = 0;
    out->items = vec_guess(arena, text.len / BYTES_PER_HIT, &out->cap,
                           sizeof(*out->items));
    if (!out->items)
        return false;
    for (size_t at = skip(k, text, 0); at < text.len;
         at = skip(k, text, at + width)) {
        uint32_t first = utf8_get(text.ptr + at, &width), second;

        if (!bit_has(k->starts, first))
            continue;
        if (bit_has(k->singles, first) &&
            !key_take(k, arena, text, at, key_of(first, 0), out))
            return false;
        if (at + width == text.len)
            break;
        second = utf8_get(text.ptr + at + width, &more);
        if (bit_has(k->pairs, pair_hash(first, second)) &&
            !key_take(k, arena, text, at, key_of(first, second), out))
            return false;
    }
    return true;
}
