/* SPDX-License-Identifier: MIT */
/*
 * A record is read by tables: one row a member, one table an object.  What no
 * table names is skipped, so that a later version may add members.
 */
#include "cli/record.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "input/input.h"

/* clang-format off */
static const struct problem no_memory = { { "内存不足", "out of memory" } };
static const struct problem bad_type = { { "成员的类型有误", "a member has the wrong type" } };
static const struct problem bad_value = { { "成员的值有误", "a member has a wrong value" } };
static const struct problem incomplete = { { "缺少成员", "a member is missing" } };
static const struct problem not_utf8 = { { "不是有效的 UTF-8", "not valid UTF-8" } };
static const struct problem unknown_rule = { { "没有这条规则", "there is no such rule" } };
/* clang-format on */

struct block {
    struct block *next;
    max_align_t bytes[];
};

struct record {
    struct record_head head;
    struct gj_results results;
    struct block *blocks; /* newest first */
    char *free;           /* what is left of the newest */
    size_t left;
    const struct gj_rules *rules;
    const struct problem *problem;
};

static bool
fail(struct record *r, const struct problem *problem)
{
    if (!r->problem)
        r->problem = problem;
    return false;
}

/* Zeroed, and aligned for anything. */
static void *
take(struct record *r, size_t size)
{
    size_t unit = sizeof(max_align_t), want = (size + unit - 1) / unit * unit;
    void *at;

    if (want > r->left) {
        size_t room = want > 16384 ? want : 16384;
        struct block *block = calloc(1, sizeof(*block) + room);

        if (!block) {
            fail(r, &no_memory);
            return NULL;
        }
        block->next = r->blocks;
        r->blocks = block;
        r->free = (char *)block->bytes;
        r->left = room;
    }
    at = r->free;
    r->free += want;
    r->left -= want;
    return at;
}

/* ---- values ---- */

static bool
read_text(struct record *r, struct json_token token, const char **out,
          size_t *len)
{
    char *text = json_is_string(token) ? take(r, token.len) : NULL;

    if (!text)
        return fail(r, &bad_type);
    if (json_decode(token, text, len))
        return fail(r, &bad_value);
    text[*len] = '\0';
    *out = text;
    return true;
}

static bool
read_count(struct record *r, struct json_token token, size_t *out)
{
    size_t n = 0;

    for (size_t i = 0; i < token.len; i++) {
        char c = token.ptr[i];

        if (c < '0' || c > '9')
            return fail(r, &bad_type);
        if (n > (SIZE_MAX - 9) / 10)
            return fail(r, &bad_value);
        n = n * 10 + (size_t)(c - '0');
    }
    *out = n;
    return true;
}

static bool
read_bool(struct record *r, struct json_token token, bool *out)
{
    *out = *token.ptr == 't';
    return *token.ptr == 't' || *token.ptr == 'f' || fail(r, &bad_type);
}

enum field_type { FIELD_TEXT, FIELD_COUNT, FIELD_BOOL, FIELD_OTHER };

/* other: reads a value that is neither text, count nor bool. */
struct field {
    const char *name;
    enum field_type type;
    size_t offset;
    bool (*other)(struct record *r, struct json_token token, void *out);
};

#define FIELDS(name) name, sizeof(name) / sizeof((name)[0])

static bool
named(struct json_token key, const char *name)
{
    size_t len = strlen(name);

    return key.len == len + 2 && memcmp(key.ptr + 1, name, len) == 0;
}

static bool
read_field(struct record *r, const struct field *field,
           struct json_token value, void *out)
{
    void *at = (char *)out + field->offset;
    size_t len;

    switch (field->type) {
    case FIELD_TEXT:
        return read_text(r, value, at, &len);
    case FIELD_COUNT:
        return read_count(r, value, at);
    case FIELD_BOOL:
        return read_bool(r, value, at);
    case FIELD_OTHER:
        break;
    }
    return field->other(r, value, at);
}

