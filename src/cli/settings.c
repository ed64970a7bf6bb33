/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

#define PLACE_MAX 100000000
#define JOBS_MAX  256

void
complain(const char *fmt, ...)
{
    va_list ap;

    fputs("gouji: ", stderr);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
}

int
complain_memory(const struct settings *s)
{
    complain("%s", SAY(s->lang, "内存不足", "out of memory"));
    return STATUS_ERROR;
}

bool
strings_add(struct strings *list, const char *text)
{
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 8;
        const char **items = cap > SIZE_MAX / sizeof(*items)
                                 ? NULL
                                 : realloc(list->items, cap * sizeof(*items));

        if (!items)
            return false;
        list->items = items;
        list->cap = cap;
    }
    list->items[list->n++] = text;
    return true;
}

/* ---- mistyped names ---- */

#define NAME_MAX_LEN 32

/* Edits (insert, delete, replace) between two short names. */
static size_t
distance(const char *a, const char *b)
{
    size_t row[NAME_MAX_LEN + 1], na = strlen(a), nb = strlen(b);

    if (na > NAME_MAX_LEN || nb > NAME_MAX_LEN)
        return SIZE_MAX;
    for (size_t j = 0; j <= nb; j++)
        row[j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);

            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[nb];
}

const char *
nearest(const char *typed, const char *const *names, size_t n)
{
    const char *found = NULL;
    size_t best = 3;

    for (size_t i = 0; i < n; i++) {
        size_t d = distance(typed, names[i]);

        if (d < best && d < strlen(names[i])) {
            best = d;
            found = names[i];
        }
    }
    return found;
}

void
complain_names(enum gj_lang lang, const char *what, const char *typed,
               const char *const *names, size_t n)
{
    const char *hint = nearest(typed, names, n);

    if (hint) {
        complain(SAY(lang, "%s %s；是否要用 %s？", "%s %s; did you mean %s?"),
                 what, typed, hint);
        return;
    }
    fprintf(stderr,
            SAY(lang, "gouji: %s %s；可用：", "gouji: %s %s; there are:"),
            what, typed);
    for (size_t i = 0; i < n; i++)
        fprintf(stderr, " %s", names[i]);
    fputc('\n', stderr);
}

/* ---- language ---- */

static bool
is_english(const char *name)
{
    return name && strncmp(name, "en", 2) == 0 &&
           !(name[2] >= 'a' && name[2] <= 'z');
}

static enum gj_lang
locale_lang(void)
{
    static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

    for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
        const char *value = getenv(variables[i]);

        if (value && *value)
            return is_english(value) ? GJ_EN : GJ_ZH;
    }
    return GJ_ZH;
}

enum gj_lang
lang_early(int argc, char **argv)
{
    enum gj_lang lang = locale_lang();

    for (int i = 0; i < argc && argv[i] && strcmp(argv[i], "--") != 0; i++) {
        const char *value = NULL;

        if (strncmp(argv[i], "--lang=", 7) == 0)
            value = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            value = argv[i + 1];
        if (value)
            lang = is_english(value) ? GJ_EN : GJ_ZH;
    }
    return lang;
}

/* ---- values ---- */

/* Index of the value among the choices; -1 after a complaint. */
static int
choose(const struct settings *s, const char *option, const char *value,
       const char *const *choices, int n)
{
    char what[80];

    for (int i = 0; i < n; i++)
        if (strcmp(value, choices[i]) == 0)
            return i;
    snprintf(what, sizeof(what),
             SAY(s->lang, "选项 --%s 不接受", "option --%s does not take"),
             option);
    complain_names(s->lang, what, value, choices, (size_t)n);
    return -1;
}

/* A whole number up to max, with an optional suffix; false after a
 * complaint. */
static bool
number(const struct settings *s, const char *option, const char *value,
       unsigned max, char suffix, unsigned *out)
{
    unsigned n = 0;
    const char *p = value;

    for (; *p >= '0' && *p <= '9' && n <= max; p++)
        n = n * 10 + (unsigned)(*p - '0');
    if (p > value && suffix && *p == suffix)
        p++;
    if (p > value && !*p && n <= max) {
        *out = n;
        return true;
    }
    complain(SAY(s->lang, "选项 --%s 须为 0 到 %u 的整数，不是 %s",
                 "option --%s is a whole number from 0 to %u, not %s"),
             option, max, value);
    return false;
}

