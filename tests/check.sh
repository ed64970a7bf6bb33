#!/bin/sh
# SPDX-License-Identifier: MIT
# All tests, what CI runs: tests/run.sh, then again with the other compiler
# and under the sanitizers, then the lints that need builds of their own.
# Ends with "N passed, N failed", the sum of all.  GJ_LONG=1: full counts.
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
CC=${CC:-cc}
unset MAKEFLAGS MFLAGS MAKELEVEL WERROR
cores=$(nproc 2>/dev/null || echo 2)
quick='unit/ fuzz/ cli/ cases/ rules/ checks corpus golden traps'
passed=0 failed=0 skipped=0
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM

count() {
	passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# one NAME COMMAND...: a command that passes, fails or (77) is skipped.
one() {
	name=$1
	shift
	"$@" >"$log" 2>&1
	case $? in
	0) count 1 0 0 ;;
	77) count 0 0 1; echo "skip $name: $(tail -n 1 "$log")" ;;
	*) count 0 1 0; echo "FAIL $name"; grep -v '^  [A-Z]* ' "$log" | tail -n 60; return 1 ;;
	esac
}

# many NAME COMMAND...: a run of tests/run.sh, its numbers added.
many() {
	echo "== $1"
	shift
	"$@" >"$log" 2>&1
	tally=$(tail -n 1 "$log" |
	    sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed\(, \([0-9]*\) skipped\)*$/\1 \2 0\4/p')
	sed '$d' "$log"
	if [ -z "$tally" ]; then
		tail -n 1 "$log"
		tally="0 1 0"
	fi
	# shellcheck disable=SC2086 # three numbers
	count $tally
}

build() {
	make --no-print-directory -j"$cores" WERROR=1 tests "$@"
}

many "tests, $CC" env BUILD="$BUILD" CC="$CC" tests/run.sh

case $CC in *clang*) other=gcc ;; *) other=clang-14 ;; esac
echo "== build, $other"
if ! command -v $other >/dev/null; then
	count 0 0 1
	echo "skip $other: not there (.ci/setup all)"
elif one "build with $other" build CC=$other BUILD="$BUILD/other"; then
	# shellcheck disable=SC2086 # words
	many "tests, $other" env BUILD="$BUILD/other" CC=$other tests/run.sh $quick
fi

echo "== build, sanitizers"
if one "build with sanitizers" build CC="$CC" BUILD="$BUILD/asan" \
    CFLAGS="-O1 -g -DARENA_MALLOC -fno-omit-frame-pointer \
    -fsanitize=address,undefined -fno-sanitize-recover=all"; then
	# shellcheck disable=SC2086 # words
	many "tests, sanitizers" env BUILD="$BUILD/asan" CC="$CC" \
	    GJ_SECONDS_PER_MB=30 tests/run.sh $quick ${GJ_LONG:+hostile}
fi

if [ -x "$BUILD/asan/gouji" ]; then
	one "faults" make --no-print-directory BUILD="$BUILD" check-faults
fi

echo "== clang-tidy and other systems"
if command -v clang-tidy-14 >/dev/null; then
	one clang-tidy make --no-print-directory -k -j"$cores" BUILD="$BUILD" lint-tidy
else
	count 0 0 1
	echo "skip clang-tidy: not there (.ci/setup all)"
fi
one "core for wasm32-wasi" env BUILD="$BUILD" tests/portable.sh wasi
one "core for Windows" env BUILD="$BUILD" tests/portable.sh mingw

echo "== packages"
one "installed, used, removed" make --no-print-directory -j"$cores" BUILD="$BUILD" check-install

echo "== readers of the reports"
one "html in Chromium" env BUILD="$BUILD" tests/html.sh
one "sarif for code scanning" env BUILD="$BUILD" tests/sarif.sh
one "page in Chromium" env BUILD="$BUILD" tests/page.sh
one "program for Windows" env BUILD="$BUILD" tests/windows.sh

if [ -n "${GJ_LONG:-}" ]; then
	echo "== threads, valgrind, analyzers"
	for target in check-tsan check-valgrind lint-analyze; do
		one $target make --no-print-directory BUILD="$BUILD" $target
	done
fi

if [ -n "${GJ_LONG:-}" ] && command -v clang-14 >/dev/null; then
	echo "== fuzz"
	for target in tests/fuzz/fuzz_*.c; do
		target=${target##*/fuzz_}
		one "fuzz ${target%.c}" make --no-print-directory BUILD="$BUILD" \
		    fuzz TARGET="${target%.c}" SECONDS="${GJ_FUZZ_SECONDS:-600}"
	done
fi

echo "$passed passed, $failed failed$([ $skipped -gt 0 ] && echo ", $skipped skipped")"
[ $failed -eq 0 ]
