/* SPDX-License-Identifier: MIT */
/* Loading good and bad rule files, the pattern language, the keyword scan
 * and the word lists. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "rules/load_int.h"
#include "rules/regex.h"
#include "rules/rules.h"
#include "test.h"

#define IS_LIST "\"is\":[\"为\",\"达到\",\":\"]"
#define COLOURS "\"colours\":[\"深红\",\"红\",\"红色\",\"蓝\"]"
#define WORDS   "{\"lists\":{" IS_LIST "," COLOURS "}}"
#define ROLE(id, more)                                                    \
    "{\"id\":\"" id "\",\"zh\":\"甲\",\"en\":\"a\",\"source\":\"test\"," \
    "\"verified\":\"M\"" more "}"
#define INDICATORS(patterns)                       \
    "{\"indicators\":[" ROLE("rate", "") "," ROLE( \
        "part", "") "],"                           \
                    "\"patterns\":[" patterns "]}"
#define MATCH(match) "{\"match\":\"" match "\"}"
#define RELATION(code, id, more)                                    \
    "{\"code\":\"" code "\",\"id\":\"" id "\",\"kind\":\"ratio\","  \
    "\"bind\":\"near\",\"severity\":\"error\",\"since\":\"0.1.0\"," \
    "\"title\":{\"zh\":\"甲\",\"en\":\"a\"},"                      \
    "\"why\":{\"zh\":\"甲\",\"en\":\"a\"},"                        \
    "\"message\":{\"zh\":\"{stated}\",\"en\":\"{stated}\"},"        \
    "\"source\":\"test\",\"verified\":\"M\","                       \
    "\"examples\":{\"bad\":[\"甲\"],\"good\":[\"乙\"]}" more "}"

static struct gj_file
file(const char *name, const char *bytes)
{
    return (struct gj_file){ name, bytes, strlen(bytes) };
}

/* Load one file beside the words and two indicators; the error or "". */
static const char *
load_error(const char *name, const char *bytes)
{
    static struct gj_error err;
    struct gj_file files[] = {
        file("words/a.json", WORDS),
        file("indicators/a.json", INDICATORS("")),
        file(name, bytes),
    };
    struct gj_rules *rules = NULL;

    if (gj_rules_load(files, 3, &rules, &err) == GJ_OK)
        strcpy(err.message, "");
    else
        EXPECT(err.status == GJ_RULE);
    gj_rules_free(rules);
    return err.message;
}

static void
expect_error(const char *name, const char *bytes, const char *want)
{
    const char *got = load_error(name, bytes);

    EXPECT_MSG(strcmp(got, want) == 0, "%s\n  got:  %s\n  want: %s", bytes,
               got, want);
}

