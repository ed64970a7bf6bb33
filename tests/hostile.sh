#!/bin/sh
# SPDX-License-Identifier: MIT
# Hostile input: right status, a clear message, no crash, 2 s per MB at most.
# GJ_LONG=1: every prefix of every seed instead of a sample.
cd "$(dirname "$0")/.." || exit 2
GOUJI=${GOUJI:-${BUILD:-build}/gouji}
SEEDS=${GJ_SEEDS:-../shared/seeds}
PER_MB=${GJ_SECONDS_PER_MB:-2}
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
bad=0

fail() {
	echo "hostile: $*"
	bad=1
}

# expect STATUS NAME ARGS...: exit status, within the time for the file's size.
expect() {
	want=$1 name=$2
	shift 2
	size=0
	for arg; do
		[ -f "$arg" ] && size=$(wc -c <"$arg")
	done
	limit=$((size * PER_MB / 1000000 + 10))
	timeout "$limit" "$GOUJI" "$@" >"$dir/out" 2>"$dir/err"
	got=$?
	case " $want " in *" $got "*) ;; *)
		fail "$name: status $got, wanted $want: $(head -c 300 "$dir/err")" ;;
	esac
}

says() {
	grep -q "$1" "$dir/err" "$dir/out" ||
	    fail "$2: nothing about '$1' in: $(head -c 200 "$dir/err")"
}

: >"$dir/empty.txt"
expect 0 "empty file" check "$dir/empty.txt"
expect 0 "empty file, JSON" check --format json "$dir/empty.txt"
says no-text "empty file"
mkdir "$dir/none"
: >"$dir/none/x.dat"
expect 0 "folder without reports" check --format json "$dir/none"
expect 2 "missing file" check "$dir/missing.txt"
says missing.txt "missing file"

head -c 200000 /dev/urandom >"$dir/random.txt"
expect 2 "random bytes" check "$dir/random.txt"
printf '%%PDF-1.7\n%%\342\343\317\323\n1 0 obj\n' >"$dir/a.pdf"
expect 2 "PDF" check "$dir/a.pdf"
says PDF "PDF"
printf 'PK\003\004\024\000\006\000' >"$dir/a.docx"
expect 2 "ZIP" check "$dir/a.docx"
printf '\320\317\021\340\241\261\032\341' >"$dir/a.doc"
expect 2 "OLE" check "$dir/a.doc"
printf '{\\rtf1\\ansi' >"$dir/a.rtf"
expect 2 "RTF" check "$dir/a.rtf"
printf '年初预算\377\376为100万元，实际支出90万元，执行率为90%%，其中各项支出均按进度完成。\n' >"$dir/bad.txt"
expect 2 "invalid UTF-8" check "$dir/bad.txt"
head -c 100000 /dev/zero >"$dir/nul.txt"
expect "0 1 2" "NUL bytes" check "$dir/nul.txt"

long=$dir/long.txt
mega=${GJ_LONG:+100}
awk -v n="${mega:-8}" 'BEGIN {
	s = "年初预算100万元，实际支出90万元，执行率90%，比上年增加12.5万元，增长3.2%；"
	while (length(t) < 20000) t = t s
	for (i = 0; i < n * 1000000 / length(t) / 1.0; i++) printf "%s", t
}' >"$long"
expect "0 1 2" "one long line" check "$long"
awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "%d.%02d ", i, i % 100 }' \
    >"$dir/numbers.txt"
expect "0 1 2" "a million numbers" check "$dir/numbers.txt"
awk 'BEGIN { for (i = 0; i < 1000000; i++) print i % 977 }' >"$dir/lines.txt"
expect "0 1 2" "a million lines" check "$dir/lines.txt"
awk 'BEGIN { for (i = 0; i < 300000; i++) printf "其中：" }' >"$dir/words.txt"
expect "0 1 2" "one word for ever" check "$dir/words.txt"
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "(" ; for (i = 0; i < 200000; i++) printf "合计1万元，分别为" }' >"$dir/nest.txt"
expect "0 1 2" "open brackets" check "$dir/nest.txt"

