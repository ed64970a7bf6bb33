/* SPDX-License-Identifier: MIT */
/*
 * What the words around a share say of its total.
 */
#include "base/utf8.h"
#include "check/list.h"
#include "check/prose.h"
#include "check/share.h"

#define TAIL_WALK 24 /* figures to a total behind */

static struct str
up_to_figure(struct str s)
{
    size_t width;

    for (size_t i = 0; i < s.len; i += width) {
        uint32_t cp = utf8_get(s.ptr + i, &width);

        if (cp >= 0xE000 && cp < 0xE000 + FIGURE_KINDS)
            return str_sub(s, 0, i);
    }
    return s;
}

/* The words between 占 and the figure that name the base. */
struct str
share_base(const struct document *doc, uint32_t rate)
{
    struct str before = text_before(doc, rate);
    size_t len,
        at = words_find(rules_words(doc->rules, "share_of"), before, 0, &len);

    return at == SIZE_MAX
               ? STR_NONE
               : up_to_figure(str_sub(before, at + len, before.len));
}

/* No words, or words that can only mean the total at hand. */
bool
share_base_plain(const struct document *doc, uint32_t rate)
{
    struct str base = share_base(doc, rate);
    const struct wordlist *tail = rules_words(doc->rules, "share_tail");
    size_t n;

    while ((n = words_before(tail, base, base.len)) > 0)
        base = str_sub(base, 0, base.len - n);
    return base.len == 0 ||
           words_has(rules_words(doc->rules, "total_word"), base);
}

/* "r% of the total of 500": the amount between the word of share and the
 * share itself. */
uint32_t
share_whole_said(const struct document *doc, uint32_t rate)
{
    const struct wordlist *tail = rules_words(doc->rules, "share_tail");
    struct str between;
    size_t n;

    if (rate == 0 || !is_amount(doc, rate - 1) ||
        clause_of(doc, rate - 1) != clause_of(doc, rate) ||
        !has_word(doc, "share_of", text_left(doc, rate - 1)))
        return FACT_NONE;
    between = str_trim(text_between(doc, rate - 1, rate));
    while ((n = words_at(tail, between, 0)) > 0)
        between = str_sub(between, n, between.len);
    return between.len == 0 ? rate - 1 : FACT_NONE;
}

/* "78% of the total of 2365; 456, 19%": the total that an earlier share of
 * the sentence is said to be of. */
uint32_t
share_whole_before(const struct document *doc, uint32_t rate)
{
    uint32_t sentence = sentence_of(doc, rate);

    for (uint32_t f = rate; f-- > 0 && rate - f < SENTENCE_WALK &&
                            sentence_of(doc, f) == sentence;)
        if (role_is(doc, f, "share") && share_whole_said(doc, f) != FACT_NONE)
            return share_whole_said(doc, f);
    return FACT_NONE;
}

/* "a 3, 30%; b 7, 70%; 10 in all": the total behind its parts. */
uint32_t
share_total_behind(const struct document *doc, uint32_t rate)
{
    uint32_t sentence = sentence_of(doc, rate);
    struct list list;

    for (uint32_t f = rate + 1; f < doc->figures.n && f < rate + TAIL_WALK &&
                                sentence_of(doc, f) == sentence;
         f++)
        if (is_money(doc, f) && list_tail(doc, f, &list))
            return list.items[0] < rate ? f : FACT_NONE;
    return FACT_NONE;
}
