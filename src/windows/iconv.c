/* SPDX-License-Identifier: MIT */
/*
 * What input/decode.c asks of iconv().  The tables are those of the machine
 * that built the program (embed/tables.c), so that the same bytes give the
 * same text on both systems.
 */
#include <iconv.h>

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/* gb_two[], big5_two[]: by lead byte from 0x81 and trail byte from 0x40, 0:
 * none; gb_four[]: ranges of four-byte codes by their linear number. */
struct range {
    uint32_t from, code;
};
#include <tables.inc>

#define TRAILS 191 /* 0x40 .. 0xfe */

/* Reads one character: its length, 0 if it is none, -1 if it is cut off. */
typedef int reader(const unsigned char *p, size_t left, uint32_t *c);

struct iconv_source {
    const char *name;
    reader *read;
};

static int
two_bytes(const uint32_t *table, const unsigned char *p, size_t left,
          uint32_t *c)
{
    if (p[0] < 0x81 || p[0] > 0xfe)
        return 0;
    if (left < 2)
        return -1;
    if (p[1] < 0x40 || p[1] > 0xfe)
        return 0;
    *c = table[(size_t)(p[0] - 0x81) * TRAILS + (p[1] - 0x40)];
    return *c ? 2 : 0;
}

static int
four_bytes(const unsigned char *p, uint32_t *c)
{
    uint32_t n = (((uint32_t)(p[0] - 0x81) * 10 + (p[1] - 0x30u)) * 126 +
                  (p[2] - 0x81u)) *
                     10 +
                 (p[3] - 0x30u);
    size_t low = 0, high = sizeof(gb_four) / sizeof(gb_four[0]);

    if (p[2] < 0x81 || p[2] > 0xfe || p[3] < 0x30 || p[3] > 0x39)
        return 0;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (gb_four[middle].from <= n)
            low = middle;
        else
            high = middle;
    }
    if (n < gb_four[low].from || gb_four[low].code == 0)
        return 0;
    *c = gb_four[low].code + (n - gb_four[low].from);
    return 4;
}

static int
read_gb18030(const unsigned char *p, size_t left, uint32_t *c)
{
    *c = p[0];
    if (p[0] < 0x80)
        return 1;
    if (p[0] == 0x80 || p[0] == 0xff)
        return 0;
    if (left >= 2 && p[1] >= 0x30 && p[1] <= 0x39)
        return left >= 4 ? four_bytes(p, c) : -1;
    return two_bytes(gb_two, p, left, c);
}

static int
read_big5(const unsigned char *p, size_t left, uint32_t *c)
{
    *c = p[0];
    return p[0] < 0x80 ? 1 : two_bytes(big5_two, p, left, c);
}

static int
read_utf16(const unsigned char *p, size_t left, bool big, uint32_t *c)
{
    uint32_t low;

    if (left < 2)
        return -1;
    *c = (uint32_t)p[big ? 0 : 1] << 8 | p[big ? 1 : 0];
    if (*c < 0xd800 || *c > 0xdfff)
        return 2;
    if (*c > 0xdbff)
        return 0;
    if (left < 4)
        return -1;
    low = (uint32_t)p[big ? 2 : 3] << 8 | p[big ? 3 : 2];
    if (low < 0xdc00 || low > 0xdfff)
        return 0;
    *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
    return 4;
}

static int
read_utf16le(const unsigned char *p, size_t left, uint32_t *c)
{
    return read_utf16(p, left, false, c);
}

static int
read_utf16be(const unsigned char *p, size_t left, uint32_t *c)
{
    return read_utf16(p, left, true, c);
}

static const struct iconv_source sources[] = {
    { "UTF-16LE", read_utf16le },
    { "UTF-16BE", read_utf16be },
    { "GB18030", read_gb18030 },
    { "BIG5", read_big5 },
};

iconv_t
iconv_open(const char *to, const char *from)
{
    if (strcasecmp(to, "UTF-8") == 0)
        for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
            if (strcasecmp(from, sources[i].name) == 0)
                return &sources[i];
    errno = EINVAL;
    return (iconv_t)(intptr_t)-1;
}

static size_t
put_utf8(uint32_t c, char out[4])
{
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

    for (size_t i = n; i-- > 1; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3f));
    out[0] = (char)(leads[n] | c);
    return n;
}

size_t
iconv(iconv_t cd, char **in, size_t *in_left, char **out, size_t *out_left)
{
    while (*in_left > 0) {
        uint32_t c;
        char utf8[4];
        size_t n;
        int used = cd->read((const unsigned char *)*in, *in_left, &c);

        if (used <= 0) {
            errno = used < 0 ? EINVAL : EILSEQ;
            return (size_t)-1;
        }
        n = put_utf8(c, utf8);
        if (n > *out_left) {
            errno = E2BIG;
            return (size_t)-1;
        }
        memcpy(*out, utf8, n);
        *out += n;
        *out_left -= n;
        *in += used;
        *in_left -= (size_t)used;
    }
    return 0;
}

int
iconv_close(iconv_t cd)
{
    (void)cd;
    return 0;
}
