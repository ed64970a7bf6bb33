/* SPDX-License-Identifier: MIT */
/*
 * Workbooks, by libxlsxwriter: the one door to it.
 *
 * Rows go to temporary files as they come, so that memory does not grow with
 * them; the library puts the archive together in one more, which is then
 * copied to where the output goes.
 */
#include "cli/book.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "cli/library.h"

#define SHEETS_MAX 64
#define CHOICES    8
#define CREATED    315532800 /* 1 January 1980, the first day of archives */

#define FUNCTIONS(X)                   \
    X(workbook_new_opt)                \
    X(workbook_add_worksheet)          \
    X(workbook_add_format)             \
    X(workbook_set_properties)         \
    X(workbook_close)                  \
    X(lxw_workbook_free)               \
    X(worksheet_set_column)            \
    X(worksheet_write_string)          \
    X(worksheet_write_number)          \
    X(worksheet_write_url_opt)         \
    X(worksheet_freeze_panes)          \
    X(worksheet_set_landscape)         \
    X(worksheet_set_paper)             \
    X(worksheet_fit_to_pages)          \
    X(worksheet_repeat_rows)           \
    X(worksheet_set_footer)            \
    X(worksheet_autofilter)            \
    X(worksheet_data_validation_range) \
    X(format_set_bold)                 \
    X(format_set_bg_color)             \
    X(format_set_border)               \
    X(format_set_align)                \
    X(format_set_num_format)           \
    X(format_set_text_wrap)            \
    X(format_set_font_color)           \
    X(format_set_underline)

struct xlsxwriter {
    FUNCTIONS(LIBRARY_MEMBER)
};

static const struct library xlsxwriter = { LIBRARY_XLSXWRITER,
                                           { FUNCTIONS(LIBRARY_NAME) } };

struct book_sheet {
    lxw_worksheet *sheet;
    const struct report_column *columns;
    size_t ncolumns;
    char *name;
    lxw_row_t row;
    lxw_col_t column;
};

struct book {
    struct xlsxwriter lib;
    struct report_book methods;
    char *path; /* of the archive */
    lxw_workbook *workbook;
    lxw_format *head, *text, *link;
    struct book_sheet sheets[SHEETS_MAX];
    size_t n;
};

static void
heads(const struct book *b, struct book_sheet *s)
{
    for (size_t i = 0; i < s->ncolumns; i++) {
        lxw_col_t column = (lxw_col_t)i;

        b->lib.worksheet_set_column(s->sheet, column, column,
                                    s->columns[i].width, NULL);
        b->lib.worksheet_write_string(s->sheet, 0, column, s->columns[i].name,
                                      b->head);
    }
    b->lib.worksheet_freeze_panes(s->sheet, 1, 0);
    b->lib.worksheet_set_landscape(s->sheet);
    b->lib.worksheet_set_paper(s->sheet, 9); /* A4 */
    b->lib.worksheet_fit_to_pages(s->sheet, 1, 0);
    b->lib.worksheet_repeat_rows(s->sheet, 0, 0);
    b->lib.worksheet_set_footer(s->sheet, "&C&P / &N");
}

static bool
add_sheet(void *user, const char *name, const struct report_column *columns,
          size_t n)
{
    struct book *b = user;
    struct book_sheet *s = &b->sheets[b->n];

    if (b->n == SHEETS_MAX)
        return false;
    *s = (struct book_sheet){ .columns = columns, .ncolumns = n, .row = 1 };
    s->sheet = b->lib.workbook_add_worksheet(b->workbook, name);
    s->name = strdup(name);
    if (!s->sheet || !s->name) {
        free(s->name);
        return false;
    }
    b->n++;
    heads(b, s);
    return true;
}

/* Cells are text by type and by format: nothing that is typed again in one
 * becomes a formula. */
static bool
add_cell(void *user, size_t sheet, const char *text)
{
    struct book *b = user;
    struct book_sheet *s = &b->sheets[sheet];
    lxw_col_t column = s->column++;

    return !text ||
           b->lib.worksheet_write_string(s->sheet, s->row, column, text,
                                         b->text) == LXW_NO_ERROR;
}

static bool
add_count(void *user, size_t sheet, size_t n)
{
    struct book *b = user;
    struct book_sheet *s = &b->sheets[sheet];
    uint32_t number = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;

    return b->lib.worksheet_write_number(s->sheet, s->row, s->column++, number,
                                         NULL) == LXW_NO_ERROR;
}

static bool
add_link(void *user, size_t sheet, const char *text, size_t to, size_t row)
{
    struct book *b = user;
    struct book_sheet *s = &b->sheets[sheet];
    char target[160];

    snprintf(target, sizeof(target), "internal:'%s'!A%zu", b->sheets[to].name,
             row);
    return b->lib.worksheet_write_url_opt(s->sheet, s->row, s->column++,
                                          target, b->link, text,
                                          NULL) == LXW_NO_ERROR;
}

static bool
end_row(void *user, size_t sheet)
{
    struct book *b = user;

    b->sheets[sheet].row++;
    b->sheets[sheet].column = 0;
    return true;
}

