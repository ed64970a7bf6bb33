#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whole runs of the program in which the n-th allocation fails, libraries'
too (but see preload/preload.c): once, and for good from there on.

A run may end with status 2 and a message, or be the same as ever; and what
it was to write under a name is whole or not there.

usage: memory.py [STEP]     every STEP-th allocation (1); needs $BUILD/gouji
"""
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", "build")).resolve()
GOUJI = str(pathlib.Path(os.environ.get("GOUJI", BUILD / "gouji")).resolve())

BAD = "全年预算数200.00万元，全年执行数150.00万元，执行率80.00%。\n"
LINE = '{"id": 1, "text": "全年预算数200.00万元，全年执行数150.00万元，执行率80.00%。"}\n'

# name, arguments, standard input, files that it writes
RUNS = [
    ("json", ["check", "--format", "json", "a.txt"], "", []),
    ("all formats", ["check", "-q", "--out", "html:r.html", "--out", "xlsx:r.xlsx",
                     "--out", "sarif:r.sarif", "--out", "junit:r.xml",
                     "--out", "csv:r.csv", "a.txt", "b.txt"], "",
     ["r.html", "r.xlsx", "r.sarif", "r.xml", "r.csv"]),
    ("ledger", ["ledger", "a.txt"], "", []),
    ("map", ["map", "--fail-on-bad-line"], LINE, []),
    ("baseline", ["baseline", "create", "--baseline", "known.json", "a.txt"],
     "", ["known.json"]),
    ("rules", ["rules"], "", []),
]


def run(work, args, stdin, env):
    return subprocess.run([GOUJI] + args, input=stdin.encode(), cwd=work,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, **env})


def take(work, names):
    """The files by name, and what else is there."""
    found = {}
    for name in names:
        path = work / name
        if path.exists():
            found[name] = path.read_bytes()
            path.unlink()
    litter = sorted(p.name for p in work.iterdir()
                    if p.name not in ("a.txt", "b.txt", "count"))
    return found, litter


def steady(name, data):
    # a workbook and a baseline hold the time of the run
    return len(data) if name.endswith(".xlsx") else data


def whole(name, data):
    """Raises if the file is not what its format wants."""
    if name.endswith((".json", ".sarif")):
        json.loads(data)
    elif name.endswith(".xml"):
        xml.etree.ElementTree.fromstring(data)
    elif name.endswith(".xlsx"):
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    elif name.endswith(".html"):
        assert data.rstrip().endswith(b"</html>")


def judge(name, ref, ref_files, got, files, litter):
    if got.returncode < 0:
        return "killed by signal %d" % -got.returncode
    if got.returncode not in (ref.returncode, 2):
        return "status %d" % got.returncode
    if litter:
        return "left behind: %s" % " ".join(litter)
    if got.returncode == 2 and ref.returncode != 2:
        if not got.stderr and b'"error"' not in got.stdout:
            return "status 2 without a message"
    elif got.stdout != ref.stdout:
        return "output differs, status %d" % got.returncode
    for file, data in files.items():
        if got.returncode == 2 and ref.returncode != 2:
            whole(file, data)  # it may tell of the failure
        elif steady(file, data) != steady(file, ref_files[file]):
            return "%s is another, status %d" % (file, got.returncode)
    if got.returncode != 2 and set(files) != set(ref_files):
        return "a file is missing, status %d" % got.returncode
    return None


def main():
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    work = pathlib.Path(tempfile.mkdtemp())
    library = work.parent / (work.name + ".so")
    cc = os.environ.get("CC", "cc").split()
    subprocess.run(cc + ["-shared", "-fPIC", "-O1", "-o", str(library),
                         str(ROOT / "tests/faults/preload/preload.c")], check=True)
    for name in ("a.txt", "b.txt"):
        (work / name).write_text(BAD, encoding="utf-8")
    env = {"LD_PRELOAD": str(library), "LC_ALL": "C.UTF-8",
           "SOURCE_DATE_EPOCH": "1700000000"}
    total = wrong = 0
    for name, args, stdin, names in RUNS:
        ref = run(work, args, stdin, {**env, "GJ_FAIL_COUNT": "count"})
        count = int((work / "count").read_text())
        ref_files, _ = take(work, names)
        refused = 0
        for n in range(1, count + 1, step):
            for good in ({}, {"GJ_FAIL_FOR_GOOD": "1"}):
                got = run(work, args, stdin, {**env, "GJ_FAIL_AT": str(n), **good})
                files, litter = take(work, names)
                total += 1
                refused += got.returncode == 2
                why = judge(name, ref, ref_files, got, files, litter)
                for extra in litter:
                    (work / extra).unlink()
                if why:
                    wrong += 1
                    print("memory: %s, allocation %d%s: %s" %
                          (name, n, " and all after it" if good else "", why))
        print("memory: %s: %d allocations, %d runs said so" %
              (name, count, refused))
    shutil.rmtree(work)
    library.unlink()
    print("memory: %d runs, %d wrong" % (total, wrong))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
