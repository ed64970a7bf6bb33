#!/bin/sh
# SPDX-License-Identifier: MIT
# npm.sh FOLDER: the packages that tests/FOLDER/package.json names, installed
# below the build folder; prints where they are, for NODE_PATH.
# Status 77: node or npm is not there, or the packages cannot be had.
cd "$(dirname "$0")/.." || exit 2
from=tests/$1
place=${BUILD:-build}/npm/$1
[ -f "$from/package.json" ] || { echo "npm.sh: no $from/package.json" >&2; exit 2; }
for tool in node npm; do
	command -v $tool >/dev/null && continue
	echo "no $tool, skipped" >&2
	exit 77
done
mkdir -p "$place" || exit 2
place=$(cd "$place" && pwd)
if ! cmp -s "$from/package-lock.json" "$place/node_modules/.of"; then
	cp "$from/package.json" "$from/package-lock.json" "$place/" || exit 2
	if ! (cd "$place" && npm ci --ignore-scripts --no-audit --no-fund) \
	    >"$place/log" 2>&1; then
		echo "the packages of $from cannot be had, skipped ($place/log)" >&2
		exit 77
	fi
	cp "$from/package-lock.json" "$place/node_modules/.of" || exit 2
fi
echo "$place/node_modules"
