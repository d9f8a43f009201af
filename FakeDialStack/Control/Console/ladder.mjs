// Draws a transcript as telephony engineers do: a vertical line per party, an arrow per entry, time at the left.
// The page that uses it brings ladder.css along. Entries are appended in chunks, so a live run of thousands stays cheap.
//
//   const ladder = createLadder(container, { lanes: ['app', 'laptop', 'server'], onSelect: entry => … });
//   ladder.add([{ number: 0, at: 0, kind: 'action', from: 'app', to: 'laptop', name: 'connect', details: '', marks: [] }]);
//
// Options: lanes, the parties known so far, from left to right; onSelect(entry), called when a reader picks an arrow;
// clockMoves, [{ before, at, byMs }], where the scenario lets time pass; detail, false to leave the text at the right out;
// label, what a screen reader calls the list. Times are milliseconds.

const CHUNK = 100;
const ROW = 34;
const PAUSE_ROW = 26;
const PAUSE_MS = 1000;
const CHARACTER = 7.3;
const NARROWEST = 104;
const WIDEST = 216;
const MARGIN = 36;
const TIMES = 104;
const LINE = 24;

// Asked of the parser, so that a page with this script inside names no URL.
const SVG = new DOMParser().parseFromString('<svg></svg>', 'text/html').querySelector('svg').namespaceURI;

