import { List, button, find, make } from './dom.mjs';

// What the far end can do, by direction and state of the call: the words of the API and of the buttons.
const called = { ring: 'Ring', answer: 'Answer', refuse: 'Refuse' };
const actions = {
  'outbound trying': called,
  'outbound ringing': { answer: 'Answer', refuse: 'Refuse' },
  'inbound ringing': { 'hang-up': 'Give up' },
};
const talking = { 'hang-up': 'Hang up', hold: 'Hold', resume: 'Resume', digits: 'Send digits' };

/** The calls, and what their far ends can be told to do. */
export class Calls {
  #api;
  #run;
  #list;
  #farEnds;

  constructor(api, run) {
    this.#api = api;
    this.#run = run;
    this.#list = new List(find('#calls'), ({ id }) => id, (call) => this.#item(call));
    this.#farEnds = new List(find('#far-ends'), ({ far_end: name }) => name, (farEnd) => this.#farEnd(farEnd));
    document.forms.place.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#run(() => this.#place(new FormData(document.forms.place)));
    });
  }

  draw({ calls, users, far_ends: farEnds }) {
    this.#list.draw(calls);
    this.#farEnds.draw(farEnds);
    const { to, far_end: from } = document.forms.place.elements;
    choices(to, users.map(({ user }) => user));
    choices(from, farEnds.map(({ far_end: name }) => name));
  }

  #place(form) {
    return this.#api.post('calls', Object.fromEntries([...form].filter(([, value]) => value !== '')));
  }

  #item(call) {
    const path = `calls/${encodeURIComponent(call.id)}`;
    const [left, right] = call.direction === 'inbound' ? [call.from_name ?? call.from, call.user] : [call.user, call.to];
    const offered = actions[`${call.direction} ${call.state}`] ?? talking;
    const state = call.held_by === null ? call.state : `held by ${call.held_by}`;
    const buttons = Object.entries(offered)
      .filter(([action]) => action !== 'hold' || !isHeldByFarEnd(call))
      .filter(([action]) => action !== 'resume' || isHeldByFarEnd(call))
      .map(([action, label]) => button(label, () => this.#run(() => this.#do(path, action)), action === 'answer' ? 'primary' : action === 'hang-up' || action === 'refuse' ? 'danger' : ''));
    return [
      make('div', { className: 'who' },
        make('b', { textContent: `${left} → ${right}` }), make('span', { className: `state ${call.state}`, textContent: state }),
        make('span', { textContent: `far end: ${call.far_end}` })),
      make('div', { className: 'buttons' }, ...buttons),
    ];
  }

  #do(path, action) {
    if (action !== 'digits') {
      return this.#api.post(`${path}/${action}`);
    }
    const digits = prompt('Digits that the far end sends', '1234#');
    return digits ? this.#api.post(`${path}/digits`, { digits }) : null;
  }

  #farEnd({ far_end: name, number, behaviour }) {
    const other = behaviour === 'answers' ? 'scripted' : 'answers';
    return [
      make('div', { className: 'who' }, make('b', { textContent: number }), make('span', { textContent: name }),
        make('span', { className: 'state', textContent: behaviour === 'answers' ? 'answers by itself' : 'waits to be told' })),
      button(other === 'answers' ? 'Let it answer by itself' : 'Let it wait', () =>
        this.#run(() => this.#api.post(`far-ends/${encodeURIComponent(name)}`, { behaviour: other }))),
    ];
  }
}

function isHeldByFarEnd({ held_by: by }) {
  return by === 'far end' || by === 'both';
}

/** Fills a select, and leaves it alone when it is filled already. */
export function choices(select, values) {
  if ([...select.options].map(({ value }) => value).join() !== values.join()) {
    select.replaceChildren(...values.map((value) => make('option', { value, textContent: value })));
  }
}
