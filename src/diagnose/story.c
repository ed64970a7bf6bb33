/* SPDX-License-Identifier: MIT */
#include "diagnose/story.h"

#include <string.h>

#include "base/buf.h"

#define ARGS 5

/* The sentence of a slip: $1 the printed value, $2 the needed one, $3 the
 * figure that shows it, $4 the digits that were meant, $5 those that stand
 * there instead. */
static const char *
cause_print(const struct document *doc, enum gj_lang lang, const char *slip,
            const char *const args[ARGS])
{
    const struct gj_rules *rules = doc->rules;
    struct str text = STR_NONE;
    struct buf out;
    size_t at, mark;

    if (slip && args[2])
        text = rules_text(rules, "slip_shown", lang, slip);
    if (!text.len)
        text = rules_text(rules, "slip", lang, slip ? slip : "other");
    buf_init(&out, doc->arena);
    for (at = 0; at < text.len; at = mark + 1) {
        mark = str_find(text, STR("$"), at);
        if (mark == SIZE_MAX || mark + 1 >= text.len) {
            buf_str(&out, str_sub(text, at, text.len));
            break;
        }
        buf_str(&out, str_sub(text, at, mark));
        mark++;
        if (text.ptr[mark] >= '1' && text.ptr[mark] < '1' + ARGS &&
            args[text.ptr[mark] - '1'])
            buf_puts(&out, args[text.ptr[mark] - '1']);
    }
    return buf_cstr(&out);
}

/* The unit in which the digits as they are would be right, or NULL. */
static const struct unit *
unit_meant(const struct document *doc, const struct figure *f,
           struct dec needed)
{
    const struct figure_lexicon *lexicon = &doc->rules->lexicon;

    for (size_t i = 0; f->unit && i < lexicon->nunits; i++) {
        const struct unit *unit = &lexicon->units[i];
        struct dec v;

        if (unit->kind == f->unit->kind && str_eq(unit->base, f->unit->base) &&
            unit->power != f->unit->power &&
            dec_shift(f->value, unit->power - f->unit->power, &v) &&
            dec_cmp(v, needed) == 0)
            return unit;
    }
    return NULL;
}

static bool
exact(const struct figure *f)
{
    return f->kind == FIGURE_SCORE || f->kind == FIGURE_COUNT ||
           f->kind == FIGURE_PLAIN;
}

/* Decimals beyond those that are printed are shown only if they are not
 * zero. */
static struct dec
trimmed(const struct figure *f, struct dec value)
{
    struct dec zero = { 0, f->value.scale };

    value = dec_strip(value);
    (void)dec_add(value, zero, &value);
    return value;
}

static const char *
suggest_print(const struct document *doc, const struct story_change *change)
{
    uint32_t figure = change->figure;
    const struct figure *f = &doc->figures.items[figure];
    struct dec needed = change->needed;
    const struct unit *unit = NULL;
    char digits[DEC_TEXT_MAX];
    struct buf out;

    if (change->slip && strcmp(change->slip, "unit-scale") == 0)
        unit = unit_meant(doc, f, needed);
    if (!unit)
        return value_print(doc, trimmed(f, needed), figure);
    buf_init(&out, doc->arena);
    buf_put(&out, digits, dec_format(f->value, digits));
    buf_str(&out, unit->name);
    return buf_cstr(&out);
}

/* A measured value stands for the interval of its last digit. */
static struct gj_change
change_of(const struct document *doc, const struct story_change *c)
{
    const struct figure *f = &doc->figures.items[c->figure];
    struct dec half = { 5, (uint8_t)(c->range.lo.scale + 1) }, lo, hi;
    struct gj_change change = { .figure = c->term,
                                .suggest = suggest_print(doc, c) };

    if (exact(f)) {
        lo = trimmed(f, c->range.lo);
        hi = trimmed(f, c->range.hi);
    } else if (half.scale > DEC_MAX_SCALE ||
               !dec_sub(c->range.lo, half, &lo) ||
               !dec_add(c->range.hi, half, &hi)) {
        return change;
    }
    change.from = value_print(doc, lo, c->figure);
    change.to = value_print(doc, hi, c->figure);
    return change;
}

/* Where two prints differ: the middle of each between what they begin and end
 * with in common. */
static void
middles_print(const struct document *doc, struct dec meant, struct dec printed,
              const char *args[ARGS])
{
    char a[DEC_TEXT_MAX], b[DEC_TEXT_MAX];
    size_t na = dec_format(meant, a), nb = dec_format(printed, b);
    size_t head = 0, tail = 0;

    while (head < na && head < nb && a[head] == b[head])
        head++;
    while (tail + head < na && tail + head < nb &&
           a[na - 1 - tail] == b[nb - 1 - tail])
        tail++;
    args[3] = str_dup(doc->arena, (struct str){ a + head, na - tail - head });
    args[4] = str_dup(doc->arena, (struct str){ b + head, nb - tail - head });
}

struct gj_diagnosis
story_diagnosis(const struct document *doc, enum gj_lang lang,
                const struct story *story)
{
    const char *slip = story->change[0].slip;
    uint32_t figure = story->change[0].figure;
    struct gj_diagnosis d = { .nchanges = story->n,
                              .slip = slip,
                              .reconciles = story->mended };
    const char *args[ARGS] = { value_print(
        doc, doc->figures.items[figure].value, figure) };

    for (size_t c = 0; c < story->n; c++)
        d.changes[c] = change_of(doc, &story->change[c]);
    args[1] = d.changes[0].suggest;
    middles_print(
        doc, trimmed(&doc->figures.items[figure], story->change[0].needed),
        doc->figures.items[figure].value, args);
    if (story->witness != FACT_NONE)
        args[2] = value_print(doc, doc->figures.items[story->witness].value,
                              story->witness);
    if (story->n > 1) {
        slip = "two-figures";
        args[2] = d.changes[1].suggest;
    }
    d.cause = cause_print(doc, lang, slip, args);
    return d;
}
