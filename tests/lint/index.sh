#!/bin/sh
# The index of codes in rules/README.md is what `gouji rules list` prints.
# With --write, bring it up to date.  GOUJI names the program.
cd "$(dirname "$0")/../.." || exit 2
gouji=${GOUJI:-build/gouji}
readme=rules/README.md
new=$(mktemp) || exit 2
trap 'rm -f "$new" "$new.list"' EXIT

"$gouji" --lang en rules list >"$new.list" 2>/dev/null ||
	"$gouji" rules list --lang en >"$new.list" || exit 2
awk -v list="$new.list" '
/^## Index of codes/ {
	print; print ""
	while ((getline line < list) > 0) print line == "" ? "" : "    " line
	exit
}
{ print }' "$readme" >"$new"
if [ "$1" = --write ]; then
	cat "$new" >"$readme"
elif ! cmp -s "$new" "$readme"; then
	echo "$readme: the index of codes is out of date: run $0 --write" >&2
	exit 1
fi
