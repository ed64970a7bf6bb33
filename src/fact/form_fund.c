/* SPDX-License-Identifier: MIT */
/*
 * Fund tables: a total row and its parts, amounts by column.
 */
#include "fact/form.h"

static bool
is_label(const struct atom *a)
{
    return a->type == ATOM_FUND || a->type == ATOM_TOTAL;
}

/* Values behind the label at i; returns the first atom that is none. */
static size_t
row_values(const struct form_reader *r, size_t i, size_t end,
           struct row_values *row)
{
    const struct atom *label = &r->atoms[i];
    size_t k = i + 1;

    row->n = 0;
    for (; k < end && row->n < ROW_VALUES_MAX; k++) {
        const struct atom *a = &r->atoms[k];

        if (a->head || (atom_keeps_rows(label) && a->row != label->row))
            break;
        if (a->type == ATOM_EMPTY) {
            if (a->shape != TABLE_PIPE && a->shape != TABLE_TAB)
                continue;
        } else if (!atom_is_value(a) || a->type == ATOM_TARGET) {
            break;
        }
        row->at[row->n++] = a;
    }
    return k;
}

static bool
has_number(const struct row_values *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->at[i]->type == ATOM_NUM || row->at[i]->type == ATOM_PCT)
            return true;
    return false;
}

/* A score headed by weight times rate: the weight of the score stands in the head. */
static void
head_weight(struct form_reader *r, struct record *record)
{
    const struct form *form = r->form;

    if (record->value[COL_WEIGHT].cell != LAYOUT_NONE ||
        record->value[COL_SCORE].figure == FACT_NONE)
        return;
    for (size_t i = 0; i < form->ncols; i++)
        if (form->cols[i].col == COL_SCORE &&
            form->cols[i].figure != FACT_NONE && form->cols[i].formula.len)
            record->value[COL_WEIGHT].figure = form->cols[i].figure;
}

static void
read_row(struct form_reader *r, const struct atom *label, bool first,
         struct row_values *row)
{
    struct record *record = form_record(r, RECORD_FUND, label);
    bool total = label->type == ATOM_TOTAL ||
                 words_has(r->words.fund_total, label->label);

    if (!record)
        return;
    record->name = label->label;
    record->level = total || (first && label->type == ATOM_TEXT) ? 0 : 1;
    record->part = words_at(r->words.of_which, label->key, 0) > 0;
    record_set(r, record, COL_NAME, label);
    row_align(r, row);
    row_store(r, record, row);
    if (!row->sure)
        r->form->clean = false;
    head_weight(r, record);
}

/* A row with a name that no list knows, where rows are kept. */
static bool
is_other_row(const struct form_reader *r, size_t i, size_t end)
{
    const struct atom *a = &r->atoms[i];
    struct row_values row;

    if (a->type != ATOM_TEXT || !atom_keeps_rows(a))
        return false;
    row_values(r, i, end, &row);
    return row.n >= 2 && has_number(&row);
}

/* The label of the next row may stand at the end of a line. */
static size_t
label_ahead(const struct form_reader *r, size_t i, size_t end)
{
    const struct atom *a = &r->atoms[i];

    if (i + 1 < end && atom_keeps_rows(a) && r->atoms[i + 1].row != a->row &&
        atom_is_value(&r->atoms[i + 1]) && !a->row_start)
        return i + 1;
    return i;
}

static size_t
read_ahead(struct form_reader *r, size_t i, size_t end, struct row_values *row)
{
    size_t k = i;
    uint32_t line = r->atoms[i].row;

    row->n = 0;
    while (k < end && r->atoms[k].row == line && row->n < ROW_VALUES_MAX &&
           (atom_is_value(&r->atoms[k]) || r->atoms[k].type == ATOM_EMPTY)) {
        if (r->atoms[k].type != ATOM_EMPTY)
            row->at[row->n++] = &r->atoms[k];
        k++;
    }
    return k;
}

/* Numbers that follow no label: the order of the cells was lost. */
static void
doubt_rows(struct form_reader *r)
{
    struct facts *facts = &r->doc->facts;

    r->form->clean = false;
    for (size_t i = r->form->first_record; i < facts->nrecords; i++)
        facts->records[i].complete = false;
}

/* Does no row begin at atom i? */
static bool
is_between(const struct form_reader *r, size_t i, size_t end)
{
    const struct atom *a = &r->atoms[i];

    return a->head || a->type == ATOM_EMPTY ||
           (!is_label(a) && !is_other_row(r, i, end));
}

/* An atom that is no row: does it end the table? */
static bool
ends_fund(const struct atom *a, bool any)
{
    if (a->head || a->type == ATOM_EMPTY)
        return false;
    if (!atom_is_value(a) && a->type != ATOM_TEXT)
        return true;
    return any && !(atom_keeps_rows(a) && !a->row_start);
}

size_t
form_read_fund(struct form_reader *r, const struct head *head, size_t first,
               size_t end)
{
    struct row_values row = { .n = 0 };
    size_t i = first;
    bool any = false, stray = false;

    if (!form_open(r, head))
        return first;
    r->form->kind = FORM_FUND;
    while (i < end && !r->failed) {
        const struct atom *a = &r->atoms[i];
        size_t ahead, next;

        if (is_between(r, i, end)) {
            if (ends_fund(a, any))
                break;
            stray |= !a->head && (a->type == ATOM_NUM || a->type == ATOM_PCT);
            i++;
            continue;
        }
        ahead = label_ahead(r, i, end);
        next = ahead == i ? row_values(r, i, end, &row)
                          : read_ahead(r, ahead, end, &row);
        if (has_number(&row) || is_label(a))
            read_row(r, a, !any, &row);
        r->atoms[i].used = true;
        any = true;
        i = next > i ? next : i + 1;
    }
    if (stray)
        doubt_rows(r);
    return i;
}
