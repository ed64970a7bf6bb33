/* SPDX-License-Identifier: MIT */
/* Normalization: what becomes of each kind of character, and where every byte
 * of the result came from. */
#include "unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/text.h"

struct row {
    const char *source, *expected;
};

static const struct row rows[] = {
    { "", "" },
    { "平常文字 abc 1,234.5%\n", "平常文字 abc 1,234.5%\n" },
    /* full-width */
    { "１２３．４５％", "123.45%" },
    { "ＡＢＣｘｙｚ", "ABCxyz" },
    { "（一）［二］｛三｝", "(一)[二]{三}" },
    { "【甲】〔2022〕7号", "【甲】〔2022〕7号" },
    { "《办法》“引”〈x〉", "《办法》“引”〈x〉" },
    { "１，２３４；五：六", "1，234；五:六" },
    { "甲、乙。", "甲、乙。" },
    { "＋－×÷＝／＊", "+-×÷=/*" },
    { "a－b−c–d‐e", "a-b-c-d-e" },
    { "—　―　──", "— — ——" },
    { "△12 ▲3", "△12 ▲3" },
    { "①预算100 m²㎡", "①预算100 m²㎡" },
    { "60％～80﹪", "60%~80%" },
    { "￥5 ＄6", "¥5 $6" },
    { "甲︰乙∶丙", "甲:乙:丙" },
    { "甲│乙｜丙", "甲|乙|丙" },
    /* comparison */
    { "≧2 ≦3 ⩾4 ⩽5", "≥2 ≤3 ≥4 ≤5" },
    { "﹥6 ＞7 ﹤8 ＜9", ">6 >7 <8 <9" },
    { "=>1 >=2 =<3 <=4", "≥1 ≥2 ≤3 ≤4" },
    { "＞＝1 ＝＞2 ﹤＝3", "≥1 ≥2 ≤3" },
    { "a═b ﹦c", "a=b =c" },
    { "≮5 ≯6", "≥5 ≤6" },
    { "<>", "<>" },
    { "=", "=" },
    /* blanks */
    { "a\u00A0b\u3000c\u2003d\u202Fe", "a b c d e" },
    { "1\u200B2\uFEFF3\u20604\u00AD5", "12345" },
    { "甲\t乙", "甲\t乙" },
    /* line ends */
    { "a\r\nb\rc\nd", "a\nb\nc\nd" },
    { "a\r\r\n\n", "a\n\n\n" },
    { "a\u2028b\xC2\x85"
      "c\vd",
      "a\nb\nc\nd" },
    { "a\fb", "a\n\f\nb" },
    { "a\n\f\nb", "a\n\f\nb" },
    { "a\n\fb", "a\n\f\nb" },
    { "\f", "\f" },
    { "a\r\n\f\r\nb", "a\n\f\nb" },
    /* other forms of ideographs */
    { "\u2F24\u2F08\u2FA6", "大人金" },
    { "\uF90A\uF9B4\uFA0A", "金领见" },
    { "萬元預算執行率", "万元预算执行率" },
    /* pinyin in brackets */
    { "增長(zhǎng)8.2%", "增长8.2%" },
    { "預（yù）算", "预算" },
    { "萬(wàn)元(yuán)", "万元" },
    { "萬(wan)元(yuan)", "万元(yuan)" },
    { "重量(kg)5", "重量(kg)5" },
    { "金额(a)", "金额(a)" },
    { "预算(abcdefghǎ)", "预算(abcdefghǎ)" },
    { "A(zhǎng)", "A(zhǎng)" },
    { "長()長(", "长()长(" },
    { "長(zha\u030Cng)", "长" },
    /* letter-spaced words */
    { "支 出 率 为83.72%", "支出率为83.72%" },
    { "额 为 159.77 万", "额为 159.77 万" },
    { "元 ， 支 出 率 为\n83", "元 ， 支出率为\n83" },
    { "对 项 目 管 理及", "对项目管 理及" },
    { "制 度 的 建议", "制度的 建议" },
    { "建设的 建议", "建设的 建议" },
    { "有效缓解 有效缓解 5", "有效缓解 有效缓解 5" },
    { "（三 公 经 费）", "(三公经费)" },
    { "金额：万 元", "金额:万元" },
    { "170万 元", "170万元" },
    { "10人 次", "10人 次" },
    { "x 一 一", "x 一 一" },
    { "合 一 计", "合 一 计" },
    { "优 良 10", "优 良 10" },
    { "是 是 否", "是 是 否" },
    { "中央 省 市 县 其他", "中央 省 市 县 其他" },
    { "小 计 省 市 县", "小 计 省 市 县" },
    { "市 级", "市级" },
    { "次 次 次", "次 次 次" },
    { "5 个 6", "5 个 6" },
    { "合    计  12 5", "合计  12 5" },
    { "合　　计", "合计" },
    { "项　目\t金　额", "项目\t金额" },
    { "小  计  大  类  合计", "小  计  大  类  合计" },
    { "甲  乙  丙", "甲乙丙" },
    { "收入  个  次", "收入  个  次" },
    { "年\n度 报", "年\n度报" },
    { "甲 ", "甲 " },
    { " 甲 乙 ", " 甲乙 " },
    /* wrapped cells between tabs */
    { "目标\t按照规定使用资金，支 出率为五成，全 部到位 5",
      "目标\t按照规定使用资金，支出率为五成，全部到位 5" },
    { "按照规定使用资金，支 出率为五成，全 部到位",
      "按照规定使用资金，支 出率为五成，全 部到位" },
    { "一级指标\t分值 二级指标 分值 三级指标 分值 得分",
      "一级指标\t分值 二级指标 分值 三级指标 分值 得分" },
    { "甲\t完成，良好 已完成", "甲\t完成，良好 已完成" },
};

