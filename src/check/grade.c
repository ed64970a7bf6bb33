/* SPDX-License-Identifier: MIT */
/*
 * grade: the grade that is claimed against the score.
 *
 * The bands that the document prints win.  Without them a grade is wrong only
 * if no band system of the rule ("bands-*": grade and lowest score, highest
 * grade first) gives it.
 */
#include <string.h>

#include "check/prose.h"

#define GRADE_GAP 24 /* bytes between the claiming word and the grade */

/* The score that a document gets: text first, then the form's total. */
static uint32_t
score_before(const struct document *doc, const struct term_rule *term,
             uint32_t token)
{
    uint32_t found = FACT_NONE, total = FACT_NONE;

    for (uint32_t i = 0; i < doc->facts.n; i++) {
        uint32_t f = doc->facts.items[i].figure;

        if (!role_in(doc, f, term) || !doc->figures.items[f].has_value ||
            doc->figures.items[f].rule_text)
            continue;
        total = f;
        if (doc->figures.token_off[f] < token &&
            (found == FACT_NONE || f > found))
            found = f;
    }
    return found != FACT_NONE ? found : total;
}

/* Index of the grade word at byte off of s in "grades" (longest first within
 * an entry "优|优秀"), or SIZE_MAX. */
static size_t
grade_at(const struct param *grades, struct str s, size_t off)
{
    size_t found = SIZE_MAX, longest = 0;

    for (size_t i = 0; i < grades->nvalues; i++) {
        struct str v = grades->values[i];

        for (size_t from = 0; from < v.len;) {
            size_t bar = str_find(v, STR("|"), from);
            struct str word = str_sub(v, from, bar < v.len ? bar : v.len);

            if (word.len > longest &&
                str_starts(str_sub(s, off, s.len), word)) {
                longest = word.len;
                found = i;
            }
            from = bar < v.len ? bar + 1 : v.len;
        }
    }
    return found;
}

/* Is the score in the band of the grade in this system?  Values are lowest
 * scores in order of grades. */
static bool
band_has(const struct param *bands, size_t grade, struct dec score)
{
    struct dec low, high;

    if (grade >= bands->nvalues)
        return false;
    if (!dec_parse(bands->values[grade].ptr, bands->values[grade].len, &low))
        return false;
    if (dec_cmp(score, low) < 0)
        return false;
    return grade == 0 ||
           (dec_parse(bands->values[grade - 1].ptr,
                      bands->values[grade - 1].len, &high) &&
            dec_cmp(score, high) <= 0); /* the edge belongs to either */
}

static bool
any_system(const struct relation_rule *rule, size_t grade, struct dec score)
{
    for (size_t p = 0; p < rule->nparams; p++)
        if (!strncmp(rule->params[p].name, "bands-", 6) &&
            band_has(&rule->params[p], grade, score))
            return true;
    return false;
}

/* Does the document print bands of its own: a grade word followed by a
 * bracket with a figure, or by a range? Then only they could say. */
static bool
prints_bands(const struct document *doc, const struct relation_rule *rule)
{
    const struct param *words = rule_param(rule, "band-marks");
    struct str tokens = { doc->figures.tokens, doc->figures.tokens_len };

    for (size_t i = 0; words && i < words->nvalues; i++)
        if (str_find(tokens, words->values[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static void
grade_report(struct check *check, const struct relation_rule *rule,
             uint32_t score, size_t grade, uint32_t at, uint32_t end)
{
    const struct document *doc = check->doc;
    const struct figures *figures = &doc->figures;
    struct result *r = check_result(check, rule, 2, 0);
    struct str word = { figures->tokens + at, end - at };

    if (!r)
        return;
    r->terms[0] =
        bound_text("grade", figures->flow_of[at], figures->flow_of[end]);
    r->terms[1] = bound_figure(doc, "score", score);
    r->stated = str_dup(doc->arena, word);
    r->verdict = any_system(rule, grade, figures->items[score].value)
                     ? GJ_HOLDS
                     : GJ_VIOLATED;
    if (r->verdict == GJ_VIOLATED && prints_bands(doc, rule)) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "the document prints its own bands";
    }
    r->formula = figure_print(doc, score);
    r->message = check_message(check, rule, "stated", r->stated, "score",
                               figure_print(doc, score), (char *)NULL);
}

static void
claim_take(struct check *check, const struct relation_rule *rule, uint32_t at,
           size_t word)
{
    const struct document *doc = check->doc;
    const struct param *grades = rule_param(rule, "grades");
    struct str tokens = { doc->figures.tokens, doc->figures.tokens_len };
    uint32_t score;

    for (size_t i = at + word; grades && i < at + word + GRADE_GAP; i++) {
        size_t grade = i < tokens.len ? grade_at(grades, tokens, i) : SIZE_MAX;
        size_t len = 3;

        if (i >= tokens.len || tokens.ptr[i] == '\n' ||
            tokens.ptr[i] == FLOW_ROW)
            return;
        if (grade == SIZE_MAX)
            continue;
        score = score_before(doc, rule_term(rule, "score"), at);
        if (score != FACT_NONE)
            grade_report(check, rule, score, grade, (uint32_t)i,
                         (uint32_t)(i + len));
        return;
    }
}

static void
grade_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    const struct wordlist *claims = rules_words(doc->rules, "grade_claim");
    struct str tokens = { doc->figures.tokens, doc->figures.tokens_len };
    size_t at = 0, len;

    for (unsigned i = 0; i < 20 && !check->failed; i++) {
        at = words_find(claims, tokens, at, &len);
        if (at == SIZE_MAX)
            return;
        claim_take(check, rule, (uint32_t)at, len);
        at += len;
    }
}

const struct binder binder_grade = { "grade", grade_run };
