#!/bin/sh
# Encodings, damage, refused kinds.
. "$(dirname "$0")/lib.inc"

printf '%s\n' "$bad_text" >utf8.txt
for pair in gbk:GB18030 gb18030:GB18030 utf-16le:UTF-16LE utf-16be:UTF-16BE; do
	iconv -f UTF-8 -t "${pair%:*}" utf8.txt >"${pair%:*}.txt"
	status "${pair%:*}" 1 "$GOUJI" check -f json "${pair%:*}.txt"
	has "${pair%:*}-named" out "\"encoding\": \"${pair#*:}\""
done
printf '\357\273\277' | cat - utf8.txt >bom.txt
status bom 1 "$GOUJI" check -f json bom.txt
grep '"offset"' out >places
"$GOUJI" check -f json utf8.txt | grep '"offset"' >want
same bom-no-character places want
printf '\377\376' | cat - utf-16le.txt >bom16.txt
status bom-16 1 "$GOUJI" check -f json bom16.txt
printf '%s\n' '全年預算數200.00萬元，全年執行數150.00萬元，執行率80.00%。' |
	iconv -f UTF-8 -t BIG5 >big5.txt
status big5 1 "$GOUJI" check -f json --encoding Big5 big5.txt
has big5-named out '"encoding": "Big5"'
status gbk-as-utf8 2 "$GOUJI" check --encoding UTF-8 gbk.txt

# Damage is told with its byte, and is never taken for GB18030.
head -c 40 utf8.txt >damaged.txt
printf '\345' >>damaged.txt
tail -c +42 utf8.txt >>damaged.txt
status damaged 2 "$GOUJI" check -f json damaged.txt
has damaged-utf8 out UTF-8
lacks damaged-not-gbk out GB18030
status damaged-english 2 "$GOUJI" check --lang en damaged.txt
has damaged-offset err 'UTF-8 at byte'
printf '\377\377\377' >bytes.txt
status undecodable 2 "$GOUJI" check --lang en bytes.txt
has undecodable-offset err 'byte 0'

# Kinds that hold no text.
refuse() {
	status "refuse-$1" 2 "$GOUJI" check --lang en "$2"
	has "refuse-$1-named" err "$3"
	status "refuse-$1-zh" 2 "$GOUJI" check "$2"
}
printf '%%PDF-1.4\n' >a.pdf
printf '{\\rtf1}' >a.rtf
printf '\211PNG\r\n\032\n' >a.png
printf '\377\330\377\340' >a.jpg
printf '\037\213\010\000' >a.gz
printf 'PK\003\004\024\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\021\000\000\000word/document.xml' >a.docx
printf '\320\317\021\340\241\261\032\341W\000o\000r\000k\000b\000o\000o\000k\000' >a.xls
printf '\000\001\002\003\000\001\002\003\000' >a.bin
refuse pdf a.pdf 'pdftotext -layout'
refuse rtf a.rtf RTF
refuse png a.png PNG
refuse jpeg a.jpg JPEG
refuse gzip a.gz gzip
refuse docx a.docx docx
refuse xls a.xls xls
refuse binary a.bin 'not a text file'
exit $failed
