/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/utf8.h"
#include "rules/pattern_int.h"

static void
emit_text(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("\\^$.[]|()?*+{}#", text.ptr[i]))
            buf_char(out, '\\');
        buf_char(out, text.ptr[i]);
    }
}

/* Reports are typeset with a blank between a number and its words, or
 * without: it never matters. */
static void
emit_figure(struct buf *out, unsigned kinds)
{
    char token[4];

    buf_puts(out, "[");
    for (uint32_t kind = 0; kind < FIGURE_KINDS; kind++)
        if (kinds >> kind & 1)
            buf_put(out, token, utf8_put(0xE000 + kind, token));
    buf_puts(out, "]");
}

static void
emit_all(struct buf *out, const struct node *node, const char *between)
{
    for (; node; node = node->next) {
        pattern_emit_regex(out, node);
        if (node->next)
            buf_puts(out, between);
    }
}

static bool
starts_with_figure(const struct node *node)
{
    while (node && (node->kind == NODE_SEQ || node->kind == NODE_GROUP))
        node = node->first;
    return node && node->kind == NODE_FIGURE;
}

static void
emit_group(struct buf *out, const struct node *node)
{
    bool figure = node->text.len && starts_with_figure(node);

    if (figure) /* the group itself begins with the token */
        buf_puts(out, " ?");
    buf_puts(out, node->text.len ? "(" : "(?:");
    pattern_emit_regex(out, node->first);
    buf_puts(out, ")");
    if (figure)
        buf_puts(out, " ?");
}

static void
emit_repeat(struct buf *out, const struct node *node)
{
    buf_puts(out, "(?:");
    pattern_emit_regex(out, node->first);
    buf_printf(out, "){%u,%u}", node->min, node->max);
    if (node->mode)
        buf_char(out, node->mode);
}

#define MANY 4

static bool
is_word_list(const struct node *alt)
{
    size_t n = 0;

    for (const struct node *node = alt->first; node; node = node->next, n++)
        if (node->kind != NODE_TEXT || node->text.len == 0)
            return false;
    return n >= MANY;
}

/* The first characters of all words, looked at before any word is tried:
 * most places then cost one step, not one for each word. */
static void
emit_first_chars(struct buf *out, const struct node *alt)
{
    size_t width;

    buf_puts(out, "(?=[");
    for (const struct node *node = alt->first; node; node = node->next) {
        utf8_get(node->text.ptr, &width);
        if (strchr("\\^-[]", node->text.ptr[0]))
            buf_char(out, '\\');
        buf_put(out, node->text.ptr, width);
    }
    buf_puts(out, "])");
}

static void
emit_alternatives(struct buf *out, const struct node *node)
{
    buf_puts(out, "(?:");
    if (is_word_list(node)) {
        emit_first_chars(out, node);
        buf_puts(out, "(?:");
    }
    emit_all(out, node->first, "|");
    buf_puts(out, is_word_list(node) ? "))" : ")");
}

void
pattern_emit_regex(struct buf *out, const struct node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        emit_text(out, node->text);
        break;
    case NODE_CLASS:
        buf_printf(out, "[%.*s]", (int)node->text.len, node->text.ptr);
        break;
    case NODE_FIGURE:
        emit_figure(out, node->kinds);
        break;
    case NODE_SEQ:
        emit_all(out, node->first, "");
        break;
    case NODE_ALT:
        emit_alternatives(out, node);
        break;
    case NODE_REPEAT:
        emit_repeat(out, node);
        break;
    case NODE_GROUP:
        emit_group(out, node);
        break;
    case NODE_ATOMIC:
        buf_puts(out, "(?>");
        pattern_emit_regex(out, node->first);
        buf_puts(out, ")");
        break;
    case NODE_LOOK:
        buf_puts(out, "(");
        buf_str(out, node->text);
        pattern_emit_regex(out, node->first);
        buf_puts(out, ")");
        break;
    }
}
