/* SPDX-License-Identifier: MIT */
/*
 * What stands behind the digits: multipliers, "more than", the unit.
 */
#include <string.h>

#include "figure/scan.h"

/* Is what stands at p a word that only begins like the unit that ends at
 * end?  After a blank more words count: there a new cell may begin. */
static bool
is_word(const struct scan *scan, size_t p, size_t end, bool after_blank)
{
    size_t next, stop = lex_at(scan->lex, W_UNIT_STOP, scan->s, p);

    if (stop && p + stop > end &&
        lex_at(scan->lex, W_UNIT_STOP_NOT, scan->s, p) <= stop)
        return true;
    return after_blank &&
           lex_at(scan->lex, W_UNIT_STOP_BLANK, scan->s, p) == end - p &&
           is_han(cp_at(scan, end, &next)) &&
           !lex_at(scan->lex, W_GE_AFTER, scan->s, end) &&
           !lex_at(scan->lex, W_LE_AFTER, scan->s, end);
}

static const struct unit *
unit_at(const struct scan *scan, size_t p, bool after_blank, size_t *end)
{
    size_t e = 0;
    const struct unit *u = lex_unit(scan->lex, scan->s, p, &e);

    if (!u || is_word(scan, p, e, after_blank))
        return NULL;
    if (is_letter(scan, e - 1) && (is_letter(scan, e) || is_digit(scan, e)))
        return NULL;
    *end = e;
    return u;
}

/* A unit put together in the arena; the last one is used again. */
static const struct unit *
compose(struct scan *scan, struct str name, enum figure_kind kind,
        struct str base, int power)
{
    const struct unit *known = lex_unit_named(scan->lex, name);
    const struct unit *last = scan->composed;

    if (known && known->kind == kind)
        return known;
    if (last && str_eq(last->name, name) && last->kind == kind)
        return last;
    struct unit *u = ARENA_NEW(scan->arena, struct unit);
    if (!u) {
        scan->status = GJ_NOMEM;
        return NULL;
    }
    *u = (struct unit){ name, kind, base, (int8_t)power };
    scan->composed = u;
    return u;
}

/* "/person" behind a unit makes it a rate. */
static void
per_unit(struct scan *scan, size_t begin, struct tail *out)
{
    size_t w, p = out->end;

    if (p >= scan->s.len || scan->s.ptr[p] != '/' || !out->unit)
        return;
    w = lex_at(scan->lex, W_PER, scan->s, p + 1);
    if (w == 0)
        return;
    out->end = p + 1 + w;
    out->unit = compose(scan, str_sub(scan->s, begin, out->end),
                        FIGURE_MEASURE, STR_NONE, 0);
}

void
tail_money(const struct scan *scan, struct tail *out)
{
    size_t next;

    if (out->unit || (out->power != 4 && out->power != 8) ||
        lex_at(scan->lex, W_COUNTER, scan->s, out->end) ||
        numeral_digit(cp_at(scan, out->end, &next)) >= 0)
        return;
    out->unit = scan->lex->money[out->power];
    out->bare_money = out->unit != NULL;
    if (out->unit)
        out->power = 0;
}

/* The unit is known: the multiplier before it may belong to its name, as in
 * "1.2 hundred-million-odd yuan". */
static void
fold_multiplier(struct scan *scan, struct tail *out, size_t mark)
{
    const struct unit *u = out->unit;
    size_t width = 3; /* of a multiplier character */

    if (out->power == 0)
        return;
    if (u->kind == FIGURE_MONEY && u->power == 0 && out->power < LEX_MONEY &&
        u->base.len && scan->lex->money[0] &&
        str_eq(u->base, scan->lex->money[0]->base) &&
        scan->lex->money[out->power] && out->more) {
        out->unit = scan->lex->money[out->power];
        out->power = 0;
    } else if ((u->kind == FIGURE_COUNT || u->kind == FIGURE_MEASURE) &&
               (out->power == 4 || out->power == 8) && !out->more &&
               mark + width + u->name.len == out->end) {
        out->unit =
            compose(scan, str_sub(scan->s, mark, out->end), u->kind,
                    u->base.len ? u->base : u->name, u->power + out->power);
        out->power = 0;
    } else if ((u->kind == FIGURE_COUNT || u->kind == FIGURE_MEASURE) &&
               (out->power == 4 || out->power == 8) && out->more) {
        char name[64];
        size_t n = u->name.len;
        if (n > sizeof(name) - width)
            return;
        memcpy(name, scan->s.ptr + mark, width);
        memcpy(name + width, u->name.ptr, n);
        const struct unit *known =
            lex_unit_named(scan->lex, (struct str){ name, n + width });
        if (known) {
            out->unit = known;
            out->power = 0;
        }
    }
}

/* "odd" between number and unit or multiplier; behind a large multiplier it
 * may also end the figure. */
static bool
read_more(const struct scan *scan, size_t q, struct tail *out)
{
    size_t w = lex_at(scan->lex, W_GT_MIDDLE, scan->s, q), next, end;

    if (!w || out->more || q != out->end)
        return false;
    bool goes_on = unit_at(scan, q + w, false, &end) ||
                   numeral_digit(cp_at(scan, q + w, &next)) > 100;
    if (!goes_on && out->power != 4 && out->power != 8)
        return false;
    out->more = true;
    out->end = q + w;
    return true;
}

/* One multiplier at q; behind a blank only a large one. */
static bool
read_multiplier(const struct scan *scan, size_t q, struct tail *out)
{
    size_t next;
    int m = numeral_digit(cp_at(scan, q, &next)) - 100;

    if (m < 1 || (q > out->end && m < 4))
        return false;
    out->power += m;
    out->end = next;
    return true;
}

/* The unit at q, unless it is no more than a multiplier. */
static bool
read_unit(const struct scan *scan, size_t q, struct tail *out)
{
    size_t end, next;
    const struct unit *u = unit_at(scan, q, q > out->end, &end);

    if (!u || (numeral_digit(cp_at(scan, q, &next)) > 100 && end <= next))
        return false;
    out->unit = u;
    out->end = end;
    return true;
}

void
tail_read(struct scan *scan, size_t p, struct tail *out)
{
    size_t mark = 0; /* of the first multiplier, else of the unit */

    *out = (struct tail){ .end = p };
    for (int step = 0; step < 6 && !out->unit; step++) {
        size_t q = skip_blanks(scan, out->end);
        if (!out->power)
            mark = q;
        if (!read_unit(scan, q, out) && !read_more(scan, q, out) &&
            !read_multiplier(scan, q, out))
            break;
    }
    if (out->unit) {
        fold_multiplier(scan, out, mark);
        per_unit(scan, mark, out);
    } else if (!is_digit(scan, out->end)) {
        tail_money(scan, out);
    }
}
