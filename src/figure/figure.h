/* SPDX-License-Identifier: MIT */
/*
 * Figures: every number of the flow, read once.
 *
 * Floor 3.
 *
 * A figure is the printed string, its exact decimal, printed precision, sign,
 * unit (printed beside it or inherited from cell, column or page note),
 * comparator and range end, and a KIND.  Kinds that are not quantities (dates,
 * list marks, document numbers, phone numbers, codes) are figures too, so that
 * nobody takes them for one.
 *
 * What belongs to the span of a figure: sign, comparator words on both sides,
 * brackets of a negative amount, currency sign, digits, unit.  Of a year the
 * character after it, unless that begins a word of list "year_words" (then
 * the number alone); never the words behind a year or month.  Of a list mark,
 * an ordinal or a label number the digits alone.
 */
#ifndef GJ_FIGURE_FIGURE_H
#define GJ_FIGURE_FIGURE_H

#include "base/arena.h"
#include "base/dec.h"
#include "base/err.h"
#include "base/str.h"
#include "layout/layout.h"

enum figure_kind {
    FIGURE_MONEY,
    FIGURE_PERCENT,
    FIGURE_POINTS, /* 百分点 */
    FIGURE_PERMILLE,
    FIGURE_SCORE,   /* 分 as score */
    FIGURE_RATIO,   /* 倍, 成, fractions */
    FIGURE_COUNT,   /* 个, 项, 人次 ... */
    FIGURE_MEASURE, /* ㎡, 公里, 天, 小时, 分钟, 元/亩 ... */
    FIGURE_DATE,    /* 2023年, 3月28日, 2023-03-28 */
    FIGURE_ORDINAL, /* list marks, 第3, 指标5, page and row numbers */
    FIGURE_CODE,    /* document numbers, phones, project codes, addresses */
    FIGURE_PLAIN,   /* a bare number: its column or a rule decides */
    FIGURE_KINDS
};

enum comparator {
    CMP_NONE,
    CMP_EQ,
    CMP_LT,
    CMP_LE,
    CMP_GT,
    CMP_GE,
    CMP_APPROX,
};

enum range_end { RANGE_NONE, RANGE_FROM, RANGE_TO };

/* One unit of rules/units.json. */
struct unit {
    struct str name; /* as printed: "万元" */
    enum figure_kind kind;
    struct str base; /* "元"; empty if the unit does not scale */
    int8_t power;    /* 1 unit = 10^power base units */
};

struct figure {
    uint32_t begin, end; /* flow bytes: comparator, digits, unit, suffix */
    uint32_t digits_begin, digits_end; /* flow bytes of the number alone */
    uint32_t src_from, src_to;         /* code points of the source */
    enum figure_kind kind;
    struct dec value;    /* sign included; percent: 98.5% is 98.5; of a date
                           * its first number: 2023 for 2023-03-28 */
    struct dec fraction; /* denominator of a fraction "2/3"; coef 0: none */
    bool has_value;      /* false: too long, two points, placeholder ** */
    const struct unit *unit; /* printed or inherited; NULL: none */
    bool unit_inherited;
    bool approximate; /* 约 近 左右 余 多, or masked: no last digit */
    enum comparator comparator;
    enum range_end range;
    bool rule_text;       /* inside a scoring rule: 扣0.5分, 60%(含)-80%,
                           * 达到60%以下不得分 */
    bool suspicious;      /* damaged: two points, doubled text, OCR letters */
    uint32_t block, cell; /* cell is LAYOUT_NONE in prose */
};

/* Words and units that the scanner must know, filled from rules/. */
struct figure_lexicon {
    const struct unit *units; /* longest name first */
    size_t nunits;
    /* Named word lists: before/after a number; see rules/words/figure.json
     * for the names and what each is for. */
    const struct figure_words {
        const char *name;
        const struct str *words; /* longest first */
        size_t nwords;
    } * lists;
    size_t nlists;
    const struct lex *index; /* of lexicon_index() */
};

/* Index the lists and units for the scanner, in that arena, once for all
 * documents; false when out of memory. */
bool lexicon_index(struct arena *arena, struct figure_lexicon *lexicon);

struct figures {
    struct figure *items; /* by begin */
    size_t n;
    /* The flow in which every figure is one private-use character,
     * U+E000 + kind (three bytes), so that patterns never spell a number. */
    const char *tokens;
    size_t tokens_len;
    const uint32_t *token_off; /* [n]: byte offset of each figure's token */
    const uint32_t *flow_of;   /* [tokens_len + 1]: flow byte */
};

enum gj_status figures_scan(struct arena *arena, const struct layout *layout,
                            const struct figure_lexicon *lexicon,
                            struct figures *out, struct gj_error *err);

/* The money unit that a note announces in flow[from, to): after a word of list
 * "unit_note", or alone in brackets; or that a column head ends with.  NULL if
 * there is none. */
const struct unit *figure_unit_note(const struct layout *layout, uint32_t from,
                                    uint32_t to,
                                    const struct figure_lexicon *lexicon);
/* Give a bare number, or one like 20230328, the unit of its column; no effect
 * on other figures. */
void figure_inherit(struct figure *figure, const struct unit *unit);

/* Index of the figure whose token starts at token byte off, or UINT32_MAX. */
uint32_t figures_at_token(const struct figures *figures, uint32_t off);
/* Index of the first figure with begin >= flow byte off (n if none). */
uint32_t figures_from(const struct figures *figures, uint32_t off);
/* Token byte that stands for flow byte off. */
uint32_t figures_token_of(const struct figures *figures, uint32_t off);

/* "money", "percent" ...: the names that JSON has. */
const char *figure_kind_name(enum figure_kind kind);
const char *comparator_name(enum comparator cmp); /* "≤"; NULL for none */

/* value * 10^unit power, in the base unit; false on overflow. */
bool figure_base(const struct figure *figure, struct dec *out);
/* The last printed digit in the base unit, as a power of ten (1.5万元 -> 3;
 * 98.02% -> -2). */
int figure_precision(const struct figure *figure);

#endif
