// The document in place: a text area, and below it the same text unseen, line
// for line, whose figures carry the marks.  Both break their lines alike.
const MARKED = 150000; // code units; a longer text is not marked
const MARKS = 20000; // figures marked, at most

// Where code points of the original text are in the text area, which knows LF only.
function indexer(original) {
  const shown = original.replace(/\r\n?/g, '\n');
  if (shown.length === original.length && !/[\ud800-\udbff]/.test(original)) {
    return { shown, at: (offset) => offset };
  }
  const map = new Uint32Array(original.length + 1);
  let point = 0;
  let unit = 0;
  for (let i = 0; i < original.length; i++) {
    map[point++] = unit;
    const code = original.charCodeAt(i);
    const next = original.charCodeAt(i + 1);
    if (code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
      i++;
      unit += 2;
    } else if (!(code === 13 && next === 10)) {
      unit++;
    }
  }
  map[point] = unit;
  return { shown, at: (offset) => map[Math.min(offset, point)] };
}

const sheet = (() => {
  const area = $('text');
  const layer = $('marks');
  let marks = []; // { start, end, state, main, findings }, by start, apart
  let elements = [];
  let before = ''; // the text that the marks belong to

  function draw() {
    const text = area.value;
    const pieces = document.createDocumentFragment();
    let from = 0;
    elements = [];
    if (text.length <= MARKED) {
      for (const mark of marks) {
        pieces.append(text.slice(from, mark.start));
        const element = document.createElement('span');
        element.className = `${mark.state}${mark.main ? ' main' : ''}${mark.chosen ? ' chosen' : ''}`;
        element.textContent = text.slice(mark.start, mark.end);
        elements.push(element);
        pieces.append(element);
        from = mark.end;
      }
      pieces.append(text.slice(from));
    }
    // A last line end shows only if something follows it.
    pieces.append('\u200b');
    layer.replaceChildren(pieces);
    sheetHeight(text);
  }

  // Without marks the text area makes its own height.
  function sheetHeight(text) {
    const long = text.length > MARKED;
    document.body.classList.toggle('long', long);
    $('sheet').classList.toggle('blank', text === '');
  }

  // An edit moves the marks behind it and takes those that it touches.
  function edited() {
    const text = area.value;
    const most = Math.min(text.length, before.length);
    let head = 0;
    while (head < most && text[head] === before[head]) head++;
    let tail = 0;
    while (tail < most - head && text[text.length - 1 - tail] === before[before.length - 1 - tail]) tail++;
    const gone = before.length - tail;
    const shift = text.length - before.length;
    marks = marks.filter((m) => m.end <= head || m.start >= gone)
      .map((m) => (m.start >= gone && gone >= head && m.end > head
        ? { ...m, start: m.start + shift, end: m.end + shift } : m));
    before = text;
    draw();
  }

  function show(text) {
    if (area.value !== text) area.value = text;
    before = area.value;
    marks = [];
    draw();
  }

  function mark(next) {
    marks = next.slice(0, MARKS);
    before = area.value;
    draw();
  }

  // The first mark that ends behind the place, by halves.
  function indexAt(place) {
    let low = 0;
    let high = marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle].end <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function markAt(place) {
    const m = marks[indexAt(place)] || marks[indexAt(place - 1)];
    return m && m.start <= place && place <= m.end ? m : null;
  }

  function choose(chosen) {
    marks.forEach((m, i) => {
      m.chosen = chosen(m);
      if (elements[i]) elements[i].classList.toggle('chosen', m.chosen);
    });
  }

  // Selects a stretch and brings it into view.
  function reveal(start, end, focus) {
    if (focus) area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    const element = elements[indexAt(start)];
    const paper = $('paper');
    if (element && marks[indexAt(start)].start <= start) {
      const box = element.getBoundingClientRect();
      const frame = paper.getBoundingClientRect();
      if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) {
        paper.scrollTop += box.top - frame.top - frame.height / 3;
      }
      paper.scrollIntoView({ block: 'nearest' });
    } else {
      // Blur and focus make the browser scroll to the selection.
      area.blur();
      area.focus();
    }
  }

  return { area, show, edited, mark, markAt, choose, reveal };
})();
