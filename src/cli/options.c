/* SPDX-License-Identifier: MIT */
/* Every option is one record of the table below. */
#include <stdio.h>
#include <string.h>

#include "cli/options.h"

#define AT(member) offsetof(struct settings, member)
#define CMD_AUDIT  (CMD_VIEWS | CMD_BASELINE | CMD_MAP | CMD_DUMP)
#define CMD_INPUT  (CMD_VIEWS | CMD_BASELINE)
#define CMD_REPORT (CMD_INPUT | CMD_REDUCE)

/* clang-format off */
static const struct option options[] = {
    { "format", 'f', OPTION_TEXT, AT(format), CMD_REPORT,
      "FORMAT", { "输出格式", "output format" } },
    { "output", 'o', OPTION_TEXT, AT(output), CMD_REPORT,
      "FILE", { "写入文件，不写标准输出", "write to FILE instead of standard output" } },
    { "out", '\0', OPTION_LIST, AT(out), CMD_REPORT,
      "FORMAT:FILE", { "另以一种格式写入文件（可重复）", "write one more format to a file (repeatable)" } },
    { "lang", '\0', OPTION_TEXT, AT(lang_name), CMD_ALL,
      "zh|en", { "语言", "language" } },
    { "fail-on", '\0', OPTION_TEXT, AT(fail_on_name), CMD_REPORT | CMD_CONFIG,
      "error|warning|notice|never", { "达到何种程度时退出码为 1（默认 error）", "severity that gives status 1 (default error)" } },
    { "min-coverage", '\0', OPTION_TEXT, AT(coverage_text), CMD_REPORT | CMD_CONFIG,
      "PERCENT", { "核对到的数字少于此比例的文档视为不合格", "a document with fewer checked figures fails" } },
    { "strict", '\0', OPTION_FLAG, AT(strict), CMD_AUDIT | CMD_CONFIG,
      NULL, { "舍入类提示升为警告", "rounding notices become warnings" } },
    { "select", '\0', OPTION_LIST, AT(select), CMD_AUDIT | CMD_CONFIG,
      "RULES", { "只用这些规则（编号或名称，逗号分隔）", "only these rules (codes or ids, comma-separated)" } },
    { "ignore", '\0', OPTION_LIST, AT(ignore), CMD_AUDIT | CMD_CONFIG,
      "RULES", { "不用这些规则", "not these rules" } },
    { "assume", '\0', OPTION_LIST, AT(assume), CMD_CHECK,
      "LINE:COLUMN=VALUE", { "假设该处数字为 VALUE，看哪些问题随之消失（可重复）", "what if this figure were VALUE: what falls silent (repeatable)" } },
    { "baseline", '\0', OPTION_TEXT, AT(baseline), CMD_REPORT,
      "FILE", { "已知问题的清单，其中的问题不影响退出码", "known findings, which do not count" } },
    { "review", '\0', OPTION_TEXT, AT(review), CMD_REPORT | CMD_REVIEW,
      "FILE", { "人工复核结论，认定无误的问题不影响退出码", "verdicts of reviewers on findings" } },
    { "files-from", '\0', OPTION_LIST, AT(files_from), CMD_INPUT,
      "FILE", { "从文件读入路径，每行一个（- 为标准输入）", "read paths from FILE, one a line (- for standard input)" } },
    { "stdin-filename", '\0', OPTION_TEXT, AT(stdin_filename), CMD_INPUT | CMD_DUMP | CMD_CONFIG,
      "NAME", { "标准输入在结果中的名称", "name of standard input in results" } },
    { "include", '\0', OPTION_LIST, AT(include), CMD_INPUT,
      "GLOB", { "文件夹中还要读的文件（可重复）", "more files to read in folders (repeatable)" } },
    { "encoding", '\0', OPTION_TEXT, AT(encoding), CMD_INPUT | CMD_DUMP | CMD_CONFIG,
      "NAME", { "文本编码，不自动识别", "encoding of the text; default: detected" } },
    { "jobs", 'j', OPTION_TEXT, AT(jobs_text), CMD_INPUT | CMD_MAP | CMD_SERVE,
      "N", { "并行数（默认为处理器数）", "threads (default: processors)" } },
    { "color", '\0', OPTION_TEXT, AT(color_name), CMD_REPORT,
      "auto|always|never", { "文本输出是否着色", "colour in text output" } },
    { "stats", '\0', OPTION_FLAG, AT(stats), CMD_CHECK,
      NULL, { "在标准错误输出各步骤用时和内存（一行 JSON）", "time of each step and memory, a line of JSON on standard error" } },
    { "quiet", 'q', OPTION_FLAG, AT(quiet), CMD_ALL,
      NULL, { "不显示进度和附注", "no progress, no remarks" } },
    { "rules", '\0', OPTION_TEXT, AT(rules_dir), CMD_ALL,
      "DIR", { "用此文件夹的规则代替内置规则（也可设 $GOUJI_RULES）", "rules of DIR instead of the built-in ones ($GOUJI_RULES)" } },
    { "add-rules", '\0', OPTION_LIST, AT(add_rules), CMD_ALL,
      "DIR", { "增加此文件夹的规则（可重复）", "add the rules of DIR (repeatable)" } },
    { "cache", '\0', OPTION_TEXT, AT(cache), CMD_INPUT,
      "FILE", { "缓存（SQLite）：没有变化的文档不再重新核对", "cache (SQLite): documents that did not change are not audited again" } },
    { "db", '\0', OPTION_TEXT, AT(db), CMD_VIEWS | CMD_REDUCE,
      "FILE", { "结果另存入数据库（SQLite），可用 SQL 查询", "results into a database (SQLite), to be asked with SQL" } },
    { "config", '\0', OPTION_TEXT, AT(config), CMD_AUDIT | CMD_REDUCE | CMD_CONFIG | CMD_SERVE,
      "FILE", { "用此配置文件，不找文档上层的 gouji.json", "this configuration, not the nearest gouji.json above" } },
    { "no-config", '\0', OPTION_FLAG, AT(no_config), CMD_AUDIT | CMD_REDUCE | CMD_CONFIG,
      NULL, { "不用任何 gouji.json", "no gouji.json at all" } },
    { "force-exclude", '\0', OPTION_FLAG, AT(force_exclude), CMD_INPUT,
      NULL, { "exclude 对直接写出的文件也有效（供 pre-commit 使用）", "exclude also files that are named (for pre-commit)" } },
    { "stage", '\0', OPTION_TEXT, AT(stage), CMD_DUMP,
      "STAGE", { "text、layout、figures、facts、relations 或 findings", "text, layout, figures, facts, relations or findings" } },
    { "fail-on-bad-line", '\0', OPTION_FLAG, AT(fail_on_bad_line), CMD_MAP,
      NULL, { "有读不懂的行时退出码为 2", "status 2 if a line cannot be read" } },
    { "full", '\0', OPTION_FLAG, AT(full), CMD_MAP,
      NULL, { "记录中带全部数字、勾稽关系和原文，供 reduce 输出 html、xlsx", "all figures, relations and lines, for reduce to html and xlsx" } },
    { "listen", '\0', OPTION_TEXT, AT(listen), CMD_SERVE,
      "ADDRESS:PORT", { "监听的地址（默认 127.0.0.1:8787，只供本机）", "where to listen (default 127.0.0.1:8787, this machine only)" } },
    { "page", '\0', OPTION_TEXT, AT(page), CMD_SERVE,
      "FILE", { "网页 gouji.html（默认在程序旁边找）", "the page gouji.html (default: beside the program)" } },
    { "time-limit", '\0', OPTION_TEXT, AT(seconds_text), CMD_SERVE,
      "SECONDS", { "一个请求和一次核对的时限（默认 30）", "for a request to arrive and for an audit (default 30)" } },
    { "version", 'V', OPTION_FLAG, AT(version), CMD_ALL,
      NULL, { "显示版本", "print the version" } },
    { "help", 'h', OPTION_FLAG, AT(help), CMD_ALL,
      NULL, { "显示本页", "this page" } },
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const struct option *
option_at(size_t i)
{
    return i < COUNT(options) ? &options[i] : NULL;
}

/* ---- what may be written behind them ---- */

static enum report_view
view_shown(const struct command *command)
{
    return command->bit == CMD_FIGURES  ? VIEW_FIGURES
           : command->bit == CMD_LEDGER ? VIEW_LEDGER
                                        : VIEW_CHECK;
}

static const char *
format_value(const struct command *command, size_t k)
{
    for (size_t i = 0; reporter_at(i); i++)
        if (reporter_at(i)->view == view_shown(command) && k-- == 0)
            return reporter_at(i)->name;
    return NULL;
}

/* The k-th of the words between bars. */
static const char *
between_bars(const char *text, size_t k, size_t *len)
{
    if (!strchr(text, '|'))
        return NULL;
    for (; k > 0; k--) {
        text += strcspn(text, "|");
        if (*text++ == '\0')
            return NULL;
    }
    *len = strcspn(text, "| ");
    return text;
}

const char *
option_value(const struct option *option, const struct command *command,
             size_t k, size_t *len)
{
    static const char stages[] = "text|layout|figures|facts|relations|"
                                 "findings";
    const char *value = NULL;

    if (strcmp(option->name, "format") == 0)
        value = format_value(command, k);
    else if (strcmp(option->name, "encoding") == 0)
        value = input_encoding_at(k);
    else if (strcmp(option->name, "stage") == 0)
        return between_bars(stages, k, len);
    else
        return option->argument ? between_bars(option->argument, k, len)
                                : NULL;
    if (value)
        *len = strlen(value);
    return value;
}

const char *
command_word(const struct command *command, size_t k, size_t *len)
{
    const char *first = command->arguments;
    size_t end;
    const char *word;

    if (*first == '[')
        first++;
    end = strcspn(first, " ");
    word = memchr(first, '|', end) ? between_bars(first, k, len) : NULL;
    if (!word || word >= first + end)
        return NULL;
    *len = strcspn(word, "|] ");
    return word;
}

/* ---- parsing ---- */

static const struct option *
option_find(const char *name, size_t len)
{
    for (size_t i = 0; i < COUNT(options); i++)
        if (strlen(options[i].name) == len &&
            memcmp(options[i].name, name, len) == 0)
            return &options[i];
    return NULL;
}

static const struct option *
option_letter(char letter)
{
    for (size_t i = 0; i < COUNT(options); i++)
        if (letter && options[i].letter == letter)
            return &options[i];
    return NULL;
}

static bool
option_set(const struct option *option, const char *value, struct settings *s)
{
    void *at = (char *)s + option->offset;

    switch (option->type) {
    case OPTION_FLAG:
        *(bool *)at = true;
        return true;
    case OPTION_TEXT:
        *(const char **)at = value;
        return true;
    case OPTION_LIST:
        if (strings_add(at, value))
            return true;
        complain_memory(s);
    }
    return false;
}

static bool
unknown_option(const struct command *command, const char *arg,
               const struct settings *s)
{
    const char *names[COUNT(options)], *hint;
    char typed[32];
    size_t n = 0, len = strcspn(arg, "=");

    for (size_t i = 0; i < COUNT(options); i++)
        if (options[i].commands & command->bit)
            names[n++] = options[i].name;
    snprintf(typed, sizeof(typed), "%.*s", (int)(len < 31 ? len : 31), arg);
    hint = strncmp(typed, "--", 2) == 0 ? nearest(typed + 2, names, n) : NULL;
    if (hint)
        complain(SAY(s->lang, "没有选项 %.*s；是否要用 --%s？",
                     "no option %.*s; did you mean --%s?"),
                 (int)len, arg, hint);
    else
        complain(SAY(s->lang, "没有选项 %.*s；见 gouji %s --help",
                     "no option %.*s; see gouji %s --help"),
                 (int)len, arg, command->name);
    return false;
}

/* The option is for others: which. */
static void
wrong_command(const struct command *command, const struct option *option,
              const struct settings *s)
{
    fprintf(stderr,
            SAY(s->lang, "gouji: 选项 --%s 不适用于 gouji %s，适用于：",
                "gouji: option --%s is not for gouji %s, but for:"),
            option->name, command->name);
    for (size_t i = 0; command_at(i); i++)
        if (command_at(i)->bit & option->commands)
            fprintf(stderr, " %s", command_at(i)->name);
    fputc('\n', stderr);
}

/* The option that arg names; *value is what stands in the same argument. */
static const struct option *
option_of(const char *arg, const char **value)
{
    size_t len;

    *value = NULL;
    if (arg[1] != '-') {
        if (arg[2])
            *value = arg + 2;
        return option_letter(arg[1]);
    }
    len = strcspn(arg + 2, "=");
    if (arg[2 + len] == '=')
        *value = arg + 2 + len + 1;
    return option_find(arg + 2, len);
}

/* One option at argv[i]; returns the number of arguments used, 0 on error. */
static int
parse_option(const struct command *command, int left, char **argv,
             struct settings *s)
{
    const char *value;
    const struct option *option = option_of(argv[0], &value);
    int used = 1;

    if (!option)
        return unknown_option(command, argv[0], s);
    if (!(option->commands & command->bit)) {
        wrong_command(command, option, s);
        return 0;
    }
    if (option->type == OPTION_FLAG && value) {
        complain(SAY(s->lang, "选项 --%s 没有参数",
                     "option --%s takes no argument"),
                 option->name);
        return 0;
    }
    if (option->type != OPTION_FLAG && !value) {
        if (left < 2) {
            complain(SAY(s->lang, "选项 --%s 缺少参数 %s",
                         "option --%s needs its argument %s"),
                     option->name, option->argument);
            return 0;
        }
        value = argv[1];
        used = 2;
    }
    return option_set(option, value, s) ? used : 0;
}

bool
options_parse(const struct command *command, int argc, char **argv,
              struct settings *s)
{
    bool only_paths = false;

    for (int i = 0; i < argc;) {
        int used = 1;

        if (only_paths || argv[i][0] != '-' || !argv[i][1]) {
            if (!strings_add(&s->paths, argv[i]))
                return complain_memory(s) == STATUS_OK;
        } else if (strcmp(argv[i], "--") == 0) {
            only_paths = true;
        } else {
            used = parse_option(command, argc - i, argv + i, s);
            if (!used)
                return false;
        }
        i += used;
    }
    return true;
}

/* What the option takes, where its argument does not say so. */
static void
print_values(const struct option *o, const struct command *command,
             enum gj_lang lang)
{
    const char *value;
    size_t len;

    if (strcmp(o->name, "format") != 0)
        return;
    fputs(SAY(lang, "：", ": "), stdout);
    for (size_t k = 0; (value = option_value(o, command, k, &len)); k++)
        printf("%s%.*s", k ? " " : "", (int)len, value);
}

void
options_help(const struct command *command, enum gj_lang lang)
{
    for (size_t i = 0; i < COUNT(options); i++) {
        const struct option *o = &options[i];
        char left[64];

        if (!(o->commands & command->bit))
            continue;
        if (o->letter)
            snprintf(left, sizeof(left), "-%c, --%s %s", o->letter, o->name,
                     o->argument ? o->argument : "");
        else
            snprintf(left, sizeof(left), "    --%s %s", o->name,
                     o->argument ? o->argument : "");
        printf("  %-37s", left);
        if (strlen(left) > 37)
            printf("\n%39s", "");
        printf(" %s", o->help[lang]);
        print_values(o, command, lang);
        putchar('\n');
    }
}
