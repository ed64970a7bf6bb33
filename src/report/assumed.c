/* SPDX-License-Identifier: MIT */
/* What falls silent if a figure were another, for people and as JSON. */
#include "report/words.h"

static void
put_told(struct sink *sink, enum gj_lang lang, enum word head,
         const struct gj_told *told, size_t n)
{
    sink_puts(sink, "    ");
    SAY(sink, lang, head, NUM(n));
    sink_puts(sink, "\n");
    for (size_t i = 0; i < n; i++) {
        sink_printf(sink, "      %zu:%zu %s %s ", told[i].place.line,
                    told[i].place.column,
                    word(lang, severity_word(told[i].severity)),
                    told[i].rule->code);
        (void)text_show(sink, told[i].message);
        sink_puts(sink, "\n");
    }
}

void
put_assumed(struct sink *sink, enum gj_lang lang,
            const struct gj_document *doc)
{
    for (size_t i = 0; i < doc->nassumed; i++) {
        const struct gj_figure *f = doc->assumed[i].figure;

        sink_puts(sink, "  ");
        SAY(sink, lang, W_ASSUMED, STR(f->text), NUM(f->place.line),
            STR(doc->assumed[i].value));
        sink_puts(sink, "\n");
    }
    if (doc->nassumed == 0)
        return;
    put_told(sink, lang, W_SILENCED, doc->silenced, doc->nsilenced);
    put_told(sink, lang, W_RAISED, doc->raised, doc->nraised);
}

static void
emit_told(struct emit *e, const char *key, const struct gj_told *told,
          size_t n)
{
    emit_open(e, key, '[', true);
    for (size_t i = 0; i < n; i++) {
        emit_open(e, NULL, '{', false);
        emit_string(e, "rule", told[i].rule->code);
        emit_string(e, "id", told[i].rule->id);
        emit_string(e, "severity", severity_id(told[i].severity));
        emit_string(e, "message", told[i].message);
        emit_count(e, "line", told[i].place.line);
        emit_count(e, "column", told[i].place.column);
        emit_string(e, "fingerprint", told[i].fingerprint);
        emit_close(e);
    }
    emit_close(e);
}

void
emit_assumed(struct emit *e, const struct gj_document *doc)
{
    if (doc->nassumed == 0)
        return;
    emit_open(e, "assumed", '{', true);
    emit_open(e, "changes", '[', true);
    for (size_t i = 0; i < doc->nassumed; i++) {
        const struct gj_figure *f = doc->assumed[i].figure;

        emit_open(e, NULL, '{', false);
        emit_string(e, "text", f->text);
        emit_count(e, "line", f->place.line);
        emit_count(e, "column", f->place.column);
        emit_string(e, "value", doc->assumed[i].value);
        emit_close(e);
    }
    emit_close(e);
    emit_told(e, "silenced", doc->silenced, doc->nsilenced);
    emit_told(e, "raised", doc->raised, doc->nraised);
    emit_close(e);
}
