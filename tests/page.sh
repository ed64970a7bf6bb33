#!/bin/sh
# SPDX-License-Identifier: MIT
# Drives the page in Chromium (tests/browser/page.js) and compares what it says
# with the command line.  GJ_SEEDS: a folder of reports to compare besides;
# GJ_PART: only this part; GJ_SHOTS: a folder for pictures; GJ_SLOWER: how much
# slower than the aims this machine may be (10 where nothing is said, for machines
# that have other work; 1 on a quiet one).
# Status 77 where Chromium, node, the packages or the compiler are not to be had.
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
GOUJI=${GOUJI:-$BUILD/gouji}
CHROMIUM=${CHROMIUM:-$(command -v chromium)}
GJ_SLOWER=${GJ_SLOWER:-10}
skip() {
	echo "page.sh: $1, skipped"
	exit 77
}
[ -n "$CHROMIUM" ] || skip "no chromium"
make --no-print-directory BUILD="$BUILD" "$BUILD/wasm/tools.ok" >/dev/null 2>&1 ||
    skip "no compiler for WebAssembly (.ci/setup all)"
make --no-print-directory BUILD="$BUILD" page || exit 1
NODE_PATH=$(BUILD=$BUILD tests/npm.sh browser 2>&1) || { status=$?; echo "page.sh: $NODE_PATH"; exit $status; }
export NODE_PATH CHROMIUM GJ_SLOWER

page=$(cd "$BUILD" && pwd)/gouji.html
gouji=$(cd "$(dirname "$GOUJI")" && pwd)/$(basename "$GOUJI")
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
seeds=${GJ_SEEDS:-}
[ -z "$seeds" ] && [ -d ../shared/seeds ] && seeds=../shared/seeds

# Reports as they are pasted: UTF-8, LF.
for report in corpus/faulty/*.txt corpus/clean/*.txt ${seeds:+"$seeds"/*.txt}; do
	name=$(basename "$(dirname "$report")")-$(basename "$report")
	iconv -f UTF-8 -t UTF-8 "$report" >/dev/null 2>&1 || continue
	grep -q "$(printf '\r')" "$report" && continue
	cp "$report" "$work/$name"
	chmod u+w "$work/$name"
	"$gouji" check -q --format json - <"$report" >"$work/${name%.txt}.json"
	[ $? -le 1 ] || exit 1
done
# About 20 KB.
for i in 1 2 3 4 5; do
	cat corpus/faulty/narrative-scores-tabs.txt
done >"$work/long.txt"

sample=corpus/faulty/narrative-scores-tabs.txt
iconv -t GB18030 $sample >"$work/gb18030.dat"
iconv -t UTF-16LE $sample >"$work/utf16.dat"
{ printf '\357\273\277'; cat $sample; } >"$work/bom.dat"
sed 's/$/\r/' $sample >"$work/crlf.dat"
{ head -c 1000 $sample; printf '\377'; tail -c +1001 $sample; } >"$work/damaged.dat"
printf 'PK\003\004xxxxxxxxxxxxxxxxxxxxxxxxxxword/document.xml' >"$work/container.dat"
cp $sample "$work/review-me.dat"
(cd "$work" && "$gouji" check -q --format json -- *8030.dat utf16.dat bom.dat crlf.dat damaged.dat \
    container.dat >files.json 2>/dev/null)

node tests/browser/page.js "$page" "$work" || exit 1
case ${GJ_PART:-reviewing} in reviewing) ;; *) exit 0 ;; esac

# What was marked in the page acts on the command line alike.
(cd "$work" && "$gouji" check -q --format json --review review.json review-me.dat >theirs.json)
[ $? -le 1 ] || exit 1
cmp "$work/theirs.json" "$work/reviewed.json" || exit 1
grep -q '"suppressed"' "$work/theirs.json" || { echo "page.sh: the review did nothing"; exit 1; }
echo "ok the review acts on the command line"
