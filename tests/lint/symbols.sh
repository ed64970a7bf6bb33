#!/bin/sh
# symbols.sh [ARCHIVE]: only gj_* symbols leave the library.
archive=${1:-${BUILD:-build}/libgouji.a}
if [ ! -f "$archive" ]; then
	echo "symbols.sh: no library $archive" >&2
	exit 2
fi
nm -g --defined-only "$archive" | awk -v archive="$archive" '
NF == 3 && $3 ~ /^gj_/ { public++; next }
NF == 3 { print archive ": " $3 " leaves the library"; bad = 1 }
END {
	if (!public) { print archive ": no public symbol"; bad = 1 }
	exit bad
}'
