/* SPDX-License-Identifier: MIT */
/* A pattern from anybody, up to the first line end, over a text, which is the
 * rest: it is refused, or matches inside the text within its limits. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
    const char *text;
    size_t len, matches;
};

static bool
inside(void *user, const struct pattern_match *match)
{
    struct seen *seen = user;

    assert(match->begin <= match->end && match->end <= seen->len);
    assert(((unsigned char)seen->text[match->begin] & 0xC0) != 0x80);
    seen->matches++;
    return true;
}

/* Text of tokens: of the private use, only those of figures (the rest does
 * not get past text/fold.c). */
static bool
tokens(const char *text, size_t len)
{
    size_t width;

    if (utf8_check(text, len) < len)
        return false;
    for (size_t i = 0; i < len; i += width) {
        uint32_t cp = utf8_get(text + i, &width);

        if (cp >= 0xE000 + FIGURE_KINDS && cp <= 0xF8FF)
            return false;
    }
    return true;
}

/* An indicator file around the pattern. */
static struct str
file_of(struct arena *arena, const char *pattern, size_t len)
{
    struct buf b;

    buf_init(&b, arena);
    buf_puts(&b, "{\"indicators\":[{\"id\":\"rate\",\"zh\":\"a\",\"en\":\"a\","
                 "\"source\":\"a\",\"verified\":\"A\",\"patterns\":"
                 "[{\"match\":\"");
    for (size_t i = 0; i < len; i++) {
        if (pattern[i] == '"' || pattern[i] == '\\')
            buf_char(&b, '\\');
        buf_put(&b, pattern + i, 1);
    }
    buf_puts(&b, "\"}]}]}");
    return (struct str){ buf_cstr(&b), b.len };
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char words[] =
        "{\"lists\":{\"is\":[\"为\",\"达到\",\":\"],\"a\":[\"甲\",\"乙\"]}}";
    const char *pattern = (const char *)data;
    const char *lf = size ? memchr(pattern, '\n', size) : NULL;
    size_t len = lf ? (size_t)(lf - pattern) : size;
    struct seen seen = { lf ? lf + 1 : "", lf ? size - len - 1 : 0, 0 };
    struct gj_rules *rules = NULL;
    struct arena arena;
    struct str file;

    arena_init(&arena, (size_t)64 << 20);
    file = file_of(&arena, pattern, len);
    if (tokens(seen.text, seen.len)) {
        struct gj_file files[] = {
            { "words/a.json", words, sizeof(words) - 1 },
            { "indicators/a.json", file.ptr, file.len },
        };

        if (gj_rules_load(files, 2, &rules, NULL) == GJ_OK)
            rules_match(rules, (struct str){ seen.text, seen.len }, inside,
                        &seen);
        gj_rules_free(rules);
    }
    arena_release(&arena);
    return 0;
}
