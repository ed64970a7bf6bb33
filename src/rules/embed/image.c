/* SPDX-License-Identifier: MIT */
/*
 * Host program of the build: loads the rule files and prints what they became
 * as C, see rules/image.h.
 *
 *     image >image.inc
 *     image --patterns    the expressions of the patterns, each with a NUL
 *
 * The rules are loaded into memory at a fixed address.  A word of it that
 * holds an address inside is a pointer, which the linker will fill in; a word
 * that holds an address of this program points to a constant string, which
 * is copied behind the rest; all others are bytes.  The addresses are such
 * that neither text nor a number of rules can look like one; loading at a
 * second place and comparing makes sure of it.
 */
#define _DEFAULT_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "rules/load_int.h"
#include "rules/regex.h"

#define PLACE_A ((uintptr_t)0x1F0100000000u)
#define PLACE_B ((uintptr_t)0x1F0300000000u)
#define ROOM    ((size_t)64 << 20)

/* Begin and end of this program in memory, from the linker. */
extern const char __executable_start[], _end[];

struct loaded {
    unsigned char *memory;
    size_t len; /* in use */
    struct gj_rules *rules;
};

static void
die(const char *why)
{
    fprintf(stderr, "image: %s\n", why);
    exit(EXIT_FAILURE);
}

static struct loaded
load_at(uintptr_t place)
{
    struct loaded l = { 0 };
    struct gj_error err = { 0 };
    struct arena arena;
    size_t n;
    const struct gj_file *files = gj_builtin_rules(&n);
    void *memory =
        mmap((void *)place, ROOM, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

    if (memory != (void *)place)
        die("no memory at the address wanted");
    l.memory = memory;
    arena_init_at(&arena, memory, ROOM);
    l.rules = ARENA_NEW(&arena, struct gj_rules);
    l.rules->arena = arena;
    if (rules_load(l.rules, files, n, &err) != GJ_OK)
        die(err.message);
    l.len = ROOM - (arena.limit - l.rules->arena.used);
    return l;
}

static uintptr_t
word_at(const struct loaded *l, size_t i)
{
    uintptr_t word;

    memcpy(&word, l->memory + i * sizeof(word), sizeof(word));
    return word;
}

static bool
points_inside(const struct loaded *l, uintptr_t word)
{
    return word - (uintptr_t)l->memory < l->len;
}

static bool
points_here(uintptr_t word)
{
    return word >= (uintptr_t)__executable_start && word < (uintptr_t)_end;
}

/* Strings of this program, by the offset that they get. */
static size_t
print_strings(const struct loaded *l, size_t nwords)
{
    size_t n = 0;

    printf("static const char image_strings[] = {");
    for (size_t i = 0; i < nwords; i++) {
        uintptr_t word = word_at(l, i);

        if (!points_here(word))
            continue;
        for (const char *p = (const char *)word; *p; p++, n++)
            printf("%d,", *p);
        printf("0,");
        n++;
    }
    printf("0};\n");
    return n;
}

static void
print_words(const struct loaded *a, const struct loaded *b, size_t nwords)
{
    size_t string = 0;

    printf("static const union { uintptr_t n; const void *p; } image[%zu] ="
           " {\n",
           nwords);
    for (size_t i = 0; i < nwords; i++) {
        uintptr_t word = word_at(a, i), other = word_at(b, i);

        if (points_inside(a, word)) {
            if (other - PLACE_B != word - PLACE_A)
                die("a word that is a pointer by chance");
            printf("{.p=IMAGE(%zu)},\n", (size_t)(word - PLACE_A));
            continue;
        }
        if (word != other)
            die("two loads that differ");
        if (points_here(word)) {
            printf("{.p=image_strings+%zu},\n", string);
            string += strlen((const char *)word) + 1;
        } else {
            printf("{%zuu},", (size_t)word);
        }
    }
    printf("};\n");
}

static void
print_regexes(const struct gj_rules *rules)
{
    size_t len = 0;
    unsigned char *bytes = regex_set_encode(rules->regexes, &len);

    if (!bytes)
        die("cannot encode the patterns");
    printf("static const uint8_t regexes[] = {\n");
    for (size_t i = 0; i < len; i++)
        printf("%u,%s", bytes[i], i % 24 == 23 ? "\n" : "");
    printf("};\n");
    free(bytes);
}

/* Sanitizers keep the addresses to themselves; checked arenas have no place;
 * and where this program is not moved, its addresses look like numbers. */
static bool
is_possible(void)
{
#if defined(ARENA_MALLOC) || defined(__SANITIZE_ADDRESS__) || \
    defined(__SANITIZE_THREAD__) || UINTPTR_MAX < UINT64_MAX
    return false;
#else
    return (uintptr_t)__executable_start > UINT32_MAX;
#endif
}

static int
print_patterns(void)
{
    size_t n;
    const struct gj_file *files = gj_builtin_rules(&n);
    struct gj_error err = { 0 };
    struct gj_rules *rules;

    if (gj_rules_load(files, n, &rules, &err) != GJ_OK)
        die(err.message);
    for (size_t i = 0; i < rules->npatterns; i++)
        printf("%.*s%c", (int)rules->patterns[i].regex.len,
               rules->patterns[i].regex.ptr, 0);
    gj_rules_free(rules);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--patterns") == 0)
        return print_patterns();
    if (!is_possible()) {
        printf("#define BUILTIN_IMAGE 0\n");
        return EXIT_SUCCESS;
    }
    struct loaded a = load_at(PLACE_A), b = load_at(PLACE_B);
    size_t nwords = (a.len + sizeof(uintptr_t) - 1) / sizeof(uintptr_t);

    if (a.len != b.len)
        die("two loads of different sizes");
    print_regexes(a.rules);
    /* What only this process can use. */
    for (struct loaded *l = &a; l; l = l == &a ? &b : NULL) {
        l->rules->regexes = NULL;
        l->rules->arena = l->rules->code = (struct arena){ 0 };
    }
    print_strings(&a, nwords);
    printf("#define IMAGE(at) ((const char *)image + (at))\n");
    print_words(&a, &b, nwords);
    printf("static const struct rules_image builtin_image = {\n"
           "    IMAGE(%zu), regexes };\n"
           "#define BUILTIN_IMAGE &builtin_image\n",
           (size_t)((uintptr_t)a.rules - PLACE_A));
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS
                                                  : EXIT_FAILURE;
}
