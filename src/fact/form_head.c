/* SPDX-License-Identifier: MIT */
/*
 * Heads of forms: which words stand above the columns, in which order.
 *
 * A head arrives wrapped ("年初" / "预算数"), glued ("得分备注"), repeated
 * after page breaks, and with the row that groups columns printed before or
 * after the row that names them.
 */
#include <string.h>

#include "fact/form.h"

#define UNKNOWN_BYTES 36 /* a head that is no known word */
#define UNKNOWN_RUN   3  /* so many of them end a head */
#define JOIN_CELLS    4
#define HEAD_ATOMS    48

struct head_scan {
    struct form_reader *r;
    struct head *head;
    size_t i;       /* next atom */
    size_t known;   /* words known so far */
    size_t unknown; /* unknown ones since */
    bool stop;
};

static struct str
joined_key(struct form_reader *r, size_t i, char *text, size_t size)
{
    size_t len = 0;

    for (size_t n = 0; n < JOIN_CELLS && i + n < r->natoms; n++) {
        const struct atom *a = &r->atoms[i + n];

        if (a->type == ATOM_EMPTY || len + a->key.len > size)
            break;
        if (n && (atom_is_value(a) || a->block != r->atoms[i].block))
            break;
        memcpy(text + len, a->key.ptr, a->key.len);
        len += a->key.len;
    }
    return (struct str){ text, len };
}

static bool
is_whole_word(const struct form_reader *r, const struct atom *a)
{
    const struct head_word *word = head_word_at(r, a->key, 0);

    return word && word->word.len == a->key.len;
}

/* The word that starts in atom i and ends in a later one; *cells is how many
 * atoms it takes. */
static const struct head_word *
wrapped_word(struct form_reader *r, size_t i, size_t *cells)
{
    char text[160];
    struct str key = joined_key(r, i, text, sizeof(text));
    const struct head_word *word = head_word_at(r, key, 0);
    size_t len = 0;

    if (!word || word->word.len <= r->atoms[i].key.len)
        return NULL;
    if (is_whole_word(r, &r->atoms[i]) && is_whole_word(r, &r->atoms[i + 1]))
        return NULL; /* two words side by side are two */
    for (size_t n = 0; n < JOIN_CELLS && i + n < r->natoms; n++) {
        const struct atom *a = &r->atoms[i + n];

        len += a->key.len;
        if (len < word->word.len)
            continue;
        *cells = n + 1;
        if (len == word->word.len)
            return word;
        return a->key.ptr[a->key.len - (len - word->word.len)] == '(' ? word
                                                                      : NULL;
    }
    return NULL;
}

static void
add_column(struct head_scan *s, const struct head_word *word,
           const struct atom *at, struct str spec)
{
    struct head *head = s->head;
    struct form_column *col;

    s->known++;
    s->unknown = 0;
    if (word->group) {
        if (spec.len)
            head->unit_text = spec;
        return;
    }
    if (head->ncols == HEAD_COLUMNS_MAX) {
        s->stop = true;
        return;
    }
    col = &head->cols[head->ncols++];
    memset(col, 0, sizeof(*col));
    col->col = word->col;
    col->role = word->role;
    col->level = word->level;
    col->head = word->word;
    col->position = at->column;
    col->figure = at->nfigures ? at->figure : FACT_NONE;
    col->unit = figure_unit_note(&s->r->doc->layout, at->begin, at->end,
                                 &s->r->doc->rules->lexicon);
    head_spec_read(col, spec);
    if (word->col < COL_COUNT)
        head->columns |= 1u << word->col;
}

static void
add_unknown(struct head_scan *s, const struct atom *at)
{
    struct head *head = s->head;
    struct form_column *col;

    if (head->ncols == HEAD_COLUMNS_MAX || ++s->unknown > UNKNOWN_RUN) {
        s->stop = true;
        return;
    }
    if (head->ncols == 0) { /* a note or a corner before the columns */
        s->unknown = 0;
        return;
    }
    col = &head->cols[head->ncols++];
    memset(col, 0, sizeof(*col));
    col->col = COL_COUNT;
    col->level = UNKNOWN_COLUMN;
    col->role = ROLE_NONE;
    col->figure = FACT_NONE;
    col->head = at->key;
    col->position = at->column;
}

