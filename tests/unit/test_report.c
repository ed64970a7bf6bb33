/* SPDX-License-Identifier: MIT */
/*
 * Reporters, over a document made by hand: the accessors of an audit are
 * defined here, so that only src/report/ is under test.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gouji.h"
#include "report/report.h"

#include "test.h"

/* ---- the document ---- */

struct gj_audit {
    struct gj_document document;
    const struct gj_figure *figures;
    const struct gj_relation *relations;
    const struct gj_finding *findings;
    const struct gj_notice *notices;
    size_t nfigures, nrelations, nfindings, nnotices;
    const char *const *lines;
    size_t nlines;
};

const struct gj_document *
gj_audit_document(const struct gj_audit *a)
{
    return &a->document;
}

const struct gj_figure *
gj_audit_figures(const struct gj_audit *a, size_t *n)
{
    *n = a->nfigures;
    return a->figures;
}

const struct gj_relation *
gj_audit_relations(const struct gj_audit *a, size_t *n)
{
    *n = a->nrelations;
    return a->relations;
}

const struct gj_finding *
gj_audit_findings(const struct gj_audit *a, size_t *n)
{
    *n = a->nfindings;
    return a->findings;
}

const struct gj_notice *
gj_audit_notices(const struct gj_audit *a, size_t *n)
{
    *n = a->nnotices;
    return a->notices;
}

const char *
gj_audit_line(const struct gj_audit *a, size_t line, size_t *len)
{
    if (line == 0 || line > a->nlines)
        return NULL;
    *len = strlen(a->lines[line - 1]);
    return a->lines[line - 1];
}

/* clang-format off */
static const char *const rule_bad[] = { "甲<坏>" }, *const rule_good[] = { "甲" };
static const struct gj_rule rules[] = {
    { .code = "GJ101", .id = "spend-rate", .kind = "ratio",
      .severity = GJ_ERROR, .since = "0.1.0",
      .title = { "比率与算式不符", "rate does not match" },
      .why = { "比率应等于部分除以全部。", "A rate is part over whole." },
      .formula = { "部分 ÷ 全部", "part ÷ whole" },
      .tolerance = { "末位", "last digit" }, .source = "观察",
      .verified = "A", .bad = rule_bad, .good = rule_good, .nbad = 1,
      .ngood = 1, .file = "relations/spend-rate.json" },
    { .code = "GJ203", .id = "row-sum", .kind = "sum",
      .severity = GJ_WARNING, .since = "0.1.0",
      .title = { "合计不符", "sum" }, .why = { "合计", "sum" },
      .formula = { "", "" }, .tolerance = { "", "" }, .source = "", .verified = "A",
      .file = "relations/row-sum.json" },
};
/* clang-format on */

size_t
gj_rules_count(const struct gj_rules *r)
{
    (void)r;
    return 2;
}

const struct gj_rule *
gj_rules_at(const struct gj_rules *r, size_t i)
{
    (void)r;
    return i < 2 ? &rules[i] : NULL;
}

const char *
gj_rules_version(const struct gj_rules *r)
{
    (void)r;
    return "0.1.0";
}

const char *
gj_rules_sha256(const struct gj_rules *r)
{
    (void)r;
    return "00ff";
}

/* clang-format off */
static const char *const lines[] = {
    "甲项目支出\t693.30万元，下达707.32万元，支出率为99.98%。",
    "=1+1,\"引\x01号\" <b>&'\xE2\x80\xA8\xE2\x80\xAE\xEE\x80\x80 12分",
    /* a line of more than 80 code points, figures far apart */
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六"
    "七八九十一二三四五六七八九十一二三四五六七八九十12分一二三四五六七八九十"
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六"
    "七八九十一二三四五六七八九十34分一二三四五六七八九十一二三四五六七八九十",
};

#define AT(l, c, n, o)                                      \
    { .line = l, .column = c, .end_line = l,                \
      .end_column = (c) + (n), .offset = o, .length = n }

