/* SPDX-License-Identifier: MIT */
/*
 * Where results go.  A named file is written beside its place and renamed at
 * the end, so that nobody ever reads half of it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

struct output_file {
    FILE *file; /* NULL: a folder, before its first page */
    char *dir;  /* of pages, or NULL */
    char *name; /* NULL: standard output or written in place */
    char *temp;
    int code; /* errno of the first failure */
};

/* A device, a pipe or a link is written in place. */
static bool
in_place(const char *name)
{
    struct stat st;

    return lstat(name, &st) == 0 && !S_ISREG(st.st_mode);
}

/* mkstemp() makes private files; results are as public as any other. */
static void
permit(int fd)
{
    mode_t mask = umask(0);

    umask(mask);
    (void)fchmod(fd, 0666 & ~mask);
}

static bool
open_beside(struct output_file *out, const char *name)
{
    size_t size = strlen(name) + sizeof(".XXXXXX");
    int fd;

    out->name = strdup(name);
    out->temp = malloc(size);
    if (!out->name || !out->temp)
        return false;
    snprintf(out->temp, size, "%s.XXXXXX", name);
    fd = mkstemp(out->temp);
    if (fd < 0)
        return false;
    permit(fd);
    out->file = fdopen(fd, "wb");
    if (out->file)
        return true;
    close(fd);
    unlink(out->temp);
    return false;
}

static void
output_free(struct output_file *out)
{
    free(out->dir);
    free(out->name);
    free(out->temp);
    free(out);
}

struct output_file *
output_open(const char *name)
{
    struct output_file *out = calloc(1, sizeof(*out));
    bool ok = true;

    if (!out)
        return NULL;
    if (!name || strcmp(name, "-") == 0) {
        out->file = stdout;
    } else if (in_place(name)) {
        out->file = fopen(name, "wb");
        ok = out->file != NULL;
    } else {
        ok = open_beside(out, name);
    }
    if (ok)
        return out;
    output_free(out);
    return NULL;
}

static bool
note_failure(struct output_file *out)
{
    if (!out->code)
        out->code = errno ? errno : EIO;
    return false;
}

bool
output_write(void *file, const char *bytes, size_t len)
{
    struct output_file *out = file;

    errno = 0;
    if (out->code || !out->file)
        return false;
    return fwrite(bytes, 1, len, out->file) == len || note_failure(out);
}

bool
output_flush(struct output_file *out)
{
    errno = 0;
    if (out->code)
        return false;
    return !out->file || fflush(out->file) == 0 || note_failure(out);
}

bool
output_is_tty(const struct output_file *out)
{
    return out->file && isatty(fileno(out->file)) == 1;
}

/* The end of one file; keep: give it its name. */
static void
finish(struct output_file *out, bool keep)
{
    output_flush(out);
    errno = 0;
    if (out->file && out->file != stdout && fclose(out->file) != 0)
        note_failure(out);
    out->file = NULL;
    errno = 0;
    if (out->temp && keep && !out->code && rename(out->temp, out->name) != 0)
        note_failure(out);
    if (out->temp && (!keep || out->code))
        unlink(out->temp);
    free(out->name);
    free(out->temp);
    out->name = out->temp = NULL;
}

bool
output_close(struct output_file *out, bool keep)
{
    int code;

    finish(out, keep);
    code = out->code;
    output_free(out);
    errno = code;
    return code == 0;
}

/* ---- a folder of pages ---- */

bool
output_is_folder(const char *name)
{
    size_t len = name ? strlen(name) : 0;
    struct stat st;

    return len > 0 && (name[len - 1] == '/' ||
                       (stat(name, &st) == 0 && S_ISDIR(st.st_mode)));
}

struct output_file *
output_open_folder(const char *name)
{
    struct output_file *out = calloc(1, sizeof(*out));

    if (out && (mkdir(name, 0777) == 0 || errno == EEXIST))
        out->dir = strdup(name);
    if (out && out->dir && output_is_folder(name))
        return out;
    if (out)
        output_free(out);
    return NULL;
}

bool
output_page(void *file, const char *name)
{
    struct output_file *out = file;
    size_t size = strlen(out->dir) + strlen(name) + 2;
    char *path = malloc(size);

    finish(out, true);
    if (out->code || !path) {
        free(path);
        return note_failure(out);
    }
    snprintf(path, size, "%s/%s", out->dir, name);
    errno = 0;
    if (!open_beside(out, path)) {
        note_failure(out);
        free(out->temp);
        out->temp = NULL; /* there is no such file */
    }
    free(path);
    return out->file != NULL;
}

void
complain_output(const struct settings *s, const char *name, const char *why)
{
    if (!name || strcmp(name, "-") == 0)
        name = SAY(s->lang, "标准输出", "standard output");
    complain(SAY(s->lang, "无法写入 %s：%s", "cannot write %s: %s"), name,
             why);
}

void
complain_write(const struct settings *s, const char *name)
{
    complain_output(s, name, strerror(errno));
}
