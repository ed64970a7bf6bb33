/* SPDX-License-Identifier: MIT */
/* check as JUnit XML: a document is a suite, a finding a test. */
#include "report/words.h"

static void
junit_begin(struct sink *sink, const struct report_options *options)
{
    (void)options;
    sink_puts(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<testsuites name=\"gouji\">\n");
}

static void
suite_open(struct sink *sink, const char *path, size_t tests, size_t failures,
           size_t errors, size_t skipped)
{
    sink_puts(sink, "  <testsuite");
    markup_attr(sink, "name", path);
    markup_count(sink, "tests", tests);
    markup_count(sink, "failures", failures);
    markup_count(sink, "errors", errors);
    markup_count(sink, "skipped", skipped);
    sink_puts(sink, ">\n");
}

static void
case_open(struct sink *sink, const char *path, const char *name, size_t line)
{
    sink_puts(sink, "    <testcase");
    markup_attr(sink, "classname", path);
    sink_puts(sink, " name=\"");
    markup_text(sink, name);
    if (line > 0)
        sink_printf(sink, ":%zu", line);
    sink_puts(sink, "\"");
    markup_attr(sink, "file", path);
    if (line > 0)
        markup_count(sink, "line", line);
    sink_puts(sink, ">");
}

static void
put_evidence(struct sink *sink, enum gj_lang lang, const struct gj_finding *f)
{
    markup_text(sink, f->message);
    if (f->stated != NULL && f->computed != NULL) {
        sink_puts(sink, "\n");
        SAY_WITH(sink, markup_text, lang, W_STANDS, STR(f->stated),
                 STR(f->computed));
    }
    if (f->formula != NULL) {
        sink_printf(sink, "\n%s: ", word(lang, W_FORMULA));
        markup_text(sink, f->formula);
    }
}

/* What does not fail the build by default is output, not failure. */
static void
put_case(struct sink *sink, enum gj_lang lang,
         const struct report_input *input, size_t i)
{
    size_t n;
    const struct gj_finding *f = &input_findings(input, &n)[i];
    size_t line = f->nterms > 0 ? f->terms[0].figure->place.line : 0;

    case_open(sink, input->path, f->rule->code, line);
    if (!finding_active(input, i)) {
        sink_puts(sink, "<skipped");
        markup_attr(sink, "message",
                    finding_suppressed(input, i) != NULL
                        ? finding_suppressed(input, i)
                        : word(lang, W_BASELINE));
        sink_puts(sink, "/>");
    } else if (f->severity == GJ_ERROR) {
        sink_puts(sink, "<failure");
        markup_attr(sink, "message", f->message);
        markup_attr(sink, "type", f->rule->id);
        sink_puts(sink, ">");
        put_evidence(sink, lang, f);
        sink_puts(sink, "</failure>");
    } else {
        sink_printf(sink, "<system-out>%s ",
                    word(lang, severity_word(f->severity)));
        put_evidence(sink, lang, f);
        sink_puts(sink, "</system-out>");
    }
    sink_puts(sink, "</testcase>\n");
}

static void
put_failed(struct sink *sink, const struct report_input *input)
{
    suite_open(sink, input->path, 1, 0, 1, 0);
    case_open(sink, input->path, "input", 0);
    sink_puts(sink, "<error");
    markup_attr(sink, "message", input->error);
    sink_puts(sink, "/></testcase>\n  </testsuite>\n");
}

/* One more test, so that no suite is empty: the coverage. */
static void
put_coverage(struct sink *sink, enum gj_lang lang,
             const struct report_input *input)
{
    const struct gj_coverage *c = &input_document(input)->coverage;

    case_open(sink, input->path, "coverage", 0);
    sink_puts(sink, "<system-out>");
    SAY_WITH(sink, markup_text, lang, W_COVERAGE, NUM(c->figures),
             NUM(c->bound), NUM(c->checked), NUM(coverage_percent(c)));
    sink_puts(sink, "\n");
    SAY_WITH(sink, markup_text, lang, W_RELATIONS, NUM(c->relations),
             NUM(c->holding), NUM(c->violated), NUM(c->undecided));
    for (size_t i = 0; i < input_notice_count(input); i++) {
        const struct gj_notice *notice = input_notice(input, i);

        sink_printf(sink, "\n%zu: ", notice->place.line);
        markup_text(sink, notice->message);
        sink_printf(sink, " [%s]", notice->code);
    }
    sink_puts(sink, "</system-out></testcase>\n");
}

static void
junit_input(struct sink *sink, const struct report_options *options,
            const struct report_input *input, size_t index)
{
    struct tally t = input_tally(input);
    size_t n;

    (void)index;
    if (input->error != NULL) {
        put_failed(sink, input);
        return;
    }
    (void)input_findings(input, &n);
    suite_open(sink, input->path, n + 1, t.errors, 0, t.known);
    for (size_t i = 0; i < n; i++)
        put_case(sink, options->lang, input, i);
    put_coverage(sink, options->lang, input);
    sink_puts(sink, "  </testsuite>\n");
}

static void
junit_end(struct sink *sink, const struct report_options *options,
          const struct report_input *failed, size_t nfailed)
{
    (void)options, (void)failed, (void)nfailed;
    sink_puts(sink, "</testsuites>\n");
}

const struct reporter report_check_junit = {
    .name = "junit",
    .view = VIEW_CHECK,
    .begin = junit_begin,
    .input = junit_input,
    .end = junit_end,
};
