#!/bin/sh
# The libraries of --db, --cache, xlsx and serve are loaded by these alone; where
# one is not to be had, the option says so and all others work.
. "$(dirname "$0")/lib.inc"

echo "$bad_text" >a.txt
sonames=$(grep -aoE 'lib(sqlite3|xlsxwriter|microhttpd)\.so[.0-9]*' "$GOUJI" | sort -u)
if [ "$(echo "$sonames" | wc -l)" -eq 3 ]; then ok names; else fail names "$sonames"; fi
if ldd "$GOUJI" >linked 2>/dev/null; then
	for name in $sonames; do lacks "not-linked-$name" linked "$name"; done
fi

# A file that is no library stands where the system would find it.
mkdir none
for name in $sonames; do : >"none/$name"; done
without() { LD_LIBRARY_PATH=$work/none "$@"; }
status check 1 without "$GOUJI" check a.txt
cp out want
status db 2 without "$GOUJI" check --db a.db a.txt
has db-why err libsqlite3.so
lacks db-no-file out a.txt
status cache 1 without "$GOUJI" check --cache a.cache a.txt
same cache-goes-on out want
has cache-why err libsqlite3.so
status xlsx 2 without "$GOUJI" check -f xlsx -o a.xlsx a.txt
has xlsx-why err libxlsxwriter.so
[ -e a.xlsx ] && fail xlsx-nothing-written || ok xlsx-nothing-written
printf page >page.html
status serve 2 without "$GOUJI" serve --listen 127.0.0.1:0 --page page.html
has serve-why err libmicrohttpd.so
exit $failed
