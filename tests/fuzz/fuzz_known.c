/* SPDX-License-Identifier: MIT */
/* What people hand over of findings they know: baselines and reviews, as JSON
 * or as a table.  Any bytes are entries in order, or refused with a reason. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/csv.h"
#include "cli/known.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_entries(const struct known *known, enum known_kind kind)
{
    for (size_t i = 0; i < known->n; i++) {
        const struct known_entry *e = &known->entries[i];

        assert(e->fingerprint && *e->fingerprint);
        if (kind == KNOWN_BASELINE)
            assert(e->path && known_find(known, e->path, e->fingerprint) == e);
        else
            assert(review_state_find(e->state));
    }
}

static void
parse(const char *bytes, size_t len, enum known_kind kind, enum gj_lang lang)
{
    struct known known = { 0 };
    struct gj_error err = { 0 };

    if (known_parse(bytes, len, kind, lang, &known, &err))
        check_entries(&known, kind);
    else
        assert(err.status != GJ_OK && err.message[0]);
    known_free(&known);
}

static void
read_table(const char *bytes, size_t len)
{
    char *copy = malloc(len + 1), date[11];
    struct csv_reader r;
    size_t rows = 0;

    if (!copy)
        return;
    memcpy(copy, bytes, len);
    copy[len] = '\0';
    r = csv_of(copy, len);
    while (csv_row(&r)) {
        assert(r.row > rows);
        rows = r.row;
        for (size_t i = 0; i < r.n; i++) {
            assert(r.cells[i].text >= copy &&
                   r.cells[i].text + r.cells[i].len <= copy + len);
            assert(r.cells[i].text[r.cells[i].len] == '\0');
            if (review_date(r.cells[i].text, date))
                assert(strlen(date) == 10);
        }
    }
    csv_free(&r);
    free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;

    parse(bytes, size, KNOWN_BASELINE, GJ_ZH);
    parse(bytes, size, KNOWN_REVIEW, GJ_EN);
    read_table(bytes, size);
    return 0;
}
