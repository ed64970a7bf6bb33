/* SPDX-License-Identifier: MIT */
/* Any bytes, any encoding: valid UTF-8 or an error. */
#include <stdint.h>
#include <stdlib.h>

#include "input/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    struct input_options options = { 0 };
    struct input_text text;

    if (size > 0) { /* the first byte chooses: detect, or a name */
        options.encoding = input_encoding_at(data[0] % 8u);
        bytes++;
        size--;
    }
    if (input_decode(bytes, size, &options, &text, NULL) == GJ_OK &&
        (input_utf8_check(text.bytes, text.len) != text.len ||
         text.bytes[text.len] != '\0' || !text.encoding))
        abort();
    input_text_free(&text);
    return 0;
}
