#!/bin/sh
# --stats: one line of JSON on standard error, and nothing else changes.
. "$(dirname "$0")/lib.inc"

printf '%s\n' "$good_text" >a.txt
printf '%s\n' "$bad_text" >b.txt
status without 1 "$GOUJI" check -f json a.txt b.txt
cp out without
status with 1 "$GOUJI" check -f json --stats a.txt b.txt
same output without out
[ "$(wc -l <err)" -eq 1 ] && ok one-line || fail one-line "$(cat err)"
has documents err '"documents": 2, "bytes": '
for step in read decode text layout figure fact check diagnose publish report; do
	has "$step" err "\"$step\": 0."
done
python3 - err <<'EOF' && ok numbers || fail numbers "$(cat err)"
import json, sys
stats = json.load(open(sys.argv[1]))
sys.exit(not (stats["bytes"] > 100 and stats["peak_memory_bytes"] > 1 << 20 and
              0 < sum(stats["cpu_seconds"].values()) < 5))
EOF
exit $failed
