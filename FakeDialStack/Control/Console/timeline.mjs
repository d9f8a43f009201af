import { find } from './dom.mjs';
import { createLadder } from './ladder.mjs';

// More than anybody scrolls through; older ones are in GET /control/transcript.
const most = 1500;
const kept = 750;

/** What happens, as a ladder: newest below. */
export class Timeline {
  #ladder = createLadder(find('#ladder'), { lanes: ['client', 'server', 'caller', 'backend'], onSelect: (entry) => this.#show(entry) });
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
  }

  add(entries) {
    if (this.#waiting !== null) {
      this.#waiting.push(...entries);
      return;
    }
    this.#entries.push(...entries);
    if (this.#entries.length > most) {
      this.#entries = this.#entries.slice(-kept);
      this.#redraw();
    } else {
      this.#draw(entries);
    }
  }

  clear() {
    this.#entries = [];
    this.#redraw();
    find('#entry').hidden = true;
  }

  #redraw() {
    this.#ladder.clear();
    this.#draw(this.#entries);
  }

  #draw(entries) {
    const place = find('#ladder');
    const follows = place.scrollHeight - place.scrollTop - place.clientHeight < 40;
    const shown = find('#pings').checked ? entries : entries.filter(({ name }) => name !== 'ws.ping' && name !== 'ws.pong');
    if (shown.length > 0) {
      this.#ladder.add(shown);
      if (follows) {
        place.scrollTop = place.scrollHeight;
      }
    }
  }

  #show(entry) {
    const { from, to, name, at, fields, marks } = entry;
    const detail = find('#entry');
    detail.hidden = false;
    detail.textContent = [`${(at / 1000).toFixed(3)} s  ${from} → ${to}  ${name}`, ...marks, JSON.stringify(fields ?? {}, null, 2).replaceAll('\\r\\n', '\n    ')].join('\n');
  }
}
