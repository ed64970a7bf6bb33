/* SPDX-License-Identifier: MIT */
/*
 * The compiled rules: read-only after loading, shared by all audits.
 *
 * Floor 5.  Everything gouji knows about the field comes through here; C
 * refers to it by English names only.
 */
#ifndef GJ_RULES_RULES_H
#define GJ_RULES_RULES_H

#include "base/arena.h"
#include "base/dec.h"
#include "base/str.h"
#include "figure/figure.h"
#include "gouji.h"
#include "layout/layout.h"
#include "text/text.h"

typedef uint16_t role_id; /* index into gj_rules.roles */
#define ROLE_NONE UINT16_MAX

/* A named list of words of rules/words/, longest first. */
struct wordlist {
    const char *name;
    size_t name_len;
    const struct str *words;
    size_t n;
    /* Words by the hash of their first or last character: bit h says that
     * there are words of hash h, and if it is the k-th bit that is set, they
     * are words[order[i]], start[k] <= i < start[k + 1], longest first. */
    struct word_hash {
        uint64_t filter[2];
        const uint32_t *start, *order;
    } first, last;
    uint16_t searched[2]; /* by text: 1 + number among its lists, see hits.h */
};

/* What a figure can mean: one indicator of rules/indicators/. */
struct role {
    const char *id;       /* "spent" */
    const char *names[2]; /* 实际支出, "amount spent" */
    const char *group;    /* "money-flow", "rate", "score" ...: free word */
    const struct str *headers; /* column heads, normalized, blanks removed */
    size_t nheaders;
    const struct str *labels; /* row labels */
    size_t nlabels;
    unsigned kinds; /* bit per enum figure_kind it may have; 0: any */
    const char *source, *verified, *file;
};

/* A text pattern over tokens.  Tried only where one of its words occurs. */
#define PATTERN_GROUPS_MAX 8
struct pattern {
    const struct str *words; /* literal words it can start with: all that
                              * its expression allows, found by the loader */
    size_t nwords;
    uint32_t reach;       /* a match is at most so many bytes long */
    bool has_figure;      /* no match without a figure */
    unsigned first_kinds; /* that the first figure of a match can have */
    bool has_border;      /* may run over 。 ； or a border of the flow */
    struct str regex;     /* the expression, compiled anchored into
                           * gj_rules.regexes */
    struct {
        unsigned number; /* capture group */
        role_id role;
    } groups[PATTERN_GROUPS_MAX];
    size_t ngroups;
    int priority;      /* higher wins a figure; then longer match */
    const char *where; /* file and member, for dumps */
};

/* One term of a relation rule and the roles that may stand there. */
struct term_rule {
    const char *name; /* "part" */
    const role_id *roles;
    size_t nroles;
};

struct relation_rule {
    struct gj_rule pub;
    const char *bind; /* how figures are found: see check/check.h */
    const struct term_rule *terms;
    size_t nterms;
    const struct param { /* what the rule passes to its kind */
        const char *name;
        const struct str *values;
        size_t nvalues;
    } * params;
    size_t nparams;
    const char *message[2]; /* templates with {name} */
};

/* A form of the field: chosen by title words and labels. */
struct pack {
    const char *id, *names[2], *source, *verified;
    const struct str *titles; /* words in the title */
    size_t ntitles;
    const struct str *labels; /* labels that the form prints */
    size_t nlabels;
    const struct param *params; /* "weights", "bands", "execution_weight" */
    size_t nparams;
    const char *file;
};

struct gj_rules {
    struct arena arena;
    struct arena code; /* of regexes alone: the rest can be an image */
    struct text_folds folds;
    struct layout_words layout;
    struct figure_lexicon lexicon;
    const struct wordlist *lists; /* by name */
    size_t nlists;
    const uint32_t *list_slots; /* 1 + list, at the hash of its name */
    uint32_t list_mask;
    const struct list_words *searched; /* by text, see hits.h */
    const struct role *roles;
    size_t nroles;
    const struct pattern *patterns;
    size_t npatterns;
    struct regex_set *regexes;             /* one a pattern; or NULL */
    const struct relation_rule *relations; /* by code */
    size_t nrelations;
    const struct pack *packs;
    size_t npacks;
    const void *scan; /* keyword scan over all patterns' words */
    const char *version, *sha256;
};

