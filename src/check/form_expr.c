/* SPDX-License-Identifier: MIT */
#include "check/form_expr.h"

#include <string.h>

#include "base/utf8.h"

#define TIMES      0x00D7u
#define DIVIDE     0x00F7u
#define STEP_SCALE 8
#define DEPTH_MAX  8

static char
operator_of(uint32_t cp)
{
    if (cp == TIMES)
        return '*';
    if (cp == DIVIDE)
        return '/';
    if (cp == 0 || cp >= 0x80 || !strchr("+-*/()", (int)cp))
        return '\0';
    return (char)cp;
}

static bool
token_add(struct expr *e, char kind)
{
    if (e->ntokens == EXPR_TOKENS_MAX)
        return false;
    e->tokens[e->ntokens++] = (struct expr_token){ .kind = kind };
    return true;
}

static size_t
read_number(struct expr *e, struct str s, size_t i)
{
    size_t end = i;
    struct expr_token *t;

    while (end < s.len &&
           ((s.ptr[end] >= '0' && s.ptr[end] <= '9') || s.ptr[end] == '.'))
        end++;
    if (!token_add(e, '0'))
        return 0;
    t = &e->tokens[e->ntokens - 1];
    if (!dec_parse(s.ptr + i, end - i, &t->value))
        return 0;
    if (end < s.len && s.ptr[end] == '%') {
        end++;
        if (!dec_shift(t->value, -2, &t->value))
            return 0;
    } else if (dec_cmp(t->value, (struct dec){ 100, 0 }) == 0) {
        e->hundred = true;
    }
    return end - i;
}

static size_t
read_name(struct expr *e, struct str s, size_t i)
{
    size_t end = i, width;
    struct str name;

    while (end < s.len && utf8_is_han(utf8_get(s.ptr + end, &width)))
        end += width;
    name = str_sub(s, i, end);
    if (name.len == 0 || !token_add(e, 'x'))
        return 0;
    for (size_t k = 0; k < e->nnames; k++)
        if (str_eq(e->names[k], name)) {
            e->tokens[e->ntokens - 1].name = k;
            return name.len;
        }
    if (e->nnames == EXPR_NAMES_MAX)
        return 0;
    e->tokens[e->ntokens - 1].name = e->nnames;
    e->names[e->nnames++] = name;
    return name.len;
}

/* Values and operators in turn, brackets matched. */
static bool
well_formed(const struct expr *e)
{
    int depth = 0;
    bool value = false, operators = false;

    for (size_t i = 0; i < e->ntokens; i++) {
        char k = e->tokens[i].kind;

        if (k == '(' || k == '0' || k == 'x') {
            if (value)
                return false;
            value = k != '(';
            depth += k == '(';
        } else {
            if (!value)
                return false;
            value = k == ')';
            depth -= k == ')';
            operators |= k != ')';
        }
        if (depth < 0 || depth > DEPTH_MAX)
            return false;
    }
    return depth == 0 && value && operators;
}

bool
expr_read(struct str s, struct expr *e)
{
    size_t i = 0;

    memset(e, 0, sizeof(*e));
    while (i < s.len) {
        size_t width, used;
        uint32_t cp = utf8_get(s.ptr + i, &width);
        char op = operator_of(cp);

        if (op) {
            if (!token_add(e, op))
                return false;
            used = width;
        } else if (cp >= '0' && cp <= '9') {
            used = read_number(e, s, i);
        } else {
            used = read_name(e, s, i);
        }
        if (used == 0)
            return false;
        i += used;
    }
    return well_formed(e);
}

struct machine {
    const struct expr *e;
    const struct dec *values;
    size_t i;
    bool failed;
};

static struct dec apply(struct machine *m, char op, struct dec a,
                        struct dec b);
static struct dec sum(struct machine *m);

static char
peek(const struct machine *m)
{
    if (m->i >= m->e->ntokens)
        return '\0';
    return m->e->tokens[m->i].kind;
}

static struct dec
atom(struct machine *m)
{
    const struct expr_token *t = &m->e->tokens[m->i++];
    struct dec v;

    if (t->kind == '0')
        return t->value;
    if (t->kind == 'x')
        return m->values[t->name];
    v = sum(m); /* depth is bounded by well_formed() */
    m->i++;
    return v;
}

static struct dec
product(struct machine *m)
{
    struct dec v = atom(m);

    while (peek(m) == '*' || peek(m) == '/') {
        char op = m->e->tokens[m->i++].kind;

        v = apply(m, op, v, atom(m));
    }
    return v;
}

static struct dec
sum(struct machine *m)
{
    struct dec v = product(m);

    while (peek(m) == '+' || peek(m) == '-') {
        char op = m->e->tokens[m->i++].kind;

        v = apply(m, op, v, product(m));
    }
    return v;
}

static struct dec
apply(struct machine *m, char op, struct dec a, struct dec b)
{
    struct dec v = { 0 };
    bool ok;

    a = dec_round(a, STEP_SCALE);
    b = dec_round(b, STEP_SCALE);
    if (op == '+')
        ok = dec_add(a, b, &v);
    else if (op == '-')
        ok = dec_sub(a, b, &v);
    else if (op == '*')
        ok = dec_mul(dec_round(a, 6), dec_round(b, 6), &v);
    else
        ok = !dec_is_zero(b) && dec_div(a, b, 0, STEP_SCALE, &v);
    if (!ok)
        m->failed = true;
    return ok ? v : (struct dec){ 0, 0 };
}

bool
expr_value(const struct expr *e, const struct dec *values, struct dec *out)
{
    struct machine m = { .e = e, .values = values };
    struct dec v = sum(&m);

    if (m.failed)
        return false;
    *out = v;
    return true;
}
