#!/bin/sh
# Exit statuses of every command.
. "$(dirname "$0")/lib.inc"

printf '%s\n' "$bad_text" >bad.txt
printf '%s\n' "$good_text" >good.txt
: >empty.txt
printf ' \n\t\343\200\200\r\n' >blank.txt
mkdir folder none
cp bad.txt good.txt folder

status check-good 0 "$GOUJI" check good.txt
status check-bad 1 "$GOUJI" check bad.txt
status check-folder 1 "$GOUJI" check folder
status check-stdin 1 "$GOUJI" check <bad.txt
status check-dash 1 "$GOUJI" check - <bad.txt
status check-empty 0 "$GOUJI" check empty.txt --format json
has empty-no-text out no-text
status check-blank 0 "$GOUJI" check blank.txt --format json
has blank-no-text out no-text
status check-no-reports 0 "$GOUJI" check none --format json
has folder-no-text out no-text
status check-missing 2 "$GOUJI" check missing.txt
has missing-named err missing.txt
status check-missing-and-bad 2 "$GOUJI" check missing.txt bad.txt --format json
has still-reported out '"severity": "error"'
has error-listed out '"path": "missing.txt"'
status check-never 0 "$GOUJI" check bad.txt --fail-on never
status check-notice 1 "$GOUJI" check bad.txt --fail-on notice
status figures 0 "$GOUJI" figures bad.txt
status ledger 0 "$GOUJI" ledger bad.txt
status ledger-missing 2 "$GOUJI" ledger missing.txt
status rules-list 0 "$GOUJI" rules list
status rules-default 0 "$GOUJI" rules
printf '{"code": 1}' >wrong.json
status rules-check-wrong 1 "$GOUJI" rules check wrong.json
has rules-check-named out wrong.json
status rules-check-none 2 "$GOUJI" rules check
status rules-unknown 2 "$GOUJI" rules lst
status explain-missing 2 "$GOUJI" explain
status explain-unknown 2 "$GOUJI" explain GJ000
for code in $("$GOUJI" rules list | sed 's/ .*//' | head -3); do
	status "explain-$code" 0 "$GOUJI" explain "$code"
	has "explain-$code-page" out "$code"
done
status dump 0 "$GOUJI" dump --stage figures bad.txt
status dump-no-stage 2 "$GOUJI" dump bad.txt
status dump-unknown 2 "$GOUJI" dump --stage nothing bad.txt
status no-command 2 "$GOUJI"
status unknown-command 2 "$GOUJI" chekc bad.txt
has command-hint err check
status file-as-command 2 "$GOUJI" bad.txt
has file-hint err 'gouji check bad.txt'
status help 0 "$GOUJI" --help
status version 0 "$GOUJI" --version
has version-text out 'gouji '
for command in check figures ledger rules explain baseline map dump; do
	status "help-$command" 0 "$GOUJI" "$command" --help
done
exit $failed