# Whatever is repeated, the cost stays in proportion: as much again may cost
# no more than three times as much (and 0.2 s, which is noise).
grows() {
	name=$1
	shift
	python3 - "$GOUJI" "$name" "$PER_MB" "$@" <<'PY' || bad=1
import os, resource, subprocess, sys
gouji, name, per_mb, unit, count = sys.argv[1:6]
unit = unit.replace("\\n", "\n").replace("\\t", "\t")
def cost(n):
    data = (unit * n).encode()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([gouji, "check", "-q", "--format", "json", "-"], input=data,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 1, 2):
        sys.exit("hostile: %s: status %d" % (name, run.returncode))
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, len(data)
n = int(count)
half, _ = cost(n // 2)
whole, size = cost(n)
if whole > 3 * half + 0.2:
    sys.exit("hostile: %s: %.2f s for half, %.2f s for all" % (name, half, whole))
if whole > float(per_mb) * size / 1e6 + 1:
    sys.exit("hostile: %s: %.2f s for %.1f MB" % (name, whole, size / 1e6))
PY
}
grows "brackets" '(' 1000000
grows "closing brackets" ')(' 500000
grows "digits" '7' 1000000
grows "digits and points" '1.2,' 300000
grows "tabs" '\t' 1000000
grows "pipes" '|' 1000000
grows "blank lines" '\n' 1000000
for unit in 其中 其中： 合计1万元 '一、（一）1.(1)①' '1.1.1.1.1.1.' '分别为1、2、' '2024年' '比上年增长3%，' \
    '《关于〔2024〕1号' '| 1 | 2 | 3 |\n' '数量指标\n10\n9\n' '一级指标 二级指标 三级指标 分值 得分\n产出指标 数量指标 完成数 10 10\n' \
    '预算数\t执行数\t执行率\n1\t2\t3%\n' '得分10分扣0.5分；' '壹佰万' '第1页\n'; do
	grows "$unit" "$unit" 30000
done

# ---- rules that could be slow are refused, limits are named ----
mkdir -p "$dir/rules/indicators"
refused() {
	printf '{"indicators": [{"id": "slow_one", "zh": "a", "en": "a", "source": "a", "verified": "A", "patterns": [{"match": "%s"}]}]}\n' \
	    "$1" >"$dir/rules/indicators/slow.json"
	expect 2 "pattern $1" check --add-rules "$dir/rules" "$dir/empty.txt"
	says slow.json "pattern $1"
}
refused '(甲+)+(?<slow_one>{any})'
refused '甲*(?<slow_one>{any})'
refused '甲.{0,9}(?<slow_one>{any})'
refused '甲(?:乙{1,200}){1,200}(?<slow_one>{any})'
refused '甲{gap:200}乙{gap:200}丙{gap:200}(?<slow_one>{any})'
refused '甲{1,100000}(?<slow_one>{any})'
refused '(?<slow_one>{any})甲'
refused '((((((((((((((((((((甲))))))))))))))))))))(?<slow_one>{any})'
refused '甲(?R)(?<slow_one>{any})'
rm -r "$dir/rules"

python3 -c 'print("a" * (33 << 20))' >"$dir/line.txt"
expect 2 "a line of 33 MiB" check "$dir/line.txt"
says '行长 32 MiB' "a line of 33 MiB"
expect 2 "a line of 33 MiB, English" check --lang en "$dir/line.txt"
says 'line length of 32 MiB' "a line of 33 MiB, English"
python3 -c 'print(("a" * 99 + "\n") * 700000)' >"$dir/large.txt"
expect 2 "a document of 70 MB" check "$dir/large.txt"
says '文档大小 64 MiB' "a document of 70 MB"
truncate -s 600M "$dir/sparse.txt"
expect 2 "a file of 600 MB" check "$dir/sparse.txt"
says '文件大小 512 MiB' "a file of 600 MB"
rm "$dir/line.txt" "$dir/large.txt" "$dir/sparse.txt"
python3 -c 'print("1 " * (5 << 20))' >"$dir/figures.txt"
expect 2 "five million figures" check "$dir/figures.txt"
says '数字 4194304 个' "five million figures"

prefixes() {
	for seed in "$SEEDS"/*.txt; do
		python3 - "$GOUJI" "$seed" "${GJ_LONG:-}" <<'PY' || bad=1
import json, subprocess, sys
gouji, path, long = sys.argv[1:]
data = open(path, "rb").read()
text = data.decode()
cuts = range(len(text)) if long else range(0, len(text), 97)
lines = "".join(json.dumps({"id": i, "text": text[:i]}) + "\n" for i in cuts)
run = subprocess.run([gouji, "map"], input=lines.encode(),
                     stdout=subprocess.PIPE)
n = len(run.stdout.decode().splitlines())
if run.returncode or n != len(cuts):
    print("hostile: prefixes of %s: status %d, %d of %d lines"
          % (path, run.returncode, n, len(cuts)))
    sys.exit(1)
for cut in range(1, len(data), 9973 if not long else 211):
    run = subprocess.run([gouji, "check", "-"], input=data[:cut],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode not in (0, 1, 2):
        print("hostile: %s, first %d bytes: status %d"
              % (path, cut, run.returncode))
        sys.exit(1)
PY
	done
}
if [ -d "$SEEDS" ]; then
	prefixes
else
	echo "hostile: no seeds at $SEEDS; prefixes not tried"
fi
[ $bad -eq 0 ] && echo "hostile: all as expected"
exit $bad
