#!/bin/sh
# The line on standard error: on a terminal only, and gone at the end.
. "$(dirname "$0")/lib.inc"

python3 - "$GOUJI" "$bad_text" <<'EOF'
import os, pty, signal, subprocess, sys, threading, time

gouji, bad = sys.argv[1:3]
failed = False
os.mkdir("docs")
for i in range(1, 6):
    with open(f"docs/{i}.txt", "w", encoding="utf-8") as f:
        f.write(bad + "\n")


def run(*options, terminal=True, interrupt=False):
    """Two documents wait for a pipe: the first is done after a while."""
    for name in ("docs/3.txt", "docs/4.txt"):
        if os.path.exists(name):
            os.unlink(name)
        os.mkfifo(name)
    master, slave = pty.openpty() if terminal else os.pipe()
    child = subprocess.Popen([gouji, "check", "-j1", "-f", "json", *options, *[f"docs/{i}.txt" for i in range(1, 6)]],
                             stdout=subprocess.PIPE, stderr=slave)
    os.close(slave)
    seen = []

    def read():
        while True:
            try:
                block = os.read(master, 4096)
            except OSError:
                return
            if not block:
                return
            seen.append(block)

    reader = threading.Thread(target=read)
    reader.start()
    out = threading.Thread(target=child.stdout.read)
    out.start()

    def feed():
        for name in ("docs/3.txt", "docs/4.txt"):
            with open(name, "w", encoding="utf-8") as f:
                time.sleep(1.3)
                f.write(bad)
            if interrupt:
                time.sleep(0.5)
                child.send_signal(signal.SIGINT)
                return

    feeder = threading.Thread(target=feed)
    feeder.start()
    status = child.wait()
    feeder.join()
    reader.join()
    out.join()
    return status, b"".join(seen).decode()


def expect(ok, name, what):
    global failed
    print("ok" if ok else "FAIL", name, "" if ok else repr(what))
    failed = failed or not ok


status, seen = run()
expect(status == 1, "status", status)
expect("3/5" in seen and "MB" in seen and "问题" in seen and "剩余 0:0" in seen, "line", seen)
expect(seen.endswith("\r\033[K"), "gone", seen)
status, seen = run("--lang", "en")
expect("findings" in seen and "left" in seen, "english", seen)
status, seen = run("--quiet")
expect(seen == "", "quiet", seen)
status, seen = run(terminal=False)
expect(seen == "", "no-terminal", seen)
status, seen = run(terminal=False, interrupt=True)
expect(status == 130 and "3/5" in seen and "\r" not in seen, "interrupted", (status, seen))
status, seen = run("--cache", "c.db", interrupt=True)
expect(status == 130 and "缓存" in seen, "interrupted-cache", (status, seen))
sys.exit(failed)
EOF
exit $?
