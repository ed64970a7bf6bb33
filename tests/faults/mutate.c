/* SPDX-License-Identifier: MIT */
/* Damage at random; a document depends on the seed and its number only. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "faults/faults.h"

struct damage {
    char *bytes;
    size_t len, cap;
    uint64_t state;
};

/* xorshift64* */
static size_t
draw(struct damage *d, size_t below)
{
    d->state ^= d->state >> 12;
    d->state ^= d->state << 25;
    d->state ^= d->state >> 27;
    return below ? (size_t)((d->state * 0x2545F4914F6CDD1Du) >> 33) % below
                 : 0;
}

static void
flip_bit(struct damage *d)
{
    if (d->len)
        d->bytes[draw(d, d->len)] ^= (char)(1 << draw(d, 8));
}

static void
set_byte(struct damage *d)
{
    static const char set[] = "\0\t\n\r\f |(),.%-0123456789\xE5\x80\xFF";

    if (d->len)
        d->bytes[draw(d, d->len)] = set[draw(d, sizeof(set) - 1)];
}

static void
cut_out(struct damage *d)
{
    size_t at = draw(d, d->len + 1), n = draw(d, 200);

    if (n > d->len - at)
        n = d->len - at;
    memmove(d->bytes + at, d->bytes + at + n, d->len - at - n);
    d->len -= n;
}

static void
insert(struct damage *d, const char *bytes, size_t n)
{
    size_t at = draw(d, d->len + 1);

    if (n > d->cap - d->len)
        return;
    memmove(d->bytes + at + n, d->bytes + at, d->len - at);
    memcpy(d->bytes + at, bytes, n);
    d->len += n;
}

static void
repeat(struct damage *d)
{
    char copy[400];
    size_t at = draw(d, d->len + 1), n = draw(d, sizeof(copy));

    if (n > d->len - at)
        n = d->len - at;
    memcpy(copy, d->bytes + at, n);
    for (size_t times = draw(d, 4) + 1; times; times--)
        insert(d, copy, n);
}

static void
put_token(struct damage *d)
{
    static const char *const tokens[] = {
        "其中：",
        "合计",
        "分别为",
        "（",
        "）",
        "1.",
        "|",
        "\n",
        "\n\n",
        "\f",
        "%",
        "，",
        "99999999999999999999",
        "0.0",
        "-",
        "万元",
        "亿",
        "年",
        "比上年",
        "\xC2\xA0",
    };
    const char *token = tokens[draw(d, sizeof(tokens) / sizeof(tokens[0]))];

    insert(d, token, strlen(token));
}

/* Another digit for a digit. */
static void
change_digit(struct damage *d)
{
    size_t at = draw(d, d->len + 1);

    while (at < d->len && (d->bytes[at] < '0' || d->bytes[at] > '9'))
        at++;
    if (at < d->len)
        d->bytes[at] = (char)('0' + draw(d, 10));
}

static void
damage(struct damage *d)
{
    static void (*const kinds[])(struct damage *) = {
        flip_bit, set_byte, cut_out, repeat, put_token, change_digit,
    };

    for (size_t n = draw(d, 8) + 1; n; n--)
        kinds[draw(d, sizeof(kinds) / sizeof(kinds[0]))](d);
}

/* Drop what is not UTF-8, so that the damage gets beyond the decoder. */
static void
repair_text(struct damage *d)
{
    for (;;) {
        size_t bad = utf8_check(d->bytes, d->len);

        if (bad == d->len)
            return;
        memmove(d->bytes + bad, d->bytes + bad + 1, d->len - bad - 1);
        d->len--;
    }
}

void
mutate_all(struct run *run, size_t count, unsigned long seed)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = run->docs[i % run->ndocs].len;
        struct damage d = { .cap = len + 16384,
                            .len = len,
                            .state = (seed * 1000003u + i) * 2654435761u + 1 };
        char *exact;

        d.bytes = malloc(d.cap);
        memcpy(d.bytes, run->docs[i % run->ndocs].bytes, len);
        damage(&d);
        if (i % 8)
            repair_text(&d);
        exact = malloc(d.len + 1); /* so that reading too far is seen */
        memcpy(exact, d.bytes, d.len);
        exact[d.len] = '\0';
        fault_try(run, exact, d.len);
        free(exact);
        free(d.bytes);
    }
}
