import { Softphone } from '../softphone/softphone.mjs';
import { CallList } from './call-list.mjs';
import { words } from './log-view.mjs';
import { playRemote } from './speaker.mjs';
import { Tones } from './tones.mjs';

const prefix = 'softphone.';

/** The storage of the browser, under names of our own. */
const storage = {
  getItem: (key) => localStorage.getItem(prefix + key),
  setItem: (key, value) => localStorage.setItem(prefix + key, value),
  removeItem: (key) => localStorage.removeItem(prefix + key),
};

const states = {
  connected: 'connected', reconnected: 'connected', reconnecting: 'reconnecting…', disconnected: 'off',
};

/** The phone for a person: forms, buttons, tones. */
export class ByHand {
  #log;
  #status;
  #faults;
  #calls;
  #tones = new Tones();
  #softphone = null;
  #base = null;
  #ringing = new Set();

  /**
   * @param {import('./log-view.mjs').LogView} log
   * @param {HTMLElement} status
   * @param {readonly import('../softphone/faults.mjs').Fault[]} faults
   */
  constructor(log, status, faults) {
    this.#log = log;
    this.#status = status;
    this.#faults = faults;
    this.#calls = new CallList(document.querySelector('#calls'), (action, callId) => this.#press(action, callId));
  }

  start() {
    const account = document.forms.account;
    const dial = document.forms.dial;
    document.querySelector('#by-hand').hidden = false;
    account.elements.base.value = storage.getItem('base') ?? '';
    account.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#connect(account.elements.base.value, account.elements.token.value.trim());
    });
    account.elements.disconnect.addEventListener('click', () => this.#softphone?.life.disconnect());
    dial.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#dial(dial.elements.to.value);
    });
    addEventListener('online', () => this.#softphone?.life.networkUp());
    addEventListener('pagehide', () => this.#softphone?.dispose());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') {
        this.#softphone?.life.foreground();
      }
    });
    // A page that is loaded again in the middle of a call gets the call back.
    if (storage.getItem('online') === 'true' && account.elements.base.value) {
      this.#use(account.elements.base.value);
      this.#softphone.life.connect();
    }
  }

  #connect(base, token) {
    this.#use(base);
    this.#softphone.life.signIn(token || null);
  }

  // One phone for each server that was named.
  #use(base) {
    this.#status.textContent = 'connecting…';
    if (base !== this.#base) {
      this.#softphone?.dispose();
      this.#calls.clear();
      this.#base = base;
      storage.setItem('base', base);
      this.#softphone = new Softphone({
        restBase: base, storage, playRemote, faults: this.#faults, tell: (event, args) => this.#told(event, args),
      });
    }
  }

  #dial(to) {
    if (this.#softphone === null) {
      this.#log.add('connect first', 'error');
      return;
    }
    this.#calls.dialled(to);
    this.#softphone.life.call(to);
  }

  #press(action, callId) {
    const phone = this.#softphone.life;
    switch (action) {
      case 'answer':
        phone.answer(callId);
        break;
      case 'reject':
        phone.reject(callId, 'decline');
        break;
      case 'mute':
      case 'unmute':
        phone.control.mute(callId, action === 'mute');
        break;
      case 'transfer':
      case 'consult': {
        const to = prompt(`Number to ${action === 'transfer' ? 'transfer to' : 'consult'}`);
        if (to) {
          this.#calls.dialled(to);
          phone.control[action](callId, to);
        }
        break;
      }
      default:
        phone.control[action](callId);
    }
  }

  #told(event, args) {
    this.#log.add(`${event} ${words(args)}`, event === 'error' ? 'error' : '');
    this.#calls.take(event, args);
    this.#sound(event, args);
    if (Object.hasOwn(states, event)) {
      this.#status.textContent = states[event];
      this.#status.classList.toggle('good', states[event] === 'connected');
    }
  }

  #sound(event, args) {
    if (event === 'incoming') {
      this.#ringing.add(args.call_id);
      this.#tones.play('ring');
    } else if (event === 'ringback' && args.state === 'on') {
      this.#tones.play('ringback');
    } else if (event === 'ringback') {
      this.#tones.stop();
    } else if ((event === 'answered' || event === 'ended') && this.#ringing.delete(args.call_id) && this.#ringing.size === 0) {
      this.#tones.stop();
    }
  }
}
