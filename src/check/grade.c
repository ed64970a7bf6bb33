/* SPDX-License-Identifier: MIT */
/*
 * grade: the grade that is claimed against the score.
 *
 * The bands that the document prints win.  Without them a grade is wrong only
 * if no band system of the rule ("bands-*": lowest scores, best grade first)
 * gives it.
 */
#include <string.h>

#include "base/buf.h"
#include "check/prose.h"

#define GRADE_GAP  24 /* bytes between the claiming word and the grade */
#define GRADES_MAX 8
#define BAND_TOLD  16 /* bytes between a limit and its grade */
#define BAND_GAP   40 /* bytes of a bracket that states a band */

/* Lowest score of each grade, best grade first; an edge belongs to either. */
struct bands {
    struct dec low[GRADES_MAX];
    bool known[GRADES_MAX];
    size_t n, nknown;
};

/* Length of the longest of the names ("优|优秀") that s starts with. */
static size_t
name_at(struct str names, struct str s)
{
    size_t len = 0, end;

    for (size_t from = 0; from < names.len; from = end + 1) {
        struct str name;

        end = from;
        while (end < names.len && names.ptr[end] != '|')
            end++;
        name = str_sub(names, from, end);
        if (name.len > len && str_starts(s, name))
            len = name.len;
    }
    return len;
}

/* Index of the grade word at byte off of s ("优|优秀": one grade), its length
 * in *len; SIZE_MAX if none. */
static size_t
grade_at(const struct param *grades, struct str s, size_t off, size_t *len)
{
    size_t found = SIZE_MAX;

    *len = 0;
    for (size_t i = 0; i < grades->nvalues; i++) {
        size_t n = name_at(grades->values[i], str_sub(s, off, s.len));

        if (n > *len) {
            *len = n;
            found = i;
        }
    }
    return found;
}

static bool
in_band(const struct bands *bands, size_t grade, struct dec score)
{
    if (grade >= bands->n || dec_cmp(score, bands->low[grade]) < 0)
        return false;
    return grade == 0 || dec_cmp(score, bands->low[grade - 1]) <= 0;
}

static bool
bands_of_param(const struct param *param, struct bands *out)
{
    out->n = param->nvalues;
    for (size_t i = 0; i < param->nvalues && i < GRADES_MAX; i++)
        if (!dec_parse(param->values[i].ptr, param->values[i].len,
                       &out->low[i]))
            return false;
    return param->nvalues <= GRADES_MAX;
}

static bool
any_system(const struct relation_rule *rule, size_t grade, struct dec score)
{
    for (size_t p = 0; p < rule->nparams; p++) {
        struct bands bands = { .n = 0 };

        if (!strncmp(rule->params[p].name, "bands-", 6) &&
            bands_of_param(&rule->params[p], &bands) &&
            in_band(&bands, grade, score))
            return true;
    }
    return false;
}

/* The bracket behind a grade word states its band: its lowest figure is the
 * lowest score, unless the only figure is an upper limit. */
static void
band_read(const struct document *doc, size_t grade, size_t open,
          struct bands *bands)
{
    const struct figures *figures = &doc->figures;
    struct str tokens = { figures->tokens, figures->tokens_len };
    size_t close = str_find(tokens, STR(")"), open);
    uint32_t f = figures_from(figures, figures->flow_of[open]);
    size_t n = 0;
    bool upper = false;

    if (close >= tokens.len || close - open > BAND_GAP || bands->known[grade])
        return;
    for (; f < figures->n && figures->token_off[f] < close; f++, n++) {
        const struct figure *figure = &figures->items[f];

        if (!figure->has_value)
            return;
        upper = figure->comparator == CMP_LT || figure->comparator == CMP_LE;
        if (n == 0 || dec_cmp(figure->value, bands->low[grade]) < 0)
            bands->low[grade] = figure->value;
    }
    if (n == 0)
        return;
    if (n == 1 && upper)
        bands->low[grade] = (struct dec){ 0, 0 };
    bands->known[grade] = true;
    bands->nknown++;
}

/* Bands that the document prints: "grade(...)" for each grade. */
static void
bands_printed(const struct document *doc, const struct param *grades,
              struct bands *bands)
{
    struct str tokens = document_tokens(doc);
    size_t at = str_find(tokens, STR("("), 0);

