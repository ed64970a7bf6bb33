#!/bin/sh
# Options: mistakes, languages, outputs, choice of rules and files.
. "$(dirname "$0")/lib.inc"

printf '%s\n' "$bad_text" >bad.txt
printf '%s\n' "$good_text" >good.txt

status unknown-option 2 "$GOUJI" check --fromat json bad.txt
has option-hint err --format
status wrong-command 2 "$GOUJI" figures --stage text bad.txt
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
