#!/bin/sh
# SPDX-License-Identifier: MIT
# Reasons that C gives by their key must have a text in both languages.
cd "$(dirname "$0")/../.." || exit 2
status=0
keys=$(cat src/check/*.c | tr '\n' ' ' |
	grep -oE '(reason = +|form_undecided\(r, +)[^;]*;' |
	grep -oE '"[^"]+"' | tr -d '"' | tr ' ' '_' | sort -u)
for key in $keys; do
	n=$(grep -c "^ *\"$key: " rules/words/messages.json)
	if [ "$n" -lt 2 ]; then
		echo "rules/words/messages.json: no text for the reason \"$key\""
		status=1
	fi
done
exit $status
