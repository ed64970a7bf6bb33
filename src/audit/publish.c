/* SPDX-License-Identifier: MIT */
/*
 * Results of the stages become the plain records of gouji.h.
 */
#include <string.h>

#include "audit/audit.h"
#include "base/buf.h"

static const char *
copy(struct gj_audit *a, struct str s)
{
    return s.len ? str_dup(&a->arena, s) : NULL;
}

static const char *
dec_print(struct gj_audit *a, struct dec d)
{
    char text[DEC_TEXT_MAX];

    return str_dup(&a->arena, (struct str){ text, dec_format(d, text) });
}

static const char *
fraction_print(struct gj_audit *a, const struct figure *f)
{
    struct buf out;

    buf_init(&out, &a->arena);
    buf_puts(&out, dec_print(a, f->value));
    buf_char(&out, '/');
    buf_puts(&out, dec_print(a, f->fraction));
    return buf_cstr(&out);
}

static void
value_publish(struct gj_audit *a, const struct figure *f,
              struct gj_figure *out)
{
    struct dec base;

    if (!f->has_value)
        return;
    out->value =
        f->fraction.coef ? fraction_print(a, f) : dec_print(a, f->value);
    if (!f->unit)
        return;
    out->unit = copy(a, f->unit->name);
    if (f->unit->base.len && f->unit->power && figure_base(f, &base)) {
        out->base = dec_print(a, dec_strip(base));
        out->base_unit = copy(a, f->unit->base);
    }
}

/* The fact of a figure that has a role, or NULL. */
static const struct fact *
meaning(const struct gj_audit *a, uint32_t i)
{
    uint32_t at = a->doc.facts.of_figure[i];

    return at == FACT_NONE || a->doc.facts.items[at].role == ROLE_NONE
               ? NULL
               : &a->doc.facts.items[at];
}

const struct gj_figure *
audit_figure(struct gj_audit *audit, uint32_t figure)
{
    const struct document *doc = &audit->doc;
    const struct figure *f = &doc->figures.items[figure];
    struct gj_figure *out = &audit->figures[figure];
    uint32_t at = doc->facts.of_figure[figure];

    if (out->text)
        return out;
    out->place = source_place(&doc->text.source, f->src_from, f->src_to);
    out->text = str_dup(&audit->arena, source_slice(&doc->text.source,
                                                    f->src_from, f->src_to));
    out->kind = figure_kind_name(f->kind);
    out->comparator = comparator_name(f->comparator);
    out->range = f->range == RANGE_FROM ? "from"
                 : f->range == RANGE_TO ? "to"
                                        : NULL;
    out->rule_text = f->rule_text;
    value_publish(audit, f, out);
    if (meaning(audit, figure))
        out->role = doc->rules->roles[meaning(audit, figure)->role].id;
    if (at != FACT_NONE)
        out->label = copy(audit, doc->facts.items[at].label);
    return out;
}

/* A stretch of text that a relation is about. */
static const struct gj_figure *
text_publish(struct gj_audit *a, const struct bound *bound)
{
    const struct document *doc = &a->doc;
    struct gj_figure *out = arena_alloc(&a->arena, sizeof(*out));
    uint32_t from = doc->layout.src[bound->flow_begin], to = from;

    if (!out)
        return NULL;
    if (bound->flow_end > bound->flow_begin)
        to = doc->layout.src[bound->flow_end - 1] + 1;
    out->place = source_place(&doc->text.source, from, to);
    out->text = str_dup(&a->arena, source_slice(&doc->text.source, from, to));
    out->kind = "plain";
    return out->text ? out : NULL;
}

static const struct gj_term *
terms_publish(struct gj_audit *a, const struct result *r)
{
    struct gj_term *terms =
        arena_array(&a->arena, r->nterms + 1, sizeof(*terms));

    for (size_t i = 0; terms && i < r->nterms; i++) {
        const struct bound *bound = &r->terms[i];

        terms[i].term = bound->term;
        terms[i].figure = bound->figure == FACT_NONE
                              ? text_publish(a, bound)
                              : audit_figure(a, bound->figure);
        if (!terms[i].figure)
            return NULL;
    }
    return terms;
}

