/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/options.h"

static const struct command commands[] = {
    { "check",
      CMD_CHECK,
      cmd_check,
      "[PATH...]",
      { "核对文件、文件夹或标准输入中的数字，列出相互矛盾之处",
        "audit files, folders or standard input and list contradictions" } },
    { "figures",
      CMD_FIGURES,
      cmd_figures,
      "[PATH...]",
      { "列出读到的每个数字：数值、单位、含义、位置",
        "list every figure: value, unit, role and place" } },
    { "ledger",
      CMD_LEDGER,
      cmd_ledger,
      "[PATH...]",
      { "列出试算过的每个勾稽关系及其结论（审计底稿）",
        "list every relation tried and its verdict (the worksheet)" } },
    { "rules",
      CMD_RULES,
      cmd_rules,
      "[list|test|check FILE...]",
      { "列出规则；运行规则自带的例子；检验规则文件",
        "list the rules; run their examples; validate rule files" } },
    { "explain",
      CMD_EXPLAIN,
      cmd_explain,
      "RULE",
      { "说明一条规则：内容、理由、公式、容差、例子、出处",
        "the page of one rule: what, why, formula, examples, source" } },
    { "baseline",
      CMD_BASELINE,
      cmd_baseline,
      "create|update|prune|check --baseline FILE [PATH...]",
      { "保存已知的问题，以后只对新问题报错",
        "keep the findings that are known, so that only new ones fail" } },
    { "review",
      CMD_REVIEW,
      cmd_review,
      "import|list --review FILE [TABLE.csv...]",
      { "读回表格中的复核意见，存入复核结论文件",
        "read what reviewers wrote into a table back into the review file" } },
    { "config",
      CMD_CONFIG,
      cmd_config,
      "[PATH...]",
      { "列出对某个文档生效的设置及其来源（gouji.json、命令行、默认）",
        "what is in force for a path, and where it comes from" } },
    { "map",
      CMD_MAP,
      cmd_map,
      "",
      { "逐行读入 JSON，逐行输出结果，供数据流水线调用",
        "JSON Lines in, JSON Lines out, for engines that pipe records" } },
    { "reduce",
      CMD_REDUCE,
      cmd_reduce,
      "[FILE...]",
      { "把 gouji map 的输出（可为多个文件）汇总成任一格式的报告",
        "merge the output of gouji map, in any order, into one report" } },
    { "dump",
      CMD_DUMP,
      cmd_dump,
      "--stage STAGE [PATH]",
      { "输出处理链某一步的结果，供开发者使用",
        "the result of one stage of the chain, for developers" } },
    { "serve",
      CMD_SERVE,
      cmd_serve,
      "",
      { "在内网提供核对网页，并供程序调用 POST /check",
        "serve the page on an intranet, and POST /check for programs" } },
    { "completion",
      CMD_COMPLETION,
      cmd_completion,
      "bash|zsh|fish",
      { "输出命令行补全脚本", "a completion script for a shell" } },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct command *
command_find(const char *name)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (strcmp(name, commands[i].name) == 0)
            return &commands[i];
    return NULL;
}

const struct command *
command_at(size_t i)
{
    return i < COUNT(commands) ? &commands[i] : NULL;
}

static void
print_version(void)
{
    printf("gouji %s\n", GJ_VERSION);
}

static void
help_all(enum gj_lang lang)
{
    printf("%s\n\n", SAY(lang, "用法：gouji 命令 [选项] [参数]",
                         "usage: gouji COMMAND [OPTIONS] [ARGUMENTS]"));
    for (size_t i = 0; i < COUNT(commands); i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].help[lang]);
    printf("\n%s\n", SAY(lang,
                         "gouji 命令 --help 列出该命令的选项；"
                         "gouji --version 显示版本。",
                         "gouji COMMAND --help lists the options of a "
                         "command; gouji --version."));
}

