import { List, button, find, make } from './dom.mjs';

const faults = ['drop', 'cut', 'stall', 'restore', 'delay', 'corrupt', 'half-open'];

/** The open sockets, and what can happen to their network. */
export class Sessions {
  #api;
  #run;
  #list;
  #chosen = new Map();
  #isBlocked = false;

  constructor(api, run) {
    this.#api = api;
    this.#run = run;
    this.#list = new List(find('#sessions'), ({ id }) => id, (session) => this.#item(session));
    find('#block').addEventListener('click', () =>
      run(() => api.post('network', { new_connections: this.#isBlocked ? 'allowed' : 'blocked' })));
    find('#drain').addEventListener('click', () => run(() => api.post('going-away')));
  }

  draw({ sessions, new_connections: connections }) {
    this.#list.draw(sessions);
    this.#isBlocked = connections === 'blocked';
    find('#block').setAttribute('aria-pressed', String(this.#isBlocked));
    find('#block').textContent = this.#isBlocked ? 'New connections are blocked' : 'Block new connections';
  }

  #item(session) {
    const by = make('input', { value: '500ms', 'aria-label': 'Delay by', 'data-key': 'by' });
    const select = make('select', { 'aria-label': `Fault for ${session.lane}`, 'data-key': 'fault' },
      ...faults.map((fault) => make('option', { value: fault, textContent: fault })));
    const show = () => {
      this.#chosen.set(session.id, select.value);
      by.hidden = select.value !== 'delay';
    };
    select.value = this.#chosen.get(session.id) ?? 'drop';
    select.addEventListener('change', show);
    show();
    const happen = () => this.#run(() => this.#api.post(
      `sessions/${encodeURIComponent(session.id)}/faults`, select.value === 'delay' ? { fault: 'delay', by: by.value } : { fault: select.value }));
    const troubles = [session.stalled && 'stalled', session.half_open && 'half-open', session.revoked && 'revoked'].filter(Boolean);
    return [
      make('div', { className: 'who' },
        make('b', { textContent: session.lane }), make('span', { textContent: session.id }),
        make('span', { className: troubles.length > 0 ? 'state bad' : 'state', textContent: troubles.join(', ') || session.state })),
      make('div', { className: 'fault' }, select, by, button('Let it happen', happen, 'danger')),
    ];
  }
}
