/* SPDX-License-Identifier: MIT */
/*
 * Score tables: indicators with weights, targets, results and scores.
 */
#include <string.h>

#include "base/buf.h"
#include "fact/form_walk.h"

#define BODY_MAX 200000

/* The atoms of one record, by kind of column. */
struct line {
    const struct atom *at[K_COUNT];
    const struct atom *last[K_COUNT];
    bool formula;
};

static struct str
joined_name(struct form_reader *r, const struct atom *first,
            const struct atom *last)
{
    struct buf b;

    if (first == last)
        return first->label;
    buf_init(&b, r->doc->arena);
    buf_str(&b, first->type == ATOM_MARK ? first->label : first->key);
    for (const struct atom *a = first + 1; a <= last; a++)
        if (a->type != ATOM_EMPTY && !a->head)
            buf_str(&b, a->key);
    return (struct str){ b.ptr, b.len };
}

static void
line_parent(struct form_reader *r, const struct line *line, uint32_t level)
{
    const struct atom *name = line->at[level == 1 ? K_N1 : K_N2];
    const struct atom *weight = line->at[level == 1 ? K_W1 : K_W2];
    const struct atom *extra = line->at[level == 1 ? K_V1 : K_V2];
    struct record *record;

    if (!weight)
        weight = extra;
    if (!name && !weight)
        return;
    record = form_record(r, RECORD_PARENT, name ? name : weight);
    if (!record)
        return;
    record->level = level;
    if (name) {
        record->name = name->label;
        record_set(r, record, COL_NAME, name);
        if (!weight && name->nfigures == 1)
            weight = name;
    }
    if (weight && weight->type != ATOM_FORMULA)
        record_set(r, record, COL_WEIGHT, weight);
}

/* A weight in brackets behind the name, where the head has no column of weights. */
static void
name_weight(struct form_reader *r, struct record *record,
            const struct atom *name)
{
    const struct figure *f;

    if (name->nfigures != 1 || name->key.len < 3)
        return;
    f = &r->doc->figures.items[name->figure];
    if (f->kind == FIGURE_SCORE && f->has_value && !f->rule_text &&
        f->end + 2 >= name->end)
        record->value[COL_WEIGHT] =
            (struct record_value){ name->figure, form_value(r, name).text,
                                   name->cell };
}

static void
line_leaf(struct form_reader *r, const struct line *line)
{
    static const struct {
        enum kind kind;
        enum column col;
    } cells[] = { { K_N3, COL_NAME },  { K_W3, COL_WEIGHT },
                  { K_T, COL_TARGET }, { K_A, COL_ACTUAL },
                  { K_S, COL_SCORE },  { K_R, COL_REASON } };
    const struct atom *at = line->at[K_W3];
    struct record *record;

    if (!at)
        at = line->at[K_S];
    if (!at && line->at[K_T] && line->at[K_A] && line->at[K_N3])
        at = line->at[K_T];
    if (!at)
        return;
    record = form_record(r, RECORD_LEAF, line->at[K_N3] ? line->at[K_N3] : at);
    if (!record)
        return;
    record->level = 3;
    for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
        if (line->at[cells[i].kind] &&
            line->at[cells[i].kind]->type != ATOM_FORMULA)
            record_set(r, record, cells[i].col, line->at[cells[i].kind]);
    if (line->at[K_N3]) {
        record->name = joined_name(r, line->at[K_N3], line->last[K_N3]);
        record->number = (uint8_t)line->at[K_N3]->number;
    } else if (line->at[K_N2] || line->at[K_N1]) {
        record->name =
            (line->at[K_N2] ? line->at[K_N2] : line->at[K_N1])->label;
    }
    if (line->at[K_N3] && !(r->form->columns & 1u << COL_WEIGHT))
        name_weight(r, record, line->at[K_N3]);
    record->complete =
        line->at[K_S] &&
        (record->value[COL_WEIGHT].cell != LAYOUT_NONE || line->formula);
    if (line->formula)
        r->form->split = true;
}

static void
line_end(struct form_reader *r, struct line *line)
{
    size_t before = r->doc->facts.nrecords;
    bool any = false;

    for (int k = 0; k < K_COUNT; k++)
        any |= line->at[k] != NULL;
    line_parent(r, line, 1);
    line_parent(r, line, 2);
    line_leaf(r, line);
    if (any && r->doc->facts.nrecords == before)
        r->form->clean = false; /* a row that is no record */
    memset(line, 0, sizeof(*line));
}

static void
walk_records(struct walk *w, const uint8_t *cols)
{
    struct line line;

    memset(&line, 0, sizeof(line));
    for (size_t i = 0; i < w->n && !w->r->failed; i++) {
        struct atom *a = &w->r->atoms[w->body[i]];
        enum kind kind = w->cols[cols[i] & STEP_COL].kind;

        if (cols[i] & STEP_NEW)
            line_end(w->r, &line);
        if (a->type == ATOM_FORMULA)
            line.formula = true;
        if (cols[i] & STEP_JUNK) {
            if (a->type != ATOM_LONG && a->type != ATOM_DASH &&
                a->type != ATOM_SIGN && a->type != ATOM_FORMULA)
                w->r->form->clean = false;
            continue;
        }
        a->used = true;
        if (!line.at[kind])
            line.at[kind] = a;
        line.last[kind] = a;
    }
    line_end(w->r, &line);
}

