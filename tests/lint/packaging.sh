#!/bin/sh
# packaging.sh: the files of .ci/packaging and the hook can be read, and call
# gouji with options that it has.
cd "$(dirname "$0")/../.." || exit 2
if ! python3 -c 'import yaml' 2>/dev/null; then
	echo "packaging.sh: no python3-yaml, skipped"
	exit 77
fi
gouji=${GOUJI:-${BUILD:-build}/gouji}
"$gouji" check --help --lang en >/dev/null || exit 2
python3 - "$gouji" <<'END'
import re, subprocess, sys, yaml
options = set(re.findall(r"--[a-z-]+", subprocess.run(
    [sys.argv[1], "check", "--help"], stdout=subprocess.PIPE, check=True).stdout.decode()))
status = 0
def need(holds, what):
    global status
    if not holds:
        print(what)
        status = 1
hook, = yaml.safe_load(open(".pre-commit-hooks.yaml"))
need(hook["id"] == "gouji" and hook["language"] == "system", "hook")
action = yaml.safe_load(open(".ci/packaging/github/action.yml"))
need(action["runs"]["using"] == "composite" and all(
    "uses" in s or "shell" in s for s in action["runs"]["steps"]), "action: steps")
job = yaml.safe_load(open(".ci/packaging/gitlab-ci.yml"))["gouji"]
need(job["artifacts"]["reports"]["junit"] == "gouji.xml", "gitlab: junit")
calls = [hook["entry"]] + job["script"] + re.findall(
    r"gouji\" check(?:[^\n]*\\\n)*[^\n]*", action["runs"]["steps"][1]["run"])
need(len(calls) == 3, "calls: %s" % calls)
for call in calls:
    for option in re.findall(r"(?<=\s)--[a-z-]+", call):
        need(option in options, "no option %s: %s" % (option, call))
docker = open(".ci/packaging/Dockerfile").read()
need(docker.count("\nFROM") + docker.startswith("FROM") == 2, "Dockerfile: two stages")
sys.exit(status)
END
