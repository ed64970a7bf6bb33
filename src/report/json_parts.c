/* SPDX-License-Identifier: MIT */
/* The JSON objects that several views share; the order is fixed. */
#include "report/report_int.h"

static void
emit_place(struct emit *e, const struct gj_place *place)
{
    emit_count(e, "line", place->line);
    emit_count(e, "column", place->column);
    emit_count(e, "end_line", place->end_line);
    emit_count(e, "end_column", place->end_column);
    emit_count(e, "offset", place->offset);
    emit_count(e, "length", place->length);
}

static void
emit_quantity(struct emit *e, const struct gj_figure *figure)
{
    emit_string(e, "value", figure->value);
    emit_string(e, "unit", figure->unit);
    emit_string(e, "base", figure->base);
    emit_string(e, "base_unit", figure->base_unit);
}

static void
emit_kind(struct emit *e, const struct gj_figure *figure)
{
    emit_string(e, "kind", figure->kind);
    emit_string(e, "comparator", figure->comparator);
    emit_string(e, "range", figure->range);
}

/* Is it one of the figures of the document? */
static bool
has_index(const struct emit *e, const struct gj_figure *figure)
{
    return e->nfigures > 0 && figure >= e->figures &&
           figure < e->figures + e->nfigures;
}

/* What the views leave out and a record must not. */
static void
emit_rest(struct emit *e, const struct gj_figure *figure)
{
    emit_string(e, "label", figure->label);
    if (figure->rule_text)
        emit_bool(e, "rule_text", true);
    if (has_index(e, figure))
        emit_count(e, "index", (size_t)(figure - e->figures));
}

void
emit_figure(struct emit *e, const struct gj_figure *figure)
{
    emit_open(e, NULL, '{', false);
    emit_string(e, "text", figure->text);
    emit_place(e, &figure->place);
    emit_quantity(e, figure);
    emit_kind(e, figure);
    emit_string(e, "role", figure->role);
    if (e->record)
        emit_rest(e, figure);
    emit_close(e);
}

static void
emit_term(struct emit *e, const struct gj_term *term)
{
    emit_open(e, NULL, '{', false);
    if (e->by_index && has_index(e, term->figure)) {
        emit_string(e, "term", term->term);
        emit_count(e, "index", (size_t)(term->figure - e->figures));
        emit_close(e);
        return;
    }
    emit_string(e, "role", term->figure->role);
    emit_string(e, "term", term->term);
    emit_string(e, "text", term->figure->text);
    emit_place(e, &term->figure->place);
    emit_quantity(e, term->figure);
    if (e->record) {
        emit_kind(e, term->figure);
        emit_rest(e, term->figure);
    }
    emit_close(e);
}

void
emit_terms(struct emit *e, const struct gj_term *terms, size_t n)
{
    emit_open(e, "figures", '[', true);
    for (size_t i = 0; i < n; i++)
        emit_term(e, &terms[i]);
    emit_close(e);
}

void
emit_candidates(struct emit *e, const struct gj_candidate *candidates,
                size_t n)
{
    emit_open(e, "candidates", '[', true);
    for (size_t i = 0; i < n; i++) {
        emit_open(e, NULL, '{', false);
        emit_string(e, "formula", candidates[i].formula);
        emit_string(e, "computed", candidates[i].computed);
        emit_bool(e, "fits", candidates[i].fits);
        emit_close(e);
    }
    emit_close(e);
}

static void
emit_diagnosis(struct emit *e, const struct gj_diagnosis *d)
{
    emit_open(e, NULL, '{', false);
    emit_count(e, "rank", d->rank);
    emit_open(e, "changes", '[', false);
    for (size_t i = 0; i < d->nchanges && i < 2; i++) {
        emit_open(e, NULL, '{', false);
        emit_count(e, "figure", d->changes[i].figure);
        emit_string(e, "suggest", d->changes[i].suggest);
        emit_string(e, "from", d->changes[i].from);
        emit_string(e, "to", d->changes[i].to);
        emit_close(e);
    }
    emit_close(e);
    emit_string(e, "slip", d->slip);
    emit_string(e, "cause", d->cause);
    emit_count(e, "reconciles", d->reconciles);
    emit_close(e);
}

