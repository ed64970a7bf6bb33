/* SPDX-License-Identifier: MIT */
/* Decimals at the ends of their range, and UTF-8 code points. */
#include "unit/test.h"

#include <string.h>

#include "base/dec.h"
#include "base/utf8.h"
#include "base/wide.h"

static struct dec
d(const char *text)
{
    struct dec out = { 0 };

    EXPECT_MSG(dec_parse(text, strlen(text), &out), "bad row: %s", text);
    return out;
}

static void
test_parse(void)
{
    static const struct {
        const char *text, *printed; /* NULL: refused */
    } rows[] = {
        { "0", "0" },
        { "0.0", "0.0" },
        { "-0.05", "-0.05" },
        { "+3", "3" },
        { "1234.50", "1234.50" },
        { "007", "7" },
        { "999999999999999999", "999999999999999999" },
        { "-999999.999999999999", "-999999.999999999999" },
        { "0.000000000001", "0.000000000001" },
        { "000000000000000000000000001", "1" },
        { "1000000000000000000", NULL },
        { "0.0000000000001", NULL },
        { "", NULL },
        { "-", NULL },
        { ".5", NULL },
        { "5.", NULL },
        { "1.2.3", NULL },
        { "1,2", NULL },
        { "--1", NULL },
        { "1e5", NULL },
        { " 1", NULL },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct dec out = { 7, 7 };
        char text[DEC_TEXT_MAX];
        bool ok = dec_parse(rows[i].text, strlen(rows[i].text), &out);

        EXPECT_MSG(ok == (rows[i].printed != NULL), "%s", rows[i].text);
        if (ok) {
            EXPECT(dec_format(out, text) == strlen(text));
            EXPECT_MSG(strcmp(text, rows[i].printed) == 0, "%s: %s",
                       rows[i].text, text);
        } else {
            EXPECT(out.coef == 7 && out.scale == 7);
        }
    }
}

static void
expect_dec(const char *what, bool ok, struct dec got, const char *expected)
{
    char text[DEC_TEXT_MAX] = "refused";

    if (ok)
        dec_format(got, text);
    EXPECT_MSG(strcmp(text, expected ? expected : "refused") == 0, "%s: %s",
               what, text);
}

static void
test_arithmetic(void)
{
    const struct dec most = d("999999999999999999");
    const struct dec least = d("0.000000000001");
    struct dec r = { 0 };
    bool ok;

#define ROW(call, expected) ok = (call), expect_dec(#call, ok, r, expected)
    ROW(dec_add(d("0.1"), d("0.25"), &r), "0.35");
    ROW(dec_add(most, d("1"), &r), NULL);
    ROW(dec_add(most, least, &r), NULL);
    ROW(dec_sub(most, most, &r), "0");
    ROW(dec_sub(dec_neg(most), d("1"), &r), NULL);
    ROW(dec_mul(d("1.50"), d("-0.2"), &r), "-0.300");
    ROW(dec_mul(least, d("0.5"), &r), NULL);
    ROW(dec_mul(least, d("10.0"), &r), "0.000000000010");
    ROW(dec_mul(most, most, &r), NULL);
    ROW(dec_shift(d("1.5"), 4, &r), "15000");
    ROW(dec_shift(d("15000"), -4, &r), "1.5000");
    ROW(dec_shift(least, -1, &r), NULL);
    ROW(dec_shift(d("0.000000000010"), -1, &r), "0.000000000001");
    ROW(dec_shift(most, 1, &r), NULL);
    ROW(dec_shift(d("0"), 100, &r), "0");
    ROW(dec_shift(d("1"), -1000, &r), NULL);
    ROW(dec_div(d("693.30"), d("707.32"), 2, 2, &r), "98.02");
    ROW(dec_div(d("1"), d("8"), 0, 2, &r), "0.13");
    ROW(dec_div(d("-1"), d("8"), 0, 2, &r), "-0.13");
    ROW(dec_div(d("1"), d("-8"), 0, 2, &r), "-0.13");
    ROW(dec_div(d("1"), d("0.00"), 0, 2, &r), NULL);
    ROW(dec_div(most, least, 0, 0, &r), NULL);
    ROW(dec_div(least, most, 0, 12, &r), "0.000000000000");
    ROW(dec_div(most, most, 0, 12, &r), "1.000000000000");
    ROW(dec_div(d("1"), d("3"), 0, 13, &r), NULL);
    ROW((r = dec_round(d("1.25"), 1), true), "1.3");
    ROW((r = dec_round(d("-1.25"), 1), true), "-1.3");
    ROW((r = dec_round(d("1.2"), 4), true), "1.2");
    ROW((r = dec_truncate(d("-1.29"), 1), true), "-1.2");
    ROW((r = dec_strip(d("1.500")), true), "1.5");
    ROW((r = dec_strip(d("100")), true), "100");
    ROW((r = dec_abs(d("-3")), true), "3");
#undef ROW
    EXPECT(dec_cmp(d("1.0"), d("1")) == 0);
    EXPECT(dec_cmp(most, least) > 0 && dec_cmp(least, most) < 0);
    EXPECT(dec_cmp(dec_neg(most), most) < 0);
    EXPECT(dec_is_zero(d("0.00")) && !dec_is_zero(least));
}

static void
test_wide(void)
{
    wide limit = wide_pow10(WIDE_MAX_POWER), r = 5;

    EXPECT(wide_mul(limit, 1, &r) && r == limit);
    EXPECT(wide_mul(-limit, -1, &r) && r == limit);
    r = 5;
    EXPECT(!wide_mul(limit, 2, &r) && r == 5);
    EXPECT(!wide_mul(wide_pow10(19), wide_pow10(19), &r) && r == 5);
    EXPECT(wide_mul(limit, 0, &r) && r == 0);
    EXPECT(wide_scale(1, WIDE_MAX_POWER, &r) && r == limit);
    EXPECT(!wide_scale(1, WIDE_MAX_POWER + 1, &r));
    EXPECT(!wide_scale(11, WIDE_MAX_POWER, &r));
    for (unsigned n = 1; n <= WIDE_MAX_POWER; n++)
        EXPECT(wide_pow10(n) == wide_pow10(n - 1) * 10);
    EXPECT(wide_div_floor(-7, 2) == -4 && wide_div_ceil(-7, 2) == -3);
    EXPECT(wide_div_floor(7, 2) == 3 && wide_div_ceil(7, 2) == 4);
    EXPECT(wide_div_round(5, 2) == 3 && wide_div_round(-5, 2) == -3);
    EXPECT(wide_div_round(limit, limit) == 1);
}

/* Every code point there and back, and no surrogate. */
static void
test_utf8(void)
{
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
        char bytes[5] = { 'x' };
        size_t width, len;

        if (cp == 0xD800)
            cp = 0xE000;
        len = utf8_put(cp, bytes + 1);
        if (utf8_check(bytes, 1 + len) != 1 + len ||
            utf8_get(bytes + 1, &width) != cp || width != len ||
            utf8_back(bytes, 1 + len) != 1)
            EXPECT_MSG(false, "U+%04X", (unsigned)cp);
        if (len > 1)
            EXPECT(utf8_check(bytes, len) == 1); /* cut short */
    }
    EXPECT(utf8_is_han(0x4E00) && utf8_is_han(0x3007) && utf8_is_han(0x9FFF));
    EXPECT(!utf8_is_han('1') && !utf8_is_han(0x3001) && !utf8_is_han(0xFF0C));
}

int
main(void)
{
    test_parse();
    test_arithmetic();
    test_wide();
    test_utf8();
    return test_done();
}