/* clang-format off */
static const char *const bad_files[][3] = {
    { "relation/x.json", "{}",
      "relation/x.json: no rule file has such a name" },
    { "units.json", "", "units.json: empty file" },
    { "units.json", "{\"units\":[}", "units.json: not JSON, near line 1" },
    { "units.json", "{\"units\":[]}\n\n]", "units.json: not JSON, near line 3" },
    { "units.json", "{\"units\":[\"\\u0000\"]}",
      "units.json: has a NUL character" },
    { "units.json", "{\"about\":\"\xff\"}", "units.json: not UTF-8 at byte 10" },
    { "units.json", "[]", "units.json: must be an object" },
    { "units.json", "{}", "units.json: /units: missing" },
    { "units.json", "{\"units\":{}}", "units.json: /units: must be an array" },
    { "units.json", "{\"units\":[{\"name\":\"x\"}]}",
      "units.json: /units/0/kind: missing" },
    { "units.json", "{\"units\":[{\"name\":7,\"kind\":\"money\"}]}",
      "units.json: /units/0/name: must be a string" },
    { "units.json", "{\"units\":[{\"name\":\"x\",\"kind\":\"gold\"}]}",
      "units.json: /units/0/kind: there is no kind \"gold\"" },
    { "units.json", "{\"units\":[{\"name\":\"x\",\"kind\":\"money\",\"power\":1.5}]}",
      "units.json: /units/0/power: must be a whole number up to 9999" },
    { "units.json", "{\"units\":[{\"name\":\"x\",\"kind\":\"money\",\"power\":99}]}",
      "units.json: /units/0: the power is too large" },
    { "units.json", "{\"units\":[{\"name\":\"x\",\"kind\":\"money\"},"
                    "{\"name\":\"x\",\"kind\":\"money\"}]}",
      "units.json: /units/1: the unit \"x\" is given twice" },
    { "words/b.json", "{\"lists\":{\"is\":[\"x\"]}}",
      "words/b.json: /lists/is: there is another list of this name" },
    { "words/b.json", "{\"lists\":{\"a~/b\":[\"\"]}}",
      "words/b.json: /lists/a~0~1b/0: must not be empty" },
    { "words/b.json", "{\"lists\":{},\"lists\":{}}",
      "words/b.json: /lists: given twice" },
    { "words/b.json", "{\"lists\":{},\"list\":{}}",
      "words/b.json: /list: unknown member" },
    { "text/traditional.tsv", "# a\nab\n",
      "text/traditional.tsv: line 2: must be a character, a tab and a character" },
    { "text/traditional.tsv", "萬\t万\n萬\t方\n",
      "text/traditional.tsv: line 2: given twice" },
    { "indicators/b.json", "{\"indicators\":[{\"id\":\"new\"}]}",
      "indicators/b.json: /indicators/0: needs zh, en, source and verified, "
      "for no file before this one has the indicator" },
    { "indicators/b.json", "{\"indicators\":[{\"id\":\"Rate\"}]}",
      "indicators/b.json: /indicators/0/id: a name has a-z, 0-9, _ and - only" },
    { "indicators/b.json", "{\"indicators\":[{\"id\":\"rate\",\"kinds\":[\"x\"]}]}",
      "indicators/b.json: /indicators/0/kinds/0: there is no kind \"x\"" },
    { "indicators/b.json", "{\"indicators\":[{\"id\":\"rate\",\"verified\":\"C\"}]}",
      "indicators/b.json: /indicators/0/verified: must be A, B, S or M" },
    { "relations/x.json", RELATION("GJ1", "a", ""),
      "relations/x.json: /code: a code is GJ and three digits" },
    { "relations/x.json", RELATION("GJ101", "a", ",\"terms\":{\"part\":[\"x\"]}"),
      "relations/x.json: /terms/part/0: there is no indicator \"x\"" },
    { "relations/x.json", RELATION("GJ101", "a", ",\"terms\":[]"),
      "relations/x.json: /terms: must be an object" },
    { "relations/x.json", RELATION("GJ101", "a", ",\"preview\":1"),
      "relations/x.json: /preview: must be true or false" },
    { "relations/x.json", RELATION("GJ101", "a", ",\"id\":\"b\""),
      "relations/x.json: /id: given twice" },
    { "relations/x.json", "{\"code\":\"GJ101\"}",
      "relations/x.json: /id: missing" },
    { "relations/x.json", "{\"severity\":\"fatal\"}",
      "relations/x.json: /severity: must be error, warning or notice" },
    { "relations/x.json", "{\"message\":{\"zh\":\"{a b}\",\"en\":\"x\"}}",
      "relations/x.json: /message: { without a name and }" },
    { "relations/x.json", "{\"message\":{\"zh\":\"a}\",\"en\":\"x\"}}",
      "relations/x.json: /message: } without {" },
    { "relations/x.json", "{\"title\":{\"zh\":\"a\"}}",
      "relations/x.json: /title/en: missing" },
    { "relations/x.json", "{\"examples\":{\"bad\":[],\"good\":[\"a\"]}}",
      "relations/x.json: /examples/bad: needs an example" },
    { "packs/x.json", "{\"id\":\"x\",\"zh\":\"a\"}",
      "packs/x.json: /en: missing" },
    { "packs/x.json",
      "{\"id\":\"x\",\"zh\":\"a\",\"en\":\"x\",\"source\":\"s\","
      "\"verified\":\"B\",\"params\":{\"weights\":[\"10\"]}}",
      "packs/x.json: \"10\" is no weight (A|B=40)" },
    { "retired.json", "{\"retired\":[{\"code\":\"X\"}]}",
      "retired.json: /retired/0/code: a code is GJ and three digits" },
};

