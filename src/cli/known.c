/* SPDX-License-Identifier: MIT */
/* The set of known findings, and what a run has seen of it. */
#include "cli/known.h"

#include <stdlib.h>
#include <string.h>

bool
known_add(struct known *known, struct known_entry *entry)
{
    if (known->n == known->cap) {
        size_t cap = known->cap ? known->cap * 2 : 64;
        struct known_entry *entries =
            realloc(known->entries, cap * sizeof(*entries));

        if (!entries) {
            known_entry_free(entry);
            return false;
        }
        known->entries = entries;
        known->cap = cap;
    }
    known->entries[known->n++] = *entry;
    *entry = (struct known_entry){ 0 };
    return true;
}

void
known_entry_free(struct known_entry *entry)
{
    free(entry->path);
    free(entry->fingerprint);
    free(entry->rule);
    free(entry->message);
    free(entry->state);
    free(entry->reason);
    free(entry->who);
    free(entry->date);
    free(entry->expires);
    *entry = (struct known_entry){ 0 };
}

void
known_free(struct known *known)
{
    for (size_t i = 0; i < known->n; i++)
        known_entry_free(&known->entries[i]);
    free(known->entries);
    *known = (struct known){ 0 };
}

/* An entry without path (review) comes before all paths. */
static int
compare(const char *path_a, const char *print_a, const char *path_b,
        const char *print_b)
{
    int order = strcmp(path_a ? path_a : "", path_b ? path_b : "");

    return order ? order : strcmp(print_a, print_b);
}

static int
entry_cmp(const void *a, const void *b)
{
    const struct known_entry *ea = a, *eb = b;

    return compare(ea->path, ea->fingerprint, eb->path, eb->fingerprint);
}

/* qsort() keeps no order among equals: what came first carries its number. */
struct numbered {
    struct known_entry entry;
    size_t number;
};

static int
numbered_cmp(const void *a, const void *b)
{
    const struct numbered *na = a, *nb = b;
    int order = entry_cmp(&na->entry, &nb->entry);

    return order ? order
                 : (na->number > nb->number) - (na->number < nb->number);
}

bool
known_sort(struct known *known)
{
    struct numbered *items = calloc(known->n + 1, sizeof(*items));
    size_t n = 0;

    if (!items)
        return false;
    for (size_t i = 0; i < known->n; i++)
        items[i] = (struct numbered){ known->entries[i], i };
    qsort(items, known->n, sizeof(*items), numbered_cmp);
    for (size_t i = 0; i < known->n; i++)
        if (i + 1 < known->n &&
            entry_cmp(&items[i].entry, &items[i + 1].entry) == 0)
            known_entry_free(&items[i].entry);
        else
            known->entries[n++] = items[i].entry;
    known->n = n;
    free(items);
    return true;
}

struct known_entry *
known_find(const struct known *known, const char *path,
           const char *fingerprint)
{
    size_t low = 0, high = known->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct known_entry *e = &known->entries[middle];
        int order = compare(e->path, e->fingerprint, path, fingerprint);

        if (order == 0)
            return e;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

void
known_see(struct known *known, const char *path)
{
    size_t low = 0, high = known->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare(known->entries[middle].path, "", path, "") < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < known->n && known->entries[low].path &&
           strcmp(known->entries[low].path, path) == 0;
         low++)
        known->entries[low].seen = true;
}
