#!/bin/sh
# Options: mistakes, languages, outputs, choice of rules and files.
. "$(dirname "$0")/lib.inc"

printf '%s\n' "$bad_text" >bad.txt
printf '%s\n' "$good_text" >good.txt

status unknown-option 2 "$GOUJI" check --fromat json bad.txt
has option-hint err --format
status wrong-command 2 "$GOUJI" figures --stage text bad.txt
has wrong-command-names err dump

# Somebody who does not know how: no arguments, a file, a typing error.
status nothing 2 "$GOUJI"
has nothing-first-step err 'gouji check'
has nothing-help err 'gouji --help'
status nothing-english 2 env LC_ALL=en_US.UTF-8 "$GOUJI"
has nothing-english err 'gouji check report.txt'
status file-as-command 2 "$GOUJI" bad.txt
has file-as-command err 'gouji check bad.txt'
status option-first 2 "$GOUJI" --format json
has option-first err 'gouji check --format'
hint() {
	hint_name=$1 hint_want=$2
	shift 2
	status "hint-$hint_name" 2 "$GOUJI" "$@"
	has "hint-$hint_name-says" err "$hint_want"
}
hint command '是否要用 check' chekc bad.txt
hint command-ledger '是否要用 ledger' leger bad.txt
hint command-far 'gouji --help' frobnicate
hint option '是否要用 --strict' check --strcit bad.txt
hint option-far 'gouji check --help' check --frobnicate bad.txt
hint format '是否要用 sarif' check -f sarfi bad.txt
hint fail-on '是否要用 warning' check --fail-on warnings bad.txt
hint fail-on-far 'notice warning error never' check --fail-on frobnicate bad.txt
hint rules '是否要用 list' rules lst
hint baseline '是否要用 create' baseline creat --baseline x docs
hint review '是否要用 import' review imprt --review x y.csv
hint rule '是否要用 GJ101' explain GJ10l
hint select '是否要用 spend-rate' check --select spent-rate bad.txt
for lang in zh en; do
	status "help-$lang" 0 env LC_ALL=$lang "$GOUJI" --help
	"$GOUJI" help >/dev/null || fail help-word
	python3 - out <<'EOF' && ok "help-screen-$lang" || fail "help-screen-$lang"
import sys, unicodedata
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
wide = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in lines)
print(len(lines), wide)
sys.exit(not (0 < len(lines) <= 24 and wide <= 80))
EOF
done
status missing-argument 2 "$GOUJI" check bad.txt --format
status flag-with-argument 2 "$GOUJI" check --quiet=yes bad.txt
status unknown-format 2 "$GOUJI" check --format nothing bad.txt
has formats-listed err json
status bad-lang 2 "$GOUJI" check --lang fr bad.txt
status bad-jobs 2 "$GOUJI" check --jobs many bad.txt
status bad-coverage 2 "$GOUJI" check --min-coverage 101 bad.txt
status bad-fail-on 2 "$GOUJI" check --fail-on fatal bad.txt
status bad-color 2 "$GOUJI" check --color blue bad.txt
status bad-encoding 2 "$GOUJI" check --encoding EBCDIC bad.txt
status bad-select 2 "$GOUJI" check --select GJ000 bad.txt
status bad-out 2 "$GOUJI" check --out json bad.txt
status bad-rules 2 "$GOUJI" check --rules nowhere bad.txt
status dashes 2 "$GOUJI" check -- --format
status equals 1 "$GOUJI" check --format=json bad.txt
status letter 1 "$GOUJI" check -fjson bad.txt
has letter-json out gouji.findings/1

# The language: text follows the locale, machine formats do not.
status text-default 0 "$GOUJI" check good.txt
cp out zh
status text-english 0 env LC_ALL=en_US.UTF-8 "$GOUJI" check good.txt
if cmp -s out zh; then fail locale-english; else ok locale-english; fi
cp out en
for locale in C POSIX zh_CN.UTF-8 xx; do
	status "text-$locale" 0 env LC_ALL=$locale "$GOUJI" check good.txt
	same "locale-$locale" out zh
