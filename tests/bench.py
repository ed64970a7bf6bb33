#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Time per MB on generated reports, beside what `wc -m` takes for them.

usage: tests/bench.py [--count N] [--runs N]

Writes N reports of known truth (tests/generate.py, fixed random numbers) and
audits them in one thread: CPU time, the best of the runs, and MB per second.
Peak memory cannot show less than this script itself takes.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.environ.get("BUILD", "build")
GOUJI = os.environ.get("GOUJI", os.path.join(BUILD, "gouji"))


def cpu(command, env=None):
    """CPU seconds, wall seconds and peak memory in KB of a command."""
    start = time.monotonic()
    with open(os.devnull, "wb") as null:
        run = subprocess.Popen(command, stdout=null, stderr=null, env=env)
        _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode not in (0, 1):
        raise SystemExit("bench: %s: status %d" % (command[0], run.returncode))
    return (usage.ru_utime + usage.ru_stime, time.monotonic() - start,
            usage.ru_maxrss)


def best(command, runs, env=None):
    return min(cpu(command, env) for _ in range(runs))


def archive(folder, count):
    stamp = os.path.join(folder, "count")
    if os.path.exists(stamp) and open(stamp).read() == str(count):
        return
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, os.path.join(HERE, "generate.py"),
                    "--count", str(count), "--seed", "7", "--out", folder],
                   check=True)
    with open(stamp, "w") as f:
        f.write(str(count))


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--count", type=int, default=1000)
    ap.add_argument("--runs", type=int, default=3)
    args = ap.parse_args()
    folder = os.path.join(BUILD, "bench")
    archive(folder, args.count)
    files = sorted(os.path.join(folder, f) for f in os.listdir(folder)
                   if f.endswith(".txt"))
    size = sum(os.path.getsize(f) for f in files) / 1e6
    one_file = os.path.join(folder, "all")
    with open(one_file, "wb") as out:
        for name in files:
            with open(name, "rb") as f:
                out.write(f.read())

    print("%d reports, %.1f MB, %s" % (len(files), size, machine()))
    start = best([GOUJI, "check", os.devnull], args.runs)
    print("start, empty input      %8.3f s CPU  %6d KB" % (start[0], start[2]))
    reference = best(["wc", "-m", one_file], args.runs,
                     dict(os.environ, LC_ALL="C.UTF-8"))
    show("wc -m", reference, size, reference)
    for form in ("json", "text"):
        took = best([GOUJI, "check", "--format", form, "--jobs", "1", folder],
                    args.runs)
        show("gouji check, " + form, took, size, reference)
    took = best([GOUJI, "ledger", "--format", "json", "--jobs", "1", folder],
                args.runs)
    show("gouji ledger, json", took, size, reference)


def show(name, took, size, reference):
    print("%-22s %9.3f s CPU %8.1f MB/s %7.3f s/MB %8.1f x wc %9d KB" % (
        name, took[0], size / took[0], took[0] / size,
        took[0] / reference[0], took[2]))


def machine():
    try:
        with open("/proc/cpuinfo") as f:
            return re.search(r"model name\s*: (.*)", f.read()).group(1)
    except (OSError, AttributeError):
        return "unknown processor"


if __name__ == "__main__":
    main()
