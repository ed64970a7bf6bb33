/* SPDX-License-Identifier: MIT */
/*
 * Where the words of the word lists stand in one text: all lists are looked
 * for in one pass, and a search in a part of the text is a search in the
 * places of its list.
 *
 * Floor 5.
 */
#ifndef GJ_RULES_HITS_H
#define GJ_RULES_HITS_H

#include "rules/keywords.h"
#include "rules/rules.h"

/* What texts lists are looked for in: hits.c names the lists of each.  One
 * that is missing there is found all the same, only not as fast. */
enum searched_text { SEARCHED_TOKENS, SEARCHED_FLOW, SEARCHED_TEXTS };

/* Of the rules, for one of the texts: the words of all its lists, and the
 * lists of each word. */
struct list_words {
    struct keywords keywords;
    const uint32_t *first; /* [keywords.n + 1]: its part of lists */
    const uint16_t *lists; /* number of the list among those of the text */
    size_t nlists;
};

/* Of a text. */
struct word_hits {
    struct str text; /* borrowed */
    enum searched_text kind;
    const uint32_t *first; /* [nlists + 1]: the list's part of places */
    const uint32_t *place; /* bytes of text where a word of the list begins,
                            * in ascending order */
};

/* False when the arena is exhausted.  The text must be valid UTF-8. */
bool hits_find(struct arena *arena, const struct gj_rules *rules,
               enum searched_text kind, struct str text,
               struct word_hits *out);

/* Is s a part of the text, in memory too? */
bool hits_cover(const struct word_hits *hits, struct str s);

/* As words_find(), and with the same answer: quick where they cover s
 * and the list is one of those that are looked for there. */
size_t hits_words_find(const struct word_hits *hits,
                       const struct wordlist *list, struct str s, size_t from,
                       size_t *len);

#endif
