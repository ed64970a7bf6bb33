/* SPDX-License-Identifier: MIT */
/* An audit as one line of JSON, for those who report it later. */
#include <stdlib.h>
#include <string.h>

#include "report/report_int.h"

static void
emit_facts(struct emit *e, const struct report_input *input,
           const struct gj_rules *rules)
{
    emit_open(e, "document", '{', false);
    emit_about(e, input);
    emit_string(e, "form_why", input_document(input)->form_why);
    emit_close(e);
    emit_open(e, "rules", '{', false);
    emit_string(e, "gouji", GJ_VERSION);
    emit_string(e, "sha256", gj_rules_sha256(rules));
    emit_close(e);
}

static void
emit_line(struct emit *e, const struct gj_audit *audit, size_t number)
{
    size_t len;
    const char *text = gj_audit_line(audit, number, &len);

    if (text == NULL)
        return;
    emit_open(e, NULL, '{', false);
    emit_count(e, "line", number);
    emit_text_begin(e, "text");
    emit_text_bytes(e, text, len);
    emit_text_end(e);
    emit_close(e);
}

/* The last line that a finding touches; each is marked, where marks are
 * asked for. */
static size_t
touched(const struct report_input *input, char *marks)
{
    size_t n, last = 0;
    const struct gj_finding *f = input_findings(input, &n);

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < f[i].nterms; k++) {
            const struct gj_place *p = &f[i].terms[k].figure->place;

            if (marks != NULL)
                memset(marks + p->line, 1, p->end_line - p->line + 1);
            if (p->end_line > last)
                last = p->end_line;
        }
    return last;
}

static void
emit_touched(struct emit *e, const struct report_input *input)
{
    size_t last = touched(input, NULL);
    char *marks = calloc(last + 1, 1);

    if (marks == NULL) {
        e->sink->failed = true;
        return;
    }
    (void)touched(input, marks);
    for (size_t i = 1; i <= last; i++)
        if (marks[i])
            emit_line(e, input->audit, i);
    free(marks);
}

static void
emit_lines(struct emit *e, const struct report_input *input, bool whole)
{
    size_t len;

    emit_open(e, "lines", '[', false);
    if (!whole)
        emit_touched(e, input);
    for (size_t i = 1; whole && input->audit != NULL &&
                       gj_audit_line(input->audit, i, &len) != NULL;
         i++)
        emit_line(e, input->audit, i);
    emit_close(e);
}

static void
emit_relation(struct emit *e, const struct gj_relation *r)
{
    emit_open(e, NULL, '{', false);
    emit_string(e, "rule", r->rule->code);
    emit_string(e, "verdict", verdict_id(r->verdict));
    emit_string(e, "reason", r->reason);
    emit_string(e, "subject", r->subject);
    emit_string(e, "section", r->section);
    if (r->section_line > 0)
        emit_count(e, "section_line", r->section_line);
    emit_string(e, "formula", r->formula);
    emit_string(e, "stated", r->stated);
    emit_string(e, "computed", r->computed);
    emit_candidates(e, r->candidates, r->ncandidates);
    emit_terms(e, r->terms, r->nterms);
    emit_close(e);
}

static void
emit_whole(struct emit *e, const struct report_input *input)
{
    size_t n;
    const struct gj_relation *relations;

    emit_open(e, "figures", '[', false);
    for (size_t i = 0; i < e->nfigures; i++)
        emit_figure(e, &e->figures[i]);
    emit_close(e);
    relations = input_relations(input, &n);
    e->by_index = true;
    emit_open(e, "relations", '[', false);
    for (size_t i = 0; i < n; i++)
        emit_relation(e, &relations[i]);
    emit_close(e);
    e->by_index = false;
}

void
report_json_record(struct sink *sink, const struct report_input *input,
                   const struct gj_rules *rules, bool whole)
{
    struct emit e;

    emit_resume(&e, sink, "{", false);
    e.flat = true;
    e.record = true;
    if (whole)
        e.figures = input_figures(input, &e.nfigures);
    emit_outcome(&e, input);
    emit_facts(&e, input, rules);
    emit_lines(&e, input, whole);
    if (whole)
        emit_whole(&e, input);
}
