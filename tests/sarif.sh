#!/bin/sh
# SPDX-License-Identifier: MIT
# Validates the SARIF report with Microsoft's SARIF Multitool under the rules
# of SARIF and of GitHub code scanning.  Its exit status says nothing: what it
# writes is read.  Status 77 where node or the package is not to be had.
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
GOUJI=${GOUJI:-$BUILD/gouji}
case $GOUJI in /*) ;; *) GOUJI=$PWD/$GOUJI ;; esac
modules=$(BUILD=$BUILD tests/npm.sh sarif 2>&1) || { status=$?; echo "sarif.sh: $modules"; exit $status; }
tool=$modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
chmod +x "$tool"
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# validate NAME: the rules that NAME.sarif breaks, one a line.
validate() {
	if ! "$tool" validate "$work/$1.sarif" --rule-kind 'Sarif;Ghas' \
	    --output "$work/$1.found" --log ForceOverwrite >"$work/$1.log" 2>&1; then
		echo "the tool failed:"
		cat "$work/$1.log"
	fi
	python3 - "$work/$1.found" <<'END'
import json, sys
run = json.load(open(sys.argv[1], encoding="utf-8-sig"))["runs"][0]
for note in run.get("invocations", [{}])[0].get("toolExecutionNotifications", []):
    print("tool:", note.get("message", {}).get("text"))
for result in run.get("results", []):
    print(result["ruleId"], json.dumps(result["message"], ensure_ascii=False))
END
}

# A report with everything in it: known findings, dismissed ones, fixes, an
# input that cannot be read, names that need escaping.
cp -r corpus/faulty "$work/faulty [1] 甲#乙"
printf '\377\377\377' >"$work/faulty [1] 甲#乙/broken.txt"
(
	cd "$work" || exit 2
	"$GOUJI" baseline create -q --baseline known.json faulty*/unit-slips.txt &&
	"$GOUJI" check -q -f json faulty*/three-parallel.txt >one.json
	python3 - <<'END'
import json
f = json.load(open("one.json"))["documents"][0]["findings"][0]
json.dump({"schema": "gouji.review/1", "entries": [{
    "path": json.load(open("one.json"))["documents"][0]["path"],
    "fingerprint": f["fingerprint"], "state": "false-alarm",
    "reason": "看过 [原件]"}]}, open("review.json", "w"), ensure_ascii=False)
END
	"$GOUJI" check -q -f sarif -o full.sarif --baseline known.json \
	    --review review.json "faulty [1] 甲#乙" 2>err
	echo '全年预算数200.00万元，全年执行数150.00万元，执行率75.00%。' |
	    "$GOUJI" check -q -f sarif --lang en -o clean.sarif -
)
status=0
for name in full clean; do
	# The project has no address that could be given as informationUri.
	if validate $name | grep -v '^SARIF2005 .*nformationUri'; then
		echo "FAIL $name.sarif"
		status=1
	else
		echo "ok $name.sarif"
	fi
done
for part in suppressions baselineState codeFlows relatedLocations fixes markdown; do
	grep -q "\"$part\"" "$work/full.sarif" || { echo "FAIL no $part"; status=1; }
done
# And it does look: a rule without help is no rule for code scanning.
sed 's/"help": {/"halp": {/' "$work/full.sarif" >"$work/broken.sarif"
if validate broken | grep -q GH2012; then
	echo "ok a broken file is found out"
else
	echo "FAIL the tool does not look"
	status=1
fi
exit $status
