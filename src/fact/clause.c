/* SPDX-License-Identifier: MIT */
/*
 * The token text is cut into clauses and sentences, and every figure learns
 * the text on its left and right.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "fact/fact.h"

#define IDEOGRAPHIC_STOP  0x3002u
#define FULLWIDTH_COMMA   0xFF0Cu
#define FULLWIDTH_SEMI    0xFF1Bu
#define FULLWIDTH_EXCLAIM 0xFF01u
#define FULLWIDTH_QUERY   0xFF1Fu

struct cutter {
    struct document *doc;
    struct facts *facts;
    size_t cap;
    uint32_t sentence, segment;
    uint32_t figure; /* next figure */
    uint32_t depth;
};

/* What kind of border a code point is: 0 none, ',' ';' '.' or '\n'. */
static char
border_of(uint32_t cp)
{
    switch (cp) {
    case ',':
    case FULLWIDTH_COMMA:
        return ',';
    case ';':
    case FULLWIDTH_SEMI:
        return ';';
    case IDEOGRAPHIC_STOP:
    case FULLWIDTH_EXCLAIM:
    case FULLWIDTH_QUERY:
    case '!':
    case '?':
        return '.';
    case '\n':
    case FLOW_CELL:
    case FLOW_ROW:
        return '\n';
    default:
        return 0;
    }
}

/* A mark of a question that stands before a comma or semicolon is what is left
 * of a broken character. */
static bool
is_debris(uint32_t cp, const char *tokens, uint32_t at, uint32_t end)
{
    return cp == '?' && at < end && (tokens[at] == ',' || tokens[at] == ';');
}

static bool
clause_open(struct cutter *cut, uint32_t begin, uint32_t block)
{
    struct facts *facts = cut->facts;
    struct clause *grown =
        vec_grow(cut->doc->arena, facts->clauses, facts->nclauses, &cut->cap,
                 sizeof(*facts->clauses));

    if (!grown)
        return false;
    facts->clauses = grown;
    facts->clauses[facts->nclauses++] = (struct clause){
        .begin = begin,
        .sentence = cut->sentence,
        .segment = cut->segment,
        .block = block,
        .cell = LAYOUT_NONE,
        .first_figure = cut->figure,
    };
    return true;
}

static void
clause_close(struct cutter *cut, uint32_t end, char border)
{
    struct clause *clause = &cut->facts->clauses[cut->facts->nclauses - 1];

    clause->end = end;
    clause->border = border;
    clause->nfigures = cut->figure - clause->first_figure;
    if (clause->nfigures)
        clause->cell = cut->doc->figures.items[clause->first_figure].cell;
    if (border != ',')
        cut->segment++;
    if (border == '.' || border == '\n') {
        cut->sentence++;
        cut->depth = 0;
    }
}

static void
figure_meet(struct cutter *cut, uint32_t at)
{
    const struct figures *figures = &cut->doc->figures;

    while (cut->figure < figures->n && figures->token_off[cut->figure] < at)
        cut->figure++;
    if (cut->figure < figures->n && figures->token_off[cut->figure] == at) {
        struct figure_context *context = &cut->facts->context[cut->figure];

        context->clause = (uint32_t)cut->facts->nclauses - 1;
        context->depth = cut->depth > 250 ? 250 : (uint8_t)cut->depth;
        cut->figure++;
    }
}

static bool
block_cut(struct cutter *cut, uint32_t b)
{
    const struct figures *figures = &cut->doc->figures;
    const struct block *block = &cut->doc->layout.blocks[b];
    uint32_t begin = figures_token_of(figures, block->begin);
    uint32_t end = figures_token_of(figures, block->end);

    if (begin >= end || !clause_open(cut, begin, b))
        return begin >= end;
    for (uint32_t i = begin; i < end;) {
        size_t width;
        uint32_t cp = utf8_get(figures->tokens + i, &width);
        char border = border_of(cp);

        if (is_debris(cp, figures->tokens, i + (uint32_t)width, end))
            border = 0;
        if (cp == '(')
            cut->depth++;
        else if (cp == ')' && cut->depth)
            cut->depth--;
        else if (cp >= 0xE000 && cp < 0xE000 + FIGURE_KINDS)
            figure_meet(cut, i);
        i += (uint32_t)width;
        if (!border)
            continue;
        clause_close(cut, i - (uint32_t)width, border);
        if (i < end && !clause_open(cut, i, b))
            return false;
    }
    if (cut->facts->clauses[cut->facts->nclauses - 1].end == 0)
        clause_close(cut, end, '\n');
    return true;
}

/* Text between a figure and its neighbours, within its clause. */
static void
neighbours_set(struct document *doc)
{
    struct facts *facts = &doc->facts;
    const struct figures *figures = &doc->figures;

    for (size_t c = 0; c < facts->nclauses; c++) {
        const struct clause *clause = &facts->clauses[c];
        uint32_t left = clause->begin;

        for (uint32_t k = 0; k < clause->nfigures; k++) {
            uint32_t f = clause->first_figure + k;

            facts->context[f].left = left;
            left = figures->token_off[f] + 3;
            facts->context[f].right = k + 1 < clause->nfigures
                                          ? figures->token_off[f + 1]
                                          : clause->end;
        }
    }
}

enum gj_status
fact_clauses(struct document *doc, struct gj_error *err)
{
    struct cutter cut = { .doc = doc, .facts = &doc->facts };
    const size_t per_clause = 20; /* bytes, or a few more */

    doc->facts.clauses =
        vec_guess(doc->arena, doc->figures.tokens_len / per_clause, &cut.cap,
                  sizeof(struct clause));
    if (!doc->facts.clauses)
        return err_set(err, GJ_NOMEM, "out of memory");
    for (uint32_t b = 0; b < doc->layout.nblocks; b++)
        if (doc->layout.blocks[b].kind != BLOCK_FURNITURE &&
            !block_cut(&cut, b))
            return err_set(err, GJ_NOMEM, "out of memory");
    neighbours_set(doc);
    return GJ_OK;
}
