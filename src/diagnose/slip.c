/* SPDX-License-Identifier: MIT */
#include "diagnose/slip.h"

#include <string.h>

/* The digits of a number without point and leading zeros. */
struct digits {
    char text[DEC_TEXT_MAX];
    size_t n;
};

static struct digits
digits_of(struct dec d)
{
    char text[DEC_TEXT_MAX];
    size_t len = dec_format(dec_abs(d), text);
    struct digits out = { .n = 0 };

    for (size_t i = 0; i < len; i++)
        if (text[i] != '.' && (out.n || text[i] != '0'))
            out.text[out.n++] = text[i];
    return out;
}

/* Same length: number of places that differ, the first in *at. */
static size_t
differing(const struct digits *a, const struct digits *b, size_t *at)
{
    size_t n = 0;

    for (size_t i = a->n; i-- > 0;)
        if (a->text[i] != b->text[i]) {
            n++;
            *at = i;
        }
    return n;
}

/* Is shorter the longer one without exactly one digit? Its place in *at. */
static bool
one_dropped(const struct digits *shorter, const struct digits *longer,
            size_t *at)
{
    size_t i = 0;

    if (shorter->n + 1 != longer->n)
        return false;
    while (i < shorter->n && shorter->text[i] == longer->text[i])
        i++;
    *at = i;
    return !memcmp(shorter->text + i, longer->text + i + 1, shorter->n - i);
}

static bool
looks_alike(char a, char b)
{
    static const char *const groups[] = { "0689", "17", "38", "56", "25" };

    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
        if (strchr(groups[i], a) && strchr(groups[i], b))
            return true;
    return false;
}

static const char *
same_length_slip(const struct digits *s, const struct digits *w)
{
    size_t at = 0, n = differing(s, w, &at);

    if (n == 1)
        return "digit-replaced";
    if (n == 2 && at + 1 < s->n && s->text[at] == w->text[at + 1] &&
        s->text[at + 1] == w->text[at])
        return "digits-swapped";
    if (n == 2) {
        for (size_t i = 0; i < s->n; i++)
            if (s->text[i] != w->text[i] &&
                !looks_alike(s->text[i], w->text[i]))
                return NULL;
        return "ocr";
    }
    return NULL;
}

static const char *
percent_slip(struct dec stated, struct dec needed)
{
    struct dec v, hundred = { 100, 0 };

    /* 0.84% written as the ratio 0.0084 and rounded to 0.01, then "0.01%" */
    if (dec_shift(needed, -2, &v) &&
        dec_cmp(dec_round(v, stated.scale), stated) == 0 &&
        !dec_is_zero(stated))
        return "percent-ratio";
    if (dec_sub(hundred, stated, &v) &&
        dec_cmp(dec_round(needed, v.scale), v) == 0)
        return "complement";
    return NULL;
}

static bool
power_apart(struct dec stated, struct dec needed, int *power)
{
    for (*power = -8; *power <= 8; (*power)++) {
        struct dec v;

        if (*power && dec_shift(needed, *power, &v) && dec_cmp(v, stated) == 0)
            return true;
    }
    return false;
}

const char *
slip_find(struct dec stated, struct dec needed, bool percent)
{
    struct digits s = digits_of(stated), w = digits_of(needed);
    size_t at = 0;
    int power = 0;
    const char *slip = NULL;

    if (dec_cmp(stated, needed) == 0 || dec_is_zero(needed))
        return NULL;
    if (dec_cmp(dec_neg(stated), needed) == 0)
        return "sign";
    if (power_apart(stated, needed, &power))
        return power == 4 || power == -4 || power == 8 || power == -8
                   ? "unit-scale"
                   : "point-shifted";
    if (s.n == w.n)
        slip = same_length_slip(&s, &w);
    else if (one_dropped(&s, &w, &at))
        slip = "digit-dropped";
    else if (one_dropped(&w, &s, &at))
        slip = at && s.text[at] == s.text[at - 1] ? "digit-doubled"
                                                  : "digit-added";
    if (!slip && percent)
        slip = percent_slip(stated, needed);
    return slip;
}