static const struct gj_figure figures[] = {
    { .place = AT(1, 7, 8, 6), .text = "693.30万元", .value = "693.30",
      .unit = "万元", .base = "6933000", .base_unit = "元", .kind = "money",
      .role = "spent", .label = "支出" },
    { .place = AT(1, 18, 8, 17), .text = "707.32万元", .value = "707.32",
      .unit = "万元", .base = "7073200", .base_unit = "元", .kind = "money",
      .role = "allocated", .label = "下达" },
    { .place = AT(1, 31, 6, 30), .text = "99.98%", .value = "99.98",
      .unit = "%", .kind = "percent", .role = "execution_rate",
      .label = "支出率" },
    { .place = AT(2, 22, 3, 60), .text = "12分", .value = "12", .unit = "分",
      .kind = "score", .comparator = "≥" },
    { .place = AT(3, 61, 3, 130), .text = "12分", .value = "12", .unit = "分",
      .kind = "score", .role = "score" },
    { .place = AT(3, 124, 3, 190), .text = "34分", .value = "34",
      .unit = "分", .kind = "score", .role = "score", .rule_text = true },
};

static const struct gj_term terms[] = {
    { "rate", &figures[2] },
    { "part", &figures[0] },
    { "whole", &figures[1] },
};
static const struct gj_term score_terms[] = { { "total", &figures[4] },
                                              { "addend", &figures[5] } };
static const struct gj_term odd_terms[] = { { "total", &figures[3] } };

static const struct gj_candidate candidates[] = {
    { "支出 ÷ 下达", "98.02%", false },
    { "支出 ÷ 预算", "84.74%", false },
};

static const struct gj_diagnosis diagnosis[] = {
    { .rank = 1,
      .changes = { { 0, "98.02%", "98.015%", "98.025%" } },
      .nchanges = 1,
      .slip = "complement",
      .cause = "看似用 100% 减去了另一个数",
      .reconciles = 2 },
};

static const struct gj_finding findings[] = {
    { .rule = &rules[0], .severity = GJ_ERROR, .group = 1, .lead = true,
      .message = "支出率 99.98% 与支出、下达不符，应为 98.02%",
      .stated = "99.98%", .computed = "98.02%",
      .formula = "支出 ÷ 下达 = 693.30 ÷ 707.32", .candidates = candidates,
      .ncandidates = 2, .terms = terms, .nterms = 3, .diagnosis = diagnosis,
      .ndiagnosis = 1, .fingerprint = "aa01" },
    { .rule = &rules[1], .severity = GJ_WARNING, .group = 2, .lead = true,
      .message = "=坏,[单元]\"格\"\n\x1b[31m: 50%\xE2\x80\xA8", .terms = odd_terms,
      .nterms = 1, .fingerprint = "bb02" },
    { .rule = &rules[1], .severity = GJ_ERROR, .group = 1,
      .message = "得分合计不符", .stated = "12分", .computed = "34分",
      .formula = "34 = 34", .terms = score_terms, .nterms = 2,
      .fingerprint = "cc03" },
    { .rule = &rules[1], .severity = GJ_NOTICE, .group = 4, .lead = true,
      .message = "末位相差", .terms = odd_terms, .nterms = 1,
      .fingerprint = "dd04" },
};

static const struct gj_relation relations[] = {
    { .rule = &rules[0], .verdict = GJ_VIOLATED, .reason = "",
      .formula = "支出 ÷ 下达 = 693.30 ÷ 707.32", .stated = "99.98%",
      .computed = "98.02%", .candidates = candidates, .ncandidates = 2,
      .terms = terms, .nterms = 3 },
    { .rule = &rules[1], .verdict = GJ_UNDECIDED, .reason = "有一行没有读到",
      .formula = "34 = 34", .terms = score_terms, .nterms = 2 },
};

static const struct gj_notice notices[] = {
    { "unread-table", "这张表没有读懂", { .line = 3, .column = 1 } },
};

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static const struct gj_audit audit = {
    .document = { .title = "甲项目<自评>报告", .unit = "某局", .year = "2023",
                  .form = "national-project", .form_why = "标题",
                  .coverage = { 120, 101, 87, 44, 41, 2, 1 },
                  .errors = 2, .warnings = 1, .notices = 1 },
    .figures = figures, .nfigures = LEN(figures),
    .relations = relations, .nrelations = LEN(relations),
    .findings = findings, .nfindings = LEN(findings),
    .notices = notices, .nnotices = LEN(notices),
    .lines = lines, .nlines = LEN(lines),
};

