/* SPDX-License-Identifier: MIT */
/*
 * A small HTTP server: one page to get, one service to post to.  The door of
 * libmicrohttpd.
 *
 * Nothing of a request is kept or logged.  A connection carries one request
 * and is closed at the latest when the seconds are over, however slowly its
 * bytes trickle in.
 */
#ifndef GJ_CLI_HTTP_H
#define GJ_CLI_HTTP_H

#include <stdbool.h>
#include <stddef.h>

struct http_request {
    const char *name, *lang, *encoding; /* of the query, or NULL */
    const char *body;
    size_t len;
};

struct http_reply {
    unsigned status;
    char *body; /* malloc()ed JSON; NULL: the words of the status */
    size_t len;
};

struct http_service {
    const char *address; /* numeric, IPv4 or IPv6 */
    unsigned port;       /* 0: any that is free */
    const char *page;    /* the page, or NULL */
    size_t page_len;
    size_t body_max;  /* bytes */
    unsigned seconds; /* for a request to arrive */
    unsigned connections;
    /* Called from many threads at once, for POST /check. */
    void (*check)(void *user, const struct http_request *request,
                  struct http_reply *reply);
    void *user;
};

struct http_server;

/* NULL and *why if it cannot listen, or without the library.  The service is
 * borrowed. */
struct http_server *http_start(const struct http_service *service,
                               const char **why);
/* The port that it listens at. */
unsigned http_port(const struct http_server *server);
/* End connections that are too old; to be called every second. */
void http_tend(struct http_server *server);
void http_stop(struct http_server *server);

#endif
