/* SPDX-License-Identifier: MIT */
/*
 * Many documents at a glance: what was found by severity and rule, the worst
 * documents, and a table of all that filters and sorts.
 */
#include <stdlib.h>
#include <string.h>

#include "report/html.h"

#define WORST 10

/* Findings that count, by severity. */
struct counts {
    size_t by[GJ_ERROR + 1];
};

struct row {
    char *path, *form;
    char *rules; /* codes of what was found, each once, between blanks */
    size_t number;
    bool failed;
    struct counts counts;
    size_t known, percent, figures, violated;
};

struct rule_row {
    const struct gj_rule *rule;
    struct counts counts;
    size_t documents;
};

struct overview {
    struct row *rows;
    struct rule_row *rules;
    size_t nrows, capacity, nrules, rule_capacity;
};

static size_t
total(const struct counts *c)
{
    return c->by[GJ_ERROR] + c->by[GJ_WARNING] + c->by[GJ_NOTICE];
}

struct overview *
overview_new(void)
{
    return calloc(1, sizeof(struct overview));
}

void
overview_free(struct overview *o)
{
    for (size_t i = 0; o != NULL && i < o->nrows; i++) {
        free(o->rows[i].path);
        free(o->rows[i].form);
        free(o->rows[i].rules);
    }
    if (o != NULL) {
        free(o->rows);
        free(o->rules);
    }
    free(o);
}

/* ---- collecting ---- */

static char *
copy(const char *text)
{
    size_t size = strlen(text != NULL ? text : "") + 1;
    char *out = malloc(size);

    if (out != NULL)
        memcpy(out, text != NULL ? text : "", size);
    return out;
}

/* Room for one more of size bytes; NULL if there is no memory. */
static void *
grow(void *items, size_t n, size_t *capacity, size_t size)
{
    size_t more = *capacity > 0 ? 2 * *capacity : 32;

    if (n < *capacity)
        return items;
    if (more > SIZE_MAX / size ||
        (items = realloc(items, more * size)) == NULL)
        return NULL;
    *capacity = more;
    return items;
}

static struct rule_row *
rule_of(struct overview *o, const struct gj_rule *rule)
{
    void *grown;

    for (size_t i = 0; i < o->nrules; i++)
        if (o->rules[i].rule == rule)
            return &o->rules[i];
    grown = grow(o->rules, o->nrules, &o->rule_capacity, sizeof(*o->rules));
    if (grown == NULL)
        return NULL;
    o->rules = grown;
    o->rules[o->nrules] = (struct rule_row){ .rule = rule };
    return &o->rules[o->nrules++];
}

static bool
add_code(struct row *row, const char *code, bool *added)
{
    size_t len = strlen(row->rules), more = strlen(code);
    const char *at = strstr(row->rules, code);
    char *grown;

    *added = false;
    if (at != NULL && (at[more] == ' ' || at[more] == '\0'))
        return true;
    grown = realloc(row->rules, len + more + 2);
    if (grown == NULL)
        return false;
    grown[len] = ' ';
    memcpy(grown + len + 1, code, more + 1);
    row->rules = grown;
    *added = true;
    return true;
}

static bool
add_findings(struct overview *o, struct row *row,
             const struct report_input *input)
{
    size_t n;
    const struct gj_finding *f = input_findings(input, &n);

    for (size_t i = 0; i < n; i++) {
        struct rule_row *rule;
        bool added;

        if (!finding_active(input, i)) {
            row->known++;
            continue;
        }
        rule = rule_of(o, f[i].rule);
        if (rule == NULL || !add_code(row, f[i].rule->code, &added))
            return false;
        row->counts.by[f[i].severity]++;
        rule->counts.by[f[i].severity]++;
        rule->documents += added;
    }
    return true;
}

bool
overview_add(struct overview *o, const struct report_input *input)
{
    const struct gj_document *doc = input_document(input);
    void *grown = grow(o->rows, o->nrows, &o->capacity, sizeof(*o->rows));
    struct row *row;

    if (grown == NULL)
        return false;
    o->rows = grown;
    row = &o->rows[o->nrows];
    *row = (struct row){
        .path = copy(input->path),
        .form = copy(doc->form),
        .rules = copy(NULL),
        .number = o->nrows + 1,
        .failed = input->error != NULL,
        .percent = coverage_percent(&doc->coverage),
        .figures = doc->coverage.figures,
        .violated = doc->coverage.violated,
    };
    o->nrows++;
    return row->path != NULL && row->form != NULL && row->rules != NULL &&
           add_findings(o, row, input);
}

/* ---- order ---- */

static int
counts_cmp(const struct counts *a, const struct counts *b)
{
    for (int s = GJ_ERROR; s >= GJ_NOTICE; s--)
        if (a->by[s] != b->by[s])
            return a->by[s] > b->by[s] ? -1 : 1;
    return 0;
}

