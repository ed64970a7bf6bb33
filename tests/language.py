#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every message is there in Chinese and in English, and English output has no
Chinese but the words of the documents and the names of things.

usage: tests/language.py      ($GOUJI: the program)
"""
import csv
import glob
import io
import json
import os
import re
import subprocess
import sys
import tempfile

from tally import Tally

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOUJI = os.path.abspath(os.environ.get("GOUJI", "build/gouji"))
HAN = re.compile("[\u3400-\u9fff\uff01-\uff5e\u3001-\u3011]")
HAN_WORD = re.compile("[\u3400-\u9fff]+")

tally = Tally("language")
expect = tally.expect


# ---- the sources ----

LITERAL = r'"(?:[^"\\]|\\.)*"'
LITERALS = r"(?:%s\s*)+" % LITERAL

def text_of(literals):
    return "".join(t[1:-1] for t in re.findall(LITERAL, literals))


# Chinese that has no partner here, and why.
ALONE = {
    # strerror() says the same in English.
    "src/input/read.c": {"没有这个文件", "没有读取权限", "这是文件夹", "路径中有一段不是文件夹",
                         "读写设备出错", "符号链接循环", "打开的文件太多", "路径过长"},
    # The message of the core, which is English, stands behind it.
    "src/input/remark.c": {"无法核对（%.400s）"},
    # What a date may be written with; what a state may be, beside English.
    "src/cli/known_read.c": {"年", "月", "日", "待核", "属实", "误报", "已说明"},
    # What a reviewer may choose, in the order of the English words below it.
    "src/report/report_xlsx.c": {"待核", "属实", "误报", "已说明"},
}


def pairs(source):
    """(zh, en, line) of every pair that SAY() or a table has: two literals
    side by side; in tables a key may stand before them."""
    for pattern in (r"(?:\bSAY|\binput_say)\(\s*[^,\"]+,\s*(%s),\s*(%s)\s*\)" % (LITERALS, LITERALS),
                    r"\{\s*(?:%s,\s*)?(%s),\s*(%s),?\s*\}" % (LITERAL, LITERALS, LITERALS)):
        for m in re.finditer(pattern, source):
            yield text_of(m.group(1)), text_of(m.group(2)), source[:m.start()].count("\n") + 1
    # Where the order of the arguments differs.
    for m in re.finditer(r"if \(lang == GJ_EN\)\s*return [^\";]*(%s)[^;]*;\s*return [^\";]*(%s)"
                         % (LITERALS, LITERALS), source):
        yield text_of(m.group(2)), text_of(m.group(1)), source[:m.start()].count("\n") + 1


def check_pair(where, zh, en):
    expect(HAN.search(zh) or not re.search("[A-Za-z]{3} [A-Za-z]{3}", zh), where + ": no Chinese: " + zh)
    expect(en and not HAN.search(en), where + ": no English: " + en)
    for what in (r"%[-0-9.*]*(?:z|l|ll)?[a-z]", r"\{\d\}"):
        expect(sorted(re.findall(what, zh)) == sorted(re.findall(what, en)),
               where + ": the same arguments: %s | %s" % (zh, en))


def check_sources():
    n = 0
    for path in sorted(glob.glob(os.path.join(ROOT, "src", "*", "*.c"))):
        floor = os.path.basename(os.path.dirname(path))
        if floor not in ("report", "input", "cli"):
            continue
        with open(path, encoding="utf-8") as f:
            source = f.read().replace("\\\n", " \n")
        name = os.path.relpath(path, ROOT)
        paired = set(ALONE.get(name, ()))
        for zh, en, line in pairs(source):
            if zh in paired and zh == en or not (HAN.search(zh) or HAN.search(en)):
                continue
            if zh in ALONE.get(name, ()):
                continue
            check_pair("%s:%d" % (name, line), zh, en)
            paired.add(zh)
            n += 1
        # A Chinese string that has no partner: what is it?
        code = re.sub(r"/\*.*?\*/", " ", source, flags=re.S)
        for literals in re.findall(LITERALS, code):
            zh = text_of(literals)
            if len(HAN_WORD.findall(zh)) > 0 and zh not in paired:
                alone.setdefault(name, []).append(zh)
    expect(n > 150, "pairs in the sources: %d" % n)


alone = {}

def check_words():
    with open(os.path.join(ROOT, "src/report/words.h"), encoding="utf-8") as f:
        ids = set(re.findall(r"\bW_[A-Z_]+\b", f.read())) - {"W_COUNT"}
    with open(os.path.join(ROOT, "src/report/words.c"), encoding="utf-8") as f:
        table = dict((m.group(1), (text_of(m.group(2)), text_of(m.group(3)))) for m in re.finditer(
            r"\[(W_[A-Z_]+)\] = \{\s*(%s),\s*(%s)\s*\}" % (LITERALS, LITERALS), f.read()))
    expect(ids == set(table), "words: %s" % sorted(ids ^ set(table)))
    for key, (zh, en) in table.items():
        check_pair("words: " + key, zh, en)


# ---- the rules ----

def walk(value, path):
    if isinstance(value, dict):
        if set(value) & {"zh", "en"}:
            expect({"zh", "en"} <= set(value), path + ": both languages")
            texts = [value.get("zh"), value.get("en")]
            expect(all(texts), path + ": none is empty")
            if all(isinstance(t, str) for t in texts):
                fields = [sorted(set(re.findall(r"\{\w+\}|\$\d", t))) for t in texts]
                expect(fields[0] == fields[1], "%s: the same fields: %s" % (path, texts))
                # Words that are the subject of the sentence stand in quotes.
                bare = re.sub("[“\"'(（].*?[”\"')）]", "", texts[1])
                expect(not HAN.search(bare), "%s: English: %s" % (path, texts[1]))
        for key, item in value.items():
            if key not in ("zh", "en"):
                walk(item, path + "/" + key)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            walk(item, "%s/%d" % (path, i))


def check_rules():
    for path in sorted(glob.glob(os.path.join(ROOT, "rules", "**", "*.json"), recursive=True)):
        with open(path, encoding="utf-8") as f:
            rule = json.load(f)
        name = os.path.relpath(path, ROOT)
        walk(rule, name)
        if os.path.basename(os.path.dirname(path)) == "relations":
            for key in ("title", "why", "message", "formula", "tolerance"):
                text = rule.get(key, "")
                expect(isinstance(text, dict) or not text, "%s: %s in both languages" % (name, key))


# ---- what comes out ----

def out(*args, stdin=b""):
    done = subprocess.run([GOUJI, *args], input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, cwd=ROOT, check=False)
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def strange(text, allowed):
    """Chinese words of the text that are no part of what is allowed."""
    return sorted({w for w in HAN_WORD.findall(text) if w not in allowed})


def names_of_rules():
    """Names: of indicators, forms, sources, and the examples of rules."""
    text = []
    for path in glob.glob(os.path.join(ROOT, "rules", "**", "*"), recursive=True):
        if os.path.isfile(path) and not path.endswith(".md"):
            with open(path, encoding="utf-8") as f:
                data = f.read()
            try:
                text.append(without_zh(json.loads(data)))
            except ValueError:
                text.append(data)
    return "\n".join(text)


def without_zh(value):
    """All texts but the Chinese halves of pairs."""
    if isinstance(value, dict):
        return "\n".join(without_zh(v) + "\n" + k for k, v in value.items()
                         if not (k == "zh" and "en" in value))
    if isinstance(value, list):
        return "\n".join(without_zh(v) for v in value)
    return value if isinstance(value, str) else ""


def names_of_document(path):
    """Title, body, labels and headings: words of the document, folded and put
    together from parts of lines."""
    about = json.loads(out("check", "-q", "-f", "json", "--select", "GJ101", path))["documents"][0]
    rows = csv.DictReader(io.StringIO(out("figures", "-f", "csv", path).lstrip("\ufeff")))
    ledger = json.loads(out("ledger", "-f", "json", path))["documents"][0]
    return "\n".join([str(about.get("title")), str(about.get("unit"))] +
                     [row["名称"] for row in rows] +
                     [r.get("section", "") for r in ledger["relations"]])


def check_output():
    allowed = names_of_rules()
    corpus = sorted(glob.glob(os.path.join(ROOT, "corpus", "*", "*.txt")))
    for path in corpus:
        with open(path, "rb") as f:
            raw = f.read()
        try:
            document = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            document = raw.decode("gb18030")
        # Words run over line ends and letters that stand apart.
        mine = allowed + document + re.sub(r"\s+", "", document) + names_of_document(path)
        for command, formats in (("check", ("text", "json", "junit", "github")),
                                 ("ledger", ("text",)), ("figures", ("text",))):
            for fmt in formats:
                text = out(command, "-q" if command == "check" else "--no-config", "--lang", "en",
                           "--color", "never", "-f", fmt, path)
                found = strange(text, mine)
                expect(not found, "%s %s %s: %s" % (command, fmt, os.path.basename(path), found))
    for args in (["--help"], ["rules", "list", "--lang", "en"], ["check", "--nothing", "--lang", "en"],
                 ["nothing", "--lang", "en"], ["check", "--lang", "en", "no/such/file"],
                 ["config", "--lang", "en"], ["check", "--lang", "en", "-f", "nothing"],
                 ["check", "--lang", "en", "--select", "GJ000"], ["baseline", "--lang", "en"],
                 ["review", "--lang", "en"], ["completion", "--lang", "en"],
                 ["check", "--lang", "en", "--jobs", "x"], ["check", "--lang", "en", "--out", "x"]):
        text = subprocess.run([GOUJI, *args], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, cwd=ROOT, check=False,
                              env=dict(os.environ, LC_ALL="en_US.UTF-8")).stdout.decode()
        expect(text and not HAN.search(text), "%s: %s" % (" ".join(args), HAN_WORD.findall(text)))
    commands = re.findall(r"^  ([a-z]+)\s", out("--help"), re.M)
    for command in commands:
        text = out(command, "--help", "--lang", "en")
        expect(not HAN.search(text), "%s --help: %s" % (command, HAN_WORD.findall(text)))
        text = out("completion", "fish", "--lang", "en")
    expect(not HAN.search(text), "completion fish: %s" % HAN_WORD.findall(text))
    for code in re.findall(r"^ *(GJ\d+)", out("rules", "list", "--lang", "en"), re.M):
        found = strange(out("explain", code, "--lang", "en"), allowed)
        expect(not found, "explain %s: %s" % (code, found))
    sarif = json.loads(out("check", "--lang", "en", "-q", "-f", "sarif", "--fail-on", "never",
                           stdin=b"2023\n"))
    for rule in sarif["runs"][0]["tool"]["driver"]["rules"]:
        found = strange(json.dumps(rule, ensure_ascii=False).replace("\\n", "\n"), allowed)
        expect(not found, "sarif rule %s: %s" % (rule["id"], found))


def main():
    check_sources()
    check_words()
    for name, texts in sorted(alone.items()):
        expect(False, "%s: Chinese without English: %s" % (name, texts))
    check_rules()
    check_output()
    return tally.status()


if __name__ == "__main__":
    sys.exit(main())
