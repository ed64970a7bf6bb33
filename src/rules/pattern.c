/* SPDX-License-Identifier: MIT */
#include "rules/pattern.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "rules/pattern_int.h"

/* Steps that the gaps of a pattern may multiply to; keeps every match below
 * the match limit of regex.c. */
#define SCRATCH_MAX ((size_t)64 << 20)
#define REACH_MAX   ((size_t)1 << 20)
#define ALL_KINDS   ((1u << FIGURE_KINDS) - 1)

/* What is known about the matches of a node. */
struct measure {
    size_t reach;     /* bytes at most */
    size_t work;      /* ways to match, roughly */
    unsigned figures; /* at least */
    unsigned first;   /* kinds that the first of them can have, as bits */
    bool border;      /* may cross one */
    bool repeats;     /* has a real repeat inside */
    bool nested;      /* ... inside another */
};

static struct measure measure(const struct node *node);

static bool
is_border(struct str text)
{
    return str_eqc(text, "\u3002") || str_eqc(text, "\uff1b") ||
           (text.len && strchr(";\n\x1e\x1f", text.ptr[0]));
}

/* A class of its own making may hold a border; one of a gap does not. */
static bool class_has_border(struct str class)
{
    if (class.ptr[0] == '^')
        return str_find(class, STR("\u3002"), 0) == SIZE_MAX ||
               str_find(class, STR("\uff1b"), 0) == SIZE_MAX ||
               str_find(class, STR(";"), 0) == SIZE_MAX;
    return str_find(class, STR("\u3002"), 0) != SIZE_MAX ||
           str_find(class, STR("\uff1b"), 0) != SIZE_MAX ||
           str_find(class, STR(";"), 0) != SIZE_MAX ||
           str_find(class, STR("-"), 0) != SIZE_MAX; /* a range */
}

/* Only a gap without figures, of all negated classes, shuts them out. */
static unsigned class_figures(struct str class)
{
    if (class.ptr[0] != '^' || str_find(class, STR("\uE000"), 0) != SIZE_MAX)
        return 0;
    return ALL_KINDS;
}

static size_t
clamp(size_t n)
{
    return n < REACH_MAX ? n : REACH_MAX;
}

static struct measure
measure_sequence(const struct node *node)
{
    struct measure sum = { .work = 1 };

    for (; node; node = node->next) {
        struct measure m = measure(node);

        sum.reach = clamp(sum.reach + m.reach);
        sum.work = clamp(sum.work * m.work);
        sum.first |= sum.figures ? 0 : m.first;
        sum.figures += m.figures;
        sum.border |= m.border;
        sum.repeats |= m.repeats;
        sum.nested |= m.nested;
    }
    return sum;
}

static struct measure
measure_alternatives(const struct node *node)
{
    struct measure all = { .work = 1, .figures = UINT32_MAX };

    for (; node; node = node->next) {
        struct measure m = measure(node);

        all.reach = m.reach > all.reach ? m.reach : all.reach;
        all.work = m.work > all.work ? m.work : all.work;
        all.figures = m.figures < all.figures ? m.figures : all.figures;
        all.first |= m.first;
        all.border |= m.border;
        all.repeats |= m.repeats;
        all.nested |= m.nested;
    }
    return all;
}

static struct measure
measure_repeat(const struct node *node)
{
    struct measure m = measure(node->first);

    m.nested |= m.repeats && node->max > 2;
    m.repeats |= node->max > 2;
    m.reach = clamp(m.reach * node->max);
    m.work = clamp(m.work * (node->max > 2 ? node->max - node->min + 1 : 1));
    m.figures = m.figures * node->min;
    return m;
}

static struct measure
measure(const struct node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        return (struct measure){ .reach = node->text.len,
                                 .work = 1,
                                 .border = is_border(node->text) };
    case NODE_CLASS:
        return (struct measure){ .reach = 4,
                                 .work = 1,
                                 .first = class_figures(node->text),
                                 .border = class_has_border(node->text) };
    case NODE_FIGURE: /* and a blank on either side */
        return (struct measure){
            .reach = 5, .work = 1, .figures = 1, .first = node->kinds
        };
    case NODE_ALT:
        return measure_alternatives(node->first);
    case NODE_REPEAT:
        return measure_repeat(node);
    case NODE_LOOK: {
        struct measure m = measure(node->first);

        return (struct measure){ .work = m.work,
                                 .repeats = m.repeats,
                                 .nested = m.nested };
    }
    case NODE_SEQ:
    case NODE_GROUP:
    case NODE_ATOMIC:
    default:
        return measure_sequence(node->first);
    }
}

static bool
check(struct json_in *in, struct measure m)
{
    if (m.nested)
        return json_fail(in, "has a repeat inside a repeat");
    if (m.work > LIMIT_PATTERN_WORK)
        return json_fail(in, "has gaps that are too long together");
    return true;
}

static bool
finish(struct json_in *in, const struct pattern_tree *tree,
       struct pattern_source *out)
{
    struct measure m = measure(tree->root);
    struct str *groups;
    struct buf regex;

    if (!check(in, m) ||
        !pattern_starts(in, tree, &out->starts, &out->nstarts))
        return false;
    buf_init(&regex, in->arena);
    pattern_emit_regex(&regex, tree->root);
    groups = arena_array(in->arena, tree->ngroups, sizeof(*groups));
    if (regex.failed || !groups)
        return json_no_memory(in);
    for (size_t i = 0; i < tree->ngroups; i++) {
        groups[i].len = tree->groups[i].len;
        groups[i].ptr = str_dup(in->arena, tree->groups[i]);
        if (!groups[i].ptr)
            return json_no_memory(in);
    }
    out->regex = (struct str){ regex.ptr, regex.len };
    out->groups = groups;
    out->ngroups = tree->ngroups;
    out->reach = m.reach;
    out->has_figure = m.figures > 0;
    out->has_border = m.border;
    out->first_kinds = m.first;
    return true;
}

bool
pattern_parse(struct json_in *in, const struct gj_rules *rules,
              struct str match, struct pattern_source *out)
{
    struct arena scratch;
    struct pattern_tree tree = { .scratch = &scratch };
    bool ok;

    arena_init(&scratch, SCRATCH_MAX);
    ok = pattern_tree_parse(in, rules, match, &tree) && finish(in, &tree, out);
    arena_release(&scratch);
    return ok;
}
