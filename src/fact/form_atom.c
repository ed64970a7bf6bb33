/* SPDX-License-Identifier: MIT */
/*
 * Cells become atoms: what a cell is, apart from where it stands.
 */
#include <string.h>

#include "base/utf8.h"
#include "fact/form.h"

#define LONG_BYTES   72 /* longer texts are sentences, no names */
#define NOTE_BYTES   15 /* longest unit-like text behind a number */
#define BRACKET_TAIL 4  /* ")" and one character behind it */

static bool
is_comparator(uint32_t cp)
{
    return cp == '<' || cp == '>' || cp == '=' || cp == 0x2264 || cp == 0x2265;
}

static struct str
key_of(struct form_reader *r, struct str text)
{
    char *out;
    size_t n = 0;

    if (!memchr(text.ptr, ' ', text.len) && !memchr(text.ptr, '\n', text.len))
        return text;
    out = arena_alloc(r->doc->arena, text.len + 1);
    if (!out) {
        r->failed = true;
        return STR_NONE;
    }
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ' && text.ptr[i] != '\n')
            out[n++] = text.ptr[i];
    return (struct str){ out, n };
}

static struct str
strip_colon(struct str s)
{
    if (s.len && s.ptr[s.len - 1] == ':')
        s.len--;
    else if (s.len >= 3 && memcmp(s.ptr + s.len - 3, "\xEF\xBC\x9A", 3) == 0)
        s.len -= 3;
    return s;
}

/* "label(50分)" and "label(50)分" without the bracket at the end. */
static struct str
label_of(struct str key)
{
    const char *open, *close;

    key = strip_colon(key);
    open = key.len ? memchr(key.ptr + 1, '(', key.len - 1) : NULL;
    close =
        open ? memchr(open, ')', key.len - (size_t)(open - key.ptr)) : NULL;
    if (close && (size_t)(key.ptr + key.len - close) <= BRACKET_TAIL)
        key.len = (size_t)(open - key.ptr);
    return strip_colon(key);
}

static bool
digits_only(struct str key)
{
    for (size_t i = 0; i < key.len; i++)
        if ((key.ptr[i] < '0' || key.ptr[i] > '9') && key.ptr[i] != '.' &&
            key.ptr[i] != ',')
            return false;
    return key.len > 0;
}

static enum atom_type
type_of_figure(const struct figure *f, struct str key)
{
    if (f->range != RANGE_NONE)
        return ATOM_TARGET;
    if (f->comparator != CMP_NONE && f->comparator != CMP_APPROX)
        return ATOM_TARGET;
    switch (f->kind) {
    case FIGURE_PERCENT:
    case FIGURE_PERMILLE:
    case FIGURE_POINTS:
        return ATOM_PCT;
    case FIGURE_PLAIN:
    case FIGURE_SCORE:
    case FIGURE_MONEY:
        return ATOM_NUM;
    case FIGURE_COUNT:
    case FIGURE_MEASURE:
    case FIGURE_RATIO:
        return ATOM_QTY;
    case FIGURE_ORDINAL:
    case FIGURE_CODE:
    case FIGURE_DATE:
    case FIGURE_KINDS:
    default:
        return digits_only(key) ? ATOM_NUM : ATOM_TEXT;
    }
}

/* Does nothing but blanks, brackets and stray marks stand in the bytes? */
static bool
only_noise(const char *p, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!strchr(" ,.()|_'\"", p[i]) || p[i] == '\0')
            return false;
    return true;
}

/* "指标12：" at the start: its number, else 0. */
static uint32_t
mark_number(const struct form_words *w, struct str key, size_t *end)
{
    size_t i = words_at(w->mark, key, 0);
    uint32_t n = 0;
    size_t digits = 0;

    if (i == 0)
        return 0;
    while (i < key.len && digits < 3 && key.ptr[i] >= '0' &&
           key.ptr[i] <= '9') {
        n = n * 10 + (uint32_t)(key.ptr[i++] - '0');
        digits++;
    }
    if (digits == 0)
        return 0;
    if (i < key.len && (key.ptr[i] == ':' || key.ptr[i] == '.'))
        i++;
    else if (i + 3 <= key.len && memcmp(key.ptr + i, "\xEF\xBC\x9A", 3) == 0)
        i += 3;
    *end = i;
    return n;
}

static bool
is_sentence(struct str key)
{
    return key.len > LONG_BYTES ||
           str_find(key, STR("\xE3\x80\x82"), 0) != SIZE_MAX ||
           str_find(key, STR("\xEF\xBC\x9B"), 0) != SIZE_MAX;
}

/* A label with its number at the end. */
static struct str
label_before_number(const struct form_reader *r, const struct atom *a)
{
    const struct figure *f;
    struct str label = a->label;

    if (a->nfigures != 1)
        return label;
    f = &r->doc->figures.items[a->figure];
    if (f->end != a->end || f->comparator != CMP_NONE || f->rule_text)
        return label;
    while (label.len && ((label.ptr[label.len - 1] >= '0' &&
                          label.ptr[label.len - 1] <= '9') ||
                         label.ptr[label.len - 1] == '.'))
        label.len--;
    if (label.len == a->label.len && label.len > 3) { /* one unit character */
        label.len -= 3;
        while (label.len && ((label.ptr[label.len - 1] >= '0' &&
                              label.ptr[label.len - 1] <= '9') ||
                             label.ptr[label.len - 1] == '.'))
            label.len--;
    }
    return strip_colon(label);
}