/* Somebody typed the name alone, perhaps for the first time. */
static void
first_steps(enum gj_lang lang)
{
    fputs(
        SAY(lang,
            "gouji 核对财政报告中的数字：读出每个数字的含义，重算它们之间的"
            "勾稽关系，\n"
            "列出相互矛盾之处。不联网，不改动文件。\n\n"
            "先把报告存成文本（从 PDF、Word 或网页复制即可），然后：\n\n"
            "  gouji check 报告.txt          列出矛盾；也可以是文件夹\n"
            "  gouji figures 报告.txt        看它读到了哪些数字\n"
            "  gouji ledger 报告.txt         "
            "看它核对了哪些关系，哪些没有核对\n"
            "  gouji explain GJ101           说明一条规则\n"
            "  gouji check --out html:核对结果.html 文件夹\n\n"
            "gouji --help 列出全部命令。\n",
            "gouji checks the figures of Chinese public-finance reports: it "
            "finds what each\nfigure means, recomputes the relations between "
            "them, and lists those that\ncannot be true. No network; files "
            "are only read.\n\n"
            "Save a report as text (a copy from PDF, Word or a web page will "
            "do), then:\n\n"
            "  gouji check report.txt        list contradictions; a folder "
            "will do, too\n"
            "  gouji figures report.txt      what it read\n"
            "  gouji ledger report.txt       which relations it tried, and "
            "what it did not check\n"
            "  gouji explain GJ101           the page of a rule\n"
            "  gouji check --out html:audit.html folder\n\n"
            "gouji --help lists all commands.\n"),
        stderr);
}

static void
help_command(const struct command *command, enum gj_lang lang)
{
    printf("%s gouji %s %s%s\n\n%s\n\n", SAY(lang, "用法：", "usage:"),
           command->name, SAY(lang, "[选项] ", "[OPTIONS] "),
           command->arguments, command->help[lang]);
    options_help(command, lang);
    printf("\n%s\n",
           SAY(lang,
               "退出码：0 没有达到 --fail-on 的问题；1 有；2 有事未能完成；"
               "130 被中断。",
               "Exit status: 0 no finding reaches --fail-on; 1 one does; "
               "2 something could not be done; 130 interrupted."));
}

static int
unknown_command(const char *typed, enum gj_lang lang)
{
    const char *names[COUNT(commands)], *hint;
    struct stat st;

    for (size_t i = 0; i < COUNT(commands); i++)
        names[i] = commands[i].name;
    hint = nearest(typed, names, COUNT(commands));
    if (stat(typed, &st) == 0 || strcmp(typed, "-") == 0)
        complain(SAY(lang, "没有命令 %s；检查文件请用 gouji check %s",
                     "no command %s; to audit a file: gouji check %s"),
                 typed, typed);
    else if (typed[0] == '-')
        complain(SAY(lang,
                     "选项 %s 写在命令之后，例如 gouji check %s；见 "
                     "gouji --help",
                     "option %s comes after a command, as in gouji check %s; "
                     "see gouji --help"),
                 typed, typed);
    else if (hint)
        complain(SAY(lang, "没有命令 %s；是否要用 %s？",
                     "no command %s; did you mean %s?"),
                 typed, hint);
    else
        complain(SAY(lang, "没有命令 %s；见 gouji --help",
                     "no command %s; see gouji --help"),
                 typed);
    return STATUS_ERROR;
}

static int
run_command(const struct command *command, int argc, char **argv)
{
    struct settings s = { .lang = lang_early(argc, argv) };
    int status = STATUS_ERROR;

    if (options_parse(command, argc, argv, &s)) {
        if (s.help)
            help_command(command, s.lang);
        else if (s.version)
            print_version();
        if (s.help || s.version)
            status = STATUS_OK;
        else if (settings_finish(&s))
            status = command->run(&s);
    }
    settings_free(&s);
    return status;
}

static bool
is_option(const char *arg, const char *name, const char *letter)
{
    return strcmp(arg, name) == 0 || strcmp(arg, letter) == 0;
}

/* A standard stream that is closed must not become the name of the next file
 * that is opened: fill its place with something that fails as it would. */
static void
streams_occupy(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

/* Documents follow each other: what one took from the system is for the next,
 * since fresh pages cost more than all that is written to them. */
static void
memory_keep(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_MMAP_THRESHOLD, 32 << 20);
    (void)mallopt(M_TRIM_THRESHOLD, 512 << 20);
#endif
}

int
main(int argc, char **argv)
{
    enum gj_lang lang = lang_early(argc, argv);
    const struct command *command;
    int status = STATUS_OK;

    memory_keep();
    streams_occupy();
    interrupts_catch();
    if (argc < 2) {
        first_steps(lang);
        return STATUS_ERROR;
    }
    command = command_find(argv[1]);
    if (command)
        status = run_command(command, argc - 2, argv + 2);
    else if (is_option(argv[1], "--help", "-h") ||
             strcmp(argv[1], "help") == 0)
        help_all(lang);
    else if (is_option(argv[1], "--version", "-V"))
        print_version();
    else
        status = unknown_command(argv[1], lang);
    if (fflush(stdout) != 0 && status != STATUS_ERROR) {
        complain("%s", SAY(lang, "无法写到标准输出",
                           "cannot write to standard output"));
        status = STATUS_ERROR;
    }
    return status;
}
