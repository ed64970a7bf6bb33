/* SPDX-License-Identifier: MIT */
/*
 * For LD_PRELOAD: the allocation number $GJ_FAIL_AT of the whole process
 * fails; with $GJ_FAIL_FOR_GOOD all after it, too.  $GJ_FAIL_COUNT names a
 * file that gets the number of all.  Spared are two libraries that do not
 * live through it themselves: libxlsxwriter 1.1 (a NULL is copied from) and
 * the compiler to machine code of PCRE2 10.42.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What glibc itself allocates with. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *block, size_t size);

static unsigned long count, fail_at;
static int for_good;

__attribute__((constructor)) static void
read_orders(void)
{
    const char *at = getenv("GJ_FAIL_AT");

    for_good = getenv("GJ_FAIL_FOR_GOOD") != NULL;
    __atomic_store_n(&count, 0, __ATOMIC_RELAXED);
    fail_at = at ? strtoul(at, NULL, 10) : 0;
}

__attribute__((destructor)) static void
tell(void)
{
    const char *name = getenv("GJ_FAIL_COUNT");
    char text[32];
    int fd = name ? open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;

    if (fd < 0)
        return;
    snprintf(text, sizeof(text), "%lu\n", count);
    if (write(fd, text, strlen(text)) < 0)
        _exit(99);
    close(fd);
}

static int
spared(const void *caller)
{
    Dl_info info;

    return dladdr(caller, &info) && info.dli_fname &&
           (strstr(info.dli_fname, "libxlsxwriter") ||
            strstr(info.dli_fname, "libpcre2") ||
            strstr(info.dli_fname, "libminizip") ||
            strstr(info.dli_fname, "ld-linux"));
}

/* The compiler takes its memory through us. */
static _Thread_local int compiling;
int pcre2_jit_compile_8(void *code, unsigned options);

int
pcre2_jit_compile_8(void *code, unsigned options)
{
    int (*real)(void *, unsigned);
    int status;

    *(void **)&real = dlsym(RTLD_NEXT, "pcre2_jit_compile_8");
    compiling = 1;
    status = real(code, options);
    compiling = 0;
    return status;
}

static int
fails(const void *caller)
{
    unsigned long n;

    if (compiling || spared(caller))
        return 0;
    n = __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);

    if (!fail_at || (for_good ? n < fail_at : n != fail_at))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *
malloc(size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *block, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL
                                              : __libc_realloc(block, size);
}
