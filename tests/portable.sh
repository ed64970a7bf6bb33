#!/bin/sh
# SPDX-License-Identifier: MIT
# Compiles the core for another system: no files, threads, iconv or locale.
# usage: tests/portable.sh wasi|mingw   (status 77: no such compiler here)
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
case ${1:-} in
wasi) cc=clang-14 flags='--target=wasm32-wasi' ;;
mingw) cc=x86_64-w64-mingw32-gcc flags= ;;
*) echo "usage: tests/portable.sh wasi|mingw" >&2; exit 2 ;;
esac
printf '#include <string.h>\n#include <stdlib.h>\n' >"$BUILD/portable.c"
# shellcheck disable=SC2086 # words
if ! $cc $flags -fsyntax-only "$BUILD/portable.c" 2>/dev/null; then
	echo "portable: no compiler or C library for $1, skipped"
	exit 77
fi

# The headers of the libraries are the same everywhere; those of the C library
# are not, so only these are taken.
include=$BUILD/include-$1
mkdir -p "$include/cjson"
for header in pcre2.h:libpcre2-8 utf8proc.h:libutf8proc cjson/cJSON.h:libcjson; do
	from=$(pkg-config --variable=includedir "${header#*:}")/${header%:*}
	cp "$from" "$include/${header%:*}" || exit 1
done

sources="$BUILD/builtin.c"
for floor in base text layout figure kind rules fact check diagnose audit report; do
	sources="$sources $(echo src/$floor/*.c)"
done
# shellcheck disable=SC2086
printf '%s\n' $sources | xargs -P 2 -I {} $cc $flags -std=c17 -O1 \
    -Wall -Wextra -Werror -Isrc -I"$include" -DUTF8PROC_EXPORTS \
    -DUTF8PROC_STATIC -c -o /dev/null {} || exit 1
echo "portable: $(printf '%s\n' $sources | wc -l) files compile for $1"
