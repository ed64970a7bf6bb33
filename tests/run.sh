#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs the tests.  usage: tests/run.sh [--accept] [--fast|--long] [PATTERN...]
#   --accept  rewrite the expected files of the cases and the corpus snapshot
#   --fast    without hostile input and mutations
#   --long    larger numbers everywhere (as GJ_LONG=1)
#   PATTERN   only tests whose name contains one, as in "cases/prose" or "golden"
# $BUILD: where the program was built (build); $GOUJI: the program.
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
GOUJI=${GOUJI:-$BUILD/gouji}
PYTHONDONTWRITEBYTECODE=1
LC_ALL=C.UTF-8
export BUILD GOUJI PYTHONDONTWRITEBYTECODE LC_ALL

accept= patterns= fast=
for arg; do
	case $arg in
	--accept) accept=--accept ;;
	--fast) fast=1 ;;
	--long) GJ_LONG=1; export GJ_LONG ;;
	--help) sed -n '3,8s/^# //p' "$0"; exit 0 ;;
	-*) echo "tests/run.sh: unknown option $arg" >&2; exit 2 ;;
	*) patterns="$patterns $arg" ;;
	esac
done

passed=0 failed=0 skipped=0
out=$(mktemp -d) || exit 2
trap 'rm -rf "$out"' EXIT
trap 'exit 130' INT TERM

wanted() {
	[ -z "$patterns" ] && return 0
	for pattern in $patterns; do
		case $1 in *"$pattern"*) return 0 ;; esac
	done
	return 1
}

# shorten FILE: its beginning and its end, indented.
shorten() {
	if [ "$(wc -l <"$1")" -gt 60 ]; then
		{ head -n 25 "$1"; echo "..."; tail -n 35 "$1"; } | sed 's/^/  /'
	else
		sed 's/^/  /' "$1"
	fi
}

# run NAME COMMAND...: one test; 0 passed, 77 skipped, else failed.
run() {
	name=$1
	shift
	wanted "$name" || return
	"$@" >"$out/log" 2>&1
	status=$?
	if [ $status -eq 0 ]; then
		passed=$((passed + 1))
	elif [ $status -eq 77 ]; then
		skipped=$((skipped + 1))
		echo "skip $name: $(tail -n 1 "$out/log")"
	else
		failed=$((failed + 1))
		echo "FAIL $name"
		shorten "$out/log"
	fi
}

# case_view DIR VIEW FILE: what one expected file compares.
view_of() {
	case $2 in
	text) "$GOUJI" check --color never --lang zh $3 - <"$1/input.txt" ;;
	json) "$GOUJI" check --format json $3 - <"$1/input.txt" ;;
	figures) "$GOUJI" figures $3 - <"$1/input.txt" ;;
	ledger) "$GOUJI" ledger $3 - <"$1/input.txt" ;;
	*) echo "no such view: $2" >&2; return 2 ;;
	esac
}

# The version and the digest of the rules are no part of what a case expects.
steady() {
	sed -e 's/"sha256": *"[0-9a-f]\{64\}"/"sha256":"*"/g' \
	    -e 's/"version": *"[^"]*"/"version":"*"/g'
}

case_test() {
	dir=$1
	args=
	[ -f "$dir/args" ] && args=$(cat "$dir/args")
	bad=0
	for want in "$dir"/expected.*; do
		[ -f "$want" ] || { echo "no expected file"; return 1; }
		view=${want##*/expected.}
		view_of "$dir" "$view" "$args" >"$out/raw" 2>"$out/err"
		status=$?
		steady <"$out/raw" >"$out/got"
		if [ $status -gt 1 ]; then
			echo "status $status"
			cat "$out/err"
			bad=1
		elif [ -n "$accept" ]; then
			cp "$out/got" "$want"
		elif ! diff -u "$want" "$out/got"; then
			bad=1
		fi
	done
	return $bad
}

for bin in "$BUILD"/tests/unit/test_*; do
	[ -x "$bin" ] && case $bin in *.d | *.o) ;; *) run "unit/${bin##*/}" "$bin" ;; esac
done
for bin in "$BUILD"/tests/fuzz/fuzz_*; do
	case $bin in *.d | *'*') continue ;; esac
	seeds=tests/fuzz/seeds-${bin##*/fuzz_}
	run "fuzz/${bin##*/}" "$bin" "$seeds"/*
done
for lint in tests/lint/*.sh; do
	run "lint/${lint##*/}" sh "$lint"
done
if [ ! -x "$GOUJI" ]; then
	echo "tests/run.sh: no program at $GOUJI" >&2
	exit 2
fi
for cli in tests/cli/*.sh; do
	[ -f "$cli" ] && run "cli/${cli##*/}" sh "$cli"
done
for dir in tests/cases/*/*/; do
	[ -d "$dir" ] || continue
	dir=${dir%/}
	run "${dir#tests/}" case_test "$dir"
done
run rules/test "$GOUJI" rules test
run checks python3 tests/checks.py
run map python3 tests/map.py
run corpus python3 tests/corpus.py $accept
run readme sh tests/readme.sh $accept
run golden python3 tests/golden.py
run traps python3 tests/traps.py
[ -z "$fast" ] && run web python3 tests/web.py
run options python3 tests/options.py
run language python3 tests/language.py
run reports python3 tests/reports.py
[ -z "$fast" ] && run office python3 tests/office.py
[ -z "$fast" ] && run hostile sh tests/hostile.sh
[ -z "$fast" ] && run instructions sh tests/instructions.sh
[ -z "$fast" ] && run archive python3 tests/archive.py --documents 80
if [ -z "$fast" ]; then
	run engines/parallel sh tests/engines/parallel.sh
	run engines/slurm sh tests/engines/slurm.sh
fi
if [ -n "$fast" ]; then
	:
elif [ -n "$GJ_LONG" ]; then
	run diagnosis python3 tests/diagnosis.py --cases 2000 --seed long \
	    --floors --out "$BUILD/diagnosis"
	run mutate python3 tests/mutate.py --clean 1000 --mutants 1000 \
	    --seed long --out "$BUILD/mutate"
else
	run diagnosis python3 tests/diagnosis.py --cases 500 --seed short \
	    --floors --out "$BUILD/diagnosis"
	run mutate python3 tests/mutate.py --clean 150 --mutants 220 \
	    --seed short --out "$BUILD/mutate"
fi

extra=
[ $skipped -gt 0 ] && extra=", $skipped skipped"
echo "$passed passed, $failed failed$extra"
[ $failed -eq 0 ]
