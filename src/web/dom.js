// The few things done to the tree of elements.  Text of documents enters it as
// text, never as markup.
const $ = (id) => document.getElementById(id);

// make('li.x', {title: ...}, child ...): an element; strings become text.
function make(kind, attributes = {}, ...children) {
  const [name, ...classes] = kind.split('.');
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (typeof value === 'boolean') element.toggleAttribute(key, value);
    else if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter((c) => c !== null && c !== undefined && c !== ''));
  return element;
}

// A text of the document outside of the document: controls and marks that turn
// the direction of writing are shown, not obeyed.
const harmful = /[\u0000-\u0008\u000b-\u001f\u007f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const plain = (text) => (text || '').replace(/\s*\n\s*/g, ' ')
  .replace(harmful, (c) => `\u27e8${c.codePointAt(0).toString(16).toUpperCase()}\u27e9`);
const quote = (text) => make('bdi', {}, plain(text));

const button = (text, onclick, attributes = {}) =>
  make('button', { type: 'button', onclick, ...attributes }, text);

// One of several buttons is chosen; arrows move between them.
function tablist(list, tabs, choose) {
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = tabs();
    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    next.focus();
    choose(next);
    event.preventDefault();
  });
}

// A message above the results until the next one; '' takes it away.
function tell(text) {
  $('message').textContent = text;
  $('message').hidden = !text;
}
