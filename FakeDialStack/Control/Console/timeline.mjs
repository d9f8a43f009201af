import { find } from './dom.mjs';
import { createLadder } from './ladder.mjs';

// More than anybody scrolls through; older ones are in GET /control/transcript.
const most = 1500;
const kept = 750;
const nearTheEnd = 60;
const consumedBy = 'consumed by: ';
const anybody = 'client';

/** What happens, as a ladder: newest below. */
export class Timeline {
  #place = find('#ladder');
  #ladder = null;
  #entries = [];
  #drawnLanes = '';
  #width = 0;
  #waiting = null;

  constructor() {
    const pause = find('#pause');
    pause.addEventListener('click', () => {
      const isPaused = this.#waiting === null;
      const missed = this.#waiting ?? [];
      this.#waiting = isPaused ? [] : null;
      pause.setAttribute('aria-pressed', String(isPaused));
      pause.textContent = isPaused ? 'Go on' : 'Pause';
      this.add(missed);
    });
    find('#clear').addEventListener('click', () => this.clear());
    find('#pings').addEventListener('change', () => this.#redraw());
    // The distance of the lanes depends on the room that there is.
    new ResizeObserver(() => {
      if (this.#place.clientWidth !== this.#width) {
        this.#redraw();
      }
    }).observe(this.#place);
    this.#redraw();
  }

  add(entries) {
    if (this.#waiting !== null) {
      this.#waiting = [...this.#waiting, ...entries].slice(-most);
      return;
    }
    const added = entries.map(forLadder);
    const isRenamed = added.map((entry) => {
      this.#entries.push(entry);
      return this.#claim(entry);
    }).includes(true);
    const isFull = this.#entries.length > most;
    if (isFull) {
      this.#entries = this.#entries.slice(-kept);
    }
    if (isFull || isRenamed || this.#lanes().join() !== this.#drawnLanes) {
      this.#redraw();
    } else {
      this.#follow(() => this.#draw(added));
    }
  }

  clear() {
    this.#entries = [];
    this.#redraw();
    find('#entry').hidden = true;
  }

  // A socket opens as anybody's, and says later whose it is: its beginning belongs to the same lane.
  #claim({ name, from, to, marks }) {
    const socket = marks.find((mark) => mark.startsWith('socket '));
    const lane = from === 'server' ? to : from;
    if (socket === undefined || lane === anybody || name === 'ws.open') {
      return false;
    }
    const at = this.#entries.findLastIndex((entry) => entry.name === 'ws.open' && entry.from === anybody && entry.marks.includes(socket));
    if (at >= 0) {
      this.#entries[at] = { ...this.#entries[at], from: lane };
    }
    return at >= 0;
  }

  // Clients stand at the left of the server, far ends and the backend at its right, whoever came first.
  #lanes() {
    const ranks = new Map([['server', 2]]);
    for (const { kind, from, to } of this.#entries) {
      for (const lane of kind === 'fault' ? [to] : [from, to]) {
        if (!ranks.has(lane)) {
          ranks.set(lane, kind === 'pstn' ? 3 : lane === 'backend' ? 4 : 1);
        }
      }
    }
    return [...ranks].sort(([a, first], [b, second]) => first - second || a.localeCompare(b)).map(([lane]) => lane);
  }

  #redraw() {
    this.#follow(() => {
      const lanes = this.#lanes();
      this.#drawnLanes = lanes.join();
      this.#width = this.#place.clientWidth;
      this.#ladder = createLadder(this.#place, { lanes, onSelect: show, label: 'What happens' });
      this.#draw(this.#entries);
    });
  }

  #draw(entries) {
    const shown = find('#pings').checked ? entries : entries.filter(({ name }) => name !== 'ws.ping' && name !== 'ws.pong');
    // Asked to add nothing, a ladder still draws its parties.
    this.#ladder.add(shown);
  }

  // Whoever looks at the end goes on to see it; whoever has scrolled up stays there.
  #follow(draw) {
    const before = this.#place.firstElementChild;
    const stays = before !== null && before.scrollHeight - before.scrollTop - before.clientHeight > nearTheEnd;
    const top = before?.scrollTop ?? 0;
    draw();
    const now = this.#place.firstElementChild;
    now.scrollTop = stays ? top : now.scrollHeight;
  }
}

function forLadder(entry) {
  const rule = entry.marks.find((mark) => mark.startsWith(consumedBy));
  return rule === undefined ? entry : { ...entry, consumedBy: rule.slice(consumedBy.length) };
}

function show({ from, to, name, at, fields, marks }) {
  const detail = find('#entry');
  detail.hidden = false;
  detail.textContent = [`${(at / 1000).toFixed(3)} s  ${from} → ${to}  ${name}`, ...marks, JSON.stringify(fields ?? {}, null, 2).replaceAll('\\r\\n', '\n    ')].join('\n');
}