static bool
read_object(struct record *r, struct json_token object,
            const struct field *fields, size_t n, void *out)
{
    struct json j = json_of(object.ptr, object.len);
    struct json_token key, value;
    bool ok = json_enter(&j, '{');

    while (ok && json_member(&j, &key, &value))
        for (size_t i = 0; i < n; i++)
            if (named(key, fields[i].name)) {
                ok = read_field(r, &fields[i], value, out);
                break;
            }
    return (ok && json_finish(&j)) || fail(r, j.error ? j.error : &bad_type);
}

typedef bool item_reader(struct record *r, struct json_token token, void *out);

/* Items of one size; NULL and r->problem on failure. */
static void *
read_array(struct record *r, struct json_token array, size_t size,
           item_reader *read, size_t *n)
{
    struct json j = json_of(array.ptr, array.len);
    struct json_token item;
    size_t cap = 0;
    char *items = NULL;
    bool ok = json_enter(&j, '[');

    *n = 0;
    while (ok && json_item(&j, &item)) {
        if (*n == cap) {
            size_t grown = cap ? cap * 2 : 4;
            char *more = take(r, grown * size);

            if (!more)
                return NULL;
            if (items)
                memcpy(more, items, cap * size);
            items = more;
            cap = grown;
        }
        ok = read(r, item, items + *n * size);
        ++*n;
    }
    if (!ok || !json_finish(&j)) {
        fail(r, j.error ? j.error : &bad_type);
        return NULL;
    }
    return items ? items : take(r, 1);
}

/* ---- figures and terms ---- */

struct figure_in {
    struct gj_figure figure;
    const char *term;
    size_t index; /* SIZE_MAX: none */
};

#define F(member) offsetof(struct figure_in, figure.member)
static const struct field figure_fields[] = {
    { "text", FIELD_TEXT, F(text), NULL },
    { "line", FIELD_COUNT, F(place.line), NULL },
    { "column", FIELD_COUNT, F(place.column), NULL },
    { "end_line", FIELD_COUNT, F(place.end_line), NULL },
    { "end_column", FIELD_COUNT, F(place.end_column), NULL },
    { "offset", FIELD_COUNT, F(place.offset), NULL },
    { "length", FIELD_COUNT, F(place.length), NULL },
    { "value", FIELD_TEXT, F(value), NULL },
    { "unit", FIELD_TEXT, F(unit), NULL },
    { "base", FIELD_TEXT, F(base), NULL },
    { "base_unit", FIELD_TEXT, F(base_unit), NULL },
    { "kind", FIELD_TEXT, F(kind), NULL },
    { "comparator", FIELD_TEXT, F(comparator), NULL },
    { "range", FIELD_TEXT, F(range), NULL },
    { "role", FIELD_TEXT, F(role), NULL },
    { "label", FIELD_TEXT, F(label), NULL },
    { "rule_text", FIELD_BOOL, F(rule_text), NULL },
    { "term", FIELD_TEXT, offsetof(struct figure_in, term), NULL },
    { "index", FIELD_COUNT, offsetof(struct figure_in, index), NULL },
};
#undef F

static bool
figure_complete(struct record *r, const struct gj_figure *figure)
{
    const struct gj_place *p = &figure->place;

    return (figure->text && p->line > 0 && p->column > 0 &&
            p->end_column > 0 && p->end_line >= p->line) ||
           fail(r, &incomplete);
}

static bool
figure_item(struct record *r, struct json_token token, void *out)
{
    struct figure_in in = { .index = SIZE_MAX };
    bool ok = read_object(r, token, FIELDS(figure_fields), &in) &&
              figure_complete(r, &in.figure);

    *(struct gj_figure *)out = in.figure;
    return ok;
}

/* A term names a figure of the document by its index, where figures are
 * kept, so that one figure is one object; else it brings its own. */
