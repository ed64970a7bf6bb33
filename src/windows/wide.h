/* SPDX-License-Identifier: MIT */
/* Private to windows/: the two encodings of names. */
#ifndef GJ_WINDOWS_WIDE_H
#define GJ_WINDOWS_WIDE_H

#include <wchar.h>

/* malloc()ed, or NULL with errno. */
wchar_t *wide_of(const char *text);
char *utf8_of(const wchar_t *text);
/* A path for the system: with the prefix that lifts the limit of 260
 * characters where it is near.  malloc()ed, or NULL with errno. */
wchar_t *wide_path(const char *path);

#endif
