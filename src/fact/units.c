/* SPDX-License-Identifier: MIT */
/*
 * Bare amounts of forms get the unit that their table or the page announces.
 */
#include "base/buf.h"
#include "fact/fact.h"

#define NOTE_BEFORE 400 /* bytes before a table in which its note may stand */

/* The unit note of each block, found once: looked[b] says that it was. */
struct notes {
    const struct unit **of_block;
    unsigned char *looked;
};

static const struct unit *
block_note(const struct document *doc, struct notes *notes, uint32_t b)
{
    const struct block *block = &doc->layout.blocks[b];
    uint32_t from =
        block->begin > NOTE_BEFORE ? block->begin - NOTE_BEFORE : 0;
    const struct unit *note;

    if (notes->looked[b])
        return notes->of_block[b];
    note = figure_unit_note(&doc->layout, block->begin, block->end,
                            &doc->rules->lexicon);
    if (!note)
        note = figure_unit_note(&doc->layout, from, block->begin,
                                &doc->rules->lexicon);
    notes->looked[b] = 1;
    notes->of_block[b] = note ? note : doc->facts.money_unit;
    return notes->of_block[b];
}

/* Does the row of a figure name a rate? */
static bool
in_rate_row(const struct document *doc, const struct fact *fact)
{
    const struct wordlist *words = rules_words(doc->rules, "rate_label");
    struct str name = fact->record == FACT_NONE
                          ? fact->label
                          : doc->facts.records[fact->record].name;
    size_t len;

    return words_find(words, name, 0, &len) != SIZE_MAX;
}

static bool
wants_money(const struct document *doc, const struct fact *fact)
{
    const struct figure *figure = &doc->figures.items[fact->figure];
    unsigned kinds;

    if (!fact->in_form || fact->role == ROLE_NONE || figure->unit ||
        figure->kind != FIGURE_PLAIN || in_rate_row(doc, fact))
        return false;
    kinds = doc->rules->roles[fact->role].kinds;
    return (kinds & (1u << FIGURE_MONEY)) &&
           !(kinds & ((1u << FIGURE_PERCENT) | (1u << FIGURE_SCORE)));
}

enum gj_status
fact_units(struct document *doc, struct gj_error *err)
{
    struct notes notes;
    size_t n = doc->layout.nblocks + 1;

    notes.of_block =
        arena_array(doc->arena, n, sizeof(*notes.of_block));
    notes.looked = arena_array(doc->arena, n, sizeof(*notes.looked));
    if (!notes.of_block || !notes.looked)
        return err_set(err, GJ_NOMEM, "out of memory");
    for (size_t i = 0; i < doc->facts.n; i++) {
        const struct fact *fact = &doc->facts.items[i];
        struct figure *figure = &doc->figures.items[fact->figure];
        const struct unit *note;

        if (!wants_money(doc, fact))
            continue;
        note = block_note(doc, &notes, figure->block);
        if (note)
            figure_inherit(figure, note);
    }
    return GJ_OK;
}