static bool
term_item(struct record *r, struct json_token token, void *out)
{
    struct gj_term *term = out;
    struct gj_figure *own;
    struct figure_in in = { .index = SIZE_MAX };

    if (!read_object(r, token, FIELDS(figure_fields), &in))
        return false;
    if (!in.term)
        return fail(r, &incomplete);
    term->term = in.term;
    if (in.index != SIZE_MAX) {
        if (in.index >= r->results.nfigures)
            return fail(r, &bad_value);
        term->figure = &r->results.figures[in.index];
        return true;
    }
    own = figure_complete(r, &in.figure) ? take(r, sizeof(*own)) : NULL;
    if (!own)
        return false;
    *own = in.figure;
    term->figure = own;
    return true;
}

/* ---- findings and relations ---- */

#define C(member) offsetof(struct gj_candidate, member)
static const struct field candidate_fields[] = {
    { "formula", FIELD_TEXT, C(formula), NULL },
    { "computed", FIELD_TEXT, C(computed), NULL },
    { "fits", FIELD_BOOL, C(fits), NULL },
};
#undef C

static bool
candidate_item(struct record *r, struct json_token token, void *out)
{
    return read_object(r, token, FIELDS(candidate_fields), out);
}

#define C(member) offsetof(struct gj_change, member)
static const struct field change_fields[] = {
    { "figure", FIELD_COUNT, C(figure), NULL },
    { "suggest", FIELD_TEXT, C(suggest), NULL },
    { "from", FIELD_TEXT, C(from), NULL },
    { "to", FIELD_TEXT, C(to), NULL },
};
#undef C

static bool
change_item(struct record *r, struct json_token token, void *out)
{
    return read_object(r, token, FIELDS(change_fields), out);
}

struct diagnosis_in {
    struct gj_diagnosis d;
    size_t rank;
};

static bool
read_changes(struct record *r, struct json_token token, void *out)
{
    struct diagnosis_in *in = out;
    size_t n;
    const struct gj_change *changes =
        read_array(r, token, sizeof(*changes), change_item, &n);

    if (!changes)
        return false;
    if (n > sizeof(in->d.changes) / sizeof(in->d.changes[0]))
        return fail(r, &bad_value);
    memcpy(in->d.changes, changes, n * sizeof(*changes));
    in->d.nchanges = n;
    return true;
}

#define D(member) offsetof(struct diagnosis_in, d.member)
static const struct field diagnosis_fields[] = {
    { "rank", FIELD_COUNT, offsetof(struct diagnosis_in, rank), NULL },
    { "changes", FIELD_OTHER, 0, read_changes },
    { "slip", FIELD_TEXT, D(slip), NULL },
    { "cause", FIELD_TEXT, D(cause), NULL },
    { "reconciles", FIELD_COUNT, D(reconciles), NULL },
};
#undef D

static bool
diagnosis_item(struct record *r, struct json_token token, void *out)
{
    struct diagnosis_in in = { 0 };
    bool ok = read_object(r, token, FIELDS(diagnosis_fields), &in);

    in.d.rank = (unsigned)in.rank;
    *(struct gj_diagnosis *)out = in.d;
    return ok;
}

/* A finding or a relation. */
struct relation_in {
    const char *code, *severity, *verdict, *reason, *subject, *section;
    size_t group, section_line;
    struct gj_finding f;
};

static bool
read_candidates(struct record *r, struct json_token token, void *out)
{
    struct relation_in *in = out;

    in->f.candidates = read_array(r, token, sizeof(*in->f.candidates),
                                  candidate_item, &in->f.ncandidates);
    return in->f.candidates != NULL;
}

static bool
read_terms(struct record *r, struct json_token token, void *out)
{
    struct relation_in *in = out;

    in->f.terms =
        read_array(r, token, sizeof(*in->f.terms), term_item, &in->f.nterms);
    return in->f.terms != NULL;
}

static bool
read_diagnoses(struct record *r, struct json_token token, void *out)
{
    struct relation_in *in = out;

    in->f.diagnosis = read_array(r, token, sizeof(*in->f.diagnosis),
                                 diagnosis_item, &in->f.ndiagnosis);
    return in->f.diagnosis != NULL;
}

