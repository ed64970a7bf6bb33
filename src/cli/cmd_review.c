/* SPDX-License-Identifier: MIT */
/*
 * review: what the reviewers have written into the table of findings becomes
 * entries of the review file, and the file is looked after.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/csv.h"
#include "cli/known.h"

/* The columns that are read; the names that `check --format csv` gives them,
 * by enum gj_lang. */
enum column {
    COL_PATH,
    COL_FINGERPRINT,
    COL_STATE,
    COL_REASON,
    COL_WHO,
    COL_DATE,
    COL_EXPIRES,
    COL_RULE,
    COL_MESSAGE,
    COLUMNS
};

static const struct {
    const char *name[2];
    size_t offset; /* in struct known_entry */
} columns[COLUMNS] = {
    { { "文件", "path" }, offsetof(struct known_entry, path) },
    { { "指纹", "fingerprint" }, offsetof(struct known_entry, fingerprint) },
    { { "复核意见", "review" }, offsetof(struct known_entry, state) },
    { { "复核理由", "review_reason" }, offsetof(struct known_entry, reason) },
    { { "复核人", "review_who" }, offsetof(struct known_entry, who) },
    { { "复核日期", "review_date" }, offsetof(struct known_entry, date) },
    { { "有效期至", "review_expires" },
      offsetof(struct known_entry, expires) },
    { { "规则", "rule" }, offsetof(struct known_entry, rule) },
    { { "说明", "message" }, offsetof(struct known_entry, message) },
};

struct import {
    const struct settings *settings;
    const char *file;
    struct csv_reader csv;
    size_t at[COLUMNS]; /* index of the column, SIZE_MAX: not there */
    struct known *known;
    size_t taken, wrong;
};

static bool
find_columns(struct import *in)
{
    enum gj_lang lang = in->settings->lang;

    for (int c = 0; c < COLUMNS; c++) {
        in->at[c] = SIZE_MAX;
        for (size_t i = 0; i < in->csv.n && in->at[c] == SIZE_MAX; i++)
            if (strcmp(in->csv.cells[i].text, columns[c].name[GJ_ZH]) == 0 ||
                strcmp(in->csv.cells[i].text, columns[c].name[GJ_EN]) == 0)
                in->at[c] = i;
        if (c <= COL_REASON && in->at[c] == SIZE_MAX) {
            complain(SAY(lang, "%s：没有“%s”这一列", "%s: no column \"%s\""),
                     in->file, columns[c].name[lang]);
            return false;
        }
    }
    return true;
}

static const char *
cell(const struct import *in, enum column c)
{
    return in->at[c] < in->csv.n ? in->csv.cells[in->at[c]].text : "";
}

static void
complain_row(struct import *in, const char *what)
{
    complain(SAY(in->settings->lang, "%s：第 %zu 行：%s", "%s: row %zu: %s"),
             in->file, in->csv.row, what);
    in->wrong++;
}

/* What is wrong with the row, or NULL. */
static const char *
row_wrong(const struct import *in, enum gj_lang lang)
{
    const char *date = cell(in, COL_DATE), *expires = cell(in, COL_EXPIRES);
    char out[11];

    if (!*cell(in, COL_FINGERPRINT))
        return SAY(lang, "没有指纹", "no fingerprint");
    if (!review_state_find(cell(in, COL_STATE)))
        return SAY(lang, "复核意见须为 待核、属实、误报 或 已说明",
                   "review is none of open, confirmed, false-alarm, "
                   "explained");
    if (!*cell(in, COL_REASON))
        return SAY(lang, "没有写复核理由", "no reason is given");
    if ((*date && !review_date(date, out)) ||
        (*expires && !review_date(expires, out)))
        return SAY(lang, "日期看不懂", "a date that cannot be read");
    return NULL;
}

/* The cell as the file keeps it: states in Chinese, dates in one form. */
static char *
value_of(const struct import *in, enum column c)
{
    const char *text = cell(in, c);
    char date[11];

    if (c == COL_STATE)
        text = review_state_find(text)->zh;
    else if (c == COL_DATE && !*text)
        today(date);
    else if ((c == COL_DATE || c == COL_EXPIRES) && *text)
        (void)review_date(text, date);
    if (c == COL_DATE || (c == COL_EXPIRES && *text))
        text = date;
    return strdup(text);
}

