// The desk: which documents are open, what is known of them, and which is on show.
const LIMIT = 1000000; // code units of one document
const FILES = 50; // documents open at once
const PAUSE = 300; // ms after a key until a slow document is audited again

// A document: { name, text, bytes (of a file, until it is edited), result, error,
// index (of its text), wait (an audit is due) }.
const desk = (() => {
  let documents = [];
  let at = null;
  let timer = 0;

  const current = () => at;
  const hundreds = (n) => Math.ceil(n / 10000);

  function tooLong(name, length) {
    if (length <= LIMIT) return false;
    tell(say('tooLong', name, hundreds(length), hundreds(LIMIT)));
    return true;
  }

  // ---- auditing ----

  // One audit at a time; what changed meanwhile is audited after it.
  let running = null;
  async function audit(doc) {
    doc.wait = true;
    if (running) return;
    while ((running = documents.includes(at) && at.wait ? at : documents.find((d) => d.wait))) {
      await auditOne(running);
    }
    running = null;
    busy('');
  }

  async function auditOne(doc) {
    doc.wait = false;
    busy('checking');
    const asked = doc.text;
    try {
      const result = await engine.ask({
        task: 'audit', name: doc.name, bytes: doc.bytes, text: doc.bytes ? undefined : doc.text,
      });
      if (!documents.includes(doc)) return;
      if (doc.text !== asked) { // edited meanwhile
        doc.wait = true;
        return;
      }
      take(doc, result);
    } catch (error) {
      doc.error = error.message;
      doc.result = null;
    }
    if (doc === at) refresh(doc);
    drawTabs();
  }

  function take(doc, result) {
    doc.error = result.error || '';
    doc.result = result.error ? null : result;
    if (doc.bytes) doc.text = result.text || '';
    if (!doc.index || doc.index.of !== doc.text) doc.index = { of: doc.text, ...indexer(doc.text) };
    if (doc === at && doc.bytes && sheet.area.value !== doc.index.shown) sheet.show(doc.index.shown);
  }

  function typed() {
    const { area } = sheet;
    if (tooLong(say('pasted'), area.value.length)) {
      clearTimeout(timer);
      if (at) Object.assign(at, { text: '', bytes: undefined, result: null, wait: false });
      area.value = '';
      sheet.show('');
      refresh(at);
      return;
    }
    if (!at) {
      if (!area.value) return;
      at = { name: '-', label: 'pasted', text: '' };
      documents.push(at);
    }
    tell('');
    sheet.edited();
    at.text = area.value;
    at.bytes = undefined;
    if (!at.text.trim()) document.body.classList.toggle('empty', documents.length === 1 && !at.text);
    const slow = at.result && at.result.time > 150;
    clearTimeout(timer);
    if (slow) timer = setTimeout(() => audit(at), PAUSE);
    else audit(at);
    drawTabs();
  }

  // ---- opening and closing ----

  function add(doc) {
    // A page without any text gives way.
    documents = documents.filter((d) => d.text || d.bytes);
    documents.push(doc);
    return doc;
  }

  function show(doc) {
    at = doc;
    sheet.show(doc ? (doc.index || indexer(doc.text || '')).shown : '');
    $('paper').scrollTop = 0;
    drawTabs();
    refresh(doc);
  }

  async function openFiles(files) {
    tell('');
    if (files.length > FILES - documents.length) tell(say('tooMany', FILES));
    let first = null;
    for (const file of [...files].slice(0, Math.max(0, FILES - documents.length))) {
      if (/\.json$/i.test(file.name)) {
        await saving.load(file.name, await file.text());
      } else if (!tooLong(file.name, file.size / 4)) { // no character takes more bytes
        const bytes = new Uint8Array(await file.arrayBuffer());
        const doc = add({ name: file.name, bytes, text: '' });
        first = first || doc;
        doc.wait = true;
      }
    }
    if (!first) return;
    show(first);
    audit(first);
  }

  function openText(text, name, label) {
    const doc = add({ name, label, text });
    show(doc);
    audit(doc);
  }

  function close(doc) {
    documents = documents.filter((d) => d !== doc);
    if (doc === at) show(documents[0] || null);
    else drawTabs();
  }

  function clear() {
    documents = [];
    tell('');
    show(null);
    sheet.area.focus();
  }

  // ---- drawing ----

  const title = (doc) => (doc.label ? say(doc.label) : plain(doc.name));

  function tab(doc) {
    const n = doc.result ? doc.result.check.counts : null;
    const mark = doc.error ? '⚠' : !n ? '…' : n.error ? `✕${n.error}` : n.warning ? `!${n.warning}` : '✓';
    return make('span.tab', {},
      button(`${mark} ${title(doc)}`, () => show(doc), { role: 'tab', 'aria-selected': String(doc === at), tabindex: doc === at ? '0' : '-1' }),
      button('×', () => close(doc), { class: 'close', 'aria-label': say('close', title(doc)) }));
  }

  function drawTabs() {
    document.body.classList.toggle('empty', !documents.length || (documents.length === 1 && !at.text && !at.bytes));
    document.body.classList.toggle('several', documents.length > 1);
    if (documents.length > 1) $('tabs').replaceChildren(...documents.map(tab));
    else $('tabs').replaceChildren();
  }

  const again = () => { for (const d of documents) audit(d); };

  function busy(word) {
    $('busy').textContent = word ? say(word) : '';
    document.body.classList.toggle('busy', Boolean(word));
  }

  return { current, documents: () => documents, typed, openFiles, openText, clear, again, drawTabs, title };
})();
