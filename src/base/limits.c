/* SPDX-License-Identifier: MIT */
#include "base/limits.h"

#include "base/err.h"

/* clang-format off */
static const struct {
    size_t value;
    const char *what[2]; /* by enum gj_lang, with the value at %zu */
} limits[] = {
    [LIMIT_IS_NONE] = { 0, { "限度 %zu", "limit of %zu" } },
    [LIMIT_IS_FILE] = { LIMIT_FILE_BYTES >> 20, { "文件大小 %zu MiB", "file size of %zu MiB" } },
    [LIMIT_IS_DOCUMENT] = { LIMIT_DOCUMENT_BYTES >> 20, { "文档大小 %zu MiB", "document size of %zu MiB" } },
    [LIMIT_IS_LINE] = { LIMIT_LINE_BYTES >> 20, { "行长 %zu MiB", "line length of %zu MiB" } },
    [LIMIT_IS_FIGURES] = { LIMIT_FIGURES, { "数字 %zu 个", "number of figures, %zu" } },
    [LIMIT_IS_CELLS] = { LIMIT_CELLS, { "表格单元格 %zu 个", "number of table cells, %zu" } },
    [LIMIT_IS_RELATIONS] = { LIMIT_RELATIONS, { "勾稽关系 %zu 条", "number of relations, %zu" } },
    [LIMIT_IS_MEMORY] = { LIMIT_MEMORY >> 20, { "单个文档的内存 %zu MiB", "memory of one document, %zu MiB" } },
    [LIMIT_IS_RULE_FILES] = { LIMIT_RULE_FILES, { "规则文件 %zu 个", "number of rule files, %zu" } },
    [LIMIT_IS_RULE_FILE] = { LIMIT_RULE_FILE_BYTES >> 20, { "规则文件大小 %zu MiB", "size of a rule file, %zu MiB" } },
    [LIMIT_IS_RULE_MEMORY] = { LIMIT_RULE_MEMORY >> 20, { "规则的内存 %zu MiB", "memory of the rules, %zu MiB" } },
};
/* clang-format on */

enum gj_status
limit_error(struct gj_error *err, enum limit which, enum gj_lang lang)
{
    struct gj_error what = { 0 };

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    err_set(&what, GJ_LIMIT, limits[which].what[lang], limits[which].value);
#pragma GCC diagnostic pop
    return err_set(err, GJ_LIMIT,
                   lang == GJ_EN ? "over the limit: %s" : "超出限度：%s",
                   what.message);
}

enum gj_status
memory_error(struct gj_error *err, enum gj_lang lang)
{
    return err_set(err, GJ_NOMEM, "%s",
                   lang == GJ_EN ? "out of memory" : "内存不足");
}

enum gj_status
limit_reached(struct arena *arena, enum limit which, struct gj_error *err)
{
    if (!arena->reached)
        arena->reached = (int)which;
    return limit_error(err, which, GJ_EN);
}
