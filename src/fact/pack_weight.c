/* SPDX-License-Identifier: MIT */
/*
 * Level-1 weights: those of a pack and those that the document prints.
 */
#include <string.h>

#include "fact/fact.h"

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
