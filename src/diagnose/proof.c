/* SPDX-License-Identifier: MIT */
#include "diagnose/proof.h"

#include <string.h>

#define BASES_NEAR     12 /* figures before and after that may be a base */
#define NEIGHBOURS     3
#define ITEMS_NEAR     40
#define ADDENDS_TRIED  60
#define BASES_FAR      40 /* of a figure that is wrong for certain */
#define DIGITS_CERTAIN 4
#define DIGITS_PROVE   3 /* shorter numbers agree by chance */
#define SAME_ROLE_LOOK 200

static const struct proof none = { NULL, FACT_NONE, SLIP_CERTAIN };

/* A proof, which one of so many values would give by chance. */
static struct proof
shown(const char *slip, uint32_t witness, size_t times, struct dec printed)
{
    return (struct proof){ slip, witness,
                           slip_odds(times, slip_digits(printed)) };
}

/* Significant digits without zeros at either end. */
static unsigned
significant(struct dec d)
{
    int64_t c = dec_abs(dec_strip(d)).coef;
    unsigned n = 0;

    while (c && c % 10 == 0)
        c /= 10;
    for (; c; c /= 10)
        n++;
    return n;
}

/* ---- sums ---- */

/* An addend without which the sum would be the total, or with the other sign;
 * how many different ones were tried, and whether it is the only one. */
struct addend {
    uint32_t figure;
    size_t kinds;
    bool only;
};

static bool
seen_before(const struct result *r, size_t at)
{
    for (size_t i = 1; i < at; i++)
        if (r->terms[i].q.power == r->terms[at].q.power &&
            dec_cmp(r->terms[i].q.printed, r->terms[at].q.printed) == 0)
            return true;
    return false;
}

/* The sum with one addend left out (or else turned around). */
static bool
holds_without(const struct result *r, size_t at, bool turned,
              struct quantity *scratch)
{
    size_t n = 0;

    for (size_t i = 0; i < r->nterms; i++) {
        if (i == at && !turned)
            continue;
        scratch[n] = r->terms[i].q;
        if (i == at)
            scratch[n].printed = dec_neg(scratch[n].printed);
        n++;
    }
    return equation_evaluate(SHAPE_SUM, scratch, n).verdict == GJ_HOLDS;
}

static struct addend
addend_of(const struct result *r, bool turned, struct quantity *scratch)
{
    struct addend found = { FACT_NONE, 0, true };

    for (size_t i = 1; i < r->nterms; i++) {
        found.kinds += !seen_before(r, i);
        if (dec_is_zero(r->terms[i].q.printed) ||
            !holds_without(r, i, turned, scratch))
            continue;
        if (found.figure != FACT_NONE)
            found.only = false;
        found.figure = r->terms[i].figure;
    }
    return found;
}

/* Among whole points any gap is some addend: its own digits count. */
static struct proof
addend_proof(const struct result *r, const char *slip, struct addend addend)
{
    struct dec printed = r->terms[0].q.printed;
    struct proof proof;

    for (size_t i = 1; r->terms[0].q.exact && i < r->nterms; i++)
        if (r->terms[i].figure == addend.figure)
            printed = r->terms[i].q.printed;
    proof = shown(slip, addend.figure, addend.kinds, printed);

    if (!addend.only)
        proof.witness = FACT_NONE;
    return proof;
}

/* A figure near the total, none of the addends, with which the sum would be
 * the total: an item that was taken out. */
static struct proof
proof_removed(const struct document *doc, const struct result *r,
              struct quantity *scratch)
{
    const struct figure *figures = doc->figures.items;
    uint32_t total = r->terms[0].figure;
    uint32_t from = total > ITEMS_NEAR ? total - ITEMS_NEAR : 0;

    if (slip_digits(r->terms[0].q.printed) < DIGITS_CERTAIN)
        return none;
    for (size_t i = 0; i < r->nterms; i++)
        scratch[i] = r->terms[i].q;
    for (uint32_t f = from; f < doc->figures.n && f < total + ITEMS_NEAR;
         f++) {
        if (figures[f].kind != figures[total].kind || !figures[f].has_value ||
            figures[f].rule_text || dec_is_zero(figures[f].value) ||
            web_uses_figure(r, f))
            continue;
        scratch[r->nterms] = figure_quantity(doc, f);
        if (equation_evaluate(SHAPE_SUM, scratch, r->nterms + 1).verdict ==
            GJ_HOLDS)
            return shown("stale-total", f, (size_t)2 * ITEMS_NEAR,
                         r->terms[0].q.printed);
    }
    return none;
}

