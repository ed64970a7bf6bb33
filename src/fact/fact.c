/* SPDX-License-Identifier: MIT */
#include "fact/fact.h"

#include "base/buf.h"

bool
fact_add(struct document *doc, const struct fact *fact)
{
    struct facts *facts = &doc->facts;
    uint32_t *slot = &facts->of_figure[fact->figure];
    struct fact *grown;

    if (*slot != FACT_NONE) {
        if (fact->in_form && !facts->items[*slot].in_form)
            facts->items[*slot] = *fact;
        return true;
    }
    grown = vec_grow(doc->arena, facts->items, facts->n, &facts->cap,
                     sizeof(*facts->items));
    if (!grown)
        return false;
    facts->items = grown;
    *slot = (uint32_t)facts->n;
    facts->items[facts->n++] = *fact;
    return true;
}

bool
fact_notice(struct document *doc, const char *code, uint32_t flow,
            struct str detail)
{
    struct facts *facts = &doc->facts;
    struct gj_notice_at *grown =
        vec_grow(doc->arena, facts->notices, facts->nnotices,
                 &facts->notices_cap, sizeof(*facts->notices));

    if (!grown)
        return false;
    facts->notices = grown;
    facts->notices[facts->nnotices++] =
        (struct gj_notice_at){ .code = code, .flow = flow, .detail = detail };
    return true;
}

static enum gj_status
facts_init(struct document *doc, struct gj_error *err)
{
    struct facts *facts = &doc->facts;
    size_t n = doc->figures.n;

    facts->of_figure =
        arena_array(doc->arena, n + 1, sizeof(*facts->of_figure));
    facts->context = arena_array(doc->arena, n + 1, sizeof(*facts->context));
    facts->items =
        vec_guess(doc->arena, n, &facts->cap, sizeof(*facts->items));
    if (!facts->of_figure || !facts->context || !facts->items)
        return err_set(err, GJ_NOMEM, "out of memory");
    for (size_t i = 0; i < n; i++) {
        facts->of_figure[i] = FACT_NONE;
        facts->context[i].clause = FACT_NONE;
    }
    return GJ_OK;
}

size_t
document_words_find(const struct document *doc, const struct wordlist *list,
                    struct str s, size_t from, size_t *len)
{
    return hits_words_find(hits_cover(&doc->token_hits, s) ? &doc->token_hits
                                                           : &doc->flow_hits,
                           list, s, from, len);
}

static enum gj_status
words_place(struct document *doc, struct gj_error *err)
{
    return hits_find(doc->arena, doc->rules, SEARCHED_TOKENS,
                     document_tokens(doc), &doc->token_hits) &&
                   hits_find(doc->arena, doc->rules, SEARCHED_FLOW,
                             document_flow(doc), &doc->flow_hits)
               ? GJ_OK
               : err_memory(err, doc->arena);
}

enum gj_status
facts_derive(struct document *doc, struct gj_error *err)
{
    enum gj_status status = facts_init(doc, err);

    if (status == GJ_OK)
        status = words_place(doc, err);
    if (status == GJ_OK)
        status = fact_clauses(doc, err);
    if (status == GJ_OK)
        status = fact_header(doc, err);
    if (status == GJ_OK)
        status = fact_forms(doc, err);
    if (status == GJ_OK)
        status = fact_column_heads(doc, err);
    if (status == GJ_OK)
        status = fact_pack(doc, err);
    if (status == GJ_OK)
        status = fact_prose(doc, err);
    return status;
}

static void
fact_dump(const struct document *doc, const struct fact *fact, struct buf *out)
{
    const struct figure *figure = &doc->figures.items[fact->figure];
    const struct role *role =
        fact->role == ROLE_NONE ? NULL : &doc->rules->roles[fact->role];
    struct str text =
        source_slice(&doc->text.source, figure->src_from, figure->src_to);
    struct gj_place place =
        source_place(&doc->text.source, figure->src_from, figure->src_to);

    buf_printf(out, "%zu:%zu ", place.line, place.column);
    buf_str(out, text);
    buf_printf(out, " %s%s%s", role ? role->id : "-",
               fact->direction > 0   ? "+"
               : fact->direction < 0 ? "-"
                                     : "",
               fact->in_form ? " form" : "");
    if (fact->target)
        buf_puts(out, " target");
    if (fact->year)
        buf_printf(out, " %d", (int)fact->year);
    buf_puts(out, " [");
    buf_str(out, fact->label);
    buf_puts(out, "]");
    if (fact->scope.len) {
        buf_puts(out, " in ");
        buf_str(out, fact->scope);
    }
    buf_char(out, '\n');
}

static const char *const record_kinds[] = { "fund", "parent", "leaf", "total",
                                            "amount" };

static void
record_dump(const struct document *doc, const struct record *record,
            struct buf *out)
{
    buf_printf(out, "  %s %u [", record_kinds[record->kind],
               (unsigned)record->level);
    buf_str(out, record->name);
    buf_puts(out, "]");
    for (int c = 0; c < COL_COUNT; c++) {
        const struct record_value *v = &record->value[c];

        if (v->figure == FACT_NONE && v->text.len == 0)
            continue;
        buf_printf(out, " %d=", c);
        if (v->figure != FACT_NONE) {
            const struct figure *f = &doc->figures.items[v->figure];

            buf_str(out,
                    source_slice(&doc->text.source, f->src_from, f->src_to));
        } else {
            buf_str(out, v->text);
        }
    }
    buf_printf(out, "%s%s\n", record->complete ? "" : " incomplete",
               record->duplicate ? " duplicate" : "");
}

void
facts_dump(const struct document *doc, struct buf *out)
{
    const struct facts *facts = &doc->facts;

    for (size_t i = 0; i < doc->figures.n; i++)
        if (facts->of_figure[i] != FACT_NONE)
            fact_dump(doc, &facts->items[facts->of_figure[i]], out);
    for (size_t i = 0; i < facts->nforms; i++) {
        const struct form *form = &facts->forms[i];

        buf_printf(out, "form %d%s\n", (int)form->kind,
                   form->clean ? " clean" : "");
        for (uint32_t r = 0; r < form->nrecords; r++)
            record_dump(doc, &facts->records[form->first_record + r], out);
    }
}
