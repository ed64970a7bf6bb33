#!/bin/sh
# SPDX-License-Identifier: MIT
# What the program keeps its hands off, and what others do to its files: no
# other program, no network, no file but those that were named; names with any
# bytes; files that change, cannot be read, or find no room.
. "$(dirname "$0")/lib.inc"

# ---- no other program, no network, no file that was not named ----
echo "$bad_text" >a.txt
if strace -o /dev/null true 2>/dev/null; then
	mkdir out.d
	strace -f -e trace=%file,%network,execve,execveat,fork,vfork -o trace \
	    "$GOUJI" check -q --out html:out.d/r.html --out xlsx:out.d/r.xlsx \
	    --out sarif:out.d/r.sarif -o out.d/r.txt a.txt
	if grep -E 'socket|connect|bind\(' trace; then fail network; else ok network; fi
	if [ "$(grep -c 'exec' trace)" -eq 1 ]; then ok exec; else fail exec "$(grep exec trace)"; fi
	# libxlsxwriter works in unnamed files of the folder for such
	grep -E 'O_WRONLY|O_RDWR|O_CREAT|rename|unlink|mkdir|chmod|truncate' trace |
	    grep -v ENOENT | grep -vE '"out\.d/r\.[a-z]+(\.[A-Za-z0-9]{6})?"|O_TMPFILE|"/tmp/[^/"]*"|"/dev/(null|tty)"' >strange
	if [ -s strange ]; then fail writes "$(head -n 3 strange)"; else ok writes; fi
else
	echo "skip no strace"
fi

# ---- symbolic links in folders are not followed ----
mkdir -p tree/sub elsewhere
echo "$good_text" >tree/sub/good.txt
echo "$bad_text" >elsewhere/bad.txt
ln -s ../../elsewhere tree/sub/folder
ln -s ../elsewhere/bad.txt tree/file.txt
ln -s .. tree/sub/up.txt
status links 0 "$GOUJI" check --format json tree
lacks links-not-read out bad.txt

# ---- names with any bytes ----
python3 - "$GOUJI" <<'EOF' && ok names || fail names
import csv, html.parser, io, json, os, subprocess, sys
import xml.etree.ElementTree as xml
gouji = sys.argv[1]
bad = open("a.txt", encoding="utf-8").read()
os.mkdir("names")
odd = [b"new\nline.txt", b"tab\t.txt", b"quote\"'.txt", b"<zzz>&amp;.txt", b"\xff\xfe.txt",
       b"\x1b[31mred.txt", b"a,b;c.txt", b"%0A::error::x.txt", b"\xe2\x80\xae.txt",
       b"]]>.txt", b"=1+1.txt", "报告.txt".encode(), b"-f.txt", b" .txt", b"\x01\x7f.txt",
       b"\xed\xa0\x80.txt"]
for name in odd:
    with open(os.path.join(b"names", name), "w", encoding="utf-8") as f:
        f.write(bad)
def run(*args):
    p = subprocess.run([gouji, *args, "names"], stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert p.returncode in (0, 1), (args, p)
    assert b"\x1b" not in p.stdout and b"\x01" not in p.stdout, args
    return p.stdout.decode("utf-8")  # strictly
n = len(odd)
assert len(json.loads(run("check", "--format", "json"))["documents"]) == n
assert len(run("check", "--format", "jsonl").splitlines()) >= n
for line in run("check", "--format", "jsonl").splitlines():
    json.loads(line)
sarif = json.loads(run("check", "--format", "sarif"))
assert len({r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for r in sarif["runs"][0]["results"]}) == n
xml.fromstring(run("check", "--format", "junit").encode())
rows = list(csv.reader(io.StringIO(run("check", "--format", "csv").lstrip("\ufeff"))))
assert len({len(r) for r in rows}) == 1 and not any(c.startswith("=") for r in rows for c in r)
page = run("check", "--format", "html")
class Tags(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        assert tag != "zzz"
Tags().feed(page)
lines = run("check", "--format", "github").splitlines()
assert all(line.startswith("::error file=") for line in lines if line.startswith("::")), lines
assert sum(line.startswith("::error") for line in lines) == n, lines
run("check", "--color", "never")
for command in ("figures", "ledger"):
    run(command)
    json.loads(run(command, "--format", "json"))
EOF

# ---- files that cannot be read, or change ----
echo "$good_text" >good.txt
mkdir closed
echo "$good_text" >closed/a.txt
if [ "$(id -u)" -ne 0 ]; then
	chmod 0 closed/a.txt
	status unreadable 2 "$GOUJI" check good.txt closed
	has unreadable-named err closed/a.txt
	chmod 644 closed/a.txt
fi
status folder-as-file 2 "$GOUJI" check --files-from closed
cat >grow.sh <<'EOF'
while [ -e growing ]; do
	echo "全年预算数200.00万元，全年执行数150.00万元，执行率75.00%。" >>growing.txt
	[ "$(wc -c <growing.txt)" -gt 200000 ] && : >growing.txt
done
EOF
: >growing
: >growing.txt
sh grow.sh &
changing=0
for i in 1 2 3 4 5 6 7 8 9 10; do
	"$GOUJI" check --format json growing.txt >out 2>err
	[ $? -le 2 ] && python3 -c 'import json; json.load(open("out"))' || changing=1
done
rm growing
wait
[ $changing -eq 0 ] && ok changing || fail changing

# ---- no room ----
# A limit on the size of files stands for a full disk: the rest of a file
# cannot be written.
mkdir room
for i in 1 2 3 4 5 6 7 8 9 10; do echo "$bad_text"; done >long.txt
cp long.txt kept.html
cp kept.html room/r.html
for format in html xlsx sarif json csv; do
	# shellcheck disable=SC3045 # dash and bash know it
	( ulimit -f 1; "$GOUJI" check -q --out "$format:room/r.$format" long.txt long.txt a.txt tree elsewhere names >out 2>err )
	got=$?
	case $format in html | sarif | json)
		[ $got -eq 2 ] && ok "no-room $format" || fail "no-room $format" "status $got: $(cat err)" ;;
	esac
done
same "no-room keeps the old file" room/r.html kept.html
# shellcheck disable=SC2012 # a count
[ "$(ls -A room | grep -c '\.[A-Za-z0-9]\{6\}$')" -eq 0 ] && ok "no-room leaves nothing" ||
    fail "no-room leaves nothing" "$(ls -A room)"

# ---- an interrupted run leaves no file and no part of one ----
mkdir many cut
for i in 1 2 3 4 5 6 7 8; do
	for k in 1 2 3 4 5 6 7 8 9; do cat long.txt long.txt long.txt; done >"many/$i.txt"
done
python3 - "$GOUJI" <<'EOF' && ok interrupted || fail interrupted
import os, signal, subprocess, sys, time
for wait in (0.0, 0.005, 0.01, 0.02, 0.05):
    p = subprocess.Popen([sys.argv[1], "check", "-q", "--out", "html:cut/r.html",
                          "-o", "cut/r.txt", "many"], stderr=subprocess.DEVNULL)
    time.sleep(wait)
    p.send_signal(signal.SIGTERM)
    code = p.wait(20)
    # before the handler is there the signal itself ends the program
    assert code in (130, 1, -signal.SIGTERM), code
    left = os.listdir("cut")
    if code == 1:
        assert sorted(left) == ["r.html", "r.txt"], left
    else:
        assert not [n for n in left if n not in ("r.html", "r.txt")], left
    for name in left:
        os.unlink(os.path.join("cut", name))
EOF
exit $failed
