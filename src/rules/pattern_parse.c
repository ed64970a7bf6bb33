/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "rules/pattern_int.h"

/* What no gap may cross: 。 ； ; and the borders of rows, cells and lines. */
#define STOPS   "\u3002\uff1b;\n\x1e\x1f"
#define FIGURES "\uE000-\uE0FF"

struct parser {
    struct json_in *in;
    const struct gj_rules *rules;
    struct str text;
    size_t at;
    unsigned depth;
    struct pattern_tree *tree;
};

static struct node *parse_alternatives(struct parser *p);

static struct node *
fail(struct parser *p, const char *why)
{
    size_t at = 1;

    for (size_t i = 0; i < p->at; i++)
        at += ((unsigned char)p->text.ptr[i] & 0xC0) != 0x80;
    json_fail(p->in, "at character %zu: %s", at, why);
    return NULL;
}

static struct node *
node_new(struct parser *p, enum node_kind kind)
{
    struct node *node = ARENA_NEW(p->tree->scratch, struct node);

    if (!node)
        json_no_memory(p->in);
    else
        node->kind = kind;
    return node;
}

static struct node *
node_text(struct parser *p, enum node_kind kind, struct str text)
{
    struct node *node = node_new(p, kind);

    if (node)
        node->text = text;
    return node;
}

static struct node *
node_over(struct parser *p, enum node_kind kind, struct node *first)
{
    struct node *node = first ? node_new(p, kind) : NULL;

    if (node)
        node->first = first;
    return node;
}

static struct node *
node_repeat(struct parser *p, struct node *first, unsigned min, unsigned max)
{
    struct node *node = node_over(p, NODE_REPEAT, first);

    if (node) {
        node->min = min;
        node->max = max;
    }
    return node;
}

/* Append to the list that *tail is the end of; false if there is no node. */
static bool
append(struct node ***tail, struct node *node)
{
    if (!node)
        return false;
    **tail = node;
    *tail = &node->next;
    return true;
}

static bool
more(const struct parser *p)
{
    return p->at < p->text.len;
}

static char
peek(const struct parser *p, size_t ahead)
{
    if (p->at + ahead >= p->text.len)
        return '\0';
    return p->text.ptr[p->at + ahead];
}

static bool
accept(struct parser *p, const char *text)
{
    struct str rest = str_sub(p->text, p->at, p->text.len);

    if (!str_starts(rest, str_of(text)))
        return false;
    p->at += strlen(text);
    return true;
}

/* The next character, as it stands in the pattern. */
static struct str
take_char(struct parser *p)
{
    size_t width, at = p->at;

    utf8_get(p->text.ptr + at, &width);
    p->at += width;
    return str_sub(p->text, at, p->at);
}

static bool
take_number(struct parser *p, unsigned *out)
{
    unsigned n = 0;
    size_t start = p->at;

    while (peek(p, 0) >= '0' && peek(p, 0) <= '9' && n <= LIMIT_PATTERN_REPEAT)
        n = n * 10 + (unsigned)(p->text.ptr[p->at++] - '0');
    *out = n;
    return p->at > start && n <= LIMIT_PATTERN_REPEAT;
}

static struct node *
word_list(struct parser *p, struct str name)
{
    const struct wordlist *list = NULL;
    struct node *alt = node_new(p, NODE_ALT);
    struct node **tail = alt ? &alt->first : NULL;

    for (size_t i = 0; i < p->rules->nlists; i++)
        if (str_eqc(name, p->rules->lists[i].name))
            list = &p->rules->lists[i];
    if (!list) {
        json_fail(p->in, "there is no word list \"%.*s\"", (int)name.len,
                  name.ptr);
        return NULL;
    }
    for (size_t i = 0; alt && i < list->n; i++)
        if (!append(&tail, node_text(p, NODE_TEXT, list->words[i])))
            return NULL;
    return alt;
}

/* {is}: up to two of its words, with blanks around them. */
static struct node *
macro_is(struct parser *p)
{
    struct node *seq = node_new(p, NODE_SEQ), *word = node_new(p, NODE_SEQ);
    struct node **tail = seq ? &seq->first : NULL;
    struct node **inner = word ? &word->first : NULL;
    struct node *blank = node_text(p, NODE_TEXT, STR(" "));

    if (!seq || !word || !append(&inner, word_list(p, STR("is"))) ||
        !append(&inner, node_repeat(p, blank, 0, 1)))
        return NULL;
    blank = node_text(p, NODE_TEXT, STR(" "));
    if (!append(&tail, node_repeat(p, blank, 0, 1)) ||
        !append(&tail, node_repeat(p, word, 0, 2)))
        return NULL;
    return seq;
}

