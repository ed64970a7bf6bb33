/* SPDX-License-Identifier: MIT */
/*
 * check as HTML that needs nothing else and asks for nothing: one page, or
 * where the sink can turn pages, an overview and one page a document.  All
 * of it reads without the script, which only filters and sorts; the
 * content-security policy lets no other run.
 */
#include "report/html.h"

static void
page_begin(struct sink *sink, enum gj_lang lang, const char *title)
{
    sink_printf(sink,
                "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                "<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; style-src '%s'; script-src "
                "'%s'; base-uri 'none'; form-action 'none'\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, "
                "initial-scale=1\">\n<title>",
                lang == GJ_EN ? "en" : "zh-CN", report_page_css_hash,
                report_page_js_hash);
    markup_text(sink, title);
    sink_puts(sink, "</title>\n<style>");
    sink_puts(sink, report_page_css);
    sink_printf(sink,
                "</style>\n</head>\n<body>\n<header class=\"top\">\n"
                "<h1>%s</h1>\n<p class=\"dim\">%s</p>\n</header>\n<main>\n",
                word(lang, W_TITLE), word(lang, W_DISCLAIMER));
}

static void
page_end(struct sink *sink, const struct report_options *options)
{
    sink_puts(sink, "</main>\n<footer>gouji " GJ_VERSION);
    if (options->rules != NULL) {
        sink_printf(sink, " · %s ", word(options->lang, W_RULES));
        markup_text(sink, gj_rules_version(options->rules));
    }
    sink_puts(sink, "</footer>\n<script>");
    sink_puts(sink, report_page_js);
    sink_puts(sink, "</script>\n</body>\n</html>\n");
}

static void
html_begin(struct sink *sink, const struct report_options *options)
{
    sink->state = overview_new();
    if (sink->state == NULL)
        sink->failed = true;
    if (sink->page == NULL)
        page_begin(sink, options->lang, word(options->lang, W_TITLE));
}

/* ---- one document ---- */

static void
put_pair(const struct html *h, enum word w, const char *name, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    sink_printf(h->sink, "<div><dt>%s</dt><dd", word(h->lang, w));
    markup_attr(h->sink, "class", name);
    sink_puts(h->sink, ">");
    markup_text(h->sink, text);
    sink_puts(h->sink, "</dd></div>\n");
}

static void
put_about(const struct html *h)
{
    const struct gj_document *doc = input_document(h->input);

    sink_puts(h->sink, "<dl class=\"about\">\n");
    put_pair(h, W_COL_PATH, NULL, h->input->path);
    put_pair(h, W_ISSUER, NULL, doc->unit);
    put_pair(h, W_YEAR, NULL, doc->year);
    put_pair(h, W_FORM, NULL, doc->form);
    put_pair(h, W_COL_ENCODING, NULL, h->input->encoding);
    put_pair(h, W_SHA256, "hash", h->input->sha256);
    sink_puts(h->sink, "</dl>\n");
}

static void
put_counts(const struct html *h)
{
    struct tally t = input_tally(h->input);

    sink_puts(h->sink, "<ul class=\"tiles\">\n");
    html_tile(h->sink, h->lang, W_ERROR, "error", t.errors);
    html_tile(h->sink, h->lang, W_WARNING, "warning", t.warnings);
    html_tile(h->sink, h->lang, W_NOTICE, "notice", t.notices);
    if (t.known > 0)
        html_tile(h->sink, h->lang, W_KNOWN_SHORT, "plain", t.known);
    sink_puts(h->sink, "</ul>\n");
    if (h->input->audit != NULL)
        html_coverage(h->sink, h->lang, &input_document(h->input)->coverage,
                      t.errors + t.warnings == 0);
}

static void
put_document(const struct html *h)
{
    const char *title = input_document(h->input)->title;

    sink_printf(h->sink, "<section class=\"doc\" id=\"d%zu\">\n<h2>",
                h->number);
    markup_text(h->sink, title != NULL ? title : h->input->path);
    sink_puts(h->sink, "</h2>\n");
    put_about(h);
    if (h->input->error != NULL) {
        sink_printf(h->sink, "<p class=\"low\">%s: ", word(h->lang, W_FAILED));
        markup_text(h->sink, h->input->error);
        sink_puts(h->sink, "</p>\n");
    } else {
        put_counts(h);
        html_index(h);
        html_source(h);
        html_notices(h);
        html_ledger(h);
        html_unbound(h);
    }
    sink_puts(h->sink, "</section>\n");
}

static void
turn_page(struct sink *sink, const char *name)
{
    if (!sink->failed)
        sink->failed = !sink->page(sink->user, name);
}

/* "doc-12.html" */
static void
document_name(char name[40], size_t number)
{
    static const char head[] = "doc-", tail[] = ".html";
    char digits[24];
    size_t n = 0, at = sizeof(head) - 1;

    for (; number > 0; number /= 10)
        digits[n++] = (char)('0' + number % 10);
    for (size_t i = 0; i < at; i++)
        name[i] = head[i];
    while (n > 0)
        name[at++] = digits[--n];
    for (size_t i = 0; i < sizeof(tail); i++)
        name[at++] = tail[i];
}

static void
html_input(struct sink *sink, const struct report_options *options,
           const struct report_input *input, size_t index)
{
    struct html h = { .sink = sink,
                      .lang = options->lang,
                      .input = input,
                      .number = index + 1 };
    bool apart = sink->page != NULL;
    char name[40];

    if (sink->state == NULL)
        return;
    if (apart) {
        document_name(name, index + 1);
        turn_page(sink, name);
        page_begin(sink, options->lang, input->path);
        sink_printf(sink, "<p><a href=\"index.html\">← %s</a></p>\n",
                    word(options->lang, W_OVERVIEW));
    }
    if (!overview_add(sink->state, input) || !html_open(&h))
        sink->failed = true;
    else
        put_document(&h);
    html_close(&h);
    if (apart)
        page_end(sink, options);
    totals_add(sink, input);
}

static void
html_end(struct sink *sink, const struct report_options *options,
         const struct report_input *failed, size_t nfailed)
{
    struct overview *o = sink->state;
    bool apart = sink->page != NULL;

    (void)failed;
    if (o == NULL)
        return;
    if (apart) {
        turn_page(sink, "index.html");
        page_begin(sink, options->lang, word(options->lang, W_TITLE));
    }
    if (apart || sink->totals.documents + nfailed != 1)
        overview_write(o, sink, options->lang, apart);
    page_end(sink, options);
    overview_free(o);
    sink->state = NULL;
}

const struct reporter report_check_html = {
    .name = "html",
    .view = VIEW_CHECK,
    .whole = true,
    .pages = true,
    .begin = html_begin,
    .input = html_input,
    .end = html_end,
};
