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

/* Which characters occur, by a hash of their bytes: a word with one that does
 * not is nowhere. */
struct chars {
    uint64_t bits[16];
};

static unsigned
char_bit(struct str s, size_t i)
{
    unsigned char a = (unsigned char)s.ptr[i];
    unsigned b = i + 1 < s.len ? (unsigned char)s.ptr[i + 1] : 0u;
    unsigned c = i + 2 < s.len ? (unsigned char)s.ptr[i + 2] : 0u;

    return a < 0xC0 ? a : (a * 31u + b * 67u + c * 5u) & 1023u;
}

/* Lead bytes and ASCII start a character. */
static bool
starts_char(struct str s, size_t i)
{
    return ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
}

static void
chars_of(struct str s, struct chars *out)
{
    *out = (struct chars){ .bits = { 0 } };
    for (size_t i = 0; i < s.len; i += (unsigned char)s.ptr[i] < 0xE0 ? 1 : 3)
        if (starts_char(s, i)) {
            unsigned bit = char_bit(s, i);

            out->bits[bit / 64] |= (uint64_t)1 << bit % 64;
        }
}

static bool
chars_cover(const struct chars *chars, struct str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (starts_char(word, i)) {
            unsigned bit = char_bit(word, i);

            if (!(chars->bits[bit / 64] >> bit % 64 & 1))
                return false;
        }
    return true;
}

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
    struct chars chars;

    chars_of(head, &chars);
    for (size_t p = 0; p < rules->npacks; p++)
        for (size_t i = 0; i < rules->packs[p].ntitles; i++) {
            struct str word = rules->packs[p].titles[i];

            if (word.len > titles[p].len && chars_cover(&chars, word) &&
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

static const struct param *
pack_param(const struct pack *pack, const char *name)
{
    for (size_t i = 0; i < pack->nparams; i++)
        if (strcmp(pack->params[i].name, name) == 0)
            return &pack->params[i];
    return NULL;
}

/* Of reports in general: any other pack that fits is better. */
static bool
is_fallback(const struct pack *pack)
{
    return pack_param(pack, "fallback") != NULL;
}

/* Which of "A|B" is printed; empty if none is. */
static struct str
label_find(struct str label, struct str flow, const struct chars *chars)
{
    for (size_t at = 0; at <= label.len;) {
        size_t bar = str_find(label, STR("|"), at);
        size_t end = bar == SIZE_MAX ? label.len : bar;
        struct str word = str_sub(label, at, end);

        if (word.len && (!chars || chars_cover(chars, word)) &&
            str_find(flow, word, 0) != SIZE_MAX)
            return word;
        at = end + 1;
    }
    return STR_NONE;
}

struct str
pack_label_printed(const struct document *doc, struct str label)
{
    return label_find(label, doc->facts.pack.flow, NULL);
}

static bool
labels_printed(const struct str *labels, size_t n, struct str flow,
               const struct chars *chars)
{
    for (size_t i = 0; i < n; i++)
        if (!label_find(labels[i], flow, chars).len)
            return false;
    return true;
}

/* What must be printed too where no title speaks for the pack. */
static bool
untitled_fits(const struct pack *pack, struct str flow,
              const struct chars *chars)
{
    const struct param *more = pack_param(pack, "untitled");

    return !more || labels_printed(more->values, more->nvalues, flow, chars);
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
          struct str flow, const struct chars *chars, struct pack_fit *fit)
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
    if (!labels_printed(pack->labels, pack->nlabels, flow, chars) ||
        (!fit->titled && !untitled_fits(pack, flow, chars)))
        return false;
    weights_compare(doc, fit);
    return true;
}

enum gj_status
fact_pack(struct document *doc, struct gj_error *err)
{
    struct str flow = tight_flow(doc);
    struct chars chars;
    struct found found;

    if (!flow.ptr || !titles_find(doc, &found))
        return err_set(err, GJ_NOMEM, "out of memory");
    chars_of(flow, &chars);
    for (size_t i = 0; i < doc->rules->npacks; i++) {
        struct pack_fit fit;

        if (pack_fits(doc, &found, i, flow, &chars, &fit) &&
            fits_better(&fit, &doc->facts.pack))
            doc->facts.pack = fit;
    }
    return GJ_OK;
}
