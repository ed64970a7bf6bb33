/* SPDX-License-Identifier: MIT */
/*
 * Loading, shared by load*.c: files are read kind by kind, because patterns
 * need the word lists and relations need the roles.
 */
#ifndef GJ_RULES_LOAD_INT_H
#define GJ_RULES_LOAD_INT_H

#include "rules/json.h"
#include "rules/rules.h"

/* A pattern waits until all roles and word lists are known. */
struct pending {
    const char *file, *path; /* where it stands, for errors */
    struct json_strs words;
    struct str match;
    int priority;
};

struct retired {
    const char *code, *since, *why;
};

/* Growing arrays in the arena of the rules. */
struct loader {
    struct json_in in;
    struct gj_rules *rules;
    uint16_t *fold; /* [65536] or NULL */
    struct wordlist *lists;
    size_t nlists, lists_cap;
    struct unit *units;
    size_t nunits, units_cap;
    struct role *roles;
    size_t nroles, roles_cap;
    struct pending *pending;
    size_t npending, pending_cap;
    struct relation_rule *relations;
    size_t nrelations, relations_cap;
    struct pack *packs;
    size_t npacks, packs_cap;
    struct retired *retired;
    size_t nretired, retired_cap;
};

/* Load into rules, whose arena is ready and all else zero. */
enum gj_status rules_load(struct gj_rules *rules, const struct gj_file *files,
                          size_t nfiles, struct gj_error *err);

/* One file each; load_words.c, load_indicators.c, load_relations.c. */
bool load_units(struct loader *l, struct str text);
bool load_words(struct loader *l, struct str text);
bool load_traditional(struct loader *l, struct str text);
bool load_indicators(struct loader *l, struct str text);
bool load_retired(struct loader *l, struct str text);
bool load_relation(struct loader *l, struct str text);
bool load_pack(struct loader *l, struct str text);

/* After all files of the kind. */
bool load_words_done(struct loader *l);
bool load_patterns(struct loader *l);
bool load_relations_done(struct loader *l);

/* Room for one more: *slot is the new element, zeroed by the arena. */
#define LOADER_ADD(l, items, slot)                                    \
    (((l)->items = vec_grow((l)->in.arena, (l)->items, (l)->n##items, \
                            &(l)->items##_cap, sizeof(*(l)->items)))  \
         ? (*(slot) = &(l)->items[(l)->n##items++], true)             \
         : (*(slot) = NULL, json_no_memory(&(l)->in), false))

/* A word as it stands in normalized text, with its blanks or without;
 * ptr == NULL: out of memory. */
struct str rules_fold(struct arena *arena, struct str word);
struct str rules_fold_tight(struct arena *arena, struct str word);

/* Readers of values. */
bool json_words(struct json_in *in, const struct cJSON *value,
                void *out); /* struct json_strs, folded */
bool json_tight_words(struct json_in *in, const struct cJSON *value,
                      void *out); /* and without blanks */
bool json_kind(struct json_in *in, const struct cJSON *value,
               void *out); /* adds a bit to an unsigned */
bool json_verified(struct json_in *in, const struct cJSON *value, void *out);
bool json_id(struct json_in *in, const struct cJSON *value, void *out);
bool json_params(struct json_in *in, const struct cJSON *value,
                 void *out); /* struct params_in */

struct params_in {
    struct param *items;
    size_t n;
};

/* scan.c */
bool scan_build(struct loader *l);
/* words.c: fill the hashes of a sorted list; false: out of memory. */
bool wordlist_index(struct arena *arena, struct wordlist *list);
/* hits.c: index the lists that are looked for in texts; lists is
 * rules->lists.  False: out of memory. */
bool searched_build(struct gj_rules *rules, struct wordlist *lists,
                    struct arena *arena);
/* rules.c: fill the slots of the lists' names; false: out of memory. */
bool names_index(struct gj_rules *rules, struct arena *arena);

#endif
