/* SPDX-License-Identifier: MIT */
/*
 * Host program of the build: prints files as C.
 *
 *     embed FOLDER FILE...    the rule files, for gj_builtin_rules(); names
 *                             are written relative to FOLDER
 *     embed --text NAME=FILE...
 *                             each as an array NAME that ends with NUL, and
 *                             NAME_hash as content-security policies want it
 *
 * String literals would be shorter than lists of bytes, but compilers need
 * not take long ones.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

#define BYTES_PER_LINE 20

/* The bytes of a file as an array; all of them go into sha, too, if that is
 * not NULL. */
static int
print_bytes(const char *head, const char *path, struct sha256 *sha)
{
    FILE *f = fopen(path, "rb");
    size_t n = 0;
    int c;

    if (!f) {
        fprintf(stderr, "embed: %s: %s\n", path, strerror(errno));
        return -1;
    }
    printf("%s[] = {", head);
    while ((c = getc(f)) != EOF) {
        unsigned char byte = (unsigned char)c;

        /* A constant of characters has the sign that char has here. */
        printf(sha ? "%s'\\%o'," : "%s%d,", n++ % BYTES_PER_LINE ? "" : "\n",
               c);
        if (sha)
            sha256_update(sha, &byte, 1);
    }
    printf("\n0};\n");
    if (ferror(f)) {
        fprintf(stderr, "embed: %s: cannot read\n", path);
        fclose(f);
        return -1;
    }
    fclose(f);
    return 0;
}

static const char *
name_below(const char *folder, const char *path)
{
    size_t len = strlen(folder);

    if (strncmp(path, folder, len) == 0 && path[len] == '/')
        return path + len + 1;
    return path;
}

static void
print_name(const char *name)
{
    putchar('"');
    for (; *name; name++) {
        if (*name == '"' || *name == '\\')
            putchar('\\');
        putchar(*name);
    }
    putchar('"');
}

static void
print_table(const char *folder, char **paths, size_t n)
{
    printf("static const struct gj_file files[] = {\n");
    for (size_t i = 0; i < n; i++) {
        printf("{");
        print_name(name_below(folder, paths[i]));
        printf(", (const char *)file%zu, sizeof(file%zu) - 1},\n", i, i);
    }
    printf("{0, 0, 0}};\n"
           "const struct gj_file *gj_builtin_rules(size_t *nfiles)\n"
           "{\n"
           "    *nfiles = sizeof(files) / sizeof(files[0]) - 1;\n"
           "    return files;\n"
           "}\n"
           "#ifdef GJ_IMAGE\n"
           "#include GJ_IMAGE\n"
           "#else\n"
           "#define BUILTIN_IMAGE 0\n"
           "#endif\n"
           "const struct rules_image *rules_builtin_image(void)\n"
           "{\n"
           "    return BUILTIN_IMAGE;\n"
           "}\n");
}

static unsigned
hex_digit(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* "sha256-" and the digest in base 64. */
static void
print_hash(const char *name, struct sha256 *sha)
{
    static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[SHA256_HEX];
    unsigned bits = 0, n = 0;

    sha256_final(sha, hex);
    printf("const char %s_hash[] = \"sha256-", name);
    for (size_t i = 0; i < 64; i++) {
        bits = bits << 4 | hex_digit(hex[i]);
        n += 4;
        if (n >= 6) {
            n -= 6;
            putchar(base64[bits >> n & 63]);
        }
    }
    putchar(base64[bits << 2 & 63]); /* 256 bits are 42 digits and 4 bits */
    printf("=\";\n");
}

/* NAME=FILE */
static int
print_text(char *arg)
{
    char *path = strchr(arg, '=');
    struct sha256 sha;
    char head[80];

    if (!path || path - arg > 40) {
        fprintf(stderr, "embed: %s is not NAME=FILE\n", arg);
        return -1;
    }
    *path++ = '\0';
    sha256_init(&sha);
    snprintf(head, sizeof(head), "const char %s", arg);
    printf("extern const char %s[], %s_hash[];\n", arg, arg);
    if (print_bytes(head, path, &sha) != 0)
        return -1;
    print_hash(arg, &sha);
    return 0;
}

static int
print_rules(const char *folder, char **paths, size_t n)
{
    printf("/* Written by embed; see rules/. */\n#include <stdint.h>\n"
           "#include \"gouji.h\"\n#include \"rules/image.h\"\n");
    for (size_t i = 0; i < n; i++) {
        char head[64];

        snprintf(head, sizeof(head), "static const unsigned char file%zu", i);
        if (print_bytes(head, paths[i], NULL) != 0)
            return -1;
    }
    print_table(folder, paths, n);
    return 0;
}

int
main(int argc, char **argv)
{
    int status = 0;

    if (argc < 2) {
        fprintf(stderr, "usage: embed FOLDER FILE...\n"
                        "       embed --text NAME=FILE...\n");
        return EXIT_FAILURE;
    }
    if (strcmp(argv[1], "--text") != 0)
        status = print_rules(argv[1], argv + 2, (size_t)(argc - 2));
    for (int i = 2; strcmp(argv[1], "--text") == 0 && i < argc; i++)
        status = status ? status : print_text(argv[i]);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "embed: cannot write\n");
        return EXIT_FAILURE;
    }
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