static struct proof
proof_sum(const struct document *doc, const struct result *r,
          struct quantity *scratch)
{
    struct addend addend;

    if (r->nterms < 3 || r->nterms > ADDENDS_TRIED)
        return none;
    addend = addend_of(r, false, scratch);
    if (addend.figure != FACT_NONE && r->nterms > 3)
        return addend_proof(r, "missing-addend", addend);
    addend = addend_of(r, true, scratch);
    if (addend.figure != FACT_NONE)
        return addend_proof(r, "subtracted", addend);
    return proof_removed(doc, r, scratch);
}

static struct proof
proof_difference(const struct result *r, struct quantity *scratch)
{
    scratch[0] = r->terms[0].q;
    scratch[1] = r->terms[1].q;
    scratch[2] = r->terms[2].q;
    if (significant(scratch[0].printed) >= DIGITS_PROVE &&
        equation_evaluate(SHAPE_SUM, scratch, 3).verdict == GJ_HOLDS)
        return shown("subtracted", r->terms[2].figure, 1,
                     r->terms[0].q.printed);
    return none;
}

/* ---- rates ---- */

static bool
ratio_holds(struct quantity rate, struct quantity part, struct quantity whole)
{
    return kind_ratio(part, whole, rate).verdict == GJ_HOLDS;
}

/* Another amount nearby that the rate is the share of. */
static struct proof
proof_base(const struct document *doc, const struct result *r)
{
    const struct figure *figures = doc->figures.items;
    uint32_t rate = r->terms[0].figure;
    uint32_t from = rate > BASES_NEAR ? rate - BASES_NEAR : 0;
    uint32_t end = rate + BASES_NEAR;

    if (end > doc->figures.n)
        end = (uint32_t)doc->figures.n;
    for (uint32_t f = from; f < end; f++) {
        if (figures[f].kind != figures[r->terms[2].figure].kind ||
            !figures[f].has_value || figures[f].rule_text ||
            figures[f].approximate || figures[f].comparator != CMP_NONE ||
            f == r->terms[1].figure || f == r->terms[2].figure ||
            dec_is_zero(figures[f].value))
            continue;
        if (ratio_holds(r->terms[0].q, r->terms[1].q, figure_quantity(doc, f)))
            return shown("wrong-base", f, (size_t)2 * BASES_NEAR,
                         r->terms[0].q.printed);
    }
    return none;
}

static struct proof
proof_ratio(const struct document *doc, const struct result *r)
{
    if (r->terms[1].figure == FACT_NONE || r->terms[2].figure == FACT_NONE)
        return none;
    if (ratio_holds(r->terms[0].q, r->terms[2].q, r->terms[1].q))
        return shown("inverted", r->terms[1].figure, 1, r->terms[0].q.printed);
    return proof_base(doc, r);
}

/* A change divided by the later instead of the earlier amount, or the other
 * way round. */
static struct proof
proof_growth(const struct result *r, struct quantity *scratch)
{
    struct quantity rate = r->terms[0].q, a = r->terms[1].q, b = r->terms[2].q;
    bool holds = false;

    if (r->shape == SHAPE_GROWTH_TO)
        holds = ratio_holds(rate, a, b);
    else if (r->shape == SHAPE_GROWTH_FROM)
        holds = kind_growth_to(a, b, rate).verdict == GJ_HOLDS;
    if (holds)
        return shown("wrong-base", r->terms[2].figure, 1, rate.printed);
    if (r->shape != SHAPE_GROWTH_OF)
        return none;
    scratch[0] = rate; /* (current - previous) / current, turned around */
    scratch[0].printed = dec_neg(rate.printed);
    scratch[1] = b;
    scratch[2] = a;
    if (equation_evaluate(SHAPE_GROWTH_OF, scratch, 3).verdict == GJ_HOLDS)
        return shown("wrong-base", r->terms[1].figure, 1, rate.printed);
    return none;
}

struct proof
proof_computed(const struct document *doc, const struct result *r,
               struct quantity *scratch)
{
    bool long_enough = significant(r->terms[0].q.printed) >= DIGITS_PROVE;

    if (r->terms[0].figure == FACT_NONE)
        return none;
    if (r->shape == SHAPE_SUM)
        return proof_sum(doc, r, scratch);
    if (r->shape == SHAPE_DIFFERENCE && r->nterms == 3)
        return proof_difference(r, scratch);
    if (r->nterms != 3 || !long_enough)
        return none;
    if (r->shape == SHAPE_RATIO)
        return proof_ratio(doc, r);
    if (r->shape == SHAPE_GROWTH_TO || r->shape == SHAPE_GROWTH_FROM ||
        r->shape == SHAPE_GROWTH_OF)
        return proof_growth(r, scratch);
    return none;
}

