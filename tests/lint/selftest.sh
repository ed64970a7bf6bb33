#!/bin/sh
# The lint scripts must be able to fail: each planted fault is found, and
# the same tree without it passes.
# shellcheck disable=SC1007
lint=$(CDPATH= cd -- "$(dirname "$0")" && pwd)
tree=$(mktemp -d) || exit 2
trap 'rm -rf "$tree"' EXIT
status=0

fresh() {
	rm -rf "${tree:?}"/*
	mkdir -p "$tree/base" "$tree/text" "$tree/rules" "$tree/input" \
	    "$tree/report" "$tree/cli"
	printf '#include <stddef.h>\n' >"$tree/gouji.h"
	printf '#include "gouji.h"\n' >"$tree/base/str.h"
	printf '#include "base/str.h"\n#include <utf8proc.h>\n' >"$tree/text/normalize.c"
	printf '#include <cjson/cJSON.h>\n#include "text/text.h"\n' >"$tree/rules/json.c"
	printf '#include "base/str.h"\n#include <iconv.h>\n' >"$tree/input/decode.c"
	printf '#include "gouji.h"\n#include "report/report.h"\n' >"$tree/report/report_text.c"
	printf '#include "input/input.h"\n/* float, strcpy() */\nputs("\344\270\207");\n' >"$tree/cli/main.c"
}

# expect STATUS SCRIPT WHAT [ON]: ON is the tree, if not said.
expect() {
	"$lint/$2" "${4:-$tree}" >"$tree.out" 2>&1
	got=$?
	if [ $got -ne "$1" ]; then
		echo "selftest: $2: $3: status $got, not $1" >&2
		cat "$tree.out" >&2
		status=1
	fi
	rm -f "$tree.out"
}

# plant SCRIPT FILE LINE: the line is a fault.
plant() {
	fresh
	mkdir -p "$(dirname "$tree/$2")"
	printf "%b\\n" "$3" >>"$tree/$2"
	expect 1 "$1" "$2: $3"
}

for script in floors.sh banned.sh headers.sh; do
	fresh
	expect 0 $script "a clean tree"
	rm -rf "${tree:?}"/*
	[ $script = headers.sh ] || expect 2 $script "an empty tree"
done

plant floors.sh base/str.h '#include "text/text.h"'            # upward
plant floors.sh text/fold.c '#include "rules/rules.h"'         # upward
plant floors.sh text/fold.c '#include "utils/utils.h"'         # no such floor
plant floors.sh utils/utils.c '#include "gouji.h"'             # no such floor
plant floors.sh report/report_json.c '#include "fact/fact.h"'  # internals
plant floors.sh report/report_json.c '#include "base/str.h"'   # internals
plant floors.sh input/read.c '#include "text/text.h"'          # internals
plant floors.sh cli/check.c '#include "audit/audit.h"'         # internals
plant floors.sh cli/check.c '#include "report/report_int.h"'   # private
plant floors.sh rules/load.c '#include "text/text_int.h"'      # private
plant floors.sh rules/load.c '#include <cjson/cJSON.h>'        # another door
plant floors.sh rules/load.c '  #  include <cjson/cJSON.h>'    # the same, hidden
plant floors.sh text/fold.c '#include <utf8proc.h>'
plant floors.sh cli/main.c '#include <iconv.h>'
plant floors.sh rules/load.c '#include <pthread.h>'
plant floors.sh rules/load.c '#include <time.h>'
plant floors.sh gouji.h '#include "base/str.h"'

plant banned.sh base/str.c 'strcpy(a, b);'
plant banned.sh cli/main.c 'n = atoi (a);'
plant banned.sh base/str.c 'abort();'
plant banned.sh base/str.c 'fopen("a", "r");'
plant banned.sh report/row.c 'fprintf(stderr, "x");'
plant banned.sh base/str.c 'static double ratio;'
plant banned.sh base/str.c '/* ok */ float x;'
plant banned.sh base/str.c 'x(); // no'
plant banned.sh rules/load.c 'list("\0344\0270\0207\0345\0205\0203");'
plant banned.sh rules/load.c 'list("\\u4e07");'

plant headers.sh base/str.h 'size_tt length;'
plant headers.sh base/str.h '#include "base/missing.h"'

# expect_absent STATUS LINE: what stands in for the functions of a store.
expect_absent() {
	rm -rf "${tree:?}"/*
	mkdir -p "$tree/cli" "$tree/windows"
	printf 'struct store *store_open(void);\nsize_t store_number(int n);\n' >"$tree/cli/store.h"
	printf '%b\n' "$2" >"$tree/windows/absent.c"
	expect "$1" absent.sh "$2"
}

expect_absent 0 'store_open(void)\n{\n}\nstore_number(int n)\n{\n}'
expect_absent 1 'store_open(void)\n{\n}'

# expect_state STATUS LINE: a core with one object file made of LINE.
expect_state() {
	rm -rf "${tree:?}"/*
	mkdir "$tree/base"
	printf '%s\n' "$2" >"$tree/x.c"
	${CC:-cc} -c -fPIC -o "$tree/base/x.o" "$tree/x.c" || status=1
	expect "$1" state.sh "$2"
}

expect_state 0 'static const char *const names[] = { "a" }; const char *f(int i) { return names[i]; }'
expect_state 1 'static int calls; int f(void) { return calls++; }'
expect_state 1 'int calls = 1;'
expect_state 1 'int f(void) { static int n; return ++n; }'

# expect_symbols STATUS LINE: a library made of LINE.
expect_symbols() {
	printf '%s\n' "$2" >"$tree/x.c"
	${CC:-cc} -c -o "$tree/x.o" "$tree/x.c" && rm -f "$tree/x.a" &&
	    ar rc "$tree/x.a" "$tree/x.o" || status=1
	expect "$1" symbols.sh "$2" "$tree/x.a"
}

expect_symbols 0 'int gj_f(void) { return 1; }'
expect_symbols 1 'int gj_f(void) { return 1; } int f(void) { return 1; }'
expect_symbols 1 'static int f(void) { return 1; } int (*const g)(void) = f;'
expect 2 symbols.sh "no library" "$tree/none.a"

if command -v clang-format-14 >/dev/null; then
	printf 'int gj_x;\n' >"$tree/x.c"
	expect 0 format.sh "well formatted" "$tree/x.c"
	printf 'int  gj_x;\n' >"$tree/x.c"
	expect 1 format.sh "badly formatted" "$tree/x.c"
fi
if command -v mandoc >/dev/null; then
	printf '.Dd now\n.Nonsense\n' >"$tree/x.1"
	expect 3 manual.sh "no manual" "$tree/x.1"
fi

[ $status -eq 0 ] && echo "lint selftest: passed"
exit $status
