#!/bin/sh
# The rules that were loaded when the program was built are those that it
# loads from their files.
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/lib.inc"
corpus=$root/corpus rules=$root/rules

for view in check ledger figures; do
	"$GOUJI" "$view" -f json "$corpus" >built-in 2>/dev/null
	"$GOUJI" "$view" -f json --rules "$rules" "$corpus" >files 2>/dev/null
	same "$view" built-in files
	[ "$(wc -l <files)" -gt 1000 ] || fail "$view-some" "too little output"
done
"$GOUJI" rules list >built-in
"$GOUJI" rules list --rules "$rules" >files
same list built-in files
exit $failed
