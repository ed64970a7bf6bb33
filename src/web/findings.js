// The list of findings: cards, filters, keys.
const STEP = 100; // cards drawn at once

const findings = (() => {
  const list = $('list');
  let doc = null;
  let wanted = new Set(['error', 'warning', 'notice']);
  let limit = STEP;
  let current = null; // index of the finding that keys act on

  const all = () => (doc && doc.result ? doc.result.check.findings : []);
  const entryOf = (finding) => review.find(doc.name, finding.fingerprint);

  // ---- a card ----

  // A figure of the text, as a button that leads to it.
  function figureLink(figure) {
    return button('', () => show(figure, true), {
      class: 'figure', title: say('showFigure', plain(figure.text), figure.line),
    });
  }

  function figureButton(figure) {
    const link = figureLink(figure);
    link.append(quote(figure.text), make('small', {}, say('line', figure.line)));
    return link;
  }

  const row = (word, ...content) => [make('dt', {}, say(word)), make('dd', {}, ...content)];

  function suspectOf(finding, diagnosis) {
    const parts = [];
    diagnosis.changes.forEach((change, i) => {
      const figure = finding.figures[change.figure];
      if (i) parts.push(say('both'));
      parts.push(quote(say('change', figure.text, figure.line, change.suggest || '?')));
    });
    if (diagnosis.cause) parts.push(make('span.cause', {}, quote(diagnosis.cause)));
    return make('li', {}, ...parts);
  }

  function facts(finding) {
    const rows = [];
    if (finding.stated) rows.push(...row('stated', make('strong.stated', {}, quote(finding.stated))));
    if (finding.computed) rows.push(...row('computed', make('strong.computed', {}, quote(finding.computed))));
    if (finding.formula) rows.push(...row('formula', quote(finding.formula)));
    if (finding.candidates.length > 1) {
      rows.push(...row('readings', make('ul', {}, ...finding.candidates.map((c) => make('li', {},
        quote(`${c.formula} → ${c.computed || '?'}`), ` (${say(c.fits ? 'fits' : 'fitsNot')})`)))));
    }
    if (finding.diagnosis.length) {
      rows.push(...row('suspect', make('ul', {}, ...finding.diagnosis.map((d) => suspectOf(finding, d)))));
    }
    rows.push(...row('figures', make('span.links', {}, ...finding.figures.map(figureButton))));
    return make('dl', {}, ...rows);
  }

  function about(finding) {
    const rule = rulesByCode.get(finding.rule);
    if (!rule) return null;
    const of = (member) => rule[`${member}_${english ? 'en' : 'zh'}`];
    const line = (word, text) => (text ? make('p', {}, `${say(word)}: ${text}`) : null);
    return make('details.about', {}, make('summary', {}, say('aboutRule', finding.rule)), make('p', {}, of('why')),
      line('formula', of('formula')), line('tolerance', of('tolerance')), line('source', rule.source));
  }

  const stateWord = (state) => say(state === 'open' ? 'open_' : state);

  function verdicts(finding, index) {
    const entry = entryOf(finding) || { state: 'open', reason: '' };
    const name = `review-${index}`;
    const reason = make('input', {
      type: 'text', value: entry.reason, placeholder: say('reasonHint'), 'aria-label': say('reason'), class: 'reason',
    });
    const warning = make('p.need', { role: 'status' });
    const box = make('fieldset.review', {}, make('legend', {}, say('review')));

    function changed() {
      const state = box.querySelector('input:checked').value;
      review.set(doc.name, finding, state, reason.value.trim());
      settle();
      recount(doc);
    }
    function settle() {
      const now = entryOf(finding);
      const silent = review.silent(now);
      warning.textContent = now && review.unfinished(now) ? say('needReason') : '';
      if (cardOf(index)) cardOf(index).classList.toggle('silent', silent);
    }
    for (const state of review.STATES) {
      box.append(make('label', {}, make('input', {
        type: 'radio', name, value: state, checked: entry.state === state, onchange: changed,
      }), make('span', {}, stateWord(state))));
    }
    reason.addEventListener('change', changed);
    box.append(reason, warning);
    settle();
    return box;
  }

  const icons = { error: '✕', warning: '!', notice: 'i' };

  function card(finding, index) {
    const rule = rulesByCode.get(finding.rule);
    const group = all().filter((f) => f.group === finding.group);
    return make(`li.${finding.severity}`, {
      'data-index': index, tabindex: '0', 'aria-labelledby': `head-${index}`,
      class: `${finding.severity}${review.silent(entryOf(finding)) ? ' silent' : ''}`,
      onfocusin: () => { if (current !== index) choose(index); },
    },
    make('h3', { id: `head-${index}` },
      make('span.badge', {}, make('span', { 'aria-hidden': 'true' }, icons[finding.severity]), ` ${say(finding.severity)}`),
      ` ${rule ? rule[english ? 'en' : 'zh'] : finding.id} `,
      make('small', {}, `${index + 1}/${all().length}`),
      group.length > 1 && !finding.lead ? make('small.cause', {}, ` ${say('sameCause')}`) : null),
    make('p.message', {}, quote(finding.message)),
    facts(finding), verdicts(finding, index), about(finding));
  }

  // ---- the list ----

  function passes(finding) {
    const rule = $('rules').value;
    const words = $('search').value.trim().toLowerCase();
    if (!wanted.has(finding.severity) || (rule && finding.rule !== rule)) return false;
    if (!words) return true;
    const entry = entryOf(finding);
    const hay = [finding.message, finding.rule, finding.id, finding.formula, finding.stated,
      entry ? entry.reason : '', ...finding.figures.map((f) => f.text)];
    return hay.some((text) => (text || '').toLowerCase().includes(words));
  }

  function draw() {
    const shown = all().map((f, i) => [f, i]).filter(([f]) => passes(f));
    list.replaceChildren(...shown.slice(0, limit).map(([f, i]) => card(f, i)));
    $('more').hidden = shown.length <= limit;
    $('none').textContent = shown.length ? '' : say(all().length ? 'none' : 'noFindings');
    mark();
  }

  function severities() {
    const count = (severity) => all().filter((f) => f.severity === severity).length;
    const legend = $('severities').querySelector('legend');
    $('severities').replaceChildren(legend, ...['error', 'warning', 'notice'].map((severity) => make('label', { class: severity },
      make('input', {
        type: 'checkbox', checked: wanted.has(severity), value: severity,
        onchange: (event) => {
          if (event.target.checked) wanted.add(severity); else wanted.delete(severity);
          draw();
        },
      }),
      make('span.badge', {}, make('span', { 'aria-hidden': 'true' }, icons[severity]), ` ${say(severity)} ${count(severity)}`))));
  }

  function ruleChoices() {
    const codes = [...new Set(all().map((f) => f.rule))].sort();
    const kept = $('rules').value;
    $('rules').replaceChildren(make('option', { value: '' }, say('allRules')), ...codes.map((code) => {
      const rule = rulesByCode.get(code);
      return make('option', { value: code }, `${code} ${rule ? rule[english ? 'en' : 'zh'] : ''}`);
    }));
    $('rules').value = codes.includes(kept) ? kept : '';
  }

  // A new document or result.
  function open(next) {
    if (next !== doc) {
      limit = STEP;
      current = null;
    }
    // What somebody is typing here must outlive a new result.
    const typing = document.activeElement.closest && document.activeElement.closest('#list .reason');
    doc = next;
    if (current !== null && current >= all().length) current = null;
    severities();
    ruleChoices();
    if (!typing) draw();
  }

  // ---- moving ----

  const cardOf = (index) => list.querySelector(`[data-index="${index}"]`);

  function mark() {
    for (const c of list.children) c.classList.toggle('current', Number(c.dataset.index) === current);
  }

  function choose(index) {
    current = index;
    mark();
    sheet.choose((m) => m.findings.includes(index));
  }

  function go(index) {
    const c = cardOf(index);
    if (!c) return;
    choose(index);
    c.focus({ preventScroll: true });
    c.scrollIntoView({ block: 'nearest' });
    show(all()[index].figures[0], false);
  }

  // The figure in the text; `enter`: the caret goes there.
  function show(figure, enter) {
    if (!figure || !doc.index) return;
    showView('findings', false);
    sheet.reveal(doc.index.at(figure.offset), doc.index.at(figure.offset + figure.length), enter);
  }

  function step(by) {
    const cards = [...list.children].map((c) => Number(c.dataset.index));
    if (!cards.length) return;
    const at = cards.indexOf(current);
    go(cards[Math.min(cards.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : cards.length - 1) : at + by))]);
  }

  // From the text to a finding, past filters that hide it.
  function reach(index) {
    if (!passes(all()[index])) {
      wanted = new Set(['error', 'warning', 'notice']);
      $('rules').value = '';
      $('search').value = '';
      severities();
    }
    limit = Math.max(limit, index + 1);
    draw();
    showView('findings', true);
    go(index);
  }

  for (const id of ['rules', 'search']) $(id).addEventListener('input', draw);
  $('filter').addEventListener('submit', (event) => event.preventDefault());
  $('more').addEventListener('click', () => { limit += STEP; draw(); });

  const back = () => { const c = cardOf(current); if (c) c.focus(); };
  const enter = () => { if (current !== null) show(all()[current].figures[0], true); };
  return { open, draw, step, reach, back, enter, figureButton, show, entryOf };
})();
