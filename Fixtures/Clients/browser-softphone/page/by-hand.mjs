import { Softphone } from '../softphone/softphone.mjs';
import { CallList } from './call-list.mjs';
import { drawKeypad } from './keypad.mjs';
import { words } from './log-view.mjs';
import { RingBanner } from './ring-banner.mjs';
import { microphoneOrSilence, whyNoMicrophone } from './silent-microphone.mjs';
import { playRemote } from './speaker.mjs';
import { readStartAddress } from './start-address.mjs';
import { Tones } from './tones.mjs';

/** The storage of the browser, under names of our own: several phones may be open beside each other. */
function storageOf(as) {
  const prefix = as === null ? 'softphone.' : `softphone.${as}.`;
  return {
    getItem: (key) => localStorage.getItem(prefix + key),
    setItem: (key, value) => localStorage.setItem(prefix + key, value),
    removeItem: (key) => localStorage.removeItem(prefix + key),
  };
}

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
  #banner = new RingBanner(document.querySelector('#ringing'));
  #start = readStartAddress();
  #storage = storageOf(this.#start.as);
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
    document.querySelector('#notice').textContent = whyNoMicrophone();
    drawKeypad(document.querySelector('#keypad'), (key) => this.#key(key));
    account.elements.base.value = this.#storage.getItem('base') ?? '';
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
    this.#begin(account);
  }

  #begin(account) {
    const { as, token } = this.#start;
    if (as !== null) {
      // Opened by the server that it belongs to.
      account.elements.base.value ||= location.origin;
      document.querySelector('h1').textContent = `Softphone of ${as}`;
      document.querySelector('#no-media').hidden = false;
      document.body.classList.add('opened');
    }
    if (token !== null) {
      account.elements.base.value = location.origin;
      this.#connect(location.origin, token);
    } else if (this.#storage.getItem('online') === 'true' && account.elements.base.value) {
      // A page that is loaded again in the middle of a call gets the call back.
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
      this.#banner.clear();
      this.#base = base;
      this.#storage.setItem('base', base);
      this.#softphone = new Softphone({
        restBase: base,
        storage: this.#storage,
        getUserMedia: microphoneOrSilence((why) => {
          document.querySelector('#notice').textContent = why;
        }),
        playRemote,
        faults: this.#faults,
        tell: (event, args) => this.#told(event, args),
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

  // In a call the keys are digits to the far end, else they dial.
  #key(key) {
    if (this.#calls.isTalking) {
      this.#softphone.life.control.digits(null, key);
    } else {
      document.forms.dial.elements.to.value += key;
    }
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
    this.#banner.take(event, args);
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
