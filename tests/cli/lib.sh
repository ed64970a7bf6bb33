# SPDX-License-Identifier: MIT
# Sourced by every test here.  $GOUJI is the program; each test works in a
# folder of its own, which is removed at the end.
GOUJI=${GOUJI:-build/gouji}
case $GOUJI in
/*) ;;
*) GOUJI=$(pwd)/$GOUJI ;;
esac
unset LC_ALL LC_MESSAGES LANG NO_COLOR GOUJI_RULES
work=$(mktemp -d "${TMPDIR:-/tmp}/gouji-cli.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

ok() { echo "ok $1"; }
fail() {
	echo "FAIL $1${2:+: $2}"
	failed=1
}

# status NAME WANT COMMAND...: output in out, err.
status() {
	name=$1 want=$2
	shift 2
	"$@" >out 2>err
	got=$?
	if [ "$got" -eq "$want" ]; then
		ok "$name"
	else
		fail "$name" "status $got, not $want: $(head -c 300 err)"
	fi
}

# has NAME FILE TEXT, lacks NAME FILE TEXT
has() {
	if grep -qF -e "$3" "$2"; then ok "$1"; else fail "$1" "no '$3' in $2"; fi
}
lacks() {
	if grep -qF -e "$3" "$2"; then fail "$1" "'$3' in $2"; else ok "$1"; fi
}
# same NAME FILE FILE
same() {
	if cmp -s "$2" "$3"; then ok "$1"; else fail "$1" "$2 and $3 differ"; fi
}

# A document with a contradiction, and one without.
bad_text='全年预算数200.00万元，全年执行数150.00万元，执行率80.00%。'
good_text='全年预算数200.00万元，全年执行数150.00万元，执行率75.00%。'
