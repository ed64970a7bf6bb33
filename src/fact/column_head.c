/* SPDX-License-Identifier: MIT */
/*
 * Amounts under a head of their own, outside the forms that fact_forms()
 * reads: a cell that is the name of a money role, and the bare number below
 * it in the same column (tables that keep their columns only).
 */
#include "base/buf.h"
#include "fact/fact.h"

#define ROWS_BELOW 3

/* Name in the cell, without blanks and without a bracket behind. */
static struct str
cell_name(struct document *doc, const struct cell *cell, char *buf,
          size_t size)
{
    size_t n = 0;

    for (uint32_t i = cell->begin; i < cell->end && n < size; i++) {
        char c = doc->layout.flow[i];

        if (c == '(')
            break;
        if (c != ' ')
            buf[n++] = c;
    }
    return (struct str){ buf, n };
}

static role_id
role_of_head(const struct gj_rules *rules, struct str name)
{
    for (role_id r = 0; r < rules->nroles; r++)
        for (size_t h = 0; h < rules->roles[r].nheaders; h++)
            if (str_eq(rules->roles[r].headers[h], name) &&
                (rules->roles[r].kinds & (1u << FIGURE_MONEY)))
                return r;
    return ROLE_NONE;
}

/* The number that fills the cell of this column in one of the rows below. */
static uint32_t
figure_below(const struct document *doc, uint32_t row, uint32_t column)
{
    const struct layout *layout = &doc->layout;
    uint32_t block = layout->rows[row].block;

    for (uint32_t r = row + 1; r < layout->nrows && r <= row + ROWS_BELOW &&
                               layout->rows[r].block == block;
         r++) {
        const struct cell *cell;
        uint32_t f;

        if (column >= layout->rows[r].ncells)
            continue;
        cell = &layout->cells[layout->rows[r].first_cell + column];
        f = figures_from(&doc->figures, cell->begin);
        if (cell->begin == cell->end || f >= doc->figures.n)
            continue;
        if (doc->figures.items[f].begin == cell->begin &&
            doc->figures.items[f].end == cell->end)
            return f;
    }
    return FACT_NONE;
}

static bool
cell_take(struct document *doc, const struct cell *cell)
{
    char buf[64];
    struct str name = cell_name(doc, cell, buf, sizeof(buf));
    role_id role = name.len >= 6 ? role_of_head(doc->rules, name) : ROLE_NONE;
    struct fact fact = {
        .role = role, .in_form = true, .clause = FACT_NONE, .record = FACT_NONE
    };

    if (role == ROLE_NONE)
        return true;
    fact.figure = figure_below(doc, cell->row, cell->column);
    if (fact.figure == FACT_NONE ||
        doc->facts.of_figure[fact.figure] != FACT_NONE ||
        doc->figures.items[fact.figure].kind != FIGURE_PLAIN)
        return true;
    fact.label = (struct str){ doc->layout.flow + cell->begin,
                               cell->end - cell->begin };
    figure_inherit(&doc->figures.items[fact.figure],
                   figure_unit_note(&doc->layout, cell->begin, cell->end,
                                    &doc->rules->lexicon));
    return fact_add(doc, &fact);
}

enum gj_status
fact_column_heads(struct document *doc, struct gj_error *err)
{
    const struct layout *layout = &doc->layout;

    for (size_t i = 0; i < layout->ncells; i++) {
        const struct cell *cell = &layout->cells[i];
        const struct block *block =
            &layout->blocks[layout->rows[cell->row].block];

        if (block->shape != TABLE_PIPE && block->shape != TABLE_TAB)
            continue;
        if (cell->end - cell->begin < 6 || cell->end - cell->begin > 60)
            continue;
        if (!cell_take(doc, cell))
            return err_set(err, GJ_NOMEM, "out of memory");
    }
    return GJ_OK;
}
