#!/bin/sh
# SPDX-License-Identifier: MIT
# vendored.sh: src/third_party holds the files of SHA256SUMS and no others.
cd "$(dirname "$0")/../../src/third_party" || exit 2
sha256sum --check --quiet --strict SHA256SUMS || exit 1
find . -type f ! -name SHA256SUMS ! -path ./README.md | LC_ALL=C sort >"${TMPDIR:-/tmp}/vendored.$$"
sed 's/^[0-9a-f]*  //' SHA256SUMS | cmp -s - "${TMPDIR:-/tmp}/vendored.$$"
same=$?
rm -f "${TMPDIR:-/tmp}/vendored.$$"
[ $same -eq 0 ] || echo "vendored.sh: SHA256SUMS does not list the files that are there"
exit $same