/* A rate among the columns of a score table is the first row's name. */
static bool
is_first_label(const struct head_scan *s, const struct head_word *word)
{
    unsigned columns = s->head->columns;

    return word->col == COL_RATE && !(columns & MONEY_COLUMNS) &&
           (columns & (SCORE_COLUMNS | 1u << COL_WEIGHT | 1u << COL_SCORE));
}

static bool
is_row_label(const struct atom *a)
{
    return a->type == ATOM_FUND || a->type == ATOM_TOTAL ||
           a->type == ATOM_LEVEL1;
}

/* All words of one cell: false, and nothing added, if it holds others. */
static bool
scan_cell(struct head_scan *s, const struct atom *a)
{
    const struct head saved = *s->head;
    size_t p = 0, known = s->known, unknown = s->unknown;

    while (p < a->key.len) {
        const struct head_word *word = head_word_at(s->r, a->key, p);
        size_t n;

        if (!word || is_first_label(s, word) ||
            (is_row_label(a) && word->word.len < a->key.len &&
             a->key.ptr[word->word.len] != '('))
            break;
        p += word->word.len;
        n = head_spec_len(a->key, p);
        add_column(s, word, a, str_sub(a->key, p, p + n));
        p += n;
    }
    if (p == a->key.len && p > 0)
        return true;
    *s->head = saved;
    s->known = known;
    s->unknown = unknown;
    return false;
}

static bool
may_be_head(const struct atom *a)
{
    switch (a->type) {
    case ATOM_TEXT:
    case ATOM_LONG:
    case ATOM_LEVEL1:
    case ATOM_TOTAL:
    case ATOM_FUND:
    case ATOM_QTY:
    case ATOM_PCT:
        return true;
    case ATOM_EMPTY:
    case ATOM_NUM:
    case ATOM_TARGET:
    case ATOM_DASH:
    case ATOM_SIGN:
    case ATOM_MARK:
    case ATOM_FORMULA:
    case ATOM_LEVEL2:
    case ATOM_TYPES:
    default:
        return false;
    }
}

static void
scan_step(struct head_scan *s)
{
    struct form_reader *r = s->r;
    const struct atom *a = &r->atoms[s->i];
    const struct head_word *word;
    size_t cells = 1, used, n;

    if (!may_be_head(a) ||
        (is_row_label(a) && s->known > 1 && s->i + 1 < r->natoms &&
         atom_is_value(&r->atoms[s->i + 1]) &&
         (r->atoms[s->i + 1].row == a->row || a->shape == TABLE_STREAM))) {
        s->stop = true;
        return;
    }
    word = wrapped_word(r, s->i, &cells);
    if (word && !is_first_label(s, word)) {
        const struct atom *last = &r->atoms[s->i + cells - 1];

        used = word->word.len;
        for (n = 0; n + 1 < cells; n++)
            used -= r->atoms[s->i + n].key.len;
        add_column(s, word, a, str_sub(last->key, used, last->key.len));
        s->i += cells;
        return;
    }
    if (scan_cell(s, a)) {
        s->i++;
        return;
    }
    if (s->known == 0 || a->type != ATOM_TEXT || a->nfigures ||
        a->key.len > UNKNOWN_BYTES || words_has(r->words.stop, a->label)) {
        s->stop = true;
        return;
    }
    if (a->key.ptr[0] == '(' && s->head->ncols) {
        head_spec_read(&s->head->cols[s->head->ncols - 1], a->key);
        s->i++;
        return;
    }
    add_unknown(s, a);
    s->i++;
}

static bool
begins_word(struct form_reader *r, size_t i)
{
    char text[160];

    return head_word_at(r, joined_key(r, i, text, sizeof(text)), 0) != NULL;
}

/* In a shape that keeps rows: does the row from atom i on hold words of heads
 * only? */
static bool
row_is_head(struct form_reader *r, size_t i)
{
    uint32_t row = r->atoms[i].row;
    size_t known = 0, cells = 0, first = i;

    for (; i < r->natoms && r->atoms[i].row == row; i++) {
        const struct atom *a = &r->atoms[i];

        if (a->type == ATOM_EMPTY)
            continue;
        if (!may_be_head(a) || a->type == ATOM_LONG)
            return false;
        cells++;
        if (head_word_at(r, a->key, 0))
            known++;
    }
    if (cells == 1 && r->atoms[first].shape == TABLE_STREAM)
        return begins_word(r, first) || r->atoms[first].key.ptr[0] == '(';
    return cells > 1 && known * 2 >= cells;
}

