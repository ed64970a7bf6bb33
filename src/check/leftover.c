/* SPDX-License-Identifier: MIT */
/*
 * leftover: blanks of a template that nobody filled in: "of the total  %",
 * "more by     yuan", runs of X or * in place of a name or number.
 *
 * Params: "before": words behind which a blank must be a number; "unit":
 * units that stand behind such a blank.
 */
#include <string.h>

#include "check/prose.h"

#define LEFTOVERS_MAX 20
#define BLANKS_MAX    24 /* bytes of blanks that are looked at */

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '_';
}

static bool
ends_in(const struct param *param, struct str s)
{
    for (size_t i = 0; param && i < param->nvalues; i++)
        if (str_ends(s, param->values[i]))
            return true;
    return false;
}

/* Is `at` the unit of a number that is missing?  Returns its length. */
static size_t
blank_unit(const struct relation_rule *rule, struct str text, size_t at)
{
    const struct param *units = rule_param(rule, "unit");
    size_t from = at, len = 0;

    for (size_t i = 0; units && i < units->nvalues; i++)
        if (units->values[i].len > len &&
            str_starts(str_sub(text, at, at + 12), units->values[i]))
            len = units->values[i].len;
    if (len == 0)
        return 0;
    while (from && at - from < BLANKS_MAX && is_blank(text.ptr[from - 1]))
        from--;
    return from < at && ends_in(rule_param(rule, "before"),
                                str_sub(text, from > 24 ? from - 24 : 0, from))
               ? len
               : 0;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '/';
}

static bool
may_mask(char c)
{
    return c == 'X' || c == 'x' || c == '*';
}

/* A run of two or more signs that stand for something left out. */
static size_t
masked(struct str text, size_t at)
{
    size_t n = 0;
    char c = text.ptr[at];

    if (!may_mask(c) ||
        (at && (is_letter(text.ptr[at - 1]) || text.ptr[at - 1] == c)))
        return 0;
    while (at + n < text.len && text.ptr[at + n] == c)
        n++;
    if (n < 2 || n > 6 || (at + n < text.len && is_letter(text.ptr[at + n])))
        return 0;
    return n;
}

/* Flow bytes [from, to). */
static void
leftover_report(struct check *check, const struct relation_rule *rule,
                uint32_t from, uint32_t to)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, 1, 0);

    if (!r)
        return;
    r->terms[0] = bound_text("text", from, to);
    r->verdict = GJ_VIOLATED;
    r->formula = "";
    r->stated = str_dup(doc->arena,
                        (struct str){ doc->layout.flow + from, to - from });
    r->message = check_message(check, rule, "stated", r->stated, (char *)NULL);
}

/* A figure whose number is masked: "20XX". */
static bool
masked_figure(const struct document *doc, uint32_t f)
{
    const struct figure *figure = &doc->figures.items[f];

    for (uint32_t i = figure->digits_begin;
         !figure->has_value && i + 1 < figure->digits_end; i++)
        if (strchr("Xx", doc->layout.flow[i]) &&
            doc->layout.flow[i] == doc->layout.flow[i + 1])
            return true;
    return false;
}

static void
leftover_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    struct str text = document_tokens(doc);
    unsigned found = 0;

    for (size_t i = 1; i < text.len && found < LEFTOVERS_MAX && !check->failed;
         i++) {
        size_t n;

        if (!may_mask(text.ptr[i]) && !is_blank(text.ptr[i - 1]))
            continue;
        n = masked(text, i);
        if (n == 0 && is_blank(text.ptr[i - 1]))
            n = blank_unit(rule, text, i);
        if (n == 0)
            continue;
        leftover_report(check, rule, doc->figures.flow_of[i],
                        doc->figures.flow_of[i + n]);
        found++;
        i += n;
    }
    for (uint32_t f = 0;
         f < doc->figures.n && found < LEFTOVERS_MAX && !check->failed; f++)
        if (masked_figure(doc, f)) {
            leftover_report(check, rule, doc->figures.items[f].begin,
                            doc->figures.items[f].end);
            found++;
        }
}

const struct binder binder_leftover = { "leftover", leftover_run };
