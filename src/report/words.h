/* SPDX-License-Identifier: MIT */
/*
 * Every sentence that reporters write, in Chinese and English.
 *
 * Floor 10, private to this folder.  {0} {1} ... stand for arguments, so that
 * each language has its own order of words.
 */
#ifndef GJ_REPORT_WORDS_H
#define GJ_REPORT_WORDS_H

#include "report/report_int.h"

/* clang-format off */
enum word {
    W_ERROR, W_WARNING, W_NOTICE, W_REMARK,
    W_HOLDS, W_TRUNCATED, W_LAST_DIGIT, W_VIOLATED, W_UNDECIDED,
    W_TITLE, W_DOCUMENT, W_STANDS, W_AGAINST, W_BLANK, W_STATED_ONLY,
    W_FORMULA, W_READINGS,
    W_FITS, W_FITS_NOT, W_SUSPECT, W_CHANGE, W_BOTH, W_RECONCILES, W_RULE,
    W_EXPLAIN, W_CONSEQUENCE, W_MORE_PLACES, W_MORE_FIGURES,
    W_COUNTS, W_KNOWN, W_COVERAGE, W_RELATIONS, W_LOW, W_LOW_CLEAN,
    W_NOTHING_CHECKED, W_CLEAN, W_MORE_REMARKS, W_AT_LINE,
    W_TOTAL, W_TOTAL_FAILED, W_NO_FIGURES, W_FIGURES_FOUND, W_RULE_TEXT,
    W_FORM, W_LEDGER, W_UNBOUND, W_UNREAD, W_NONE, W_REASON, W_PLACES,
    W_FAILED, W_SUPPRESSED, W_BASELINE, W_UNIT, W_YEAR, W_SUGGESTION,
    W_DISCLAIMER, W_FINDINGS, W_SUMMARY,
    W_COL_PATH, W_COL_LINE, W_COL_COLUMN, W_COL_SEVERITY, W_COL_RULE,
    W_COL_ID, W_COL_GROUP, W_COL_LEAD, W_COL_MESSAGE, W_COL_STATED,
    W_COL_COMPUTED, W_COL_FORMULA, W_COL_READINGS, W_COL_TEXT,
    W_COL_SUSPECT, W_COL_SUGGEST, W_COL_CAUSE, W_COL_STATUS,
    W_COL_FINGERPRINT, W_COL_VALUE, W_COL_UNIT, W_COL_BASE,
    W_COL_BASE_UNIT, W_COL_KIND, W_COL_COMPARATOR, W_COL_RANGE, W_COL_ROLE,
    W_COL_LABEL, W_COL_VERDICT, W_COL_REASON, W_COL_PLACES, W_COL_SECTION, W_COL_ENCODING,
    W_COL_FORM, W_COL_FIGURES, W_COL_BOUND, W_COL_CHECKED, W_COL_RELATIONS,
    W_COL_HOLDING, W_COL_VIOLATED, W_COL_UNDECIDED, W_COL_REVIEW,
    W_COL_REVIEW_REASON, W_COL_REVIEW_WHO, W_COL_REVIEW_DATE,
    W_COL_REVIEW_EXPIRES, W_COL_SUSPECT_LINE, W_COL_SLIP,
    W_ISSUER, W_SHA256, W_KNOWN_SHORT, W_COL_SHARE, W_SUSPECTS, W_RULES,
    W_OVERVIEW, W_SOURCE, W_FINDING_N, W_LEDGER_N, W_STATE_SOFT,
    W_STATE_UNCHECKED, W_STATE_UNBOUND, W_ASSUMED, W_SILENCED, W_RAISED, W_STATE_OTHER, W_MORE_RELATIONS,
    W_BY_SEVERITY, W_BY_RULE, W_WORST, W_ALL_DOCUMENTS, W_FILTER, W_ANY_RULE,
    W_DOCUMENTS, W_FLAWED, W_COL_AGAINST, W_COL_GROUP_NO,
    W_TOLERANCE, W_SOURCE_OF_RULE, W_BAD_EXAMPLE, W_GOOD_EXAMPLE, W_SRCROOT,
    W_RECOMPUTATION, W_FIX_CAVEAT, W_SARIF_FULL, W_COVERAGE_SHEET,
    W_COUNT
};
/* clang-format on */

const char *word(enum gj_lang lang, enum word id);

/* A text where s is not NULL, a number otherwise. */
struct word_arg {
    const char *s;
    size_t n;
};

/* Writes a word with its arguments, through show (text_show, markup_text). */
typedef void word_show(struct sink *sink, const char *text);
void say_args(struct sink *sink, word_show *show, const char *text,
              const struct word_arg *args, size_t nargs);
void word_plain(struct sink *sink, const char *text);

/* clang-format off */
#define STR(text) { .s = (text) }
#define NUM(number) { .s = NULL, .n = (number) }
#define SAY(sink, lang, id, ...) SAY_WITH(sink, word_plain, lang, id, __VA_ARGS__)
#define SAY_WITH(sink, show, lang, id, ...)                                   \
    say_args(sink, show, word(lang, id), (struct word_arg[]){ __VA_ARGS__ },  \
             sizeof((struct word_arg[]){ __VA_ARGS__ }) /                     \
                 sizeof(struct word_arg))
/* clang-format on */

enum word severity_word(enum gj_severity severity);
enum word verdict_word(enum gj_verdict verdict);
/* "stated, recomputed" or, where a rule computes nothing, "stated, against" */
enum word stands_word(const struct gj_rule *rule);
/* The name of a figure kind; the id itself if it is unknown. */
const char *kind_word(enum gj_lang lang, const char *kind);
/* The name of a slip; the id itself if it is unknown, NULL for NULL. */
/* The same for people: lines behind the summary of a document (assumed.c). */
void put_assumed(struct sink *sink, enum gj_lang lang,
                 const struct gj_document *doc);
const char *slip_word(enum gj_lang lang, const char *slip);

#endif
