/* SPDX-License-Identifier: MIT */
/* Signals, processors, and what the program uses in C libraries elsewhere. */
#include <fnmatch.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <windows.h>

#include <psapi.h>

int
port_sigaction(int number, const struct sigaction *action,
               struct sigaction *old)
{
    (void)old;
    if (number == SIGINT || number == SIGTERM)
        (void)signal(number, action->sa_handler);
    return 0;
}

long
port_sysconf(int name)
{
    SYSTEM_INFO info;

    (void)name;
    GetSystemInfo(&info);
    return (long)info.dwNumberOfProcessors;
}

int
getrusage(int who, struct rusage *usage)
{
    PROCESS_MEMORY_COUNTERS memory;

    (void)who;
    if (!GetProcessMemoryInfo(GetCurrentProcess(), &memory, sizeof(memory)))
        return -1;
    usage->ru_maxrss = (long)(memory.PeakWorkingSetSize / 1024);
    return 0;
}

char *
port_strndup(const char *text, size_t len)
{
    size_t n = strnlen(text, len);
    char *copy = malloc(n + 1);

    if (!copy)
        return NULL;
    memcpy(copy, text, n);
    copy[n] = '\0';
    return copy;
}

ssize_t
port_getline(char **line, size_t *cap, FILE *file)
{
    size_t n = 0;
    int c;

    while ((c = fgetc(file)) != EOF) {
        if (n + 2 > *cap) {
            size_t more = *cap ? *cap * 2 : 256;
            char *grown = realloc(*line, more);

            if (!grown)
                return -1;
            *line = grown;
            *cap = more;
        }
        (*line)[n++] = (char)c;
        if (c == '\n')
            break;
    }
    if (n == 0)
        return -1;
    (*line)[n] = '\0';
    return (ssize_t)n;
}

/* ---- globs ---- */

/* A set behind its bracket: does it hold c?  *end is behind it; NULL if it is
 * not closed. */
static bool
set_holds(const char *p, char c, const char **end)
{
    bool negated = *p == '!' || *p == '^', found = false;

    p += negated;
    *end = NULL;
    for (bool first = true; *p && (first || *p != ']'); first = false, p++) {
        if (p[1] == '-' && p[2] && p[2] != ']') {
            found = found || (p[0] <= c && c <= p[2]);
            p += 2;
        } else {
            found = found || *p == c;
        }
    }
    if (*p == ']')
        *end = p + 1;
    return found != negated;
}

/* Does one character of the pattern fit c?  *next is behind it. */
static bool
one_fits(const char *p, char c, const char **next)
{
    const char *end;
    bool holds;

    *next = p + 1;
    if (*p == '?')
        return true;
    if (*p == '[') {
        holds = set_holds(p + 1, c, &end);
        if (end) {
            *next = end;
            return holds;
        }
    }
    if (*p == '\\' && p[1]) {
        *next = p + 2;
        return p[1] == c;
    }
    return *p == c;
}

/* Flags are always 0: no character is special to the text. */
int
fnmatch(const char *pattern, const char *text, int flags)
{
    const char *p = pattern, *t = text, *star = NULL, *from = NULL, *next;

    (void)flags;
    while (*t) {
        if (*p == '*') {
            star = ++p;
            from = t;
        } else if (*p && one_fits(p, *t, &next)) {
            p = next;
            t++;
        } else if (star) {
            p = star;
            t = ++from;
        } else {
            return FNM_NOMATCH;
        }
    }
    while (*p == '*')
        p++;
    return *p ? FNM_NOMATCH : 0;
}
