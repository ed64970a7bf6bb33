/* SPDX-License-Identifier: MIT */
#include "cli/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/profile.h"

/* Documents in one transaction. */
#define BATCH 64

enum statement {
    DOCUMENT_FIND,
    DOCUMENT_PUT,
    FIGURE_PUT,
    RELATION_PUT,
    TERM_PUT,
    FINDING_PUT,
    NOTICE_PUT,
    FIRST_DELETE,
    LAST_DELETE = FIRST_DELETE + 5,
    STATEMENTS
};

/* clang-format off */
static const char *const sql[STATEMENTS] = {
    [DOCUMENT_FIND] = "SELECT id, state FROM documents WHERE path = ?",
    [DOCUMENT_PUT] = "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [FIGURE_PUT] = "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [RELATION_PUT] = "INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [TERM_PUT] = "INSERT INTO terms VALUES (?, ?, ?, ?, ?)",
    [FINDING_PUT] = "INSERT INTO findings VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [NOTICE_PUT] = "INSERT INTO notices VALUES (?, ?, ?, ?, ?)",
    [FIRST_DELETE] = "DELETE FROM terms WHERE relation IN (SELECT id FROM relations WHERE document = ?)",
    "DELETE FROM relations WHERE document = ?",
    "DELETE FROM findings WHERE document = ?",
    "DELETE FROM notices WHERE document = ?",
    "DELETE FROM figures WHERE document = ?",
    [LAST_DELETE] = "DELETE FROM documents WHERE id = ?",
};
/* clang-format on */

struct db {
    const struct settings *settings;
    struct store *store;
    struct query *queries[STATEMENTS];
    size_t document, figure, relation; /* ids that were given last */
    size_t pending;
};

struct db *
db_new(const struct settings *s, struct store *store)
{
    struct db *db = calloc(1, sizeof(*db));

    if (!db)
        return NULL;
    db->settings = s;
    db->store = store;
    for (int i = 0; i < STATEMENTS; i++)
        db->queries[i] = query_new(store, sql[i]);
    db->document = store_number(store, "SELECT max(id) FROM documents");
    db->figure = store_number(store, "SELECT max(id) FROM figures");
    db->relation = store_number(store, "SELECT max(id) FROM relations");
    return db;
}

void
db_free(struct db *db)
{
    if (!db)
        return;
    for (int i = 0; i < STATEMENTS; i++)
        query_free(db->queries[i]);
    free(db);
}

/* ---- binding, from left to right ---- */

struct row {
    struct query *q;
    int i;
};

static void
put_text(struct row *row, const char *text)
{
    query_text(row->q, ++row->i, text);
}

static void
put_count(struct row *row, size_t n)
{
    query_count(row->q, ++row->i, n);
}

static void
put_place(struct row *row, const struct gj_place *place)
{
    put_count(row, place->line);
    put_count(row, place->column);
}

/* ---- rows ---- */

static void
write_figure(struct db *db, const struct gj_figure *f)
{
    struct row row = { db->queries[FIGURE_PUT], 0 };

    put_count(&row, ++db->figure);
    put_count(&row, db->document);
    put_place(&row, &f->place);
    put_count(&row, f->place.end_line);
    put_count(&row, f->place.end_column);
    put_count(&row, f->place.offset);
    put_count(&row, f->place.length);
    put_text(&row, f->text);
    put_text(&row, f->value);
    put_text(&row, f->unit);
    put_text(&row, f->base);
    put_text(&row, f->base_unit);
    put_text(&row, f->kind);
    put_text(&row, f->comparator);
    put_text(&row, f->range);
    put_text(&row, f->role);
    put_text(&row, f->label);
    put_count(&row, f->rule_text);
    query_done(row.q);
}

/* The figures of the document, and the id of the first. */
struct figures {
    const struct gj_figure *items;
    size_t n, first;
};

static void
write_term(struct db *db, const struct gj_term *term, size_t place,
           const struct figures *figures)
{
    struct row row = { db->queries[TERM_PUT], 0 };
    const struct gj_figure *f = term->figure;

    put_count(&row, db->relation);
    put_count(&row, place);
    put_text(&row, term->term);
    if (figures->n && f >= figures->items && f < figures->items + figures->n)
        put_count(&row, figures->first + (size_t)(f - figures->items));
    else
        put_text(&row, NULL);
    put_text(&row, f->text);
    query_done(row.q);
}

static void
write_relation(struct db *db, const struct gj_relation *r,
               const struct figures *figures)
{
    static const char *const verdicts[] = { "holds", "truncated", "last-digit",
                                            "violated", "undecided" };
    struct row row = { db->queries[RELATION_PUT], 0 };

    put_count(&row, ++db->relation);
    put_count(&row, db->document);
    put_text(&row, r->rule->code);
    put_text(&row, r->rule->id);
    put_text(&row, verdicts[r->verdict]);
    put_text(&row, r->reason && *r->reason ? r->reason : NULL);
    put_text(&row, r->subject && *r->subject ? r->subject : NULL);
    put_text(&row, r->formula);
    put_text(&row, r->stated);
    put_text(&row, r->computed);
    query_done(row.q);
    for (size_t i = 0; i < r->nterms; i++)
        write_term(db, &r->terms[i], i, figures);
}

