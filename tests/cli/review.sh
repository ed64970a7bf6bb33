#!/bin/sh
# What reviewers write into the table comes back, whatever saved the table.
. "$(dirname "$0")/lib.inc"
SOURCE_DATE_EPOCH=1714953600 # 2024-05-06
export SOURCE_DATE_EPOCH

mkdir docs
printf '%s\n' "$bad_text" >docs/a.txt
printf '总分100分，其中：甲40分，乙50分。\n%s\n' "$bad_text" >docs/b.txt
printf '%s\n预算数500.00万元，执行数400.00万元，执行率90.00%%。\n' "$bad_text" >docs/c.txt
status table 1 "$GOUJI" check -f csv -o table.csv docs
status untouched 0 "$GOUJI" review import --review none.json table.csv
has untouched-empty none.json '"entries": []'

cat >fill.py <<'EOF'
import csv, sys
# fill.py IN OUT ENCODING DELIMITER DATE: a verdict for each row
source, to, encoding, delimiter, date = sys.argv[1:6]
rows = list(csv.reader(open(source, encoding="utf-8-sig", newline="")))
head = rows[0]
col = lambda *names: next(head.index(n) for n in names if n in head)
states = [("误报", "按批复数\n=另行\"核\"对,无误"), ("属实", "已要求更正"), ("已说明", "=SUM(1)"), ("待核", "待 查")]
for i, row in enumerate(rows[1:]):
    state, reason = states[i % 4]
    row[col("复核意见", "review")] = state
    row[col("复核理由", "review_reason")] = "'" + reason if reason[0] in "=+-@" else reason
    row[col("复核人", "review_who")] = "张三"
    row[col("复核日期", "review_date")] = date
    row[col("有效期至", "review_expires")] = "2024/12/31" if i == 0 else ""
with open(to, "w", encoding=encoding, newline="") as f:
    csv.writer(f, delimiter=delimiter).writerows(rows)
EOF
python3 fill.py table.csv filled.csv utf-8-sig , 2024-05-06
status import 0 "$GOUJI" review import --review review.json filled.csv
has schema review.json '"schema": "gouji.review/1"'
has state review.json '"state": "误报"'
has reason review.json '"reason": "按批复数\n=另行\"核\"对,无误"'
has formula review.json '"reason": "=SUM(1)"'
has who review.json '"who": "张三", "date": "2024-05-06"'
has expires review.json '"expires": "2024-12-31"'
cp review.json want.json

# Other spreadsheets: separators, encodings, dates; in either language.
variant() {
	name=$1
	shift
	python3 fill.py "$@"
	rm -f other.json
	status "variant-$name" 0 "$GOUJI" review import --review other.json "$2"
	same "variant-$name" other.json want.json
}
variant semicolon table.csv v.csv utf-8 ';' 2024/5/6
variant tab table.csv v.csv utf-16 '	' 2024年5月6日
variant gbk table.csv v.csv gb18030 , 2024.05.06
variant no-date table.csv v.csv utf-8 , ''
status english 1 "$GOUJI" check --lang en -f csv -o english.csv docs
python3 fill.py english.csv v.csv utf-8 , 2024-05-06
sed -e 's/误报/false-alarm/; s/属实/confirmed/; s/已说明/explained/; s/待核/open/' v.csv >e.csv
status variant-english 0 "$GOUJI" review import --review other.json e.csv
has variant-english other.json '"state": "误报"'

# The verdicts act, are shown, and come back again.
status acts 1 "$GOUJI" check -f json --review review.json docs
has acts-suppressed out '"suppressed": {"reason": "按批复数'
has acts-review out '"review": {"state": "误报", "reason": "按批复数'
status round 1 "$GOUJI" check -f csv --review review.json -o round.csv docs
rm -f again.json
status again 0 "$GOUJI" review import --review again.json round.csv
same round again.json want.json
status expired 1 env SOURCE_DATE_EPOCH=1767225600 "$GOUJI" check -f json --review review.json docs
lacks expired out '"suppressed": {"reason": "按批复数'
has expired-told err 'review.json：1 条结论已过有效期'
status list 0 "$GOUJI" review list --review review.json
has list out "误报	1"
status list-expired 0 env SOURCE_DATE_EPOCH=1767225600 "$GOUJI" review list --review review.json
has list-expired out "已过有效期	1"
printf '%s\n' "$good_text" >docs/a.txt
status stale 1 "$GOUJI" check --review review.json docs
has stale err 'review.json：1 条结论所指的问题已不再出现'
if cmp -s review.json want.json; then ok never-written; else fail never-written; fi

# A table adds to what is there; a row takes the place of its entry.
printf '指纹;复核意见;复核理由;文件\n%s;属实;改判;docs/b.txt\n' \
	"$(sed -n 's/.*"path": "docs.b.txt", "fingerprint": "\([^"]*\)".*/\1/p' review.json | head -1)" >one.csv
n=$(grep -c fingerprint review.json)
status add 0 "$GOUJI" review import --review review.json one.csv
[ "$(grep -c fingerprint review.json)" = "$n" ] && ok replaced || fail replaced
has added review.json '改判'

# A verdict of any kind gives its reason.
for state in 待核 属实 误报 已说明; do
	printf '{"schema": "gouji.review/1", "entries": [{"fingerprint": "f", "state": "%s"}]}' "$state" >bare.json
	status "bare-$state" 2 "$GOUJI" check -q --review bare.json docs
	has "bare-$state-says" err '"reason"'
done

# Mistakes change nothing.
cp review.json before
wrong() {
	printf '%s\n' "$2" >wrong.csv
	status "wrong-$1" 2 "$GOUJI" review import --review review.json wrong.csv one.csv
	same "wrong-$1" review.json before
	has "wrong-$1-says" err "$3"
}
head='文件,指纹,复核意见,复核理由,复核日期'
wrong state "$head
a,f,大概,x," '第 2 行'
wrong reason "$head
a,f,属实,," '第 2 行'
wrong date "$head
a,f,属实,x,明天" '第 2 行'
wrong print "$head
a,,属实,x," '第 2 行'
wrong column '文件,指纹,复核意见
a,f,属实' '复核理由'
wrong empty '' '文件'
status no-table 2 "$GOUJI" review import --review review.json
status no-file 2 "$GOUJI" review import filled.csv
status no-action 2 "$GOUJI" review --review review.json

if ! command -v soffice >/dev/null; then
	echo "no soffice: the workbook was not tried"
	exit $failed
fi
# The workbook with the verdicts, saved as CSV by LibreOffice.
cp want.json review.json
printf '%s\n' "$bad_text" >docs/a.txt
status workbook 1 "$GOUJI" check -f xlsx --review review.json -o book.xlsx docs
HOME=$work soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1' book.xlsx >/dev/null 2>&1
rm -f again.json
status workbook-import 0 "$GOUJI" review import --review again.json book.csv
same workbook again.json want.json
exit $failed
