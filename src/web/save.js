// What can be taken home: files made here, of everything that is open.
const saving = (() => {
  function download(content, name, type) {
    const url = URL.createObjectURL(new Blob([content], { type }));
    const link = make('a', { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  function documents() {
    return desk.documents().map((doc) => ({
      name: doc.name,
      text: doc.bytes ? undefined : doc.text,
      bytes: doc.bytes,
      said: doc.result && review.any() ? doc.result.check.findings.flatMap((f) => review.said(doc.name, f)) : undefined,
    }));
  }

  async function report(view, format, name, type) {
    const { bytes } = await engine.ask({ task: 'report', view, format, documents: documents() });
    download(bytes, name, type);
  }

  // One table, every cell text: spreadsheets open it as it is.
  function table() {
    const heads = ['document', 'line', 'severity', 'rule', 'stated', 'computed', 'formula', 'suspect', 'review', 'reason'];
    const rows = desk.documents().flatMap((doc) => (doc.result ? doc.result.check.findings : []).map((f) => {
      const entry = review.find(doc.name, f.fingerprint) || { state: 'open', reason: '' };
      const suspect = f.diagnosis.length ? f.diagnosis[0].cause : '';
      return [doc.name, f.figures[0] ? f.figures[0].line : '', say(f.severity), `${f.rule} ${f.message}`, f.stated,
        f.computed, f.formula, suspect, say(entry.state === 'open' ? 'open_' : entry.state), entry.reason];
    }));
    const line = (cell, cells) => make('tr', {}, ...cells.map((c) => make(cell, {}, plain(String(c ?? '')))));
    const whole = make('table', { border: '1' }, make('thead', {}, line('th', heads.map((h) => say(h)))),
      make('tbody', {}, ...rows.map((r) => line('td', r))));
    return `<!DOCTYPE html>\n<html lang="${english ? 'en' : 'zh-CN'}"><head><meta charset="utf-8">`
      + '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
      + '<title>gouji</title><style>td{mso-number-format:"\\@";vertical-align:top}<\/style></head>\n'
      + `<body>${whole.outerHTML}</body></html>\n`;
  }

  const choices = [
    ['saveReview', () => {
      download(review.text(), 'gouji-review.json', 'application/json');
      review.saved();
    }],
    ['loadReview', () => reviewFile.click()],
    ['saveCsv', () => report('check', 'csv', 'gouji-findings.csv', 'text/csv')],
    ['saveTable', () => download(table(), 'gouji-findings.html', 'text/html')],
    ['saveJson', () => report('check', 'json', 'gouji-findings.json', 'application/json')],
    ['saveLedger', () => report('ledger', 'csv', 'gouji-ledger.csv', 'text/csv')],
    ['saveHtml', () => report('check', 'html', 'gouji-report.html', 'text/html')],
    ['print', () => print()],
  ];

  const reviewFile = make('input', {
    type: 'file', id: 'review-file', accept: '.json,application/json', hidden: true, tabindex: '-1',
    onchange: async (event) => {
      const [file] = event.target.files;
      event.target.value = '';
      if (file) await load(file.name, await file.text());
    },
  });
  document.body.append(reviewFile);

  async function load(name, json) {
    try {
      tell(say('loadedReview', review.load(json)));
      findings.draw();
      refresh(desk.current());
    } catch (error) {
      tell(say('badReview', name, error.message));
    }
  }

  function draw() {
    $('save-list').replaceChildren(...choices.map(([word, act]) => button(say(word), async () => {
      $('save').open = false;
      try {
        await act();
      } catch (error) {
        tell(error.message);
      }
    }, { id: word })));
  }

  addEventListener('click', (event) => {
    if (!$('save').contains(event.target)) $('save').open = false;
  });
  return { draw, load };
})();
