import { find } from './dom.mjs';
import { createLadder } from './ladder.mjs';

// More than anybody scrolls through; older ones are in GET /control/transcript.
const most = 1500;
const kept = 750;
const nearTheEnd = 60;
const consumedBy = 'consumed by: ';

/** What happens, as a ladder: newest below. */
export class Timeline {
  #place = find('#ladder');
  #ladder = null;
  #lanes = new Map([['server', 2]]);
  #entries = [];
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
    this.#redraw();
  }

  add(entries) {
    if (this.#waiting !== null) {
      this.#waiting = [...this.#waiting, ...entries].slice(-most);
      return;
    }
    const before = this.#lanes.size;
    entries.forEach((entry) => this.#seat(entry));
    this.#entries.push(...entries.map(forLadder));
    if (this.#entries.length > most) {
      this.#entries = this.#entries.slice(-kept);
      this.#redraw();
    } else if (this.#lanes.size > before) {
      this.#redraw();
    } else {
      this.#follow(() => this.#draw(entries.map(forLadder)));
    }
  }

  clear() {
    this.#entries = [];
    this.#redraw();
    find('#entry').hidden = true;
  }

  // Clients stand at the left of the server, far ends and the backend at its right, whoever came first.
  #seat({ kind, from, to }) {
    for (const lane of kind === 'fault' ? [to] : [from, to]) {
      if (!this.#lanes.has(lane)) {
        const rank = lane === 'client' ? 0 : kind === 'pstn' ? 3 : lane === 'backend' ? 4 : 1;
        this.#lanes.set(lane, rank);
      }
    }
  }

  #redraw() {
    this.#follow(() => {
      const lanes = [...this.#lanes].sort(([a, first], [b, second]) => first - second || a.localeCompare(b)).map(([lane]) => lane);
      this.#ladder = createLadder(this.#place, { lanes, onSelect: (entry) => show(entry), label: 'What happens' });
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
