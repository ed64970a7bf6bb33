/* SPDX-License-Identifier: MIT */
#include "kind/kind_int.h"

static bool
spans_total(const struct quantity *addends, size_t n, bool point,
            struct span *out)
{
    *out = (struct span){ 0 };
    for (size_t i = 0; i < n; i++) {
        struct span s = point ? span_point(addends[i]) : span_of(addends[i]);

        if (!span_add(*out, s, out))
            return false;
    }
    return true;
}

/* Exact figures add up exactly, unless the total prints fewer decimals than
 * an addend and had to be rounded. */
static enum stating
stating_of(const struct quantity *addends, size_t n, struct quantity total)
{
    for (size_t i = 0; i < n; i++)
        if (!addends[i].exact ||
            last_digit_exp(addends[i]) < last_digit_exp(total))
            return STATED_ROUNDED;
    return STATED_EXACT;
}

struct outcome
kind_sum(const struct quantity *addends, size_t n, struct quantity total)
{
    struct span all, printed;
    struct reach reach, point;

    if (!spans_total(addends, n, false, &all) ||
        !spans_total(addends, n, true, &printed))
        return outcome_undecided();
    reach = reach_of(all);
    point = reach_of(printed);
    return judge(&reach, &point, total, stating_of(addends, n, total));
}

struct outcome
kind_difference(struct quantity a, struct quantity b,
                struct quantity difference)
{
    struct quantity terms[2] = { a, b };

    terms[1].printed = dec_neg(b.printed);
    terms[1].open = -b.open;
    return kind_sum(terms, 2, difference);
}
