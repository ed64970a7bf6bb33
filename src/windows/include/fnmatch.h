/* SPDX-License-Identifier: MIT */
/* POSIX fnmatch() without flags (process.c). */
#ifndef GJ_WINDOWS_FNMATCH_H
#define GJ_WINDOWS_FNMATCH_H

#define FNM_NOMATCH 1

int fnmatch(const char *pattern, const char *text, int flags);

#endif
