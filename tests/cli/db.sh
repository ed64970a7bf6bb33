#!/bin/sh
# --db: what the tables say is what the JSON says.
. "$(dirname "$0")/lib.inc"

mkdir docs
printf '%s\n' "$bad_text" >docs/a.txt
printf '%s\n' "$good_text" >docs/b.txt
printf '\377\376\000' >docs/c.txt
printf '  \n' >docs/d.txt
sql() { python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(*row)' "$@" >out 2>err || cat err; }

status check 2 "$GOUJI" check -f json --db audit.db docs
cp out want
G=$GOUJI python3 - want audit.db <<'EOF'
import json, sqlite3, subprocess, sys
docs = json.load(open(sys.argv[1], encoding="utf-8"))["documents"]
db = sqlite3.connect(sys.argv[2])
one = lambda q, *a: db.execute(q, a).fetchall()
for d in docs:
    c = d["coverage"]
    row = one("SELECT sha256, figures, bound, checked, relations, holding, violated, undecided, error "
              "FROM documents WHERE path = ?", d["path"])
    want = [(d.get("sha256"), c["figures"], c["bound"], c["checked"], c["relations"], c["holding"],
             c["violated"], c["undecided"], None)]
    assert row == want, (row, want)
    got = one("SELECT f.rule, f.severity, f.message, f.fingerprint, f.line, f.column FROM findings f "
              "JOIN documents d ON d.id = f.document WHERE d.path = ? ORDER BY f.id", d["path"])
    assert got == [(f["rule"], f["severity"], f["message"], f["fingerprint"], f["figures"][0]["line"],
                    f["figures"][0]["column"]) for f in d["findings"]], got
assert one("SELECT count(*) FROM documents WHERE error IS NOT NULL") == [(1,)]
figures = json.load(subprocess.Popen([__import__("os").environ["G"],
    "figures", "-f", "json", "docs/a.txt"], stdout=subprocess.PIPE).stdout)["documents"][0]["figures"]
got = one("SELECT text, line, offset, value, f.unit, base, kind, role FROM figures f JOIN documents d "
          "ON d.id = f.document WHERE path = 'docs/a.txt' ORDER BY f.id")
assert got == [(f["text"], f["line"], f["offset"], f.get("value"), f.get("unit"), f.get("base"), f["kind"],
                f.get("role")) for f in figures], got
ledger = json.load(subprocess.Popen([__import__("os").environ["G"], "ledger", "-f", "json", "docs/a.txt"],
    stdout=subprocess.PIPE).stdout)["documents"][0]["relations"]
got = [(rule, verdict, formula, "|".join(t for t, in one("SELECT text FROM terms WHERE relation = ? "
        "ORDER BY place", id))) for id, rule, verdict, formula in one("SELECT r.id, r.rule, r.verdict, "
        "r.formula FROM relations r JOIN documents d ON d.id = r.document WHERE path = 'docs/a.txt' ORDER BY r.id")]
assert got == [(r["rule"], r["verdict"], r["formula"], "|".join(t["text"] for t in r["figures"]))
               for r in ledger], got
EOF
if [ $? -eq 0 ]; then ok same-as-json; else fail same-as-json; fi
sql audit.db "SELECT role, value FROM facts WHERE path = 'docs/b.txt' AND role = 'spent'"
has facts out 'spent 150.00'

# Again: nothing is doubled; a change takes the place of what was there.
sql audit.db 'SELECT (SELECT count(*) FROM figures), (SELECT max(id) FROM figures)'
cp out before
status again 2 "$GOUJI" check --db audit.db docs
sql audit.db 'SELECT (SELECT count(*) FROM figures), (SELECT max(id) FROM figures)'
same unchanged out before
printf '%s\n' "$good_text" >docs/a.txt
rm docs/c.txt
status changed 0 "$GOUJI" check --db audit.db --cache audit.db docs
sql audit.db 'SELECT count(*) FROM findings'
has no-finding out 0
sql audit.db 'SELECT (SELECT count(*) FROM terms WHERE relation NOT IN (SELECT id FROM relations)),
	(SELECT count(*) FROM figures WHERE document NOT IN (SELECT id FROM documents)), 7'
has no-orphans out '0 0 7'
printf '%s\n' "$bad_text" >docs/a.txt
"$GOUJI" baseline create --baseline known.json docs 2>/dev/null
status baseline 0 "$GOUJI" check --db audit.db --baseline known.json docs
sql audit.db 'SELECT DISTINCT baseline FROM findings'
has baseline out unchanged
status unmarked 1 "$GOUJI" check --db audit.db docs
sql audit.db 'SELECT count(*) FROM findings WHERE baseline IS NULL'
lacks unmarked-out out 0

# From the output of a mapper.
python3 -c 'import json; print(json.dumps({"id": "docs/a.txt", "text": open("docs/a.txt").read()}))' >in.jsonl
"$GOUJI" map --full <in.jsonl >map.jsonl
status reduce 1 "$GOUJI" reduce --db mapped.db map.jsonl
sql audit.db "SELECT f.text, f.role FROM figures f JOIN documents d ON d.id = document WHERE path = 'docs/a.txt'"
cp out want
sql mapped.db 'SELECT text, role FROM figures'
same reduce-figures out want

# Without its database a run is no run.
echo 'no database at all, but long enough to be taken for one, at first, by its size only.' >text
status text 2 "$GOUJI" check --db text docs
status folder 2 "$GOUJI" check --db docs docs
exit $failed
