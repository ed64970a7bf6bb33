/* SPDX-License-Identifier: MIT */
/* Files by their UTF-8 names. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <windows.h>

#include "windows/wide.h"

/* Here the system's own names are meant. */
#undef open
#undef fopen
#undef stat
#undef fstat
#undef access
#undef unlink
#undef rename
#undef mkdir
#undef getenv

static const char *
device(const char *path)
{
    return strcmp(path, "/dev/null") == 0 ? "NUL" : path;
}

int
port_open(const char *path, int flags, ...)
{
    wchar_t *wide = wide_path(device(path));
    va_list ap;
    int mode = 0, fd;

    if (flags & O_CREAT) {
        va_start(ap, flags);
        mode = va_arg(ap, int);
        va_end(ap);
    }
    fd = wide ? _wopen(wide, flags | _O_BINARY, mode & (_S_IREAD | _S_IWRITE))
              : -1;
    free(wide);
    return fd;
}

FILE *
port_fopen(const char *path, const char *mode)
{
    wchar_t *wide = wide_path(device(path)), *how = wide_of(mode);
    FILE *file = wide && how ? _wfopen(wide, how) : NULL;

    free(wide);
    free(how);
    if (file)
        (void)_setmode(_fileno(file), _O_BINARY);
    return file;
}

static unsigned
mode_of(DWORD attributes, bool link)
{
    if (link && (attributes & FILE_ATTRIBUTE_REPARSE_POINT))
        return S_IFLNK | 0777;
    return attributes & FILE_ATTRIBUTE_DIRECTORY ? S_IFDIR | 0755
                                                 : S_IFREG | 0644;
}

static int
status(const char *path, struct port_stat *st, bool link)
{
    wchar_t *wide = wide_path(device(path));
    WIN32_FILE_ATTRIBUTE_DATA data;
    BOOL found =
        wide && GetFileAttributesExW(wide, GetFileExInfoStandard, &data);

    free(wide);
    memset(st, 0, sizeof(*st));
    if (!found) {
        errno = GetLastError() == ERROR_ACCESS_DENIED ? EACCES : ENOENT;
        return -1;
    }
    st->st_mode = mode_of(data.dwFileAttributes, link);
    st->st_size =
        (long long)((uint64_t)data.nFileSizeHigh << 32 | data.nFileSizeLow);
    return 0;
}

int
port_stat(const char *path, struct port_stat *st)
{
    return status(path, st, false);
}

int
port_lstat(const char *path, struct port_stat *st)
{
    return status(path, st, true);
}

int
port_fstat(int fd, struct port_stat *st)
{
    struct _stat64 own;

    memset(st, 0, sizeof(*st));
    if (_fstat64(fd, &own) != 0)
        return -1;
    st->st_mode = own.st_mode;
    st->st_size = own.st_size;
    return 0;
}

int
port_access(const char *path, int mode)
{
    wchar_t *wide = wide_path(path);
    int result = wide ? _waccess(wide, mode & 6) : -1;

    free(wide);
    return result;
}

int
port_unlink(const char *path)
{
    wchar_t *wide = wide_path(path);
    int result = wide ? _wunlink(wide) : -1;

    free(wide);
    return result;
}

/* Over a file that is there already, in one step. */
int
port_rename(const char *from, const char *to)
{
    wchar_t *old = wide_path(from), *new = wide_path(to);
    BOOL done = old && new &&MoveFileExW(old, new, MOVEFILE_REPLACE_EXISTING);

    free(old);
    free(new);
    if (!done)
        errno = EACCES;
    return done ? 0 : -1;
}

int
port_mkdir(const char *path, unsigned mode)
{
    wchar_t *wide = wide_path(path);
    int result = wide ? _wmkdir(wide) : -1;

    (void)mode;
    free(wide);
    return result;
}

int
port_mkstemp(char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    char *at = name + strlen(name) - 6;
    unsigned long long seed =
        (unsigned long long)GetTickCount64() * 2654435761u +
        GetCurrentProcessId();

    for (int tries = 0; tries < 100; tries++) {
        int fd;

        for (int i = 0; i < 6; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            at[i] = letters[(seed >> 33) % 36];
        }
        fd = port_open(name, _O_RDWR | _O_CREAT | _O_EXCL, 0600);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* Absolute, with slashes, and of something that is there. */
char *
port_realpath(const char *path, char *out)
{
    wchar_t *wide = wide_path(path), *full = NULL;
    char *result = NULL;
    DWORD n = wide ? GetFullPathNameW(wide, 0, NULL, NULL) : 0;

    (void)out; /* always NULL */
    if (n > 0 && GetFileAttributesW(wide) != INVALID_FILE_ATTRIBUTES)
        full = malloc(((size_t)n + 1) * sizeof(*full));
    if (full && GetFullPathNameW(wide, n + 1, full, NULL) > 0)
        result = utf8_of(full);
    for (char *p = result; p && *p; p++)
        if (*p == '\\')
            *p = '/';
    free(full);
    free(wide);
    if (!result)
        errno = ENOENT;
    return result;
}

/* The few that are asked for are kept until the end. */
char *
port_getenv(const char *name)
{
    wchar_t *wide = wide_of(name);
    const wchar_t *value = wide ? _wgetenv(wide) : NULL;
    char *text = value ? utf8_of(value) : NULL;

    free(wide);
    return text;
}

/* ---- folders ---- */

struct port_dir {
    HANDLE find;
    WIN32_FIND_DATAW data;
    bool first;
    struct port_dirent entry;
};

struct port_dir *
port_opendir(const char *path)
{
    size_t len = strlen(path);
    char *glob = malloc(len + 3);
    wchar_t *wide;
    struct port_dir *dir = calloc(1, sizeof(*dir));

    if (glob) {
        memcpy(glob, path, len);
        memcpy(glob + len, "/*", 3);
    }
    wide = glob && dir ? wide_path(glob) : NULL;
    free(glob);
    if (wide)
        dir->find = FindFirstFileW(wide, &dir->data);
    if (!wide || dir->find == INVALID_HANDLE_VALUE) {
        free(dir);
        dir = NULL;
        errno = ENOENT;
    } else {
        dir->first = true;
    }
    free(wide);
    return dir;
}

struct port_dirent *
port_readdir(struct port_dir *dir)
{
    if (!dir->first && !FindNextFileW(dir->find, &dir->data))
        return NULL;
    dir->first = false;
    if (WideCharToMultiByte(CP_UTF8, 0, dir->data.cFileName, -1,
                            dir->entry.d_name, sizeof(dir->entry.d_name), NULL,
                            NULL) <= 0)
        return NULL;
    return &dir->entry;
}

int
port_closedir(struct port_dir *dir)
{
    FindClose(dir->find);
    free(dir);
    return 0;
}