/* ---- copies ---- */

static bool
same_printed(const struct document *doc, uint32_t a, uint32_t b)
{
    const struct figure *x = &doc->figures.items[a];
    const struct figure *y = &doc->figures.items[b];

    return x->kind == y->kind && x->unit == y->unit && y->has_value &&
           !y->rule_text && x->value.scale == y->value.scale &&
           dec_cmp(x->value, y->value) == 0;
}

static const struct fact *
fact_of(const struct document *doc, uint32_t figure)
{
    uint32_t at = doc->facts.of_figure[figure];

    return at == FACT_NONE ? NULL : &doc->facts.items[at];
}

/* The same quantity of the year before. */
static bool
year_before(const struct document *doc, uint32_t figure, uint32_t other)
{
    const struct fact *a = fact_of(doc, figure), *b = fact_of(doc, other);

    return a && b && a->role == b->role && a->year && b->year &&
           b->year + 1 == a->year;
}

struct proof
proof_copied(const struct document *doc, uint32_t figure, bool certain)
{
    uint32_t n = (uint32_t)doc->figures.n;
    uint32_t from = figure > SAME_ROLE_LOOK ? figure - SAME_ROLE_LOOK : 0;
    uint32_t end = figure + SAME_ROLE_LOOK < n ? figure + SAME_ROLE_LOOK : n;
    struct dec value = doc->figures.items[figure].value;
    uint32_t near;

    if (significant(value) < DIGITS_PROVE)
        return none;
    for (uint32_t f = from; f < end; f++)
        if (f != figure && same_printed(doc, figure, f) &&
            year_before(doc, figure, f))
            return shown("last-year", f, 1, value);
    if (doc->figures.items[figure].kind != FIGURE_MONEY &&
        doc->figures.items[figure].kind != FIGURE_PERCENT)
        return none; /* scores and counts repeat anyway */
    if (!certain && doc->figures.items[figure].cell != LAYOUT_NONE)
        return none;
    near = certain && significant(value) >= DIGITS_CERTAIN ? BASES_FAR
                                                           : NEIGHBOURS;
    for (uint32_t d = 1; d <= near; d++) {
        if (figure >= d && same_printed(doc, figure, figure - d))
            return shown("copied-neighbour", figure - d, 2 * (size_t)near,
                         value);
        if (figure + d < n && same_printed(doc, figure, figure + d))
            return shown("copied-neighbour", figure + d, 2 * (size_t)near,
                         value);
    }
    return none;
}

/* ---- weights of other forms ---- */

/* Does a form give an indicator this level-1 weight? */
static bool
pack_gives(const struct pack *pack, struct str indicator, struct dec value)
{
    struct str names;
    struct dec weight;

    for (size_t i = 0; pack_weight(pack, i, &names, &weight); i++)
        if (pack_names(names, indicator) && dec_cmp(weight, value) == 0)
            return true;
    return false;
}

struct proof
proof_weight(const struct document *doc, uint32_t figure, struct dec needed)
{
    const struct gj_rules *rules = doc->rules;
    const struct fact *fact = fact_of(doc, figure);
    const struct pack *own = doc->facts.pack.pack;
    struct str name;

    if (!own || !fact || !fact->in_form || fact->record == FACT_NONE ||
        fact->record >= doc->facts.nrecords ||
        doc->facts.records[fact->record].value[COL_WEIGHT].figure != figure)
        return none;
    name = doc->facts.records[fact->record].name;
    if (!pack_gives(own, name, needed))
        return none;
    for (size_t i = 0; i < rules->npacks; i++)
        if (&rules->packs[i] != own &&
            pack_gives(&rules->packs[i], name,
                       doc->figures.items[figure].value))
            return shown("foreign-weight", FACT_NONE, 1, needed);
    return none;
}

bool
proof_row(const struct document *doc, uint32_t figure, struct dec needed)
{
    const struct fact *fact = fact_of(doc, figure);
    const struct record *record;
    uint32_t weight, score, other;

    if (!fact || !fact->in_form || fact->record == FACT_NONE ||
        fact->record >= doc->facts.nrecords)
        return false;
    record = &doc->facts.records[fact->record];
    weight = record->value[COL_WEIGHT].figure;
    score = record->value[COL_SCORE].figure;
    other = figure == weight ? score : figure == score ? weight : FACT_NONE;
    return other != FACT_NONE && doc->figures.items[other].has_value &&
           dec_cmp(doc->figures.items[other].value, needed) == 0;
}
