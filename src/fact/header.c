/* SPDX-License-Identifier: MIT */
/*
 * What the document says of itself: title, reporting body, year, money unit.
 */
#include "base/buf.h"
#include "fact/fact.h"
#include "fact/label.h"

#define TITLE_BLOCKS 12 /* a title stands in the first blocks */
#define TITLE_MAX    180

static struct str
block_text(const struct document *doc, size_t b)
{
    const struct block *block = &doc->layout.blocks[b];

    return str_trim((struct str){ doc->layout.flow + block->begin,
                                  block->end - block->begin });
}

static void
title_find(struct document *doc)
{
    const struct wordlist *words = rules_words(doc->rules, "title");
    size_t len, n = doc->layout.nblocks;

    for (size_t b = 0; b < n && b < TITLE_BLOCKS; b++) {
        struct str s = block_text(doc, b);

        for (size_t i = 0; i < s.len; i++)
            if (s.ptr[i] == '\n' || s.ptr[i] == FLOW_ROW ||
                s.ptr[i] == FLOW_CELL)
                s.len = i;
        if (s.len && s.len <= TITLE_MAX &&
            document_words_find(doc, words, s, 0, &len) != SIZE_MAX) {
            doc->facts.title = s;
            return;
        }
    }
}

/* The year of the title, else the first year that is printed. */
static void
year_find(struct document *doc)
{
    const struct figures *figures = &doc->figures;

    doc->facts.year = year_in(doc->facts.title);
    for (size_t f = 0; f < figures->n && doc->facts.year == 0; f++)
        if (figures->items[f].kind == FIGURE_DATE)
            doc->facts.year = year_in((struct str){
                doc->layout.flow + figures->items[f].begin,
                figures->items[f].end - figures->items[f].begin });
}

/* The reporting body: what follows its label, up to a border. */
static void
body_find(struct document *doc)
{
    const struct wordlist *labels = rules_words(doc->rules, "body_label");
    struct str flow = document_flow(doc);
    size_t len = 0, at = document_words_find(doc, labels, flow, 0, &len), end;

    if (at == SIZE_MAX)
        return;
    at += len;
    while (at < flow.len && (flow.ptr[at] == ':' || flow.ptr[at] == ' ' ||
                             flow.ptr[at] == FLOW_CELL))
        at++;
    for (end = at; end < flow.len && end - at < TITLE_MAX; end++)
        if ((unsigned char)flow.ptr[end] <= ' ' || flow.ptr[end] == '(')
            break;
    if (end > at && end - at < TITLE_MAX)
        doc->facts.unit_name = str_sub(flow, at, end);
}

/* A report begins with its section one; a text with two of them holds two
 * reports. */
static bool
reports_find(struct document *doc)
{
    const struct layout *layout = &doc->layout;
    struct facts *facts = &doc->facts;
    size_t cap = 0, seen = 0;

    for (size_t b = 0; b < layout->nblocks; b++) {
        const struct block *block = &layout->blocks[b];

        if (block->kind != BLOCK_HEADING || block->level != 1 ||
            block->number != 1 || seen++ == 0)
            continue;
        facts->report_begin =
            vec_grow(doc->arena, facts->report_begin, facts->nreports, &cap,
                     sizeof(*facts->report_begin));
        if (!facts->report_begin)
            return false;
        facts->report_begin[facts->nreports++] = block->begin;
    }
    return true;
}

uint32_t
report_of(const struct document *doc, uint32_t flow)
{
    uint32_t i = 0;

    while (i < doc->facts.nreports && doc->facts.report_begin[i] <= flow &&
           i < 64)
        i++;
    return i;
}

static void
money_unit_find(struct document *doc)
{
    doc->facts.money_unit = figure_unit_note(
        &doc->layout, 0, (uint32_t)doc->layout.len, &doc->rules->lexicon);
}

enum gj_status
fact_header(struct document *doc, struct gj_error *err)
{
    if (!reports_find(doc))
        return err_set(err, GJ_NOMEM, "out of memory");
    title_find(doc);
    year_find(doc);
    body_find(doc);
    money_unit_find(doc);
    return GJ_OK;
}