static const char *const bad_patterns[][2] = {
    { "", "must start with a word, not with a class, a figure or something optional" },
    { "{money}", "must start with a word, not with a class, a figure or something optional" },
    { "(?:甲)?乙?(?<rate>{money})", "must start with a word, not with a class, a figure or something optional" },
    { "[甲乙]丙(?<rate>{money})", "must start with a word, not with a class, a figure or something optional" },
    { "{gap:3}甲(?<rate>{money})", "must start with a word, not with a class, a figure or something optional" },
    { "甲(?<rat>{money})", "there is no indicator \"rat\"" },
    { "甲{money}", "names no indicator: (?<role>...)" },
    { "甲.(?<rate>{money})", "at character 2: . would cross borders: use {gap:N}" },
    { "甲*(?<rate>{money})", "at character 2: a repeat without bound: use {0,n}" },
    { "甲{2,}(?<rate>{money})", "at character 5: a repeat is {n} or {n,m} with m up to 200" },
    { "甲{3,2}(?<rate>{money})", "at character 7: a repeat is {n} or {n,m} with m up to 200" },
    { "甲(乙)(?<rate>{money})", "at character 3: a group starts with (?: or (?<role>" },
    { "甲(?i)(?<rate>{money})", "at character 3: a group starts with (?: or (?<role>" },
    { "甲(?:乙(?<rate>{money})", "at character 22: ( without )" },
    { "甲)(?<rate>{money})", "at character 2: ) without (" },
    { "甲[乙(?<rate>{money})", "at character 20: [ without ], or an empty class" },
    { "甲{gap:0}(?<rate>{money})", "at character 8: a gap needs a number from 1 to 200" },
    { "甲{gap:900}(?<rate>{money})", "at character 10: a gap needs a number from 1 to 200" },
    { "甲{gap}(?<rate>{money})", "there is no macro {gap}" },
    { "甲{list:none}(?<rate>{money})", "there is no word list \"none\"" },
    { "甲{gold}", "there is no macro {gold}" },
    { "甲{money", "at character 3: { without }" },
    { "甲\\\\d(?<rate>{money})", "at character 2: only signs may be escaped: \\( \\. \\{" },
    { "甲^(?<rate>{money})", "at character 2: this sign must be escaped here" },
    { "甲(?:乙{0,5}){0,5}(?<rate>{money})", "has a repeat inside a repeat" },
    { "甲(?:{gap:3}乙){1,3}(?<rate>{money})", "has a repeat inside a repeat" },
    { "甲{gap:50}乙{gap:50}丙{gap:50}(?<rate>{money})", "has gaps that are too long together" },
};
/* clang-format on */

static void
test_bad_files(void)
{
    for (size_t i = 0; i < sizeof(bad_files) / sizeof(bad_files[0]); i++)
        expect_error(bad_files[i][0], bad_files[i][1], bad_files[i][2]);
}

