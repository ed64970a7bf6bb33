/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "text/text_int.h"

/* Code points and lines: a last line without '\n' counts, an empty one behind
 * the last '\n' does not; an empty document has one line. */
static void
count(struct str bytes, size_t *ncps, size_t *nlines)
{
    *ncps = 0;
    *nlines = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        *ncps += ((unsigned char)bytes.ptr[i] & 0xC0) != 0x80;
        *nlines += bytes.ptr[i] == '\n';
    }
    if (bytes.len == 0 || bytes.ptr[bytes.len - 1] != '\n')
        ++*nlines;
}

enum gj_status
source_index(struct arena *arena, struct str bytes, struct source *out,
             struct gj_error *err)
{
    size_t ncps, nlines, cp = 0, line = 0;
    uint32_t *byte_of, *line_start;

    count(bytes, &ncps, &nlines);
    byte_of = arena_array(arena, ncps + 1, sizeof(*byte_of));
    line_start = arena_array(arena, nlines + 1, sizeof(*line_start));
    if (!byte_of || !line_start)
        return err_memory(err, arena);
    line_start[line++] = 0;
    for (size_t i = 0; i < bytes.len;) {
        unsigned char lead = (unsigned char)bytes.ptr[i];

        byte_of[cp++] = (uint32_t)i;
        i += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (lead == '\n' && line < nlines)
            line_start[line++] = (uint32_t)cp;
    }
    byte_of[ncps] = (uint32_t)bytes.len;
    line_start[nlines] = (uint32_t)ncps;
    *out = (struct source){ bytes, byte_of, ncps, line_start, nlines };
    return GJ_OK;
}

/* The line that code point cp stands on; the last one for the end. */
static size_t
line_at(const struct source *source, size_t cp)
{
    size_t low = 0, high = source->nlines;

    while (high - low > 1) {
        size_t mid = (low + high) / 2;

        if (source->line_start[mid] <= cp)
            low = mid;
        else
            high = mid;
    }
    return low;
}

static void
clamp(const struct source *source, size_t *from, size_t *to)
{
    if (*to > source->ncps)
        *to = source->ncps;
    if (*from > *to)
        *from = *to;
}

struct gj_place
source_place(const struct source *source, size_t from, size_t to)
{
    struct gj_place place = { 0 };
    size_t line, end_line;

    clamp(source, &from, &to);
    line = line_at(source, from);
    end_line = to > from ? line_at(source, to - 1) : line;
    place.offset = from;
    place.length = to - from;
    place.line = line + 1;
    place.column = from - source->line_start[line] + 1;
    place.end_line = end_line + 1;
    place.end_column = to - source->line_start[end_line] + 1;
    return place;
}

struct str
source_slice(const struct source *source, size_t from, size_t to)
{
    clamp(source, &from, &to);
    return str_sub(source->bytes, source->byte_of[from], source->byte_of[to]);
}
