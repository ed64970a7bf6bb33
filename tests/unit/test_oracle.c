/* SPDX-License-Identifier: MIT */
/*
 * The relations against an oracle that knows nothing of their method: it walks
 * a grid of true values inside the intervals of small operands, keeps the
 * least and the greatest result as fractions of 64-bit integers, and asks what
 * the stated term may be.  One case in many by default; all of them with
 * GJ_LONG=1 in the environment.
 */
#include "unit/test.h"

#include <stdint.h>
#include <stdlib.h>

#include "kind/kind.h"

#define BASE  1000 /* true values are counted in thousandths */
#define STEPS 4    /* of the grid inside an interval */

struct fraction {
    int64_t num, den; /* den > 0 */
};

struct extent {
    struct fraction min, max;
    bool some, broken;
};

static int64_t cases;
static uint64_t turn, stride = 1;

static int64_t
unit_of(struct quantity q)
{
    int64_t unit = BASE;

    for (int i = 0; i < q.power; i++)
        unit *= 10;
    for (int i = 0; i < q.printed.scale; i++)
        unit /= 10;
    return unit;
}

/* True values: lo, lo + step, ... hi. */
static int64_t
true_value(struct quantity q, int step)
{
    int64_t unit = unit_of(q), middle = q.printed.coef * unit;

    return q.exact ? middle : middle - unit / 2 + unit * step / STEPS;
}

static int
compare(struct fraction a, struct fraction b)
{
    int64_t left = a.num * b.den, right = b.num * a.den;

    return (left > right) - (left < right);
}

static void
widen(struct extent *e, int64_t num, int64_t den)
{
    struct fraction f = { den < 0 ? -num : num, den < 0 ? -den : den };

    if (den == 0) {
        e->broken = true;
        return;
    }
    if (!e->some || compare(f, e->min) < 0)
        e->min = f;
    if (!e->some || compare(f, e->max) > 0)
        e->max = f;
    e->some = true;
}

typedef void formula(struct extent *e, int64_t a, int64_t b);

static void
by_ratio(struct extent *e, int64_t part, int64_t whole)
{
    widen(e, part * 100 * BASE, whole);
}

static void
by_growth_to(struct extent *e, int64_t change, int64_t current)
{
    widen(e, change * 100 * BASE, current - change);
}

static void
by_growth_of(struct extent *e, int64_t current, int64_t previous)
{
    widen(e, (current - previous) * 100 * BASE, previous);
}

static void
by_sum(struct extent *e, int64_t a, int64_t b)
{
    widen(e, a + b, 1);
}

static void
by_difference(struct extent *e, int64_t a, int64_t b)
{
    widen(e, a - b, 1);
}

static void
by_product(struct extent *e, int64_t weight, int64_t rate)
{
    if (rate > 100 * BASE)
        rate = 100 * BASE;
    widen(e, weight * rate, (int64_t)100 * BASE);
}

static void
by_equal(struct extent *e, int64_t a, int64_t b)
{
    (void)b;
    widen(e, a, 1);
}

/* Half up, away from zero, to a multiple of unit. */
static int64_t
half_up(struct fraction f, int64_t unit)
{
    int64_t size = f.num < 0 ? -f.num : f.num;
    int64_t n = (2 * size + unit * f.den) / (2 * unit * f.den) * unit;

    return f.num < 0 ? -n : n;
}

/* First to a tenth of the unit, then to the unit. */
static int64_t
half_up_twice(struct fraction f, int64_t unit)
{
    struct fraction tenth = {
        half_up((struct fraction){ f.num * 10, f.den }, unit), 10
    };

    return half_up(tenth, unit);
}

static bool
between(struct extent e, int64_t lo, int64_t hi)
{
    return compare(e.min, (struct fraction){ hi, 1 }) <= 0 &&
           compare(e.max, (struct fraction){ lo, 1 }) >= 0;
}

static bool
oracle_holds(struct extent e, struct quantity stated, bool rounded)
{
    int64_t unit = unit_of(stated), v = stated.printed.coef * unit;

    if (!stated.exact) /* in halves, for the unit may be odd */
        return compare(e.min, (struct fraction){ 2 * v + unit, 2 }) <= 0 &&
               compare(e.max, (struct fraction){ 2 * v - unit, 2 }) >= 0;
    if (!rounded)
        return between(e, v, v);
    return (half_up(e.min, unit) <= v && half_up(e.max, unit) >= v) ||
           (half_up_twice(e.min, unit) <= v &&
            half_up_twice(e.max, unit) >= v);
}

/* Cut off: v <= x < v + unit for x >= 0, and mirrored. */
static bool
oracle_cut(struct extent e, struct quantity stated)
{
    int64_t unit = unit_of(stated), v = stated.printed.coef * unit;
    struct fraction in = { v, 1 };
    struct fraction above = { v + unit, 1 }, below = { v - unit, 1 };

    if (v > 0)
        return compare(e.min, above) < 0 && compare(e.max, in) >= 0;
    if (v < 0)
        return compare(e.max, below) > 0 && compare(e.min, in) <= 0;
    return compare(e.min, above) < 0 && compare(e.max, below) > 0;
}

static enum gj_verdict
oracle(formula *f, struct quantity a, struct quantity b,
       struct quantity stated, bool rounded)
{
    struct extent e = { .some = false };
    int64_t unit = unit_of(stated), v = stated.printed.coef * unit;
    bool slack = !stated.exact || rounded;