static const struct gj_audit quiet_audit = {
    .document = { .coverage = { 100, 20, 10, 5, 5, 0, 0 } },
    .lines = lines, .nlines = LEN(lines),
};

/* clang-format on */

/* ---- running a reporter ---- */

struct page {
    char bytes[1 << 17];
    size_t len, limit;
};

static bool
page_write(void *user, const char *bytes, size_t len)
{
    struct page *page = user;

    if (len > page->limit - page->len)
        return false;
    memcpy(page->bytes + page->len, bytes, len);
    page->len += len;
    page->bytes[page->len] = '\0';
    return true;
}

/* A workbook as text: "{sheet}" heads, then cells between bars, "->" before
 * where a link leads, "/sheet" at the end of a row. */
static bool
book_put(void *user, const char *text)
{
    return page_write(user, text, strlen(text));
}

static bool
book_sheet(void *user, const char *name, const struct report_column *columns,
           size_t n)
{
    bool ok =
        book_put(user, "{") && book_put(user, name) && book_put(user, "}");

    for (size_t i = 0; i < n && ok; i++) {
        ok = book_put(user, columns[i].name) &&
             book_put(user, columns[i].choices != NULL ? "?|" : "|");
        EXPECT(columns[i].width > 0);
    }
    return ok;
}

static bool
book_cell(void *user, size_t sheet, const char *text)
{
    (void)sheet;
    return book_put(user, text != NULL ? text : "") && book_put(user, "|");
}

static bool
book_number(void *user, size_t sheet, size_t n)
{
    char digits[32];

    snprintf(digits, sizeof(digits), "%zu", n);
    return book_cell(user, sheet, digits);
}

static bool
book_link(void *user, size_t sheet, const char *text, size_t to, size_t row)
{
    char target[64];

    snprintf(target, sizeof(target), "->%zu:%zu", to, row);
    return book_put(user, text) && book_cell(user, sheet, target);
}

static bool
book_row(void *user, size_t sheet)
{
    char end[32];

    snprintf(end, sizeof(end), "/%zu\n", sheet);
    return book_put(user, end);
}

static bool
book_close(void *user, gj_write *write, void *to)
{
    EXPECT(user == to);
    return write(to, "END", 3);
}

static const char *const suppressed[] = { NULL, NULL, NULL, "已说明" };
static const char *const baseline[] = { "new", "unchanged", "new", "new" };
static const struct gj_notice empty_notice[] = {
    { "no-text", "没有文字", { .line = 0 } },
};

static const struct report_input inputs[] = {
    { .path = "甲/a,b:c 1.txt",
      .sha256 = "ab12",
      .encoding = "UTF-8",
      .audit = &audit,
      .suppressed = suppressed,
      .baseline = baseline },
    { .path = "bad\xFF.bin", .error = "不是文字: \"x\"" },
    { .path = "quiet.txt",
      .sha256 = "cd34",
      .encoding = "GB18030",
      .audit = &quiet_audit },
    { .path = "empty.txt", .notices = empty_notice, .nnotices = 1 },
};

static bool
run_inputs(struct page *page, enum report_view view, const char *name,
           const struct report_options *options, const size_t *which, size_t n)
{
    const struct reporter *r = reporter_find(view, name);
    const struct report_book book = { book_sheet, book_cell, book_number,
                                      book_link,  book_row,  book_close,
                                      page };
    struct sink sink = { .write = page_write, .book = &book, .user = page };
    struct report_input failed[4];
    size_t nfailed = 0;

    page->len = 0;
    page->bytes[0] = '\0';
    EXPECT_MSG(r != NULL, "no reporter %s", name);
    if (r == NULL)
        return false;
    r->begin(&sink, options);
    for (size_t i = 0; i < n; i++) {
        r->input(&sink, options, &inputs[which[i]], i);
        if (inputs[which[i]].error != NULL)
            failed[nfailed++] = inputs[which[i]];
    }
    r->end(&sink, options, failed, nfailed);
    return !sink.failed;
}

