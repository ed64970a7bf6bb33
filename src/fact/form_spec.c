/* SPDX-License-Identifier: MIT */
/* The brackets and formulas that stand behind the word of a column. */
#include <string.h>

#include "fact/form.h"

static bool
is_spec_byte(char c)
{
    return c && strchr("()=+-*/%.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", c);
}

/* Length of "(A)", "(6)=(3)/(1)", "(20分*执行率)" ... at off. */
size_t
head_spec_len(struct str key, size_t off)
{
    size_t i = off;
    int depth = 0;

    while (i < key.len) {
        char c = key.ptr[i];

        if (depth == 0 && !is_spec_byte(c) &&
            !((unsigned char)c == 0xC3 && i + 1 < key.len))
            break;
        if (c == '(')
            depth++;
        else if (c == ')' && depth > 0)
            depth--;
        i++;
    }
    return i - off;
}

static bool
has_operator(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (strchr("+-*/", s.ptr[i]) ||
            ((unsigned char)s.ptr[i] == 0xC3 && i + 1 < s.len))
            return true;
    return false;
}

/* One bracket's content: a letter, a number, a formula or a unit. */
static void
spec_bracket(struct form_column *col, struct str in)
{
    const char *eq = in.len ? memchr(in.ptr, '=', in.len) : NULL;
    struct str left = in;

    if (eq) {
        col->formula = str_sub(in, (size_t)(eq - in.ptr) + 1, in.len);
        left = str_sub(in, 0, (size_t)(eq - in.ptr));
    } else if (has_operator(in) && in.len > 2) {
        col->formula = in;
        return;
    }
    if (left.len == 1 && left.ptr[0] >= 'A' && left.ptr[0] <= 'Z')
        col->letter = left.ptr[0];
    else if (left.len == 1 && left.ptr[0] >= '1' && left.ptr[0] <= '9')
        col->number = (uint8_t)(left.ptr[0] - '0');
    else if (str_eqc(left, "%"))
        col->percent = true;
}

void
head_spec_read(struct form_column *col, struct str spec)
{
    const char *eq = spec.len ? memchr(spec.ptr, '=', spec.len) : NULL;
    size_t i = 0;

    if (eq && spec.ptr[0] == '(' && eq > spec.ptr && eq[-1] == ')') {
        col->formula = str_sub(spec, (size_t)(eq - spec.ptr) + 1, spec.len);
        spec = str_sub(spec, 0, (size_t)(eq - spec.ptr));
    }
    if (spec.len && spec.ptr[spec.len - 1] == '%')
        col->percent = true;
    while (i < spec.len) {
        const char *close;

        if (spec.ptr[i] != '(') {
            i++;
            continue;
        }
        close = memchr(spec.ptr + i, ')', spec.len - i);
        if (!close)
            return;
        spec_bracket(col, str_sub(spec, i + 1, (size_t)(close - spec.ptr)));
        i = (size_t)(close - spec.ptr) + 1;
    }
}
