// What reviewers say of findings: the file of `gouji check --review`.  Kept in
// the page until it is saved; an entry is known by the fingerprint of its finding.
const review = (() => {
  const SCHEMA = 'gouji.review/1';
  // As the file names them; either name is read.
  const NAMES = { open: '待核', confirmed: '属实', 'false-alarm': '误报', explained: '已说明' };
  const STATES = Object.keys(NAMES);
  const MEMBERS = ['path', 'fingerprint', 'state', 'reason', 'who', 'date', 'expires', 'rule', 'message'];
  let entries = []; // state by its English name; reason is '' where there is none
  let changed = false;

  const today = () => new Date().toISOString().slice(0, 10);
  const stateOf = (name) => STATES.find((s) => s === name || NAMES[s] === name);
  const silencing = (e) => ['false-alarm', 'explained'].includes(e.state);
  const unfinished = (e) => !e.reason; // a verdict without a reason is none
  const expired = (e) => Boolean(e.expires) && e.expires < today();
  // Does the finding no longer count?
  const silent = (e) => Boolean(e) && silencing(e) && Boolean(e.reason) && !expired(e);

  // What is said of a finding of this document before what is said of it in any;
  // paths are compared by their last names, for the page knows no folders.
  const last = (path) => path.split(/[\\/]/).pop();
  function find(name, print) {
    const same = entries.filter((e) => e.fingerprint === print);
    return same.find((e) => e.path && last(e.path) === last(name)) || same.find((e) => !e.path);
  }

  function set(name, finding, state, reason) {
    const old = find(name, finding.fingerprint);
    const entry = {
      fingerprint: finding.fingerprint, state, reason, date: today(), rule: finding.rule, message: finding.message,
    };
    changed = true;
    if (state === 'open' && !reason) entries = entries.filter((e) => e !== old);
    else if (old) Object.assign(old, entry);
    else entries.push(entry);
  }

  // For the reports: why it does not count, state, reason, who, date, expires.
  function said(name, finding) {
    const e = find(name, finding.fingerprint);
    if (!e || unfinished(e)) return ['', '', '', '', '', ''];
    return [silent(e) ? e.reason : '', english ? e.state : NAMES[e.state], e.reason, e.who || '', e.date || '', e.expires || ''];
  }

  // One entry a line, which reads well in a comparison of two versions.
  function text() {
    const lines = entries.filter((e) => !unfinished(e)).map((e) => {
      const file = { ...e, state: NAMES[e.state] };
      const members = MEMBERS.filter((m) => file[m] !== undefined);
      return `\n  {${members.map((m) => `${JSON.stringify(m)}: ${JSON.stringify(file[m])}`).join(', ')}}`;
    });
    return `{"schema": "${SCHEMA}",\n "entries": [${lines.join(',')}${lines.length ? '\n ' : ''}]}\n`;
  }

  function check(entry, i) {
    const at = `entries[${i}]`;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return `${at}: {}`;
    const odd = Object.keys(entry).find((m) => !MEMBERS.includes(m) || typeof entry[m] !== 'string');
    if (odd !== undefined) return `${at}: ${odd}`;
    if (!entry.fingerprint) return `${at}: fingerprint`;
    const state = stateOf(entry.state);
    if (!state) return `${at}: state`;
    return unfinished({ ...entry, state }) ? `${at}: reason` : '';
  }

  // Adds the entries of a file, which win over those that are there; returns how
  // many.  Throws what is wrong with it.
  function load(json) {
    const file = JSON.parse(json);
    if (!file || file.schema !== SCHEMA || !Array.isArray(file.entries)) throw new Error(`schema ${SCHEMA}`);
    const wrong = file.entries.map(check).find((w) => w);
    if (wrong) throw new Error(wrong);
    const key = (e) => `${e.path || ''}\0${e.fingerprint}`;
    const loaded = new Map(file.entries.map((e) => [key(e), { reason: '', ...e, state: stateOf(e.state) }]));
    entries = [...entries.filter((e) => !loaded.has(key(e))), ...loaded.values()];
    return loaded.size;
  }

  return {
    STATES, find, silent, unfinished, set, said, text, load,
    any: () => entries.length > 0,
    saved: () => { changed = false; },
    dirty: () => changed,
  };
})();

addEventListener('beforeunload', (event) => {
  if (review.dirty()) event.preventDefault();
});
