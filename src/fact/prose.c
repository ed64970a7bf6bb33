/* SPDX-License-Identifier: MIT */
/*
 * Patterns give figures in prose their role.  Where several patterns claim a
 * figure, the higher priority wins, then the longer match.
 */
#include "base/buf.h"
#include "fact/fact.h"
#include "fact/label.h"

struct claim {
    const struct pattern *pattern;
    role_id role;
    uint32_t begin, end; /* token bytes of the match */
};

struct claims {
    struct document *doc;
    struct claim *best; /* [nfigures] */
    bool failed;
};

static bool
claim_beats(const struct claim *a, const struct claim *b)
{
    if (!b->pattern)
        return true;
    if (a->pattern->priority != b->pattern->priority)
        return a->pattern->priority > b->pattern->priority;
    return a->end - a->begin > b->end - b->begin;
}

static bool
match_take(void *user, const struct pattern_match *match)
{
    struct claims *claims = user;
    const struct document *doc = claims->doc;

    for (size_t g = 0; g < match->pattern->ngroups; g++) {
        struct claim claim = { match->pattern, match->pattern->groups[g].role,
                               (uint32_t)match->begin, (uint32_t)match->end };
        uint32_t f;

        if (match->group_begin[g] == SIZE_MAX)
            continue;
        f = figures_at_token(&doc->figures, (uint32_t)match->group_begin[g]);
        if (f == UINT32_MAX)
            continue;
        if (!(doc->rules->roles[claim.role].kinds &
              (1u << doc->figures.items[f].kind)))
            continue;
        if (claim_beats(&claim, &claims->best[f]))
            claims->best[f] = claim;
    }
    return true;
}

/* +1 or -1 by the last direction word of the match before the figure. */
static int8_t
direction_of(const struct document *doc, const struct claim *claim,
             uint32_t figure)
{
    const struct wordlist *up = rules_words(doc->rules, "direction_up");
    const struct wordlist *down = rules_words(doc->rules, "direction_down");
    struct str s = { doc->figures.tokens + claim->begin,
                     doc->figures.token_off[figure] - claim->begin };
    int8_t direction = 0;

    for (size_t i = 0; i < s.len;) {
        size_t n = words_at(up, s, i), m = words_at(down, s, i);

        if (n || m)
            direction = n >= m ? 1 : -1;
        i += n > m ? n : m ? m : 1;
    }
    return direction;
}

static bool
printed_limit(const struct figure *figure)
{
    return figure->comparator == CMP_GE || figure->comparator == CMP_LE ||
           figure->comparator == CMP_GT || figure->comparator == CMP_LT;
}

static bool
fact_from(struct document *doc, uint32_t f, role_id role,
          const struct claim *claim)
{
    struct fact fact = { .figure = f,
                         .role = role,
                         .record = FACT_NONE,
                         .clause = doc->facts.context[f].clause,
                         .label = label_of(doc, f),
                         .target = printed_limit(&doc->figures.items[f]) };
    bool last;

    if (claim) {
        fact.by = claim->pattern;
        fact.direction = direction_of(doc, claim, f);
    }
    fact.year = year_of(doc, f, &last);
    if (last && fact.year == 0 && doc->facts.year)
        fact.year = doc->facts.year - 1;
    return fact_add(doc, &fact);
}

/* A figure right behind another one and an enumeration sign is of the same
 * role: "占...的30%、20%和50%". */
static bool
continues_list(const struct document *doc, uint32_t f)
{
    const struct figures *figures = &doc->figures;
    struct str between;
    const struct wordlist *joins = rules_words(doc->rules, "list_join");

    if (f == 0 || figures->items[f].kind != figures->items[f - 1].kind ||
        doc->facts.context[f].clause != doc->facts.context[f - 1].clause)
        return false;
    between =
        (struct str){ figures->tokens + figures->token_off[f - 1] + 3,
                      figures->token_off[f] - figures->token_off[f - 1] - 3 };
    between = str_trim(between);
    return words_has(joins, between);
}

/* Money, percent and score that no pattern took still name something when
 * words stand before them. */
static role_id
fallback_role(const struct document *doc, uint32_t f)
{
    const struct figure *figure = &doc->figures.items[f];

    switch (figure->kind) {
    case FIGURE_MONEY:
        return rules_role(doc->rules, "amount");
    case FIGURE_PERCENT:
    case FIGURE_PERMILLE:
        return rules_role(doc->rules, "indicator_value");
    case FIGURE_SCORE:
        return rules_role(doc->rules, "score");
    case FIGURE_COUNT:
    case FIGURE_MEASURE:
        return rules_role(doc->rules, "count");
    case FIGURE_POINTS:
    case FIGURE_RATIO:
    case FIGURE_DATE:
    case FIGURE_ORDINAL:
    case FIGURE_CODE:
    case FIGURE_PLAIN:
    case FIGURE_KINDS:
        break;
    }
    return ROLE_NONE;
}

/* "(92.1% the year before)" has no name of its own but means something. */
static bool
of_last_period(const struct document *doc, uint32_t f)
{
    bool last;

    year_of(doc, f, &last);
    return last;
}

static bool
figure_derive(struct claims *claims, uint32_t f)
{
    struct document *doc = claims->doc;
    const struct figure *figure = &doc->figures.items[f];
    struct claim *claim = &claims->best[f];
    role_id role;

    if (figure->rule_text || !figure->has_value)
        return true;
    if (!claim->pattern && continues_list(doc, f) &&
        claims->best[f - 1].pattern)
        *claim = claims->best[f - 1];
    if (claim->pattern)
        return fact_from(doc, f, claim->role, claim);
    role = fallback_role(doc, f);
    if (role == ROLE_NONE ||
        (figure->kind != FIGURE_MONEY && label_of(doc, f).len == 0 &&
         !of_last_period(doc, f)))
        return true;
    return fact_from(doc, f, role, NULL);
}

enum gj_status
fact_prose(struct document *doc, struct gj_error *err)
{
    const struct figures *figures = &doc->figures;
    struct claims claims = { .doc = doc };
    enum gj_status status;

    claims.best =
        arena_array(doc->arena, figures->n + 1, sizeof(*claims.best));
    if (!claims.best)
        return err_set(err, GJ_NOMEM, "out of memory");
    status = rules_match(doc->rules,
                         (struct str){ figures->tokens, figures->tokens_len },
                         match_take, &claims);
    if (status == GJ_NOMEM ||
        (status != GJ_OK && !fact_notice(doc, "pattern-limit", 0, STR_NONE)))
        return err_set(err, GJ_NOMEM, "out of memory");
    for (uint32_t f = 0; f < figures->n; f++)
        if (!figure_derive(&claims, f))
            return err_set(err, GJ_NOMEM, "out of memory");
    return GJ_OK;
}
