/* SPDX-License-Identifier: MIT */
/* iconv() from UTF-16, GB18030 and Big5 to UTF-8 (iconv.c). */
#ifndef GJ_WINDOWS_ICONV_H
#define GJ_WINDOWS_ICONV_H

#include <stddef.h>

typedef const struct iconv_source *iconv_t;

iconv_t iconv_open(const char *to, const char *from);
size_t iconv(iconv_t cd, char **in, size_t *in_left, char **out,
             size_t *out_left);
int iconv_close(iconv_t cd);

#endif