static void
emit_standing(struct emit *e, const struct report_input *input, size_t i)
{
    const char *reason = finding_suppressed(input, i);

    if (reason != NULL) {
        emit_open(e, "suppressed", '{', false);
        emit_string(e, "reason", reason);
        emit_close(e);
    }
    if (input->review != NULL && input->review[i].state != NULL) {
        const struct report_review *r = &input->review[i];

        emit_open(e, "review", '{', false);
        emit_string(e, "state", r->state);
        emit_string(e, "reason", r->reason);
        emit_string(e, "who", r->who);
        emit_string(e, "date", r->date);
        emit_string(e, "expires", r->expires);
        emit_close(e);
    }
    emit_string(e, "baseline", finding_baseline(input, i));
}

static void
emit_finding(struct emit *e, const struct report_input *input,
             const struct gj_finding *f, size_t index)
{
    emit_open(e, NULL, '{', true);
    emit_string(e, "rule", f->rule->code);
    emit_string(e, "id", f->rule->id);
    emit_string(e, "severity", severity_id(f->severity));
    emit_count(e, "group", f->group);
    emit_string(e, "message", f->message);
    emit_string(e, "stated", f->stated);
    emit_string(e, "computed", f->computed);
    emit_string(e, "formula", f->formula);
    emit_candidates(e, f->candidates, f->ncandidates);
    emit_terms(e, f->terms, f->nterms);
    emit_open(e, "diagnosis", '[', true);
    for (size_t i = 0; i < f->ndiagnosis; i++)
        emit_diagnosis(e, &f->diagnosis[i]);
    emit_close(e);
    emit_bool(e, "lead", f->lead);
    emit_string(e, "fingerprint", f->fingerprint);
    emit_standing(e, input, index);
    emit_close(e);
}

void
emit_notices(struct emit *e, const char *key, const struct report_input *input)
{
    emit_open(e, key, '[', true);
    for (size_t i = 0; i < input_notice_count(input); i++) {
        const struct gj_notice *n = input_notice(input, i);

        emit_open(e, NULL, '{', false);
        emit_string(e, "code", n->code);
        emit_string(e, "message", n->message);
        if (n->place.line > 0) {
            emit_count(e, "line", n->place.line);
            emit_count(e, "column", n->place.column);
        }
        emit_close(e);
    }
    emit_close(e);
}

static void
emit_coverage(struct emit *e, const struct gj_coverage *c)
{
    emit_open(e, "coverage", '{', false);
    emit_count(e, "figures", c->figures);
    emit_count(e, "bound", c->bound);
    emit_count(e, "checked", c->checked);
    emit_count(e, "relations", c->relations);
    emit_count(e, "holding", c->holding);
    emit_count(e, "violated", c->violated);
    emit_count(e, "undecided", c->undecided);
    emit_close(e);
}

void
emit_outcome(struct emit *e, const struct report_input *input)
{
    const struct gj_document *doc = input_document(input);
    size_t n;
    const struct gj_finding *findings = input_findings(input, &n);

    emit_coverage(e, &doc->coverage);
    emit_open(e, "counts", '{', false);
    emit_count(e, "error", doc->errors);
    emit_count(e, "warning", doc->warnings);
    emit_count(e, "notice", doc->notices);
    emit_close(e);
    emit_assumed(e, doc);
    emit_open(e, "findings", '[', true);
    for (size_t i = 0; i < n; i++)
        emit_finding(e, input, &findings[i], i);
    emit_close(e);
    emit_notices(e, "notices", input);
}

void
emit_about(struct emit *e, const struct report_input *input)
{
    const struct gj_document *doc = input_document(input);

    emit_string(e, "sha256", input->sha256);
    emit_string(e, "encoding", input->encoding);
    emit_string(e, "title", doc->title);
    emit_string(e, "unit", doc->unit);
    emit_string(e, "year", doc->year);
    emit_string(e, "form", doc->form);
}

void
emit_document(struct emit *e, const struct report_input *input)
{
    emit_string(e, "path", input->path);
    emit_about(e, input);
    emit_outcome(e, input);
}

void
report_json_members(struct sink *sink, const struct report_input *input)
{
    struct emit e;

    emit_resume(&e, sink, "{", false);
    e.flat = true;
    emit_outcome(&e, input);
}

void
emit_errors(struct emit *e, const struct report_input *failed, size_t nfailed)
{
    emit_open(e, "errors", '[', true);
    for (size_t i = 0; i < nfailed; i++) {
        emit_open(e, NULL, '{', false);
        emit_string(e, "path", failed[i].path);
        emit_string(e, "message", failed[i].error);
        emit_close(e);
    }
    emit_close(e);
}