    *bands = (struct bands){ .n = grades->nvalues };
    for (unsigned i = 0;
         at < tokens.len && i < 4000 && bands->nknown < bands->n;
         i++, at = str_find(tokens, STR("("), at + 1)) {
        for (size_t back = 3; back <= 6 && back <= at; back += 3) {
            size_t len, grade = grade_at(grades, tokens, at - back, &len);

            if (grade != SIZE_MAX && len == back)
                band_read(doc, grade, at, bands);
        }
    }
}

/* A clause that tells a band: "80 and more, below 90, is good". */
static void
band_tell(const struct document *doc, const struct param *grades,
          const struct clause *clause, struct bands *bands)
{
    const struct figures *figures = &doc->figures;
    struct str tokens = { figures->tokens, figures->tokens_len };
    uint32_t first = clause->first_figure, end = first + clause->nfigures;
    size_t len, found = SIZE_MAX;
    bool limit = false, upper = true;

    if (clause->nfigures == 0 || clause->nfigures > 3)
        return;
    for (size_t i = figures->token_off[end - 1] + 3; i < clause->end; i++) {
        size_t grade = grade_at(grades, tokens, i, &len);

        if (grade != SIZE_MAX && found == SIZE_MAX &&
            i < figures->token_off[end - 1] + 3 + BAND_TOLD)
            found = grade;
    }
    for (uint32_t f = first; f < end; f++) {
        const struct figure *figure = &figures->items[f];

        limit = limit || figure->comparator != CMP_NONE ||
                figure->range != RANGE_NONE;
        upper = upper &&
                (figure->comparator == CMP_LT || figure->comparator == CMP_LE);
    }
    limit = limit || has_word(doc, "limit_word", clause_text(doc, clause));
    if (found == SIZE_MAX || !limit || bands->known[found])
        return;
    bands->known[found] = true;
    bands->nknown++;
    bands->low[found] =
        upper ? (struct dec){ 0, 0 } : figures->items[first].value;
    for (uint32_t f = first; !upper && f < end; f++)
        if (figures->items[f].has_value &&
            dec_cmp(figures->items[f].value, bands->low[found]) < 0)
            bands->low[found] = figures->items[f].value;
}

/* Bands of the document's own, told in a sentence. */
static void
bands_told(const struct document *doc, const struct param *grades,
           struct bands *bands)
{
    *bands = (struct bands){ .n = grades->nvalues };
    for (size_t c = 0; c < doc->facts.nclauses && bands->nknown < bands->n;
         c++)
        band_tell(doc, grades, &doc->facts.clauses[c], bands);
}

/* ---- the claim and its score ---- */

/* Does the sentence that figure f stands in go on to the token? */
static bool
sentence_reaches(const struct document *doc, uint32_t f, uint32_t token)
{
    const struct clause *clauses = doc->facts.clauses;

    for (uint32_t c = doc->facts.context[f].clause;
         c < doc->facts.nclauses && clauses[c].begin <= token; c++)
        if (clauses[c].end > token &&
            clauses[c].sentence == clause_of(doc, f)->sentence)
            return true;
    return false;
}

/* The last total before the token in its report, else one behind it; found
 * is one that is known already. */
static uint32_t
total_for(const struct document *doc, const struct term_rule *total,
          uint32_t token, uint32_t found)
{
    uint32_t report = report_of(doc, doc->figures.flow_of[token]);
    uint32_t any = FACT_NONE;

    for (uint32_t i = 0; i < doc->facts.n; i++) {
        uint32_t f = doc->facts.items[i].figure;
        const struct figure *figure = &doc->figures.items[f];

        if (!role_in(doc, f, total) || figure->rule_text ||
            !figure->has_value || report_of(doc, figure->begin) != report)
            continue;
        any = f;
        if (doc->figures.token_off[f] < token &&
            (found == FACT_NONE || f > found))
            found = f;
    }
    return found != FACT_NONE ? found : any;
}

/* The score of the claim's own sentence, else a total before it, else any
 * total of the document. */
static uint32_t
score_for(const struct document *doc, const struct relation_rule *rule,
          uint32_t token)
{
    const struct term_rule *own = rule_term(rule, "own");
    uint32_t next = figures_from(&doc->figures, doc->figures.flow_of[token]);
    uint32_t found = FACT_NONE, from = next > 3 ? next - 3 : 0;

    for (uint32_t f = from; f < doc->figures.n && f < next + 2; f++) {
        if (!role_in(doc, f, own) || !clause_of(doc, f) ||
            doc->figures.items[f].rule_text)
            continue;
        if (sentence_reaches(doc, f, token))
            return f;
        if (f == next && clause_of(doc, f)->begin > token)
            found = f;
    }
    return total_for(doc, rule_term(rule, "score"), token, found);
}

