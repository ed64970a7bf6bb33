/* SPDX-License-Identifier: MIT */
/*
 * One walk over the flow: at each place that may start a figure the readers
 * are tried, the most particular first.
 */
#include "figure/scan.h"
#include "base/buf.h"

#define BYTES_PER_FIGURE 32 /* of dense text; for room in advance */
#include "base/limits.h"

static bool
too_many(struct scan *scan)
{
    if (scan->n < LIMIT_FIGURES)
        return false;
    scan->status = GJ_LIMIT;
    return true;
}

static void
append(struct scan *scan, const struct figure *figure)
{
    const struct block *b = block_at(scan, figure->digits_begin);
    const struct cell *c = cell_at(scan, figure->digits_begin);

    if (too_many(scan))
        return;
    struct figure *items = vec_grow(scan->arena, scan->items, scan->n,
                                    &scan->cap, sizeof(*items));
    if (!items) {
        scan->status = GJ_NOMEM; /* or the limit of the arena */
        return;
    }
    scan->items = items;
    struct figure *f = &items[scan->n++];
    *f = *figure;
    f->block = b ? (uint32_t)(b - scan->layout->blocks) : LAYOUT_NONE;
    f->cell = c ? (uint32_t)(c - scan->layout->cells) : LAYOUT_NONE;
    /* The end is where the last character ends, not where the next starts:
     * between them there may be blanks and a line end. */
    size_t last = utf8_back(scan->s.ptr, f->end);
    f->src_from = scan->layout->src[f->begin];
    f->src_to = scan->layout->src[last] + 1;
    scan->floor = f->end;
    range_join(scan);
}

/* Cells in which a letter was read for a digit: l0, 1O0. */
static bool
misread_cell(struct scan *scan, size_t p, struct figure *out)
{
    const struct cell *c = cell_at(scan, p);
    size_t digits = 0, q;

    if (!c || c->begin != p || c->end - p < 2 || c->end - p > 12)
        return false;
    for (q = p; q < c->end; q++) {
        char ch = scan->s.ptr[q];
        digits += is_digit(scan, q);
        if (!is_digit(scan, q) && ch != 'l' && ch != 'I' && ch != 'O' &&
            ch != 'o' && ch != '.' && ch != ',')
            break;
    }
    if (digits == 0 || (q < c->end && scan->s.ptr[q] != '%'))
        return false;
    out->kind = q < c->end ? FIGURE_PERCENT : FIGURE_PLAIN;
    out->begin = out->digits_begin = (uint32_t)p;
    out->digits_end = (uint32_t)q;
    out->end = q < c->end ? (uint32_t)q + 1 : (uint32_t)q;
    out->suspicious = true;
    if (q < c->end)
        out->unit = lex_unit_named(scan->lex, STR("%"));
    return true;
}

/* Digits with letters behind: a Latin unit, a year or code that was made
 * unreadable, or a code. */
static bool
digits_letters(struct scan *scan, size_t p, size_t e, struct figure *out)
{
    size_t end = 0, x = e, next;
    char c = byte_at(scan, e);
    const struct unit *u = lex_unit(scan->lex, scan->s, e, &end);

    if (u && !is_letter(scan, end) && !is_digit(scan, end))
        return false;
    while (x < scan->s.len && scan->s.ptr[x] == c && (c == 'X' || c == 'x'))
        x++;
    if (x > e + 1 && cp_at(scan, x, &next) == CP_YEAR) {
        out->kind = FIGURE_DATE;
        out->begin = out->digits_begin = (uint32_t)p;
        out->digits_end = (uint32_t)x;
        out->end = (uint32_t)next;
        return true;
    }
    return misread_cell(scan, p, out) || latin_read(scan, p, out);
}

static bool
read_digits(struct scan *scan, size_t p, struct figure *out)
{
    size_t e = skip_digits(scan, p);
    char c = byte_at(scan, e);

    if ((is_letter(scan, e) || c == '@') && digits_letters(scan, p, e, out))
        return true;
    if (date_read(scan, p, out) || code_read(scan, p, out) ||
        ordinal_read(scan, p, out))
        return true;
    return quantity_read(scan, p, out);
}

static bool
read_letters(struct scan *scan, size_t p, struct figure *out)
{
    return misread_cell(scan, p, out) || latin_read(scan, p, out);
}

