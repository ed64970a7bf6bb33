/* SPDX-License-Identifier: MIT */
#include "cli/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

#include "cli/library.h"

#define HEADERS_MAX ((size_t)16 << 10)
#define IDLE        10 /* seconds without a byte */

#define FUNCTIONS(X)                   \
    X(MHD_start_daemon)                \
    X(MHD_stop_daemon)                 \
    X(MHD_get_daemon_info)             \
    X(MHD_get_connection_info)         \
    X(MHD_lookup_connection_value)     \
    X(MHD_create_response_from_buffer) \
    X(MHD_add_response_header)         \
    X(MHD_queue_response)              \
    X(MHD_destroy_response)

struct microhttpd {
    FUNCTIONS(LIBRARY_MEMBER)
};

static const struct library microhttpd = { LIBRARY_MICROHTTPD,
                                           { FUNCTIONS(LIBRARY_NAME) } };

/* A connection and when it began. */
struct guest {
    int fd;
    time_t since;
    bool served; /* all of the request is here: its time counts no more */
};

struct http_server {
    struct microhttpd lib;
    const struct http_service *service;
    struct MHD_Daemon *daemon;
    pthread_mutex_t lock;
    struct guest *guests; /* service->connections of them; fd -1: free */
};

/* What has come of a request. */
struct incoming {
    char *body;
    size_t len, cap;
    unsigned refused; /* status, or 0 */
};

/* ---- connections ---- */

