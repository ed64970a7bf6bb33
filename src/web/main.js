// What is shown of the document on the desk, and what keys and buttons do.
let rulesByCode = new Map();

// ---- what is known of the document on show ----

const percent = (c) => (c.figures ? Math.floor((Math.min(c.checked, c.figures) * 100) / c.figures) : 0);

function verdictOf(doc, counts, silent) {
  const c = doc.result.check.coverage;
  const parts = [];
  if (counts.error) parts.push(say('contradictions', counts.error));
  if (counts.warning) parts.push(say('doubts', counts.warning));
  if (counts.notice) parts.push(say('hints', counts.notice));
  if (!parts.length) parts.push(say(c && c.relations > c.undecided ? 'clean' : 'nothing'));
  if (silent) parts.push(say('reviewed', silent));
  return parts.join(english ? '; ' : '，');
}

function drawCoverage(c) {
  const share = percent(c);
  const low = share < 50 || c.relations === c.undecided;
  const bar = make('progress', { max: '100', value: String(share), 'aria-label': say('coverage', c.figures, c.checked, share) });
  $('coverage').replaceChildren(bar,
    make('p', {}, say('coverage', c.figures, c.checked, share)),
    make('p', {}, say('relations', c.relations, c.holding, c.violated, c.undecided)),
    ...(low && c.figures ? [make('p.low', {}, say('low'))] : []));
}

function drawSummary(doc) {
  const { check } = doc.result;
  const counts = { error: 0, warning: 0, notice: 0 };
  let silent = 0;
  for (const f of check.findings) {
    if (review.silent(review.find(doc.name, f.fingerprint))) silent++;
    else counts[f.severity]++;
  }
  $('verdict').textContent = verdictOf(doc, counts, silent);
  $('verdict').className = counts.error ? 'error' : counts.warning ? 'warning' : 'holds';
  if (check.coverage) drawCoverage(check.coverage);
  else $('coverage').replaceChildren();
  const rows = [['title', check.title], ['year', check.year], ['form', doc.result.form && doc.result.form.pack],
    ['encoding', doc.result.encoding]].filter(([, v]) => v);
  $('facts').replaceChildren(...rows.map(([w, v]) => make('div', {}, make('dt', {}, say(w)), make('dd', {}, quote(v)))));
}

function drawMarks(doc) {
  const active = (f) => !review.silent(review.find(doc.name, f.fingerprint));
  sheet.mark(layMarks(markFigures(doc.result, active), doc.index.at));
}

// A verdict of a reviewer changes what counts; the card that it stands on stays.
function recount(doc) {
  drawSummary(doc);
  drawMarks(doc);
}

function refresh(doc) {
  const ready = Boolean(doc && doc.result);
  document.body.classList.toggle('ready', ready);
  if (doc && doc.error) tell(say('failed', desk.title(doc), doc.error));
  if (!ready) {
    $('verdict').textContent = '';
    $('coverage').replaceChildren();
    $('facts').replaceChildren();
  } else {
    recount(doc);
  }
  findings.open(doc);
  drawLedger(doc);
  drawUnread(doc);
  drawViews(doc);
}

// ---- the three views of the result ----

const viewNames = ['findings', 'ledger', 'unread'];
let view = 'findings';

function drawViews(doc) {
  const result = doc && doc.result;
  const counts = {
    findings: result ? result.check.findings.length : 0,
    ledger: result ? result.counts.relations : 0,
    unread: result ? result.check.notices.length + result.counts.unbound : 0,
  };
  for (const name of viewNames) {
    const tab = $(`tab-${name}`);
    tab.textContent = `${say(name)} ${counts[name]}`;
    tab.setAttribute('aria-selected', String(name === view));
    tab.tabIndex = name === view ? 0 : -1;
    $(name).hidden = name !== view;
  }
}

function showView(name, change) {
  if (!change || name === view) return;
  view = name;
  drawViews(desk.current());
}