/* Columns of numbers behind the score; the total row has them too. */
static size_t
columns_behind(const struct form *form)
{
    size_t n = 0;

    for (size_t i = form->ncols; i-- > 0;) {
        if (form->cols[i].col == COL_SCORE)
            break;
        n += form->cols[i].level == NUMBER_COLUMN;
    }
    return n;
}

#define TOTALS_MAX 8

static size_t
total_numbers(const struct form_reader *r, size_t i, size_t end,
              const struct atom **nums, size_t *n)
{
    const struct atom *word = &r->atoms[i];
    bool rows = atom_keeps_rows(word);
    size_t k;

    *n = 0;
    for (k = i + 1; k < end && *n < TOTALS_MAX; k++) {
        const struct atom *a = &r->atoms[k];

        if (a->type == ATOM_EMPTY || a->type == ATOM_DASH)
            continue;
        if (a->type != ATOM_NUM || (rows && a->row != word->row &&
                                    (*n != 1 || a->row != word->row + 1)))
            break;
        nums[(*n)++] = a;
    }
    if (*n == 0 && word->nfigures == 1)
        nums[(*n)++] = word;
    return k;
}

/* A total below one of its items was not the total. */
static bool
below_a_leaf(const struct form_reader *r, const struct atom *total)
{
    const struct facts *facts = &r->doc->facts;
    const struct figure *figures = r->doc->figures.items;

    for (size_t i = r->form->first_record; i < facts->nrecords; i++) {
        uint32_t f = facts->records[i].value[COL_SCORE].figure;

        if (f != FACT_NONE &&
            dec_cmp(figures[total->figure].value, figures[f].value) < 0)
            return true;
    }
    return false;
}

/* A single 100 is the sum of the weights rather than of the scores. */
static bool
is_hundred(const struct form_reader *r, const struct atom *a)
{
    return dec_cmp(r->doc->figures.items[a->figure].value,
                   (struct dec){ 100, 0 }) == 0;
}

/* The numbers behind the word for the total: weights, and the score last. */
static size_t
read_total(struct form_reader *r, size_t i, size_t end)
{
    const struct atom *word = &r->atoms[i];
    const struct atom *nums[TOTALS_MAX];
    bool scores = r->form->columns & 1u << COL_SCORE;
    bool weights = r->form->columns & 1u << COL_WEIGHT;
    size_t n, behind = columns_behind(r->form);
    size_t k = total_numbers(r, i, end, nums, &n);
    struct record *record;

    if (n == 0 || (!r->form->clean && below_a_leaf(r, nums[n - 1])))
        return k;
    record = form_record(r, RECORD_TOTAL, word);
    if (!record)
        return k;
    record->name = word->label;
    record->complete = n > 1;
    if (behind && n > 1) /* which number is which is not certain */
        n = n > behind ? n - behind : 1;
    if (n == 1 && scores && weights && is_hundred(r, nums[0])) {
        record_set(r, record, COL_WEIGHT, nums[0]);
        return k;
    }
    if (n > 1 || !scores || !weights)
        record_set(r, record, scores ? COL_SCORE : COL_WEIGHT, nums[n - 1]);
    if (n > 1)
        record_set(r, record, COL_WEIGHT, nums[0]);
    if (n == 1 && record->value[COL_SCORE].cell == LAYOUT_NONE)
        record_set(r, record, COL_SCORE, nums[0]);
    for (size_t m = 1; m + 1 < n; m++)
        form_role(r, (uint32_t)r->doc->facts.nrecords - 1, nums[m]->figure,
                  column_role(r, COL_WEIGHT), false);
    return k;
}

static size_t
body_end(struct form_reader *r, size_t first, size_t end)
{
    /* Heads may be many and the next total far: it is sought once. */
    if (!r->total_known || first < r->total_from || first > r->total_at) {
        size_t i = first;

        while (i < r->natoms &&
               (r->atoms[i].type != ATOM_TOTAL || r->atoms[i].head))
            i++;
        r->total_known = true;
        r->total_from = first;
        r->total_at = i;
    }
    return r->total_at + 1 < end ? r->total_at : end;
}

/* A table that is too long to be one is told once. */
static bool
too_long(struct form_reader *r, size_t first, size_t stop)
{
    uint32_t block = r->atoms[first].block;

    if (stop - first <= BODY_MAX)
        return false;
    if (!r->long_told &&
        !fact_notice(r->doc, "unread-table",
                     r->doc->layout.blocks[block].begin, STR_NONE))
        r->failed = true;
    r->long_told = true;
    return true;
}

size_t
form_read_score(struct form_reader *r, const struct head *head, size_t first,
                size_t end)
{
    struct walk w = { .r = r };
    size_t stop = body_end(r, first, end);
    uint8_t *cols;

    if (too_long(r, first, stop) || !form_open(r, head))
        return first;
    for (size_t i = first; i < stop; i++)
        w.split |= r->atoms[i].type == ATOM_FORMULA;
    walk_columns(&w, head);
    w.body = arena_array(r->doc->arena, stop - first + 1, sizeof(*w.body));
    cols = arena_array(r->doc->arena, stop - first + 1, 1);
    if (!w.body || !cols) {
        r->failed = true;
        return first;
    }
    for (size_t i = first; i < stop; i++)
        if (r->atoms[i].type != ATOM_EMPTY && !r->atoms[i].head)
            w.body[w.n++] = (uint32_t)i;
    if (!walk_run(&w, cols)) {
        r->failed = true;
        return first;
    }
    walk_records(&w, cols);
    if (stop < end && !r->failed)
        stop = read_total(r, stop, end);
    form_dedupe(r);
    return stop;
}