static bool
finish_lang(struct settings *s)
{
    static const char *const names[] = { "zh", "en" };
    int lang;

    s->machine_lang = GJ_ZH;
    if (!s->lang_name)
        return true;
    lang = choose(s, "lang", s->lang_name, names, 2);
    if (lang < 0)
        return false;
    s->lang = s->machine_lang = lang == 1 ? GJ_EN : GJ_ZH;
    return true;
}

static bool
finish_color(struct settings *s)
{
    static const char *const names[] = { "auto", "always", "never" };
    const char *none = getenv("NO_COLOR");
    int color = 0;

    if (s->color_name)
        color = choose(s, "color", s->color_name, names, 3);
    else if (none && *none)
        color = COLOR_NEVER;
    if (color < 0)
        return false;
    s->color = color == 1   ? COLOR_ALWAYS
               : color == 2 ? COLOR_NEVER
                            : COLOR_AUTO;
    return true;
}

static bool
finish_fail_on(struct settings *s)
{
    static const char *const names[] = { "notice", "warning", "error",
                                         "never" };

    s->fail_on = GJ_ERROR;
    if (s->fail_on_name)
        s->fail_on = choose(s, "fail-on", s->fail_on_name, names, 4);
    return s->fail_on >= 0;
}

static bool
finish_jobs(struct settings *s)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);

    s->jobs = online < 1 ? 1 : online > 64 ? 64 : (unsigned)online;
    if (!s->jobs_text)
        return true;
    if (!number(s, "jobs", s->jobs_text, JOBS_MAX, '\0', &s->jobs))
        return false;
    if (s->jobs == 0)
        s->jobs = 1;
    return true;
}

static bool
finish_encoding(const struct settings *s)
{
    if (!s->encoding || input_encoding_known(s->encoding))
        return true;
    complain(SAY(s->lang, "不认识的编码 %s；可用：",
                 "unknown encoding %s; "
                 "known:"),
             s->encoding);
    for (size_t i = 0; input_encoding_at(i); i++)
        fprintf(stderr, " %s", input_encoding_at(i));
    fputc('\n', stderr);
    return false;
}

/* Digits up to a mark, which is stepped over. */
static bool
place(const char **text, char mark, size_t *out)
{
    size_t n = 0;

    for (; **text >= '0' && **text <= '9' && n < PLACE_MAX; (*text)++)
        n = n * 10 + (size_t)(**text - '0');
    if (n == 0 || **text != mark)
        return false;
    (*text)++;
    *out = n;
    return true;
}

/* LINE:COLUMN=VALUE; what VALUE is worth the audit says. */
static bool
finish_assume(struct settings *s)
{
    if (s->assume.n == 0)
        return true;
    s->assumptions = calloc(s->assume.n, sizeof(*s->assumptions));
    if (!s->assumptions)
        return complain_memory(s) == STATUS_OK;
    for (size_t i = 0; i < s->assume.n; i++) {
        struct gj_assumption *a = &s->assumptions[i];

        a->value = s->assume.items[i];
        if (place(&a->value, ':', &a->line) &&
            place(&a->value, '=', &a->column) && *a->value)
            continue;
        complain(SAY(s->lang, "选项 --assume 的写法为 行:列=数值，不是 %s",
                     "option --assume is LINE:COLUMN=VALUE, not %s"),
                 s->assume.items[i]);
        return false;
    }
    return true;
}

bool
settings_finish(struct settings *s)
{
    return finish_lang(s) && finish_color(s) && finish_fail_on(s) &&
           finish_jobs(s) && finish_encoding(s) && finish_assume(s) &&
           (!s->seconds_text || number(s, "time-limit", s->seconds_text, 3600,
                                       '\0', &s->seconds)) &&
           (!s->coverage_text || number(s, "min-coverage", s->coverage_text,
                                        100, '%', &s->min_coverage));
}

void
settings_free(struct settings *s)
{
    struct strings *lists[] = { &s->out,     &s->select,    &s->ignore,
                                &s->include, &s->add_rules, &s->files_from,
                                &s->paths,   &s->assume };

    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        free(lists[i]->items);
    free(s->assumptions);
}
