/* SPDX-License-Identifier: MIT */
#include "cli/json.h"

#include <string.h>

/* clang-format off */
static const struct problem bad_unicode = { { "\\u 转义有误", "bad \\u escape" } };
static const struct problem bad_escape = { { "转义有误", "bad escape" } };
static const struct problem no_string = { { "缺少字符串", "a string is missing" } };
static const struct problem control_character = { { "字符串中有控制字符", "control character in a string" } };
static const struct problem endless_string = { { "字符串没有结束", "string without end" } };
static const struct problem bad_number = { { "数字写法有误", "bad number" } };
static const struct problem no_value = { { "缺少值", "a value is missing" } };
static const struct problem no_colon = { { "缺少冒号", "a colon is missing" } };
static const struct problem too_deep = { { "嵌套过深", "nested too deeply" } };
static const struct problem no_comma = { { "缺少逗号或右括号", "a comma or a closing bracket is missing" } };
static const struct problem not_object = { { "不是对象", "not an object" } };
static const struct problem not_array = { { "不是数组", "not an array" } };
static const struct problem trailing = { { "值后有多余内容", "something follows the value" } };
static const struct problem lone_surrogate = { { "字符串中有不成对的代理码", "lone surrogate in a string" } };
/* clang-format on */

struct json
json_of(const char *bytes, size_t len)
{
    return (struct json){ .start = bytes, .p = bytes, .end = bytes + len };
}

static bool
fail(struct json *j, const struct problem *what)
{
    if (!j->error)
        j->error = what;
    return false;
}

static void
blanks(struct json *j)
{
    while (j->p < j->end &&
           (*j->p == ' ' || *j->p == '\t' || *j->p == '\n' || *j->p == '\r'))
        j->p++;
}

/* The next byte; NUL at the end, which no rule accepts. */
static char
peek(const struct json *j)
{
    return (char)(j->p == j->end ? 0 : *j->p);
}

