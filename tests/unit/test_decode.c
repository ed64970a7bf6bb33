/* SPDX-License-Identifier: MIT */
/* Encodings, damage and refused kinds: one row, one test. */
#include <string.h>

#include "input/input.h"
#include "test.h"

#define B(literal) literal, sizeof(literal) - 1

struct good {
    const char *bytes;
    size_t len;
    const char *named; /* NULL: detect */
    const char *encoding;
    const char *text;
};

static const struct good goods[] = {
    { B(""), NULL, "UTF-8", "" },
    { B("abc\n"), NULL, "UTF-8", "abc\n" },
    { B("预算36万元"), NULL, "UTF-8", "预算36万元" },
    { B("\xef\xbb\xbf预算"), NULL, "UTF-8", "预算" },
    { B("\xef\xbb\xbf预算"), "utf-8", "UTF-8", "预算" },
    { B("\xef\xbb\xbf"), NULL, "UTF-8", "" },
    { B("\xff\xfe\x84\x98\x97\x7b"), NULL, "UTF-16LE", "预算" },
    { B("\xfe\xff\x98\x84\x7b\x97"), NULL, "UTF-16BE", "预算" },
    { B("\xff\xfe"), NULL, "UTF-16LE", "" },
    { B("\x84\x98\x97\x7b\x31\0\n\0"), NULL, "UTF-16LE", "预算1\n" },
    { B("\x98\x84\x7b\x97\0\x31\0\n"), NULL, "UTF-16BE", "预算1\n" },
    { B("1\0002\0%\0"), NULL, "UTF-16LE", "12%" },
    { B("\x84\x98\x97\x7b"), "UTF-16LE", "UTF-16LE", "预算" },
    { B("\x98\x84\x7b\x97"), "utf-16be", "UTF-16BE", "预算" },
    { B("\xfe\xff\x98\x84"), "UTF-16", "UTF-16BE", "预" },
    { B("\x34\xd8\x1e\xdd\n\0"), "UTF-16LE", "UTF-16LE", "\U0001d11e\n" },
    { B("\xd4\xa4\xcb\xe3\x33\x36\xcd\xf2"), NULL, "GB18030", "预算36万" },
    { B("\xd4\xa4\xcb\xe3"), "GBK", "GBK", "预算" },
    { B("\xd4\xa4\xcb\xe3"), "gb2312", "GB2312", "预算" },
    { B("\x81\x30\x81\x30"), NULL, "GB18030", "\xc2\x80" },
    { B("\x84\x31\x95\x33\xd4\xa4"), NULL, "GB18030", "预" },
    { B("\xb9\x77\xba\xe2"), "Big5", "Big5", "預算" },
    { B("\xb9\x77\xba\xe2"), "cp950", "Big5", "預算" },
    { B("a\0bcdefghijklmn"), NULL, "UTF-8", NULL },
};

static void
test_good(size_t i)
{
    const struct good *g = &goods[i];
    struct input_options options = { g->named, GJ_EN };
    struct input_text text;
    struct gj_error err = { 0 };
    enum gj_status status =
        input_decode(g->bytes, g->len, &options, &text, &err);

    EXPECT_MSG(status == GJ_OK, "row %zu: %s", i, err.message);
    if (status == GJ_OK) {
        EXPECT_MSG(strcmp(text.encoding, g->encoding) == 0, "row %zu: %s", i,
                   text.encoding);
        if (g->text)
            EXPECT_MSG(text.len == strlen(g->text) &&
                           memcmp(text.bytes, g->text, text.len) == 0,
                       "row %zu: %s", i, text.bytes);
        else
            EXPECT_MSG(text.len == g->len, "row %zu", i);
        EXPECT(text.bytes[text.len] == '\0');
    }
    input_text_free(&text);
}

struct bad {
    const char *bytes;
    size_t len;
    const char *named;
    const char *says; /* part of the English message */
};

