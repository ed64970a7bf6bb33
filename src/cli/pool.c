/* SPDX-License-Identifier: MIT */
/*
 * Threads that run documents, and one reader that takes them in order.
 *
 * The documents that are ready or under way lie in a ring.  A thread takes
 * the next input as long as its slot is free, so memory is bounded by the
 * ring and the order of output does not depend on who is quickest.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "cli/cli.h"

/* A handler can reach nothing but a variable of file scope. */
static volatile sig_atomic_t caught;

static void catch (int number)
{
    (void)number;
    caught = 1;
}

bool
interrupted(void)
{
    return caught != 0;
}

void
interrupts_catch(void)
{
    struct sigaction action = { .sa_handler = catch };
    struct sigaction ignore = { .sa_handler = SIG_IGN };

    sigemptyset(&action.sa_mask);
    sigemptyset(&ignore.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    /* A closed pipe is a write error, reported like any other. */
    (void)sigaction(SIGPIPE, &ignore, NULL);
    /* So is a file that may not grow. */
    (void)sigaction(SIGXFSZ, &ignore, NULL);
}

struct slot {
    struct document doc;
    bool ready;
};

struct pool {
    const struct work *work;
    struct slot *slots;
    size_t nslots;
    size_t next;  /* input that no thread has taken */
    size_t given; /* documents that the reader has been given */
    bool held;    /* the reader still looks at the last one */
    bool stop;
    pthread_t *threads;
    unsigned nthreads;
    pthread_mutex_t lock;
    pthread_cond_t ready, room;
};

static void
run_slot(struct pool *pool, size_t i)
{
    document_run(&pool->slots[i % pool->nslots].doc, pool->work, i);
}

static size_t
first_kept(const struct pool *pool)
{
    return pool->given - pool->held;
}

static void *
thread_main(void *arg)
{
    struct pool *pool = arg;

    pthread_mutex_lock(&pool->lock);
    for (;;) {
        size_t i = pool->next;

        if (pool->stop || i == pool->work->list->n)
            break;
        if (i - first_kept(pool) >= pool->nslots) {
            pthread_cond_wait(&pool->room, &pool->lock);
            continue;
        }
        pool->next++;
        pthread_mutex_unlock(&pool->lock);
        run_slot(pool, i);
        pthread_mutex_lock(&pool->lock);
        pool->slots[i % pool->nslots].ready = true;
        pthread_cond_signal(&pool->ready);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Signals are for the reader's thread, which prints. */
static void
start_threads(struct pool *pool, unsigned jobs)
{
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    while (pool->nthreads < jobs &&
           pthread_create(&pool->threads[pool->nthreads], NULL, thread_main,
                          pool) == 0)
        pool->nthreads++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

struct pool *
pool_start(const struct work *work)
{
    struct pool *pool = calloc(1, sizeof(*pool));
    unsigned jobs = work->settings->jobs;

    if (!pool)
        return NULL;
    if (work->list->n < jobs)
        jobs = work->list->n ? (unsigned)work->list->n : 1;
    pool->work = work;
    pool->nslots = jobs > 1 ? (size_t)jobs * 4 : 1;
    pool->slots = calloc(pool->nslots, sizeof(*pool->slots));
    pool->threads = calloc(jobs, sizeof(*pool->threads));
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->ready, NULL);
    pthread_cond_init(&pool->room, NULL);
    if (!pool->slots || !pool->threads) {
        pool_free(pool);
        return NULL;
    }
    /* One document at a time needs no thread, only the ear for SIGINT. */
    start_threads(pool, jobs);
    return pool;
}

/* A signal does not end a wait for a condition: look up now and then. */
static void
wait_ready(struct pool *pool)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 100000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec++;
    }
    (void)pthread_cond_timedwait(&pool->ready, &pool->lock, &until);
}

/* Free what the reader was given last. */
static void
let_go(struct pool *pool)
{
    struct slot *slot;

    if (!pool->held)
        return;
    slot = &pool->slots[(pool->given - 1) % pool->nslots];
    document_free(&slot->doc);
    slot->ready = false;
    pool->held = false;
    pthread_cond_broadcast(&pool->room);
}

struct document *
pool_next(struct pool *pool)
{
    struct document *doc = NULL;
    struct slot *slot = &pool->slots[pool->given % pool->nslots];

    pthread_mutex_lock(&pool->lock);
    let_go(pool);
    if (pool->given < pool->work->list->n) {
        if (pool->nthreads == 0 && !interrupted()) {
            run_slot(pool, pool->given);
            slot->ready = true;
        }
        while (!slot->ready && !interrupted())
            wait_ready(pool);
        if (slot->ready && !interrupted()) {
            pool->given++;
            pool->held = true;
            doc = &slot->doc;
        }
    }
    pthread_mutex_unlock(&pool->lock);
    return doc;
}

void
pool_free(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->stop = true;
    pthread_cond_broadcast(&pool->room);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->nthreads; i++)
        pthread_join(pool->threads[i], NULL);
    for (size_t i = 0; pool->slots && i < pool->nslots; i++)
        document_free(&pool->slots[i].doc);
    pthread_cond_destroy(&pool->ready);
    pthread_cond_destroy(&pool->room);
    pthread_mutex_destroy(&pool->lock);
    free(pool->threads);
    free(pool->slots);
    free(pool);
}
