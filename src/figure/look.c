/* SPDX-License-Identifier: MIT */
/* Looking around a place of the flow. */
#include "figure/scan.h"

bool
is_digit(const struct scan *scan, size_t p)
{
    return p < scan->s.len && scan->s.ptr[p] >= '0' && scan->s.ptr[p] <= '9';
}

bool
is_letter(const struct scan *scan, size_t p)
{
    if (p >= scan->s.len)
        return false;
    char c = scan->s.ptr[p];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char
byte_at(const struct scan *scan, size_t p)
{
    if (p >= scan->s.len)
        return 0;
    return scan->s.ptr[p];
}

uint32_t
cp_at(const struct scan *scan, size_t p, size_t *next)
{
    size_t w;

    if (p >= scan->s.len) {
        *next = p;
        return 0;
    }
    uint32_t cp = utf8_get(scan->s.ptr + p, &w);
    *next = p + w;
    return cp;
}

uint32_t
cp_before(const struct scan *scan, size_t p, size_t *from)
{
    size_t w;

    *from = p;
    if (p == 0)
        return 0;
    *from = utf8_back(scan->s.ptr, p);
    return utf8_get(scan->s.ptr + *from, &w);
}

size_t
skip_digits(const struct scan *scan, size_t p)
{
    while (is_digit(scan, p))
        p++;
    return p;
}

/* Two at most: wider gaps separate. */
size_t
skip_blanks(const struct scan *scan, size_t p)
{
    for (int i = 0; i < 2 && p < scan->s.len; i++)
        p += scan->s.ptr[p] == ' ';
    return p;
}

size_t
back_blanks(const struct scan *scan, size_t p)
{
    for (int i = 0; i < 2 && p > 0; i++)
        p -= scan->s.ptr[p - 1] == ' ';
    return p;
}

int32_t
digits_value(const struct scan *scan, size_t from, size_t to)
{
    int32_t v = 0;

    if (to <= from || to - from > 9)
        return -1;
    for (size_t i = from; i < to; i++)
        v = v * 10 + (scan->s.ptr[i] - '0');
    return v;
}

bool
is_border(uint32_t cp)
{
    return cp == 0 || cp == '\n' || cp == FLOW_CELL || cp == FLOW_ROW;
}

bool
is_han(uint32_t cp)
{
    return cp >= 0x2E80 && utf8_is_han(cp);
}

bool
clause_starts(const struct scan *scan, size_t p)
{
    size_t from;
    uint32_t cp = cp_before(scan, back_blanks(scan, p), &from);

    return is_border(cp) || cp == CP_STOP || cp == CP_SEMICOLON || cp == ';' ||
           cp == CP_COLON || cp == ':' || cp == CP_COMMA || cp == ',' ||
           cp == ')' || cp == 0x201D || cp == 0x201C;
}

const struct block *
block_at(struct scan *scan, size_t p)
{
    const struct layout *l = scan->layout;

    while (scan->block + 1 < l->nblocks && l->blocks[scan->block].end <= p)
        scan->block++;
    if (scan->block >= l->nblocks)
        return NULL;
    const struct block *b = &l->blocks[scan->block];
    return b->begin <= p && p < b->end ? b : NULL;
}

const struct cell *
cell_at(struct scan *scan, size_t p)
{
    const struct layout *l = scan->layout;

    while (scan->cell + 1 < l->ncells && l->cells[scan->cell].end <= p)
        scan->cell++;
    if (scan->cell >= l->ncells)
        return NULL;
    const struct cell *c = &l->cells[scan->cell];
    return c->begin <= p && p < c->end ? c : NULL;
}