static struct node *
macro_gap(struct parser *p, bool figures, unsigned n)
{
    struct str class = figures ? STR("^" STOPS) : STR("^" STOPS FIGURES);
    struct node *node = node_repeat(p, node_text(p, NODE_CLASS, class), 0, n);

    if (node)
        node->mode = '?';
    return node;
}

static struct node *
macro_figure(struct parser *p, struct str name)
{
    struct node *node = node_new(p, NODE_FIGURE);

    if (!node)
        return NULL;
    if (str_eqc(name, "any"))
        node->kinds = (1u << FIGURE_KINDS) - 1;
    else if (str_eqc(name, "amount"))
        node->kinds = 1u << FIGURE_MONEY | 1u << FIGURE_PLAIN;
    for (unsigned kind = 0; kind < FIGURE_KINDS; kind++)
        if (str_eqc(name, figure_kind_name((enum figure_kind)kind)))
            node->kinds |= 1u << kind;
    if (node->kinds)
        return node;
    json_fail(p->in, "there is no macro {%.*s}", (int)name.len, name.ptr);
    return NULL;
}

static struct node *
macro_plain(struct parser *p, struct str name)
{
    if (str_eqc(name, "is"))
        return macro_is(p);
    if (str_eqc(name, "cell"))
        return node_text(p, NODE_TEXT, STR("\x1f"));
    if (str_eqc(name, "row"))
        return node_text(p, NODE_TEXT, STR("\x1e"));
    if (str_eqc(name, "line"))
        return node_text(p, NODE_TEXT, STR("\n"));
    return macro_figure(p, name);
}

/* Behind the '{'. */
static struct node *
parse_macro(struct parser *p)
{
    size_t start = p->at, end = str_find(p->text, STR("}"), p->at);
    struct str name;
    unsigned n;

    if (end == SIZE_MAX)
        return fail(p, "{ without }");
    if (accept(p, "gap:") || accept(p, "gap+:")) {
        bool figures = p->text.ptr[start + 3] == '+';

        if (!take_number(p, &n) || n == 0 || p->at != end)
            return fail(p, "a gap needs a number from 1 to 200");
        p->at = end + 1;
        return macro_gap(p, figures, n);
    }
    if (accept(p, "list:")) {
        name = str_sub(p->text, p->at, end);
        p->at = end + 1;
        return word_list(p, name);
    }
    name = str_sub(p->text, start, end);
    p->at = end + 1;
    return macro_plain(p, name);
}

/* One character that stands for itself, escaped or not. */
static bool
take_literal(struct parser *p, struct str *out)
{
    if (peek(p, 0) == '\\') {
        char c = peek(p, 1);

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || c == '\0') {
            fail(p, "only signs may be escaped: \\( \\. \\{");
            return false;
        }
        p->at++;
    }
    *out = rules_fold(p->tree->scratch, take_char(p));
    return out->ptr || json_no_memory(p->in);
}

/* Behind the '['.  A negated class never crosses a border. */
static struct node *
parse_class(struct parser *p)
{
    struct buf buf;
    bool negated = accept(p, "^");

    buf_init(&buf, p->tree->scratch);
    if (negated)
        buf_puts(&buf, "^\n\x1e\x1f");
    while (more(p) && peek(p, 0) != ']') {
        struct str c;

        if (peek(p, 0) == '[')
            return fail(p, "[ in a class must be escaped");
        if (peek(p, 0) == '-') { /* range, as it is */
            buf_str(&buf, take_char(p));
            continue;
        }
        if (!take_literal(p, &c))
            return NULL;
        if (strchr("\\^-[]", c.ptr[0]))
            buf_char(&buf, '\\');
        buf_str(&buf, c);
    }
    if (!accept(p, "]") || buf.len == 0)
        return fail(p, "[ without ], or an empty class");
    if (buf.failed) {
        json_no_memory(p->in);
        return NULL;
    }
    return node_text(p, NODE_CLASS, (struct str){ buf.ptr, buf.len });
}

