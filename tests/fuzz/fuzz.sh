#!/bin/sh
# SPDX-License-Identifier: MIT
# Fuzzes each target for some time and prints what was done.  What is found
# lies in $BUILD/crash-TARGET-*; inputs that reach new code in found-TARGET.
# usage: tests/fuzz/fuzz.sh SECONDS [TARGET...]   (make fuzz builds first)
cd "$(dirname "$0")/../.." || exit 2
BUILD=${BUILD:-build}
seconds=${1:-60}
[ $# -gt 0 ] && shift
[ $# -eq 0 ] && for target in tests/fuzz/fuzz_*.c; do
	target=${target##*/fuzz_}
	set -- "$@" "${target%.c}"
done

# Words that the target knows.
dictionary() {
	case $1 in
	text | layout | figure | audit) echo report ;;
	known | config | map | record) echo json ;;
	pattern) echo rules ;;
	*) echo "$1" ;;
	esac
}

bad=0
printf '%-10s %8s %12s %8s  %s\n' target seconds executions inputs result
for target; do
	found=$BUILD/found-$target
	log=$BUILD/fuzz-$target.log
	mkdir -p "$found"
	"$BUILD/fuzz_$target" -max_total_time="$seconds" -timeout=20 \
	    -rss_limit_mb=4096 -print_final_stats=1 -close_fd_mask=1 \
	    -dict="tests/fuzz/$(dictionary "$target").dict" \
	    -artifact_prefix="$BUILD/crash-$target-" \
	    "$found" "tests/fuzz/seeds-$target" >"$log" 2>&1
	status=$?
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	[ $status -eq 0 ] && result=clean || { result="FAILED, see $log"; bad=1; }
	printf '%-10s %8s %12s %8s  %s\n' "$target" "$seconds" "${runs:--}" \
	    "$(find "$found" -type f | wc -l)" "$result"
done
exit $bad
