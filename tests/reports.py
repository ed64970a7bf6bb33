#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The machine formats of `gouji check`, written in one run and read again by
readers of each kind: structure, and that all of them tell the same findings.

usage: tests/reports.py      ($GOUJI: the program)
"""
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ET
import zipfile

from tally import Tally

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOUJI = os.path.abspath(os.environ.get("GOUJI", "build/gouji"))
FAULTY = os.path.join(ROOT, "corpus", "faulty")

# Names and words that readers could take for something else.
BAD = "全年预算数200.00万元，全年执行数150.00万元，执行率80.00%。\n"
HOSTILE = ["=1+2.txt", "@sum.txt", "+1+1.txt", "-1+1.txt", "a,b;c.txt",
           "甲 [乙] #1?.txt", "x%20y.txt", "q\"uote'.txt", "a&b<c>.txt"]

tally = Tally("reports")
expect = tally.expect


def run(folder, *args, status=(0, 1, 2)):
    done = subprocess.run([GOUJI, *args], cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    expect(done.returncode in status, "status %d of %s: %s" % (
        done.returncode, args, done.stderr.decode()[:300]))
    return done.stdout


def prepare(folder):
    docs = os.path.join(folder, "docs")
    os.mkdir(docs)
    for name in sorted(os.listdir(FAULTY)):
        with open(os.path.join(FAULTY, name), "rb") as source, \
                open(os.path.join(docs, name), "wb") as copy:
            copy.write(source.read())
    for name in HOSTILE:
        with open(os.path.join(docs, name), "w", encoding="utf-8") as f:
            f.write(BAD)
    with open(os.path.join(docs, "broken.txt"), "wb") as f:
        f.write(b"\xff\xff\xff")
    run(folder, "baseline", "create", "-q", "--baseline", "known.json",
        "docs/unit-slips.txt", status=(0,))
    first = json.loads(run(folder, "check", "-q", "-f", "json",
                           "docs/three-parallel.txt"))["documents"][0]
    with open(os.path.join(folder, "review.json"), "w", encoding="utf-8") as f:
        json.dump({"schema": "gouji.review/1", "entries": [{
            "path": first["path"],
            "fingerprint": first["findings"][0]["fingerprint"],
            "state": "false-alarm", "reason": "=看过 [原件]"}]}, f,
            ensure_ascii=False)


FORMATS = ["json", "jsonl", "sarif", "csv", "xlsx", "junit", "github", "html"]


def write_all(folder, lang):
    outs = []
    for name in FORMATS:
        outs += ["--out", "%s:%s.%s" % (name, lang, name)]
    text = run(folder, "check", "--baseline", "known.json", "--review",
               "review.json", "--color", "never", "--lang", lang, *outs,
               "docs", status=(2,))
    read = {"text": text}
    for name in FORMATS:
        with open(os.path.join(folder, "%s.%s" % (lang, name)), "rb") as f:
            read[name] = f.read()
        alone = run(folder, "check", "-q", "--baseline", "known.json",
                    "--review", "review.json", "--lang", lang, "-f", name,
                    "docs", status=(2,))
        expect(alone == read[name], "%s: alone as among others" % name)
    return read


# ---- one reader a format ----

def check_jsonl(read, whole):
    lines = [json.loads(line) for line in read["jsonl"].decode().splitlines()]
    good = [line for line in lines if "error" not in line]
    bad = [line for line in lines if "error" in line]
    expect(all(line["schema"] == "gouji.findings/1" for line in lines),
           "jsonl: schema in every line")
    for line in good:
        line.pop("schema")
    expect(good == whole["documents"], "jsonl: the documents of json")
    expect([line["path"] for line in bad] == [e["path"] for e in whole["errors"]],
           "jsonl: the errors of json")


def region_text(documents, location):
    """The text of a region of the document it names."""
    where = location["physicalLocation"]
    path = urllib.parse.unquote(where["artifactLocation"]["uri"])
    region = where["region"]
    lines = re.split("\r\n|\n", documents[path])
    if region["startLine"] == region["endLine"]:
        return lines[region["startLine"] - 1][
            region["startColumn"] - 1:region["endColumn"] - 1]
    return None


def read_documents(folder, whole):
    documents = {}
    for doc in whole["documents"]:
        if doc["encoding"].startswith("UTF-8"):
            with open(os.path.join(folder, doc["path"]), encoding="utf-8-sig",
                      newline="") as f:
                documents[doc["path"]] = f.read()
    return documents


def check_sarif_rules(driver):
    for rule in driver["rules"]:
        name = "sarif: rule %s" % rule["id"]
        expect(0 < len(rule["shortDescription"]["text"]) <= 1024 and
               0 < len(rule["fullDescription"]["text"]) <= 1024, name + " described")
        expect(rule["help"]["text"] and rule["help"]["markdown"].startswith("### " + rule["id"]),
               name + " helped")
        expect(rule["defaultConfiguration"]["level"] in ("error", "warning", "note"),
               name + " level")
        expect(1 <= len(rule["properties"]["tags"]) <= 20, name + " tags")


def check_sarif_result(result, finding, rules, documents):
    name = "sarif: %s %s" % (finding["rule"], finding["fingerprint"])
    level = {"error": "error", "warning": "warning", "notice": "note"}
    expect(result["level"] == level[finding["severity"]], name + " level")
    expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], name + " index")
    expect(set(result["partialFingerprints"].values()) == {finding["fingerprint"]},
           name + " fingerprint")
    related = {r["id"]: r for r in result.get("relatedLocations", [])}
    links = {int(n) for n in re.findall(r"(?<!\\)\]\((\d+)\)", result["message"]["text"])}
    expect(links <= set(related), name + " links lead somewhere")
    expect(len(related) == len(finding["figures"]) - 1, name + " related")
    for location, figure in zip(result["locations"] + list(related.values()),
                                finding["figures"]):
        path = urllib.parse.unquote(
            location["physicalLocation"]["artifactLocation"]["uri"])
        if path in documents and figure["line"] == figure["end_line"]:
            expect(region_text(documents, location) == figure["text"],
                   name + " region of " + figure["text"])
    if related:
        flow = result["codeFlows"][0]["threadFlows"][0]["locations"]
        expect(flow[-1]["location"]["physicalLocation"] ==
               result["locations"][0]["physicalLocation"], name + " flow ends there")
        expect(len(flow) == len(related) + 1, name + " flow")
    for fix in result.get("fixes", []):
        change = finding["diagnosis"][0]["changes"][0]
        replace = fix["artifactChanges"][0]["replacements"][0]
        expect(len(finding["diagnosis"]) == 1 and
               replace["insertedContent"]["text"] == change["suggest"], name + " fix")
    expect(("suppressions" in result) == ("suppressed" in finding), name + " suppressed")
    expect(result["baselineState"] == finding["baseline"], name + " baseline")


def check_sarif(read, whole, folder):
    log = json.loads(read["sarif"])
    expect(log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json"),
           "sarif: version")
    sarif = log["runs"][0]
    rules = sarif["tool"]["driver"]["rules"]
    check_sarif_rules(sarif["tool"]["driver"])
    findings = [f for d in whole["documents"] for f in d["findings"]]
    expect(len(findings) == len(sarif["results"]), "sarif: a result a finding")
    documents = read_documents(folder, whole)
    for result, finding in zip(sarif["results"], findings):
        check_sarif_result(result, finding, rules, documents)
    for kind in ("suppressions", "fixes", "codeFlows"):
        expect(any(kind in r for r in sarif["results"]), "sarif: there are " + kind)
    expect({r["baselineState"] for r in sarif["results"]} == {"new", "unchanged"},
           "sarif: both baseline states")
    invocation = sarif["invocations"][0]
    expect(invocation["executionSuccessful"] is False and
           len(invocation["toolExecutionNotifications"]) == len(whole["errors"]),
           "sarif: what failed")


def is_active(finding):
    return "suppressed" not in finding and finding.get("baseline") != "unchanged"


def check_junit(read, whole):
    suites = list(ET.fromstring(read["junit"]))
    expect([s.get("name") for s in suites] ==
           sorted([d["path"] for d in whole["documents"]] + [e["path"] for e in whole["errors"]],
                  key=lambda path: path.encode()), "junit: a suite an input, in order")
    by_name = {s.get("name"): s for s in suites}
    for doc in whole["documents"]:
        suite = by_name[doc["path"]]
        cases = suite.findall("testcase")
        active = [f for f in doc["findings"] if is_active(f)]
        errors = [f for f in active if f["severity"] == "error"]
        name = "junit: %s: " % doc["path"]
        expect(int(suite.get("tests")) == len(cases) == len(doc["findings"]) + 1, name + "tests")
        expect(int(suite.get("failures")) == len(suite.findall("*/failure")) == len(errors),
               name + "failures")
        expect(int(suite.get("skipped")) == len(suite.findall("*/skipped")) ==
               len(doc["findings"]) - len(active), name + "skipped")
        expect([f.get("message") for f in suite.findall("*/failure")] ==
               [f["message"] for f in errors], name + "messages")
    expect(sum(int(s.get("errors")) for s in suites) == len(whole["errors"]), "junit: errors")


def check_github(read, whole):
    told = []
    for line in read["github"].decode().splitlines():
        m = re.fullmatch(r"::(error|warning|notice) file=([^,]*)(.*?)::(.*)", line)
        expect(m is not None, "github: " + line)
        if m is None or ",title=" not in line:
            continue
        fields = dict(part.split("=", 1) for part in m.group(3).lstrip(",").split(","))
        told.append((m.group(1), urllib.parse.unquote(m.group(2)), int(fields["line"]),
                     urllib.parse.unquote(m.group(4)).split("\n")[0]))
    expect(told == [(f["severity"], d["path"], f["figures"][0]["line"], f["message"])
                    for d in whole["documents"] for f in d["findings"] if is_active(f)],
           "github: the findings that count")


def check_csv(read, whole, lang):
    raw = read["csv"]
    expect(raw.startswith(b"\xef\xbb\xbf"), "csv: byte order mark")
    expect(raw.count(b"\n") == raw.count(b"\r\n") or b'"' in raw, "csv: line ends")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    head, body = rows[0], rows[1:]
    expect(all(len(row) == len(head) for row in body), "csv: a cell a column")
    name = {"zh": ("文件", "指纹", "复核理由"), "en": ("path", "fingerprint", "review_reason")}[lang]
    path, print_, reason = (head.index(n) for n in name)
    expect([row[print_] for row in body] ==
           [f["fingerprint"] for d in whole["documents"] for f in d["findings"]], "csv: findings")
    expect({row[path].lstrip("'") for row in body} >= {"docs/" + n for n in HOSTILE}, "csv: names")
    expect(any(row[reason] == "'=看过 [原件]" for row in body), "csv: the reason, defused")
    for row in body:
        for cell in row:
            dangerous = cell[:1] in "=+-@\t\r" and cell != "" and \
                not re.fullmatch(r"[-+]?\d+(\.\d+)?%?", cell)
            expect(not dangerous, "csv: formula %r" % cell)


def check_html(read, whole):
    text = read["html"].decode()
    findings = [f for d in whole["documents"] for f in d["findings"]]
    expect(text.count('<aside class="note ') == len(findings), "html: a card a finding")
    expect(text.count(' known"') == 2 * sum(not is_active(f) for f in findings),
           "html: what does not count, in list and card")
    expect(text.count('<p class="review">') == 1 and "=看过 [原件]" in text, "html: the review")


def check_xlsx(read, whole):
    with zipfile.ZipFile(io.BytesIO(read["xlsx"])) as book:
        expect(book.testzip() is None, "xlsx: an archive")
        names = book.namelist()
        sheets = [n for n in names if n.startswith("xl/worksheets/sheet")]
        expect(len(sheets) == 3, "xlsx: three sheets")
        main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        findings = sum(len(d["findings"]) for d in whole["documents"])
        relations = sum(d["coverage"]["relations"] for d in whole["documents"])
        inputs = len(whole["documents"]) + len(whole["errors"])
        for sheet, rows in zip(sorted(sheets), (findings, inputs, relations)):
            root = ET.fromstring(book.read(sheet))
            expect(len(root.findall(main + "sheetData/" + main + "row")) == rows + 1,
                   "xlsx: rows of " + sheet)
            expect(root.find(".//" + main + "pane").get("state") == "frozen", "xlsx: frozen")
            expect(root.find(main + "autoFilter") is not None, "xlsx: filter")
            expect(not root.findall(".//" + main + "f"), "xlsx: no formula")
        first = ET.fromstring(book.read(sorted(sheets)[0]))
        choice = first.find(".//" + main + "dataValidation/" + main + "formula1")
        expect(choice is not None and len(choice.text.strip('"').split(",")) == 4,
               "xlsx: a list to choose from")
        expect(len(first.findall(".//" + main + "hyperlink")) >= findings, "xlsx: links")


def main():
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        for lang in ("zh", "en"):
            read = write_all(folder, lang)
            whole = json.loads(read["json"])
            check_jsonl(read, whole)
            check_sarif(read, whole, folder)
            check_junit(read, whole)
            check_github(read, whole)
            check_csv(read, whole, lang)
            check_html(read, whole)
            check_xlsx(read, whole)
    return tally.status()


if __name__ == "__main__":
    sys.exit(main())
