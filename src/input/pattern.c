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

/* Counts of plausible units for both byte orders: [0] little endian. */
static void
units_count(const unsigned char *p, size_t len, size_t plausible[2])
{
    plausible[0] = plausible[1] = 0;
    for (size_t i = 0; i + 1 < len; i += 2) {
        plausible[0] += unit_plausible(p[i] | (unsigned)p[i + 1] << 8);
        plausible[1] += unit_plausible(p[i + 1] | (unsigned)p[i] << 8);
    }
}

const char *
input_utf16_pattern(const char *bytes, size_t len)
{
    size_t plausible[2], units = len / 2;

    if (len < 2 || len % 2 != 0)
        return NULL;
    units_count((const unsigned char *)bytes, len, plausible);
    if (plausible[0] > plausible[1] && plausible[0] * 20 >= units * 19)
        return "UTF-16LE";
    if (plausible[1] > plausible[0] && plausible[1] * 20 >= units * 19)
        return "UTF-16BE";
    return NULL;
}

/* A stray NUL in a text is a remark of the audit; a tenth of the bytes is
 * not a text. */
bool
input_binary(const char *bytes, size_t len)
{
    size_t control = 0;
    bool nul = memchr(bytes, 0, len) != NULL;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];

        control += c < 0x20 && !(c >= '\t' && c <= '\r');
    }
    return nul && control > 1 && control > len / 10;
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

/*
 * In GBK text about one character in five happens to be a valid two-byte
 * sequence; in UTF-8 with a few broken bytes nearly all are valid.
 */
bool
input_mostly_utf8(const char *bytes, size_t len)
{
    size_t good = 0, bad = 0;

    for (size_t i = 0; i < len;) {
        size_t width = 1;

        if ((unsigned char)bytes[i] >= 0x80) {
            width = char_width(bytes + i, len - i);
            good += width > 0;
            bad += width == 0;
            width += width == 0;
        }
        i += width;
    }
    return good > bad;
}
