/* SPDX-License-Identifier: MIT */
#include "rules/hits.h"

#include "rules/load_int.h"

/* ---- of the rules ---- */

/* The lists that the checks look for in stretches of prose, five times for
 * each figure.  A search among known places costs a third of one in the text,
 * and finding the places of all of them as much as searching for two. */
static const char *const in_tokens[] = {
    "and_so_on",       "average_persons",  "average_word",     "balance_name",
    "balance_other",   "balance_returned", "balance_stock",    "base_budget",
    "base_period",     "cause_word",       "column_words",     "comparable",
    "denial",          "done_word",        "each_word",        "exhaustive",
    "flow_grand",      "flow_item",        "flow_own",         "flow_stock",
    "flow_total",      "from_start",       "from_word",        "full_word",
    "fund_word",       "grade_claim",      "inner_word",       "joint_word",
    "last_period",     "level_lowest",     "level_opposite",   "level_word",
    "limit_word",      "made_of",          "made_up",          "minus_word",
    "multiplier_word", "of_which",         "of_which_open",    "overlap_word",
    "part_word",       "payer_word",       "people_exclusive", "people_unit",
    "reason_word",     "respectively",     "rest_word",        "saving_word",
    "self_mark",       "share_both",       "share_of",         "tail_above",
    "to_word",         "total_word",       "year_on_year",     NULL
};

/* Those that are looked for in blocks and cells. */
static const char *const in_flow[] = {
    "body_label",  "completed_heading", "uncompleted_heading",
    "rule_weight", "rule_none",         NULL
};

static const char *const *const searched[SEARCHED_TEXTS] = {
    [SEARCHED_TOKENS] = in_tokens, [SEARCHED_FLOW] = in_flow
};

/* Number the lists of the text, and count their words. */
static size_t
lists_number(const struct gj_rules *rules, struct wordlist *lists,
             enum searched_text kind, size_t *nlists)
{
    size_t nwords = 0;

    *nlists = 0;
    for (size_t i = 0; searched[kind][i]; i++) {
        const struct wordlist *list = rules_words(rules, searched[kind][i]);

        if (list->n == 0)
            continue;
        *nlists += 1;
        lists[list - rules->lists].searched[kind] = (uint16_t)*nlists;
        nwords += list->n;
    }
    return nwords;
}

/* What is done for each word of each list of the text, from the last to the
 * first, so that an array that is filled from behind is in order. */
struct each_word {
    struct str *words; /* collect them here, n of them; or NULL */
    size_t n;
    const struct keywords *keywords;
    uint32_t *first; /* count the lists of each word; then fill them in */
    uint16_t *lists;
};

static void
word_take(struct each_word *each, struct str word, uint16_t number)
{
    uint32_t i;

    if (each->words) {
        each->words[each->n++] = word;
        return;
    }
    i = keywords_index(each->keywords, word);
    if (each->lists)
        each->lists[--each->first[i]] = number;
    else
        each->first[i]++;
}

static void
words_walk(const struct gj_rules *rules, enum searched_text kind,
           struct each_word *each)
{
    for (size_t l = rules->nlists; l-- > 0;) {
        const struct wordlist *list = &rules->lists[l];

        for (size_t i = 0; list->searched[kind] && i < list->n; i++)
            word_take(each, list->words[i],
                      (uint16_t)(list->searched[kind] - 1));
    }
}

/* Counts become the ends of each one's part, and a last total. */
static uint32_t
add_up(uint32_t *counts, size_t n)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < n; i++)
        counts[i] = sum += counts[i];
    return counts[n] = sum;
}

static bool
text_build(const struct gj_rules *rules, struct wordlist *lists,
           struct arena *arena, enum searched_text kind,
           struct list_words *out)
{
    size_t n = lists_number(rules, lists, kind, &out->nlists);
    struct each_word each = { .words = arena_array(arena, n + 1,
                                                   sizeof(*each.words)) };