static void
test_bad_patterns(void)
{
    char json[1024], want[512];

    for (size_t i = 0; i < sizeof(bad_patterns) / sizeof(bad_patterns[0]);
         i++) {
        snprintf(json, sizeof(json), "{\"patterns\":[{\"match\":\"%s\"}]}",
                 bad_patterns[i][0]);
        snprintf(want, sizeof(want),
                 "indicators/b.json: /patterns/0/match: "
                 "%s",
                 bad_patterns[i][1]);
        if (i == 0) /* an empty text is refused before */
            strcpy(want, "indicators/b.json: /patterns/0/match: must not be "
                         "empty");
        expect_error("indicators/b.json", json, want);
    }
    expect_error("indicators/b.json",
                 "{\"patterns\":[{\"words\":[\"甲\"],"
                 "\"match\":\"(?:甲|乙)(?<rate>{money})\"}]}",
                 "indicators/b.json: /patterns/0/match: can start with "
                 "\"乙\", which is none of its words");
}

static struct gj_rules *
load(const struct gj_file *files, size_t n)
{
    struct gj_rules *rules = NULL;
    struct gj_error err;

    EXPECT_MSG(gj_rules_load(files, n, &rules, &err) == GJ_OK, "%s",
               err.message);
    return rules;
}

static void
test_doubles(void)
{
    struct gj_file files[] = {
        file("relations/a.json", RELATION("GJ101", "a", "")),
        file("relations/b.json", RELATION("GJ102", "a", "")),
        file("retired.json", "{\"retired\":[]}"),
    };
    struct gj_rules *rules = NULL;
    struct gj_error err;

    EXPECT(gj_rules_load(files, 3, &rules, &err) == GJ_RULE);
    EXPECT(!strcmp(err.message, "relations/b.json: the id \"a\" is also in "
                                "relations/a.json"));
    files[1] = file("relations/b.json", RELATION("GJ101", "b", ""));
    EXPECT(gj_rules_load(files, 3, &rules, &err) == GJ_RULE);
    EXPECT(!strcmp(err.message, "relations/b.json: the code GJ101 is also in "
                                "relations/a.json"));
    files[1] = files[2];
    EXPECT(gj_rules_load(files, 3, &rules, &err) == GJ_RULE);
    EXPECT(!strcmp(err.message,
                   "retired.json: there are two files of this name"));
    files[2] = file("retired.json", "{\"retired\":[{\"code\":\"GJ101\","
                                    "\"since\":\"0.2\",\"why\":\"x\"}]}");
    EXPECT(gj_rules_load(files + 1, 1, &rules, NULL) == GJ_OK);
    gj_rules_free(rules);
    files[1] = file("version.json", "{\"version\":\"9\"}");
    EXPECT(gj_rules_load(files, 3, &rules, &err) == GJ_RULE);
    EXPECT(
        !strcmp(err.message, "relations/a.json: the code GJ101 was retired"));
}

