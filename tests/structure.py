#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The shape of the source: lengths of functions and files, includes against
the floors, blocks that stand twice.

usage: structure.py [--all]     --all: every long file and every block
"""
import collections
import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
FILE_LINES = 500   # a file of more has two subjects
FUNCTION = 60      # .clang-tidy fails beyond
BLOCK = 8          # lines alike that count as a block written twice


def sources():
    for path in sorted((ROOT / "src").rglob("*.[ch]")):
        if "third_party" not in path.parts:
            yield path, path.read_text(encoding="utf-8").splitlines()


def functions(lines):
    """Name and length, from the opening brace in column one to the closing."""
    begin = name = None
    for i, line in enumerate(lines):
        head = re.match(r"([a-z_]\w*)\(", line)
        if head:
            name = head.group(1)
        if line == "{" and name:
            begin = i
        elif line == "}" and begin is not None:
            yield name, i - begin + 1
            begin = name = None


def blocks(files):
    """Runs of lines that stand in two places, longest first."""
    where = collections.defaultdict(list)
    texts = {}
    for path, lines in files:
        text = [(n, line.strip()) for n, line in enumerate(lines, 1)]
        text = [(n, s) for n, s in text
                if s and s not in "{}" and not s.startswith(("#", "/*", "*", "//"))]
        texts[path] = text
        for i in range(len(text) - BLOCK + 1):
            where[tuple(s for _, s in text[i:i + BLOCK])].append((path, i))
    done, found = set(), []
    for places in where.values():
        for k in range(1, len(places)):
            (pa, ia), (pb, ib) = places[0], places[k]
            if (pa, ia, pb, ib) in done or (pa == pb and abs(ia - ib) < BLOCK):
                continue
            n = 0
            while (ia + n < len(texts[pa]) and ib + n < len(texts[pb]) and
                   texts[pa][ia + n][1] == texts[pb][ib + n][1]):
                done.add((pa, ia + n, pb, ib + n))
                n += 1
            found.append((n, "%s:%d" % (pa.relative_to(ROOT), texts[pa][ia][0]),
                          "%s:%d" % (pb.relative_to(ROOT), texts[pb][ib][0])))
    return sorted(found, reverse=True)


def main():
    files = list(sources())
    c = [(p, t) for p, t in files if p.suffix == ".c"]
    lengths = sorted(((n, name, str(p.relative_to(ROOT)))
                      for p, t in c for name, n in functions(t)), reverse=True)
    long_files = sorted(((len(t), str(p.relative_to(ROOT))) for p, t in files
                         if len(t) > FILE_LINES), reverse=True)
    twice = blocks(c)
    floors = subprocess.run(["sh", str(ROOT / "tests/lint/floors.sh")],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    violations = 0 if floors.returncode == 0 else len(floors.stdout.splitlines())
    counts = [n for n, _, _ in lengths]
    rows = [
        ("files, lines", "%d, %d" % (len(files), sum(len(t) for _, t in files))),
        ("functions", str(len(counts))),
        ("median function", "%d lines" % statistics.median(counts)),
        ("nine of ten functions up to",
         "%d lines" % statistics.quantiles(counts, n=10)[-1]),
        ("longest function", "%d lines (`%s`)" % lengths[0][:2]),
        ("functions over %d lines" % FUNCTION,
         str(sum(n > FUNCTION for n in counts))),
        ("median file",
         "%d lines" % statistics.median(len(t) for _, t in c)),
        ("files over %d lines" % FILE_LINES,
         "%d%s" % (len(long_files), " (%s)" % ", ".join(
             "`%s` %d" % (name[4:], n) for n, name in long_files) if long_files else "")),
        ("includes against the floors", str(violations)),
        ("blocks of %d lines or more that stand twice" % BLOCK,
         "%d, the longest of %d lines" % (len(twice), twice[0][0] if twice else 0)),
    ]
    print("| | |\n|---|---|")
    for row in rows:
        print("| %s | %s |" % row)
    for n, a, b in twice if "--all" in sys.argv else []:
        print("%d lines: %s = %s" % (n, a, b))
    return violations > 0


if __name__ == "__main__":
    sys.exit(main())
