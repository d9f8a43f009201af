import { seedChance } from './chance.mjs';
import { VirtualClock } from './clock.mjs';
import { watchCrypto } from './crypto-watch.mjs';
import { idle } from './idle.mjs';
import { Ledger } from './ledger.mjs';
import { complain } from './report.mjs';

// Real time after which a settle says what it waits for. The harness gives up a little later.
const SETTLE_IS_SLOW_AFTER = 5000;

const real = { setTimeout, clearTimeout };

/** One scenario under the virtual clock: from its first client to the disposal of its last. */
export class VirtualScenario {
  ledger = new Ledger();
  clients = 0;
  #clock;
  #undo;

  /** @param {number} now milliseconds since 1970 @param {number} seed of the clients' chance */
  constructor(now, seed) {
    this.#clock = new VirtualClock(now);
    this.#undo = [seedChance(seed), watchCrypto(this.ledger)];
  }

  /** The client's clock is moved, and nothing fires. */
  moveTo(now) {
    this.#clock.moveTo(now);
  }

  /** Waits until everybody is at rest, and says where they stand. */
  async rest() {
    await idle(this.ledger);
    return { next: this.#clock.next, ...this.ledger.state() };
  }

  /** `clock.settle`: everything that the fake has done arrives, and is handed over one item at a time. */
  async settle({ now, sockets = {}, answered = {} }) {
    const told = { sockets, answered };
    this.#clock.moveTo(now);
    await this.#arrival(told);
    for (let item = this.ledger.take(told); item; item = this.ledger.take(told)) {
      handOver(item);
      await idle(this.ledger);
    }
    return { state: await this.rest() };
  }

  /** `clock.advance`: one timer fires. */
  async advance({ to }) {
    this.#clock.fireOne(to);
    return { state: await this.rest() };
  }

  /** The process gets its own clock and chance back. */
  end() {
    this.ledger.end();
    this.#undo.forEach((undo) => undo());
    this.#clock.uninstall();
  }

  async #arrival(told) {
    const warning = real.setTimeout(() => {
      complain(`clock.settle still waits: ${this.ledger.missing(told).join('; ')}`);
    }, SETTLE_IS_SLOW_AFTER);
    try {
      await this.ledger.arrival(told);
    } finally {
      real.clearTimeout(warning);
    }
  }
}

function handOver(item) {
  try {
    item.deliver();
  } catch (thrown) {
    complain('the client threw at what it was handed', thrown);
  }
}
