/* SPDX-License-Identifier: MIT */
/* The relations on chosen rows: what holds, what is one step off, and the
 * ends of the range.  The oracle beside this file covers the ground. */
#include "unit/test.h"

#include <string.h>

#include "kind/kind.h"

#define H GJ_HOLDS
#define T GJ_TRUNCATED
#define L GJ_LAST_DIGIT
#define V GJ_VIOLATED
#define U GJ_UNDECIDED

/* "12.5", "12.5e4" (power), then marks: '!' exact, '~' approximate, '>' '<'
 * open. */
static struct quantity
q(const char *text)
{
    struct quantity out = { .power = 0 };
    size_t len = strcspn(text, "e!~<>");

    EXPECT_MSG(dec_parse(text, len, &out.printed), "bad row: %s", text);
    text += len;
    if (*text == 'e') {
        bool negative = text[1] == '-';

        text += 1 + negative;
        for (; *text >= '0' && *text <= '9'; text++)
            out.power = out.power * 10 + (*text - '0');
        out.power = negative ? -out.power : out.power;
    }
    out.exact = strchr(text, '!') != NULL;
    out.approximate = strchr(text, '~') != NULL;
    out.open = strchr(text, '>') ? 1 : strchr(text, '<') ? -1 : 0;
    return out;
}

struct three {
    const char *a, *b, *stated;
    enum gj_verdict verdict;
    const char *computed; /* NULL: none expected */
};

static void
expect_outcome(const char *what, const struct three *row, struct outcome o)
{
    char text[DEC_TEXT_MAX] = "none";

    if (o.has_computed)
        dec_format(o.computed, text);
    EXPECT_MSG(o.verdict == row->verdict, "%s %s %s %s: verdict %d, not %d",
               what, row->a, row->b, row->stated, (int)o.verdict,
               (int)row->verdict);
    EXPECT_MSG(strcmp(text, row->computed ? row->computed : "none") == 0,
               "%s %s %s %s: computed %s", what, row->a, row->b, row->stated,
               text);
}

static void
each(const char *what, const struct three *rows, size_t n,
     struct outcome (*kind)(struct quantity, struct quantity, struct quantity))
{
    for (size_t i = 0; i < n; i++)
        expect_outcome(what, &rows[i],
                       kind(q(rows[i].a), q(rows[i].b), q(rows[i].stated)));
}

