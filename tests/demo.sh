#!/bin/sh
# SPDX-License-Identifier: MIT
# Audits corpus/ and shows the result: the sound reports, then the faulty ones.
cd "$(dirname "$0")/.." || exit 2
gouji=${BUILD:-build}/gouji
echo "== corpus/clean: reports without a contradiction =="
"$gouji" check --quiet corpus/clean
clean=$?
echo
echo "== corpus/faulty: reports with contradictions planted =="
"$gouji" check corpus/faulty
faulty=$?
echo
echo "Next: $gouji check FILE, $gouji ledger FILE, $gouji check --format html --output out.html corpus"
[ $clean -le 1 ] && [ $faulty -le 1 ]
