/* SPDX-License-Identifier: MIT */
/*
 * Views: a pointer and a length.  They borrow; never NUL-terminated unless a
 * function says so.
 *
 * Floor 0.
 */
#ifndef GJ_BASE_STR_H
#define GJ_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct str {
    const char *ptr;
    size_t len;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_NONE     ((struct str){ NULL, 0 })

struct str str_of(const char *cstring); /* NULL gives an empty view */
bool str_eq(struct str a, struct str b);
bool str_eqc(struct str a, const char *cstring);
int str_cmp(struct str a, struct str b); /* bytewise */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Byte offset of the first needle at or after from, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
struct str str_sub(struct str s, size_t from, size_t to); /* clamped */
struct str str_trim(struct str s); /* ASCII blanks and tabs, both ends */
/* NUL-terminated copy, or NULL when the arena is exhausted. */
char *str_dup(struct arena *arena, struct str s);
uint64_t str_hash(struct str s);

#endif
