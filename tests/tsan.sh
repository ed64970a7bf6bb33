#!/bin/sh
# SPDX-License-Identifier: MIT
# Threads under ThreadSanitizer: a folder with four of them, in every format,
# with two languages at once, interrupted, and with one slot for many.
# $BUILD/tsan/gouji was built with -fsanitize=thread (make check-tsan).
cd "$(dirname "$0")/.." || exit 2
GOUJI=${BUILD:-build}/tsan/gouji
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
TSAN_OPTIONS='exitcode=66 halt_on_error=1'
export TSAN_OPTIONS
bad=0

# runs NAME ARGS...: any status but that of a report.
runs() {
	name=$1
	shift
	"$GOUJI" "$@" >"$dir/out" 2>"$dir/err"
	got=$?
	if [ $got -gt 2 ] && [ $got -ne 130 ]; then
		echo "tsan: $name: status $got"
		head -n 40 "$dir/err"
		bad=1
	fi
}

for i in 1 2 3 4 5; do
	mkdir "$dir/$i"
	cp -r corpus/clean corpus/faulty "$dir/$i"
done
for format in text json jsonl sarif html csv xlsx junit github; do
	runs "$format" check -q -j 4 --format "$format" "$dir/1" "$dir/2"
done
runs both check -q -j 4 --out "html:$dir/r.html" --out "json:$dir/r.json" "$dir/1" "$dir/2" "$dir/3"
runs figures figures -j 4 "$dir/1" "$dir/2"
runs ledger ledger -j 8 "$dir/1" "$dir/2" "$dir/3" "$dir/4" "$dir/5"
runs one check -q -j 1 "$dir/1"
for wait in 0.1 0.3 0.6; do
	"$GOUJI" check -q -j 4 "$dir/1" "$dir/2" "$dir/3" "$dir/4" >"$dir/out" 2>"$dir/err" &
	child=$!
	sleep $wait
	kill -INT $child 2>/dev/null
	wait $child
	[ $? -eq 66 ] && { echo "tsan: interrupted"; head -n 40 "$dir/err"; bad=1; }
done
"$GOUJI" check -q -j 4 "$dir/1" "$dir/2" 2>"$dir/err" | head -n 1 >/dev/null
grep -A30 'ThreadSanitizer' "$dir/err" && bad=1
[ $bad -eq 0 ] && echo "tsan: no report"
exit $bad
