/** What the app hears of the connection: each change once, the first success apart from later ones (RECON-09). */
export class ConnectionNews {
  #context;
  #hasConnected = false;
  #isReconnecting = false;

  constructor(context) {
    this.#context = context;
  }

  /** The user pressed connect: the next success is a first one. */
  beginAnew() {
    this.#hasConnected = false;
  }

  connected() {
    this.#context.tell(this.#hasConnected ? 'reconnected' : 'connected');
    this.#hasConnected = true;
    this.#isReconnecting = false;
  }

  reconnecting() {
    if (!this.#isReconnecting) {
      this.#isReconnecting = true;
      this.#context.tell('reconnecting');
    }
  }

  disconnected(reason) {
    this.#isReconnecting = false;
    this.#context.tell('disconnected', reason === null ? {} : { reason });
  }
}