static const size_t everything[] = { 0, 1, 2, 3 }, first[] = { 0 };

static void
expect_in(const struct page *page, const char *what, int line)
{
    EXPECT_MSG(strstr(page->bytes, what) != NULL, "line %d: no \"%s\"", line,
               what);
}

#define HAS(what)   expect_in(page, what, __LINE__)
#define LACKS(what) EXPECT(strstr(page->bytes, what) == NULL)

/* ---- JSON: a reader that accepts what RFC 8259 does ---- */

static const char *json_value(const char *p, unsigned depth);

static const char *
json_blank(const char *p)
{
    return p + strspn(p, " \n");
}

static const char *
json_text(const char *p)
{
    if (*p++ != '"')
        return NULL;
    for (; *p != '"'; p++) {
        if ((unsigned char)*p < 0x20)
            return NULL;
        if (*p == '\\' && strchr("\"\\/bfnrtu", *++p) == NULL)
            return NULL;
    }
    return p + 1;
}

static const char *
json_members(const char *p, char close, unsigned depth)
{
    p = json_blank(p + 1);
    if (*p == close)
        return p + 1;
    for (;;) {
        if (close == '}') {
            p = json_text(json_blank(p));
            if (p == NULL || *p++ != ':')
                return NULL;
        }
        p = json_value(p, depth + 1);
        if (p == NULL)
            return NULL;
        p = json_blank(p);
        if (*p == close)
            return p + 1;
        if (*p++ != ',')
            return NULL;
    }
}

static const char *
json_value(const char *p, unsigned depth)
{
    p = json_blank(p);
    if (depth > 20)
        return NULL;
    if (*p == '{')
        return json_members(p, '}', depth);
    if (*p == '[')
        return json_members(p, ']', depth);
    if (*p == '"')
        return json_text(p);
    if (strncmp(p, "true", 4) == 0)
        return p + 4;
    if (strncmp(p, "false", 5) == 0)
        return p + 5;
    return strspn(p, "0123456789") > 0 ? p + strspn(p, "0123456789") : NULL;
}

static bool
json_valid(const char *text)
{
    const char *end = json_value(text, 0);

    return end != NULL && *json_blank(end) == '\0';
}

/* ---- tests ---- */

static void
test_json(struct page *page)
{
    struct report_options options = { .lang = GJ_ZH,
                                      .rules = (const void *)&rules };
    static const char *const names[] = { "json", "json", "json" };

    for (unsigned view = 0; view < 3; view++) {
        EXPECT(run_inputs(page, (enum report_view)view, names[view], &options,
                          everything, 4));
        EXPECT(json_valid(page->bytes));
        EXPECT(run_inputs(page, (enum report_view)view, names[view], &options,
                          everything, 0));
        EXPECT(json_valid(page->bytes));
    }
    run_inputs(page, VIEW_CHECK, "json", &options, everything, 4);
    HAS("\"schema\": \"gouji.findings/1\"");
    HAS("\"tool\": {\"name\": \"gouji\", \"version\": \"" GJ_VERSION
        "\", \"rules\": {\"version\": \"0.1.0\", \"sha256\": \"00ff\"}}");
    HAS("\"coverage\": {\"figures\": 120, \"bound\": 101, \"checked\": 87, "
        "\"relations\": 44, \"holding\": 41, \"violated\": 2, "
        "\"undecided\": 1}");
    HAS("{\"role\": \"execution_rate\", \"term\": \"rate\", "
        "\"text\": \"99.98%\", \"line\": 1, \"column\": 31, \"end_line\": 1, "
        "\"end_column\": 37, \"offset\": 30, \"length\": 6, "
        "\"value\": \"99.98\", \"unit\": \"%\"}");
    HAS("{\"rank\": 1, \"changes\": [{\"figure\": 0, \"suggest\": "
        "\"98.02%\", \"from\": \"98.015%\", \"to\": \"98.025%\"}], "
        "\"slip\": \"complement\"");
    HAS("\"message\": \"=坏,[单元]\\\"格\\\"\\n\\u001b[31m: 50%\\u2028\"");
    HAS("\"baseline\": \"unchanged\"");
    HAS("\"suppressed\": {\"reason\": \"已说明\"}");
    HAS("\"path\": \"bad\xEF\xBF\xBD.bin\"");
    HAS("{\"code\": \"no-text\", \"message\": \"没有文字\"}");
}