static bool
accept(struct json *j, char c)
{
    if (j->p == j->end || *j->p != c)
        return false;
    j->p++;
    return true;
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four hex digits at p; -1 if they are not there. */
static long
hex4(const char *p, const char *end)
{
    long value = 0;

    if (end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(p[i]);

        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static bool
scan_escape(struct json *j)
{
    char c = peek(j);

    j->p += c != '\0';

    if (c == 'u') {
        if (hex4(j->p, j->end) < 0)
            return fail(j, &bad_unicode);
        j->p += 4;
        return true;
    }
    if (c == '\0' || !strchr("\"\\/bfnrt", c))
        return fail(j, &bad_escape);
    return true;
}

static bool
scan_string(struct json *j)
{
    if (!accept(j, '"'))
        return fail(j, &no_string);
    while (j->p < j->end) {
        unsigned char c = (unsigned char)*j->p++;

        if (c == '"')
            return true;
        if (c < 0x20)
            return fail(j, &control_character);
        if (c == '\\' && !scan_escape(j))
            return false;
    }
    return fail(j, &endless_string);
}

static bool
scan_digits(struct json *j)
{
    const char *from = j->p;

    while (j->p < j->end && *j->p >= '0' && *j->p <= '9')
        j->p++;
    return j->p > from || fail(j, &bad_number);
}

static bool
scan_number(struct json *j)
{
    accept(j, '-');
    if (!accept(j, '0') && !scan_digits(j))
        return false;
    if (accept(j, '.') && !scan_digits(j))
        return false;
    if (accept(j, 'e') || accept(j, 'E')) {
        if (!accept(j, '+'))
            accept(j, '-');
        return scan_digits(j);
    }
    return true;
}

static bool
scan_word(struct json *j)
{
    static const char *const words[] = { "true", "false", "null" };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        size_t len = strlen(words[i]);

        if ((size_t)(j->end - j->p) >= len &&
            memcmp(j->p, words[i], len) == 0) {
            j->p += len;
            return true;
        }
    }
    return fail(j, &no_value);
}

static bool
scan_simple(struct json *j)
{
    char c = peek(j);

    if (c == '"')
        return scan_string(j);
    if (c == '-' || (c >= '0' && c <= '9'))
        return scan_number(j);
    return scan_word(j);
}

static bool
scan_key(struct json *j)
{
    blanks(j);
    if (!scan_string(j))
        return false;
    blanks(j);
    return accept(j, ':') || fail(j, &no_colon);
}

/* Opening brackets and keys up to the next simple value or closing bracket.
 * The stack holds the closing bracket of each open container. */
static bool
scan_open(struct json *j, char *stack, size_t *depth)
{
    for (blanks(j); peek(j) == '{' || peek(j) == '['; blanks(j)) {
        char close = (char)(*j->p++ == '{' ? '}' : ']');

        if (*depth == JSON_DEPTH)
            return fail(j, &too_deep);
        stack[(*depth)++] = close;
        blanks(j);
        if (peek(j) == close)
            return true;
        if (close == '}' && !scan_key(j))
            return false;
    }
    return scan_simple(j);
}

/* One value of any kind, without recursion. */
static bool
scan_value(struct json *j)
{
    char stack[JSON_DEPTH];
    size_t depth = 0;

    if (!scan_open(j, stack, &depth))
        return false;
    while (depth > 0) {
        blanks(j);
        if (accept(j, stack[depth - 1])) {
            depth--;
        } else if (!accept(j, ',')) {
            return fail(j, &no_comma);
        } else {
            if (stack[depth - 1] == '}' && !scan_key(j))
                return false;
            if (!scan_open(j, stack, &depth))
                return false;
        }
    }
    return true;
}

bool
json_enter(struct json *j, char bracket)
{
    blanks(j);
    j->first = true;
    if (!accept(j, bracket))
        return fail(j, bracket == '{' ? &not_object : &not_array);
    return true;
}

/* Comma or end; true if another element follows. */
static bool
more(struct json *j, char close)
{
    if (j->error)
        return false;
    blanks(j);
    if (accept(j, close))
        return false;
    if (!j->first && !accept(j, ','))
        return fail(j, &no_comma);
    j->first = false;
    blanks(j);
    return true;
}

static bool
take_value(struct json *j, struct json_token *value)
{
    blanks(j);
    value->ptr = j->p;
    if (!scan_value(j))
        return false;
    value->len = (size_t)(j->p - value->ptr);
    return true;
}

bool
json_member(struct json *j, struct json_token *key, struct json_token *value)
{
    if (!more(j, '}'))
        return false;
    key->ptr = j->p;
    if (!scan_string(j))
        return false;
    key->len = (size_t)(j->p - key->ptr);
    blanks(j);
    if (!accept(j, ':'))
        return fail(j, &no_colon);
    return take_value(j, value);
}

bool
json_item(struct json *j, struct json_token *value)
{
    return more(j, ']') && take_value(j, value);
}

bool
json_finish(struct json *j)
{
    blanks(j);
    if (!j->error && j->p < j->end)
        fail(j, &trailing);
    return !j->error;
}

bool
json_is_string(struct json_token token)
{
    return token.len >= 2 && token.ptr[0] == '"';
}

static size_t
put_utf8(unsigned long cp, char *out)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* p is behind "\u"; *used counts the bytes read.  -1: lone surrogate. */
static long
decode_unicode(const char *p, const char *end, size_t *used)
{
    long high = hex4(p, end), low;

    *used = 4;
    if (high < 0xD800 || high > 0xDFFF)
        return high;
    if (high > 0xDBFF || end - p < 10 || p[4] != '\\' || p[5] != 'u')
        return -1;
    low = hex4(p + 6, end);
    if (low < 0xDC00 || low > 0xDFFF)
        return -1;
    *used = 10;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

static char
decode_simple(char c)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    const char *at = strchr(from, c);

    return (char)(at ? to[at - from] : c);
}

const struct problem *
json_decode(struct json_token token, char *out, size_t *len)
{
    const char *p = token.ptr + 1, *end = token.ptr + token.len - 1;
    size_t n = 0;

    while (p < end) {
        const char *escape = memchr(p, '\\', (size_t)(end - p));
        size_t plain = (size_t)((escape ? escape : end) - p), used;
        long cp;

        memcpy(out + n, p, plain);
        n += plain;
        p += plain;
        if (!escape)
            break;
        if (p[1] != 'u') {
            out[n++] = decode_simple(p[1]);
            p += 2;
            continue;
        }
        cp = decode_unicode(p + 2, end, &used);
        if (cp < 0)
            return &lone_surrogate;
        n += put_utf8((unsigned long)cp, out + n);
        p += 2 + used;
    }
    *len = n;
    return NULL;
}

bool
json_equal(struct json_token token, const char *text)
{
    char name[64 * 6 + 2];
    size_t len;

    return token.len <= sizeof(name) && !json_decode(token, name, &len) &&
           len == strlen(text) && memcmp(name, text, len) == 0;
}