static uint16_t table[65536];

static void
fill_table(void)
{
    static const uint16_t pairs[][2] = {
        { 0x842C, 0x4E07 }, { 0x9810, 0x9884 }, { 0x57F7, 0x6267 },
        { 0x9577, 0x957F }, { 0x9818, 0x9886 }, { 0x898B, 0x89C1 },
        { 0x7387, 0x7387 },
    };

    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
        table[pairs[i][0]] = pairs[i][1];
}

static enum gj_status
normalize(struct arena *arena, const char *bytes, size_t len, struct text *out)
{
    struct text_folds folds = { table };
    struct gj_error err = { 0 };

    return text_normalize(arena, (struct str){ bytes, len }, &folds, out,
                          &err);
}

/* Monotone, inside the source, and a character that the source holds too
 * leads to itself. */
static void
check_map(const char *name, const struct text *t)
{
    EXPECT_MSG(t->src[t->len] == t->source.ncps, "%s: end", name);
    EXPECT_MSG(utf8_check(t->bytes, t->len) == t->len, "%s: UTF-8", name);
    for (size_t i = 0, width; i < t->len; i += width) {
        struct str slice;
        uint32_t cp = utf8_get(t->bytes + i, &width);
        size_t sw;

        for (size_t k = i; k < i + width; k++) {
            EXPECT_MSG(t->src[k] <= t->src[k + 1], "%s: not monotone", name);
            EXPECT_MSG(t->src[k] < t->source.ncps, "%s: outside", name);
        }
        slice = source_slice(&t->source, t->src[i], t->src[i] + 1);
        EXPECT_MSG(slice.len >= 1 &&
                       utf8_check(slice.ptr, slice.len) == slice.len,
                   "%s: slice", name);
        if (utf8_is_han(cp) && !table[utf8_get(slice.ptr, &sw)] &&
            utf8_get(slice.ptr, &sw) < 0x2F00)
            EXPECT_MSG(utf8_get(slice.ptr, &sw) == cp, "%s: other", name);
        if (utf8_get(slice.ptr, &sw) >= '0' && utf8_get(slice.ptr, &sw) <= '9')
            EXPECT_MSG(cp == utf8_get(slice.ptr, &sw), "%s: digit", name);
    }
}

