/* SPDX-License-Identifier: MIT */
/*
 * What a change or a share speaks of, by its own words.
 */
#include "base/utf8.h"
#include "check/prose.h"

#define SUBJECT_MIN 6 /* bytes: shorter words name nothing */

static struct str
strip_words(struct str s, const struct wordlist *front,
            const struct wordlist *back)
{
    size_t n;

    for (;;) {
        s = str_trim(s);
        if (back && (n = words_before(back, s, s.len)) > 0)
            s = str_sub(s, 0, s.len - n);
        else if (front && (n = words_at(front, s, 0)) > 0)
            s = str_sub(s, n, s.len);
        else
            return s;
    }
}

struct str
name_core(const struct document *doc, struct str name)
{
    return strip_words(name, rules_words(doc->rules, "label_front"),
                       rules_words(doc->rules, "label_tail"));
}

/* What stands behind the last figure or border in s. */
static struct str
last_piece(struct str s)
{
    size_t from = 0, width;

    for (size_t i = 0; i < s.len; i += width) {
        uint32_t cp = utf8_get(s.ptr + i, &width);

        if (cp == 0x3001 || cp == ':' || cp == '(' || cp == ')' ||
            (cp >= 0xE000 && cp < 0xE000 + FIGURE_KINDS))
            from = i + width;
    }
    return str_sub(s, from, s.len);
}

static struct str
cut_before(struct str s, const struct wordlist *words)
{
    size_t len, at = words_find(words, s, 0, &len);

    return at == SIZE_MAX ? s : str_sub(s, 0, at);
}

/* "public receipts rose by": the words before the comparison and before the
 * word of change. */
struct str
subject_of(const struct document *doc, uint32_t change)
{
    struct str s = text_before(doc, change);

    s = cut_before(s, rules_words(doc->rules, "compare_start"));
    s = cut_before(s, rules_words(doc->rules, "change_word"));
    s = name_core(doc, last_piece(s));
    if (s.len < SUBJECT_MIN ||
        words_has(rules_words(doc->rules, "subject_generic"), s))
        return STR_NONE;
    return s;
}

bool
names_same(const struct document *doc, struct str name, uint32_t amount)
{
    const struct fact *fact = fact_of(doc, amount);
    struct str label = name_core(doc, fact ? fact->label : STR_NONE);
    struct str core = name_core(doc, name);

    if (core.len < SUBJECT_MIN || label.len < SUBJECT_MIN ||
        words_has(rules_words(doc->rules, "subject_generic"), label))
        return false;
    return (label.len >= core.len &&
            str_eq(str_sub(label, label.len - core.len, label.len), core)) ||
           (core.len > label.len &&
            str_eq(str_sub(core, core.len - label.len, core.len), label));
}
