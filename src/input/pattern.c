/* SPDX-License-Identifier: MIT */
/*
 * What do the bytes look like?  The three guesses that detection needs; each
 * looks at the whole document, once.
 */
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "input/input_int.h"

/* Code units that reports are made of: ASCII, Latin-1 signs, punctuation,
 * symbols and box drawing, CJK, full-width forms, private use (PDF). */
static bool
unit_plausible(unsigned u)
{
    if (u < 0x20)
        return u == '\t' || u == '\n' || u == '\r' || u == '\f';
    return u < 0x7f || (u >= 0xa0 && u < 0x100) ||
           (u >= 0x2000 && u < 0x2700) || (u >= 0x3000 && u < 0xa000) ||
           (u >= 0xe000 && u < 0xe100) || u >= 0xff00;
}

/* What one byte order makes of the bytes. */
struct reading {
    size_t plausible, ascii;
};

static void
reading_add(struct reading *r, unsigned unit)
{
    r->plausible += unit_plausible(unit);
    r->ascii += unit < 0x80;
}

/* "12%" is plausible either way round: then ASCII decides. */
static bool
reading_better(struct reading a, struct reading b, size_t units)
{
    return a.plausible * 20 >= units * 19 &&
           a.plausible + a.ascii > b.plausible + b.ascii;
}

const char *
input_utf16_pattern(const char *bytes, size_t len)
{
    const unsigned char *p = (const unsigned char *)bytes;
    struct reading little = { 0 }, big = { 0 };

    if (len < 2 || len % 2 != 0)
        return NULL;
    for (size_t i = 0; i + 1 < len; i += 2) {
        reading_add(&little, p[i] | (unsigned)p[i + 1] << 8);
        reading_add(&big, p[i + 1] | (unsigned)p[i] << 8);
    }
    if (reading_better(little, big, len / 2))
        return "UTF-16LE";
    return reading_better(big, little, len / 2) ? "UTF-16BE" : NULL;
}

/* A stray NUL in a text is a remark of the audit; a tenth of the bytes is
 * not a text. */
bool
input_binary(const char *bytes, size_t len)
{
    size_t control = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];

        control += c < 0x20 && !(c >= '\t' && c <= '\r');
    }
    return control > 1 && control > len / 10;
}

/* Length of the valid multi-byte character at p, or 0. */
static size_t
char_width(const char *p, size_t left)
{
    for (size_t width = 2; width <= 4 && width <= left; width++)
        if (utf8_check(p, width) == width)
            return width;
    return 0;
}

/* Length of the damaged character at p: a lead and what continues it. */
static size_t
damage_width(const char *p, size_t left)
{
    unsigned char lead = (unsigned char)p[0];
    size_t full = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    size_t width = 1;

    while (width < full && width < left && ((unsigned)p[width] & 0xc0) == 0x80)
        width++;
    return width;
}

/*
 * In GBK text about one character in five happens to be a valid two-byte
 * sequence; in UTF-8 with a few broken bytes nearly all are valid, and those
 * of Chinese have three bytes.  So the short ones count half.
 */
bool
input_mostly_utf8(const char *bytes, size_t len)
{
    size_t good = 0, bad = 0;

    for (size_t i = 0; i < len;) {
        const char *p = bytes + i;
        size_t width = 1;

        if ((unsigned char)*p >= 0x80) {
            width = char_width(p, len - i);
            good += width == 0 ? 0 : width == 2 ? 1 : 2;
            bad += width == 0 ? 2 : 0;
            if (width == 0)
                width = damage_width(p, len - i);
        }
        i += width;
    }
    return good > bad;
}
