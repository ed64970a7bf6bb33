/* SPDX-License-Identifier: MIT */
/* Views, buffers, arenas, errors and digests. */
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sha256.h"
#include "base/str.h"
#include "test.h"

static void
test_str(void)
{
    struct str s = STR("abcabd"), none = STR_NONE;

    EXPECT(str_eq(none, STR("")) && str_eqc(none, NULL));
    EXPECT(str_eqc(s, "abcabd") && !str_eqc(s, "abcab"));
    EXPECT(str_cmp(STR("a"), STR("ab")) < 0 && str_cmp(s, s) == 0);
    EXPECT(str_cmp(STR("\xe4"), STR("a")) > 0 && str_cmp(none, s) < 0);
    EXPECT(str_starts(s, STR("abc")) && !str_starts(s, STR("abd")));
    EXPECT(str_starts(s, none) && str_starts(none, none));
    EXPECT(str_ends(s, STR("abd")) && !str_ends(s, STR("xabcabd")));
    EXPECT(str_ends(s, none));
    EXPECT(str_find(s, STR("abd"), 0) == 3 && str_find(s, STR("ab"), 1) == 3);
    EXPECT(str_find(s, STR("ab"), 4) == SIZE_MAX);
    EXPECT(str_find(s, STR("abcabde"), 0) == SIZE_MAX);
    EXPECT(str_find(s, STR("d"), 5) == 5 &&
           str_find(s, STR("d"), 6) == SIZE_MAX);
    EXPECT(str_find(s, STR("d"), 7) == SIZE_MAX);
    EXPECT(str_find(s, none, 2) == 2 && str_find(none, none, 0) == 0);
    EXPECT(str_eqc(str_sub(s, 1, 3), "bc") &&
           str_eqc(str_sub(s, 4, 99), "bd"));
    EXPECT(str_sub(s, 9, 99).len == 0 && str_sub(s, 3, 1).len == 0);
    EXPECT(str_sub(none, 0, 5).len == 0);
    EXPECT(str_eqc(str_trim(STR(" \ta b\t ")), "a b"));
    EXPECT(str_trim(STR(" \t ")).len == 0 && str_trim(none).len == 0);
    EXPECT(str_hash(s) == str_hash(STR("abcabd")));
    EXPECT(str_hash(s) != str_hash(STR("abcabe")));
}

static void
test_buf(void)
{
    struct arena arena;
    struct buf buf;
    char *copy;

    arena_init(&arena, 100000);
    buf_init(&buf, &arena);
    EXPECT(!strcmp(buf_cstr(&buf), ""));
    for (int i = 0; i < 1000; i++) {
        buf_printf(&buf, "%d", i % 10);
        buf_char(&buf, ' ');
        buf_puts(&buf, "");
    }
    EXPECT(buf.len == 2000 && !buf.failed && !strncmp(buf.ptr, "0 1 2 3", 7));
    EXPECT(strlen(buf_cstr(&buf)) == 2000);
    copy = str_dup(&arena, (struct str){ buf.ptr, 3 });
    EXPECT(copy && !strcmp(copy, "0 1"));
    buf_printf(&buf, "%70000d", 1);
    EXPECT(buf.failed && !strcmp(buf_cstr(&buf), ""));
    buf_puts(&buf, "x");
    EXPECT(buf.failed && arena.over_limit);
    arena_release(&arena);
}

static void
test_vec(void)
{
    struct arena arena;
    size_t *items = NULL, cap = 0, n;

    arena_init(&arena, 10000);
    for (n = 0; n < 500; n++) {
        items = vec_grow(&arena, items, n, &cap, sizeof(*items));
        if (!items)
            break;
        items[n] = n;
    }
    EXPECT(n == 500 && cap == 512);
    for (size_t i = 0; items && i < n; i++)
        EXPECT(items[i] == i);
    EXPECT(!vec_grow(&arena, items, 512, &cap, sizeof(*items)));
    arena_release(&arena);
}

static void
test_err(void)
{
    struct gj_error err = { 0 };
    struct arena arena;
    char name[600];

    memset(name, 'x', 510);
    strcpy(name + 510, "\xe4\xb8\x80\xe4\xb8\x80"); /* 一 twice */
    EXPECT(err_set(&err, GJ_RULE, "%s", name) == GJ_RULE);
    EXPECT(strlen(err.message) == 510);
    EXPECT(err_set(&err, GJ_LIMIT, "later") == GJ_LIMIT);
    EXPECT(err.status == GJ_RULE && err.message[0] == 'x');
    err = (struct gj_error){ 0 };
    err_set(&err, GJ_RULE, "a\nb\x1b");
    EXPECT(!strcmp(err.message, "a?b?"));
    EXPECT(err_set(NULL, GJ_RULE, "a") == GJ_RULE);
    arena_init(&arena, 10);
    EXPECT(arena_alloc(&arena, 11) == NULL);
    EXPECT(err_memory(NULL, &arena) == GJ_LIMIT);
    arena_release(&arena);
    arena.fail_after = 1;
    EXPECT(arena_alloc(&arena, 1) == NULL);
    EXPECT(err_memory(NULL, &arena) == GJ_NOMEM);
    EXPECT(arena_array(&arena, SIZE_MAX, 2) == NULL);
    EXPECT(arena_alloc(&arena, SIZE_MAX) == NULL);
    arena_release(&arena);
}

static void
test_sha256(void)
{
    static const char *const cases[][2] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb924"
              "27ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223"
                 "b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039"
          "a33ce45964ff2167f6ecedd419db06c1" },
    };
    char hex[SHA256_HEX], whole[SHA256_HEX], text[300];
    struct sha256 sha;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        sha256_hex(cases[i][0], strlen(cases[i][0]), hex);
        EXPECT(!strcmp(hex, cases[i][1]));
    }
    memset(text, 'y', sizeof(text));
    sha256_hex(text, sizeof(text), whole);
    for (size_t cut = 0; cut <= sizeof(text); cut++) {
        sha256_init(&sha);
        sha256_update(&sha, text, cut);
        sha256_update(&sha, text + cut, sizeof(text) - cut);
        sha256_final(&sha, hex);
        EXPECT(!strcmp(hex, whole));
    }
}

int
main(void)
{
    test_str();
    test_buf();
    test_vec();
    test_err();
    test_sha256();
    return test_done();
}
