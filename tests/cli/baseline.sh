#!/bin/sh
# Baselines and reviews.
. "$(dirname "$0")/lib.inc"

mkdir docs
printf '%s\n' "$bad_text" >docs/a.txt
printf '%s\n' "$good_text" >docs/b.txt

status no-file 2 "$GOUJI" baseline create docs
status no-action 2 "$GOUJI" baseline --baseline known.json docs
status check-before 2 "$GOUJI" baseline check --baseline known.json docs
status create 0 "$GOUJI" baseline create --baseline known.json docs
has schema known.json '"schema": "gouji.baseline/1"'
has entry known.json '"path": "docs/a.txt"'
status create-again 2 "$GOUJI" baseline create --baseline known.json docs
status known 0 "$GOUJI" check --baseline known.json docs -f json
has unchanged out '"baseline": "unchanged"'
status known-check 0 "$GOUJI" baseline check --baseline known.json docs

# The same finding further down is still known; one of another file is new.
printf '一、基本情况\n\n%s\n' "$bad_text" >docs/a.txt
status moved 0 "$GOUJI" check --baseline known.json docs
printf '%s\n' "$bad_text" >docs/b.txt
status new 1 "$GOUJI" check --baseline known.json docs -f json
has new-marked out '"baseline": "new"'
status prune-adds-nothing 0 "$GOUJI" baseline prune --baseline known.json docs
lacks not-added known.json docs/b.txt
status update 0 "$GOUJI" baseline update --baseline known.json docs
has added known.json docs/b.txt
status updated 0 "$GOUJI" check --baseline known.json docs
cp known.json before
status update-again 0 "$GOUJI" baseline update --baseline known.json docs
same stable known.json before
rm docs/b.txt
status stale 0 "$GOUJI" check --baseline known.json docs
lacks gone-document-is-not-stale err known.json
printf '%s\n' "$good_text" >docs/b.txt
status stale-check 0 "$GOUJI" baseline check --baseline known.json docs
has stale-told err 'known.json：1 条已不再出现'
has stale-named err 'docs/b.txt  GJ101'
status stale-told 0 "$GOUJI" check --baseline known.json docs
has stale-counted err 'known.json：1 条'
lacks stale-not-named err 'docs/b.txt  GJ101'
status stale-quiet 0 "$GOUJI" check -q --baseline known.json docs
lacks stale-quiet err 'known.json'
rm docs/b.txt
status prune 0 "$GOUJI" baseline prune --baseline known.json docs
has prune-counts err '删去 1 条'
lacks pruned known.json docs/b.txt
has kept known.json docs/a.txt

wrong() {
	printf '%s' "$2" >wrong.json
	status "wrong-$1" 2 "$GOUJI" check --baseline wrong.json docs
}
wrong text 'nothing'
wrong schema '{"schema":"gouji.baseline/2","entries":[]}'
wrong member '{"schema":"gouji.baseline/1","entries":[],"x":1}'
wrong entry '{"schema":"gouji.baseline/1","entries":[{"path":"a"}]}'
wrong type '{"schema":"gouji.baseline/1","entries":[{"path":1,"fingerprint":"a"}]}'

print=$(sed -n 's/.*"fingerprint": "\([^"]*\)".*/\1/p' known.json | head -1)
review() {
	printf '{"schema":"gouji.review/1","entries":[{"fingerprint":"%s",%s}]}' \
		"$print" "$2" >review.json
	status "review-$1" "$3" "$GOUJI" check --review review.json docs -f json
}
# Every finding of the document has to be judged for status 0.
prints=$(sed -n 's/.*"fingerprint": "\([^"]*\)".*/\1/p' known.json)
{
	printf '{"schema":"gouji.review/1","entries":['
	comma=
	for p in $prints; do
		printf '%s{"fingerprint":"%s","state":"explained","reason":"已核实"}' \
			"$comma" "$p"
		comma=,
	done
	printf ']}'
} >review.json
after=1
[ "$(printf '%s\n' $prints | wc -l)" -eq 1 ] && after=0
status reviewed 0 "$GOUJI" check --review review.json docs -f json
has suppressed out '"suppressed"'
review open '"state":"待核","reason":"待查"' 1
review confirmed '"state":"confirmed","reason":"属实"' 1
review confirmed-bare '"state":"confirmed"' 2
review no-reason '"state":"false-alarm"' 2
review empty-reason '"state":"false-alarm","reason":""' 2
review bad-date '"state":"误报","reason":"x","expires":"soon"' 2
review expired '"state":"误报","reason":"x","expires":"2020-01-01"' 1
has expired-told err '1 条结论已过有效期'
review not-expired '"state":"误报","reason":"x","who":"甲","date":"2024-01-02","expires":"9999-12-31"' "$after"
review bad-state '"state":"maybe","reason":"x"' 2
exit $failed
