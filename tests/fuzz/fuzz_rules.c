/* SPDX-License-Identifier: MIT */
/* Rule files are read from anybody: any bytes load or are refused.  The first
 * byte picks the file; a pattern that loads is run over a fixed text. */
#include <string.h>

#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
count(void *user, const struct pattern_match *match)
{
    *(size_t *)user += match->end - match->begin;
    return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {
        "units.json",   "words/b.json",      "text/b.tsv",
        "retired.json", "indicators/b.json", "relations/b.json",
        "packs/b.json", "version.json",
    };
    static const char words[] = "{\"lists\":{\"is\":[\"为\",\":\"]}}";
    static const char roles[] =
        "{\"indicators\":[{\"id\":\"rate\",\"zh\":\"a\",\"en\":\"a\","
        "\"source\":\"a\",\"verified\":\"A\"}]}";
    struct gj_file files[] = {
        { "words/a.json", words, sizeof(words) - 1 },
        { "indicators/a.json", roles, sizeof(roles) - 1 },
        { NULL, (const char *)data + 1, size - 1 },
    };
    struct gj_rules *rules = NULL;
    struct gj_error err;
    size_t sum = 0;

    if (size == 0)
        return 0;
    files[2].name = names[data[0] % (sizeof(names) / sizeof(names[0]))];
    if (gj_rules_load(files, 3, &rules, &err) != GJ_OK)
        return 0;
    rules_match(rules, STR("预算为\uE000，其中a b(c)\x1f\uE001。\uE00B元"),
                count, &sum);
    gj_rules_free(rules);
    return 0;
}
