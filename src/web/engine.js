// The worker and what is asked of it: one task at a time, each with a deadline.
// A worker that is late or has trapped is ended and another one takes its place.
const SECONDS = 60;

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
      about = post({ task: 'start', wasm: $('wasm').textContent.trim() });
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
