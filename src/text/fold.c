/* SPDX-License-Identifier: MIT */
#include "text/text_int.h"

/* [first, last] becomes to, or counts up from it.  Sorted. */
struct fold_range {
    uint32_t first, last, to;
    enum { ALL_TO, UP_FROM } how;
};

static const struct fold_range ranges[] = {
    { 0x0085, 0x0085, '\n', ALL_TO }, /* next line */
    { 0x00A0, 0x00A0, ' ', ALL_TO },
    { 0x00AD, 0x00AD, FOLD_DROP, ALL_TO }, /* soft hyphen */
    { 0x034F, 0x034F, FOLD_DROP, ALL_TO },
    { 0x061C, 0x061C, FOLD_DROP, ALL_TO },
    { 0x1680, 0x1680, ' ', ALL_TO },
    { 0x180E, 0x180E, FOLD_DROP, ALL_TO },
    { 0x2000, 0x200A, ' ', ALL_TO },
    { 0x200B, 0x200F, FOLD_DROP, ALL_TO },
    { 0x2010, 0x2013, '-', ALL_TO },    /* hyphens, figure and en dash */
    { 0x2015, 0x2015, 0x2014, ALL_TO }, /* bar: an em dash */
    { 0x2024, 0x2024, '.', ALL_TO },
    { 0x2028, 0x2029, '\n', ALL_TO },
    { 0x202A, 0x202E, FOLD_DROP, ALL_TO },
    { 0x202F, 0x202F, ' ', ALL_TO },
    { 0x2039, 0x2039, '<', ALL_TO },
    { 0x203A, 0x203A, '>', ALL_TO },
    { 0x2044, 0x2044, '/', ALL_TO }, /* fraction slash */
    { 0x205F, 0x205F, ' ', ALL_TO },
    { 0x2060, 0x2064, FOLD_DROP, ALL_TO },
    { 0x2066, 0x206F, FOLD_DROP, ALL_TO },
    { 0x2212, 0x2212, '-', ALL_TO }, /* minus */
    { 0x2215, 0x2215, '/', ALL_TO },
    { 0x2223, 0x2223, '|', ALL_TO },
    { 0x2236, 0x2236, ':', ALL_TO },
    { 0x223C, 0x223C, '~', ALL_TO },
    { 0x2266, 0x2266, 0x2264, ALL_TO },
    { 0x2267, 0x2267, 0x2265, ALL_TO },
    { 0x226E, 0x226E, 0x2265, ALL_TO }, /* not less than */
    { 0x226F, 0x226F, 0x2264, ALL_TO }, /* not greater than */
    { 0x2500, 0x2501, 0x2014, ALL_TO }, /* box lines used as dashes */
    { 0x2502, 0x2503, '|', ALL_TO },
    { 0x2550, 0x2550, '=', ALL_TO },
    { 0x2A7D, 0x2A7D, 0x2264, ALL_TO },
    { 0x2A7E, 0x2A7E, 0x2265, ALL_TO },
    { 0x2E9F, 0x2E9F, FOLD_COMPAT, ALL_TO },
    { 0x2EF3, 0x2EF3, FOLD_COMPAT, ALL_TO },
    { 0x2F00, 0x2FD5, FOLD_COMPAT, ALL_TO }, /* Kangxi radicals */
    { 0x3000, 0x3000, ' ', ALL_TO },
    { 0x301C, 0x301C, '~', ALL_TO },
    { 0x3038, 0x303A, FOLD_COMPAT, ALL_TO },
    { 0x3164, 0x3164, ' ', ALL_TO },
    { 0xF900, 0xFAD9, FOLD_COMPAT, ALL_TO }, /* compatibility ideographs */
    { 0xFE00, 0xFE0F, FOLD_DROP, ALL_TO },   /* variation selectors */
    { 0xFE10, 0xFE10, 0xFF0C, ALL_TO },
    { 0xFE11, 0xFE12, 0x3001, UP_FROM },
    { 0xFE13, 0xFE13, ':', ALL_TO },
    { 0xFE14, 0xFE14, 0xFF1B, ALL_TO },
    { 0xFE30, 0xFE30, ':', ALL_TO },
    { 0xFE31, 0xFE31, 0x2014, ALL_TO },
    { 0xFE35, 0xFE35, '(', ALL_TO },
    { 0xFE36, 0xFE36, ')', ALL_TO },
    { 0xFE50, 0xFE50, 0xFF0C, ALL_TO }, /* small forms */
    { 0xFE51, 0xFE51, 0x3001, ALL_TO },
    { 0xFE52, 0xFE52, '.', ALL_TO },
    { 0xFE54, 0xFE54, 0xFF1B, ALL_TO },
    { 0xFE55, 0xFE55, ':', ALL_TO },
    { 0xFE56, 0xFE56, '?', ALL_TO },
    { 0xFE57, 0xFE57, '!', ALL_TO },
    { 0xFE58, 0xFE58, 0x2014, ALL_TO },
    { 0xFE59, 0xFE5A, '(', UP_FROM },
    { 0xFE5B, 0xFE5B, '{', ALL_TO },
    { 0xFE5C, 0xFE5C, '}', ALL_TO },
    { 0xFE5D, 0xFE5E, 0x3014, UP_FROM },
    { 0xFE5F, 0xFE5F, '#', ALL_TO },
    { 0xFE60, 0xFE60, '&', ALL_TO },
    { 0xFE61, 0xFE61, '*', ALL_TO },
    { 0xFE62, 0xFE62, '+', ALL_TO },
    { 0xFE63, 0xFE63, '-', ALL_TO },
    { 0xFE64, 0xFE64, '<', ALL_TO },
    { 0xFE65, 0xFE65, '>', ALL_TO },
    { 0xFE66, 0xFE66, '=', ALL_TO },
    { 0xFE68, 0xFE68, '\\', ALL_TO },
    { 0xFE69, 0xFE6A, '$', UP_FROM },
    { 0xFE6B, 0xFE6B, '@', ALL_TO },
    { 0xFEFF, 0xFEFF, FOLD_DROP, ALL_TO },
    { 0xFF61, 0xFF61, 0x3002, ALL_TO },
    { 0xFF64, 0xFF64, 0x3001, ALL_TO },
    { 0xFFA0, 0xFFA0, ' ', ALL_TO },
    { 0xFFE3, 0xFFE3, 0x00AF, ALL_TO },
    { 0xFFE5, 0xFFE5, 0x00A5, ALL_TO }, /* yen and yuan sign */
    { 0xFFF9, 0xFFFB, FOLD_DROP, ALL_TO },
    { 0x2F800, 0x2FA1D, FOLD_COMPAT, ALL_TO },
    { 0xE0100, 0xE01EF, FOLD_DROP, ALL_TO },
};