static void
test_jsonl(struct page *page)
{
    struct report_options options = { .lang = GJ_ZH };
    char *line;
    unsigned n = 0;

    EXPECT(run_inputs(page, VIEW_CHECK, "jsonl", &options, everything, 4));
    for (line = page->bytes; *line != '\0'; n++) {
        char *end = strchr(line, '\n');

        *end = '\0';
        EXPECT(json_valid(line));
        EXPECT(strncmp(line, "{\"schema\": \"gouji.findings/1\", \"path\"",
                       37) == 0);
        line = end + 1;
    }
    EXPECT(n == 4);
}

static void
test_members(struct page *page)
{
    struct sink sink = { .write = page_write, .user = page };

    page->len = 0;
    sink_puts(&sink, "{\"id\": 1, ");
    report_json_members(&sink, &inputs[0]);
    sink_puts(&sink, "}");
    EXPECT(json_valid(page->bytes));
    EXPECT(strchr(page->bytes, '\n') == NULL);
}

static void
test_text(struct page *page)
{
    struct report_options options = { .lang = GJ_ZH };

    EXPECT(run_inputs(page, VIEW_CHECK, "text", &options, everything, 4));
    HAS("甲/a,b:c 1.txt:1:31: 错误 GJ101 支出率 99.98%");
    HAS("     1 | 甲项目支出 | 693.30万元，下达707.32万元，支出率为99.98%。\n"
        "       |              ~~~~~~~~~~      ~~~~~~~~~~          ^^^^^^\n");
    HAS("同一原因：甲/a,b:c 1.txt:3:61: 错误 GJ203 得分合计不符");
    HAS("原文为 99.98%，重算为 98.02%");
    HAS("- 支出 ÷ 预算 → 84.74% (不符)");
    HAS("99.98%（第 1 行）若为 98.02%");
    HAS("合计：3 个文件，其中 1 个有错误或警告");
    HAS("另有 2 项已核销或在基线内");
    HAS("没有发现矛盾不等于没有矛盾");
    LACKS("\033");
    LACKS("末位相差");
    options.lang = GJ_EN;
    options.color = true;
    EXPECT(run_inputs(page, VIEW_CHECK, "text", &options, everything, 4));
    HAS("\033[1;31merror\033[0m");
    HAS("no clean bill of health");
}

static void
test_text_shows_safely(struct page *page)
{
    struct report_options options = { .lang = GJ_ZH };
    struct report_input bare = inputs[0];
    const struct reporter *r = reporter_find(VIEW_CHECK, "text");
    struct sink sink = { .write = page_write, .user = page };

    bare.baseline = NULL;
    bare.suppressed = NULL;
    page->len = 0;
    r->begin(&sink, &options);
    r->input(&sink, &options, &bare, 0);
    r->end(&sink, &options, NULL, 0);
    LACKS("\033");
    LACKS("\x01");
    LACKS("\xE2\x80\xAE");
    HAS("引␁号");
    HAS("=坏,[单元]\"格\" ␛[31m");
    HAS("末位相差");
}

