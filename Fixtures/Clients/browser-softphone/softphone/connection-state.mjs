/**
 * Where a connection stands, and where it may go from there.
 *
 * `idle`: no socket, and none wanted. `preparing`: a token and the ICE servers are being fetched (B.2). `opening`: the
 * upgrade is under way. `authenticating`: the socket is open and `authenticate` is sent. `connected`: the only state in which
 * anything else is sent. `waiting`: between two attempts. `stopped`: told to stay away; only the user brings it back (RECON-07).
 */
const ways = Object.freeze({
  idle: ['preparing'],
  preparing: ['opening', 'waiting', 'idle', 'stopped'],
  opening: ['authenticating', 'waiting', 'idle', 'stopped'],
  authenticating: ['connected', 'waiting', 'idle', 'stopped'],
  connected: ['waiting', 'idle', 'stopped'],
  waiting: ['preparing', 'idle'],
  stopped: ['preparing'],
});

/** The state of a connection; every step is one of the table's. */
export class ConnectionState {
  name = 'idle';

  is(...names) {
    return names.includes(this.name);
  }

  go(next) {
    if (!ways[this.name].includes(next)) {
      throw new Error(`a connection cannot go from ${this.name} to ${next}`);
    }
    this.name = next;
  }
}

/** One try to connect, from the token to `authenticated`, and the socket that came of it. */
export class ConnectAttempt {
  #givenUp = new AbortController();

  socket = null;
  reqId = null;
  /** The limit of the wait for `authenticated`. */
  limit = null;
  /** What came ahead of `authenticated`. */
  overtaking = [];

  /** @param {boolean} isFirst the user pressed connect: a failure is the answer, and nothing is tried again */
  constructor(isFirst) {
    this.isFirst = isFirst;
  }

  /** Aborted when the attempt is given up. */
  get signal() {
    return this.#givenUp.signal;
  }

  get isGivenUp() {
    return this.signal.aborted;
  }

  /** Stops whatever is under way; harmless when nothing is. */
  giveUp() {
    this.limit?.cancel();
    this.#givenUp.abort();
  }
}