/* Why a relation is undecided, in words. */
static const char *
reason_text(struct gj_audit *a, const struct result *r)
{
    const char *key = r->reason && r->reason[0] ? r->reason : "not-computable";
    struct str text;

    if (r->verdict != GJ_UNDECIDED)
        return "";
    text = rules_text(a->doc.rules, "reason", a->options.lang, key);
    return copy(a, text.len ? text : str_of(key));
}

/* In forms the name of the row, in prose that of the figure. */
static const char *
subject_text(struct gj_audit *a, const struct result *r)
{
    struct check check = { .doc = &a->doc, .lang = a->options.lang };
    uint32_t figure = r->nterms ? r->terms[0].figure : FACT_NONE, at;

    if (figure == FACT_NONE)
        return "";
    at = a->doc.facts.of_figure[figure];
    if (at != FACT_NONE && a->doc.facts.items[at].in_form)
        return copy(a, a->doc.facts.items[at].label);
    return figure_name(&check, figure);
}

/* Two figures of equal value give the same reading twice. */
static bool
reading_told(const struct gj_candidate *told, size_t n,
             const struct reading *reading)
{
    for (size_t i = 0; i < n; i++)
        if (told[i].formula && reading->formula && told[i].computed &&
            reading->computed && !strcmp(told[i].formula, reading->formula) &&
            !strcmp(told[i].computed, reading->computed))
            return true;
    return false;
}

/* The heading that the first figure of a relation stands under. */
static void
section_publish(struct gj_audit *a, const struct result *r,
                struct gj_relation *out)
{
    const struct layout *layout = &a->doc.layout;
    uint32_t figure = FACT_NONE, block, end;
    const struct block *heading;

    for (size_t i = 0; i < r->nterms && figure == FACT_NONE; i++)
        figure = r->terms[i].figure;
    if (figure == FACT_NONE)
        return;
    block = a->doc.figures.items[figure].block;
    if (block == LAYOUT_NONE || layout->blocks[block].section == LAYOUT_NONE)
        return;
    heading = &layout->blocks[layout->blocks[block].section];
    for (end = heading->end;
         end > heading->begin && (unsigned char)layout->flow[end - 1] <= ' ';)
        end--; /* its terminator, too */
    out->section = copy(a, (struct str){ layout->flow + heading->begin,
                                         end - heading->begin });
    out->section_line = heading->line;
}

static bool
relation_publish(struct gj_audit *a, const struct result *r,
                 struct gj_relation *out)
{
    struct gj_candidate *candidates =
        arena_array(&a->arena, r->nreadings + 1, sizeof(*candidates));
    const struct gj_term *terms = terms_publish(a, r);
    size_t n = 0;

    if (!candidates || !terms)
        return false;
    for (size_t k = 0; k < r->nreadings; k++)
        if (!reading_told(candidates, n, &r->readings[k]))
            candidates[n++] = (struct gj_candidate){ r->readings[k].formula,
                                                     r->readings[k].computed,
                                                     r->readings[k].fits };
    *out = (struct gj_relation){
        .rule = &r->rule->pub,
        .verdict = r->verdict,
        .reason = reason_text(a, r),
        .subject = subject_text(a, r),
        .formula = r->formula,
        .stated = r->stated,
        .computed = r->computed,
        .candidates = candidates,
        .ncandidates = n,
        .terms = terms,
        .nterms = r->nterms,
    };
    section_publish(a, r, out);
    return true;
}

static bool
finding_publish(struct gj_audit *a, const struct explanation *e,
                struct gj_finding *out)
{
    const struct result *r = &a->results[e->result];
    struct gj_relation own;
    const struct gj_relation *rel = &own;

    if (a->nrelations)
        rel = &a->relations[e->result];
    else if (!relation_publish(a, r, &own))
        return false;
    *out = (struct gj_finding){
        .rule = rel->rule,
        .severity = e->severity,
        .group = e->group,
        .lead = e->lead,
        .message = r->message ? r->message : "",
        .stated = rel->stated,
        .computed = rel->computed,
        .formula = rel->formula,
        .candidates = rel->candidates,
        .ncandidates = rel->ncandidates,
        .terms = rel->terms,
        .nterms = rel->nterms,
        .diagnosis = e->items,
        .ndiagnosis = e->n,
    };
    return true;
}