/* A long line is cut to windows around its figures, which stay marked. */
static void
test_window(struct page *page)
{
    static const struct gj_finding wide = {
        .rule = &rules[1],
        .severity = GJ_ERROR,
        .group = 1,
        .lead = true,
        .message = "得分合计不符",
        .terms = score_terms,
        .nterms = 2,
        .fingerprint = "ee05",
    };
    static const struct gj_audit long_line = {
        .document = { .coverage = { 2, 2, 2, 1, 0, 1, 0 }, .errors = 1 },
        .findings = &wide,
        .nfindings = 1,
        .lines = lines,
        .nlines = LEN(lines),
    };
    struct report_options options = { .lang = GJ_ZH };
    struct report_input input = { .path = "a", .audit = &long_line };
    const struct reporter *r = reporter_find(VIEW_CHECK, "text");
    struct sink sink = { .write = page_write, .user = page };
    const char *marks;

    page->len = 0;
    r->input(&sink, &options, &input, 0);
    HAS("     3 | …三四五六七八九十一");
    HAS("12分一二三四五六七八九十一二三四…");
    marks = strstr(page->bytes, "\n       | ");
    EXPECT(marks != NULL);
    if (marks != NULL) {
        /* …, then 28 wide characters before the figure */
        EXPECT(strspn(marks + 10, " ") == 1 + 2 * 28);
        EXPECT(strspn(marks + 10 + 57, "^") == 4);
        /* 14 behind it, …, 28 before the next */
        EXPECT(strspn(marks + 10 + 61, " ") == 28 + 1 + 56);
        EXPECT(strspn(marks + 10 + 61 + 85, "~") == 4);
    }
}

static void
test_ledger(struct page *page)
{
    struct report_options options = { .lang = GJ_ZH };

    EXPECT(run_inputs(page, VIEW_LEDGER, "text", &options, first, 1));
    HAS("未决  GJ203 row-sum");
    HAS("有一行没有读到");
    HAS("2:22  12分  分值");
    EXPECT(run_inputs(page, VIEW_FIGURES, "text", &options, first, 1));
    HAS("≥12 分");
}

static void
test_csv(struct page *page)
{
    struct report_options options = { .lang = GJ_EN };

    EXPECT(run_inputs(page, VIEW_FIGURES, "csv", &options, everything, 4));
    EXPECT(memcmp(page->bytes, "\xEF\xBB\xBFpath,line,column,", 20) == 0);
    HAS("\r\n\"甲/a,b:c 1.txt\",1,7,693.30万元,693.30,万元,6933000,元,money,"
        ",,spent,支出\r\n");
}

static void
test_check_csv(struct page *page)
{
    struct report_options options = { .lang = GJ_ZH };

    EXPECT(run_inputs(page, VIEW_CHECK, "csv", &options, everything, 4));
    EXPECT(memcmp(page->bytes, "\xEF\xBB\xBF文件,行,列,", 18) == 0);
    HAS("\"'=坏,[单元]\"\"格\"\"\n");
    HAS(",基线内,bb02,,,,,\r\n");
    HAS(",已核销,dd04,,已说明,,,\r\n");
}

static void
test_sarif(struct page *page)
{
    struct report_options options = { .lang = GJ_ZH,
                                      .rules = (const void *)&rules };

    EXPECT(run_inputs(page, VIEW_CHECK, "sarif", &options, everything, 4));
    EXPECT(json_valid(page->bytes));
    HAS("\"uri\": \"%E7%94%B2/a%2Cb%3Ac%201.txt\"");
    HAS("\\n[支出 693.30万元](1) [下达 707.32万元](2)\"");
    HAS("=坏,\\\\[单元\\\\]");
    HAS("\"region\": {\"startLine\": 1, \"startColumn\": 31, \"endLine\": 1, "
        "\"endColumn\": 37, \"snippet\": {\"text\": \"99.98%\"}}");
    HAS("\"primaryLocationLineHash\": \"aa01\", \"gouji/v1\": \"aa01\"");
    HAS("\"suppressions\": [{\"kind\": \"external\", \"status\": "
        "\"accepted\", "
        "\"justification\": \"已说明\"}]");
    HAS("\"executionSuccessful\": false");
    EXPECT(run_inputs(page, VIEW_CHECK, "sarif", &options, everything, 0));
    EXPECT(json_valid(page->bytes));
}

