/** The subprotocol of this protocol's only version. */
export const SUBPROTOCOL = 'dialstack.webrtc.v1';

// A page cannot break a connection. Any code but 1000 will do: that one would tell the server that the user has hung up everything.
const abandoned = 4000;

/** The server refused the upgrade, or nobody answered (CONN-03). A page is not told which. */
export class UpgradeRefused extends Error {}

/**
 * One signalling socket, from the upgrade to its end. Hands over whole texts; pings and fragments are the business of the
 * WebSocket below. A socket is used once: a reconnect makes a new one.
 */
export class SignallingSocket {
  #socket;
  #listener = null;
  #whenOver;

  /** True once it has ended. */
  isOver = false;

  /**
   * @param {string} url
   * @param {string | null} userAgent for platforms that let a client set it
   * @param {() => void} whenOver called once at its end, whoever listens
   */
  constructor(url, userAgent, whenOver) {
    this.#whenOver = whenOver;
    // A browser sends a User-Agent of its own and takes no third argument.
    this.#socket = userAgent === null
      ? new WebSocket(url, [SUBPROTOCOL])
      : new WebSocket(url, [SUBPROTOCOL], { headers: { 'User-Agent': userAgent } });
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.addEventListener('message', (event) => this.#take(event.data));
    this.#socket.addEventListener('close', (event) => this.#end(event.code));
  }

  /**
   * Waits for the upgrade.
   * @param {AbortSignal} signal gives the wait up; whatever comes of the upgrade then is closed
   * @throws {UpgradeRefused}
   */
  opened(signal) {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.close();
        reject(signal.reason);
      };
      const refuse = (why) => {
        signal.removeEventListener('abort', giveUp);
        reject(new UpgradeRefused(why));
      };
      signal.addEventListener('abort', giveUp);
      this.#socket.addEventListener('close', () => refuse('the server did not open a socket'));
      // Told before the close, which a dead network may withhold for long.
      this.#socket.addEventListener('error', (event) => refuse(event.message || 'the upgrade failed'));
      this.#socket.addEventListener('open', () => {
        if (this.#socket.protocol === SUBPROTOCOL) {
          signal.removeEventListener('abort', giveUp);
          resolve();
        } else {
          this.close();
          refuse(`the server chose the subprotocol '${this.#socket.protocol}', which was not offered`);
        }
      });
    });
  }

  /**
   * From here on what arrives is handed over.
   * @param {{ heard: () => void, text: (text: string) => void, ended: (code: number) => void }} listener
   */
  listen(listener) {
    this.#listener = listener;
  }

  send(text) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(text);
    }
  }

  /** Says goodbye. */
  close() {
    this.#socket.close(1000);
  }

  /** Lets it go without a goodbye: its calls are to be kept for the next socket. */
  abort() {
    this.#socket.close(abandoned);
  }

  #take(data) {
    this.#listener?.heard();
    if (typeof data === 'string') {
      this.#listener?.text(data);
    }
  }

  #end(code) {
    this.isOver = true;
    this.#whenOver();
    this.#listener?.ended(code);
  }
}