/* ---- the end ---- */

/* The list to choose from, below every head that has one. */
static void
offer(const struct book *b, const struct book_sheet *s, size_t column)
{
    lxw_data_validation offer = { .validate = LXW_VALIDATION_TYPE_LIST };
    char texts[CHOICES][40], *list[CHOICES + 1];
    size_t n = 0;

    for (; n < CHOICES && s->columns[column].choices[n]; n++) {
        snprintf(texts[n], sizeof(texts[n]), "%s",
                 s->columns[column].choices[n]);
        list[n] = texts[n];
    }
    list[n] = NULL;
    offer.value_list = list;
    b->lib.worksheet_data_validation_range(s->sheet, 1, (lxw_col_t)column,
                                           s->row > 1 ? s->row - 1 : 1,
                                           (lxw_col_t)column, &offer);
}

static void
finish(const struct book *b, const struct book_sheet *s)
{
    b->lib.worksheet_autofilter(s->sheet, 0, 0, s->row > 1 ? s->row - 1 : 0,
                                (lxw_col_t)(s->ncolumns - 1));
    for (size_t i = 0; i < s->ncolumns; i++)
        if (s->columns[i].choices)
            offer(b, s, i);
}

static bool
copy_out(const char *path, gj_write *write, void *user)
{
    FILE *file = fopen(path, "rb");
    char bytes[16384];
    size_t n;
    bool ok = file != NULL;

    while (ok && (n = fread(bytes, 1, sizeof(bytes), file)) > 0)
        ok = write(user, bytes, n);
    ok = ok && !ferror(file);
    if (file)
        fclose(file);
    return ok;
}

static bool
close_book(void *user, gj_write *write, void *to)
{
    struct book *b = user;
    lxw_error error;

    for (size_t i = 0; i < b->n; i++)
        finish(b, &b->sheets[i]);
    error = b->lib.workbook_close(b->workbook);
    b->workbook = NULL; /* freed, whatever happened */
    return error == LXW_NO_ERROR && copy_out(b->path, write, to);
}

/* ---- life ---- */

static char *
temporary(void)
{
    const char *folder = getenv("TMPDIR");
    size_t size;
    char *path;
    int fd;

    if (!folder || !*folder)
        folder = "/tmp";
    size = strlen(folder) + sizeof("/gouji.XXXXXX");
    path = malloc(size);
    if (!path)
        return NULL;
    snprintf(path, size, "%s/gouji.XXXXXX", folder);
    fd = mkstemp(path);
    if (fd >= 0) {
        close(fd);
        return path;
    }
    free(path);
    return NULL;
}

static bool
formats(struct book *b)
{
    lxw_doc_properties properties = { .created = CREATED };

    b->head = b->lib.workbook_add_format(b->workbook);
    b->text = b->lib.workbook_add_format(b->workbook);
    b->link = b->lib.workbook_add_format(b->workbook);
    if (!b->head || !b->text || !b->link)
        return false;
    b->lib.format_set_bold(b->head);
    b->lib.format_set_bg_color(b->head, 0xE8EAED);
    b->lib.format_set_border(b->head, LXW_BORDER_THIN);
    b->lib.format_set_align(b->head, LXW_ALIGN_VERTICAL_TOP);
    b->lib.format_set_num_format(b->text, "@");
    b->lib.format_set_align(b->text, LXW_ALIGN_VERTICAL_TOP);
    b->lib.format_set_text_wrap(b->text);
    b->lib.format_set_num_format(b->link, "@");
    b->lib.format_set_align(b->link, LXW_ALIGN_VERTICAL_TOP);
    b->lib.format_set_text_wrap(b->link);
    b->lib.format_set_font_color(b->link, 0x0A4FB3);
    b->lib.format_set_underline(b->link, LXW_UNDERLINE_SINGLE);
    return b->lib.workbook_set_properties(b->workbook, &properties) ==
           LXW_NO_ERROR;
}

/* NULL, or what is wrong. */
static const char *
open_book(struct book *b)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE,
                                     .tmpdir = getenv("TMPDIR") };
    const char *why = library_load(&xlsxwriter, &b->lib);

    if (why)
        return why;
    b->path = temporary();
    if (b->path)
        b->workbook = b->lib.workbook_new_opt(b->path, &options);
    return b->workbook && formats(b) ? NULL : strerror(errno);
}

struct report_book *
book_new(const char **why)
{
    struct book *b = calloc(1, sizeof(*b));

    if (!b) {
        *why = strerror(errno);
        return NULL;
    }
    b->methods =
        (struct report_book){ add_sheet, add_cell,   add_count, add_link,
                              end_row,   close_book, b };
    *why = open_book(b);
    if (!*why)
        return &b->methods;
    book_free(&b->methods);
    return NULL;
}

void
book_free(struct report_book *book)
{
    struct book *b = book ? book->book : NULL;

    if (!b)
        return;
    if (b->workbook)
        b->lib.lxw_workbook_free(b->workbook);
    for (size_t i = 0; i < b->n; i++)
        free(b->sheets[i].name);
    if (b->path)
        unlink(b->path);
    free(b->path);
    free(b);
}
