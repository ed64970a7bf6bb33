/* SPDX-License-Identifier: MIT */
/*
 * serve: the page for an intranet, and POST /check for programs.  Each audit
 * is `gouji check` in a process of its own, so that the answers are the same
 * and an input that takes too long or breaks it harms no other.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/child.h"
#include "cli/cli.h"
#include "cli/http.h"

#define ADDRESS     "127.0.0.1"
#define PORT        8787
#define SECONDS     30
#define BODY_MAX    ((size_t)4 << 20)
#define CONNECTIONS 64
#define NAME_LEN    255

struct serving {
    const struct settings *settings;
    struct http_service service;
    char address[64];
    char *page;
    /* Audits at work; others wait for their turn. */
    pthread_mutex_t lock;
    pthread_cond_t free;
    unsigned running;
};

/* ---- one audit ---- */

/* False: it did not come in time. */
static bool
turn_take(struct serving *serving)
{
    struct timespec until;
    int late = clock_gettime(CLOCK_REALTIME, &until);

    until.tv_sec += (time_t)serving->service.seconds;
    pthread_mutex_lock(&serving->lock);
    while (!late && serving->running >= serving->settings->jobs)
        late = pthread_cond_timedwait(&serving->free, &serving->lock, &until);
    serving->running += !late;
    pthread_mutex_unlock(&serving->lock);
    return !late;
}

static void
turn_give(struct serving *serving)
{
    pthread_mutex_lock(&serving->lock);
    serving->running--;
    pthread_cond_signal(&serving->free);
    pthread_mutex_unlock(&serving->lock);
}

static bool
request_valid(const struct http_request *r)
{
    const char *name = r->name;

    return (!r->lang || strcmp(r->lang, "zh") == 0 ||
            strcmp(r->lang, "en") == 0) &&
           (!r->encoding || input_encoding_known(r->encoding)) &&
           (!name || (*name && strlen(name) <= NAME_LEN &&
                      input_utf8_check(name, strlen(name)) == strlen(name)));
}

/* The command line of an audit; false when out of memory. */
static bool
arguments(const struct settings *s, const struct http_request *r,
          struct strings *argv)
{
    const struct {
        const char *option, *value;
    } given[] = {
        { "--stdin-filename", r->name ? r->name : "-" },
        { "--lang", r->lang ? r->lang : s->lang_name },
        { "--encoding", r->encoding },
        { "--rules", s->rules_dir },
        { "--config", s->config },
    };
    const char *format[] = { "gouji",    "check", "--quiet",
                             "--format", "json",  "--no-config" };
    bool ok = true;

    /* Names are the clients': they must not choose a gouji.json. */
    for (size_t i = 0; ok && i < (s->config ? 5u : 6u); i++)
        ok = strings_add(argv, format[i]);
    for (size_t i = 0; ok && i < sizeof(given) / sizeof(given[0]); i++)
        ok = !given[i].value || (strings_add(argv, given[i].option) &&
                                 strings_add(argv, given[i].value));
    for (size_t i = 0; ok && i < s->add_rules.n; i++)
        ok = strings_add(argv, "--add-rules") &&
             strings_add(argv, s->add_rules.items[i]);
    return ok && strings_add(argv, "-") && strings_add(argv, NULL);
}

static void
check(void *user, const struct http_request *request, struct http_reply *reply)
{
    struct serving *serving = user;
    struct strings argv = { 0 };
    struct child_bytes out = { 0 };
    enum child_end end = CHILD_FAILED;
    int status = 0;

    if (!request_valid(request)) {
        reply->status = 400;
        return;
    }
    if (!turn_take(serving)) {
        reply->status = 503;
        return;
    }
    if (arguments(serving->settings, request, &argv))
        end = child_run((char *const *)(const void *)argv.items, request->body,
                        request->len, serving->service.seconds, &out, &status);
    turn_give(serving);
    free(argv.items);
    reply->status = end == CHILD_LATE   ? 503
                    : end != CHILD_DONE ? 500
                    : status <= 1       ? 200
                    : out.len > 0       ? 422
                                        : 500;
    if (end == CHILD_DONE && out.len > 0) {
        reply->body = out.ptr;
        reply->len = out.len;
    } else {
        free(out.ptr);
    }
}

/* ---- settings ---- */