#define EACH(kind, rows) \
    each(#kind, rows, sizeof(rows) / sizeof(rows[0]), kind)

static void
test_ratio(void)
{
    static const struct three rows[] = {
        { "75.00e4", "100.00e4", "75.0", H, "75.0" },
        { "693.30e4", "707.32e4", "99.98", V, "98.02" },
        { "693.30e4", "707.32e4", "98.02", H, "98.02" },
        { "693.30e4", "707.32e4", "98.01", T, "98.02" },
        { "693.30e4", "707.32e4", "98.02", H, "98.02" },
        { "86183!", "100000!", "86.19", L, "86.18" },
        { "693.30e4", "707.32e4", "98.03", V, "98.02" },
        { "693.30e4", "707.32e4", "98.04", V, "98.02" },
        { "6933000", "7073200", "98.0179", H, "98.0179" },
        { "2299203.92", "320e4", "71.85", H, "71.85" },
        /* 1 / 8 = 12.5: both roundings, the cut and nothing more */
        { "1!", "8!", "12.5", H, "12.5" },
        { "1!", "8!", "13", H, "13" },
        { "1!", "8!", "12", H, "13" },
        { "1!", "8!", "11", V, "13" },
        { "2!", "3!", "66.6", T, "66.7" },
        { "2!", "3!", "66.8", V, "66.7" },
        { "2!", "3!", "0.667e2", H, "0.667" },
        { "2!", "3!", "6.7e1", H, "6.7" },
        { "3!", "2!", "1.5e2", H, "1.5" },
        { "-2!", "3!", "-66.6", T, "-66.7" },
        { "-2!", "3!", "66.7", V, "-66.7" },
        { "2!", "-3!", "-66.7", H, "-66.7" },
        { "0!", "3!", "0.00", H, "0.00" },
        { "5", "0", "100", U, NULL },
        { "0", "0.00", "0", U, NULL },
        /* approximate and open operands are wide */
        { "36~", "40", "70", H, "90" },
        { "36~", "40", "20", V, "90" },
        { "36>", "40", "120", H, "90" },
        { "36>", "40", "80", V, "90" },
        { "36<", "40", "1", H, "90" },
        { "36<", "40", "95", V, "90" },
        { "36", "5~", "900", H, "720" },
        { "36", "40>", "0", H, "90" },
        { "36", "40>", "99", V, "90" },
        { "36", "40<", "400", H, "90" },
        /* the ends of the range */
        { "999999999999999999", "999999999999999999", "100.00", H, "100.00" },
        { "999999999999999999", "999999999999999999", "100.02", V, "100.00" },
        { "999999999999999999e12", "0.000000000001", "100", V, NULL },
        { "0.000000000001!", "999999999999999999!", "0.000000000001", L,
          "0.000000000000" },
        { "999999.999999999999", "999999.999999999999", "100.000000000000", H,
          "100.000000000000" },
    };

    EACH(kind_ratio, rows);
}

static void
test_growth(void)
{
    static const struct three from[] = {
        { "20", "100", "20", H, "20" },
        { "-20", "100", "-20", H, "-20" },
        { "20", "0", "20", U, NULL },
    };
    static const struct three to[] = {
        { "25457e4", "191306e4", "15.35", H, "15.35" },
        { "25457e4", "191306e4", "13.31", V, "15.35" },
        { "-20", "80", "-20", H, "-20" },
        { "-20", "80", "-25", V, "-20" },
        { "80", "80", "100", U, NULL },
        { "80>", "100", "100", U, "400" },
    };
    static const struct three of[] = {
        { "120", "100", "20", H, "20" },
        { "120", "100", "16.67", V, "20.00" },
        { "80", "100", "-20", H, "-20" },
        { "80", "100", "20", V, "-20" },
        { "100", "100", "0", H, "0" },
        { "100", "0", "100", U, NULL },
        { "2.4e8", "23000e4", "4.35", H, "4.35" },
        { "999999999999999999", "1!", "99999999999999999.8", V, NULL },
        { "999999999999999999", "999999999999999999", "0.00", H, "0.00" },
    };

    EACH(kind_growth_from, from);
    EACH(kind_growth_to, to);
    EACH(kind_growth_of, of);
}

static void
test_difference(void)
{
    static const struct three rows[] = {
        { "100.00", "40.00", "60.00", H, "60.00" },
        { "100.00", "40.00", "60.01", H, "60.00" },
        { "100.00", "40.00", "60.02", L, "60.00" },
        { "100.00", "40.00", "60.03", V, "60.00" },
        { "100!", "40!", "60!", H, "60" },
        { "100!", "40!", "61!", V, "60" },
        { "40", "100", "-60", H, "-60" },
        { "100", "40>", "10", H, "60" },
        { "100", "40>", "70", V, "60" },
        { "1.00e8", "1234e4", "8766e4", H, "8766" },
        { "999999999999999999", "-999999999999999999", "0", V, NULL },
        { "999999999999999999e30", "1e-30", "0", U, NULL },
    };

    EACH(kind_difference, rows);
}

static void
test_sum(void)
{
    const struct quantity weights[] = { q("20!"), q("30!"), q("50!") };
    const struct quantity scores[] = { q("19.4!"), q("29!"), q("47.85!") };
    const struct quantity money[] = { q("1.2e8"), q("3456e4"), q("0.5") };

    EXPECT(kind_sum(weights, 3, q("100!")).verdict == H);
    EXPECT(kind_sum(weights, 3, q("101!")).verdict == V);
    EXPECT(kind_sum(weights, 3, q("99!")).verdict == V);
    EXPECT(kind_sum(scores, 3, q("96.25!")).verdict == H);
    EXPECT(kind_sum(scores, 3, q("96.24!")).verdict == V);
    EXPECT(kind_sum(scores, 3, q("96.3!")).verdict == H);
    EXPECT(kind_sum(scores, 3, q("96!")).verdict == H);
    EXPECT(kind_sum(scores, 3, q("97!")).verdict == L);
    EXPECT(kind_sum(scores, 3, q("98!")).verdict == V);
    EXPECT(kind_sum(money, 3, q("15456e4")).verdict == H);
    EXPECT(kind_sum(money, 3, q("1.5e8")).verdict == H);
    EXPECT(kind_sum(money, 3, q("1.8e8")).verdict == V);
    EXPECT(kind_sum(NULL, 0, q("0")).verdict == H);
    EXPECT(kind_sum(NULL, 0, q("5")).verdict == V);
}

struct implied_row {
    const char *amount[2], *rate[2], *total, *stated;
    enum gj_verdict verdict;
    const char *computed;
};

/* Previous values: 37.4 / 1.051 = 35.585, 14.9 / 1.082 = 13.771. */
static void
test_implied(void)
{
    static const struct implied_row rows[] = {
        { { "37.4e8", "14.9e8" },
          { "5.1", "8.2" },
          "52.3e8",
          "6.0",
          H,
          "6.0" },
        { { "37.4e8", "14.9e8" }, { "5.1", "8.2" }, "52.3e8", "6", H, "6" },
        { { "37.4e8", "14.9e8" },
          { "5.1", "8.2" },
          "52.3e8",
          "9.1",
          V,
          "6.0" },
        { { "37.4e8", "14.9e8" },
          { "5.1", "8.2" },
          "52.3e8",
          "-6.0",
          V,
          "6.0" },
        /* a truncated rate of a part is no error: 100/1.1111 + 100 = 190.0 */
        { { "100.00", "100.00" },
          { "11.11", "0.00" },
          "200.00",
          "5.26",
          H,
          "5.26" },
        { { "100.00", "100.00" },
          { "-50", "100" },
          "200.00",
          "-20",
          H,
          "-20" },
        { { "100.00", "100.00" },
          { "-100", "100" },
          "200.00",
          "-20",
          U,
          NULL },
        { { "-100.00", "100.00" }, { "5", "10" }, "0.00", "-20", U, NULL },
        { { "100.00", "0.00" }, { "25", "-80" }, "100.00", "25", H, "25" },
        { { "999999999999999999", "999999999999999999" },
          { "0.000000000001", "1" },
          "999999999999999999",
          "3",
          U,
          NULL },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct implied_row *r = &rows[i];
        struct quantity amounts[] = { q(r->amount[0]), q(r->amount[1]) };
        struct quantity rates[] = { q(r->rate[0]), q(r->rate[1]) };
        struct three row = { r->amount[0], r->rate[0], r->stated, r->verdict,
                             r->computed };

        expect_outcome(
            "implied", &row,
            kind_implied(amounts, rates, 2, q(r->total), q(r->stated)));
    }
    EXPECT(kind_implied(NULL, NULL, 0, q("1"), q("1")).verdict == U);
}

struct product_row {
    const char *weight, *rate, *score;
    bool cap;
    enum gj_verdict verdict;
};

static void
test_product(void)
{
    static const struct product_row rows[] = {
        { "10!", "83.72", "8.37!", true, H },
        { "10!", "83.72", "8.4!", true, H },
        { "10!", "83.72", "8!", true, H },
        { "10!", "83.72", "9!", true, L },
        { "10!", "83.72", "10!", true, V },
        { "10!", "71.85", "7.19!", true, H },
        { "10!", "71.85", "7.18!", true, H },
        { "10!", "71.85", "7.2!", true, H },
        { "10!", "71.85", "7.1!", true, T },
        { "10!", "72.15", "7.3!", true, L },
        { "10!", "71.85", "7.3!", true, V },
        { "10!", "74.4", "7.5!", true, H }, /* 74.45 -> 7.445 -> 7.45 */
        { "10!", "120.5", "10!", true, H },
        { "10!", "120.5", "12.05!", true, V },
        { "10!", "120.5", "12.05!", false, H },
        { "20!", "100", "20!", true, H },
        { "0!", "50", "0!", true, H },
        { "-1!", "50", "0!", true, U },
        { "10!", "95>", "9.9!", true, H },
        { "10!", "95>", "10.5!", true, V },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct outcome o = kind_product(q(rows[i].weight), q(rows[i].rate),
                                        rows[i].cap, q(rows[i].score));

        EXPECT_MSG(o.verdict == rows[i].verdict, "%s * %s = %s: %d",
                   rows[i].weight, rows[i].rate, rows[i].score,
                   (int)o.verdict);
    }
}

static void
test_product_ratio(void)
{
    const struct quantity w = q("10!");

    EXPECT(kind_product_ratio(w, q("3!"), q("4!"), true, q("7.5!")).verdict ==
           H);
    EXPECT(kind_product_ratio(w, q("3!"), q("4!"), true, q("8!")).verdict ==
           H);
    EXPECT(kind_product_ratio(w, q("3!"), q("4!"), true, q("7!")).verdict ==
           T);
    EXPECT(kind_product_ratio(w, q("3!"), q("4!"), true, q("6!")).verdict ==
           V);
    EXPECT(kind_product_ratio(w, q("5!"), q("4!"), true, q("10!")).verdict ==
           H);
    EXPECT(
        kind_product_ratio(w, q("5!"), q("4!"), false, q("12.5!")).verdict ==
        H);
    EXPECT(
        kind_product_ratio(w, q("133.76e4"), q("159.77e4"), true, q("8.37!"))
            .verdict == H);
    EXPECT(kind_product_ratio(w, q("133.76e4"), q("170e4"), true, q("8.37!"))
               .verdict == V);
    EXPECT(kind_product_ratio(w, q("3!"), q("0!"), true, q("0!")).verdict ==
           U);
}

static void
test_equal(void)
{
    static const struct {
        const char *a, *b;
        enum gj_verdict verdict;
    } rows[] = {
        { "36e4", "36e4", H },
        { "36e4", "40e4", V },
        { "36.5", "36.6", L },
        { "36.5", "36.7", V },
        { "36.5!", "36.6!", V },
        { "36.5!", "36.50!", H },
        { "36.58e4", "36.6e4", H },
        { "36.58e4", "36.5e4", T },
        { "36.5e4", "36.58e4", T },
        { "36.64e4", "36.5e4", V },
        { "365849.23", "36.58e4", H },
        { "93.19!", "93.2!", H },
        { "36~", "42", H },
        { "36~", "50", V },
        { "36>", "90", H },
        { "36<", "90", V },
        { "84!", "85!", V },
        { "-5", "5", V },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct outcome o = kind_equal(q(rows[i].a), q(rows[i].b));

        EXPECT_MSG(o.verdict == rows[i].verdict, "%s = %s: %d", rows[i].a,
                   rows[i].b, (int)o.verdict);
    }
}

static void
test_order(void)
{
    EXPECT(kind_order(q("5!"), q("5!")).verdict == H);
    EXPECT(kind_order(q("5!"), q("4!")).verdict == V);
    EXPECT(kind_order(q("36.5"), q("36.4")).verdict == H); /* 36.45 */
    EXPECT(kind_order(q("36.5"), q("36.3")).verdict == V);
    EXPECT(kind_order(q("36.5e4"), q("364999")).verdict == H);
    EXPECT(kind_order(q("36.5"), q("3>")).verdict == H);
    EXPECT(kind_order(q("36.5<"), q("3")).verdict == H);
    EXPECT(kind_order(q("36.5>"), q("3")).verdict == V);
}

static void
test_hundred(void)
{
    const struct quantity thirds[] = { q("33.3"), q("33.3"), q("33.3") };
    const struct quantity forced[] = { q("33.4"), q("33.4"), q("33.4") };
    const struct quantity wrong[] = { q("33.3"), q("33.3"), q("35.3") };
    const struct quantity weights[] = { q("50!"), q("51!") };
    const struct quantity ratios[] = { q("0.25e2"), q("0.75e2") };

    EXPECT(kind_hundred(thirds, 3).verdict == H);
    EXPECT(kind_hundred(forced, 3).verdict == L);
    EXPECT(kind_hundred(wrong, 3).verdict == V);
    EXPECT(kind_hundred(weights, 2).verdict == V);
    EXPECT(kind_hundred(ratios, 2).verdict == H);
    EXPECT(kind_hundred(ratios, 1).verdict == V);
    EXPECT(kind_hundred(NULL, 0).verdict == U);
}

static void
test_split(void)
{
    struct quantity parts[9];

    for (size_t i = 0; i < 9; i++)
        parts[i] = i < 4 ? q("4.45!") : q("4.44!");
    EXPECT(kind_equal_split(parts, 9, q("40!")).verdict == H);
    parts[0] = q("4.44!");
    EXPECT(kind_equal_split(parts, 9, q("40!")).verdict == L);
    parts[0] = q("4.46!");
    EXPECT(kind_equal_split(parts, 9, q("40!")).verdict == V);
    EXPECT(kind_equal_split(parts, 0, q("40!")).verdict == U);
    parts[0] = parts[1] = q("5!");
    EXPECT(kind_equal_split(parts, 2, q("10!")).verdict == H);
}

static void
test_digits(void)
{
    int power = 99;

    EXPECT(kind_same_digits(q("123.45e4"), q("123.45"), 3, &power) &&
           power == 4);
    EXPECT(kind_same_digits(q("123.45"), q("1234500"), 5, &power) &&
           power == -4);
    EXPECT(!kind_same_digits(q("123.45"), q("123.450"), 3, &power));
    EXPECT(!kind_same_digits(q("123.45"), q("1234600"), 3, &power));
    EXPECT(!kind_same_digits(q("36e4"), q("36"), 3, &power));
    EXPECT(!kind_same_digits(q("0e4"), q("0"), 0, &power));
}

/* The printed values that hold are one run, and what is computed is in it;
 * it is told with more decimals where it does not hold. */
static void
test_computed(void)
{
    struct quantity rate = q("99.98");
    unsigned runs = 0;
    bool before = false;

    for (int64_t coef = 9700; coef < 9900; coef++) {
        struct outcome o;
        bool holds;

        rate.printed.coef = coef;
        o = kind_ratio(q("693.30e4"), q("707.32e4"), rate);
        holds = o.verdict == GJ_HOLDS;
        runs += holds && !before;
        before = holds;
        EXPECT(o.computed.coef == 9802 && o.computed.scale == 2);
        EXPECT(coef != 9802 || holds);
        EXPECT(holds || (o.exact_computed.coef == 98017870 &&
                         o.exact_computed.scale == 6));
    }
    EXPECT(runs == 1 && !before);
}

int
main(void)
{
    test_ratio();
    test_growth();
    test_implied();
    test_difference();
    test_sum();
    test_product();
    test_product_ratio();
    test_equal();
    test_order();
    test_hundred();
    test_split();
    test_digits();
    test_computed();
    return test_done();
}
