'use strict';
// Filter and sort; all there is to read stands in the page without it.
(() => {
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  // Tables that say so get heads that sort.
  for (const table of all(document, 'table[data-sort]')) {
    const body = table.tBodies[0];
    all(table, 'thead th').forEach((th, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...th.childNodes);
      th.append(button);
      th.setAttribute('aria-sort', 'none');
      const numeric = th.classList.contains('num');
      button.addEventListener('click', () => {
        const was = th.getAttribute('aria-sort');
        const down = was === 'none' ? numeric : was === 'ascending';
        const key = (tr) => tr.cells[column].dataset.key || tr.cells[column].textContent;
        const order = numeric
          ? (a, b) => Number(key(a)) - Number(key(b))
          : (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
        const rows = Array.from(body.rows);
        rows.sort((a, b) => (down ? order(b, a) : order(a, b))
          || Number(a.dataset.at) - Number(b.dataset.at));
        body.append(...rows);
        all(table, 'thead th').forEach((other) => other.setAttribute('aria-sort', 'none'));
        th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      });
    });
  }

  // Tools act on the table that they name: words, one of a list, boxes.
  for (const tools of all(document, '.tools')) {
    const rows = Array.from(document.getElementById(tools.dataset.for).tBodies[0].rows);
    const words = tools.querySelector('input[type=search]');
    const choice = tools.querySelector('select');
    const boxes = all(tools, 'input[type=checkbox]');
    const shown = tools.querySelector('output');
    const apply = () => {
      const wanted = words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const kinds = boxes.filter((box) => box.checked).map((box) => box.value);
      let n = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        const has = (row.dataset.has || '').split(' ');
        const show = wanted.every((word) => text.includes(word))
          && (!choice || !choice.value || has.includes(choice.value))
          && (kinds.length === 0 || kinds.some((kind) => has.includes(kind)));
        row.hidden = !show;
        n += show ? 1 : 0;
      }
      shown.textContent = `${n} / ${rows.length}`;
    };
    for (const control of [words, choice, ...boxes]) {
      if (control) control.addEventListener('input', apply);
    }
    tools.hidden = false;
    apply();
  }

  // What a link leads to may stand in a part that is closed.
  const reveal = () => {
    const at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let up = at; up; up = up.parentElement) {
      if (up.tagName === 'DETAILS') up.open = true;
    }
    if (at) at.scrollIntoView({ block: 'center' });
  };
  addEventListener('hashchange', reveal);
  if (location.hash) reveal();

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.activeElement.closest('.f')) {
      document.activeElement.blur();
    }
  });
  addEventListener('beforeprint', () => {
    for (const part of all(document, 'details')) part.open = true;
  });
})();
