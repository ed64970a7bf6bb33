#!/bin/sh
# SPDX-License-Identifier: MIT
# No document costs more instructions than the table allows: counts do not
# depend on how busy the machine is.  usage: tests/instructions.sh [--accept]
# Counts may grow by a quarter, for libraries differ and rules come; what is
# meant to cost more is taken over with --accept.
cd "$(dirname "$0")/.." || exit 2
GOUJI=${GOUJI:-${BUILD:-build}/gouji}
table=tests/tables/instructions.tsv
out=$(mktemp -d) || exit 2
trap 'rm -rf "$out"' EXIT

if ! command -v valgrind >/dev/null; then
	echo "instructions: no valgrind, skipped"
	exit 77
fi

# count FILES: instructions of a run on the files one behind the other, without
# what the system does before main() to load libraries.
count() {
	# shellcheck disable=SC2086
	cat $1 >"$out/document.txt" || return 2
	valgrind --tool=callgrind --callgrind-out-file=/dev/null \
	    --toggle-collect=main --toggle-collect=thread_main \
	    "$GOUJI" check --format json --no-config --jobs 1 "$out/document.txt" \
	    2>"$out/said" >/dev/null
	[ $? -le 1 ] || return 2
	sed -n 's/,//g; s/.*refs: *\([0-9][0-9]*\).*/\1/p' "$out/said"
}

status=0
while read -r name limit; do
	case $name in '#'*) printf '%s\t%s\n' "$name" "$limit" >>"$out/new"; continue ;; esac
	got=$(count "$name")
	[ -n "$got" ] || { echo "$name: no count"; cat "$out/said"; exit 1; }
	printf '%s\t%s\n' "$name" "$got" >>"$out/new"
	if [ "$got" -gt $((limit + limit / 4)) ]; then
		echo "FAIL $name: $got instructions, $limit and a quarter are allowed"
		status=1
	elif [ "$got" -lt $((limit - limit / 4)) ]; then
		echo "$name: $got instructions; lower the limit of $limit with --accept"
	else
		echo "ok $name: $got, limit $limit"
	fi
done <"$table"
if [ "${1:-}" = --accept ]; then
	cp "$out/new" "$table"
	exit 0
fi
exit $status
