/* SPDX-License-Identifier: MIT */
/* Marks that number headings and list items. */
#include "layout/layout_int.h"

/* Han numerals by value; index 0 unused. */
static const uint16_t han_digits[] = {
    0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
    0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341,
};

static unsigned
han_digit(uint32_t cp)
{
    for (unsigned i = 1; i < sizeof(han_digits) / sizeof(*han_digits); i++) {
        if (han_digits[i] == cp)
            return i;
    }
    return 0;
}

/* A number of up to two digits, Arabic or Han, at *at; 0 if there is none. */
static unsigned
number_read(const struct layout_work *w, uint32_t *at, uint32_t end, bool han)
{
    unsigned value = 0, n = 0;
    uint32_t width, cp;

    for (; n < 4; n++) {
        cp = text_cp(w, *at, end, &width);
        if (han && han_digit(cp) == 10)
            value = value ? value * 10 : 10;
        else if (han && han_digit(cp))
            value = (value % 10 ? value * 10 : value) + han_digit(cp);
        else if (!han && cp_is_digit(cp))
            value = value * 10 + (unsigned)(cp - '0');
        else
            break;
        *at += width;
    }
    return value < 100 && (han || n < 3) ? value : 0;
}

static uint32_t
blanks_skip(const struct layout_work *w, uint32_t at, uint32_t end)
{
    while (at < end &&
           (w->text->bytes[at] == ' ' || w->text->bytes[at] == '\t'))
        at++;
    return at;
}

static struct mark
mark_of(const struct layout_work *w, unsigned level, unsigned rank,
        unsigned number, uint32_t at, uint32_t end)
{
    struct mark mark = {
        .level = (uint8_t)level,
        .rank = (uint8_t)rank,
        .number = (uint16_t)number,
        .end = blanks_skip(w, at, end),
    };

    return mark;
}

/* U+2460 (1) to 20, U+2474 (1), U+2488 1. and U+3220 (Han one) are single
 * characters. */
static struct mark
mark_enclosed(const struct layout_work *w, uint32_t at, uint32_t end)
{
    uint32_t width, cp = text_cp(w, at, end, &width);

    if (cp >= 0x2460 && cp <= 0x2473)
        return mark_of(w, 5, 6, cp - 0x2460 + 1, at + width, end);
    if (cp >= 0x2474 && cp <= 0x2487)
        return mark_of(w, 4, 5, cp - 0x2474 + 1, at + width, end);
    if (cp >= 0x2488 && cp <= 0x249b)
        return mark_of(w, 3, 4, cp - 0x2488 + 1, at + width, end);
    if (cp >= 0x3220 && cp <= 0x3229)
        return mark_of(w, 2, 3, cp - 0x3220 + 1, at + width, end);
    return (struct mark){ 0 };
}

/* "(3)" and "(three)"; "3)" too.  A formula "(6)=(3)/(1)" is none. */
static struct mark
mark_bracketed(const struct layout_work *w, uint32_t at, uint32_t end)
{
    uint32_t pos = blanks_skip(w, at + 1, end), next, width;
    bool han = !cp_is_digit(text_cp(w, pos, end, &width));
    unsigned number = number_read(w, &pos, end, han);

    pos = blanks_skip(w, pos, end);
    if (!number || text_cp(w, pos, end, &width) != ')')
        return (struct mark){ 0 };
    pos = blanks_skip(w, pos + 1, end);
    next = text_cp(w, pos, end, &width);
    if (pos >= end || cp_is_dash(next) || next == '=' || next == '+' ||
        next == '*' || next == '/' || next == '<' || next == '>' ||
        (cp_is_digit(next) && w->text->bytes[pos - 1] == ' ' && !han))
        return (struct mark){ 0 };
    return mark_of(w, han ? 2 : 4, han ? 3 : 5, number, pos, end);
}

/* Behind "1." a number goes on ("1.5"), unless it is a year ("1.2023 nian"). */
static bool
point_ends_mark(const struct layout_work *w, uint32_t at, uint32_t end)
{
    unsigned n = 0;
    uint32_t width;

    while (cp_is_digit(text_cp(w, at, end, &width))) {
        at++;
        n++;
    }
    return n == 0 || (n == 4 && text_cp(w, at, end, &width) == 0x5e74);
}

/* "1." "1、" "一、" */
static struct mark
mark_plain(const struct layout_work *w, uint32_t at, uint32_t end)
{
    uint32_t width, pos = at, next;
    bool han = !cp_is_digit(text_cp(w, at, end, &width));
    unsigned number = number_read(w, &pos, end, han);
    uint32_t cp, second;

    pos = blanks_skip(w, pos, end);
    cp = text_cp(w, pos, end, &width);
    if (!number || (cp != 0x3001 && (han || (cp != '.' && cp != ')'))))
        return (struct mark){ 0 };
    pos += width;
    next = text_cp(w, pos, end, &width);
    second = text_cp(w, pos + width, end, &width);
    if (pos >= end || (cp == '.' && !point_ends_mark(w, pos, end)))
        return (struct mark){ 0 };
    if (cp == 0x3001 && !han && cp_is_digit(next) &&
        !point_ends_mark(w, pos, end))
        return (struct mark){ 0 };
    /* "one, two and third grade": an enumeration, no mark */
    if (han && han_digit(next) && (second == 0x3001 || second == 0x7ea7))
        return (struct mark){ 0 };
    if (cp == ')')
        return mark_of(w, 4, 5, number, pos, end);
    return mark_of(w, han ? 1 : 3, han ? 2 : 4, number, pos, end);
}

/* Part, chapter or section: U+7B2C, a numeral, then one of the words. */
static struct mark
mark_part(const struct layout_work *w, uint32_t at, uint32_t end)
{
    uint32_t width, pos = at, cp;
    bool han;
    unsigned number;

    text_cp(w, at, end, &width);
    pos = blanks_skip(w, at + width, end);
    han = !cp_is_digit(text_cp(w, pos, end, &width));
    number = number_read(w, &pos, end, han);
    pos = blanks_skip(w, pos, end);
    cp = text_cp(w, pos, end, &width);
    if (!number || pos >= end)
        return (struct mark){ 0 };
    if (cp == 0x7ae0 || cp == 0x8282) /* chapter, section */
        return mark_of(w, 1, 1, number, pos + width, end);
    if (cp == 0x90e8 && text_cp(w, pos + width, end, &width) == 0x5206)
        return mark_of(w, 1, 1, number, pos + 6, end);
    return (struct mark){ 0 };
}

struct mark
mark_read(const struct layout_work *w, uint32_t at, uint32_t end)
{
    uint32_t width, cp = text_cp(w, at, end, &width);

    if (cp == '(')
        return mark_bracketed(w, at, end);
    if (cp == 0x7b2c)
        return mark_part(w, at, end);
    if (cp_is_digit(cp) || han_digit(cp))
        return mark_plain(w, at, end);
    return mark_enclosed(w, at, end);
}
