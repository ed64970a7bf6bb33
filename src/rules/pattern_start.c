/* SPDX-License-Identifier: MIT */
/*
 * The literal texts that a pattern can start with.
 *
 * A set of beginnings is led through the tree.  An open one grows with the
 * literals that follow; it is closed where something else follows, or where
 * the set would get too large: a shorter beginning is still a right one.
 */
#include <stdlib.h>
#include <string.h>

#include "rules/pattern_int.h"

#define STARTS_MAX    256
#define START_LEN_MAX 48

struct start {
    struct str text;
    bool open;
};

struct starts {
    struct arena *arena;
    struct start items[STARTS_MAX];
    size_t n;
    bool failed; /* out of memory */
};

static void extend(struct starts *set, const struct node *node);

static void
close_all(struct starts *set)
{
    for (size_t i = 0; i < set->n; i++)
        set->items[i].open = false;
}

static size_t
count_open(const struct starts *set)
{
    size_t n = 0;

    for (size_t i = 0; i < set->n; i++)
        n += set->items[i].open;
    return n;
}

static void
grow(struct starts *set, struct str text)
{
    for (size_t i = 0; i < set->n; i++) {
        struct start *start = &set->items[i];
        char *grown;

        if (!start->open)
            continue;
        if (start->text.len + text.len > START_LEN_MAX) {
            start->open = false;
            continue;
        }
        grown = arena_alloc(set->arena, start->text.len + text.len);
        if (!grown) {
            set->failed = true;
            return;
        }
        if (start->text.len)
            memcpy(grown, start->text.ptr, start->text.len);
        memcpy(grown + start->text.len, text.ptr, text.len);
        start->text = (struct str){ grown, start->text.len + text.len };
    }
}

/* A new set with the open beginnings of one, or all others. */
static struct starts *
select_from(struct starts *set, bool open)
{
    struct starts *copy = ARENA_NEW(set->arena, struct starts);

    if (!copy) {
        set->failed = true;
        return NULL;
    }
    copy->arena = set->arena;
    for (size_t i = 0; i < set->n; i++)
        if (set->items[i].open == open)
            copy->items[copy->n++] = set->items[i];
    return copy;
}

static bool
merge(struct starts *set, const struct starts *other)
{
    set->failed |= other->failed;
    if (set->failed || other->n > STARTS_MAX - set->n)
        return false;
    memcpy(set->items + set->n, other->items, other->n * sizeof(*set->items));
    set->n += other->n;
    return true;
}

/* Each of the branches (and none, if optional) may follow; once tells that
 * nothing is known behind them. */
static void
extend_branches(struct starts *set, const struct node *branch, bool optional,
                bool once)
{
    struct starts *open = select_from(set, true);
    struct starts *result = select_from(set, false);

    if (!open || !result || (optional && !merge(result, open))) {
        close_all(set);
        return;
    }
    for (; branch; branch = branch->next) {
        struct starts *grown = select_from(set, true);

        if (!grown)
            return;
        extend(grown, branch);
        if (once)
            close_all(grown);
        if (!merge(result, grown)) {
            set->failed |= grown->failed;
            close_all(set); /* too many */
            return;
        }
    }
    *set = *result;
}

static void
extend_repeat(struct starts *set, const struct node *node)
{
    /* The child alone, without its siblings. */
    struct node child = *node->first;

    child.next = NULL;
    if (node->min == 1 && node->max == 1)
        extend(set, &child);
    else
        extend_branches(set, &child, node->min == 0, node->max > 1);
}

static void
extend(struct starts *set, const struct node *node)
{
    if (set->failed || count_open(set) == 0)
        return;
    switch (node->kind) {
    case NODE_TEXT:
        grow(set, node->text);
        break;
    case NODE_CLASS:
    case NODE_FIGURE:
        close_all(set);
        break;
    case NODE_SEQ:
        for (const struct node *n = node->first; n; n = n->next)
            extend(set, n);
        break;
    case NODE_ALT:
        extend_branches(set, node->first, false, false);
        break;
    case NODE_REPEAT:
        extend_repeat(set, node);
        break;
    case NODE_GROUP:
    case NODE_ATOMIC:
        extend(set, node->first);
        break;
    case NODE_LOOK:
        break;
    }
}

static int
by_text(const void *a, const void *b)
{
    return str_cmp(((const struct start *)a)->text,
                   ((const struct start *)b)->text);
}

/* Sorted, a prefix stands before what it is a prefix of. */
static size_t
drop_prefixed(struct starts *set)
{
    size_t kept = 0;

    qsort(set->items, set->n, sizeof(set->items[0]), by_text);
    for (size_t i = 0; i < set->n; i++)
        if (kept == 0 ||
            !str_starts(set->items[i].text, set->items[kept - 1].text))
            set->items[kept++] = set->items[i];
    return kept;
}

bool
pattern_starts(struct json_in *in, const struct pattern_tree *tree,
               const struct str **out, size_t *nout)
{
    struct starts *set = ARENA_NEW(tree->scratch, struct starts);
    struct str *words;

    if (!set)
        return json_no_memory(in);
    set->arena = tree->scratch;
    set->items[set->n++].open = true;
    extend(set, tree->root);
    if (set->failed)
        return json_no_memory(in);
    set->n = drop_prefixed(set);
    if (set->n == 0 || set->items[0].text.len == 0)
        return json_fail(in, "must start with a word, not with a class, a "
                             "figure or something optional");
    words = arena_array(in->arena, set->n, sizeof(*words));
    for (size_t i = 0; words && i < set->n; i++) {
        words[i].ptr = str_dup(in->arena, set->items[i].text);
        words[i].len = set->items[i].text.len;
        if (!words[i].ptr)
            return json_no_memory(in);
    }
    *out = words;
    *nout = set->n;
    return words || json_no_memory(in);
}
