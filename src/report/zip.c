/* SPDX-License-Identifier: MIT */
/* ZIP (APPNOTE 6.3): local headers, central directory, end record. */
#include <string.h>

#include "report/zip.h"

#define NEEDED 20     /* version 2.0 */
#define DATE   0x0021 /* 1 January 1980, the first there is */

void
zip_begin(struct zip *zip, struct sink *sink)
{
    memset(zip, 0, sizeof(*zip));
    zip->sink = sink;
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;

        for (unsigned k = 0; k < 8; k++)
            c = (c & 1) != 0 ? 0xEDB88320u ^ c >> 1 : c >> 1;
        zip->table[i] = c;
    }
}

static uint32_t
crc_of(const struct zip *zip, const char *bytes, size_t len)
{
    uint32_t crc = 0xFFFFFFFFu;

    for (size_t i = 0; i < len; i++)
        crc = zip->table[(crc ^ (unsigned char)bytes[i]) & 0xFF] ^ crc >> 8;
    return ~crc;
}

static void
put(struct zip *zip, const char *bytes, size_t len)
{
    sink_put(zip->sink, bytes, len);
    zip->offset += len;
    if (zip->offset > UINT32_MAX)
        zip->sink->failed = true;
}

static void
put_little(struct zip *zip, uint32_t n, unsigned bytes)
{
    char out[4];

    for (unsigned i = 0; i < bytes; i++)
        out[i] = (char)(n >> (8 * i) & 0xFF);
    put(zip, out, bytes);
}

/* The fields that the local and the central header have in common. */
static void
put_fields(struct zip *zip, const struct zip_entry *entry)
{
    put_little(zip, NEEDED, 2);
    put_little(zip, 0, 2); /* no flags */
    put_little(zip, 0, 2); /* stored */
    put_little(zip, 0, 2); /* midnight */
    put_little(zip, DATE, 2);
    put_little(zip, entry->crc, 4);
    put_little(zip, entry->size, 4);
    put_little(zip, entry->size, 4);
    put_little(zip, (uint32_t)strlen(entry->name), 2);
    put_little(zip, 0, 2); /* no extra field */
}

void
zip_add(struct zip *zip, const char *name, const char *bytes, size_t len)
{
    struct zip_entry *entry = &zip->entries[zip->n];

    if (zip->n == ZIP_ENTRIES || len > UINT32_MAX) {
        zip->sink->failed = true;
        return;
    }
    zip->n++;
    entry->name = name;
    entry->crc = crc_of(zip, bytes, len);
    entry->size = (uint32_t)len;
    entry->offset = (uint32_t)zip->offset;
    put_little(zip, 0x04034B50, 4);
    put_fields(zip, entry);
    put(zip, name, strlen(name));
    put(zip, bytes, len);
}

void
zip_end(struct zip *zip)
{
    uint32_t start = (uint32_t)zip->offset, size;

    for (size_t i = 0; i < zip->n; i++) {
        const struct zip_entry *entry = &zip->entries[i];

        put_little(zip, 0x02014B50, 4);
        put_little(zip, NEEDED, 2); /* made by */
        put_fields(zip, entry);
        put_little(zip, 0, 2); /* no comment */
        put_little(zip, 0, 2); /* first disk */
        put_little(zip, 0, 2); /* inner attributes */
        put_little(zip, 0, 4); /* outer attributes */
        put_little(zip, entry->offset, 4);
        put(zip, entry->name, strlen(entry->name));
    }
    size = (uint32_t)zip->offset - start;
    put_little(zip, 0x06054B50, 4);
    put_little(zip, 0, 4); /* disks */
    put_little(zip, (uint32_t)zip->n, 2);
    put_little(zip, (uint32_t)zip->n, 2);
    put_little(zip, size, 4);
    put_little(zip, start, 4);
    put_little(zip, 0, 2); /* no comment */
}