static void
test_good(void)
{
    struct gj_file files[] = {
        file("version.json", "{\"version\":\"1.2\"}"),
        file("words/a.json", WORDS),
        file("units.json",
             "{\"units\":[{\"name\":\"元\",\"kind\":\"money\","
             "\"base\":\"元\"},{\"name\":\"万元\",\"kind\":\"money\","
             "\"base\":\"元\",\"power\":4},{\"name\":\"％\","
             "\"kind\":\"percent\"}]}"),
        file("text/traditional.tsv", "# table\r\n萬\t万\r\n\n億\t亿"),
        file("indicators/a.json",
             "{\"indicators\":[" ROLE("rate",
                                      ",\"headers\":[\"甲　（ ％ ）\"],"
                                      "\"kinds\":[\"percent\"]") "]}"),
        file("indicators/b.json",
             "{\"indicators\":[{\"id\":\"rate\",\"headers\":[\"乙\"],"
             "\"kinds\":[\"plain\"]}]}"),
        file("relations/b.json", RELATION("GJ102", "b",
                                          ",\"terms\":{\"whole\":[\"rate\"]},"
                                          "\"params\":{\"p\":[\"x\",\"y\"]}")),
        file("relations/a.json", RELATION("GJ101", "a", "")),
        file("packs/x.json",
             "{\"id\":\"x\",\"zh\":\"甲\",\"en\":\"x\",\"source\":\"s\","
             "\"verified\":\"B\",\"titles\":[\"自 评\"],"
             "\"params\":{\"weights\":[\"产出=10\"]}}"),
    };
    size_t n = sizeof(files) / sizeof(files[0]);
    struct gj_rules *rules = load(files, n), *turned;
    struct gj_file first = files[0];
    const struct relation_rule *rule;
    const struct role *role;

    if (!rules)
        return;
    EXPECT(!strcmp(gj_rules_version(rules), "1.2"));
    EXPECT(gj_rules_count(rules) == 2);
    EXPECT(!strcmp(gj_rules_at(rules, 0)->code, "GJ101"));
    EXPECT(gj_rules_at(rules, 2) == NULL);
    EXPECT(gj_rules_find(rules, "b") == gj_rules_at(rules, 1));
    EXPECT(gj_rules_find(rules, "GJ102") == gj_rules_at(rules, 1));
    EXPECT(gj_rules_find(rules, "c") == NULL);
    rule = rules_relation(rules, "b");
    EXPECT(rule_term(rule, "whole") && !rule_term(rule, "part"));
    EXPECT(rule_term(rule, "whole")->roles[0] == rules_role(rules, "rate"));
    EXPECT(rule_param(rule, "p")->nvalues == 2 && !rule_param(rule, "q"));
    EXPECT(rules_role(rules, "none") == ROLE_NONE);
    role = &rules->roles[rules_role(rules, "rate")];
    EXPECT(role->kinds == (1u << FIGURE_PERCENT | 1u << FIGURE_PLAIN));
    EXPECT(role->nheaders == 2 && str_eqc(role->headers[0], "甲(%)"));
    EXPECT(rules->lexicon.nunits == 3);
    EXPECT(str_eqc(rules->lexicon.units[0].name, "万元"));
    EXPECT(rules->lexicon.units[0].power == 4);
    EXPECT(rules->folds.fold[0x842C] == 0x4E07 &&
           rules->folds.fold[0x42] == 0);
    EXPECT(rules->npacks == 1 && str_eqc(rules->packs[0].titles[0], "自评"));
    EXPECT(rules->lexicon.nlists == rules->nlists && rules->nlists == 2);
    files[0] = files[n - 1];
    files[n - 1] = first;
    turned = load(files, n);
    EXPECT(turned && !strcmp(gj_rules_sha256(turned), gj_rules_sha256(rules)));
    gj_rules_free(turned);
    gj_rules_free(rules);
}

static void
test_nothing(void)
{
    struct gj_rules *rules = load(NULL, 0);

    EXPECT(rules && gj_rules_count(rules) == 0);
    EXPECT(rules && rules_words(rules, "is")->n == 0);
    EXPECT(rules && rules_match(rules, STR("x"), NULL, NULL) == GJ_OK);
    gj_rules_free(rules);
    gj_rules_free(NULL);
}

static void
test_verbatim(void)
{
    struct gj_file words =
        file("words/a.json", "{\"lists\":{\"a\":[\"（乙）\",\"甲\"],"
                             "\"b\":[\"（甲\"]},\"verbatim\":true}");
    struct gj_rules *rules = load(&words, 1);
    const struct wordlist *list = rules_words(rules, "a");

    EXPECT(list->n == 2 && str_eqc(list->words[0], "（乙）"));
    EXPECT(words_has(rules_words(rules, "b"), STR("（甲")));
    gj_rules_free(rules);
}

