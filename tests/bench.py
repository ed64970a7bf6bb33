#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The benchmark: ratios to reference commands, measured in pairs.

usage: tests/bench.py [--count N] [--runs N] [--json FILE]

Writes an archive of N documents of 5 to 100 KB (1000), no two alike, forms and
prose put together from reports of known truth (tests/generate.py, fixed random
numbers), and the same with the lines of each document shuffled: real order
flatters branch prediction.  Every ratio is the median over the runs (3) of
pairs that were measured one after the other, so that a loaded machine slows
both.  CPU time is user and system time of the whole process.
"""
import argparse
import json
import math
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
BUILD = os.environ.get("BUILD", "build")
GOUJI = os.environ.get("GOUJI", os.path.join(BUILD, "gouji"))
UTF8 = dict(os.environ, LC_ALL="C.UTF-8")
POOL = 800           # reports that documents are put together from
SMALL, LARGE = 5e3, 100e3
SIZES = [20e3, 200e3, 2e6, 20e6]


# ---- documents ----

def pool():
    """Reports as lists of lines; slips are not planted."""
    from generator.kinds import generate
    return [generate("7.%d" % i).text for i in range(POOL)]


def compose(rng, reports, size):
    """One document of about that many bytes, of reports in random order."""
    parts, have = [], 0
    while have < size:
        part = rng.choice(reports)
        parts.append(part)
        have += len(part.encode())
    return "\n".join(parts)


def shuffled(rng, text):
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(text)


def archive(folder, count):
    """Folders plain, shuffled and sizes below folder; made once."""
    stamp = os.path.join(folder, "made")
    wanted = "%d %d" % (count, os.path.getsize(__file__))
    if os.path.exists(stamp) and open(stamp).read() == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("plain", "shuffled", "sizes"):
        os.makedirs(os.path.join(folder, name))
    rng, reports = random.Random(7), pool()
    for i in range(count):
        size = math.exp(rng.uniform(math.log(SMALL), math.log(LARGE)))
        text = compose(rng, reports, size)
        name = "%05d.txt" % i
        write(os.path.join(folder, "plain", name), text)
        write(os.path.join(folder, "shuffled", name), shuffled(rng, text))
    for size in SIZES:
        below = os.path.join(folder, "sizes", "%d" % size)
        os.makedirs(below)
        for i in range(max(1, min(100, int(2e6 / size)))):
            write(os.path.join(below, "%03d.txt" % i),
                  compose(rng, reports, size))
    write(stamp, wanted)


def files_below(folder):
    return sorted(os.path.join(folder, f) for f in os.listdir(folder))


def bytes_below(folder):
    return sum(os.path.getsize(f) for f in files_below(folder))


# ---- rules twice ----

def more_rules(folder):
    """A folder that adds every relation and every pattern a second time."""
    shutil.rmtree(folder, ignore_errors=True)
    rules = os.path.join(HERE, "..", "rules")
    os.makedirs(os.path.join(folder, "relations"))
    os.makedirs(os.path.join(folder, "indicators"))
    names = sorted(os.listdir(os.path.join(rules, "relations")))
    loaded = [json.load(open(os.path.join(rules, "relations", n)))
              for n in names]
    with open(os.path.join(rules, "retired.json")) as f:
        taken = set(re.findall(r"GJ\d{3}", f.read()))
    taken |= {r["code"] for r in loaded}
    free = ("GJ%03d" % i for i in range(999, 0, -1))
    for rule in loaded:
        rule["code"] = next(c for c in free if c not in taken)
        rule["id"] += "-again"
        with open(os.path.join(folder, "relations", rule["id"] + ".json"),
                  "w") as f:
            json.dump(rule, f, ensure_ascii=False)
    for name in os.listdir(os.path.join(rules, "indicators")):
        with open(os.path.join(rules, "indicators", name)) as f:
            data = json.load(f)
        found = list(data.get("patterns", []))
        for role in data.get("indicators", []):
            found += role.get("patterns", [])
        with open(os.path.join(folder, "indicators", "z-" + name), "w") as f:
            json.dump({"patterns": found}, f, ensure_ascii=False)


# ---- measuring ----

def run(command, env=None):
    """CPU and wall seconds, and what it wrote to standard error."""
    start = time.perf_counter()
    with open(os.devnull, "wb") as null:
        p = subprocess.Popen(command, stdout=null, stderr=subprocess.PIPE,
                             env=env)
        said = p.stderr.read()
        _, status, usage = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode not in (0, 1):
        raise SystemExit("bench: %s: status %d: %s" % (
            command[0], p.returncode, said.decode()))
    return {"cpu": usage.ru_utime + usage.ru_stime,
            "wall": time.perf_counter() - start, "said": said.decode()}


def check(folder, *options):
    return [GOUJI, "check", "--format", "json", "--no-config", "--quiet",
            "--stats", *options, folder]


def stats_of(result):
    return json.loads(result["said"].strip().splitlines()[-1])


def pairs(runs, ours, other, what="cpu", env=None):
    """Median ratio of ours to other, and medians of both."""
    a, b = [], []
    for _ in range(runs):
        a.append(run(ours)[what])
        b.append(run(other, env)[what])
    return {"ratio": statistics.median(x / y for x, y in zip(a, b)),
            "ours": statistics.median(a), "other": statistics.median(b)}


def python_script(folder):
    return [sys.executable, os.path.join(HERE, "bench_extract.py"),
            os.path.join(BUILD, "bench", "patterns"), folder]


def machine():
    try:
        with open("/proc/cpuinfo") as f:
            model = re.search(r"model name\s*: (.*)", f.read()).group(1)
    except (OSError, AttributeError):
        model = "unknown processor"
    return "%s, %d processors" % (model, os.cpu_count())


# ---- the report ----

class Report:
    def __init__(self):
        self.rows = []

    def row(self, key, text, value, goal=None):
        self.rows.append({"key": key, "value": value, "goal": goal})
        print("%-58s %10s%s" % (text, "%.3g" % value if value < 1000
                                else "%.0f" % value,
                                "   goal %s" % goal if goal else ""))
        sys.stdout.flush()


def throughput(report, folder, name, runs):
    wc = ["wc", "-m", *files_below(folder)]
    size = bytes_below(folder) / 1e6
    r = pairs(runs, check(folder, "--jobs", "1"), wc, env=UTF8)
    count = len(os.listdir(folder))
    report.row(name + "_wc", name + ": CPU time, x wc -m", r["ratio"],
               "<= 1" if name == "plain" else None)
    report.row(name + "_mbs", "    MB/s on one core", size / r["ours"])
    report.row(name + "_docs", "    documents/s on one core",
               count / r["ours"])
    return r


def stages(report, folder):
    stats = stats_of(run(check(folder, "--jobs", "1")))
    total = sum(stats["cpu_seconds"].values())
    for stage, seconds in stats["cpu_seconds"].items():
        report.row("stage_" + stage,
                   "    %-10s %5.1f %%, MB/s alone" % (
                       stage, 100 * seconds / total),
                   stats["bytes"] / 1e6 / max(seconds, 1e-6))
    return stats


def scaling(report, folder, runs):
    base = None
    for size in SIZES:
        below = os.path.join(folder, "sizes", "%d" % size)
        # System time included; the start is not what is asked for.
        costs, peak = [], 0
        for _ in range(runs):
            stats = stats_of(run(check(below, "--jobs", "1")))
            costs.append(sum(stats["cpu_seconds"].values()) / stats["bytes"])
            peak = stats["peak_memory_bytes"]
        cost = statistics.median(costs)
        base = base or cost
        largest = max(os.path.getsize(f) for f in files_below(below))
        report.row("size_%d" % size, "documents of %g KB: cost per byte, x that"
                   " of 20 KB" % (size / 1e3), cost / base,
                   "<= 1.5" if size == SIZES[-1] else None)
        report.row("memory_%d" % size, "    peak memory, x document",
                   peak / largest, "<= 30" if largest > 2e5 else None)


def start_up(report, folder, runs):
    small = files_below(os.path.join(folder, "sizes", "20000"))[0]
    ours = check(small)
    r = pairs(10 * runs, ours, ["/bin/true"], "wall")
    report.row("start_true", "one 20 KB report, whole process, x /bin/true",
               r["ratio"], "<= 3")
    report.row("start_ms", "    milliseconds", r["ours"] * 1e3)
    empty = os.path.join(folder, "empty.txt")
    write(empty, "")
    r = pairs(10 * runs, check(empty), ["/bin/true"], "wall")
    report.row("start_empty", "    an empty file, x /bin/true", r["ratio"])
    r = pairs(3 * runs, python_script(small), ours, "wall")
    report.row("start_python", "    Python script, x gouji", r["ratio"],
               ">= 10")


def patterns_write(folder):
    with open(os.path.join(folder, "patterns"), "wb") as out:
        subprocess.run([os.path.join(BUILD, "image"), "--patterns"],
                       stdout=out, check=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--count", type=int, default=1000)
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--json", help="write the rows to this file, too")
    args = ap.parse_args()
    folder = os.path.join(BUILD, "bench")
    archive(folder, args.count)
    patterns_write(folder)
    plain = os.path.join(folder, "plain")
    report = Report()
    print("%d documents, %.1f MB; %s" % (args.count, bytes_below(plain) / 1e6,
                                         machine()))
    throughput(report, plain, "plain", args.runs)
    stats = stages(report, plain)
    report.row("memory", "    peak memory, MB", stats["peak_memory_bytes"] / 1e6,
               "<= 16")
    throughput(report, os.path.join(folder, "shuffled"), "shuffled", args.runs)
    r = pairs(args.runs, python_script(plain), check(plain, "--jobs", "1"))
    report.row("python", "Python script, CPU time, x gouji", r["ratio"],
               ">= 40")
    r = pairs(args.runs, check(plain, "--jobs", "2"),
              check(plain, "--jobs", "1"), "wall")
    report.row("threads", "two threads, wall, x one", r["ratio"], "<= 0.60")
    more = os.path.join(folder, "more-rules")
    more_rules(more)
    r = pairs(args.runs, check(plain, "--jobs", "1", "--add-rules", more),
              check(plain, "--jobs", "1"))
    report.row("rules", "all rules twice, CPU time, x once", r["ratio"],
               "<= 1.25")
    scaling(report, folder, args.runs)
    start_up(report, folder, args.runs)
    if args.json:
        with open(args.json, "w") as f:
            json.dump({"machine": machine(), "documents": args.count,
                       "rows": report.rows}, f, indent=1)


if __name__ == "__main__":
    main()
