/* SPDX-License-Identifier: MIT */
/*
 * Forms: heads, records, and the roles of the figures in them.
 */
#include "fact/form.h"

#include "base/buf.h"

#define NOTE_BEFORE 400 /* bytes before a table in which its note may stand */

/* The unit that the head, the table, the text before or the page names. */
static const struct unit *
form_unit(const struct form_reader *r, const struct head *head)
{
    const struct document *doc = r->doc;
    const struct layout *layout = &doc->layout;
    const struct figure_lexicon *lexicon = &doc->rules->lexicon;
    const struct atom *first = &r->atoms[head->first];
    uint32_t from =
        first->begin > NOTE_BEFORE ? first->begin - NOTE_BEFORE : 0;
    const struct unit *unit;

    for (size_t i = 0; i < head->ncols; i++)
        if (head->cols[i].unit)
            return head->cols[i].unit;
    unit = figure_unit_note(layout, first->begin, r->atoms[head->end - 1].end,
                            lexicon);
    if (!unit)
        unit = figure_unit_note(layout, from, first->begin, lexicon);
    if (!unit && doc->facts.nforms) {
        const struct form *last = &doc->facts.forms[doc->facts.nforms - 1];

        unit = last->block == first->block ? last->unit : NULL;
    }
    return unit ? unit : doc->facts.money_unit;
}

struct form *
form_open(struct form_reader *r, const struct head *head)
{
    struct document *doc = r->doc;
    struct facts *facts = &doc->facts;
    struct form_column *cols =
        arena_array(doc->arena, head->ncols + 1, sizeof(*cols));
    struct form *form,
        *grown = vec_grow(doc->arena, facts->forms, facts->nforms,
                          &r->forms_cap, sizeof(*facts->forms));

    if (!grown || !cols) {
        r->failed = true;
        return NULL;
    }
    facts->forms = grown;
    form = &facts->forms[facts->nforms];
    *form = (struct form){ .kind = head->kind,
                           .block = r->atoms[head->first].block,
                           .first_record = (uint32_t)facts->nrecords,
                           .columns = head->columns,
                           .cols = cols,
                           .ncols = head->ncols,
                           .shape = r->atoms[head->first].shape,
                           .unit = form_unit(r, head),
                           .clean = true };
    for (size_t i = 0; i < head->ncols; i++)
        cols[i] = head->cols[i];
    r->form = form;
    return form;
}

struct record *
form_record(struct form_reader *r, enum record_kind kind,
            const struct atom *at)
{
    struct facts *facts = &r->doc->facts;
    struct record *record,
        *grown = vec_grow(r->doc->arena, facts->records, facts->nrecords,
                          &r->records_cap, sizeof(*facts->records));

    if (!grown) {
        r->failed = true;
        return NULL;
    }
    facts->records = grown;
    record = &facts->records[facts->nrecords++];
    *record = (struct record){ .kind = kind,
                               .form = (uint32_t)facts->nforms,
                               .row = at->row,
                               .parent = FACT_NONE };
    for (int c = 0; c < COL_COUNT; c++) {
        record->value[c].figure = FACT_NONE;
        record->value[c].cell = LAYOUT_NONE;
    }
    return record;
}

struct record_value
form_value(const struct form_reader *r, const struct atom *a)
{
    struct record_value value = { .figure = FACT_NONE, .cell = a->cell };

    if (a->nfigures && a->type != ATOM_DASH && a->type != ATOM_TEXT &&
        a->type != ATOM_LONG && a->type != ATOM_FORMULA)
        value.figure = a->figure;
    value.text =
        (struct str){ r->doc->layout.flow + a->begin, a->end - a->begin };
    return value;
}

void
record_set(struct form_reader *r, struct record *record, enum column column,
           const struct atom *a)
{
    if (column < COL_COUNT)
        record->value[column] = form_value(r, a);
}

void
form_role(struct form_reader *r, uint32_t index, uint32_t figure, role_id role,
          bool target)
{
    struct document *doc = r->doc;
    const struct record *record = &doc->facts.records[index];
    struct fact fact = { .figure = figure,
                         .role = role,
                         .in_form = true,
                         .target = target,
                         .clause = FACT_NONE,
                         .record = index,
                         .label = record->name };

    if (figure == FACT_NONE || role == ROLE_NONE)
        return;
    if (!fact_add(doc, &fact))
        r->failed = true;
}

/* A bare number of a money column gets the unit of its column or form. */
static void
inherit(struct form_reader *r, const struct form_column *col, uint32_t figure,
        role_id role)
{
    const struct role *info;
    bool money, other;

    if (figure == FACT_NONE || role == ROLE_NONE)
        return;
    info = &r->doc->rules->roles[role];
    money = info->kinds & 1u << FIGURE_MONEY;
    other = info->kinds & (1u << FIGURE_PERCENT | 1u << FIGURE_SCORE);
    if (!money || other)
        return;
    figure_inherit(&r->doc->figures.items[figure],
                   col && col->unit ? col->unit : r->form->unit);
}

