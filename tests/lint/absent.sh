#!/bin/sh
# absent.sh [SRC]: the program for Windows links without SQLite: each function
# of cli/store.h has its stand-in in windows/absent.c.
# shellcheck disable=SC1007
src=${1:-$(CDPATH= cd -- "$(dirname "$0")/../../src" && pwd)}
cd "$src" || exit 2

names=$(sed -n 's/^[a-z].*[ *]\([a-z_]*\)(.*/\1/p' cli/store.h)
if [ -z "$names" ]; then
	echo "absent.sh: no functions in cli/store.h" >&2
	exit 2
fi
bad=0
for name in $names; do
	grep -q "^$name(" windows/absent.c && continue
	echo "src/windows/absent.c: no $name(), which cli/store.h declares"
	bad=1
done
exit $bad
