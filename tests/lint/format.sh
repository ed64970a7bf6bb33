#!/bin/sh
# format.sh [FILE...]: clang-format 14 has nothing to change.
if ! command -v clang-format-14 >/dev/null; then
	echo "format.sh: no clang-format-14, skipped"
	exit 77
fi
# shellcheck disable=SC2046 # one word a file
[ $# -gt 0 ] || set -- $(find src tests -path src/third_party -prune -o -name '*.[ch]' -print | sort)
clang-format-14 --dry-run -Werror "$@" 2>&1 |
    sed -n 's/^\([^: ]*\):.*clang-format-violations.*/\1: make format would change it/p' |
    uniq | grep . && exit 1
exit 0
