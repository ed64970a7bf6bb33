/* SPDX-License-Identifier: MIT */
/*
 * What the program uses of POSIX and Windows has not, or has for one code page
 * only.  Included before everything (-include), so that no other file knows of
 * Windows.  All names and arguments are UTF-8; paths may be long and may have
 * either slash.
 */
#ifndef GJ_WINDOWS_PORT_H
#define GJ_WINDOWS_PORT_H

#include <dirent.h>
#include <fcntl.h>
#include <io.h>
#include <process.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* ---- files (files.c) ---- */

#ifndef O_CLOEXEC
#define O_CLOEXEC _O_NOINHERIT
#endif
#define S_IFLNK    0xA000
#define S_ISLNK(m) (((m)&0xF000) == S_IFLNK)

int port_open(const char *path, int flags, ...);
FILE *port_fopen(const char *path, const char *mode);
struct port_stat {
    unsigned st_mode;
    long long st_size, st_mtime;
    unsigned long long st_dev, st_ino;
};
int port_stat(const char *path, struct port_stat *st);
int port_lstat(const char *path, struct port_stat *st);
int port_fstat(int fd, struct port_stat *st);
int port_access(const char *path, int mode);
int port_unlink(const char *path);
int port_rename(const char *from, const char *to);
int port_mkdir(const char *path, unsigned mode);
int port_mkstemp(char *name);
char *port_realpath(const char *path, char *out);
char *port_getenv(const char *name);

struct port_dir;
struct port_dirent {
    char d_name[1024];
};
struct port_dir *port_opendir(const char *path);
struct port_dirent *port_readdir(struct port_dir *dir);
int port_closedir(struct port_dir *dir);

#define open(...) port_open(__VA_ARGS__)
#define fopen     port_fopen
#undef stat
#undef fstat
#define stat  port_stat /* the struct, too */
#define fstat port_fstat
#undef st_mtime
#define lstat          port_lstat
#define access         port_access
#define unlink         port_unlink
#define rename         port_rename
#define mkdir(path, m) port_mkdir(path, m)
#define mkstemp        port_mkstemp
#define realpath       port_realpath
#define getenv         port_getenv
#define fchmod(fd, m)  ((void)(fd), (void)(m), 0)
#define DIR            struct port_dir
#define dirent         port_dirent
#define opendir        port_opendir
#define readdir        port_readdir
#define closedir       port_closedir

/* Standard streams that are closed stay closed. */
#define F_GETFD        1
#define fcntl(fd, cmd) ((fd) >= 0 ? 0 : -1)

/* ---- signals and processes (process.c) ---- */

#define SIGPIPE 13
#define SIGXFSZ 25
#undef sigset_t
#define sigset_t int
struct sigaction {
    void (*sa_handler)(int);
    int sa_mask, sa_flags;
};
int port_sigaction(int number, const struct sigaction *action,
                   struct sigaction *old);
#define sigaction(n, a, o) port_sigaction(n, a, o)
#define sigemptyset(set)   (*(set) = 0)
#define sigfillset(set)    (*(set) = 0)
#undef pthread_sigmask
static inline int
port_sigmask(int how, const int *set, int *old)
{
    (void)how, (void)set, (void)old;
    return 0;
}
#define pthread_sigmask port_sigmask

#define _SC_NPROCESSORS_ONLN 84
long port_sysconf(int name);
#define sysconf port_sysconf

char *port_strndup(const char *text, size_t len);
#define strndup port_strndup
ssize_t port_getline(char **line, size_t *cap, FILE *file);
#define getline port_getline

/* main() of cli/main.c, as windows/main.c calls it. */
int gouji_main(int argc, char **argv);

#endif
