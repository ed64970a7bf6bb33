/* SPDX-License-Identifier: MIT */
#include "cli/library.h"

#include <dlfcn.h>
#include <string.h>

const char *
library_load(const struct library *library, void *table)
{
    void *handle = dlopen(library->soname, RTLD_NOW | RTLD_LOCAL);
    unsigned char *member = table;

    for (size_t i = 0; handle && library->names[i]; i++) {
        void *function = dlsym(handle, library->names[i]);

        if (!function)
            handle = NULL;
        /* C has no conversion from objects to functions; POSIX says that they
         * look the same. */
        memcpy(member + i * sizeof(function), &function, sizeof(function));
    }
    return handle ? NULL : dlerror();
}
