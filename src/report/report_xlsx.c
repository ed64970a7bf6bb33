/* SPDX-License-Identifier: MIT */
/*
 * check as a workbook: findings, coverage, worksheet.  What cells say and
 * where they lead is decided here; the caller's report_book writes them.
 */
#include <stdlib.h>
#include <string.h>

#include "report/row.h"

#define ROWS      1000000 /* a sheet of Excel holds 1,048,576 */
#define LINKS     60000   /* and 65,530 links */
#define CELL_TEXT 32000   /* code units; a cell holds 32,767 */

enum { FINDINGS, COVERAGE, LEDGER, SHEETS };

/* One of the three, which goes on in another sheet where it is full. */
struct sheet {
    enum word name;
    const struct report_column *columns;
    size_t ncolumns;
    size_t number; /* of the book's sheets; SIZE_MAX: none yet */
    size_t parts, rows, links;
};

struct book {
    const struct report_book *to;
    struct sink *sink; /* whose failure ends all */
    enum gj_lang lang;
    size_t nsheets;
    struct sheet sheets[SHEETS];
    struct report_column columns[SHEETS][FINDING_COLUMNS];
    struct grown {
        char *bytes;
        size_t len, cap;
    } text; /* of one cell */
};

static const enum word coverage_columns[] = {
    W_COL_PATH,    W_COL_ENCODING, W_COL_FORM,      W_ERROR,
    W_WARNING,     W_NOTICE,       W_KNOWN_SHORT,   W_COL_FIGURES,
    W_COL_BOUND,   W_COL_CHECKED,  W_COL_SHARE,     W_COL_RELATIONS,
    W_COL_HOLDING, W_COL_VIOLATED, W_COL_UNDECIDED, W_REMARK,
    W_COL_STATUS,
};

