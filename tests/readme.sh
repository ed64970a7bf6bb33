#!/bin/sh
# SPDX-License-Identifier: MIT
# Every command of README.md, as it is written and in its order, in a clone:
# the lines behind "$ " in fenced blocks, and the indented ones.  Of the first
# fenced block the output is compared as well.
# usage: tests/readme.sh [--accept]   (write the present output into README.md)
#
# What the reader brings is made here: an archive, a mapper's input, a filled
# in table, a program.  `make` finds everything built (a clone has been built
# where this test runs), DESTDIR keeps `make install` in the folder of the
# test, and `make check`, which runs this very test, is only resolved.
cd "$(dirname "$0")/.." || exit 2
build=$(realpath "${BUILD:-build}")
gouji=$(realpath "${GOUJI:-$build/gouji}")
readme=$(pwd)/README.md
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/clone" || exit 2
if git rev-parse --git-dir >/dev/null 2>&1; then
	git ls-files -co --exclude-standard -z
else
	find . -name 'build*' -prune -o -type f -print0
fi | tar --null -T - -cf - 2>/dev/null | tar -C "$dir/clone" -xf -
cd "$dir/clone" || exit 2
unset LC_ALL LC_MESSAGES LANG GOUJI_RULES MAKEFLAGS MFLAGS MAKELEVEL BUILD GOUJI

# ---- the first block, with its output ----
awk '/^```/ { if (seen++) exit; next } seen' "$readme" >../shown
awk '/^\$ cat report.txt/ { on = 1; next } /^\$/ { exit } on' ../shown |
    sed '$d' >report.txt
if [ ! -s report.txt ]; then
	echo "no report.txt in the first block"
	exit 1
fi
# Nothing in a clone is newer than what was built from it.
find . -type f -exec touch -d '2000-01-01' {} +
ln -s "$build" build
while IFS= read -r line; do
	case $line in
	'$ '*)
		[ -s ../now ] && echo >>../now
		printf '%s\n' "$line" >>../now
		${line#??} >>../now
		;;
	esac
done <../shown
if [ "${1:-}" = --accept ]; then
	awk -v now="$dir/now" '
	/^```/ && !seen++ { print; while ((getline line < now) > 0) print line; skip = 1; next }
	/^```/ { skip = 0 }
	!skip { print }' "$readme" >../new && cat ../new >"$readme"
	exit
fi
diff -u ../shown ../now || exit 1

# ---- what the reader brings ----
mkdir archive
cp corpus/*/*.txt archive/ 2>/dev/null
cp corpus/*.txt archive/ 2>/dev/null
cp report.txt archive/
python3 - <<'EOF'
import json
for part, name in enumerate(("archive/report.txt", "report.txt"), 1):
    with open(f"part-{part}.jsonl", "w") as f:
        print(json.dumps({"id": name, "text": open(name, encoding="utf-8").read()}), file=f)
EOF
cat >program.c <<'EOF'
#include <gouji.h>
#include <stdio.h>
#include <string.h>
int main(void)
{
    struct gj_error err;
    struct gj_rules *rules;
    struct gj_audit *audit;
    size_t nfiles, n;
    const struct gj_file *files = gj_builtin_rules(&nfiles);
    const char *text = "全年预算数200.00万元，全年执行数150.00万元，执行率80.00%。";
    if (gj_rules_load(files, nfiles, &rules, &err) != GJ_OK ||
        gj_audit_run(rules, text, strlen(text), NULL, &audit, &err) != GJ_OK)
        return 2;
    gj_audit_findings(audit, &n);
    gj_audit_free(audit);
    gj_rules_free(rules);
    return printf("%zu\n", n) != 2 || n != 1;
}
EOF
# The reviewer fills in the table and saves it.
fill() {
	build/gouji check -f csv -o audit.csv archive >/dev/null 2>&1
	python3 - <<'EOF'
import csv
rows = list(csv.reader(open("audit.csv", encoding="utf-8-sig", newline="")))
for row in rows[1:]:
    row[rows[0].index("复核意见")] = "已说明"
    row[rows[0].index("复核理由")] = "按批复口径"
csv.writer(open("audit.csv", "w", encoding="utf-8", newline="")).writerows(rows)
EOF
}
root=$dir/root
PATH=$dir/clone/build:$PATH
DESTDIR=$root
CPATH=$root/usr/local/include
LIBRARY_PATH=$root/usr/local/lib
LD_LIBRARY_PATH=$LIBRARY_PATH
PKG_CONFIG_PATH=$LIBRARY_PATH/pkgconfig
export PATH DESTDIR CPATH LIBRARY_PATH LD_LIBRARY_PATH PKG_CONFIG_PATH

# ---- all commands ----
awk '
/^```/ { fence = !fence; next }
fence && /^\$ / { print substr($0, 3); next }
!fence && /^    [^ ]/ { print substr($0, 5) }' "$readme" |
    grep -v '^cat report.txt' >../commands
passed=0 failed=0
while IFS= read -r command <&3; do
	case $command in
	'make check'* | *'&& make check'*) run=$(printf %s "$command" | sed 's/make check/make -n check/') ;;
	sqlite3*)
		if ! command -v sqlite3 >/dev/null; then
			echo "skip: $command"
			continue
		fi
		run=$command
		;;
	'gouji review import'*) fill; run=$command ;;
	*) run=$command ;;
	esac
	sh -c "$run" >../out 2>&1 </dev/null
	status=$?
	# Findings are what the archive is for.
	case $command in gouji* | build/gouji*) [ $status -eq 1 ] && status=0 ;; esac
	if [ $status -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAIL status $status: $command"
		tail -n 5 ../out
	fi
done 3<../commands

# ---- and what they were for ----
expect() {
	if ! sh -c "$2"; then
		failed=$((failed + 1))
		echo "FAIL $1"
	fi
}
expect 'the demonstration shows findings' 'make demo 2>&1 | grep -q GJ'
expect 'the installed program runs' "$root/usr/local/bin/gouji --version >/dev/null"
expect 'the program that was linked finds one' './a.out | grep -qx 1'
expect 'after the baseline nothing is new' 'gouji check -q --baseline known.json archive >/dev/null'
expect 'after the review nothing counts' 'gouji check -q --review review.json archive >/dev/null'
expect 'a new contradiction is' \
	'cp report.txt archive/new.txt; ! gouji check -q --baseline known.json archive >/dev/null'
[ -s ../commands ] || failed=1
echo "$passed commands of README.md, $failed failed"
[ $failed -eq 0 ]
