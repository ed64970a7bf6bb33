#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every option of every command's --help is in the manual, in the completion
of each shell, and in a test; and nothing else is.

usage: tests/options.py      ($GOUJI: the program)
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tally import Tally

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOUJI = os.path.abspath(os.environ.get("GOUJI", "build/gouji"))
SHELLS = ("bash", "zsh", "fish")

tally = Tally("options")
expect = tally.expect


def out(*args):
    done = subprocess.run([GOUJI, *args], stdout=subprocess.PIPE, check=False)
    expect(done.returncode == 0, "status of %s" % " ".join(args))
    return done.stdout.decode()


def commands():
    text = out("--help", "--lang", "en")
    expect(len(text.splitlines()) <= 24, "gouji --help fits one screen")
    return re.findall(r"^  ([a-z]+)\s", text, re.M)


def options(command, lang):
    """{long name: letter or ""} of a command."""
    text = out(command, "--help", "--lang", lang)
    expect(text.splitlines()[0].find("gouji " + command) >= 0, command + ": usage")
    return {m.group(2): m.group(1) or "" for m in
            re.finditer(r"^  (?:-(\w), |    )--([a-z-]+)", text, re.M)}


def manual():
    """The same of the manual, and the commands it has."""
    with open(os.path.join(ROOT, "src", "gouji.1"), encoding="utf-8") as f:
        text = f.read()
    found = {}
    for m in re.finditer(r"^\.It Fl (?:(\w) , )?-([a-z-]+)", text, re.M):
        expect(m.group(2) not in found, "manual: --%s once" % m.group(2))
        found[m.group(2)] = m.group(1) or ""
    return found, set(re.findall(r"^\.It Cm ([a-z]+)$", text, re.M))


def complete_bash(folder, command):
    script = """
        source "$1/gouji.bash"
        COMP_WORDS=(gouji "$2" --) COMP_CWORD=2
        _gouji
        printf '%s\\n' "${COMPREPLY[@]}"
        COMP_WORDS=(gouji "$2" --lang '') COMP_CWORD=3
        _gouji
        printf 'lang %s\\n' "${COMPREPLY[@]}"
    """
    done = subprocess.run(["bash", "-eu", "-c", script, "bash", folder, command],
                          stdout=subprocess.PIPE, check=False)
    words = done.stdout.decode().split("\n")
    expect(done.returncode == 0, "bash: %s" % command)
    expect({"lang zh", "lang en"} <= set(words), "bash: %s: values of --lang" % command)
    return {w[2:] for w in words if w.startswith("--")}


def complete_zsh(folder, command):
    """What the script says; zsh itself reads it below."""
    with open(os.path.join(folder, "gouji.zsh"), encoding="utf-8") as f:
        text = f.read()
    part = re.search(r"^    %s\)$(.*?)^        ;;$" % command, text, re.M | re.S)
    expect(part is not None, "zsh: %s" % command)
    return set(re.findall(r"--([a-z-]+)(?=[,}\[])", part.group(1) if part else ""))


def complete_fish(folder, command):
    if shutil.which("fish"):
        done = subprocess.run(
            ["fish", "--no-config", "-c",
             "source $argv[1]/gouji.fish; complete -C \"gouji $argv[2] --\"", folder, command],
            stdout=subprocess.PIPE, check=False, env=dict(os.environ, HOME=folder))
        expect(done.returncode == 0, "fish: %s" % command)
        return {m for m in re.findall(r"^--([a-z-]+)", done.stdout.decode(), re.M)}
    with open(os.path.join(folder, "gouji.fish"), encoding="utf-8") as f:
        return set(re.findall(r"from %s' -l ([a-z-]+)" % command, f.read()))


COMPLETE = {"bash": complete_bash, "zsh": complete_zsh, "fish": complete_fish}


def tested():
    """The options that tests use."""
    text = []
    for folder, _, names in os.walk(os.path.join(ROOT, "tests")):
        for name in names:
            if re.search(r"\.(sh|py|inc)$|^args$", name) and name != "options.py":
                with open(os.path.join(folder, name), encoding="utf-8") as f:
                    text.append(f.read())
    return set(re.findall(r"(?<![\w-])--([a-z][a-z-]+)", "\n".join(text)))


def main():
    used = tested()
    told, chapters = manual()
    every = {}
    names = commands()
    with tempfile.TemporaryDirectory() as folder:
        for shell in SHELLS:
            path = os.path.join(folder, "gouji." + shell)
            with open(path, "w", encoding="utf-8") as f:
                f.write(out("completion", shell))
            if shutil.which(shell):
                done = subprocess.run([shell, "-n", path], stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, check=False)
                expect(done.returncode == 0, "%s reads its script: %s" % (shell, done.stdout))
        for command in names:
            found = options(command, "en")
            expect(found == options(command, "zh"), command + ": the same in both languages")
            expect({"help", "version", "lang"} <= set(found), command + ": has the common options")
            every.update(found)
            for shell in SHELLS:
                done = COMPLETE[shell](folder, command)
                expect(done == set(found), "%s completes %s: %s" % (
                    shell, command, sorted(done ^ set(found))))
    expect(chapters >= set(names), "manual: commands %s" % sorted(set(names) - chapters))
    for name, letter in sorted(every.items()):
        expect(told.get(name) == letter, "manual: --%s" % name)
        expect(name in used, "a test uses --%s" % name)
    expect(set(told) == set(every), "manual: only what there is: %s" % sorted(set(told) ^ set(every)))
    return tally.status()


if __name__ == "__main__":
    sys.exit(main())
