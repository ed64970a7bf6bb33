/* SPDX-License-Identifier: MIT */
/*
 * What each output format demands of all output, whatever was audited.
 * Written against the formats, not against the reporters: nothing of theirs
 * is used here.
 *
 * Every function returns NULL, or what is wrong (a literal).
 */
#ifndef GJ_TESTS_WELLFORMED_H
#define GJ_TESTS_WELLFORMED_H

#include <stddef.h>

/* One JSON text (RFC 8259) with nothing but blanks around it. */
const char *wellformed_json(const char *bytes, size_t len);
/* JSON on every line, each line ended. */
const char *wellformed_jsonl(const char *bytes, size_t len);
/* JSON with what SARIF 2.1.0 requires of results and places. */
const char *wellformed_sarif(const char *bytes, size_t len);
/* XML 1.0: elements that close in order, attributes in quotes, each once;
 * characters and references that XML knows. */
const char *wellformed_xml(const char *bytes, size_t len);
/* The same, with the void elements, style and script of HTML. */
const char *wellformed_html(const char *bytes, size_t len);
/* RFC 4180 in UTF-8: as many fields in every record as in the first. */
const char *wellformed_csv(const char *bytes, size_t len);
/* Lines of text without control characters. */
const char *wellformed_text(const char *bytes, size_t len);

/* By the name of the format ("json", "sarif" ...); unknown ones as text. */
const char *wellformed(const char *format, const char *bytes, size_t len);

#endif
