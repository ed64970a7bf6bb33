/* SPDX-License-Identifier: MIT */
/*
 * This program again, as a child: one input, one output, and an end in any
 * case.  What is hostile to an audit then costs one process, not the server.
 */
#ifndef GJ_CLI_CHILD_H
#define GJ_CLI_CHILD_H

#include <stdbool.h>
#include <stddef.h>

enum child_end {
    CHILD_DONE,   /* *status is its exit status */
    CHILD_LATE,   /* it took longer than the seconds and was ended */
    CHILD_FAILED, /* it could not be started, was ended by a signal, or no
                     memory */
};

struct child_bytes {
    char *ptr; /* malloc()ed */
    size_t len;
};

/* Run this program with the arguments (NULL ends them; the first is its
 * name), the bytes as standard input, and its standard output in *out, which
 * the caller frees whatever comes back.  Its standard error is dropped. */
enum child_end child_run(char *const *argv, const char *bytes, size_t len,
                         unsigned seconds, struct child_bytes *out,
                         int *status);

#endif