static void
test_rows(void)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct arena arena;
        struct text t;

        arena_init(&arena, 1 << 20);
        EXPECT(normalize(&arena, rows[i].source, strlen(rows[i].source), &t) ==
               GJ_OK);
        EXPECT_MSG(t.len == strlen(rows[i].expected) &&
                       strcmp(t.bytes, rows[i].expected) == 0,
                   "\"%s\" became \"%s\", not \"%s\"", rows[i].source, t.bytes,
                   rows[i].expected);
        EXPECT(t.nremarks == 0);
        check_map(rows[i].source, &t);
        arena_release(&arena);
    }
}

/* Where single bytes of the result came from. */
static void
test_places(void)
{
    struct arena arena;
    struct text t;
    const char *source = "甲\r\n增長(zhǎng)≧５\u200B =>６ 支 出";
    /* cps: 甲0 \r1 \n2 增3 長4 (5 z6 h7 ǎ8 n9 g10 )11 ≧12 ５13 zw14 blank15
     *      =16 >17 ６18 blank19 支20 blank21 出22 */
    const char *expected = "甲\n增长≥5 ≥6 支出";
    static const uint32_t src[] = { 0,  0,  0,  1,  3,  3,  3,  4,  4,
                                    4,  12, 12, 12, 13, 15, 16, 16, 17,
                                    18, 19, 20, 20, 20, 22, 22, 22, 23 };

    arena_init(&arena, 1 << 20);
    EXPECT(normalize(&arena, source, strlen(source), &t) == GJ_OK);
    EXPECT(strcmp(t.bytes, expected) == 0);
    EXPECT(t.len + 1 == sizeof(src) / sizeof(src[0]));
    for (size_t i = 0; i <= t.len && i < sizeof(src) / sizeof(src[0]); i++)
        EXPECT_MSG(t.src[i] == src[i], "byte %zu came from %u", i, t.src[i]);
    arena_release(&arena);
}

static void
test_remarks(void)
{
    struct arena arena;
    struct text t;
    static const char source[] = "a\0b\0\x01\uE000\U000F0000\uFFFF.\x7F";

    arena_init(&arena, 1 << 20);
    EXPECT(normalize(&arena, source, sizeof(source) - 1, &t) == GJ_OK);
    EXPECT(strcmp(t.bytes, "a\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD.\uFFFD") ==
           0);
    EXPECT(t.nremarks == 3);
    EXPECT(t.remarks[0].kind == REMARK_NUL && t.remarks[0].cp == 1 &&
           t.remarks[0].count == 2);
    EXPECT(t.remarks[1].kind == REMARK_CONTROL && t.remarks[1].cp == 4 &&
           t.remarks[1].count == 3);
    EXPECT(t.remarks[2].kind == REMARK_PRIVATE && t.remarks[2].cp == 5 &&
           t.remarks[2].count == 2);
    arena_release(&arena);
}

static void
test_lines(void)
{
    struct arena arena;
    struct text t;
    struct gj_place p;
    const char *source = "甲乙\r\n丙\n";

    arena_init(&arena, 1 << 20);
    EXPECT(normalize(&arena, source, strlen(source), &t) == GJ_OK);
    EXPECT(t.source.nlines == 2 && t.source.ncps == 6);
    p = source_place(&t.source, 1, 2);
    EXPECT(p.line == 1 && p.column == 2 && p.end_line == 1 &&
           p.end_column == 3 && p.offset == 1 && p.length == 1);
    p = source_place(&t.source, 1, 5); /* over the line break */
    EXPECT(p.line == 1 && p.column == 2 && p.end_line == 2 &&
           p.end_column == 2);
    p = source_place(&t.source, 4, 4);
    EXPECT(p.line == 2 && p.column == 1 && p.end_line == 2 &&
           p.end_column == 1 && p.length == 0);
    p = source_place(&t.source, 99, 5); /* clamped */
    EXPECT(p.length == 0);
    EXPECT(str_eqc(source_slice(&t.source, 1, 5), "乙\r\n丙"));
    EXPECT(normalize(&arena, "", 0, &t) == GJ_OK && t.source.nlines == 1);
    EXPECT(normalize(&arena, "\n\n", 2, &t) == GJ_OK && t.source.nlines == 2);
    arena_release(&arena);
}

