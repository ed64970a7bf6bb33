/* SPDX-License-Identifier: MIT */
/*
 * Layout: small texts and the blocks that must come of them, as
 * layout_dump() prints them.  With file names as arguments it prints the
 * blocks of those files instead (words from rules/words/layout.json).
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "layout/layout.h"
#include "test.h"
#include "text/text.h"

#define WORDS_MAX 2048

struct words {
    struct str header[WORDS_MAX], footer[WORDS_MAX], unit[WORDS_MAX],
        title[WORDS_MAX], broken[WORDS_MAX];
    struct layout_words layout;
};

/* The strings of one list of a rule file; enough JSON for words. */
static size_t
list_read(const char *json, const char *name, struct str *out)
{
    const char *p = strstr(json, name);
    size_t n = 0;

    p = p ? strchr(p, '[') : NULL;
    while (p && *p != ']' && n < WORDS_MAX) {
        const char *end;

        if (*p++ != '"')
            continue;
        end = strchr(p, '"');
        if (!end)
            break;
        out[n++] = (struct str){ p, (size_t)(end - p) };
        p = end + 1;
    }
    return n;
}

static char *
file_read(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    size_t cap = (size_t)1 << 16, n;
    char *bytes = malloc(cap + 1);

    *len = 0;
    while (file && bytes && (n = fread(bytes + *len, 1, cap - *len, file))) {
        *len += n;
        if (*len == cap) {
            char *more = realloc(bytes, cap * 2 + 1);

            if (!more)
                break;
            bytes = more;
            cap *= 2;
        }
    }
    if (file)
        fclose(file);
    if (bytes)
        bytes[*len] = '\0';
    return file ? bytes : NULL;
}

static bool
words_load(struct words *words, char **json)
{
    size_t len;

    *json = file_read("rules/words/layout.json", &len);
    if (!*json)
        return false;
    words->layout = (struct layout_words){
        .header = words->header,
        .nheader = list_read(*json, "\"layout_header\"", words->header),
        .footer = words->footer,
        .nfooter = list_read(*json, "\"layout_footer\"", words->footer),
        .unit = words->unit,
        .nunit = list_read(*json, "\"layout_unit\"", words->unit),
        .title = words->title,
        .ntitle = list_read(*json, "\"layout_title\"", words->title),
        .broken = words->broken,
        .nbroken = list_read(*json, "\"layout_broken\"", words->broken),
    };
    return true;
}

/* Text that is normalized already: every byte its own place. */
static struct text
text_plain(struct arena *arena, const char *bytes, size_t len)
{
    uint32_t *src = arena_array(arena, len + 1, sizeof(*src));

    for (size_t i = 0; src && i <= len; i++)
        src[i] = (uint32_t)i;
    return (struct text){ .bytes = bytes, .len = len, .src = src };
}

/* What must be true of every layout. */
static void
layout_sane(const struct layout *layout, const struct text *text)
{
    uint32_t at = 0;

    for (size_t i = 0; i < layout->nblocks; i++) {
        const struct block *block = &layout->blocks[i];

        EXPECT(block->begin == at);
        EXPECT(block->mark_end >= block->begin);
        at = block->end;
        if (block->kind != BLOCK_FURNITURE) {
            EXPECT(block->end > block->begin);
            EXPECT(layout_block_at(layout, block->begin) == i);
        }
        EXPECT(block->section == LAYOUT_NONE || block->section < i);
    }
    EXPECT(at == layout->len);
    at = 0;
    for (size_t i = 0; i < layout->ncells; i++) {
        const struct cell *cell = &layout->cells[i];

        EXPECT(cell->begin >= at && cell->end >= cell->begin);
        EXPECT(layout->flow[cell->end] == FLOW_CELL ||
               layout->flow[cell->end] == FLOW_ROW);
        if (cell->end > cell->begin)
            EXPECT(layout_cell_at(layout, cell->begin) == i);
        at = cell->end;
    }
    for (size_t i = 0; i + 1 < layout->len; i++)
        EXPECT(layout->src[i] <= layout->src[i + 1]);
    EXPECT(layout->src[layout->len] <= text->src[text->len]);
}

struct layout_case {
    const char *name, *text, *dump;
};

static const struct layout_case cases[] = {
#include "layout_cases.inc"
};

static void
case_run(const struct words *words, const struct layout_case *c)
{
    struct arena arena;
    struct layout layout;
    struct text text;
    struct buf out;

    arena_init(&arena, (size_t)1 << 28);
    text = text_plain(&arena, c->text, strlen(c->text));
    EXPECT(layout_build(&arena, &text, &words->layout, &layout, NULL) ==
           GJ_OK);
    layout_sane(&layout, &text);
    buf_init(&out, &arena);
    layout_dump(&layout, &out);
    EXPECT_MSG(strcmp(buf_cstr(&out), c->dump) == 0, "%s: got\n%s---- not\n%s",
               c->name, buf_cstr(&out), c->dump);
    arena_release(&arena);
}

static void
file_dump(const struct words *words, const char *path)
{
    static const uint16_t fold[65536];
    struct text_folds folds = { fold };
    struct arena arena;
    struct layout layout;
    struct text text;
    struct buf out;
    size_t len;
    char *bytes = file_read(path, &len);
    struct gj_error err = { 0 };

    arena_init(&arena, SIZE_MAX / 4);
    if (!bytes ||
        text_normalize(&arena, (struct str){ bytes, len }, &folds, &text,
                       &err) != GJ_OK ||
        layout_build(&arena, &text, &words->layout, &layout, &err) != GJ_OK) {
        EXPECT_MSG(false, "%s: %s", path, err.message);
        arena_release(&arena);
        free(bytes);
        return;
    }
    layout_sane(&layout, &text);
    buf_init(&out, &arena);
    layout_dump(&layout, &out);
    fputs(buf_cstr(&out), stdout);
    arena_release(&arena);
    free(bytes);
}

int
main(int argc, char **argv)
{
    static struct words words;
    char *json;

    if (!words_load(&words, &json)) {
        fputs("run me in the top folder\n", stderr);
        return 1;
    }
    for (int i = 1; i < argc; i++)
        file_dump(&words, argv[i]);
    if (argc == 1) {
        for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
            case_run(&words, &cases[i]);
    }
    free(json);
    return test_done();
}