// ---- the caret tells what it stands on ----

function drawCaret() {
  const place = sheet.area.selectionStart;
  const doc = desk.current();
  const m = doc && doc.result && document.activeElement === sheet.area ? sheet.markAt(place) : null;
  if (!m) {
    $('caret').replaceChildren(say('caretHint'));
    return;
  }
  const f = m.figure;
  const value = f.base ? ` = ${f.base}${f.base_unit}` : '';
  $('caret').replaceChildren(make('span', {}, say('caretFigure', `${plain(f.text)}${value} · ${say(m.state === 'none' ? 'idle' : m.state)}`)),
    ...m.findings.map((i) => button(say('backToFinding', i + 1), () => findings.reach(i))));
}

function drawLegend() {
  $('legend').replaceChildren(...['error', 'warning', 'holds', 'idle'].map((state) =>
    make('li', {}, make(`span.mark.${state}`, {}, '12.3'), ` ${say(state)}`)));
}

function drawAll() {
  sayAll();
  $('language').textContent = english ? '中文' : 'English';
  $('language').lang = english ? 'zh-CN' : 'en';
  drawLegend();
  saving.draw();
  drawVersion();
  desk.drawTabs();
  refresh(desk.current());
}

let about = null;
function drawVersion() {
  if (about) $('version').textContent = say('version', about.version, about.rules, about.sha256.slice(0, 12));
}

// ---- events ----

function keys(event) {
  const typing = event.target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select');
  if (event.key === 'Escape') {
    $('save').open = false;
    if (typing) findings.back();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const onCard = event.target === document.body || event.target.matches('#list > li');
  const act = {
    j: () => findings.step(1),
    k: () => findings.step(-1),
    '/': () => { showView('findings', true); $('search').focus(); },
    Enter: onCard ? () => findings.enter() : null,
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function dropping() {
  const files = (event) => event.dataTransfer && [...event.dataTransfer.types].includes('Files');
  let depth = 0;
  const cover = (on) => { $('drop').hidden = !on; };
  addEventListener('dragenter', (event) => { if (files(event)) cover(++depth > 0); });
  addEventListener('dragleave', (event) => { if (files(event)) cover(--depth > 0); });
  addEventListener('dragover', (event) => { if (files(event)) event.preventDefault(); });
  addEventListener('drop', (event) => {
    if (!files(event)) return;
    event.preventDefault();
    depth = 0;
    cover(false);
    desk.openFiles(event.dataTransfer.files);
  });
}

function wire() {
  sheet.area.addEventListener('input', desk.typed);
  document.addEventListener('selectionchange', drawCaret);
  sheet.area.addEventListener('select', drawCaret);
  $('open').addEventListener('click', () => $('files').click());
  $('files').addEventListener('change', (event) => {
    const files = [...event.target.files];
    event.target.value = '';
    desk.openFiles(files);
  });
  $('example').addEventListener('click', () => desk.openText($('sample').textContent, '-', 'exampleName'));
  $('clear').addEventListener('click', desk.clear);
  $('language').addEventListener('click', () => {
    english = !english;
    drawAll();
    desk.again();
  });
  for (const name of viewNames) $(`tab-${name}`).addEventListener('click', () => showView(name, true));
  tablist($('views'), () => viewNames.map((n) => $(`tab-${n}`)), (tab) => tab.click());
  tablist($('tabs'), () => [...$('tabs').querySelectorAll('[role=tab]')], (tab) => tab.click());
  addEventListener('keydown', keys);
  dropping();
}

async function begin() {
  engine.start();
  wire();
  drawAll();
  // What the browser put back after a reload is audited, too.
  if (sheet.area.value) desk.typed();
  try {
    about = await engine.start();
  } catch (error) {
    tell(say('tooOld', error.message));
    return;
  }
  rulesByCode = new Map(about.list.map((r) => [r.code, r]));
  drawVersion();
  refresh(desk.current());
}

begin();
