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
"$GOUJI" check -q --format html --output "$work/many.html" corpus
[ $? -le 1 ] || exit 1
node tests/browser/html.js "$work"
