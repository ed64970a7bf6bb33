/* SPDX-License-Identifier: MIT */
/*
 * Host program of the build: prints the rule files as C.
 *
 *     embed FOLDER FILE...
 *
 * Names are written relative to FOLDER.  String literals would be shorter
 * than lists of bytes, but compilers need not take long ones.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BYTES_PER_LINE 20

static int
print_bytes(size_t index, const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t n = 0;
    int c;

    if (!f) {
        fprintf(stderr, "embed: %s: %s\n", path, strerror(errno));
        return -1;
    }
    printf("static const unsigned char file%zu[] = {", index);
    while ((c = getc(f)) != EOF)
        printf("%s%d,", n++ % BYTES_PER_LINE ? "" : "\n", c);
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
           "}\n");
}

int
main(int argc, char **argv)
{
    size_t n = argc > 2 ? (size_t)(argc - 2) : 0;

    if (argc < 2) {
        fprintf(stderr, "usage: embed FOLDER FILE...\n");
        return EXIT_FAILURE;
    }
    printf("/* Written by embed; see rules/. */\n#include \"gouji.h\"\n");
    for (size_t i = 0; i < n; i++)
        if (print_bytes(i, argv[i + 2]) != 0)
            return EXIT_FAILURE;
    print_table(argv[1], argv + 2, n);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "embed: cannot write\n");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
