#!/bin/sh
# SPDX-License-Identifier: MIT
# Drives the HTML report in Chromium (tests/browser/html.js).
# Status 77 where Chromium, node or the packages are not to be had.
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
GOUJI=${GOUJI:-$BUILD/gouji}
CHROMIUM=${CHROMIUM:-$(command -v chromium)}
if [ -z "$CHROMIUM" ]; then
	echo "html.sh: no chromium, skipped"
	exit 77
fi
NODE_PATH=$(BUILD=$BUILD tests/npm.sh browser 2>&1) || { status=$?; echo "html.sh: $NODE_PATH"; exit $status; }
export NODE_PATH CHROMIUM

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# make_page NAME PATH...: findings are no failure here.
make_page() {
	name=$1
	shift
	"$GOUJI" check -q --format html --output "$work/$name" "$@"
	[ $? -le 1 ] || { echo "html.sh: no $name"; exit 1; }
}
one=corpus/faulty/gd-form-wrapped.txt
cat >"$work/hostile <b>.txt" <<'END'
# <script>window.hit = 1</script> "quoted" & 'single' </style></script>
全年预算数200.00万元，全年执行数150.00万元，执行率<img src=x onerror="window.hit=2">80.00%。
‮
END
make_page many.html corpus
make_page pages/ corpus
make_page one.html $one
make_page "hostile.html" "$work/hostile <b>.txt"
"$GOUJI" figures --format json $one >"$work/figures.json" || exit 1
"$GOUJI" check --format json $one >"$work/check.json"
node tests/browser/html.js "$work"
