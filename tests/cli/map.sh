#!/bin/sh
# JSON Lines in, JSON Lines out.
. "$(dirname "$0")/lib.inc"

status empty 0 "$GOUJI" map </dev/null
if [ -s out ]; then fail empty-out; else ok empty-out; fi
cat >in <<EOF
{"id": 1.50, "text": "$bad_text"}

{"id": "\u4e2d", "text": "a\tb", "year": 2e3, "nested": {"x": [1, {"y": null}]}}
{"id": 4, "text": "\ud800"}
{"id": 5}
{"id": 6, "text": 7}
nonsense
{"id": 8, "text": "x"} y
{"id": 9, "text": "x", "text": "y"}
{"id": 10, "text": "\ud83d\ude00", "empty": ""}
{"id": {"k": 11}, "text": ""}
EOF
status lines 0 "$GOUJI" map <in
if [ "$(wc -l <out)" -eq 11 ]; then ok one-for-one; else fail one-for-one; fi
line() { sed -n "$1p" out >line; }
line 1
has id-bytes line '{"id": 1.50, "coverage"'
has finding line '"severity": "error"'
lacks no-meta line '"meta"'
line 2
has blank line '{"id": null, "input_line": 2, "error": {"message": '
line 3
has id-escape line '{"id": "\u4e2d", '
has meta line '"meta": {"year": 2e3, "nested": {"x": [1, {"y": null}]}}'
line 4
has surrogate line '{"id": 4, "input_line": 4, "error"'
line 5
has no-text line '{"id": 5, "input_line": 5, "error"'
line 6
has text-number line '{"id": 6, "input_line": 6, "error"'
line 7
has nonsense line '{"id": null, "input_line": 7, "error"'
line 8
has trailing line '"input_line": 8, "error"'
line 9
has repeated line '{"id": 9, "input_line": 9, "error"'
line 10
has emoji line '{"id": 10, "coverage"'
has meta-empty line '"meta": {"empty": ""}'
line 11
has id-object line '{"id": {"k": 11}, "coverage"'
if grep -q "$(printf '\t')" out; then fail no-tab; else ok no-tab; fi
printf '{"id":1,"text":"\377"}\n{"id":2,"text":"x"}' >in
status bad-utf8 0 "$GOUJI" map <in
has bad-utf8-id out '{"id": 1, "input_line": 1, "error"'
has no-final-newline out '{"id": 2, "coverage"'
status fail-on-bad-line 2 "$GOUJI" map --fail-on-bad-line <in
printf '{"id":1,"text":"x"}\r\n' >in
status cr-lf 0 "$GOUJI" map --fail-on-bad-line <in
status path 2 "$GOUJI" map in
status bad-rules 2 "$GOUJI" map --rules nowhere <in
if [ -w /dev/full ]; then
	status full 2 sh -c '"$1" map <in >/dev/full' - "$GOUJI"
fi

# An answer comes before the next question.
mkfifo ask answer
"$GOUJI" map <ask >answer &
pid=$!
exec 3>ask 4<answer
printf '{"id":1,"text":"x"}\n' >&3
read -r first <&4
case $first in
'{"id": 1,'*) ok flushed ;;
*) fail flushed "$first" ;;
esac
exec 3>&- 4<&-
wait $pid

# Interrupted while it waits.
: >out
"$GOUJI" map <ask >out &
pid=$!
exec 3>ask
printf '{"id":1,"text":"x"}\n' >&3
n=0
while [ ! -s out ] && [ $n -lt 100 ]; do
	sleep 0.1
	n=$((n + 1))
done
kill -TERM $pid
wait $pid
got=$?
exec 3>&-
if [ $got -eq 130 ]; then ok interrupted; else fail interrupted "status $got"; fi

# Nested too deeply for anybody's good.
awk 'BEGIN { printf "{\"id\":1,\"text\":\"x\",\"n\":"; for (i = 0; i < 5000; i++) printf "["; for (i = 0; i < 5000; i++) printf "]"; print "}" }' >in
status deep 0 "$GOUJI" map <in
has deep-error out '"error"'
exit $failed
