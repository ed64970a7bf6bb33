/* SPDX-License-Identifier: MIT */
/*
 * Which form of the field a document is: by its title, by the labels that it
 * prints and by its level-1 weights.
 */
#include <string.h>

#include "base/buf.h"
#include "fact/fact.h"

#define FULL_STOP  "\xE3\x80\x82"
#define HEAD_MAX   120 /* bytes at the start of a block where titles stand */
#define LABELS_MIN 3   /* a form; with fewer labels the title must speak */
#define TOP_BLOCKS 3

struct found { /* by pack: the longest title word that is printed */
    const struct str *any; /* at the start of any block */
    const struct str *top; /* in the title or the first blocks */
};

/* Text without blanks and cell borders, cut to HEAD_MAX. */
static struct str
tight_head(const struct document *doc, const struct block *block,
           char head[HEAD_MAX])
{
    const char *flow = doc->layout.flow;
    size_t n = 0;

    for (uint32_t i = block->begin; i < block->end && n < HEAD_MAX; i++) {
        unsigned char c = (unsigned char)flow[i];

        if (c == '\n' || flow[i] == FLOW_ROW || flow[i] == FLOW_CELL)
            break;
        if (c > ' ')
            head[n++] = flow[i];
    }
    return (struct str){ head, n };
}

static struct str
tight_flow(const struct document *doc)
{
    const struct layout *layout = &doc->layout;
    char *out = arena_alloc(doc->arena, layout->len + 1);
    size_t n = 0;

    if (!out)
        return STR_NONE;
    for (size_t i = 0; i < layout->len; i++)
        if ((unsigned char)layout->flow[i] > ' ' &&
            layout->flow[i] != FLOW_ROW && layout->flow[i] != FLOW_CELL)
            out[n++] = layout->flow[i];
    return (struct str){ out, n };
}

/* The longest title word of each pack that starts or titles the document. */
static void
titles_take(const struct gj_rules *rules, struct str head, struct str *titles)
{
    for (size_t p = 0; p < rules->npacks; p++)
        for (size_t i = 0; i < rules->packs[p].ntitles; i++) {
            struct str word = rules->packs[p].titles[i];

            if (word.len > titles[p].len &&
                str_find(head, word, 0) != SIZE_MAX)
                titles[p] = word;
        }
}

/* Titles of forms stand anywhere, those of whole documents at its start. */
static bool
titles_find(const struct document *doc, struct found *found)
{
    const struct layout *layout = &doc->layout;
    size_t n = doc->rules->npacks;
    struct str *any = arena_array(doc->arena, n + 1, sizeof(*any));
    struct str *top = arena_array(doc->arena, n + 1, sizeof(*top));
    char head[HEAD_MAX];

    if (!any || !top)
        return false;
    titles_take(doc->rules, doc->facts.title, top);
    for (size_t b = 0; b < layout->nblocks; b++) {
        struct str text = tight_head(doc, &layout->blocks[b], head);

        if (str_find(text, STR(FULL_STOP), 0) != SIZE_MAX)
            continue; /* a sentence */
        titles_take(doc->rules, text, any);
        if (b < TOP_BLOCKS)
            titles_take(doc->rules, text, top);
    }
    *found = (struct found){ .any = any, .top = top };
    return true;
}

static bool
is_form(const struct pack *pack)
{
    return pack->nlabels >= LABELS_MIN;
}

/* Of reports in general: any other pack that fits is better. */
static bool
is_fallback(const struct pack *pack)
{
    for (size_t i = 0; i < pack->nparams; i++)
        if (strcmp(pack->params[i].name, "fallback") == 0)
            return true;
    return false;
}

/* Which of "A|B" is printed; empty if none is. */
static struct str
label_find(struct str label, struct str flow)
{
    for (size_t at = 0; at <= label.len;) {
        size_t bar = str_find(label, STR("|"), at);
        size_t end = bar == SIZE_MAX ? label.len : bar;
        struct str word = str_sub(label, at, end);

        if (word.len && str_find(flow, word, 0) != SIZE_MAX)
            return word;
        at = end + 1;
    }
    return STR_NONE;
}

struct str
pack_label_printed(const struct document *doc, struct str label)
{
    return label_find(label, doc->facts.pack.flow);
}

static bool
labels_printed(const struct pack *pack, struct str flow)
{
    for (size_t i = 0; i < pack->nlabels; i++)
        if (!label_find(pack->labels[i], flow).len)
            return false;
    return true;
}

/* ---- level-1 weights ---- */

/* Does the name of a record begin with one of "A|B"? */
static bool
begins_with_any(struct str name, struct str any)
{
    for (size_t at = 0; at <= any.len;) {
        size_t bar = str_find(any, STR("|"), at);
        size_t end = bar == SIZE_MAX ? any.len : bar;

        if (end > at && str_starts(name, str_sub(any, at, end)))
            return true;
        at = end + 1;
    }
    return false;
}

bool
pack_names(struct str any, struct str name)
{
    return begins_with_any(name, any);
}

static bool
weighs_level1(const struct record *record)
{
    if (record->duplicate || record->value[COL_WEIGHT].figure == FACT_NONE)
        return false;
    return record->kind == RECORD_LEAF ||
           (record->kind == RECORD_PARENT && record->level == 1) ||
           (record->kind == RECORD_FUND && record->level == 0);
}

