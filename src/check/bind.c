/* SPDX-License-Identifier: MIT */
/*
 * What binders share: making results, printing figures and messages.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "check/check.h"

#define NAME_MAX_BYTES 60 /* a longer label is a sentence, not a name */

void
check_fail(struct check *check)
{
    if (!check->failed)
        err_set(check->err, GJ_NOMEM, "out of memory");
    check->failed = true;
}

struct result *
check_result(struct check *check, const struct relation_rule *rule,
             size_t nterms, size_t nreadings)
{
    struct arena *arena = check->doc->arena;
    struct result *r;

    check->items = vec_grow(arena, check->items, check->n, &check->cap,
                            sizeof(*check->items));
    if (check->n > LIMIT_RELATIONS) {
        check->failed = true;
        limit_reached(arena, LIMIT_IS_RELATIONS, check->err);
        return NULL;
    }
    if (!check->items) {
        check_fail(check);
        return NULL;
    }
    r = &check->items[check->n];
    *r = (struct result){ .rule = rule,
                          .verdict = GJ_UNDECIDED,
                          .severity = rule->pub.severity,
                          .reason = "",
                          .slip_term = FACT_NONE };
    r->terms = arena_array(arena, nterms + 1, sizeof(*r->terms));
    r->readings = arena_array(arena, nreadings + 1, sizeof(*r->readings));
    if (!r->terms || !r->readings) {
        check_fail(check);
        return NULL;
    }
    r->nterms = nterms;
    r->nreadings = nreadings;
    check->n++;
    return r;
}

struct quantity
figure_quantity(const struct document *doc, uint32_t figure)
{
    const struct figure *f = &doc->figures.items[figure];
    struct quantity q = { .printed = f->value, .approximate = f->approximate };

    if (f->unit && f->kind != FIGURE_PERCENT && f->unit->base.len)
        q.power = f->unit->power;
    q.exact = f->kind == FIGURE_COUNT || f->kind == FIGURE_SCORE ||
              f->kind == FIGURE_ORDINAL;
    if (f->comparator == CMP_GT || f->comparator == CMP_GE)
        q.open = 1;
    else if (f->comparator == CMP_LT || f->comparator == CMP_LE)
        q.open = -1;
    return q;
}

struct bound
bound_figure(const struct document *doc, const char *term, uint32_t figure)
{
    const struct figure *f = &doc->figures.items[figure];

    return (struct bound){ .term = term,
                           .figure = figure,
                           .flow_begin = f->begin,
                           .flow_end = f->end,
                           .q = figure_quantity(doc, figure),
                           .suspectable = true };
}

struct bound
bound_text(const char *term, uint32_t flow_begin, uint32_t flow_end)
{
    return (struct bound){ .term = term,
                           .figure = FACT_NONE,
                           .flow_begin = flow_begin,
                           .flow_end = flow_end };
}

const char *
value_print(const struct document *doc, struct dec value, uint32_t like_figure)
{
    const struct figure *f = &doc->figures.items[like_figure];
    struct str unit = f->unit ? f->unit->name : STR_NONE;
    char digits[DEC_TEXT_MAX], *text;
    size_t len = dec_format(value, digits);

    text = arena_alloc(doc->arena, len + unit.len + 1);
    if (!text)
        return "";
    memcpy(text, digits, len);
    if (unit.len)
        memcpy(text + len, unit.ptr, unit.len);
    return text;
}

const char *
figure_print(const struct document *doc, uint32_t figure)
{
    const struct figure *f = &doc->figures.items[figure];

    if (f->has_value && f->fraction.coef == 0)
        return value_print(doc, f->value, figure);
    return str_dup(doc->arena,
                   source_slice(&doc->text.source, f->src_from, f->src_to));
}

/* The words at the end of a label that name the figure by themselves. */
static struct str
label_words(const struct check *check, struct str label, bool rate)
{
    const struct wordlist *words = rules_words(
        check->doc->rules, rate ? "figure_label_rate" : "figure_label_amount");
    size_t len = words_before(words, label, label.len);

    return str_sub(label, label.len - len, label.len);
}

/* A label without the words that lead to it; empty if it is too long for a
 * name or cut through a quotation. */
