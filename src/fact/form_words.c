/* SPDX-License-Identifier: MIT */
/*
 * The words of heads and labels, bucketed by their first bytes.
 */
#include <string.h>

#include "fact/form.h"

static const struct {
    const char *role;
    enum column col;
} role_columns[] = {
    { "weight", COL_WEIGHT },
    { "target", COL_TARGET },
    { "actual", COL_ACTUAL },
    { "score", COL_SCORE },
    { "budget_initial", COL_BUDGET_INITIAL },
    { "budget", COL_BUDGET },
    { "budget_adjusted", COL_BUDGET },
    { "allocated", COL_ALLOCATED },
    { "arrived", COL_ARRIVED },
    { "spent", COL_SPENT },
    { "execution_rate", COL_RATE },
    { "balance", COL_BALANCE },
};

static const struct {
    const char *list;
    enum column col;
    uint8_t level;
    bool group;
} list_columns[] = {
    { "form_name1", COL_NAME, 1, false },
    { "form_name2", COL_NAME, 2, false },
    { "form_name3", COL_NAME, 3, false },
    { "form_name", COL_NAME, 0, false },
    { "form_reason", COL_REASON, 0, false },
    { "form_column", COL_COUNT, 0, false },
    { "form_number_column", COL_COUNT, NUMBER_COLUMN, false },
    { "form_serial", COL_COUNT, SERIAL_COLUMN, false },
    { "form_group", COL_COUNT, 0, true },
};

#define NROLE_COLUMNS (sizeof(role_columns) / sizeof(role_columns[0]))
#define NLIST_COLUMNS (sizeof(list_columns) / sizeof(list_columns[0]))

role_id
column_role(const struct form_reader *r, enum column column)
{
    for (size_t i = 0; i < NROLE_COLUMNS; i++)
        if (role_columns[i].col == column)
            return rules_role(r->doc->rules, role_columns[i].role);
    return ROLE_NONE;
}

static enum column
role_column(const struct role *role)
{
    for (size_t i = 0; i < NROLE_COLUMNS; i++)
        if (strcmp(role_columns[i].role, role->id) == 0)
            return role_columns[i].col;
    return COL_COUNT;
}

static unsigned
bucket_of(const char *p, size_t len)
{
    unsigned h = (unsigned char)p[0];

    if (len > 1)
        h = h * 31u + (unsigned char)p[1];
    if (len > 2)
        h = h * 31u + (unsigned char)p[2];
    return h % HEAD_BUCKETS;
}

static void
head_word_add(struct form_words *w, const struct head_word *word)
{
    unsigned b;

    if (word->word.len == 0)
        return;
    b = bucket_of(word->word.ptr, word->word.len < 3 ? word->word.len : 3);
    w->heads[w->nheads] = *word;
    w->heads[w->nheads].next = w->bucket[b];
    w->bucket[b] = (int32_t)w->nheads++;
}

static size_t
head_word_count(const struct gj_rules *rules)
{
    size_t n = 0;

    for (size_t i = 0; i < rules->nroles; i++)
        n += rules->roles[i].nheaders;
    for (size_t i = 0; i < NLIST_COLUMNS; i++)
        n += rules_words(rules, list_columns[i].list)->n;
    return n;
}

/* Words of lists first: where a word is in both, the role found later in the
 * bucket chain is met first and wins. */
static void
head_words_fill(struct form_words *w, const struct gj_rules *rules)
{
    for (size_t i = 0; i < NLIST_COLUMNS; i++) {
        const struct wordlist *list = rules_words(rules, list_columns[i].list);

        for (size_t k = 0; k < list->n; k++) {
            struct head_word word = { .word = list->words[k],
                                      .col = list_columns[i].col,
                                      .role = ROLE_NONE,
                                      .level = list_columns[i].level,
                                      .group = list_columns[i].group };
            head_word_add(w, &word);
        }
    }
    for (size_t i = 0; i < rules->nroles; i++) {
        const struct role *role = &rules->roles[i];

        for (size_t k = 0; k < role->nheaders; k++) {
            struct head_word word = { .word = role->headers[k],
                                      .col = role_column(role),
                                      .role = (role_id)i };
            head_word_add(w, &word);
        }
    }
}

bool
form_words_load(struct form_reader *r)
{
    const struct gj_rules *rules = r->doc->rules;
    struct form_words *w = &r->words;

    w->total = rules_words(rules, "form_total");
    w->level1 = rules_words(rules, "form_level1");
    w->level2 = rules_words(rules, "form_level2");
    w->fund = rules_words(rules, "form_fund_part");
    w->fund_total = rules_words(rules, "form_fund_total");
    w->of_which = rules_words(rules, "form_of_which");
    w->mark = rules_words(rules, "form_mark");
    w->dash = rules_words(rules, "form_dash");
    w->split = rules_words(rules, "form_split");
    w->split_lead = rules_words(rules, "form_split_lead");
    w->stop = rules_words(rules, "form_stop");
    w->money_head = rules_words(rules, "form_money_head");
    for (size_t b = 0; b < HEAD_BUCKETS; b++)
        w->bucket[b] = -1;
    w->heads = arena_array(r->doc->arena, head_word_count(rules) + 1,
                           sizeof(*w->heads));
    if (!w->heads)
        return false;
    head_words_fill(w, rules);
    return true;
}

const struct head_word *
head_word_at(const struct form_reader *r, struct str key, size_t off)
{
    const struct form_words *w = &r->words;
    const struct head_word *best = NULL;
    const char *p = key.ptr + off;
    size_t left = key.len - off;

    if (off >= key.len)
        return NULL;
    for (int32_t i = w->bucket[bucket_of(p, left < 3 ? left : 3)]; i >= 0;
         i = w->heads[i].next) {
        const struct head_word *h = &w->heads[i];

        if (h->word.len <= left && memcmp(h->word.ptr, p, h->word.len) == 0 &&
            (!best || h->word.len > best->word.len))
            best = h;
    }
    return best;
}
