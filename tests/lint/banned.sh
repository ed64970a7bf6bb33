#!/bin/sh
# banned.sh [SRC]: what the compiler does not refuse:
#  1. functions that overflow, depend on the locale or end the process, and
#     in the core those that reach for files or the clock;
#  2. floating point;
#  3. words of the field in C: they are data and belong into rules/ (messages
#     for people are written by input, report, cli and web);
#  4. // comments.
# shellcheck disable=SC1007
lint=$(CDPATH= cd -- "$(dirname "$0")" && pwd)
cd "${1:-$lint/../../src}" || exit 2
LC_ALL=C
export LC_ALL
status=0

files=$(find . -path ./third_party -prune -o -name '*.[ch]' -print | sort)
if [ -z "$files" ]; then
	echo "banned.sh: no sources" >&2
	exit 2
fi

# report TEXT: the lines of standard input, if any, are faults.
report() {
	if sed "s|\$|   <- $1|" | grep .; then
		status=1
	fi
}

code=$(mktemp) && texts=$(mktemp) || exit 2
trap 'rm -f "$code" "$texts" "$code.out" "$code.out2"' EXIT
# shellcheck disable=SC2086 # one word a file
awk -v strings=1 -f "$lint/strip.awk" $files >"$code" || exit 2
# shellcheck disable=SC2086
awk -f "$lint/strip.awk" $files >"$texts" || exit 2

functions='strcpy|strcat|sprintf|vsprintf|strtok|gets|atoi|atol|atof|strtol|strtod|s?scanf|fscanf|alloca|setlocale|localtime'
grep -E "(^|[^A-Za-z0-9_])($functions)[ ]*\\(" "$code" >"$code.out"
report "banned function" <"$code.out"
grep -E '(^|[^A-Za-z0-9_])(exit|abort|_Exit)[ ]*\(' "$code" |
    grep -v -E '^\./(cli|web|windows)/|/embed/' >"$code.out"
report "only the program may end the process" <"$code.out"
grep -E '(^|[^A-Za-z0-9_])((FILE|stdin|stdout|stderr)([^A-Za-z0-9_]|$)|(f?printf|puts|fopen|getenv|system|popen|time|clock|s?rand|signal|sleep)[ ]*\()' "$code" |
    grep -v -E '^\./(input|cli|web|windows)/|/embed/' >"$code.out"
report "the core knows no files, clocks or surroundings" <"$code.out"
grep -E '(^|[^A-Za-z0-9_])(float|double)([^A-Za-z0-9_]|$)' "$code" >"$code.out"
# cJSON hands out numbers as doubles; its door turns them away.
grep -v '^\./rules/json\.c:' "$code.out" >"$code.out2"
mv "$code.out2" "$code.out"
report "floating point" <"$code.out"
grep -F '//' "$code" >"$code.out"
report "write block comments" <"$code.out"
# Han characters inside a string: U+3400..U+9FFF in UTF-8, or escaped.
han=$(printf '(\343[\220-\277][\200-\277]|[\344-\351][\200-\277][\200-\277])')
grep -E "\"[^\"]*($han|\\\\u(3[4-9A-Fa-f]|[4-9])[0-9A-Fa-f]{2})" "$texts" |
    grep -v -E '^\./(input|report|cli|web|windows)/|^\./base/limits\.c' >"$code.out"
report "words belong into rules/" <"$code.out"
exit $status
