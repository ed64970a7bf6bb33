/* SPDX-License-Identifier: MIT */
#include "diagnose/story.h"

#include "base/buf.h"

/* The sentence of a slip: $1 the printed value, $2 the needed one, $3 the
 * figure that shows it. */
static const char *
cause_print(const struct document *doc, enum gj_lang lang, const char *slip,
            const char *const args[3])
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
        if (text.ptr[mark] >= '1' && text.ptr[mark] <= '3')
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

static const char *
suggest_print(const struct document *doc, uint32_t figure, struct dec needed)
{
    const struct figure *f = &doc->figures.items[figure];
    const struct unit *unit = unit_meant(doc, f, needed);
    char digits[DEC_TEXT_MAX];
    struct buf out;

    if (!unit)
        return value_print(doc, needed, figure);
    buf_init(&out, doc->arena);
    buf_put(&out, digits, dec_format(f->value, digits));
    buf_str(&out, unit->name);
    return buf_cstr(&out);
}

static struct gj_change
change_of(const struct document *doc, const struct story *story, size_t c)
{
    uint32_t figure = story->change[c].figure;
    struct dec needed = story->change[c].needed;
    struct dec half = { 5, (uint8_t)(needed.scale + 1) }, lo, hi;
    struct gj_change change = { .figure = story->change[c].term,
                                .suggest =
                                    suggest_print(doc, figure, needed) };

    if (half.scale <= DEC_MAX_SCALE && dec_sub(needed, half, &lo) &&
        dec_add(needed, half, &hi)) {
        change.from = value_print(doc, lo, figure);
        change.to = value_print(doc, hi, figure);
    }
    return change;
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
    const char *args[3] = {
        value_print(doc, doc->figures.items[figure].value, figure), NULL, NULL
    };

    for (size_t c = 0; c < story->n; c++)
        d.changes[c] = change_of(doc, story, c);
    args[1] = d.changes[0].suggest;
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
