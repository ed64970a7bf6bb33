/* SPDX-License-Identifier: MIT */
/* Relation rules, withdrawn codes and form packs. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "rules/load_int.h"

static bool
is_code(const char *s)
{
    return strlen(s) == 5 && s[0] == 'G' && s[1] == 'J' &&
           strspn(s + 2, "0123456789") == 3;
}

static bool
json_code(struct json_in *in, const struct cJSON *value, void *out)
{
    if (!json_text(in, value, out))
        return false;
    return is_code(*(const char **)out) ||
           json_fail(in, "a code is GJ and three digits");
}

bool
json_id(struct json_in *in, const struct cJSON *value, void *out)
{
    const char *id;

    if (!json_text(in, value, out))
        return false;
    id = *(const char **)out;
    if (id[0] < 'a' || id[0] > 'z' ||
        id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-")])
        return json_fail(in, "a name has a-z, 0-9, _ and - only");
    return true;
}

bool
json_verified(struct json_in *in, const struct cJSON *value, void *out)
{
    const char *mark;

    if (!json_text(in, value, out))
        return false;
    mark = *(const char **)out;
    return (strlen(mark) == 1 && strchr("ABSM", *mark)) ||
           json_fail(in, "must be A, B, S or M");
}

static bool
json_severity(struct json_in *in, const struct cJSON *value, void *out)
{
    static const char *const names[] = { "notice", "warning", "error" };
    const char *name;

    if (!json_text(in, value, &name))
        return false;
    for (int i = 0; i < 3; i++) {
        if (strcmp(name, names[i]) == 0) {
            *(enum gj_severity *)out = (enum gj_severity)i;
            return true;
        }
    }
    return json_fail(in, "must be error, warning or notice");
}

/* ---- params: names with lists of texts ---- */

static bool
param_read(struct json_in *in, const char *name, const struct cJSON *value,
           void *out)
{
    struct params_in *params = out;
    struct param *param = &params->items[params->n++];
    struct json_strs values;

    if (!json_words(in, value, &values))
        return false;
    param->name = str_dup(in->arena, str_of(name));
    param->values = values.items;
    param->nvalues = values.n;
    return param->name || json_no_memory(in);
}

bool
json_params(struct json_in *in, const struct cJSON *value, void *out)
{
    struct params_in *params = out;

    params->items =
        arena_array(in->arena, json_size(value), sizeof(*params->items));
    if (!params->items)
        return json_no_memory(in);
    return json_each_member(in, value, param_read, params);
}

/* ---- relations ---- */

struct relation_in {
    struct relation_rule rule;
    struct terms_in {
        struct term_rule *items;
        size_t n;
    } terms;
    struct params_in params;
    char none;
};

static bool
role_name(struct json_in *in, const struct cJSON *value, void *out)
{
    struct loader *l = in->user;
    const char *name;

    if (!json_text(in, value, &name))
        return false;
    *(role_id *)out = rules_role(l->rules, name);
    return *(role_id *)out != ROLE_NONE ||
           json_fail(in, "there is no indicator \"%s\"", name);
}

static bool
term_read(struct json_in *in, const char *name, const struct cJSON *value,
          void *out)
{
    struct terms_in *terms = out;
    struct term_rule *term = &terms->items[terms->n++];
    role_id *roles;

    term->nroles = json_size(value);
    roles = arena_array(in->arena, term->nroles, sizeof(*roles));
    term->name = str_dup(in->arena, str_of(name));
    term->roles = roles;
    if (!roles || !term->name)
        return json_no_memory(in);
    return json_elements(in, value, role_name, roles, sizeof(*roles));
}

static bool
terms_read(struct json_in *in, const struct cJSON *value, void *out)
{
    struct terms_in *terms = out;

    terms->items =
        arena_array(in->arena, json_size(value), sizeof(*terms->items));
    if (!terms->items)
        return json_no_memory(in);
    return json_each_member(in, value, term_read, terms);
}

struct texts {
    const char **items;
    size_t n;
};

static bool
texts_read(struct json_in *in, const struct cJSON *value, void *out)
{
    struct texts *texts = out;

    texts->n = json_size(value);
    texts->items = arena_array(in->arena, texts->n, sizeof(*texts->items));
    if (!texts->items)
        return json_no_memory(in);
    if (texts->n == 0)
        return json_fail(in, "needs an example");
    return json_elements(in, value, json_text, texts->items,
                         sizeof(*texts->items));
}