static enum atom_type
type_of_label(const struct form_reader *r, struct atom *a)
{
    const struct form_words *w = &r->words;
    struct str bare;
    size_t skip = 0;

    a->label = label_of(a->key);
    bare = label_before_number(r, a);
    if (words_has(w->total, bare) || words_has(w->level1, bare))
        a->label = bare;
    if (words_has(w->total, a->label))
        return ATOM_TOTAL;
    if (words_has(w->level1, a->label) &&
        (a->nfigures || !words_has(w->level2, a->label)))
        return ATOM_LEVEL1;
    if (words_has(w->level2, a->label))
        return ATOM_LEVEL2;
    skip = words_at(w->of_which, a->key, 0);
    bare = label_of(str_sub(a->key, skip, a->key.len));
    if (words_has(w->fund, bare) || words_has(w->fund_total, bare)) {
        a->label = bare;
        return ATOM_FUND;
    }
    a->number = mark_number(w, a->key, &skip);
    if (a->number) {
        a->label = str_sub(a->key, skip, a->key.len);
        return ATOM_MARK;
    }
    a->label = strip_colon(a->key);
    return is_sentence(a->key) ? ATOM_LONG : ATOM_TEXT;
}

/* A cell without any figure. */
static enum atom_type
type_of_words(const struct form_reader *r, struct atom *a)
{
    size_t i = 0, width;

    if (words_has(r->words.dash, a->key))
        return ATOM_DASH;
    while (i < a->key.len) {
        uint32_t cp = utf8_get(a->key.ptr + i, &width);

        if (!is_comparator(cp))
            break;
        i += width;
    }
    if (i)
        return i == a->key.len ? ATOM_SIGN : ATOM_TARGET;
    return type_of_label(r, a);
}

/* Is the cell its first figure, but for noise and short notes? */
static bool
is_figure(const struct form_reader *r, const struct atom *a,
          const struct figure *f, enum atom_type type)
{
    const char *flow = r->doc->layout.flow;
    size_t before = f->begin > a->begin ? f->begin - a->begin : 0;
    size_t rest = f->end < a->end ? a->end - f->end : 0;

    if (!only_noise(flow + a->begin, before))
        return false;
    if (type == ATOM_TARGET && rest <= LONG_BYTES)
        return true;
    if (a->nfigures != 1)
        return false;
    return only_noise(flow + f->end, rest) ||
           (type != ATOM_TEXT && rest <= NOTE_BYTES &&
            f->kind != FIGURE_ORDINAL);
}

static enum atom_type
type_of_cell(const struct form_reader *r, struct atom *a)
{
    const char *flow = r->doc->layout.flow;
    const struct figure *f;
    enum atom_type type;

    if (a->key.len == 0)
        return ATOM_EMPTY;
    if (words_has(r->words.dash, a->key))
        return ATOM_DASH;
    if (a->nfigures == 0)
        return type_of_words(r, a);
    f = &r->doc->figures.items[a->figure];
    if (f->rule_text)
        return is_sentence(a->key) ? ATOM_LONG : ATOM_TEXT;
    type = type_of_figure(f, a->key);
    if (!is_figure(r, a, f, type))
        return type_of_label(r, a);
    /* a number with a note behind it is more than a number */
    if (type == ATOM_NUM && f->end < a->end &&
        !only_noise(flow + f->end, a->end - f->end))
        return ATOM_QTY;
    return type;
}

static void
count_figures(const struct form_reader *r, struct atom *a, uint32_t *next)
{
    const struct figures *fs = &r->doc->figures;

    while (*next < fs->n && fs->items[*next].begin < a->begin)
        ++*next;
    a->figure = FACT_NONE;
    for (uint32_t i = *next; i < fs->n && fs->items[i].begin < a->end; i++) {
        if (a->nfigures++ == 0)
            a->figure = i;
        *next = i + 1;
    }
}

static void
atom_of_cell(struct form_reader *r, uint32_t c, uint32_t *next)
{
    const struct layout *layout = &r->doc->layout;
    const struct cell *cell = &layout->cells[c];
    const struct row *row = &layout->rows[cell->row];
    struct atom *a = &r->atoms[r->natoms++];

    a->shape = layout->blocks[row->block].shape;
    a->gap = cell->gap;
    a->row_start = c == row->first_cell;
    a->block = row->block;
    a->row = cell->row;
    a->column = cell->column;
    a->cell = c;
    a->begin = cell->begin;
    a->end = cell->end;
    a->key = key_of(r, (struct str){ layout->flow + cell->begin,
                                     cell->end - cell->begin });
    count_figures(r, a, next);
    a->type = type_of_cell(r, a);
    if (!a->label.ptr)
        a->label = a->key;
}

bool
form_atoms(struct form_reader *r)
{
    const struct layout *layout = &r->doc->layout;
    uint32_t next = 0;

    r->atoms =
        arena_array(r->doc->arena, layout->ncells + 1, sizeof(*r->atoms));
    if (!r->atoms)
        return false;
    for (uint32_t c = 0; c < layout->ncells; c++)
        atom_of_cell(r, c, &next);
    atoms_mend(r);
    return !r->failed;
}

bool
atom_is_value(const struct atom *a)
{
    switch (a->type) {
    case ATOM_NUM:
    case ATOM_PCT:
    case ATOM_TARGET:
    case ATOM_QTY:
    case ATOM_DASH:
        return true;
    case ATOM_EMPTY:
    case ATOM_SIGN:
    case ATOM_TEXT:
    case ATOM_LONG:
    case ATOM_MARK:
    case ATOM_FORMULA:
    case ATOM_TOTAL:
    case ATOM_LEVEL1:
    case ATOM_LEVEL2:
    case ATOM_FUND:
    case ATOM_TYPES:
    default:
        return false;
    }
}

bool
atom_keeps_rows(const struct atom *a)
{
    return a->shape == TABLE_PIPE || a->shape == TABLE_TAB ||
           a->shape == TABLE_BLANK;
}
