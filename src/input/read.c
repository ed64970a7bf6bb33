/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "input/input_int.h"

#define READ_FIRST ((size_t)64 * 1024)

/* A first guess of the size, so that a file is read in one go. */
static size_t
size_hint(int fd)
{
    struct stat st;

    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
        (unsigned long long)st.st_size < INPUT_MAX)
        return (size_t)st.st_size + 1;
    return READ_FIRST;
}

/* errno value, or 0.  EFBIG: more than INPUT_MAX. */
static int
read_all(int fd, char **bytes, size_t *len)
{
    size_t cap = size_hint(fd), n = 0;
    char *buf = malloc(cap + 1);

    for (;;) {
        ssize_t got = buf ? read(fd, buf + n, cap - n) : -1;

        if (!buf)
            return ENOMEM;
        *bytes = buf;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        n += (size_t)got;
        buf[n] = '\0';
        *len = n;
        if (got == 0)
            return 0;
        if (n > INPUT_MAX)
            return EFBIG;
        if (n == cap) {
            cap *= 2;
            buf = realloc(buf, cap + 1);
        }
    }
}

/* The usual reasons in Chinese; strerror() speaks English here. */
static const char *
reason(int code, enum gj_lang lang)
{
    static const struct {
        int code;
        const char *zh;
    } reasons[] = {
        { ENOENT, "没有这个文件" },   { EACCES, "没有读取权限" },
        { EISDIR, "这是文件夹" },     { ENOTDIR, "路径中有一段不是文件夹" },
        { EIO, "读写设备出错" },      { ELOOP, "符号链接循环" },
        { EMFILE, "打开的文件太多" }, { ENAMETOOLONG, "路径过长" },
    };

    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
        if (lang == GJ_ZH && reasons[i].code == code)
            return reasons[i].zh;
    return strerror(code);
}

static enum gj_status
read_failed(int code, const struct input_options *options,
            struct gj_error *err)
{
    enum gj_lang lang = input_lang(options);

    if (code == ENOMEM)
        return err_set(err, GJ_NOMEM, "%s",
                       input_say(lang, "内存不足", "out of memory"));
    if (code == EFBIG)
        return limit_error(err, LIMIT_IS_FILE, lang);
    return err_set(err, GJ_INPUT, "%s%s",
                   input_say(lang, "无法读取：", "cannot be read: "),
                   reason(code, lang));
}

enum gj_status
input_read(const char *path, const struct input_options *options, char **bytes,
           size_t *len, struct gj_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    int code;

    *bytes = NULL;
    *len = 0;
    if (fd < 0)
        return read_failed(errno, options, err);
    code = read_all(fd, bytes, len);
    if (!standard)
        close(fd);
    if (!code)
        return GJ_OK;
    free(*bytes);
    *bytes = NULL;
    *len = 0;
    return read_failed(code, options, err);
}
