#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An archive of reports: threads, memory, interruption, cache.

usage: tests/archive.py [--documents N] [--bytes B] [--dir DIR] [--seed S]

Writes N texts of about B bytes, each of its own mix of generated reports, and
audits them with one thread and with two, without and with a cache,
interrupted and resumed.  Fails unless

  - the output is the same every time, byte for byte;
  - an interrupted run ends with 130, says how far it came and leaves whole
    lines, and the next one takes the rest from where it was;
  - no run needs more than 100 MB;
  - two threads need at most 0.60 of the wall time of one, where nobody else
    uses the machine (else the number is printed and the sum of processor
    time must not grow by more than a quarter);
  - an unchanged archive is audited again ten times faster, in processor time.

Times are not judged below 2000 documents: too short.
"""
import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from generator.kinds import generate  # noqa: E402

GOUJI = os.path.abspath(os.environ.get("GOUJI", os.environ.get("BUILD", "build") + "/gouji"))
POOL = 300
failures = []


def expect(ok, what):
    print(("ok   " if ok else "FAIL ") + what, flush=True)
    if not ok:
        failures.append(what)


def write_archive(folder, documents, size, seed):
    """Each text is a number of reports of the pool, in an order of its own."""
    rng = random.Random(seed)
    pool = [generate(f"{seed}.c.{i}").text.rstrip("\n") for i in range(POOL)]
    for i in range(documents):
        parts, length = [f"档案第{i + 1}号"], 0
        while length < size:
            parts.append(rng.choice(pool))
            length += len(parts[-1].encode())
        text = "\n\n".join(parts).encode()
        sub = os.path.join(folder, f"{i // 1000:03d}")
        os.makedirs(sub, exist_ok=True)
        with open(os.path.join(sub, f"{i:06d}.txt"), "wb") as f:
            f.write(text)


def digest(name, size=None):
    """Of a file, or of its first size bytes."""
    sha = hashlib.sha256()
    with open(name, "rb") as f:
        while size is None or size > 0:
            block = f.read(min(1 << 20, size) if size is not None else 1 << 20)
            if not block:
                break
            sha.update(block)
            size = size - len(block) if size is not None else None
    return sha.hexdigest()


class Run:
    """One run, measured.  What the system calls the peak of a child begins
    with the size of its parent: nothing large is kept here."""

    def __init__(self, name, *options, stop_after=None):
        self.out = name + ".jsonl"
        begin = time.perf_counter()
        with open("err", "w+b") as err:
            child = subprocess.Popen(
                [GOUJI, "check", "--no-config", "-f", "jsonl", "-o", self.out, *options, "archive"],
                stderr=err)
            if stop_after is not None:
                time.sleep(stop_after)
                child.send_signal(signal.SIGINT)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            err.seek(0)
            self.err = err.read().decode()
        self.wall = time.perf_counter() - begin
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024
        self.status = child.returncode
        self.digest = digest(self.out)
        with open(self.out, "rb") as f:
            self.lines = sum(1 for _ in f)

    def __str__(self):
        return f"{self.wall:.1f} s, {self.cpu:.1f} s of processor, {self.peak:.0f} MB"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=20000)
    parser.add_argument("--bytes", type=int, default=20000)
    parser.add_argument("--dir", default=None)
    parser.add_argument("--seed", default="archive")
    args = parser.parse_args()
    work = os.path.abspath(args.dir) if args.dir else tempfile.mkdtemp(prefix="gouji-archive.")
    os.makedirs(work, exist_ok=True)
    os.chdir(work)
    try:
        test(args)
    finally:
        if not args.dir:
            os.chdir("/")
            shutil.rmtree(work)
    print(f"{'FAIL' if failures else 'ok'}: {len(failures)} failures")
    sys.exit(1 if failures else 0)


def test(args):
    child = os.fork()
    if child == 0:  # the pool of reports would count as memory of the runs
        write_archive("archive", args.documents, args.bytes, args.seed)
        os._exit(0)
    os.waitpid(child, 0)
    total = sum(os.path.getsize(os.path.join(d, n)) for d, _, names in os.walk("archive") for n in names)
    print(f"{args.documents} documents, {total / 1e6:.1f} MB; load {os.getloadavg()[0]:.1f}")
    judged = args.documents >= 2000
    alone = os.getloadavg()[0] < 0.5 and (os.cpu_count() or 1) >= 2

    one = Run("one", "-j1")
    print("one thread:  ", one)
    two = Run("two", "-j2")
    print("two threads: ", two)
    expect(one.status in (0, 1) and one.status == two.status, f"status {one.status} and {two.status}")
    expect(one.lines == args.documents, "one line a document")
    expect(one.digest == two.digest, "the same output from one thread and from two")
    expect(max(one.peak, two.peak) < 100, f"peak memory {one.peak:.0f} and {two.peak:.0f} MB")
    ratio = two.wall / one.wall
    if judged and alone:
        expect(ratio <= 0.60, f"two threads take {ratio:.2f} of the wall time of one")
    else:
        print(f"     two threads take {ratio:.2f} of the wall time of one (not judged: "
              f"{'others at work' if judged else 'too short'})")
    if judged:
        expect(two.cpu <= 1.25 * one.cpu, f"two threads need {two.cpu / one.cpu:.2f} of the processor time of one")

    part = Run("part", "-j2", "--cache", "cache.db", stop_after=max(0.05, two.wall * 0.4))
    print("interrupted: ", part)
    done = part.lines
    if part.status != 130 and not judged:
        print("     too quick to be interrupted")
    else:
        expect(part.status == 130, f"interrupted: status {part.status}")
        expect(f"{done}/{args.documents}" in part.err, f"says how far it came: {part.err.strip()[-100:]}")
        expect(done < args.documents and part.digest == digest(one.out, os.path.getsize(part.out)),
               f"{done} lines, the first ones of a whole run")
    rest = Run("rest", "-j2", "--cache", "cache.db")
    print("resumed:     ", rest)
    expect(rest.digest == one.digest, "resumed: the same output")
    if judged:
        expect(rest.cpu < 0.9 * two.cpu, f"resumed: {rest.cpu / two.cpu:.2f} of the processor time of a whole run")
    again = Run("again", "-j1", "--cache", "cache.db")
    print("unchanged:   ", again)
    expect(again.digest == one.digest, "unchanged: the same output")
    expect(max(part.peak, rest.peak, again.peak) < 100, f"peak memory with a cache {rest.peak:.0f} MB")
    if judged:
        expect(again.cpu * 10 <= one.cpu, f"unchanged: {one.cpu / again.cpu:.1f} times less processor time than at first")
        print(f"     {one.wall / again.wall:.1f} times faster by the clock; "
              f"cache of {os.path.getsize('cache.db') / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