static bool
take_row(struct import *in)
{
    struct known_entry entry = { 0 };
    bool ok = true;

    for (int c = 0; ok && c < COLUMNS; c++) {
        char **at = (char **)(void *)((char *)&entry + columns[c].offset);

        *at = value_of(in, (enum column)c);
        ok = *at != NULL;
        if (ok && !**at) {
            free(*at);
            *at = NULL;
        }
    }
    in->taken++;
    if (ok)
        return known_add(in->known, &entry);
    known_entry_free(&entry);
    return false;
}

/* A row without a verdict says nothing. */
static bool
take_rows(struct import *in)
{
    enum gj_lang lang = in->settings->lang;

    (void)csv_row(&in->csv);
    if (!find_columns(in))
        return false;
    while (csv_row(&in->csv)) {
        const char *wrong;

        if (!*cell(in, COL_STATE))
            continue;
        wrong = row_wrong(in, lang);
        if (wrong)
            complain_row(in, wrong);
        else if (!take_row(in))
            return complain_memory(in->settings) == STATUS_OK;
    }
    if (in->csv.failed)
        return complain_memory(in->settings) == STATUS_OK;
    return in->wrong == 0;
}

static bool
import_file(const struct settings *s, const char *file, struct known *known,
            size_t *taken)
{
    struct input_options options = { .lang = s->lang };
    struct input_text text = { 0 };
    struct gj_error err = { 0 };
    struct import in = { .settings = s, .file = file, .known = known };
    char *bytes;
    size_t len;
    bool ok = input_read(file, &options, &bytes, &len, &err) == GJ_OK &&
              input_decode(bytes, len, &options, &text, &err) == GJ_OK;

    free(bytes);
    if (!ok) {
        complain("%s: %s", file, err.message);
        return false;
    }
    in.csv = csv_of(text.bytes, text.len);
    ok = take_rows(&in);
    *taken += in.taken;
    csv_free(&in.csv);
    input_text_free(&text);
    return ok;
}

/* All files or none. */
static int
review_import(const struct settings *s, struct known *known)
{
    size_t taken = 0;
    bool ok = true;

    for (size_t i = 1; i < s->paths.n; i++)
        ok = import_file(s, s->paths.items[i], known, &taken) && ok;
    if (ok && !known_sort(known))
        return complain_memory(s);
    if (!ok || !known_write(s, s->review, KNOWN_REVIEW, known))
        return STATUS_ERROR;
    if (!s->quiet)
        complain(SAY(s->lang, "%s：读入 %zu 条结论，共 %zu 条",
                     "%s: %zu verdicts read, %zu in all"),
                 s->review, taken, known->n);
    return STATUS_OK;
}

/* Verdicts by state, and how many of them are over. */
static int
review_list(const struct settings *s, const struct known *known)
{
    size_t expired = 0;
    char day[11];

    today(day);
    for (size_t i = 0; i < known->n; i++)
        expired += known_expired(&known->entries[i], day);
    for (size_t k = 0; review_state_at(k); k++) {
        const struct review_state *state = review_state_at(k);
        size_t n = 0;

        for (size_t i = 0; i < known->n; i++)
            n += strcmp(known->entries[i].state, state->zh) == 0;
        printf("%s\t%zu\n", SAY(s->lang, state->zh, state->en), n);
    }
    printf("%s\t%zu\n", SAY(s->lang, "已过有效期", "expired"), expired);
    return STATUS_OK;
}

int
cmd_review(struct settings *s)
{
    const char *action = s->paths.n ? s->paths.items[0] : "";
    bool import = strcmp(action, "import") == 0 && s->paths.n > 1;
    bool list = strcmp(action, "list") == 0 && s->paths.n == 1;
    struct known known = { 0 };
    int status = STATUS_ERROR;

    if (strcmp(action, "import") != 0 && strcmp(action, "list") != 0 &&
        *action) {
        static const char *const names[] = { "import", "list" };

        complain_names(s->lang,
                       SAY(s->lang, "review 不接受", "review does not take"),
                       action, names, 2);
        return STATUS_ERROR;
    }
    if ((!import && !list) || !s->review) {
        complain("%s", SAY(s->lang,
                           "用法：gouji review import --review 文件 "
                           "表格.csv...；gouji review list --review 文件",
                           "usage: gouji review import --review FILE "
                           "TABLE.csv...; gouji review list --review FILE"));
        return STATUS_ERROR;
    }
    if ((import && access(s->review, F_OK) != 0) ||
        known_read(s, s->review, KNOWN_REVIEW, &known))
        status = import ? review_import(s, &known) : review_list(s, &known);
    known_free(&known);
    return status;
}
