#!/bin/sh
# Threads, pipes, interruptions, full disks.
. "$(dirname "$0")/lib.inc"

mkdir many
i=0
while [ $i -lt 60 ]; do
	if [ $((i % 3)) -eq 0 ]; then text=$bad_text; else text=$good_text; fi
	printf '文件%s\n%s\n' $i "$text" >many/$i.txt
	i=$((i + 1))
done
cp many/0.txt many/bad.md
printf '\377\377' >many/broken.txt

for format in text json jsonl csv; do
	status "jobs-1-$format" 2 "$GOUJI" check -q -j 1 -f $format many
	mv out one
	for jobs in 2 7; do
		status "jobs-$jobs-$format" 2 "$GOUJI" check -q -j $jobs -f $format many
		same "same-$jobs-$format" out one
	done
done

# A reader that goes away is a write error, not a death by signal.
{
	"$GOUJI" check -q -f json many 2>err
	echo $? >code
} | head -c 1 >/dev/null
case $(cat code) in
1 | 2) ok closed-pipe ;;
*) fail closed-pipe "status $(cat code)" ;;
esac
if [ -w /dev/full ]; then
	status full 2 sh -c '"$1" check -q many/0.txt >/dev/full' - "$GOUJI"
	status full-output 2 "$GOUJI" check -q many/0.txt -o /dev/full
fi
status closed-stdout 2 sh -c '"$1" check many/0.txt >&-' - "$GOUJI"
status closed-stdin 2 sh -c '"$1" check <&-' - "$GOUJI"

# SIGINT: status 130, and what is there is valid.
mkfifo slow.txt
for jobs in 1 2; do
	: >out # the old lines are not those we wait for
	"$GOUJI" check -q -j $jobs -f jsonl many/1.txt many/2.txt slow.txt >out 2>err &
	pid=$!
	n=0
	while [ "$(wc -l <out)" -lt 2 ] && [ $n -lt 100 ]; do
		sleep 0.1
		n=$((n + 1))
	done
	kill -TERM $pid
	wait $pid
	got=$?
	if [ $got -eq 130 ]; then
		ok "interrupted-$jobs"
	else
		fail "interrupted-$jobs" "status $got"
	fi
	if [ "$(grep -c '^{.*}$' out)" -eq 2 ]; then
		ok "streamed-$jobs"
	else
		fail "streamed-$jobs" "$(wc -l <out) lines"
	fi
done
exit $failed