static const enum word ledger_columns[] = {
    W_COL_PATH, W_COL_LINE,    W_COL_COLUMN, W_COL_VERDICT,  W_COL_RULE,
    W_COL_ID,   W_COL_FORMULA, W_COL_STATED, W_COL_COMPUTED, W_COL_REASON,
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* What a reviewer may say, in the language of the table. */
static const char *const verdicts[2][5] = {
    { "待核", "属实", "误报", "已说明", NULL },
    { "open", "confirmed", "false-alarm", "explained", NULL },
};

/* ---- cells ---- */

static bool
grown_write(void *user, const char *bytes, size_t len)
{
    struct grown *g = user;

    if (len > g->cap - g->len) {
        size_t cap = 2 * (g->len + len) + 256;
        char *moved = realloc(g->bytes, cap);

        if (moved == NULL)
            return false;
        g->bytes = moved;
        g->cap = cap;
    }
    memcpy(g->bytes + g->len, bytes, len);
    g->len += len;
    return true;
}

/* The text as a cell can hold it; NULL for none. */
static const char *
cell_content(struct book *b, const char *text)
{
    struct sink into = { .write = grown_write, .user = &b->text };
    size_t len = text != NULL ? strlen(text) : 0, i = 0, units = 0;

    if (len == 0)
        return NULL;
    b->text.len = 0;
    while (i < len && units < CELL_TEXT) {
        uint32_t c = glyph_next(text, len, &i);

        glyph_put(&into, markup_allows(c) ? c : 0xFFFD);
        units += c > 0xFFFF ? 2 : 1;
    }
    sink_put(&into, "", 1);
    b->sink->failed = b->sink->failed || into.failed;
    return into.failed ? NULL : b->text.bytes;
}

static void
note(struct book *b, bool ok)
{
    b->sink->failed = b->sink->failed || !ok;
}

static void
cell_text(struct book *b, const struct sheet *s, const char *text)
{
    const char *content = cell_content(b, text);

    if (!b->sink->failed)
        note(b, b->to->cell(b->to->book, s->number, content));
}

static void
cell_count(struct book *b, const struct sheet *s, size_t n)
{
    if (!b->sink->failed)
        note(b, b->to->count(b->to->book, s->number, n));
}

/* row: from 1, as spreadsheets count; 0: no link. */
static void
cell_link(struct book *b, struct sheet *s, const char *text,
          const struct sheet *to, size_t row)
{
    const char *content = cell_content(b, text);

    if (content == NULL || row == 0 || s->links >= LINKS) {
        cell_text(b, s, text);
        return;
    }
    s->links++;
    if (!b->sink->failed)
        note(b, b->to->link(b->to->book, s->number, content, to->number, row));
}

static void
row_end(struct book *b, struct sheet *s)
{
    s->rows++;
    if (!b->sink->failed)
        note(b, b->to->row_end(b->to->book, s->number));
}

/* ---- sheets ---- */

/* "Findings", "Findings 2" ... */
static void
sheet_begin(struct book *b, struct sheet *s)
{
    struct sink into = { .write = grown_write, .user = &b->text };

    b->text.len = 0;
    s->parts++;
    sink_puts(&into, word(b->lang, s->name));
    if (s->parts > 1)
        sink_printf(&into, " %zu", s->parts);
    sink_put(&into, "", 1);
    s->number = b->nsheets++;
    s->rows = 1; /* the heads */
    s->links = 0;
    note(b, !into.failed && b->to->sheet(b->to->book, b->text.bytes,
                                         s->columns, s->ncolumns));
}

static void
sheet_room(struct book *b, struct sheet *s)
{
    if (s->rows >= ROWS && !b->sink->failed)
        sheet_begin(b, s);
}

static unsigned
width_of(enum word column)
{
    static const struct {
        enum word column;
        unsigned width;
    } widths[] = {
        { W_COL_PATH, 34 },          { W_COL_MESSAGE, 60 },
        { W_COL_FORMULA, 48 },       { W_COL_CAUSE, 36 },
        { W_COL_REVIEW_REASON, 36 }, { W_COL_REASON, 30 },
        { W_COL_TEXT, 16 },          { W_COL_STATED, 16 },
        { W_COL_COMPUTED, 16 },      { W_COL_SUSPECT, 16 },
        { W_COL_FINGERPRINT, 20 },   { W_COL_ID, 20 },
        { W_COL_FORM, 20 },
    };

    for (size_t i = 0; i < COUNT(widths); i++)
        if (widths[i].column == column)
            return widths[i].width;
    return 11;
}

static void
sheet_plan(struct book *b, size_t which, enum word name,
           const enum word *columns, size_t n)
{
    for (size_t i = 0; i < n; i++)
        b->columns[which][i] = (struct report_column){
            .name = word(b->lang, columns[i]),
            .width = width_of(columns[i]),
            .choices =
                columns[i] == W_COL_REVIEW ? verdicts[b->lang == GJ_EN] : NULL,
        };
    b->sheets[which] = (struct sheet){ .name = name,
                                       .columns = b->columns[which],
                                       .ncolumns = n };
    if (!b->sink->failed)
        sheet_begin(b, &b->sheets[which]);
}

/* ---- rows ---- */

static bool
same_text(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static bool
same_place(const struct gj_finding *f, const struct gj_relation *r)
{
    const struct gj_place *a, *b;

    if (f->nterms != r->nterms || f->nterms == 0)
        return f->nterms == r->nterms;
    a = &f->terms[0].figure->place;
    b = &r->terms[0].figure->place;
    return a->offset == b->offset && a->length == b->length;
}

/* The relation that a finding tells of; n if it is not there.  By what they
 * say, for an audit that was kept in a file shares nothing between them. */
static size_t
relation_of(const struct gj_finding *f, const struct gj_relation *relations,
            size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (same_place(f, &relations[i]) &&
            same_text(f->rule->code, relations[i].rule->code) &&
            same_text(f->formula, relations[i].formula))
            return i;
    return n;
}

/* The cells of a finding; two of them lead to other sheets. */
struct finding_cells {
    struct book *b;
    size_t column;
    size_t coverage_row, ledger_row;
};

static void
finding_text(void *user, const char *text)
{
    struct finding_cells *c = user;
    struct sheet *sheets = c->b->sheets;
    enum word column = finding_columns[c->column++];

    if (column == W_COL_PATH)
        cell_link(c->b, &sheets[FINDINGS], text, &sheets[COVERAGE],
                  c->coverage_row);
    else if (column == W_COL_FORMULA)
        cell_link(c->b, &sheets[FINDINGS], text, &sheets[LEDGER],
                  c->ledger_row);
    else
        cell_text(c->b, &sheets[FINDINGS], text);
}

static void
finding_count(void *user, size_t n)
{
    struct finding_cells *c = user;

    c->column++;
    cell_count(c->b, &c->b->sheets[FINDINGS], n);
}

/* first: the row of the first finding, 0 where they are split over sheets. */
static size_t
add_findings(struct book *b, const struct report_input *input, size_t ledger)
{
    struct finding_cells to = { .b = b,
                                .coverage_row = b->sheets[COVERAGE].rows + 1 };
    const struct cells cells = { finding_text, finding_count, &to };
    struct sheet *s = &b->sheets[FINDINGS];
    size_t n, nrelations, first;
    const struct gj_finding *f = input_findings(input, &n);
    const struct gj_relation *r = input_relations(input, &nrelations);

    sheet_room(b, s);
    first = s->rows + 1;
    for (size_t i = 0; i < n && !b->sink->failed; i++) {
        size_t relation = relation_of(&f[i], r, nrelations);

        sheet_room(b, s);
        to.column = 0;
        to.ledger_row =
            ledger > 0 && relation < nrelations ? ledger + relation : 0;
        finding_row(&cells, b->lang, input, i);
        row_end(b, s);
    }
    return s->rows + 1 == first + n ? first : 0;
}

static void
add_coverage(struct book *b, const struct report_input *input, size_t first)
{
    const struct gj_document *doc = input_document(input);
    const struct gj_coverage *c = &doc->coverage;
    struct tally t = input_tally(input);
    const size_t counts[] = {
        t.errors,
        t.warnings,
        t.notices,
        t.known,
        c->figures,
        c->bound,
        c->checked,
        coverage_percent(c),
        c->relations,
        c->holding,
        c->violated,
        c->undecided,
        input_notice_count(input),
    };
    struct sheet *s = &b->sheets[COVERAGE];
    size_t n;

    (void)input_findings(input, &n);
    sheet_room(b, s);
    cell_link(b, s, input->path, &b->sheets[FINDINGS], n > 0 ? first : 0);
    cell_text(b, s, input->encoding);
    cell_text(b, s, doc->form);
    for (size_t i = 0; i < COUNT(counts); i++)
        cell_count(b, s, counts[i]);
    cell_text(b, s, input->error);
    row_end(b, s);
}

static void
ledger_row(struct book *b, struct sheet *s, const struct report_input *input,
           const struct gj_relation *r)
{
    static const struct gj_place nowhere;
    const struct gj_place *p =
        r->nterms > 0 ? &r->terms[0].figure->place : &nowhere;

    cell_text(b, s, input->path);
    cell_count(b, s, p->line);
    cell_count(b, s, p->column);
    cell_text(b, s, word(b->lang, verdict_word(r->verdict)));
    cell_text(b, s, r->rule->code);
    cell_text(b, s, r->rule->id);
    cell_text(b, s, r->formula);
    cell_text(b, s, r->stated);
    cell_text(b, s, r->computed);
    cell_text(b, s, r->reason);
    row_end(b, s);
}

/* The row of the first relation; 0 where they are split over sheets. */
static size_t
add_ledger(struct book *b, const struct report_input *input)
{
    struct sheet *s = &b->sheets[LEDGER];
    size_t n, first;
    const struct gj_relation *relations = input_relations(input, &n);

    sheet_room(b, s);
    first = s->rows + 1;
    for (size_t i = 0; i < n && !b->sink->failed; i++) {
        sheet_room(b, s);
        ledger_row(b, s, input, &relations[i]);
    }
    return s->rows + 1 == first + n ? first : 0;
}

/* ---- the reporter ---- */

static void
xlsx_begin(struct sink *sink, const struct report_options *options)
{
    struct book *b = sink->book != NULL ? calloc(1, sizeof(*b)) : NULL;

    sink->state = b;
    if (b == NULL) {
        sink->failed = true;
        return;
    }
    b->to = sink->book;
    b->sink = sink;
    b->lang = options->lang;
    sheet_plan(b, FINDINGS, W_FINDINGS, finding_columns, FINDING_COLUMNS);
    sheet_plan(b, COVERAGE, W_COVERAGE_SHEET, coverage_columns,
               COUNT(coverage_columns));
    sheet_plan(b, LEDGER, W_LEDGER, ledger_columns, COUNT(ledger_columns));
}

static void
xlsx_input(struct sink *sink, const struct report_options *options,
           const struct report_input *input, size_t index)
{
    struct book *b = sink->state;
    size_t ledger, first;

    (void)options, (void)index;
    if (b == NULL || sink->failed)
        return;
    sheet_room(b, &b->sheets[COVERAGE]);
    ledger = add_ledger(b, input);
    first = add_findings(b, input, ledger);
    add_coverage(b, input, first);
    totals_add(sink, input);
}

static void
xlsx_end(struct sink *sink, const struct report_options *options,
         const struct report_input *failed, size_t nfailed)
{
    struct book *b = sink->state;

    (void)options, (void)failed, (void)nfailed;
    if (b == NULL)
        return;
    if (!sink->failed)
        note(b, b->to->close(b->to->book, sink->write, sink->user));
    free(b->text.bytes);
    free(b);
    sink->state = NULL;
}

const struct reporter report_check_xlsx = {
    .name = "xlsx",
    .view = VIEW_CHECK,
    .whole = true,
    .book = true,
    .begin = xlsx_begin,
    .input = xlsx_input,
    .end = xlsx_end,
};
