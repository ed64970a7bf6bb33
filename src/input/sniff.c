/* SPDX-License-Identifier: MIT */
/*
 * Files that hold no text, by their first bytes.  Containers are told apart
 * by the names of what they contain.
 */
#include <string.h>

#include "base/str.h"
#include "input/input_int.h"

#define BYTES(literal) literal, sizeof(literal) - 1

/* What to do about the kinds for which the hint is the same. */
#define HINT_OFFICE                                                \
    {                                                              \
        "请在办公软件中另存为纯文本，或运行 "     \
        "soffice --headless --convert-to txt 文件",                \
            "save it as plain text in the office program, or run " \
            "soffice --headless --convert-to txt FILE"             \
    }
#define HINT_SHEET                                                            \
    {                                                                         \
        "请在表格软件中另存为制表符分隔的文本，或运行 " \
        "soffice --headless --convert-to csv 文件",                           \
            "save it as tab-separated text in the spreadsheet program, "      \
            "or run soffice --headless --convert-to csv FILE"                 \
    }
#define HINT_IMAGE                                             \
    {                                                          \
        "请先做文字识别，例如 tesseract 图片 输出 -l chi_sim", \
            "recognise its text first, for example "           \
            "tesseract IMAGE OUT -l chi_sim"                   \
    }
#define HINT_UNPACK                                                          \
    {                                                                        \
        "请先解压，再检查其中的文本", "unpack it and check the texts inside" \
    }

struct magic {
    const char *bytes;
    size_t len;
    struct input_kind kind;
};

static const struct magic magics[] = {
    { BYTES("%PDF-"),
      { "PDF",
        { "请先取出文字：pdftotext -layout 文件.pdf 文件.txt"
          "（扫描件须先做文字识别）",
          "get its text with pdftotext -layout FILE.pdf FILE.txt "
          "(scans need OCR first)" } } },
    { BYTES("{\\rtf"), { "RTF", HINT_OFFICE } },
    { BYTES("\x89PNG\r\n\x1a\n"), { "PNG", HINT_IMAGE } },
    { BYTES("\xff\xd8\xff"), { "JPEG", HINT_IMAGE } },
    { BYTES("GIF87a"), { "GIF", HINT_IMAGE } },
    { BYTES("GIF89a"), { "GIF", HINT_IMAGE } },
    { BYTES("II*\0"), { "TIFF", HINT_IMAGE } },
    { BYTES("MM\0*"), { "TIFF", HINT_IMAGE } },
    { BYTES("\x1f\x8b\x08"), { "gzip", HINT_UNPACK } },
    { BYTES("7z\xbc\xaf\x27\x1c"), { "7z", HINT_UNPACK } },
    { BYTES("Rar!\x1a\x07"), { "RAR", HINT_UNPACK } },
};

/* A container is the first of these whose member it has. */
struct member {
    const char *name;
    size_t len;
    struct input_kind kind;
};

static const struct member zip_members[] = {
    { BYTES("word/"), { "Word (docx)", HINT_OFFICE } },
    { BYTES("xl/"), { "Excel (xlsx)", HINT_SHEET } },
    { BYTES("ppt/"), { "PowerPoint (pptx)", HINT_OFFICE } },
    { BYTES("OFD.xml"),
      { "OFD",
        { "请在版式阅读软件中导出文本，或转换为 PDF 后运行 "
          "pdftotext -layout",
          "export its text in an OFD reader, or convert it to PDF and run "
          "pdftotext -layout" } } },
    { BYTES("content.xml"), { "OpenDocument", HINT_OFFICE } },
    { BYTES(""), { "ZIP", HINT_UNPACK } }, /* any other member */
};

/* Names in the directory of an OLE file are UTF-16LE. */
static const struct member ole_members[] = {
    { BYTES("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t"),
      { "Word (doc)", HINT_OFFICE } },
    { BYTES("W\0o\0r\0k\0b\0o\0o\0k"), { "Excel (xls)", HINT_SHEET } },
    { BYTES("B\0o\0o\0k\0\0"), { "Excel (xls)", HINT_SHEET } },
    { BYTES("P\0o\0w\0e\0r\0P\0o\0i\0n\0t"),
      { "PowerPoint (ppt)", HINT_OFFICE } },
};
static const struct input_kind ole_other = { "OLE", HINT_OFFICE };

static const struct input_kind binary = {
    "", { "不是文本文件", "not a text file" }
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool
starts(struct str s, const char *bytes, size_t len)
{
    return s.len >= len && memcmp(s.ptr, bytes, len) == 0;
}

/* Names follow 26 bytes behind the mark of a local header. */
static const struct input_kind *
zip_kind(struct str file)
{
    const struct member *best = &zip_members[COUNT(zip_members) - 1];
    size_t at = 0;

    while (at != SIZE_MAX) {
        struct str name = str_sub(file, at + 30, file.len);

        for (const struct member *m = zip_members; m < best; m++)
            if (starts(name, m->name, m->len))
                best = m;
        at = str_find(file, STR("PK\003\004"), at + 1);
    }
    return &best->kind;
}

static const struct input_kind *
ole_kind(struct str file)
{
    for (size_t i = 0; i < COUNT(ole_members); i++) {
        struct str name = { ole_members[i].name, ole_members[i].len };

        if (str_find(file, name, 0) != SIZE_MAX)
            return &ole_members[i].kind;
    }
    return &ole_other;
}

const struct input_kind *
input_sniff(const char *bytes, size_t len)
{
    struct str file = { bytes, len };

    for (size_t i = 0; i < COUNT(magics); i++)
        if (starts(file, magics[i].bytes, magics[i].len))
            return &magics[i].kind;
    if (starts(file, BYTES("PK\003\004")) || starts(file, BYTES("PK\005\006")))
        return zip_kind(file);
    if (starts(file, BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")))
        return ole_kind(file);
    if (!memchr(bytes, 0, len))
        return NULL;
    if (starts(file, BYTES("\xff\xfe")) || starts(file, BYTES("\xfe\xff")) ||
        input_utf16_pattern(bytes, len))
        return NULL;
    return input_binary(bytes, len) ? &binary : NULL;
}