uint32_t
fold_char(uint32_t cp)
{
    size_t low = 0, high = sizeof(ranges) / sizeof(ranges[0]);

    /* Too many to search for each: punctuation, which no row of the table
     * changes, and full-width forms, but neither comma nor semicolon. */
    if (cp > 0x3000 && cp < 0x301C)
        return cp;
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        return cp == 0xFF0C || cp == 0xFF1B ? cp : cp - 0xFF01 + '!';
    while (low < high) {
        size_t mid = (low + high) / 2;
        const struct fold_range *r = &ranges[mid];

        if (cp > r->last)
            low = mid + 1;
        else if (cp < r->first)
            high = mid;
        else
            return r->how == ALL_TO ? r->to : r->to + (cp - r->first);
    }
    return cp;
}

bool
fold_is_foreign(uint32_t cp, int *kind)
{
    if (cp == 0)
        *kind = REMARK_NUL;
    else if ((cp < 0x20 && cp != '\t' && (cp < '\n' || cp > '\r')) ||
             (cp >= 0x7F && cp < 0xA0 && cp != 0x85) ||
             (cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF))
        *kind = REMARK_CONTROL;
    else if ((cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000)
        *kind = REMARK_PRIVATE;
    else
        return false;
    return true;
}

uint32_t
fold_pair(uint32_t first, uint32_t second)
{
    if ((first == '>' && second == '=') || (first == '=' && second == '>'))
        return 0x2265;
    if ((first == '<' && second == '=') || (first == '=' && second == '<'))
        return 0x2264;
    return 0;
}

bool
fold_is_alnum(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 'A' && cp <= 'Z');
}

/* Vowels of Latin-1 and Latin Extended A and B with one of the four tone
 * marks, and the umlaut without. */
static const uint16_t toned[] = {
    0xE0,  0xE1,  0xE8,  0xE9,  0xEC,  0xED,  0xF2,  0xF3,   0xF9,
    0xFA,  0x101, 0x113, 0x11B, 0x12B, 0x144, 0x148, 0x14D,  0x16B,
    0x1CE, 0x1D0, 0x1D2, 0x1D4, 0x1D6, 0x1D8, 0x1DA, 0x1DC,  0x1F9,
    0x103, 0x12D, 0x14F, 0x16D, 0xEA,  0xE2,  0xEE,  0x1E3F,
};

bool
fold_is_pinyin(uint32_t cp, bool *tone)
{
    if ((cp >= 'a' && cp <= 'z') || cp == 0xFC || cp == 0x251 || cp == 0x261)
        return true;
    if (cp >= 0x300 && cp <= 0x30C) { /* combining marks */
        *tone = true;
        return true;
    }
    for (size_t i = 0; i < sizeof(toned) / sizeof(toned[0]); i++)
        if (cp == toned[i]) {
            *tone = true;
            return true;
        }
    return false;
}