    for (int i = 0; i <= (a.exact ? 0 : STEPS); i++)
        for (int k = 0; k <= (b.exact ? 0 : STEPS); k++)
            f(&e, true_value(a, i), true_value(b, k));
    if (e.broken)
        return GJ_UNDECIDED;
    if (oracle_holds(e, stated, rounded))
        return GJ_HOLDS;
    if (slack && oracle_cut(e, stated))
        return GJ_TRUNCATED;
    if (slack && between(e, v - unit, v + unit))
        return GJ_LAST_DIGIT;
    return GJ_VIOLATED;
}

static void
judge_case(const char *what, enum gj_verdict got, enum gj_verdict expected,
           struct quantity a, struct quantity b, struct quantity s)
{
    cases++;
    EXPECT_MSG(got == expected,
               "%s: %de-%d^%d%s %de-%d^%d%s -> %de-%d%s: %d, not %d", what,
               (int)a.printed.coef, a.printed.scale, a.power,
               a.exact ? "!" : "", (int)b.printed.coef, b.printed.scale,
               b.power, b.exact ? "!" : "", (int)s.printed.coef,
               s.printed.scale, s.exact ? "!" : "", (int)got, (int)expected);
}

static struct outcome
kind_sum_of_two(struct quantity a, struct quantity b, struct quantity total)
{
    struct quantity addends[2] = { a, b };

    return kind_sum(addends, 2, total);
}

static struct outcome
kind_product_capped(struct quantity w, struct quantity r, struct quantity s)
{
    return kind_product(w, r, true, s);
}

typedef struct outcome relation(struct quantity a, struct quantity b,
                                struct quantity stated);

struct subject {
    const char *name;
    relation *kind;
    formula *formula;
    bool quotient; /* always rounded; a zero denominator is undecided */
    int a_least, b_least;
};

static const struct subject subjects[] = {
    { "ratio", kind_ratio, by_ratio, true, -6, 1 },
    { "growth_from", kind_growth_from, by_ratio, true, -6, 1 },
    { "growth_to", kind_growth_to, by_growth_to, true, -6, 1 },
    { "growth_of", kind_growth_of, by_growth_of, true, -6, 1 },
    { "sum", kind_sum_of_two, by_sum, false, -6, -6 },
    { "difference", kind_difference, by_difference, false, -6, -6 },
    { "product", kind_product_capped, by_product, true, 1, 0 },
};

/* The stated values worth asking about lie around the computed one. */
static void
around(const struct subject *s, struct quantity a, struct quantity b,
       struct quantity stated)
{
    int64_t finest = unit_of(a) < unit_of(b) ? unit_of(a) : unit_of(b);
    bool rounded =
        s->quotient || !a.exact || !b.exact || unit_of(stated) > finest;
    struct outcome o = s->kind(a, b, stated);

    for (int64_t d = -4; d <= 4; d++) {
        stated.printed.coef = (o.has_computed ? o.computed.coef : 0) + d;
        judge_case(s->name, s->kind(a, b, stated).verdict,
                   oracle(s->formula, a, b, stated, rounded), a, b, stated);
    }
}

/* Is the case one that both decide alike?  Where the previous value of a
 * growth may be zero, the grid need not hit the zero. */
static bool
decidable(const struct subject *s, struct quantity a, struct quantity b)
{
    int64_t lo = true_value(b, 0) - true_value(a, STEPS);
    int64_t hi = true_value(b, STEPS) - true_value(a, 0);

    return s->formula != by_growth_to || lo > 0 || hi < 0;
}

static struct quantity
operand(int64_t coef, unsigned form)
{
    return (struct quantity){ .printed = { coef, form & 1 },
                              .power = form & 2 ? 1 : 0,
                              .exact = form & 4 };
}

static void
walk(const struct subject *s)
{
    static const int64_t values[] = { -37, -12, -6, -5, -4, -3, -2,  -1, 0,
                                      1,   2,   3,  4,  5,  6,  7,   8,  9,
                                      11,  13,  24, 37, 96, 99, 100, 101 };
    size_t n = sizeof(values) / sizeof(values[0]);

    for (size_t i = 0; i < n * n; i++) {
        int64_t x = values[i / n], y = values[i % n];

        if (x < s->a_least || y < s->b_least)
            continue;
        for (unsigned form = 0; form < 512; form++) {
            struct quantity a = operand(x, form & 7);
            struct quantity b = operand(y, form >> 3 & 7);

            if (turn++ % stride == 0 && decidable(s, a, b))
                around(s, a, b, operand(0, form >> 6));
        }
    }
}

/* One value twice: neighbours of the same precision are a last digit off. */
static void
walk_equal(void)
{
    for (int64_t x = -30; x <= 130; x++)
        for (int64_t y = -30; y <= 130; y++)
            for (unsigned form = 0; form < 64; form++) {
                struct quantity a = operand(x, form & 7);
                struct quantity b = operand(y, form >> 3);
                bool swap = unit_of(a) > unit_of(b);
                struct quantity fine = swap ? b : a, coarse = swap ? a : b;
                enum gj_verdict expected;

                if (turn++ % stride != 0)
                    continue;
                expected =
                    oracle(by_equal, fine, operand(0, 4), coarse,
                           !fine.exact || unit_of(fine) < unit_of(coarse));
                if (unit_of(a) == unit_of(b) && x != y)
                    expected =
                        expected == GJ_HOLDS ? GJ_LAST_DIGIT : GJ_VIOLATED;
                judge_case("equal", kind_equal(a, b).verdict, expected, a, b,
                           coarse);
            }
}

int
main(void)
{
    const char *all = getenv("GJ_LONG");

    stride = all && all[0] == '1' ? 1 : 61;
    for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++)
        walk(&subjects[i]);
    walk_equal();
    EXPECT(cases > (stride == 1 ? 1000000 : 50000));
    if (stride == 1)
        printf("%lld cases\n", (long long)cases);
    return test_done();
}
