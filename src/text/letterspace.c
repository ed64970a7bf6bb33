/* SPDX-License-Identifier: MIT */
/*
 * Letter-spaced words: single Han characters with the same gap between them.
 *
 * A row of a table in which cells of one character stand side by side looks
 * the same, so we keep our hands off where the characters are what cells hold
 * (grades, yes and no, dashes), or where one follows itself.  A gap of more
 * than one blank is a column gap unless the word is all that its cell holds.
 */
#include <string.h>

#include "base/utf8.h"
#include "text/text_int.h"

#define HAN_ONE 0x4E00 /* also read for a dash */
#define MAX_GAP 8

struct run {
    size_t begin;         /* the first character */
    size_t end;           /* behind the last one */
    size_t gap;           /* blanks between two of them */
    size_t chars, values; /* how many; how many may be cells of their own */
    bool repeats;         /* one stands beside itself */
};

/* Grades, yes and no, there is and there is not, high and low; the levels of
 * government, men and women, which head columns. */
static bool
is_cell_value(uint32_t cp)
{
    static const uint16_t values[] = {
        0x4F18, 0x826F, 0x4E2D, 0x5DEE, 0x597D, 0x662F, 0x5426,
        0x6709, 0x65E0, 0x9AD8, 0x4F4E, 0x7701, 0x5E02, 0x53BF,
        0x533A, 0x4E61, 0x9547, 0x6751, 0x5DDE, 0x7537, 0x5973,
    };

    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        if (cp == values[i])
            return true;
    return false;
}

/* The code point that ends at i, or 0 at the start; *at is its offset. */
static uint32_t
char_before(const char *bytes, size_t i, size_t *at)
{
    size_t width;

    *at = i;
    if (i == 0)
        return 0;
    *at = utf8_back(bytes, i);
    return utf8_get(bytes + *at, &width);
}

/* A Han character at i with no other one right behind it, or 0. */
static uint32_t
single_at(const char *bytes, size_t len, size_t i, size_t *end)
{
    size_t width;
    uint32_t cp;

    if (i >= len)
        return 0;
    cp = utf8_get(bytes + i, &width);
    if (!utf8_is_han(cp) || cp == HAN_ONE)
        return 0;
    *end = i + width;
    if (*end < len && utf8_is_han(utf8_get(bytes + *end, &width)))
        return 0;
    return cp;
}

static size_t
blanks_at(const char *bytes, size_t len, size_t i)
{
    size_t n = 0;

    while (i + n < len && bytes[i + n] == ' ')
        n++;
    return n;
}

/* Follow the run whose first gap starts at blank. */
static void
run_follow(const char *bytes, size_t len, size_t blank, uint32_t first,
           struct run *run)
{
    uint32_t cp, before = first;
    size_t end;

    run->end = blank;
    run->gap = blanks_at(bytes, len, blank);
    run->chars = 1;
    run->values = is_cell_value(first);
    run->repeats = false;
    while (blanks_at(bytes, len, run->end) == run->gap &&
           (cp = single_at(bytes, len, run->end + run->gap, &end)) != 0) {
        run->chars++;
        run->values += is_cell_value(cp);
        run->repeats = run->repeats || cp == before;
        run->end = end;
        before = cp;
    }
}

static bool
is_border(char c)
{
    return c == '\n' || c == '\t' || c == '|' || c == '\f';
}

/* Is the run all that stands between two borders, or between a border and
 * something that is no Han character? */
static bool
run_fills_cell(const char *bytes, size_t len, const struct run *run)
{
    size_t left = run->begin, right = run->end, width;

    while (left > 0 && bytes[left - 1] == ' ')
        left--;
    right += blanks_at(bytes, len, right);
    return (left == 0 || is_border(bytes[left - 1])) &&
           (right == len || !utf8_is_han(utf8_get(bytes + right, &width)));
}

/* A cut in "12.5 wan yuan": the power of ten stands at its number. */
static bool
is_split_unit(uint32_t power, uint32_t before, const char *bytes, size_t len,
              size_t blank)
{
    size_t end;

    return before >= '0' && before <= '9' &&
           (power == 0x4E07 || power == 0x4EBF) &&
           blanks_at(bytes, len, blank) == 1 &&
           single_at(bytes, len, blank + 1, &end) == 0x5143;
}

/* The run whose first gap starts at blank.  run->end is always behind blank's
 * character, so that the caller gets on. */
static bool
run_find(const char *bytes, size_t len, size_t blank, struct run *run)
{
    size_t at;
    uint32_t cp = char_before(bytes, blank, &run->begin);
    uint32_t before = char_before(bytes, run->begin, &at);

    run->end = blank;
    if (!utf8_is_han(cp) || cp == HAN_ONE || utf8_is_han(before))
        return false;
    if (is_split_unit(cp, before, bytes, len, blank)) {
        run->gap = 1;
        (void)single_at(bytes, len, blank + 1, &run->end);
        return true;
    }
    if (fold_is_alnum(before) || before == '%')
        return false;
    run_follow(bytes, len, blank, cp, run);
    return run->end > blank && !run->repeats &&
           (run->values < 2 || run->values * 2 < run->chars) &&
           (run->gap == 1 ||
            (run->gap <= MAX_GAP && run_fills_cell(bytes, len, run)));
}

size_t
letterspace_mark(char *bytes, size_t len)
{
    size_t at = 0, marked = 0;
    struct run run;

    while (at < len) {
        const char *found = memchr(bytes + at, ' ', len - at);
        size_t blank = found ? (size_t)(found - bytes) : len;

        if (!found)
            break;
        if (run_find(bytes, len, blank, &run))
            for (size_t i = blank; i < run.end; i++)
                if (bytes[i] == ' ') {
                    bytes[i] = TEXT_MARK;
                    marked++;
                }
        at = run.end > blank ? run.end : blank + blanks_at(bytes, len, blank);
    }
    return marked;
}
