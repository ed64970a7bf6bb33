// The worksheet, and what was not checked.
const rest = (rows, total) => (rows.length < total ? make('p.dim', {}, say('shown', rows.length)) : null);

function placeButton(figure) {
  return figure ? findings.figureButton(figure) : '';
}

function drawLedger(doc) {
  const result = doc && doc.result;
  const relations = result ? result.relations : [];
  const icons = { holds: '✓', truncated: '✓', 'last-digit': '✓', violated: '✕', undecided: '?' };
  const drawn = relations.map((r) => make('tr', { class: r.verdict },
    make('td.verdict', {}, make('span', { 'aria-hidden': 'true' }, icons[r.verdict]), ` ${say(r.verdict)}`),
    make('td', {}, quote(r.subject || ''), ' ', make('small', {}, r.rule)),
    make('td', {}, quote(r.formula), r.reason ? make('small', {}, ` ${plain(r.reason)}`) : null),
    make('td', {}, placeButton(r.figures[0])),
    make('td.number', {}, quote(r.computed))));
  const heads = ['verdict', 'subject', 'formula', 'stated', 'computed'];
  $('ledger').replaceChildren(...(relations.length
    ? [make('div.scroll', { tabindex: '0', role: 'region', 'aria-label': say('ledger') }, make('table', {},
      make('thead', {}, make('tr', {}, ...heads.map((h) => make('th', { scope: 'col' }, say(h))))),
      make('tbody', {}, ...drawn))), rest(relations, result.counts.relations)].filter(Boolean)
    : [make('p.dim', {}, say('noLedger'))]));
}

function drawUnread(doc) {
  const result = doc && doc.result;
  const notices = result ? result.check.notices : [];
  const unbound = result ? result.unbound : [];
  const remarks = notices.map((n) => make('li', {}, quote(n.message), ' ', make('small', {}, say('line', n.line))));
  const loose = unbound.map((f) => make('li', {}, placeButton(f)));
  const section = (title, kind, items) => [make('h3', {}, say(title)),
    items.length ? make(kind, {}, ...items) : make('p.dim', {}, say('noneUnread'))];
  $('unread').replaceChildren(...[...section('remarks', 'ul', remarks), ...section('unbound', 'ul.links', loose),
    result && rest(unbound, result.counts.unbound)].filter(Boolean));
}
