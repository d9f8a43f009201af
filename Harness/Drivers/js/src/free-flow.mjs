/**
 * The flow of real time, one for each client: what arrives is handed over at once, and nothing is counted. It has the
 * shape of `Ledger` (virtual time), so that sockets are written once.
 */
export class FreeFlow {
  /** True where arrivals are kept until they are called for. */
  isKept = false;

  #sockets = new Set();

  /** The client asks for something. */
  ask(_lane, _what, sever) {
    const request = { sever };
    this.#sockets.add(request);
    const atOnce = (deliver) => {
      this.#sockets.delete(request);
      deliver?.();
    };
    return { connected() {}, land: atOnce, fail: atOnce, giveUp: atOnce };
  }

  /** The server has accepted an upgrade. */
  accept(_lane, sever) {
    const socket = new FreeSocket(sever, () => this.#sockets.delete(socket));
    this.#sockets.add(socket);
    return socket;
  }

  /** Runs something in a turn of its own. */
  soon(deliver) {
    setImmediate(deliver);
  }

  /** Lets go of everything without a word. */
  sever() {
    this.#sockets.forEach((socket) => socket.sever());
    this.#sockets.clear();
  }
}

class FreeSocket {
  #isDeaf = false;
  #sever;
  #forget;

  constructor(sever, forget) {
    this.#sever = sever;
    this.#forget = forget;
  }

  sent() {}

  ending() {}

  dropKept() {
    this.#isDeaf = true;
  }

  open(deliver) {
    deliver();
  }

  arrive(deliver) {
    if (!this.#isDeaf) {
      deliver?.();
    }
  }

  end(deliver) {
    this.#forget();
    if (!this.#isDeaf) {
      this.#isDeaf = true;
      deliver();
    }
  }

  sever() {
    this.#isDeaf = true;
    this.#sever();
  }
}
