/* SPDX-License-Identifier: MIT */
#include "base/sha256.h"

#include <stdbool.h>
#include <string.h>

/* clang-format off */
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
    0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
    0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};
/* clang-format on */

/* Processors that know SHA-256 take a twentieth of the time. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>
#define SHA_TARGET __attribute__((target("sha,sse4.1")))

/* Four rounds; what the message becomes for the rounds 16 later. */
SHA_TARGET static void
four_rounds(__m128i *abef, __m128i *cdgh, __m128i message[4], unsigned i)
{
    const __m128i *constants = (const void *)round_constants;
    __m128i sum =
        _mm_add_epi32(message[i % 4], _mm_loadu_si128(constants + i));

    *cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, sum);
    *abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32(sum, 0x0E));
    if (i < 12) {
        __m128i last = message[(i + 3) % 4];
        __m128i next =
            _mm_sha256msg1_epu32(message[i % 4], message[(i + 1) % 4]);

        next = _mm_add_epi32(next,
                             _mm_alignr_epi8(last, message[(i + 2) % 4], 4));
        message[i % 4] = _mm_sha256msg2_epu32(next, last);
    }
}

SHA_TARGET static void
compress_fast(uint32_t state[8], const unsigned char *block)
{
    const __m128i swap =
        _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i badc =
        _mm_shuffle_epi32(_mm_loadu_si128((const void *)state), 0xB1);
    __m128i hgfe =
        _mm_shuffle_epi32(_mm_loadu_si128((const void *)(state + 4)), 0x1B);
    __m128i abef = _mm_alignr_epi8(badc, hgfe, 8);
    __m128i cdgh = _mm_blend_epi16(hgfe, badc, 0xF0);
    __m128i abef_before = abef, cdgh_before = cdgh, message[4];

    for (unsigned i = 0; i < 4; i++)
        message[i] = _mm_shuffle_epi8(
            _mm_loadu_si128((const void *)(block + 16 * i)), swap);
#pragma GCC unroll 16
    for (unsigned i = 0; i < 16; i++)
        four_rounds(&abef, &cdgh, message, i);
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
    badc = _mm_shuffle_epi32(abef, 0x1B);
    hgfe = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((void *)state, _mm_blend_epi16(badc, hgfe, 0xF0));
    _mm_storeu_si128((void *)(state + 4), _mm_alignr_epi8(hgfe, badc, 8));
}

static bool
is_fast(void)
{
    return __builtin_cpu_supports("sha") && __builtin_cpu_supports("sse4.1");
}
#else
static void
compress_fast(uint32_t state[8], const unsigned char *block)
{
    (void)state;
    (void)block;
}

static bool
is_fast(void)
{
    return false;
}
#endif

static uint32_t
rotate(uint32_t x, unsigned n)
{
    return x >> n | x << (32 - n);
}

static void
schedule(const unsigned char *block, uint32_t w[64])
{
    for (size_t i = 0; i < 16; i++, block += 4)
        w[i] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 |
               (uint32_t)block[2] << 8 | block[3];
    for (size_t i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];

        w[i] = w[i - 16] + w[i - 7] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) +
               (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
    }
}

static void
compress(uint32_t state[8], const unsigned char *block)
{
    uint32_t w[64];
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];

    schedule(block, w);
    for (size_t i = 0; i < 64; i++) {
        uint32_t choice = (e & f) ^ (~e & g);
        uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
        uint32_t t1 = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
                      choice + round_constants[i] + w[i];
        uint32_t t2 =
            (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority;

        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

void
sha256_init(struct sha256 *sha)
{
    *sha = (struct sha256){ .state = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372,
                                       0xa54ff53a, 0x510e527f, 0x9b05688c,
                                       0x1f83d9ab, 0x5be0cd19 } };
}

void
sha256_update(struct sha256 *sha, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    bool fast = is_fast();

    while (len > 0) {
        if (sha->length % sizeof(sha->block) == 0 &&
            len >= sizeof(sha->block)) { /* no need to copy it */
            (fast ? compress_fast : compress)(sha->state, p);
            sha->length += sizeof(sha->block);
            p += sizeof(sha->block);
            len -= sizeof(sha->block);
            continue;
        }
        size_t filled = (size_t)(sha->length % sizeof(sha->block));
        size_t n = sizeof(sha->block) - filled;

        if (n > len)
            n = len;
        memcpy(sha->block + filled, p, n);
        sha->length += n;
        p += n;
        len -= n;
        if (filled + n == sizeof(sha->block))
            (fast ? compress_fast : compress)(sha->state, sha->block);
    }
}

void
sha256_final(struct sha256 *sha, char out[SHA256_HEX])
{
    static const char hex[] = "0123456789abcdef";
    uint64_t bits = sha->length * 8;
    unsigned char size[8];

    for (size_t i = 0; i < sizeof(size); i++)
        size[i] = (unsigned char)(bits >> (56 - 8 * i) & 0xff);
    sha256_update(sha, "\x80", 1);
    while (sha->length % sizeof(sha->block) != 56)
        sha256_update(sha, "", 1);
    sha256_update(sha, size, sizeof(size));
    for (size_t i = 0; i < 64; i++)
        out[i] = hex[sha->state[i / 8] >> (28 - 4 * (i % 8)) & 0xf];
    out[64] = '\0';
}

void
sha256_hex(const void *bytes, size_t len, char out[SHA256_HEX])
{
    struct sha256 sha;

    sha256_init(&sha);
    sha256_update(&sha, bytes, len);
    sha256_final(&sha, out);
}
