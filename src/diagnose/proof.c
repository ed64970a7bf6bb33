/* SPDX-License-Identifier: MIT */
#include "diagnose/proof.h"

#include <string.h>

#define BASES_NEAR     12 /* figures before and after that may be a base */
#define NEIGHBOURS     3
#define DIGITS_PROVE   3 /* shorter numbers agree by chance */
#define SAME_ROLE_LOOK 200

static const struct proof none = { NULL, FACT_NONE };

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

static bool
base_value(struct quantity q, struct dec *out)
{
    return dec_shift(q.printed, q.power, out);
}

/* ---- sums ---- */

/* How much the addends exceed the stated total, in base units. */
static bool
sum_excess(const struct result *r, struct dec *out)
{
    struct dec v, sum = { 0, 0 };

    for (size_t i = 1; i < r->nterms; i++)
        if (!base_value(r->terms[i].q, &v) || !dec_add(sum, v, &sum))
            return false;
    return base_value(r->terms[0].q, &v) && dec_sub(sum, v, out);
}

/* The one addend that is as large as wanted; FACT_NONE if there is none or
 * several. */
static uint32_t
addend_of(const struct result *r, struct dec wanted)
{
    uint32_t found = FACT_NONE;
    struct dec v;

    for (size_t i = 1; i < r->nterms; i++) {
        if (!base_value(r->terms[i].q, &v) || dec_cmp(v, wanted) != 0)
            continue;
        if (found != FACT_NONE)
            return FACT_NONE;
        found = r->terms[i].figure;
    }
    return found;
}

static struct proof
proof_sum(const struct result *r)
{
    struct dec excess, half;
    uint32_t addend;

    if (r->nterms < 4 || !sum_excess(r, &excess) || excess.coef <= 0)
        return none;
    addend = addend_of(r, excess);
    if (addend != FACT_NONE)
        return (struct proof){ "missing-addend", addend };
    if (!dec_div(excess, (struct dec){ 2, 0 }, 0, 6, &half))
        return none;
    addend = addend_of(r, half);
    if (addend != FACT_NONE && significant(half) >= DIGITS_PROVE)
        return (struct proof){ "subtracted", addend };
    return none;
}

static struct proof
proof_difference(const struct result *r, struct quantity *scratch)
{
    scratch[0] = r->terms[0].q;
    scratch[1] = r->terms[1].q;
    scratch[2] = r->terms[2].q;
    if (significant(scratch[0].printed) >= DIGITS_PROVE &&
        equation_evaluate(SHAPE_SUM, scratch, 3).verdict == GJ_HOLDS)
        return (struct proof){ "subtracted", r->terms[2].figure };
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
            return (struct proof){ "wrong-base", f };
    }
    return none;
}

static struct proof
proof_ratio(const struct document *doc, const struct result *r)
{
    if (r->terms[1].figure == FACT_NONE || r->terms[2].figure == FACT_NONE)
        return none;
    if (ratio_holds(r->terms[0].q, r->terms[2].q, r->terms[1].q))
        return (struct proof){ "inverted", r->terms[1].figure };
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
        return (struct proof){ "wrong-base", r->terms[2].figure };
    if (r->shape != SHAPE_GROWTH_OF)
        return none;
    scratch[0] = rate; /* (current - previous) / current, turned around */
    scratch[0].printed = dec_neg(rate.printed);
    scratch[1] = b;
    scratch[2] = a;
    if (equation_evaluate(SHAPE_GROWTH_OF, scratch, 3).verdict == GJ_HOLDS)
        return (struct proof){ "wrong-base", r->terms[1].figure };
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
        return proof_sum(r);
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

/* Two cells of one total row: columns that have one total prove nothing. */
static bool
one_total_row(const struct document *doc, uint32_t figure, uint32_t other)
{
    const struct fact *a = fact_of(doc, figure), *b = fact_of(doc, other);

    return a && b && a->record != FACT_NONE && a->record == b->record &&
           doc->facts.records[a->record].kind == RECORD_TOTAL;
}

struct proof
proof_copied(const struct document *doc, uint32_t figure)
{
    uint32_t n = (uint32_t)doc->figures.n;
    uint32_t from = figure > SAME_ROLE_LOOK ? figure - SAME_ROLE_LOOK : 0;
    uint32_t end = figure + SAME_ROLE_LOOK < n ? figure + SAME_ROLE_LOOK : n;

    if (significant(doc->figures.items[figure].value) < DIGITS_PROVE)
        return none;
    for (uint32_t f = from; f < end; f++)
        if (f != figure && same_printed(doc, figure, f) &&
            year_before(doc, figure, f))
            return (struct proof){ "last-year", f };
    for (uint32_t d = 1; d <= NEIGHBOURS; d++) {
        if (figure >= d && same_printed(doc, figure, figure - d) &&
            !one_total_row(doc, figure, figure - d))
            return (struct proof){ "copied-neighbour", figure - d };
        if (figure + d < n && same_printed(doc, figure, figure + d) &&
            !one_total_row(doc, figure, figure + d))
            return (struct proof){ "copied-neighbour", figure + d };
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
            return (struct proof){ "foreign-weight", FACT_NONE };
    return none;
}
