#!/bin/sh
# SPDX-License-Identifier: MIT
# Line and branch coverage of the floors by the quick tests.  The program in
# $BUILD/coverage was built with --coverage (make coverage).
# usage: tests/coverage.sh [FLOOR...]   with floors: their uncovered branches
cd "$(dirname "$0")/.." || exit 2
B=${BUILD:-build}/coverage
command -v lcov >/dev/null || { echo "lcov is not there (.ci/setup all)"; exit 77; }
if [ $# -eq 0 ]; then
	find "$B" -name '*.gcda' -delete
	BUILD=$B tests/run.sh unit/ fuzz/ cli/ cases/ rules/ checks corpus golden traps options reports \
	    >"$B/tests.log" 2>&1
	BUILD=$B GOUJI=$B/gouji python3 tests/mutate.py --clean 60 --mutants 60 --seed cover >>"$B/tests.log" 2>&1
	tail -n 1 "$B/tests.log"
	lcov -q --capture --directory "$B" --rc lcov_branch_coverage=1 --no-external \
	    --base-directory . -o "$B/all.info" 2>/dev/null
fi
python3 - "$B/all.info" "$@" <<'PY'
import collections, os, sys
floors = collections.defaultdict(lambda: [0, 0, 0, 0])
missed = collections.defaultdict(list)
name = floor = None
for line in open(sys.argv[1]):
    tag, _, rest = line.strip().partition(":")
    if tag == "SF":
        path = os.path.relpath(rest)
        floor = path.split("/")[1] if path.startswith("src/") and path.count("/") > 1 else None
        name = path
        if floor in ("third_party",):
            floor = None
    elif floor and tag == "DA":
        n, hits = rest.split(",")[:2]
        floors[floor][0] += 1
        floors[floor][1] += hits != "0"
    elif floor and tag == "BRDA":
        n, _, branch, taken = rest.split(",")
        floors[floor][2] += 1
        if taken not in ("-", "0"):
            floors[floor][3] += 1
        else:
            missed[floor].append((name, int(n)))
print("| floor | lines | branches | not taken |\n|---|---|---|---|")
for floor, (l, lh, b, bh) in sorted(floors.items()):
    if b:
        print("| %s | %.1f%% of %d | %.1f%% of %d | %d |"
              % (floor, 100 * lh / l, l, 100 * bh / b, b, b - bh))
for floor in sys.argv[2:]:
    for name, n in sorted(set(missed[floor])):
        text = open(name, encoding="utf-8").read().splitlines()[n - 1].strip()
        print("%s:%d: %s" % (name, n, text))
PY