/* Of the kinds that coverage counts, outside rule text. */
static bool
counts(const struct gj_audit *a, uint32_t i)
{
    const struct figure *f = &a->doc.figures.items[i];

    if (!f->has_value || f->rule_text)
        return false;
    return f->kind == FIGURE_MONEY || f->kind == FIGURE_PERCENT ||
           f->kind == FIGURE_SCORE ||
           (f->kind == FIGURE_PLAIN && meaning(a, i));
}

static bool
coverage_publish(struct gj_audit *a)
{
    struct gj_coverage *c = &a->document.coverage;
    unsigned char *checked = arena_alloc(&a->arena, a->doc.figures.n + 1);

    if (!checked)
        return false;
    for (size_t i = 0; i < a->nresults; i++) {
        const struct result *r = &a->results[i];

        c->relations++;
        c->holding += r->verdict == GJ_HOLDS || r->verdict == GJ_TRUNCATED ||
                      r->verdict == GJ_LAST_DIGIT;
        c->violated += r->verdict == GJ_VIOLATED;
        c->undecided += r->verdict == GJ_UNDECIDED;
        for (size_t k = 0; k < r->nterms; k++)
            if (r->verdict != GJ_UNDECIDED && r->terms[k].figure != FACT_NONE)
                checked[r->terms[k].figure] = 1;
    }
    for (uint32_t i = 0; i < a->doc.figures.n; i++) {
        if (!counts(a, i))
            continue;
        c->figures++;
        c->bound += meaning(a, i) != NULL;
        c->checked += checked[i];
    }
    return true;
}

static void
separator_put(struct gj_audit *a, struct buf *out, const char *key)
{
    buf_str(out, rules_text(a->doc.rules, "form", a->options.lang, key));
    if (a->options.lang == GJ_EN)
        buf_char(out, ' ');
}

/* What one kind of evidence says for the form: its text with $1. */
static void
why_put(struct gj_audit *a, struct buf *out, const char *key, struct str arg)
{
    struct str text = rules_text(a->doc.rules, "form", a->options.lang, key);
    size_t mark = str_find(text, STR("$1"), 0);

    if (out->len)
        separator_put(a, out, "and");
    buf_str(out, str_sub(text, 0, mark));
    if (mark == SIZE_MAX)
        return;
    buf_str(out, arg);
    buf_str(out, str_sub(text, mark + 2, text.len));
}

/* "A|B": A */
static struct str
first_name(struct str any)
{
    return str_sub(any, 0, str_find(any, STR("|"), 0));
}

static void
why_labels(struct gj_audit *a, struct buf *out, const struct pack *pack)
{
    struct str last = STR_NONE;
    struct buf labels;

    buf_init(&labels, &a->arena);
    for (size_t i = 0; i < pack->nlabels; i++) {
        struct str label = pack_label_printed(&a->doc, pack->labels[i]);

        if (str_eq(label, last))
            continue; /* one word may stand for two labels */
        if (last.len)
            separator_put(a, &labels, "between");
        buf_str(&labels, label);
        last = label;
    }
    if (labels.len)
        why_put(a, out, "labels", (struct str){ labels.ptr, labels.len });
}

/* The level-1 weights that the document prints with the value of the pack,
 * or those with another one: "name value, name value". */
static void
why_weights(struct gj_audit *a, struct buf *out, const struct pack *pack,
            bool agree)
{
    struct buf list;
    struct str name;
    struct dec weight;

    buf_init(&list, &a->arena);
    for (size_t i = 0; pack_weight(pack, i, &name, &weight); i++) {
        struct dec printed;
        uint32_t figure;

        if (!pack_weight_printed(&a->doc, name, &printed, &figure) ||
            (dec_cmp(printed, weight) == 0) != agree)
            continue;
        if (list.len)
            separator_put(a, &list, "between");
        buf_str(&list, first_name(name));
        buf_puts(&list, dec_print(a, printed));
    }
    if (list.len)
        why_put(a, out, agree ? "weights" : "weights-differ",
                (struct str){ list.ptr, list.len });
}