#define R(member) offsetof(struct relation_in, member)
static const struct field relation_fields[] = {
    { "rule", FIELD_TEXT, R(code), NULL },
    { "severity", FIELD_TEXT, R(severity), NULL },
    { "verdict", FIELD_TEXT, R(verdict), NULL },
    { "reason", FIELD_TEXT, R(reason), NULL },
    { "subject", FIELD_TEXT, R(subject), NULL },
    { "section", FIELD_TEXT, R(section), NULL },
    { "section_line", FIELD_COUNT, R(section_line), NULL },
    { "group", FIELD_COUNT, R(group), NULL },
    { "lead", FIELD_BOOL, R(f.lead), NULL },
    { "message", FIELD_TEXT, R(f.message), NULL },
    { "stated", FIELD_TEXT, R(f.stated), NULL },
    { "computed", FIELD_TEXT, R(f.computed), NULL },
    { "formula", FIELD_TEXT, R(f.formula), NULL },
    { "fingerprint", FIELD_TEXT, R(f.fingerprint), NULL },
    { "candidates", FIELD_OTHER, 0, read_candidates },
    { "figures", FIELD_OTHER, 0, read_terms },
    { "diagnosis", FIELD_OTHER, 0, read_diagnoses },
};
#undef R

static int
word_index(const char *word, const char *const *words, int n)
{
    for (int i = 0; word && i < n; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    return -1;
}

static bool
read_relation_in(struct record *r, struct json_token token,
                 struct relation_in *in)
{
    *in = (struct relation_in){ 0 };
    if (!read_object(r, token, FIELDS(relation_fields), in))
        return false;
    in->f.rule = in->code ? gj_rules_find(r->rules, in->code) : NULL;
    if (!in->f.rule)
        return fail(r, &unknown_rule);
    in->f.group = (unsigned)in->group;
    return in->f.nterms > 0 || fail(r, &incomplete);
}

/* A change must be of a term that is there. */
static bool
changes_fit(const struct gj_finding *f)
{
    for (size_t i = 0; i < f->ndiagnosis; i++)
        for (size_t k = 0; k < f->diagnosis[i].nchanges; k++)
            if (f->diagnosis[i].changes[k].figure >= f->nterms)
                return false;
    return true;
}

static bool
finding_item(struct record *r, struct json_token token, void *out)
{
    static const char *const words[] = { "notice", "warning", "error" };
    struct relation_in in;
    int severity;

    if (!read_relation_in(r, token, &in))
        return false;
    severity = word_index(in.severity, words, 3);
    if (severity < 0 || !in.f.message || !in.f.fingerprint)
        return fail(r, &incomplete);
    if (!changes_fit(&in.f))
        return fail(r, &bad_value);
    in.f.severity = (enum gj_severity)severity;
    *(struct gj_finding *)out = in.f;
    return true;
}

static bool
relation_item(struct record *r, struct json_token token, void *out)
{
    static const char *const words[] = { "holds", "truncated", "last-digit",
                                         "violated", "undecided" };
    struct relation_in in;
    int verdict;

    if (!read_relation_in(r, token, &in))
        return false;
    verdict = word_index(in.verdict, words, 5);
    if (verdict < 0)
        return fail(r, &incomplete);
    *(struct gj_relation *)out = (struct gj_relation){
        .rule = in.f.rule,
        .verdict = (enum gj_verdict)verdict,
        .reason = in.reason ? in.reason : "",
        .subject = in.subject ? in.subject : "",
        .section = in.section,
        .section_line = in.section ? in.section_line : 0,
        .formula = in.f.formula,
        .stated = in.f.stated,
        .computed = in.f.computed,
        .candidates = in.f.candidates,
        .ncandidates = in.f.ncandidates,
        .terms = in.f.terms,
        .nterms = in.f.nterms,
    };
    return true;
}

/* ---- notices and lines ---- */

#define N(member) offsetof(struct gj_notice, member)
static const struct field notice_fields[] = {
    { "code", FIELD_TEXT, N(code), NULL },
    { "message", FIELD_TEXT, N(message), NULL },
    { "line", FIELD_COUNT, N(place.line), NULL },
    { "column", FIELD_COUNT, N(place.column), NULL },
};
#undef N

static bool
notice_item(struct record *r, struct json_token token, void *out)
{
    struct gj_notice *notice = out;

    if (!read_object(r, token, FIELDS(notice_fields), notice))
        return false;
    if (!notice->code || !notice->message)
        return fail(r, &incomplete);
    /* a code is a word of ours, and printed as it is */
    if (notice->code[strspn(notice->code, "abcdefghijklmnopqrstuvwxyz-")])
        return fail(r, &bad_value);
    notice->place.end_line = notice->place.line;
    notice->place.end_column = notice->place.column;
    if (strcmp(notice->code, "no-text") == 0)
        r->head.no_text = true;
    return true;
}

static bool
read_line_text(struct record *r, struct json_token token, void *out)
{
    struct gj_line *line = out;

    return read_text(r, token, &line->text, &line->len);
}

static const struct field line_fields[] = {
    { "line", FIELD_COUNT, offsetof(struct gj_line, number), NULL },
    { "text", FIELD_OTHER, 0, read_line_text },
};

static bool
line_item(struct record *r, struct json_token token, void *out)
{
    const struct gj_line *line = out;

    return read_object(r, token, FIELDS(line_fields), out) &&
           ((line->text && line->number > 0) || fail(r, &incomplete));
}

/* ---- the whole ---- */

#define E(member) offsetof(struct gj_document, member)
static const struct field coverage_fields[] = {
    { "figures", FIELD_COUNT, E(coverage.figures), NULL },
    { "bound", FIELD_COUNT, E(coverage.bound), NULL },
    { "checked", FIELD_COUNT, E(coverage.checked), NULL },
    { "relations", FIELD_COUNT, E(coverage.relations), NULL },
    { "holding", FIELD_COUNT, E(coverage.holding), NULL },
    { "violated", FIELD_COUNT, E(coverage.violated), NULL },
    { "undecided", FIELD_COUNT, E(coverage.undecided), NULL },
};
static const struct field count_fields[] = {
    { "error", FIELD_COUNT, E(errors), NULL },
    { "warning", FIELD_COUNT, E(warnings), NULL },
    { "notice", FIELD_COUNT, E(notices), NULL },
};
static const struct field title_fields[] = {
    { "title", FIELD_TEXT, E(title), NULL },
    { "unit", FIELD_TEXT, E(unit), NULL },
    { "year", FIELD_TEXT, E(year), NULL },
    { "form", FIELD_TEXT, E(form), NULL },
    { "form_why", FIELD_TEXT, E(form_why), NULL },
};
#undef E
static const struct field source_fields[] = {
    { "sha256", FIELD_TEXT, offsetof(struct record_head, sha256), NULL },
    { "encoding", FIELD_TEXT, offsetof(struct record_head, encoding), NULL },
};
static const struct field rules_fields[] = {
    { "gouji", FIELD_TEXT, offsetof(struct record_head, version), NULL },
    { "sha256", FIELD_TEXT, offsetof(struct record_head, rules), NULL },
};
static const struct field error_fields[] = {
    { "message", FIELD_TEXT, offsetof(struct record_head, error), NULL },
};

/* The members of a record.  Terms point into figures, so these are read
 * first whatever the order of members is. */
enum part {
    PART_ID,
    PART_ERROR,
    PART_COVERAGE,
    PART_COUNTS,
    PART_DOCUMENT,
    PART_RULES,
    PART_NOTICES,
    PART_LINES,
    PART_FIGURES,
    PART_FINDINGS,
    PART_RELATIONS,
    PARTS
};
static const char *const part_names[PARTS] = {
    "id",      "error", "coverage", "counts",   "document",  "rules",
    "notices", "lines", "figures",  "findings", "relations",
};

static bool
read_id(struct record *r, struct json_token token)
{
    size_t len;
    char *text;

    if (json_is_string(token))
        return read_text(r, token, &r->head.id, &len);
    text = take(r, token.len + 1);
    if (!text)
        return false;
    memcpy(text, token.ptr, token.len);
    r->head.id = text;
    return true;
}

static bool
read_facts(struct record *r, const struct json_token *parts)
{
    struct gj_document *doc = &r->results.document;

    return read_object(r, parts[PART_COVERAGE], FIELDS(coverage_fields),
                       doc) &&
           read_object(r, parts[PART_COUNTS], FIELDS(count_fields), doc) &&
           read_object(r, parts[PART_DOCUMENT], FIELDS(title_fields), doc) &&
           read_object(r, parts[PART_DOCUMENT], FIELDS(source_fields),
                       &r->head) &&
           read_object(r, parts[PART_RULES], FIELDS(rules_fields), &r->head);
}

static bool
read_results(struct record *r, const struct json_token *parts)
{
    struct gj_results *all = &r->results;

    r->head.whole = parts[PART_FIGURES].ptr && parts[PART_RELATIONS].ptr;
    if (r->head.whole)
        all->figures =
            read_array(r, parts[PART_FIGURES], sizeof(*all->figures),
                       figure_item, &all->nfigures);
    all->notices = read_array(r, parts[PART_NOTICES], sizeof(*all->notices),
                              notice_item, &all->nnotices);
    all->lines = read_array(r, parts[PART_LINES], sizeof(*all->lines),
                            line_item, &all->nlines);
    if (r->problem)
        return false;
    for (size_t i = 1; i < all->nlines; i++)
        if (all->lines[i - 1].number >= all->lines[i].number)
            return fail(r, &bad_value);
    all->findings = read_array(r, parts[PART_FINDINGS], sizeof(*all->findings),
                               finding_item, &all->nfindings);
    if (r->head.whole && !r->problem)
        all->relations =
            read_array(r, parts[PART_RELATIONS], sizeof(*all->relations),
                       relation_item, &all->nrelations);
    return !r->problem;
}

static bool
read_parts(struct record *r, const struct json_token *parts)
{
    if (parts[PART_ID].ptr && !read_id(r, parts[PART_ID]))
        return false;
    if (parts[PART_ERROR].ptr)
        return read_object(r, parts[PART_ERROR], FIELDS(error_fields),
                           &r->head) &&
               (r->head.error || fail(r, &incomplete));
    for (int i = PART_COVERAGE; i <= PART_FINDINGS; i++)
        if (!parts[i].ptr && i != PART_FIGURES)
            return fail(r, &incomplete);
    return read_facts(r, parts) && (!r->rules || read_results(r, parts));
}

struct record *
record_read(const char *bytes, size_t len, const struct gj_rules *rules,
            const struct problem **problem)
{
    struct record *r = calloc(1, sizeof(*r));
    struct json_token parts[PARTS] = { { 0 } }, key, value;
    struct json j = json_of(bytes, len);

    *problem = &no_memory;
    if (!r)
        return NULL;
    r->rules = rules;
    if (json_enter(&j, '{'))
        while (json_member(&j, &key, &value))
            for (int i = 0; i < PARTS; i++)
                if (named(key, part_names[i]))
                    parts[i] = value;
    if (!json_finish(&j))
        fail(r, j.error);
    else if (input_utf8_check(bytes, len) < len)
        fail(r, &not_utf8);
    else if (read_parts(r, parts))
        return r;
    *problem = r->problem;
    record_free(r);
    return NULL;
}

const struct record_head *
record_head(const struct record *record)
{
    return &record->head;
}

const struct gj_results *
record_results(const struct record *record)
{
    return &record->results;
}

void
record_free(struct record *record)
{
    while (record && record->blocks) {
        struct block *next = record->blocks->next;

        free(record->blocks);
        record->blocks = next;
    }
    free(record);
}
