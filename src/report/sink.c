/* SPDX-License-Identifier: MIT */
/* The sink: bytes out, first failure sticks. */
#include <stdarg.h>
#include <string.h>

#include "report/report.h"

void
sink_put(struct sink *sink, const char *bytes, size_t len)
{
    if (sink->failed || len == 0)
        return;
    sink->failed = !sink->write(sink->user, bytes, len);
}

void
sink_puts(struct sink *sink, const char *text)
{
    if (text != NULL)
        sink_put(sink, text, strlen(text));
}

static void
put_number(struct sink *sink, size_t n)
{
    char digits[24];
    size_t at = sizeof(digits);

    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    sink_put(sink, digits + at, sizeof(digits) - at);
}

static void
put_int(struct sink *sink, int n)
{
    if (n < 0)
        sink_puts(sink, "-");
    put_number(sink, n < 0 ? (size_t) - (long long)n : (size_t)n);
}

/* The argument of one conversion; returns the characters of fmt it took. */
static size_t
put_argument(struct sink *sink, const char *fmt, va_list *args)
{
    if (strncmp(fmt, ".*s", 3) == 0) {
        int len = va_arg(*args, int);

        sink_put(sink, va_arg(*args, const char *), len > 0 ? (size_t)len : 0);
        return 3;
    }
    if (strncmp(fmt, "zu", 2) == 0) {
        put_number(sink, va_arg(*args, size_t));
        return 2;
    }
    if (*fmt == 's') {
        sink_puts(sink, va_arg(*args, const char *));
    } else if (*fmt == 'u') {
        put_number(sink, va_arg(*args, unsigned));
    } else if (*fmt == 'd') {
        put_int(sink, va_arg(*args, int));
    } else if (*fmt == 'c') {
        char c = (char)va_arg(*args, int);

        sink_put(sink, &c, 1);
    } else {
        sink_puts(sink, "%");
    }
    return *fmt != '\0';
}

void
sink_printf(struct sink *sink, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    while (*fmt != '\0') {
        size_t plain = strcspn(fmt, "%");

        sink_put(sink, fmt, plain);
        fmt += plain;
        if (*fmt == '%')
            fmt += 1 + put_argument(sink, fmt + 1, &args);
    }
    va_end(args);
}
