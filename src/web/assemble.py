#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes one file of the page: assemble.py FOLDER MODULE SAMPLE >gouji.html

page.html names in {{...}} what goes where.  The policy names scripts and styles by their digest and
allows no connection; the same input gives the same bytes."""
import base64
import gzip
import hashlib
import re
import sys

# In this order: each uses what stands before it.
SCRIPTS = ['words', 'dom', 'engine', 'sheet', 'review', 'marks', 'findings', 'ledger', 'save', 'desk',
           'main']


def read(name):
    with open(name, encoding='utf-8') as file:
        return file.read()


def digest(text):
    return "'sha256-%s'" % base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def wasm(name):
    with open(name, 'rb') as file:
        packed = gzip.compress(file.read(), 9, mtime=0)
    return base64.b64encode(packed).decode()


def sample(text):
    if re.search('[<&]', text):
        raise SystemExit('assemble.py: the example must be plain text')
    return text


def main():
    folder, module, example = sys.argv[1:]
    part = lambda name: read('%s/%s' % (folder, name))
    script = "'use strict';\n" + '\n'.join(part(name + '.js') for name in SCRIPTS)
    style = part('page.css')
    policy = '; '.join([
        "default-src 'none'", "script-src %s 'wasm-unsafe-eval'" % digest(script),
        'style-src %s' % digest(style), 'worker-src blob:', "connect-src 'none'", "base-uri 'none'",
        "form-action 'none'"])
    parts = {'policy': policy, 'page.css': style, 'worker.js': part('worker.js'), 'script': script,
             'wasm': wasm(module), 'sample': sample(read(example))}
    for name in ('worker.js', 'script', 'page.css'):
        if re.search('</(script|style)|<!--', parts[name], re.I):
            raise SystemExit('assemble.py: %s would end its element' % name)
    sys.stdout.reconfigure(encoding='utf-8', newline='\n')
    sys.stdout.write(re.sub(r'\{\{([a-z.]+)\}\}', lambda m: parts[m[1]], part('page.html')))


main()
