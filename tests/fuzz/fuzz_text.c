/* SPDX-License-Identifier: MIT */
/* Normalization of any bytes: an error, or valid text whose every byte leads
 * into the source in order. */
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint16_t table[65536];
    struct text_folds folds = { table };
    struct str in = { (const char *)data, size };
    struct arena arena;
    struct text t;

    table[0x842C] = 0x4E07;
    table[0x9577] = 0x957F;
    arena_init(&arena, (size_t)64 << 20);
    if (text_normalize(&arena, in, &folds, &t, NULL) == GJ_OK) {
        assert(utf8_check(t.bytes, t.len) == t.len);
        assert(t.src[t.len] == t.source.ncps);
        for (size_t i = 0; i < t.len; i++) {
            assert(t.src[i] <= t.src[i + 1]);
            assert(t.src[i] < t.source.ncps);
            assert((unsigned char)t.bytes[i] >= 0x20 || t.bytes[i] == '\n' ||
                   t.bytes[i] == '\t' || t.bytes[i] == '\f');
        }
    } else {
        assert(utf8_check(in.ptr, in.len) < in.len);
    }
    arena_release(&arena);
    return 0;
}
