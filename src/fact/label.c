/* SPDX-License-Identifier: MIT */
#include "fact/label.h"

#include "base/utf8.h"

#define LABEL_MAX        120 /* bytes: a longer stretch is a sentence, no name */
#define BEFORE_MAX       600 /* bytes of a clause looked at before a figure */
#define FIGURES_MAX_BACK 24
#define YEAR_FIRST       1980
#define YEAR_LAST        2100

/* Behind the bracket that opens at i, if it closes within s; else i. */
static size_t
bracket_skip(struct str s, size_t i)
{
    size_t close = str_find(s, STR(")"), i);

    return close < s.len ? close + 1 : i;
}

/* Cut everything up to the last border inside s: enumeration comma, colon,
 * opening bracket or a word of the list. */
static struct str
after_last_border(struct str s, const struct wordlist *starts)
{
    size_t from = 0;

    for (size_t i = 0; i < s.len;) {
        size_t width, word = words_at(starts, s, i);
        uint32_t cp = utf8_get(s.ptr + i, &width);

        if (word) {
            i += word;
            from = i;
            continue;
        }
        if (cp == '(' && i > from && bracket_skip(s, i) > i &&
            bracket_skip(s, i) < s.len) {
            i = bracket_skip(s, i);
            continue;
        }
        i += width;
        if (cp == 0x3001 || cp == ':' || cp == '(' || cp == ')' ||
            cp == 0x300A || (cp >= 0xE000 && cp < 0xE000 + FIGURE_KINDS))
            from = i;
    }
    return str_sub(s, from, s.len);
}

static struct str
strip_front(struct str s, const struct wordlist *words)
{
    for (;;) {
        size_t n = words_at(words, s, 0);

        if (n == 0 && s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
            n = 1;
        if (n == 0 || n >= s.len)
            return n && n >= s.len ? STR_NONE : s;
        s = str_sub(s, n, s.len);
    }
}

static struct str
strip_back(struct str s, const struct wordlist *words)
{
    for (;;) {
        size_t n = words_before(words, s, s.len);

        if (n == 0 && s.len &&
            (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t'))
            n = 1;
        if (n == 0)
            return s;
        s = str_sub(s, 0, s.len - n);
    }
}

struct str
label_of(const struct document *doc, uint32_t figure)
{
    const struct figure_context *c = &doc->facts.context[figure];
    uint32_t end = doc->figures.token_off[figure];
    struct str s, whole;

    if (c->clause == FACT_NONE || c->left > end)
        return STR_NONE;
    s = (struct str){ doc->figures.tokens + c->left, end - c->left };
    if (s.len > LABEL_MAX) {
        size_t cut = s.len - LABEL_MAX;

        while (cut < s.len && ((unsigned char)s.ptr[cut] & 0xC0) == 0x80)
            cut++;
        s = str_sub(s, cut, s.len);
    }
    whole = s;
    s = strip_back(s, rules_words(doc->rules, "label_tail"));
    if (words_before(rules_words(doc->rules, "label_keeps_tail"), s, s.len) &&
        s.len + 3 <= whole.len) /* the noun behind it, one character */
        s = str_sub(whole, 0, s.len + 3);
    s = after_last_border(s, rules_words(doc->rules, "label_start"));
    return strip_front(s, rules_words(doc->rules, "label_front"));
}

int32_t
year_in(struct str text)
{
    int32_t year = 0;
    unsigned digits = 0;

    for (size_t i = 0; i <= text.len; i++) {
        int c = i < text.len ? text.ptr[i] : ' ';

        if (c >= '0' && c <= '9' && digits < 8) {
            year = year * 10 + (c - '0');
            digits++;
            continue;
        }
        if (digits == 4 && year >= YEAR_FIRST && year <= YEAR_LAST)
            return year;
        year = 0;
        digits = 0;
    }
    return 0;
}

int32_t
year_of(const struct document *doc, uint32_t figure, bool *last)
{
    const struct figure_context *c = &doc->facts.context[figure];
    const struct clause *clause;
    size_t len;
    struct str before = STR_NONE;
    int32_t year = 0;
    uint32_t first;

    *last = false;
    if (c->clause == FACT_NONE)
        return 0;
    clause = &doc->facts.clauses[c->clause];
    if (c->left < doc->figures.token_off[figure])
        before = (struct str){ doc->figures.tokens + c->left,
                               doc->figures.token_off[figure] - c->left };
    if (before.len > BEFORE_MAX)
        before = str_sub(before, before.len - BEFORE_MAX, before.len);
    *last = document_words_find(doc, rules_words(doc->rules, "last_period"),
                                before, 0, &len) != SIZE_MAX;
    first = clause->first_figure;
    if (figure - first > FIGURES_MAX_BACK)
        first = figure - FIGURES_MAX_BACK;
    for (uint32_t f = first; f < figure; f++) {
        const struct figure *item = &doc->figures.items[f];

        if (item->kind == FIGURE_DATE) {
            int32_t y = year_in((struct str){ doc->layout.flow + item->begin,
                                              item->end - item->begin });

            year = y ? y : year;
        }
    }
    return year;
}
