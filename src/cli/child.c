/* SPDX-License-Identifier: MIT */
#include "cli/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CHUNK ((size_t)64 << 10)

extern char **environ;

/* The two ends of the conversation that are ours. */
struct talk {
    int to, from; /* -1: closed */
    const char *bytes;
    size_t left;
    struct child_bytes *out;
    size_t cap;
    long long deadline; /* ms, of the monotonic clock */
};

static long long
now_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* A pipe whose ends no other child inherits. */
static bool
pipe_open(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++)
        (void)fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    return true;
}

static bool
start(char *const *argv, int in, int out, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    bool ok;

    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    ok =
        posix_spawn_file_actions_adddup2(&actions, in, 0) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, out, 1) == 0 &&
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY,
                                         0) == 0 &&
        posix_spawn(pid, "/proc/self/exe", &actions, NULL, argv, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return ok;
}

static void
send_some(struct talk *t)
{
    ssize_t n = write(t->to, t->bytes, t->left < CHUNK ? t->left : CHUNK);

    if (n > 0) {
        t->bytes += n;
        t->left -= (size_t)n;
    }
    /* A child that reads no further has its reasons, and its status. */
    if (t->left == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        close_end(&t->to);
}

/* False: no memory. */
static bool
receive_some(struct talk *t)
{
    ssize_t n;

    if (t->cap - t->out->len < CHUNK) {
        size_t cap = (t->cap + CHUNK) * 2;
        char *ptr = realloc(t->out->ptr, cap);

        if (!ptr)
            return false;
        t->out->ptr = ptr;
        t->cap = cap;
    }
    n = read(t->from, t->out->ptr + t->out->len, CHUNK);
    if (n > 0)
        t->out->len += (size_t)n;
    if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        close_end(&t->from);
    return true;
}

/* Until the child has said all, or it is too late. */
static enum child_end
converse(struct talk *t)
{
    while (t->from >= 0) {
        struct pollfd fds[2] = { { .fd = t->from, .events = POLLIN },
                                 { .fd = t->to, .events = POLLOUT } };
        long long left = t->deadline - now_ms();

        if (left <= 0)
            return CHILD_LATE;
        if (poll(fds, 2, (int)left) < 0 && errno != EINTR)
            return CHILD_FAILED;
        if (t->to >= 0 && fds[1].revents)
            send_some(t);
        if (fds[0].revents && !receive_some(t))
            return CHILD_FAILED;
    }
    return CHILD_DONE;
}

enum child_end
child_run(char *const *argv, const char *bytes, size_t len, unsigned seconds,
          struct child_bytes *out, int *status)
{
    struct talk t = { .bytes = bytes, .left = len, .out = out };
    int in[2] = { -1, -1 }, from[2] = { -1, -1 }, code = 0;
    enum child_end end = CHILD_FAILED;
    pid_t pid = 0;

    *out = (struct child_bytes){ 0 };
    t.deadline = now_ms() + (long long)seconds * 1000;
    if (pipe_open(in) && pipe_open(from) && start(argv, in[0], from[1], &pid))
        end = CHILD_DONE;
    close_end(&in[0]);
    close_end(&from[1]);
    t.to = in[1];
    t.from = from[0];
    if (end == CHILD_DONE) {
        (void)fcntl(t.to, F_SETFL, O_NONBLOCK);
        end = converse(&t);
        if (end != CHILD_DONE)
            (void)kill(pid, SIGKILL);
        while (waitpid(pid, &code, 0) < 0 && errno == EINTR)
            ;
        if (end == CHILD_DONE && !WIFEXITED(code))
            end = CHILD_FAILED;
    }
    close_end(&t.to);
    close_end(&t.from);
    *status = WEXITSTATUS(code);
    return end;
}