static void
test_errors(void)
{
    static const struct {
        const char *bytes;
        size_t bad;
    } damaged[] = {
        { "ab\xE4\xB8", 2 },       { "\x80", 0 },
        { "\xC0\x80", 0 },         { "a\xED\xA0\x80", 1 },
        { "\xF4\x90\x80\x80", 0 }, { "\xE0\x80\x80", 0 },
        { "甲\xFF", 3 },           { "12345678901\xE4", 11 },
    };

    for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++) {
        struct arena arena;
        struct text t;
        struct gj_error err = { 0 };
        struct str in = str_of(damaged[i].bytes);
        char expected[64];

        arena_init(&arena, 1 << 20);
        EXPECT(utf8_check(in.ptr, in.len) == damaged[i].bad);
        EXPECT(text_normalize(&arena, in, NULL, &t, &err) == GJ_INPUT);
        (void)snprintf(expected, sizeof(expected), "byte %zu", damaged[i].bad);
        EXPECT_MSG(strstr(err.message, expected), "%s", err.message);
        arena_release(&arena);
    }
}

/* Whatever comes: valid, monotone, inside. */
static void
test_noise(void)
{
    static const char *const bits[] = {
        "甲", "乙",     " ",      "  ",         "(",        ")",  "zh", "ǎ",
        "長", "=",      ">",      "<",          "５",       "\f", "\r", "\n",
        "\t", "\u2F24", "\uFA6C", "\x01",       "一",       "万", "元", "3",
        "|",  "\u200B", "（",     "\U0002F800", "\xC2\x85",
    };
    uint32_t random = 1;

    for (int round = 0; round < 3000; round++) {
        char source[256];
        size_t len = 0;
        struct arena arena;
        struct text t;

        while (len < sizeof(source) - 8) {
            const char *bit;

            random = random * 1664525 + 1013904223;
            bit = bits[(random >> 16) % (sizeof(bits) / sizeof(bits[0]))];
            memcpy(source + len, bit, strlen(bit));
            len += strlen(bit);
            if ((random >> 8 & 63) == 0)
                break;
        }
        arena_init(&arena, 1 << 20);
        EXPECT(normalize(&arena, source, len, &t) == GJ_OK);
        EXPECT(t.src[t.len] == t.source.ncps);
        EXPECT(utf8_check(t.bytes, t.len) == t.len);
        for (size_t i = 0; i < t.len; i++)
            EXPECT(t.src[i] <= t.src[i + 1] && t.src[i] < t.source.ncps);
        arena_release(&arena);
    }
}

/* Each allocation may fail. */
static void
test_memory(void)
{
    for (size_t n = 1;; n++) {
        struct arena arena;
        struct text t;
        enum gj_status status;

        arena_init(&arena, 1 << 20);
        arena.fail_after = n;
        status = normalize(&arena, "甲 乙", 7, &t);
        arena_release(&arena);
        if (status == GJ_OK)
            break;
        EXPECT(status == GJ_NOMEM || status == GJ_LIMIT);
        EXPECT(n < 20);
    }
}

int
main(void)
{
    fill_table();
    test_rows();
    test_places();
    test_remarks();
    test_lines();
    test_errors();
    test_noise();
    test_memory();
    return test_done();
}
