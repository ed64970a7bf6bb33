/* SPDX-License-Identifier: MIT */
#include "audit/assume.h"

#include <string.h>

#define NUMBER_MAX 40 /* characters of an assumed number */

/* ---- values ---- */

/* The number that text starts with, without separators; its end in *end. */
static bool
number_read(const char *text, struct dec *out, const char **end)
{
    char digits[NUMBER_MAX];
    size_t n = 0;

    for (; (*text >= '0' && *text <= '9') || strchr("+-.,", *text); text++) {
        if (*text == '\0')
            break;
        if (*text == ',')
            continue;
        if (n == sizeof(digits))
            return false;
        digits[n++] = *text;
    }
    *end = text;
    return dec_parse(digits, n, out);
}

/* The unit, of the kind of the figure's own, that is written behind the
 * number. */
static bool
unit_read(const struct figure_lexicon *lexicon, const char *text,
          struct figure *figure)
{
    struct str name = str_of(text);

    if (name.len == 0)
        return true;
    for (size_t i = 0; i < lexicon->nunits; i++)
        if (str_eq(lexicon->units[i].name, name) &&
            (lexicon->units[i].kind == figure->kind ||
             figure->kind == FIGURE_PLAIN)) {
            figure->unit = &lexicon->units[i];
            return true;
        }
    return false;
}

static struct figure *
figure_at(struct gj_audit *a, const struct gj_assumption *assumption)
{
    const struct source *source = &a->doc.text.source;
    size_t at;

    if (assumption->line == 0 || assumption->column == 0 ||
        assumption->line > source->nlines)
        return NULL;
    at = source->line_start[assumption->line - 1] + assumption->column - 1;
    for (size_t i = 0; i < a->doc.figures.n; i++) {
        struct figure *f = &a->doc.figures.items[i];

        if (at >= f->src_from && at < f->src_to)
            return f;
    }
    return NULL;
}

enum gj_status
assume_apply(struct gj_audit *a, struct gj_error *err)
{
    for (size_t i = 0; i < a->options.nassume; i++) {
        const struct gj_assumption *assumption = &a->options.assume[i];
        struct figure *figure = figure_at(a, assumption);
        const char *unit;
        struct dec value;

        if (!figure)
            return err_set(err, GJ_INPUT, "no figure at %zu:%zu to assume %s",
                           assumption->line, assumption->column,
                           assumption->value);
        if (!number_read(assumption->value, &value, &unit) ||
            !unit_read(&a->doc.rules->lexicon, unit, figure))
            return err_set(
                err, GJ_INPUT, "%s cannot be assumed of the figure at %zu:%zu",
                assumption->value, assumption->line, assumption->column);
        figure->value = value;
        figure->fraction = (struct dec){ 0, 0 };
        figure->has_value = true;
    }
    return GJ_OK;
}

/* ---- what changes ---- */

static bool
has_finding(const struct gj_audit *a, const char *fingerprint)
{
    for (size_t i = 0; i < a->nfindings; i++)
        if (strcmp(a->findings[i].fingerprint, fingerprint) == 0)
            return true;
    return false;
}

static const char *
copy(struct gj_audit *a, const char *text)
{
    return str_dup(&a->arena, str_of(text));
}

/* The findings of one audit that the other does not have; strings are copied
 * into a.  NULL when out of memory. */
static const struct gj_told *
told_only(struct gj_audit *a, const struct gj_audit *of,
          const struct gj_audit *other, size_t *n)
{
    struct gj_told *told =
        arena_array(&a->arena, of->nfindings + 1, sizeof(*told));

    *n = 0;
    for (size_t i = 0; told && i < of->nfindings; i++) {
        const struct gj_finding *f = &of->findings[i];
        struct gj_told *t = &told[*n];

        if (has_finding(other, f->fingerprint))
            continue;
        *t = (struct gj_told){ .rule = f->rule,
                               .severity = f->severity,
                               .message = copy(a, f->message),
                               .fingerprint = copy(a, f->fingerprint) };
        if (!t->message || !t->fingerprint)
            return NULL;
        if (f->nterms)
            t->place = f->terms[0].figure->place;
        (*n)++;
    }
    return told;
}

bool
assume_publish(struct gj_audit *a, const struct gj_audit *before)
{
    struct gj_document *out = &a->document;
    size_t n = a->options.nassume;
    struct gj_assumed *assumed =
        arena_array(&a->arena, n + 1, sizeof(*assumed));

    if (!assumed)
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct figure *f = figure_at(a, &a->options.assume[i]);

        assumed[i].figure =
            audit_figure(a, (uint32_t)(f - a->doc.figures.items));
        assumed[i].value = copy(a, a->options.assume[i].value);
        if (!assumed[i].value)
            return false;
    }
    out->assumed = assumed;
    out->nassumed = n;
    out->silenced = told_only(a, before, a, &out->nsilenced);
    out->raised = told_only(a, a, before, &out->nraised);
    return out->silenced && out->raised;
}
