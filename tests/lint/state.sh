#!/bin/sh
# state.sh [DIR]: no object file of the core below DIR holds a variable that
# can be written.  (.data.rel.ro holds constant tables with pointers.)
dir=${1:-${BUILD:-build}}
status=0
seen=0
for floor in base text layout figure kind rules fact check diagnose audit report; do
	for object in "$dir/$floor"/*.o; do
		[ -e "$object" ] || continue
		seen=1
		if objdump -t "$object" |
		    awk '/ O / && /[ \t][.](data|bss)/ && !/[.]data[.]rel[.]ro/ { print $NF; n++ } END { exit !n }' |
		    sed "s|^|$object: variable |" | grep .; then
			status=1
		fi
	done
done
if [ $seen -eq 0 ]; then
	echo "state.sh: no object files below $dir" >&2
	exit 2
fi
exit $status