struct examples {
    struct texts bad, good;
};

static const struct json_member example_members[] = {
    JSON_MUST("bad", texts_read, struct examples, bad),
    JSON_MUST("good", texts_read, struct examples, good),
};

static bool
examples_read(struct json_in *in, const struct cJSON *value, void *out)
{
    struct gj_rule *rule = out;
    struct examples examples;

    if (!json_object(in, value, example_members, 2, &examples))
        return false;
    rule->bad = examples.bad.items;
    rule->nbad = examples.bad.n;
    rule->good = examples.good.items;
    rule->ngood = examples.good.n;
    return true;
}

/* Messages have {name} for what the relation found. */
static bool
template_check(struct json_in *in, const char *s)
{
    while ((s = strpbrk(s, "{}")) != NULL) {
        size_t len;

        if (*s == '}')
            return json_fail(in, "} without {");
        len = strspn(s + 1, "abcdefghijklmnopqrstuvwxyz_0123456789");
        if (len == 0 || s[1 + len] != '}')
            return json_fail(in, "{ without a name and }");
        s += len + 2;
    }
    return true;
}

static bool
message_read(struct json_in *in, const struct cJSON *value, void *out)
{
    const char **message = out;

    return json_text_zh_en(in, value, message) &&
           template_check(in, message[GJ_ZH]) &&
           template_check(in, message[GJ_EN]);
}

static const struct json_member relation_members[] = {
    JSON_MUST("code", json_code, struct relation_in, rule.pub.code),
    JSON_MUST("id", json_id, struct relation_in, rule.pub.id),
    JSON_MUST("kind", json_id, struct relation_in, rule.pub.kind),
    JSON_MUST("bind", json_id, struct relation_in, rule.bind),
    JSON_MUST("severity", json_severity, struct relation_in,
              rule.pub.severity),
    JSON_MUST("since", json_text, struct relation_in, rule.pub.since),
    JSON_MAY("preview", json_bool, struct relation_in, rule.pub.preview),
    JSON_MAY("terms", terms_read, struct relation_in, terms),
    JSON_MAY("params", json_params, struct relation_in, params),
    JSON_MUST("title", json_text_zh_en, struct relation_in, rule.pub.title),
    JSON_MUST("why", json_text_zh_en, struct relation_in, rule.pub.why),
    JSON_MAY("formula", json_text_both, struct relation_in, rule.pub.formula),
    JSON_MAY("tolerance", json_text_both, struct relation_in,
             rule.pub.tolerance),
    JSON_MUST("message", message_read, struct relation_in, rule.message),
    JSON_MUST("source", json_text, struct relation_in, rule.pub.source),
    JSON_MUST("verified", json_verified, struct relation_in,
              rule.pub.verified),
    JSON_MUST("examples", examples_read, struct relation_in, rule.pub),
};

/* Every code and every id stands for one rule, for ever. */
static bool
relation_unique(struct loader *l, const struct gj_rule *rule)
{
    for (size_t i = 0; i < l->nrelations; i++) {
        const struct gj_rule *other = &l->relations[i].pub;

        if (strcmp(other->code, rule->code) == 0)
            return json_fail(&l->in, "the code %s is also in %s", rule->code,
                             other->file);
        if (strcmp(other->id, rule->id) == 0)
            return json_fail(&l->in, "the id \"%s\" is also in %s", rule->id,
                             other->file);
    }
    for (size_t i = 0; i < l->nretired; i++)
        if (strcmp(l->retired[i].code, rule->code) == 0)
            return json_fail(&l->in, "the code %s was retired", rule->code);
    return true;
}

bool
load_relation(struct loader *l, struct str text)
{
    struct cJSON *json = json_parse(&l->in, text);
    struct relation_in r = { .rule = { .pub = { .formula = { "", "" },
                                                .tolerance = { "", "" } } } };
    size_t n = sizeof(relation_members) / sizeof(relation_members[0]);
    bool ok = json && json_object(&l->in, json, relation_members, n, &r) &&
              relation_unique(l, &r.rule.pub);
    struct relation_rule *rule;

    json_free(json);
    if (!ok || !LOADER_ADD(l, relations, &rule))
        return false;
    *rule = r.rule;
    rule->pub.file = l->in.file;
    rule->terms = r.terms.items;
    rule->nterms = r.terms.n;
    rule->params = r.params.items;
    rule->nparams = r.params.n;
    return true;
}

