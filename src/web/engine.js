// The worker and what is asked of it: one task at a time, each with a deadline.
// A worker that is late or has trapped is ended and another one takes its place.
const SECONDS = 60;

// The module, unpacked and compiled while the first worker comes up, and once for
// all workers.
const compiled = (async () => {
  const letters = atob($('wasm').textContent.trim());
  const packed = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) packed[i] = letters.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
})();
compiled.catch(() => {}); // told by whoever asks for it

const engine = (() => {
  let worker = null;
  let about = null; // promise of version and rules
  let serial = 0;
  const waiting = new Map(); // id -> { resolve, reject, timer }

  function end(error) {
    if (worker) worker.terminate();
    worker = null;
    about = null;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    waiting.clear();
  }

  function post(message) {
    return new Promise((resolve, reject) => {
      const id = ++serial;
      const timer = setTimeout(() => end(new Error(say('slow', SECONDS))), SECONDS * 1000);
      waiting.set(id, { resolve, reject, timer });
      worker.postMessage({ id, english, ...message });
    });
  }

  function receive({ data }) {
    const { resolve, timer } = waiting.get(data.id) || {};
    if (!resolve) return;
    if (data.fatal) {
      end(new Error(say('crashed', data.fatal)));
      return;
    }
    clearTimeout(timer);
    waiting.delete(data.id);
    resolve(data.result);
  }

  function start() {
    if (!about) {
      const url = URL.createObjectURL(new Blob([$('worker').textContent], { type: 'text/javascript' }));
      worker = new Worker(url);
      URL.revokeObjectURL(url);
      worker.onmessage = receive;
      worker.onerror = (event) => end(new Error(event.message));
      about = compiled.then((module) => post({ task: 'start', module }));
      about.catch(() => {});
    }
    return about;
  }

  // Asks; the promise fails with a sentence for people.
  async function ask(message) {
    await start();
    return post(message);
  }

  return { start, ask };
})();
