/* SPDX-License-Identifier: MIT */
/*
 * Figures: every row of tests/tables/figures.tsv through figures_scan().
 *
 * A row is PLACE, TAB, text, TAB, expected figures.  PLACE is p (a paragraph)
 * or c (a cell that holds nothing else).  An expected figure is
 *     text|value|unit|kind|comparator|range|flags
 * with - for what is absent; flags are r (rule text), s (suspicious),
 * a (approximate), . for none.  Figures are separated by " ;; "; "none" is no
 * figure.  With -p the program prints the figures of standard input instead,
 * in that form.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "figure/figure.h"
#include "rules/rules.h"
#include "test.h"

#ifndef TABLE
#define TABLE "tests/tables/figures.tsv"
#endif

static char *
slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t n = 0, cap = 1 << 16;
    char *bytes = malloc(cap);

    if (!f || !bytes)
        exit(2);
    for (size_t got; (got = fread(bytes + n, 1, cap - n - 1, f)) > 0;) {
        n += got;
        if (cap - n < 2)
            bytes = realloc(bytes, cap *= 2);
        if (!bytes)
            exit(2);
    }
    bytes[n] = '\0';
    fclose(f);
    return bytes;
}

/* ---- the built-in rules ---- */

static struct gj_rules *rules;
static struct figure_lexicon lexicon;

static void
load_lexicon(void)
{
    struct gj_error err = { 0 };
    size_t n;
    const struct gj_file *files = gj_builtin_rules(&n);

    if (gj_rules_load(files, n, &rules, &err) != GJ_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(2);
    }
    lexicon = rules->lexicon;
}

/* ---- one text ---- */

static void
one_block(struct arena *arena, struct str text, bool cell,
          struct layout *layout)
{
    struct block *block = ARENA_NEW(arena, struct block);
    struct row *row = ARENA_NEW(arena, struct row);
    struct cell *c = ARENA_NEW(arena, struct cell);
    char *flow = arena_alloc(arena, text.len + 2);
    uint32_t *src = arena_array(arena, text.len + 2, sizeof(*src)), cp = 0;
    size_t len = text.len + 1, w = 1;

    memcpy(flow, text.ptr, text.len);
    flow[text.len] = cell ? FLOW_ROW : '\n';
    for (size_t i = 0; i < len; i += w, cp++) {
        utf8_get(flow + i, &w);
        for (size_t k = 0; k < w; k++)
            src[i + k] = cp;
    }
    src[len] = cp;
    *block = (struct block){ .kind = cell ? BLOCK_TABLE : BLOCK_PARAGRAPH,
                             .end = (uint32_t)len,
                             .section = LAYOUT_NONE,
                             .nrows = cell };
    *row = (struct row){ .ncells = 1 };
    *c = (struct cell){ .end = (uint32_t)text.len };
    *layout = (struct layout){ .flow = flow,
                               .len = len,
                               .src = src,
                               .blocks = block,
                               .nblocks = 1,
                               .rows = row,
                               .nrows = cell,
                               .cells = c,
                               .ncells = cell };
}

static void
print_value(const struct figure *f, char *out, size_t size)
{
    char a[DEC_TEXT_MAX], b[DEC_TEXT_MAX];

    if (!f->has_value) {
        snprintf(out, size, "-");
        return;
    }
    dec_format(f->value, a);
    dec_format(f->fraction, b);
    snprintf(out, size, f->fraction.coef ? "%s/%s" : "%s", a, b);
}

static void
print_figures(struct buf *b, const struct layout *layout,
              const struct figures *figures)
{
    static const char *const ranges[] = { "-", "from", "to" };

    for (size_t i = 0; i < figures->n; i++) {
        const struct figure *f = &figures->items[i];
        const char *cmp = comparator_name(f->comparator);
        char value[64];
        print_value(f, value, sizeof(value));
        buf_puts(b, i ? " ;; " : "");
        buf_put(b, layout->flow + f->begin, f->end - f->begin);
        buf_printf(b, "|%s|", value);
        buf_str(b, f->unit ? f->unit->name : STR("-"));
        buf_printf(b, "|%s|%s|%s|%s%s%s%s", figure_kind_name(f->kind),
                   cmp ? cmp : "-", ranges[f->range], f->rule_text ? "r" : "",
                   f->suspicious ? "s" : "", f->approximate ? "a" : "",
                   f->rule_text || f->suspicious || f->approximate ? "" : ".");
    }
    if (figures->n == 0)
        buf_puts(b, "none");
}

