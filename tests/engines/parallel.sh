#!/bin/sh
# SPDX-License-Identifier: MIT
# GNU parallel: the bytes of a serial run, also when a worker is killed.
if ! command -v parallel >/dev/null; then
	echo "no GNU parallel here"
	exit 77
fi
. "$(dirname "$0")/archive.inc"
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cd "$work" || exit 2
HOME=$work # parallel keeps its notes there
export HOME
mkdir .parallel && : >.parallel/will-cite
archive 200 4

# As a filter: -k keeps the order, so not even a reduce is needed.
parallel -k --pipe --block 50k -j2 "$GOUJI" map <in.jsonl >out.jsonl || fail pipe-status
same pipe out.jsonl serial.jsonl
parallel -k --pipepart -a in.jsonl --block 50k -j2 "$GOUJI" map >out.jsonl || fail pipepart-status
same pipepart out.jsonl serial.jsonl
parallel --pipe --block 20k -j3 "$GOUJI" map <in.jsonl >out.jsonl || fail unordered-status
"$GOUJI" reduce -f json out.jsonl >out.json 2>/dev/null
same unordered-reduce out.json serial.json

# As tasks of files, which can be run again.  A worker is killed in the
# middle of its first part: its half result is not seen by anybody.
cat >task <<'EOF'
#!/bin/sh
# task PART: part.N -> out.N, in one step
if [ "$1" = part.11 ] && mkdir killed 2>/dev/null; then
	mkfifo slow
	"$GOUJI" map <slow >temp.11.$$ &
	{
		head -n 3 part.11
		sleep 0.3
		kill -9 $!
	} >slow
	wait $!
	exit
fi
n=${1#part.}
"$GOUJI" map <"$1" >"temp.$n.$$" && mv "temp.$n.$$" "out.$n"
EOF
chmod +x task
parallel --retries 3 -j2 ./task ::: part.* || fail killed-status
[ -d killed ] && ok killed || fail killed
cat out.1? >out.jsonl
same killed-result out.jsonl serial.jsonl
"$GOUJI" reduce -f json out.1? >out.json 2>/dev/null
same killed-reduce out.json serial.json
exit $failed
