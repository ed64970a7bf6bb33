/* SPDX-License-Identifier: MIT */
/* The beginning of the program on Windows: UTF-8 arguments and console,
 * streams without translation of line ends. */
#include <stdbool.h>
#include <stdlib.h>
#include <windows.h>

#include <shellapi.h>

#include "windows/wide.h"

static UINT console_before;

static void
console_restore(void)
{
    (void)SetConsoleOutputCP(console_before);
}

static void
console_prepare(void)
{
    HANDLE out = GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD mode;

    console_before = GetConsoleOutputCP();
    if (console_before != 0 && SetConsoleOutputCP(CP_UTF8))
        (void)atexit(console_restore);
    if (GetConsoleMode(out, &mode))
        (void)SetConsoleMode(out, mode | 4); /* colours */
    for (int fd = 0; fd <= 2; fd++)
        (void)_setmode(fd, _O_BINARY);
}

int
main(void)
{
    int argc = 0;
    wchar_t **wide = CommandLineToArgvW(GetCommandLineW(), &argc);
    char **argv = wide ? calloc((size_t)argc + 1, sizeof(*argv)) : NULL;

    for (int i = 0; argv && i < argc; i++) {
        argv[i] = utf8_of(wide[i]);
        if (!argv[i])
            return 2;
    }
    if (!argv)
        return 2;
    console_prepare();
    return gouji_main(argc, argv);
}
