/* SPDX-License-Identifier: MIT */
/*
 * completion: a script for bash, zsh or fish, written from the tables of
 * commands and options, so that it cannot know others.
 */
#include <stdio.h>
#include <string.h>

#include "cli/options.h"

struct shell {
    const char *name;
    void (*head)(void);
    void (*command)(const struct command *command, enum gj_lang lang);
    void (*tail)(void);
};

/* Does the argument name a file or a folder? */
static bool
takes_path(const struct option *o)
{
    return o->argument && (strcmp(o->argument, "FILE") == 0 ||
                           strcmp(o->argument, "DIR") == 0);
}

/* The text with a backslash before each of these. */
static void
put_escaped(const char *text, const char *special)
{
    for (; *text; text++) {
        if (strchr(special, *text))
            putchar('\\');
        putchar(*text);
    }
}

/* The values of an option with this command, with blanks between them. */
static bool
put_values(const struct option *o, const struct command *command)
{
    const char *value;
    size_t len, k = 0;

    for (; (value = option_value(o, command, k, &len)); k++)
        printf("%s%.*s", k ? " " : "", (int)len, value);
    return k > 0;
}

static bool
has_values(const struct option *o, const struct command *command)
{
    size_t len;

    return option_value(o, command, 0, &len) != NULL;
}

static void
put_words(const struct command *command)
{
    const char *word;
    size_t len;

    for (size_t k = 0; (word = command_word(command, k, &len)); k++)
        printf("%s%.*s", k ? " " : "", (int)len, word);
}

static const struct option *
next_option(const struct command *command, size_t *i)
{
    const struct option *o;

    while ((o = option_at((*i)++)))
        if (o->commands & command->bit)
            return o;
    return NULL;
}

/* ---- bash ---- */

static void
bash_head(void)
{
    printf("_gouji()\n{\n"
           "    local cur=${COMP_WORDS[COMP_CWORD]}\n"
           "    local prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
           "    local options= words= values=\n"
           "    COMPREPLY=()\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        COMPREPLY=($(compgen -W '");
    for (size_t i = 0; command_at(i); i++)
        printf("%s ", command_at(i)->name);
    printf("--help --version' -- \"$cur\"))\n"
           "        return\n    fi\n"
           "    case ${COMP_WORDS[1]} in\n");
}

static void
bash_command(const struct command *command, enum gj_lang lang)
{
    const struct option *o;

    (void)lang;
    printf("    %s)\n        options='", command->name);
    for (size_t i = 0; (o = next_option(command, &i));)
        printf("--%s ", o->name);
    printf("'\n        words='");
    put_words(command);
    printf("'\n        case $prev in\n");
    for (size_t i = 0; (o = next_option(command, &i));) {
        if (!has_values(o, command))
            continue;
        printf("        --%s", o->name);
        if (o->letter)
            printf(" | -%c", o->letter);
        printf(") values='");
        put_values(o, command);
        printf("' ;;\n");
    }
    printf("        *) ;;\n        esac\n        ;;\n");
}

static void
bash_tail(void)
{
    printf("    *) ;;\n    esac\n"
           "    if [ \"${COMP_WORDS[1]}\" = explain ]; then\n"
           "        words=$(\"${COMP_WORDS[0]}\" rules list 2>/dev/null |\n"
           "            sed -n 's/^ *\\(GJ[0-9]*\\).*/\\1/p')\n"
           "    fi\n"
           "    if [ -n \"$values\" ]; then\n"
           "        COMPREPLY=($(compgen -W \"$values\" -- \"$cur\"))\n"
           "        return\n    fi\n"
           "    case $cur in\n"
           "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$cur\")) ;;\n"
           "    *) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n"
           "    esac\n}\n"
           "complete -o default -o bashdefault -F _gouji gouji\n");
}

/* ---- zsh ---- */

static void
zsh_head(void)
{
    printf("#compdef gouji\n\n_gouji()\n{\n"
           "    local context state state_descr line\n"
           "    typeset -A opt_args\n"
           "    _arguments -C '1: :->command' '*:: :->rest'\n"
           "    case $state in\n"
           "    command)\n        _values command");
    for (size_t i = 0; command_at(i); i++)
        printf(" %s", command_at(i)->name);
    printf(" --help --version\n        return\n        ;;\n    esac\n"
           "    case $words[1] in\n");
}

