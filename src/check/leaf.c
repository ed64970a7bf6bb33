/* SPDX-License-Identifier: MIT */
#include "check/leaf.h"

#include "base/utf8.h"

#define NAME_CHARS 60

static size_t
chars_of(struct str s, uint32_t *out)
{
    size_t n = 0, width;

    for (size_t i = 0; i < s.len && n < NAME_CHARS; i += width) {
        uint32_t cp = utf8_get(s.ptr + i, &width);

        if (cp > ' ')
            out[n++] = cp;
    }
    return n;
}

unsigned
name_similarity(struct str a, struct str b)
{
    uint32_t x[NAME_CHARS], y[NAME_CHARS];
    bool used[NAME_CHARS] = { false };
    size_t n = chars_of(a, x), m = chars_of(b, y), shared = 0;

    if (n < 2 || m < 2)
        return 0;
    for (size_t i = 0; i + 1 < n; i++)
        for (size_t k = 0; k + 1 < m; k++)
            if (!used[k] && x[i] == y[k] && x[i + 1] == y[k + 1]) {
                used[k] = true;
                shared++;
                break;
            }
    return (unsigned)(200 * shared / (n - 1 + m - 1));
}

int
leaf_meets(const struct document *doc, const struct record *record)
{
    uint32_t t = record->value[COL_TARGET].figure;
    uint32_t a = record->value[COL_ACTUAL].figure;
    const struct figure *target, *actual;
    int order;

    if (t == FACT_NONE || a == FACT_NONE)
        return 0;
    target = &doc->figures.items[t];
    actual = &doc->figures.items[a];
    if (!target->has_value || !actual->has_value ||
        target->kind != actual->kind || target->unit != actual->unit ||
        target->range != RANGE_NONE || actual->range != RANGE_NONE ||
        actual->approximate || target->approximate ||
        actual->comparator != CMP_NONE)
        return 0;
    order = dec_cmp(actual->value, target->value);
    switch (target->comparator) {
    case CMP_GE:
    case CMP_NONE:
        return order >= 0 ? 1 : -1;
    case CMP_GT:
        return order > 0 ? 1 : -1;
    case CMP_LE:
        return order <= 0 ? 1 : -1;
    case CMP_LT:
        return order < 0 ? 1 : -1;
    case CMP_EQ:
        return order == 0 ? 1 : 0;
    case CMP_APPROX:
        break;
    }
    return 0;
}