static int
rule_cmp(const void *a, const void *b)
{
    const struct rule_row *ra = a, *rb = b;
    size_t na = total(&ra->counts), nb = total(&rb->counts);

    if (na != nb)
        return na > nb ? -1 : 1;
    return strcmp(ra->rule->code, rb->rule->code);
}

/* The worst rows, at most WORST; returns how many there are. */
static size_t
worst(const struct overview *o, const struct row *rows[WORST])
{
    size_t n = 0;

    for (size_t i = 0; i < o->nrows; i++) {
        const struct row *row = &o->rows[i];
        size_t at = n;

        if (total(&row->counts) == 0)
            continue;
        while (at > 0 && counts_cmp(&row->counts, &rows[at - 1]->counts) < 0)
            at--;
        if (at == WORST)
            continue;
        if (n < WORST)
            n++;
        for (size_t k = n - 1; k > at; k--)
            rows[k] = rows[k - 1];
        rows[at] = row;
    }
    return n;
}

/* ---- writing ---- */

struct hand {
    struct sink *sink;
    enum gj_lang lang;
    bool apart;
};

static void
put_link(const struct hand *hand, const struct row *row)
{
    if (hand->apart)
        sink_printf(hand->sink, "<a href=\"doc-%zu.html\">", row->number);
    else
        sink_printf(hand->sink, "<a href=\"#d%zu\">", row->number);
    markup_text(hand->sink, row->path);
    sink_puts(hand->sink, "</a>");
}

static void
put_bar(const struct hand *hand, const struct counts *c, size_t most)
{
    const struct bar_part parts[] = { { "e", c->by[GJ_ERROR] },
                                      { "w", c->by[GJ_WARNING] },
                                      { "i", c->by[GJ_NOTICE] } };

    sink_puts(hand->sink, "<td>");
    html_bar(hand->sink, parts, 3, most);
    sink_puts(hand->sink, "</td>");
}

/* The three numbers of a bar, each with its mark. */
static void
put_numbers(const struct hand *hand, const struct counts *c)
{
    sink_puts(hand->sink, "<td class=\"num\">");
    for (int s = GJ_ERROR; s >= GJ_NOTICE; s--)
        if (c->by[s] > 0)
            sink_printf(hand->sink, "%s%zu ",
                        severity_mark((enum gj_severity)s), c->by[s]);
    sink_puts(hand->sink, "</td></tr>\n");
}

static void
chart_open(const struct hand *hand, enum word title)
{
    sink_printf(hand->sink,
                "<div><h3>%s</h3>\n<table class=\"chart\"><tbody>\n",
                word(hand->lang, title));
}

static void
chart_close(const struct hand *hand)
{
    sink_puts(hand->sink, "</tbody></table></div>\n");
}

static void
chart_severity(const struct hand *hand, const struct counts *all)
{
    chart_open(hand, W_BY_SEVERITY);
    for (int s = GJ_ERROR; s >= GJ_NOTICE; s--) {
        struct counts one = { { 0 } };

        one.by[s] = all->by[s];
        sink_printf(hand->sink, "<tr><th>%s</th>",
                    word(hand->lang, severity_word((enum gj_severity)s)));
        put_bar(hand, &one, total(all));
        put_numbers(hand, &one);
    }
    chart_close(hand);
}

static void
chart_rules(const struct hand *hand, const struct overview *o)
{
    size_t most = o->nrules > 0 ? total(&o->rules[0].counts) : 0;

    chart_open(hand, W_BY_RULE);
    for (size_t i = 0; i < o->nrules; i++) {
        const struct rule_row *r = &o->rules[i];

        sink_printf(hand->sink, "<tr><th>%s ", r->rule->code);
        markup_text(hand->sink, r->rule->title[hand->lang == GJ_EN]);
        sink_puts(hand->sink, "</th>");
        put_bar(hand, &r->counts, most);
        put_numbers(hand, &r->counts);
    }
    chart_close(hand);
}

static void
chart_worst(const struct hand *hand, const struct overview *o)
{
    const struct row *rows[WORST];
    size_t n = worst(o, rows), most = 0;

    if (n == 0)
        return;
    for (size_t i = 0; i < n; i++)
        if (total(&rows[i]->counts) > most)
            most = total(&rows[i]->counts);
    chart_open(hand, W_WORST);
    for (size_t i = 0; i < n; i++) {
        sink_puts(hand->sink, "<tr><th>");
        put_link(hand, rows[i]);
        sink_puts(hand->sink, "</th>");
        put_bar(hand, &rows[i]->counts, most);
        put_numbers(hand, &rows[i]->counts);
    }
    chart_close(hand);
}