static struct str
label_clean(const struct check *check, struct str label)
{
    const struct wordlist *lead =
        rules_words(check->doc->rules, "figure_label_lead");
    size_t len, close;

    while ((len = words_at(lead, label, 0)) > 0 && len < label.len)
        label = str_sub(label, len, label.len);
    close = str_find(label, STR("\xE2\x80\x9D"), 0);
    if (label.len > NAME_MAX_BYTES ||
        (close != SIZE_MAX && str_find(label, STR("\xE2\x80\x9C"), 0) > close))
        return STR_NONE;
    return label;
}

const char *
figure_name(const struct check *check, uint32_t figure)
{
    const struct document *doc = check->doc;
    uint32_t at = doc->facts.of_figure[figure];
    const struct fact *fact;
    const struct role *role;
    struct str own = STR_NONE, label;

    if (at == FACT_NONE)
        return "";
    fact = &doc->facts.items[at];
    role = fact->role == ROLE_NONE ? NULL : &doc->rules->roles[fact->role];
    label = label_clean(check, fact->label);
    if (label.len && role && !strcmp(role->group, "value"))
        return str_dup(doc->arena, label);
    if (check->lang == GJ_ZH)
        own = label_words(check, label,
                          doc->figures.items[figure].kind == FIGURE_PERCENT);
    if (own.len)
        return str_dup(doc->arena, own);
    if (role && !fact->in_form)
        own = rules_text(doc->rules, "prose_name", check->lang, role->id);
    if (own.len)
        return str_dup(doc->arena, own);
    if (role && strcmp(role->id, "amount") != 0)
        return role->names[check->lang] ? role->names[check->lang] : role->id;
    if (label.len)
        return str_dup(doc->arena, label);
    return role && role->names[check->lang] ? role->names[check->lang] : "";
}

#define PAIRS_MAX 12

struct pairs {
    const char *name[PAIRS_MAX], *text[PAIRS_MAX];
    size_t n;
};

#define ADDENDS_SHOWN 6 /* in a message; the formula has them all */

/* "a + b + ... + z": the middle of a long sum is left out. */
static void
text_put(struct buf *out, const char *text)
{
    struct str s = str_of(text), plus = STR(" + ");
    size_t n = 0, cut = 0, last = 0;

    for (size_t at = str_find(s, plus, 0); at != SIZE_MAX;
         at = str_find(s, plus, at + plus.len)) {
        if (++n == ADDENDS_SHOWN - 1)
            cut = at;
        last = at;
    }
    if (n <= ADDENDS_SHOWN) {
        buf_puts(out, text);
        return;
    }
    buf_str(out, str_sub(s, 0, cut));
    buf_puts(out, " + \xE2\x80\xA6");
    buf_str(out, str_sub(s, last, s.len));
}

static const char *
pair_find(const struct pairs *pairs, const char *name, size_t len)
{
    for (size_t i = 0; i < pairs->n; i++)
        if (strlen(pairs->name[i]) == len &&
            !memcmp(pairs->name[i], name, len))
            return pairs->text[i] ? pairs->text[i] : "";
    return "";
}

const char *
check_message(struct check *check, const struct relation_rule *rule, ...)
{
    struct pairs pairs = { .n = 0 };
    const char *p = rule->message[check->lang];
    struct buf out;
    va_list ap;

    if (!p)
        p = rule->message[GJ_ZH];
    va_start(ap, rule);
    while (pairs.n < PAIRS_MAX) {
        const char *name = va_arg(ap, const char *);

        if (!name)
            break;
        pairs.name[pairs.n] = name;
        pairs.text[pairs.n++] = va_arg(ap, const char *);
    }
    va_end(ap);
    buf_init(&out, check->doc->arena);
    while (*p) {
        const char *open = strchr(p, '{');
        const char *close = open ? strchr(open, '}') : NULL;

        if (!close) {
            buf_puts(&out, p);
            break;
        }
        buf_put(&out, p, (size_t)(open - p));
        text_put(&out,
                 pair_find(&pairs, open + 1, (size_t)(close - open) - 1));
        p = close + 1;
    }
    if (out.failed)
        check_fail(check);
    return buf_cstr(&out);
}

const char *
check_printf(struct check *check, const char *fmt, ...)
{
    char small[512];
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(small, sizeof(small), fmt, ap);
    va_end(ap);
    if (n < 0)
        n = 0;
    if ((size_t)n >= sizeof(small)) { /* cut at a character, marked */
        size_t cut = sizeof(small) - 4;

        while (cut && ((unsigned char)small[cut] & 0xC0) == 0x80)
            cut--;
        memcpy(small + cut, "...", 4);
    }
    return str_dup(check->doc->arena, str_of(small));
}