    if (!each.words)
        return false;
    words_walk(rules, kind, &each);
    if (!keywords_build(arena, each.words, n, &out->keywords))
        return false;
    each = (struct each_word){ .keywords = &out->keywords,
                               .first = arena_array(arena, out->keywords.n + 1,
                                                    sizeof(*each.first)) };
    if (!each.first)
        return false;
    words_walk(rules, kind, &each);
    add_up(each.first, out->keywords.n);
    each.lists = arena_array(arena, n + 1, sizeof(*each.lists));
    if (!each.lists)
        return false;
    words_walk(rules, kind, &each);
    out->first = each.first;
    out->lists = each.lists;
    return true;
}

bool
searched_build(struct gj_rules *rules, struct wordlist *lists,
               struct arena *arena)
{
    struct list_words *out = arena_array(arena, SEARCHED_TEXTS, sizeof(*out));

    if (!out)
        return false;
    for (int kind = 0; kind < SEARCHED_TEXTS; kind++)
        if (!text_build(rules, lists, arena, (enum searched_text)kind,
                        &out[kind]))
            return false;
    rules->searched = out;
    return true;
}

/* ---- of a text ---- */

static void
places_count(const struct list_words *w, const struct keyword_hits *hits,
             uint32_t *n)
{
    for (size_t h = 0; h < hits->n; h++) {
        uint32_t word = hits->items[h].word;

        for (uint32_t k = w->first[word]; k < w->first[word + 1]; k++)
            n[w->lists[k]]++;
    }
}

/* From the last to the first, so that the ends become the begins. */
static void
places_fill(const struct list_words *w, const struct keyword_hits *hits,
            uint32_t *ends, uint32_t *place)
{
    for (size_t h = hits->n; h-- > 0;) {
        uint32_t word = hits->items[h].word;

        for (uint32_t k = w->first[word]; k < w->first[word + 1]; k++)
            place[--ends[w->lists[k]]] = hits->items[h].begin;
    }
}

bool
hits_find(struct arena *arena, const struct gj_rules *rules,
          enum searched_text kind, struct str text, struct word_hits *out)
{
    const struct list_words *w = &rules->searched[kind];
    uint32_t *first = arena_array(arena, w->nlists + 1, sizeof(*first));
    uint32_t *place;
    struct keyword_hits hits;

    *out = (struct word_hits){ .text = text, .kind = kind };
    if (!first || !keywords_scan(&w->keywords, arena, text, &hits))
        return false;
    places_count(w, &hits, first);
    place = arena_array(arena, add_up(first, w->nlists) + (size_t)1,
                        sizeof(*place));
    if (!place)
        return false;
    places_fill(w, &hits, first, place);
    out->first = first;
    out->place = place;
    return true;
}

/* The first place of the list in [from, to) of the text, or UINT32_MAX. */
static uint32_t
place_next(const struct word_hits *hits, size_t list, size_t from, size_t to)
{
    uint32_t lo = hits->first[list], end = hits->first[list + 1], hi = end;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (hits->place[mid] < from)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < end && hits->place[lo] < to ? hits->place[lo] : UINT32_MAX;
}

bool
hits_cover(const struct word_hits *hits, struct str s)
{
    uintptr_t text = (uintptr_t)hits->text.ptr, begin = (uintptr_t)s.ptr;

    return begin >= text && begin - text <= hits->text.len &&
           s.len <= hits->text.len - (begin - text);
}

size_t
hits_words_find(const struct word_hits *hits, const struct wordlist *list,
                struct str s, size_t from, size_t *len)
{
    uint16_t number = list->searched[hits->kind];
    size_t at;
    uint32_t next;

    if (number == 0 || !hits_cover(hits, s))
        return words_find(list, s, from, len);
    at = (size_t)(s.ptr - hits->text.ptr);
    *len = 0;
    while ((next = place_next(hits, number - 1u, at + from, at + s.len)) !=
           UINT32_MAX) {
        from = next - at;
        *len = words_at(list, s, from);
        if (*len)
            return from;
        from++; /* the word goes on behind s */
    }
    return SIZE_MAX;
}
