/* SPDX-License-Identifier: MIT */
/*
 * check as a workbook: findings, documents, worksheet.  The sheets are kept in
 * memory until the end, for an archive states the size of each before it.
 */
#include <stdlib.h>
#include <string.h>

#include "report/row.h"
#include "report/zip.h"

#define SHEETS    3
#define ROWS      1000000 /* a sheet of Excel holds 1,048,576 */
#define CELL_TEXT 32000   /* code units; a cell holds 32,767 */

struct grown {
    char *bytes;
    size_t len, cap;
};

struct sheet {
    struct grown xml;
    struct sink sink; /* into xml */
    size_t rows, column;
};

struct book {
    struct sheet sheets[SHEETS];
};

static bool
grown_write(void *user, const char *bytes, size_t len)
{
    struct grown *g = user;

    if (len > g->cap - g->len) {
        size_t cap = g->cap < 4096 ? 4096 : g->cap;
        char *moved;

        while (cap - g->len < len) {
            if (cap > SIZE_MAX / 2)
                return false;
            cap *= 2;
        }
        moved = realloc(g->bytes, cap);
        if (moved == NULL)
            return false;
        g->bytes = moved;
        g->cap = cap;
    }
    memcpy(g->bytes + g->len, bytes, len);
    g->len += len;
    return true;
}

/* ---- cells: at most 26 a row ---- */

enum style { PLAIN, HEADING, QUOTED };

static void
cell_open(struct sheet *sheet)
{
    sink_printf(&sheet->sink, "<c r=\"%c%zu\"",
                (int)('A' + sheet->column % 26), sheet->rows);
    sheet->column++;
}

static void
put_styled(struct sheet *sheet, const char *text, enum style style)
{
    size_t len = strlen(text), i = 0, units = 0;

    cell_open(sheet);
    sink_printf(&sheet->sink,
                " s=\"%d\" t=\"inlineStr\"><is>"
                "<t xml:space=\"preserve\">",
                (int)style);
    while (i < len && units < CELL_TEXT) {
        uint32_t c = glyph_next(text, len, &i);

        markup_glyph(&sheet->sink, c);
        units += c > 0xFFFF ? 2 : 1;
    }
    sink_puts(&sheet->sink, "</t></is></c>");
}

/* QUOTED marks what a spreadsheet would run as a formula once edited. */
static void
cell_text(void *user, const char *text)
{
    struct sheet *sheet = user;

    if (text == NULL || text[0] == '\0')
        sheet->column++; /* no cell */
    else
        put_styled(sheet, text, cell_unsafe(text) ? QUOTED : PLAIN);
}

static void
cell_count(void *user, size_t n)
{
    struct sheet *sheet = user;

    cell_open(sheet);
    sink_printf(&sheet->sink, "><v>%zu</v></c>", n);
}

static bool
row_begin(struct sheet *sheet)
{
    if (sheet->rows >= ROWS)
        return false;
    sheet->rows++;
    sheet->column = 0;
    sink_printf(&sheet->sink, "<row r=\"%zu\">", sheet->rows);
    return true;
}

static void
row_end(struct sheet *sheet)
{
    sink_puts(&sheet->sink, "</row>\n");
}

/* ---- sheets ---- */