/* ADDRESS:PORT, ADDRESS or :PORT; an IPv6 address in brackets. */
static bool
listen_read(struct serving *serving, const char *text)
{
    const char *colon = strrchr(text, ':'), *end;
    const char *bracket = strchr(text, ']');
    size_t len;
    unsigned long port = PORT;
    char *rest = NULL;

    if (colon && bracket && colon < bracket)
        colon = NULL;
    if (colon)
        port = strtoul(colon + 1, &rest, 10);
    if (colon && (rest == colon + 1 || *rest || port > 65535))
        return false;
    end = colon ? colon : text + strlen(text);
    if (*text == '[' && bracket && bracket + 1 == end) {
        text++;
        end = bracket;
    }
    len = (size_t)(end - text);
    if (len >= sizeof(serving->address))
        return false;
    if (len > 0) {
        memcpy(serving->address, text, len);
        serving->address[len] = '\0';
    }
    serving->service.port = (unsigned)port;
    return true;
}

/* The page: --page, or gouji.html beside the program or in its share. */
static bool
page_read(struct serving *serving)
{
    static const char *const places[] = { "/gouji.html",
                                          "/../share/gouji/gouji.html" };
    const struct settings *s = serving->settings;
    struct input_options options = { .lang = s->lang };
    struct gj_error err = { 0 };
    char self[4096], path[4200];
    ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
    char *slash;
    size_t len;

    if (s->page) {
        if (input_read(s->page, &options, &serving->page, &len, &err) ==
            GJ_OK) {
            serving->service.page_len = len;
            return true;
        }
        complain("%s: %s", s->page, err.message);
        return false;
    }
    self[n > 0 ? n : 0] = '\0';
    slash = strrchr(self, '/');
    for (size_t i = 0; slash && i < 2 && !serving->page; i++) {
        snprintf(path, sizeof(path), "%.*s%s", (int)(slash - self), self,
                 places[i]);
        if (access(path, R_OK) == 0 &&
            input_read(path, &options, &serving->page, &len, &err) == GJ_OK)
            serving->service.page_len = len;
    }
    if (!serving->page)
        complain("%s", SAY(s->lang,
                           "没有找到 gouji.html（make page），只提供 "
                           "POST /check；也可用 --page 指定",
                           "no gouji.html (make page): POST /check only; or "
                           "name it with --page"));
    return true;
}

static bool
is_loopback(const char *address)
{
    return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

static void
announce(const struct serving *serving, unsigned port)
{
    enum gj_lang lang = serving->settings->lang;
    bool v6 = strchr(serving->address, ':') != NULL;

    if (!is_loopback(serving->address))
        complain("%s",
                 SAY(lang,
                     "注意：网络上的其他机器可以访问，没有加密和身份验证",
                     "note: other machines can reach this, without "
                     "encryption and passwords"));
    fprintf(stderr,
            SAY(lang, "gouji: http://%s%s%s:%u/（Ctrl-C 结束）\n",
                "gouji: http://%s%s%s:%u/ (Ctrl-C ends it)\n"),
            v6 ? "[" : "", serving->address, v6 ? "]" : "", port);
}

/* ---- the command ---- */

static int
serve(struct serving *serving)
{
    const struct settings *s = serving->settings;
    const char *why;
    struct http_server *server = http_start(&serving->service, &why);

    if (!server) {
        complain(SAY(s->lang, "不能在 %s:%u 上监听：%s",
                     "cannot listen at %s:%u: %s"),
                 serving->address, serving->service.port, why);
        return STATUS_ERROR;
    }
    announce(serving, http_port(server));
    while (!interrupted()) {
        struct timespec second = { .tv_sec = 1 };

        (void)nanosleep(&second, NULL);
        http_tend(server);
    }
    http_stop(server);
    return STATUS_OK;
}

int
cmd_serve(struct settings *s)
{
    struct serving serving = { .settings = s, .address = ADDRESS };
    struct gj_rules *rules;
    int status = STATUS_ERROR;

    serving.service = (struct http_service){
        .address = serving.address,
        .port = PORT,
        .body_max = BODY_MAX,
        .seconds = s->seconds ? s->seconds : SECONDS,
        .connections = CONNECTIONS,
        .check = check,
        .user = &serving,
    };
    if (s->paths.n > 0 || (s->listen && !listen_read(&serving, s->listen))) {
        complain(SAY(s->lang, "选项 --listen 须为 地址:端口，不是 %s",
                     "option --listen is ADDRESS:PORT, not %s"),
                 s->paths.n > 0 ? s->paths.items[0] : s->listen);
        return STATUS_ERROR;
    }
    /* Wrong rules are to be told now, not to every client. */
    rules = rules_open(s);
    if (!rules)
        return STATUS_ERROR;
    gj_rules_free(rules);
    pthread_mutex_init(&serving.lock, NULL);
    pthread_cond_init(&serving.free, NULL);
    if (page_read(&serving)) {
        serving.service.page = serving.page;
        status = serve(&serving);
    }
    pthread_cond_destroy(&serving.free);
    pthread_mutex_destroy(&serving.lock);
    free(serving.page);
    return status;
}
