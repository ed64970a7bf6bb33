/* SPDX-License-Identifier: MIT */
/*
 * Any other table of amounts: rows of a label and numbers, row and column
 * formulas.
 */
#include <string.h>

#include "base/buf.h"
#include "fact/form.h"

#define ROWS_MAX 4000

/* "(3)" or "(5)=(3)-(4)" as a cell of its own. */
static bool
row_number(const struct atom *a, struct record *record)
{
    struct str key = a->key;
    size_t i = 1;
    unsigned n = 0;

    if (key.len < 3 || key.ptr[0] != '(')
        return false;
    while (i < key.len && i < 3 && key.ptr[i] >= '0' && key.ptr[i] <= '9')
        n = n * 10 + (unsigned)(key.ptr[i++] - '0');
    if (i == 1 || i >= key.len || key.ptr[i] != ')')
        return false;
    if (i + 1 < key.len && key.ptr[i + 1] != '=')
        return false;
    record->number = (uint8_t)n;
    if (i + 1 < key.len)
        record->formula = str_sub(key, i + 2, key.len);
    return true;
}

struct table_row {
    size_t first, end; /* atoms of the row */
    size_t values;     /* first value */
};

/* A number in front of the name: a serial number or a code. */
static bool
is_code(const struct form_reader *r, size_t i, size_t end)
{
    const struct atom *a = &r->atoms[i];

    if (a->type != ATOM_NUM || a->shape == TABLE_LINE)
        return false;
    for (i++; i < end; i++) {
        const struct atom *b = &r->atoms[i];
        bool alone = a->shape == TABLE_STREAM && a->row_start &&
                     b->row_start && b->row == a->row + 1;

        if (b->type == ATOM_EMPTY)
            continue;
        return (b->row == a->row || alone) && !atom_is_value(b) &&
               b->type != ATOM_LONG && b->type != ATOM_TOTAL;
    }
    return false;
}

/* The row that starts at i: labels, then values; ends before the next label
 * (or with the printed row). */
static bool
next_row(const struct form_reader *r, size_t i, size_t end,
         struct table_row *row)
{
    const struct atom *start = &r->atoms[i];
    bool rows = start->shape != TABLE_LINE;
    struct record probe;

    row->first = i;
    while (i < end && !r->atoms[i].head &&
           (!atom_is_value(&r->atoms[i]) || is_code(r, i, end) ||
            row_number(&r->atoms[i], &probe))) {
        if (r->atoms[i].type == ATOM_LONG || i - row->first > 8)
            return false;
        i++;
    }
    row->values = i;
    while (i < end && !r->atoms[i].head) {
        const struct atom *a = &r->atoms[i];

        if (rows && a->row != r->atoms[row->values].row)
            break;
        if (!rows && !atom_is_value(a))
            break;
        i++;
    }
    row->end = i;
    return row->end > row->values && row->values > row->first;
}

/* Codes of accounts: three digits, then two more a level. */
static uint32_t
code_level(struct str key)
{
    return key.len >= 5 ? (uint32_t)(key.len - 1) / 2 : 1;
}

static void
row_name(struct form_reader *r, const struct table_row *row,
         struct record *record)
{
    struct buf b;

    buf_init(&b, r->doc->arena);
    for (size_t i = row->first; i < row->values; i++) {
        const struct atom *a = &r->atoms[i];

        if (row_number(a, record) || a->type == ATOM_EMPTY || a->key.len == 0)
            continue;
        if (a->key.ptr[0] == '(')
            continue;
        if (a->type == ATOM_NUM) {
            record->level = record->level ? code_level(a->key) : 0;
            continue;
        }
        buf_str(&b, a->label);
    }
    record->name = (struct str){ b.ptr, b.len };
}

static void
row_atoms(const struct form_reader *r, const struct table_row *row,
          struct row_values *values)
{
    values->n = 0;
    for (size_t i = row->values; i < row->end; i++) {
        const struct atom *a = &r->atoms[i];
        bool empty = a->type == ATOM_EMPTY &&
                     (a->shape == TABLE_PIPE || a->shape == TABLE_TAB);

        if (values->n < ROW_VALUES_MAX && (empty || atom_is_value(a)))
            values->at[values->n++] = a;
    }
}

static bool
read_row(struct form_reader *r, const struct table_row *row)
{
    const struct atom *label = &r->atoms[row->first];
    struct row_values values;
    struct record *record;

    row_atoms(r, row, &values);
    if (values.n == 0)
        return false;
    while (label->type == ATOM_EMPTY && label < &r->atoms[row->values])
        label++;
    record = form_record(
        r, label->type == ATOM_TOTAL ? RECORD_TOTAL : RECORD_AMOUNT, label);
    if (!record)
        return false;
    record->level = label->type == ATOM_TOTAL ? 0 : 1;
    record->part = words_at(r->words.of_which, label->key, 0) > 0;
    row_name(r, row, record);
    record_set(r, record, COL_NAME, label);
    row_align(r, &values);
    row_store(r, record, &values);
    if (!values.sure)
        r->form->clean = false;
    if (record->number || record->formula.len)
        r->form->kind = FORM_FORMULA;
    return true;
}

size_t
form_read_table(struct form_reader *r, const struct head *head, size_t first,
                size_t end)
{
    struct table_row row;
    size_t i = first, rows = 0;
    uint32_t block;

    if (!form_open(r, head))
        return first;
    r->form->kind = FORM_AMOUNT;
    block = r->atoms[head->first].block;
    while (i < end && !r->failed && rows < ROWS_MAX) {
        const struct atom *a = &r->atoms[i];

        if (a->head || a->type == ATOM_EMPTY) {
            i++;
            continue;
        }
        if (a->block > block + 1)
            break;
        block = a->block;
        if (!next_row(r, i, end, &row)) {
            r->form->clean = false;
            break;
        }
        read_row(r, &row);
        rows++;
        i = row.end;
    }
    return i;
}
