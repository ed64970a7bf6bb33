/* SPDX-License-Identifier: MIT */
/* src/third_party/pcre2 has no machine code: asked for it, it says no, and
 * patterns are interpreted. */
#include <stdint.h>

int pcre2_jit_compile_8(void *code, uint32_t options);

int
pcre2_jit_compile_8(void *code, uint32_t options)
{
    (void)code, (void)options;
    return -45; /* PCRE2_ERROR_JIT_BADOPTION */
}