role_id rules_role(const struct gj_rules *rules, const char *id);

/* Hash of a name.  Of a literal, the compiler knows it. */
static inline uint32_t
name_hash(const char *name, size_t len)
{
    uint32_t hash = (uint32_t)len * 0x9E3779B1u;

    if (len) {
        hash ^= (uint32_t)(unsigned char)name[0] * 0x85EBCA6Bu;
        hash ^= (uint32_t)(unsigned char)name[len / 3] * 0xC2B2AE35u;
        hash ^= (uint32_t)(unsigned char)name[len / 2] * 0x27D4EB2Fu;
        hash ^= (uint32_t)(unsigned char)name[len - len / 4 - 1] * 0x165667B1u;
        hash ^= (uint32_t)(unsigned char)name[len - 1] * 0xD3A2646Cu;
    }
    return hash ^ hash >> 15;
}

/* The list, or an empty one if there is none of that name. */
const struct wordlist *rules_words_hashed(const struct gj_rules *rules,
                                          const char *name, uint32_t hash);

static inline const struct wordlist *
rules_words(const struct gj_rules *rules, const char *name)
{
    size_t len = strlen(name);
    uint32_t hash = name_hash(name, len);
    uint32_t i =
        rules->list_slots ? rules->list_slots[hash & rules->list_mask] : 0;

    /* Nearly always in the first slot, and of a length the compiler knows. */
    if (i && rules->lists[i - 1].name_len == len &&
        memcmp(rules->lists[i - 1].name, name, len) == 0)
        return &rules->lists[i - 1];
    return rules_words_hashed(rules, name, hash);
}

const struct relation_rule *rules_relation(const struct gj_rules *rules,
                                           const char *code_or_id);
const struct term_rule *rule_term(const struct relation_rule *rule,
                                  const char *name); /* or NULL */
const struct param *rule_param(const struct relation_rule *rule,
                               const char *name); /* or NULL */

/* Longest word of the list that s starts with at byte off; its length, 0 if
 * none. */
size_t words_at(const struct wordlist *list, struct str s, size_t off);
/* Longest word that s[0, end) ends with; its length, 0 if none. */
size_t words_before(const struct wordlist *list, struct str s, size_t end);
/* First occurrence of any word in s at or after from, or SIZE_MAX. */
size_t words_find(const struct wordlist *list, struct str s, size_t from,
                  size_t *len);
/* Is s, as a whole, one of the words? */
bool words_has(const struct wordlist *list, struct str s);
/* The text of "key: text" in a list of sentences that ends with the language:
 * rules_text(rules, "slip", GJ_ZH, "ocr") looks into slip_zh.  Empty if there
 * is none. */
struct str rules_text(const struct gj_rules *rules, const char *list,
                      enum gj_lang lang, const char *key);

/* Run all patterns over the tokens.  For every match, emit() gets the pattern
 * and, per group, begin and end (token bytes; begin == SIZE_MAX: the group
 * did not take part).  GJ_LIMIT: a pattern gave up at its match limit
 * somewhere (a notice, never silence); GJ_NOMEM: nothing was matched. */
struct pattern_match {
    const struct pattern *pattern;
    size_t begin, end;
    size_t group_begin[PATTERN_GROUPS_MAX], group_end[PATTERN_GROUPS_MAX];
};
typedef bool pattern_emit(void *user, const struct pattern_match *match);
enum gj_status rules_match(const struct gj_rules *rules, struct str tokens,
                           pattern_emit *emit, void *user);

#endif
