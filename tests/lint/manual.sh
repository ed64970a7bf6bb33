#!/bin/sh
# manual.sh [FILE]: mandoc has nothing to say about the manual.
if ! command -v mandoc >/dev/null; then
	echo "manual.sh: no mandoc, skipped"
	exit 77
fi
mandoc -T lint -W warning "${1:-src/gouji.1}"
