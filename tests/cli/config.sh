#!/bin/sh
# gouji.json: found above the document, strict, the command line first.
. "$(dirname "$0")/lib.inc"

mkdir -p docs/county/2023 docs/old docs/plain
printf '%s\n' "$bad_text" >docs/county/2023/a.txt
cp docs/county/2023/a.txt docs/old/b.txt
cp docs/county/2023/a.txt docs/plain/c.txt
echo '{"schema": "gouji.config/1", "rules": {"spend-rate": "warning"}, "exclude": ["old"]}' >docs/gouji.json

status severity 0 "$GOUJI" check docs/county
has warning out '警告 GJ101'
status excluded 0 "$GOUJI" check -f json docs
lacks excluded-out out docs/old/b.txt
has not-excluded out docs/plain/c.txt
status named-is-read 0 "$GOUJI" check docs/old/b.txt
has named-is-read out docs/old/b.txt
status force-exclude 0 "$GOUJI" check --force-exclude -f json docs/old/b.txt
lacks force-exclude out docs/old/b.txt
status no-config 1 "$GOUJI" check --no-config docs
has no-config out docs/old/b.txt
status line-wins 1 "$GOUJI" check --fail-on warning docs/county

# The nearest file alone; each document its own.
echo '{"ignore": ["GJ101"]}' >docs/county/gouji.json
status own 0 "$GOUJI" check -f json docs
has own-warning out '"warning": 1'
status nearest 0 "$GOUJI" check docs/county
lacks nearest-ignored out GJ101
status select-wins 1 "$GOUJI" check --select GJ101 docs/county
status from-inside 0 sh -c 'cd docs/county/2023 && "$1" check a.txt' - "$GOUJI"
lacks from-inside out GJ101
status stdin 0 sh -c 'cd docs/county/2023 && "$1" check <a.txt' - "$GOUJI"
status stdin-name 0 "$GOUJI" check --stdin-filename docs/county/x.txt <docs/county/2023/a.txt
status stdin-elsewhere 1 "$GOUJI" check <docs/county/2023/a.txt
status jobs 0 "$GOUJI" check -f json -j 3 docs
cp out three
status jobs-one 0 "$GOUJI" check -f json -j 1 docs
same jobs three out
status baseline 0 "$GOUJI" baseline create --baseline known.json docs
lacks baseline-ignores known.json county

set_config() {
	printf '%s' "$1" >docs/plain/gouji.json
}
set_config '{"fail_on": "never"}'
status fail-on 0 "$GOUJI" check docs/plain
set_config '{"fail_on": "never", "min_coverage": 100}'
echo '全年预算数200.00万元，另有5.00万元。' >docs/plain/d.txt
status coverage 1 "$GOUJI" check docs/plain
status coverage-line-wins 0 "$GOUJI" check --min-coverage 0 docs/plain
rm docs/plain/d.txt
set_config '{"select": ["GJ9*"]}'
status select 0 "$GOUJI" check docs/plain
set_config '{"strict": true}'
echo '预算数700.00万元，执行数300.00万元，执行率42.85%。' >docs/plain/e.txt
status strict 1 "$GOUJI" check --fail-on warning docs/plain/e.txt
set_config '{"strict": false}'
status not-strict 0 "$GOUJI" check --fail-on warning docs/plain/e.txt
rm docs/plain/e.txt

# Words of the house: quoting and signs of patterns are plain characters.
echo '全年预算数200.00万元，付现(数)150.00万元，执行率80.00%。' >docs/plain/t.txt
set_config '{"terms": {"spent": ["付现(数)", "a\"b\\\\c", "[x|y]*"]}}'
status terms 0 "$GOUJI" figures -f json docs/plain/t.txt
has terms-role out '"role": "spent"'
status terms-rules 1 "$GOUJI" check -f json docs/plain/t.txt
set_config '{"packs": {"gd-project": "off"}}'
status packs 1 "$GOUJI" check docs/plain/c.txt
mkdir docs/plain/rules.d
echo '{"lists": {"house_words": ["甲"]}}' >docs/plain/rules.d/house.json
mkdir docs/plain/rules.d/words && mv docs/plain/rules.d/house.json docs/plain/rules.d/words
set_config '{"add_rules": ["rules.d"]}'
status add-rules 1 "$GOUJI" check docs/plain/c.txt

# Mistakes name the file and the path of the member.
wrong() {
	set_config "$2"
	status "wrong-$1" 2 "$GOUJI" check docs/plain
	has "wrong-$1-says" err "plain/gouji.json: $3"
}
wrong member '{"strct": true}' '/strct: '
has wrong-member-hint err strict
wrong repeated '{"strict": true, "strict": true}' '/strict: '
wrong rule '{"rules": {"GJ999": "off"}}' '/rules: '
wrong level '{"rules": {"GJ101": "fatal"}}' '/rules/GJ101: '
wrong list '{"select": [1]}' '/select/0: '
wrong select '{"select": ["GJ999"]}' '/select: '
wrong term '{"terms": {"spent": ["x"], "nobody": ["y"]}}' '/terms/nobody: '
wrong pack '{"packs": {"nothing": "off"}}' '/packs/nothing: '
wrong switch '{"packs": {"gd-project": "maybe"}}' '/packs/gd-project: '
wrong percent '{"min_coverage": 101}' '/min_coverage: '
wrong threshold '{"fail_on": "fatal"}' '/fail_on: '
wrong schema '{"schema": "gouji.config/2"}' '/schema: '
wrong folder '{"add_rules": ["nowhere"]}' ''
wrong text 'strict' ''
wrong half '{"strict": true' ''
wrong utf8 "$(printf '{"about": "\377"}')" ''
status wrong-elsewhere 0 "$GOUJI" check docs/county
status config-nowhere 2 "$GOUJI" check --config nowhere.json docs/county

# What is in force, and who says so.
set_config '{"strict": true, "fail_on": "notice"}'
status config 0 "$GOUJI" config --fail-on error docs/plain/c.txt
grep -q 'strict *true *.*docs/plain/gouji.json' out && ok config-file || fail config-file "$(cat out)"
grep -q 'fail_on *error *命令行' out && ok config-line || fail config-line "$(cat out)"
grep -q 'min_coverage *0 *默认' out && ok config-default || fail config-default "$(cat out)"
status config-folder 0 "$GOUJI" config docs/plain docs
status config-none 0 "$GOUJI" config --no-config docs/plain/c.txt
grep -q 'strict *false' out && ok config-none-strict || fail config-none-strict

# The mapper knows no folder: its file must be named.
echo '{"rules": {"GJ101": "notice"}}' >gouji.json
printf '{"id": 1, "text": "%s"}\n' "$bad_text" >in.jsonl
status map 0 "$GOUJI" map <in.jsonl
has map-alone out '"severity": "error"'
status map-config 0 "$GOUJI" map --config gouji.json <in.jsonl
has map-config out '"severity": "notice"'
exit $failed
