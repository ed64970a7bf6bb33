/* SPDX-License-Identifier: MIT */
/*
 * same-label: one named amount in two places.
 *
 * The same words may name different things (of another parent, another
 * scope), so two values contradict each other only if one is a typing slip of
 * the other: quantities that differ by right do not differ by one digit.
 */
#include <stdlib.h>
#include <string.h>

#include "check/prose.h"
#include "check/same.h"

#define LABEL_MIN 9 /* bytes: shorter labels name nothing in particular */

struct named {
    uint64_t hash;
    uint32_t figure;
};

static int
named_cmp(const void *pa, const void *pb)
{
    const struct named *a = pa, *b = pb;

    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->figure < b->figure ? -1 : a->figure > b->figure;
}

/* The label without the words that only say that money was spent. */
static struct str
label_of_figure(const struct document *doc, uint32_t f)
{
    const struct wordlist *tail = rules_words(doc->rules, "label_spent_tail");
    struct str label = fact_of(doc, f)->label;
    size_t n = words_before(tail, label, label.len);

    return n && label.len - n >= LABEL_MIN ? str_sub(label, 0, label.len - n)
                                           : label;
}

role_id
role_class(const struct document *doc, uint32_t f)
{
    const char *role = role_name_of(doc, f);

    if (!strcmp(role, "spent"))
        return rules_role(doc->rules, "amount");
    if (!strncmp(role, "budget", 6))
        return rules_role(doc->rules, "budget");
    return fact_of(doc, f)->role;
}

static bool
nameable(const struct document *doc, uint32_t f)
{
    const struct fact *fact = fact_of(doc, f);

    /* "A and B are x and y": the words before x name y */
    return fact && !fact->in_form && is_amount(doc, f) &&
           fact->label.len >= LABEL_MIN &&
           !has_word(doc, "respectively", text_left(doc, f)) &&
           !role_is(doc, f, "previous_amount") &&
           !words_has(rules_words(doc->rules, "label_generic"),
                      label_of_figure(doc, f));
}

static struct named *
named_collect(struct check *check, size_t *n)
{
    struct document *doc = check->doc;
    struct named *list =
        arena_array(doc->arena, doc->facts.n + 1, sizeof(*list));

    *n = 0;
    for (uint32_t f = 0; list && f < doc->figures.n; f++)
        if (nameable(doc, f))
            list[(*n)++] =
                (struct named){ str_hash(label_of_figure(doc, f)), f };
    if (list)
        qsort(list, *n, sizeof(*list), named_cmp);
    return list;
}

/* Digits of a value in base units, without zeros at the end. */
static size_t
digits_print(const struct document *doc, uint32_t f, char *out)
{
    struct dec base;
    char text[DEC_TEXT_MAX];
    size_t len, n = 0;

    if (!figure_base(&doc->figures.items[f], &base))
        return 0;
    len = dec_format(dec_strip(dec_abs(base)), text);
    for (size_t i = 0; i < len; i++)
        if (text[i] != '.')
            out[n++] = text[i];
    while (n && out[n - 1] == '0')
        n--;
    return n;
}

/* Is one digit string the other with one digit changed, dropped or added, or
 * two neighbours swapped, or the same digits at another power of ten? */
static bool
one_slip(const char *a, size_t n, const char *b, size_t m)
{
    size_t i = 0, k = 0;

    while (i < n && i < m && a[i] == b[i])
        i++;
    while (k < n - i && k < m - i && a[n - 1 - k] == b[m - 1 - k])
        k++;
    if (n == m)
        return n - i - k <= 1 ||
               (n - i - k == 2 && a[i] == b[i + 1] && a[i + 1] == b[i]);
    return (n + 1 == m && i + k >= n) || (m + 1 == n && i + k >= m);
}

/* Printed in one unit the point counts as a digit: 3.45 is no slip of 34.56.
 * Otherwise the digits alone are compared. */
bool
slip_apart(const struct document *doc, uint32_t a, uint32_t b)
{
    const struct figure *f = &doc->figures.items[a];
    const struct figure *g = &doc->figures.items[b];
    char x[DEC_TEXT_MAX], y[DEC_TEXT_MAX];
    size_t n = digits_print(doc, a, x), m = digits_print(doc, b, y);
    bool same_digits = n == m && !memcmp(x, y, n);

    if (n < 3 || m < 3)
        return false;
    if (f->unit != g->unit || same_digits)
        return same_digits;
    n = dec_format(f->value, x);
    m = dec_format(g->value, y);
    return one_slip(x, n, y, m);
}

/* The digits of a printed number without zeros at its ends. */
static size_t
digits_only(struct dec d, char *out)
{
    char text[DEC_TEXT_MAX];
    size_t len = dec_format(dec_strip(dec_abs(d)), text), n = 0;

    for (size_t i = 0; i < len; i++)
        if (text[i] != '.' && (n || text[i] != '0'))
            out[n++] = text[i];
    while (n && out[n - 1] == '0')
        n--;
    return n;
}

unsigned
slip_from(struct dec printed, struct dec meant, bool *same_digits)
{
    char x[DEC_TEXT_MAX], y[DEC_TEXT_MAX];
    size_t n = digits_only(printed, x), m = digits_only(meant, y);
    unsigned digits = (unsigned)(n > m ? n : m);

    *same_digits = n == m && !memcmp(x, y, n);
    if (*same_digits)
        return dec_cmp(printed, meant) == 0 ? 0 : digits;
    n = dec_format(printed, x);
    m = dec_format(meant, y);
    return one_slip(x, n, y, m) ? digits : 0;
}

static void
named_report(struct check *check, const struct relation_rule *rule, uint32_t a,
             uint32_t b)
{
    const struct document *doc = check->doc;
    struct outcome outcome =
        kind_equal(figure_quantity(doc, b), figure_quantity(doc, a));
    struct result *r;

    if (outcome.verdict >= GJ_VIOLATED && !slip_apart(doc, a, b))
        return;
    r = check_result(check, rule, 2, 0);
    if (!r)
        return;
    r->shape = SHAPE_EQUAL;
    r->terms[0] = bound_figure(doc, "stated", b);
    r->terms[1] = bound_figure(doc, "other", a);
    if (!result_settle(check, r, &outcome, b))
        return;
    r->formula = check_printf(check, "%s = %s", figure_print(doc, b),
                              figure_print(doc, a));
    if (r->verdict == GJ_LAST_DIGIT || r->verdict == GJ_TRUNCATED)
        r->verdict = GJ_VIOLATED;
    r->computed = figure_print(doc, a);
    r->message = check_message(
        check, rule, "name", str_dup(doc->arena, label_of_figure(doc, b)),
        "stated", r->stated, "computed", r->computed, (char *)NULL);
}

/* No year is the document's. */
static int32_t
year_of(const struct document *doc, uint32_t f)
{
    int32_t year = fact_of(doc, f)->year;

    return year ? year : doc->facts.year;
}

static void
same_label_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    size_t n;
    struct named *list = named_collect(check, &n);

    for (size_t i = 1; list && i < n && !check->failed; i++) {
        uint32_t a = list[i - 1].figure, b = list[i].figure;

        if (list[i].hash == list[i - 1].hash &&
            str_eq(label_of_figure(doc, a), label_of_figure(doc, b)) &&
            same_report(doc, a, b) && year_of(doc, a) == year_of(doc, b) &&
            role_class(doc, a) == role_class(doc, b))
            named_report(check, rule, a, b);
    }
}

const struct binder binder_same_label = { "same-label", same_label_run };
