/* SPDX-License-Identifier: MIT */
/* Lines of map: each is answered by one line of JSON. */
#define cmd_map fuzz_cmd_map
#include "cli/cmd_map.c"

#include <assert.h>
#include <stdint.h>

#include "fuzz/reports.h"
#include "fuzz/wellformed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
answers(const char *bytes, size_t len, bool full, struct bytes *out)
{
    struct settings s = { .full = full, .lang = GJ_ZH };
    struct profile profile = { .rules = rules_once(), .key = "0" };
    struct mapper m = { .settings = &s, .profile = &profile };
    size_t lines = 0;

    out->len = 0;
    m.sink = (struct sink){ .write = bytes_write, .user = out };
    while (len > 0) {
        const char *lf = memchr(bytes, '\n', len);
        size_t line = lf ? (size_t)(lf - bytes) : len;

        map_line(&m, bytes, line);
        lines++;
        bytes += line + (lf != NULL);
        len -= line + (lf != NULL);
    }
    free(m.text);
    assert(!wellformed_jsonl(out->bytes, out->len));
    for (size_t i = 0; i < out->len; i++)
        lines -= out->bytes[i] == '\n';
    assert(lines == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    struct bytes out = { 0 };

    answers(bytes, size, size % 2, &out);
    free(out.bytes);
    return 0;
}
