# Take comments out of C, keep the lines; with -v strings=1 empty the string
# and character literals too.  Prefixes each line with FILE:LINE: as grep -n
# would.
FNR == 1 { state = "code" }
{
	out = ""; n = length($0); i = 1
	while (i <= n) {
		c = substr($0, i, 1); two = substr($0, i, 2)
		if (state == "comment") {
			if (two == "*/") { state = "code"; i++ }
		} else if (state == "code") {
			if (two == "/*") { state = "comment"; i++ }
			else { out = out c; if (c == "\"" || c == "'") state = c }
		} else if (c == "\\") {
			if (!strings) out = out two
			i++
		} else if (c == state) {
			out = out c; state = "code"
		} else if (!strings) {
			out = out c
		}
		i++
	}
	if (state != "comment") state = "code"
	print FILENAME ":" FNR ": " out
}
