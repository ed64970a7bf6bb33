/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "audit/audit.h"
#include "base/buf.h"
#include "base/limits.h"

static void
dump_text(const struct gj_audit *a, struct buf *out)
{
    buf_put(out, a->doc.text.bytes, a->doc.text.len);
}

static void
dump_layout(const struct gj_audit *a, struct buf *out)
{
    layout_dump(&a->doc.layout, out);
}

static void
dump_figures(const struct gj_audit *a, struct buf *out)
{
    for (size_t i = 0; i < a->nfigures; i++) {
        const struct gj_figure *f = &a->figures[i];

        buf_printf(out, "%zu:%zu %s %s%s%s%s %s%s\n", f->place.line,
                   f->place.column, f->kind,
                   f->comparator ? f->comparator : "",
                   f->value ? f->value : "?", f->unit ? f->unit : "",
                   f->range ? f->range : "", f->role ? f->role : "-",
                   f->rule_text ? " rule-text" : "");
    }
}

static void
dump_facts(const struct gj_audit *a, struct buf *out)
{
    facts_dump(&a->doc, out);
}

static const char *const verdicts[] = { "holds", "truncated", "last-digit",
                                        "VIOLATED", "undecided" };

static void
dump_relations(const struct gj_audit *a, struct buf *out)
{
    for (size_t i = 0; i < a->nrelations; i++) {
        const struct gj_relation *r = &a->relations[i];

        buf_printf(out, "%s %s %s: %s = %s (%s) %s", verdicts[r->verdict],
                   r->rule->code, r->rule->id, r->stated ? r->stated : "",
                   r->formula ? r->formula : "",
                   r->computed ? r->computed : "", r->reason);
        for (size_t k = 0; k < r->nterms; k++)
            buf_printf(out, " %zu:%zu", r->terms[k].figure->place.line,
                       r->terms[k].figure->place.column);
        buf_char(out, '\n');
    }
}

static void
dump_findings(const struct gj_audit *a, struct buf *out)
{
    for (size_t i = 0; i < a->nfindings; i++) {
        const struct gj_finding *f = &a->findings[i];

        buf_printf(out, "%u%s %s %s\n", f->group, f->lead ? "*" : "",
                   f->rule->code, f->message);
        for (size_t k = 0; k < f->ndiagnosis; k++)
            buf_printf(out, "    %u %s %s\n", f->diagnosis[k].rank,
                       f->diagnosis[k].slip ? f->diagnosis[k].slip : "-",
                       f->diagnosis[k].cause);
    }
}

static const struct {
    const char *name;
    void (*dump)(const struct gj_audit *a, struct buf *out);
} stages[] = {
    { "text", dump_text },           { "layout", dump_layout },
    { "figures", dump_figures },     { "facts", dump_facts },
    { "relations", dump_relations }, { "findings", dump_findings },
};

enum gj_status
gj_audit_dump(const struct gj_audit *a, const char *stage, gj_write *write,
              void *user, struct gj_error *err)
{
    for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++) {
        struct arena arena;
        struct buf out;
        enum gj_status status = GJ_OK;

        if (strcmp(stages[i].name, stage) != 0)
            continue;
        if (a->kept)
            return err_set(err, GJ_INPUT, "kept results have no stages");
        arena_init(&arena, LIMIT_MEMORY);
        buf_init(&out, &arena);
        stages[i].dump(a, &out);
        if (out.failed)
            status = err_memory(err, &arena);
        else if (out.len && !write(user, out.ptr, out.len))
            status = err_set(err, GJ_OUTPUT, "cannot write");
        arena_release(&arena);
        return status;
    }
    return err_set(err, GJ_INPUT,
                   "there is no stage \"%s\": text, layout, figures, facts, "
                   "relations, findings",
                   stage);
}