/* Why this form: "title ...; labels ...; weights ...". */
static const char *
form_why(struct gj_audit *a, const struct pack_fit *fit)
{
    struct buf out;

    buf_init(&out, &a->arena);
    if (fit->title.len)
        why_put(a, &out, "title", fit->title);
    why_labels(a, &out, fit->pack);
    why_weights(a, &out, fit->pack, true);
    why_weights(a, &out, fit->pack, false);
    return buf_cstr(&out);
}

static bool
document_publish(struct gj_audit *a)
{
    const struct facts *facts = &a->doc.facts;
    struct gj_document *out = &a->document;
    struct dec year = { facts->year, 0 };

    out->title = copy(a, facts->title);
    out->unit = copy(a, facts->unit_name);
    out->year = facts->year ? dec_print(a, year) : NULL;
    if (facts->pack.pack) {
        out->form = facts->pack.pack->id;
        out->form_why = form_why(a, &facts->pack);
    }
    for (size_t i = 0; i < a->nfindings; i++) {
        out->errors += a->findings[i].severity == GJ_ERROR;
        out->warnings += a->findings[i].severity == GJ_WARNING;
        out->notices += a->findings[i].severity == GJ_NOTICE;
    }
    return coverage_publish(a);
}

static const char *
notice_text(struct gj_audit *a, const char *code, struct str detail)
{
    struct str text =
        rules_text(a->doc.rules, "notice", a->options.lang, code);
    struct buf out;

    buf_init(&out, &a->arena);
    buf_str(&out, text.len ? text : str_of(code));
    if (detail.len) {
        buf_puts(&out, ": ");
        buf_str(&out, detail);
    }
    return buf_cstr(&out);
}

static bool
notices_publish(struct gj_audit *a)
{
    static const char *const codes[] = { "control-character", "nul-character",
                                         "private-character" };
    const struct facts *facts = &a->doc.facts;
    const struct text *text = &a->doc.text;
    size_t n = 0;

    a->notices = arena_array(&a->arena, facts->nnotices + text->nremarks + 1,
                             sizeof(*a->notices));
    if (!a->notices)
        return false;
    for (size_t i = 0; i < text->nremarks; i++)
        a->notices[n++] = (struct gj_notice){
            codes[text->remarks[i].kind],
            notice_text(a, codes[text->remarks[i].kind], STR_NONE),
            source_place(&text->source, text->remarks[i].cp,
                         text->remarks[i].cp + 1)
        };
    for (size_t i = 0; i < facts->nnotices; i++) {
        const struct gj_notice_at *at = &facts->notices[i];
        uint32_t from = a->doc.layout.src[at->flow];

        a->notices[n++] =
            (struct gj_notice){ at->code, notice_text(a, at->code, at->detail),
                                source_place(&text->source, from, from) };
    }
    a->nnotices = n;
    return true;
}

/* All figures and relations, unless only findings are wanted. */
static bool
whole_publish(struct gj_audit *a)
{
    if (a->options.findings_only)
        return true;
    a->relations =
        arena_array(&a->arena, a->nresults + 1, sizeof(*a->relations));
    if (!a->relations)
        return false;
    a->nfigures = a->doc.figures.n;
    for (uint32_t i = 0; i < a->nfigures; i++)
        (void)audit_figure(a, i);
    a->nrelations = a->nresults;
    for (size_t i = 0; i < a->nrelations; i++)
        if (!relation_publish(a, &a->results[i], &a->relations[i]))
            return false;
    return true;
}

static bool
findings_publish(struct gj_audit *a)
{
    a->findings =
        arena_array(&a->arena, a->explanations.n + 1, sizeof(*a->findings));
    if (!a->findings)
        return false;
    a->nfindings = a->explanations.n;
    for (size_t i = 0; i < a->nfindings; i++)
        if (!finding_publish(a, &a->explanations.items[i], &a->findings[i]))
            return false;
    return true;
}

enum gj_status
audit_publish(struct gj_audit *a, struct gj_error *err)
{
    bool ok;

    a->figures =
        arena_array(&a->arena, a->doc.figures.n + 1, sizeof(*a->figures));
    ok = a->figures && whole_publish(a) && findings_publish(a) &&
         document_publish(a) && notices_publish(a) && !a->arena.failed &&
         audit_fingerprint(a);
    return ok ? GJ_OK : err_set(err, GJ_NOMEM, "out of memory");
}
