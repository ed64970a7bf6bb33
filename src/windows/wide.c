/* SPDX-License-Identifier: MIT */
#include "windows/wide.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define NEAR_LIMIT 240

wchar_t *
wide_of(const char *text)
{
    int n = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
    wchar_t *wide = n > 0 ? malloc((size_t)n * sizeof(*wide)) : NULL;

    if (wide)
        (void)MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, n);
    else
        errno = n > 0 ? ENOMEM : EINVAL;
    return wide;
}

char *
utf8_of(const wchar_t *text)
{
    int n = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *utf8 = n > 0 ? malloc((size_t)n) : NULL;

    if (utf8)
        (void)WideCharToMultiByte(CP_UTF8, 0, text, -1, utf8, n, NULL, NULL);
    else
        errno = n > 0 ? ENOMEM : EINVAL;
    return utf8;
}

/* \\server\share becomes \\?\UNC\server\share, C:\x becomes \\?\C:\x. */
static wchar_t *
prefixed(const wchar_t *full)
{
    const wchar_t *prefix = L"\\\\?\\";
    wchar_t *out;
    size_t size;

    if (wcsncmp(full, L"\\\\?\\", 4) == 0 || wcsncmp(full, L"\\\\.\\", 4) == 0)
        prefix = L"";
    else if (wcsncmp(full, L"\\\\", 2) == 0)
        prefix = L"\\\\?\\UNC", full++;
    size = wcslen(prefix) + wcslen(full) + 1;
    out = malloc(size * sizeof(*out));
    if (!out)
        return NULL;
    wcscpy(out, prefix);
    wcscat(out, full);
    return out;
}

wchar_t *
wide_path(const char *path)
{
    wchar_t *wide = wide_of(path), *full = NULL, *out = NULL;
    DWORD n;

    if (!wide)
        return NULL;
    n = GetFullPathNameW(wide, 0, NULL, NULL);
    if (n < NEAR_LIMIT)
        return wide;
    full = malloc(((size_t)n + 1) * sizeof(*full));
    if (full && GetFullPathNameW(wide, n + 1, full, NULL) > 0)
        out = prefixed(full);
    free(full);
    free(wide);
    if (!out)
        errno = ENOMEM;
    return out;
}