static void
test_words(void)
{
    struct gj_file words = file("words/a.json", WORDS);
    struct gj_rules *rules = load(&words, 1);
    const struct wordlist *list = rules_words(rules, "colours");
    struct str s = STR("天红色的深红");
    size_t len;

    EXPECT(list->n == 4 && list->words[0].len == 6);
    EXPECT(words_at(list, s, 0) == 0);
    EXPECT(words_at(list, s, 3) == 6);
    EXPECT(words_at(list, s, 15) == 3);
    EXPECT(words_at(list, s, s.len) == 0);
    EXPECT(words_before(list, s, s.len) == 6);
    EXPECT(words_before(list, s, 9) == 6);
    EXPECT(words_before(list, s, 6) == 3);
    EXPECT(words_before(list, s, 0) == 0);
    EXPECT(words_find(list, s, 0, &len) == 3 && len == 6);
    EXPECT(words_find(list, s, 4, &len) == 12 && len == 6);
    EXPECT(words_find(list, s, s.len, &len) == SIZE_MAX);
    EXPECT(words_has(list, STR("蓝")) && !words_has(list, STR("蓝色")));
    EXPECT(words_find(rules_words(rules, "none"), s, 0, &len) == SIZE_MAX);
    gj_rules_free(rules);
}

/* ---- matching ---- */

#define MONEY   "\uE000"
#define PERCENT "\uE001"
#define PLAIN   "\uE00B"

struct found {
    size_t n, sum;
    struct pattern_match last;
};

static bool
count_match(void *user, const struct pattern_match *match)
{
    struct found *found = user;

    found->n++;
    found->sum += match->begin * 31 + match->end * 7 + match->group_begin[0];
    found->last = *match;
    return true;
}

static bool
matches(const char *pattern, const char *text)
{
    char json[1024];
    struct gj_file files[] = { file("words/a.json", WORDS), { 0 } };
    struct gj_rules *rules;
    struct found found = { 0 };

    snprintf(json, sizeof(json), INDICATORS(MATCH("%s")), pattern);
    files[1] = file("indicators/a.json", json);
    rules = load(files, 2);
    EXPECT(rules &&
           rules_match(rules, str_of(text), count_match, &found) == GJ_OK);
    gj_rules_free(rules);
    return found.n > 0;
}

static void
test_language(void)
{
    EXPECT(matches("甲(?<rate>{percent})", "前甲" PERCENT));
    EXPECT(matches("甲(?<rate>{percent})", "甲 " PERCENT " 后"));
    EXPECT(!matches("甲(?<rate>{percent})", "甲" MONEY));
    EXPECT(matches("甲(?<rate>{amount})", "甲" PLAIN));
    EXPECT(matches("甲(?<rate>{any})", "甲" MONEY));
    EXPECT(matches("甲{is}(?<rate>{money})", "甲" MONEY));
    EXPECT(matches("甲{is}(?<rate>{money})", "甲 达到 " MONEY));
    EXPECT(matches("甲{is}(?<rate>{money})", "甲达到:" MONEY));
    EXPECT(!matches("甲{is}(?<rate>{money})", "甲乙" MONEY));
    EXPECT(matches("甲{gap:2}(?<rate>{money})", "甲乙丙" MONEY));
    EXPECT(!matches("甲{gap:2}(?<rate>{money})", "甲乙丙丁" MONEY));
    EXPECT(!matches("甲{gap:9}(?<rate>{money})", "甲乙。丙" MONEY));
    EXPECT(!matches("甲{gap:9}(?<rate>{money})", "甲；" MONEY));
    EXPECT(!matches("甲{gap:9}(?<rate>{money})", "甲\x1f" MONEY));
    EXPECT(!matches("甲{gap:9}(?<rate>{money})", "甲\n" MONEY));
    EXPECT(matches("甲{gap:9}(?<rate>{money})", "甲，" MONEY));
    EXPECT(!matches("甲{gap:9}(?<rate>{money})", "甲" PERCENT MONEY));
    EXPECT(matches("甲{gap+:9}(?<rate>{money})", "甲" PERCENT "，" MONEY));
    EXPECT(matches("甲{cell}(?<rate>{money})", "甲\x1f" MONEY));
    EXPECT(matches("甲{row}(?<rate>{money})", "甲\x1e" MONEY));
    EXPECT(matches("{list:colours}(?<rate>{money})", "深红" MONEY));
    EXPECT(matches("甲（乙）：(?<rate>{money})", "甲(乙):" MONEY));
}

