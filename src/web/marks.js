// Which figure of the text carries which mark.
const ranks = ['none', 'idle', 'holds', 'notice', 'warning', 'error'];

// Figures with state, main (a finding is about it) and the findings it is in.
function markFigures(result, active) {
  const byPlace = new Map();
  const place = (figure) => `${figure.offset}+${figure.length}`;

  function raise(figure, state) {
    const key = place(figure);
    const mark = byPlace.get(key) || { figure, state: 'none', main: false, findings: [] };
    if (ranks.indexOf(state) > ranks.indexOf(mark.state)) mark.state = state;
    byPlace.set(key, mark);
    return mark;
  }

  for (const figure of result.read) raise(figure, figure.role ? 'idle' : 'none');
  for (const [offset, length] of result.holding) raise({ offset, length }, 'holds');
  result.check.findings.forEach((finding, i) => {
    finding.figures.forEach((figure, term) => {
      const mark = raise(figure, active(finding) ? finding.severity : 'idle');
      mark.findings.push(i);
      mark.main = mark.main || (term === 0 && active(finding));
    });
  });
  return [...byPlace.values()];
}

// Sorted by place in the text area, none within another.
function layMarks(marks, at) {
  const laid = marks.map((m) => ({
    ...m, start: at(m.figure.offset), end: at(m.figure.offset + m.figure.length),
  })).filter((m) => m.end > m.start);
  laid.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return laid.filter((m) => {
    if (m.start < end) return false;
    end = m.end;
    return true;
  });
}
