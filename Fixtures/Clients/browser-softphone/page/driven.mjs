import { makeAdapter } from '../adapter.mjs';
import { CallList } from './call-list.mjs';
import { words } from './log-view.mjs';
import { playRemote } from './speaker.mjs';

/** The phone for the harness: the page shows what is being played. */
export class Driven {
  #log;
  #status;
  #adapter;
  #lanes = new Map();

  constructor(log, status, faults) {
    this.#log = log;
    this.#status = status;
    this.#adapter = makeAdapter({ faults, playRemote });
  }

  /**
   * Dials in to the harness and serves it until it hangs up.
   * @param {string} driver the URL that the harness gave
   */
  async start(driver) {
    document.querySelector('#driven').hidden = false;
    document.querySelector('#calls-card').hidden = true;
    this.#say('dialling the harness…');
    const { dialIn } = await import(kitOf(driver));
    this.#say('driven', true);
    try {
      await dialIn({ ...this.#adapter, create: (setup) => this.#create(setup) }, driver);
      this.#say('done');
    } catch (failed) {
      this.#say('the harness is not there');
      this.#log.add(failed.message, 'error');
    }
  }

  #create(setup) {
    const lane = this.#lane(setup.lane);
    const client = this.#adapter.create({
      ...setup,
      emit: (event, args) => {
        lane.told(event, args);
        setup.emit(event, args);
      },
    });
    return {
      act: (action, args) => {
        lane.asked(action, args);
        return client.act(action, args);
      },
      dispose: () => {
        lane.gone();
        return client.dispose();
      },
    };
  }

  // Several runs at a time may have a lane of the same name.
  #lane(name) {
    const entry = document.createElement('li');
    const label = document.createElement('div');
    const state = document.createElement('span');
    const list = document.createElement('ul');
    const calls = new CallList(list, null);
    label.className = 'lane';
    label.append(name, state);
    state.className = 'state';
    state.textContent = 'switched on';
    list.className = 'calls';
    entry.append(label, list);
    document.querySelector('#lanes').append(entry);
    return {
      told: (event, args) => {
        this.#log.add(`${name} ${event} ${words(args)}`, event === 'error' ? 'error' : '');
        state.textContent = event;
        calls.take(event, args);
      },
      asked: (action, args) => this.#log.add(`${name} ← ${action} ${words(args ?? {})}`, 'asked'),
      gone: () => entry.remove(),
    };
  }

  #say(text, isGood = false) {
    this.#status.textContent = text;
    this.#status.classList.toggle('good', isGood);
  }
}

// The kit lies beside the address that is dialled, wherever this page came from.
function kitOf(driver) {
  const url = new URL('/conformance-driver/browser.mjs', driver);
  url.protocol = url.protocol === 'wss:' ? 'https:' : 'http:';
  return url.href;
}
