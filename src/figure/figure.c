/* SPDX-License-Identifier: MIT */
#include "figure/figure.h"

#include <string.h>

#include "figure/scan.h"

const char *
figure_kind_name(enum figure_kind kind)
{
    static const char *const names[FIGURE_KINDS] = {
        "money", "percent", "points", "permille", "score", "ratio",
        "count", "measure", "date",   "ordinal",  "code",  "plain",
    };
    return names[kind];
}

const char *
comparator_name(enum comparator cmp)
{
    static const char *const names[] = {
        [CMP_NONE] = NULL,
        [CMP_EQ] = "=",
        [CMP_LT] = "<",
        [CMP_LE] = "\xE2\x89\xA4",
        [CMP_GT] = ">",
        [CMP_GE] = "\xE2\x89\xA5",
        [CMP_APPROX] = "\xE2\x89\x88",
    };
    return names[cmp];
}

uint32_t
figures_from(const struct figures *figures, uint32_t off)
{
    size_t lo = 0, hi = figures->n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (figures->items[mid].begin < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return (uint32_t)lo;
}

uint32_t
figures_at_token(const struct figures *figures, uint32_t off)
{
    size_t lo = 0, hi = figures->n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (figures->token_off[mid] < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < figures->n && figures->token_off[lo] == off ? (uint32_t)lo
                                                            : UINT32_MAX;
}

uint32_t
figures_token_of(const struct figures *figures, uint32_t off)
{
    size_t lo = 0, hi = figures->tokens_len;

    /* First token byte that comes from off or later. */
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (figures->flow_of[mid] < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo < figures->tokens_len && figures->flow_of[lo] == off)
        return (uint32_t)lo;
    /* Inside a figure: its token, which comes before. */
    uint32_t i = figures_from(figures, off + 1);
    if (i > 0 && figures->items[i - 1].end > off)
        return figures->token_off[i - 1];
    return (uint32_t)lo;
}

bool
figure_base(const struct figure *figure, struct dec *out)
{
    if (!figure->has_value)
        return false;
    return dec_shift(figure->value, figure->unit ? figure->unit->power : 0,
                     out);
}

int
figure_precision(const struct figure *figure)
{
    return (figure->unit ? figure->unit->power : 0) - figure->value.scale;
}

enum { PACKED_DATE = 8 }; /* digits of 20230328 */

void
figure_inherit(struct figure *figure, const struct unit *unit)
{
    bool packed = figure->kind == FIGURE_DATE && figure->has_value &&
                  figure->begin == figure->digits_begin &&
                  figure->end == figure->digits_end &&
                  figure->end - figure->begin == PACKED_DATE;

    if (!unit || figure->unit || (figure->kind != FIGURE_PLAIN && !packed))
        return;
    figure->unit = unit;
    figure->kind = unit->kind;
    figure->unit_inherited = true;
}

/* ---- notes that announce a unit ---- */

/* The longest money unit at s[at]. */
static const struct unit *
money_at(const struct figure_lexicon *lexicon, struct str s, size_t at,
         size_t *end)
{
    const struct unit *best = NULL;

    size_t w;

    while (at < s.len && s.ptr[at] == ' ')
        at++;
    if (at >= s.len || (unsigned char)s.ptr[at] < 0x80 ||
        !start_has(lexicon->index->unit_starts, utf8_get(s.ptr + at, &w)))
        return NULL;
    for (size_t i = 0; i < lexicon->nunits; i++) {
        const struct unit *u = &lexicon->units[i];
        if (u->kind == FIGURE_MONEY && u->name.len <= s.len - at &&
            (!best || u->name.len > best->name.len) &&
            memcmp(u->name.ptr, s.ptr + at, u->name.len) == 0)
            best = u;
    }
    if (!best)
        return NULL;
    *end = at + best->name.len;
    return best;
}

static bool
ends_note(struct str s, size_t p)
{
    size_t w;

    while (p < s.len && s.ptr[p] == ' ')
        p++;
    return p >= s.len || !is_han(utf8_get(s.ptr + p, &w));
}

/* The unit of a note that starts at p, or NULL. */
static const struct unit *
note_at(const struct figure_lexicon *lexicon, const struct word_index *notes,
        struct str s, size_t p)
{
    size_t end = 0;

    if (s.ptr[p] == '(') {
        const struct unit *u = money_at(lexicon, s, p + 1, &end);
        return u && end < s.len && s.ptr[end] == ')' ? u : NULL;
    }
    for (size_t i = 0; i < notes->n; i++) {
        struct str w = notes->words[i];
        if (w.len > s.len - p || memcmp(w.ptr, s.ptr + p, w.len) != 0)
            continue;
        const struct unit *u = money_at(lexicon, s, p + w.len, &end);
        if (u && ends_note(s, end))
            return u;
    }
    return NULL;
}

const struct unit *
figure_unit_note(const struct layout *layout, uint32_t from, uint32_t to,
                 const struct figure_lexicon *lexicon)
{
    const struct word_index *notes = &lexicon->index->lists[W_UNIT_NOTE];
    struct str s = { layout->flow, to < layout->len ? to : layout->len };
    size_t w;

    for (size_t p = from; p < s.len; p += w) {
        uint32_t cp = utf8_get(s.ptr + p, &w);
        if (cp != '(' && !notes->first[word_bucket(s.ptr + p, w)])
            continue;
        const struct unit *u = note_at(lexicon, notes, s, p);
        if (u)
            return u;
    }
    return NULL;
}
