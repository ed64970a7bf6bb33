/* SPDX-License-Identifier: MIT */
#include "figure/run.h"

int
numeral_digit(uint32_t cp)
{
    static const struct {
        uint16_t cp;
        int16_t value;
    } table[] = {
        { 0x3007, 0 },   { 0x4E00, 1 },   { 0x4E03, 7 },   { 0x4E07, 104 },
        { 0x4E09, 3 },   { 0x4E24, 2 },   { 0x4E5D, 9 },   { 0x4E8C, 2 },
        { 0x4E94, 5 },   { 0x4EBF, 108 }, { 0x4EDF, 103 }, { 0x4F0D, 5 },
        { 0x4F70, 102 }, { 0x516B, 8 },   { 0x516D, 6 },   { 0x5341, 101 },
        { 0x5343, 103 }, { 0x53C1, 3 },   { 0x56DB, 4 },   { 0x58F9, 1 },
        { 0x62FE, 101 }, { 0x634C, 8 },   { 0x67D2, 7 },   { 0x7396, 9 },
        { 0x767E, 102 }, { 0x8086, 4 },   { 0x8D30, 2 },   { 0x9646, 6 },
        { 0x96F6, 0 },
    };
    size_t lo = 0, hi = sizeof(table) / sizeof(table[0]);

    if (cp == 0x25CB)
        return 0;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (table[mid].cp == cp)
            return table[mid].value;
        if (table[mid].cp < cp)
            lo = mid + 1;
        else
            hi = mid;
    }
    return -1;
}

/* Characters of numerals for cheques. */
static bool
is_formal(uint32_t cp)
{
    return numeral_digit(cp) > 0 && cp != 0x4E00 && cp != 0x4E03 &&
           cp != 0x4E07 && cp != 0x4E09 && cp != 0x4E24 && cp != 0x4E5D &&
           cp != 0x4E8C && cp != 0x4E94 && cp != 0x4EBF && cp != 0x516B &&
           cp != 0x516D && cp != 0x5341 && cp != 0x5343 && cp != 0x56DB &&
           cp != 0x767E;
}

void
run_read(const struct scan *scan, size_t p, struct run *run)
{
    size_t next;

    *run = (struct run){ .end = p };
    while (run->n < NUMERAL_MAX) {
        uint32_t cp = cp_at(scan, run->end, &next);
        int v = numeral_digit(cp);
        if (v < 0)
            break;
        run->formal = run->formal || is_formal(cp);
        run->v[run->n++] = v;
        run->end = next;
    }
}

int64_t
ten_to(int power)
{
    int64_t v = 1;
    while (power-- > 0)
        v *= 10;
    return v;
}

/* A numeral as it is read, character by character. */
struct sum {
    int64_t total; /* below it stand sections of four digits */
    int64_t section;
    int64_t digit; /* not yet multiplied; -1: none */
    int last;      /* power of the last multiplier inside the section */
};

/* Ten, hundred, thousand: each smaller than the one before it. */
static bool
sum_multiplier(struct sum *sum, int power)
{
    bool bare_ten = power == 1 && sum->section == 0;

    if (power >= sum->last || (sum->digit < 0 && !bare_ten))
        return false;
    sum->last = power;
    sum->section += (sum->digit < 0 ? 1 : sum->digit) * ten_to(power);
    sum->digit = -1;
    return true;
}

/* Ten thousand, hundred million: they close a section. */
static bool
sum_myriad(struct sum *sum, int power)
{
    int64_t section = sum->section + (sum->digit < 0 ? 0 : sum->digit);

    if (section == 0 || sum->total > ten_to(9))
        return false;
    sum->total = power == 8 ? (sum->total + section) * ten_to(8)
                            : sum->total + section * ten_to(4);
    sum->section = 0;
    sum->digit = -1;
    sum->last = 9;
    return true;
}

int64_t
run_value(const struct run *run, size_t n)
{
    struct sum sum = { .digit = -1, .last = 9 };
    bool good = n == 1 || n == 0 || run->v[n - 1] != 0;

    for (size_t i = 0; i < n && good; i++) {
        int v = run->v[i];
        if (v == 0 && i > 0 && sum.digit < 0)
            continue;
        if (v > 103) {
            good = sum_myriad(&sum, v - 100);
        } else if (v > 100) {
            good = sum_multiplier(&sum, v - 100);
        } else {
            good = sum.digit < 0;
            sum.digit = v;
        }
    }
    if (!good)
        return -1;
    return sum.total + sum.section + (sum.digit < 0 ? 0 : sum.digit);
}

bool
has_myriad(const struct run *run, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (run->v[i] >= 104)
            return true;
    }
    return false;
}

int64_t
run_digits(const struct run *run)
{
    int64_t v = 0;

    for (size_t i = 0; i < run->n; i++) {
        if (run->v[i] > 9 || i > 8)
            return -1;
        v = v * 10 + run->v[i];
    }
    return v;
}
