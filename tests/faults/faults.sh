#!/bin/sh
# SPDX-License-Identifier: MIT
# Damaged documents and failing allocations in one process, under the
# sanitizers ($BUILD/asan/faults; make check-faults builds it).  GJ_LONG=1:
# every byte, every allocation, 100,000 documents.
cd "$(dirname "$0")/../.." || exit 2
FAULTS=${BUILD:-build}/asan/faults
dir=$(mktemp -d) || exit 2
GJ_FAULTS_DIR=${GJ_FAULTS_DIR:-$dir}
# the sanitizers and a malloc() for each request take their share
GJ_SECONDS_PER_MB=${GJ_SECONDS_PER_MB:-30}
export GJ_FAULTS_DIR GJ_SECONDS_PER_MB
bad=0
if [ -n "${GJ_LONG:-}" ]; then
	set -- "truncate 1" "mutate 100000 1" "alloc 1"
else
	set -- "truncate 61" "mutate 2000 1" "alloc 211"
fi
for kind; do
	# shellcheck disable=SC2086 # words
	"$FAULTS" $kind corpus/*/*.txt || { bad=1; cp "$dir"/fault-* . 2>/dev/null; }
done
rm -rf "$dir"
exit $bad
