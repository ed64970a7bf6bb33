#!/bin/sh
# The cache: the same bytes, and never trusted.
. "$(dirname "$0")/lib.inc"

mkdir docs
for i in 1 2 3 4 5 6 7 8 9; do
	printf '%s\n本单位有%d人。\n' "$bad_text" $i >docs/$i.txt
done
printf '%s\n' "$good_text" >docs/good.txt
printf ' \n' >docs/blank.txt
sql() { python3 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); print(*[r[0] for r in c.execute(sys.argv[2])]); c.commit()' "$@"; }

for format in text json sarif html xlsx; do
	status "plain-$format" 1 "$GOUJI" check -f $format docs
	cp out want
	for run in first second; do
		status "$format-$run" 1 "$GOUJI" check -f $format --cache c.db docs
		same "$format-$run-same" want out
		lacks "$format-$run-quiet" err cache
	done
done
"$GOUJI" check --lang en -f json docs >want 2>/dev/null
status english 1 "$GOUJI" check --lang en -f json --cache c.db docs
same english-same want out
"$GOUJI" check -f json docs >want 2>/dev/null
"$GOUJI" ledger docs >ledger
status ledger 0 "$GOUJI" ledger --cache c.db docs
same ledger-same ledger out
status ledger-again 0 "$GOUJI" ledger --cache c.db docs
same ledger-again-same ledger out
for run in first second; do
	status baseline-$run 0 "$GOUJI" baseline create --baseline $run.json --cache b.db docs
done
same baseline first.json second.json

# What can change a result is part of the key, not who says it.
rm -f c.db
status first 1 "$GOUJI" check -f json --cache c.db docs
n=$(sql c.db 'SELECT count(*) FROM cache')
[ "$n" = 10 ] && ok entries || fail entries "$n"
echo '{"rules": {"GJ101": "off"}}' >docs/gouji.json
status config 0 "$GOUJI" check --cache c.db docs
rm docs/gouji.json
status ignore 0 "$GOUJI" check --ignore GJ101 --cache c.db docs
mkdir -p more/words && echo '{"lists": {"house_words": ["甲"]}}' >more/words/house.json
status rules 1 "$GOUJI" check --add-rules more --cache c.db docs
n=$(sql c.db 'SELECT count(*) FROM cache')
[ "$n" = 30 ] && ok keys || fail keys "$n"
printf '%s\n' "$good_text" >docs/1.txt
"$GOUJI" check -f json docs >want 2>/dev/null
status edited 1 "$GOUJI" check -f json --cache c.db docs
same edited want out

# Really used: a record that was forged with its sum is what is shown.
python3 - <<'EOF'
import hashlib, sqlite3
c = sqlite3.connect("c.db")
for key, record in c.execute("SELECT key, record FROM cache").fetchall():
    record = record.replace("80.00%", "81.00%")
    c.execute("UPDATE cache SET record = ?, check_sum = ? WHERE key = ?",
              (record, hashlib.sha256(record.encode()).hexdigest(), key))
c.commit()
EOF
status used 1 "$GOUJI" check -f json --cache c.db docs
has used-shown out '81.00%'
# Without its sum it is not believed.
sql c.db "UPDATE cache SET record = replace(record, '81.00%', '82.00%')" >/dev/null
status damaged 1 "$GOUJI" check -f json --cache c.db docs
same damaged want out

# Files that are no cache: told, and the run goes on.
useless() {
	status "$1" 1 "$GOUJI" check -f json --cache "$2" docs
	same "$1-same" want out
	has "$1-says" err "$2"
}
echo 'This is no database, and it is longer than a header of one would be, is it not?' >text
cp text text.before
useless text text
same text-kept text text.before
sql other.db 'CREATE TABLE cache (x)' >/dev/null
cp other.db other.before
useless other other.db
same other-kept other.db other.before
useless folder docs
useless nowhere no/such/folder.db
cp c.db cut.db
dd if=/dev/zero of=cut.db bs=1024 seek=5 count=20 conv=notrunc 2>/dev/null
status cut 1 "$GOUJI" check -f json --cache cut.db docs
same cut-same want out
head -c 5000 c.db >short.db
status short 1 "$GOUJI" check -f json --cache short.db docs
same short-same want out
sql c.db 'PRAGMA user_version = 99' >/dev/null
useless version c.db
rm c.db

# Two at once; one that holds the file for long.
"$GOUJI" check -f json --cache c.db docs >one 2>/dev/null &
"$GOUJI" check -f json --cache c.db docs >two 2>/dev/null &
wait
same together-one want one
same together-two want two
python3 - <<'EOF' &
import sqlite3, time
c = sqlite3.connect("c.db", isolation_level=None)
c.execute("BEGIN EXCLUSIVE")
open("held", "w").close()
time.sleep(7)
EOF
n=0
while [ ! -e held ] && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done
useless locked c.db
wait
exit $failed
