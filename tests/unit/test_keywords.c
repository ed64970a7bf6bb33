/* SPDX-License-Identifier: MIT */
/*
 * The patterns are tried where a keyword stands and a figure is in reach
 * (rules/scan.c).  Here they are tried everywhere, on the documents of
 * corpus/: the matches must be the same, and with machine code, too.
 *
 *     test_keywords [FILE...]
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/test.h"

#include "rules/regex.h"
#include "rules/rules.h"

#define MATCHES_MAX 100000

struct match {
    size_t pattern, begin, end;
    size_t groups[PATTERN_GROUPS_MAX];
};

struct matches {
    const struct gj_rules *rules;
    struct match *items;
    size_t n;
};

static struct match *
match_add(struct matches *m)
{
    if (m->n == MATCHES_MAX)
        exit(EXIT_FAILURE);
    memset(&m->items[m->n], 0, sizeof(*m->items));
    return &m->items[m->n++];
}

static bool
take(void *user, const struct pattern_match *match)
{
    struct matches *m = user;
    struct match *one = match_add(m);

    one->pattern = (size_t)(match->pattern - m->rules->patterns);
    one->begin = match->begin;
    one->end = match->end;
    for (size_t g = 0; g < match->pattern->ngroups; g++)
        one->groups[g] = match->group_begin[g];
    return true;
}

static void
try_everywhere(struct matches *m, struct str tokens)
{
    struct regex_matcher *matcher = regex_matcher_new(PATTERN_GROUPS_MAX);

    for (size_t p = 0; p < m->rules->npatterns; p++)
        for (size_t at = 0; at < tokens.len; at++) {
            const struct pattern *pattern = &m->rules->patterns[p];
            struct match *one;
            size_t end;

            if (((unsigned char)tokens.ptr[at] & 0xC0) == 0x80 ||
                regex_match(m->rules->regexes, p, matcher, tokens, at) !=
                    REGEX_YES)
                continue;
            one = match_add(m);
            one->pattern = p;
            regex_group(matcher, 0, &one->begin, &one->end);
            for (size_t g = 0; g < pattern->ngroups; g++) {
                one->groups[g] = SIZE_MAX;
                regex_group(matcher, pattern->groups[g].number,
                            &one->groups[g], &end);
            }
        }
    regex_matcher_free(matcher);
}

static int
by_place(const void *a, const void *b)
{
    const struct match *x = a, *y = b;

    if (x->pattern != y->pattern)
        return x->pattern < y->pattern ? -1 : 1;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

static void
compare(const char *name, struct matches *a, struct matches *b)
{
    qsort(a->items, a->n, sizeof(*a->items), by_place);
    qsort(b->items, b->n, sizeof(*b->items), by_place);
    EXPECT_MSG(a->n == b->n, "%s: %zu and %zu matches", name, a->n, b->n);
    EXPECT_MSG(memcmp(a->items, b->items,
                      (a->n < b->n ? a->n : b->n) * sizeof(*a->items)) == 0,
               "%s: other matches", name);
}

static char *
file_read(const char *name, size_t *len)
{
    FILE *f = fopen(name, "rb");
    char *bytes = malloc(1 << 20);

    *len = f && bytes ? fread(bytes, 1, 1 << 20, f) : 0;
    if (f)
        fclose(f);
    return bytes;
}

static size_t
file_test(struct gj_rules *rules, const char *name)
{
    struct matches found = { .rules = rules }, all = found;
    struct text text;
    struct layout layout;
    struct figures figures;
    struct arena arena;
    struct str tokens;
    size_t len;
    char *bytes = file_read(name, &len);

    arena_init(&arena, (size_t)1 << 28);
    found.items = arena_array(&arena, MATCHES_MAX, sizeof(struct match));
    all.items = arena_array(&arena, MATCHES_MAX, sizeof(struct match));
    if (!found.items || !all.items ||
        text_normalize(&arena, (struct str){ bytes, len }, &rules->folds,
                       &text, NULL) != GJ_OK ||
        layout_build(&arena, &text, &rules->layout, &layout, NULL) != GJ_OK ||
        figures_scan(&arena, &layout, &rules->lexicon, &figures, NULL) !=
            GJ_OK) {
        fprintf(stderr, "%s: cannot be read\n", name);
        exit(EXIT_FAILURE);
    }
    tokens = (struct str){ figures.tokens, figures.tokens_len };
    EXPECT(rules_match(rules, tokens, take, &found) == GJ_OK);
    try_everywhere(&all, tokens);
    compare(name, &found, &all);
    arena_release(&arena);
    free(bytes);
    return found.n;
}

static size_t
files_test(struct gj_rules *rules, const char *pattern)
{
    glob_t files;
    size_t n = 0;

    if (glob(pattern, 0, NULL, &files) != 0)
        return 0;
    for (size_t i = 0; i < files.gl_pathc; i++)
        n += file_test(rules, files.gl_pathv[i]);
    globfree(&files);
    return n;
}

int
main(int argc, char **argv)
{
    struct gj_rules *rules;
    size_t n, matches = 0, again = 0;
    const struct gj_file *files = gj_builtin_rules(&n);

    if (gj_rules_load(files, n, &rules, NULL) != GJ_OK)
        return EXIT_FAILURE;
    for (int i = 1; i < argc; i++)
        file_test(rules, argv[i]);
    matches += files_test(rules, "corpus/clean/*.txt");
    matches += files_test(rules, "corpus/faulty/*.txt");
    EXPECT_MSG(matches > 1000, "%zu matches", matches);
    gj_rules_hurry(rules);
    again += files_test(rules, "corpus/clean/*.txt");
    again += files_test(rules, "corpus/faulty/*.txt");
    EXPECT_MSG(matches == again, "%zu matches, with machine code %zu", matches,
               again);
    gj_rules_free(rules);
    return test_done();
}
