/* SPDX-License-Identifier: MIT */
#include "fuzz/reports.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz/wellformed.h"

const struct gj_rules *
rules_once(void)
{
    static struct gj_rules *rules;
    struct gj_error err;
    size_t n;
    const struct gj_file *files = gj_builtin_rules(&n);

    if (!rules && gj_rules_load(files, n, &rules, &err) != GJ_OK)
        abort();
    return rules;
}

bool
bytes_write(void *user, const char *text, size_t len)
{
    struct bytes *out = user;

    if (len > out->cap - out->len) {
        size_t cap = (out->len + len) * 2 + 4096;
        char *bytes = realloc(out->bytes, cap);

        if (!bytes)
            return false;
        out->bytes = bytes;
        out->cap = cap;
    }
    memcpy(out->bytes + out->len, text, len);
    out->len += len;
    return true;
}

/* A workbook that is a text of its cells: what a cell may hold is the
 * reporter's part, the rest is the library's. */
static bool
book_put(struct bytes *out, const char *text, const char *end)
{
    return (!text || bytes_write(out, text, strlen(text))) &&
           bytes_write(out, end, 1);
}

static bool
book_sheet(void *book, const char *name, const struct report_column *columns,
           size_t n)
{
    bool ok = book_put(book, name, "\n");

    for (size_t i = 0; ok && i < n; i++)
        ok = columns[i].name && book_put(book, columns[i].name, "\t");
    return ok;
}

static bool
book_cell(void *book, size_t sheet, const char *text)
{
    (void)sheet;
    return book_put(book, text, "\t");
}

static bool
book_count(void *book, size_t sheet, size_t n)
{
    (void)n;
    return book_cell(book, sheet, "0");
}

static bool
book_link(void *book, size_t sheet, const char *text, size_t to, size_t row)
{
    return to < 64 && row > 0 && book_cell(book, sheet, text);
}

static bool
book_row(void *book, size_t sheet)
{
    (void)sheet;
    return book_put(book, NULL, "\n");
}

static bool
book_close(void *book, gj_write *write, void *user)
{
    (void)book;
    return write(user, "end\n", 4);
}

bool
report_one(const struct reporter *reporter,
           const struct report_options *options,
           const struct report_input *input, struct bytes *out)
{
    const struct report_book book = { book_sheet, book_cell, book_count,
                                      book_link,  book_row,  book_close,
                                      out };
    struct sink sink = { .write = bytes_write, .book = &book, .user = out };
    bool failed = !input->audit && input->error;

    out->len = 0;
    reporter->begin(&sink, options);
    reporter->input(&sink, options, input, 0);
    reporter->end(&sink, options, failed ? input : NULL, failed);
    return !sink.failed;
}

const char *
report_all(const struct report_options *options,
           const struct report_input *input, struct bytes *out,
           const struct reporter **which)
{
    for (size_t i = 0; (*which = reporter_at(i)); i++) {
        const char *wrong;

        if (!report_one(*which, options, input, out))
            return "the sink failed";
        wrong = wellformed((*which)->name, out->bytes, out->len);
        if (wrong)
            return wrong;
    }
    return NULL;
}