static time_t
seconds_now(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* Whom a request comes from. */
struct client {
    struct http_server *server;
    struct MHD_Connection *connection;
};

static int
socket_of(const struct client *from)
{
    const union MHD_ConnectionInfo *info =
        from->server->lib.MHD_get_connection_info(
            from->connection, MHD_CONNECTION_INFO_CONNECTION_FD);

    return info ? info->connect_fd : -1;
}

static struct guest *
guest_find(struct http_server *server, int fd)
{
    for (unsigned i = 0; i < server->service->connections; i++)
        if (server->guests[i].fd == fd)
            return &server->guests[i];
    return NULL;
}

static void
on_connection(void *user, struct MHD_Connection *connection, void **own,
              enum MHD_ConnectionNotificationCode code)
{
    struct http_server *server = user;
    int fd = socket_of(&(struct client){ server, connection });
    struct guest *guest;

    (void)own;
    pthread_mutex_lock(&server->lock);
    guest =
        guest_find(server, code == MHD_CONNECTION_NOTIFY_STARTED ? -1 : fd);
    if (guest && code == MHD_CONNECTION_NOTIFY_STARTED)
        *guest = (struct guest){ .fd = fd, .since = seconds_now() };
    else if (guest)
        *guest = (struct guest){ .fd = -1 };
    pthread_mutex_unlock(&server->lock);
}

/* What a request says in a header or in its address, or NULL. */
static const char *
given(const struct client *from, enum MHD_ValueKind kind, const char *name)
{
    return from->server->lib.MHD_lookup_connection_value(from->connection,
                                                         kind, name);
}

/* The request is complete; the answer has the same time again. */
static void
guest_serve(const struct client *from, bool served)
{
    struct http_server *server = from->server;
    struct guest *guest;

    pthread_mutex_lock(&server->lock);
    guest = guest_find(server, socket_of(from));
    if (guest) {
        guest->served = served;
        guest->since = seconds_now();
    }
    pthread_mutex_unlock(&server->lock);
}

void
http_tend(struct http_server *server)
{
    time_t oldest = seconds_now() - (time_t)server->service->seconds;

    pthread_mutex_lock(&server->lock);
    for (unsigned i = 0; i < server->service->connections; i++) {
        struct guest *guest = &server->guests[i];

        if (guest->fd >= 0 && !guest->served && guest->since < oldest)
            (void)shutdown(guest->fd, SHUT_RDWR);
    }
    pthread_mutex_unlock(&server->lock);
}

/* ---- answers ---- */

static const struct {
    const char *name, *value;
} headers[] = {
    { "X-Content-Type-Options", "nosniff" },
    { "X-Frame-Options", "DENY" },
    { "Referrer-Policy", "no-referrer" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
    { "Cache-Control", "no-store" },
    { "Connection", "close" },
};

static const struct {
    unsigned status;
    const char *words;
} statuses[] = {
    { 400, "{\"error\": {\"message\": \"bad request\"}}\n" },
    { 403, "{\"error\": {\"message\": \"not from another site\"}}\n" },
    { 404, "{\"error\": {\"message\": \"not found\"}}\n" },
    { 405, "{\"error\": {\"message\": \"method not allowed\"}}\n" },
    { 413, "{\"error\": {\"message\": \"body over the limit\"}}\n" },
    { 500, "{\"error\": {\"message\": \"the audit failed\"}}\n" },
    { 503,
      "{\"error\": {\"message\": \"busy, or the audit took too long\"}}\n" },
};

static const char *
words_of(unsigned status)
{
    for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
        if (statuses[i].status == status)
            return statuses[i].words;
    return "{}\n";
}

/* Sends and destroys the response. */
static enum MHD_Result
answer(const struct client *to, unsigned status, struct MHD_Response *response,
       const char *type, const char *policy)
{
    const struct microhttpd *lib = &to->server->lib;
    enum MHD_Result result;

    if (!response)
        return MHD_NO;
    for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
        (void)lib->MHD_add_response_header(response, headers[i].name,
                                           headers[i].value);
    (void)lib->MHD_add_response_header(response, "Content-Type", type);
    (void)lib->MHD_add_response_header(response, "Content-Security-Policy",
                                       policy);
    if (status == 405)
        (void)lib->MHD_add_response_header(response, "Allow",
                                           "GET, HEAD, POST");
    result = lib->MHD_queue_response(to->connection, status, response);
    lib->MHD_destroy_response(response);
    return result;
}

/* A response of bytes that stay. */
static struct MHD_Response *
response_of(const struct client *to, const char *bytes, size_t len)
{
    /* The library takes what it does not change as void *. */
    union {
        const char *bytes;
        void *memory;
    } body = { .bytes = bytes };

    return to->server->lib.MHD_create_response_from_buffer(
        len, body.memory, MHD_RESPMEM_PERSISTENT);
}

#define JSON_TYPE   "application/json; charset=utf-8"
#define JSON_POLICY "default-src 'none'; frame-ancestors 'none'"
/* The page's own policy stands in it, with the digests of its scripts. */
#define PAGE_POLICY "frame-ancestors 'none'"

static enum MHD_Result
answer_status(const struct client *to, unsigned status)
{
    const char *words = words_of(status);

    return answer(to, status, response_of(to, words, strlen(words)), JSON_TYPE,
                  JSON_POLICY);
}

static enum MHD_Result
answer_page(const struct client *to)
{
    const struct http_service *service = to->server->service;

    if (!service->page)
        return answer_status(to, 404);
    return answer(to, 200, response_of(to, service->page, service->page_len),
                  "text/html; charset=utf-8", PAGE_POLICY);
}

static enum MHD_Result
answer_check(const struct client *to, const struct incoming *in)
{
    const struct http_service *service = to->server->service;
    struct http_request request = {
        .name = given(to, MHD_GET_ARGUMENT_KIND, "name"),
        .lang = given(to, MHD_GET_ARGUMENT_KIND, "lang"),
        .encoding = given(to, MHD_GET_ARGUMENT_KIND, "encoding"),
        .body = in->body ? in->body : "",
        .len = in->len,
    };
    struct http_reply reply = { .status = 500 };

    guest_serve(to, true);
    service->check(service->user, &request, &reply);
    guest_serve(to, false);
    if (!reply.body)
        return answer_status(to, reply.status);
    return answer(to, reply.status,
                  to->server->lib.MHD_create_response_from_buffer(
                      reply.len, reply.body, MHD_RESPMEM_MUST_FREE),
                  JSON_TYPE, JSON_POLICY);
}

/* ---- requests ---- */

/* A browser says from which page a request comes; only ours may ask. */
static bool
is_foreign(const struct client *from)
{
    const char *origin = given(from, MHD_HEADER_KIND, MHD_HTTP_HEADER_ORIGIN);
    const char *host = given(from, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);
    const char *slashes = origin ? strstr(origin, "://") : NULL;

    if (!origin)
        return false;
    return !host || !slashes || strcasecmp(slashes + 3, host) != 0;
}

static bool
announced_too_much(const struct client *from)
{
    const char *length =
        given(from, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
    char *end;
    unsigned long long n;

    if (!length)
        return false;
    errno = 0;
    n = strtoull(length, &end, 10);
    return errno != 0 || n > from->server->service->body_max;
}

/* The status that a request is refused with before its body, or 0. */
static unsigned
refusal(const struct client *from, const char *url, const char *method)
{
    bool get = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
    bool post = strcmp(method, "POST") == 0;

    if (strcmp(url, "/") != 0 && strcmp(url, "/check") != 0)
        return 404;
    if (strcmp(url, "/") == 0 ? !get : !post)
        return 405;
    if (post && is_foreign(from))
        return 403;
    return announced_too_much(from) ? 413 : 0;
}

/* More of the body; what is too much is dropped, and refused in the end. */
static void
take_body(const struct http_service *service, struct incoming *in,
          const char *bytes, size_t n)
{
    if (in->refused)
        return;
    if (n > service->body_max - in->len) {
        in->refused = 413;
    } else if (in->cap - in->len < n) {
        size_t cap = (in->len + n) * 2;
        char *body = realloc(in->body, cap);

        in->refused = body ? 0 : 503;
        if (!body)
            return;
        in->body = body;
        in->cap = cap;
    }
    if (in->refused)
        return;
    memcpy(in->body + in->len, bytes, n);
    in->len += n;
}

/* Called once when the headers are here, for every piece of the body, and
 * once at its end. */
static enum MHD_Result
/* NOLINTNEXTLINE(readability-function-size): the library's eight parameters */
on_request(void *user, struct MHD_Connection *connection, const char *url,
           const char *method, const char *version, const char *bytes,
           size_t *len, void **own)
{
    struct client from = { user, connection };
    struct incoming *in = *own;

    (void)version;
    if (!in) {
        unsigned refused = refusal(&from, url, method);

        if (refused)
            return answer_status(&from, refused);
        *own = calloc(1, sizeof(*in));
        return *own ? MHD_YES : MHD_NO;
    }
    if (*len > 0) {
        take_body(from.server->service, in, bytes, *len);
        *len = 0;
        return MHD_YES;
    }
    if (in->refused)
        return answer_status(&from, in->refused);
    if (strcmp(method, "POST") == 0)
        return answer_check(&from, in);
    return answer_page(&from);
}

static void
on_completed(void *user, struct MHD_Connection *connection, void **own,
             enum MHD_RequestTerminationCode code)
{
    struct incoming *in = *own;

    (void)user, (void)connection, (void)code;
    if (in)
        free(in->body);
    free(in);
    *own = NULL;
}

/* ---- the server ---- */

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static bool
address_read(const struct http_service *service, union address *out)
{
    *out = (union address){ .v4 = { .sin_family = AF_INET } };
    if (inet_pton(AF_INET, service->address, &out->v4.sin_addr) == 1) {
        out->v4.sin_port = htons((uint16_t)service->port);
        return true;
    }
    *out = (union address){ .v6 = { .sin6_family = AF_INET6 } };
    out->v6.sin6_port = htons((uint16_t)service->port);
    return inet_pton(AF_INET6, service->address, &out->v6.sin6_addr) == 1;
}

/* The library speaks to standard error about clients that misbehave. */
static void
say_nothing(void *user, const char *format, va_list ap)
{
    (void)user, (void)format, (void)ap;
}

static struct MHD_Daemon *
daemon_start(struct http_server *server)
{
    const struct http_service *service = server->service;
    unsigned flags = MHD_USE_THREAD_PER_CONNECTION |
                     MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL |
                     MHD_USE_ERROR_LOG;
    union address address;

    if (!address_read(service, &address)) {
        errno = EINVAL;
        return NULL;
    }
    if (address.any.sa_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    return server->lib.MHD_start_daemon(
        flags, (uint16_t)service->port, NULL, NULL, on_request, server,
        MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL, MHD_OPTION_SOCK_ADDR,
        &address.any, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL,
        MHD_OPTION_CONNECTION_LIMIT, service->connections,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEADERS_MAX, MHD_OPTION_END);
}

/* NULL, or what is wrong. */
static const char *
server_start(struct http_server *server)
{
    const char *why = library_load(&microhttpd, &server->lib);

    if (why)
        return why;
    server->guests =
        calloc(server->service->connections, sizeof(*server->guests));
    if (!server->guests)
        return strerror(errno);
    for (unsigned i = 0; i < server->service->connections; i++)
        server->guests[i].fd = -1;
    server->daemon = daemon_start(server);
    return server->daemon ? NULL : strerror(errno);
}

struct http_server *
http_start(const struct http_service *service, const char **why)
{
    struct http_server *server = calloc(1, sizeof(*server));

    if (!server || pthread_mutex_init(&server->lock, NULL) != 0) {
        *why = strerror(ENOMEM);
        free(server);
        return NULL;
    }
    server->service = service;
    *why = server_start(server);
    if (!*why)
        return server;
    http_stop(server);
    return NULL;
}

unsigned
http_port(const struct http_server *server)
{
    const union MHD_DaemonInfo *info = server->lib.MHD_get_daemon_info(
        server->daemon, MHD_DAEMON_INFO_BIND_PORT);

    return info ? info->port : 0;
}

void
http_stop(struct http_server *server)
{
    if (server->daemon)
        server->lib.MHD_stop_daemon(server->daemon);
    pthread_mutex_destroy(&server->lock);
    free(server->guests);
    free(server);
}
