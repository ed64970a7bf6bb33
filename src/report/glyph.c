/* SPDX-License-Identifier: MIT */
/* Code points: reading them, their width on a terminal, showing them safely. */
#include "report/report_int.h"

enum { REPLACEMENT = 0xFFFD };

static size_t
sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return 4;
    return 0;
}

static bool
scalar_valid(uint32_t c, size_t len)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

    return c >= least[len] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

uint32_t
glyph_next(const char *text, size_t len, size_t *i)
{
    const unsigned char *p = (const unsigned char *)text + *i;
    size_t n = sequence_length(p[0]);
    uint32_t c;

    if (n == 1) {
        *i += 1;
        return p[0];
    }
    if (n == 0 || n > len - *i) {
        *i += 1;
        return REPLACEMENT;
    }
    c = p[0] & (0xFFu >> (n + 1));
    for (size_t k = 1; k < n; k++) {
        if ((p[k] & 0xC0) != 0x80) {
            *i += 1;
            return REPLACEMENT;
        }
        c = c << 6 | (p[k] & 0x3Fu);
    }
    if (!scalar_valid(c, n)) {
        *i += 1;
        return REPLACEMENT;
    }
    *i += n;
    return c;
}

struct range {
    uint32_t first, last;
};

static bool
in_ranges(uint32_t c, const struct range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

/* Wide and full-width of UAX #11, joined over unassigned gaps. */
static const struct range wide[] = {
    { 0x1100, 0x115F },   { 0x2E80, 0x303E },   { 0x3041, 0x4DBF },
    { 0x4E00, 0xA4CF },   { 0xA960, 0xA97F },   { 0xAC00, 0xD7A3 },
    { 0xF900, 0xFAFF },   { 0xFE10, 0xFE19 },   { 0xFE30, 0xFE6F },
    { 0xFF01, 0xFF60 },   { 0xFFE0, 0xFFE6 },   { 0x1F300, 0x1F64F },
    { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
};

static const struct range zero[] = {
    { 0x0300, 0x036F }, { 0x200B, 0x200D }, { 0x2060, 0x2064 },
    { 0x20D0, 0x20FF }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF },
};

/* Direction marks, separators, private use: shown, never obeyed. */
static const struct range unsafe[] = {
    { 0x0080, 0x009F }, { 0x061C, 0x061C },    { 0x200E, 0x200F },
    { 0x2028, 0x202E }, { 0x2066, 0x2069 },    { 0xE000, 0xF8FF },
    { 0xFFF9, 0xFFFB }, { 0xE0000, 0x10FFFF },
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

unsigned
glyph_width(uint32_t c)
{
    if (c < 0x300)
        return 1;
    if (in_ranges(c, zero, COUNT(zero)))
        return 0;
    return in_ranges(c, wide, COUNT(wide)) ? 2 : 1;
}

void
glyph_put(struct sink *sink, uint32_t c)
{
    char out[4];
    size_t n;

    if (c < 0x80) {
        out[0] = (char)c;
        sink_put(sink, out, 1);
        return;
    }
    n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t k = n - 1; k > 0; k--) {
        out[k] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char)((0xF00u >> n & 0xFFu) | c);
    sink_put(sink, out, n);
}

unsigned
glyph_show(struct sink *sink, uint32_t c)
{
    if (c == '\t') {
        sink_puts(sink, " | ");
        return 3;
    }
    if (c < 0x20)
        c += 0x2400;
    else if (c == 0x7F)
        c = 0x2421;
    else if (c >= 0x80 && in_ranges(c, unsafe, COUNT(unsafe)))
        c = REPLACEMENT;
    glyph_put(sink, c);
    return glyph_width(c);
}

unsigned
text_show(struct sink *sink, const char *text)
{
    size_t len = 0, i = 0;
    unsigned columns = 0;

    if (text == NULL)
        return 0;
    while (text[len] != '\0')
        len++;
    while (i < len) {
        uint32_t c = glyph_next(text, len, &i);

        columns += glyph_show(sink, c == '\n' || c == '\r' ? ' ' : c);
    }
    return columns;
}

void
text_pad(struct sink *sink, const char *text, unsigned columns)
{
    for (unsigned n = text_show(sink, text); n < columns; n++)
        sink_puts(sink, " ");
}
