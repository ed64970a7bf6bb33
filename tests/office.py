#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""XLSX and CSV as LibreOffice reads them: every cell says what was written,
and nothing became a formula.  Status 77 without soffice.

usage: tests/office.py      ($GOUJI: the program)
"""
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import reports

# Comma, quote, UTF-8, from line 1; every cell as it is shown; no formulas;
# all sheets.
OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
IN = "Text - txt - csv (StarCalc):44,34,76,1"

failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)
        print("FAIL", what)


def convert(soffice, folder, name, extra=()):
    target = os.path.join(folder, "read-" + name)
    os.mkdir(target)
    done = subprocess.run(
        [soffice, "--headless", "-env:UserInstallation=file://%s/profile" % folder, *extra,
         "--convert-to", OUT, "--outdir", target, os.path.join(folder, name)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False,
        env=dict(os.environ, HOME=folder))
    sheets = sorted(os.listdir(target))
    expect(done.returncode == 0 and sheets, "%s opens: %s" % (name, done.stdout[-300:]))
    return {sheet: rows(os.path.join(target, sheet)) for sheet in sheets}


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.reader(f))


def same(read, written):
    """Spreadsheets show a number in a way of their own, and no line ends."""
    if read.split() == written.split():
        return True
    try:
        return float(read.rstrip("%")) == float(written.rstrip("%"))
    except ValueError:
        return False


def check_xlsx(sheets, written, whole):
    findings = next(s for name, s in sheets.items() if "发现" in name)
    ledger = next(s for name, s in sheets.items() if "核对底稿" in name)
    coverage = next(s for name, s in sheets.items() if "覆盖" in name)
    expect(len(findings) == len(written), "xlsx: rows")
    for read, row in zip(findings, written):
        for got, want in zip(read, row):
            want = want[1:] if re.match(r"'[-=+@]", want) else want  # the guard of CSV
            expect(got.split() == want.split(), "xlsx: %r for %r" % (got, want))
    expect(len(coverage) == len(whole["documents"]) + len(whole["errors"]) + 1, "xlsx: coverage")
    expect(len(ledger) == sum(d["coverage"]["relations"] for d in whole["documents"]) + 1,
           "xlsx: ledger")
    paths = {row[0] for row in coverage}
    expect({"docs/" + name for name in reports.HOSTILE} <= paths, "xlsx: names")


def main():
    soffice = shutil.which("soffice")
    if soffice is None:
        print("office: no soffice, skipped")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        reports.prepare(folder)
        # Names at the very beginning of a cell: without a folder before them.
        for name in reports.HOSTILE:
            shutil.copy(os.path.join(folder, "docs", name), os.path.join(folder, name))
        args = ["check", "-q", "--review", "review.json", "docs",
                *("./" + n if n[0] in "-" else n for n in reports.HOSTILE)]
        reports.run(folder, *args, "--out", "xlsx:a.xlsx", "--out", "csv:a.csv",
                    "--out", "json:a.json")
        written = rows(os.path.join(folder, "a.csv"))
        with open(os.path.join(folder, "a.json"), encoding="utf-8") as f:
            whole = json.load(f)
        starts = {row[0][:2] for row in written}
        expect({"'=", "'@", "'+"} <= starts, "csv: names that start like formulas")
        check_xlsx(convert(soffice, folder, "a.xlsx"), written, whole)
        read = next(iter(convert(soffice, folder, "a.csv", ["--infilter=" + IN]).values()))
        expect(len(read) == len(written), "csv: rows")
        for got_row, want_row in zip(read, written):
            for got, want in zip(got_row, want_row):
                expect(same(got, want), "csv: %r for %r" % (got, want))
    print("office: %s" % ("%d wrong" % len(failures) if failures else
                          "%d rows read alike" % len(written)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