static void
write_finding(struct db *db, const struct gj_finding *f,
              const char *suppressed, const char *baseline)
{
    static const char *const severities[] = { "notice", "warning", "error" };
    const struct gj_diagnosis *d = f->ndiagnosis ? f->diagnosis : NULL;
    const struct gj_figure *about = f->nterms ? f->terms[0].figure : NULL;
    struct row row = { db->queries[FINDING_PUT], 0 };

    put_count(&row, db->document);
    put_text(&row, f->rule->code);
    put_text(&row, f->rule->id);
    put_text(&row, severities[f->severity]);
    put_count(&row, f->group);
    put_count(&row, f->lead);
    put_text(&row, f->message);
    put_text(&row, f->stated);
    put_text(&row, f->computed);
    put_text(&row, f->formula);
    put_count(&row, about ? about->place.line : 0);
    put_count(&row, about ? about->place.column : 0);
    put_text(&row, about ? about->text : NULL);
    put_text(&row, d && d->nchanges ? d->changes[0].suggest : NULL);
    put_text(&row, d ? d->slip : NULL);
    put_text(&row, f->fingerprint);
    put_text(&row, suppressed);
    put_text(&row, baseline);
    query_done(row.q);
}

static void
write_document(struct db *db, const struct document *doc,
               const struct gj_audit *audit, enum gj_lang lang,
               const char *state)
{
    static const struct gj_document nothing;
    const struct gj_document *d = audit ? gj_audit_document(audit) : &nothing;
    const struct gj_coverage *c = &d->coverage;
    struct row row = { db->queries[DOCUMENT_PUT], 0 };

    put_count(&row, ++db->document);
    put_text(&row, doc->path);
    put_text(&row, state);
    put_text(&row, *doc->sha256 ? doc->sha256 : NULL);
    put_count(&row, doc->size);
    put_text(&row, doc->encoding);
    put_text(&row, d->title);
    put_text(&row, d->unit);
    put_text(&row, d->year);
    put_text(&row, d->form);
    put_text(&row, doc->failed ? doc->error[lang].message : NULL);
    put_count(&row, c->figures);
    put_count(&row, c->bound);
    put_count(&row, c->checked);
    put_count(&row, c->relations);
    put_count(&row, c->holding);
    put_count(&row, c->violated);
    put_count(&row, c->undecided);
    query_done(row.q);
}

static void
write_results(struct db *db, const struct gj_audit *audit,
              const struct marks *marks)
{
    size_t n;
    struct figures figures = { .first = db->figure + 1 };
    const struct gj_relation *relations;
    const struct gj_finding *findings;
    const struct gj_notice *notices;

    figures.items = gj_audit_figures(audit, &figures.n);
    for (size_t i = 0; i < figures.n; i++)
        write_figure(db, &figures.items[i]);
    relations = gj_audit_relations(audit, &n);
    for (size_t i = 0; i < n; i++)
        write_relation(db, &relations[i], &figures);
    findings = gj_audit_findings(audit, &n);
    for (size_t i = 0; i < n; i++)
        write_finding(db, &findings[i],
                      marks->suppressed ? marks->suppressed[i] : NULL,
                      marks->baseline ? marks->baseline[i] : NULL);
    notices = gj_audit_notices(audit, &n);
    for (size_t i = 0; i < n; i++) {
        struct row row = { db->queries[NOTICE_PUT], 0 };

        put_count(&row, db->document);
        put_text(&row, notices[i].code);
        put_text(&row, notices[i].message);
        put_place(&row, &notices[i].place);
        query_done(row.q);
    }
}

/* ---- what has changed ---- */

/* One digest of two. */
static void
chain(char state[65], const char *text)
{
    char both[65 + 256];
    int n =
        snprintf(both, sizeof(both), "%s %.250s", state, text ? text : "-");

    input_sha256(both, (size_t)n, state);
}

static void
state_of(const struct document *doc, const struct gj_audit *audit,
         enum gj_lang lang, const struct marks *marks, char state[65])
{
    size_t n = 0;

    if (audit)
        (void)gj_audit_findings(audit, &n);
    input_sha256(doc->profile->key, strlen(doc->profile->key), state);
    chain(state, doc->sha256);
    chain(state, lang == GJ_EN ? "en" : "zh");
    chain(state, doc->failed ? doc->error[lang].message : NULL);
    for (size_t i = 0; i < n; i++) {
        chain(state, marks->suppressed ? marks->suppressed[i] : NULL);
        chain(state, marks->baseline ? marks->baseline[i] : NULL);
    }
}

/* Take out what is there of this path; false: it is the same. */
static bool
make_room(struct db *db, const char *path, const char *state)
{
    struct query *find = db->queries[DOCUMENT_FIND];
    size_t id = 0, len;
    bool same = false;

    query_text(find, 1, path);
    if (query_step(find)) {
        const char *old = query_column(find, 1, &len);

        id = query_number(find, 0);
        same = old && len == 64 && memcmp(old, state, 64) == 0;
    }
    query_done(find);
    for (int i = FIRST_DELETE; id && !same && i <= LAST_DELETE; i++) {
        query_count(db->queries[i], 1, id);
        query_done(db->queries[i]);
    }
    return !same;
}

void
db_put(struct db *db, const struct document *doc, enum gj_lang lang,
       const struct marks *marks)
{
    const struct gj_audit *audit = doc->audit[lang];
    char state[65];

    state_of(doc, audit, lang, marks, state);
    store_lock(db->store);
    store_begin(db->store);
    if (make_room(db, doc->path, state)) {
        write_document(db, doc, audit, lang, state);
        if (audit)
            write_results(db, audit, marks);
    }
    if (++db->pending == BATCH) {
        db->pending = 0;
        store_commit(db->store);
    }
    store_unlock(db->store);
}

bool
db_end(struct db *db)
{
    const char *trouble;

    if (!db)
        return true;
    store_lock(db->store);
    store_commit(db->store);
    trouble = store_trouble(db->store);
    store_unlock(db->store);
    if (trouble)
        complain(
            SAY(db->settings->lang, "无法写入 %s：%s", "cannot write %s: %s"),
            db->settings->db, trouble);
    return !trouble;
}
