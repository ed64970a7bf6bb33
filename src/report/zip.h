/* SPDX-License-Identifier: MIT */
/*
 * A ZIP archive written in one go, entries stored as they are, no times: the
 * same entries give the same bytes.
 *
 * Floor 10, private to this folder.
 */
#ifndef GJ_REPORT_ZIP_H
#define GJ_REPORT_ZIP_H

#include "report/report_int.h"

#define ZIP_ENTRIES 12

struct zip_entry {
    const char *name;
    uint32_t crc, size, offset;
};

struct zip {
    struct sink *sink;
    uint32_t table[256];
    struct zip_entry entries[ZIP_ENTRIES];
    size_t n;
    uint64_t offset;
};

void zip_begin(struct zip *zip, struct sink *sink);
/* name is ASCII and outlives the archive.  Archives of 4 GB and more fail. */
void zip_add(struct zip *zip, const char *name, const char *bytes, size_t len);
void zip_end(struct zip *zip);

#endif
