/** What a call may be asked to do in each state that the page shows, with the words on its buttons. */
const buttonsOf = {
  incoming: { answer: 'Answer', reject: 'Decline' },
  trying: { hangUp: 'Hang up' },
  ringing: { hangUp: 'Hang up' },
  active: { hangUp: 'Hang up', hold: 'Hold', mute: 'Mute', transfer: 'Transfer', consult: 'Consult', complete: 'Join' },
  held: { hangUp: 'Hang up', resume: 'Resume', transfer: 'Transfer' },
};

/** The calls of one phone, as its events tell them. */
export class CallList {
  #list;
  #press;
  #calls = new Map();
  #dialled = '';

  /**
   * @param {HTMLUListElement} list
   * @param {((action: string, callId: string) => void) | null} press null for a list that is only looked at
   */
  constructor(list, press) {
    this.#list = list;
    this.#press = press;
  }

  /** What was dialled last: the next call that begins is to there. */
  dialled(to) {
    this.#dialled = to;
  }

  /** Somebody can hear what is said. */
  get isTalking() {
    return [...this.#calls.values()].some(({ state }) => state === 'active');
  }

  /** Takes an event of the phone. */
  take(event, args) {
    const call = this.#calls.get(args.call_id);
    switch (event) {
      case 'incoming':
        this.#calls.set(args.call_id, { who: args.from_name ? `${args.from_name} · ${args.from}` : args.from, state: 'incoming' });
        break;
      case 'trying':
        this.#calls.set(args.call_id, { who: this.#dialled || args.call_id, state: 'trying' });
        break;
      case 'answered':
        this.#calls.set(args.call_id, { ...(call ?? { who: args.call_id }), state: 'active' });
        break;
      case 'ringing':
      case 'held':
        this.#calls.set(args.call_id, { ...call, state: event, by: args.held_by });
        break;
      case 'resumed':
        this.#calls.set(args.call_id, { ...call, state: 'active' });
        break;
      case 'ended':
        this.#calls.delete(args.call_id);
        break;
      default:
        return;
    }
    this.#draw();
  }

  /** The phone is gone. */
  clear() {
    this.#calls.clear();
    this.#draw();
  }

  #draw() {
    this.#list.replaceChildren(...[...this.#calls].map(([id, call]) => this.#entry(id, call)));
  }

  #entry(id, call) {
    const entry = document.createElement('li');
    const who = document.createElement('div');
    const state = document.createElement('div');
    who.className = 'who';
    who.textContent = call.who;
    state.className = 'state';
    state.textContent = call.state === 'held' && call.by === 'remote' ? 'held by the far end' : call.state;
    entry.append(who, state);
    if (this.#press !== null) {
      entry.append(this.#buttons(id, call));
    }
    return entry;
  }

  #buttons(id, call) {
    const row = document.createElement('div');
    row.className = 'buttons';
    for (const [action, label] of Object.entries(buttonsOf[call.state])) {
      if (action === 'resume' && call.by === 'remote') {
        // Whoever holds takes it back.
        continue;
      }
      const button = document.createElement('button');
      const isMute = action === 'mute';
      button.type = 'button';
      button.textContent = isMute && call.isMuted ? 'Unmute' : label;
      button.className = { answer: 'primary', reject: 'danger', hangUp: 'danger' }[action] ?? '';
      button.addEventListener('click', () => {
        if (isMute) {
          call.isMuted = !call.isMuted;
          this.#draw();
        }
        this.#press(isMute && !call.isMuted ? 'unmute' : action, id);
      });
      row.append(button);
    }
    return row;
  }
}
