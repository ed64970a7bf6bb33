#!/bin/sh
# The server: the same answers as the command line, and nothing else for
# whoever asks for something else.
. "$(dirname "$0")/lib.inc"
if ! command -v curl >/dev/null; then
	echo "serve: no curl, skipped"
	exit 77
fi

printf '<!DOCTYPE html><title>page</title>' >page.html
"$GOUJI" serve --listen 127.0.0.1:0 --page page.html --time-limit 3 2>log &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
tries=0
until grep -q 'http://127' log; do
	tries=$((tries + 1))
	[ $tries -gt 100 ] && { fail start "$(cat log)"; exit 1; }
	sleep 0.05
done
url=$(sed -n 's|.*\(http://127[0-9.:]*\)/.*|\1|p' log)

# code NAME WANT CURL-ARGUMENT...: the status; headers in head, body in body.
code() {
	name=$1 want=$2
	shift 2
	got=$(curl -sS --noproxy '*' -m 30 -D head -o body -w '%{http_code}' "$@" 2>curl.err)
	if [ "$got" = "$want" ]; then ok "$name"; else fail "$name" "$got, not $want: $(cat curl.err)"; fi
}

# ---- what it is for ----

code page 200 "$url/"
same page-whole body page.html
for header in 'X-Content-Type-Options: nosniff' 'X-Frame-Options: DENY' \
    'Content-Security-Policy: ' 'Referrer-Policy: no-referrer' 'Cache-Control: no-store' \
    'Content-Type: text/html; charset=utf-8'; do
	has "page-header-${header%%:*}" head "$header"
done
code head 200 -I "$url/"

printf '%s\n' "$bad_text" >report.txt
"$GOUJI" check -q -f json report.txt >want
code check 200 --data-binary @report.txt "$url/check?name=report.txt"
same check-same body want
has check-type head 'Content-Type: application/json'
has check-policy head "Content-Security-Policy: default-src 'none'"
"$GOUJI" check -q -f json --lang en - <report.txt >want
code check-english 200 --data-binary @report.txt "$url/check?lang=en"
same check-english-same body want
iconv -f UTF-8 -t GB18030 report.txt >gb.txt
"$GOUJI" check -q -f json gb.txt >want
code check-gb 200 --data-binary @gb.txt "$url/check?name=gb.txt"
same check-gb-same body want
code check-clean 200 --data-binary "$good_text" "$url/check"
has check-clean-none body '"findings": []'
code check-chunked 200 -H 'Transfer-Encoding: chunked' --data-binary @report.txt "$url/check"
code check-empty 200 -X POST -d '' "$url/check"
has check-empty-remark body '"no-text"'
code own-origin 200 -H "Origin: $url" --data-binary @report.txt "$url/check"

# ---- what cannot be read ----

printf '预算\377\376%s' "$bad_text" >damaged.txt
code damaged 422 --data-binary @damaged.txt "$url/check"
has damaged-why body '"errors": ['
printf '%%PDF-1.4 x' >x.pdf
code pdf 422 --data-binary @x.pdf "$url/check"

# ---- what it refuses ----

code elsewhere 404 "$url/etc/passwd"
code dots 404 --path-as-is "$url/../../etc/passwd"
code get-check 405 "$url/check"
has allow head 'Allow: GET, HEAD, POST'
code post-page 405 -d x "$url/"
code method 405 -X DELETE "$url/"
code foreign 403 -H 'Origin: http://example.org' --data-binary @report.txt "$url/check"
code foreign-null 403 -H 'Origin: null' --data-binary @report.txt "$url/check"
code bad-lang 400 -d x "$url/check?lang=fr"
code bad-encoding 400 -d x "$url/check?encoding=x"
code bad-name 400 -d x "$url/check?name=%ff"
code empty-name 400 -d x "$url/check?name="
printf '{"rules":' >gouji.json
code no-config 200 --data-binary @report.txt "$url/check?name=report.txt"
code option-name 200 --data-binary @report.txt "$url/check?name=--rules"
has option-name-is-name body '"path": "--rules"'
head -c 5000000 /dev/zero >big
code big 413 -H 'Expect:' --data-binary @big "$url/check"
code big-chunked 413 -H 'Expect:' -H 'Transfer-Encoding: chunked' --data-binary @big "$url/check"
code nul 422 --data-binary @/bin/sh "$url/check"
long=$(printf '%20000s' '' | tr ' ' a)
code long-header 431 -H "X: $long" "$url/"
printf '<script>alert(1)</script>\342\200\256%s' "$bad_text" >hostile.txt
code hostile 200 --data-binary @hostile.txt "$url/check?name=%3Cscript%3E"

# ---- what must not block others ----

# A request that trickles in, with a byte every second for longer than the limit.
trickle() {
	printf 'POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		sleep 1
		printf x || break
	done
}
began=$(date +%s)
trickle 2>/dev/null | curl -sS --noproxy '*' -m 20 "telnet://${url#http://}" >/dev/null 2>&1
took=$(($(date +%s) - began))
if [ $took -le 14 ]; then ok trickle-ends; else fail trickle-ends "after $took s"; fi

pids=
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	curl -sS --noproxy '*' -m 30 --data-binary @report.txt -o "many.$i" \
	    "$url/check?name=report.txt" 2>/dev/null &
	pids="$pids $!"
done
# shellcheck disable=SC2086 # one word a process
wait $pids
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	cmp -s many.$i many.1 || fail "parallel $i"
done
has parallel many.1 '"gouji.findings/1"'
code still-there 200 --data-binary @report.txt "$url/check?name=report.txt"

# ---- what it leaves behind ----

lacks log-content log 80.00
lacks log-name log report.txt
kill -TERM $server
wait $server
ended=$?
if [ $ended -eq 0 ]; then ok ends; else fail ends "status $ended"; fi

status no-address 2 "$GOUJI" serve --listen example.org:1
status bad-port 2 "$GOUJI" serve --listen 127.0.0.1:99999
status no-page 2 "$GOUJI" serve --listen 127.0.0.1:0 --page none.html
status argument 2 "$GOUJI" serve 8080
exit $failed
