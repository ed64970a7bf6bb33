/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <fnmatch.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/err.h"
#include "input/input_int.h"

static const char *const defaults[] = { "*.txt", "*.text", "*.md" };

/* Takes name, also when it fails. */
static bool
list_push(struct input_list *list, char *name, bool no_reports)
{
    if (name && list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 16;
        struct input_path *paths =
            cap > SIZE_MAX / sizeof(*paths)
                ? NULL
                : realloc(list->paths, cap * sizeof(*paths));

        if (!paths) {
            free(name);
            return false;
        }
        list->paths = paths;
        list->cap = cap;
    }
    if (!name)
        return false;
    list->paths[list->n++] =
        (struct input_path){ .name = name, .no_reports = no_reports };
    return true;
}

static char *
path_join(const char *dir, const char *name)
{
    size_t ndir = strlen(dir), size = ndir + strlen(name) + 2;
    bool slash = ndir > 0 && dir[ndir - 1] != '/';
    char *path = malloc(size);

    if (!path)
        return NULL;
    snprintf(path, size, "%s%s%s", dir, slash ? "/" : "", name);
    return path;
}

/* A glob with a slash is for the whole path, any other for the last name. */
static bool
glob_match(const char *glob, const char *path, const char *name)
{
    return fnmatch(glob, strchr(glob, '/') ? path : name, 0) == 0;
}

static bool
wanted(const struct input_filter *filter, const char *path, const char *name)
{
    size_t n = sizeof(defaults) / sizeof(defaults[0]);

    if (!filter || !filter->only)
        for (size_t i = 0; i < n; i++)
            if (glob_match(defaults[i], path, name))
                return true;
    for (size_t i = 0; filter && i < filter->ninclude; i++)
        if (glob_match(filter->include[i], path, name))
            return true;
    return false;
}

/* One entry of a folder: a folder is walked later, a wanted file is added,
 * all else is counted. */
static bool
walk_entry(struct input_list *list, struct input_list *dirs, const char *dir,
           const char *name, const struct input_filter *filter)
{
    char *path = path_join(dir, name);
    struct stat st;

    if (!path)
        return false;
    if (lstat(path, &st) != 0)
        return list_push(list, path, false);
    if (S_ISDIR(st.st_mode))
        return list_push(dirs, path, false);
    if (S_ISREG(st.st_mode) && wanted(filter, path, name)) {
        if (!list_push(list, path, false))
            return false;
        list->paths[list->n - 1].walked = true;
        return true;
    }
    list->skipped++;
    free(path);
    return true;
}

static bool
walk_dir(struct input_list *list, struct input_list *dirs, const char *dir,
         const struct input_filter *filter)
{
    DIR *d = opendir(dir);
    const struct dirent *entry;
    bool ok = true;

    if (!d)
        return list_push(list, strdup(dir), false);
    for (entry = readdir(d); ok && entry; entry = readdir(d))
        if (strcmp(entry->d_name, ".") != 0 &&
            strcmp(entry->d_name, "..") != 0)
            ok = walk_entry(list, dirs, dir, entry->d_name, filter);
    closedir(d);
    return ok;
}

static bool
walk(struct input_list *list, const char *top,
     const struct input_filter *filter)
{
    struct input_list dirs = { 0 }; /* a stack, so that depth costs none */
    size_t before = list->n;
    bool ok = list_push(&dirs, strdup(top), false);

    while (ok && dirs.n > 0) {
        char *dir = dirs.paths[--dirs.n].name;

        ok = walk_dir(list, &dirs, dir, filter);
        free(dir);
    }
    input_list_free(&dirs);
    if (ok && list->n == before)
        ok = list_push(list, strdup(top), true);
    return ok;
}

enum gj_status
input_add(struct input_list *list, const char *path,
          const struct input_filter *filter, struct gj_error *err)
{
    struct stat st;
    bool ok;

    if (strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        ok = walk(list, path, filter);
    else
        ok = list_push(list, strdup(path), false);
    return ok ? GJ_OK : err_set(err, GJ_NOMEM, "out of memory");
}

static int
path_cmp(const void *a, const void *b)
{
    const struct input_path *pa = a, *pb = b;
    int order = strcmp(pa->shown ? pa->shown : pa->name,
                       pb->shown ? pb->shown : pb->name);

    return order ? order : strcmp(pa->name, pb->name);
}

void
input_sort(struct input_list *list)
{
    size_t n = 0;

    if (list->n == 0)
        return;
    qsort(list->paths, list->n, sizeof(*list->paths), path_cmp);
    for (size_t i = 0; i < list->n; i++)
        if (n > 0 && strcmp(list->paths[n - 1].name, list->paths[i].name) == 0)
            free(list->paths[i].name);
        else
            list->paths[n++] = list->paths[i];
    list->n = n;
}

void
input_list_free(struct input_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free(list->paths[i].name);
    free(list->paths);
    *list = (struct input_list){ 0 };
}
