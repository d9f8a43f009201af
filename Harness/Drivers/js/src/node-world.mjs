import { FreeFlow } from './free-flow.mjs';
import { onBehalfOf } from './current-client.mjs';
import { turn } from './idle.mjs';
import { Lanes } from './lanes.mjs';
import { NodeMedia } from './node-media.mjs';
import { makeFetch } from './requests.mjs';
import { VirtualScenario } from './scenario.mjs';
import { makeWebSocket } from './sockets.mjs';

// Under the real clock a client that does not come down is left behind.
const FAREWELL = 1000;

/** Node as the place where clients live: real clock or virtual, with taps on everything that leaves the process. */
export class NodeWorld {
  capabilities = ['clock', 'pings'];

  methods = {
    'clock.settle': (params) => this.#virtual().settle(params),
    'clock.advance': (params) => this.#virtual().advance(params),
  };

  #lanes = new Lanes();
  #media;
  #scenario = null;
  #realClients = 0;

  constructor() {
    globalThis.WebSocket = makeWebSocket(this.#lanes);
    globalThis.fetch = makeFetch(this.#lanes, globalThis.fetch);
    this.#media = new NodeMedia((step) => this.#lanes.nowhere.soon(step));
  }

  /** A client is about to be made. */
  enter({ lane, rest_base, signalling_url, seed, clock }) {
    const place = { lane, flow: clock ? this.#enterVirtual(clock.now, seed) : this.#enterReal() };
    this.#lanes.add(place, rest_base, signalling_url);
    return place;
  }

  /** Runs the client's code, so that what it starts is known to be its own. */
  within(place, run) {
    return onBehalfOf(place, run);
  }

  /** Waits until the client is at rest; under the virtual clock it says where everybody stands. */
  async rest({ flow }) {
    if (flow.isKept) {
      return this.#scenario.rest();
    }
    // Long enough to hear that the button does not exist, and no longer.
    await turn();
    await turn();
    return null;
  }

  /** Waits for a promise of the client, but not for ever. */
  async bounded({ flow }, promise) {
    let timer;
    const limit = flow.isKept ? this.#scenario.rest() : new Promise((resolve) => (timer = setTimeout(resolve, FAREWELL)));
    await Promise.race([promise, limit]);
    clearTimeout(timer);
  }

  /** Breaks everything that the client has under way. */
  sever({ lane, flow }) {
    flow.sever(lane);
  }

  /** The client is gone. */
  async leave(place) {
    this.#lanes.remove(place);
    if (!place.flow.isKept) {
      this.#realClients--;
      return;
    }
    await this.#scenario.rest();
    if (--this.#scenario.clients === 0) {
      this.#lanes.nowhere = new FreeFlow();
      this.#scenario.end();
      this.#scenario = null;
    }
  }

  /** Asks the app for a token: a request like any other. */
  fetchToken({ lane, flow }, ask) {
    if (!flow.isKept) {
      return ask();
    }
    return new Promise((resolve, reject) => {
      const entry = flow.ask(lane, 'token');
      entry.connected();
      ask().then(
        (token) => entry.land(() => resolve(token)),
        (refused) => entry.land(() => reject(refused)),
      );
    });
  }

  #enterVirtual(now, seed) {
    if (this.#realClients > 0) {
      throw new Error('clients under the real clock are still there: faked timers belong to the whole process');
    }
    if (!this.#scenario) {
      this.#scenario = new VirtualScenario(now, seed);
      this.#lanes.nowhere = this.#scenario.ledger;
      this.#media.useDoubles();
    }
    this.#scenario.moveTo(now);
    this.#scenario.clients++;
    return this.#scenario.ledger;
  }

  #enterReal() {
    if (this.#scenario) {
      throw new Error('a scenario under the virtual clock is still there: faked timers belong to the whole process');
    }
    this.#realClients++;
    this.#media.useReal();
    return new FreeFlow();
  }

  #virtual() {
    if (!this.#scenario) {
      throw new Error('no scenario under the virtual clock is there');
    }
    return this.#scenario;
  }
}