static size_t
count_values(const struct head *head)
{
    size_t n = 0;

    for (size_t i = 0; i < head->ncols; i++)
        n += head->cols[i].role != ROLE_NONE;
    return n;
}

/* A row that goes on with a number is no head. */
static bool
cut_by_value(const struct form_reader *r, size_t end)
{
    if (end == 0 || r->atoms[end - 1].shape == TABLE_LINE)
        return false;
    for (size_t i = end; i < r->natoms && i < end + HEAD_ATOMS &&
                         r->atoms[i].row == r->atoms[end - 1].row;
         i++)
        if (atom_is_value(&r->atoms[i]))
            return true;
    return false;
}

static bool
head_scan(struct form_reader *r, size_t first, struct head *head)
{
    struct head_scan s = { .r = r, .head = head, .i = first };
    bool rows = r->atoms[first].shape != TABLE_LINE;
    size_t values;

    *head = (struct head){ .cols = head->cols };
    while (!s.stop && s.i < r->natoms && s.i < first + HEAD_ATOMS) {
        const struct atom *a = &r->atoms[s.i];

        if (a->block != r->atoms[first].block)
            break;
        if (rows && a->row_start && s.i > first && !row_is_head(r, s.i))
            break;
        if (a->type == ATOM_EMPTY)
            s.i++;
        else
            scan_step(&s);
    }
    s.i -= rows ? 0 : s.unknown;
    if (!rows)
        head->ncols -= s.unknown < head->ncols ? s.unknown : head->ncols;
    head->first = (uint32_t)first;
    head->end = (uint32_t)s.i;
    values = count_values(head);
    if (cut_by_value(r, s.i) ||
        (s.i < first + 2 && r->atoms[first].shape != TABLE_LINE))
        return false;
    return values >= 2 || (values >= 1 && head->ncols >= 3 &&
                           (head->columns & 1u << COL_NAME));
}

static bool
same_head(const struct head *a, const struct head *b)
{
    if (a->kind == FORM_SCORE && b->kind == FORM_SCORE &&
        a->columns == b->columns)
        return true; /* the other columns may be damaged */
    if (a->ncols != b->ncols || a->kind != b->kind)
        return false;
    for (size_t i = 0; i < a->ncols; i++)
        if (a->cols[i].col != b->cols[i].col ||
            a->cols[i].role != b->cols[i].role)
            return false;
    return true;
}

static bool
head_keep(struct form_reader *r, const struct head *head)
{
    struct head *last, *grown = vec_grow(r->doc->arena, r->heads, r->nheads,
                                         &r->heads_cap, sizeof(*r->heads));

    if (!grown)
        return false;
    r->heads = grown;
    last = &r->heads[r->nheads++];
    *last = *head;
    last->cols =
        arena_array(r->doc->arena, head->ncols + 1, sizeof(*last->cols));
    if (!last->cols)
        return false;
    memcpy(last->cols, head->cols, head->ncols * sizeof(*last->cols));
    last->repeated = r->nheads > 1 && same_head(last - 1, last);
    for (size_t i = head->first; i < head->end; i++)
        r->atoms[i].head = true;
    return true;
}

/* Heads start their printed row, but for one label that spans it. */
static bool
opens_row(const struct form_reader *r, size_t i)
{
    size_t before = 0;
    uint32_t row = r->atoms[i].row;

    if (r->atoms[i].shape == TABLE_LINE)
        return true;
    while (i-- > 0 && r->atoms[i].row == row) {
        if (r->atoms[i].type == ATOM_EMPTY)
            continue;
        if (atom_is_value(&r->atoms[i]) || ++before > 1)
            return false;
    }
    return true;
}

bool
form_heads(struct form_reader *r)
{
    struct form_column cols[HEAD_COLUMNS_MAX];
    struct head head = { .cols = cols };

    for (size_t i = 0; i < r->natoms;) {
        const struct atom *a = &r->atoms[i];
        bool tried = may_be_head(a) && begins_word(r, i) && opens_row(r, i);

        if (tried && head_scan(r, i, &head) && head.end > head.first) {
            head_classify(&head);
            if (!head_keep(r, &head))
                return false;
            i = head.end;
        } else {
            i++;
        }
    }
    return true;
}
