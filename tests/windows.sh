#!/bin/sh
# SPDX-License-Identifier: MIT
# gouji.exe under wine: the same bytes as the program for this machine, names
# and text in Chinese, CR LF, long paths.  Status 77 without compiler or wine.
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
GOUJI=${GOUJI:-$BUILD/gouji}
skip() {
	echo "windows.sh: $1, skipped"
	exit 77
}
make --no-print-directory BUILD="$BUILD" "$BUILD/windows/tools.ok" >/dev/null 2>&1 ||
    skip "no compiler for Windows (.ci/setup all)"
make --no-print-directory BUILD="$BUILD" windows || exit 1
wine=
for w in wine wine64 /usr/lib/wine/wine64; do
	command -v $w >/dev/null && { wine=$w; break; }
done
[ -n "$wine" ] || skip "gouji.exe is built; no wine to run it"

exe=$(cd "$BUILD" && pwd)/gouji.exe
gouji=$(cd "$(dirname "$GOUJI")" && pwd)/$(basename "$GOUJI")
work=$(mktemp -d) || exit 2
trap 'WINEPREFIX=$WINEPREFIX wineserver -k 2>/dev/null; rm -rf "$work"' EXIT
WINEPREFIX=${WINEPREFIX:-$work/prefix} WINEDEBUG=-all
LC_ALL=C.UTF-8
export WINEPREFIX WINEDEBUG LC_ALL
unset DISPLAY GOUJI_RULES
timeout 180 $wine "$exe" --version >"$work/version" 2>/dev/null || skip "wine does not run here"
failed=0
ok() { echo "ok $1"; }
fail() { echo "FAIL $1"; failed=1; }
# alike NAME ARGUMENT...: both programs, in $work: output and status.
alike() {
	name=$1
	shift
	(cd "$work" && "$gouji" "$@" >want 2>want.err; echo $? >want.status)
	(cd "$work" && timeout 120 $wine "$exe" "$@" >got 2>got.err; echo $? >got.status)
	if cmp -s "$work/want" "$work/got" && cmp -s "$work/want.status" "$work/got.status"; then
		ok "$name"
	else
		fail "$name"
		diff "$work/want.status" "$work/got.status"
		diff "$work/want" "$work/got" | head -n 10
		head -n 5 "$work/got.err"
	fi
}

imports=$(x86_64-w64-mingw32-objdump -p "$exe" | sed -n 's/.*DLL Name: //p' | LC_ALL=C sort | tr '\n' ' ')
case $imports in "KERNEL32.dll SHELL32.dll msvcrt.dll ") ok "libraries of the system only" ;; *) fail "imports $imports" ;; esac

cp -r corpus/faulty "$work/报告"
sample=corpus/faulty/narrative-scores-tabs.txt
iconv -f UTF-8 -t GB18030 $sample >"$work/国标.txt"
iconv -f UTF-8 -t UTF-16LE $sample >"$work/utf16.txt"
iconv -f UTF-8 -t BIG5//TRANSLIT $sample >"$work/big5.txt" 2>/dev/null
sed 's/$/\r/' $sample >"$work/crlf.txt"
printf '预算\377\376' >"$work/damaged.txt"
printf '\201\060\201\060 \224\071\332\063 \230\070\255\066\n' >"$work/four.txt"
alike "a folder, json" check -q --format json 报告
alike "a folder, text" check -q --color never --lang zh 报告
alike "GB18030" check -q --format json 国标.txt
alike "UTF-16" check -q --format json utf16.txt
alike "Big5" check -q --format json --encoding Big5 big5.txt
alike "four-byte characters" figures --format json four.txt
alike "CR LF" check -q --format json crlf.txt
alike "damaged" check -q --format json damaged.txt
alike "an absent file" check -q --format json 没有.txt
alike "ledger" ledger --format csv crlf.txt
alike "html" check -q --format html crlf.txt
alike "rules" rules test
alike "a glob" check -q --format json --include '*.t?[x-z]' --select 'GJ1*' 报告
alike "output" check -q --format json --output 结果.json 国标.txt
alike "output again" check -q --format json --output 结果.json crlf.txt
[ -s "$work/结果.json" ] && ok "written" || fail "written"
# A baseline that is there is not made again: each makes its own.
(cd "$work" && "$gouji" baseline create -q --baseline known.json crlf.txt &&
    $wine "$exe" baseline create -q --baseline windows.json crlf.txt) >/dev/null 2>&1
cmp -s "$work/known.json" "$work/windows.json" && ok "baseline" || fail "baseline"
alike "baseline check" baseline check --baseline known.json crlf.txt

# A path of more than 260 characters.
long=$work/长
for i in 1 2 3 4 5 6 7 8; do
	long=$long/很长的文件夹名称很长的文件夹名称很长的文件夹名称
done
if mkdir -p "$long"; then
	cp $sample "$long/报告.txt"
	alike "a long path" check -q --format json 长
fi

# Every two-byte character, and text from standard input.
python3 -c "
import sys
for lead in range(0x81, 0xff):
    for trail in range(0x40, 0xff):
        if trail != 0x7f:
            sys.stdout.buffer.write(bytes([lead, trail]))
    sys.stdout.buffer.write(b'\n')
" >"$work/all.txt"
alike "all of GBK" dump --stage text --encoding GB18030 all.txt
(cd "$work" && "$gouji" check -q --format json - <crlf.txt >want)
(cd "$work" && $wine "$exe" check -q --format json - <crlf.txt >got 2>/dev/null)
cmp -s "$work/want" "$work/got" && ok "standard input" || fail "standard input"
exit $failed
