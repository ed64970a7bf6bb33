#!/bin/sh
# What if a figure were another: --assume.
. "$(dirname "$0")/lib.inc"

cat >report.txt <<'EOT'
某局2023年度水利项目绩效自评报告
一、项目资金情况
全年预算数480.00万元，全年执行数452.16万元，预算执行率92.40%，年末结余27.84万元。
二、存在的问题
无。
EOT
status as-it-stands 1 "$GOUJI" check report.txt
has as-it-stands-told out GJ101
at=$(sed -n 's/^report.txt:\([0-9]*\):\([0-9]*\): .*GJ101.*/\1/p' out)
column=$(sed -n 's/^report.txt:\([0-9]*\):\([0-9]*\): .*GJ101.*/\2/p' out)
status mended 0 "$GOUJI" check --assume "$at:$column=94.20%" report.txt
has mended-named out '假设 92.40%'
has mended-silent out '不再报告 1 项'
has mended-none-new out '新报告 0 项'
status number-alone 0 "$GOUJI" check --assume "$at:$column=94.20" report.txt
status english 0 "$GOUJI" check --lang en --assume "$at:$column=94.20" report.txt
has english-silent out 'no longer reported: 1'
status worse 1 "$GOUJI" check --assume "$at:$column=94.20" \
	--assume "$at:6=4800.00万元" report.txt
has worse-new out '新报告'
status json 0 "$GOUJI" check -f json --assume "$at:$column=94.20" report.txt
has json-silenced out '"silenced": ['
has json-rule out '"rule": "GJ101"'
has json-value out '"value": "94.20"'
status unchanged 1 "$GOUJI" check -f json report.txt
lacks unchanged-json out assumed

status no-figure 2 "$GOUJI" check --assume 1:1=5 report.txt
has no-figure-told err 1:1
status other-kind 2 "$GOUJI" check --assume "$at:$column=5万元" report.txt
status no-number 2 "$GOUJI" check --assume "$at:$column=abc" report.txt
status no-place 2 "$GOUJI" check --assume 94.20 report.txt
cp report.txt second.txt
status two-documents 2 "$GOUJI" check --assume 1:1=5 report.txt second.txt
exit $failed
