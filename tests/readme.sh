#!/bin/sh
# SPDX-License-Identifier: MIT
# What README.md shows is what the program prints.
# usage: tests/readme.sh [--accept]   (write the present output into README.md)
cd "$(dirname "$0")/.." || exit 2
gouji=$(realpath "${GOUJI:-${BUILD:-build}/gouji}")
readme=$(pwd)/README.md
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 2

# The first block of commands, with the output that each has today.
awk '/^```/ { if (seen++) exit; next } seen' "$readme" >shown
awk '/^\$ cat report.txt/ { on = 1; next } /^\$/ { exit } on' shown |
    sed '$d' >report.txt
mkdir build
ln -s "$gouji" build/gouji
unset LC_ALL LC_MESSAGES LANG GOUJI_RULES
while IFS= read -r line; do
	case $line in
	'$ '*)
		[ -s now ] && echo >>now
		printf '%s\n' "$line" >>now
		${line#??} >>now
		;;
	esac
done <shown

if [ "${1:-}" = --accept ]; then
	awk -v now=now '
	/^```/ && !seen++ { print; while ((getline line < now) > 0) print line; skip = 1; next }
	/^```/ { skip = 0 }
	!skip { print }' "$readme" >new && cat new >"$readme"
	exit
fi
[ -s report.txt ] && diff -u shown now