static void
put_tools(const struct hand *hand, const struct overview *o)
{
    html_tools_open(hand->sink, hand->lang, 0);
    sink_printf(hand->sink,
                "<label>%s <select><option value=\"\">%s</option>\n",
                word(hand->lang, W_RULE), word(hand->lang, W_ANY_RULE));
    for (size_t i = 0; i < o->nrules; i++) {
        sink_printf(hand->sink, "<option value=\"%s\">%s ",
                    o->rules[i].rule->code, o->rules[i].rule->code);
        markup_text(hand->sink, o->rules[i].rule->title[hand->lang == GJ_EN]);
        sink_puts(hand->sink, "</option>\n");
    }
    sink_puts(hand->sink, "</select></label>\n");
    for (int s = GJ_ERROR; s >= GJ_NOTICE; s--)
        html_box(hand->sink, hand->lang, severity_word((enum gj_severity)s),
                 severity_id((enum gj_severity)s));
    html_tools_close(hand->sink);
}

static void
put_row(const struct hand *hand, const struct row *row)
{
    struct sink *sink = hand->sink;

    sink_printf(sink, "<tr data-at=\"%zu\" data-has=\"", row->number);
    for (int s = GJ_ERROR; s >= GJ_NOTICE; s--)
        if (row->counts.by[s] > 0)
            sink_printf(sink, "%s ", severity_id((enum gj_severity)s));
    sink_printf(sink, "%s\"><td class=\"wide\">",
                row->rules != NULL && row->rules[0] != '\0' ? row->rules + 1
                                                            : "");
    put_link(hand, row);
    if (row->failed)
        sink_printf(sink, " <b class=\"verdict v\">%s</b>",
                    word(hand->lang, W_FAILED));
    sink_puts(sink, "</td>");
    for (int s = GJ_ERROR; s >= GJ_NOTICE; s--)
        html_count(sink, row->counts.by[s]);
    html_count(sink, row->known);
    html_count(sink, row->percent);
    html_count(sink, row->figures);
    html_count(sink, row->violated);
    html_cell(sink, "tight", row->form);
    sink_puts(sink, "</tr>\n");
}

static void
put_table(const struct hand *hand, const struct overview *o)
{
    static const enum word columns[] = {
        W_COL_PATH,  W_ERROR,       W_WARNING,      W_NOTICE,  W_KNOWN_SHORT,
        W_COL_SHARE, W_COL_FIGURES, W_COL_VIOLATED, W_COL_FORM
    };
    size_t n = sizeof(columns) / sizeof(columns[0]);

    sink_printf(hand->sink, "<h3>%s</h3>\n",
                word(hand->lang, W_ALL_DOCUMENTS));
    put_tools(hand, o);
    sink_puts(hand->sink, "<div class=\"scroll\"><table id=\"documents\" "
                          "data-sort><thead><tr>");
    for (size_t i = 0; i < n; i++)
        html_head(hand->sink, hand->lang, columns[i], i > 0 && i < n - 1);
    sink_puts(hand->sink, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < o->nrows; i++)
        put_row(hand, &o->rows[i]);
    sink_puts(hand->sink, "</tbody></table></div>\n");
}

static void
put_tiles(const struct hand *hand, const struct overview *o,
          const struct counts *all)
{
    struct sink *sink = hand->sink;

    sink_puts(sink, "<ul class=\"tiles\">\n");
    html_tile(sink, hand->lang, W_DOCUMENTS, "plain", o->nrows);
    html_tile(sink, hand->lang, W_FLAWED, "plain", sink->totals.flawed);
    html_tile(sink, hand->lang, W_ERROR, "error", all->by[GJ_ERROR]);
    html_tile(sink, hand->lang, W_WARNING, "warning", all->by[GJ_WARNING]);
    html_tile(sink, hand->lang, W_NOTICE, "notice", all->by[GJ_NOTICE]);
    if (sink->totals.known > 0)
        html_tile(sink, hand->lang, W_KNOWN_SHORT, "plain",
                  sink->totals.known);
    if (o->nrows > sink->totals.documents)
        html_tile(sink, hand->lang, W_FAILED, "error",
                  o->nrows - sink->totals.documents);
    sink_puts(sink, "</ul>\n");
}

void
overview_write(const struct overview *o, struct sink *sink, enum gj_lang lang,
               bool apart)
{
    const struct hand hand = { sink, lang, apart };
    struct counts all = { { 0 } };

    for (size_t i = 0; i < o->nrows; i++)
        for (int s = GJ_NOTICE; s <= GJ_ERROR; s++)
            all.by[s] += o->rows[i].counts.by[s];
    if (o->nrules > 0)
        qsort(o->rules, o->nrules, sizeof(*o->rules), rule_cmp);
    sink_printf(sink, "<section id=\"overview\">\n<h2>%s</h2>\n",
                word(lang, W_OVERVIEW));
    put_tiles(&hand, o, &all);
    html_coverage(sink, lang, &sink->totals.coverage, total(&all) == 0);
    if (total(&all) > 0) {
        sink_puts(sink, "<div class=\"charts\">\n<div>\n");
        chart_severity(&hand, &all);
        chart_worst(&hand, o);
        sink_puts(sink, "</div>\n");
        chart_rules(&hand, o);
        sink_puts(sink, "</div>\n");
    }
    put_table(&hand, o);
    sink_puts(sink, "</section>\n");
}
