/* SPDX-License-Identifier: MIT */
/*
 * Words are looked for in lists of their places (rules/hits.c) or in the text
 * itself (rules/words.c): the answers must be the same, for every list, in
 * stretches of the documents of corpus/ and of text put together at random from
 * the lists' own words.
 */
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "unit/test.h"

#include "rules/hits.h"

#define TEXT_MAX   ((size_t)1 << 20)
#define STRETCHES  60 /* of a text, for each list */
#define STRETCH    160
#define RANDOM_LEN 4000

/* Of the well-known multiplicative kind: the same texts everywhere. */
static uint32_t
draw(uint64_t *state, uint32_t below)
{
    *state =
        *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % below;
}

/* All places of the list in s, one search behind the other. */
static size_t
compare(const struct word_hits *hits, const struct wordlist *list,
        struct str s)
{
    size_t found = 0, from = 0, len, other;

    for (;;) {
        size_t a = words_find(list, s, from, &len);
        size_t b = hits_words_find(hits, list, s, from, &other);

        EXPECT_MSG(a == b && len == other,
                   "%s: %zu (%zu bytes), with places %zu (%zu)", list->name, a,
                   len, b, other);
        if (a == SIZE_MAX || a != b)
            return found;
        found++;
        from = a + 1;
    }
}

static size_t
text_test(const struct gj_rules *rules, struct str text, uint64_t *state)
{
    struct word_hits hits[SEARCHED_TEXTS];
    struct arena arena;
    size_t found = 0;

    arena_init(&arena, (size_t)1 << 28);
    for (int kind = 0; kind < SEARCHED_TEXTS; kind++) {
        EXPECT(hits_find(&arena, rules, (enum searched_text)kind, text,
                         &hits[kind]));
        for (size_t l = 0; l < rules->nlists; l++)
            for (int i = 0; i < STRETCHES && text.len; i++) {
                size_t from = draw(state, (uint32_t)text.len);
                struct str s =
                    str_sub(text, from, from + draw(state, STRETCH));

                found += compare(&hits[kind], &rules->lists[l], s);
            }
        found += compare(&hits[kind], &rules->lists[0], text);
        found += compare(&hits[kind], &rules->lists[0], STR("elsewhere"));
    }
    arena_release(&arena);
    return found;
}

static size_t
file_test(const struct gj_rules *rules, const char *name, uint64_t *state)
{
    FILE *f = fopen(name, "rb");
    char *bytes = malloc(TEXT_MAX);
    size_t len = f && bytes ? fread(bytes, 1, TEXT_MAX, f) : 0, found;

    EXPECT_MSG(len > 0, "%s: cannot be read", name);
    found = text_test(rules, (struct str){ bytes, len }, state);
    if (f)
        fclose(f);
    free(bytes);
    return found;
}

static size_t
corpus_test(const struct gj_rules *rules, uint64_t *state)
{
    glob_t files;
    size_t found = 0;

    if (glob("corpus/*/*.txt", 0, NULL, &files) != 0)
        return 0;
    for (size_t i = 0; i < files.gl_pathc; i += 7)
        found += file_test(rules, files.gl_pathv[i], state);
    globfree(&files);
    return found;
}

/* Words of the lists, whole and cut, one behind the other. */
static size_t
random_test(const struct gj_rules *rules, uint64_t *state)
{
    char text[RANDOM_LEN];
    size_t len = 0;

    while (len < sizeof(text) - 256) {
        const struct wordlist *list =
            &rules->lists[draw(state, (uint32_t)rules->nlists)];
        struct str word =
            list->n ? list->words[draw(state, (uint32_t)list->n)] : STR("x");
        size_t n = word.len < 200 ? word.len : 0;

        while (n && draw(state, 3) == 0) /* whole characters less */
            do
                n--;
            while (n && ((unsigned char)word.ptr[n] & 0xC0) == 0x80);
        memcpy(text + len, word.ptr, n);
        len += n;
    }
    return text_test(rules, (struct str){ text, len }, state);
}

/* Every list that is looked for is one of the rules'. */
static void
names_test(const struct gj_rules *rules)
{
    size_t n[SEARCHED_TEXTS] = { 0 };

    for (int kind = 0; kind < SEARCHED_TEXTS; kind++) {
        for (size_t l = 0; l < rules->nlists; l++)
            n[kind] += rules->lists[l].searched[kind] != 0;
        EXPECT(n[kind] > 0 && n[kind] == rules->searched[kind].nlists);
    }
}

int
main(void)
{
    struct gj_rules *rules;
    size_t n, found = 0;
    uint64_t state = 1;
    const struct gj_file *files = gj_builtin_rules(&n);

    if (gj_rules_load(files, n, &rules, NULL) != GJ_OK)
        return EXIT_FAILURE;
    names_test(rules);
    found = corpus_test(rules, &state);
    EXPECT_MSG(found > 1000, "%zu words in the corpus", found);
    found = 0;
    for (int i = 0; i < 40; i++)
        found += random_test(rules, &state);
    EXPECT_MSG(found > 10000, "%zu words in text at random", found);
    gj_rules_free(rules);
    return test_done();
}
