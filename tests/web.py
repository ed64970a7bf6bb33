#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Time and limits of the diagnosis on one large web; the same bytes always.

usage: tests/web.py [--rows N] [--errors N] [--runs N]

Five tables of projects, their rates and totals: more than 2,000 figures.  Two
digits each are swapped in so many of them that 20 relations and more are
violated.  The diagnosis must take at most 100 ms of processor time ($GJ_WEB_MS)
and say where it looked at a part only; all runs, and all numbers of threads,
give the same bytes.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

GOUJI = os.path.abspath(os.environ.get("GOUJI", "build/gouji"))
TABLES = 5
MOST_MS = float(os.environ.get("GJ_WEB_MS", "100"))


def amount(cents):
    return "%d.%02d" % divmod(cents, 100)


def swap(rng, text):
    spots = [i for i in range(len(text) - 1) if text[i:i + 2].isdigit()
             and text[i] != text[i + 1] and (i or text[i + 1] != "0")]
    i = rng.choice(spots)
    return text[:i] + text[i + 1] + text[i] + text[i + 2:]


def table(rng, rows):
    """Rows of name, budget, spent, balance, rate; the total last."""
    cells = []
    for k in range(rows):
        b = rng.randint(20000, 9000000)
        s = int(b * rng.randint(60, 99) / 100)
        cells.append((b, s, b - s))
    total = tuple(sum(c[i] for c in cells) for i in range(3))
    out = [["项目%d" % (k + 1)] + [amount(v) for v in c] +
           ["%.2f%%" % (100 * c[1] / c[0])] for k, c in enumerate(cells)]
    out.append(["合计"] + [amount(v) for v in total] +
               ["%.2f%%" % (100 * total[1] / total[0])])
    return out, total


def document(rows, errors, seed):
    rng = random.Random(seed)
    tables = [table(rng, rows) for _ in range(TABLES)]
    wrong = []
    for k in range(errors):
        t, r = tables[k % TABLES][0], rng.randrange(rows)
        c = rng.randint(1, 2)
        new = swap(rng, t[r][c])
        if new != t[r][c] and (k % TABLES, r) not in [w[:2] for w in wrong]:
            t[r][c] = new
            wrong.append((k % TABLES, r, c))
    lines = ["某市2023年度项目支出绩效自评报告"]
    for k, (t, _) in enumerate(tables):
        lines += ["表%d 项目资金安排使用明细表" % (k + 1), "单位：万元",
                  "| 项目名称 | 预算数 | 支出数 | 结余 | 执行率 |"]
        lines += ["| " + " | ".join(row) + " |" for row in t]
    return "\n".join(lines) + "\n", len(wrong)


def run(*args):
    done = subprocess.run([GOUJI, "check", "--format", "json", *args],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1):
        raise SystemExit("status %d: %s" % (done.returncode,
                                            done.stderr.decode()[-300:]))
    return done


def measure(path, planted, bad):
    """One large web: what is found, how long it takes, what is left out."""
    done = run("--stats", path)
    doc = json.loads(done.stdout)["documents"][0]
    coverage, findings = doc["coverage"], doc["findings"]
    stats = json.loads(done.stderr.decode().splitlines()[-1])
    named = sum(any(d["rank"] == 1 and d.get("slip") == "digits-swapped"
                    for d in f["diagnosis"]) for f in findings if f["lead"])
    print("web: %d figures, %d relations, %d violated by %d errors; %d "
          "findings, digits-swapped named in %d groups"
          % (coverage["figures"], coverage["relations"], coverage["violated"],
             planted, len(findings), named))
    took = min(1000 * json.loads(run("--stats", path).stderr.decode()
                                 .splitlines()[-1])["cpu_seconds"]["diagnose"]
               for _ in range(5))
    print("web: diagnosis %.1f ms of processor time, at most %d; peak memory "
          "%.1f MB" % (took, MOST_MS, stats["peak_memory_bytes"] / 2**20))
    if coverage["figures"] < 2000 or coverage["violated"] < 20:
        bad.append("the web is too small")
    if took > MOST_MS:
        bad.append("%.1f ms, not %d" % (took, MOST_MS))
    if not named:
        bad.append("no slip is named")
    return doc


def alike(path, folder, runs, bad):
    want = run(path).stdout
    if any(run(path).stdout != want for _ in range(runs - 1)):
        bad.append("bytes differ from run to run")
    for k in range(6):
        with open(os.path.join(folder, "more%d.txt" % k), "w",
                  encoding="utf-8") as f:
            f.write(document(10 + k, 3, "more%d" % k)[0])
    want = run("--jobs", "1", folder).stdout
    for jobs in ("2", "3", "8"):
        if run("--jobs", jobs, folder).stdout != want:
            bad.append("bytes differ with --jobs " + jobs)
    print("web: %d runs and --jobs 1, 2, 3, 8 %s" % (
        runs, "differ" if any("bytes" in b for b in bad) else "give the same bytes"))


def limits(folder, bad):
    """A sum of more terms than are turned around is said to be left out."""
    path = os.path.join(folder, "limit.txt")
    with open(path, "w", encoding="utf-8") as f:
        f.write(document(230, 40, "limit")[0])
    doc = json.loads(run(path).stdout)["documents"][0]
    long = [f for f in doc["findings"] if len(f["figures"]) > 200]
    told = any(n["code"] == "web-limit" for n in doc["notices"])
    print("web: %d sums of more than 200 terms violated, limit %s"
          % (len(long), "told" if told else "not told"))
    if long and not told or not long:
        bad.append("a limit that was reached is not told")


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--rows", type=int, default=150)
    ap.add_argument("--errors", type=int, default=36)
    ap.add_argument("--runs", type=int, default=100)
    args = ap.parse_args()
    bad = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "web.txt")
        text, planted = document(args.rows, args.errors, "web")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        measure(path, planted, bad)
        limits(folder, bad)
        alike(path, folder, args.runs, bad)
    for text in bad:
        print("FAIL " + text)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