/* A row of rates: "(%)" in its label, or a label that ends so. */
static bool
is_rate_row(const struct form_reader *r, const struct record *record)
{
    const struct wordlist *ends = rules_words(r->doc->rules, "form_rate_end");

    return str_find(record->value[COL_NAME].text, STR("%"), 0) != SIZE_MAX ||
           words_before(ends, record->name, record->name.len) > 0;
}

/* The first amount of a row whose label names its quantity is that quantity,
 * the others are its parts; a figure without any name is some amount. */
static void
sequence_roles(struct form_reader *r, uint32_t index)
{
    const struct record *record = &r->doc->facts.records[index];
    role_id amount = rules_role(r->doc->rules, "amount");
    role_id row =
        r->form->kind == FORM_FUND ? ROLE_NONE : label_role(r, record->name);
    bool rate = is_rate_row(r, record), first = true;

    if (row == ROLE_NONE && rate)
        return;
    for (size_t i = 0; i < r->form->ncols && record->vals; i++) {
        uint32_t figure = record->vals[i].figure;
        role_id own = r->form->cols[i].role;
        role_id role = row != ROLE_NONE && (first || rate) ? row : own;

        if (figure == FACT_NONE)
            continue;
        first = false;
        if (role == ROLE_NONE)
            role = amount;
        inherit(r, &r->form->cols[i], figure, role);
        form_role(r, index, figure, role, false);
    }
    for (size_t i = 0; i < record->nseq && !record->vals; i++) {
        role_id role = row != ROLE_NONE && (i == 0 || rate) ? row : amount;

        inherit(r, NULL, record->seq[i].figure, role);
        form_role(r, index, record->seq[i].figure, role, false);
    }
}

static void
record_roles(struct form_reader *r, uint32_t index)
{
    const struct record *record = &r->doc->facts.records[index];

    if (record->seq) {
        sequence_roles(r, index);
        return;
    }
    for (int c = 0; c < COL_COUNT; c++) {
        role_id role = column_role(r, (enum column)c);

        if (c == COL_SCORE && record->kind == RECORD_TOTAL)
            role = rules_role(r->doc->rules, "total_score");
        form_role(r, index, record->value[c].figure, role, c == COL_TARGET);
    }
}

void
form_close(struct form_reader *r)
{
    struct facts *facts = &r->doc->facts;
    struct form *form = r->form;

    if (!form)
        return;
    form->nrecords = (uint32_t)facts->nrecords - form->first_record;
    for (uint32_t i = 0; i < form->nrecords; i++)
        record_roles(r, form->first_record + i);
    if (form->nrecords)
        facts->nforms++;
    r->form = NULL;
}

#define FUND_LOOK 12

/* Does a fund label stand in the first atoms of the body? */
static bool
body_is_fund(const struct form_reader *r, size_t first, size_t end)
{
    size_t seen = 0;

    for (size_t i = first; i < end && seen < FUND_LOOK; i++) {
        if (r->atoms[i].type == ATOM_EMPTY || r->atoms[i].head)
            continue;
        if (r->atoms[i].type == ATOM_FUND)
            return true;
        seen++;
    }
    return false;
}

/* Returns the first atom behind the form. */
static size_t
read_form(struct form_reader *r, size_t h, size_t end)
{
    const struct head *head = &r->heads[h];
    size_t done;

    if (head->kind == FORM_SCORE)
        done = form_read_score(r, head, head->end, end);
    else if (body_is_fund(r, head->end, end))
        done = form_read_fund(r, head, head->end, end);
    else
        done = form_read_table(r, head, head->end, end);
    form_close(r);
    return done;
}

enum gj_status
fact_forms(struct document *doc, struct gj_error *err)
{
    struct form_reader r = { .doc = doc, .err = err };
    size_t done = 0, next = 0;

    if (!form_words_load(&r) || !form_atoms(&r) || !form_heads(&r))
        return err_set(err, GJ_NOMEM, "out of memory reading forms");
    for (size_t h = 0; h < r.nheads && !r.failed; h++) {
        if (next <= h)
            for (next = h + 1; next < r.nheads; next++)
                if (!r.heads[next].repeated)
                    break;
        if (!r.heads[h].repeated || r.heads[h].first >= done)
            done = read_form(&r, h,
                             next < r.nheads ? r.heads[next].first : r.natoms);
    }
    form_read_pairs(&r);
    if (r.failed)
        return err_set(err, GJ_NOMEM, "out of memory reading forms");
    return GJ_OK;
}
