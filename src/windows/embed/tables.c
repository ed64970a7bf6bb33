/* SPDX-License-Identifier: MIT */
/*
 * Host program of the build: asks this machine's iconv() for every character
 * of GB18030 and Big5 and prints the tables of windows/iconv.c.
 *
 *     tables >tables.inc
 */
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOURS (126u * 10 * 126 * 10)

/* The code point of a whole character, or 0. */
static uint32_t
decode(iconv_t cd, const unsigned char *bytes, size_t len)
{
    char in[4], *from = in;
    unsigned char out[16];
    char *to = (char *)out;
    size_t left = len, room = sizeof(out);

    memcpy(in, bytes, len);
    (void)iconv(cd, NULL, NULL, NULL, NULL);
    if (iconv(cd, &from, &left, &to, &room) == (size_t)-1 || left > 0 ||
        room != sizeof(out) - 4)
        return 0;
    return (uint32_t)out[0] | (uint32_t)out[1] << 8 | (uint32_t)out[2] << 16 |
           (uint32_t)out[3] << 24;
}

static void
print_two(iconv_t cd, const char *name)
{
    printf("static const uint32_t %s[] = {\n", name);
    for (unsigned lead = 0x81; lead <= 0xfe; lead++)
        for (unsigned trail = 0x40; trail <= 0xfe; trail++) {
            unsigned char bytes[2] = { (unsigned char)lead,
                                       (unsigned char)trail };

            printf("%u,%s", decode(cd, bytes, 2), trail == 0xfe ? "\n" : "");
        }
    printf("};\n");
}

/* A range ends where codes no longer follow each other. */
static void
print_four(iconv_t cd)
{
    uint32_t expected = 1;

    printf("static const struct range gb_four[] = {\n");
    for (uint32_t n = 0; n < FOURS; n++) {
        unsigned char bytes[4] = { (unsigned char)(0x81 + n / 12600),
                                   (unsigned char)(0x30 + n / 1260 % 10),
                                   (unsigned char)(0x81 + n / 10 % 126),
                                   (unsigned char)(0x30 + n % 10) };
        uint32_t code = decode(cd, bytes, 4);

        if (code != expected)
            printf("{%u,%u},\n", n, code);
        expected = code ? code + 1 : 0;
    }
    printf("};\n");
}

int
main(void)
{
    iconv_t gb = iconv_open("UTF-32LE", "GB18030");
    iconv_t big5 = iconv_open("UTF-32LE", "BIG5");

    if ((intptr_t)gb == -1 || (intptr_t)big5 == -1) {
        fprintf(stderr, "tables: this machine knows no GB18030 or Big5\n");
        return EXIT_FAILURE;
    }
    print_two(gb, "gb_two");
    print_four(gb);
    print_two(big5, "big5_two");
    return ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
