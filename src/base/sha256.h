/* SPDX-License-Identifier: MIT */
/*
 * SHA-256 (FIPS 180-4), to name the bytes that a result was made from.
 *
 * Floor 0.
 */
#ifndef GJ_BASE_SHA256_H
#define GJ_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_HEX 65 /* 64 hex digits and a NUL */

struct sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    unsigned char block[64];
};

void sha256_init(struct sha256 *sha);
void sha256_update(struct sha256 *sha, const void *bytes, size_t len);
void sha256_final(struct sha256 *sha, char out[SHA256_HEX]);

/* All of the above at once. */
void sha256_hex(const void *bytes, size_t len, char out[SHA256_HEX]);

#endif