static const enum word document_columns[] = {
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

static void
sheet_begin(struct sheet *sheet, enum gj_lang lang, const enum word *columns,
            size_t n)
{
    sheet->sink = (struct sink){ .write = grown_write, .user = &sheet->xml };
    sink_puts(&sheet->sink,
              "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
              "<worksheet xmlns=\"http://schemas.openxmlformats.org/"
              "spreadsheetml/2006/main\"><sheetViews><sheetView "
              "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
              "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
              "</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>"
              "<cols><col min=\"1\" max=\"1\" width=\"28\" "
              "customWidth=\"1\"/></cols><sheetData>\n");
    (void)row_begin(sheet);
    for (size_t i = 0; i < n; i++)
        put_styled(sheet, word(lang, columns[i]), HEADING);
    row_end(sheet);
}

static void
sheet_end(struct sheet *sheet)
{
    size_t last = sheet->column > 0 ? sheet->column - 1 : 0;

    sink_printf(&sheet->sink,
                "</sheetData><autoFilter ref=\"A1:%c%zu\"/></worksheet>",
                (int)('A' + last % 26), sheet->rows);
}

static void
add_findings(struct sheet *sheet, enum gj_lang lang,
             const struct report_input *input)
{
    const struct cells cells = { cell_text, cell_count, sheet };
    size_t n;

    (void)input_findings(input, &n);
    for (size_t i = 0; i < n && row_begin(sheet); i++) {
        finding_row(&cells, lang, input, i);
        row_end(sheet);
    }
}

static void
add_document(struct sheet *sheet, const struct report_input *input)
{
    const struct gj_document *doc = input_document(input);
    const struct gj_coverage *c = &doc->coverage;
    struct tally t = input_tally(input);

    if (!row_begin(sheet))
        return;
    cell_text(sheet, input->path);
    cell_text(sheet, input->encoding);
    cell_text(sheet, doc->form);
    cell_count(sheet, t.errors);
    cell_count(sheet, t.warnings);
    cell_count(sheet, t.notices);
    cell_count(sheet, t.known);
    cell_count(sheet, c->figures);
    cell_count(sheet, c->bound);
    cell_count(sheet, c->checked);
    cell_count(sheet, coverage_percent(c));
    cell_count(sheet, c->relations);
    cell_count(sheet, c->holding);
    cell_count(sheet, c->violated);
    cell_count(sheet, c->undecided);
    cell_count(sheet, input_notice_count(input));
    cell_text(sheet, input->error);
    row_end(sheet);
}

static void
add_ledger(struct sheet *sheet, enum gj_lang lang,
           const struct report_input *input)
{
    static const struct gj_place nowhere;
    size_t n;
    const struct gj_relation *relations = input_relations(input, &n);

    for (size_t i = 0; i < n && row_begin(sheet); i++) {
        const struct gj_relation *r = &relations[i];
        const struct gj_place *p =
            r->nterms > 0 ? &r->terms[0].figure->place : &nowhere;

        cell_text(sheet, input->path);
        cell_count(sheet, p->line);
        cell_count(sheet, p->column);
        cell_text(sheet, word(lang, verdict_word(r->verdict)));
        cell_text(sheet, r->rule->code);
        cell_text(sheet, r->rule->id);
        cell_text(sheet, r->formula);
        cell_text(sheet, r->stated);
        cell_text(sheet, r->computed);
        cell_text(sheet, r->reason);
        row_end(sheet);
    }
}

/* ---- the workbook ---- */

static const char content_types[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "content-types\"><Default Extension=\"rels\" ContentType=\"application/"
    "vnd.openxmlformats-package.relationships+xml\"/><Default "
    "Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-"
    "officedocument.spreadsheetml.worksheet+xml\"/><Override "
    "PartName=\"/xl/workbook.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>";

static const char package_rels[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\"><Relationship Id=\"rId1\" Type=\"http://"
    "schemas.openxmlformats.org/officeDocument/2006/relationships/"
    "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

#define SHEET_REL(n)                                                      \
    "<Relationship Id=\"rId" n "\" Type=\"http://schemas.openxmlformats." \
    "org/officeDocument/2006/relationships/worksheet\" "                  \
    "Target=\"worksheets/sheet" n ".xml\"/>"

static const char book_rels[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\">" SHEET_REL("1") SHEET_REL("2")
        SHEET_REL("3") "<Relationship Id=\"rId4\" "
                       "Type=\"http://schemas.openxmlformats.org/"
                       "officeDocument/2006/relationships/styles\" "
                       "Target=\"styles.xml\"/>"
                       "</Relationships>";

static const char styles[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/"
    "2006/main\"><fonts count=\"2\"><font><sz val=\"11\"/><name "
    "val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name "
    "val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill "
    "patternType=\"none\"/></fill><fill><patternFill "
    "patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border>"
    "<left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
    "borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" "
    "fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf "
    "numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyFont=\"1\"/><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
    "borderId=\"0\" xfId=\"0\" quotePrefix=\"1\"/></cellXfs></styleSheet>";

static void
put_workbook(struct sink *sink, enum gj_lang lang)
{
    static const enum word names[SHEETS] = { W_FINDINGS, W_SUMMARY, W_LEDGER };

    sink_puts(sink,
              "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
              "<workbook xmlns=\"http://schemas.openxmlformats.org/"
              "spreadsheetml/2006/main\" xmlns:r=\"http://"
              "schemas.openxmlformats.org/officeDocument/2006/"
              "relationships\"><sheets>");
    for (size_t i = 0; i < SHEETS; i++)
        sink_printf(sink,
                    "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"rId%zu\"/>",
                    word(lang, names[i]), i + 1, i + 1);
    sink_puts(sink, "</sheets></workbook>");
}

static void
xlsx_begin(struct sink *sink, const struct report_options *options)
{
    struct book *book = calloc(1, sizeof(*book));

    sink->state = book;
    if (book == NULL) {
        sink->failed = true;
        return;
    }
    sheet_begin(&book->sheets[0], options->lang, finding_columns,
                FINDING_COLUMNS);
    sheet_begin(&book->sheets[1], options->lang, document_columns,
                COUNT(document_columns));
    sheet_begin(&book->sheets[2], options->lang, ledger_columns,
                COUNT(ledger_columns));
}

static void
xlsx_input(struct sink *sink, const struct report_options *options,
           const struct report_input *input, size_t index)
{
    struct book *book = sink->state;

    (void)index;
    if (sink->failed || book == NULL)
        return;
    add_findings(&book->sheets[0], options->lang, input);
    add_document(&book->sheets[1], input);
    add_ledger(&book->sheets[2], options->lang, input);
    for (size_t i = 0; i < SHEETS; i++)
        sink->failed = sink->failed || book->sheets[i].sink.failed;
}

static void
put_book(struct sink *sink, struct book *book, enum gj_lang lang)
{
    static const char *const names[SHEETS] = { "xl/worksheets/sheet1.xml",
                                               "xl/worksheets/sheet2.xml",
                                               "xl/worksheets/sheet3.xml" };
    struct grown text = { 0 };
    struct sink into = { .write = grown_write, .user = &text };
    struct zip zip;

    put_workbook(&into, lang);
    zip_begin(&zip, sink);
    zip_add(&zip, "[Content_Types].xml", content_types,
            sizeof(content_types) - 1);
    zip_add(&zip, "_rels/.rels", package_rels, sizeof(package_rels) - 1);
    zip_add(&zip, "xl/workbook.xml", text.bytes, text.len);
    zip_add(&zip, "xl/_rels/workbook.xml.rels", book_rels,
            sizeof(book_rels) - 1);
    zip_add(&zip, "xl/styles.xml", styles, sizeof(styles) - 1);
    for (size_t i = 0; i < SHEETS; i++) {
        struct sheet *sheet = &book->sheets[i];

        sheet_end(sheet);
        into.failed = into.failed || sheet->sink.failed;
        zip_add(&zip, names[i], sheet->xml.bytes, sheet->xml.len);
    }
    zip_end(&zip);
    sink->failed = sink->failed || into.failed;
    free(text.bytes);
}

static void
xlsx_end(struct sink *sink, const struct report_options *options,
         const struct report_input *failed, size_t nfailed)
{
    struct book *book = sink->state;

    (void)failed, (void)nfailed;
    if (book == NULL)
        return;
    if (!sink->failed)
        put_book(sink, book, options->lang);
    for (size_t i = 0; i < SHEETS; i++)
        free(book->sheets[i].xml.bytes);
    free(book);
    sink->state = NULL;
}

const struct reporter report_check_xlsx = {
    .name = "xlsx",
    .view = VIEW_CHECK,
    .whole = true,
    .begin = xlsx_begin,
    .input = xlsx_input,
    .end = xlsx_end,
};