static void
test_language_more(void)
{
    EXPECT(matches("甲\\\\（乙\\\\）：(?<rate>{money})", "甲(乙):" MONEY));
    EXPECT(matches("甲[^，]{0,3}(?<rate>{money})", "甲；" MONEY));
    EXPECT(!matches("甲[^，]{0,3}(?<rate>{money})", "甲\x1f" MONEY));
    EXPECT(matches("(?<!未)甲(?<rate>{money})", "已甲" MONEY));
    EXPECT(!matches("(?<!未)甲(?<rate>{money})", "未甲" MONEY));
    EXPECT(matches("甲(?<rate>{money})(?!元)", "甲" MONEY "角"));
    EXPECT(!matches("甲(?>乙?)乙(?<rate>{money})", "甲乙" MONEY));
    EXPECT(matches("甲。(?<rate>{money})", "甲。" MONEY));
}

static void
test_groups(void)
{
    struct gj_file files[] = {
        file("words/a.json", WORDS),
        file("indicators/a.json",
             INDICATORS(MATCH("甲(?:(?<rate>{percent})|(?<part>{money}))"
                              "乙"))),
    };
    struct gj_rules *rules = load(files, 2);
    struct found found = { 0 };
    const struct pattern *pattern;

    if (!rules)
        return;
    pattern = &rules->patterns[0];
    EXPECT(pattern->ngroups == 2 && pattern->has_figure);
    EXPECT(pattern->groups[1].role == rules_role(rules, "part"));
    EXPECT(!strcmp(pattern->where, "indicators/a.json: /patterns/0"));
    EXPECT(rules_match(rules, STR("甲" MONEY "乙"), count_match, &found) ==
           GJ_OK);
    EXPECT(found.n == 1 && found.last.group_begin[0] == SIZE_MAX);
    EXPECT(found.last.group_begin[1] == 3 && found.last.group_end[1] == 6);
    EXPECT(found.last.begin == 0 && found.last.end == 9);
    gj_rules_free(rules);
}

/* The keyword scan finds what trying every pattern everywhere finds. */
static void
brute_force(const struct gj_rules *rules, struct str s, struct found *found)
{
    struct regex_matcher *matcher = regex_matcher_new(PATTERN_GROUPS_MAX);

    for (size_t at = 0; at < s.len; at++) {
        for (size_t i = 0; i < rules->npatterns; i++) {
            const struct pattern *pattern = &rules->patterns[i];
            struct pattern_match m = { .pattern = pattern };

            if (((unsigned char)s.ptr[at] & 0xC0) == 0x80 ||
                regex_match(rules->regexes,
                            (size_t)(pattern - rules->patterns), matcher, s,
                            at) != REGEX_YES)
                continue;
            regex_group(matcher, 0, &m.begin, &m.end);
            m.group_begin[0] = m.group_end[0] = SIZE_MAX;
            regex_group(matcher, 1, &m.group_begin[0], &m.group_end[0]);
            count_match(found, &m);
        }
    }
    regex_matcher_free(matcher);
}

static size_t
random_text(char *text, size_t max, unsigned *seed)
{
    static const char *const parts[] = {
        "甲", "乙", "丙", "深红", "红", "红色", "为",  "达到",  ":",   " ",
        "。", "；", "，", "\x1f", "\n", MONEY,  MONEY, PERCENT, PLAIN, "𠀀",
    };
    size_t len = 0;

    while (len + 8 < max) {
        const char *part;

        *seed = *seed * 1103515245u + 12345u;
        part = parts[(*seed >> 16) % (sizeof(parts) / sizeof(parts[0]))];
        memcpy(text + len, part, strlen(part));
        len += strlen(part);
    }
    return len;
}

