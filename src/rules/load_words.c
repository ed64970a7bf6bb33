/* SPDX-License-Identifier: MIT */
/* Units, word lists and the table of traditional characters. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "rules/load_int.h"

#define POWER_MAX 15

/* Ideographs, ASCII and the common marks stay what they are. */
static bool
is_plain(uint32_t cp)
{
    return (cp < 0x80 && cp >= ' ') || (cp >= 0x4E00 && cp <= 0x9FFF) ||
           (cp > 0x3000 && cp <= 0x3017) || cp == 0xFF0C || cp == 0xFF1B;
}

struct str
rules_fold(struct arena *arena, struct str word)
{
    struct text text;
    size_t i = 0, width;

    while (i < word.len && is_plain(utf8_get(word.ptr + i, &width)))
        i += width;
    if (i == word.len)
        return (struct str){ str_dup(arena, word), word.len };
    if (text_normalize(arena, word, NULL, &text, NULL) != GJ_OK)
        return STR_NONE;
    while (text.len && text.bytes[text.len - 1] == '\n')
        text.len--;
    return (struct str){ text.bytes, text.len };
}

struct str
rules_fold_tight(struct arena *arena, struct str word)
{
    struct str s = rules_fold(arena, word);
    char *out = s.ptr ? arena_alloc(arena, s.len + 1) : NULL;
    size_t n = 0;

    if (!out)
        return STR_NONE;
    for (size_t i = 0; i < s.len; i++)
        if (!strchr(" \t\n", s.ptr[i]))
            out[n++] = s.ptr[i];
    return (struct str){ out, n };
}

static bool
fold_all(struct json_in *in, struct json_strs *strs,
         struct str (*fold)(struct arena *, struct str))
{
    for (size_t i = 0; i < strs->n; i++) {
        strs->items[i] = fold(in->arena, strs->items[i]);
        if (!strs->items[i].ptr)
            return json_no_memory(in);
        if (strs->items[i].len == 0)
            return json_fail(in, "nothing is left of word %zu", i);
    }
    return true;
}

bool
json_words(struct json_in *in, const struct cJSON *value, void *out)
{
    return json_strs(in, value, out) && fold_all(in, out, rules_fold);
}

bool
json_tight_words(struct json_in *in, const struct cJSON *value, void *out)
{
    return json_strs(in, value, out) && fold_all(in, out, rules_fold_tight);
}

static int
longest_first(const void *a, const void *b)
{
    const struct str *x = a, *y = b;

    if (x->len != y->len)
        return x->len < y->len ? 1 : -1;
    return str_cmp(*x, *y);
}

static size_t
drop_doubles(struct str *words, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (kept == 0 || !str_eq(words[kept - 1], words[i]))
            words[kept++] = words[i];
    return kept;
}

struct words_in {
    bool verbatim; /* sentences to print: not folded, not sorted */
    const struct cJSON *lists;
    char none;
};

static bool
list_words(struct json_in *in, const struct cJSON *value, bool verbatim,
           struct wordlist *list)
{
    struct json_strs words;

    if (verbatim ? !json_strs(in, value, &words)
                 : !json_words(in, value, &words))
        return false;
    list->words = words.items;
    list->n = words.n;
    if (!verbatim) {
        qsort(words.items, words.n, sizeof(*words.items), longest_first);
        list->n = drop_doubles(words.items, words.n);
    }
    return wordlist_index(in->arena, list) || json_no_memory(in);
}

static bool
list_read(struct json_in *in, const char *name, const struct cJSON *value,
          void *out)
{
    const struct words_in *words = out;
    struct loader *l = in->user;
    struct wordlist *list;

    for (size_t i = 0; i < l->nlists; i++)
        if (strcmp(l->lists[i].name, name) == 0)
            return json_fail(in, "there is another list of this name");
    if (!LOADER_ADD(l, lists, &list))
        return false;
    list->name = str_dup(in->arena, str_of(name));
    list->name_len = strlen(name);
    if (!list->name)
        return json_no_memory(in);
    return list_words(in, value, words->verbatim, list);
}

static bool
lists_keep(struct json_in *in, const struct cJSON *value, void *out)
{
    (void)in;
    *(const struct cJSON **)out = value;
    return true;
}

static const struct json_member words_members[] = {
    JSON_MAY("verbatim", json_bool, struct words_in, verbatim),
    JSON_MUST("lists", lists_keep, struct words_in, lists),
};

bool
load_words(struct loader *l, struct str text)
{
    struct cJSON *json = json_parse(&l->in, text);
    struct words_in words = { 0 };
    bool ok =
        json && json_object(&l->in, json, words_members, 2, &words) &&
        json_each_member_of(&l->in, "lists", words.lists, list_read, &words);

    json_free(json);
    return ok;
}

/* ---- units ---- */

struct unit_in {
    struct str name, base;
    unsigned kinds;
    int power;
};

bool
json_kind(struct json_in *in, const struct cJSON *value, void *out)
{
    const char *name;

    if (!json_text(in, value, &name))
        return false;
    for (unsigned kind = 0; kind < FIGURE_KINDS; kind++) {
        if (strcmp(name, figure_kind_name((enum figure_kind)kind)) == 0) {
            *(unsigned *)out |= 1u << kind;
            return true;
        }
    }
    return json_fail(in, "there is no kind \"%s\"", name);
}