static const struct bad bads[] = {
    /* damaged UTF-8 is never taken for GB18030 */
    { B("预算36万元\xe5\xae预算"), NULL, "not valid UTF-8 at byte 14" },
    { B("预算36万元\xff"), NULL, "not valid UTF-8 at byte 14" },
    { B("\xef\xbb\xbf预\xff"), NULL, "not valid UTF-8 at byte 6" },
    { B("预算\xed\xa0\x80"), NULL, "not valid UTF-8 at byte 6" },
    { B("\xd6\xd0"), "UTF-8", "not valid UTF-8 at byte 0" },
    { B("\xd4\xa4\xcb\xff"), NULL, "not valid GB18030 at byte 2" },
    { B("\xd4\xa4\xcb"), NULL, "not valid GB18030 at byte 2" },
    { B("\xff"), NULL, "not valid GB18030 at byte 0" },
    { B("\xff\xfe\x84\x98\x97"), NULL, "not valid UTF-16LE at byte 4" },
    { B("\xff\xfe\x34\xd8\x41\0"), NULL, "not valid UTF-16LE at byte 2" },
    { B("abc"), "EBCDIC", "unknown encoding EBCDIC" },
    { B("%PDF-1.7\n"), NULL, "pdftotext -layout" },
    { B("%PDF-1.7\n"), "UTF-8", "PDF" },
    { B("{\\rtf1\\ansi"), NULL, "RTF" },
    { B("\x89PNG\r\n\x1a\n"), NULL, "PNG" },
    { B("\xff\xd8\xff\xe0"), NULL, "JPEG" },
    { B("\x1f\x8b\x08\0"), NULL, "gzip" },
    { B("\0\1\2\3\0\1\2\3"), NULL, "not a text file" },
    { B("\x7f"
        "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0"),
      NULL, "not a text file" },
};

static void
test_bad(size_t i)
{
    const struct bad *b = &bads[i];
    struct input_options options = { b->named, GJ_EN };
    struct input_text text;
    struct gj_error err = { 0 };
    enum gj_status status =
        input_decode(b->bytes, b->len, &options, &text, &err);

    EXPECT_MSG(status == GJ_INPUT, "row %zu", i);
    EXPECT_MSG(strstr(err.message, b->says), "row %zu: %s", i, err.message);
    EXPECT(!text.bytes);
    input_text_free(&text);
}

#define ZIP(name) \
    "PK\003\004\024\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\010\0\0\0" name

struct container {
    const char *bytes;
    size_t len;
    const char *name;
};

static const struct container containers[] = {
    { B(ZIP("[Content_Types].xml") ZIP("word/document.xml")), "Word (docx)" },
    { B(ZIP("[Content_Types].xml") ZIP("xl/workbook.xml")), "Excel (xlsx)" },
    { B(ZIP("OFD.xml") ZIP("Doc_0/Document.xml")), "OFD" },
    { B(ZIP("mimetype") ZIP("content.xml")), "OpenDocument" },
    { B(ZIP("a.txt")), "ZIP" },
    { B("PK\005\006\0\0"), "ZIP" },
    { B("PK\003\004"), "ZIP" },
    { B("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
      "Word (doc)" },
    { B("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0k\0b\0o\0o\0k\0"),
      "Excel (xls)" },
    { B("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "OLE" },
};

static void
test_container(size_t i)
{
    const struct container *c = &containers[i];
    const struct input_kind *kind = input_sniff(c->bytes, c->len);

    EXPECT_MSG(kind && strcmp(kind->name, c->name) == 0, "row %zu: %s", i,
               kind ? kind->name : "text");
}

/* Every single byte and every pair is read or refused, and never crashes. */
static void
test_any_bytes(void)
{
    for (unsigned i = 0; i < 0x10000; i++) {
        char bytes[2] = { (char)(i >> 8), (char)(i & 0xff) };
        struct input_text text;

        for (size_t len = 1; len <= 2; len++) {
            enum gj_status status =
                input_decode(bytes, len, NULL, &text, NULL);

            if (status == GJ_OK)
                EXPECT(input_utf8_check(text.bytes, text.len) == text.len);
            else
                EXPECT(status == GJ_INPUT);
            input_text_free(&text);
        }
    }
}

int
main(void)
{
    for (size_t i = 0; i < sizeof(goods) / sizeof(goods[0]); i++)
        test_good(i);
    for (size_t i = 0; i < sizeof(bads) / sizeof(bads[0]); i++)
        test_bad(i);
    for (size_t i = 0; i < sizeof(containers) / sizeof(containers[0]); i++)
        test_container(i);
    test_any_bytes();
    return test_done();
}
