/* SPDX-License-Identifier: MIT */
/*
 * hundred: the shares of one list add up to 100%, by lists of amounts or by
 * a total of 100% that the sentence prints.
 */
#include "base/buf.h"
#include "check/list.h"
#include "check/prose.h"
#include "check/share.h"

static const char *
shares_print(struct check *check, const uint32_t *shares, size_t n)
{
    struct buf out;

    buf_init(&out, check->doc->arena);
    for (size_t i = 0; i < n; i++) {
        buf_puts(&out, i ? " + " : "");
        buf_puts(&out, figure_print(check->doc, shares[i]));
    }
    return buf_cstr(&out);
}

/* Shares that were all cut off, not rounded, fall short by less than one unit
 * of the last place each. */
static bool
cut_off(const struct outcome *outcome, const struct quantity *q, size_t n)
{
    struct dec short_by, limit = { (int64_t)n, q[0].printed.scale };

    for (size_t i = 1; i < n; i++)
        if (q[i].printed.scale < limit.scale)
            limit.scale = q[i].printed.scale;
    return outcome->has_computed &&
           dec_sub((struct dec){ 100, 0 }, outcome->computed, &short_by) &&
           dec_cmp(short_by, (struct dec){ 0, 0 }) > 0 &&
           dec_cmp(short_by, limit) < 0;
}

static void
hundred_report(struct check *check, const struct relation_rule *rule,
               const uint32_t *shares, size_t n, bool certain)
{
    const struct document *doc = check->doc;
    struct result *r = check_result(check, rule, n, 0);
    struct quantity q[LIST_MAX];
    struct outcome outcome;

    if (!r)
        return;
    for (size_t i = 0; i < n; i++) {
        r->terms[i] = bound_figure(doc, "share", shares[i]);
        q[i] = figure_quantity(doc, shares[i]);
    }
    outcome = kind_hundred(q, n);
    r->verdict = outcome.verdict;
    if (r->verdict == GJ_VIOLATED && cut_off(&outcome, q, n))
        r->verdict = GJ_TRUNCATED;
    if (!check_tells(check, r))
        return;
    r->stated = "100%";
    r->computed = outcome.has_computed
                      ? value_print(doc, outcome.computed, shares[0])
                      : NULL;
    if (r->verdict == GJ_VIOLATED && !certain) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "not-exhaustive";
    }
    r->formula = shares_print(check, shares, n);
    r->message = check_message(check, rule, "computed", r->computed, "formula",
                               r->formula, (char *)NULL);
}

/* "a 50%, b 30%, c 20%, 100% in all" */
static void
hundred_tail(struct check *check, const struct relation_rule *rule,
             uint32_t total)
{
    const struct document *doc = check->doc;
    struct dec hundred = { 100, 0 };
    uint32_t shares[LIST_MAX];
    struct str left = str_trim(text_left(doc, total));
    size_t n = 0;

    if (doc->figures.items[total].kind != FIGURE_PERCENT ||
        dec_cmp(doc->figures.items[total].value, hundred) != 0 ||
        !clause_of(doc, total) ||
        (!words_has(rules_words(doc->rules, "tail_total"), left) &&
         !has_word(doc, "tail_above", left)))
        return;
    for (uint32_t f = sentence_first(doc, total); f < total; f++) {
        if (doc->figures.items[f].kind != FIGURE_PERCENT)
            continue;
        if (!role_is(doc, f, "share") || n == LIST_MAX)
            return;
        shares[n++] = f;
    }
    if (n >= 2)
        hundred_report(check, rule, shares, n, true);
}

/* The words before a share, without the one that opens the list. */
static struct str
item_name(const struct document *doc, uint32_t f)
{
    struct str left = text_left(doc, f);
    size_t len,
        at = words_find(rules_words(doc->rules, "of_which"), left, 0, &len);

    return at == SIZE_MAX ? left : str_sub(left, at + len, left.len);
}

/* Shares that follow each other in a sentence without an amount between, each
 * of the same unnamed total: "of which a 50%, b 30%, c 20%". */
static size_t
shares_alone(const struct document *doc, uint32_t first, uint32_t *shares)
{
    uint32_t sentence = sentence_of(doc, first);
    size_t n = 0;

    for (uint32_t f = first;
         f < doc->figures.n && n < LIST_MAX && sentence_of(doc, f) == sentence;
         f++) {
        if (!role_is(doc, f, "share") || !clause_of(doc, f) ||
            doc->figures.items[f].kind != FIGURE_PERCENT ||
            !has_word(doc, "share_of", text_left(doc, f)) ||
            !share_base_plain(doc, f) ||
            has_word(doc, "overlap_word", item_name(doc, f)))
            return 0;
        shares[n++] = f;
    }
    return n;
}

/* More than all there is, where the words say that these are parts; or less,
 * where they say that there are no other ones. */
static void
hundred_alone(struct check *check, const struct relation_rule *rule,
              uint32_t first)
{
    const struct document *doc = check->doc;
    uint32_t shares[LIST_MAX];
    size_t n = shares_alone(doc, first, shares);
    uint32_t last = n ? shares[n - 1] : first;
    struct quantity q[LIST_MAX];
    struct str opening, rest;
    struct outcome all;
    bool exceeds;

    if (n < 2)
        return;
    opening = text_of_sentence(doc, first);
    rest = rest_of_sentence(doc, last);
    if (!has_word(doc, "of_which", opening) ||
        has_word(doc, "of_which_open", opening) ||
        has_word(doc, "and_so_on", rest) || has_word(doc, "rest_word", rest))
        return;
    for (size_t i = 0; i < n; i++)
        q[i] = figure_quantity(doc, shares[i]);
    all = kind_hundred(q, n);
    exceeds =
        all.has_computed && dec_cmp(all.computed, (struct dec){ 100, 0 }) > 0;
    hundred_report(check, rule, shares, n,
                   exceeds || has_word(doc, "exhaustive", opening));
}

static void
hundred_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    size_t n;
    const struct list *lists = lists_find(check, &n);

    for (size_t i = 0; i < n && !check->failed; i++) {
        const struct list *list = &lists[i];

        if (list->n < 2 || list->nshares != list->n || list->nested)
            continue;
        hundred_report(check, rule, list->shares, list->n,
                       list_total(doc, list, list->n).verdict < GJ_VIOLATED);
    }
    for (uint32_t f = 0; f < doc->figures.n && !check->failed; f++) {
        hundred_tail(check, rule, f);
        if (clause_of(doc, f) && role_is(doc, f, "share") &&
            (f == 0 || !role_is(doc, f - 1, "share") ||
             sentence_of(doc, f - 1) != sentence_of(doc, f)))
            hundred_alone(check, rule, f);
    }
}

const struct binder binder_hundred = { "hundred", hundred_run };
