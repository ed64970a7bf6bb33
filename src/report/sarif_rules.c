/* SPDX-License-Identifier: MIT */
/* Rules as SARIF has them: descriptions, and help as text and as Markdown. */
#include <string.h>

#include "report/sarif.h"

#define DESCRIPTION 1000 /* code scanning takes 1024 characters */
#define EXAMPLES    2    /* of each kind, in the help */
#define EXAMPLE     1200 /* bytes of one */

const char *
sarif_level(enum gj_severity severity)
{
    return severity == GJ_NOTICE ? "note" : severity_id(severity);
}

const char *
sarif_filled(const char *text, const char *otherwise)
{
    return text != NULL && text[0] != '\0' ? text : otherwise;
}

void
sarif_text(struct emit *e, const char *key, const char *text)
{
    emit_open(e, key, '{', false);
    emit_string(e, "text", text);
    emit_close(e);
}

/* The same, cut where it is too long. */
static void
emit_description(struct emit *e, const char *key, const char *text)
{
    size_t len = strlen(text), end = 0;

    for (size_t n = 0; end < len && n < DESCRIPTION; n++)
        (void)glyph_next(text, len, &end);
    emit_open(e, key, '{', false);
    emit_text_begin(e, "text");
    emit_text_bytes(e, text, end);
    emit_text_part(e, end < len ? "…" : NULL);
    emit_text_end(e);
    emit_close(e);
}

static void
help_text(struct emit *e, const struct gj_rule *rule, enum gj_lang lang)
{
    emit_text_begin(e, "text");
    emit_text_part(e, sarif_filled(rule->why[lang == GJ_EN], rule->id));
    if (sarif_filled(rule->formula[lang == GJ_EN], NULL) != NULL) {
        emit_text_part(e, "\n");
        emit_text_part(e, word(lang, W_FORMULA));
        emit_text_part(e, ": ");
        emit_text_part(e, rule->formula[lang == GJ_EN]);
    }
    emit_text_part(e, "\ngouji explain ");
    emit_text_part(e, rule->code);
    emit_text_end(e);
}

/* Characters that Markdown would act on. */
static void
markdown_part(struct emit *e, const char *text)
{
    emit_text_escaped(e, text, "\\`*_{}[]<>#|");
}

static void
markdown_item(struct emit *e, enum gj_lang lang, enum word w, const char *text)
{
    if (sarif_filled(text, NULL) == NULL)
        return;
    emit_text_part(e, "- **");
    emit_text_part(e, word(lang, w));
    emit_text_part(e, "** ");
    markdown_part(e, text);
    emit_text_part(e, "\n");
}

static void
markdown_examples(struct emit *e, enum gj_lang lang, enum word w,
                  const char *const *examples, size_t n)
{
    for (size_t i = 0, shown = 0; i < n && shown < EXAMPLES; i++) {
        if (strlen(examples[i]) > EXAMPLE || strstr(examples[i], "```"))
            continue;
        if (shown++ == 0) {
            emit_text_part(e, "\n**");
            emit_text_part(e, word(lang, w));
            emit_text_part(e, "**\n");
        }
        emit_text_part(e, "\n```text\n");
        emit_text_part(e, examples[i]);
        emit_text_part(e, "\n```\n");
    }
}

static void
help_markdown(struct emit *e, const struct gj_rule *rule, enum gj_lang lang)
{
    emit_text_begin(e, "markdown");
    emit_text_part(e, "### ");
    emit_text_part(e, rule->code);
    emit_text_part(e, " ");
    markdown_part(e, sarif_filled(rule->title[lang == GJ_EN], rule->id));
    emit_text_part(e, "\n\n");
    markdown_part(e, rule->why[lang == GJ_EN]);
    emit_text_part(e, "\n\n");
    markdown_item(e, lang, W_FORMULA, rule->formula[lang == GJ_EN]);
    markdown_item(e, lang, W_TOLERANCE, rule->tolerance[lang == GJ_EN]);
    markdown_item(e, lang, W_SOURCE_OF_RULE, rule->source);
    markdown_examples(e, lang, W_BAD_EXAMPLE, rule->bad, rule->nbad);
    markdown_examples(e, lang, W_GOOD_EXAMPLE, rule->good, rule->ngood);
    emit_text_end(e);
}

void
sarif_rule(struct emit *e, const struct gj_rule *rule, enum gj_lang lang)
{
    const char *title = sarif_filled(rule->title[lang == GJ_EN], rule->id);

    emit_open(e, NULL, '{', true);
    emit_string(e, "id", rule->code);
    emit_string(e, "name", rule->id);
    emit_description(e, "shortDescription", title);
    emit_description(e, "fullDescription",
                     sarif_filled(rule->why[lang == GJ_EN], title));
    emit_open(e, "help", '{', false);
    help_text(e, rule, lang);
    help_markdown(e, rule, lang);
    emit_close(e);
    emit_open(e, "defaultConfiguration", '{', false);
    emit_string(e, "level", sarif_level(rule->severity));
    emit_close(e);
    emit_open(e, "properties", '{', false);
    emit_open(e, "tags", '[', false);
    emit_string(e, NULL, "consistency");
    emit_string(e, NULL, rule->kind);
    emit_close(e);
    emit_string(e, "precision", "high");
    emit_string(e, "problem.severity",
                rule->severity == GJ_NOTICE ? "recommendation"
                                            : severity_id(rule->severity));
    emit_close(e);
    emit_close(e);
}