static bool
group_name(struct parser *p, struct str *out)
{
    size_t end = str_find(p->text, STR(">"), p->at);

    if (end == SIZE_MAX || end == p->at) {
        fail(p, "a group name ends with >");
        return false;
    }
    if (p->tree->ngroups == PATTERN_GROUPS_MAX) {
        fail(p, "more than 8 named groups");
        return false;
    }
    *out = str_sub(p->text, p->at, end);
    p->tree->groups[p->tree->ngroups++] = *out;
    p->at = end + 1;
    return true;
}

static struct node *
group_open(struct parser *p)
{
    static const char *const looks[] = { "?=", "?!", "?<=", "?<!" };

    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
        if (accept(p, looks[i]))
            return node_text(p, NODE_LOOK, str_of(looks[i]));
    if (accept(p, "?:"))
        return node_new(p, NODE_GROUP);
    if (accept(p, "?>"))
        return node_new(p, NODE_ATOMIC);
    if (accept(p, "?<")) {
        struct str name;

        return group_name(p, &name) ? node_text(p, NODE_GROUP, name) : NULL;
    }
    return fail(p, "a group starts with (?: or (?<role>");
}

/* Behind the '('. */
static struct node *
parse_group(struct parser *p)
{
    struct node *node;

    if (++p->depth > LIMIT_PATTERN_DEPTH)
        return fail(p, "groups are nested too deeply");
    node = group_open(p);
    if (!node)
        return NULL;
    node->first = parse_alternatives(p);
    if (!node->first)
        return NULL;
    if (!accept(p, ")"))
        return fail(p, "( without )");
    p->depth--;
    return node;
}

static struct node *
parse_atom(struct parser *p)
{
    struct str c;

    if (accept(p, "("))
        return parse_group(p);
    if (accept(p, "["))
        return parse_class(p);
    if (accept(p, "{"))
        return parse_macro(p);
    if (peek(p, 0) == '.')
        return fail(p, ". would cross borders: use {gap:N}");
    if (strchr("^$*+?]}", peek(p, 0)))
        return fail(p, "this sign must be escaped here");
    if (!take_literal(p, &c))
        return NULL;
    return node_text(p, NODE_TEXT, c);
}

static bool
take_bounds(struct parser *p, unsigned *min, unsigned *max)
{
    if (accept(p, "?")) {
        *min = 0;
        *max = 1;
        return true;
    }
    p->at++; /* '{' */
    if (take_number(p, min)) {
        *max = *min;
        if ((!accept(p, ",") || take_number(p, max)) && accept(p, "}") &&
            *min <= *max && *max > 0)
            return true;
    }
    fail(p, "a repeat is {n} or {n,m} with m up to 200");
    return false;
}

static struct node *
parse_repeat(struct parser *p)
{
    struct node *node = parse_atom(p);
    unsigned min, max;

    if (!node)
        return NULL;
    if (peek(p, 0) == '*' || peek(p, 0) == '+')
        return fail(p, "a repeat without bound: use {0,n}");
    if (peek(p, 0) != '?' &&
        !(peek(p, 0) == '{' && peek(p, 1) >= '0' && peek(p, 1) <= '9'))
        return node;
    if (!take_bounds(p, &min, &max))
        return NULL;
    node = node_repeat(p, node, min, max);
    if (node && (peek(p, 0) == '?' || peek(p, 0) == '+'))
        node->mode = p->text.ptr[p->at++];
    return node;
}

static struct node *
parse_sequence(struct parser *p)
{
    struct node *seq = node_new(p, NODE_SEQ);
    struct node **tail = seq ? &seq->first : NULL;

    while (seq && more(p) && peek(p, 0) != '|' && peek(p, 0) != ')')
        if (!append(&tail, parse_repeat(p)))
            return NULL;
    return seq;
}

static struct node *
parse_alternatives(struct parser *p)
{
    struct node *first = parse_sequence(p), *alt;
    struct node **tail;

    if (!first || peek(p, 0) != '|')
        return first;
    alt = node_over(p, NODE_ALT, first);
    tail = &first->next;
    while (alt && accept(p, "|"))
        if (!append(&tail, parse_sequence(p)))
            return NULL;
    return alt;
}

bool
pattern_tree_parse(struct json_in *in, const struct gj_rules *rules,
                   struct str match, struct pattern_tree *tree)
{
    struct parser p = {
        .in = in, .rules = rules, .text = match, .tree = tree
    };

    tree->root = parse_alternatives(&p);
    if (tree->root && more(&p))
        fail(&p, ") without (");
    return in->status == GJ_OK;
}