/* The score and, where the form is known, the bands that are usual for it. */
static const char *
grade_formula(struct check *check, uint32_t score)
{
    const struct document *doc = check->doc;
    const struct pack *pack = doc->facts.pack.pack;
    struct buf out;

    buf_init(&out, doc->arena);
    buf_puts(&out, figure_print(doc, score));
    for (size_t i = 0; pack && i < pack->nparams; i++) {
        const struct param *param = &pack->params[i];

        if (strcmp(param->name, "bands") != 0)
            continue;
        buf_str(&out, rules_text(doc->rules, "form", check->lang, "bands"));
        for (size_t k = 0; k < param->nvalues; k++) {
            buf_puts(&out, k ? " / " : " ");
            buf_str(&out, param->values[k]);
        }
    }
    return buf_cstr(&out);
}

static void
grade_report(struct check *check, const struct relation_rule *rule,
             uint32_t score, size_t grade, struct str word)
{
    const struct document *doc = check->doc;
    const struct figures *figures = &doc->figures;
    uint32_t at = (uint32_t)(word.ptr - figures->tokens);
    struct result *r = check_result(check, rule, 2, 0);
    struct bands bands;
    struct dec value = figures->items[score].value;
    bool fits;

    if (!r)
        return;
    r->terms[0] = bound_text("grade", figures->flow_of[at],
                             figures->flow_of[at + word.len]);
    r->terms[1] = bound_figure(doc, "score", score);
    bands_printed(doc, rule_param(rule, "grades"), &bands);
    if (bands.nknown == 0)
        bands_told(doc, rule_param(rule, "grades"), &bands);
    fits = bands.nknown == bands.n ? in_band(&bands, grade, value)
                                   : any_system(rule, grade, value);
    r->verdict = fits ? GJ_HOLDS : GJ_VIOLATED;
    if (!fits && bands.nknown && bands.nknown < bands.n) {
        r->verdict = GJ_UNDECIDED;
        r->reason = "own-bands";
    }
    if (!check_tells(check, r))
        return;
    r->stated = str_dup(doc->arena, word);
    r->formula =
        bands.nknown ? figure_print(doc, score) : grade_formula(check, score);
    r->message = check_message(check, rule, "stated", r->stated, "score",
                               figure_print(doc, score), (char *)NULL);
}

/* A limit between the claiming word and the grade: "grades: 90 and more is
 * excellent" tells a band and claims nothing. */
static bool
limit_between(const struct document *doc, size_t from, size_t to)
{
    const struct figures *figures = &doc->figures;
    uint32_t f = figures_from(figures, figures->flow_of[from]);

    for (; f < figures->n && figures->token_off[f] < to; f++)
        if (figures->items[f].comparator != CMP_NONE ||
            figures->items[f].range != RANGE_NONE)
            return true;
    return false;
}

static void
claim_take(struct check *check, const struct relation_rule *rule, size_t at,
           size_t word)
{
    const struct document *doc = check->doc;
    const struct param *grades = rule_param(rule, "grades");
    struct str tokens = document_tokens(doc);

    for (size_t i = at + word; i < tokens.len && i < at + word + GRADE_GAP;
         i++) {
        size_t len, grade = grade_at(grades, tokens, i, &len);
        uint32_t score;

        if (tokens.ptr[i] == '\n' || tokens.ptr[i] == FLOW_ROW)
            return;
        if (grade == SIZE_MAX)
            continue;
        if (i + len < tokens.len && tokens.ptr[i + len] == '(')
            return; /* the list of bands, no claim */
        if (limit_between(doc, at + word, i))
            return;
        score = score_for(doc, rule, (uint32_t)at);
        if (score != FACT_NONE)
            grade_report(check, rule, score, grade,
                         str_sub(tokens, i, i + len));
        return;
    }
}

static void
grade_run(struct check *check, const struct relation_rule *rule)
{
    const struct document *doc = check->doc;
    const struct wordlist *claims = rules_words(doc->rules, "grade_claim");
    struct str tokens = document_tokens(doc);
    size_t at = 0, len;

    if (!rule_param(rule, "grades"))
        return;
    for (unsigned i = 0; i < 20 && !check->failed; i++) {
        at = document_words_find(doc, claims, tokens, at, &len);
        if (at == SIZE_MAX)
            return;
        claim_take(check, rule, at, len);
        at += len;
    }
}

const struct binder binder_grade = { "grade", grade_run };