static const struct json_member unit_members[] = {
    JSON_MUST("name", json_str, struct unit_in, name),
    JSON_MUST("kind", json_kind, struct unit_in, kinds),
    JSON_MAY("base", json_str, struct unit_in, base),
    JSON_MAY("power", json_int, struct unit_in, power),
};

static bool
unit_read(struct json_in *in, const struct cJSON *value, void *out)
{
    struct loader *l = in->user;
    struct unit_in u = { 0 };
    struct unit *unit;

    (void)out;
    if (!json_object(in, value, unit_members, 4, &u))
        return false;
    if (u.power > POWER_MAX || u.power < -POWER_MAX)
        return json_fail(in, "the power is too large");
    u.name = rules_fold(in->arena, u.name);
    if (!u.name.ptr || !LOADER_ADD(l, units, &unit))
        return json_no_memory(in);
    for (size_t i = 0; i + 1 < l->nunits; i++)
        if (str_eq(l->units[i].name, u.name))
            return json_fail(in, "the unit \"%s\" is given twice", u.name.ptr);
    unit->name = u.name;
    unit->base = u.base;
    unit->power = (int8_t)u.power;
    while (!(u.kinds >> unit->kind & 1))
        unit->kind++;
    return true;
}

static bool
units_read(struct json_in *in, const struct cJSON *value, void *out)
{
    return json_each(in, value, unit_read, out);
}

static const struct json_member units_members[] = {
    JSON_MUST("units", units_read, struct words_in, none),
};

bool
load_units(struct loader *l, struct str text)
{
    struct cJSON *json = json_parse(&l->in, text);
    struct words_in unused;
    bool ok = json && json_object(&l->in, json, units_members, 1, &unused);

    json_free(json);
    return ok;
}

/* ---- traditional characters ---- */

static bool
fold_line(struct loader *l, uint16_t *fold, struct str line, size_t number)
{
    size_t tab = str_find(line, STR("\t"), 0), from_len, to_len;
    uint32_t from, to;

    if (line.len == 0 || line.ptr[0] == '#')
        return true;
    if (tab == SIZE_MAX || tab == 0 || tab + 1 >= line.len)
        goto wrong;
    from = utf8_get(line.ptr, &from_len);
    to = utf8_get(line.ptr + tab + 1, &to_len);
    if (from_len != tab || tab + 1 + to_len != line.len || from < 0x80 ||
        to < 0x80 || from > UINT16_MAX || to > UINT16_MAX)
        goto wrong;
    if (fold[from])
        return json_fail(&l->in, "line %zu: given twice", number);
    fold[from] = (uint16_t)to;
    return true;
wrong:
    return json_fail(&l->in,
                     "line %zu: must be a character, a tab and a "
                     "character",
                     number);
}

bool
load_traditional(struct loader *l, struct str text)
{
    uint16_t *fold = l->fold;
    size_t number = 0, bad = utf8_check(text.ptr, text.len);

    if (bad < text.len)
        return json_fail(&l->in, "not UTF-8 at byte %zu", bad);
    if (!fold)
        fold = arena_array(l->in.arena, 0x10000, sizeof(*fold));
    if (!fold)
        return json_no_memory(&l->in);
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find(text, STR("\n"), at);
        struct str line = str_sub(text, at, end);

        number++;
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (!fold_line(l, fold, line, number))
            return false;
        at += line.len;
        while (at < text.len && text.ptr[at] != '\n')
            at++;
        at++;
    }
    l->fold = fold;
    return true;
}

/* ---- afterwards ---- */

static int
unit_longest_first(const void *a, const void *b)
{
    return longest_first(&((const struct unit *)a)->name,
                         &((const struct unit *)b)->name);
}

static int
list_by_name(const void *a, const void *b)
{
    return strcmp(((const struct wordlist *)a)->name,
                  ((const struct wordlist *)b)->name);
}

static void
layout_fill(struct gj_rules *rules)
{
    struct layout_words *w = &rules->layout;
    const struct {
        const char *name;
        const struct str **words;
        size_t *n;
    } lists[] = {
        { "layout_header", &w->header, &w->nheader },
        { "layout_footer", &w->footer, &w->nfooter },
        { "layout_unit", &w->unit, &w->nunit },
        { "layout_title", &w->title, &w->ntitle },
        { "layout_broken", &w->broken, &w->nbroken },
    };

    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        const struct wordlist *list = rules_words(rules, lists[i].name);

        *lists[i].words = list->words;
        *lists[i].n = list->n;
    }
}

bool
load_words_done(struct loader *l)
{
    struct gj_rules *rules = l->rules;
    struct figure_words *lists =
        arena_array(l->in.arena, l->nlists, sizeof(*lists));

    if (!lists)
        return json_no_memory(&l->in);
    if (l->nunits)
        qsort(l->units, l->nunits, sizeof(*l->units), unit_longest_first);
    if (l->nlists)
        qsort(l->lists, l->nlists, sizeof(*l->lists), list_by_name);
    for (size_t i = 0; i < l->nlists; i++)
        lists[i] = (struct figure_words){ l->lists[i].name, l->lists[i].words,
                                          l->lists[i].n };
    rules->folds.fold = l->fold;
    rules->lists = l->lists;
    rules->nlists = l->nlists;
    rules->lexicon =
        (struct figure_lexicon){ l->units, l->nunits, lists, l->nlists, NULL };
    if (!names_index(rules, l->in.arena) ||
        !searched_build(rules, l->lists, l->in.arena) ||
        !lexicon_index(l->in.arena, &rules->lexicon))
        return json_no_memory(&l->in);
    layout_fill(rules);
    return true;
}
