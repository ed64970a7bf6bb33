/* SPDX-License-Identifier: MIT */
/*
 * What is wrong with single atoms: units and totals that a blank has cut off,
 * formulas in pieces, the shape of their block, words of two levels.
 */
#include <string.h>

#include "fact/form.h"

#define SPLIT_CELLS 4

/* "2 | 次" and "≥2 | 次": a unit that a blank has cut off. */
static bool
is_cut_unit(const struct form_reader *r, const struct atom *prev,
            const struct atom *a)
{
    const struct figure_lexicon *lexicon = &r->doc->rules->lexicon;
    bool value = prev->type == ATOM_NUM || prev->type == ATOM_TARGET;

    if (!value || a->type != ATOM_TEXT || a->gap != GAP_BLANK ||
        a->row_start || prev->figure == FACT_NONE)
        return false;
    for (size_t i = 0; i < lexicon->nunits; i++)
        if (str_eq(lexicon->units[i].name, a->key))
            return true;
    return false;
}

/* A word for the total that blanks have cut into characters. */
static bool
is_cut_total(struct form_reader *r, struct atom *prev, const struct atom *a)
{
    char *key;

    if (prev->key.len != 3 || a->key.len != 3 || prev->row != a->row ||
        prev->type != ATOM_TEXT || a->type != ATOM_TEXT)
        return false;
    key = arena_alloc(r->doc->arena, 6);
    if (!key) {
        r->failed = true;
        return false;
    }
    memcpy(key, prev->key.ptr, 3);
    memcpy(key + 3, a->key.ptr, 3);
    if (!words_has(r->words.total, (struct str){ key, 6 }))
        return false;
    prev->key = prev->label = (struct str){ key, 6 };
    prev->type = ATOM_TOTAL;
    return true;
}

static void
join_units(struct form_reader *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->natoms; i++) {
        struct atom *prev = n ? &r->atoms[n - 1] : NULL;

        if (prev && is_cut_total(r, prev, &r->atoms[i])) {
            prev->end = r->atoms[i].end;
            continue;
        }
        if (prev && is_cut_unit(r, prev, &r->atoms[i])) {
            prev->end = r->atoms[i].end;
            if (prev->type == ATOM_NUM)
                prev->type = ATOM_QTY;
            continue;
        }
        r->atoms[n++] = r->atoms[i];
    }
    r->natoms = n;
}

/* "各项指标权 | 重=40/指标 | 总数" from atom i on: number of atoms, 0 if not. */
static size_t
split_formula(const struct form_reader *r, size_t i)
{
    char text[256];
    size_t len = 0, ends[SPLIT_CELLS], n = 0, at, found_len = 0;

    while (n < SPLIT_CELLS && i + n < r->natoms) {
        const struct atom *a = &r->atoms[i + n];

        if (a->type == ATOM_EMPTY || len + a->key.len > sizeof(text))
            break;
        memcpy(text + len, a->key.ptr, a->key.len);
        len += a->key.len;
        ends[n++] = len;
    }
    if (!words_at(r->words.split_lead, (struct str){ text, len }, 0))
        return 0;
    at = words_find(r->words.split, (struct str){ text, len }, 0, &found_len);
    if (at == SIZE_MAX)
        return 0;
    for (size_t k = 0; k < n; k++)
        if (at + found_len <= ends[k])
            return k + 1;
    return 0;
}

static void
mark_formulas(struct form_reader *r)
{
    for (size_t i = 0; i < r->natoms; i++) {
        const struct atom *a = &r->atoms[i];
        size_t n;

        if (a->type != ATOM_TEXT && a->type != ATOM_LONG)
            continue;
        n = split_formula(r, i);
        for (size_t k = 0; k < n; k++)
            r->atoms[i + k].type = ATOM_FORMULA;
        if (n)
            i += n - 1;
    }
}

/* What a block really is: one cell a row is a stream, whatever stood between
 * the cells, and a line that was cut into rows is one as well. */
static enum table_shape
real_shape(const struct layout *layout, const struct block *block)
{
    uint32_t wide = 0;

    if (block->shape == TABLE_STREAM)
        return TABLE_STREAM;
    if (block->shape == TABLE_LINE)
        return block->nrows > 2 ? TABLE_STREAM : TABLE_LINE;
    for (uint32_t i = 0; i < block->nrows; i++) {
        const struct row *row = &layout->rows[block->first_row + i];
        uint32_t cells = 0;

        for (uint32_t c = 0; c < row->ncells && cells < 2; c++) {
            const struct cell *cell = &layout->cells[row->first_cell + c];

            cells += cell->begin < cell->end;
        }
        wide += cells > 1;
    }
    return wide * 5 < block->nrows ? TABLE_STREAM : block->shape;
}

static void
set_shapes(struct form_reader *r)
{
    const struct layout *layout = &r->doc->layout;
    enum table_shape shape = TABLE_STREAM;
    uint32_t block = LAYOUT_NONE;

    for (size_t i = 0; i < r->natoms; i++) {
        struct atom *a = &r->atoms[i];

        if (a->block != block) {
            block = a->block;
            shape = real_shape(layout, &layout->blocks[block]);
        }
        a->shape = shape;
    }
}

/* A word of both levels before a word of the second is one of the first. */
static void
raise_levels(struct form_reader *r)
{
    for (size_t i = 1; i < r->natoms; i++) {
        struct atom *a = &r->atoms[i - 1];
        const struct atom *next = &r->atoms[i];

        if (a->type == ATOM_LEVEL2 && next->type == ATOM_LEVEL2 &&
            a->block == next->block && !str_eq(a->label, next->label) &&
            words_has(r->words.level1, a->label))
            a->type = ATOM_LEVEL1;
    }
}

void
atoms_mend(struct form_reader *r)
{
    set_shapes(r);
    join_units(r);
    mark_formulas(r);
    raise_levels(r);
}