static void
test_markup(struct page *page)
{
    struct report_options options = { .lang = GJ_ZH };

    EXPECT(run_inputs(page, VIEW_CHECK, "html", &options, everything, 4));
    HAS(">99.98%<span class=\"tip\">");
    HAS("甲项目&lt;自评&gt;报告");
    HAS("&lt;b&gt;&amp;&#39;");
    EXPECT(strstr(strstr(page->bytes, "<script>") + 1, "<script>") == NULL);
    LACKS("http://");
    LACKS("\xE2\x80\xAE");
    EXPECT(run_inputs(page, VIEW_CHECK, "junit", &options, everything, 4));
    HAS("<testsuite name=\"甲/a,b:c 1.txt\" tests=\"5\" failures=\"2\" "
        "errors=\"0\" skipped=\"2\">");
    HAS("<error message=\"不是文字: &quot;x&quot;\"/>");
    LACKS("\x1b");
}

static void
test_github(struct page *page)
{
    struct report_options options = { .lang = GJ_EN };

    EXPECT(run_inputs(page, VIEW_CHECK, "github", &options, everything, 4));
    HAS("::error file=甲/a%2Cb%3Ac 1.txt,line=1,endLine=1,col=31,endColumn=37"
        ",title=GJ101 rate does not match::支出率 99.98%25 与");
    LACKS("bb02");
}

/* Three sheets; what leads from one to the other arrives. */
static void
test_xlsx(struct page *page)
{
    struct report_options options = { .lang = GJ_ZH };

    EXPECT(run_inputs(page, VIEW_CHECK, "xlsx", &options, everything, 4));
    HAS("{发现}文件|行|列|");
    HAS("|复核意见?|复核理由|");
    HAS("{覆盖}文件|编码|");
    HAS("{核对底稿}文件|行|列|结论|");
    HAS("甲/a,b:c 1.txt->1:2|1|31|错误|GJ101|"); /* its row of coverage */
    HAS("甲/a,b:c 1.txt->0:2|UTF-8|");           /* its first finding */
    HAS("|=坏,[单元]");
    HAS("quiet.txt|GB18030|");
    HAS("|不是文字: \"x\"|/1\n");
    EXPECT(page->len > 3 &&
           memcmp(page->bytes + page->len - 3, "END", 3) == 0);
    options.lang = GJ_EN;
    EXPECT(run_inputs(page, VIEW_CHECK, "xlsx", &options, everything, 4));
    HAS("{Coverage}path|encoding|");
}

static void
test_printf(struct page *page)
{
    struct sink sink = { .write = page_write, .user = page };

    page->len = 0;
    sink_printf(&sink, "%s|%.*s|%zu|%u|%d|%c|%%", "a", 2, "bcd", (size_t)0, 7u,
                -12, 'x');
    EXPECT(strcmp(page->bytes, "a|bc|0|7|-12|x|%") == 0);
}

/* The first failure sticks, and nothing leaks. */
static void
test_failing_sink(struct page *page)
{
    struct report_options options = { .lang = GJ_ZH,
                                      .rules = (const void *)&rules };
    const struct reporter *r;

    for (size_t i = 0; (r = reporter_at(i)) != NULL; i++) {
        page->limit = 200;
        EXPECT(!run_inputs(page, r->view, r->name, &options, everything, 4));
        EXPECT(page->len <= 200);
        page->limit = sizeof(page->bytes) - 1;
        EXPECT(run_inputs(page, r->view, r->name, &options, everything, 4));
    }
}

int
main(int argc, char **argv)
{
    struct page *page = malloc(sizeof(*page));

    if (page == NULL)
        return 2;
    page->limit = sizeof(page->bytes) - 1;
    if (argc == 4) { /* VIEW FORMAT LANG: print it, for other tools */
        struct report_options options = {
            .lang = strcmp(argv[3], "en") == 0 ? GJ_EN : GJ_ZH,
            .rules = (const void *)&rules,
        };

        run_inputs(page, (enum report_view)(argv[1][0] - '0'), argv[2],
                   &options, everything, 4);
        fwrite(page->bytes, 1, page->len, stdout);
        free(page);
        return 0;
    }
    test_json(page);
    test_jsonl(page);
    test_members(page);
    test_text(page);
    test_text_shows_safely(page);
    test_window(page);
    test_ledger(page);
    test_csv(page);
    test_check_csv(page);
    test_sarif(page);
    test_markup(page);
    test_github(page);
    test_xlsx(page);
    test_printf(page);
    test_failing_sink(page);
    free(page);
    return test_done();
}