static uint32_t
weight_figure(const struct document *doc, struct str name)
{
    uint32_t leaf = FACT_NONE;

    for (size_t i = 0; i < doc->facts.nrecords; i++) {
        const struct record *record = &doc->facts.records[i];
        uint32_t figure;

        if (!weighs_level1(record) || !begins_with_any(record->name, name))
            continue;
        figure = record->value[COL_WEIGHT].figure;
        if (!doc->figures.items[figure].has_value)
            continue;
        if (record->kind != RECORD_LEAF)
            return figure;
        if (leaf == FACT_NONE)
            leaf = figure;
    }
    return leaf;
}

/* The level-1 indicator above a leaf, or NULL. */
static const struct record *
level1_above(const struct document *doc, const struct record *leaf)
{
    for (int up = 0; up < 4 && leaf->parent != FACT_NONE; up++) {
        leaf = &doc->facts.records[leaf->parent];
        if (leaf->kind == RECORD_PARENT && leaf->level == 1)
            return leaf;
    }
    return NULL;
}

/* No weight of its own is printed: what its leaves add up to. */
static bool
leaves_weight(const struct document *doc, struct str name, struct dec *sum)
{
    size_t n = 0;

    *sum = (struct dec){ 0, 0 };
    for (size_t i = 0; i < doc->facts.nrecords; i++) {
        const struct record *leaf = &doc->facts.records[i], *above;
        uint32_t figure = leaf->value[COL_WEIGHT].figure;

        if (leaf->kind != RECORD_LEAF || leaf->duplicate)
            continue;
        above = level1_above(doc, leaf);
        if (!above || !begins_with_any(above->name, name))
            continue;
        if (figure == FACT_NONE || !doc->figures.items[figure].has_value ||
            !dec_add(*sum, doc->figures.items[figure].value, sum))
            return false;
        n++;
    }
    return n > 0;
}

bool
pack_weight_printed(const struct document *doc, struct str name,
                    struct dec *value, uint32_t *figure)
{
    *figure = weight_figure(doc, name);
    if (*figure == FACT_NONE)
        return leaves_weight(doc, name, value);
    *value = doc->figures.items[*figure].value;
    return true;
}

bool
pack_weight(const struct pack *pack, size_t i, struct str *name,
            struct dec *weight)
{
    for (size_t p = 0; p < pack->nparams; p++) {
        const struct param *param = &pack->params[p];
        size_t at;

        if (strcmp(param->name, "weights") != 0 || i >= param->nvalues)
            continue;
        at = str_find(param->values[i], STR("="), 0);
        if (at == SIZE_MAX)
            return false;
        *name = str_sub(param->values[i], 0, at);
        return dec_parse(param->values[i].ptr + at + 1,
                         param->values[i].len - at - 1, weight);
    }
    return false;
}

static void
weights_compare(const struct document *doc, struct pack_fit *fit)
{
    struct str name;
    struct dec weight;

    for (size_t i = 0; pack_weight(fit->pack, i, &name, &weight); i++) {
        struct dec printed;
        uint32_t figure;

        if (!pack_weight_printed(doc, name, &printed, &figure))
            continue;
        if (dec_cmp(printed, weight) == 0)
            fit->agree++;
        else
            fit->differ++;
    }
}

/* One title is the other with more words: the longer one says more. */
static bool
title_within(const struct pack_fit *a, const struct pack_fit *b)
{
    return str_find(a->title, b->title, 0) != SIZE_MAX ||
           str_find(b->title, a->title, 0) != SIZE_MAX;
}

/* What the title says comes first, then weights, then labels. */
static bool
fits_better(const struct pack_fit *a, const struct pack_fit *b)
{
    size_t left = a->agree + b->differ, right = b->agree + a->differ;

    if (!b->pack || is_fallback(a->pack) != is_fallback(b->pack))
        return !b->pack || is_fallback(b->pack);
    if (a->titled != b->titled)
        return a->titled > b->titled;
    if (a->title.len != b->title.len && title_within(a, b))
        return a->title.len > b->title.len;
    if (left != right)
        return left > right;
    if (a->pack->nlabels != b->pack->nlabels)
        return a->pack->nlabels > b->pack->nlabels;
    return a->title.len > b->title.len;
}

static bool
pack_fits(const struct document *doc, const struct found *found, size_t i,
          struct str flow, struct pack_fit *fit)
{
    const struct pack *pack = &doc->rules->packs[i];

    *fit = (struct pack_fit){ .pack = pack,
                              .title = found->top[i],
                              .flow = flow };
    fit->titled = fit->title.len ? 2 : 0;
    if (!fit->titled && !is_form(pack))
        return false;
    if (!fit->titled) {
        fit->title = found->any[i];
        fit->titled = fit->title.len ? 1 : 0;
    }
    if (!labels_printed(pack, flow))
        return false;
    weights_compare(doc, fit);
    return true;
}

enum gj_status
fact_pack(struct document *doc, struct gj_error *err)
{
    struct str flow = tight_flow(doc);
    struct found found;

    if (!flow.ptr || !titles_find(doc, &found))
        return err_set(err, GJ_NOMEM, "out of memory");
    for (size_t i = 0; i < doc->rules->npacks; i++) {
        struct pack_fit fit;

        if (pack_fits(doc, &found, i, flow, &fit) &&
            fits_better(&fit, &doc->facts.pack))
            doc->facts.pack = fit;
    }
    return GJ_OK;
}