static int
by_code(const void *a, const void *b)
{
    return strcmp(((const struct relation_rule *)a)->pub.code,
                  ((const struct relation_rule *)b)->pub.code);
}

bool
load_relations_done(struct loader *l)
{
    if (l->nrelations)
        qsort(l->relations, l->nrelations, sizeof(*l->relations), by_code);
    l->rules->relations = l->relations;
    l->rules->nrelations = l->nrelations;
    l->rules->packs = l->packs;
    l->rules->npacks = l->npacks;
    return true;
}

/* ---- retired codes ---- */

static const struct json_member retired_members[] = {
    JSON_MUST("code", json_code, struct retired, code),
    JSON_MUST("since", json_text, struct retired, since),
    JSON_MUST("why", json_text, struct retired, why),
};

static bool
retired_read(struct json_in *in, const struct cJSON *value, void *out)
{
    struct loader *l = in->user;
    struct retired *retired;

    (void)out;
    return LOADER_ADD(l, retired, &retired) &&
           json_object(in, value, retired_members, 3, retired);
}

static bool
retired_list(struct json_in *in, const struct cJSON *value, void *out)
{
    return json_each(in, value, retired_read, out);
}

static const struct json_member retired_file[] = {
    JSON_MUST("retired", retired_list, struct relation_in, none),
};

bool
load_retired(struct loader *l, struct str text)
{
    struct cJSON *json = json_parse(&l->in, text);
    struct relation_in unused;
    bool ok = json && json_object(&l->in, json, retired_file, 1, &unused);

    json_free(json);
    return ok;
}

/* ---- packs ---- */

struct pack_in {
    struct pack pack;
    struct json_strs titles, labels;
    struct params_in params;
    char none;
};

static const struct json_member pack_members[] = {
    JSON_MUST("id", json_id, struct pack_in, pack.id),
    JSON_MUST("zh", json_text, struct pack_in, pack.names[GJ_ZH]),
    JSON_MUST("en", json_text, struct pack_in, pack.names[GJ_EN]),
    JSON_MUST("source", json_text, struct pack_in, pack.source),
    JSON_MUST("verified", json_verified, struct pack_in, pack.verified),
    JSON_MAY("titles", json_tight_words, struct pack_in, titles),
    JSON_MAY("labels", json_tight_words, struct pack_in, labels),
    JSON_MAY("params", json_params, struct pack_in, params),
};

/* "A|B=40" */
static bool
weight_well_formed(struct str s)
{
    size_t at = str_find(s, STR("="), 0);
    struct dec weight;

    return at != SIZE_MAX && at > 0 &&
           dec_parse(s.ptr + at + 1, s.len - at - 1, &weight);
}

/* The audit reads weights only; other parameters are for readers. */
static bool
weights_check(struct loader *l, const struct pack *pack)
{
    for (size_t i = 0; i < pack->nparams; i++) {
        const struct param *param = &pack->params[i];

        if (strcmp(param->name, "weights") != 0)
            continue;
        for (size_t k = 0; k < param->nvalues; k++)
            if (!weight_well_formed(param->values[k]))
                return json_fail(&l->in, "\"%.*s\" is no weight (A|B=40)",
                                 (int)param->values[k].len,
                                 param->values[k].ptr);
    }
    return true;
}

bool
load_pack(struct loader *l, struct str text)
{
    struct cJSON *json = json_parse(&l->in, text);
    struct pack_in p = { 0 };
    size_t n = sizeof(pack_members) / sizeof(pack_members[0]);
    bool ok = json && json_object(&l->in, json, pack_members, n, &p);
    struct pack *pack;

    json_free(json);
    for (size_t i = 0; ok && i < l->npacks; i++)
        if (strcmp(l->packs[i].id, p.pack.id) == 0)
            ok = json_fail(&l->in, "the id \"%s\" is given twice", p.pack.id);
    if (!ok || !LOADER_ADD(l, packs, &pack))
        return false;
    *pack = p.pack;
    pack->titles = p.titles.items;
    pack->ntitles = p.titles.n;
    pack->labels = p.labels.items;
    pack->nlabels = p.labels.n;
    pack->params = p.params.items;
    pack->nparams = p.params.n;
    pack->file = l->in.file;
    return weights_check(l, pack);
}
