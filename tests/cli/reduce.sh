#!/bin/sh
# What map wrote, merged: the report of a serial run, whatever the order.
. "$(dirname "$0")/lib.inc"

mkdir docs
printf '%s\n' "$bad_text" >docs/a.txt
printf '%s\n' "$good_text" >docs/b.txt
printf '一、概况\r\n\r\n%s\r\n二、其他\r\n%s' "$good_text" "$bad_text" >docs/c.txt
printf ' \n' >docs/d.txt
awk 'BEGIN { for (i = 1; i <= 300; i++) printf "第%d项预算%d.00万元，支出%d.00万元，执行率50.00%%。\n", i, 2 * i, i }' >docs/e.txt
python3 - <<'EOF' >in.jsonl
import glob, json
for path in sorted(glob.glob("docs/*"), reverse=True):
    with open(path, encoding="utf-8", newline="") as f:
        print(json.dumps({"text": f.read(), "id": path, "year": 2023}))
EOF
"$GOUJI" map <in.jsonl >thin.jsonl
"$GOUJI" map --full <in.jsonl >full.jsonl
sed -n '1,2p' full.jsonl >part.1
sed -n '3,$p' full.jsonl | sort >part.2

status serial 1 "$GOUJI" check docs
for format in text json jsonl sarif csv junit github html xlsx; do
	"$GOUJI" check -f $format docs >want 2>/dev/null
	status "$format" 1 "$GOUJI" reduce -f $format part.2 part.1
	same "same-$format" want out
	case $format in html | xlsx) continue ;; esac
	status "$format-stdin" 1 sh -c '"$1" reduce -f "$2" <thin.jsonl' - "$GOUJI" $format
	same "same-$format-thin" want out
done
status thin-html 2 "$GOUJI" reduce -f html thin.jsonl
has thin-html-says err 'gouji map --full'
status several 1 "$GOUJI" reduce --out json:r.json --out csv:r.csv full.jsonl
"$GOUJI" check -f json docs >want 2>/dev/null
same several-json want r.json

# A task that ran twice, a failure before a result.
sed 's/"coverage".*/"input_line": 1, "error": {"message": "x"}}/' part.1 >failed
cat part.1 part.2 part.1 failed >all
status twice 1 "$GOUJI" reduce -f json all
same twice-same want out
status failed 2 "$GOUJI" reduce -f json failed part.2
has failed-listed out '"message": "x"'
sed 's/"error": 1/"error": 7/' part.2 >other
status differ 2 "$GOUJI" reduce -f json part.1 part.2 other
has differ-says err 'docs/a.txt'

# Lines that are no records do not stop the others.
{ echo nonsense; cat full.jsonl; printf '{"id": "x", "counts": {}}\n'; } >odd
status odd 2 "$GOUJI" reduce -f json odd
same odd-others want out
has odd-says err 'odd'
sed 's/"sha256": "[0-9a-f]*"}, "lines"/"sha256": "00"}, "lines"/' full.jsonl >strange
status strange-rules 2 "$GOUJI" reduce -f json strange
has strange-says err '另一套规则'
status no-file 2 "$GOUJI" reduce nowhere
: >empty
status empty 0 "$GOUJI" reduce -f json empty
has empty-documents out '"documents": []'

# As check: baseline, threshold.
"$GOUJI" baseline create --baseline known.json docs 2>/dev/null
status baseline 0 "$GOUJI" reduce --baseline known.json thin.jsonl
status never 0 "$GOUJI" reduce --fail-on never thin.jsonl
# Damage anywhere in a record is an error, never a crash.
python3 - "$GOUJI" <<'EOF'
import random, subprocess, sys
random.seed(5)
line = open("full.jsonl", encoding="utf-8").read().splitlines()[-1]
for i in range(60):
    at = random.randrange(len(line))
    hurt = line[:at] + random.choice(['', '"', '9', '{', '-1', 'null']) + line[at + random.randrange(9):]
    with open("hurt", "w", encoding="utf-8") as f:
        f.write(hurt + "\n")
    got = subprocess.run([sys.argv[1], "reduce", "-f", "html", "hurt"], capture_output=True)
    if got.returncode not in (0, 1, 2):
        print("FAIL hurt", i, got.returncode, got.stderr[-300:])
        sys.exit(1)
EOF
if [ $? -eq 0 ]; then ok hurt; else failed=1; fi
exit $failed
