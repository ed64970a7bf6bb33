// The audit, off the thread that draws.  In: one message a task, answered by one
// message with the same id.  The first message brings the module; nothing else
// ever comes from outside.
'use strict';

let core = null; // what the module exports
const utf8 = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

// The three calls of WASI that the C library names; nothing in the core uses them.
const wasi = { fd_close: () => 8, fd_seek: () => 8, fd_write: () => 8 };

async function start(module) {
  core = (await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi })).exports;
  core._initialize();
  if (!core.web_start()) throw new Error(said());
  core.web_about();
  return JSON.parse(said());
}

// What the last call left in the buffer.
const saidBytes = () => new Uint8Array(core.memory.buffer, core.web_out(), core.web_out_len());
const said = () => decoder.decode(saidBytes());

// Calls use(pointer, length) with the bytes in the module's memory.
function lend(bytes, use) {
  const at = core.web_take(bytes.length + 1);
  if (!at) throw new Error('out of memory');
  const memory = new Uint8Array(core.memory.buffer, at, bytes.length + 1);
  memory.set(bytes);
  memory[bytes.length] = 0;
  try {
    return use(at, bytes.length);
  } finally {
    core.web_leave(at);
  }
}

function sha256(bytes) {
  lend(bytes, core.web_sha256);
  return said();
}

// ---- files ----

// The label of an encoding for TextDecoder.
const labels = { 'UTF-8': 'utf-8', 'UTF-16LE': 'utf-16le', 'UTF-16BE': 'utf-16be', GB18030: 'gb18030' };

function decodes(label, bytes, stream) {
  try {
    new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

// Where the first character begins that is none: the longest beginning without
// a complaint, less the character that it breaks off in.
function damage(label, bytes) {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(label, bytes.subarray(0, middle), true)) good = middle;
    else bad = middle;
  }
  while (good > 0 && !decodes(label, bytes.subarray(0, good), false)) good--;
  return good;
}

// The text of a file: { text, encoding } or { error }.  Which encoding it is, the
// core says as it does on the command line; the browser converts.
function decode(bytes, english) {
  const from = lend(bytes, (at, len) => core.web_choose(at, len, english));
  if (from < 0) return { error: said() };
  const encoding = said();
  const label = labels[encoding];
  const body = bytes.subarray(from);
  try {
    return { text: new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(body), encoding };
  } catch {
    const at = from + (encoding === 'UTF-8' ? lend(body, core.web_valid) : damage(label, body));
    return { error: english ? `not valid ${encoding} at byte ${at}` : `第 ${at} 字节处不是有效的 ${encoding}` };
  }
}

// ---- audits ----

// Text of a browser may hold half a surrogate pair; the encoder writes U+FFFD.
function audit(text, english) {
  const ok = lend(utf8.encode(text), (at, len) => core.web_audit(at, len, english, 0));
  return ok ? null : said();
}

const views = { check: 0, figures: 1, ledger: 2 };

// A report over documents that are { path, sha256, encoding, error, said }, each
// audited by ready(i) just before it is written; said: what the module wants to
// know of the review, or nothing.
function report(view, format, english, documents, ready) {
  const known = lend(utf8.encode(format), (at) => core.web_report_begin(views[view], at, english));
  if (!known) throw new Error(`no format ${format}`);
  documents.forEach((d, i) => {
    ready(i);
    const fields = [d.path, d.sha256, d.encoding || '', d.error || '', ...(d.said || [])];
    const bytes = utf8.encode(fields.map((f) => `${f.replaceAll('\0', '')}\0`).join(''));
    if (!lend(bytes, core.web_report_input)) throw new Error('out of memory');
  });
  if (!core.web_report_end()) throw new Error('out of memory');
  return saidBytes();
}

// A document as the page keeps it: { name, bytes } of a file or { name, text }.
function load(task) {
  const english = task.english ? 1 : 0;
  if (task.bytes === undefined) {
    return { text: task.text, encoding: 'UTF-8', sha256: sha256(utf8.encode(task.text)) };
  }
  return { ...decode(task.bytes, english), sha256: sha256(task.bytes) };
}

// What the page shows of figures and worksheet; handing over all of it would
// cost more than finding it.
const ROWS = 300;
const stated = ['money', 'percent', 'points', 'permille', 'score', 'ratio'];
const understood = ['holds', 'truncated', 'last-digit'];

function shorten({ figures = [] }, { form, relations = [], unbound = [] }) {
  const place = ({ offset, length }) => [offset, length];
  return {
    form,
    relations: relations.slice(0, ROWS),
    unbound: unbound.slice(0, ROWS),
    counts: { relations: relations.length, unbound: unbound.length },
    read: figures.filter((f) => !f.rule_text && stated.includes(f.kind)),
    // [offset, length] of the figures that some relation confirms
    holding: [...new Map(relations.filter((r) => understood.includes(r.verdict))
      .flatMap((r) => r.figures.map((f) => [`${f.offset}+${f.length}`, place(f)]))).values()],
  };
}

const tasks = {
  start: (task) => start(task.module),

  audit(task) {
    const english = task.english ? 1 : 0;
    const began = performance.now();
    const loaded = load(task);
    const error = loaded.error || audit(loaded.text, english);
    if (error) return { ...loaded, error };
    const document = { path: task.name, sha256: loaded.sha256, encoding: loaded.encoding };
    const view = (name) => JSON.parse(decoder.decode(
      report(name, 'json', english, [document], () => {}))).documents[0];
    return {
      ...loaded, check: view('check'), ...shorten(view('figures'), view('ledger')), time: performance.now() - began,
    };
  },

  report(task) {
    const english = task.english ? 1 : 0;
    const documents = task.documents.map((d) => {
      const loaded = load({ ...d, english: task.english });
      return { path: d.name, said: d.said, ...loaded };
    });
    const bytes = report(task.view, task.format, english, documents, (i) => {
      const d = documents[i];
      if (!d.error) d.error = audit(d.text, english) || '';
    });
    return { bytes: bytes.slice() };
  },
};

onmessage = async ({ data }) => {
  try {
    postMessage({ id: data.id, result: await tasks[data.task](data) });
  } catch (error) {
    // After a trap the memory may be in any state: the page starts a new worker.
    postMessage({ id: data.id, fatal: String(error && error.message || error) });
  }
};