/* Circled and bracketed numbers are list marks. */
static bool
read_mark(size_t p, size_t next, uint32_t cp, struct figure *out)
{
    int64_t v = cp >= 0x2460 && cp <= 0x2473   ? cp - 0x2460 + 1
                : cp >= 0x2474 && cp <= 0x249B ? (cp - 0x2474) % 20 + 1
                : cp >= 0x2776 && cp <= 0x2793 ? (cp - 0x2776) % 10 + 1
                : cp >= 0x3251 && cp <= 0x325F ? cp - 0x3251 + 21
                                               : 0;
    if (v == 0)
        return false;
    out->kind = FIGURE_ORDINAL;
    out->begin = out->digits_begin = (uint32_t)p;
    out->end = out->digits_end = (uint32_t)next;
    out->value = (struct dec){ v, 0 };
    out->has_value = true;
    return true;
}

/* "doubles", "doubles twice" */
static bool
read_doubled(struct scan *scan, size_t p, struct figure *out)
{
    size_t once = lex_at(scan->lex, W_DOUBLED_ONCE, scan->s, p);
    size_t twice = lex_at(scan->lex, W_DOUBLED_TWICE, scan->s, p);

    if (!once && !twice)
        return false;
    out->kind = FIGURE_RATIO;
    out->begin = out->digits_begin = (uint32_t)p;
    out->end = out->digits_end = (uint32_t)(p + (twice ? twice : once));
    out->value = (struct dec){ twice ? 4 : 2, 0 };
    out->has_value = true;
    out->unit = lex_unit_named(scan->lex, STR("\xE5\x80\x8D"));
    return true;
}

/* Behind characters of a numeral that is no figure. */
static size_t
skip_numeral(const struct scan *scan, size_t p)
{
    size_t next, w = lex_at(scan->lex, W_NUMERAL_STOP, scan->s, p);

    if (w)
        return p + w;
    while (numeral_digit(cp_at(scan, p, &next)) >= 0)
        p = next;
    return p;
}

/* Behind a run of one character, or of letters. */
static size_t
skip_same(const struct scan *scan, size_t p)
{
    size_t next;
    uint32_t cp = cp_at(scan, p, &next);

    if (is_letter(scan, p))
        return latin_skip(scan, p);
    while (cp_at(scan, p, &next) == cp)
        p = next;
    return p;
}

/* Try to read a figure at p; returns where to go on. */
static size_t
step(struct scan *scan, size_t p)
{
    struct figure f = { 0 };
    size_t next;
    uint32_t cp = cp_at(scan, p, &next);
    bool found = false;

    if (is_digit(scan, p)) {
        found = read_digits(scan, p, &f);
        next = skip_digits(scan, p);
    } else if (cp == '*' || cp == 'X' || cp == 'x' || cp == CP_TIMES) {
        found = placeholder_read(scan, p, &f) ||
                (is_letter(scan, p) && read_letters(scan, p, &f));
        if (!found)
            next = skip_same(scan, p);
    } else if (is_letter(scan, p)) {
        found = read_letters(scan, p, &f);
        if (!found)
            next = latin_skip(scan, p);
    } else if (cp >= CP_FIRST_MARK) {
        found = read_mark(p, next, cp, &f) || read_doubled(scan, p, &f) ||
                (numeral_digit(cp) >= 0 && numeral_read(scan, p, &f));
        if (!found && numeral_digit(cp) >= 0)
            next = skip_numeral(scan, p);
    }
    if (!found)
        return next;
    append(scan, &f);
    return f.end > p ? f.end : next;
}

enum gj_status
figures_scan(struct arena *arena, const struct layout *layout,
             const struct figure_lexicon *lexicon, struct figures *out,
             struct gj_error *err)
{
    struct scan scan = { .arena = arena,
                         .layout = layout,
                         .lex = lexicon->index,
                         .s = { layout->flow, layout->len } };

    *out = (struct figures){ 0 };
    scan.items = vec_guess(arena, scan.s.len / BYTES_PER_FIGURE, &scan.cap,
                           sizeof(*scan.items));
    if (!scan.items)
        return err_set(err, GJ_LIMIT, "the figures need too much memory");
    for (size_t p = 0; scan.status == GJ_OK;) {
        p = starts_skip(scan.lex->figures, scan.s, p, CP_FIRST_MARK);
        if (p >= scan.s.len)
            break;
        p = step(&scan, p);
    }
    if (scan.status == GJ_LIMIT)
        return limit_reached(arena, LIMIT_IS_FIGURES, err);
    if (scan.status != GJ_OK)
        return err_memory(err, arena);
    rule_mark(&scan);
    if (!tokens_build(&scan, out))
        return err_memory(err, arena);
    return GJ_OK;
}
