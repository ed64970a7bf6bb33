/* SPDX-License-Identifier: MIT */
/*
 * One pass over the text finds where a pattern may begin: the first two
 * characters of its words are looked up in a hash table, the patterns behind
 * them are tried there and nowhere else.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "rules/load_int.h"
#include "rules/regex.h"

struct entry {
    uint64_t key;
    struct str word;
    const struct pattern *pattern;
};

struct bucket {
    uint64_t key;
    uint32_t first, n; /* entries; n == 0: the slot is free */
};

struct scan {
    uint8_t starts[8192];  /* bit per first character (its low 16 bits) */
    uint8_t singles[8192]; /* those that are a word alone */
    struct entry *entries; /* by key, then word, then pattern */
    size_t nentries;
    struct bucket *buckets; /* open addressing */
    size_t mask;
};

static uint64_t
key_of(uint32_t first, uint32_t second)
{
    return (uint64_t)first << 32 | second;
}

static size_t
slot_of(uint64_t key)
{
    return (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}

static void
bit_set(uint8_t *bits, uint32_t cp)
{
    bits[(cp & 0xFFFF) / 8] |= (uint8_t)(1u << cp % 8);
}

static bool
bit_has(const uint8_t *bits, uint32_t cp)
{
    return bits[(cp & 0xFFFF) / 8] >> cp % 8 & 1;
}

static struct bucket *
bucket_find(const struct scan *scan, uint64_t key)
{
    size_t slot = slot_of(key) & scan->mask;

    while (scan->buckets[slot].n && scan->buckets[slot].key != key)
        slot = (slot + 1) & scan->mask;
    return &scan->buckets[slot];
}

static int
entry_order(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    order = str_cmp(x->word, y->word);
    if (order)
        return order;
    return (x->pattern > y->pattern) - (x->pattern < y->pattern);
}

static void
entry_add(struct scan *scan, const struct pattern *pattern, struct str word)
{
    size_t width, more;
    uint32_t first = utf8_get(word.ptr, &width), second = 0;

    bit_set(scan->starts, first);
    if (width < word.len)
        second = utf8_get(word.ptr + width, &more);
    else
        bit_set(scan->singles, first);
    scan->entries[scan->nentries++] =
        (struct entry){ key_of(first, second), word, pattern };
}

static void
buckets_fill(struct scan *scan)
{
    for (uint32_t i = 0; i < scan->nentries; i++) {
        struct bucket *bucket = bucket_find(scan, scan->entries[i].key);

        if (bucket->n++ == 0) {
            bucket->key = scan->entries[i].key;
            bucket->first = i;
        }
    }
}

bool
scan_build(struct loader *l)
{
    const struct gj_rules *rules = l->rules;
    struct scan *scan = ARENA_NEW(l->in.arena, struct scan);
    size_t n = 0, size = 64;

    for (size_t i = 0; i < rules->npatterns; i++)
        n += rules->patterns[i].nwords;
    while (size < 2 * n)
        size *= 2;
    if (!scan || n >= UINT32_MAX)
        return json_no_memory(&l->in);
    scan->entries = arena_array(l->in.arena, n, sizeof(*scan->entries));
    scan->buckets = arena_array(l->in.arena, size, sizeof(*scan->buckets));
    if (!scan->entries || !scan->buckets)
        return json_no_memory(&l->in);
    scan->mask = size - 1;
    for (size_t i = 0; i < rules->npatterns; i++)
        for (size_t k = 0; k < rules->patterns[i].nwords; k++)
            entry_add(scan, &rules->patterns[i], rules->patterns[i].words[k]);
    if (n)
        qsort(scan->entries, n, sizeof(*scan->entries), entry_order);
    buckets_fill(scan);
    l->rules->scan = scan;
    return true;
}

/* ---- matching ---- */

struct matcher {
    const struct gj_rules *rules;
    const struct scan *scan;
    struct regex_matcher *regex;
    struct str tokens;
    pattern_emit *emit;
    void *user;
    size_t at;
    size_t figure; /* first one at or behind at; SIZE_MAX: none */
    size_t border; /* the same for 。 ； ; and the borders of the flow */
    bool gave_up, stopped;
};

/* Figures are the only private-use characters of the token text. */
#define FIGURE_LEAD 0xEE

static size_t
next_figure(struct str s, size_t from)
{
    const char *hit = memchr(s.ptr + from, FIGURE_LEAD, s.len - from);

    return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

static unsigned
figure_kind_at(struct str s, size_t figure)
{
    return (unsigned char)s.ptr[figure + 2] & 0x3F; /* U+E000 + kind */
}

static bool
border_at(struct str s, size_t i)
{
    switch (s.ptr[i]) {
    case '\n':
    case '\x1e':
    case '\x1f':
    case ';':
        return true;
    case '\xe3':
        return s.len - i > 2 && memcmp(s.ptr + i, "\u3002", 3) == 0;
    case '\xef':
        return s.len - i > 2 && memcmp(s.ptr + i, "\uff1b", 3) == 0;
    default:
        return false;
    }
}

static size_t
next_border(struct str s, size_t from)
{
    while (from < s.len && !border_at(s, from))
        from++;
    return from < s.len ? from : SIZE_MAX;
}

/* A pattern that needs a figure is not worth a try where none is near.  Both
 * marks move forward only, so that this costs one pass over the text. */
static bool
in_reach(struct matcher *m, const struct pattern *pattern)
{
    if (!pattern->has_figure)
        return true;
    if (m->figure < m->at)
        m->figure = next_figure(m->tokens, m->at);
    if (m->figure == SIZE_MAX || m->figure - m->at >= pattern->reach ||
        !(pattern->first_kinds >> figure_kind_at(m->tokens, m->figure) & 1))
        return false;
    if (pattern->has_border)
        return true;
    if (m->border < m->at)
        m->border = next_border(m->tokens, m->at);
    return m->figure < m->border;
}

static void
emit_match(struct matcher *m, const struct pattern *pattern)
{
    struct pattern_match match = { .pattern = pattern };

    regex_group(m->regex, 0, &match.begin, &match.end);
    for (size_t i = 0; i < pattern->ngroups; i++) {
        match.group_begin[i] = match.group_end[i] = SIZE_MAX;
        regex_group(m->regex, pattern->groups[i].number, &match.group_begin[i],
                    &match.group_end[i]);
    }
    m->stopped = !m->emit(m->user, &match);
}

static void
try_pattern(struct matcher *m, const struct pattern *pattern)
{
    if (!in_reach(m, pattern))
        return;
    switch (regex_match(m->rules->regexes,
                        (size_t)(pattern - m->rules->patterns), m->regex,
                        m->tokens, m->at)) {
    case REGEX_YES:
        emit_match(m, pattern);
        break;
    case REGEX_GAVE_UP:
        m->gave_up = true;
        break;
    case REGEX_NO:
        break;
    }
}

static void
try_key(struct matcher *m, uint64_t key)
{
    const struct bucket *bucket = bucket_find(m->scan, key);
    const struct entry *entry = m->scan->entries + bucket->first;
    struct str rest = str_sub(m->tokens, m->at, m->tokens.len);

    for (uint32_t i = 0; i < bucket->n && !m->stopped; i++, entry++)
        if (str_starts(rest, entry->word))
            try_pattern(m, entry->pattern);
}

static void
match_all(struct matcher *m)
{
    size_t width, more;

    for (m->at = 0; m->at < m->tokens.len && !m->stopped; m->at += width) {
        uint32_t first = utf8_get(m->tokens.ptr + m->at, &width);

        if (!bit_has(m->scan->starts, first))
            continue;
        if (bit_has(m->scan->singles, first))
            try_key(m, key_of(first, 0));
        if (m->at + width < m->tokens.len)
            try_key(m, key_of(first,
                              utf8_get(m->tokens.ptr + m->at + width, &more)));
    }
}

enum gj_status
rules_match(const struct gj_rules *rules, struct str tokens,
            pattern_emit *emit, void *user)
{
    struct matcher m = {
        .rules = rules,
        .scan = rules->scan,
        .tokens = tokens,
        .emit = emit,
        .user = user,
    };

    if (rules->npatterns == 0 || tokens.len == 0)
        return GJ_OK;
    m.regex = regex_matcher_new(PATTERN_GROUPS_MAX);
    if (!m.regex)
        return GJ_NOMEM;
    m.figure = next_figure(tokens, 0);
    m.border = next_border(tokens, 0);
    match_all(&m);
    regex_matcher_free(m.regex);
    return m.gave_up ? GJ_LIMIT : GJ_OK;
}
