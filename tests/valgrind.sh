#!/bin/sh
# SPDX-License-Identifier: MIT
# Every command under valgrind: no error, nothing lost.  The rules are
# compiled here, so documents are few; GJ_LONG=1 takes all of the corpus.
cd "$(dirname "$0")/.." || exit 2
GOUJI=${GOUJI:-${BUILD:-build}/gouji}
command -v valgrind >/dev/null || { echo "valgrind is not there (.ci/setup all)"; exit 77; }
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
bad=0

runs() {
	name=$1
	shift
	valgrind -q --error-exitcode=66 --leak-check=full --errors-for-leak-kinds=definite,indirect \
	    --suppressions=tests/valgrind.supp "$GOUJI" "$@" >"$dir/out" 2>"$dir/err" <"$dir/in"
	got=$?
	if [ $got -gt 2 ]; then
		echo "valgrind: $name: status $got"
		head -n 40 "$dir/err"
		bad=1
	fi
}

printf '{"id": 1, "text": "全年预算数200.00万元，全年执行数150.00万元，执行率80.00%%。"}\n[\n' >"$dir/in"
set -- corpus/faulty/*.txt
[ -n "${GJ_LONG:-}" ] || set -- "$1" "$4" "$7"
for format in text json sarif html csv xlsx junit github; do
	runs "$format" check -q --format "$format" "$@"
done
runs figures figures "$@"
runs ledger ledger --format json "$@"
for stage in text layout figures facts relations findings; do
	runs "dump $stage" dump --stage $stage "$1"
done
runs map map --full
cp "$dir/out" "$dir/in"
runs reduce reduce --out "html:$dir/r.html"
runs baseline baseline create --baseline "$dir/known.json" "$@"
runs known check -q --baseline "$dir/known.json" "$@"
runs rules rules
runs explain explain GJ101
runs missing check "$dir/none.txt"
[ $bad -eq 0 ] && echo "valgrind: no error, nothing lost"
exit $bad