static void
zsh_option(const struct option *o, const struct command *command,
           enum gj_lang lang)
{
    if (o->letter)
        printf(" \\\n            '(-%c --%s)'{-%c,--%s}'[", o->letter, o->name,
               o->letter, o->name);
    else
        printf(" \\\n            '%s--%s[", o->type == OPTION_LIST ? "*" : "",
               o->name);
    put_escaped(o->help[lang], "[]:\\");
    putchar(']');
    if (o->argument) {
        printf(":%s:", o->argument[0] >= 'A' && o->argument[0] <= 'Z' &&
                               !strchr(o->argument, ':')
                           ? o->argument
                           : o->name);
        if (has_values(o, command)) {
            putchar('(');
            put_values(o, command);
            putchar(')');
        } else if (takes_path(o)) {
            printf("_files");
        }
    }
    putchar('\'');
}

static void
zsh_command(const struct command *command, enum gj_lang lang)
{
    const struct option *o;
    size_t len;

    printf("    %s)\n        _arguments", command->name);
    for (size_t i = 0; (o = next_option(command, &i));)
        zsh_option(o, command, lang);
    if (command_word(command, 0, &len)) {
        printf(" \\\n            '1: :(");
        put_words(command);
        printf(")'");
    }
    printf(" \\\n            '*:file:_files'\n        ;;\n");
}

static void
zsh_tail(void)
{
    printf("    esac\n}\n\n"
           "if [ \"$funcstack[1]\" = _gouji ]; then\n    _gouji \"$@\"\n"
           "else\n    compdef _gouji gouji\nfi\n");
}

/* ---- fish ---- */

static void
fish_head(void)
{
    printf("complete -c gouji -n __fish_use_subcommand -l help\n"
           "complete -c gouji -n __fish_use_subcommand -l version\n");
}

static void
fish_option(const struct option *o, const struct command *command,
            enum gj_lang lang)
{
    printf("complete -c gouji -n '__fish_seen_subcommand_from %s' -l %s",
           command->name, o->name);
    if (o->letter)
        printf(" -s %c", o->letter);
    if (has_values(o, command)) {
        printf(" -x -a '");
        put_values(o, command);
        putchar('\'');
    } else if (o->argument) {
        printf(takes_path(o) ? " -r -F" : " -x");
    }
    printf(" -d '");
    put_escaped(o->help[lang], "'\\");
    printf("'\n");
}

static void
fish_command(const struct command *command, enum gj_lang lang)
{
    const struct option *o;
    size_t len;

    printf("complete -c gouji -n __fish_use_subcommand -f -a %s -d '",
           command->name);
    put_escaped(command->help[lang], "'\\");
    printf("'\n");
    if (command_word(command, 0, &len)) {
        printf("complete -c gouji -n '__fish_seen_subcommand_from %s' -a '",
               command->name);
        put_words(command);
        printf("'\n");
    }
    for (size_t i = 0; (o = next_option(command, &i));)
        fish_option(o, command, lang);
}

static void
fish_tail(void)
{
}

/* ---- the command ---- */

static const struct shell shells[] = {
    { "bash", bash_head, bash_command, bash_tail },
    { "zsh", zsh_head, zsh_command, zsh_tail },
    { "fish", fish_head, fish_command, fish_tail },
};

static void
print_script(const struct shell *shell, enum gj_lang lang)
{
    if (shell->head == zsh_head) /* its first line means something */
        shell->head();
    printf("# gouji completion %s\n", shell->name);
    if (shell->head != zsh_head)
        shell->head();
    for (size_t i = 0; command_at(i); i++)
        shell->command(command_at(i), lang);
    shell->tail();
}

int
cmd_completion(struct settings *s)
{
    const char *name = s->paths.n == 1 ? s->paths.items[0] : "";

    for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
        if (strcmp(shells[i].name, name) == 0) {
            print_script(&shells[i], s->lang);
            return STATUS_OK;
        }
    complain("%s", SAY(s->lang, "用法：gouji completion bash|zsh|fish",
                       "usage: gouji completion bash|zsh|fish"));
    return STATUS_ERROR;
}