done
status text-lang-wins 0 env LC_ALL=C "$GOUJI" check --lang en good.txt
same lang-wins out en
status lc-messages 0 env LC_MESSAGES=en_GB LANG=zh_CN "$GOUJI" check good.txt
same lc-messages-wins out en
status json-zh 1 "$GOUJI" check -f json bad.txt
cp out json-zh
status json-english-locale 1 env LC_ALL=en_US "$GOUJI" check -f json bad.txt
same machine-ignores-locale out json-zh
status json-lang 1 "$GOUJI" check -f json --lang en bad.txt
if cmp -s out json-zh; then fail machine-lang; else ok machine-lang; fi

# Outputs.
status output 1 "$GOUJI" check -f json -o result.json bad.txt
same output-file result.json json-zh
status out 1 env LC_ALL=en_US "$GOUJI" check --out json:out.json \
	--out csv:out.csv bad.txt
same out-json out.json json-zh
if [ -s out.csv ]; then ok out-csv; else fail out-csv; fi
status output-nowhere 2 "$GOUJI" check -o no/where.json bad.txt
if ls | grep -q 'json\.'; then fail no-temporary-left; else ok no-temporary-left; fi
status color-always 1 "$GOUJI" check --color always bad.txt
has color-escape out "$(printf '\033')"
status color-auto 1 "$GOUJI" check bad.txt
lacks color-none out "$(printf '\033')"

# Rules.
code=$(sed -n 's/.*"rule": "\(GJ[0-9]*\)".*/\1/p' json-zh | head -1)
status ignore 0 "$GOUJI" check --ignore "$code" bad.txt
status ignore-glob 0 "$GOUJI" check --ignore 'GJ*' bad.txt
status select 1 "$GOUJI" check --select "$code" bad.txt
status select-list 1 "$GOUJI" check --select "$code,$code" bad.txt

# Files.
mkdir -p tree/sub tree/a
cp bad.txt tree/sub/x.txt
cp good.txt tree/a/y.md
cp good.txt tree/a.text
cp good.txt tree/z.dat
ln -s ../../bad.txt tree/a/link.txt
status walk 1 "$GOUJI" check -f jsonl tree
sed 's/.*"path": "\([^"]*\)".*/\1/' out >paths
printf '%s\n' tree/a.text tree/a/y.md tree/sub/x.txt >want
same walk-order paths want
has walk-skipped err 2
status walk-quiet 1 "$GOUJI" check -q tree
if [ -s err ]; then fail walk-quiet-err; else ok walk-quiet-err; fi
status walk-include 1 "$GOUJI" check -f jsonl --include '*.dat' tree
has include-dat out tree/z.dat
status walk-slash 1 "$GOUJI" check -f jsonl tree/
has no-double-slash out '"tree/a.text"'
printf 'bad.txt\n\ngood.txt\n' >list
status files-from 1 "$GOUJI" check -f jsonl --files-from list
has files-from-good out good.txt
status files-from-stdin 1 "$GOUJI" check -f jsonl --files-from - <list
has files-from-stdin-bad out bad.txt
status files-from-missing 2 "$GOUJI" check --files-from nolist
status stdin-filename 1 "$GOUJI" check -f json --stdin-filename 报告.txt <bad.txt
has stdin-named out 报告.txt
status stdin-sorted 1 "$GOUJI" check -q -f jsonl --stdin-filename c.txt - good.txt <bad.txt
if head -1 out | grep -q c.txt; then ok stdin-first; else fail stdin-first; fi
status coverage 1 "$GOUJI" check --min-coverage 100 -f json good.txt bad.txt \
	--fail-on never --ignore 'GJ*'
has coverage-remark out low-coverage
exit $failed
