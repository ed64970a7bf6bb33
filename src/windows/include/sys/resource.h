/* SPDX-License-Identifier: MIT */
/* The one number of getrusage() that is asked for (process.c). */
#ifndef GJ_WINDOWS_RESOURCE_H
#define GJ_WINDOWS_RESOURCE_H

#define RUSAGE_SELF 0

struct rusage {
    long ru_maxrss; /* KiB */
};

int getrusage(int who, struct rusage *usage);

#endif
