/* SPDX-License-Identifier: MIT */
/* gouji.json from anybody: settings in their ranges, or one line that says
 * where it is wrong, in both languages alike. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_list(const struct config_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        assert(utf8_check(list->items[i], strlen(list->items[i])) ==
               strlen(list->items[i]));
}

static void
check_pairs(const struct config_pairs *pairs)
{
    for (size_t i = 0; i < pairs->n; i++)
        assert(pairs->items[i].name && pairs->items[i].value);
}

static bool
parses(const char *bytes, size_t len, enum gj_lang lang)
{
    struct config config = { 0 };
    struct gj_error err = { 0 };
    bool ok = config_parse(bytes, len, lang, &config, &err);

    assert(ok == (err.status == GJ_OK));
    assert(ok || err.message[0]);
    if (ok) {
        assert(config.min_coverage <= 100);
        check_list(&config.select);
        check_list(&config.ignore);
        check_list(&config.exclude);
        check_list(&config.add_rules);
        check_pairs(&config.rules);
        check_pairs(&config.packs);
        check_pairs(&config.terms);
    }
    config_free(&config);
    return ok;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    bool zh = parses(bytes, size, GJ_ZH);

    assert(parses(bytes, size, GJ_EN) == zh);
    return 0;
}