/** Draws into the container; what was in there is replaced. */
export function createLadder(container, { lanes = [], onSelect = () => {}, clockMoves = [], detail = true, label = 'Ladder diagram' } = {}) {
  const rows = [];
  const byNumber = new Map();
  let known = [...lanes];
  let pending = [...clockMoves];
  let entries = [];
  let plan = null;
  let chunk = null;
  let last = null;
  let selected = null;
  let marked = null;

  const box = html('div', 'ladder');
  const head = html('div', 'ladder-head');
  const body = html('div', 'ladder-body');
  head.setAttribute('aria-hidden', 'true');
  body.setAttribute('role', 'group');
  body.setAttribute('aria-label', label);
  box.append(head, body);
  container.replaceChildren(box);
  body.addEventListener('keydown', onKey);
  body.addEventListener('click', event => pick(rowOf(event.target)));
  body.addEventListener('focusin', event => rove(rowOf(event.target)));
  new ResizeObserver(refit).observe(container);

  function add(more) {
    entries = entries.concat(more);
    const strangers = [...new Set(more.flatMap(partiesOf))].filter(party => !known.includes(party));
    known.push(...strangers);
    if (!plan || strangers.length > 0) {
      redraw();
    } else {
      append(more);
    }
  }

  // A new party moves every arrow, which happens a few times in a run at most.
  function redraw() {
    const focused = rowOf(document.activeElement)?.entry.number;
    body.replaceChildren();
    rows.length = 0;
    byNumber.clear();
    chunk = last = null;
    pending = [...clockMoves];
    plan = planOf(known, entries, container.clientWidth);
    drawHead(head, plan);
    append(entries);
    if (focused !== undefined) {
      byNumber.get(focused)?.button.focus({ preventScroll: true });
    }
    reveal(byNumber.get(selected ?? marked), 0.6);
  }

  // Out of sight there is no width to fit to.
  function refit() {
    if (plan && container.clientWidth > 0 && planOf(known, entries, container.clientWidth).gap !== plan.gap) {
      redraw();
    }
  }

  function append(more) {
    for (const entry of more) {
      const moved = passes(entry.number);
      if (last && !moved && entry.at - last.at >= PAUSE_MS) {
        place(pauseRow(`+${duration(entry.at - last.at)}`, plan), PAUSE_ROW);
      }
      const button = entryRow(entry, plan, last?.at !== entry.at, detail);
      const row = { entry, button };
      button.ladderRow = row;
      button.tabIndex = rows.length === 0 ? 0 : -1;
      rows.push(row);
      byNumber.set(entry.number, row);
      place(button, ROW);
      decorate(row);
      last = entry;
    }
    passes(last ? last.number + 1 : 0);
  }

  // Draws the clock moves that lie before this number.
  function passes(number) {
    let any = false;
    while (pending.length > 0 && pending[0].before <= number) {
      const move = pending.shift();
      place(pauseRow(`the scenario lets ${duration(move.byMs)} pass`, plan, move.at === last?.at ? '' : duration(move.at)), PAUSE_ROW);
      any = true;
    }
    return any;
  }

  function place(content, height) {
    if (!chunk || chunk.list.childElementCount >= CHUNK) {
      chunk = { list: html('ol', 'ladder-chunk'), height: 0, first: rows.length };
      chunk.list.setAttribute('role', 'list');
      chunk.list.append(lifelines(plan));
      body.append(chunk.list);
    }
    const item = html('li', content.localName === 'button' ? 'ladder-item' : 'ladder-item ladder-pause');
    item.append(content);
    chunk.list.append(item);
    chunk.height += height;
    chunk.list.style.setProperty('contain-intrinsic-size', `auto ${Math.round(plan.width)}px auto ${chunk.height}px`);
  }

  function decorate({ entry, button }) {
    const [isSelected, isMarked] = [entry.number === selected, entry.number === marked];
    button.classList.toggle('ladder-selected', isSelected);
    button.classList.toggle('ladder-marked', isMarked);
    button.setAttribute('aria-pressed', String(isSelected));
    button.firstChild.textContent = (isMarked ? 'Failing here. ' : '') + sentence(entry);
  }

  function choose(number, what) {
    const before = what === 'mark' ? marked : selected;
    if (what === 'mark') {
      marked = number;
    } else {
      selected = number;
    }
    for (const row of [byNumber.get(before), byNumber.get(number)]) {
      if (row) {
        decorate(row);
      }
    }
  }

  function pick(row) {
    if (row) {
      choose(row.entry.number, 'select');
      rove(row);
      onSelect(row.entry);
    }
  }

  // One arrow is in the tab order: the one that was visited last.
  function rove(row) {
    if (!row || row.button.tabIndex === 0) {
      return;
    }
    for (const other of body.querySelectorAll('button[tabindex="0"]')) {
      other.tabIndex = -1;
    }
    row.button.tabIndex = 0;
  }

  // Scrolls the diagram, and not the page around it, unless the row is in sight.
  function reveal(row, share) {
    if (row) {
      const [outer, inner] = [box.getBoundingClientRect(), row.button.getBoundingClientRect()];
      if (inner.top < outer.top + head.offsetHeight || inner.bottom > outer.bottom) {
        box.scrollTop += inner.top - outer.top - outer.height * share;
      }
    }
  }

  function onKey(event) {
    const at = rows.indexOf(rowOf(event.target));
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: rows.length - 1 };
    if (at < 0 || !(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    rows[Math.min(Math.max(steps[event.key], 0), rows.length - 1)].button.focus();
  }

  return {
    /** Appends entries, in order. */
    add,
    /** Takes everything out; the parties stay. */
    clear() {
      entries = [];
      selected = marked = null;
      redraw();
    },
    /** Shows an entry as the selected one, scrolls to it and tells onSelect. */
    select(number) {
      const row = byNumber.get(number);
      pick(row);
      reveal(row, 0.5);
    },
    /** Marks the entry that a failure is about; null takes the mark away. */
    mark(number) {
      choose(number, 'mark');
      reveal(byNumber.get(number), 0.7);
    },
  };
}

/** Milliseconds as people write them: `1h 2m 3.5s`. */
export function duration(ms) {
  const [hours, minutes, seconds] = [Math.floor(ms / 3600000), Math.floor(ms / 60000) % 60, Math.round(ms % 60000) / 1000];
  const parts = [hours ? `${hours}h` : '', minutes ? `${minutes}m` : '', seconds || (!hours && !minutes) ? `${seconds}s` : ''];
  return parts.filter(Boolean).join(' ');
}

const rowOf = element => element?.closest?.('.ladder-row')?.ladderRow;

// The network is no party: its faults are drawn on the line of whom they hit.
const partiesOf = entry => (entry.kind === 'fault' ? [entry.to] : [entry.from, entry.to]);

const isArrow = entry => entry.kind !== 'fault' && entry.kind !== 'rule' && entry.from !== entry.to;

// Wide enough for the names between neighbours, as far as there is room for all parties.
function planOf(lanes, entries, room) {
  const neighbours = entries.filter(entry => isArrow(entry) && Math.abs(lanes.indexOf(entry.from) - lanes.indexOf(entry.to)) === 1);
  const longest = neighbours.reduce((most, entry) => Math.max(most, entry.name.length), 0);
  const fitting = room > 0 ? (room - TIMES - MARGIN * 2) / Math.max(lanes.length - 1, 1) : WIDEST;
  const gap = Math.max(Math.floor(Math.min(longest * CHARACTER + 30, fitting, WIDEST)), NARROWEST);
  return { lanes, gap, width: MARGIN * 2 + gap * Math.max(lanes.length - 1, 0), x: party => MARGIN + gap * lanes.indexOf(party) };
}

function drawHead(head, plan) {
  const names = html('span', 'ladder-parties');
  names.style.setProperty('--ladder-width', `${plan.width}px`);
  for (const lane of plan.lanes) {
    const name = html('span', 'ladder-party', fit(lane, plan.gap));
    name.title = lane;
    name.style.setProperty('left', `${plan.x(lane)}px`);
    names.append(name);
  }
  head.replaceChildren(html('span', 'ladder-time', 'time'), names);
}

// Once a chunk and not once a row: an arrow costs a handful of elements.
function lifelines(plan) {
  const lines = svg('svg', { class: 'ladder-lifelines', width: plan.width, height: '100%', 'aria-hidden': 'true' });
  for (const lane of plan.lanes) {
    lines.append(svg('line', { x1: plan.x(lane), x2: plan.x(lane), y1: 0, y2: '100%' }));
  }
  const item = html('li', 'ladder-behind');
  item.setAttribute('role', 'presentation');
  item.append(lines);
  return item;
}

function pauseRow(text, plan, time = '') {
  const row = html('span', 'ladder-gap');
  const words = html('span', 'ladder-gap-words', text);
  words.style.setProperty('--ladder-width', `${plan.width}px`);
  row.append(html('span', 'ladder-time', time), words);
  return row;
}

function entryRow(entry, plan, showsTime, detail) {
  const row = html('button', `ladder-row ladder-${entry.kind}`);
  row.type = 'button';
  const picture = svg('svg', { class: 'ladder-arrow', width: plan.width, height: ROW, 'aria-hidden': 'true' });
  draw(entry, plan, picture);
  // The first child says in words what the picture shows, and what is shown beside it only when it is.
  row.append(html('span', 'ladder-words'), hidden(html('span', 'ladder-time', showsTime ? duration(entry.at) : '')), picture);
  row.append(html('span', detail ? 'ladder-details' : 'ladder-words', rest(entry)));
  return row;
}

function draw(entry, plan, picture) {
  if (entry.kind === 'fault') {
    drawFault(entry, plan, picture);
  } else if (entry.kind === 'rule') {
    drawNote(entry, plan, picture);
  } else if (entry.from === entry.to) {
    drawLoop(entry, plan, picture);
  } else {
    drawArrow(entry, plan, picture);
  }
}

function drawArrow(entry, plan, picture) {
  const [from, to] = [plan.x(entry.from), plan.x(entry.to)];
  const way = Math.sign(to - from);
  // What a rule took never arrives.
  const end = entry.consumedBy ? from + (to - from) * 0.78 : to - way * 2;
  const shaft = entry.injected ? [-1.75, 1.75] : [0];
  for (const off of shaft) {
    picture.append(svg('line', { class: 'ladder-shaft', x1: from, x2: end - way * 5, y1: LINE + off, y2: LINE + off }));
  }
  picture.append(entry.consumedBy
    ? svg('path', { class: 'ladder-stop', d: `M${end - 5} ${LINE - 5}l10 10m0 -10l-10 10` })
    : svg('path', { class: 'ladder-tip', d: `M${end} ${LINE}l${-way * 9} -4.5v9z` }));
  picture.append(text(fit(entry.name, Math.abs(to - from) - 12), (from + to) / 2, LINE - 8, 'middle'));
}

function drawLoop(entry, plan, picture) {
  const x = plan.x(entry.from);
  picture.append(
    svg('path', { class: 'ladder-shaft', d: `M${x} 10h18v14h-11` }),
    svg('path', { class: 'ladder-tip', d: `M${x + 2} ${LINE}l9 -4.5v9z` }));
  picture.append(beside(entry.name, x, 24, plan));
}

function drawFault(entry, plan, picture) {
  const x = plan.x(entry.to);
  picture.append(svg('path', { class: 'ladder-cross', d: `M${x - 8} 9l16 16m0 -16l-16 16` }));
  picture.append(beside(`${entry.from} ${entry.name}`, x, 14, plan));
}

function drawNote(entry, plan, picture) {
  const name = fit(entry.name, plan.gap * 1.6);
  const width = name.length * CHARACTER + 16;
  const left = Math.min(Math.max(plan.x(entry.from) - width / 2, 1), plan.width - width - 1);
  picture.append(svg('rect', { class: 'ladder-note', x: left, y: 6, width, height: 22, rx: 3 }), text(name, left + width / 2, 21, 'middle'));
}

// To the right of a line, or to the left where the picture ends.
function beside(name, x, off, plan) {
  const room = Math.max(plan.width - x - off, x - off);
  return plan.width - x - off >= Math.min(name.length * CHARACTER, room)
    ? text(fit(name, plan.width - x - off), x + off, 21, 'start')
    : text(fit(name, x - off), x - off, 21, 'end');
}

function fit(words, room) {
  const most = Math.max(Math.floor(room / CHARACTER), 3);
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}

const rest = entry => [entry.details, ...(entry.marks ?? []).map(mark => `[${mark}]`)].filter(Boolean).join(' ');

// What the picture says, in words.
function sentence(entry) {
  const way = entry.kind === 'fault' ? `${entry.from} ${entry.name} ${entry.to}`
    : entry.kind === 'rule' ? `rule of ${entry.from}: ${entry.name}`
    : `${entry.from} to ${entry.to}, ${entry.kind} ${entry.name}`;
  const parts = [`${duration(entry.at)}: ${way}`];
  if (entry.injected) {
    parts.push('injected by the scenario');
  }
  if (entry.consumedBy) {
    parts.push(`taken by the rule: ${entry.consumedBy}`);
  }
  return `${parts.join('. ')}. `;
}

function hidden(element) {
  element.setAttribute('aria-hidden', 'true');
  return element;
}

function html(tag, name, words = '') {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = words;
  return element;
}

function svg(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
  return element;
}

function text(words, x, y, anchor) {
  const label = svg('text', { x, y, 'text-anchor': anchor });
  label.textContent = words;
  return label;
}