static void
test_scan(void)
{
    struct gj_file files[] = {
        file("words/a.json", WORDS),
        file(
            "indicators/a.json",
            INDICATORS(MATCH("甲(?<rate>{money})") "," MATCH(
                "甲乙?{"
                "gap:3}{"
                "is}(?<"
                "rate>{"
                "amount}"
                ")") "," MATCH("(?:甲乙|红|{list:colours}色){gap+:6}(?<part>{"
                               "percent}"
                               ")") "," MATCH("𠀀(?:甲|乙){0,2}[^，]{0,4}(?<"
                                              "rate>{"
                                              "any})") "," MATCH("(?<!乙)丙(?:"
                                                                 "(?<"
                                                                 "rate>{money}"
                                                                 ")|。(?<"
                                                                 "part>{any})|"
                                                                 "丙)") "," MATCH("{list:colours}(?:{cell}|{line})(?<rate>{money})"))),
    };
    struct gj_rules *rules = load(files, 2);
    char text[400];
    unsigned seed = 1;
    size_t total = 0;

    for (int i = 0; rules && i < 2000; i++) {
        struct str s = { text, random_text(text, sizeof(text), &seed) };
        struct found fast = { 0 }, slow = { 0 };

        EXPECT(rules_match(rules, s, count_match, &fast) == GJ_OK);
        brute_force(rules, s, &slow);
        EXPECT(fast.n == slow.n && fast.sum == slow.sum);
        total += fast.n;
    }
    EXPECT_MSG(total > 10000, "%zu", total);
    gj_rules_free(rules);
}

/* ---- the rules that are built in, and running out of memory ---- */

static void
test_builtin(void)
{
    size_t n;
    const struct gj_file *files = gj_builtin_rules(&n);
    struct gj_rules *rules = load(files, n);

    EXPECT(rules && rules_words(rules, "is")->n > 0);
    gj_rules_free(rules);
}

static void
test_memory(void)
{
    struct gj_file files[] = {
        file("words/a.json", WORDS),
        file("indicators/a.json",
             INDICATORS(MATCH("{list:colours}{is}(?<rate>{money})"))),
        file("relations/b.json", RELATION("GJ102", "b",
                                          ",\"terms\":{\"whole\":[\"rate\"]},"
                                          "\"params\":{\"p\":[\"x\",\"y\"]}")),
        file("text/traditional.tsv", "萬\t万\n"),
        file("packs/x.json",
             "{\"id\":\"x\",\"zh\":\"甲\",\"en\":\"x\",\"source\":\"s\","
             "\"verified\":\"B\",\"titles\":[\"自（ 评\"]}"),
    };
    enum gj_status status = GJ_NOMEM;
    size_t after;

    for (after = 1; status == GJ_NOMEM && after < 10000; after++) {
        struct gj_rules *rules = calloc(1, sizeof(*rules));
        struct gj_error err = { 0 };

        arena_init(&rules->arena, (size_t)64 << 20);
        rules->arena.fail_after = after;
        status = rules_load(rules, files, 5, &err);
        EXPECT_MSG(status == GJ_NOMEM || status == GJ_OK, "%zu: %s", after,
                   err.message);
        gj_rules_free(rules);
    }
    EXPECT_MSG(status == GJ_OK && after > 100, "%zu", after);
}

static void
test_limit(void)
{
    struct gj_file words = file("words/a.json", WORDS);
    struct gj_rules *rules = calloc(1, sizeof(*rules));
    struct gj_error err = { 0 };

    arena_init(&rules->arena, 100);
    EXPECT(rules_load(rules, &words, 1, &err) == GJ_LIMIT);
    gj_rules_free(rules);
}

int
main(void)
{
    test_bad_files();
    test_bad_patterns();
    test_doubles();
    test_good();
    test_nothing();
    test_words();
    test_verbatim();
    test_language();
    test_language_more();
    test_groups();
    test_scan();
    test_builtin();
    test_memory();
    test_limit();
    return test_done();
}