/* Places, maps and tokens agree with each other. */
static void
check_maps(const struct layout *layout, const struct figures *figures,
           const char *row)
{
    uint32_t end = 0;

    for (size_t i = 0; i < figures->n; i++) {
        const struct figure *f = &figures->items[i];
        bool order = end <= f->begin && f->begin <= f->digits_begin &&
                     f->digits_begin < f->digits_end &&
                     f->digits_end <= f->end;
        EXPECT_MSG(order, "bad span in: %s", row);
        EXPECT_MSG(f->src_from == layout->src[f->begin], "from: %s", row);
        EXPECT_MSG(f->src_to == layout->src[f->end], "to: %s", row);
        uint32_t off = figures->token_off[i];
        EXPECT_MSG(figures_at_token(figures, off) == i, "token: %s", row);
        EXPECT_MSG(figures_token_of(figures, f->begin) == off, "token of: %s",
                   row);
        EXPECT_MSG(figures_from(figures, f->begin) == i, "from: %s", row);
        size_t w;
        EXPECT_MSG(utf8_get(figures->tokens + off, &w) ==
                       0xE000 + (uint32_t)f->kind,
                   "kind of token: %s", row);
        end = f->end;
    }
    EXPECT_MSG(figures->flow_of[figures->tokens_len] == layout->len,
               "map end: %s", row);
}

static const char *
scan(struct arena *arena, struct str text, bool cell)
{
    struct layout layout;
    struct figures figures;
    struct gj_error err = { 0 };
    struct buf b;

    one_block(arena, text, cell, &layout);
    buf_init(&b, arena);
    if (figures_scan(arena, &layout, &lexicon, &figures, &err) != GJ_OK) {
        EXPECT_MSG(false, "%s", err.message);
        return "";
    }
    print_figures(&b, &layout, &figures);
    check_maps(&layout, &figures, buf_cstr(&b));
    return buf_cstr(&b);
}

static size_t
run_table(void)
{
    char *table = slurp(TABLE);
    size_t rows = 0, line = 0;

    for (char *p = table, *end; *p; p = end + 1) {
        struct arena arena;
        end = strchr(p, '\n');
        if (!end)
            break;
        *end = '\0';
        line++;
        char *text = strchr(p, '\t');
        char *want = text ? strchr(text + 1, '\t') : NULL;
        if (*p == '#' || !want)
            continue;
        arena_init(&arena, 1 << 24);
        struct str s = { text + 1, (size_t)(want - text - 1) };
        const char *got = scan(&arena, s, *p == 'c');
        EXPECT_MSG(strcmp(got, want + 1) == 0,
                   TABLE ":%zu: %.*s\n  want %s\n  got  %s", line, (int)s.len,
                   s.ptr, want + 1, got);
        arena_release(&arena);
        rows++;
    }
    free(table);
    return rows;
}

/* ---- notes of units, inheritance, precision ---- */

static void
note(const char *text, const char *want)
{
    struct arena arena;
    struct layout layout;

    arena_init(&arena, 1 << 20);
    one_block(&arena, str_of(text), false, &layout);
    const struct unit *u =
        figure_unit_note(&layout, 0, (uint32_t)layout.len, &lexicon);
    EXPECT_MSG(want ? u && str_eqc(u->name, want) : !u, "note in %s", text);
    arena_release(&arena);
}

static void
test_notes(void)
{
    note("单位:万元", "万元");
    note("填报单位:元和镇政府 金额单位: 元", "元");
    note("资金情况(亿元)", "亿元");
    note("支出12万元", NULL);
    note("(12)", NULL);
    note("单位(万元)", "万元");
}

static void
test_inherit(void)
{
    static const struct unit wan = { { "W", 1 }, FIGURE_MONEY, { "Y", 1 }, 4 };
    struct figure f = { .kind = FIGURE_PLAIN,
                        .value = { 69330, 2 },
                        .has_value = true };
    struct dec base;

    EXPECT(figure_precision(&f) == -2);
    figure_inherit(&f, &wan);
    EXPECT(f.unit == &wan && f.kind == FIGURE_MONEY && f.unit_inherited);
    EXPECT(figure_precision(&f) == 2);
    EXPECT(figure_base(&f, &base) &&
           dec_cmp(base, (struct dec){ 6933000, 0 }) == 0);
    f.kind = FIGURE_COUNT;
    f.unit = NULL;
    figure_inherit(&f, &wan);
    EXPECT(f.unit == NULL);
    f.has_value = false;
    EXPECT(!figure_base(&f, &base));
}

static void
print_input(void)
{
    char line[4096];

    while (fgets(line, sizeof(line), stdin)) {
        struct arena arena;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '\0' || line[1] != '\t')
            continue;
        arena_init(&arena, 1 << 24);
        printf("%s\t%s\n", line,
               scan(&arena, str_of(line + 2), line[0] == 'c'));
        arena_release(&arena);
    }
}

int
main(int argc, char **argv)
{
    load_lexicon();
    if (argc > 1 && strcmp(argv[1], "-p") == 0) {
        print_input();
    } else {
        test_notes();
        test_inherit();
        EXPECT(run_table() >= 1000);
    }
    gj_rules_free(rules);
    return test_done();
}
